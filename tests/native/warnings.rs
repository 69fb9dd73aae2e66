//! Unusable parts are warnings, the rest is shown, and nothing panics.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sidelight::{
    page::fallback,
    story::{Date, EntityIndex, EventIndex, ItemRef, Story, StoryFile, Warning, WarningKind},
};

use crate::{
    FIXTURES, SEED,
    mutations::{every_change, mutate_text},
    text,
};

/// A valid story.
fn valid_story() -> Value {
    json!({
        "version": 1, "id": "small", "lang": "en", "title": "Small", "published": "2025-03-24",
        "body": [{ "paragraph": "Acme sells anvils to Ada, and anvils to Bo." }],
        "entities": [
            { "id": "acme", "kind": "company", "name": "Acme" },
            { "id": "ada", "kind": "person", "name": "Ada" }
        ],
        "highlights": [{ "id": "sells", "kind": "claim", "title": "It sells", "target": { "exact": "sells" },
            "note": [{ "text": "It does.", "from": "article" }] }],
        "events": [{ "id": "sale", "title": "A sale", "date": "2025", "dateSource": "article", "company": "acme" }],
        "quotes": [{ "id": "bo", "speaker": "ada", "speech": "reported", "parts": [{ "exact": "to Bo" }] }]
    })
}

/// Asserts that a change to the valid story gives exactly these warnings, and that the rest is kept. Returns the kinds of the
/// warnings.
fn check(pointer: &str, value: Value, expected: &[&str]) -> Vec<WarningKind> {
    let mut file = valid_story();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    file.pointer_mut(parent).unwrap()[key] = value;
    let (story, warnings) = Story::check(StoryFile::read(&file).unwrap());
    let words: Vec<String> = warnings.iter().map(|warning| format!("{}: {}", warning.path, warning.kind)).collect();
    assert_eq!(words, expected);
    expect_rest_is_kept(&file, &story, &warnings);
    let page = fallback(&story);
    assert!(page.contains("anvils"), "the article is shown");
    warnings.into_iter().map(|warning| warning.kind).collect()
}

/// Asserts that only duplicate ids and quotes without words are left out, and that the path of every warning exists in the
/// story file.
fn expect_rest_is_kept(file: &Value, story: &Story, warnings: &[Warning]) {
    let kept = [story.entities.len(), story.highlights.len(), story.events.len(), story.quotes.len()];
    for (list, kept) in ["entities", "highlights", "events", "quotes"].into_iter().zip(kept) {
        let given = file[list].as_array().map_or(0, Vec::len);
        let left_out = warnings.iter().filter(|warning| {
            warning.path.starts_with(&format!("{list}["))
                && matches!(warning.kind, WarningKind::DuplicateId(_) | WarningKind::QuoteWithoutWords)
        });
        assert_eq!(kept + left_out.count(), given, "{list}: {warnings:#?}");
    }
    for warning in warnings {
        let pointer = format!("/{}", warning.path.replace(['.', '['], "/").replace(']', ""));
        assert!(file.pointer(&pointer).is_some(), "{pointer} is not in the file: {warning}");
    }
}

/// The number of a kind of warning. A new kind does not compile until it has a number, and the test fails until a case
/// causes it.
fn number(kind: &WarningKind) -> usize {
    match kind {
        WarningKind::WordsNotFound(_) => 0,
        WarningKind::WordsAmbiguous(..) => 1,
        WarningKind::UnknownEntity(_) => 2,
        WarningKind::WrongKind { .. } => 3,
        WarningKind::InvalidDate(..) => 4,
        WarningKind::DuplicateId(_) => 5,
        WarningKind::UrlNotAllowed(_) => 6,
        WarningKind::EmptyName => 7,
        WarningKind::UnusedEntity(_) => 8,
        WarningKind::UnknownField => 9,
        WarningKind::InsideLink(_) => 10,
        WarningKind::ShortAlias(_) => 11,
        WarningKind::DuplicateName(..) => 12,
        WarningKind::EmptyNote => 13,
        WarningKind::InvalidBar(_) => 14,
        WarningKind::DateOutOfRange(_) => 15,
        WarningKind::QuoteWithoutWords => 16,
        WarningKind::EmptyChart => 17,
    }
}

