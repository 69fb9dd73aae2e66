//! The embed guide, the page `embed/` of a site: every method to embed a story, with a snippet and a live example.

mod demo_pages;
mod field;
mod page;

use super::{SiteFile, SiteOptions, attribute, content, iframe};
use crate::story::Story;

/// The script that copies the snippets.
const COPY: &str = include_str!("copy.js");

/// The stylesheet of the page, in addition to `style.css`.
const STYLE: &str = include_str!("embed_guide.css");

/// Returns the name of a file beside the story's page: `name` in a site of one story, else `name` after the story's
/// id.
pub(super) fn own_name(is_one: bool, story: &Story, name: &str) -> String {
    if is_one { name.to_owned() } else { format!("{}.{name}", story.id) }
}

/// Returns the name of a story's iframe page.
pub(super) fn embed_name(is_one: bool, story: &Story) -> String {
    own_name(is_one, story, "embed.html")
}

/// Returns the name of a story's oEmbed file.
pub(super) fn oembed_name(is_one: bool, story: &Story) -> String {
    own_name(is_one, story, "oembed.json")
}

/// Returns the name of a story's snippet.
pub(super) fn snippet_name(is_one: bool, story: &Story) -> String {
    own_name(is_one, story, "snippet.html")
}

/// The files of the story that the embed guide shows.
pub(super) struct StoryEmbeds<'a> {
    /// The story.
    pub story: &'a Story,
    /// The exact snippet.
    pub snippet: String,
    /// The snippet for a page in the folder of the embed guide.
    pub local_snippet: String,
    /// The oEmbed response, if there is one.
    pub oembed: Option<String>,
    /// True if the story has a preview image.
    pub has_preview_image: bool,
}

/// Returns the files of the embed guide. `stories` are all stories of the site with the names of their pages; the
/// first one is shown.
pub(super) fn embed_guide(shown: &StoryEmbeds, stories: &[(&Story, String)], options: &SiteOptions) -> Vec<SiteFile> {
    let files = [
        ("index.html", page::page(shown, stories, options)),
        ("element.html", demo_pages::with_snippet(shown)),
        ("property.html", demo_pages::with_property(shown.story)),
        ("property.js", property(shown.story, "../")),
        ("iframe_resizer.js", iframe::resizer_script().to_owned()),
        ("copy.js", COPY.to_owned()),
        ("embed_guide.css", STYLE.to_owned()),
    ];
    let file = |(name, text): (&str, String)| SiteFile { path: format!("embed/{name}"), bytes: text.into_bytes() };
    files.map(file).into()
}

/// Returns the HTML that sets the element's property `story`. `assets` is the base URL of the build's files.
fn property(story: &Story, assets: &str) -> String {
    let file = super::head::in_json(&serde_json::Value::from(format!("{assets}stories/{}.json", story.id)).to_string());
    format!(
        "const element = document.querySelector(\"sidelight-story\");\n\
         const answer = await fetch({file});\n\
         element.story = await answer.json();\n"
    )
}
