//! The element in examples for frameworks: its attributes, properties and events exist. TypeScript doesn't check names of
//! JSX attributes that contain a hyphen.

use std::collections::BTreeSet;

use serde_json::Value;

use super::for_each_block;
use crate::text;

/// Attributes that every element has, or that React reads.
const GLOBAL: [&str; 6] = ["class", "className", "id", "style", "slot", "ref"];

/// The names in an opening tag of `<sidelight-story>`, as written: `story`, `:story.prop`, `onsidelight-select`.
fn names(tag: &str) -> Vec<String> {
    let (mut found, mut name, mut depth, mut quote) = (Vec::new(), String::new(), 0_u32, None);
    for letter in tag.chars() {
        match (letter, quote) {
            (_, Some(open)) => quote = Some(open).filter(|_| letter != open),
            ('"' | '\'' | '`', None) => quote = Some(letter),
            ('{', None) => depth += 1,
            ('}', None) => depth -= 1,
            // Svelte's `{story}` is short for `story={story}`.
            _ if depth > 0 && !name.ends_with('=') => name.push(letter),
            _ if depth > 0 => {}
            ('>', None) => break,
            _ if letter.is_whitespace() => found.push(std::mem::take(&mut name)),
            _ => name.push(letter),
        }
    }
    found.push(name);
    let names = found.iter().map(|name| name.trim_end_matches('/').trim_end_matches('='));
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The names that an example may use: attributes, properties, and events as each framework writes them.
fn known() -> BTreeSet<String> {
    let manifest: Value = serde_json::from_str(&text("src/element/custom-elements.json")).unwrap();
    let element = &manifest["modules"][0]["declarations"][0];
    let names = |list: &str| -> Vec<String> {
        element[list].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    };
    let events = names("events").into_iter().flat_map(|name| [format!("on{name}"), format!("@{name}")]);
    let properties = names("members").into_iter().flat_map(|name| [format!(":{name}.prop"), name]);
    let global = GLOBAL.map(str::to_owned);
    names("attributes").into_iter().chain(events).chain(properties).chain(global).collect()
}

#[test]
fn every_example_for_a_framework_uses_only_names_that_exist() {
    let (known, mut count) = (known(), 0);
    for_each_block(&["tsx", "vue", "svelte"], |block, place| {
        for tag in block.text.split("<sidelight-story").skip(1) {
            count += 1;
            for name in names(tag) {
                assert!(known.contains(&name), "{place}: the element has no {name}");
            }
        }
    });
    assert!(count > 3, "the documents show the element {count} times");
}

#[test]
fn detects_a_wrong_name_in_an_example() {
    let check = |tag: &str, expected: &[&str]| assert_eq!(names(tag), expected, "{tag}");
    check(" story={story} deep-link=\"replace\" />", &["story", "deep-link"]);
    check(
        "\n  {story}\n  onsidelight-select={(event) => (a = event.b > 1)}></sidelight-story>",
        &["story", "onsidelight-select"],
    );
    check(" :story.prop=\"story\" @sidelight-select=\"a = $event.b\" />", &[":story.prop", "@sidelight-select"]);
    check(" no-quotes>", &["no-quotes"]);
    let known = known();
    assert!(known.contains("deep-links") && known.contains("onsidelight-select"));
    assert!(!known.contains("deep-link"));
}
