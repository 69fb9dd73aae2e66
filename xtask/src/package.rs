//! `cargo xtask package`: writes the folder that `npm pack` packs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::element_script::Loader;
use crate::shrink::Passes;
use crate::wasm::{Artifacts, Profile};
use crate::{build, cargo, compress, languages, notices, root, target_dir, tools};

/// The files of `src/npm` that are copied as they are.
const COPIED: [&str; 3] = ["README.md", "react.d.ts", "server.js"];

/// The licence texts.
const LICENCES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

/// Files that npm packs without being listed.
const ALWAYS_PACKED: [&str; 2] = ["package.json", "README.md"];

/// The folder of the package.
pub(crate) fn dir() -> PathBuf {
    target_dir().join("package")
}

/// Writes the package and prints what to do next.
pub(crate) fn run() -> Result<()> {
    tools::ensure_wasm_target()?;
    write()?;
    println!("wrote {0}; to pack it: cd {0} && npm pack", dir().display());
    Ok(())
}

/// Writes the package with the interface texts of every language, because it can show any story. Returns the `element.js`
/// for pages without a bundler.
pub(crate) fn write() -> Result<String> {
    let to = dir();
    build::remove(&to)?;
    let passes = Passes::default();
    let artifacts = build::write_element(&Profile::Release(Passes::default()), &languages::available()?, &to)?;
    // The other scripts are for the pages of a build, which the package doesn't have.
    for script in build::SCRIPTS.iter().filter(|name| **name != "element.js") {
        fs::remove_file(to.join(script)).with_context(|| format!("can't remove {script}"))?;
    }

    build::remove_whole_wasm(&to)?;

    let element = to.join("element.js");
    let for_pages = fs::read_to_string(&element)?;
    fs::write(&element, passes.shrink_script(Loader::Bundler(&artifacts).script()?))?;
    let sheet = fs::read_to_string(to.join("style.css"))?;
    fs::write(to.join("style.js"), format!("export default {};\n", Value::from(sheet)))?;
    for name in COPIED {
        fs::copy(root().join("src/npm").join(name), to.join(name)).with_context(|| format!("can't copy {name}"))?;
    }
    for name in LICENCES {
        fs::copy(root().join(name), to.join(name)).with_context(|| format!("can't copy {name}"))?;
    }
    fs::write(to.join("NOTICES.txt"), notices::text()?)?;
    let template =
        fs::read_to_string(root().join("src/npm/package.json")).context("can't read src/npm/package.json")?;
    let manifest = fill_manifest(&template, &package_fields()?, &artifacts)?;
    fs::write(to.join("package.json"), &manifest)?;
    check(&serde_json::from_str(&manifest)?, &paths(&to)?)?;
    check_has_no_article(&to)?;
    Ok(for_pages)
}

/// The version, the description and the licence in Cargo.toml.
fn package_fields() -> Result<[(&'static str, String); 3]> {
    let package = cargo::sidelight_package()?;
    let field = |name: &'static str| -> Result<(&'static str, String)> {
        Ok((name, package[name].as_str().with_context(|| format!("Cargo.toml has no {name}"))?.to_owned()))
    };
    Ok([field("version")?, field("description")?, field("license")?])
}

/// The manifest with its placeholders, such as `{version}`, replaced.
fn fill_manifest(template: &str, fields: &[(&str, String)], artifacts: &Artifacts) -> Result<String> {
    let names = [("glue", artifacts.glue.clone()), ("wasm", artifacts.wasm.clone())];
    let names = fields.iter().chain(&names).map(|(name, value)| ((*name).to_owned(), value));
    let chunks = artifacts.chunks.iter().map(|chunk| (format!("{}_chunk", chunk.name), &chunk.file));
    let mut text = template.to_owned();
    for (name, value) in names.chain(chunks) {
        let placeholder = format!("{{{name}}}");
        ensure!(text.contains(&placeholder), "src/npm/package.json has no placeholder `{placeholder}`");
        // As JSON, without the quotes, which the template has.
        let json = Value::from(value.as_str()).to_string();
        text = text.replace(&placeholder, &json[1..json.len() - 1]);
    }
    Ok(text)
}

/// The files below a folder, as paths relative to it.
fn paths(dir: &Path) -> Result<BTreeSet<String>> {
    let files = compress::files(dir)?;
    files.iter().map(|file| Ok(file.strip_prefix(dir)?.to_string_lossy().replace('\\', "/"))).collect()
}

