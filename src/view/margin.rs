//! Where open notes stand on the screen: in the margin where there is room beside the text, else at its foot. (Or under
//! their words, where the window is as high as the page: its foot may be far from what is seen of it.)

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement, ShadowRoot};

use super::dom;
use crate::margin::{Note, arrange};

/// What a note keeps from the window's lower edge, and from the next one, in CSS pixels.
const EDGE: f64 = 12.0;

/// Where the notes stand.
const PLACEMENT: &str = "data-placement";
const MARGIN: &str = "margin";
const FOOT: &str = "foot";
const TOP: &str = "top";
const UNDER: &str = "under";

/// Puts the notes in `cards` beside their lines, or makes a sheet of the one in front.
pub(super) fn place(cards: &Element) {
    let Some(view) = cards.parent_element() else {
        return;
    };
    let all: Vec<HtmlElement> = dom::children(cards).filter_map(|card| card.dyn_into().ok()).collect();
    if all.is_empty() {
        return;
    }
    let outer = view.get_bounding_client_rect();
    // The text column ends where the article's body does.
    let body = dom::find(&view, ".sl-body");
    let rtl = view.get_attribute("dir").as_deref() == Some("rtl");
    let column = body.as_ref().map(|body| body.get_bounding_client_rect());
    let start = column.map_or(0.0, |it| if rtl { outer.right() - it.left() } else { it.right() - outer.left() });
    let at = body.map(|body| dom::computed_property(&body, "--sl-notes-placement")).unwrap_or_default();
    let is_under = at == UNDER;
    // The note of an event stands by what is drawn of it; and there each note may stand under its words.
    let (home, all): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|card| is_under || card.class_list().contains("sl-card--in-timeline"));
    let front = all.iter().position(|card| card.class_list().contains("sl-card--front"));
    // None of these can fail: the names are plain words, and a policy allows what a script sets.
    if !is_under && at != MARGIN {
        // A sheet must not cover what it is about. Where the pointer has called it up, nothing is scrolled for it.
        let sheet = home.first().or(front.map(|at| &all[at]));
        let below = sheet.and_then(line_of).map_or(0.0, |line| line.bottom() - dom::viewport_height() / 2.0);
        let room = sheet.filter(|it| !it.class_list().contains("sl-card--hovered")).map_or(0.0, |_| dom::room_below());
        let _ = cards.set_attribute(PLACEMENT, if below > room { TOP } else { FOOT });
        // As much as is left above the words, should half of a small window be more.
        if let (Some(sheet), Some(line)) = (sheet, sheet.and_then(line_of)) {
            let _ = sheet.style().set_property("--sl-space-above", &format!("{}px", line.top() as i32));
        }
        if let Some(sheet) = sheet {
            // All of a sheet that does not scroll can be swiped away.
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
        // Beside its line, but so that all of the one in front is seen, if there is room for that.
        let mut lowest = f64::MAX;
        if Some(at) == front {
            lowest = dom::viewport_height().max(line.bottom()) - height - EDGE;
        }
        Note { line: line.top().min(lowest).max(line.top().min(0.0)) - outer.top(), height }
    };
    let notes: Vec<_> = all.iter().enumerate().map(note).collect();
    // The headline runs over the margin.
    let title = dom::find(&view, ".sl-title").map_or(0.0, |it| it.get_bounding_client_rect().bottom() - outer.top());
    let edges = arrange(&notes, front.unwrap_or_default(), [title, bottom], EDGE);
    for (card, edge) in all.iter().zip(edges) {
        let _ = card.style().set_property("--sl-card-top", &pixels(edge));
    }
    for card in &home {
        let mark = line_of(card).or_else(|| Some(dom::find(&view, ".sl-timeline-chart")?.get_bounding_client_rect()));
        if let Some(mark) = mark {
            let away = if rtl { outer.right() - mark.right() } else { mark.left() - outer.left() };
            let most = outer.width() - f64::from(card.offset_width()) - EDGE;
            let _ = card.style().set_property("--sl-card-start", &pixels(away.min(most).max(EDGE)));
            let height = f64::from(card.offset_height()) + EDGE / 2.0;
            let [below, foot] = [mark.bottom() + EDGE / 2.0, mark.bottom() + height];
            // Above it, where the page would have to grow for it, or what has the focus would be covered.
            let covers = |it: DomRect| it.top() < foot && it.bottom() > below;
            let is_above = is_under && (foot > outer.bottom() || focused_beside(cards).is_some_and(covers));
            let top = if is_above { mark.top() - height } else { below };
            let _ = card.style().set_property("--sl-card-top", &pixels(top - outer.top()));
        }
    }
}

/// Scrolls the page until the words that a note is about are seen, and not covered by it; and in the margin, as far as
/// these allow, all of the note too.
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

/// Whether the notes stand in the margin.
pub(super) fn is_beside(cards: &Element) -> bool {
    cards.get_attribute(PLACEMENT).as_deref() == Some(MARGIN)
}

/// Whether the one in front is a sheet, at the foot of the window or at its top.
fn is_sheet(cards: &Element) -> bool {
    cards.get_attribute(PLACEMENT).is_some_and(|at| at == FOOT || at == TOP)
}

/// Keeps what covers the text from covering what has the focus (WCAG 2.2, 2.4.11).
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

/// Scrolls the page, if a box is not seen beside a card, until it stands at this share of what is left to see.
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

/// The box of what has the focus, unless that is in a note.
fn focused_beside(cards: &Element) -> Option<DomRect> {
    let focused = cards.get_root_node().dyn_ref::<ShadowRoot>()?.active_element()?;
    (!cards.contains(Some(&focused))).then(|| focused.get_bounding_client_rect())
}

/// The box of the words that a note stands beside.
fn line_of(card: &HtmlElement) -> Option<DomRect> {
    let words = dom::by_id(card, &card.get_attribute("data-anchor")?)?;
    Some(words.get_bounding_client_rect())
}