#[test]
fn a_valid_story_has_no_warnings() {
    check("/title", json!("Small"), &[]);
}

#[test]
fn every_warning_names_its_path() {
    let found = [
        check(
            "/highlights/0/target",
            json!({ "exact": "buys" }),
            &["highlights[0].target: “buys” was not found in the text"],
        ),
        check(
            "/highlights/0/target",
            json!({ "exact": "anvils" }),
            &["highlights[0].target: “anvils” occurs 2 times; using the first (add a `prefix` or `suffix`)"],
        ),
        check("/highlights/0/target", json!({ "exact": "anvils", "suffix": " to Bo" }), &[]),
        check("/quotes/0/speaker", json!("nobody"), &["quotes[0].speaker: no entity has the id “nobody”"]),
        check("/quotes/0/speaker", json!("A passer-by"), &[]),
        check("/quotes/0/speaker", json!("Ada"), &[]),
        check("/quotes/0/speaker", json!(" "), &["quotes[0].speaker: a name needs a letter or digit"]),
        check("/quotes/0/parts", json!([]), &["quotes[0].parts: a quote needs words; it is left out"]),
        check(
            "/quotes/0/parts",
            json!([{ "exact": "“,”" }]),
            &["quotes[0].parts[0]: the note is empty", "quotes[0].parts: a quote needs words; it is left out"],
        ),
        check("/highlights/0/about", json!(["acme", "eve"]), &["highlights[0].about[1]: no entity has the id “eve”"]),
        check("/events/0/company", json!("ada"), &["events[0].company: “ada” has the kind person; expected company"]),
        check(
            "/entities/0/affiliation",
            json!("ada"),
            &["entities[0].affiliation: “ada” has the kind person; expected company or organisation"],
        ),
        check("/entities/0/maker", json!("eve"), &["entities[0].maker: no entity has the id “eve”"]),
        check(
            "/events/0/date",
            json!("2025-02-30"),
            &[
                "events[0].date: “2025-02-30” is not an EDTF date: invalid EDTF at offset 8: day is out of range for the month",
            ],
        ),
        check(
            "/events/0/date",
            json!("yesterday"),
            &[
                "events[0].date: “yesterday” is not an EDTF date: invalid EDTF at offset 0: year must have exactly four digits (or X)",
            ],
        ),
        check(
            "/events/0/date",
            json!("2025/2024"),
            &["events[0].date: “2025/2024” is not an EDTF date: invalid EDTF at offset 5: it ends before it begins"],
        ),
        check(
            "/events/0/date",
            json!("Y17E7"),
            &["events[0].date: “Y17E7” is outside the years -9999 to 9999; it is listed, not drawn"],
        ),
        check(
            "/events/0/date",
            json!("Y-17000/2025"),
            &["events[0].date: “Y-17000/2025” is outside the years -9999 to 9999; it is listed, not drawn"],
        ),
        check(
            "/events/0/date",
            json!("Y17E7/2025"),
            &["events[0].date: “Y17E7/2025” is not an EDTF date: invalid EDTF at offset 6: it ends before it begins"],
        ),
        check("/events/0/date", json!("0000"), &[]),
        check("/events/0/date", json!("-9999"), &[]),
        check("/events/0/date", json!("9999"), &[]),
        check("/events/0/date", json!("2025/.."), &[]),
        check("/modified", json!("Y17E7"), &[]),
        check(
            "/published",
            json!("2025-13"),
            &[
                "published: “2025-13” is not an EDTF date: invalid EDTF at offset 5: month must be 01-12 or a sub-year code 21-41",
            ],
        ),
        check(
            "/modified",
            json!("2025/2024"),
            &["modified: “2025/2024” is not an EDTF date: invalid EDTF at offset 5: it ends before it begins"],
        ),
        check(
            "/entities/1/url",
            json!("javascript:x"),
            &["entities[1].url: the URL “javascript:x” has a forbidden scheme; it is left out"],
        ),
        check(
            "/events/0/dateSource",
            json!({ "background": { "name": "A blog", "url": "data:,x" } }),
            &["events[0].dateSource.background.url: the URL “data:,x” has a forbidden scheme; it is left out"],
        ),
        check(
            "/image",
            json!({ "url": "//example.org/a.png", "alt": "", "width": 1, "height": 1 }),
            &["image.url: the URL “//example.org/a.png” has a forbidden scheme; it is left out"],
        ),
        check("/entities/1/aliases", json!(["…"]), &["entities[1].aliases[0]: a name needs a letter or digit"]),
        check("/entities/0/name", json!(""), &["entities[0]: a name needs a letter or digit"]),
        check(
            "/entities/1/aliases",
            json!(["B", "百", "Bo"]),
            &[
                "entities[1].aliases[0]: “B” is one character; it matches wherever it is a whole word",
                "entities[1].aliases[1]: “百” is one character; it matches wherever it is a whole word",
            ],
        ),
        check(
            "/entities/1/aliases",
            json!(["Acme", "Ada"]),
            &["entities[1].aliases[0]: “Acme” is already a name of “acme”, which keeps the mentions"],
        ),
        check("/highlights/0/note", json!([]), &["highlights[0].note: the note is empty"]),
        check(
            "/highlights/0/note",
            json!([{ "text": " ", "from": "article" }]),
            &["highlights[0].note[0].text: the note is empty", "highlights[0].note: the note is empty"],
        ),
        check(
            "/entities/0/summary",
            json!([{ "text": "It is old.", "from": "article" }, { "text": "", "from": "article" }]),
            &["entities[0].summary[1].text: the note is empty"],
        ),
        check(
            "/highlights/0/chart",
            json!({ "unit": "m", "bars": [
                { "label": "a", "to": 2 }, { "label": "b", "from": 3, "to": 2 }, { "label": "c", "from": -1, "to": 2 }
            ] }),
            &[
                "highlights[0].chart.bars[1]: the bar “b” needs 0 ≤ from ≤ to; it is left out",
                "highlights[0].chart.bars[2]: the bar “c” needs 0 ≤ from ≤ to; it is left out",
            ],
        ),
        check(
            "/highlights/0/chart",
            json!({ "unit": "m", "bars": [] }),
            &["highlights[0].chart: the chart has no valid bar; it is left out"],
        ),
        check(
            "/highlights/0/chart",
            json!({ "unit": "m", "bars": [{ "label": "a", "from": 3, "to": 2 }, { "label": "b", "to": 2 }] }),
            &[
                "highlights[0].chart.bars[0]: the bar “a” needs 0 ≤ from ≤ to; it is left out",
                "highlights[0].chart: the chart has no valid bar; it is left out",
            ],
        ),
        check("/events/0/colour", json!("red"), &["events[0].colour: unknown field"]),
        check(
            "/entities/1/id",
            json!("acme"),
            &[
                "entities[1].id: the id “acme” is already used; this entry is left out",
                "quotes[0].speaker: no entity has the id “ada”",
            ],
        ),
        check("/lanes", json!(["acme"]), &[]),
        check(
            "/lanes",
            json!(["eve", "acme", "ada", "acme"]),
            &[
                "lanes[0]: no entity has the id “eve”",
                "lanes[2]: “ada” has the kind person; expected company",
                "lanes[3]: the id “acme” is already used; this entry is left out",
            ],
        ),
        check("/entities/1/name", json!("Eve"), &[]),
        check(
            "/entities",
            json!([
                { "id": "acme", "kind": "company", "name": "Acme" },
                { "id": "ada", "kind": "person", "name": "Ada" },
                { "id": "eve", "kind": "term", "name": "Eve" }
            ]),
            &["entities[2]: “eve” is never used"],
        ),
        check(
            "/body/0/paragraph",
            json!([{ "link": { "text": "Acme sells anvils to Ada, and anvils to Bo.", "url": "https://example.org" } }]),
            &[
                "body[0]: “sells” is inside a link, so its highlight can\'t be opened",
                "body[0]: “to Bo” is inside a link, so its highlight can\'t be opened",
            ],
        ),
    ];
    let found: BTreeSet<usize> = found.iter().flatten().map(number).collect();
    assert_eq!(found, (0..18).collect());
}

