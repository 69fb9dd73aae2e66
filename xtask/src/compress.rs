//! Compression as a static host would do it, once and as hard as it goes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The endings of files that are worth compressing.
const TEXT: [&str; 5] = ["html", "css", "js", "json", "wasm"];

/// Writes a `.br` and a `.gz` beside every file below `dir` that is worth it.
pub(crate) fn siblings(dir: &Path) -> Result<()> {
    for file in files(dir)? {
        if !file.extension().is_some_and(|ending| TEXT.iter().any(|text| ending == *text)) {
            continue;
        }
        let bytes = fs::read(&file).with_context(|| format!("can't read {}", file.display()))?;
        fs::write(with_ending(&file, "br"), brotli(&bytes)?)?;
        fs::write(with_ending(&file, "gz"), gzip(&bytes)?)?;
    }
    Ok(())
}

/// Every file below `dir`, sorted.
pub(crate) fn files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).with_context(|| format!("can't read {}", dir.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?);
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// `a.css` with `br` is `a.css.br`.
pub(crate) fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 24);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(out)
}

/// What a host would send to a browser that asks for gzip.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}
