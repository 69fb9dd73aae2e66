//! The preview of a page: title, description and preview image.

use crate::{
    story::{Event, Quote, Speech, Status, Story},
    words::{self, Messages},
};

/// The maximum length of a quote in a title, in characters.
const IN_TITLE: usize = 110;

/// The text that other sites show for a link to a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The title.
    pub title: String,
    /// The description, in a few sentences.
    pub description: String,
    /// The content of the preview image.
    pub card: Card,
}

/// The text of a preview image, from top to bottom. A line may be empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Card {
    /// The accent number of the company, which determines the colour.
    pub accent: Option<usize>,
    /// The small line above the text.
    pub above: String,
    /// The text, as large as it fits. If it is shortened, the quotation marks stay.
    pub words: String,
    /// The quotation marks before and after the text.
    pub marks: [String; 2],
    /// The speaker of the quote, or the company of the event.
    pub name: String,
    /// The small line below the text.
    pub below: String,
}

impl Card {
    /// Returns the alternative text of the image.
    pub fn alt(&self) -> String {
        let [open, close] = &self.marks;
        let words = format!("{open}{}{close}", self.words);
        let lines = [&self.above, &words, &self.name, &self.below];
        lines.into_iter().filter(|line| !line.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
    }
}

impl Preview {
    /// Creates the preview of a story.
    pub fn of_story(story: &Story) -> Self {
        let words = Messages::for_lang(&story.lang);
        let description = story.standfirst.map(|text| story.texts[text].rich.text.clone());
        let publisher = story.publisher.as_ref().map(|publisher| publisher.name.clone());
        let day = story.published.as_ref().map(|day| words::date(day, &words.dates));
        let card = Card {
            above: publisher.unwrap_or_default(),
            words: story.title.clone(),
            name: story.authors.join(", "),
            below: day.unwrap_or_default(),
            ..Card::default()
        };
        Self { title: story.title.clone(), description: description.unwrap_or_default(), card }
    }

    /// Creates the preview of a quote, with its speaker and publisher.
    pub fn of_quote(story: &Story, quote: &Quote) -> Self {
        let words = Messages::for_lang(&story.lang);
        let name = story.speaker_name(&quote.speaker);
        let attribution = |by| if name.is_empty() { String::new() } else { format!(" {}", words::format(by, &[name])) };
        let attribution = match quote.speech {
            Speech::Direct => attribution(words.said_by),
            Speech::Reported => attribution(words.reported_by),
        };
        let title = format!("{}{attribution}", quote.quoted(&shortened(&quote.words, IN_TITLE)));
        let description = words::quotation(story, quote, words, None).replace('\n', " ");
        let speaker = quote.speaker.entity().map(|at| &story.entities[at]);
        let role = speaker.and_then(|speaker| words::role(story, speaker, words));
        let reported = (quote.speech == Speech::Reported).then(|| words.reported.to_owned());
        let marks = match quote.speech {
            Speech::Direct => [quote.marks.open, quote.marks.close].map(str::to_owned),
            Speech::Reported => Default::default(),
        };
        let card = Card {
            accent: speaker.and_then(|speaker| speaker.accent.or_else(|| story.entities[speaker.owner?].accent)),
            above: story.title.clone(),
            words: quote.words.clone(),
            marks,
            name: name.to_owned(),
            below: role.into_iter().chain(reported).collect::<Vec<_>>().join(" · "),
        };
        Self { title, description, card }
    }

    /// Creates the preview of an event.
    pub fn of_event(story: &Story, event: &Event) -> Self {
        let words = Messages::for_lang(&story.lang);
        let date = event.date.as_ref().map_or_else(|| words.undated.to_owned(), |day| words::date(day, &words.dates));
        let planned = (event.status == Status::Planned).then(|| words.planned.to_owned());
        let when = [date].into_iter().chain(planned).collect::<Vec<_>>().join(" · ");
        let company = event.company.map(|at| &story.entities[at]);
        let notes = event.note.iter().map(|fact| fact.text.as_str());
        let description: Vec<_> = [when.as_str()].into_iter().chain(notes).chain([story.title.as_str()]).collect();
        let card = Card {
            accent: company.and_then(|company| company.accent),
            above: when.clone(),
            words: event.title.clone(),
            name: company.map_or(words.no_company, |company| &company.name).to_owned(),
            below: story.title.clone(),
            ..Card::default()
        };
        Self { title: event.title.clone(), description: description.join(" · "), card }
    }
}

/// Returns the text, cut to at most `most` characters between words, or else between characters.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let whole = &text[..end];
    let cut = whole.rfind(char::is_whitespace).filter(|&at| at * 2 >= end);
    let beginning = cut.map_or_else(|| &text[..crate::story::edge(text, end)], |at| &text[..at]);
    format!(
        "{}…",
        beginning.trim_end_matches(|it: char| it.is_whitespace() || it.is_ascii_punctuation() || "،؛".contains(it))
    )
}

#[cfg(test)]
mod tests {
    use super::shortened;

    fn check(text: &str, most: usize, expected: &str) {
        assert_eq!(shortened(text, most), expected);
    }

    #[test]
    fn long_texts_are_cut_between_words() {
        check("one two", 7, "one two");
        check("one two, three", 9, "one two…");
        check("one two", 6, "one…");
        check("unbroken-words-in-a-line", 8, "unbroken…");
        check("", 3, "");
        check("e\u{301}e\u{301}e\u{301}", 3, "e\u{301}e\u{301}…");
    }
}