/// An entity without a name is shown by its id; its aliases are mentions.
#[test]
fn without_a_name_the_id_is_shown() {
    let mut file = valid_story();
    file["entities"][0] = json!({ "id": "acme", "kind": "company", "aliases": ["Acme"] });
    let (story, warnings) = Story::check(StoryFile::read(&file).unwrap());
    assert_eq!(
        warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["[S0304] entities[0]: a name needs a letter or digit. See docs/troubleshooting.md#s0304"]
    );
    assert_eq!(story.entities[EntityIndex::new(0)].name, "acme");
    assert!(fallback(&story).contains("acme"));
    assert_eq!(story.occurrences_of(ItemRef::Entity(EntityIndex::new(0))).len(), 1);
}

/// An event whose date can't be drawn keeps the date, so that the list shows it.
#[test]
fn dates_out_of_range_are_kept() {
    let mut file = valid_story();
    file["events"][0]["date"] = json!("Y-17000");
    let (story, warnings) = Story::check(StoryFile::read(&file).unwrap());
    assert_eq!(
        warnings.iter().map(|warning| &warning.kind).collect::<Vec<_>>(),
        [&WarningKind::DateOutOfRange("Y-17000".into())]
    );
    assert!(
        story.events[EventIndex::new(0)]
            .date
            .as_ref()
            .is_some_and(|date| date.is_out_of_range() && *date == Date::parse("Y-17000").unwrap())
    );
}

