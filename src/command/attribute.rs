//! The attributes that a snippet may give to the element, as `src/element/custom-elements.json` lists them.

use serde_json::Value;

use crate::error::CommandLineError;

const MANIFEST: &str = include_str!("../element/custom-elements.json");

/// One attribute from the command line: `deep-links`, or `theme=dark`.
#[derive(Debug, Clone)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) value: Option<String>,
}

/// Parses the value of `--attribute`.
pub(crate) fn parse(text: &str) -> Result<Attribute, CommandLineError> {
    let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
    if names().iter().any(|known| known == name) {
        return Ok(Attribute { name: name.to_owned(), value: value.map(str::to_owned) });
    }
    Err(CommandLineError::UnknownAttribute { name: name.to_owned() })
}

/// The help of `--attribute`, which names the attributes.
pub(crate) fn help() -> String {
    format!(
        "Attribute of `<sidelight-story>`, with its value where it takes one. May be repeated. NAME is one of: {}",
        names().join(", ")
    )
}

/// The names of the attributes, in the order of the manifest. `src` is left out: it has its own option.
pub(crate) fn names() -> Vec<String> {
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap_or_default();
    let attributes = manifest.pointer("/modules/0/declarations/0/attributes").and_then(Value::as_array);
    let names = attributes.into_iter().flatten().filter_map(|attribute| attribute["name"].as_str());
    names.filter(|&name| name != "src").map(str::to_owned).collect()
}
