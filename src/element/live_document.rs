//! The document of a story in the browser, and what makes it interactive.

use std::rc::Rc;

use web_sys::Element;

use super::islands::Islands;
use crate::{
    dom,
    reader::Reader,
    view::{FocusManager, ViewContext},
};

/// The class of an interactive document.
pub(super) const IS_LIVE: &str = "sl-is-live";

/// The document of a story, and what makes it interactive.
pub(super) struct LiveDocument {
    /// The element with the class `sidelight`.
    pub(super) root: Element,
    /// True if the document is prerendered, so that it stays when the story goes.
    pub(super) is_prerendered: bool,
    pub(super) islands: Rc<Islands>,
    /// The parts that update the document when the state changes; `None` while the islands are rendered.
    pub(super) following: Option<(FocusManager, Reader)>,
}

impl LiveDocument {
    /// Stops everything. A prerendered document is brought back to its initial state.
    pub(super) fn end(mut self) {
        if let Some((focus_manager, reader)) = self.following.take() {
            drop(focus_manager);
            if self.is_prerendered {
                reader.undo();
            }
        }
        dom::toggle_class(&self.root, IS_LIVE, false);
    }
}

/// Returns the prerendered document of this story, with this interface, if `host` contains it.
pub(super) fn find_prerendered(ctx: &ViewContext, host: &Element) -> Option<Element> {
    let root = dom::children(host).find(|child| dom::has_class(child, "sidelight"))?;
    (root.get_attribute("data-story") == Some(ctx.fingerprint())).then_some(root)
}
