//! Yew with sorted lists in place of its maps and sets, for builds with [`Pass::YewLists`](crate::shrink::Pass).
//!
//! A map of the standard library costs several kilobytes of WebAssembly, and Yew's have few entries. The patch is in
//! `xtask/patches`, in the form in which Yew's maintainers could take it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use diffy::patch_set::{ParseOptions, PatchKind, PatchSet};

use crate::{cargo, compress, root, target_dir};

/// The version of Yew that the patch is for.
const VERSION: &str = "0.23.0";

/// Lets Cargo compile the patched copy without warnings, as it does with a crate of the registry.
const NO_WARNINGS: &str = "\n[lints.rust]\nwarnings = \"allow\"\n";

/// Writes the patched copy of Yew, if it is not current, and returns its folder. An error if Yew has changed where the
/// patch changes it.
pub(crate) fn ensure_patched() -> Result<PathBuf> {
    let name = format!("yew-{VERSION}.patch");
    let patch = fs::read_to_string(root().join("xtask/patches").join(&name))
        .with_context(|| format!("can't read xtask/patches/{name}"))?;
    // Checked also if there is a copy: it may be of another version than Cargo.lock names.
    let from = source()?;
    let to = target_dir().join("yew");
    // Written last: a copy without it is incomplete.
    let stamp = to.join("applied.patch");
    if fs::read_to_string(&stamp).is_ok_and(|applied| applied == patch) {
        return Ok(to);
    }
    if to.exists() {
        fs::remove_dir_all(&to)?;
    }
    for file in compress::files(&from)? {
        let copy = to.join(file.strip_prefix(&from)?);
        fs::create_dir_all(copy.parent().context("a file has a folder")?)?;
        // Read and written, not copied: the files of the registry may be read-only.
        fs::write(&copy, fs::read(&file)?)?;
    }
    apply(&patch, &to).with_context(|| format!("xtask/patches/{name} does not fit Yew {VERSION}: adapt it"))?;
    let manifest = to.join("Cargo.toml");
    fs::write(&manifest, without_lints(&fs::read_to_string(&manifest)?) + NO_WARNINGS)?;
    fs::write(stamp, patch)?;
    Ok(to)
}

/// The folder of Yew's source, as Cargo has downloaded it.
fn source() -> Result<PathBuf> {
    let metadata = cargo::metadata(&[])?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let yew = packages.iter().find(|package| package["name"] == "yew").context("no package is called yew")?;
    let version = yew["version"].as_str().unwrap_or_default();
    if version != VERSION {
        bail!("xtask/patches has a patch for Yew {VERSION}, but Cargo.lock has {version}: write one for {version}");
    }
    let manifest = yew["manifest_path"].as_str().context("yew has no manifest")?;
    Ok(Path::new(manifest).parent().context("the manifest has a folder")?.to_owned())
}

/// Applies a patch of several files to the files in `dir`.
fn apply(patch: &str, dir: &Path) -> Result<()> {
    for part in PatchSet::parse(patch, ParseOptions::gitdiff()) {
        let part = part?;
        let PatchKind::Text(changes) = part.patch() else {
            bail!("the patch has a binary file");
        };
        let name = changes.modified().context("the patch removes a file")?;
        let file = dir.join(name.strip_prefix("b/").unwrap_or(name));
        let before = fs::read_to_string(&file).with_context(|| format!("can't read {}", file.display()))?;
        let after = diffy::apply(&before, changes).with_context(|| format!("can't patch {}", file.display()))?;
        ensure!(after != before, "{} is patched already", file.display());
        fs::write(file, after)?;
    }
    Ok(())
}

/// The manifest without its lints.
fn without_lints(manifest: &str) -> String {
    let tables = manifest.split("\n[");
    tables.filter(|table| !table.starts_with("lints")).collect::<Vec<_>>().join("\n[")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{apply, without_lints};
    use crate::target_dir;

    const PATCH: &str = "Why\n\ndiff --git a/src/a.rs b/src/a.rs\n--- a/src/a.rs\n+++ b/src/a.rs\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n";

    /// Applies the patch to a file with this text, and returns the text afterwards.
    fn check(name: &str, before: &str, expected: Option<&str>) {
        let dir = target_dir().join("tests/yew-patch").join(name);
        fs::create_dir_all(dir.join("src")).expect("a folder");
        fs::write(dir.join("src/a.rs"), before).expect("a file");
        assert_eq!(apply(PATCH, &dir).is_ok(), expected.is_some(), "{name}");
        let after = fs::read_to_string(dir.join("src/a.rs")).expect("a file");
        assert_eq!(after, expected.unwrap_or(before), "{name}");
    }

    #[test]
    fn a_patch_is_applied_or_refused() {
        check("fits", "one\ntwo\nthree\n", Some("one\n2\nthree\n"));
        check("moved", "zero\none\ntwo\nthree\n", Some("zero\none\n2\nthree\n"));
        check("changed", "one\nzwei\nthree\n", None);
    }

    #[test]
    fn lints_are_left_out_of_a_manifest() {
        let manifest = "[package]\nname = \"a\"\n\n[lints.rust.x]\nlevel = \"warn\"\n\n[features]\nb = []\n";
        assert_eq!(without_lints(manifest), "[package]\nname = \"a\"\n\n[features]\nb = []\n");
    }
}
