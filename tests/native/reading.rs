//! The reader, held to what serde derives from the same types.

use serde_json::Value;
use sidelight::story::{Problem, StoryFile};

use crate::{FIXTURES, SEED, mutate::every_change, text};

#[test]
fn whole_stories_are_read_as_serde_reads_them() {
    for path in FIXTURES {
        let text = text(path);
        let (read, unknown) = StoryFile::from_json(&text).unwrap_or_else(|problem| panic!("{path}: {problem}"));
        assert_eq!(read, serde_json::from_str(&text).unwrap(), "{path}");
        assert_eq!(unknown, [""; 0], "{path}");
        let written = serde_json::to_string(&read).unwrap();
        assert_eq!(StoryFile::from_json(&written).unwrap().0, read, "{path}, written and read again");
    }
}

/// Where they may differ: serde takes a number of another version, and so on to what has another shape there.
#[test]
fn changed_stories_are_read_as_serde_reads_them() {
    let (mut good, mut bad) = (0, 0);
    for path in FIXTURES {
        let story: Value = serde_json::from_str(&text(path)).unwrap();
        every_change(&story, |at, changed| {
            let ours = StoryFile::read(changed);
            let derived = serde_json::from_value::<StoryFile>(changed.clone());
            match (ours, derived) {
                (Ok((ours, _)), Ok(derived)) => {
                    assert_eq!(ours, derived, "{path}: {at}");
                    good += 1;
                }
                (Err(Problem::Version { found }), Ok(derived)) => assert_eq!(found, derived.version),
                (Err(problem), Err(_)) => {
                    // Where the change is, or around it; an item with another tag is wrong as a whole.
                    let place = problem.place().unwrap_or_default();
                    assert!(at.starts_with(&place) || place.starts_with(at), "{path}: {at} is blamed on {problem}");
                    bad += 1;
                }
                (ours, derived) => panic!("{path}: {at}: we read {ours:?}, serde {derived:?}"),
            }
        });
    }
    assert!(good > 1500 && bad > 5000, "{good} good and {bad} bad stories were tried");
}

fn check(change: impl Fn(&mut Value), expected: &str) {
    let mut story: Value = serde_json::from_str(&text(SEED)).unwrap();
    change(&mut story);
    let found = match StoryFile::read(&story) {
        Ok((_, unknown)) => format!("read, without {unknown:?}"),
        Err(problem) => problem.to_string(),
    };
    assert_eq!(found, expected);
}

fn put(pointer: &'static str, value: impl Into<Value>) -> impl Fn(&mut Value) {
    let value = value.into();
    move |story| *story.pointer_mut(pointer).unwrap() = value.clone()
}

#[test]
fn problems_say_what_and_where() {
    check(put("/events/3/date", 2025), "events[3].date: expected text, found the number 2025");
    check(put("/version", 2), "version: version 2 of the story format, where this Sidelight reads version 1");
    check(put("/version", "1"), "version: expected a whole number, found “1”");
    check(put("/title", Value::Null), "title: expected text, found null");
    check(put("/quotes/0/speech", "sung"), "quotes[0].speech: expected direct or reported, found “sung”");
    check(
        put("/entities/1/kind", 7),
        "entities[1].kind: expected company or person or organisation or product or term, found the number 7",
    );
    check(
        put("/entities/0/id", "Deep Seek"),
        "entities[0].id: expected lower-case letters, digits and hyphens (1 to 64 of them), found “Deep Seek”",
    );
    check(
        put("/body/2", "text"),
        "body[2]: expected {\"paragraph\": …}, {\"heading\": …}, {\"list\": …} or {\"figure\": …}, found “text”",
    );
    check(
        put("/events/0/dated", "hearsay"),
        "events[0].dated: expected \"article\" or {\"background\": …}, found “hearsay”",
    );
    check(put("/events", 1.5), "events: expected a list, found a number with a fraction");
    check(
        |story| drop(story["quotes"][1].as_object_mut().and_then(|quote| quote.remove("speaker"))),
        "quotes[1]: the field “speaker” is missing",
    );
    check(|story| story["events"][0]["colour"] = "red".into(), "read, without [\"events[0].colour\"]");
}

#[test]
fn text_that_is_not_json_says_where() {
    let check = |text: &str, expected: &str| {
        assert_eq!(
            StoryFile::from_json(text).map(drop).map_err(|problem| problem.to_string()),
            Err(expected.to_owned())
        );
    };
    check("", "line 1, column 0: not JSON: EOF while parsing a value");
    check("{\n  \"version\": 1,\n}", "line 3, column 1: not JSON: trailing comma");
    check("{'version': 1}", "line 1, column 2: not JSON: key must be a string");
    check("<!doctype html>", "line 1, column 1: not JSON: expected value");
}
