//! Functions of the browser, for event handlers and for effects after rendering. No function here is called while
//! rendering.
//!
//! This file searches the document. Each other file has one topic.

mod attributes;
mod focus;
mod listener;
mod observer;
mod timer;
mod viewport;

use std::any::Any;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, NodeList, ShadowRoot};

pub(crate) use attributes::{
    computed_property, has_class, set_attribute, set_style, set_style_length, toggle_attribute, toggle_class,
};
pub(crate) use focus::{focus, focus_when_shown, focused, has_focus, has_no_focus, make_focusable, show};
pub(crate) use listener::{EventListener, listen, listen_actively, listen_capturing};
pub(crate) use observer::{watch_sizes, watch_visible_range};
pub(crate) use timer::{Timer, now, retry_until, set_timeout};
pub(crate) use viewport::{is_at_top, is_in_viewport, room_below, scroll_by, scroll_within, viewport_height};

/// A resource that is released when it is dropped, such as an observer.
pub(crate) type Guard = Option<Box<dyn Any>>;

/// The attribute of an island: an element of the story whose content Yew renders in a shadow root. The functions here
/// search the story with its islands, as if it were one document.
pub(crate) const ISLAND: &str = "data-island";

/// Returns the islands in `within`.
pub(crate) fn islands(within: &Element) -> impl Iterator<Item = Element> {
    elements(within.query_selector_all("[data-island]"))
}

/// Returns the island that contains an element, if there is one.
fn island_around(element: &Element) -> Option<Element> {
    let host = element.get_root_node().dyn_into::<ShadowRoot>().ok()?.host();
    host.has_attribute(ISLAND).then_some(host)
}

/// Returns the root element of the story that contains an element.
pub(crate) fn story_root(element: &Element) -> Option<Element> {
    let near = island_around(element).unwrap_or_else(|| element.clone());
    near.closest(".sidelight").ok()?
}

/// Returns the element with this id in the story that contains `near`. Another story of the page may have the same ids.
pub(crate) fn by_id(near: &Element, id: &str) -> Option<HtmlElement> {
    find(&story_root(near)?, &id_selector(id))
}

/// Returns the selector of an id, escaped (CSSOM, section 2.1). Ids consist of letters, digits, hyphens and slashes.
fn id_selector(id: &str) -> String {
    let mut selector = String::from("#");
    for (at, letter) in id.char_indices() {
        match letter {
            '0'..='9' | '-' if at == 0 => {
                selector.push_str(if letter == '-' { "\\2d " } else { "\\3" });
                if letter != '-' {
                    selector.push(letter);
                    selector.push(' ');
                }
            }
            '/' => selector.push_str("\\/"),
            _ => selector.push(letter),
        }
    }
    selector
}

/// Returns the first element in `within` that matches the selector.
pub(crate) fn find(within: &Element, selector: &str) -> Option<HtmlElement> {
    let found = within.query_selector(selector).ok()?;
    let in_island = || islands(within).find_map(|island| island.shadow_root()?.query_selector(selector).ok()?);
    found.or_else(in_island)?.dyn_into().ok()
}

/// Returns all elements in `within` that match the selector: first those outside islands, then those in islands.
pub(crate) fn find_all(within: &Element, selector: &str) -> Vec<Element> {
    let mut found: Vec<Element> = elements(within.query_selector_all(selector)).collect();
    for shadow in islands(within).filter_map(|island| island.shadow_root()) {
        found.extend(elements(shadow.query_selector_all(selector)));
    }
    found
}

/// Returns the nearest ancestor that matches the selector, including the element itself.
pub(crate) fn closest(element: &Element, selector: &str) -> Option<HtmlElement> {
    let found = element.closest(selector).ok()?;
    found.or_else(|| island_around(element)?.closest(selector).ok()?)?.dyn_into().ok()
}

/// Returns the element in which an event began. `event.target` would be the host element of a shadow root.
pub(crate) fn target(event: &Event) -> Option<Element> {
    event.composed_path().get(0).dyn_into().ok()
}

/// Returns the elements of a node list, or none if the query failed.
pub(crate) fn elements(list: Result<NodeList, JsValue>) -> impl Iterator<Item = Element> {
    let list = list.ok();
    let count = list.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |at| list.as_ref()?.item(at)?.dyn_into().ok())
}

/// Returns the child elements of an element.
pub(crate) fn children(of: &Element) -> impl Iterator<Item = Element> {
    let children = of.children();
    (0..children.length()).filter_map(move |at| children.item(at))
}
