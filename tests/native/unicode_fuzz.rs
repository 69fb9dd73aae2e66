//! Strange text: whatever the words of a story are, they are shown as they are, every place is within them, and every
//! link leads somewhere.

use scraper::Html;
use serde_json::Value;
use sidelight::{
    page::{PageOptions, standalone},
    story::{Story, StoryFile, Warning, WarningKind},
};

use crate::{
    FIXTURES,
    html::{all, links_lead_somewhere, nothing_is_inline, words},
    mutations::Random,
    text,
};

/// Pieces of text that break what is careless.
const PIECES: [&str; 20] = [
    "\u{301}", // a combining accent
    "e\u{301}\u{323}\u{35f}",
    "\u{200d}", // joins what stands beside it
    "👩🏽‍🚀",
    "🇳🇴",
    "\u{202e}", // turns the direction, and never back
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

/// A text with one strange thing done to it.
fn strange(text: &str, random: &mut Random) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = random.below(chars.len() + 1);
    let (before, after) = chars.split_at(at);
    let (before, after): (String, String) = (before.iter().collect(), after.iter().collect());
    match random.below(7) {
        0 => before,
        1 => after + &before,
        2 => String::new(),
        3 => chars.into_iter().rev().collect(),
        // Long enough that what takes the square of its length would be seen to.
        4 => before + &"so long that it has no end ".repeat(400) + &after,
        _ => before + PIECES[random.below(PIECES.len())] + &after,
    }
}

/// Fields that hold an id or a word of the format, where it is no problem of words that others are none.
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
                // Where something is from may be a source, whose name is text again.
                if field.is_object() || !FIXED.contains(&name.as_str()) {
                    texts(field, each);
                }
            }
        }
        _ => {}
    }
}

/// Every text stands whole in its runs, every place in the text and in one run that leads to it.
fn is_sound(story: &Story, warnings: &[Warning]) {
    for text in &story.texts {
        let runs: String = text.runs.iter().map(|run| &text.rich.text[run.range.clone()]).collect();
        assert_eq!(runs, text.rich.text);
        for at in story.occurrences.indices().filter(|at| text.occurrences.contains(at)) {
            let occurrence = &story.occurrences[at];
            let words = &text.rich.text[occurrence.range.clone()];
            assert!(!words.is_empty(), "{occurrence:?}");
            let leads = text.runs.iter().filter(|run| run.tab_stops_of.contains(&at)).count();
            let covered = warnings.iter().any(|warning| warning.kind == WarningKind::InsideLink(words.to_owned()));
            assert!(leads == 1 || (leads == 0 && covered), "{occurrence:?} has {leads} tab stops");
        }
    }
}

/// The page shows the words of every text, one after another.
fn is_shown(story: &Story, page: &Html) {
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
            // One text in eight, so that many a selector still finds its words.
            texts(&mut changed, &mut |text| {
                if random.below(8) == 0 {
                    *text = strange(text, &mut random);
                }
            });
            let (story, warnings) = Story::check(StoryFile::read(&changed).unwrap());
            is_sound(&story, &warnings);
            let page = Html::parse_document(&standalone(&story, &PageOptions::default()));
            is_shown(&story, &page);
            links_lead_somewhere(&page, path);
            nothing_is_inline(&page, path);
            tried += 1;
            occurrences += story.occurrences.len();
        }
    }
    assert!(tried == 40 * FIXTURES.len() && occurrences > 2000, "{occurrences} places in {tried} stories");
}
