//! Compresses the files of a build for static hosts, at the highest levels of brotli and gzip.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result};

/// The extensions of files that compress well.
const TEXT: [&str; 5] = ["html", "css", "js", "json", "wasm"];

/// Writes `FILE.br` and `FILE.gz` beside every file below `dir` that compresses well, on all cores.
pub(crate) fn write_compressed(dir: &Path) -> Result<()> {
    let mut queue: Vec<_> = files(dir)?.into_iter().filter(|file| is_text(file)).collect();
    // Threads take from the end: the largest file first, so that no core waits for it at the end.
    queue.sort_by_key(|file| fs::metadata(file).map_or(0, |metadata| metadata.len()));
    let queue = Mutex::new(queue);
    let next = || queue.lock().ok()?.pop();
    let work = || {
        while let Some(file) = next() {
            let bytes = fs::read(&file).with_context(|| format!("can't read {}", file.display()))?;
            fs::write(with_extension_added(&file, "br"), brotli(&bytes)?)?;
            fs::write(with_extension_added(&file, "gz"), gzip(&bytes)?)?;
        }
        Ok(())
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        threads.into_iter().try_for_each(|thread| match thread.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        })
    })
}

fn is_text(file: &Path) -> bool {
    file.extension().is_some_and(|extension| TEXT.iter().any(|text| extension == *text))
}

/// Every file below `dir`, sorted by path.
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
pub(crate) fn with_extension_added(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

/// Compresses with brotli at level 11 and the largest window.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 24);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(out)
}

/// Compresses with gzip at level 9.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}
