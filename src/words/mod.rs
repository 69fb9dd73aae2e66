//! All interface texts, in one message table per language, and the formatting of dates and quotations.
//!
//! The prerendered page and the live view both format with these functions, not with `Intl`, whose output differs
//! between browsers. **Nothing in this module depends on a browser, on HTML or on Yew.**

#[cfg(any(not(target_arch = "wasm32"), feature = "ar"))]
mod ar;
mod axis;
mod date;
mod en;
mod quotation;
#[cfg(test)]
mod tests;

pub use axis::{axis_day, axis_month, axis_year, event_days, time_range};
pub use date::date;
pub use quotation::{quotation, role};

use crate::story::{HighlightKind, HighlightStyle, Kind};

/// The message tables. Native builds have all languages. The WebAssembly has English and the languages whose Cargo
/// features the build turns on, to keep the download small: see `xtask/src/languages.rs`.
///
/// To add a language, add it here, its module above, and a Cargo feature with its name in `Cargo.toml`.
static TABLES: &[&Messages] = &[
    &en::WORDS,
    #[cfg(any(not(target_arch = "wasm32"), feature = "ar"))]
    &ar::WORDS,
];

/// The interface texts in one language. [`format()`] replaces `{0}`, `{1}` … by values, which are numbered in the order
/// that the field documents. A language may use them in any order.
#[derive(Debug)]
pub struct Messages {
    /// The language, a primary language subtag (BCP 47).
    pub lang: &'static str,
    /// The names of the highlight styles.
    pub style_names: StyleNames,
    /// The texts for dates.
    pub dates: DateWords,
    /// Heading of the timeline.
    pub timeline: &'static str,
    /// Heading of the quotes.
    pub quotes: &'static str,
    /// Heading of the notes.
    pub notes: &'static str,
    /// Label of the list of companies.
    pub companies: &'static str,
    /// Label of the bar above the text.
    pub bar: &'static str,
    /// The link in the bar to the timeline.
    pub jump_to_timeline: &'static str,
    /// The link in the bar to the quotes.
    pub jump_to_quotes: &'static str,
    /// The link in the bar to the notes.
    pub jump_to_notes: &'static str,
    /// The button in the bar that opens the list of companies.
    pub follow: &'static str,
    /// The button that shows the previous part about the followed company.
    pub previous_part: &'static str,
    /// The button that shows the next part about the followed company.
    pub next_part: &'static str,
    /// Status after one of these buttons: company, number, total.
    pub part_n_of_m: &'static str,
    /// The separator between the items of a list.
    pub list_separator: &'static str,
    /// Status while a company is followed: company, list of the counts below.
    pub following: &'static str,
    /// In that list, the paragraphs about the company: count, total.
    pub followed_paragraphs: &'static str,
    /// In that list, the company's events: count, total.
    pub followed_events: &'static str,
    /// In that list, the quotes by or about the company: count, total.
    pub followed_quotes: &'static str,
    /// The button that stops following the company.
    pub stop_following: &'static str,
    /// The button in a company's note that follows it: company.
    pub follow_company: &'static str,
    /// The same button while the company is followed: company.
    pub unfollow_company: &'static str,
    /// Before the date of publication.
    pub published: &'static str,
    /// Before the date of the last change.
    pub modified: &'static str,
    /// Before the authors.
    pub authors_prefix: &'static str,
    /// Before a correction.
    pub correction: &'static str,
    /// Before the name of the article's original source.
    pub original_source: &'static str,
    /// The badge of a fact that is background, before its source.
    pub from_background: &'static str,
    /// Before the source of an event's date.
    pub date_from: &'static str,
    /// In place of the date of an event without a valid one.
    pub undated: &'static str,
    /// An event that is planned.
    pub planned: &'static str,
    /// The lane of events that belong to no company.
    pub no_company: &'static str,
    /// The link from an entry to its first occurrence in the text.
    pub in_article: &'static str,
    /// The link from a card to the event on the timeline.
    pub on_timeline: &'static str,
    /// The link from a card to the quote in the quotes section.
    pub among_quotes: &'static str,
    /// An item of a numbered sequence: number, total.
    pub n_of_m: &'static str,
    /// Heading of the list of other items whose occurrences overlap.
    pub also_here: &'static str,
    /// The label of direct speech.
    pub direct: &'static str,
    /// The label of reported speech.
    pub reported: &'static str,
    /// The role description of the quotes (WAI-ARIA APG, carousel).
    pub carousel: &'static str,
    /// The role description of one quote.
    pub slide: &'static str,
    /// The button that shows the previous slide.
    pub previous_quote: &'static str,
    /// The button that shows the next slide.
    pub next_quote: &'static str,
    /// The accessible name of a slide: speaker, number, total.
    pub quote_name: &'static str,
    /// The button that expands a long quote.
    pub read_all: &'static str,
    /// The button that shortens it again.
    pub show_less: &'static str,
    /// Status of the quotes while a company is followed: company, count, total.
    pub quotes_of_followed: &'static str,
    /// The button that shows the unrelated quotes.
    pub show_unrelated_quotes: &'static str,
    /// The button that hides them again.
    pub hide_unrelated_quotes: &'static str,
    /// The button that shows the quotes as a list.
    pub show_all: &'static str,
    /// The button that shows the quotes as slides.
    pub show_one: &'static str,
    /// The accessible name of the list of speakers.
    pub speakers: &'static str,
    /// The button that closes a note.
    pub close: &'static str,
    /// A person and a role, or a role and an employer: "analyst, Counterpoint Research".
    pub role_at: &'static str,
    /// Before the maker of a product.
    pub maker: &'static str,
    /// Label of the choice of shown highlights.
    pub highlights: &'static str,
    /// The option of that choice that shows all highlights.
    pub all_highlights: &'static str,
    /// The option that shows the key highlights.
    pub key_highlights: &'static str,
    /// The option that shows no highlights.
    pub no_highlights: &'static str,
    /// The occurrence that a card belongs to: number, total.
    pub mention_n_of_m: &'static str,
    /// The link to the previous occurrence.
    pub previous_mention: &'static str,
    /// The link to the next occurrence.
    pub next_mention: &'static str,
    /// The button that pins a note.
    pub pin_note: &'static str,
    /// The button that copies a link to an item.
    pub copy: &'static str,
    /// Status after the link was copied.
    pub copied: &'static str,
    /// The button that copies a quote with its speaker and article.
    pub copy_quotation: &'static str,
    /// Status after the quotation was copied.
    pub quotation_copied: &'static str,
    /// The link that downloads the preview image of a quote.
    pub save_image: &'static str,
    /// The button that opens the share menu.
    pub share: &'static str,
    /// The button that opens the system's share sheet.
    pub share_sheet: &'static str,
    /// Label of the text field that is shown if the browser refuses to copy.
    pub copy_by_hand: &'static str,
    /// Attribution of direct speech: speaker.
    pub said_by: &'static str,
    /// Attribution of reported speech: speaker.
    pub reported_by: &'static str,
    /// A cited article: title, publication.
    pub cited: &'static str,
    /// The publication of a cited article: publisher, date.
    pub issued: &'static str,
    /// The button that copies a link to the current view, which includes the shown highlights.
    pub copy_view: &'static str,
    /// Before the links to the events of a company.
    pub events_of_company: &'static str,
    /// Before the links to the quotes by or about an entity.
    pub related_quotes: &'static str,
    /// Before the links to the people and products of a company or an organisation.
    pub people_and_products: &'static str,
    /// Before the links to the entities that an item is about.
    pub about: &'static str,
    /// A range of numbers: from, to, unit.
    pub span: &'static str,
    /// A number: number, unit.
    pub amount: &'static str,
    /// Heading of a story error.
    pub error_title: &'static str,
    /// The position of a story error: path in the story file.
    pub error_location: &'static str,
    /// The note that the fallback is shown below a story error.
    pub error_fallback: &'static str,
    /// The link to an entity's website.
    pub website: &'static str,
    /// Label of a cut of two years or more: years.
    pub quiet_years: &'static str,
    /// Label of a shorter cut: months.
    pub quiet_months: &'static str,
    /// The button that shows the timeline as a list.
    pub show_list: &'static str,
    /// The button that shows the timeline as a chart.
    pub show_chart: &'static str,
    /// Label of the search field.
    pub search_events: &'static str,
    /// Label of the company filter.
    pub filter_companies: &'static str,
    /// The button that clears the search text and the company filter.
    pub clear_search: &'static str,
    /// Status of a search: count, total.
    pub events_found: &'static str,
    /// Status of a search without results.
    pub no_events_found: &'static str,
    /// The number of events: count.
    pub events: Plural,
    /// Status of the timeline: time range in view, count in view, total (formatted with `events`).
    pub in_view: &'static str,
    /// The number of events without a date that the chart can show: count.
    pub events_without_date: Plural,
    /// The accessible name of the group of buttons that move the timeline.
    pub move_timeline: &'static str,
    /// The button that moves to earlier times.
    pub move_earlier: &'static str,
    /// The button that moves to later times.
    pub move_later: &'static str,
    /// The button that zooms out.
    pub zoom_out: &'static str,
    /// The button that zooms in.
    pub zoom_in: &'static str,
    /// The button that shows all of the time scale.
    pub fit_all: &'static str,
    /// The button that zooms to the busiest period: time range.
    pub busiest: &'static str,
    /// Keyboard instructions for the timeline, for screen readers.
    pub keyboard_help: &'static str,
    /// The accessible name of an event: date, title, lane, number in its lane, total.
    pub event_name: &'static str,
    /// The accessible name of a group: count (formatted with `events`), time range, lane, first number, last number,
    /// total.
    pub group_name: &'static str,
    /// The button that zooms to the events of a group.
    pub zoom_to_group: &'static str,
    /// The button that folds a lane: lane.
    pub fold: &'static str,
    /// The button that unfolds a lane: lane.
    pub unfold: &'static str,
    /// The checkbox that makes the timeline follow the reading position.
    pub follow_reading: &'static str,
    /// Before the event at the reading position.
    pub reading_position: &'static str,
    /// The link from a company's note to its lane on the timeline.
    pub link_to_lane: &'static str,
}

