//! The page for frames: what stands in an `<iframe>` where a page of others may have no script.

use super::{
    attribute, content,
    standalone::{Frame, frame, scripts, with_pages},
};
use crate::{story::Story, words::Words};

/// What a page for frames needs beyond its story.
#[derive(Debug, Clone, Default)]
pub struct EmbedOptions {
    /// The address of the page of the story, relative to this one: where links lead that are copied.
    pub page: String,
    /// Its absolute address, where that is known.
    pub url: Option<String>,
    /// The address of the story file, relative to this page.
    pub src: String,
    /// The stylesheet, to stand in the page itself. Without it the page links `style.css`.
    pub style: Option<String>,
    /// The name of the glue; `sidelight.js`, if it is empty.
    pub glue: String,
    /// The ids of the quotes that have a picture, where quotes and events have pages beside the story's.
    pub pages: Option<Vec<String>>,
}

/// The page, as HTML. It runs where a sandbox allows it nothing but scripts; what it says to the page around it, and what
/// it hears, is in `frame.js`.
pub fn embed(story: &Story, options: &EmbedOptions) -> String {
    let share = options.url.as_deref().map(attribute);
    let share = share.map(|url| format!(" share-url=\"{url}\"")).unwrap_or_default();
    let by_hand = content(Words::of(&story.lang).by_hand);
    frame(
        story,
        &Frame {
            url: options.url.as_deref(),
            class: " sidelight-frame",
            body: format!(" data-page=\"{}\"", attribute(&options.page)),
            style: options.style.as_deref(),
            pages: options.pages.as_deref(),
            attributes: format!(
                "src=\"{}\" deep-links=\"replace\"{share}{}",
                attribute(&options.src),
                with_pages(options.pages.as_deref())
            ),
            // Before the script of the element: it says where that is to lead.
            scripts: format!(
                "<p class=\"sidelight-by-hand\" hidden><label>{by_hand} <input readonly></label></p>\n\
                 <script src=\"frame.js\" defer fetchpriority=\"low\"></script>\n{}",
                scripts(&options.glue)
            ),
            ..Frame::default()
        },
    )
}
