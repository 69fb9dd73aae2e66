//! Tests that the element's contract, `src/element/custom-elements.json`, agrees with the script, the types, the view and the
//! stylesheet. `docs/api.md`, `docs/styling.md` and `src/npm/react.d.ts` are generated from the contract.

mod documents;
mod react;
mod stylesheet;

use std::collections::BTreeSet;
use std::fs;

use scraper::{Html, Selector};
use serde_json::Value;
use sidelight::page::{SnippetOptions, snippet};

use crate::{file, story, text};

const MANIFEST: &str = "src/element/custom-elements.json";
const TYPES: &str = "src/element/element.d.ts";

/// The attributes that only the stylesheet reads.
const STYLESHEET_ATTRIBUTES: [&str; 1] = ["theme"];

fn element() -> Value {
    let manifest: Value = serde_json::from_str(&text(MANIFEST)).unwrap();
    manifest["modules"][0]["declarations"][0].clone()
}

fn list<'a>(element: &'a Value, of: &str) -> &'a [Value] {
    element[of].as_array().unwrap_or_else(|| panic!("{of} is not a list"))
}

/// The text of a field of an entry of the manifest. Panics if it is missing.
fn field<'a>(entry: &'a Value, name: &str) -> &'a str {
    entry[name].as_str().unwrap_or_else(|| panic!("no {name} in {entry}"))
}

/// The names in a list of the manifest. Panics if a name occurs twice.
fn named(of: &str) -> BTreeSet<String> {
    let element = element();
    let names = list(&element, of).iter().map(|it| it["name"].as_str().unwrap().to_owned());
    let names: Vec<_> = names.collect();
    let set: BTreeSet<_> = names.iter().cloned().collect();
    assert!(set.len() == names.len() && !set.is_empty(), "{of}: {names:?}");
    set
}

/// All words between `before` and `after` in these texts.
fn between(texts: &[String], before: &str, after: &str) -> BTreeSet<String> {
    let of = |text: &str| -> Vec<String> {
        let rest = text.split(before).skip(1);
        rest.filter_map(|rest| rest.split_once(after)).map(|(word, _)| word.to_owned()).collect()
    };
    texts.iter().flat_map(|text| of(text)).collect()
}

/// The text of all files of a folder and of its subfolders.
fn texts(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(file(folder)).unwrap() {
        let (path, is_folder) = entry.map(|it| (it.path(), it.file_type().unwrap().is_dir())).unwrap();
        let path = path.to_string_lossy().into_owned();
        if is_folder { found.extend(texts(&path)) } else { found.push(text(&path)) }
    }
    found
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn attributes_match_the_code() {
    let attributes = named("attributes");
    let script = text("src/element/element.js");
    let (_, observed) = script.split_once("observedAttributes = [\"").unwrap();
    let observed = observed.split_once("\"]").unwrap().0;
    let observed: BTreeSet<_> = observed.split("\", \"").map(str::to_owned).collect();
    assert_eq!(&observed | &set(&STYLESHEET_ATTRIBUTES), attributes, "observed");

    let read = between(&[text("src/element/settings.rs")], "_attribute(\"", "\")");
    assert_eq!(&read | &set(&["src"]), observed, "read");
    assert!(script.contains("getAttribute(\"src\")"));

    let sheet = text("style.css");
    for name in STYLESHEET_ATTRIBUTES.into_iter().chain(["no-timeline", "no-quotes"]) {
        let begins = [format!("[{name}]"), format!("[{name}=")];
        assert!(begins.iter().any(|it| sheet.contains(it)), "style.css does not use {name}");
    }
}

#[test]
fn properties_events_and_slots_match_the_script() {
    let script = text("src/element/element.js");
    let types = text(TYPES);
    let members = named("members");
    assert_eq!(between(std::slice::from_ref(&script), "\n  get ", "("), members);
    let (_, class) = types.split_once("interface SidelightStory extends").unwrap();
    let typed = [between(&[class.to_owned()], "\n  get ", "("), between(&[class.to_owned()], "\n  readonly ", ":")];
    assert_eq!(&typed[0] | &typed[1], members, "typed");

    let events = named("events");
    let code = [
        script.clone(),
        text("src/element/share.js"),
        text("src/element/events.rs"),
        text("src/element/show_story.rs"),
    ];
    let fired = between(&code, "CustomEvent(\"", "\"");
    assert_eq!(&fired | &between(&code, ".dispatch(\"", "\""), events, "fired");
    let (_, map) = types.split_once("SidelightStoryEventMap {").unwrap();
    let map = map.split_once('}').unwrap().0.to_owned();
    assert_eq!(between(&[map], "\n  \"", "\""), events, "typed");

    let slots = between(&[script.replace("slot()", "slot(\"\")")], " slot(\"", "\")");
    let slots = &slots | &between(&[script.replace("slot()", "slot(\"\")")], "(slot(\"", "\")");
    assert_eq!(slots, named("slots"));
}

#[test]
fn parts_and_custom_properties_match_their_use() {
    let html = Html::parse_fragment(&snippet(&story("tests/fixtures/everything.json"), &SnippetOptions::default()));
    let with_part = Selector::parse("[part]").unwrap();
    let shown: BTreeSet<_> = html.select(&with_part).filter_map(|it| it.attr("part")).map(str::to_owned).collect();
    // Only the live view has these.
    let live = set(&["card", "error"]);
    let written = between(&texts("src/view"), ".attr(\"part\", \"", "\"");
    assert!(live.is_subset(&written), "{written:?}");
    assert_eq!(&shown | &live, named("cssParts"));

    let used = text("style.css");
    let used: BTreeSet<_> = used
        .split("--sidelight-")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap())
        .map(|name| format!("--sidelight-{name}"))
        .collect();
    assert_eq!(used, named("cssProperties"));
}

