//! Native tests of the whole chain, from the story file to the static page. They take some seconds.
//!
//! What is committed and generated (`index.html`, the schema, the snapshots) is compared with what the code makes of it
//! now; with `SIDELIGHT_UPDATE=1` it is written anew.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod html;
mod mutate;
mod reading;
mod readme;
mod schema;
mod seed;
mod snapshots;
mod static_page;
mod strange;
mod warnings;

use std::{env, fs, path::PathBuf};

use sidelight::story::{Story, StoryFile};

/// A file of the repository.
fn file(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file of the repository.
fn text(path: &str) -> String {
    fs::read_to_string(file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The seed story.
const SEED: &str = "stories/open-source-ai.json";

/// Stories that use, together, all that the format has.
const FIXTURES: [&str; 5] = [
    SEED,
    "tests/fixtures/everything.json",
    "tests/fixtures/smallest.json",
    "tests/fixtures/arabic.json",
    "tests/fixtures/dates.json",
];

/// A story that has nothing wrong with it.
fn story(path: &str) -> Story {
    let read = StoryFile::from_json(&text(path)).unwrap_or_else(|problem| panic!("{path}: {problem}"));
    let (story, warnings) = Story::check(read);
    assert!(warnings.is_empty(), "{path}: {warnings:#?}");
    story
}

/// What is committed at `path` is this; shows where it first differs.
fn is_current(path: &str, wanted: &str) {
    if env::var_os("SIDELIGHT_UPDATE").is_some() {
        fs::write(file(path), wanted).unwrap_or_else(|error| panic!("{path}: {error}"));
        return;
    }
    let there = fs::read_to_string(file(path)).unwrap_or_default();
    if there == wanted {
        return;
    }
    let at = there.lines().zip(wanted.lines()).take_while(|(there, wanted)| there == wanted).count();
    let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").to_owned();
    panic!(
        "{path} is not current, from line {}:\n  there:  {}\n  wanted: {}\nrun: SIDELIGHT_UPDATE=1 cargo xtask test --native",
        at + 1,
        line(&there),
        line(wanted)
    );
}
