//! Quotes as plain text for the clipboard and for sharing.

use super::{Messages, date, format};
use crate::story::{Entity, Quote, Speech, Story};

/// Formats a speaker's role and employer, or the one that the story file gives: "analyst, Counterpoint Research".
pub fn role(story: &Story, entity: &Entity, words: &Messages) -> Option<String> {
    let owner = entity.owner.map(|owner| story.entities[owner].name.as_str());
    match (entity.role.as_deref(), owner) {
        (Some(role), Some(owner)) => Some(format(words.role_at, &[role, owner])),
        (role, owner) => role.or(owner).map(str::to_owned),
    }
}

/// Formats a quote as plain text with one line each for the words, the speaker, the article and the optional link.
/// Reported speech has no quotation marks and is labelled as reported.
pub fn quotation(story: &Story, quote: &Quote, words: &Messages, link: Option<&str>) -> String {
    let mut lines = vec![quote.quoted(&quote.words)];
    let name = story.speaker_name(&quote.speaker);
    if !name.is_empty() {
        let role = quote.speaker.entity().and_then(|at| role(story, &story.entities[at], words));
        let speaker = role.map_or_else(|| name.to_owned(), |role| format(words.role_at, &[name, &role]));
        let attribution = match quote.speech {
            Speech::Direct => words.said_by,
            Speech::Reported => words.reported_by,
        };
        lines.push(format(attribution, &[&speaker]));
    }
    let publisher = story.publisher.as_ref().map(|publisher| publisher.name.clone());
    let published = story.published.as_ref().map(|day| date(day, &words.dates));
    let source = match (publisher, published) {
        (Some(publisher), Some(day)) => Some(format(words.issued, &[&publisher, &day])),
        (publisher, day) => publisher.or(day),
    };
    lines.push(source.map_or_else(|| story.title.clone(), |source| format(words.cited, &[&story.title, &source])));
    lines.extend(link.map(str::to_owned));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::quotation;
    use crate::{
        story::{QuoteIndex, Story, StoryFile},
        words::Messages,
    };

    fn check(story: &str, quote: usize, link: Option<&str>, expected: &str) {
        let story = Story::check(StoryFile::from_json(story).unwrap()).0;
        assert_eq!(
            quotation(&story, &story.quotes[QuoteIndex::new(quote)], Messages::for_lang(&story.lang), link),
            expected
        );
    }

    const SEED: &str = include_str!("../../stories/open-source-ai.json");
    const EVERYTHING: &str = include_str!("../../tests/fixtures/everything.json");

    #[test]
    fn quotation_has_speaker_article_and_link() {
        check(
            SEED,
            0,
            Some("https://example.org/#open-source-ai/quote/wei-sun"),
            "“DeepSeek’s success proves that open-source strategies can lead to faster innovation and broad adoption”\n\
             — Wei Sun, analyst, Counterpoint Research\n\
             China’s Open-Source Revolution: Reshaping AI and Challenging the Giants (24 March 2025)\n\
             https://example.org/#open-source-ai/quote/wei-sun",
        );
        check(
            EVERYTHING,
            0,
            None,
            "“We bought the lamp […] because it was dark”\n\
             — Ada Holm, captain, Seamark\n\
             Seamark buys the long-lost lamp (The Coast, 24 March 2025)",
        );
    }

    #[test]
    fn reported_speech_has_no_quotation_marks() {
        check(
            SEED,
            4,
            None,
            "the dynamics of the industry are shifting dramatically, highlighting the impact of competitive pricing \
             against a backdrop of compelling free offerings\n\
             — Kai-Fu Lee, AI entrepreneur, as the article reports it\n\
             China’s Open-Source Revolution: Reshaping AI and Challenging the Giants (24 March 2025)",
        );
    }
}
