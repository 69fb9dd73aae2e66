//! Renders the buttons that share an item: as a quotation, as a link, as an image, or with the system's share sheet.

use super::{
    ViewContext,
    element_builder::{ElementBuilder, el, el_with_class},
};
use crate::{link, story::ItemRef, words};

/// Builds the share buttons of an item or of one of its occurrences: the quotation if it is a quote, and the link if
/// the story can be linked to. Returns `None` if it can be shared in neither way. `element.js` handles the clicks.
pub(super) fn share_buttons(ctx: &ViewContext, item: ItemRef, occurrence: Option<usize>) -> Option<ElementBuilder> {
    let (story, words) = (&ctx.story, ctx.words);
    let fragment = link::item_fragment(story, item, occurrence);
    let url = ctx.share_links.as_ref().map(|share| share.link(story, item, occurrence));
    let picture = ctx.share_links.as_ref().and_then(|share| share.picture(story, item));
    let quotation = |link: Option<&str>| match item {
        ItemRef::Quote(at) => Some(words::quotation(story, &story.quotes[at], words, link)),
        ItemRef::Entity(_) | ItemRef::Highlight(_) | ItemRef::Event(_) => None,
    };
    // Without script the buttons keep their space.
    let copy_button = |label: &str, kind: &'static str, confirmation: &'static str, text: String| {
        let button = action(label);
        if ctx.is_live() { copying(button, kind, confirmation, text) } else { button }
    };
    let quote = quotation(url.as_deref())
        .map(|text| copy_button(words.copy_quotation, "quotation", words.quotation_copied, text));
    let link = url.as_ref().map(|url| copy_button(words.copy, "link", words.copied, url.clone()));
    let mut actions: Vec<ElementBuilder> = quote.into_iter().chain(link).collect();
    if ctx.has_share_sheet {
        // The share sheet also shares the image.
        if !actions.is_empty() {
            let sheet = action(words.share)
                .attr("data-share", "sheet")
                .attr("data-title", story.title.clone())
                .attr_opt("data-text", quotation(None))
                .attr_opt("data-url", url)
                .attr_opt("data-picture", picture);
            actions.push(sheet);
        }
    } else if let Some(picture) = picture {
        let save = el_with_class("a", "sl-button sl-share-action").attr("download", "").attr("href", picture);
        actions.push(save.text(words.save_image));
    }
    if actions.is_empty() {
        return None;
    }
    Some(group(actions, fragment, words.copy_by_hand))
}

/// Builds a button that copies the link with this fragment (without its `#`), if the story can be linked to.
pub(super) fn copy_link_button(ctx: &ViewContext, label: &str, fragment: String) -> Option<ElementBuilder> {
    let url = ctx.share_links.as_ref()?.to(&fragment);
    Some(group(vec![copying(action(label), "link", ctx.words.copied, url)], fragment, ctx.words.copy_by_hand))
}

fn action(label: &str) -> ElementBuilder {
    el_with_class("button", "sl-button sl-share-action").attr("part", "button").attr("type", "button").text(label)
}

fn copying(button: ElementBuilder, kind: &'static str, confirmation: &'static str, text: String) -> ElementBuilder {
    button.attr("data-share", kind).attr("data-copied", confirmation).attr("data-text", text)
}

/// Builds the group of buttons, a text field for copying by hand if the browser denies it, and a status message.
fn group(actions: Vec<ElementBuilder>, fragment: String, by_hand: &'static str) -> ElementBuilder {
    let field = el_with_class("textarea", "sl-link")
        .attr("readonly", "")
        .attr("hidden", "")
        .attr("rows", "1")
        .attr("aria-label", by_hand);
    // The key gives another item new elements, so that the old status message disappears.
    el_with_class("div", "sl-share sl-needs-script")
        .key(fragment)
        .children(actions)
        .child(field)
        .child(el("span").attr("class", "sl-copied").attr("role", "status"))
}
