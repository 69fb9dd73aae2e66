//! Compiled stories: they are read as they were written, and a text that was changed is refused.

use serde_json::Value;
use sidelight::{
    page::compiled_file,
    story::{
        Story, StoryFile,
        compiled::{CompiledError, FORMAT},
    },
};

use crate::{
    FIXTURES, SEED,
    hostile_stories::{Field, payloads, with},
    is_current, mutations, story, text,
};

/// Checks that a story is read as it was written.
fn check(story: &Story, name: &str) {
    assert_eq!(Story::from_compiled(&story.compiled()).as_ref(), Ok(story), "{name}");
    let unpacked: String = serde_json::from_str(&compiled_file(story)).unwrap();
    assert_eq!(unpacked, story.compiled(), "{name}");
    assert!(!compiled_file(story).contains('<'), "{name}: the file could end a script element");
}

fn checked(file: &Value) -> Option<Story> {
    StoryFile::read(file).ok().map(|parsed| Story::check(parsed).0)
}

#[test]
fn stories_are_read_as_they_were_written() {
    for path in FIXTURES {
        check(&story(path), path);
    }
}

#[test]
fn hostile_stories_are_read_as_they_were_written() {
    for field in [Field::Words, Field::Url] {
        for payload in payloads() {
            check(&checked(&with(field, |_| payload.to_owned())).unwrap(), payload);
        }
    }
}

#[test]
fn changed_stories_are_read_as_they_were_written() {
    let file: Value = serde_json::from_str(&text("tests/fixtures/everything.json")).unwrap();
    mutations::every_change(&file, |path, changed| {
        if let Some(story) = checked(changed) {
            check(&story, path);
        }
    });
}

/// The format number must change when this snapshot does, unless the fixture changed.
#[test]
fn the_format_is_unchanged() {
    assert_eq!(FORMAT, 2);
    is_current("tests/snapshots/everything.compiled.txt", &story("tests/fixtures/everything.json").compiled());
}

#[test]
fn damaged_stories_are_refused() {
    let compiled = story(SEED).compiled();
    let refused = |text: &str| Story::from_compiled(text).unwrap_err();
    for (end, _) in compiled.char_indices().step_by(97) {
        assert!(Story::from_compiled(&compiled[..end]).is_err(), "cut at {end}");
    }
    for (at, letter) in compiled.char_indices().skip(40).step_by(97) {
        let other = if letter == '1' { "2" } else { "1" };
        let changed = [&compiled[..at], other, &compiled[at + letter.len_utf8()..]].concat();
        assert_eq!(refused(&changed), CompiledError::Damaged, "changed at {at}");
    }
    assert_eq!(refused(&format!("{compiled} ")), CompiledError::Damaged);
    assert_eq!(refused(&format!("1{}", &compiled[1..])), CompiledError::Format(Some(1)));
    assert_eq!(refused(""), CompiledError::Format(None));
    assert_eq!(refused("{}"), CompiledError::Format(None));
}

/// A story whose checksum is right, but whose numbers are not: no index or range of it is used.
#[test]
fn numbers_that_do_not_fit_are_refused() {
    let compiled = story("tests/fixtures/everything.json").compiled();
    let (_, body) = compiled.split_once(',').and_then(|(_, rest)| rest.split_once(',')).unwrap();
    let checksum = |text: &str| {
        text.bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    };
    let mut read = 0;
    for (at, digit) in body.match_indices(|letter: char| letter.is_ascii_digit()) {
        for other in ["", "9", "99999", "18446744073709551615"] {
            let changed = [&body[..at], other, &body[at + digit.len()..]].concat();
            if let Ok(story) = Story::from_compiled(&format!("{FORMAT},{},{changed}", checksum(&changed))) {
                read += 1;
                // Uses every index and range.
                assert!(!sidelight::page::fallback(&story).is_empty(), "changed at {at}");
            }
        }
    }
    assert!(read > 0, "some changes are harmless, such as in a text");
}