/// Parses the custom properties of the stylesheet, each with its default: the second argument of `var()`. The two colours of
/// a pair for light and dark are written as `light-dark()` (CSS Color 5, section 7).
fn defaults(sheet: &str) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    let uses = sheet.match_indices("var(").map(|(at, begin)| sheet[at + begin.len()..].trim_start());
    for rest in uses.filter(|rest| rest.starts_with("--sidelight-")) {
        let (name, rest) = rest.split_once(',').unwrap();
        let mut depth = 1;
        let is_end = |c: char| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        };
        let value = &rest[..rest.find(is_end).unwrap()];
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let pair = value.strip_prefix("var(--sl-light, ").and_then(|it| it.strip_suffix(')'));
        let pair = pair.and_then(|it| it.split_once(") var(--sl-dark, "));
        let value = pair.map_or(value.clone(), |(light, dark)| format!("light-dark({light}, {dark})"));
        found.insert((name.to_owned(), value));
    }
    found
}

#[test]
fn defaults_of_custom_properties_are_the_ones_of_the_stylesheet() {
    let used = defaults(&text("style.css"));
    for property in list(&element(), "cssProperties") {
        let documented = (field(property, "name").to_owned(), field(property, "default").to_owned());
        assert!(used.contains(&documented), "{documented:?}");
    }
    let other = defaults(
        "a { b: var(\n  --sidelight-c, d\n  e) f; g: var(--sidelight-h, var(--sl-light, i) var(--sl-dark, j)) }",
    );
    let other: Vec<_> = other.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(other, [("--sidelight-c", "d e"), ("--sidelight-h", "light-dark(i, j)")]);
}

/// The codes in these texts: an upper-case `S` or `L` and digits, between double quotes.
fn codes(texts: &[String]) -> BTreeSet<String> {
    let is_digits = |rest: &str| rest.len() >= 2 && rest.bytes().all(|byte| byte.is_ascii_digit());
    let words = texts.iter().flat_map(|text| text.split('"'));
    words.filter(|word| word.strip_prefix(['S', 'L']).is_some_and(is_digits)).map(str::to_owned).collect()
}

#[test]
fn types_have_every_code_of_an_error() {
    let names = ["element.js", "load/http.js", "load/single.js"];
    let scripts = names.map(|name| text(&format!("src/element/{name}")));
    let mut sources = scripts.to_vec();
    sources.push(text("src/story/story_error.rs"));
    let mut fired = codes(&sources);
    assert!(fired.remove("L09"), "L09 is a warning on the console");
    assert_eq!(codes(&[text(TYPES)]), fired);
}

#[test]
fn every_status_is_documented() {
    let code = [text("src/element/events.rs"), text("src/element/show_story.rs")];
    let script = text("src/element/element.js");
    let set_by_code = &between(&code, "set_status(Some(\"", "\"") | &between(&[script], "\"data-sidelight\", \"", "\"");
    let document = text("docs/api.md");
    let (_, section) = document.split_once("## The attribute data-sidelight").unwrap();
    assert_eq!(between(&[section.to_owned()], "\n| `", "`"), set_by_code);
}
