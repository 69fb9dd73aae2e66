//! The package as others have it: packed, and installed from its tarball into fresh projects, which are `tests/npm`. They are
//! built into `target/npm/`, where the browser tests visit them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{build, cargo, compress, package, root, target_dir, tools};

/// The projects: a page without a bundler, one that Vite builds, one in React.
const PROJECTS: [&str; 3] = ["plain", "vite", "react"];

/// What the projects have in common, in TypeScript.
const STORIES: &str = "stories.ts";

/// Packs it, and builds the projects.
pub(crate) fn build() -> Result<()> {
    tools::ensure_node()?;
    let plain = package::write()?;
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
        npm(&project, &["install", "--no-package-lock", "--no-audit", "--no-fund", "--prefer-offline"])?;
        npm(&project, &["run", "build"])?;
    }
    unseen(&to.join("vite"), &plain)
}

/// Makes the tarball, and sees that what is in it is what was written.
fn pack(to: &Path) -> Result<()> {
    let mut npm = Command::new("npm");
    npm.current_dir(package::dir()).args(["pack", "--json", "--pack-destination"]).arg(to);
    let told: Value = serde_json::from_slice(&cargo::output(&mut npm)?).context("npm doesn't say what it packed")?;
    // Some versions of npm tell it in a list, and some by the name of the package.
    let told = told.get(0).or_else(|| told.get("sidelight-story")).context("npm packed nothing")?;
    let files = told["files"].as_array().context("npm doesn't say what is in it")?;
    let files: BTreeSet<_> = files.iter().filter_map(|file| file["path"].as_str()).map(str::to_owned).collect();
    let manifest: Value = serde_json::from_str(&fs::read_to_string(package::dir().join("package.json"))?)?;
    package::check(&manifest, &files).context("in the tarball")?;
    println!("packed: {} files, {} bytes", files.len(), told["size"]);
    let name = told["filename"].as_str().context("npm doesn't say what it is called")?;
    // The projects ask for it by a name without its version.
    fs::rename(to.join(name), to.join("sidelight-story.tgz")).context("can't rename the tarball")
}

/// Builds the page once more, with a script whose files a bundler doesn't see: the check that it is live has to fail there.
fn unseen(project: &Path, script: &str) -> Result<()> {
    let element = project.join("node_modules/sidelight-story/element.js");
    let seen = fs::read(&element)?;
    fs::write(&element, script)?;
    npm(project, &["exec", "--", "vite", "build", "--logLevel=warn", "--outDir", "dist-unseen"])?;
    // The server for development has the right one.
    fs::write(element, seen)?;
    let count = |folder: &str| -> Result<usize> {
        let files = compress::files(&project.join(folder))?;
        Ok(files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "wasm")).count())
    };
    ensure!(count("dist")? == 1, "the WebAssembly is not in the bundle once, but {} times", count("dist")?);
    ensure!(count("dist-unseen")? == 0, "the bundler saw what it was not to see");
    Ok(())
}

fn npm(project: &Path, args: &[&str]) -> Result<()> {
    cargo::run(Command::new("npm").current_dir(project).arg("--loglevel=error").args(args))
}

/// Copies a folder, with all that is in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in compress::files(from)? {
        let copy = to.join(file.strip_prefix(from)?);
        fs::create_dir_all(copy.parent().context("no folder")?)?;
        fs::copy(&file, copy).with_context(|| format!("can't copy {}", file.display()))?;
    }
    Ok(())
}
