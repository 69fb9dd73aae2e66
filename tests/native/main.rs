//! Native tests of the whole chain, from the story file to the static page. They take some seconds.
//!
//! What is committed and generated (`index.html`, the schema, the snapshots) is compared with what the code makes of it
//! now; with `SIDELIGHT_UPDATE=1` it is written anew.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod architecture;
mod cli_reference;
mod command;
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

/// The second story that ships, in another script and direction.
const SECOND: &str = "stories/ras-al-rih.json";

/// Stories that use, together, all that the format has.
const FIXTURES: [&str; 8] = [
    SEED,
    SECOND,
    "tests/fixtures/everything.json",
    "tests/fixtures/smallest.json",
    "tests/fixtures/arabic.json",
    "tests/fixtures/dates.json",
    "tests/fixtures/overlaps.json",
    "tests/fixtures/quotes.json",
];

/// A story that has nothing wrong with it.
fn story(path: &str) -> Story {
    let read = StoryFile::from_json(&text(path)).unwrap_or_else(|problem| panic!("{path}: {problem}"));
    let (story, warnings) = Story::check(read);
    assert!(warnings.is_empty(), "{path}: {warnings:#?}");
    story
}

/// What is committed at `path` is this; shows the lines that differ.
fn is_current(path: &str, wanted: &str) {
    if env::var_os("SIDELIGHT_UPDATE").is_some() {
        fs::write(file(path), wanted).unwrap_or_else(|error| panic!("{path}: {error}"));
        return;
    }
    let there = fs::read_to_string(file(path)).unwrap_or_default();
    assert!(
        there == wanted,
        "{path} is not current:\n{}run: SIDELIGHT_UPDATE=1 cargo xtask test --native",
        difference(&there, wanted)
    );
}

/// The lines from the first that differs to the last, a dozen of each side at most.
fn difference(there: &str, wanted: &str) -> String {
    const MOST: usize = 12;
    let (there, wanted): (Vec<_>, Vec<_>) = (there.lines().collect(), wanted.lines().collect());
    let first = there.iter().zip(&wanted).take_while(|(there, wanted)| there == wanted).count();
    let (there, wanted) = (&there[first..], &wanted[first..]);
    let last = there.iter().rev().zip(wanted.iter().rev()).take_while(|(there, wanted)| there == wanted).count();
    let mut lines = format!("  from line {}:\n", first + 1);
    for (sign, side) in [('-', there), ('+', wanted)] {
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
fn differences_are_the_lines_that_differ() {
    assert_eq!(difference("a\nb\nc", "a\nB\nc"), "  from line 2:\n  - b\n  + B\n");
    assert_eq!(difference("a\na\nb", "a\nb"), "  from line 2:\n  - a\n");
    assert_eq!(difference("", "a\nb"), "  from line 1:\n  + a\n  + b\n");
    let long = difference("", &"a\n".repeat(14));
    assert!(long.ends_with("  + a\n  + … and 2 more lines\n"), "{long}");
}
