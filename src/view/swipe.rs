//! Closing a card at the foot of the screen by swiping it down.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, PointerEvent};

use super::ViewContext;
use crate::{
    dom::{self, EventListener},
    link,
    state::Action,
};

/// The swipe distance that closes a card, in CSS pixels.
const CLOSE_DISTANCE: i32 = 56;
/// The custom property that tells the stylesheet how far a card has been swiped.
const OFFSET: &str = "--sl-swipe-offset";

/// Pointer event listeners for swiping cards; they are removed when this is dropped.
pub(super) struct Swipe {
    _listening: [EventListener; 4],
}

/// A touch on a card, with its start position in CSS pixels.
struct Touch {
    sheet: HtmlElement,
    id: i32,
    x: i32,
    y: i32,
}

impl Swipe {
    /// Listens for touches on the cards in `mount`.
    pub(super) fn new(ctx: &ViewContext, mount: &Element) -> Self {
        let touch: Rc<RefCell<Option<Touch>>> = Rc::default();
        let (down, moved, up, cancelled) = (Rc::clone(&touch), Rc::clone(&touch), Rc::clone(&touch), touch);
        let ctx = ctx.clone();
        Self {
            _listening: [
                dom::listen(mount, "pointerdown", move |event| {
                    // A second finger zooms the page, so the swipe ends.
                    let touch = if down.borrow().is_none() { Touch::new(&event) } else { None };
                    if let Some(before) = down.replace(touch) {
                        before.reset_offset();
                    }
                }),
                dom::listen(mount, "pointermove", move |event| {
                    if let Some(touch) = moved.borrow().as_ref()
                        && let Some([_, y]) = touch.distance(&event)
                    {
                        dom::set_style_length(&touch.sheet, OFFSET, y.max(0));
                    }
                }),
                dom::listen(mount, "pointerup", move |event| {
                    let Some([x, y]) = up.borrow().as_ref().and_then(|touch| touch.distance(&event)) else {
                        return;
                    };
                    let Some(touch) = up.take() else {
                        return;
                    };
                    touch.reset_offset();
                    let name = touch.sheet.get_attribute("data-anchor");
                    let occurrence = name.and_then(|name| link::to_occurrence(&ctx.story, &name));
                    if y >= CLOSE_DISTANCE && y > x.abs() {
                        ctx.store.dispatch(occurrence.map_or(Action::Select(None), Action::CloseNote));
                    }
                }),
                dom::listen(mount, "pointercancel", move |_| {
                    if let Some(touch) = cancelled.take() {
                        touch.reset_offset();
                    }
                }),
            ],
        }
    }
}

impl Touch {
    /// Returns the touch if it starts where the card does not scroll: on its head, or anywhere if the whole card is
    /// visible.
    fn new(event: &Event) -> Option<Self> {
        let event = event.dyn_ref::<PointerEvent>()?;
        if event.pointer_type() == "mouse" {
            return None;
        }
        let grip = dom::closest(&dom::target(event)?, ".sl-card-head,.sl-card[data-fits]")?;
        let sheet = dom::closest(&grip, "[data-placement=foot] .sl-card")?;
        Some(Self { sheet, id: event.pointer_id(), x: event.client_x(), y: event.client_y() })
    }

    /// Returns the distance to the right and down, in CSS pixels, if the event belongs to this touch.
    fn distance(&self, event: &Event) -> Option<[i32; 2]> {
        let event = event.dyn_ref::<PointerEvent>()?;
        if event.pointer_id() != self.id {
            return None;
        }
        Some([event.client_x() - self.x, event.client_y() - self.y])
    }

    fn reset_offset(&self) {
        dom::set_style(&self.sheet, OFFSET, "");
    }
}
