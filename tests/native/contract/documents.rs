//! `docs/api.md` and `docs/styling.md`: their lists, generated from the manifest and from the types.

use std::fmt::Write as _;

use serde_json::Value;

use super::{TYPES, element, field, list};
use crate::{is_current, text};

const NONE: &str = "–";

/// A code span in a table cell (GitHub Flavored Markdown, section 4.10), or a dash for no text.
fn code(text: &str) -> String {
    if text.is_empty() { NONE.to_owned() } else { format!("`{}`", text.replace('|', "\\|")) }
}

/// A table with these headings, and a row for each list of cells.
fn table(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let headings: Vec<_> = headings.iter().map(|&it| it.to_owned()).collect();
    let mut text = line(&headings) + &"|---".repeat(headings.len()) + "|\n";
    text.extend(rows.into_iter().map(|cells| line(&cells)));
    text
}

/// The description of an entry as a table cell.
fn description(entry: &Value) -> String {
    field(entry, "description").replace('|', "\\|")
}

fn attributes() -> String {
    let row = |entry: &Value| {
        let default = entry["default"].as_str().unwrap_or_default().trim_matches('"');
        vec![code(field(entry, "name")), code(field(&entry["type"], "text")), code(default), description(entry)]
    };
    table(&["Name", "Type", "Default", "Description"], list(&element(), "attributes").iter().map(row))
}

fn properties() -> String {
    let row = |entry: &Value| {
        let read_only = if entry["readonly"] == true { "Read-only. " } else { "" };
        let description = format!("{read_only}{}", description(entry));
        vec![code(field(entry, "name")), code(field(&entry["type"], "text")), description]
    };
    table(&["Name", "Type", "Description"], list(&element(), "members").iter().map(row))
}

/// The lines of an interface in the types, from its first line to its closing bracket.
fn interface(name: &str) -> String {
    let types = text(TYPES);
    let begin = format!("export interface {name} {{\n");
    let (_, rest) = types.split_once(&begin).unwrap_or_else(|| panic!("no interface {name}"));
    format!("{begin}{}\n}}\n", rest.split_once("\n}\n").unwrap().0)
}

/// The line of the types that declares this type alias.
fn alias(name: &str) -> String {
    let types = text(TYPES);
    let line = types.lines().find(|line| line.starts_with(&format!("export type {name} = ")));
    format!("{}\n", line.unwrap_or_else(|| panic!("no type {name}")))
}

/// The fields of an interface: name, type and description. Nested objects are not supported.
fn fields(interface: &str) -> Vec<[String; 3]> {
    let (mut found, mut comment) = (Vec::new(), String::new());
    for line in interface.lines().map(str::trim).skip(1) {
        if let Some((name, kind)) = line.strip_suffix(';').and_then(|it| it.split_once(": ")) {
            assert!(!comment.is_empty(), "{name} has no description");
            found.push([name.to_owned(), kind.to_owned(), std::mem::take(&mut comment)]);
        } else if line != "}" {
            let words = line.trim_start_matches("/**").trim_end_matches("*/").trim_start_matches('*').trim();
            comment = [comment.as_str(), words].join(" ").trim().to_owned();
        }
    }
    found
}

/// A section for each event, with the fields of its detail.
fn events() -> String {
    let mut sections = String::new();
    for event in list(&element(), "events") {
        let kind = field(&event["type"], "text");
        let detail = kind.strip_prefix("CustomEvent<").and_then(|it| it.strip_suffix('>')).unwrap();
        let rows = fields(&interface(detail)).into_iter().map(|[name, kind, about]| {
            let about = if kind == "SidelightErrorCode" {
                format!("{about} See [Troubleshooting](troubleshooting.md).")
            } else {
                about
            };
            vec![code(&name), code(&kind), about]
        });
        let fields = table(&["Field of detail", "Type", "Description"], rows);
        writeln!(sections, "### {}\n\n{}\n\n{fields}", field(event, "name"), field(event, "description")).unwrap();
    }
    let warning = fields(&interface("SidelightWarning")).into_iter();
    let rows = warning.map(|[name, kind, about]| vec![code(&name), code(&kind), about]);
    let warning = table(&["Field of a warning", "Type", "Description"], rows);
    format!("{sections}### Warnings\n\nThe type `SidelightWarning` of the entries of `warnings`:\n\n{warning}")
}

fn slots() -> String {
    let row = |entry: &Value| {
        let name = Some(field(entry, "name")).filter(|name| !name.is_empty());
        vec![name.map_or("(no attribute)".to_owned(), code), description(entry)]
    };
    table(&["Slot", "Description"], list(&element(), "slots").iter().map(row))
}

fn parts() -> String {
    let row = |entry: &Value| vec![code(field(entry, "name")), description(entry)];
    table(&["Name", "Description"], list(&element(), "cssParts").iter().map(row))
}

fn custom_properties() -> String {
    let row = |entry: &Value| {
        // `*` is any value (CSS Properties and Values API, section 2.1).
        let syntax = field(entry, "syntax").trim_matches('*');
        vec![code(field(entry, "name")), code(syntax), code(field(entry, "default")), description(entry)]
    };
    table(&["Name", "Type", "Default", "Description"], list(&element(), "cssProperties").iter().map(row))
}

/// Checks the lists of a document, each between `<!-- generated: NAME -->` and `<!-- /generated -->`.
fn check(path: &str, lists: &[(&str, String)]) {
    let mut document = text(path);
    for (name, list) in lists {
        assert!(!list.contains("``") || list.starts_with("```"), "an empty code span in {name}: {list}");
        let begin = format!("<!-- generated: {name} -->\n");
        let (before, rest) = document.split_once(&begin).unwrap_or_else(|| panic!("{path} has no {begin}"));
        let (_, after) = rest.split_once("<!-- /generated -->").unwrap();
        document = format!("{before}{begin}\n{list}\n<!-- /generated -->{after}");
    }
    is_current(path, &document);
}

#[test]
fn api_page_is_current() {
    let state = format!("```ts\n{}\n{}```\n", alias("HighlightFilter"), interface("SidelightState"));
    check(
        "docs/api.md",
        &[
            ("attributes", attributes()),
            ("properties", properties()),
            ("state", state),
            ("events", events()),
            ("slots", slots()),
        ],
    );
}

#[test]
fn styling_page_is_current() {
    check("docs/styling.md", &[("custom properties", custom_properties()), ("parts", parts())]);
}

#[test]
fn fields_have_their_descriptions() {
    let found = fields(
        "interface A {\n  /** One. */\n  b: string | null;\n  /**\n   * Two,\n   * three.\n   */\n  c: \"d\";\n}\n",
    );
    let expected = [["b", "string | null", "One."], ["c", "\"d\"", "Two, three."]];
    assert_eq!(found, expected.map(|field| field.map(str::to_owned)));
    assert_eq!(code("a | b"), "`a \\| b`");
}
