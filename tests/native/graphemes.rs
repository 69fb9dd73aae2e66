//! The start and the end of a highlight, compared with a full implementation of grapheme clusters (UAX #29).

use std::fmt::Write as _;

use serde_json::json;
use sidelight::story::{OccurrenceIndex, Story, StoryFile};
use unicode_segmentation::UnicodeSegmentation;

/// The byte range of the highlight of these words in this text.
fn marked(text: &str, exact: &str) -> std::ops::Range<usize> {
    let file = json!({
        "version": 1, "id": "a", "lang": "en", "title": "A", "published": "2025",
        "body": [{ "paragraph": text }],
        "highlights": [{ "id": "a", "kind": "claim", "title": "A", "target": { "exact": exact }, "note": [] }]
    });
    let (story, _) = Story::check(StoryFile::read(&file).unwrap());
    story.occurrences[OccurrenceIndex::new(0)].range.clone()
}

fn clusters(text: &str) -> Vec<usize> {
    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
}

/// Every Unicode character after a letter: characters that continue a grapheme are highlighted with the letter.
#[test]
fn continuing_characters_stay_with_their_letter() {
    let mut differing = String::new();
    let (mut split, mut joined) = (0, 0);
    // One text per character: the end of the highlight of its first letter is compared.
    for c in (0x80..=0x10_FFFF_u32).filter_map(char::from_u32) {
        // Most of these are Chinese and Korean; samples are enough.
        if matches!(u32::from(c), 0x3500..=0x4DB0 | 0x4F00..=0x9FD0 | 0xAC10..=0xD7A0 | 0xE010..=0xF8F0 | 0x1_7010..=0x1_8CF0
            | 0x2_0010..=0x3_FFF0 | 0x4_0000..=0xD_FFFF | 0xE_0200..)
        {
            continue;
        }
        let text = format!("a{c}b");
        let range = marked(&text, "a");
        let is_joined = clusters(&text)[1] > 1;
        if is_joined {
            joined += 1;
        } else {
            split += 1;
        }
        if (range.end > 1) != is_joined {
            let _ = write!(differing, " {:X}", u32::from(c));
        }
    }
    assert_eq!(differing, "", "characters whose highlights differ");
    assert!(joined > 2000 && split > 20_000, "{joined}, {split}");
}

/// Texts of many scripts: every range of characters is widened to whole graphemes.
#[test]
fn no_grapheme_of_any_script_is_split() {
    let texts = [
        "cafe\u{301} naïve",
        "हिन्दी क्षत्रिय",
        "বাংলা ভাষা",
        "தமிழ் நாடு",
        "ไทย กี่ข้อ ที่นี่",
        "ភាសាខ្មែរ",
        "မြန်မာဘာသာ",
        "한국어 한글 ᄒᆞᆫ글",
        "か\u{3099}く 漢字\u{E0101}",
        "👩‍🚀👍🏽 🇩🇪🇫🇷🇯🇵 🏴\u{E0067}\u{E0062}\u{E007F} 1️⃣",
        "עִבְרִית",
        "عَرَبِيّ \u{600}12",
        "a\r\nb",
    ];
    let mut tried = 0;
    for text in texts {
        let edges = clusters(text);
        for (start, _) in text.char_indices() {
            for end in text[start..].char_indices().skip(1).map(|(at, _)| start + at).chain([text.len()]) {
                let exact = &text[start..end];
                if text.find(exact) != Some(start) {
                    continue;
                }
                let range = marked(text, exact);
                assert!(range.start <= start && range.end >= end, "{exact} in {text}: {range:?}");
                assert!(edges.contains(&range.start) && edges.contains(&range.end), "{exact} in {text}: {range:?}");
                tried += 1;
            }
        }
    }
    assert!(tried > 900, "{tried}");
}

/// Joining letters are not split; words are.
#[test]
fn joining_letters_are_not_split() {
    let text = "تبيع سيمارك المنارة";
    let range = marked(text, "يمار");
    assert_eq!(&text[range], "سيمارك");
}
