//! Errors and warnings of the command line itself. `sidelight::story` has those of story files.

use std::{error::Error, fmt, io, path::PathBuf};

use sidelight::{picture::PictureError, story::StoryError};

use crate::attribute;

/// A mistake in the arguments (exit status 2). clap prints it with the option and the value.
#[derive(Debug)]
pub(crate) enum CommandLineError {
    NotAbsoluteUrl,
    UnknownAttribute { name: String },
}

/// A failure of a command (exit status 1).
#[derive(Debug)]
pub(crate) enum CommandError {
    NotRead {
        path: PathBuf,
        error: io::Error,
    },
    /// `offset` is in bytes.
    NotUtf8 {
        path: PathBuf,
        offset: usize,
    },
    NotWritten {
        path: PathBuf,
        error: io::Error,
    },
    Font(PictureError),
    NoStory,
    NotElementScript {
        path: PathBuf,
    },
    DuplicateStory {
        path: PathBuf,
        first: PathBuf,
        id: String,
    },
    Story {
        path: PathBuf,
        error: StoryError,
    },
}

/// A part of a site that was left out (exit status 0).
#[derive(Debug)]
pub(crate) enum CommandWarning {
    NoBaseUrl,
    NoPreviewImage { story: String, words: String, error: PictureError },
    ImageOutside { story: String, url: String },
}

/// Writes the code, the sentences, and where the code is explained.
fn write_coded(f: &mut fmt::Formatter<'_>, code: &str, message: &str) -> fmt::Result {
    write!(f, "[{code}] {message} See docs/troubleshooting.md#{}", code.to_lowercase())
}

/// Writes one message after its subject: a file, a story, or `sidelight`.
fn write_message(f: &mut fmt::Formatter<'_>, subject: &str, code: &str, message: &str) -> fmt::Result {
    write!(f, "{subject}: ")?;
    write_coded(f, code, message)
}

impl CommandLineError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAbsoluteUrl => "C07",
            Self::UnknownAttribute { .. } => "C08",
        }
    }
}

impl fmt::Display for CommandLineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self {
            Self::NotAbsoluteUrl => "not an absolute URL without query and fragment. \
                Give a URL such as https://example.org/stories/."
                .to_owned(),
            Self::UnknownAttribute { name } if name == "src" => {
                "the attribute `src` has its own option. Use --src URL.".to_owned()
            }
            Self::UnknownAttribute { name } => format!(
                "<sidelight-story> has no attribute `{name}` that a snippet can set. Use one of: {}.",
                attribute::names().join(", ")
            ),
        };
        write_coded(f, self.code(), &message)
    }
}

impl CommandError {
    /// The stable code, or none if the story file has the error: its message has a code already.
    fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::NotRead { .. } => "C01",
            Self::NotUtf8 { .. } => "C02",
            Self::NotWritten { .. } => "C03",
            Self::Font(_) => "C04",
            Self::NoStory => "C05",
            Self::NotElementScript { .. } => "C06",
            Self::DuplicateStory { .. } => "C09",
            Self::Story { .. } => return None,
        })
    }

    /// The file that has the error, or `sidelight`.
    fn subject(&self) -> String {
        match self {
            Self::NotRead { path, .. }
            | Self::NotUtf8 { path, .. }
            | Self::NotWritten { path, .. }
            | Self::NotElementScript { path }
            | Self::DuplicateStory { path, .. }
            | Self::Story { path, .. } => path.display().to_string(),
            Self::Font(_) | Self::NoStory => "sidelight".to_owned(),
        }
    }

    /// The sentences that say what happened and what to do.
    fn message(&self) -> String {
        match self {
            Self::NotRead { error, .. } => {
                format!("the file can't be read: {error}. Check its path and its permissions.")
            }
            Self::NotUtf8 { offset, .. } => {
                format!("the file is not UTF-8 text: byte {offset} is not valid. Save it in the encoding UTF-8.")
            }
            Self::NotWritten { error, .. } => format!(
                "can't be written: {error}. Check that the folder exists, that you may write there, \
                 and that the disk has room."
            ),
            Self::Font(error) => {
                format!("a font of --font can't be used: {error}. Give a TrueType or OpenType file.")
            }
            Self::NoStory => {
                "no story could be read, so no site was written. Correct the errors above and run the command again."
                    .to_owned()
            }
            Self::NotElementScript { .. } => "the script names no files to load, so it is not the script of a \
                 build. Give the file `element.js` or `element-….js` of the folder `dist`."
                .to_owned(),
            Self::DuplicateStory { id, first, .. } => format!(
                "the story has the id `{id}`, as {} has, so it was left out. Give it another id.",
                first.display()
            ),
            Self::Story { error, .. } => error.to_string(),
        }
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code() {
            Some(code) => write_message(f, &self.subject(), code, &self.message()),
            None => write!(f, "{}: {}", self.subject(), self.message()),
        }
    }
}

impl fmt::Display for CommandWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBaseUrl => write_message(
                f,
                "sidelight",
                "C21",
                "without --base-url, the pages have no canonical URL, links to them show no picture, \
                 and there is no oEmbed. Give the site's address with --base-url URL.",
            ),
            Self::NoPreviewImage { story, words, error } => {
                write_message(f, story, "C22", &format!("no preview image for “{words}”: {error}."))
            }
            Self::ImageOutside { story, url } => write_message(
                f,
                &format!("{story}.single.html"),
                "C23",
                &format!("the image {url} is not inside the file. Readers see it only where its URL can be loaded."),
            ),
        }
    }
}

impl Error for CommandLineError {}
impl Error for CommandError {}
