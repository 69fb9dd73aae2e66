//! The file of a compiled story.

use serde_json::Value;

use super::head::in_json;
use crate::story::Story;

/// Returns the content of the file: the compiled story as a JSON string, because servers compress JSON and send it with the
/// right media type. It can also be the content of a `<script type="application/json">` inside the element.
pub fn compiled_file(story: &Story) -> String {
    in_json(&Value::from(story.compiled()).to_string())
}
