//! Files that commands read.

use std::{fs, path::Path};

use sidelight::story::{Story, StoryFile, help};

use crate::error::CommandError;

/// A story with the text of its file.
pub(crate) struct ReadStory {
    pub(crate) story: Story,
    pub(crate) text: String,
    pub(crate) has_warnings: bool,
}

/// Reads and checks a story file. Prints its warnings to standard error, each with a help line if there is one.
pub(crate) fn read(path: &Path) -> Result<ReadStory, CommandError> {
    let text = read_text(path)?;
    let file = StoryFile::from_json(&text).map_err(|error| CommandError::Story { path: path.to_owned(), error })?;
    let (story, warnings) = Story::check(file);
    for warning in &warnings {
        eprintln!("{}: {warning}", path.display());
        if let Some(help) = help(&warning.kind, &story) {
            eprintln!("  help: {help}");
        }
    }
    Ok(ReadStory { story, text, has_warnings: !warnings.is_empty() })
}

/// Reads a text file.
pub(crate) fn read_text(path: &Path) -> Result<String, CommandError> {
    let bytes = fs::read(path).map_err(|error| CommandError::NotRead { path: path.to_owned(), error })?;
    String::from_utf8(bytes)
        .map_err(|error| CommandError::NotUtf8 { path: path.to_owned(), offset: error.utf8_error().valid_up_to() })
}
