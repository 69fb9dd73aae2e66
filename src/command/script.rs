//! The script that a page is pinned to.

use std::path::Path;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha384};
use sidelight::page::PinnedScript;

use crate::{error::CommandError, story_file::read_text};

/// Reads an `element.js`: its file name, the file name of the stylesheet that it loads, and its hash (Subresource Integrity,
/// section 3.1).
pub(crate) fn pin(path: &Path) -> Result<PinnedScript, CommandError> {
    let text = read_text(path)?;
    // A minifier writes strings as template literals.
    let mut words = text.split(['"', '\'', '`']);
    let Some(style) = words.find(|word| word.starts_with("style") && word.ends_with(".css")) else {
        return Err(CommandError::NotElementScript { path: path.to_owned() });
    };
    Ok(PinnedScript {
        script: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        style: style.to_owned(),
        integrity: format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(&text))),
    })
}
