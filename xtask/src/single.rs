//! Makes the script of a single-file story: the element's script with the glue and the WebAssembly inside.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::{compress, root, shrink::Passes};

/// Declarations of `element.js` that only serve to load files; they are left out.
const LOADING: [&str; 5] = ["INTEGRITY", "assetUrl", "fetchAsset", "throwWithUrl", "compileWasm"];

/// Writes the script for this glue and this WebAssembly to `to`.
pub(crate) fn write(glue: &Path, wasm: &Path, passes: &Passes, to: &Path) -> Result<()> {
    fs::write(to, merged_source()?)?;
    passes.shrink_text(to)?;
    let mut script = fs::read_to_string(to)?;
    for (name, file) in [("GLUE", glue), ("WASM", wasm)] {
        let placeholder = format!("const {name} = \"\";");
        let count = script.matches(&placeholder).count();
        if count != 1 {
            bail!("single.js has `{placeholder}` {count} times, not once: adapt xtask/src/single.rs");
        }
        let packed = BASE64_STANDARD.encode(compress::gzip(&fs::read(file)?)?);
        script = script.replace(&placeholder, &format!("const {name} = \"{packed}\";"));
    }
    Ok(fs::write(to, script)?)
}

/// The script as it is written, before the build puts the glue and the WebAssembly into it.
pub(crate) fn merged_source() -> Result<String> {
    let source = |name: &str| fs::read_to_string(root().join("src/element").join(name));
    merged(&source("element.js")?, &source("single.js")?)
}

/// The element's script with its declarations replaced by those in `replacements` that have the same names.
///
/// A declaration with a new name is put before the next one that replaces another.
fn merged(script: &str, replacements: &str) -> Result<String> {
    let mut script = script.to_owned();
    let mut new = String::new();
    for declaration in declarations(replacements) {
        new.push_str(declaration);
        let old = declarations(&script).find(|it| name(it) == name(declaration)).map(str::to_owned);
        match old {
            Some(old) => {
                script = script.replacen(&old, &new, 1);
                new.clear();
            }
            None => new.push('\n'),
        }
    }
    if !new.is_empty() {
        bail!("the last declaration of single.js has a name that element.js doesn't have");
    }
    for unused in LOADING {
        let old = declarations(&script).find(|it| name(it) == Some(unused)).map(str::to_owned);
        let Some(old) = old else {
            bail!("element.js has no declaration `{unused}`: remove it from LOADING in xtask/src/single.rs");
        };
        script = script.replacen(&old, "", 1);
    }
    if let Some(name) =
        LOADING.iter().find(|name| script.contains(&format!("{name}(")) || script.contains(&format!("({name})")))
    {
        bail!("a single-file story still uses `{name}`: replace the declaration that uses it in single.js");
    }
    if ["fetch(", "import(G", "import."].iter().any(|word| script.replace("fetch(src)", "").contains(word)) {
        bail!("a single-file story would still load a file: replace the declaration that loads it in single.js");
    }
    Ok(script)
}

/// The top-level `const` declarations of a script, each with the comment directly above it and the following lines that are
/// indented or begin with a brace.
fn declarations(script: &str) -> impl Iterator<Item = &str> {
    let mut rest = script;
    std::iter::from_fn(move || {
        let keyword = if rest.starts_with("const ") { 0 } else { rest.find("\nconst ")? + 1 };
        // The comment directly above has the types.
        let has_comment = rest[..keyword].ends_with("*/\n");
        let start = rest[..keyword].rfind("/**").filter(|_| has_comment).unwrap_or(keyword);
        let mut end = keyword;
        for (index, line) in rest[keyword..].split_inclusive('\n').enumerate() {
            if index > 0 && !line.starts_with([' ', '}']) {
                break;
            }
            end += line.len();
        }
        let declaration = &rest[start..end];
        rest = &rest[end..];
        Some(declaration)
    })
}

/// The declared name.
fn name(declaration: &str) -> Option<&str> {
    let code =
        declaration.rsplit_once("*/\n").filter(|_| declaration.starts_with("/**")).map_or(declaration, |it| it.1);
    code.strip_prefix("const ")?.split_whitespace().next()
}

#[cfg(test)]
mod tests {
    use super::{declarations, merged, name};

    const LOADING_JS: &str =
        "const INTEGRITY = \"\";\nconst assetUrl = 1;\nconst fetchAsset = 2;\nconst throwWithUrl = 3;\n";

    #[test]
    fn declarations_end_with_their_block() {
        let script = "// a\nconst a = () => {\n  const b = 1;\n};\nconst c =\n  2;\n\nlet d;\nconst e = 3;\n";
        let found: Vec<_> = declarations(script).collect();
        assert_eq!(found, ["const a = () => {\n  const b = 1;\n};\n", "const c =\n  2;\n", "const e = 3;\n"]);
        assert_eq!(found.into_iter().filter_map(name).collect::<Vec<_>>(), ["a", "c", "e"]);
        let commented = "/** A. */\n\n/**\n * @type {any}\n */\nconst f = 1;\n";
        let found: Vec<_> = declarations(commented).collect();
        assert_eq!(found, ["/**\n * @type {any}\n */\nconst f = 1;\n"]);
        assert_eq!(name(found[0]), Some("f"));
    }

    #[test]
    fn replaces_declarations_of_the_same_name() {
        let script =
            format!("{LOADING_JS}const loadWasm = () => {{\n  fetch(1);\n}};\nconst compileWasm = 4;\nloadWasm();\n");
        let made = merged(&script, "const unpacked = 5;\nconst loadWasm = 6;\n").unwrap_or_default();
        assert_eq!(made, "const unpacked = 5;\n\nconst loadWasm = 6;\nloadWasm();\n");
        let left = merged(&script, "const unpacked = 5;\n");
        assert!(left.is_err(), "{left:?}");
        let fetches = merged(&format!("{script}fetch(2);\n"), "const loadWasm = 6;\n");
        assert!(fetches.is_err(), "{fetches:?}");
        let misses = merged(&format!("{script}throwWithUrl(2);\n"), "const loadWasm = 6;\n");
        assert!(misses.is_err(), "{misses:?}");
    }

    #[test]
    fn element_js_has_every_replaced_declaration() {
        let made = merged(include_str!("../../src/element/element.js"), include_str!("../../src/element/single.js"));
        assert!(made.is_ok_and(|made| made.contains("DecompressionStream")));
    }
}
