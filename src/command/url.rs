//! Absolute URLs from the command line.

use std::fmt;

use crate::error::CommandLineError;

/// An absolute `http` or `https` URL without query and fragment.
#[derive(Debug, Clone)]
pub(crate) struct Url(String);

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Parses the URL of a page.
pub(crate) fn page_url(text: &str) -> Result<Url, CommandLineError> {
    let has_host = ["https://", "http://"].iter().any(|scheme| text.len() > scheme.len() && text.starts_with(scheme));
    let is_forbidden = |letter: char| letter.is_whitespace() || letter.is_control() || "?#\"<>".contains(letter);
    if !has_host || text.contains(is_forbidden) {
        return Err(CommandLineError::NotAbsoluteUrl);
    }
    Ok(Url(text.to_owned()))
}

/// Parses the URL of a folder. The result ends with one slash.
pub(crate) fn folder_url(text: &str) -> Result<Url, CommandLineError> {
    let Url(url) = page_url(text)?;
    Ok(Url(format!("{}/", url.trim_end_matches('/'))))
}