/// Checks that the manifest names every file and names no other.
pub(crate) fn check(manifest: &Value, files: &BTreeSet<String>) -> Result<()> {
    let listed = manifest["files"].as_array().context("package.json has no `files`")?;
    let listed = listed.iter().filter_map(Value::as_str).chain(ALWAYS_PACKED).map(str::to_owned).collect();
    if *files != listed {
        let differ: Vec<_> = files.symmetric_difference(&listed).collect();
        bail!("the package and `files` in package.json differ in {differ:?}");
    }
    let mut named = Vec::new();
    for field in ["exports", "types", "customElements", "sideEffects"] {
        let before = named.len();
        collect_strings(&manifest[field], &mut named);
        ensure!(named.len() > before, "package.json has no `{field}`");
    }
    for path in named {
        let file = path.strip_prefix("./").unwrap_or(path);
        ensure!(files.contains(file), "package.json names {path}, but the package has no such file");
    }
    for (path, target) in manifest["exports"].as_object().context("package.json has no `exports`")? {
        // Resolvers take the first condition that holds; `default` holds for all of them.
        let conditions: Vec<_> = target.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        ensure!(
            conditions.is_empty() || conditions.contains(&"default"),
            "`exports` of package.json has no `default` for {path}"
        );
    }
    Ok(())
}

/// Adds all strings in a JSON value to `found`.
fn collect_strings<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(list) => list.iter().for_each(|it| collect_strings(it, found)),
        Value::Object(map) => map.values().for_each(|it| collect_strings(it, found)),
        _ => {}
    }
}

/// An error if the package contains a sentence of the seed article: the package's licence doesn't cover the article.
fn check_has_no_article(dir: &Path) -> Result<()> {
    let story: Value = serde_json::from_str(&fs::read_to_string(root().join("stories/open-source-ai.json"))?)?;
    let mut texts = Vec::new();
    collect_strings(&story["body"], &mut texts);
    // Shorter strings may occur anywhere.
    let sentences: Vec<_> = texts.into_iter().filter(|text| text.len() > 60).collect();
    ensure!(!sentences.is_empty(), "the seed article has no long text");
    for file in compress::files(dir)? {
        let text = String::from_utf8_lossy(&fs::read(&file)?).into_owned();
        if let Some(sentence) = sentences.iter().find(|sentence| text.contains(**sentence)) {
            bail!("{} contains text of the seed article: {sentence}", file.display());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::{COPIED, check, check_has_no_article, collect_strings, fill_manifest};
    use crate::wasm::Artifacts;

    /// The manifest of the package, and the files that it lists.
    fn manifest() -> (Value, BTreeSet<String>) {
        let template = include_str!("../../src/npm/package.json");
        let fields = ["version", "description", "license"].map(|name| (name, format!("a \"{name}\"")));
        let manifest: Value =
            serde_json::from_str(&fill_manifest(template, &fields, &Artifacts::example()).unwrap_or_default())
                .unwrap_or_default();
        let mut files = Vec::new();
        collect_strings(&manifest["files"], &mut files);
        let files = files.into_iter().chain(["package.json", "README.md"]).map(str::to_owned).collect();
        (manifest, files)
    }

    #[test]
    fn manifest_and_files_agree() {
        let (manifest, files) = manifest();
        assert_eq!(manifest["version"], "a \"version\"");
        assert_eq!(manifest["exports"]["./sidelight.wasm"], "./sidelight-0_bg.wasm");
        assert!(COPIED.iter().all(|name| files.contains(*name)));
        let checked = check(&manifest, &files);
        assert!(checked.is_ok(), "{checked:?}");
    }

    #[test]
    fn detects_missing_and_extra_files() {
        let (manifest, files) = manifest();
        for missing in &files {
            let mut fewer = files.clone();
            fewer.remove(missing);
            assert!(check(&manifest, &fewer).is_err_and(|error| error.to_string().contains(missing)), "{missing}");
        }
        let more = files.iter().cloned().chain(["stories/open-source-ai.json".to_owned()]).collect();
        assert!(check(&manifest, &more).is_err(), "a file that is not listed");
        let mut other = manifest.clone();
        other["exports"]["./more"] = "./more.js".into();
        assert!(check(&other, &files).is_err(), "an export without a file");
        let mut other = manifest;
        other["exports"]["."] = serde_json::json!({ "browser": "./element.js" });
        assert!(check(&other, &files).is_err(), "an export without a default");
    }

    #[test]
    fn detects_the_seed_article() {
        let check = |name: &str| check_has_no_article(&crate::root().join(name));
        assert!(check("src/npm").is_ok());
        assert!(check("stories").is_err_and(|error| error.to_string().contains("open-source-ai.json")));
    }
}
