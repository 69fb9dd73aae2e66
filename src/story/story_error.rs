//! Why a story can't be shown at all.

use std::fmt;

/// Why a story file can't be read. Its display is for the person who wrote the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoryError {
    /// The text is not JSON (RFC 8259).
    NotJson {
        /// Line, from 1; 0 if not known.
        line: usize,
        /// Column, from 1, in bytes; 0 if not known.
        column: usize,
        /// What was expected there.
        message: String,
    },
    /// The file is of a version of the format that this Sidelight does not read.
    Version {
        /// The version that the file gives.
        found: u32,
    },
    /// A value has the wrong type, or a field is missing.
    Shape {
        /// Where, as a path: `events[3].date`. Empty for the file as a whole.
        path: String,
        /// What was expected there.
        message: String,
    },
    /// The file could not be fetched.
    NotFetched {
        /// The address that was asked for.
        url: String,
        /// The HTTP status, or what the browser said.
        message: String,
    },
}

impl StoryError {
    /// A stable name for programs: `not-json`, `version`, `shape`, `not-fetched`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "not-json",
            Self::Version { .. } => "version",
            Self::Shape { .. } => "shape",
            Self::NotFetched { .. } => "not-fetched",
        }
    }

    /// Where in the file it is, if that can be said: a path, or a line and a column.
    pub fn location(&self) -> Option<String> {
        match self {
            Self::NotJson { line: 0, .. } | Self::NotFetched { .. } => None,
            Self::NotJson { line, column, .. } => Some(format!("line {line}, column {column}")),
            Self::Version { .. } => Some("version".to_owned()),
            Self::Shape { path, .. } => (!path.is_empty()).then(|| path.clone()),
        }
    }

    /// What is wrong, without its place.
    pub fn message(&self) -> String {
        match self {
            Self::NotJson { message, .. } => format!("not JSON: {message}"),
            Self::Version { found } => format!(
                "version {found} of the story format, where this Sidelight reads version {}",
                super::file::VERSION
            ),
            Self::Shape { message, .. } => message.clone(),
            Self::NotFetched { url, message } => format!("{url}: {message}"),
        }
    }
}

impl fmt::Display for StoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = self.location() {
            write!(f, "{location}: ")?;
        }
        f.write_str(&self.message())
    }
}

impl std::error::Error for StoryError {}
