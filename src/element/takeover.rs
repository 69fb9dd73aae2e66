//! Replaces the fallback with the live view in one frame, so that nothing on the page moves.

use std::rc::Rc;

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Document, Element, HtmlElement, ScrollBehavior, ScrollToOptions, ShadowRoot, Window};

use super::{boxes, instance::Inner};
use crate::dom;

/// The selector of focusable elements without an HTML id that the fallback and the live view share. Elements of only
/// one view are excluded: the highlight control, the chart, the share buttons, and the fallback's scrollable quotes.
const FOCUSABLE: &str = ":is(a,button,summary,[tabindex]):not(.sl-mark,.sl-run,.sl-view-link *,.sl-timeline-chart *,.sl-share *,.sl-quote-text)";

/// The key by which an element of the fallback is found in the live view.
enum Known {
    /// The element's HTML id.
    Named(String),
    /// The element's index among the elements without an id.
    Position(usize),
}

impl Known {
    fn of(host: &Element, element: &Element) -> Option<Self> {
        let id = element.id();
        if !id.is_empty() {
            return Some(Self::Named(id));
        }
        let position = dom::elements(host.query_selector_all(FOCUSABLE)).position(|each| each == *element);
        // An element without an id is inside an element with one.
        let around = || element.closest("[id]").ok().flatten().map(|around| Self::Named(around.id()));
        position.map(Self::Position).or_else(around)
    }

    fn find(self, root: &ShadowRoot) -> Option<Element> {
        match self {
            Self::Named(id) => root.get_element_by_id(&id),
            Self::Position(at) => dom::elements(root.query_selector_all(FOCUSABLE)).nth(at),
        }
    }
}

/// Replaces the fallback now, or as soon as the reader has no text of the fallback selected.
pub(super) fn when_free(inner: &Rc<Inner>) {
    let Some(document) = inner.host.owner_document() else {
        return;
    };
    if !has_selection(inner, &document) {
        take_over(inner, &document);
        return;
    }
    inner.set_status("waiting");
    // The listener waits for one event at a time, so that the browser removes it.
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

/// Returns true if text of the fallback is selected.
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
    let scroll_position = current_scroll_position();
    let Some(root) = inner.attach_root() else {
        return;
    };
    let [fallback, live] = [host, &*inner.mount].map(|within| within.query_selector_all("details"));
    for (fallback, live) in dom::elements(fallback).zip(dom::elements(live)) {
        dom::toggle_attribute(&live, "open", fallback.has_attribute("open"));
    }
    for slot in dom::elements(root.query_selector_all("slot")) {
        slot.remove();
    }
    inner.mount.set_hidden(false);
    if let Some((window, left, top)) = scroll_position {
        // Reading the size forces the layout. Only then is it known whether the browser has adjusted the scroll
        // position.
        inner.mount.get_bounding_client_rect();
        if current_scroll_position().is_some_and(|now| (now.1, now.2) != (left, top)) {
            window.scroll_to_with_scroll_to_options(&at_once(left, top));
        }
    }

    if let (Some(left), Some(row)) = (scrolled, row(inner.mount.query_selector(".sl-slides"))) {
        row.scroll_to_with_scroll_to_options(&at_once(f64::from(left), f64::from(row.scroll_top())));
    }
    let counterpart = focused.and_then(|focused| focused.find(&root));
    let counterpart = counterpart.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = &counterpart {
        dom::focus(element);
    }
    // An event that had the focus in the list may now be in the chart.
    inner.ready(counterpart.filter(|_| root.active_element().is_none()).map(Into::into));
    boxes::release(blocks);
}

/// A scroll position in CSS pixels, without animation.
fn at_once(left: f64, top: f64) -> ScrollToOptions {
    let options = ScrollToOptions::new();
    options.set_left(left);
    options.set_top(top);
    options.set_behavior(ScrollBehavior::Instant);
    options
}

/// Returns the window and its scroll position, in CSS pixels.
fn current_scroll_position() -> Option<(Window, f64, f64)> {
    let window = web_sys::window()?;
    let (left, top) = (window.scroll_x().ok()?, window.scroll_y().ok()?);
    Some((window, left, top))
}

/// Returns the element of the live view that corresponds to an element of the fallback.
pub(super) fn counterpart(inner: &Inner, element: &Element) -> Option<Element> {
    Known::of(&inner.host, element)?.find(&inner.host.shadow_root()?)
}

/// Shows the mount above the fallback, which stays in the page.
pub(super) fn beside_static(inner: &Inner) {
    inner.mount.set_hidden(false);
    let Some(root) = inner.attach_root() else {
        return;
    };
    let has_slot = root.query_selector("slot").ok().flatten().is_some();
    if !has_slot
        && let Some(document) = inner.host.owner_document()
        && let Ok(slot) = document.create_element("slot")
    {
        // This call cannot fail: the root is an open shadow root of this element and accepts children.
        let _ = root.append_child(&slot);
    }
}
