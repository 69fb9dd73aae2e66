//! Content-hashed file names for the script and the stylesheet, so that caches may keep these files forever.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use sha2::{Digest as _, Sha256};

use crate::shrink::Passes;

/// Copies `element.js` and `style.css` in `dir` to content-hashed names; the files with stable names stay. Both scripts are
/// minified.
///
/// `style` is the hashed name of the stylesheet; the copy of the script loads the stylesheet by that name. Returns the
/// name of that script.
pub(crate) fn write_hashed_copies(dir: &Path, style: &str, passes: &Passes) -> Result<String> {
    fs::copy(dir.join("style.css"), dir.join(style))?;
    let stable = dir.join("element.js");
    let text = passes.minify(with_stylesheet_name(&fs::read_to_string(&stable)?, style)?)?;
    passes.minify_file(&stable)?;
    let script = format!("element-{}.js", hash(&[text.as_bytes()]));
    fs::write(dir.join(&script), text)?;
    Ok(script)
}

/// The script, with this name in the place of `style.css`.
fn with_stylesheet_name(script: &str, style: &str) -> Result<String> {
    const STABLE: &str = "\"style.css\"";
    let count = script.matches(STABLE).count();
    if count != 1 {
        bail!("element.js has `{STABLE}` {count} times, not once: adapt xtask/src/hashed_names.rs");
    }
    Ok(script.replace(STABLE, &format!("\"{style}\"")))
}

/// The part of a file name that depends on these contents: ten hexadecimal digits.
pub(crate) fn hash(contents: &[&[u8]]) -> String {
    let digest = contents.iter().fold(Sha256::new(), |hash, part| hash.chain_update(part)).finalize();
    digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

/// True if a file of this name is a copy that [`write_hashed_copies`] makes of a file with a stable name.
pub(crate) fn is_hashed_copy(name: &str) -> bool {
    [("element-", ".js"), ("style-", ".css")].iter().any(|(prefix, extension)| {
        let hash = name.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(extension));
        hash.is_some_and(|hash| hash.len() == 10 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
    })
}

#[cfg(test)]
mod tests {
    use super::{hash, is_hashed_copy, with_stylesheet_name};

    #[test]
    fn names_depend_on_contents() {
        assert_eq!(hash(&[b"a", b"b"]), hash(&[b"ab"]));
        assert_ne!(hash(&[b"a"]), hash(&[b"b"]));
        let name = format!("style-{}.css", hash(&[b"a"]));
        assert!(is_hashed_copy(&name) && is_hashed_copy("element-0123456789.js"), "{name}");
        for other in ["element.js", "style.css", "element-d.ts", "element-0123456789.js.br", "sidelight-0123456789.js"]
        {
            assert!(!is_hashed_copy(other), "{other}");
        }
    }

    #[test]
    fn script_names_the_stylesheet_once() {
        let made = with_stylesheet_name(include_str!("../../src/element/element.js"), "style-0.css");
        let made = made.unwrap_or_default();
        assert!(made.contains("\"style-0.css\"") && !made.contains("\"style.css\""), "{made}");
        for other in ["", "\"style.css\" \"style.css\""] {
            assert!(with_stylesheet_name(other, "style-0.css").is_err(), "{other}");
        }
    }
}
