//! Places the cards on the screen: in the margin if there is space beside the text, else at the foot of the viewport.
//! In an iframe that is as high as its page, a card is under its line instead: the foot may be out of sight.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement, ShadowRoot};

use crate::{
    dom,
    margin::{Note, arrange},
};

/// The distance of a card from the viewport's lower edge and from the next card, in CSS pixels.
const EDGE: f64 = 12.0;

/// The attribute that names the placement of the cards, for the stylesheet.
const PLACEMENT: &str = "data-placement";
const MARGIN: &str = "margin";
const FOOT: &str = "foot";
const TOP: &str = "top";
const UNDER: &str = "under";

/// Places the cards beside their lines, or the front card at the foot or top of the viewport.
pub(super) fn place(cards: &Element) {
    let Some(view) = cards.parent_element() else {
        return;
    };
    let all: Vec<HtmlElement> = dom::children(cards).filter_map(|card| card.dyn_into().ok()).collect();
    if all.is_empty() {
        return;
    }
    let outer = view.get_bounding_client_rect();
    // The text column is as wide as the article's body.
    let body = dom::find(&view, ".sl-body");
    let rtl = view.get_attribute("dir").as_deref() == Some("rtl");
    let column = body.as_ref().map(|body| body.get_bounding_client_rect());
    let start = column.map_or(0.0, |it| if rtl { outer.right() - it.left() } else { it.right() - outer.left() });
    let at = body.map(|body| dom::computed_property(&body, "--sl-notes-placement")).unwrap_or_default();
    let is_under = at == UNDER;
    // The card of an event is placed beside the event in the chart. With the placement `under`, each card is placed
    // under its line.
    let (local, all): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|card| is_under || card.class_list().contains("sl-card--in-timeline"));
    let front = all.iter().position(|card| card.class_list().contains("sl-card--front"));
    // None of these calls can fail: the names are valid, and a content security policy allows styles set by script.
    if !is_under && at != MARGIN {
        // The card must not cover its line. For a hovered card the page is not scrolled.
        let sheet = local.first().or(front.map(|at| &all[at]));
        let below = sheet.and_then(line_of).map_or(0.0, |line| line.bottom() - dom::viewport_height() / 2.0);
        let room = sheet.filter(|it| !it.class_list().contains("sl-card--hovered")).map_or(0.0, |_| dom::room_below());
        let _ = cards.set_attribute(PLACEMENT, if below > room { TOP } else { FOOT });
        // The card's height is limited to the space above its line, in case half of a small viewport is more.
        if let (Some(sheet), Some(line)) = (sheet, sheet.and_then(line_of)) {
            let _ = sheet.style().set_property("--sl-space-above", &format!("{}px", line.top() as i32));
        }
        if let Some(sheet) = sheet {
            // A card that does not scroll can be swiped from anywhere.
            let _ = sheet.toggle_attribute_with_force("data-fits", sheet.scroll_height() <= sheet.client_height());
        }
        return;
    }

    let _ = cards.set_attribute(PLACEMENT, &at);
    let pixels = |length: f64| format!("{}px", length as i32);
    if let Some(cards) = cards.dyn_ref::<HtmlElement>() {
        let _ = cards.style().set_property("--sl-card-start", &pixels(start));
    }
    let article = dom::find(&view, ".sl-article").map_or(outer.bottom(), |it| it.get_bounding_client_rect().bottom());
    let bottom = article - outer.top();
    let note = |(at, card): (usize, &HtmlElement)| {
        let height = f64::from(card.offset_height());
        let Some(line) = line_of(card) else {
            return Note { line: 0.0, height };
        };
        // The card is beside its line, but moves up if that makes the whole front card visible.
        let mut lowest = f64::MAX;
        if Some(at) == front {
            lowest = dom::viewport_height().max(line.bottom()) - height - EDGE;
        }
        Note { line: line.top().min(lowest).max(line.top().min(0.0)) - outer.top(), height }
    };
    let notes: Vec<_> = all.iter().enumerate().map(note).collect();
    // The headline extends into the margin.
    let title = dom::find(&view, ".sl-title").map_or(0.0, |it| it.get_bounding_client_rect().bottom() - outer.top());
    let edges = arrange(&notes, front.unwrap_or_default(), [title, bottom], EDGE);
    for (card, edge) in all.iter().zip(edges) {
        let _ = card.style().set_property("--sl-card-top", &pixels(edge));
    }
    for card in &local {
        let mark = line_of(card).or_else(|| Some(dom::find(&view, ".sl-timeline-chart")?.get_bounding_client_rect()));
        if let Some(mark) = mark {
            let offset = if rtl { outer.right() - mark.right() } else { mark.left() - outer.left() };
            let maximum = outer.width() - f64::from(card.offset_width()) - EDGE;
            let _ = card.style().set_property("--sl-card-start", &pixels(offset.min(maximum).max(EDGE)));
            let height = f64::from(card.offset_height()) + EDGE / 2.0;
            let [below, foot] = [mark.bottom() + EDGE / 2.0, mark.bottom() + height];
            // The card is above the line if the page would have to grow for it, or if it would cover the focused
            // element.
            let covers = |it: DomRect| it.top() < foot && it.bottom() > below;
            let is_above = is_under && (foot > outer.bottom() || focused_beside(cards).is_some_and(covers));
            let top = if is_above { mark.top() - height } else { below };
            let _ = card.style().set_property("--sl-card-top", &pixels(top - outer.top()));
        }
    }
}

