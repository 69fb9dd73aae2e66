//! The script of a build, `element.js`: its hash, and the files that it names.

use std::path::Path;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha384};
use sidelight::page::{PinnedScript, Preload};

use crate::{error::CommandError, story_file::read_text};

/// Reads an `element.js`: its file name, the file name of the stylesheet that it loads, and its hash (Subresource Integrity,
/// section 3.1).
pub(crate) fn pin(path: &Path) -> Result<PinnedScript, CommandError> {
    let text = read_text(path)?;
    Ok(PinnedScript {
        script: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        style: string(path, &text, "style", ".css")?,
        integrity: format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(&text))),
    })
}

/// Reads the files that an `element.js` loads from its folder.
pub(crate) fn preload(path: &Path) -> Result<Preload, CommandError> {
    let text = read_text(path)?;
    let file = |end| string(path, &text, "./sidelight-", end).map(|file| file.trim_start_matches("./").to_owned());
    Ok(Preload { glue: file(".js")?, wasm: file("_bg.wasm")?, style: string(path, &text, "style", ".css")? })
}

/// Returns the first string in the text of a script that has this start and this end.
fn string(path: &Path, text: &str, start: &str, end: &str) -> Result<String, CommandError> {
    // A minifier writes strings as template literals.
    let mut strings = text.split(['"', '\'', '`']);
    let found = strings.find(|string| string.starts_with(start) && string.ends_with(end));
    found.map(str::to_owned).ok_or_else(|| CommandError::NotElementScript { path: path.to_owned() })
}
