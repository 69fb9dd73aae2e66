//! Checks the element's TypeScript types, their uses in the documents, and the manifest against the types of the custom
//! elements manifest.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{cargo, compress, examples, root, target_dir, tools};

/// Compiles the types, the manifest, all story files and the examples of the documents with TypeScript; an error if that
/// fails.
pub(crate) fn check() -> Result<()> {
    let manifest = tools::ensure_manifest_types()?;
    let folder = target_dir().join("types");
    fs::create_dir_all(&folder)?;
    let element = root().join("dist/element.js");
    let [element, manifest] = [&element, &manifest].map(|path| path.display().to_string());

    // TypeScript widens the types of an imported JSON module, so the JSON is written as an expression.
    let mut text = format!("import type {{ Story }} from {element:?};\nimport type {{ Package }} from {manifest:?};\n");
    let mut declare = |name: &str, kind: &str, file: &std::path::Path| -> Result<()> {
        let json = fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
        Ok(writeln!(text, "export const {name}: {kind} = {json};")?)
    };
    declare("manifest", "Package", &root().join("src/element/custom-elements.json"))?;
    let stories = ["stories", "tests/fixtures"].map(|folder| compress::files(&root().join(folder)));
    let mut count = 0;
    for file in stories.into_iter().flatten().flatten() {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".json") && !name.ends_with("schema.json") {
            declare(&format!("story{count}"), "Story", &file)?;
            count += 1;
        }
    }
    let declarations = folder.join("declarations.ts");
    fs::write(&declarations, text)?;
    compile(&[root().join("tests/types/page.ts"), declarations])?;
    examples::check()
}

/// Type-checks these files with TypeScript; an error if that fails.
pub(crate) fn compile(files: &[PathBuf]) -> Result<()> {
    let mut command = Command::new("node");
    command.arg(tools::ensure_typescript()?).args(["--noEmit", "--strict", "--exactOptionalPropertyTypes"]);
    command.args([
        "--target",
        "es2022",
        "--module",
        "nodenext",
        "--moduleResolution",
        "nodenext",
        "--lib",
        "es2022,dom",
    ]);
    cargo::run(command.args(files))
}
