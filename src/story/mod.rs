//! Stories: reading, checking and querying them.
//!
//! [`mod@file`] has the types of the story file. [`Story::check`] converts a story file to a [`Story`]. The check never
//! fails: a part that can't be used is left out and reported as a [`Warning`].
//!
//! **This module does not depend on a browser, HTML or Yew.**

use std::ops::Range;

pub mod anchor;
mod check;
pub mod compiled;
pub mod date;
mod decode;
pub mod edtf;
pub mod file;
mod fingerprint;
mod grapheme;
#[cfg(not(target_arch = "wasm32"))]
mod help;
mod highlight_style;
mod id;
mod index;
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
pub(crate) mod small_search;
pub(crate) mod small_sort;
mod speaker;
mod story_error;
#[cfg(feature = "cli")]
mod types;
mod url;
mod value;
mod warning;

pub use date::{Date, DateError};
pub use file::{Bar, Chart, Fact, HighlightKind, Image, Origin, Source, Speech, Status, StoryFile};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use grapheme::edge;
#[cfg(not(target_arch = "wasm32"))]
pub use help::help;
pub use highlight_style::HighlightStyle;
pub use id::Id;
pub(crate) use index::index_types;
pub use index::{EntityIndex, EventIndex, HighlightIndex, Idx, IndexVec, OccurrenceIndex, QuoteIndex, TextIndex};
pub use item::{ItemRef, Occurrence};
pub use json::read_json;
pub use kind::Kind;
pub use quotation::QuoteMarks;
pub use read::ParsedStoryFile;
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
    /// The standfirst.
    pub standfirst: Option<TextIndex>,
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
    pub texts: IndexVec<TextIndex, Text>,
    /// The blocks of the body.
    pub blocks: Vec<Block>,
    /// The entities, in the order of the file.
    pub entities: IndexVec<EntityIndex, Entity>,
    /// The claims and figures, in the order of the file.
    pub highlights: IndexVec<HighlightIndex, Highlight>,
    /// The events, in order of their dates.
    pub events: IndexVec<EventIndex, Event>,
    /// The companies of the first lanes, without repetition. Other companies follow, in the order of their first events.
    pub lanes: Vec<EntityIndex>,
    /// The quotes, in the order of the file.
    pub quotes: IndexVec<QuoteIndex, Quote>,
    /// The occurrences of all items, in order of the text.
    pub occurrences: IndexVec<OccurrenceIndex, Occurrence>,
    /// The entities, claims and figures by highlight style, each in order of their first occurrences. Items without an
    /// occurrence are last.
    pub notes: Vec<ItemRef>,
    /// The sections that are not shown.
    pub hidden: HiddenSections,
    /// The occurrences, in order of their items, then of the text.
    occurrences_by_item: Vec<OccurrenceIndex>,
    /// The checksum of the compiled story.
    checksum: u64,
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
    /// The occurrences in it.
    pub occurrences: Range<OccurrenceIndex>,
    /// The companies that the text is about, in ascending order.
    pub about: Vec<EntityIndex>,
}

/// A block of the body.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(TextIndex),
    /// A heading between paragraphs.
    Heading(TextIndex),
    /// A list.
    List {
        /// True if the items are numbered.
        ordered: bool,
        /// The items.
        items: Vec<TextIndex>,
    },
    /// An image, with or without a caption.
    Image {
        /// The image.
        image: Image,
        /// The caption under the image.
        caption: Option<TextIndex>,
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
    /// The company or organisation that a person belongs to, or the maker of a product.
    pub owner: Option<EntityIndex>,
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
    /// The entities that it is about.
    pub about: Vec<EntityIndex>,
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
    /// The company that the event belongs to.
    pub company: Option<EntityIndex>,
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
    /// The length in bytes of the first words that fit into a line, or of all words.
    pub beginning: usize,
    /// The quotation marks, for direct speech.
    pub marks: QuoteMarks,
    /// The speaker.
    pub speaker: Speaker,
    /// The wording: direct or reported speech.
    pub speech: Speech,
    /// The entities that it is about.
    pub about: Vec<EntityIndex>,
    /// The companies that the quote is by or about, in ascending order.
    pub companies: Vec<EntityIndex>,
    /// Background on the quote.
    pub note: Vec<Fact>,
}

impl Event {
    /// Returns true if the first or the last day of the date is known, so that the chart can show the event.
    pub fn has_known_day(&self) -> bool {
        self.date.as_ref().is_some_and(|date| date.first.day().or(date.last.day()).is_some())
    }
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
        match kind {
            "note" => self.entities.position(|entity| entity.id.as_str() == id).map(ItemRef::Entity),
            "highlight" => self.highlights.position(|highlight| highlight.id.as_str() == id).map(ItemRef::Highlight),
            "quote" => self.quotes.position(|quote| quote.id.as_str() == id).map(ItemRef::Quote),
            "event" => self.events.position(|event| event.id.as_str() == id).map(ItemRef::Event),
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
    pub fn has_lane(&self, entity: EntityIndex) -> bool {
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

    /// Returns an item's occurrence; `number` counts from 1.
    pub fn occurrence(&self, item: ItemRef, number: usize) -> Option<OccurrenceIndex> {
        self.occurrence_indices(item).get(number.checked_sub(1)?).copied()
    }

    /// Returns the indices of an item's occurrences, in order of the text.
    pub fn occurrence_indices(&self, item: ItemRef) -> &[OccurrenceIndex] {
        let first = self.occurrences_by_item.partition_point(|&at| self.occurrences[at].item < item);
        let rest = &self.occurrences_by_item[first..];
        &rest[..rest.partition_point(|&at| self.occurrences[at].item == item)]
    }

    /// Returns the companies, in the order of the file.
    pub fn companies(&self) -> impl Iterator<Item = EntityIndex> {
        self.entities.iter_enumerated().filter_map(|(at, entity)| entity.accent.map(|_| at))
    }

    /// Returns the paragraphs and list items of the body.
    pub fn paragraphs(&self) -> impl Iterator<Item = TextIndex> {
        self.blocks
            .iter()
            .flat_map(|block| match block {
                Block::Paragraph(text) => std::slice::from_ref(text),
                Block::List { items, .. } => items.as_slice(),
                Block::Heading(_) | Block::Image { .. } => &[],
            })
            .copied()
    }

    /// Returns the companies that an item is, belongs to or is about.
    pub fn companies_of(&self, item: ItemRef) -> Vec<EntityIndex> {
        match item {
            ItemRef::Entity(at) => self.companies_among([at]),
            ItemRef::Highlight(at) => self.companies_among(self.highlights[at].about.iter().copied()),
            ItemRef::Quote(at) => self.quotes[at].companies.clone(),
            ItemRef::Event(at) => self.events[at].company.into_iter().collect(),
        }
    }

    /// Returns the companies that these entities are or belong to, in ascending order.
    fn companies_among(&self, entities: impl IntoIterator<Item = EntityIndex>) -> Vec<EntityIndex> {
        let is_company = |at: &EntityIndex| self.entities[*at].accent.is_some();
        let company = |entity: EntityIndex| [entity].into_iter().chain(self.entities[entity].owner).find(is_company);
        small_sort::sorted_unique_indices(entities.into_iter().filter_map(company).collect())
    }
}
