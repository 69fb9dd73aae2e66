//! The JSON Schema of the story file (draft 2020-12), for editors that complete and check what is written.

use serde_json::Value;

use super::{StoryFile, file::VERSION};

/// The schema, as `stories/story.schema.json` holds it. It is stricter than the reader in one thing: a field that the
/// format does not have is an error here, so that an editor marks it, and a warning there.
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(StoryFile).to_value();
    schema["title"] = "A Sidelight story".into();
    schema["properties"]["version"] =
        serde_json::json!({ "const": VERSION, "description": "The version of the format: 1." });
    close(&mut schema);
    schema
}

/// Allows no other fields in any object of known fields, and says what a format of Rust's means.
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
