//! `cargo xtask package`: the folder that `npm pack` makes the package of.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::build::{self, Bound};
use crate::{cargo, compress, languages, notices, root, target_dir};

/// What `src/npm` has for it beside `package.json`.
const OWN: [&str; 3] = ["README.md", "react.d.ts", "server.js"];

/// Where who may do what with it stands.
const LICENCES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

/// What npm packs without being told.
const TOLD_BY_NPM: [&str; 2] = ["package.json", "README.md"];

/// Where it is written.
pub(crate) fn dir() -> PathBuf {
    target_dir().join("package")
}

/// Writes it, and says what to do next.
pub(crate) fn run() -> Result<()> {
    crate::tools::ensure_wasm_target()?;
    write()?;
    println!("written to {0}; pack it by: cd {0} && npm pack", dir().display());
    Ok(())
}

/// Writes it: with words in every language, for nobody knows which stories it will show. Returns the script as it was before
/// it named its files so that bundlers see them.
pub(crate) fn write() -> Result<String> {
    let to = dir();
    build::remove(&to)?;
    let bound = build::element(false, &languages::known()?, &to)?;
    // For pages of our own, which aren't in it.
    for script in build::SCRIPTS.iter().filter(|name| **name != "element.js") {
        fs::remove_file(to.join(script)).with_context(|| format!("no {script}"))?;
    }

    let element = to.join("element.js");
    let plain = fs::read_to_string(&element)?;
    fs::write(&element, seen_by_bundlers(&plain, &bound)?)?;
    let sheet = fs::read_to_string(to.join("style.css"))?;
    fs::write(to.join("style.js"), format!("export default {};\n", Value::from(sheet)))?;
    for name in OWN {
        fs::copy(root().join("src/npm").join(name), to.join(name)).with_context(|| format!("can't copy {name}"))?;
    }
    for name in LICENCES {
        fs::copy(root().join(name), to.join(name)).with_context(|| format!("can't copy {name}"))?;
    }
    fs::write(to.join("NOTICES.txt"), notices::text()?)?;
    let template = fs::read_to_string(root().join("src/npm/package.json")).context("can't read its package.json")?;
    let manifest = filled(&template, &about()?, &bound)?;
    fs::write(to.join("package.json"), &manifest)?;
    check(&serde_json::from_str(&manifest)?, &paths(&to)?)?;
    has_no_article(&to)?;
    Ok(plain)
}

/// The script of the element, naming its files so that a bundler sees them and takes them along: literally, where they are
/// asked for. The stylesheet is asked for as a script: what serves pages to those who develop them answers with a script, too,
/// where a stylesheet is fetched, and bundlers that have rules for stylesheets apply them. Where the glue stands after bundling
/// nobody knows, so that what is wrong with it is told in the words of the browser.
fn seen_by_bundlers(script: &str, Bound { glue, wasm, .. }: &Bound) -> Result<String> {
    let changes = [
        (format!("const GLUE = \"./{glue}\";\n"), String::new()),
        (
            "import(GLUE).catch((error) => throwWithUrl(assetUrl(GLUE), error))".to_owned(),
            format!("import(\"./{glue}\")"),
        ),
        (format!("const WASM = \"./{wasm}\";"), format!("const WASM = new URL(\"./{wasm}\", import.meta.url).href;")),
        ("const assetUrl = (file) => new URL(file, import.meta.url).href;\n".to_owned(), String::new()),
        (
            "const fetchAsset = async (file, options) => {\nconst url = assetUrl(file);\n".to_owned(),
            "const fetchAsset = async (url, options) => {\n".to_owned(),
        ),
        (
            "(await (await fetchAsset(\"style.css\")).text())".to_owned(),
            "(await import(\"./style.js\")).default".to_owned(),
        ),
        ("({ name, url = assetUrl(GLUE) }) => {".to_owned(), "({ name, message, url }) => {".to_owned()),
        (
            "const response = await fetch(url)".to_owned(),
            "if (!url) return [\"L08\", `a script can't be loaded (${message}). Publish all files of the build. Check \
             script-src`];\nconst response = await fetch(url)"
                .to_owned(),
        ),
    ];
    let mut text = script.to_owned();
    for (from, to) in changes {
        ensure!(text.matches(&from).count() == 1, "element.js doesn't say `{from}` once any more");
        text = text.replace(&from, &to);
    }
    for left in ["GLUE", "assetUrl("] {
        ensure!(!text.contains(left), "element.js says `{left}` where bundlers don't see what it is");
    }
    Ok(text)
}

