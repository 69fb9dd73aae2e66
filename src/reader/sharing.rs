//! The share buttons: which of them are shown, and the text that a button shares. `share.js` does the rest.

use web_sys::Element;

use crate::{
    dom, link,
    state::{Action, Selection},
    story::{ItemRef, Story},
    view::ViewContext,
    words,
};

/// Shows the buttons that this page and this browser can serve. In the document are all.
pub(super) fn begin(ctx: &ViewContext, root: &Element) {
    let has_sheet = ctx.has_share_sheet;
    let kinds = [
        ("[data-share=link]", ctx.share_links.is_some()),
        ("[data-share=sheet]", has_sheet),
        ("a[download]", ctx.share_links.is_some() && !has_sheet),
    ];
    for (selector, is_shown) in kinds {
        for button in dom::elements(root.query_selector_all(selector)) {
            dom::toggle_attribute(&button, "hidden", !is_shown);
        }
    }
}

/// Prepares a share button that contains `target` for `share.js`: sets the text in its attributes, and removes all
/// earlier confirmations.
pub(super) fn prepare(ctx: &ViewContext, root: &Element, target: &Element) {
    let Some(button) = dom::closest(target, "[data-share]") else {
        return;
    };
    for old in dom::find_all(root, ".sl-copied") {
        old.set_text_content(None);
    }
    let shared = |name: &str| dom::closest(&button, &format!("[{name}]"))?.get_attribute(name);
    let set = |name: &str, value: Option<&str>| dom::set_attribute(&button, name, value);
    let (story, links, words) = (&ctx.story, ctx.share_links.as_deref(), ctx.words);
    set("data-by-hand", Some(words.copy_by_hand));
    if let Some(fragment) = shared("data-view") {
        // Without a fragment the button shares the shown highlights.
        let fragment =
            if fragment.is_empty() { link::view_fragment(story, &ctx.store.state()) } else { Some(fragment) };
        set("data-copied", Some(words.copied));
        set("data-text", links.zip(fragment).map(|(links, fragment)| links.to(&fragment)).as_deref());
        return;
    }
    let Some(Selection { item, occurrence }) = shared("data-item").and_then(|fragment| selection(story, &fragment))
    else {
        return;
    };
    let url = links.map(|links| links.link(story, item, occurrence));
    let quotation = |link: Option<&str>| match item {
        ItemRef::Quote(at) => Some(words::quotation(story, &story.quotes[at], words, link)),
        ItemRef::Entity(_) | ItemRef::Highlight(_) | ItemRef::Event(_) => None,
    };
    match button.get_attribute("data-share").as_deref() {
        Some("link") => {
            set("data-copied", Some(words.copied));
            set("data-text", url.as_deref());
        }
        Some("quotation") => {
            set("data-copied", Some(words.quotation_copied));
            set("data-text", quotation(url.as_deref()).as_deref());
        }
        _ => {
            set("data-title", Some(&story.title));
            set("data-text", quotation(None).as_deref());
            set("data-url", url.as_deref());
            set("data-picture", links.and_then(|links| links.picture(story, item)).as_deref());
        }
    }
}

fn selection(story: &Story, fragment: &str) -> Option<Selection> {
    match link::parse(story, fragment)? {
        Action::FollowLink { selected, .. } => selected,
        _ => None,
    }
}
