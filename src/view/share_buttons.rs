//! Renders the buttons that share an item: as a quotation, as a link, as an image, or with the system's share sheet. The
//! reader sets the shared text when a button is pressed, and `share.js` shares it.

use super::{
    ViewContext,
    element_builder::{ElementBuilder, el_with_class},
};
use crate::{link, story::ItemRef};

/// Builds the share buttons of an item or of one of its occurrences: the quotation if it is a quote, and the link if
/// the story can be linked to. Returns `None` if it can be shared in neither way.
///
/// In the document the button of the share sheet is hidden, until the reader knows whether the browser has one.
pub(super) fn share_buttons(ctx: &ViewContext, item: ItemRef, occurrence: Option<usize>) -> Option<ElementBuilder> {
    let (story, words) = (&ctx.story, ctx.words);
    let picture = ctx.share_links.as_ref().and_then(|share| share.picture(story, item));
    let mut actions: Vec<ElementBuilder> = Vec::new();
    if matches!(item, ItemRef::Quote(_)) {
        actions.push(action(words.copy_quotation, "quotation"));
    }
    if ctx.share_links.is_some() {
        actions.push(action(words.copy, "link"));
    }
    if actions.is_empty() {
        return None;
    }
    // The share sheet also shares the image.
    if ctx.has_share_sheet || !ctx.is_live() {
        actions.push(action(words.share, "sheet").attr_opt("hidden", (!ctx.is_live()).then_some("")));
    }
    if let Some(picture) = picture
        && !ctx.has_share_sheet
    {
        let save = el_with_class("a", "sl-button sl-share-action").attr("download", "").attr("href", picture);
        actions.push(save.text(words.save_image));
    }
    let fragment = link::item_fragment(story, item, occurrence);
    Some(group(actions).key(fragment.clone()).attr("data-item", fragment))
}

/// Builds a button that copies the link with this fragment (without its `#`), if the story can be linked to. Without a
/// fragment the link leads to the shown highlights.
pub(super) fn copy_link_button(ctx: &ViewContext, label: &str, fragment: String) -> Option<ElementBuilder> {
    ctx.share_links.as_ref()?;
    let button = action(label, "link");
    Some(group(vec![button]).key(fragment.clone()).attr("data-view", fragment))
}

fn action(label: &str, kind: &'static str) -> ElementBuilder {
    el_with_class("button", "sl-button sl-share-action")
        .attr("part", "button")
        .attr("type", "button")
        .attr("data-share", kind)
        .text(label)
}

/// Builds the group of buttons. It needs a key: another item gets a new group, without the status message that
/// `share.js` adds.
fn group(actions: Vec<ElementBuilder>) -> ElementBuilder {
    el_with_class("div", "sl-share sl-needs-script").children(actions)
}
