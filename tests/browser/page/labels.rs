//! The texts of the interface, in the language of a story, as a reader sees or hears them.

use sidelight::words::{Messages, format as fill};

/// The texts of the interface in one language. Numbers count from 1.
#[derive(Clone, Copy)]
pub(crate) struct Labels(&'static Messages);

impl Labels {
    /// The texts in the language of a BCP 47 tag.
    pub(crate) fn of(lang: &str) -> Self {
        Self(Messages::for_lang(lang))
    }

    /// The table itself, for texts without placeholders.
    pub(crate) fn messages(self) -> &'static Messages {
        self.0
    }

    /// “2 of 7”.
    pub(crate) fn position(self, at: usize, of: usize) -> String {
        fill(self.0.n_of_m, &[&at.to_string(), &of.to_string()])
    }

    /// “Mention 2 of 4”.
    pub(crate) fn mention(self, at: usize, of: usize) -> String {
        fill(self.0.mention_n_of_m, &[&at.to_string(), &of.to_string()])
    }

    /// “Following Baidu”, before the colon.
    pub(crate) fn following(self, company: &str) -> String {
        let text = fill(self.0.following, &[company, ""]);
        text.split(':').next().unwrap_or_default().to_owned()
    }

    /// “Following Baidu: 3 of 10 paragraphs, 2 of 9 events, 0 of 7 quotes.”
    pub(crate) fn following_counts(self, company: &str, counts: [[usize; 2]; 3]) -> String {
        let templates = [self.0.followed_paragraphs, self.0.followed_events, self.0.followed_quotes];
        let counted = |(template, [at, of]): (&str, [usize; 2])| fill(template, &[&at.to_string(), &of.to_string()]);
        let counted: Vec<_> = templates.into_iter().zip(counts).map(counted).collect();
        fill(self.0.following, &[company, &counted.join(self.0.list_separator)])
    }

    /// “Stop following Baidu”.
    pub(crate) fn stop_following(self, company: &str) -> String {
        fill(self.0.unfollow_company, &[company])
    }

    /// “By or about Baidu: 0 of 7 quotes.”
    pub(crate) fn quotes_about(self, company: &str, count: usize, of: usize) -> String {
        fill(self.0.quotes_of_followed, &[company, &count.to_string(), &of.to_string()])
    }

    /// “Wei Sun, 1 of 7”, the accessible name of a slide.
    pub(crate) fn slide(self, speaker: &str, at: usize, of: usize) -> String {
        fill(self.0.quote_name, &[speaker, &at.to_string(), &of.to_string()])
    }

    /// “Fold DeepSeek”, or “Unfold DeepSeek”.
    pub(crate) fn fold(self, company: &str, is_folded: bool) -> String {
        fill(if is_folded { self.0.unfold } else { self.0.fold }, &[company])
    }

    /// “January 2008 to June 2025: 9 of 9 events in view.”
    pub(crate) fn in_view(self, time: &str, count: usize, of: usize) -> String {
        let events = fill(self.0.events.other, &[&of.to_string()]);
        fill(self.0.in_view, &[time, &count.to_string(), &events])
    }

    /// “2 of 9 events found.”
    pub(crate) fn found(self, count: usize, of: usize) -> String {
        fill(self.0.events_found, &[&count.to_string(), &of.to_string()])
    }

    /// The longest part of the text that says how many events are found: no other text of the readout has it.
    pub(crate) fn found_word(self) -> &'static str {
        let is_of_placeholder = |letter: char| matches!(letter, '{' | '}') || letter.is_ascii_digit();
        let parts = self.0.events_found.split(is_of_placeholder);
        parts.max_by_key(|part| part.len()).unwrap_or_default().trim()
    }

    /// The name of a kind of highlight, by its name in the story file: “Company”.
    pub(crate) fn kind(self, kind: &str) -> &'static str {
        let names = &self.0.style_names;
        match kind {
            "company" => names.company,
            "person" => names.person,
            "organisation" => names.organisation,
            "product" => names.product,
            "term" => names.term,
            "claim" => names.claim,
            "figure" => names.figure,
            "quote" => names.quote,
            "event" => names.event,
            _ => "",
        }
    }
}
