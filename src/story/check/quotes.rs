//! Who said what.

use std::ops::Range;

use super::{
    super::{
        Id, ItemRef, Quote, QuoteMarks, Speaker, Story, WarningKind,
        file::QuoteEntry,
        quotation::{COMMAS, trimmed},
    },
    Checker, ids, numbered,
};

/// Where a part of a quote stands: in which text, and there in which bytes.
type FoundRange = (usize, Range<usize>);

impl Checker {
    pub(super) fn quotes(&mut self, story: &mut Story, entries: Vec<QuoteEntry>) {
        let keep = self.first_of_each_id("quotes", &ids(&entries, |entry| &entry.id));
        for (at, entry) in numbered(entries, keep) {
            let path = format!("quotes[{at}]");
            let (mut words, mut first, mut before, mut comma) = (String::new(), None, None, None);
            for (part, selector) in entry.parts.iter().enumerate() {
                let range = trimmed(&selector.exact);
                let said = &selector.exact[range.clone()];
                let path = format!("{path}.parts[{part}]");
                if said.is_empty() {
                    self.warn(path, WarningKind::EmptyNote);
                    continue;
                }
                let spot = self.add_occurrence(path, selector, ItemRef::Quote(story.quotes.len()));
                if !words.is_empty() && self.leaves_out(before.as_ref(), spot.as_ref()) {
                    words.push_str(" […] ");
                } else if !words.is_empty() {
                    // Where the quotation goes on, there was no clause that had the comma.
                    words.extend(comma);
                    if !joins_without_space(&words, said) {
                        words.push(' ');
                    }
                }
                words.push_str(said);
                comma = selector.exact[range.end..].chars().next().filter(|c| COMMAS.contains(c));
                first = first.or_else(|| spot.clone());
                before = spot;
            }
            if words.is_empty() {
                self.warn(format!("{path}.parts"), WarningKind::QuoteWithoutWords);
                continue;
            }
            let speaker = self.speaker(format!("{path}.speaker"), &entry.speaker, story);
            let about = self.about(&format!("{path}.about"), &entry.about, story);
            story.quotes.push(Quote {
                id: entry.id,
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

    /// Whether words of the article stand between one part of a quote and the next. Where one of them is can't be known,
    /// so it is taken to be.
    fn leaves_out(&self, before: Option<&FoundRange>, after: Option<&FoundRange>) -> bool {
        let (Some((one, from)), Some((other, to))) = (before, after) else {
            return true;
        };
        let text = |at: usize| self.texts[at].0.text.as_str();
        let between = match one == other {
            true => text(*one).get(from.end..to.start).map(|between| vec![between]),
            false => (one < other).then(|| {
                let whole = (one + 1..*other).map(text);
                [&text(*one)[from.end..], &text(*other)[..to.start]].into_iter().chain(whole).collect()
            }),
        };
        // What stands the other way about in the article leaves out where it went on.
        between.is_none_or(|between| between.iter().any(|text| text.contains(char::is_alphanumeric)))
    }

    fn marks(&self, first: Option<FoundRange>, lang: &str) -> QuoteMarks {
        let [before, after] = first.map_or(["", ""], |(text, range)| {
            let text = &self.texts[text].0.text;
            [&text[..range.start], &text[range.end..]]
        });
        QuoteMarks::around(before, after, lang)
    }

    /// The entity of this id or name, or else someone of this name.
    fn speaker(&mut self, path: String, speaker: &str, story: &Story) -> Speaker {
        let speaker = speaker.trim();
        let entity = |is_it: &dyn Fn(&super::Entity) -> bool| story.entities.iter().position(is_it);
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

/// Whether words follow one another without a space: in scripts that have none.
fn joins_without_space(before: &str, after: &str) -> bool {
    let is_wide = |c: char| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}');
    before.chars().next_back().is_some_and(is_wide) && after.chars().next().is_some_and(is_wide)
}
