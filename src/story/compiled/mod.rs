//! Compiled stories: a checked story as text that the reader decodes with little code.
//!
//! A compiled story is written by a native build, and by the browser for a story that comes as JSON. It is a sequence of
//! values, and begins with [`FORMAT`] and a checksum of all that follows:
//!
//! - A number is written in decimal digits, with a comma after it.
//! - A text is its length in bytes (a number) and its bytes.
//! - A list is its length (a number) and its elements.
//! - A struct is its fields. An enum is the number of its variant and the fields of that variant.
//!
//! `fields.rs` lists the fields of each type, once for both directions.

mod codec;
mod fields;

use std::fmt;

use self::codec::{Codec, Reader, Writer};
use super::Story;

/// The version of the format. It must change with every change of what is written: `tests/native/compiled.rs` compares.
pub const FORMAT: u64 = 2;

/// Why a compiled story can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompiledError {
    /// The story was compiled by another version of Sidelight. The number is the version of its format, if it has one.
    Format(Option<u64>),
    /// The text was changed after it was written.
    Damaged,
}

impl fmt::Display for CompiledError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format(found) => {
                f.write_str("the compiled story has ")?;
                match found {
                    Some(found) => write!(f, "format {found}")?,
                    None => f.write_str("no format")?,
                }
                write!(f, ", and this build reads format {FORMAT}. Publish the stories and the scripts of one build")
            }
            Self::Damaged => f.write_str("the compiled story is damaged. Build and publish it again"),
        }
    }
}

impl std::error::Error for CompiledError {}

impl Story {
    /// Returns the compiled story. The choice of hidden sections is not part of it.
    pub fn compiled(&self) -> String {
        let body = self.body();
        let mut whole = Writer::default();
        FORMAT.write(&mut whole);
        checksum(&body).write(&mut whole);
        whole.text + &body
    }

    /// Returns the story with the checksum of its compiled story.
    pub(super) fn with_checksum(self) -> Self {
        Self { checksum: checksum(&self.body()), ..self }
    }

    fn body(&self) -> String {
        let mut to = Writer::default();
        self.write(&mut to);
        to.text
    }

    /// Reads a compiled story.
    ///
    /// # Errors
    ///
    /// [`CompiledError`]. Every index and every byte range of the returned story is valid.
    pub fn from_compiled(text: &str) -> Result<Self, CompiledError> {
        let mut from = Reader::new(text);
        let format = u64::read(&mut from);
        if format != Some(FORMAT) {
            return Err(CompiledError::Format(format));
        }
        let expected = u64::read(&mut from);
        let checksum = checksum(from.rest());
        let story = Self::read(&mut from).filter(|_| expected == Some(checksum) && from.rest().is_empty());
        story.map(|story| Self { checksum, ..story }).ok_or(CompiledError::Damaged)
    }
}

/// The hash function FNV-1a with 64 bits (Internet-Draft draft-eastlake-fnv, section 2).
pub(super) fn checksum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
