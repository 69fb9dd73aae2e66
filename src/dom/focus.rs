//! The keyboard focus.

use web_sys::{Element, HtmlElement, Node};

use super::retry_until;

/// Returns the element that has the focus, also inside shadow roots.
pub(crate) fn focused(near: &Element) -> Option<Element> {
    let mut focused = near.owner_document()?.active_element()?;
    while let Some(inner) = focused.shadow_root().and_then(|root| root.active_element()) {
        focused = inner;
    }
    Some(focused)
}

/// Lets a script move the focus to an element that takes none otherwise. The element is no tab stop.
pub(crate) fn make_focusable(element: &Element) {
    if !element.has_attribute("tabindex") {
        super::set_attribute(element, "tabindex", Some("-1"));
    }
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