/// Lanes are indices of companies in the order of the file; duplicates and unusable ids are left out.
#[test]
fn lanes_are_in_the_order_of_the_file() {
    let mut file = valid_story();
    file["body"][0]["paragraph"] = json!("Acme sells anvils to Ada, to Bo and to Zenith.");
    file["entities"].as_array_mut().unwrap().push(json!({ "id": "zenith", "kind": "company", "name": "Zenith" }));
    file["lanes"] = json!(["zenith", "eve", "acme", "zenith", "ada"]);
    let (story, warnings) = Story::check(StoryFile::read(&file).unwrap());
    assert_eq!(story.lanes, [2, 0].map(EntityIndex::new));
    expect_rest_is_kept(&file, &story, &warnings);
    file["lanes"] = json!(["zenith"]);
    let (story, warnings) = Story::check(StoryFile::read(&file).unwrap());
    assert_eq!((story.lanes, warnings), (vec![EntityIndex::new(2)], Vec::new()));
}

/// Thousands of similar aliases are found in a text of the same length.
#[test]
fn five_thousand_aliases_are_found() {
    let mut file = valid_story();
    let aliases: Vec<_> = (0..5000).map(|n| format!("Anvil{n}")).collect();
    file["body"][0]["paragraph"] = json!(format!("Acme sells to Ada, to Bo: {}.", aliases.join(", ")));
    file["entities"][0]["aliases"] = json!(aliases);
    let (story, warnings) = Story::check(StoryFile::read(&file).unwrap());
    assert!(warnings.is_empty(), "{warnings:?}");
    assert_eq!(story.occurrences_of(ItemRef::Entity(EntityIndex::new(0))).len(), 5001);
    assert!(fallback(&story).contains("Anvil4999"));
}

/// Every single change gives a story that can be rendered, or a story error.
#[test]
fn no_change_panics() {
    let mut rendered = 0;
    for path in &FIXTURES[1..] {
        let story: Value = serde_json::from_str(&text(path)).unwrap();
        every_change(&story, |_, changed| {
            if let Ok(read) = StoryFile::read(changed) {
                let (story, warnings) = Story::check(read);
                expect_rest_is_kept(changed, &story, &warnings);
                assert!(fallback(&story).contains("sl-title"));
                rendered += 1;
            }
        });
    }
    assert!(rendered > 500, "{rendered} stories were rendered");
}

/// Insertions, deletions and swaps of characters in the text of the file.
#[test]
fn no_text_panics() {
    let mut read = 0;
    mutate_text(&text(SEED), 2000, |text| {
        if let Ok(file) = StoryFile::from_json(text) {
            let (story, _) = Story::check(file);
            // Rendering all of them would take too long.
            if read % 20 == 0 {
                assert!(fallback(&story).contains("sl-title"));
            }
            read += 1;
        }
    });
    assert!(read > 400, "{read} mutated texts were stories");
}
