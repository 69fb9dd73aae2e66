//! The JSON Schema of the story file (draft 2020-12), for text editors that complete and check story files.

use serde_json::Value;

use super::{StoryFile, file::VERSION};

/// Returns the content of `stories/story.schema.json`.
///
/// An unknown field is an error in the schema, so that a text editor marks it. Sidelight only reports a warning.
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(StoryFile).to_value();
    schema["title"] = "A Sidelight story".into();
    schema["properties"]["version"] =
        serde_json::json!({ "const": VERSION, "description": "The version of the format: 1." });
    close(&mut schema);
    schema
}

/// Forbids unknown fields in every object type, and adds the maximum of the format `uint32`.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if fields.contains_key("properties") {
                fields.insert("additionalProperties".to_owned(), false.into());
            }
            if fields.get("format").is_some_and(|format| format == "uint32") {
                fields.insert("maximum".to_owned(), u32::MAX.into());
            }
            fields.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}
