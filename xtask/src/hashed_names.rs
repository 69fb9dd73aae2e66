//! Content-hashed file names for the script and the stylesheet, so that caches may keep these files forever.

use std::fs;
use std::path::Path;

use anyhow::Result;
use sha2::{Digest as _, Sha256};

use crate::element_script::Loader;
use crate::shrink::Passes;
use crate::wasm::Artifacts;

/// Writes `element.js` and `style.css` in `dir` under content-hashed names too; the files with stable names stay. Both
/// scripts are minified.
///
/// The script with the hashed name loads the stylesheet by its hashed name. Returns the name of that script.
pub(crate) fn write_hashed_copies(dir: &Path, artifacts: &Artifacts, passes: &Passes) -> Result<String> {
    let style = &artifacts.style;
    fs::copy(dir.join("style.css"), dir.join(style))?;
    passes.minify_file(&dir.join("element.js"))?;
    let text = passes.minify(passes.shrink_script(Loader::Web { artifacts, style }.script()?))?;
    let script = format!("element-{}.js", hash(&[text.as_bytes()]));
    fs::write(dir.join(&script), text)?;
    Ok(script)
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
    use super::{hash, is_hashed_copy};

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
}
