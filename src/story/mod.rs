//! Stories: reading, checking and querying them.
//!
//! [`mod@file`] has the types of the story file. [`Story::check`] converts a story file to a [`Story`]. The check never
//! fails: a part that can't be used is left out and reported as a [`Warning`].
//!
//! **This module does not depend on a browser, HTML or Yew.**

use std::ops::Range;

pub mod anchor;
mod check;
pub mod date;
mod decode;
pub mod edtf;
pub mod file;
mod grapheme;
mod highlight_style;
mod id;
mod item;
mod json;
mod kind;
pub mod mention;
mod quotation;
mod read;
mod rich_text;
mod run;
#[cfg(feature = "cli")]
mod schema;
pub(crate) mod small_sort;
mod speaker;
mod story_error;
#[cfg(feature = "cli")]
mod types;
mod url;
mod value;
mod warning;

pub use date::Date;
pub use file::{Bar, Chart, Fact, HighlightKind, Image, Origin, Source, Speech, Status, StoryFile};
pub(crate) use grapheme::edge;
pub use highlight_style::HighlightStyle;
pub use id::Id;
pub use item::{ItemRef, Occurrence};
pub use json::read_json;
pub use kind::Kind;
pub use quotation::QuoteMarks;
pub use rich_text::{InlineStyle, RichText};
pub use run::Run;
#[cfg(feature = "cli")]
pub use schema::schema;
pub use speaker::Speaker;
pub use story_error::StoryError;
#[cfg(feature = "cli")]
pub use types::typescript;
pub use value::Value;
pub use warning::{Warning, WarningKind};

/// A checked article with its annotations (entities, highlights, events and quotes) kept apart from its text.
///
/// Every index and every byte range in it is valid.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// The story's id in links.
    pub id: Id,
    /// The language of the text (BCP 47).
    pub lang: String,
    /// The headline.
    pub title: String,
    /// The standfirst, as an index in [`Story::texts`].
    pub standfirst: Option<usize>,
    /// The authors' names.
    pub authors: Vec<String>,
    /// The publisher.
    pub publisher: Option<Source>,
    /// The day of publication; `None` if the story file has no valid date.
    pub published: Option<Date>,
    /// The day of the last change.
    pub modified: Option<Date>,
    /// The correction of an earlier version.
    pub correction: Option<String>,
    /// The image at the top of the page.
    pub image: Option<Image>,
    /// The source that the article is based on.
    pub source: Option<Source>,
    /// A note about the article itself.
    pub note: Option<Fact>,
    /// All texts that can be annotated, in reading order.
    pub texts: Vec<Text>,
    /// The blocks of the body.
    pub blocks: Vec<Block>,
    /// The entities, in the order of the file.
    pub entities: Vec<Entity>,
    /// The claims and figures, in the order of the file.
    pub highlights: Vec<Highlight>,
    /// The events, in order of their dates.
    pub events: Vec<Event>,
    /// The companies of the first lanes, as distinct indices in [`Story::entities`]. Other companies follow, in
    /// the order of their first events.
    pub lanes: Vec<usize>,
    /// The quotes, in the order of the file.
    pub quotes: Vec<Quote>,
    /// The occurrences of all items, in order of the text.
    pub occurrences: Vec<Occurrence>,
    /// The entities, claims and figures, in order of their first occurrences. Items without an occurrence are last.
    pub notes: Vec<ItemRef>,
    /// The sections that are not shown.
    pub hidden: HiddenSections,
    /// Indices in [`Story::occurrences`], in order of their items, then of the text.
    occurrences_by_item: Vec<usize>,
}

/// The sections of a story that are not shown. Their items are still highlighted in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HiddenSections {
    /// True if the timeline is not shown.
    pub timeline: bool,
    /// True if the quotes are not shown.
    pub quotes: bool,
}

/// A text, such as a paragraph, with its annotations.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The text with the author's emphasis and links.
    pub rich: RichText,
    /// The text, split wherever an occurrence or a style begins or ends.
    pub runs: Vec<Run>,
    /// The occurrences in it, as a range of indices in [`Story::occurrences`].
    pub occurrences: Range<usize>,
    /// The companies that the text is about, as indices in [`Story::entities`], in ascending order.
    pub about: Vec<usize>,
}

