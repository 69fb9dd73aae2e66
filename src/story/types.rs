//! TypeScript declarations of the story file (`stories/story.d.ts`), for code that writes story files or passes them to
//! the element.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// Returns the TypeScript declarations of the story file, generated from its JSON Schema.
pub fn typescript() -> String {
    let schema = super::schema();
    let mut out =
        String::from("// The types of a story file. Written from stories/story.schema.json: change that, not this.\n");
    declare(&mut out, "Story", &schema);
    for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
        declare(&mut out, name, definition);
    }
    out
}

/// Writes the declaration of a type.
fn declare(out: &mut String, name: &str, schema: &Value) {
    out.push('\n');
    doc_comment(out, "", schema);
    // Writing to a string can't fail.
    let _ = match schema["properties"].as_object() {
        Some(fields) => write!(out, "export interface {name} {}", object(fields, schema, "")),
        None => write!(out, "export type {name} = {};", type_of(schema, "")),
    };
    out.push('\n');
}

/// Writes the description of a schema as a `/** … */` comment.
fn doc_comment(out: &mut String, indent: &str, schema: &Value) {
    if let Some(text) = schema["description"].as_str() {
        let lines = text.replace("*/", "*\\/").replace('\n', &format!("\n{indent} * "));
        // Writing to a string can't fail.
        let _ = if lines.contains('\n') {
            writeln!(out, "{indent}/**\n{indent} * {lines}\n{indent} */")
        } else {
            writeln!(out, "{indent}/** {lines} */")
        };
    }
}

/// Returns the TypeScript type of a schema.
fn type_of(schema: &Value, indent: &str) -> String {
    let union = |options: &Value| {
        let options: Vec<_> = options.as_array().into_iter().flatten().map(|option| type_of(option, indent)).collect();
        options.join(" | ")
    };
    if let Some(name) = schema["$ref"].as_str() {
        return name.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if !schema["const"].is_null() {
        return schema["const"].to_string();
    }
    if schema["oneOf"].is_array() {
        return union(&schema["oneOf"]);
    }
    if schema["anyOf"].is_array() {
        return union(&schema["anyOf"]);
    }
    let named = |name: &Value| match name.as_str().unwrap_or_default() {
        "array" => format!("ReadonlyArray<{}>", type_of(&schema["items"], indent)),
        "object" => match schema["properties"].as_object() {
            Some(fields) => object(fields, schema, indent),
            None => "object".to_owned(),
        },
        "integer" => "number".to_owned(),
        name => name.to_owned(),
    };
    match &schema["type"] {
        Value::Array(names) => names.iter().map(named).collect::<Vec<_>>().join(" | "),
        name => named(name),
    }
}

/// Returns the TypeScript type of an object with these fields.
fn object(fields: &Map<String, Value>, schema: &Value, indent: &str) -> String {
    let is_required =
        |name: &str| schema["required"].as_array().is_some_and(|names| names.iter().any(|other| other == name));
    let inner = format!("{indent}  ");
    let mut out = String::from("{\n");
    for (name, field) in fields {
        doc_comment(&mut out, &inner, field);
        let optional = if is_required(name) { "" } else { "?" };
        // Writing to a string can't fail.
        let _ = writeln!(out, "{inner}{name}{optional}: {};", type_of(field, &inner));
    }
    out + indent + "}"
}
