//! The element's scripts before they are minified, for cases that change their text.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::server::{artifact_names, chunk_name};

/// A script of `src/element`, without indentation and comments, that loads the files of the build. The constants of
/// `element.js` are those that `xtask/src/element_script.rs` writes, without the hash of the WebAssembly.
pub(crate) fn readable_script(name: &str) -> Result<String> {
    let [glue, wasm] = artifact_names();
    let (mut script, files) = if name == "element.js" {
        // A plain build has no chunks.
        let chunks = ["json", "timeline"].map(|name| match chunk_name(name) {
            file if file.is_empty() => String::new(),
            file => format!("{name}: [\"./{file}\", \"\"],"),
        });
        let chunks = chunks.concat();
        let constants = format!(
            "const GLUE = \"./{glue}\";\nconst WASM = \"./{wasm}\";\nconst INTEGRITY = \"\";\nconst STYLE = \"style.css\";\n\
             const CHUNKS = {{ {chunks} }};\n"
        );
        (constants, vec!["load/web.js", "load/http.js", "chunks.js", "story_text.js", "element.js"])
    } else {
        (String::new(), vec![name])
    };
    for name in files {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/element").join(name);
        script += &fs::read_to_string(&file).with_context(|| format!("can't read {}", file.display()))?;
    }
    let is_code = |line: &&str| !line.is_empty() && !["//", "/*", "*"].iter().any(|mark| line.starts_with(mark));
    let lines: Vec<_> = script.lines().map(str::trim).filter(is_code).collect();
    Ok(lines.join("\n") + "\n")
}
