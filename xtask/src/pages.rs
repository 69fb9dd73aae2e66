//! Checks the built pages: their HTML with html-validate, and their JSON-LD against the types of schema.org.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{cargo, compress, root, target_dir, tools, types};

/// The configuration of html-validate: the rules of the HTML standard, the custom element, and the values of `hidden`
/// (HTML, "The hidden attribute"), of which this version of html-validate does not know `until-found`.
const HTML_VALIDATE_CONFIG: &str = r#"{
  "root": true,
  "extends": ["html-validate:standard"],
  "elements": ["html5", {
    "sidelight-story": { "flow": true, "permittedContent": ["@flow"] },
    "*": { "attributes": { "hidden": { "boolean": false, "omit": true, "enum": ["", "hidden", "until-found"] } } }
  }],
  "rules": { "no-trailing-whitespace": "off" }
}"#;

/// Stories that together use every part of the story format.
const STORIES: [&str; 3] =
    ["stories/open-source-ai.json", "tests/fixtures/everything.json", "tests/fixtures/smallest.json"];

/// Writes a site and checks its pages; an error if one is not valid.
pub(crate) fn check() -> Result<()> {
    let [validator, schema] = [tools::ensure_html_validate()?, tools::ensure_schema_types()?];
    let site = target_dir().join("pages");
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    let mut write = cargo::sidelight()?;
    write
        .arg("site")
        .args(STORIES.map(|story| root().join(story)))
        .arg("--out")
        .arg(&site)
        .args(["--base-url", "https://example.org/stories/"]);
    cargo::run(&mut write)?;
    fs::write(site.join(".htmlvalidate.json"), HTML_VALIDATE_CONFIG)?;
    let pages: Vec<_> = compress::files(&site)?.into_iter().filter(|file| is_page(file)).collect();
    if pages.len() < STORIES.len() + 2 {
        bail!("the site has only {} pages, fewer than expected", pages.len());
    }
    if !pages.iter().any(|page| page.ends_with("embed/index.html")) {
        bail!("the site has no embed guide (embed/index.html)");
    }
    let mut validate = Command::new("node");
    validate.current_dir(&site).arg(validator).args(&pages);
    cargo::run(&mut validate).context("html-validate found errors")?;
    println!("{} pages are valid HTML", pages.len());
    check_json_ld(&site, &schema)
}

/// True for a whole page; a snippet is part of a page.
fn is_page(file: &Path) -> bool {
    let name = file.to_string_lossy();
    name.ends_with(".html") && !name.ends_with("snippet.html")
}

/// Type-checks the JSON-LD of the stories' pages.
fn check_json_ld(site: &Path, schema: &Path) -> Result<()> {
    let mut text = format!("import type {{ NewsArticle, WithContext }} from {:?};\n", schema.display().to_string());
    for story in STORIES {
        let story: serde_json::Value = serde_json::from_str(&fs::read_to_string(root().join(story))?)?;
        let page = format!("{}.html", story["id"].as_str().unwrap_or_default());
        let html = fs::read_to_string(site.join(&page)).with_context(|| format!("the site has no {page}"))?;
        let (_, json_ld) = html
            .split_once("<script type=\"application/ld+json\">")
            .with_context(|| format!("{page} has no JSON-LD"))?;
        let (json_ld, _) = json_ld.split_once("</script>").context("the JSON-LD has no end tag")?;
        let name = page.replace(['-', '.'], "_");
        writeln!(text, "export const {name}: WithContext<NewsArticle> = {json_ld};")?;
    }
    let file: PathBuf = site.join("json_ld.ts");
    fs::write(&file, text)?;
    types::compile(&[file])
}
