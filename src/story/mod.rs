//! The story: an article, and standing off from its text the entities, highlights, events and quotes.
//!
//! [`mod@file`] is what may be written, [`Story`] is what was found to be true of it. [`Story::check`] leads from one to
//! the other and never fails: what can't be used becomes a [`Warning`], and the rest is kept.
//!
//! **Nothing here knows of a browser, of HTML or of Yew.**

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

/// A checked story: every reference leads somewhere, every place is within its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Its name in links.
    pub id: Id,
    /// The language of the text (BCP 47).
    pub lang: String,
    /// The headline.
    pub title: String,
    /// The text of the standfirst, by its position in [`Story::texts`].
    pub standfirst: Option<usize>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who publishes it.
    pub publisher: Option<Source>,
    /// The day it was published; `None` if what was written is no date.
    pub published: Option<Date>,
    /// The day it was last changed.
    pub modified: Option<Date>,
    /// What was wrong in an earlier version.
    pub correction: Option<String>,
    /// A picture for the head of the page.
    pub image: Option<Image>,
    /// The reporting that it rests on.
    pub source: Option<Source>,
    /// What a reader should know about the text itself.
    pub note: Option<Fact>,
    /// Every stretch of text that can be annotated, in order of reading.
    pub texts: Vec<Text>,
    /// The blocks of the body.
    pub blocks: Vec<Block>,
    /// Who and what the text names.
    pub entities: Vec<Entity>,
    /// Claims and figures.
    pub highlights: Vec<Highlight>,
    /// What happened or is planned, in order of time.
    pub events: Vec<Event>,
    /// The companies whose lanes the story puts in order, as positions in [`Story::entities`], each once; the others
    /// follow by their first event.
    pub lanes: Vec<usize>,
    /// Who said what, in the order of the file.
    pub quotes: Vec<Quote>,
    /// Where all these stand in the text, in order of the text.
    pub occurrences: Vec<Occurrence>,
    /// The notes on entities, claims and figures, in order of the text; what does not stand in it comes last.
    pub notes: Vec<ItemRef>,
    /// Which of its parts are not shown.
    pub hidden: HiddenSections,
    /// Positions in [`Story::places`], in order of their things, then of the text.
    occurrences_by_item: Vec<usize>,
}

/// Which parts of a story are not shown. What is at home there still stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HiddenSections {
    /// The timeline.
    pub timeline: bool,
    /// The quotes.
    pub quotes: bool,
}

/// A stretch of text, with what stands in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The words, and the author's dress.
    pub rich: RichText,
    /// The words again, parted where anything begins or ends.
    pub runs: Vec<Run>,
    /// The places in it, as a range of [`Story::places`].
    pub occurrences: Range<usize>,
    /// The companies that it is about, as positions in [`Story::entities`], in ascending order.
    pub about: Vec<usize>,
}

/// A block of the body. Numbers are positions in [`Story::texts`].
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(usize),
    /// A heading between paragraphs.
    Heading(usize),
    /// A list.
    List {
        /// Whether the items are numbered.
        ordered: bool,
        /// The items.
        items: Vec<usize>,
    },
    /// A picture with its caption.
    Image {
        /// The picture.
        image: Image,
        /// The words under it.
        caption: Option<usize>,
    },
}

/// Someone or something that the text names.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its name in links.
    pub id: Id,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// What a person does.
    pub role: Option<String>,
    /// What a reader should know.
    pub summary: Vec<Fact>,
    /// The company or organisation a person belongs to, or the company that makes a product, as a position in
    /// [`Story::entities`].
    pub owner: Option<usize>,
    /// Its page elsewhere.
    pub url: Option<String>,
    /// For a company, its number among the companies: which accent it has.
    pub accent: Option<usize>,
}

/// A claim or a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Highlight {
    /// Its name in links.
    pub id: Id,
    /// What it is.
    pub kind: HighlightKind,
    /// The title of its note.
    pub title: String,
    /// What its note says.
    pub note: Vec<Fact>,
    /// The entities that it is about.
    pub about: Vec<usize>,
    /// Its drawing: at least one bar, none negative or of endless length, and one that is longer than nothing.
    pub chart: Option<Chart>,
}

/// Something that happened, or is planned.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its name in links.
    pub id: Id,
    /// What happens, in one line.
    pub title: String,
    /// When; `None` if what was written is no date.
    pub date: Option<Date>,
    /// Where the date is known from.
    pub date_source: Origin,
    /// Whether it has happened.
    pub status: Status,
    /// Whose event it is.
    pub company: Option<usize>,
    /// What a reader should know beyond the title.
    pub note: Vec<Fact>,
}

/// Something that someone said.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// Its name in links.
    pub id: Id,
    /// The words, without quotation marks; words of the article that were left out between parts are shown as […].
    pub words: String,
    /// The quotation marks that they are to stand in, if they are the speaker's own.
    pub marks: QuoteMarks,
    /// Who said it.
    pub speaker: Speaker,
    /// Whether the words are the speaker's own.
    pub speech: Speech,
    /// The entities that it is about.
    pub about: Vec<usize>,
    /// The companies that it is by or about, in ascending order.
    pub companies: Vec<usize>,
    /// What a reader should know about it.
    pub note: Vec<Fact>,
}

