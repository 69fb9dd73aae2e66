//! What is shown of a page where a link to it stands, and what its picture says.

use crate::{
    story::{Event, Quote, Speech, Status, Story},
    words::{self, Messages},
};

/// How much of a quote stands in a title, in characters.
const IN_TITLE: usize = 110;

/// What is shown of a page where a link to it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Its title.
    pub title: String,
    /// What it is about, in a few sentences.
    pub description: String,
    /// What its picture says.
    pub card: Card,
}

/// What a picture says, from top to bottom. A line may be empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Card {
    /// The number among the companies of the one that it is about: its colour.
    pub accent: Option<usize>,
    /// A small line above.
    pub above: String,
    /// The words, as large as there is room, between the marks that stay where words have to be left out.
    pub words: String,
    /// What stands right before and after the words.
    pub marks: [String; 2],
    /// Whose words they are, or whose event it is.
    pub name: String,
    /// A small line below.
    pub below: String,
}

impl Card {
    /// All of it, for those who don't see it.
    pub fn alt(&self) -> String {
        let [open, close] = &self.marks;
        let words = format!("{open}{}{close}", self.words);
        let lines = [&self.above, &words, &self.name, &self.below];
        lines.into_iter().filter(|line| !line.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
    }
}

impl Preview {
    /// Of a story.
    pub fn of_story(story: &Story) -> Self {
        let words = Messages::for_lang(&story.lang);
        let said = story.standfirst.map(|text| story.texts[text].rich.text.clone());
        let publisher = story.publisher.as_ref().map(|publisher| publisher.name.clone());
        let day = story.published.as_ref().map(|day| words::date(day, &words.dates));
        let card = Card {
            above: publisher.unwrap_or_default(),
            words: story.title.clone(),
            name: story.authors.join(", "),
            below: day.unwrap_or_default(),
            ..Card::default()
        };
        Self { title: story.title.clone(), description: said.unwrap_or_default(), card }
    }

    /// Of a quote, who said it, and where.
    pub fn of_quote(story: &Story, quote: &Quote) -> Self {
        let words = Messages::for_lang(&story.lang);
        let name = story.speaker_name(&quote.speaker);
        let said = |by| if name.is_empty() { String::new() } else { format!(" {}", words::format(by, &[name])) };
        let said = match quote.speech {
            Speech::Direct => said(words.said_by),
            Speech::Reported => said(words.reported_by),
        };
        let title = format!("{}{said}", quote.quoted(&shortened(&quote.words, IN_TITLE)));
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

    /// Of an event.
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

/// A text of at most so many characters, cut between words, or else between characters.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let whole = &text[..end];
    let cut = whole.rfind(char::is_whitespace).filter(|&at| at * 2 >= end);
    let kept = cut.map_or_else(|| &text[..crate::story::edge(text, end)], |at| &text[..at]);
    format!(
        "{}…",
        kept.trim_end_matches(|it: char| it.is_whitespace() || it.is_ascii_punctuation() || "،؛".contains(it))
    )
}

#[cfg(test)]
mod tests {
    use super::shortened;

    fn check(text: &str, most: usize, expected: &str) {
        assert_eq!(shortened(text, most), expected);
    }

    #[test]
    fn what_is_too_long_is_cut_between_words() {
        check("one two", 7, "one two");
        check("one two, three", 9, "one two…");
        check("one two", 6, "one…");
        check("unbroken-words-of-ours", 8, "unbroken…");
        check("", 3, "");
        check("e\u{301}e\u{301}e\u{301}", 3, "e\u{301}e\u{301}…");
    }
}
