//! What could not be used in a story, while the rest of it is shown.

use std::fmt;

/// Something in a story file that could not be used. Its display is for the person who wrote the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Where in the file, as a path: `quotes[2].parts[0]`.
    pub path: String,
    /// What is the matter there.
    pub kind: WarningKind,
}

/// What is the matter with a part of a story file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WarningKind {
    /// The words of a selector do not stand in the text.
    WordsNotFound(String),
    /// The words of a selector stand in several places; the first was taken.
    WordsAmbiguous(String, usize),
    /// A reference to an entity that the story does not have.
    UnknownEntity(String),
    /// A reference to an entity of the wrong kind.
    WrongKind(String),
    /// A date that is no date.
    InvalidDate(String, String),
    /// An event's date with an end too far away to count in days; it is kept, for words say it still.
    DateOutOfRange(String),
    /// An id that an earlier thing of the same sort has, or that a list names again; the later one was left out.
    DuplicateId(String),
    /// An address that is not of an allowed scheme; it was left out.
    UrlNotAllowed(String),
    /// A name without letters or digits, of an entity or of a speaker; it was left out.
    EmptyName,
    /// An alias of one character.
    ShortAlias(String),
    /// A name that an earlier entity has, by its id; the text's mentions go to that one.
    DuplicateName(String, String),
    /// A note, a fact in one, or a part of a quote that says nothing.
    EmptyNote,
    /// A quote without words; it was left out.
    QuoteWithoutWords,
    /// An entity that neither the text nor the story names.
    UnusedEntity(String),
    /// A field that the format does not have.
    UnknownField,
    /// A bar of a chart that is negative, or ends before it begins; it was left out.
    InvalidBar(String),
    /// A place that links of the author's cover from end to end, so that it can't be pressed.
    InsideLink(String),
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.kind)
    }
}

impl fmt::Display for WarningKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WordsNotFound(exact) => write!(f, "“{exact}” does not stand in the text"),
            Self::WordsAmbiguous(exact, count) => {
                write!(f, "“{exact}” stands in {count} places; the first was taken (add a prefix or a suffix)")
            }
            Self::UnknownEntity(id) => write!(f, "there is no entity “{id}”"),
            Self::WrongKind(id) => write!(f, "the entity “{id}” is of another kind than is wanted here"),
            Self::InvalidDate(text, why) => write!(f, "“{text}” is no date: {why}"),
            Self::DateOutOfRange(text) => {
                write!(f, "“{text}” has a year too far away to be drawn; it is told in the list")
            }
            Self::DuplicateId(id) => write!(f, "“{id}” is taken by an earlier one; this one was left out"),
            Self::UrlNotAllowed(url) => write!(f, "“{url}” is no address of an allowed scheme; it was left out"),
            Self::EmptyName => f.write_str("a name needs letters or digits"),
            Self::ShortAlias(name) => write!(f, "“{name}” is one character, and is found wherever that stands alone"),
            Self::DuplicateName(name, id) => write!(f, "“{name}” is a name of “{id}” too, which its mentions go to"),
            Self::EmptyNote => f.write_str("it says nothing"),
            Self::QuoteWithoutWords => f.write_str("a quote needs words; it was left out"),
            Self::UnusedEntity(id) => write!(f, "“{id}” is named nowhere in the story"),
            Self::UnknownField => f.write_str("the format has no such field"),
            Self::InvalidBar(label) => {
                write!(f, "the bar “{label}” has to go from 0 or more to no less; it was left out")
            }
            Self::InsideLink(exact) => write!(f, "“{exact}” lies in links of the author’s and can’t be pressed"),
        }
    }
}
