//! Places the cards on the screen: in the margin if there is space beside the text, else at the foot of the viewport.
//! In an iframe that is as high as its page, a card is under its line instead: the foot may be out of sight.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement};

use crate::{
    dom,
    margin::{Note, arrange},
};

/// The distance of a card from the viewport's lower edge and from the next card, in CSS pixels.
const EDGE: f64 = 12.0;

/// The attribute that names the placement of the cards, for the stylesheet.
pub(super) const PLACEMENT: &str = "data-placement";
const MARGIN: &str = "margin";
pub(super) const FOOT: &str = "foot";
const TOP: &str = "top";
const UNDER: &str = "under";

/// The custom properties of a card's position in the view, for the stylesheet.
const CARD_START: &str = "--sl-card-start";
const CARD_TOP: &str = "--sl-card-top";

/// Places the cards: beside their lines, under their lines, or the front card at the foot or top of the viewport.
pub(super) fn place(cards: &Element) {
    let Some(view) = dom::story_root(cards) else {
        return;
    };
    let all: Vec<HtmlElement> = dom::children(cards).filter_map(|card| card.dyn_into().ok()).collect();
    if all.is_empty() {
        return;
    }
    let body = dom::find(&view, ".sl-body");
    let placement = body.as_ref().map(|body| dom::computed_property(body, "--sl-notes-placement")).unwrap_or_default();
    // The card of an event is placed under the event in the chart, unless it is at the edge of the viewport.
    let is_under = placement == UNDER;
    let (under, beside): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|card| is_under || dom::has_class(card, "sl-card--in-timeline"));
    let front = beside.iter().position(|card| dom::has_class(card, "sl-card--front"));
    if !is_under && placement != MARGIN {
        place_sheet(cards, under.first().or(front.map(|at| &beside[at])));
        return;
    }
    let page = Page::measure(&view);
    let column_end = body.map_or(0.0, |body| page.distances(&body.get_bounding_client_rect())[1]);
    dom::set_attribute(cards, PLACEMENT, Some(&placement));
    if let Some(cards) = cards.dyn_ref::<HtmlElement>() {
        dom::set_style_length(cards, CARD_START, column_end as i32);
    }
    place_in_margin(&page, &beside, front);
    for card in &under {
        place_under(cards, &page, card, is_under);
    }
}

/// Places the front card at the foot of the viewport, or at its top if the card would cover its line.
fn place_sheet(cards: &Element, sheet: Option<&HtmlElement>) {
    let Some(sheet) = sheet else {
        dom::set_attribute(cards, PLACEMENT, Some(FOOT));
        return;
    };
    let line = line_of(sheet);
    let below = line.as_ref().map_or(0.0, |line| line.bottom() - dom::viewport_height() / 2.0);
    // For a hovered card the page is not scrolled.
    let room = if dom::has_class(sheet, "sl-card--hovered") { 0.0 } else { dom::room_below() };
    let is_above = below > room;
    dom::set_attribute(cards, PLACEMENT, Some(if is_above { TOP } else { FOOT }));
    // The card's height is limited to the space above its line, in case half of a small viewport is more.
    if let Some(line) = line.filter(|_| is_above) {
        dom::set_style_length(sheet, "--sl-space-above", line.top() as i32);
    }
    // A card that does not scroll can be swiped from anywhere.
    dom::toggle_attribute(sheet, "data-fits", sheet.scroll_height() <= sheet.client_height());
}

/// Places cards in the margin, beside their lines. `front` is the index of the front card.
fn place_in_margin(page: &Page, cards: &[HtmlElement], front: Option<usize>) {
    let top = page.bounds.top();
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
        Note { line: line.top().min(lowest).max(line.top().min(0.0)) - top, height }
    };
    // All sizes are read before any card is moved, so that the browser computes the layout once.
    let notes: Vec<_> = cards.iter().enumerate().map(note).collect();
    let bottom_of = |selector: &str| dom::find(page.view, selector).map(|it| it.get_bounding_client_rect().bottom());
    // The headline extends into the margin.
    let title = bottom_of(".sl-title").map_or(0.0, |bottom| bottom - top);
    let article = bottom_of(".sl-article").unwrap_or(page.bounds.bottom()) - top;
    let edges = arrange(&notes, front.unwrap_or_default(), [title, article], EDGE);
    for (card, edge) in cards.iter().zip(edges) {
        dom::set_style_length(card, CARD_TOP, edge as i32);
    }
}

/// Places a card under its line, or under the event in the chart. If `may_be_above`, it is above the line instead
/// where it would be out of view, make the page longer or cover the focused element.
fn place_under(cards: &Element, page: &Page, card: &HtmlElement, may_be_above: bool) {
    let chart = || Some(dom::find(page.view, ".sl-timeline-chart")?.get_bounding_client_rect());
    let Some(line) = line_of(card).or_else(chart) else {
        return;
    };
    let maximum = page.bounds.width() - f64::from(card.offset_width()) - EDGE;
    dom::set_style_length(card, CARD_START, page.distances(&line)[0].min(maximum).max(EDGE) as i32);
    let height = f64::from(card.offset_height()) + EDGE / 2.0;
    let [below, foot] = [line.bottom() + EDGE / 2.0, line.bottom() + height];
    let covers = |it: DomRect| it.top() < foot && it.bottom() > below;
    let is_out_of_view = foot > dom::viewport_height() && line.top() > height;
    let is_above =
        may_be_above && (is_out_of_view || foot > page.bounds.bottom() || focused_beside(cards).is_some_and(covers));
    let top = if is_above { line.top() - height } else { below };
    dom::set_style_length(card, CARD_TOP, (top - page.bounds.top()) as i32);
}

/// The measured view that contains the cards.
struct Page<'a> {
    view: &'a Element,
    bounds: DomRect,
    is_rtl: bool,
}

impl<'a> Page<'a> {
    fn measure(view: &'a Element) -> Self {
        let is_rtl = view.get_attribute("dir").as_deref() == Some("rtl");
        Self { view, bounds: view.get_bounding_client_rect(), is_rtl }
    }

    /// Returns the distances of a box's start and end from the view's start edge, in CSS pixels.
    fn distances(&self, it: &DomRect) -> [f64; 2] {
        if self.is_rtl {
            let right = self.bounds.right();
            [right - it.right(), right - it.left()]
        } else {
            let left = self.bounds.left();
            [it.left() - left, it.right() - left]
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

/// Returns true if a card is open at the foot or top of the viewport in the story in `root`.
pub(crate) fn has_sheet(root: &Element) -> bool {
    dom::find(root, ".sl-cards").is_some_and(|cards| is_sheet(&cards) && cards.child_element_count() > 0)
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
    let focused = dom::focused(cards)?;
    let is_beside = !cards.contains(Some(&focused)) && dom::story_root(&focused) == dom::story_root(cards);
    is_beside.then(|| focused.get_bounding_client_rect())
}

/// Returns the box of the text that a card belongs to.
fn line_of(card: &HtmlElement) -> Option<DomRect> {
    let words = dom::by_id(card, &card.get_attribute("data-anchor")?)?;
    Some(words.get_bounding_client_rect())
}
