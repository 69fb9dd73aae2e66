//! The script of a file that holds all of a story: that of the element, with the glue and the WebAssembly in it.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::{compress, root, shrink};

/// What of `element.js` only serves to fetch, and is left out.
const FETCHES: [&str; 5] = ["INTEGRITY", "assetUrl", "fetchAsset", "throwWithUrl", "compileWasm"];

/// Writes the script for this glue and this WebAssembly to `to`. (`is_plain`: it stays as it was written.)
pub(crate) fn write(glue: &Path, wasm: &Path, is_plain: bool, to: &Path) -> Result<()> {
    let source = |name: &str| fs::read_to_string(root().join("src/element").join(name));
    fs::write(to, merged(&source("element.js")?, &source("single.js")?)?)?;
    if !is_plain {
        shrink::text(to)?;
    }
    let mut script = fs::read_to_string(to)?;
    for (name, file) in [("GLUE", glue), ("WASM", wasm)] {
        let blank = format!("const {name} = \"\";");
        if script.matches(&blank).count() != 1 {
            bail!("single.js doesn't say `{blank}` any more");
        }
        let packed = BASE64_STANDARD.encode(compress::gzip(&fs::read(file)?)?);
        script = script.replace(&blank, &format!("const {name} = \"{packed}\";"));
    }
    Ok(fs::write(to, script)?)
}

/// The script of the element, with these declarations in the places of those of the same names, or before the first of
/// them where there is none.
fn merged(script: &str, instead: &str) -> Result<String> {
    let mut script = script.to_owned();
    let mut new = String::new();
    for declaration in declarations(instead) {
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
        bail!("single.js ends with what is nothing of element.js");
    }
    for left_out in FETCHES {
        let old = declarations(&script).find(|it| name(it) == Some(left_out)).map(str::to_owned);
        let Some(old) = old else {
            bail!("element.js has no `{left_out}` any more");
        };
        script = script.replacen(&old, "", 1);
    }
    if let Some(name) =
        FETCHES.iter().find(|name| script.contains(&format!("{name}(")) || script.contains(&format!("({name})")))
    {
        bail!("a file of its own can't do without `{name}`");
    }
    if ["fetch(", "import(G", "import."].iter().any(|word| script.replace("fetch(src)", "").contains(word)) {
        bail!("a file of its own would still fetch something beside the story");
    }
    Ok(script)
}

/// What a script declares by `const` outside of all else, each from there to its end: the lines that follow and are indented,
/// or close it.
fn declarations(script: &str) -> impl Iterator<Item = &str> {
    let mut rest = script;
    std::iter::from_fn(move || {
        let start = if rest.starts_with("const ") { 0 } else { rest.find("\nconst ")? + 1 };
        let body = &rest[start..];
        let mut end = 0;
        for (at, line) in body.split_inclusive('\n').enumerate() {
            if at > 0 && !line.starts_with([' ', '}']) {
                break;
            }
            end += line.len();
        }
        rest = &body[end..];
        Some(&body[..end])
    })
}

/// The name that is declared.
fn name(declaration: &str) -> Option<&str> {
    declaration.strip_prefix("const ")?.split_whitespace().next()
}

#[cfg(test)]
mod tests {
    use super::{declarations, merged, name};

    const FETCHING: &str =
        "const INTEGRITY = \"\";\nconst assetUrl = 1;\nconst fetchAsset = 2;\nconst throwWithUrl = 3;\n";

    #[test]
    fn declarations_end_where_they_are_closed() {
        let script = "// a\nconst a = () => {\n  const b = 1;\n};\nconst c =\n  2;\n\nlet d;\nconst e = 3;\n";
        let found: Vec<_> = declarations(script).collect();
        assert_eq!(found, ["const a = () => {\n  const b = 1;\n};\n", "const c =\n  2;\n", "const e = 3;\n"]);
        assert_eq!(found.into_iter().filter_map(name).collect::<Vec<_>>(), ["a", "c", "e"]);
    }

    #[test]
    fn what_goes_by_the_same_name_is_replaced() {
        let script =
            format!("{FETCHING}const loadWasm = () => {{\n  fetch(1);\n}};\nconst compileWasm = 4;\nloadWasm();\n");
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
    fn the_element_has_all_that_is_replaced() {
        let made = merged(include_str!("../../src/element/element.js"), include_str!("../../src/element/single.js"));
        assert!(made.is_ok_and(|made| made.contains("DecompressionStream")));
    }
}
