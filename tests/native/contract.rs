//! The element's contract, `src/element/custom-elements.json`, is held against the code, and the README's table is made
//! of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use scraper::{Html, Selector};
use serde_json::Value;
use sidelight::page::{SnippetOptions, snippet};

use crate::{file, is_current, story, text};

const MANIFEST: &str = "src/element/custom-elements.json";

/// What the stylesheet alone answers.
const OF_THE_STYLESHEET: [&str; 2] = ["theme", "host-fonts"];

fn element() -> Value {
    let manifest: Value = serde_json::from_str(&text(MANIFEST)).unwrap();
    manifest["modules"][0]["declarations"][0].clone()
}

fn list<'a>(element: &'a Value, of: &str) -> &'a [Value] {
    element[of].as_array().unwrap_or_else(|| panic!("{of} is no list"))
}

/// The names of what the manifest has of a sort.
fn named(of: &str) -> BTreeSet<String> {
    let element = element();
    let names = list(&element, of).iter().map(|it| it["name"].as_str().unwrap().to_owned());
    let names: Vec<_> = names.collect();
    let set: BTreeSet<_> = names.iter().cloned().collect();
    assert!(set.len() == names.len() && !set.is_empty(), "{of}: {names:?}");
    set
}

/// All words between `before` and `after`, in files that belong together.
fn between(texts: &[String], before: &str, after: &str) -> BTreeSet<String> {
    let of = |text: &str| -> Vec<String> {
        let rest = text.split(before).skip(1);
        rest.filter_map(|rest| rest.split_once(after)).map(|(word, _)| word.to_owned()).collect()
    };
    texts.iter().flat_map(|text| of(text)).collect()
}

/// The text of all files of a folder, and of those within it.
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
fn attributes_are_those_that_the_code_reads() {
    let attributes = named("attributes");
    let script = text("src/element/element.js");
    let (_, observed) = script.split_once("observedAttributes = [\"").unwrap();
    let observed = observed.split_once("\"]").unwrap().0;
    let observed: BTreeSet<_> = observed.split("\", \"").map(str::to_owned).collect();
    assert_eq!(&observed | &set(&OF_THE_STYLESHEET), attributes, "those that are followed");

    let read = between(&[text("src/element/settings.rs")], "_attribute(\"", "\")");
    assert_eq!(&read | &set(&["src"]), observed, "those that are read");
    assert!(script.contains("getAttribute(\"src\")"));

    let sheet = text("style.css");
    for name in OF_THE_STYLESHEET.into_iter().chain(["no-timeline", "no-quotes"]) {
        let begins = [format!("[{name}]"), format!("[{name}=")];
        assert!(begins.iter().any(|it| sheet.contains(it)), "{name} is none of the stylesheet's");
    }
}

/// What JSX may set: attributes and properties; `ready` can't be set, and listeners follow from the types of events.
#[test]
fn what_react_sets_is_all_that_there_is() {
    let types = text("src/npm/react.d.ts");
    let (_, all) = types.split_once("interface SidelightStoryAttributes extends").unwrap();
    let (_, all) = all.split_once("{\n").unwrap();
    let (all, _) = all.split_once("\n}").unwrap();
    let name = |line: &str| line.trim().split_once("?:").map(|(name, _)| name.trim_matches('"').to_owned());
    let typed: BTreeSet<_> = all.lines().filter_map(name).collect();
    let mut wanted = &named("attributes") | &named("members");
    assert!(wanted.remove("ready"));
    assert_eq!(typed, wanted);
}

#[test]
fn members_events_and_slots_are_those_of_the_script() {
    let script = text("src/element/element.js");
    let types = text("src/element/element.d.ts");
    let members = named("members");
    assert_eq!(between(std::slice::from_ref(&script), "\n  get ", "("), members);
    let (_, class) = types.split_once("interface SidelightStory extends").unwrap();
    let typed = [between(&[class.to_owned()], "\n  get ", "("), between(&[class.to_owned()], "\n  readonly ", ":")];
    assert_eq!(&typed[0] | &typed[1], members, "those that have types");

    let events = named("events");
    let code = [script.clone(), text("src/element/share.js"), text("src/element/instance.rs")];
    let fired = between(&code, "CustomEvent(\"", "\"");
    assert_eq!(&fired | &between(&code, ".dispatch(\"", "\""), events, "those that are fired");
    let (_, map) = types.split_once("SidelightStoryEventMap {").unwrap();
    let map = map.split_once('}').unwrap().0.to_owned();
    assert_eq!(between(&[map], "\n  \"", "\""), events, "those that have types");

    let slots = between(&[script.replace("slot()", "slot(\"\")")], " slot(\"", "\")");
    let slots = &slots | &between(&[script.replace("slot()", "slot(\"\")")], "(slot(\"", "\")");
    assert_eq!(slots, named("slots"));
}

