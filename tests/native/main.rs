//! Native tests, from the story file to the prerendered page.
//!
//! Generated files (`index.html`, the schema, the snapshots) are compared with the committed ones; `SIDELIGHT_UPDATE=1`
//! writes them.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod architecture;
mod cli_reference;
mod command;
mod compiled;
mod contract;
mod docs;
mod edtf;
mod embed_guide;
mod format_reference;
mod fragments;
mod graphemes;
mod hostile;
#[path = "../fixtures/hostile.rs"]
mod hostile_stories;
mod html;
mod json;
mod key_highlights;
mod module_cycles;
mod mutations;
mod oembed;
mod previews;
mod reader_oracle;
mod readme_picture;
mod schema;
mod seed;
mod single;
mod snapshot;
mod snapshots;
mod static_page;
mod timeline;
mod timeline_cases;
mod unicode_fuzz;
mod warnings;

use std::{env, fs, path::PathBuf};

use sidelight::story::{Story, StoryError, StoryFile};

/// A file of the repository.
fn file(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file of the repository.
fn text(path: &str) -> String {
    fs::read_to_string(file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The location and the message of a story error, without the code: `events[0].date: expected text, found null`.
fn located(error: &StoryError) -> String {
    let location = error.location().map_or_else(String::new, |location| format!("{location}: "));
    format!("{location}{}", error.message())
}

/// The seed story.
const SEED: &str = "stories/open-source-ai.json";

/// The Arabic story, which ships too: another script and text direction.
const ARABIC: &str = "stories/ras-al-rih.json";

/// Stories that together use every field of the story format.
const FIXTURES: [&str; 8] = [
    SEED,
    ARABIC,
    "tests/fixtures/everything.json",
    "tests/fixtures/smallest.json",
    "tests/fixtures/arabic.json",
    "tests/fixtures/dates.json",
    "tests/fixtures/overlaps.json",
    "tests/fixtures/quotes.json",
];

/// Reads and checks a story file. Panics if the story has an error or a warning.
fn story(path: &str) -> Story {
    let read = StoryFile::from_json(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let (story, warnings) = Story::check(read);
    assert!(warnings.is_empty(), "{path}: {warnings:#?}");
    story
}

/// Asserts that the file at `path` is committed with this text; shows the lines that differ.
fn is_current(path: &str, expected: &str) {
    if env::var_os("SIDELIGHT_UPDATE").is_some() {
        fs::write(file(path), expected).unwrap_or_else(|error| panic!("{path}: {error}"));
        return;
    }
    let committed = fs::read_to_string(file(path)).unwrap_or_default();
    assert!(
        committed == expected,
        "{path} is not current:\n{}run: SIDELIGHT_UPDATE=1 cargo xtask test --native",
        difference(&committed, expected)
    );
}

/// The lines from the first difference to the last, at most twelve of each side.
fn difference(committed: &str, expected: &str) -> String {
    const MOST: usize = 12;
    let (committed, expected): (Vec<_>, Vec<_>) = (committed.lines().collect(), expected.lines().collect());
    let first = committed.iter().zip(&expected).take_while(|(committed, expected)| committed == expected).count();
    let (committed, expected) = (&committed[first..], &expected[first..]);
    let last = committed
        .iter()
        .rev()
        .zip(expected.iter().rev())
        .take_while(|(committed, expected)| committed == expected)
        .count();
    let mut lines = format!("  from line {}:\n", first + 1);
    for (sign, side) in [('-', committed), ('+', expected)] {
        let side = &side[..side.len() - last];
        for line in side.iter().take(MOST) {
            lines += &format!("  {sign} {line}\n");
        }
        if side.len() > MOST {
            lines += &format!("  {sign} … and {} more lines\n", side.len() - MOST);
        }
    }
    lines
}

#[test]
fn a_difference_shows_only_changed_lines() {
    assert_eq!(difference("a\nb\nc", "a\nB\nc"), "  from line 2:\n  - b\n  + B\n");
    assert_eq!(difference("a\na\nb", "a\nb"), "  from line 2:\n  - a\n");
    assert_eq!(difference("", "a\nb"), "  from line 1:\n  + a\n  + b\n");
    let long = difference("", &"a\n".repeat(14));
    assert!(long.ends_with("  + a\n  + … and 2 more lines\n"), "{long}");
}
