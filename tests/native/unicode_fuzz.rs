//! Unusual Unicode text is shown unchanged, all ranges are valid, and all links resolve.

use scraper::Html;
use serde_json::Value;
use sidelight::{
    page::{PageOptions, standalone},
    story::{Story, StoryFile, Warning, WarningKind},
};

use crate::{
    FIXTURES,
    html::{all, expect_links_resolve, expect_no_inline_code, words},
    mutations::Random,
    text,
};

/// Pieces that naive code handles wrongly.
const PIECES: [&str; 20] = [
    "\u{301}", // a combining accent
    "e\u{301}\u{323}\u{35f}",
    "\u{200d}", // zero-width joiner
    "👩🏽‍🚀",
    "🇳🇴",
    "\u{202e}", // right-to-left override without an end
    "\u{2066}",
    "עברית",
    "المنارة",
    "百度",
    "ﬃ", // one character, three in upper case
    "İ",
    "\u{a0}",
    "\u{feff}",
    "\u{2028}",
    "<b>",
    "</sidelight-story>",
    "<!--",
    "&amp;",
    "\"'",
];

/// A text with one mutation.
fn mutate(text: &str, random: &mut Random) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = random.below(chars.len() + 1);
    let (before, after) = chars.split_at(at);
    let (before, after): (String, String) = (before.iter().collect(), after.iter().collect());
    match random.below(7) {
        0 => before,
        1 => after + &before,
        2 => String::new(),
        3 => chars.into_iter().rev().collect(),
        // Long enough to expose quadratic time.
        4 => before + &"so long that it has no end ".repeat(400) + &after,
        _ => before + PIECES[random.below(PIECES.len())] + &after,
    }
}

/// Fields whose values are ids or keywords: other values are errors or warnings, not text.
const FIXED: [&str; 12] = [
    "id",
    "kind",
    "speech",
    "status",
    "affiliation",
    "maker",
    "company",
    "speaker",
    "about",
    "from",
    "dateSource",
    "lanes",
];

/// Calls `each` with every text of a value, in order.
fn texts(value: &mut Value, each: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => each(text),
        Value::Array(items) => items.iter_mut().for_each(|item| texts(item, each)),
        Value::Object(fields) => {
            for (name, field) in fields {
                // An origin may be an object: a source, whose name is text.
                if field.is_object() || !FIXED.contains(&name.as_str()) {
                    texts(field, each);
                }
            }
        }
        _ => {}
    }
}

/// Asserts that the runs cover each text, and that each occurrence is in its text and has one tab stop.
fn expect_valid_ranges(story: &Story, warnings: &[Warning]) {
    for text in &story.texts {
        let runs: String = text.runs.iter().map(|run| &text.rich.text[run.range.clone()]).collect();
        assert_eq!(runs, text.rich.text);
        for at in story.occurrences.indices().filter(|at| text.occurrences.contains(at)) {
            let occurrence = &story.occurrences[at];
            let words = &text.rich.text[occurrence.range.clone()];
            assert!(!words.is_empty(), "{occurrence:?}");
            let tab_stops = text.runs.iter().filter(|run| run.tab_stops_of.contains(&at)).count();
            let covered = warnings.iter().any(|warning| warning.kind == WarningKind::InsideLink(words.to_owned()));
            assert!(tab_stops == 1 || (tab_stops == 0 && covered), "{occurrence:?} has {tab_stops} tab stops");
        }
    }
}

/// Asserts that the page shows every text unchanged, in order.
fn expect_all_text(story: &Story, page: &Html) {
    let shown: Vec<String> =
        all(page, ".sl-standfirst, .sl-paragraph, .sl-body .sl-heading, .sl-list li, .sl-figure figcaption")
            .into_iter()
            .map(words)
            .collect();
    let given: Vec<&str> = story.texts.iter().map(|text| text.rich.text.as_str()).collect();
    assert_eq!(shown, given);
}

#[test]
fn unusual_characters_are_shown_unchanged() {
    let mut random = Random(8_589_934_591);
    let (mut tried, mut occurrences) = (0, 0);
    for path in FIXTURES {
        let story: Value = serde_json::from_str(&text(path)).unwrap();
        for _ in 0..40 {
            let mut changed = story.clone();
            // One text in eight, so that many selectors still find their words.
            texts(&mut changed, &mut |text| {
                if random.below(8) == 0 {
                    *text = mutate(text, &mut random);
                }
            });
            let (story, warnings) = Story::check(StoryFile::read(&changed).unwrap());
            expect_valid_ranges(&story, &warnings);
            let page = Html::parse_document(&standalone(&story, &PageOptions::default()));
            expect_all_text(&story, &page);
            expect_links_resolve(&page, path);
            expect_no_inline_code(&page, path);
            tried += 1;
            occurrences += story.occurrences.len();
        }
    }
    assert!(tried == 40 * FIXTURES.len() && occurrences > 2000, "{occurrences} occurrences in {tried} stories");
}