/// What Cargo knows of the project: its version, what it is, and its licence.
fn about() -> Result<[(&'static str, String); 3]> {
    let mut command = cargo::cargo(&["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: Value = serde_json::from_slice(&cargo::output(&mut command)?)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let package = packages.iter().find(|it| it["name"] == "sidelight").context("no package")?;
    let told = |name: &'static str| -> Result<(&'static str, String)> {
        Ok((name, package[name].as_str().with_context(|| format!("no {name}"))?.to_owned()))
    };
    Ok([told("version")?, told("description")?, told("license")?])
}

/// The manifest, with what only the build knows in it.
fn filled(template: &str, about: &[(&str, String)], bound: &Bound) -> Result<String> {
    let names = [("glue", bound.glue.clone()), ("wasm", bound.wasm.clone())];
    let mut text = template.to_owned();
    for (name, value) in about.iter().chain(&names) {
        let blank = format!("{{{name}}}");
        ensure!(text.contains(&blank), "src/npm/package.json doesn't say `{blank}` any more");
        // As JSON, but for the quotes: the template has those.
        let json = Value::from(value.as_str()).to_string();
        text = text.replace(&blank, &json[1..json.len() - 1]);
    }
    Ok(text)
}

/// The files below a folder, by their paths from there.
fn paths(dir: &Path) -> Result<BTreeSet<String>> {
    let files = compress::files(dir)?;
    files.iter().map(|file| Ok(file.strip_prefix(dir)?.to_string_lossy().replace('\\', "/"))).collect()
}

/// Whether the manifest and the files agree: whatever it names is there, and whatever is there it names.
pub(crate) fn check(manifest: &Value, files: &BTreeSet<String>) -> Result<()> {
    let listed = manifest["files"].as_array().context("no list of files")?;
    let listed = listed.iter().filter_map(Value::as_str).chain(TOLD_BY_NPM).map(str::to_owned).collect();
    if *files != listed {
        let differ: Vec<_> = files.symmetric_difference(&listed).collect();
        bail!("the package and its list of files differ in {differ:?}");
    }
    let mut named = Vec::new();
    for field in ["exports", "types", "customElements", "sideEffects"] {
        let before = named.len();
        leaves(&manifest[field], &mut named);
        ensure!(named.len() > before, "package.json has no `{field}`");
    }
    for path in named {
        let file = path.strip_prefix("./").unwrap_or(path);
        ensure!(files.contains(file), "package.json names {path}, which is not there");
    }
    for (path, target) in manifest["exports"].as_object().context("no exports")? {
        // The first condition that holds is taken: types are asked for beside others, and the last holds for all.
        let conditions: Vec<_> = target.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        ensure!(conditions.is_empty() || conditions.contains(&"default"), "{path} has no default");
    }
    Ok(())
}

/// All texts in a value.
fn leaves<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(list) => list.iter().for_each(|it| leaves(it, found)),
        Value::Object(map) => map.values().for_each(|it| leaves(it, found)),
        _ => {}
    }
}

