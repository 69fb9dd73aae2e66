//! The story file, version 1: the JSON that a journalist writes.
//!
//! These types are the format and nothing more: they say what may be written, not what is true of it.
//! [`super::Story`] is the checked form that everything else works on. The committed schema
//! (`stories/story.schema.json`) is generated from this file, comments included, so each comment speaks to
//! the person who writes a story.

use serde::{Deserialize, Serialize};

use super::{Id, Kind, RichText};

/// The version of the format that this crate reads.
pub const VERSION: u32 = 1;

/// A news article, and what stands beside it: who it names, what happened when, and who said what.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct StoryFile {
    /// The address of the schema, for editors. Not read.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The version of the format: 1.
    pub version: u32,
    /// The name of the story in links: lower-case letters, digits and hyphens.
    pub id: Id,
    /// The language of the text, as a BCP 47 tag: "en", "ar", "zh-Hant".
    pub lang: String,
    /// The headline.
    pub title: String,
    /// The paragraph under the headline that says what the article is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<RichText>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Who publishes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Source>,
    /// The day it was published (EDTF, such as "2025-03-24").
    pub published: String,
    /// The day it was last changed (EDTF).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// What was wrong in an earlier version, in words for the reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// A picture for the head of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// The reporting that this article retells or rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// What a reader should know about the text itself, such as where its headline comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Fact>,
    /// The text, block by block.
    pub body: Vec<Block>,
    /// The people, companies and things that the text names. Their mentions are found by name and alias.
    #[serde(default)]
    pub entities: Vec<EntityEntry>,
    /// Claims and figures in the text that deserve a note.
    #[serde(default)]
    pub highlights: Vec<HighlightEntry>,
    /// What happened, or is planned.
    #[serde(default)]
    pub events: Vec<EventEntry>,
    /// The ids of companies, in the order of their lanes in the timeline. Those left out follow, by their first event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lanes: Vec<Id>,
    /// Who said what.
    #[serde(default)]
    pub quotes: Vec<QuoteEntry>,
}

/// One block of the text.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    Paragraph(RichText),
    /// A heading between paragraphs.
    Heading(RichText),
    /// A list.
    List(List),
    /// An image with its caption.
    Image(ImageBlock),
}

/// A list in the text.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct List {
    /// Whether the items are numbered.
    #[serde(default)]
    pub ordered: bool,
    /// The items.
    pub items: Vec<RichText>,
}

/// An image in the text, with its caption. Its size is needed so that nothing moves when it arrives.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct ImageBlock {
    /// Its URL (http, https, or relative to the page).
    pub url: String,
    /// What it shows, for readers who can't see it.
    pub alt: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The caption under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<RichText>,
}

/// A picture. Its size is needed so that nothing moves when it arrives.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Image {
    /// Its address (http, https, or relative to the page).
    pub url: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// Where something is known from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Source {
    /// Its name, as a reader should see it.
    pub name: String,
    /// Its address (http or https).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Whether the article itself says a thing, or something outside it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The article says so.
    Article,
    /// It is background, known from this source.
    Background(Source),
}

/// A sentence or two, and where it is known from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Fact {
    /// The words.
    pub text: String,
    /// Where they are known from.
    pub from: Origin,
}

/// A place in the text, by the words that stand there (W3C Web Annotation, TextQuoteSelector).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct TextQuoteSelector {
    /// The words, exactly as they stand in one block of the text.
    pub exact: String,
    /// The words before them, where `exact` stands more than once.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// The words after them, where `exact` stands more than once.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
}

/// Someone or something that the text names.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct EntityEntry {
    /// Its name in links: lower-case letters, digits and hyphens.
    pub id: Id,
    /// What it is.
    pub kind: Kind,
    /// Its name as a reader should see it; found in the text wherever it stands as whole words. Without one, its id is
    /// shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Other names that the text uses for it. Upper and lower case matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What a person does, in a few words: "analyst".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What a reader should know about it, and where that is known from. More than one where the sources differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<Fact>,
    /// The id of the company or organisation that a person belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<Id>,
    /// The id of the company that makes a product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maker: Option<Id>,
    /// Its page elsewhere (http or https).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What a highlight marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum HighlightKind {
    /// Something the article holds to be so, or reports others to hold.
    Claim,
    /// A number, or a span of numbers.
    Figure,
}

/// A claim or a figure in the text, with its note.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct HighlightEntry {
    /// Its name in links: lower-case letters, digits and hyphens.
    pub id: Id,
    /// What it marks.
    pub kind: HighlightKind,
    /// A short title for its note.
    pub title: String,
    /// Where it stands in the text.
    pub target: TextQuoteSelector,
    /// What the note says.
    pub note: Vec<Fact>,
    /// The ids of the entities that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Id>,
    /// A small drawing, where one helps: numbers side by side on one scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chart: Option<Chart>,
}

/// Numbers, or spans of numbers, drawn as bars on one scale that begins at zero.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Chart {
    /// What is counted: "months".
    pub unit: String,
    /// The bars, from top to bottom; the first is the highlight's own, the others are what it is compared with.
    pub bars: Vec<Bar>,
}

/// A bar of a chart.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Bar {
    /// What it stands for, in a few words: "As thought before".
    pub label: String,
    /// Where it begins; 0 if it is left out. Not negative.
    #[serde(default)]
    pub from: f64,
    /// Where it ends. Not less than where it begins.
    pub to: f64,
}

/// Whether an event has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It has happened.
    #[default]
    Happened,
    /// It was planned when the article was published.
    Planned,
}

/// Something that happened, or is planned.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct EventEntry {
    /// Its name in links: lower-case letters, digits and hyphens.
    pub id: Id,
    /// What happens, in one line: "DeepSeek releases R1".
    pub title: String,
    /// When, only as precisely as it is known (EDTF, ISO 8601-2): "2025-03", "2008~", "2025-02-24/2025-02-28", "../2025-06-30".
    pub date: String,
    /// Where the date is known from.
    #[serde(rename = "dateSource")]
    pub date_source: Origin,
    /// Whether it has happened.
    #[serde(default)]
    pub status: Status,
    /// The id of the company whose event it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<Id>,
    /// Where the article speaks of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<TextQuoteSelector>,
    /// What a reader should know beyond the title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub note: Vec<Fact>,
}

/// How words were said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Speech {
    /// In the speaker's own words; shown in quotation marks.
    Direct,
    /// As the article words it; never shown in quotation marks.
    Reported,
}

/// Something that someone said.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct QuoteEntry {
    /// Its name in links: lower-case letters, digits and hyphens.
    pub id: Id,
    /// The id or the name of the entity that said it, or the name of someone who is none.
    pub speaker: String,
    /// Whether the words are the speaker's own.
    pub speech: Speech,
    /// Where it stands in the text, without its quotation marks, and without a comma that belongs to “she said”. A
    /// quotation that the text breaks has several parts; where words stand between two, […] shows that they are left out.
    pub parts: Vec<TextQuoteSelector>,
    /// The ids of the entities that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Id>,
    /// What a reader should know about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub note: Vec<Fact>,
}
