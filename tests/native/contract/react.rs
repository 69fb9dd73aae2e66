//! `src/npm/react.d.ts`: the types of the element in JSX, generated from the manifest.

use std::fmt::Write as _;

use serde_json::Value;

use super::{element, field, list};
use crate::{is_current, text};

const PAGE: &str = "src/npm/react.d.ts";
const MARKERS: [&str; 2] = ["  // <generated> from custom-elements.json\n", "  // </generated>\n"];

/// The type of an attribute in JSX. React 19 sets an attribute of a custom element to the empty string if the value is
/// `true`, and removes it if the value is `false`.
fn attribute_type(kind: &str) -> String {
    match kind {
        "boolean" => "boolean | \"\"".to_owned(),
        union if union.contains("\"\"") => format!("{union} | boolean"),
        other => other.to_owned(),
    }
}

/// The declarations of all attributes, and of all properties that can be set.
fn declarations() -> String {
    let element = element();
    let mut text = String::new();
    let mut declare = |entry: &Value, kind: &str| {
        let name = field(entry, "name");
        let name = if name.contains('-') { format!("\"{name}\"") } else { name.to_owned() };
        let kind = if kind.contains("undefined") { kind.to_owned() } else { format!("{kind} | undefined") };
        writeln!(text, "  /** {} */\n  {name}?: {kind};", field(entry, "description")).unwrap();
    };
    for entry in list(&element, "members").iter().filter(|entry| entry["readonly"] != true) {
        declare(entry, field(&entry["type"], "text"));
    }
    for entry in list(&element, "attributes") {
        declare(entry, &attribute_type(field(&entry["type"], "text")));
    }
    text
}

#[test]
fn react_types_are_current() {
    let file = text(PAGE);
    let [begin, end] = MARKERS;
    let (before, rest) = file.split_once(begin).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    is_current(PAGE, &format!("{before}{begin}{}{end}{after}", declarations()));
}

#[test]
fn attributes_accept_the_values_that_react_sets() {
    assert_eq!(attribute_type("boolean"), "boolean | \"\"");
    assert_eq!(attribute_type("\"\" | \"replace\""), "\"\" | \"replace\" | boolean");
    assert_eq!(attribute_type("\"all\" | \"off\""), "\"all\" | \"off\"");
    let types = declarations();
    assert!(types.contains("  \"deep-links\"?: \"\" | \"replace\" | boolean | undefined;\n"), "{types}");
    assert!(types.contains("  story?: Story | undefined;\n") && !types.contains(" ready?"), "{types}");
}
