//! Functions of the browser, for event handlers and for effects after rendering. No function here is called while
//! rendering.

use std::{any::Any, cell::RefCell, ops::Range};

use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{
    AddEventListenerOptions, Element, Event, EventTarget, HtmlElement, IntersectionObserver, IntersectionObserverEntry,
    IntersectionObserverInit, Node, NodeList, ResizeObserver, ShadowRoot, js_sys,
};

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

/// Returns the element that has the focus, also inside shadow roots.
pub(crate) fn focused(near: &Element) -> Option<Element> {
    let mut focused = near.owner_document()?.active_element()?;
    while let Some(inner) = focused.shadow_root().and_then(|root| root.active_element()) {
        focused = inner;
    }
    Some(focused)
}

/// Sets an attribute, or removes it. The browser refuses only an invalid name, and all names are constants. This is
/// also true of the names in the functions below.
pub(crate) fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Sets a boolean attribute, or removes it.
pub(crate) fn toggle_attribute(element: &Element, name: &str, is_set: bool) {
    let _ = element.toggle_attribute_with_force(name, is_set);
}

/// Returns true if the element has this class.
pub(crate) fn has_class(element: &Element, class: &str) -> bool {
    element.class_list().contains(class)
}

/// Adds a class, or removes it.
pub(crate) fn toggle_class(element: &Element, class: &str, is_set: bool) {
    let _ = element.class_list().toggle_with_force(class, is_set);
}

/// Sets a property of the inline style, or removes it if the value is empty. A content security policy allows styles
/// that a script sets.
pub(crate) fn set_style(element: &HtmlElement, name: &str, value: &str) {
    let _ = element.style().set_property(name, value);
}

/// Sets a property of the inline style to a length, in whole CSS pixels.
pub(crate) fn set_style_length(element: &HtmlElement, name: &str, pixels: i32) {
    set_style(element, name, &format!("{pixels}px"));
}

/// Returns the element in which an event began. `event.target` would be the host element of a shadow root.
pub(crate) fn target(event: &Event) -> Option<Element> {
    event.composed_path().get(0).dyn_into().ok()
}

/// Returns true if the page is scrolled to its top.
pub(crate) fn is_at_top() -> bool {
    web_sys::window().and_then(|window| window.scroll_y().ok()).is_none_or(|top| top < 1.0)
}

/// Returns the height of the viewport, in CSS pixels.
pub(crate) fn viewport_height() -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    height.unwrap_or(f64::MAX)
}

/// Returns true if any part of the element is vertically inside the viewport.
pub(crate) fn is_in_viewport(element: &Element) -> bool {
    let bounds = element.get_bounding_client_rect();
    bounds.bottom() > 0.0 && bounds.top() < viewport_height()
}

/// Returns how far the page can still be scrolled down, in CSS pixels.
pub(crate) fn room_below() -> f64 {
    let window = web_sys::window();
    let page = window.as_ref().and_then(|window| window.document()?.document_element());
    let height = page.map_or(0.0, |page| f64::from(page.scroll_height()));
    let top = window.and_then(|window| window.scroll_y().ok()).unwrap_or_default();
    height - top - viewport_height()
}

/// Returns the browser's clock, in milliseconds.
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}

/// Scrolls the page down by this many CSS pixels.
pub(crate) fn scroll_by(down: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_by_with_x_and_y(0.0, down);
    }
}

/// Returns the computed value of a CSS property of an element, or an empty string.
pub(crate) fn computed_property(element: &Element, name: &str) -> String {
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok()?);
    style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default()
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

/// Moves the focus without scrolling.
pub(crate) fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // The browser refuses to focus an element that is not shown; the focus then stays where it is.
    let _ = element.focus_with_options(&options);
}

/// Returns true if the focus is inside an element. WebKit may not match `:focus-within` yet when a key is pressed.
pub(crate) fn has_focus(element: &Element) -> bool {
    let mut focused = element.owner_document().and_then(|document| document.active_element());
    while let Some(outer) = focused {
        if element.contains(Some(&outer)) {
            return true;
        }
        focused = outer.shadow_root().and_then(|root| root.active_element());
    }
    false
}

/// Returns true if no element in the document has the focus.
pub(crate) fn has_no_focus(near: &Node) -> bool {
    let document = near.owner_document();
    document.is_some_and(|document| document.active_element() == document.body().map(Into::into))
}

/// Scrolls an element into view and moves the focus to it.
pub(crate) fn show(element: &HtmlElement) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    focus(element);
}

/// Scrolls a container horizontally until one of its items is in view. The page itself is not scrolled.
pub(crate) fn scroll_within(strip: &Element, item: &Element) {
    let [strip_at, item_at] = [strip, item].map(Element::get_bounding_client_rect);
    let [before, after] = [strip_at.left() - item_at.left(), item_at.right() - strip_at.right()];
    if before > 0.0 || after > 0.0 {
        strip.scroll_by_with_x_and_y(if before > 0.0 { -before } else { after }, 0.0);
    }
}

/// Adds a passive event listener in the bubbling phase. Dropping the result removes it.
pub(crate) fn listen(target: &EventTarget, kind: &'static str, handler: impl Fn(Event) + 'static) -> EventListener {
    add_listener(target, kind, Closure::new(handler), Listening::Passive)
}

/// Adds a passive event listener in the capturing phase, which also receives events that do not bubble.
pub(crate) fn listen_capturing(
    target: &EventTarget,
    kind: &'static str,
    handler: impl Fn(Event) + 'static,
) -> EventListener {
    add_listener(target, kind, Closure::new(handler), Listening::PassiveCapturing)
}

