//! Native rendering of pages: the fallback of a story, snippets, standalone pages, and sites.

mod compiled_file;
mod embed;
mod embed_guide;
mod head;
mod iframe;
mod json_ld;
mod list;
mod oembed;
mod page_style;
mod preload;
mod preview;
mod preview_page;
mod single;
mod site;
mod snippet;
mod standalone;

pub use compiled_file::compiled_file;
pub use embed::embed;
pub use iframe::{iframe, resizer_script, resizing_iframe};
pub use preload::Preload;
#[cfg(feature = "cli")]
pub(crate) use preview::shortened;
pub use preview::{Card, Preview};
pub use single::{SingleOptions, single};
pub use site::{Picture, SiteFile, SiteOptions, site};
pub use snippet::{PinnedScript, SnippetOptions, snippet};
pub use standalone::{PageOptions, standalone};

use yew::{LocalServerRenderer, prelude::*};

use crate::{
    story::Story,
    view::{Content, Root, RootProps, ShareLinks, Surface, ViewContext},
};

/// Renders the fallback of a story: the content of `<sidelight-story>` before any script runs, or if none does.
pub fn fallback(story: &Story) -> String {
    fallback_in(story, None, None, Surface::HostPage)
}

/// Renders the fallback with the interface in `lang` (BCP 47) or else the story's language, and with space for share
/// buttons if `sharing` is given.
fn fallback_in(story: &Story, lang: Option<&str>, sharing: Option<ShareLinks>, surface: Surface) -> String {
    let shared = ViewContext::new(story.clone(), lang, surface).with_share_links(sharing, false);
    shared.load_timeline();
    let props =
        RootProps { content: Content::Story(shared), lang: AttrValue::default(), on_rendered: Callback::noop() };
    let renderer = LocalServerRenderer::<Root>::with_props(props);
    futures::executor::block_on(renderer.hydratable(false).render())
}

/// Escapes text for a quoted attribute (HTML, section 13.1.2.3).
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// Escapes text for the content of an element (HTML, section 13.1.2).
fn content(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
