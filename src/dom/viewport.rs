//! The viewport and the scroll position, in CSS pixels.

use web_sys::Element;

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

/// Scrolls the page down by this many CSS pixels.
pub(crate) fn scroll_by(down: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_by_with_x_and_y(0.0, down);
    }
}

/// Scrolls a container horizontally until one of its items is in view. The page itself is not scrolled.
pub(crate) fn scroll_within(strip: &Element, item: &Element) {
    let [strip_at, item_at] = [strip, item].map(Element::get_bounding_client_rect);
    let [before, after] = [strip_at.left() - item_at.left(), item_at.right() - strip_at.right()];
    if before > 0.0 || after > 0.0 {
        strip.scroll_by_with_x_and_y(if before > 0.0 { -before } else { after }, 0.0);
    }
}
