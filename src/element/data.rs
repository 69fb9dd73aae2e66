//! Conversion of plain data between JavaScript and Rust.

use js_sys::{Array, JSON, Object, Reflect};
use serde::Deserialize;
use serde_wasm_bindgen::Deserializer;
use wasm_bindgen::JsValue;

use crate::story::{ParsedStoryFile, StoryError, StoryFile, Value, read_json};

/// Parses a story file.
pub(super) fn read_story(text: &str) -> Result<ParsedStoryFile, StoryError> {
    // The values of `JSON.parse` would cross the border to JavaScript one by one, which takes longer.
    read_json(text).and_then(|value| StoryFile::of(&value))
}

/// Parses other JSON; returns `None` if the text is not valid JSON.
pub(super) fn read(text: &str) -> Option<Value> {
    Value::deserialize(Deserializer::from(JSON::parse(text).ok()?)).ok()
}

/// Converts a value to a plain JavaScript value.
pub(super) fn to_js(value: &Value) -> JsValue {
    match value {
        Value::Null | Value::Other => JsValue::NULL,
        Value::Bool(value) => JsValue::from_bool(*value),
        Value::Number(value) => JsValue::from_f64(*value),
        Value::Text(text) => JsValue::from_str(text),
        Value::List(items) => items.iter().map(to_js).collect::<Array>().into(),
        Value::Object(fields) => object(fields.iter().map(|(name, value)| (name.as_str(), to_js(value)))),
    }
}

/// Creates a plain JavaScript object.
pub(super) fn object<'a>(fields: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a property of a new plain object cannot fail.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}