/// Adds an event listener that may call `preventDefault`.
pub(crate) fn listen_actively(
    target: &EventTarget,
    kind: &'static str,
    handler: impl Fn(Event) + 'static,
) -> EventListener {
    add_listener(target, kind, Closure::new(handler), Listening::Active)
}

/// How an event listener is registered (DOM, section 2.7).
#[derive(Clone, Copy, PartialEq)]
enum Listening {
    /// It never calls `preventDefault`.
    Passive,
    /// It never calls `preventDefault`, and is called in the capturing phase.
    PassiveCapturing,
    /// It may call `preventDefault`.
    Active,
}

fn add_listener(
    target: &EventTarget,
    kind: &'static str,
    closure: Closure<dyn Fn(Event)>,
    listening: Listening,
) -> EventListener {
    let captures = listening == Listening::PassiveCapturing;
    let options = AddEventListenerOptions::new();
    options.set_passive(listening != Listening::Active);
    options.set_capture(captures);
    let function = closure.as_ref().unchecked_ref();
    // This call cannot fail: the event name is an ASCII word.
    let _ = target.add_event_listener_with_callback_and_add_event_listener_options(kind, function, &options);
    EventListener { target: target.clone(), kind, closure, captures }
}

/// An event listener that is removed when it is dropped.
pub(crate) struct EventListener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn Fn(Event)>,
    captures: bool,
}

impl Drop for EventListener {
    fn drop(&mut self) {
        // Removing a listener that is already gone does nothing.
        let function = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.kind, function, self.captures);
    }
}

/// Calls `handler` now and whenever an element or the window changes its size. Dropping the result stops it.
pub(crate) fn watch_sizes(
    elements: impl IntoIterator<Item = Element>,
    handler: impl Fn() + Clone + 'static,
) -> Option<(Observer<ResizeObserver>, EventListener)> {
    let again = handler.clone();
    let callback = Closure::<ObserverCallback>::new(move |_| again());
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    for element in elements {
        observer.observe(&element);
    }
    let window = listen(&web_sys::window()?.into(), "resize", move |_| handler());
    let observer = Observer { observer, disconnect: ResizeObserver::disconnect, _callback: callback };
    Some((observer, window))
}

/// Calls `handler` with the range of elements near the viewport (within half of its height). It is called now and
/// whenever the range changes, until the result is dropped.
pub(crate) fn watch_visible_range(
    elements: impl IntoIterator<Item = Element>,
    handler: impl Fn(Range<usize>) + 'static,
) -> Option<Observer<IntersectionObserver>> {
    let all: Vec<Element> = elements.into_iter().collect();
    let observed = all.clone();
    let near = RefCell::new(vec![false; all.len()]);
    let callback = Closure::<ObserverCallback>::new(move |entries: js_sys::Array| {
        let mut near = near.borrow_mut();
        for entry in entries.iter() {
            let Ok(entry) = entry.dyn_into::<IntersectionObserverEntry>() else {
                continue;
            };
            let target = entry.target();
            for (element, near) in all.iter().zip(near.iter_mut()) {
                if *element == target {
                    *near = entry.is_intersecting();
                }
            }
        }
        let [first, last] = [near.iter().position(|&near| near), near.iter().rposition(|&near| near)];
        // The `RefCell` is not borrowed while the handler runs.
        drop(near);
        handler(first.unwrap_or_default()..last.map_or(0, |last| last + 1));
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin("50% 0px");
    let observer = IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options).ok()?;
    observed.iter().for_each(|element| observer.observe(element));
    Some(Observer { observer, disconnect: IntersectionObserver::disconnect, _callback: callback })
}

/// The callback of an observer. Its argument is the list of observed changes.
type ObserverCallback = dyn Fn(js_sys::Array);

/// A browser's observer that is disconnected when this is dropped.
pub(crate) struct Observer<T> {
    observer: T,
    disconnect: fn(&T),
    _callback: Closure<ObserverCallback>,
}

impl<T> Drop for Observer<T> {
    fn drop(&mut self) {
        (self.disconnect)(&self.observer);
    }
}

/// The maximum number of retries of [`retry_until`].
const MAX_RETRIES: u32 = 50;

/// Calls `handler` in a later task, again and again until it returns true, at most [`MAX_RETRIES`] more times. The
/// browser may run other tasks between two renderings.
pub(crate) fn retry_until(handler: impl FnMut() -> bool + 'static) {
    schedule_retry(Box::new(handler), MAX_RETRIES);
}

fn schedule_retry(mut handler: Box<dyn FnMut() -> bool>, left: u32) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let function = Closure::once_into_js(move || {
        if !handler() && left > 0 {
            schedule_retry(handler, left - 1);
        }
    });
    // This call cannot fail: the argument is a function.
    let _ = window.set_timeout_with_callback(function.unchecked_ref());
}

/// Scrolls an element into view and focuses it, once the element has been rendered and is visible.
pub(crate) fn focus_when_shown(find: impl Fn() -> Option<HtmlElement> + 'static) {
    retry_until(move || {
        let Some(element) = find() else {
            return false;
        };
        let is_shown = element.get_client_rects().length() > 0;
        if is_shown {
            show(&element);
        }
        is_shown
    });
}

/// A timer that is cancelled when it is dropped.
pub(crate) struct Timer {
    id: i32,
    _closure: Closure<dyn FnMut()>,
}

/// Calls `handler` after this many milliseconds, unless the timer is dropped before.
pub(crate) fn set_timeout(milliseconds: i32, handler: impl FnOnce() + 'static) -> Option<Timer> {
    let closure = Closure::once(handler);
    let function = closure.as_ref().unchecked_ref();
    let id = web_sys::window()?.set_timeout_with_callback_and_timeout_and_arguments_0(function, milliseconds).ok()?;
    Some(Timer { id, _closure: closure })
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}