impl Quote {
    /// Some of its words, as they may be shown: in quotation marks if they are the speaker's own, and only then.
    pub fn quoted(&self, words: &str) -> String {
        match self.speech {
            Speech::Direct => self.marks.quote(words),
            Speech::Reported => words.to_owned(),
        }
    }
}

impl Story {
    /// The direction of its script, as HTML's `dir` has it: `rtl` for languages usually written in Arabic, Hebrew,
    /// Syriac, Thaana or N’Ko script, and for tags that name such a script; `ltr` for all others.
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

    /// The kind of a thing and its id, as they stand in links: `("quote", wei-sun)`.
    pub fn link_name(&self, thing: ItemRef) -> (&'static str, &Id) {
        match thing {
            ItemRef::Entity(at) => ("note", &self.entities[at].id),
            ItemRef::Highlight(at) => ("highlight", &self.highlights[at].id),
            ItemRef::Quote(at) => ("quote", &self.quotes[at].id),
            ItemRef::Event(at) => ("event", &self.events[at].id),
        }
    }

    /// The thing of this kind and id.
    pub fn find_item(&self, kind: &str, id: &str) -> Option<ItemRef> {
        fn at<T>(list: &[T], id: &str, of: impl Fn(&T) -> &Id) -> Option<usize> {
            list.iter().position(|item| of(item).as_str() == id)
        }
        match kind {
            "note" => at(&self.entities, id, |entity| &entity.id).map(ItemRef::Entity),
            "highlight" => at(&self.highlights, id, |highlight| &highlight.id).map(ItemRef::Highlight),
            "quote" => at(&self.quotes, id, |quote| &quote.id).map(ItemRef::Quote),
            "event" => at(&self.events, id, |event| &event.id).map(ItemRef::Event),
            _ => None,
        }
    }

    /// The same, without these parts.
    #[must_use]
    pub fn with_hidden(self, left_out: HiddenSections) -> Self {
        Self { hidden: left_out, ..self }
    }

    /// Whether the part of the story is shown that a thing is at home in.
    pub fn shows_section_of(&self, thing: ItemRef) -> bool {
        match thing {
            ItemRef::Entity(_) | ItemRef::Highlight(_) => true,
            ItemRef::Quote(_) => !self.hidden.quotes,
            ItemRef::Event(_) => !self.hidden.timeline,
        }
    }

    /// Whether the timeline has a lane of an entity, and is shown.
    pub fn has_lane(&self, entity: usize) -> bool {
        !self.hidden.timeline && self.events.iter().any(|event| event.company == Some(entity))
    }

    /// The name of who said something; empty, if the story gives none.
    pub fn speaker_name<'a>(&'a self, speaker: &'a Speaker) -> &'a str {
        match speaker {
            Speaker::Entity(at) => &self.entities[*at].name,
            Speaker::Name(name) => name,
        }
    }

    /// The places of a thing, in order of the text.
    pub fn occurrences_of(&self, thing: ItemRef) -> impl ExactSizeIterator<Item = &Occurrence> {
        self.occurrence_indices(thing).iter().map(|&at| &self.occurrences[at])
    }

    /// The n-th place of a thing, from 1, by its position in [`Story::places`].
    pub fn occurrence(&self, thing: ItemRef, number: usize) -> Option<usize> {
        self.occurrence_indices(thing).get(number.checked_sub(1)?).copied()
    }

    /// The places of a thing, by their positions in [`Story::places`], in order of the text.
    pub fn occurrence_indices(&self, thing: ItemRef) -> &[usize] {
        let first = self.occurrences_by_item.partition_point(|&at| self.occurrences[at].item < thing);
        let rest = &self.occurrences_by_item[first..];
        &rest[..rest.partition_point(|&at| self.occurrences[at].item == thing)]
    }

    /// The companies of the story, as positions in [`Story::entities`], in the order of the file.
    pub fn companies(&self) -> impl Iterator<Item = usize> {
        let numbered = self.entities.iter().enumerate();
        numbered.filter_map(|(at, entity)| entity.accent.map(|_| at))
    }

    /// The paragraphs and list items of the body, as positions in [`Story::texts`].
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

    /// The companies that a thing is about: itself, the one it belongs to, is from, or speaks of.
    pub fn companies_of(&self, thing: ItemRef) -> Vec<usize> {
        match thing {
            ItemRef::Entity(at) => self.companies_among([at]),
            ItemRef::Highlight(at) => self.companies_among(self.highlights[at].about.iter().copied()),
            ItemRef::Quote(at) => self.quotes[at].companies.clone(),
            ItemRef::Event(at) => self.events[at].company.into_iter().collect(),
        }
    }

    /// The companies that these entities are, or belong to, in ascending order.
    fn companies_among(&self, entities: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let is_company = |at: &usize| self.entities[*at].accent.is_some();
        let company = |entity: usize| [entity].into_iter().chain(self.entities[entity].owner).find(is_company);
        small_sort::sorted_unique(entities.into_iter().filter_map(company).collect())
    }
}
