//! What can't be used is a warning, the rest is shown, and nothing panics.

use serde_json::{Value, json};
use sidelight::{
    page::static_copy,
    story::{Story, StoryFile},
};

use crate::{
    FIXTURES, SEED,
    mutate::{every_change, scrambled},
    text,
};

/// A story that has nothing wrong with it.
fn good() -> Value {
    json!({
        "version": 1, "id": "small", "lang": "en", "title": "Small", "published": "2025-03-24",
        "body": [{ "paragraph": "Acme sells anvils to Ada, and anvils to Bo." }],
        "entities": [
            { "id": "acme", "kind": "company", "name": "Acme" },
            { "id": "ada", "kind": "person", "name": "Ada" }
        ],
        "highlights": [{ "id": "sells", "kind": "claim", "title": "It sells", "at": { "exact": "sells" }, "note": [] }],
        "events": [{ "id": "sale", "title": "A sale", "date": "2025", "dated": "article", "company": "acme" }],
        "quotes": [{ "id": "bo", "speaker": "ada", "speech": "reported", "parts": [{ "exact": "to Bo" }] }]
    })
}

/// A change to the good story gives exactly these warnings, and the rest of it is kept.
fn check(pointer: &str, value: Value, expected: &[&str]) {
    let mut story = good();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    story.pointer_mut(parent).unwrap()[key] = value;
    let (story, warnings) = Story::check(StoryFile::read(&story).unwrap());
    let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings, expected);
    let page = static_copy(&story);
    assert!(page.contains("anvils"), "the article is shown");
}

#[test]
fn a_good_story_has_none() {
    check("/title", json!("Small"), &[]);
}

#[test]
fn each_fault_is_told_with_its_place() {
    check("/highlights/0/at", json!({ "exact": "buys" }), &["highlights[0].at: “buys” does not stand in the text"]);
    check(
        "/highlights/0/at",
        json!({ "exact": "anvils" }),
        &["highlights[0].at: “anvils” stands in 2 places; the first was taken (add a prefix or a suffix)"],
    );
    check("/highlights/0/at", json!({ "exact": "anvils", "suffix": " to Bo" }), &[]);
    check("/quotes/0/speaker", json!("nobody"), &["quotes[0].speaker: there is no entity “nobody”"]);
    check("/highlights/0/about", json!(["acme", "eve"]), &["highlights[0].about[1]: there is no entity “eve”"]);
    check(
        "/events/0/company",
        json!("ada"),
        &["events[0].company: the entity “ada” is of another kind than is wanted here"],
    );
    check(
        "/events/0/date",
        json!("2025-02-30"),
        &["events[0].date: “2025-02-30” is no date: invalid EDTF at offset 8: day is out of range for the month"],
    );
    check(
        "/events/0/date",
        json!("yesterday"),
        &[
            "events[0].date: “yesterday” is no date: invalid EDTF at offset 0: year must have exactly four digits (or X)",
        ],
    );
    check(
        "/published",
        json!("2025-13"),
        &["published: “2025-13” is no date: invalid EDTF at offset 5: month must be 01-12 or a sub-year code 21-41"],
    );
    check(
        "/entities/1/url",
        json!("javascript:x"),
        &["entities[1].url: “javascript:x” is no address of an allowed scheme; it was left out"],
    );
    check("/entities/1/aliases", json!(["…"]), &["entities[1].aliases[0]: a name needs letters or digits"]);
    check("/events/0/colour", json!("red"), &["events[0].colour: the format has no such field"]);
    check(
        "/entities/1/id",
        json!("acme"),
        &[
            "entities[1].id: “acme” is taken by an earlier one; this one was left out",
            "quotes[0].speaker: there is no entity “ada”",
        ],
    );
    check("/entities/1/name", json!("Eve"), &[]);
    check(
        "/body/0/paragraph",
        json!([{ "link": { "text": "Acme sells anvils to Ada, and anvils to Bo.", "url": "https://example.org" } }]),
        &[
            "body[0]: “sells” lies in links of the author’s and can’t be pressed",
            "body[0]: “to Bo” lies in links of the author’s and can’t be pressed",
        ],
    );
}

#[test]
fn an_entity_that_nothing_names_is_told() {
    let mut story = good();
    story["entities"].as_array_mut().unwrap().push(json!({ "id": "eve", "kind": "term", "name": "Eve" }));
    let (_, warnings) = Story::check(StoryFile::read(&story).unwrap());
    assert_eq!(
        warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["entities[2]: “eve” is named nowhere in the story"]
    );
}

/// Whatever is changed in a story, it is checked and rendered, or it is a problem.
#[test]
fn no_change_panics() {
    let mut shown = 0;
    for path in &FIXTURES[1..] {
        let story: Value = serde_json::from_str(&text(path)).unwrap();
        every_change(&story, |_, changed| {
            if let Ok(read) = StoryFile::read(changed) {
                let (story, _) = Story::check(read);
                assert!(static_copy(&story).contains("sl-title"));
                shown += 1;
            }
        });
    }
    assert!(shown > 500, "{shown} were shown");
}

/// Characters put in, taken out and swapped, in the file as text.
#[test]
fn no_text_panics() {
    let mut read = 0;
    scrambled(&text(SEED), 3000, |text| {
        if let Ok(file) = StoryFile::from_json(text) {
            let (story, _) = Story::check(file);
            // Rendering all of them takes longer than it tells.
            if read % 20 == 0 {
                assert!(static_copy(&story).contains("sl-title"));
            }
            read += 1;
        }
    });
    assert!(read > 600, "{read} were stories still");
}
