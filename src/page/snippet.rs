//! The snippet that an editor pastes into a host page.

use super::{attribute, fallback_in};
use crate::{
    story::{HiddenSections, Story},
    view::{ShareLinks, Surface},
};

/// The data of a snippet, apart from the story.
#[derive(Debug, Clone, Default)]
pub struct SnippetOptions {
    /// The base URL of the build's files, with a slash at its end; empty for files beside the page.
    pub assets: String,
    /// The URL of the story file.
    pub src: String,
    /// The content-hashed script; without it the snippet loads `element.js`.
    pub pinned: Option<PinnedScript>,
    /// The attributes of the tag apart from `src`, as names and values.
    pub attributes: Vec<(String, Option<String>)>,
}

/// A content-hashed script and stylesheet, with the script's integrity hash: the browser runs exactly this script or
/// none. Both files need content-hashed names, because the content of such a file never changes.
#[derive(Debug, Clone)]
pub struct PinnedScript {
    /// The file name of the script.
    pub script: String,
    /// The file name of the stylesheet that the script loads.
    pub style: String,
    /// The hash of the script (Subresource Integrity, section 3.1): `sha384-…`.
    pub integrity: String,
}

/// Returns the snippet: the stylesheet, the script, and the tag around the fallback. The fallback has its final
/// height before other files are loaded.
pub fn snippet(story: &Story, options: &SnippetOptions) -> String {
    let attribute_named = |wanted: &str| options.attributes.iter().find(|(name, _)| name == wanted);
    let hidden = HiddenSections {
        timeline: attribute_named("no-timeline").is_some(),
        quotes: attribute_named("no-quotes").is_some(),
    };
    let lang = attribute_named("lang").and_then(|(_, lang)| lang.as_deref());
    // The page's URL is known when a link is copied.
    let has_links = ["deep-links", "share-url"].iter().any(|name| attribute_named(name).is_some());
    let preview_images = attribute_named("preview-pages")
        .map(|_| attribute_named("preview-images").and_then(|(_, images)| images.clone()).unwrap_or_default());
    let sharing = has_links.then(|| ShareLinks { page: String::new(), preview_images });
    let fallback = fallback_in(&story.clone().with_hidden(hidden), lang, sharing, Surface::HostPage);
    let (assets, src) = (attribute(&options.assets), attribute(&options.src));
    let (script, style, integrity) = match &options.pinned {
        Some(pinned) => {
            let integrity = format!(" integrity=\"{}\"", attribute(&pinned.integrity));
            (attribute(&pinned.script), attribute(&pinned.style), integrity)
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
         <sidelight-story src=\"{src}\"{attributes}>{fallback}</sidelight-story>\n"
    )
}