#[test]
fn parts_and_properties_are_those_that_there_are() {
    let html = Html::parse_fragment(&snippet(&story("tests/fixtures/everything.json"), &SnippetOptions::default()));
    let with_part = Selector::parse("[part]").unwrap();
    let shown: BTreeSet<_> = html.select(&with_part).filter_map(|it| it.attr("part")).map(str::to_owned).collect();
    // A script is what these come with.
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

/// A row of the table: what it is, its names, what it means.
fn row(kind: &str, names: &str, meaning: &str) -> String {
    format!("| {kind} | {names} | {} |\n", meaning.replace('|', "\\|"))
}

/// Rows of one sort, headed once. Those that mean the same share a row.
fn rows(element: &Value, of: &str, kind: &str, meaning: impl Fn(&Value) -> String) -> String {
    let mut rows = String::new();
    let mut kind = kind;
    for alike in list(element, of).chunk_by(|one, other| one["description"] == other["description"]) {
        let name = |it: &Value| match it["name"].as_str().unwrap() {
            "" => "(without a name)".to_owned(),
            name => format!("`{name}`"),
        };
        let (first, last) = (name(&alike[0]), name(&alike[alike.len() - 1]));
        let names = if alike.len() > 1 { format!("{first} … {last}") } else { first };
        rows += &row(kind, &names, &meaning(&alike[0]));
        kind = "";
    }
    rows
}

/// The contract as a table.
fn table() -> String {
    let element = element();
    let said = |it: &Value| it["description"].as_str().unwrap().to_owned();
    let typed = |it: &Value| {
        let mut text = said(it);
        let kind = it["type"]["text"].as_str().unwrap_or_default();
        if kind.contains('"') {
            let _ = write!(text, " {}.", kind.replace('"', "`").replace(" | ", ", "));
        }
        if let Some(default) = it["default"].as_str() {
            let _ = write!(text, " Without it: `{}`.", default.trim_matches('"'));
        }
        text
    };
    let mut table = "| | | |\n|---|---|---|\n".to_owned();
    table += &rows(&element, "attributes", "Attributes", typed);
    table += &rows(&element, "members", "Properties", said);
    table += &rows(&element, "events", "Events", said);
    table += &rows(&element, "slots", "Slots", said);
    table += &rows(&element, "cssParts", "Parts", said);
    table += &rows(&element, "cssProperties", "Custom properties", typed);
    table
}

#[test]
fn the_readme_has_all_of_it_in_one_table() {
    let readme = text("README.md");
    let [begin, end] = ["<!-- contract -->\n", "<!-- /contract -->"];
    let (before, rest) = readme.split_once(begin).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    is_current("README.md", &format!("{before}{begin}\n{}\n{end}{after}", table()));
}

/// The selectors of a stylesheet that stand for something in a page, each by itself.
fn selectors(sheet: &str) -> Vec<String> {
    let mut bare = String::new();
    for (at, part) in sheet.split("/*").enumerate() {
        bare += if at == 0 { part } else { part.split_once("*/").unwrap().1 };
    }
    let mut found = Vec::new();
    let (mut begins, mut inside_keyframes) = (0, 0);
    for (at, letter) in bare.char_indices() {
        let before = bare[begins..at].trim();
        match letter {
            '{' if inside_keyframes > 0 || before.starts_with("@keyframes") => inside_keyframes += 1,
            '{' if !before.starts_with('@') => found.extend(at_commas(before)),
            '}' if inside_keyframes > 0 => inside_keyframes -= 1,
            _ => {}
        }
        if matches!(letter, '{' | '}' | ';') {
            begins = at + 1;
        }
    }
    found
}

/// What stands between the commas that are in no brackets.
fn at_commas(list: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for letter in list.chars() {
        depth += match letter {
            '(' | '[' => 1,
            ')' | ']' => -1,
            _ => 0,
        };
        match letter {
            ',' if depth == 0 => parts.push(String::new()),
            _ => parts.last_mut().unwrap().push(letter),
        }
    }
    parts.into_iter().map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Whether a selector can stand for nothing but what is ours.
fn is_ours(selector: &str) -> bool {
    let begins_with = |class: &str| {
        selector.strip_prefix(class).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    // An attribute of the element, and what is right within it.
    let in_the_tag = |selector: &str| {
        let rest = selector.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        rest.is_some_and(|(_, rest)| rest.starts_with(" > .sidelight"))
    };
    let is_in_the_tag = selector.starts_with("sidelight-story") || in_the_tag(selector);
    // Here `.sidelight-page` is wanted as well: a page of ours is all of it ours.
    begins_with(".sidelight")
        || begins_with(".sl-mount")
        || selector.starts_with(":host")
        || [":root:has(> .sidelight-page)", ":root:has(> .sidelight-frame)"].contains(&selector)
        || is_in_the_tag
}

#[test]
fn every_rule_stands_under_what_is_ours() {
    let all = selectors(&text("style.css"));
    assert!(all.len() > 400, "all are found: {}", all.len());
    let foreign: Vec<_> = all.iter().filter(|selector| !is_ours(selector)).collect();
    assert!(foreign.is_empty(), "{foreign:#?}");
}

#[test]
fn a_rule_that_does_not_is_seen() {
    let sheet =
        "/* a, b { } */ .sidelight a, td { color: red } @media print { body:has(.sidelight), .sidelight-page { x: y } }
        @keyframes in { from { x: y } to { x: z } } .sidelights p { x: y } [theme] .sidelight { x: y }
        .sidelight :is(a, b) { x: y }";
    let found = selectors(sheet);
    let foreign: Vec<_> = found.iter().filter(|selector| !is_ours(selector)).collect();
    assert_eq!(found.len(), 7, "{found:?}");
    assert_eq!(foreign, ["td", "body:has(.sidelight)", ".sidelights p", "[theme] .sidelight"]);
}
