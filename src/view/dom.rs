//! What effects and event handlers ask of the browser. Nothing here is called while rendering.

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, HtmlElement, MouseEvent, Node, ShadowRoot};

/// From this width of the view on, in multiples of its font size, there is a margin beside the text that holds a note.
const MARGIN_FROM_EM: f64 = 66.0;

/// The element with this id in the tree that `near` is in.
pub(super) fn by_id(near: &Node, id: &str) -> Option<HtmlElement> {
    let root = near.get_root_node();
    let found = match root.dyn_ref::<ShadowRoot>() {
        Some(root) => root.get_element_by_id(id),
        None => near.owner_document()?.get_element_by_id(id),
    };
    found?.dyn_into().ok()
}

/// The fragment that a press leads to (without its `#`), with the element that was pressed. Presses that ask the
/// browser for something else (a new tab, say) lead nowhere here.
pub(super) fn pressed_link(event: &MouseEvent) -> Option<(String, Element)> {
    if event.default_prevented() || event.button() != 0 {
        return None;
    }
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
        return None;
    }
    // The path goes through shadow roots, where the target would stop at the host.
    let target = event.composed_path().get(0).dyn_into::<Element>().ok()?;
    let link = target.closest("[data-to],a[href^='#']").ok()??;
    let to = link.get_attribute("data-to").or_else(|| Some(link.get_attribute("href")?[1..].to_owned()))?;
    Some((to, link))
}

/// Puts the card beside its line where there is a margin, or makes it a sheet, with the line in view above it; then
/// moves focus into it.
pub(super) fn place_card(card: &HtmlElement, mark: &str) {
    let (Some(view), Some(mark)) = (card.parent_element(), by_id(card, mark)) else {
        return;
    };
    let Some(window) = web_sys::window() else {
        return;
    };
    let font_size = window
        .get_computed_style(&view)
        .ok()
        .flatten()
        .and_then(|style| style.get_property_value("font-size").ok())
        .and_then(|size| size.trim_end_matches("px").parse::<f64>().ok())
        .unwrap_or(16.0);
    let (outer, line) = (view.get_bounding_client_rect(), mark.get_bounding_client_rect());
    let in_margin = outer.width() >= MARGIN_FROM_EM * font_size;
    let classes = card.class_list();
    // Neither can fail: the class names are plain words.
    let _ = classes.toggle_with_force("sl-card--margin", in_margin);
    let _ = classes.toggle_with_force("sl-card--sheet", !in_margin);
    if in_margin {
        // The text column ends where the article's body does.
        let body = view.query_selector(".sl-body").ok().flatten().map(|body| body.get_bounding_client_rect());
        let rtl = view.get_attribute("dir").as_deref() == Some("rtl");
        let past = |body: web_sys::DomRect| if rtl { outer.right() - body.left() } else { body.right() - outer.left() };
        let start = body.map_or(0.0, past);
        let top = (line.top() - outer.top()).min(outer.height() - card.get_bounding_client_rect().height());
        let style = card.style();
        // A custom property set by script is allowed by every policy.
        let _ = style.set_property("--sl-card-top", &format!("{}px", top.max(0.0)));
        let _ = style.set_property("--sl-card-start", &format!("{start}px"));
    }
    let sheet_top = card.get_bounding_client_rect().top();
    let height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
    let foot = if in_margin { height } else { sheet_top };
    if line.top() < 0.0 || line.bottom() > foot {
        window.scroll_by_with_x_and_y(0.0, line.top() - (foot - line.height()) / 2.0);
    }
    focus(card);
}

/// Moves focus without scrolling.
pub(super) fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // Focus may be refused (an element that is not shown); then it stays where it was.
    let _ = element.focus_with_options(&options);
}

/// Brings a thing into view where it is at home, and moves focus to it.
pub(super) fn show(element: &HtmlElement) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    focus(element);
}

/// Where a slide stands in its row, from the row's start edge, in CSS pixels.
fn offset(row: &Element, slide: &Element) -> f64 {
    slide.get_bounding_client_rect().left() - row.get_bounding_client_rect().left() - padding(row)
}

fn padding(row: &Element) -> f64 {
    row.first_element_child().map_or(0.0, |first| {
        let start = first.get_bounding_client_rect().left() - row.get_bounding_client_rect().left();
        start + f64::from(row.scroll_left())
    })
}

/// Turns a row of slides to one of them, without moving the page.
pub(super) fn scroll_row_to(row: &Element, at: usize) {
    let slide = u32::try_from(at).ok().and_then(|at| row.children().item(at));
    if let Some(slide) = slide {
        let away = offset(row, &slide);
        if away.abs() >= 1.0 {
            row.scroll_by_with_x_and_y(away, 0.0);
        }
    }
}

/// The slide that stands nearest to the start of its row.
pub(super) fn nearest_slide(row: &Element) -> Option<usize> {
    let slides = row.children();
    let distance = |at: &u32| slides.item(*at).map_or(f64::MAX, |slide| offset(row, &slide).abs());
    // At its very end a row shows its last slide, which may not reach the start.
    let end = row.scroll_width() - row.client_width() - row.scroll_left().abs() <= 1;
    if end && row.scroll_left() != 0 {
        return usize::try_from(slides.length()).ok()?.checked_sub(1);
    }
    let nearest = (0..slides.length()).min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    usize::try_from(nearest).ok()
}

/// Takes the links of all slides but one out of the tab order, or puts all back.
pub(super) fn keep_tab_stops(row: &Element, only: Option<usize>) {
    let slides = row.children();
    for at in 0..slides.length() {
        let aside = only.is_some_and(|only| u32::try_from(only) != Ok(at));
        let Some(links) = slides.item(at).and_then(|slide| slide.query_selector_all("a").ok()) else {
            continue;
        };
        for link in (0..links.length()).filter_map(|link| links.item(link)?.dyn_into::<Element>().ok()) {
            // Neither can fail: the name is a plain word.
            let _ = if aside { link.set_attribute("tabindex", "-1") } else { link.remove_attribute("tabindex") };
        }
    }
}

/// Calls `handler` whenever the window is resized, until it is dropped.
pub(super) fn on_resize(handler: impl Fn() + 'static) -> Option<Resized> {
    let window = web_sys::window()?;
    let closure = Closure::<dyn Fn()>::new(handler);
    window.add_event_listener_with_callback("resize", closure.as_ref().unchecked_ref()).ok()?;
    Some(Resized { closure })
}

/// A listener for resizing; it leaves when this is dropped.
pub(super) struct Resized {
    closure: Closure<dyn Fn()>,
}

impl Drop for Resized {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            // A listener that is already gone is no matter.
            let _ = window.remove_event_listener_with_callback("resize", self.closure.as_ref().unchecked_ref());
        }
    }
}
