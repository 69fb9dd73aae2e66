//! The reference of the story format, which is generated from the JSON Schema into `docs/story-format.md`.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::{is_current, text};

const PAGE: &str = "docs/story-format.md";
const MARKERS: [&str; 2] = ["<!-- generated: story format -->\n", "<!-- /generated -->"];

/// The name of a definition in the reference: without the suffix that tells it from the checked type of the same name.
fn name_of(definition: &str) -> &str {
    definition.strip_suffix("Entry").unwrap_or(definition)
}

/// The definition that a schema refers to.
fn reference(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/$defs/")
}

/// The branches of a union, without `null`: a field that may be `null` may be left out.
fn branches(schema: &Value) -> Option<Vec<&Value>> {
    let branches = schema["anyOf"].as_array().or(schema["oneOf"].as_array())?;
    Some(branches.iter().filter(|branch| branch["type"] != "null").collect())
}

/// The type of a field in Markdown, with links to definitions.
fn type_of(schema: &Value) -> String {
    if let Some(definition) = reference(schema) {
        let name = name_of(definition);
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(branches) = branches(schema) {
        return branches.into_iter().map(type_of).collect::<Vec<_>>().join(" or ");
    }
    if let Some(constant) = schema.get("const") {
        return format!("`{constant}`");
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
    match kind {
        Some("array") => match type_of(&schema["items"]) {
            item if item == "string" => "list of strings".to_owned(),
            item if item.contains(" or ") => format!("list of ({item})"),
            item => format!("list of {item}"),
        },
        Some("integer") => "whole number".to_owned(),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("object") => match fields(schema).into_iter().next() {
            Some((name, field)) => format!("`{{ \"{name}\": … }}` with {}", type_of(field)),
            None => "object".to_owned(),
        },
        Some(kind) => kind.to_owned(),
        None => panic!("a schema without a type: {schema}"),
    }
}

fn fields(schema: &Value) -> Vec<(&String, &Value)> {
    schema["properties"].as_object().into_iter().flat_map(Map::iter).collect()
}

/// A description in one line of a table.
fn described(schema: &Value) -> String {
    let mut text = schema["description"].as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|");
    match schema.get("default") {
        Some(Value::Array(_)) | None => {}
        Some(Value::Number(number)) => _ = write!(text, " Default: `{}`.", number.as_f64().unwrap()),
        Some(default) => _ = write!(text, " Default: `{default}`."),
    }
    text
}

/// The table of the fields of an object: the required ones first, each group in alphabetical order.
fn table_of_fields(schema: &Value) -> String {
    let is_required = |name: &str| schema["required"].as_array().is_some_and(|list| list.iter().any(|it| it == name));
    let mut rows = fields(schema);
    rows.sort_by_key(|(name, _)| !is_required(name));
    let mut table = "| Field | Type | Required | Description |\n|---|---|---|---|\n".to_owned();
    for (name, field) in rows {
        let required = if is_required(name) { "yes" } else { "no" };
        let _ = writeln!(table, "| `{name}` | {} | {required} | {} |", type_of(field), described(field));
    }
    table
}

/// The table of the values that a union allows.
fn table_of_values(branches: &[&Value]) -> String {
    let mut table = "| Value | Meaning |\n|---|---|\n".to_owned();
    for branch in branches {
        let _ = writeln!(table, "| {} | {} |", type_of(branch), described(branch));
    }
    table
}

/// The parts of one definition.
fn body_of(schema: &Value) -> String {
    let is_described = |branches: &[&Value]| branches.iter().all(|it| it.get("description").is_some());
    match branches(schema) {
        Some(branches) if is_described(&branches) => table_of_values(&branches),
        Some(_) => format!("Type: {}.\n", type_of(schema)),
        None if schema["properties"].is_object() => table_of_fields(schema),
        None => match schema["pattern"].as_str() {
            Some(pattern) => format!("Type: string that matches `{pattern}`.\n"),
            None => format!("Type: {}.\n", type_of(schema)),
        },
    }
}

/// Collects the definitions that a schema refers to, in the order in which they are first named.
fn collect<'a>(schema: &'a Value, found: &mut Vec<&'a str>) {
    match schema {
        Value::Object(members) => {
            if let Some(definition) = reference(schema)
                && !found.contains(&definition)
            {
                found.push(definition);
            }
            members.iter().filter(|(name, _)| *name != "$defs").for_each(|(_, member)| collect(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

/// The reference as Markdown.
fn generated(schema: &Value) -> String {
    let mut order = Vec::new();
    collect(schema, &mut order);
    let mut next = 0;
    while let Some(definition) = order.get(next) {
        collect(&schema["$defs"][*definition], &mut order);
        next += 1;
    }
    let mut page = format!("### Story file\n\n{}\n\n{}", described(schema), body_of(schema));
    for definition in order {
        let schema = &schema["$defs"][definition];
        let _ = write!(page, "\n### {}\n\n", name_of(definition));
        let description = described(schema);
        if !description.is_empty() {
            let _ = write!(page, "{description}\n\n");
        }
        page += &body_of(schema);
    }
    page
}

#[test]
fn the_reference_of_the_story_format_is_current() {
    let schema: Value = serde_json::from_str(&text("stories/story.schema.json")).unwrap();
    let page = text(PAGE);
    let (before, rest) = page.split_once(MARKERS[0]).unwrap();
    let (_, after) = rest.split_once(MARKERS[1]).unwrap();
    is_current(PAGE, &format!("{before}{}\n{}\n{}{after}", MARKERS[0], generated(&schema), MARKERS[1]));
}

#[test]
fn the_reference_names_every_definition_and_every_field() {
    let schema: Value = serde_json::from_str(&text("stories/story.schema.json")).unwrap();
    let page = generated(&schema);
    for (definition, its) in schema["$defs"].as_object().unwrap() {
        assert!(page.contains(&format!("\n### {}\n", name_of(definition))), "{definition}");
        for (name, _) in fields(its) {
            assert!(page.contains(&format!("| `{name}` | ")), "{definition}.{name}");
        }
    }
}
