//! The live view takes the static copy's place: in one frame, without moving anything.

use std::rc::Rc;

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Document, Element, FocusOptions, HtmlElement, ScrollBehavior, ScrollToOptions, ShadowRoot, Window};

use super::{boxes, instance::Inner};
use crate::view::elements;

/// What can have the focus and has no name of its own, in the static copy as in the live view. How many highlights the
/// live view shows is for the reader to say, the timeline is drawn there alone, what passes things on depends on the page,
/// and only the copy scrolls long quotes.
const FOCUSABLE: &str = ":is(a,button,summary,[tabindex]):not(.sl-mark,.sl-run,.sl-view-link *,.sl-timeline-chart *,.sl-share *,.sl-quote-text)";

/// What an element of the static copy is known by in the live view.
enum Known {
    /// Its id.
    Named(String),
    /// Its position among those without one.
    Position(usize),
}

impl Known {
    fn of(host: &Element, element: &Element) -> Option<Self> {
        let id = element.id();
        if !id.is_empty() {
            return Some(Self::Named(id));
        }
        let position = elements(host.query_selector_all(FOCUSABLE)).position(|each| each == *element);
        // What has none stands in something that has a name.
        let around = || element.closest("[id]").ok().flatten().map(|around| Self::Named(around.id()));
        position.map(Self::Position).or_else(around)
    }

    fn find(self, root: &ShadowRoot) -> Option<Element> {
        match self {
            Self::Named(id) => root.get_element_by_id(&id),
            Self::Position(at) => elements(root.query_selector_all(FOCUSABLE)).nth(at),
        }
    }
}

/// Takes over now, or as soon as the reader has no text of the static copy selected.
pub(super) fn when_free(inner: &Rc<Inner>) {
    let Some(document) = inner.host.owner_document() else {
        return;
    };
    if !has_selection(inner, &document) {
        take_over(inner, &document);
        return;
    }
    inner.set_status("waiting");
    // One change is waited for at a time, so that the browser takes the listener away by itself.
    let weak = Rc::downgrade(inner);
    let retry = Closure::once_into_js(move || {
        if let Some(inner) = weak.upgrade() {
            when_free(&inner);
        }
    });
    let options = web_sys::AddEventListenerOptions::new();
    options.set_once(true);
    options.set_passive(true);
    let added = document.add_event_listener_with_callback_and_add_event_listener_options(
        "selectionchange",
        retry.unchecked_ref(),
        &options,
    );
    if added.is_err() {
        take_over(inner, &document);
    }
}

/// Whether text of the static copy is selected.
fn has_selection(inner: &Inner, document: &Document) -> bool {
    let Ok(Some(selection)) = document.get_selection() else {
        return false;
    };
    let within = |node: Option<web_sys::Node>| node.is_some_and(|node| inner.host.contains(Some(&node)));
    !selection.is_collapsed() && (within(selection.anchor_node()) || within(selection.focus_node()))
}

fn take_over(inner: &Inner, document: &Document) {
    let host: &Element = &inner.host;
    let focused = document.active_element().filter(|element| host.contains(Some(element)) && element != host);
    let focused = focused.and_then(|element| Known::of(host, &element));
    let row = |within: Result<Option<Element>, _>| within.ok().flatten();
    let scrolled = row(host.query_selector(".sl-slides")).map(|row| row.scroll_left());

    let blocks = boxes::hold(host, &inner.mount);
    let scroll_position = place_in_window();
    let Some(root) = inner.open() else {
        return;
    };
    let [copied, live] = [host, &*inner.mount].map(|within| within.query_selector_all("details"));
    for (copied, live) in elements(copied).zip(elements(live)) {
        // It can't fail: the name is a plain word.
        let _ = live.toggle_attribute_with_force("open", copied.has_attribute("open"));
    }
    for slot in elements(root.query_selector_all("slot")) {
        slot.remove();
    }
    inner.mount.set_hidden(false);
    if let Some((window, left, top)) = scroll_position {
        // Asked for its box, the page is laid out; only then is it known whether the browser scrolled on its own.
        inner.mount.get_bounding_client_rect();
        if place_in_window().is_some_and(|now| (now.1, now.2) != (left, top)) {
            window.scroll_to_with_scroll_to_options(&at_once(left, top));
        }
    }

    if let (Some(left), Some(row)) = (scrolled, row(inner.mount.query_selector(".sl-slides"))) {
        row.scroll_to_with_scroll_to_options(&at_once(f64::from(left), f64::from(row.scroll_top())));
    }
    let counterpart = focused.and_then(|focused| focused.find(&root));
    let counterpart = counterpart.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = &counterpart {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // Focus may be refused; then it is where a page without focus has it.
        let _ = element.focus_with_options(&options);
    }
    // What was told in the static copy may be drawn now.
    inner.ready(counterpart.filter(|_| root.active_element().is_none()).map(Into::into));
    boxes::release(blocks);
}

/// A place to scroll to, in CSS pixels, and no motion on the way.
fn at_once(left: f64, top: f64) -> ScrollToOptions {
    let options = ScrollToOptions::new();
    options.set_left(left);
    options.set_top(top);
    options.set_behavior(ScrollBehavior::Instant);
    options
}

/// How far the page is scrolled, in CSS pixels.
fn place_in_window() -> Option<(Window, f64, f64)> {
    let window = web_sys::window()?;
    let (left, top) = (window.scroll_x().ok()?, window.scroll_y().ok()?);
    Some((window, left, top))
}

/// What stands in the live view for an element of the static copy.
pub(super) fn counterpart(inner: &Inner, element: &Element) -> Option<Element> {
    Known::of(&inner.host, element)?.find(&inner.host.shadow_root()?)
}

/// Shows what stands in the mount above the static copy, which stays.
pub(super) fn beside_static(inner: &Inner) {
    inner.mount.set_hidden(false);
    let Some(root) = inner.open() else {
        return;
    };
    let has_slot = root.query_selector("slot").ok().flatten().is_some();
    if let (false, Some(document)) = (has_slot, inner.host.owner_document())
        && let Ok(slot) = document.create_element("slot")
    {
        // The root is an open one of the element's own: it takes children.
        let _ = root.append_child(&slot);
    }
}
