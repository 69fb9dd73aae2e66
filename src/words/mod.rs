//! Every word of the interface, one table per language, and the words for dates.
//!
//! The static page and the live one take their words from here, so that they read alike in every engine
//! (`Intl` differs between them). **Nothing here knows of a browser, of HTML or of Yew.**

#[cfg(any(not(target_arch = "wasm32"), feature = "ar"))]
mod ar;
mod axis;
mod date;
mod en;
mod quotation;

pub use axis::{axis_day, axis_month, axis_year, time_range};
pub use date::date;
pub use quotation::{quotation, role};

use crate::story::{HighlightKind, HighlightStyle, Kind};

/// The tables. English stands in for whatever there is none of. Natively all are there; what ships to readers has those
/// whose features the build turns on, for every reader pays for every word: see `xtask/src/languages.rs`.
///
/// A language is added here, by its module above, and by a feature of its name in `Cargo.toml`.
static TABLES: &[&Messages] = &[
    &en::WORDS,
    #[cfg(any(not(target_arch = "wasm32"), feature = "ar"))]
    &ar::WORDS,
];

/// The words of the interface in one language. A `{}` in a text is filled in, in order.
#[derive(Debug)]
pub struct Messages {
    /// The language (BCP 47).
    pub lang: &'static str,
    /// What a highlight marks.
    pub style_names: StyleNames,
    /// Words for dates.
    pub dates: DateWords,
    /// Heading of the timeline.
    pub timeline: &'static str,
    /// Heading of the quotes.
    pub quotes: &'static str,
    /// Heading of the notes.
    pub notes: &'static str,
    /// Label of the list of companies.
    pub companies: &'static str,
    /// What choosing a company does.
    pub companies_hint: &'static str,
    /// What a company in focus leaves: the whole (company, list), what stands within the list, and what it lists, each with
    /// how many and of how many: paragraphs, events, quotes.
    pub following: [&'static str; 5],
    /// The button that lets go of the company in focus.
    pub stop_following: &'static str,
    /// The button in a company's note that puts it in focus.
    pub follow_company: &'static str,
    /// The same button while it is in focus.
    pub unfollow_company: &'static str,
    /// Before the day of publication.
    pub published: &'static str,
    /// Before the day of the last change.
    pub modified: &'static str,
    /// Before the authors.
    pub authors_prefix: &'static str,
    /// Before a correction.
    pub correction: &'static str,
    /// Before the name of the source that the article rests on.
    pub original_source: &'static str,
    /// The badge of a fact that the article states.
    pub from_article: &'static str,
    /// The badge of a fact that is background, before its source.
    pub from_background: &'static str,
    /// Between a fact and its badge, for those who hear it.
    pub date_from: &'static str,
    /// An event without a readable date.
    pub undated: &'static str,
    /// An event that is planned.
    pub planned: &'static str,
    /// The lane of events that belong to no company.
    pub no_company: &'static str,
    /// A link from a thing to its place in the text.
    pub in_article: &'static str,
    /// A link from a note to its mentions, before their numbers.
    pub mentioned: &'static str,
    /// A link from a mention back to a whole entry.
    pub full_note: &'static str,
    /// A link from the text to an event on the timeline.
    pub on_timeline: &'static str,
    /// A link from the text to a quote among the quotes.
    pub among_quotes: &'static str,
    /// One mention among all: "2 of 5".
    pub n_of_m: &'static str,
    /// Heading of the list of things that stand on the same words.
    pub also_here: &'static str,
    /// The quote whose words are the speaker's own.
    pub direct: &'static str,
    /// The quote that the article reports in its words.
    pub reported: &'static str,
    /// The role description of the quotes (WAI-ARIA APG, carousel).
    pub carousel: &'static str,
    /// The role description of one quote.
    pub slide: &'static str,
    /// The button to the quote before.
    pub previous_quote: &'static str,
    /// The button to the quote after.
    pub next_quote: &'static str,
    /// A quote as it is called out: who speaks, its number, of how many.
    pub quote_name: &'static str,
    /// The button that shows all of a long quote, and the one that shows its beginning again.
    pub read_all: [&'static str; 2],
    /// What a company in focus leaves of the quotes: company, how many, of how many.
    pub quotes_of_followed: &'static str,
    /// The button that shows the other quotes too, and the one that does so no longer.
    pub unrelated_quotes: [&'static str; 2],
    /// The button that shows all quotes at once.
    pub show_all: &'static str,
    /// The button that shows them one by one again.
    pub show_one: &'static str,
    /// Name of the list of speakers.
    pub speakers: &'static str,
    /// The button that closes a note.
    pub close: &'static str,
    /// A person's role and where they belong: "analyst, Counterpoint Research".
    pub role_at: &'static str,
    /// Before the maker of a product.
    pub maker: &'static str,
    /// Label of the choice of how many highlights are shown.
    pub highlights: &'static str,
    /// All highlights, key ones, none.
    pub highlight_filters: [&'static str; 3],
    /// What shows how each kind of highlight looks.
    pub legend: &'static str,
    /// What highlights do.
    pub legend_hint: &'static str,
    /// Which mention of all a note stands beside: "Mention 2 of 5".
    pub mention_n_of_m: &'static str,
    /// The link to the mention before.
    pub previous_mention: &'static str,
    /// The link to the mention after.
    pub next_mention: &'static str,
    /// The button that keeps a note open.
    pub pin_note: &'static str,
    /// The button that copies a link to what a note is about.
    pub copy: &'static str,
    /// What is said when the link has been copied.
    pub copied: &'static str,
    /// The button that copies a quote with who said it and where.
    pub copy_quotation: &'static str,
    /// What is said when the quotation has been copied.
    pub quotation_copied: &'static str,
    /// The link that saves the picture of a quote.
    pub save_image: &'static str,
    /// The button that opens the system's share sheet.
    pub share: &'static str,
    /// Label of what is to be copied by hand, where the browser may not.
    pub copy_by_hand: &'static str,
    /// Who said a quotation, below it.
    pub said_by: &'static str,
    /// The same, where the words are the article's.
    pub reported_by: &'static str,
    /// An article that is quoted: its title, and who published it when.
    pub cited: &'static str,
    /// Who published it, when.
    pub issued: &'static str,
    /// The button that copies a link to the page as it is shown, with the highlight filter of its highlights.
    pub copy_view: &'static str,
    /// Before the events of a company.
    pub events_of_company: &'static str,
    /// Before the quotes that an entity says, or is spoken of in.
    pub related_quotes: &'static str,
    /// Before the people and products that belong to a company or an organisation.
    pub people_and_products: &'static str,
    /// Before the entities that something is about.
    pub about: &'static str,
    /// A span of numbers: from, to, unit.
    pub span: &'static str,
    /// A number: it, unit.
    pub amount: &'static str,
    /// Heading where a story can't be read.
    pub error_title: &'static str,
    /// Where in the story file a problem is.
    pub error_location: &'static str,
    /// What happens to the page all the same.
    pub error_fallback: &'static str,
    /// The link out to a thing's own page.
    pub website: &'static str,
    /// Where the drawn timeline leaves out quiet years: "14 years".
    pub quiet_years: &'static str,
    /// Where it leaves out less than two years: "23 months".
    pub quiet_months: &'static str,
    /// The button that shows the timeline as a list.
    pub show_list: &'static str,
    /// The button that draws it.
    pub show_chart: &'static str,
    /// Label of the words that are looked for among the events.
    pub search_events: &'static str,
    /// Label of the companies that are looked for.
    pub filter_companies: &'static str,
    /// The button that looks for nothing.
    pub clear_search: &'static str,
    /// What is found: so many, of how many.
    pub events_found: &'static str,
    /// Where nothing is found.
    pub no_events_found: &'static str,
    /// How many events there are: one, or several.
    pub events: [&'static str; 2],
    /// What of the timeline is in view: from when to when, how many, of how many events (as `events` has it).
    pub in_view: &'static str,
    /// How many events can't be drawn: one, or several.
    pub events_without_date: [&'static str; 2],
    /// Label of what moves the timeline.
    pub move_timeline: &'static str,
    /// The buttons that move it: earlier, later, farther, nearer, all of it.
    pub move_buttons: [&'static str; 5],
    /// The button that shows where most happens: from when to when.
    pub busiest: &'static str,
    /// How the timeline is moved by keys.
    pub keyboard_help: &'static str,
    /// An event as it is called out: date, title, lane, number in its lane, of how many.
    pub event_name: &'static str,
    /// Several that stand gathered: how many, from when to when, lane, first number, last number, of how many.
    pub group_name: &'static str,
    /// The button that zooms to events that stand gathered.
    pub zoom_to_group: &'static str,
    /// The button that folds a lane up, and the one that unfolds it.
    pub fold: [&'static str; 2],
    /// The choice that the timeline follows the reader's place in the text.
    pub follow_reading: &'static str,
    /// Before the event whose words the reader has come to.
    pub reading_position: &'static str,
    /// The link from a company's note to its lane.
    pub link_to_lane: &'static str,
}

/// What a highlight marks, in words.
#[derive(Debug)]
#[expect(missing_docs, reason = "one word a kind")]
pub struct StyleNames {
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

/// Words for dates, in the Gregorian calendar. A `{}` is filled in, in order.
#[derive(Debug)]
pub struct DateWords {
    /// January to December.
    pub months: [&'static str; 12],
    /// The same, short, for axes.
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
    /// A year before the common era.
    pub before_common_era: &'static str,
    /// A decade, by its first year.
    pub decade: &'static str,
    /// A century, by its first year.
    pub century: &'static str,
    /// A day, month or year of which not all is known, after what is known.
    pub some_time_in: &'static str,
    /// From, to.
    pub interval: &'static str,
    /// An end without a beginning.
    pub until: &'static str,
    /// An end that is the last day of a month, without a beginning: month, year.
    pub until_end_of: &'static str,
    /// A beginning without an end.
    pub since: &'static str,
    /// A beginning whose end is not known.
    pub from: &'static str,
    /// Neither beginning nor end.
    pub at_some_time: &'static str,
    /// An approximate date.
    pub around: &'static str,
    /// An uncertain date.
    pub uncertain: &'static str,
}

impl Messages {
    /// The table of a language, by its BCP 47 tag; English where there is none.
    pub fn for_lang(lang: &str) -> &'static Self {
        let primary = lang.split('-').next().unwrap_or(lang);
        TABLES.iter().copied().find(|words| primary.eq_ignore_ascii_case(words.lang)).unwrap_or(&en::WORDS)
    }

    /// What stands between the things of a list.
    pub fn list_separator(&self) -> &'static str {
        self.following[1]
    }

    /// What a highlight marks.
    pub fn style_name(&self, mark: HighlightStyle) -> &'static str {
        match mark {
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

/// Fills the `{}` of a text, in order.
pub fn format(text: &str, values: &[&str]) -> String {
    let mut parts = text.split("{}");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    let mut values = values.iter();
    for part in parts {
        filled.push_str(values.next().copied().unwrap_or_default());
        filled.push_str(part);
    }
    filled
}