/// An error if a paragraph of the seed article is in the package: it belongs to its author, and is not ours to give away.
fn has_no_article(dir: &Path) -> Result<()> {
    let story: Value = serde_json::from_str(&fs::read_to_string(root().join("stories/open-source-ai.json"))?)?;
    let mut texts = Vec::new();
    leaves(&story["body"], &mut texts);
    // Shorter ones are words that anybody has.
    let sentences: Vec<_> = texts.into_iter().filter(|text| text.len() > 60).collect();
    ensure!(!sentences.is_empty(), "the seed article has no text to look for");
    for file in compress::files(dir)? {
        let text = String::from_utf8_lossy(&fs::read(&file)?).into_owned();
        if let Some(sentence) = sentences.iter().find(|sentence| text.contains(**sentence)) {
            bail!("{} has words of the seed article: {sentence}", file.display());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::{OWN, check, filled, has_no_article, leaves, seen_by_bundlers};
    use crate::build::Bound;
    use crate::shrink;

    fn bound() -> Bound {
        let [glue, wasm, style] = ["sidelight-0.js", "sidelight-0_bg.wasm", "style-0.css"].map(str::to_owned);
        Bound { glue, wasm, style, integrity: String::new() }
    }

    /// The manifest that ships, and the files that it lists.
    fn manifest() -> (Value, BTreeSet<String>) {
        let template = include_str!("../../src/npm/package.json");
        let about = ["version", "description", "license"].map(|name| (name, format!("a \"{name}\"")));
        let manifest: Value =
            serde_json::from_str(&filled(template, &about, &bound()).unwrap_or_default()).unwrap_or_default();
        let mut files = Vec::new();
        leaves(&manifest["files"], &mut files);
        let files = files.into_iter().chain(["package.json", "README.md"]).map(str::to_owned).collect();
        (manifest, files)
    }

    #[test]
    fn the_manifest_names_what_is_there() {
        let (manifest, files) = manifest();
        assert_eq!(manifest["version"], "a \"version\"");
        assert_eq!(manifest["exports"]["./sidelight.wasm"], "./sidelight-0_bg.wasm");
        assert!(OWN.iter().all(|name| files.contains(*name)));
        let checked = check(&manifest, &files);
        assert!(checked.is_ok(), "{checked:?}");
    }

    #[test]
    fn what_is_missing_or_too_much_is_seen() {
        let (manifest, files) = manifest();
        for missing in &files {
            let mut fewer = files.clone();
            fewer.remove(missing);
            assert!(check(&manifest, &fewer).is_err_and(|error| error.to_string().contains(missing)), "{missing}");
        }
        let more = files.iter().cloned().chain(["stories/open-source-ai.json".to_owned()]).collect();
        assert!(check(&manifest, &more).is_err(), "a file that nobody asked for");
        let mut other = manifest.clone();
        other["exports"]["./more"] = "./more.js".into();
        assert!(check(&other, &files).is_err(), "a file that is not there");
        let mut other = manifest;
        other["exports"]["."] = serde_json::json!({ "browser": "./element.js" });
        assert!(check(&other, &files).is_err(), "an entry that some find nothing in");
    }

    #[test]
    fn bundlers_see_every_file_and_the_script_has_it_once() {
        let script = shrink::without_remarks(include_str!("../../src/element/element.js"));
        let script = script.replace("./sidelight.js", "./sidelight-0.js");
        let script = script.replace("./sidelight_bg.wasm", "./sidelight-0_bg.wasm");
        let made = seen_by_bundlers(&script, &bound());
        let text = made.as_deref().unwrap_or_default();
        for literal in [
            "import(\"./sidelight-0.js\")",
            "new URL(\"./sidelight-0_bg.wasm\", import.meta.url)",
            "import(\"./style.js\")",
        ] {
            assert_eq!(text.matches(literal).count(), 1, "{literal}: {made:?}");
        }
        assert_eq!(text.matches("import").count(), 3, "and no other: {text}");
        let unlike = script.replace("const assetUrl =", "const other =");
        assert!(seen_by_bundlers(&unlike, &bound()).is_err_and(|error| error.to_string().contains("const assetUrl")));
    }

    #[test]
    fn the_seed_article_would_be_seen() {
        let of = |name: &str| has_no_article(&crate::root().join(name));
        assert!(of("src/npm").is_ok());
        assert!(of("stories").is_err_and(|error| error.to_string().contains("open-source-ai.json")));
    }
}
