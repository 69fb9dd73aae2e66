//! What is pasted into a page of others.

use super::{attribute, fallback_in};
use crate::story::{HiddenSections, Story};

/// What the tag of a snippet needs beyond its story.
#[derive(Debug, Clone, Default)]
pub struct SnippetOptions {
    /// Where the files of the build stand, with a slash at its end; beside the page, if it is empty.
    pub assets: String,
    /// The address of the story file.
    pub src: String,
    /// The script that the page is held to; `element.js`, as it comes, if there is none.
    pub pinned: Option<PinnedScript>,
    /// The attributes of the tag beside `src`, by name, with their values.
    pub attributes: Vec<(String, Option<String>)>,
}

/// A script that a page is held to: it runs this one, or none. So both names had best be those that have their contents in
/// them: what is under such a name doesn't change.
#[derive(Debug, Clone)]
pub struct PinnedScript {
    /// The name of the script.
    pub script: String,
    /// The name of the stylesheet that it asks for.
    pub style: String,
    /// What it is known by (Subresource Integrity, section 3.1): `sha384-…`.
    pub integrity: String,
}

/// What is pasted into a page of others: the stylesheet, the script, and the tag around the static copy, which has its
/// height before anything else has come.
pub fn snippet(story: &Story, options: &SnippetOptions) -> String {
    let asked = |name: &str| options.attributes.iter().find(|(asked, _)| asked == name);
    let left_out = HiddenSections { timeline: asked("no-timeline").is_some(), quotes: asked("no-quotes").is_some() };
    let lang = asked("lang").and_then(|(_, lang)| lang.as_deref());
    let copy = fallback_in(&story.clone().with_hidden(left_out), lang, None);
    let (assets, src) = (attribute(&options.assets), attribute(&options.src));
    let (script, style, integrity) = match &options.pinned {
        Some(held) => {
            let known_by = format!(" integrity=\"{}\"", attribute(&held.integrity));
            (attribute(&held.script), attribute(&held.style), known_by)
        }
        None => ("element.js".to_owned(), "style.css".to_owned(), String::new()),
    };
    let attributes: String = (options.attributes.iter())
        .map(|(name, value)| match value {
            Some(value) => format!(" {name}=\"{}\"", attribute(value)),
            None => format!(" {name}"),
        })
        .collect();
    format!(
        "<link rel=\"stylesheet\" href=\"{assets}{style}\">\n\
         <script type=\"module\" src=\"{assets}{script}\"{integrity} crossorigin></script>\n\
         <sidelight-story src=\"{src}\"{attributes}>{copy}</sidelight-story>\n"
    )
}
