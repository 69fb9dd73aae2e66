//! The share menus, and the text that a button shares. `share.js` does the rest.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{
    dom, link,
    state::{Action, Selection},
    story::{ItemRef, Story},
    view::ViewContext,
    words,
};

/// The buttons that open a share menu.
const TOGGLE: &str = "[data-share-menu]";

/// The share menu that a button has opened.
const MENU: &str = ".sl-share-menu";

/// Opens or closes the share menu of the button that contains `target`. Returns false if there is no such button.
pub(super) fn toggle_menu(ctx: &ViewContext, root: &Element, target: &Element) -> bool {
    let Some(toggle) = dom::closest(target, TOGGLE) else {
        return false;
    };
    let is_open = toggle.get_attribute("aria-expanded").as_deref() == Some("true");
    close_menus(root, false);
    if !is_open {
        open_menu(ctx, &toggle);
    }
    true
}

/// Closes all share menus but the one that contains `target`.
pub(super) fn close_other_menus(root: &Element, target: &Element) {
    if dom::closest(target, MENU).is_none() && dom::closest(target, TOGGLE).is_none() {
        close_menus(root, false);
    }
}

/// Closes all share menus. Returns true if one was open. If wanted, its button gets the focus.
pub(super) fn close_menus(root: &Element, moves_focus: bool) -> bool {
    let menus = dom::find_all(root, MENU);
    for menu in &menus {
        if let Some(toggle) = menu.previous_element_sibling().and_then(|toggle| toggle.dyn_into::<HtmlElement>().ok()) {
            dom::set_attribute(&toggle, "aria-expanded", Some("false"));
            if moves_focus {
                dom::focus(&toggle);
            }
        }
        menu.remove();
    }
    !menus.is_empty()
}

/// Adds the share menu behind its button: the quotation if the item is a quote, the link and the share sheet if there are
/// any, and the image of a quote.
fn open_menu(ctx: &ViewContext, toggle: &HtmlElement) {
    let Some((group, document)) = toggle.parent_element().zip(toggle.owner_document()) else {
        return;
    };
    let Some(selection) = group.get_attribute("data-item").and_then(|fragment| selection(&ctx.story, &fragment)) else {
        return;
    };
    let Ok(menu) = document.create_element("div") else {
        return;
    };
    dom::set_attribute(&menu, "class", Some("sl-share-menu"));
    let add = |tag: &str, text: &str, attributes: &[(&str, &str)]| {
        // This call cannot fail: the name is valid.
        if let Ok(item) = document.create_element(tag) {
            dom::set_attribute(&item, "class", Some("sl-button sl-share-action"));
            dom::set_attribute(&item, "part", Some("button"));
            for (name, value) in attributes {
                dom::set_attribute(&item, name, Some(value));
            }
            item.set_text_content(Some(text));
            let _ = menu.append_child(&item);
        }
    };
    let (words, links) = (ctx.words, ctx.share_links.as_deref());
    let button = |text: &str, kind: &str| add("button", text, &[("type", "button"), ("data-share", kind)]);
    if matches!(selection.item, ItemRef::Quote(_)) {
        button(words.copy_quotation, "quotation");
    }
    if links.is_some() {
        button(words.copy, "link");
    }
    if ctx.has_share_sheet {
        button(words.share_sheet, "sheet");
    }
    // The share sheet also shares the image.
    if let Some(picture) = links.and_then(|links| links.picture(&ctx.story, selection.item))
        && !ctx.has_share_sheet
    {
        add("a", words.save_image, &[("href", &picture), ("download", "")]);
    }
    let _ = group.append_child(&menu);
    dom::set_attribute(toggle, "aria-expanded", Some("true"));
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
