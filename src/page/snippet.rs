//! What is pasted into a page of others.

use super::{attribute, copy_in};
use crate::story::{LeftOut, Story};

/// What the tag of a snippet needs beyond its story.
#[derive(Debug, Clone, Default)]
pub struct SnippetOptions {
    /// Where the files of the build stand, with a slash at its end; beside the page, if it is empty.
    pub assets: String,
    /// The address of the story file.
    pub src: String,
    /// What the script is known by (Subresource Integrity, section 3.1): `sha384-…`.
    pub integrity: Option<String>,
    /// The attributes of the tag beside `src`, by name, with their values.
    pub attributes: Vec<(String, Option<String>)>,
}

/// What is pasted into a page of others: the stylesheet, the script, and the tag around the static copy, which has its
/// height before anything else has come.
pub fn snippet(story: &Story, options: &SnippetOptions) -> String {
    let asked = |name: &str| options.attributes.iter().find(|(asked, _)| asked == name);
    let left_out = LeftOut { timeline: asked("no-timeline").is_some(), quotes: asked("no-quotes").is_some() };
    let lang = asked("lang").and_then(|(_, lang)| lang.as_deref());
    let copy = copy_in(&story.clone().leaving_out(left_out), lang, None);
    let (assets, src) = (attribute(&options.assets), attribute(&options.src));
    let integrity = options.integrity.as_deref().map(attribute);
    let integrity = integrity.map(|known_by| format!(" integrity=\"{known_by}\"")).unwrap_or_default();
    let attributes: String = (options.attributes.iter())
        .map(|(name, value)| match value {
            Some(value) => format!(" {name}=\"{}\"", attribute(value)),
            None => format!(" {name}"),
        })
        .collect();
    format!(
        "<link rel=\"stylesheet\" href=\"{assets}style.css\">\n\
         <script type=\"module\" src=\"{assets}element.js\"{integrity} crossorigin></script>\n\
         <sidelight-story src=\"{src}\"{attributes}>{copy}</sidelight-story>\n"
    )
}
