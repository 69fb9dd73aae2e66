//! Warnings: a part of a story file can't be used, and the rest of the story is shown.

use std::fmt;

use super::{Kind, date::DateError, story_error::write_diagnostic};

/// A part of a story file that can't be used. Its display is a line for the author of the file: code, path, message, and
/// the entry of the troubleshooting page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The path to the part in the file: `quotes[2].parts[0]`.
    pub path: String,
    /// The cause.
    pub kind: WarningKind,
}

impl Warning {
    /// The stable code of the cause, which `docs/troubleshooting.md` explains: `S0201`.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }
}

/// The cause of a warning. Its display is a sentence without a full stop, for the author of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WarningKind {
    /// The words of a selector are not in the text.
    WordsNotFound(String),
    /// The words of a selector occur several times (the number is given); the first occurrence is used.
    WordsAmbiguous(String, usize),
    /// The words are entirely inside links of the article, so their highlight can't be opened.
    InsideLink(String),
    /// A reference to an entity that the story does not have.
    UnknownEntity(String),
    /// A reference to an entity of a kind that is not allowed there.
    WrongKind {
        /// The id of the entity.
        id: String,
        /// Its kind.
        found: Kind,
        /// The kinds that are allowed, in words.
        expected: &'static str,
    },
    /// An id that an earlier entry of the same list has, or that a list of ids repeats; the later entry is left out.
    DuplicateId(String),
    /// A name of an entity or a speaker without letters or digits; it is left out.
    EmptyName,
    /// An alias of one character.
    ShortAlias(String),
    /// A name that an earlier entity (its id is given) already has; the mentions belong to that entity.
    DuplicateName(String, String),
    /// An entity that neither the text nor any entry names.
    UnusedEntity(String),
    /// A date that is not EDTF, and the reason.
    InvalidDate(String, DateError),
    /// A date of an event outside the years -9999 to 9999. The date is kept for the list, and not drawn.
    DateOutOfRange(String),
    /// A note, a fact in a note, or a part of a quote without text.
    EmptyNote,
    /// A quote without words; it is left out.
    QuoteWithoutWords,
    /// A bar of a chart that is negative, or ends before it begins; it is left out.
    InvalidBar(String),
    /// A chart without a bar that can be drawn; it is left out.
    EmptyChart,
    /// A field that the story format does not have.
    UnknownField,
    /// A URL whose scheme is not allowed; it is left out.
    UrlNotAllowed(String),
}

impl WarningKind {
    /// The stable code, which `docs/troubleshooting.md` explains. The first two digits are the group: 02 words of the
    /// text, 03 entities and ids, 04 dates, 05 content, 06 fields and URLs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WordsNotFound(_) => "S0201",
            Self::WordsAmbiguous(..) => "S0202",
            Self::InsideLink(_) => "S0203",
            Self::UnknownEntity(_) => "S0301",
            Self::WrongKind { .. } => "S0302",
            Self::DuplicateId(_) => "S0303",
            Self::EmptyName => "S0304",
            Self::ShortAlias(_) => "S0305",
            Self::DuplicateName(..) => "S0306",
            Self::UnusedEntity(_) => "S0307",
            Self::InvalidDate(..) => "S0401",
            Self::DateOutOfRange(_) => "S0402",
            Self::EmptyNote => "S0501",
            Self::QuoteWithoutWords => "S0502",
            Self::InvalidBar(_) => "S0503",
            Self::EmptyChart => "S0504",
            Self::UnknownField => "S0601",
            Self::UrlNotAllowed(_) => "S0602",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_diagnostic(f, self.code(), Some(&self.path), &self.kind)
    }
}

impl fmt::Display for WarningKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WordsNotFound(exact) => write!(f, "“{exact}” was not found in the text"),
            Self::WordsAmbiguous(exact, count) => {
                write!(f, "“{exact}” occurs {count} times; using the first (add a `prefix` or `suffix`)")
            }
            Self::InsideLink(exact) => {
                write!(f, "“{exact}” is inside a link, so its highlight can't be opened")
            }
            Self::UnknownEntity(id) => write!(f, "no entity has the id “{id}”"),
            Self::WrongKind { id, found, expected } => {
                write!(f, "“{id}” has the kind {}; expected {expected}", found.as_str())
            }
            Self::DuplicateId(id) => write!(f, "the id “{id}” is already used; this entry is left out"),
            Self::EmptyName => f.write_str("a name needs a letter or digit"),
            Self::ShortAlias(name) => {
                write!(f, "“{name}” is one character; it matches wherever it is a whole word")
            }
            Self::DuplicateName(name, id) => {
                write!(f, "“{name}” is already a name of “{id}”, which keeps the mentions")
            }
            Self::UnusedEntity(id) => write!(f, "“{id}” is never used"),
            Self::InvalidDate(text, why) => write!(f, "“{text}” is not an EDTF date: {why}"),
            Self::DateOutOfRange(text) => {
                write!(f, "“{text}” is outside the years -9999 to 9999; it is listed, not drawn")
            }
            Self::EmptyNote => f.write_str("the note is empty"),
            Self::QuoteWithoutWords => f.write_str("a quote needs words; it is left out"),
            Self::InvalidBar(label) => write!(f, "the bar “{label}” needs 0 ≤ from ≤ to; it is left out"),
            Self::EmptyChart => f.write_str("the chart has no valid bar; it is left out"),
            Self::UnknownField => f.write_str("unknown field"),
            Self::UrlNotAllowed(url) => write!(f, "the URL “{url}” has a forbidden scheme; it is left out"),
        }
    }
}
