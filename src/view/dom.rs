//! What effects and event handlers ask of the browser. Nothing here is called while rendering.

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, HtmlElement, MouseEvent, Node, ShadowRoot};

/// What a note in the margin keeps from the window's lower edge, in CSS pixels.
const EDGE: f64 = 12.0;

/// The element with this id in the tree that `near` is in.
pub(super) fn by_id(near: &Node, id: &str) -> Option<HtmlElement> {
    let root = near.get_root_node();
    let found = match root.dyn_ref::<ShadowRoot>() {
        Some(root) => root.get_element_by_id(id),
        None => near.owner_document()?.get_element_by_id(id),
    };
    found?.dyn_into().ok()
}

/// The first element in `within` that matches.
pub(super) fn find(within: &Element, selector: &str) -> Option<HtmlElement> {
    within.query_selector(selector).ok()??.dyn_into().ok()
}

/// The fragment that a press leads to (without its `#`). Presses that ask the browser for something else (a new tab,
/// say) lead nowhere here.
pub(super) fn pressed_link(event: &MouseEvent) -> Option<String> {
    if event.default_prevented() || event.button() != 0 {
        return None;
    }
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
        return None;
    }
    // The path goes through shadow roots, where the target would stop at the host.
    let target = event.composed_path().get(0).dyn_into::<Element>().ok()?;
    let link = target.closest("[data-to],a[href^='#']").ok()??;
    link.get_attribute("data-to").or_else(|| Some(link.get_attribute("href")?.get(1..)?.to_owned()))
}

/// Whether the page has not been scrolled.
pub(super) fn is_at_top() -> bool {
    web_sys::window().and_then(|window| window.scroll_y().ok()).is_none_or(|top| top < 1.0)
}

/// Puts the card beside its line where the margin has room for it, or makes it a sheet; brings the line into view
/// if it may.
pub(super) fn place_card(card: &HtmlElement, mark: &HtmlElement, may_scroll: bool) {
    let (Some(view), Some(window)) = (card.parent_element(), web_sys::window()) else {
        return;
    };
    let (outer, line) = (view.get_bounding_client_rect(), mark.get_bounding_client_rect());
    // The text column ends where the article's body does.
    let body = find(&view, ".sl-body").map(|body| body.get_bounding_client_rect());
    let rtl = view.get_attribute("dir").as_deref() == Some("rtl");
    let start = body.map_or(0.0, |body| if rtl { outer.right() - body.left() } else { body.right() - outer.left() });

    let height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
    let classes = card.class_list();
    // None of these can fail: the names are plain words, and a policy allows what a script sets.
    let _ = classes.add_1("sl-card--margin");
    let in_margin = outer.width() - start >= f64::from(card.offset_width());
    let _ = classes.toggle_with_force("sl-card--margin", in_margin);
    if in_margin {
        // Beside its line, but for what would not be seen: below the window, or below the story.
        let lowest = height.max(line.bottom()).min(outer.bottom()) - f64::from(card.offset_height()) - EDGE;
        let top = line.top().min(lowest).max(line.top().min(0.0)) - outer.top();
        let pixels = |length: f64| format!("{}px", length as i32);
        let _ = card.style().set_property("--sl-card-top", &pixels(top.max(0.0)));
        let _ = card.style().set_property("--sl-card-start", &pixels(start));
    }
    let foot = if in_margin { height } else { card.get_bounding_client_rect().top() };
    if may_scroll && (line.top() < 0.0 || line.bottom() > foot) {
        window.scroll_by_with_x_and_y(0.0, line.top() - (foot - line.height()) / 2.0);
    }
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

/// Which slide a row has been turned to.
const TURNED: &str = "data-turned";

/// Turns a row of slides to one of them, without moving the page; to none, it is the reader's to scroll.
pub(super) fn turn_row_to(row: &Element, to: Option<usize>) {
    // Neither can fail: the name is a plain word.
    let _ = match to {
        Some(at) => row.set_attribute(TURNED, &at.to_string()),
        None => row.remove_attribute(TURNED),
    };
    let slide = to.and_then(|at| row.children().item(u32::try_from(at).ok()?));
    let away = slide.map_or(0.0, |slide| offset(row, &slide));
    if away.abs() >= 1.0 {
        row.scroll_by_with_x_and_y(away, 0.0);
    }
}

/// Whether a row has been turned to this slide.
pub(super) fn is_turned_to(row: &Element, at: usize) -> bool {
    row.get_attribute(TURNED).is_some_and(|turned| turned == at.to_string())
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
pub(super) fn on_resize(handler: impl Fn() + 'static) -> Option<Listening> {
    let window = web_sys::window()?;
    let closure = Closure::<dyn Fn()>::new(handler);
    window.add_event_listener_with_callback("resize", closure.as_ref().unchecked_ref()).ok()?;
    Some(Listening { closure })
}

/// A listener's stay; it ends when this is dropped.
pub(super) struct Listening {
    closure: Closure<dyn Fn()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            // A listener that is already gone is no matter.
            let _ = window.remove_event_listener_with_callback("resize", self.closure.as_ref().unchecked_ref());
        }
    }
}