/// A block of the body. Its texts are indices in [`Story::texts`].
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(usize),
    /// A heading between paragraphs.
    Heading(usize),
    /// A list.
    List {
        /// True if the items are numbered.
        ordered: bool,
        /// The items.
        items: Vec<usize>,
    },
    /// An image, with or without a caption.
    Image {
        /// The image.
        image: Image,
        /// The caption under the image.
        caption: Option<usize>,
    },
}

/// A person, company, organisation, product or term that the text names.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// The entity's id in links.
    pub id: Id,
    /// The kind of entity.
    pub kind: Kind,
    /// The name; the id if the story file gives no name.
    pub name: String,
    /// A person's job, in a few words.
    pub role: Option<String>,
    /// Background on the entity.
    pub summary: Vec<Fact>,
    /// The company or organisation that a person belongs to, or the maker of a product, as an index in
    /// [`Story::entities`].
    pub owner: Option<usize>,
    /// The URL of a page about the entity.
    pub url: Option<String>,
    /// The number of a company among the companies, from 0, which selects its accent color. `None` for other entities.
    pub accent: Option<usize>,
}

/// A claim or a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Highlight {
    /// The highlight's id in links.
    pub id: Id,
    /// The kind: a claim or a figure.
    pub kind: HighlightKind,
    /// The title of the note.
    pub title: String,
    /// The facts of the note.
    pub note: Vec<Fact>,
    /// The entities that it is about, as indices in [`Story::entities`].
    pub about: Vec<usize>,
    /// The bar chart. It has at least one bar, and a bar that ends above zero. All bars are finite and not negative.
    pub chart: Option<Chart>,
}

/// An event of the timeline, past or planned.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The event's id in links.
    pub id: Id,
    /// The event in one line.
    pub title: String,
    /// The date; `None` if the story file has no valid date.
    pub date: Option<Date>,
    /// The origin of the date.
    pub date_source: Origin,
    /// The status: happened or planned.
    pub status: Status,
    /// The company that the event belongs to, as an index in [`Story::entities`].
    pub company: Option<usize>,
    /// More about the event.
    pub note: Vec<Fact>,
}

/// A quote: the words, their speaker and a note.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// The quote's id in links.
    pub id: Id,
    /// The words, without quotation marks. […] replaces words of the article between two parts.
    pub words: String,
    /// The quotation marks, for direct speech.
    pub marks: QuoteMarks,
    /// The speaker.
    pub speaker: Speaker,
    /// The wording: direct or reported speech.
    pub speech: Speech,
    /// The entities that it is about, as indices in [`Story::entities`].
    pub about: Vec<usize>,
    /// The companies that the quote is by or about, as indices in [`Story::entities`], in ascending order.
    pub companies: Vec<usize>,
    /// Background on the quote.
    pub note: Vec<Fact>,
}

impl Quote {
    /// Returns words of the quote: in quotation marks for direct speech, without them for reported speech.
    pub fn quoted(&self, words: &str) -> String {
        match self.speech {
            Speech::Direct => self.marks.quote(words),
            Speech::Reported => words.to_owned(),
        }
    }
}

