//! Packs the npm package and installs the tarball into the projects in `tests/npm`; builds the pages in `tests/peers`.
//!
//! The projects are built in `target/npm/` and `target/peers/`, where the browser tests load them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{build, cargo, chunks, compress, package, root, target_dir, tools};

/// The projects: a page without a bundler, a page built with Vite, and a React application.
const PROJECTS: [&str; 3] = ["plain", "vite", "react"];

/// A TypeScript module that the projects share.
const STORIES: &str = "stories.ts";

/// Packs the package and builds the projects.
pub(crate) fn build() -> Result<()> {
    tools::ensure_node()?;
    let unpatched = package::write()?;
    let to = target_dir().join("npm");
    build::remove(&to)?;
    fs::create_dir_all(&to)?;
    pack(&to)?;
    for name in PROJECTS {
        let (from, project) = (root().join("tests/npm").join(name), to.join(name));
        copy(&from, &project)?;
        if project.join("src").is_dir() {
            fs::copy(root().join("tests/npm").join(STORIES), project.join("src").join(STORIES))?;
        }
        install_and_build(&project)?;
    }
    build_with_unpatched_script(&to.join("vite"), &unpatched)
}

/// Builds the scripts and styles of the pages that Sidelight is compared with. Packages of an earlier build are kept.
pub(crate) fn build_peers() -> Result<()> {
    tools::ensure_node()?;
    let project = target_dir().join("peers");
    build::remove(&project.join("dist"))?;
    copy(&root().join("tests/peers"), &project)?;
    install_and_build(&project)
}

fn install_and_build(project: &Path) -> Result<()> {
    npm(project, &["install", "--no-package-lock", "--no-audit", "--no-fund", "--prefer-offline"])?;
    npm(project, &["run", "build"])
}

/// Makes the tarball and checks that it has the files that the manifest lists.
fn pack(to: &Path) -> Result<()> {
    let mut npm = Command::new("npm");
    npm.current_dir(package::dir()).args(["pack", "--json", "--pack-destination"]).arg(to);
    let output: Value =
        serde_json::from_slice(&cargo::output(&mut npm)?).context("`npm pack --json` printed no JSON")?;
    // Some versions of npm print an array, and some an object with the name of the package as its key.
    let tarball = output.get(0).or_else(|| output.get("sidelight-story")).context("`npm pack` packed nothing")?;
    let files = tarball["files"].as_array().context("`npm pack --json` doesn't list files")?;
    let files: BTreeSet<_> = files.iter().filter_map(|file| file["path"].as_str()).map(str::to_owned).collect();
    let manifest: Value = serde_json::from_str(&fs::read_to_string(package::dir().join("package.json"))?)?;
    package::check(&manifest, &files).context("the tarball is wrong")?;
    println!("packed: {} files, {} bytes", files.len(), tarball["size"]);
    let name = tarball["filename"].as_str().context("`npm pack --json` doesn't name the tarball")?;
    // The projects depend on the tarball by a name without a version.
    fs::rename(to.join(name), to.join("sidelight-story.tgz")).context("can't rename the tarball")
}

/// A negative control: builds the page with a script whose files the bundler can't find. The browser tests check that the
/// page then has no live view.
fn build_with_unpatched_script(project: &Path, script: &str) -> Result<()> {
    let element = project.join("node_modules/sidelight-story/element.js");
    let patched = fs::read(&element)?;
    fs::write(&element, script)?;
    npm(project, &["exec", "--", "vite", "build", "--logLevel=warn", "--outDir", "dist-unseen"])?;
    // The development server needs the patched script.
    fs::write(element, patched)?;
    let count = |folder: &str| -> Result<usize> {
        let files = compress::files(&project.join(folder))?;
        Ok(files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "wasm")).count())
    };
    let expected = 1 + chunks::ALL.len();
    ensure!(count("dist")? == expected, "the bundle has {} WebAssembly files, not {expected}", count("dist")?);
    ensure!(count("dist-unseen")? == 0, "the bundler found the WebAssembly of the script that hides it");
    Ok(())
}

fn npm(project: &Path, args: &[&str]) -> Result<()> {
    cargo::run(Command::new("npm").current_dir(project).arg("--loglevel=error").args(args))
}

/// Copies a folder and everything in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in compress::files(from)? {
        let copy = to.join(file.strip_prefix(from)?);
        fs::create_dir_all(copy.parent().context("the file has no folder")?)?;
        fs::copy(&file, copy).with_context(|| format!("can't copy {}", file.display()))?;
    }
    Ok(())
}
