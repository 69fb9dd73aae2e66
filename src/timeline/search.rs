//! Search in the events of the timeline.

use super::{LaneIndex, Timeline};
use crate::{
    story::{Event, EventIndex, Story, small_search::positions},
    words::{self, DateWords},
};

/// The events that match the search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchResult {
    /// These events, in ascending order; `None` without a search.
    pub events: Option<Vec<EventIndex>>,
}

impl SearchResult {
    /// Returns true if an event matches the search, or if there is none.
    pub fn has(&self, event: EventIndex) -> bool {
        self.events.as_ref().is_none_or(|events| events.binary_search(&event).is_ok())
    }
}

/// The events that contain every word of `text` in their title, company, date or note, and whose company has one of
/// the lanes `lane_filter` (empty for all). Neither words nor lanes are no search.
///
/// An event without a usable date has no lane; the lane filter finds it by its company.
pub(super) fn search(
    text: &str,
    lane_filter: &[LaneIndex],
    timeline: &Timeline,
    story: &Story,
    words: &DateWords,
) -> SearchResult {
    let text = case_folded(text);
    let terms: Vec<&str> = text.split_whitespace().collect();
    if terms.is_empty() && lane_filter.is_empty() {
        return SearchResult { events: None };
    }
    let companies: Vec<_> =
        lane_filter.iter().filter_map(|&lane| timeline.lanes.get(lane)).map(|lane| lane.company).collect();
    let is_of_company = |event: &Event| companies.is_empty() || companies.contains(&event.company);
    let has_terms = |event: &Event| {
        let searchable = searchable_text(event, story, words);
        terms.iter().all(|term| positions(&searchable, term).next().is_some())
    };
    let events = story.events.iter_enumerated().filter(|(_, event)| is_of_company(event) && has_terms(event));
    SearchResult { events: Some(events.map(|(at, _)| at).collect()) }
}

/// The searchable text of an event, case-folded: title, company, date and note.
fn searchable_text(event: &Event, story: &Story, words: &DateWords) -> String {
    let mut text = event.title.clone();
    let company = event.company.map(|company| story.entities[company].name.as_str());
    let date = event.date.as_ref().map(|date| words::date(date, words));
    let notes = event.note.iter().map(|fact| fact.text.as_str());
    for part in company.into_iter().chain(date.as_deref()).chain(notes) {
        text.push('\n');
        text.push_str(part);
    }
    case_folded(&text)
}

/// Folds the case of Latin, Greek, Cyrillic and Armenian letters by arithmetic on code points. (`str::to_lowercase`
/// would add a table of 12 kB to the WebAssembly.)
fn case_folded(text: &str) -> String {
    let fold = |letter: char| {
        let number = u32::from(letter);
        let small = match number {
            0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => number + 32,
            0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 | 0x1A0..=0x1A5 | 0x1DE..=0x1EF | 0x1F8..=0x21F => number | 1,
            0x222..=0x233 | 0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F | 0x1E00..=0x1E95 | 0x1EA0..=0x1EFF => {
                number | 1
            }
            0x139..=0x148 | 0x179..=0x17E | 0x1AF..=0x1B0 | 0x1CD..=0x1DC | 0x4C1..=0x4CE => number + number % 2,
            0x178 => 0xFF,
            0x18F => 0x259,
            0x386 => 0x3AC,
            0x388..=0x38A => number + 37,
            0x38C => 0x3CC,
            0x38E..=0x38F => number + 63,
            // Final sigma.
            0x3C2 => 0x3C3,
            0x400..=0x40F => number + 80,
            0x531..=0x556 => number + 48,
            _ => number,
        };
        char::from_u32(small).unwrap_or(letter)
    };
    text.chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::case_folded;

    fn check(words: &str, expected: &str) {
        assert_eq!(case_folded(words), expected);
        assert_eq!(case_folded(expected), expected);
    }

    #[test]
    fn capitals_fold_to_small_letters() {
        check("DeepSeek’s R1 2025", "deepseek’s r1 2025");
        check("ÄÖÜß ÉČŠŽ ŁŃ ŐŰ Ő ẸẢ", "äöüß éčšž łń őű ő ẹả");
        check("ΑΘΗΝΑ Έλλη Ώρα", "αθηνα έλλη ώρα");
        assert_eq!(case_folded("ΟΔΟΣ"), case_folded("οδος"));
        check("МОСКВА ЁЖ ЇЖАК", "москва ёж їжак");
        check("百度 بايدو 🦀", "百度 بايدو 🦀");
    }

    /// Compares with the standard library. Two letters are left out: `İ` has a lower case of two characters, and `ẞ` is
    /// not folded.
    #[test]
    fn folding_agrees_with_the_standard_library() {
        let latin = ('\0'..='\u{17f}').chain('\u{1cd}'..='\u{1dc}').chain('\u{1de}'..='\u{1ef}');
        let more = ('\u{1f8}'..='\u{21f}').chain('\u{222}'..='\u{233}').chain('\u{1e00}'..='\u{1eff}');
        let others = ('\u{386}'..='\u{3ce}').chain('\u{400}'..='\u{4bf}').chain('\u{4c1}'..='\u{587}');
        let mut count = 0;
        for capital in latin.chain(more).chain("ƠƯƏ".chars()).chain(others).filter(|letter| !"İẞ".contains(*letter))
        {
            let small = capital.to_lowercase().to_string();
            assert_eq!(case_folded(&capital.to_string()), case_folded(&small));
            count += usize::from(!small.contains(capital));
        }
        assert!(count > 400, "{count} capitals were tried");
    }
}
