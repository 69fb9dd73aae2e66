//! The story file, version 1: the JSON that a journalist writes.
//!
//! These types describe the syntax only. [`Story::check`](super::Story::check) resolves references and reports errors.
//!
//! `stories/story.schema.json` and `stories/story.d.ts` are generated from these types and their doc comments.
//! Write each comment for the journalist who writes a story file.

#![allow(
    rustdoc::bare_urls,
    reason = "the URLs are examples of values, and the comments are not only shown by rustdoc"
)]

use serde::{Deserialize, Serialize};

use super::{Id, Kind, RichText};

/// The version of the format that this crate reads.
pub const VERSION: u32 = 1;

/// A news article with its entities, highlights, events and quotes.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct StoryFile {
    /// The URL of the schema, for text editors that check the file: "story.schema.json". Sidelight ignores it.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The version of the format: 1.
    pub version: u32,
    /// The story's id in links: 1 to 64 lower-case letters, digits and hyphens. Example: "open-source-ai".
    pub id: Id,
    /// The language of the text, as a BCP 47 tag: "en", "ar", "zh-Hant".
    pub lang: String,
    /// The headline.
    pub title: String,
    /// The introductory paragraph under the headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<RichText>,
    /// The authors' names, as readers should see them: ["Ana Ruiz", "Wei Chen"].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// The publisher of the article: {"name": "The Example", "url": "https://example.org"}.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Source>,
    /// The day of publication, as an EDTF date: "2025-03-24".
    pub published: String,
    /// The day of the last change, as an EDTF date: "2025-03-26".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// The correction of an earlier version, for readers: "An earlier version gave the wrong year."
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// The image at the top of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// The source that this article is based on: {"name": "The Example", "url": "https://example.org/report"}.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// A note for readers about the article itself, such as the origin of its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Fact>,
    /// The text: paragraphs, headings, lists and images, in reading order.
    pub body: Vec<Block>,
    /// The people, companies, products and terms in the text. Sidelight finds their names and aliases.
    #[serde(default)]
    pub entities: Vec<EntityEntry>,
    /// Claims and figures in the text, with a note about each.
    #[serde(default)]
    pub highlights: Vec<HighlightEntry>,
    /// The events of the timeline, past or planned.
    #[serde(default)]
    pub events: Vec<EventEntry>,
    /// The ids of companies, in the order of their lanes in the timeline. Other companies follow, by their
    /// first events.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lanes: Vec<Id>,
    /// The quotes of the carousel, direct or reported.
    #[serde(default)]
    pub quotes: Vec<QuoteEntry>,
}

/// One block of the text.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Block {
    /// A paragraph: {"paragraph": "Text of the paragraph."}.
    Paragraph(RichText),
    /// A heading between paragraphs: {"heading": "A new section"}.
    Heading(RichText),
    /// A list: {"list": {"items": ["First", "Second"]}}.
    List(List),
    /// An image, with or without a caption.
    Image(ImageBlock),
}

/// A list in the text.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct List {
    /// true for a numbered list, false for a list with bullets. Default: false.
    #[serde(default)]
    pub ordered: bool,
    /// The items of the list, each as text: ["First", "Second"].
    pub items: Vec<RichText>,
}

/// An image in the text. The page reserves space of its size, so that the text does not move when the image loads.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct ImageBlock {
    /// The URL of the image (http, https, or relative to the page): "images/chip.jpg".
    pub url: String,
    /// A description of the image, for readers who can't see it: "A hand holds a computer chip."
    pub alt: String,
    /// The width of the image, in pixels.
    pub width: u32,
    /// The height of the image, in pixels.
    pub height: u32,
    /// The caption under the image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<RichText>,
}

/// An image. The page reserves space of its size, so that the text does not move when the image loads.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Image {
    /// The URL of the image (http, https, or relative to the page): "images/chip.jpg".
    pub url: String,
    /// A description of the image, for readers who can't see it: "A hand holds a computer chip."
    pub alt: String,
    /// The width of the image, in pixels.
    pub width: u32,
    /// The height of the image, in pixels.
    pub height: u32,
}

/// A source: a publication, a website, a document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Source {
    /// The name of the source, as readers should see it: "Company blog".
    pub name: String,
    /// The URL of the source (http or https): "https://example.org/report".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The origin of a statement or a date: "article", or a background source outside the article.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The article itself.
    Article,
    /// A source outside the article: {"background": {"name": "Company blog", "url": "https://example.org"}}.
    Background(Source),
}

/// One or two sentences, and their origin: {"text": "R1 is an open model.", "from": "article"}.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Fact {
    /// The sentences, as readers should see them.
    pub text: String,
    /// The origin of the sentences: "article", or a background source.
    pub from: Origin,
}

