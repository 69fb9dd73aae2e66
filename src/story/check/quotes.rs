//! The check of quotes.

use std::ops::Range;

use super::{
    super::{
        Id, ItemRef, Quote, QuoteMarks, Speaker, Story, TextIndex, WarningKind,
        file::QuoteEntry,
        grapheme::edge,
        quotation::{COMMAS, trimmed},
    },
    Checker, ids, numbered,
};

/// The range of a part of a quote: its text, and byte offsets into that text.
type FoundRange = (TextIndex, Range<usize>);

impl Checker {
    pub(super) fn quotes(&mut self, story: &mut Story, entries: Vec<QuoteEntry>) {
        let keep = self.first_of_each_id("quotes", &ids(&entries, |entry| &entry.id));
        for (at, entry) in numbered(entries, keep) {
            let path = format!("quotes[{at}]");
            let (mut words, mut first, mut before, mut comma) = (String::new(), None, None, None);
            for (part, selector) in entry.parts.iter().enumerate() {
                let range = trimmed(&selector.exact);
                let part_words = &selector.exact[range.clone()];
                let path = format!("{path}.parts[{part}]");
                if part_words.is_empty() {
                    self.warn(path, WarningKind::EmptyNote);
                    continue;
                }
                let found = self.add_occurrence(path, selector, ItemRef::Quote(story.quotes.next_index()));
                if !words.is_empty() && self.leaves_out(before.as_ref(), found.as_ref()) {
                    words.push_str(" […] ");
                } else if !words.is_empty() {
                    // The quote continues without a clause that names the speaker, so the comma belongs to the quote.
                    words.extend(comma);
                    if !joins_without_space(&words, part_words) {
                        words.push(' ');
                    }
                }
                words.push_str(part_words);
                comma = selector.exact[range.end..].chars().next().filter(|c| COMMAS.contains(c));
                first = first.or_else(|| found.clone());
                before = found;
            }
            if words.is_empty() {
                self.warn(format!("{path}.parts"), WarningKind::QuoteWithoutWords);
                continue;
            }
            let speaker = self.speaker(format!("{path}.speaker"), &entry.speaker, story);
            let about = self.about(&format!("{path}.about"), &entry.about, story);
            story.quotes.push(Quote {
                id: entry.id,
                beginning: beginning(&words),
                words,
                marks: self.marks(first, &story.lang),
                companies: story.companies_among(about.iter().copied().chain(speaker.entity())),
                speaker,
                speech: entry.speech,
                about,
                note: self.facts(&format!("{path}.note"), entry.note),
            });
        }
    }

    /// Returns true if the article has words between two successive parts of a quote.
    /// Also returns true if one of the parts was not found in the text.
    fn leaves_out(&self, before: Option<&FoundRange>, after: Option<&FoundRange>) -> bool {
        let (Some((one, from)), Some((other, to))) = (before, after) else {
            return true;
        };
        let text = |at: TextIndex| self.texts[at].0.text.as_str();
        let between = if one == other {
            text(*one).get(from.end..to.start).map(|between| vec![between])
        } else {
            (one < other).then(|| {
                let whole = (one.index() + 1..other.index()).map(TextIndex::new).map(text);
                [&text(*one)[from.end..], &text(*other)[..to.start]].into_iter().chain(whole).collect()
            })
        };
        // In the article, the second part is before the first: words after the first are left out.
        between.is_none_or(|between| between.iter().any(|text| text.contains(char::is_alphanumeric)))
    }

    fn marks(&self, first: Option<FoundRange>, lang: &str) -> QuoteMarks {
        let [before, after] = first.map_or(["", ""], |(text, range)| {
            let text = &self.texts[text].0.text;
            [&text[..range.start], &text[range.end..]]
        });
        QuoteMarks::around(before, after, lang)
    }

    /// Returns the entity with this id or name; otherwise a speaker with this name.
    fn speaker(&mut self, path: String, speaker: &str, story: &Story) -> Speaker {
        let speaker = speaker.trim();
        let entity = |is_it: &dyn Fn(&super::Entity) -> bool| story.entities.position(is_it);
        let found =
            entity(&|entity| entity.id.as_str() == speaker).or_else(|| entity(&|entity| entity.name == speaker));
        if let Some(entity) = found {
            return Speaker::Entity(entity);
        }
        if Id::new(speaker).is_some() {
            self.warn(path, WarningKind::UnknownEntity(speaker.to_owned()));
        } else if !speaker.contains(char::is_alphanumeric) {
            self.warn(path, WarningKind::EmptyName);
            return Speaker::Name(String::new());
        }
        Speaker::Name(speaker.to_owned())
    }
}

/// Returns the length in bytes of as many whole words as fit into a line, without a comma at their end.
fn beginning(words: &str) -> usize {
    const LINE: usize = 40;
    let Some((end, _)) = words.char_indices().nth(LINE) else {
        return words.len();
    };
    let end = words[..end].rfind(char::is_whitespace).unwrap_or_else(|| edge(words, end));
    words[..end].trim_end_matches(|c: char| c.is_whitespace() || c == ',').len()
}

/// Returns true if no space belongs between two words, as in Chinese and Japanese.
fn joins_without_space(before: &str, after: &str) -> bool {
    let is_wide = |c: char| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}');
    before.chars().next_back().is_some_and(is_wide) && after.chars().next().is_some_and(is_wide)
}

#[cfg(test)]
mod tests {
    use super::beginning;

    fn check(words: &str, expected: &str) {
        assert_eq!(&words[..beginning(words)], expected);
    }

    #[test]
    fn long_quotes_are_cut_between_words() {
        check("It has been dark for years", "It has been dark for years");
        check("With DeepSeek free, it’s impossible, for any other", "With DeepSeek free, it’s impossible");
        check(
            "百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度",
            "百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度",
        );
    }
}
