//! Whether the pages are valid: HTML by html-validate, and what they say of themselves to machines by the types of
//! schema.org.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{cargo, compress, root, target_dir, tools, types};

/// What html-validate is to know: the standard, and the element.
const RULES: &str = r#"{
  "root": true,
  "extends": ["html-validate:standard"],
  "elements": ["html5", { "sidelight-story": { "flow": true, "permittedContent": ["@flow"] } }],
  "rules": { "no-trailing-whitespace": "off" }
}"#;

/// Stories that use, together, all that the format has.
const STORIES: [&str; 3] =
    ["stories/open-source-ai.json", "tests/fixtures/everything.json", "tests/fixtures/smallest.json"];

/// Reads the pages of a site; false, if fault is found.
pub(crate) fn check() -> Result<bool> {
    let [validator, schema] = [tools::ensure_html_validate()?, tools::ensure_schema_types()?];
    let site = target_dir().join("pages");
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    let mut write = cargo::cargo(&["run", "--quiet", "--features", "cli", "--bin", "sidelight", "--", "site"]);
    write.args(STORIES).arg("--out").arg(&site).args(["--base-url", "https://example.org/stories/"]);
    cargo::run(&mut write)?;
    fs::write(site.join(".htmlvalidate.json"), RULES)?;
    let pages: Vec<_> = compress::files(&site)?.into_iter().filter(|file| is_page(file)).collect();
    if pages.len() < STORIES.len() + 2 {
        bail!("there are only {} pages", pages.len());
    }
    if !pages.iter().any(|page| page.ends_with("embed/index.html")) {
        bail!("the page of the ways to embed is not among them");
    }
    let mut validate = Command::new("node");
    validate.current_dir(&site).arg(validator).args(&pages);
    let is_valid = validate.status().context("can't run html-validate")?.success();
    println!("{} pages read", pages.len());
    Ok(is_linked(&site, &schema)? && is_valid)
}

/// A whole page; a snippet is but a part of one.
fn is_page(file: &Path) -> bool {
    let name = file.to_string_lossy();
    name.ends_with(".html") && !name.ends_with("snippet.html")
}

/// Whether the linked data of the stories' pages is what schema.org says it may be.
fn is_linked(site: &Path, schema: &Path) -> Result<bool> {
    let mut text = format!("import type {{ NewsArticle, WithContext }} from {:?};\n", schema.display().to_string());
    for story in STORIES {
        let story: serde_json::Value = serde_json::from_str(&fs::read_to_string(root().join(story))?)?;
        let page = format!("{}.html", story["id"].as_str().unwrap_or_default());
        let html = fs::read_to_string(site.join(&page)).with_context(|| format!("no {page}"))?;
        let (_, linked) = html.split_once("<script type=\"application/ld+json\">").context("no linked data")?;
        let (linked, _) = linked.split_once("</script>").context("linked data without an end")?;
        let name = page.replace(['-', '.'], "_");
        writeln!(text, "export const {name}: WithContext<NewsArticle> = {linked};")?;
    }
    let file: PathBuf = site.join("linked.ts");
    fs::write(&file, text)?;
    types::compile(&[file])
}
