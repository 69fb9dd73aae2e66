//! The script and the stylesheet under names that have their contents in them, so that whoever keeps copies may keep these
//! for good.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use sha2::{Digest as _, Sha256};

/// Writes them beside `element.js` and `style.css`, which stay for those who want upgrades by themselves; the stylesheet under
/// this name, by which the script asks for it, too. Returns the name of the script.
pub(crate) fn write(dir: &Path, style: &str) -> Result<String> {
    fs::copy(dir.join("style.css"), dir.join(style))?;
    let text = with_style(&fs::read_to_string(dir.join("element.js"))?, style)?;
    let script = format!("element-{}.js", version(&[text.as_bytes()]));
    fs::write(dir.join(&script), text)?;
    Ok(script)
}

/// The script, asking for its stylesheet by this name.
fn with_style(script: &str, style: &str) -> Result<String> {
    const PLAIN: &str = "\"style.css\"";
    if script.matches(PLAIN).count() != 1 {
        bail!("element.js doesn't say `{PLAIN}` once any more");
    }
    Ok(script.replace(PLAIN, &format!("\"{style}\"")))
}

/// What names have in them for these contents: ten hexadecimal digits.
pub(crate) fn version(contents: &[&[u8]]) -> String {
    let digest = contents.iter().fold(Sha256::new(), |hash, part| hash.chain_update(part)).finalize();
    digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a file is one of those that `write` puts beside others, and holds what they hold.
pub(crate) fn is_copy(name: &str) -> bool {
    [("element-", ".js"), ("style-", ".css")].iter().any(|(begin, end)| {
        let middle = name.strip_prefix(begin).and_then(|rest| rest.strip_suffix(end));
        middle.is_some_and(|it| it.len() == 10 && it.bytes().all(|byte| byte.is_ascii_hexdigit()))
    })
}

#[cfg(test)]
mod tests {
    use super::{is_copy, version, with_style};

    #[test]
    fn names_follow_from_contents() {
        assert_eq!(version(&[b"a", b"b"]), version(&[b"ab"]));
        assert_ne!(version(&[b"a"]), version(&[b"b"]));
        let name = format!("style-{}.css", version(&[b"a"]));
        assert!(is_copy(&name) && is_copy("element-0123456789.js"), "{name}");
        for other in ["element.js", "style.css", "element-d.ts", "element-0123456789.js.br", "sidelight-0123456789.js"]
        {
            assert!(!is_copy(other), "{other}");
        }
    }

    #[test]
    fn the_stylesheet_is_named_once() {
        let made = with_style(include_str!("../../src/element/element.js"), "style-0.css").unwrap_or_default();
        assert!(made.contains("fetchAsset(\"style-0.css\")") && !made.contains("\"style.css\""), "{made}");
        for other in ["", "\"style.css\" \"style.css\""] {
            assert!(with_style(other, "style-0.css").is_err(), "{other}");
        }
    }
}
