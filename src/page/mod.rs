//! Pages, natively: the static copy of a story, what is pasted into a page of others, pages of its own, and sites of them.

mod embed;
mod head;
mod iframe;
mod leaf;
mod linked;
mod list;
mod oembed;
mod preview;
mod single;
mod site;
mod snippet;
mod standalone;
mod ways;

pub use embed::embed;
pub use iframe::{growing_iframe, iframe, parent_script};
#[cfg(feature = "cli")]
pub(crate) use preview::shortened;
pub use preview::{Card, Preview};
pub use single::{SingleOptions, single};
pub use site::{Picture, SiteFile, SiteOptions, site};
pub use snippet::{Held, SnippetOptions, snippet};
pub use standalone::{PageOptions, standalone};

use yew::{LocalServerRenderer, prelude::*};

use crate::{
    story::Story,
    view::{Content, Root, RootProps, Shared, Sharing},
};

/// The static copy of a story: what stands inside `<sidelight-story>` before any script runs, and stays if none does.
pub fn static_copy(story: &Story) -> String {
    copy_in(story, None, None)
}

/// The same, with the interface in this language, or else the story's, and with room for links that can be copied.
fn copy_in(story: &Story, lang: Option<&str>, sharing: Option<Sharing>) -> String {
    let shared = Shared::new(story.clone(), lang, false).sharing(sharing, false);
    let props =
        RootProps { content: Content::Story(shared), lang: AttrValue::default(), on_rendered: Callback::noop() };
    let renderer = LocalServerRenderer::<Root>::with_props(props);
    futures::executor::block_on(renderer.hydratable(false).render())
}

/// Text as it may stand in a quoted attribute (HTML, section 13.1.2.3).
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// Text as it may stand in an element (HTML, section 13.1.2).
fn content(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