/// A text that counts something, by the plural categories of the Unicode CLDR.
#[derive(Debug)]
pub struct Plural {
    /// The text for one.
    pub one: &'static str,
    /// The text for any other number.
    pub other: &'static str,
}

impl Plural {
    /// Formats the text for this number.
    pub fn format(&self, count: usize) -> String {
        format(if count == 1 { self.one } else { self.other }, &[&count.to_string()])
    }
}

/// The names of the highlight styles, in the legend and in notes.
#[derive(Debug)]
#[expect(missing_docs, reason = "the field names say it")]
pub struct StyleNames {
    /// Headings of the notes: the plurals of the names below, from companies to figures.
    pub groups: [&'static str; 7],
    pub company: &'static str,
    pub person: &'static str,
    pub organisation: &'static str,
    pub product: &'static str,
    pub term: &'static str,
    pub claim: &'static str,
    pub figure: &'static str,
    pub quote: &'static str,
    pub event: &'static str,
}

/// The texts for dates in the Gregorian calendar. [`format()`] replaces `{0}`, `{1}` … by values.
#[derive(Debug)]
pub struct DateWords {
    /// January to December.
    pub months: [&'static str; 12],
    /// The short month names, for the axis.
    pub short_months: [&'static str; 12],
    /// Spring, summer, autumn, winter (EDTF 21 to 24).
    pub seasons: [&'static str; 4],
    /// Day, month, year.
    pub day: &'static str,
    /// Day, month.
    pub day_of_month: &'static str,
    /// Month, year.
    pub month: &'static str,
    /// Two days of one month: first, last, month, year.
    pub days_of_month: &'static str,
    /// Season, year.
    pub season: &'static str,
    /// Quarter (1 to 4), year.
    pub quarter: &'static str,
    /// Third of a year (1 to 3), year.
    pub third: &'static str,
    /// Half of a year (1 to 2), year.
    pub half: &'static str,
    /// A year before the common era: year.
    pub before_common_era: &'static str,
    /// A decade: first year.
    pub decade: &'static str,
    /// A century: first year.
    pub century: &'static str,
    /// A date with an unknown month or day: the known part.
    pub some_time_in: &'static str,
    /// An interval: start, end.
    pub interval: &'static str,
    /// An interval without a start: end.
    pub until: &'static str,
    /// An interval without a start that ends on the last day of a month: month, year.
    pub until_end_of: &'static str,
    /// An interval without an end: start.
    pub since: &'static str,
    /// An interval whose end is unknown: start.
    pub from: &'static str,
    /// An interval without a known start or end, or a date whose year is unknown.
    pub at_some_time: &'static str,
    /// An approximate date: date.
    pub around: &'static str,
    /// An uncertain date: date.
    pub uncertain: &'static str,
}

impl Messages {
    /// The table for a language tag (BCP 47), by its primary language subtag; English if there is none.
    pub fn for_lang(lang: &str) -> &'static Self {
        let primary = lang.split('-').next().unwrap_or(lang);
        TABLES.iter().copied().find(|words| primary.eq_ignore_ascii_case(words.lang)).unwrap_or(&en::WORDS)
    }

    /// Returns the heading of the notes about items of a highlight style. Quotes and events have sections of their own.
    pub fn style_group(&self, style: HighlightStyle) -> &'static str {
        self.style_names.groups.get(style.position()).copied().unwrap_or_default()
    }

    /// The name of a highlight style.
    pub fn style_name(&self, style: HighlightStyle) -> &'static str {
        match style {
            HighlightStyle::Entity(Kind::Company) => self.style_names.company,
            HighlightStyle::Entity(Kind::Person) => self.style_names.person,
            HighlightStyle::Entity(Kind::Organisation) => self.style_names.organisation,
            HighlightStyle::Entity(Kind::Product) => self.style_names.product,
            HighlightStyle::Entity(Kind::Term) => self.style_names.term,
            HighlightStyle::Highlight(HighlightKind::Claim) => self.style_names.claim,
            HighlightStyle::Highlight(HighlightKind::Figure) => self.style_names.figure,
            HighlightStyle::Quote => self.style_names.quote,
            HighlightStyle::Event => self.style_names.event,
        }
    }
}

/// Replaces each `{0}`, `{1}` … of a text by the value with this position, from 0 to 9; missing values are empty.
pub fn format(text: &str, values: &[&str]) -> String {
    let mut parts = text.split('{');
    let mut formatted = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // Each part is a digit, a closing brace, and the text up to the next placeholder.
        let position = part.bytes().next().unwrap_or_default().wrapping_sub(b'0');
        formatted.push_str(values.get(usize::from(position)).copied().unwrap_or_default());
        formatted.push_str(part.get(2..).unwrap_or_default());
    }
    formatted
}