/// A range of the text, given by its words: {"exact": "six months", "prefix": "than "}
/// (W3C Web Annotation, TextQuoteSelector).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct TextQuoteSelector {
    /// The words, exactly as one block of the text has them: "six months".
    pub exact: String,
    /// The text directly before `exact`, needed only if the article has `exact` more than once: "than ".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// The text directly after `exact`, needed only if the article has `exact` more than once: " behind".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
}

/// A person, company, organisation, product or term that the text names.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct EntityEntry {
    /// The entity's id in links: 1 to 64 lower-case letters, digits and hyphens. Example: "deepseek".
    pub id: Id,
    /// The kind of entity: "company", "person", "organisation", "product" or "term".
    pub kind: Kind,
    /// The name of the entity, as readers should see it: "DeepSeek". Sidelight finds it in the text as whole words.
    /// Without a name, readers see the id.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Other names that the text uses for the entity: ["Facebook"]. Upper and lower case must match the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// A person's job, in a few words: "analyst".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Background on the entity, each fact with its origin. Write one fact for each origin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<Fact>,
    /// The id of the person's company or organisation: "deepseek".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<Id>,
    /// The id of the company that makes the product: "deepseek".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maker: Option<Id>,
    /// The URL of a page about the entity (http or https): "https://example.org".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The kind of a highlight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum HighlightKind {
    /// A statement that the article makes, or that it reports from others.
    Claim,
    /// A number, or a range of numbers.
    Figure,
}

impl HighlightKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Claim, Self::Figure];

    /// Returns the name of the kind in the story file and in CSS class names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Figure => "figure",
        }
    }
}

/// A claim or a figure in the text, with its note.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct HighlightEntry {
    /// The highlight's id in links: 1 to 64 lower-case letters, digits and hyphens. Example: "lag-now".
    pub id: Id,
    /// The kind of highlight: "claim" or "figure".
    pub kind: HighlightKind,
    /// A short title of the note: "The lag is now shorter".
    pub title: String,
    /// The words in the text that this highlight underlines.
    pub target: TextQuoteSelector,
    /// The facts of the note, each with its origin.
    pub note: Vec<Fact>,
    /// The ids of the entities that the highlight is about: ["deepseek", "baidu"].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Id>,
    /// A small bar chart that compares numbers on one scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chart: Option<Chart>,
}

/// A bar chart of numbers, or ranges of numbers, on one scale that begins at zero.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Chart {
    /// The unit of the numbers: "months".
    pub unit: String,
    /// The bars, from top to bottom. The first is the highlighted figure; the others are for comparison.
    pub bars: Vec<Bar>,
}

/// A bar of a chart.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Bar {
    /// The label of the bar, in a few words: "Earlier estimate".
    pub label: String,
    /// The start of the bar, in the unit of the chart. Not negative. Default: 0.
    #[serde(default)]
    pub from: f64,
    /// The end of the bar, in the unit of the chart. Not less than `from`.
    pub to: f64,
}

/// The status of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The event has happened.
    #[default]
    Happened,
    /// The event was planned when the article was published.
    Planned,
}

/// An event that happened or is planned.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct EventEntry {
    /// The event's id in links: 1 to 64 lower-case letters, digits and hyphens. Example: "r1".
    pub id: Id,
    /// The event in one line: "DeepSeek releases R1".
    pub title: String,
    /// The date, only as precise as it is known (EDTF, ISO 8601-2). A month: "2025-03". About a year: "2008~".
    /// Several days: "2025-02-24/2025-02-28". Not later than a day: "../2025-06-30".
    pub date: String,
    /// The origin of the date: "article", or a background source.
    #[serde(rename = "dateSource")]
    pub date_source: Origin,
    /// The status of the event: "happened" or "planned". Default: "happened".
    #[serde(default)]
    pub status: Status,
    /// The id of the company that the event belongs to: "deepseek". The event is in the lane of this company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<Id>,
    /// The words in the text that mention the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<TextQuoteSelector>,
    /// More about the event, each fact with its origin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub note: Vec<Fact>,
}

/// The wording of a quote: direct or reported speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Speech {
    /// The speaker's own words. Readers see them in quotation marks.
    Direct,
    /// The article's words for a statement of the speaker. Readers see them without quotation marks.
    Reported,
}

/// A quote from the text, with its speaker.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct QuoteEntry {
    /// The quote's id in links: 1 to 64 lower-case letters, digits and hyphens. Example: "wei-sun".
    pub id: Id,
    /// The speaker: the id or the name of an entity ("wei-sun", "Wei Sun"), or the name of someone else.
    pub speaker: String,
    /// The wording: "direct" for the speaker's own words, "reported" for the article's words.
    pub speech: Speech,
    /// The words of the quote in the text, without quotation marks and without the comma before “she said”.
    /// If the text interrupts the quote, give each part. Readers see […] for words left out between two parts.
    pub parts: Vec<TextQuoteSelector>,
    /// The ids of the entities that the quote is about: ["deepseek", "baidu"].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Id>,
    /// Background on the quote, each fact with its origin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub note: Vec<Fact>,
}