impl Story {
    /// Returns the value of HTML's `dir` attribute: `rtl` or `ltr`.
    ///
    /// `rtl` is for languages usually written in Arabic, Hebrew, Syriac, Thaana or N’Ko script. A script subtag in the
    /// language tag (BCP 47) takes precedence.
    pub fn direction(&self) -> &'static str {
        const LANGUAGES: [&str; 12] = ["ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ur", "yi"];
        const SCRIPTS: [&str; 5] = ["arab", "hebr", "syrc", "thaa", "nkoo"];
        let mut parts = self.lang.split('-').map(str::to_ascii_lowercase);
        let language = parts.next().unwrap_or_default();
        let script = parts.find(|part| part.len() == 4);
        let rtl = match script {
            Some(script) => SCRIPTS.contains(&script.as_str()),
            None => LANGUAGES.contains(&language.as_str()),
        };
        if rtl { "rtl" } else { "ltr" }
    }

    /// Returns the kind and the id of an item in links, such as `("quote", wei-sun)`.
    pub fn link_name(&self, item: ItemRef) -> (&'static str, &Id) {
        match item {
            ItemRef::Entity(at) => ("note", &self.entities[at].id),
            ItemRef::Highlight(at) => ("highlight", &self.highlights[at].id),
            ItemRef::Quote(at) => ("quote", &self.quotes[at].id),
            ItemRef::Event(at) => ("event", &self.events[at].id),
        }
    }

    /// Returns the item with this kind and id; `None` if there is none.
    pub fn find_item(&self, kind: &str, id: &str) -> Option<ItemRef> {
        fn at<T>(list: &[T], id: &str, of: impl Fn(&T) -> &Id) -> Option<usize> {
            list.iter().position(|entry| of(entry).as_str() == id)
        }
        match kind {
            "note" => at(&self.entities, id, |entity| &entity.id).map(ItemRef::Entity),
            "highlight" => at(&self.highlights, id, |highlight| &highlight.id).map(ItemRef::Highlight),
            "quote" => at(&self.quotes, id, |quote| &quote.id).map(ItemRef::Quote),
            "event" => at(&self.events, id, |event| &event.id).map(ItemRef::Event),
            _ => None,
        }
    }

    /// Returns the story with these sections hidden.
    #[must_use]
    pub fn with_hidden(self, hidden: HiddenSections) -> Self {
        Self { hidden, ..self }
    }

    /// Returns true if the section that an item belongs to is shown: the timeline for events, the carousel for quotes.
    pub fn shows_section_of(&self, item: ItemRef) -> bool {
        match item {
            ItemRef::Entity(_) | ItemRef::Highlight(_) => true,
            ItemRef::Quote(_) => !self.hidden.quotes,
            ItemRef::Event(_) => !self.hidden.timeline,
        }
    }

    /// Returns true if the timeline is shown and has a lane for this entity.
    pub fn has_lane(&self, entity: usize) -> bool {
        !self.hidden.timeline && self.events.iter().any(|event| event.company == Some(entity))
    }

    /// Returns the name of a speaker; empty if the story gives none.
    pub fn speaker_name<'a>(&'a self, speaker: &'a Speaker) -> &'a str {
        match speaker {
            Speaker::Entity(at) => &self.entities[*at].name,
            Speaker::Name(name) => name,
        }
    }

    /// Returns the occurrences of an item, in order of the text.
    pub fn occurrences_of(&self, item: ItemRef) -> impl ExactSizeIterator<Item = &Occurrence> {
        self.occurrence_indices(item).iter().map(|&at| &self.occurrences[at])
    }

    /// Returns the index in [`Story::occurrences`] of an item's occurrence; `number` counts from 1.
    pub fn occurrence(&self, item: ItemRef, number: usize) -> Option<usize> {
        self.occurrence_indices(item).get(number.checked_sub(1)?).copied()
    }

    /// Returns an item's occurrences, as indices in [`Story::occurrences`], in order of the text.
    pub fn occurrence_indices(&self, item: ItemRef) -> &[usize] {
        let first = self.occurrences_by_item.partition_point(|&at| self.occurrences[at].item < item);
        let rest = &self.occurrences_by_item[first..];
        &rest[..rest.partition_point(|&at| self.occurrences[at].item == item)]
    }

    /// Returns the companies, as indices in [`Story::entities`], in the order of the file.
    pub fn companies(&self) -> impl Iterator<Item = usize> {
        let numbered = self.entities.iter().enumerate();
        numbered.filter_map(|(at, entity)| entity.accent.map(|_| at))
    }

    /// Returns the paragraphs and list items of the body, as indices in [`Story::texts`].
    pub fn paragraphs(&self) -> impl Iterator<Item = usize> {
        self.blocks
            .iter()
            .flat_map(|block| match block {
                Block::Paragraph(text) => std::slice::from_ref(text),
                Block::List { items, .. } => items.as_slice(),
                Block::Heading(_) | Block::Image { .. } => &[],
            })
            .copied()
    }

    /// Returns the companies that an item is, belongs to or is about, as indices in [`Story::entities`].
    pub fn companies_of(&self, item: ItemRef) -> Vec<usize> {
        match item {
            ItemRef::Entity(at) => self.companies_among([at]),
            ItemRef::Highlight(at) => self.companies_among(self.highlights[at].about.iter().copied()),
            ItemRef::Quote(at) => self.quotes[at].companies.clone(),
            ItemRef::Event(at) => self.events[at].company.into_iter().collect(),
        }
    }

    /// Returns the companies that these entities are or belong to, in ascending order.
    fn companies_among(&self, entities: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let is_company = |at: &usize| self.entities[*at].accent.is_some();
        let company = |entity: usize| [entity].into_iter().chain(self.entities[entity].owner).find(is_company);
        small_sort::sorted_unique(entities.into_iter().filter_map(company).collect())
    }
}
