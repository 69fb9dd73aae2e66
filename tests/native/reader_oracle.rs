//! The decoder, compared with serde's derived one for the same types.

use serde_json::Value;
use sidelight::story::{ParsedStoryFile, StoryError, StoryFile};

use crate::{
    FIXTURES, SEED,
    mutations::{every_change, mutate_text},
    text,
};

#[test]
fn valid_stories_are_read_like_serde() {
    for path in FIXTURES {
        let text = text(path);
        let parsed = StoryFile::from_json(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(parsed.file, serde_json::from_str(&text).unwrap(), "{path}");
        assert_eq!(parsed.unknown_fields, [""; 0], "{path}");
        let written = serde_json::to_string(&parsed.file).unwrap();
        assert_eq!(StoryFile::from_json(&written).unwrap().file, parsed.file, "{path}, written and read again");
    }
}

/// These changes cause only one of [`intended_differences_from_serde`]: another version.
#[test]
fn changed_stories_are_read_like_serde() {
    let (mut valid, mut invalid) = (0, 0);
    for path in FIXTURES {
        let story: Value = serde_json::from_str(&text(path)).unwrap();
        every_change(&story, |at, changed| {
            let parsed = StoryFile::read(changed);
            let derived = serde_json::from_value::<StoryFile>(changed.clone());
            match (parsed, derived) {
                (Ok(ParsedStoryFile { file, unknown_fields: unknown }), Ok(derived)) => {
                    assert_eq!(file, derived, "{path}: {at}");
                    assert!(unknown.iter().all(|field| field.starts_with(at)), "{path}: {at}: {unknown:?}");
                    valid += 1;
                }
                (Err(StoryError::Version { found }), Ok(derived)) => assert_eq!(found, derived.version),
                (Err(error), Err(_)) => {
                    // The error is at the change or around it: an item with another tag is wrong as a whole.
                    let location = error.location().unwrap_or_default();
                    assert!(
                        at.starts_with(&location) || location.starts_with(at),
                        "{path}: the change is at {at}, the error is {error}"
                    );
                    invalid += 1;
                }
                (parsed, derived) => panic!("{path}: {at}: sidelight read {parsed:?}, serde {derived:?}"),
            }
        });
    }
    assert!(valid > 1500 && invalid > 5000, "{valid} valid and {invalid} invalid stories were tried");
}

/// Both accept the same mutated texts, and refuse the same texts as not JSON.
#[test]
fn mutated_text_is_read_like_serde() {
    let (mut valid, mut not_json, mut invalid) = (0, 0, 0);
    mutate_text(&text(SEED), 2000, |text| {
        match (StoryFile::from_json(text), serde_json::from_str::<StoryFile>(text)) {
            (Ok(parsed), Ok(derived)) => {
                assert_eq!(parsed.file, derived);
                valid += 1;
            }
            (Err(StoryError::Version { found }), Ok(derived)) => assert_eq!(found, derived.version),
            (Err(StoryError::NotJson { .. }), Err(_)) => not_json += 1,
            (Err(_), Err(error)) => {
                assert!(error.is_data(), "this is not JSON: {error}");
                invalid += 1;
            }
            (parsed, derived) => panic!("sidelight read {parsed:?}, serde {derived:?}, in {text}"),
        }
    });
    assert!(valid > 400 && not_json > 250 && invalid > 50, "{valid} valid, {not_json} not JSON, {invalid} invalid");
}

/// All intended differences.
#[test]
fn intended_differences_from_serde() {
    /// Checks the decoder's message for a story with these fields, and whether serde accepts it.
    fn check(fields: &str, expected: &str, serde_reads_it: bool) {
        let story = format!(
            r#"{{ "version": 1, "id": "a", "lang": "en", "title": "A", "published": "2025", "body": [], {fields} }}"#
        );
        let parsed = StoryFile::from_json(&story).map_or_else(|error| crate::located(&error), |_| "read".to_owned());
        assert_eq!(parsed, expected, "{fields:.80}");
        assert_eq!(serde_json::from_str::<StoryFile>(&story).is_ok(), serde_reads_it, "serde: {fields:.80}");
    }

    // The version is checked first, so that another version is not reported as another error.
    let other = r#"{ "version": 2, "id": "a", "lang": "en", "title": "A", "published": "2025", "body": [] }"#;
    assert_eq!(StoryFile::from_json(other), Err(StoryError::Version { found: 2 }));
    assert_eq!(serde_json::from_str::<StoryFile>(other).map(|story| story.version).ok(), Some(2));

    // JavaScript has no integer type: 640.0 is 640.
    check(r#""image": { "url": "a", "alt": "", "width": 640.0, "height": 1e2 }"#, "read", false);
    // An enum value can't be an object, and an object can't be a list of its fields; serde allows both.
    check(
        r#""note": { "text": "A", "from": { "article": null } }"#,
        "note.from: expected \"article\" or {\"background\": …}, found an object",
        true,
    );
    check(
        r#""highlights": [{ "id": "a", "kind": { "claim": null }, "title": "A", "target": { "exact": "A" }, "note": [] }]"#,
        "highlights[0].kind: expected claim or figure, found an object",
        true,
    );
    check(r#""source": ["CNBC", null]"#, "source: expected a source, found a list", true);
    check(
        r#""standfirst": [{ "link": ["here", "https://example.org"] }]"#,
        "standfirst[0].link: expected a link: its text and its url, found a list",
        true,
    );
    // The last of two fields with the same name counts, as in `JSON.parse`.
    check(r#""source": { "name": "A", "name": "B" }"#, "read", false);
    check(r#""standfirst": [{ "em": "A", "em": "B" }]"#, "read", false);
    // Unknown fields must be valid JSON within the limits too.
    check(r#""x": 1e999"#, "line 1, column 98: not valid JSON: number out of range", true);
    check(r#""x": "\ud800""#, "line 1, column 101: not valid JSON: unexpected end of hex escape", true);
    // A story has some thousands of values; the limit is 200,000.
    let many = format!("\"x\": [{}0]", "0,".repeat(200_000));
    check(&many, "read", true);
    let many = format!("\"authors\": [{}\"A\"]", "\"A\",".repeat(200_000));
    check(&many, "version: expected a whole number, found something that JSON does not have", true);
}

#[test]
fn the_last_of_two_fields_counts() {
    let story =
        r#"{ "version": 1, "id": "a", "lang": "en", "title": "A", "published": "2025", "body": [], "title": "B" }"#;
    assert_eq!(StoryFile::from_json(story).unwrap().file.title, "B");
}

fn check(change: impl Fn(&mut Value), expected: &str) {
    let mut story: Value = serde_json::from_str(&text(SEED)).unwrap();
    change(&mut story);
    let found = match StoryFile::read(&story) {
        Ok(parsed) => format!("read, without {:?}", parsed.unknown_fields),
        Err(error) => crate::located(&error),
    };
    assert_eq!(found, expected);
}

fn put(pointer: &'static str, value: impl Into<Value>) -> impl Fn(&mut Value) {
    let value = value.into();
    move |story| *story.pointer_mut(pointer).unwrap() = value.clone()
}

#[test]
fn errors_have_a_path_and_the_expected_type() {
    check(put("/events/3/date", 2025), "events[3].date: expected text, found the number 2025");
    check(put("/version", 2), "version: version 2 of the story format is not supported; use version 1");
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
        "body[2]: expected {\"paragraph\": …}, {\"heading\": …}, {\"list\": …} or {\"image\": …}, found “text”",
    );
    check(
        put("/events/0/dateSource", "hearsay"),
        "events[0].dateSource: expected \"article\" or {\"background\": …}, found “hearsay”",
    );
    check(put("/events", 1.5), "events: expected a list, found a number with a fraction");
    check(
        |story| drop(story["quotes"][1].as_object_mut().and_then(|quote| quote.remove("speaker"))),
        "quotes[1]: the field “speaker” is missing",
    );
    check(|story| story["events"][0]["colour"] = "red".into(), "read, without [\"events[0].colour\"]");
}

#[test]
fn syntax_errors_have_line_and_column() {
    let check = |text: &str, expected: &str| {
        assert_eq!(
            StoryFile::from_json(text).map(drop).map_err(|error| crate::located(&error)),
            Err(expected.to_owned())
        );
    };
    check("", "line 1, column 0: not valid JSON: EOF while parsing a value");
    check("{\n  \"version\": 1,\n}", "line 3, column 1: not valid JSON: trailing comma");
    check("{'version': 1}", "line 1, column 2: not valid JSON: key must be a string");
    check("<!doctype html>", "line 1, column 1: not valid JSON: expected value");
}
