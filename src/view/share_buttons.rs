//! Renders the buttons that share: the button that opens the share menu of an item, and the button that copies a link.
//! The reader adds the menu (`src/reader/sharing.rs`), and `share.js` copies and shares.

use super::{
    ViewContext,
    element_builder::{ElementBuilder, action_button, el_with_class},
};
use crate::{link, story::ItemRef};

/// Builds the button that opens the share menu of an item, or of one of its occurrences. Returns `None` in an island if the
/// item can't be shared. Whether the story can be linked to is not known while a page is prerendered.
pub(super) fn share_menu(ctx: &ViewContext, item: ItemRef, occurrence: Option<usize>) -> Option<ElementBuilder> {
    if !matches!(item, ItemRef::Quote(_)) && ctx.share_links.is_none() {
        return None;
    }
    let fragment = link::item_fragment(&ctx.story, item, occurrence);
    let toggle = action_button(ctx.words.share).attr("data-share-menu", "").attr("aria-expanded", "false");
    Some(group(toggle).key(fragment.clone()).attr("data-item", fragment))
}

/// Builds a button that copies the link with this fragment (without its `#`), if the story can be linked to. Without a
/// fragment the link leads to the shown highlights.
pub(super) fn copy_link_button(ctx: &ViewContext, label: &str, fragment: String) -> Option<ElementBuilder> {
    ctx.share_links.as_ref()?;
    let button = action_button(label).attr("data-share", "link");
    Some(group(button).key(fragment.clone()).attr("data-view", fragment))
}

/// Builds the group of a button. It needs a key: another item gets a new group, without the menu that the reader adds and
/// the status message that `share.js` adds.
fn group(button: ElementBuilder) -> ElementBuilder {
    el_with_class("div", "sl-share sl-needs-script").child(button)
}