/// Scrolls the page until the line of a card is visible and not covered by the card. In the margin, the page is
/// scrolled further to show the whole card, if the line stays visible.
pub(super) fn bring_into_view(cards: &Element, card: &HtmlElement) {
    if let Some(line) = line_of(card) {
        uncover_by(cards, card, &line, 0.5);
    }
    let below = card.get_bounding_client_rect().bottom() + EDGE - dom::viewport_height();
    let above = line_of(card).map_or(0.0, |line| line.top() - EDGE);
    if !is_sheet(cards) && below.min(above) > 0.0 {
        dom::scroll_by(below.min(above));
    }
}

/// Returns true if the cards are in the margin.
pub(super) fn is_beside(cards: &Element) -> bool {
    cards.get_attribute(PLACEMENT).as_deref() == Some(MARGIN)
}

/// Returns true if the front card is fixed at the foot or top of the viewport.
fn is_sheet(cards: &Element) -> bool {
    cards.get_attribute(PLACEMENT).is_some_and(|at| at == FOOT || at == TOP)
}

/// Keeps a card from covering the focused element (WCAG 2.2, 2.4.11).
pub(super) fn uncover(cards: &Element, focused: &Element) {
    if !is_sheet(cards) {
        place(cards);
        return;
    }
    let Some(sheet) = dom::find(cards, ".sl-card--front") else {
        return;
    };
    let (covers, focused) = (sheet.get_bounding_client_rect(), focused.get_bounding_client_rect());
    if focused.bottom() > covers.top() && focused.top() < covers.bottom() {
        uncover_by(cards, &sheet, &focused, 1.0);
    }
}

/// Scrolls the page if a box is outside the area that the card leaves free. `share` is the box's new position in that
/// area, from 0 (top) to 1 (bottom).
fn uncover_by(cards: &Element, card: &HtmlElement, it: &DomRect, share: f64) {
    let (height, sheet) = (dom::viewport_height(), f64::from(card.offset_height()));
    let (top, bottom) = match cards.get_attribute(PLACEMENT).as_deref() {
        Some(FOOT) => (0.0, height - sheet),
        Some(TOP) => (sheet, height),
        _ => (0.0, height),
    };
    if it.top() < top || it.bottom() > bottom {
        let edge = top + (bottom - top - it.height() - 2.0 * EDGE).max(0.0) * share + EDGE;
        dom::scroll_by(it.top() - edge);
    }
}

/// Returns the box of the focused element, unless that is in a card.
fn focused_beside(cards: &Element) -> Option<DomRect> {
    let focused = cards.get_root_node().dyn_ref::<ShadowRoot>()?.active_element()?;
    (!cards.contains(Some(&focused))).then(|| focused.get_bounding_client_rect())
}

/// Returns the box of the text that a card belongs to.
fn line_of(card: &HtmlElement) -> Option<DomRect> {
    let words = dom::by_id(card, &card.get_attribute("data-anchor")?)?;
    Some(words.get_bounding_client_rect())
}
