//! Story errors: a story can't be shown at all.

use std::fmt;

use super::{compiled::CompiledError, file::VERSION};

/// The reason why a story can't be read. Its display is a line for the author of the file: code, location, message, and the
/// entry of the troubleshooting page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoryError {
    /// The text is not JSON (RFC 8259).
    NotJson {
        /// Line, from 1; 0 if not known.
        line: usize,
        /// Column, from 1, in bytes; 0 if not known.
        column: usize,
        /// The parser's message.
        message: String,
    },
    /// The version of the story format is not supported.
    Version {
        /// The version in the file.
        found: u32,
    },
    /// A value has the wrong type, or a required field is missing.
    Structure {
        /// The path to the value: `events[3].date`. Empty for the whole file.
        path: String,
        /// The expected and the found type, or the missing field.
        message: String,
    },
    /// The property `story` can't be converted to JSON.
    NotSerializable {
        /// The browser's message.
        message: String,
    },
    /// A compiled story can't be read.
    Compiled(CompiledError),
    /// The story file could not be fetched.
    NotFetched {
        /// The requested URL.
        url: String,
        /// The HTTP status, or the browser's message.
        message: String,
    },
}

impl StoryError {
    /// The stable code, which `docs/troubleshooting.md` explains: `S0101` to `S0106`, or `L10` for a loading failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "S0101",
            Self::Version { .. } => "S0102",
            Self::Structure { .. } => "S0103",
            Self::NotSerializable { .. } => "S0104",
            Self::Compiled(CompiledError::Damaged) => "S0105",
            Self::Compiled(CompiledError::Format(_)) => "S0106",
            Self::NotFetched { .. } => "L10",
        }
    }

    /// The location in the file, if it is known: a path, or a line and a column.
    pub fn location(&self) -> Option<String> {
        match self {
            Self::NotJson { line: 0, .. }
            | Self::NotSerializable { .. }
            | Self::Compiled(_)
            | Self::NotFetched { .. } => None,
            Self::NotJson { line, column, .. } => Some(format!("line {line}, column {column}")),
            Self::Version { .. } => Some("version".to_owned()),
            Self::Structure { path, .. } if path.is_empty() => None,
            Self::Structure { path, .. } => Some(path.clone()),
        }
    }

    /// The cause as a sentence, without location, code or full stop.
    pub fn message(&self) -> String {
        match self {
            Self::NotJson { message, .. } => format!("not valid JSON: {message}"),
            Self::Version { found } => {
                format!("version {found} of the story format is not supported; use version {VERSION}")
            }
            Self::Structure { message, .. } => message.clone(),
            Self::NotSerializable { message } => {
                format!("the property `story` can't be converted to JSON: {message}")
            }
            Self::Compiled(error) => error.to_string(),
            Self::NotFetched { url, message } => format!("the story file {url} can't be fetched: {message}"),
        }
    }
}

impl fmt::Display for StoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_diagnostic(f, self.code(), self.location().as_deref(), &self.message())
    }
}

impl std::error::Error for StoryError {}

/// Writes a diagnostic in the one form that all have: `[CODE] location: message. See docs/troubleshooting.md#code`.
pub(super) fn write_diagnostic(
    f: &mut fmt::Formatter<'_>,
    code: &str,
    location: Option<&str>,
    message: &dyn fmt::Display,
) -> fmt::Result {
    write!(f, "[{code}] ")?;
    if let Some(location) = location {
        write!(f, "{location}: ")?;
    }
    write!(f, "{message}. See docs/troubleshooting.md#{}", code.to_ascii_lowercase())
}
