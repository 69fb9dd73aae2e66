//! The page `embed/` of a site: each way to embed a story, at work beside what is pasted for it.

mod demo_pages;
mod field;
mod page;

use super::{SiteFile, SiteOptions, attribute, content, iframe};
use crate::story::Story;

/// What copies the snippets.
const COPY: &str = include_str!("copy.js");

/// What the page looks like, on the ground of `style.css`.
const STYLE: &str = include_str!("embed.css");

/// The name of a file of a story's own, beside the story's page: this one in a site of one story, and in a site of several
/// with the story's id before it.
pub(super) fn own_name(is_one: bool, story: &Story, name: &str) -> String {
    if is_one { name.to_owned() } else { format!("{}.{name}", story.id) }
}

/// The name of a story's page for frames.
pub(super) fn embed_name(is_one: bool, story: &Story) -> String {
    own_name(is_one, story, "embed.html")
}

/// The name of what a CMS is answered about a story.
pub(super) fn oembed_name(is_one: bool, story: &Story) -> String {
    own_name(is_one, story, "oembed.json")
}

/// The name of a story's snippet.
pub(super) fn snippet_name(is_one: bool, story: &Story) -> String {
    own_name(is_one, story, "snippet.html")
}

/// What the page has of the story that it shows.
pub(super) struct StoryEmbeds<'a> {
    /// The story.
    pub story: &'a Story,
    /// Its snippet, to the letter.
    pub snippet: String,
    /// The same for a page in the folder of this one.
    pub near: String,
    /// What a CMS is answered, if it is.
    pub oembed: Option<String>,
    /// Whether it has a picture.
    pub has_picture: bool,
}

/// The files of the page. `stories` are all of the site, each with the name of its page; the first is the one that is shown.
pub(super) fn embed_guide(shown: &StoryEmbeds, stories: &[(&Story, String)], options: &SiteOptions) -> Vec<SiteFile> {
    let files = [
        ("index.html", page::page(shown, stories, options)),
        ("element.html", demo_pages::with_snippet(shown)),
        ("property.html", demo_pages::with_property(shown.story)),
        ("property.js", property(shown.story, "../")),
        ("grow.js", iframe::parent_script().to_owned()),
        ("copy.js", COPY.to_owned()),
        ("embed.css", STYLE.to_owned()),
    ];
    let file = |(name, text): (&str, String)| SiteFile { path: format!("embed/{name}"), bytes: text.into_bytes() };
    files.map(file).into()
}

/// The lines that give a story to the element as a property. `assets` is where the files of the build stand.
fn property(story: &Story, assets: &str) -> String {
    let file = super::head::in_json(&serde_json::Value::from(format!("{assets}stories/{}.json", story.id)).to_string());
    format!(
        "const element = document.querySelector(\"sidelight-story\");\n\
         const answer = await fetch({file});\n\
         element.story = await answer.json();\n"
    )
}
