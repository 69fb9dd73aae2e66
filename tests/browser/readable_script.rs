//! The element's scripts before they are minified, for cases that change their text.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::server::artifact_names;

/// A script of `src/element`, without indentation and comments, that loads the files of the build.
pub(crate) fn readable_script(name: &str) -> Result<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/element").join(name);
    let script = fs::read_to_string(&file).with_context(|| format!("can't read {}", file.display()))?;
    let is_code = |line: &&str| !line.is_empty() && !["//", "/*", "*"].iter().any(|mark| line.starts_with(mark));
    let lines: Vec<_> = script.lines().map(str::trim).filter(is_code).collect();
    let [glue, wasm] = artifact_names();
    Ok(lines.join("\n").replace("sidelight.js", &glue).replace("sidelight_bg.wasm", &wasm) + "\n")
}
