//! A sheet that is swiped down goes away.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, PointerEvent};

use super::{
    ViewContext,
    dom::{self, EventListener},
};
use crate::{link, state::Action};

/// How far down a sheet has to be drawn to go, in CSS pixels.
const CLOSE_DISTANCE: i32 = 56;
/// How far a sheet has been drawn, for the stylesheet.
const OFFSET: &str = "--sl-swipe-offset";

/// Follows fingers on sheets for as long as it lives.
pub(super) struct Swipe {
    _listening: [EventListener; 4],
}

/// A finger on a sheet.
struct Finger {
    sheet: HtmlElement,
    id: i32,
    x: i32,
    y: i32,
}

impl Swipe {
    /// Follows fingers on the sheets in `mount`.
    pub(super) fn new(ctx: &ViewContext, mount: &Element) -> Self {
        let finger: Rc<RefCell<Option<Finger>>> = Rc::default();
        let (down, moved, up, gone) = (Rc::clone(&finger), Rc::clone(&finger), Rc::clone(&finger), finger);
        let ctx = ctx.clone();
        Self {
            _listening: [
                dom::listen(mount, "pointerdown", move |event| {
                    // A second one zooms, and moves nothing.
                    let finger = if down.borrow().is_none() { Finger::new(&event) } else { None };
                    if let Some(before) = down.replace(finger) {
                        before.reset_offset();
                    }
                }),
                dom::listen(mount, "pointermove", move |event| {
                    if let Some([_, y]) = moved.borrow().as_ref().and_then(|finger| finger.distance(&event)) {
                        let sheet = moved.borrow().as_ref().map(|finger| finger.sheet.style());
                        // It can't fail: the name is a plain word, and a policy allows what a script sets.
                        let _ = sheet.map(|style| style.set_property(OFFSET, &format!("{}px", y.max(0))));
                    }
                }),
                dom::listen(mount, "pointerup", move |event| {
                    let Some([x, y]) = up.borrow().as_ref().and_then(|finger| finger.distance(&event)) else {
                        return;
                    };
                    let Some(finger) = up.take() else {
                        return;
                    };
                    finger.reset_offset();
                    let name = finger.sheet.get_attribute("data-anchor");
                    let occurrence = name.and_then(|name| link::to_occurrence(&ctx.story, &name));
                    if y >= CLOSE_DISTANCE && y > x.abs() {
                        ctx.store.dispatch(occurrence.map_or(Action::Select(None), Action::CloseNote));
                    }
                }),
                dom::listen(mount, "pointercancel", move |_| {
                    if let Some(finger) = gone.take() {
                        finger.reset_offset();
                    }
                }),
            ],
        }
    }
}

impl Finger {
    /// A finger that is set down where a sheet does not scroll under it: on its head, or anywhere if all of it is seen.
    fn new(event: &Event) -> Option<Self> {
        let event = event.dyn_ref::<PointerEvent>()?;
        let target = event.composed_path().get(0).dyn_into::<Element>().ok()?;
        let grip = target.closest(".sl-card-head,.sl-card[data-fits]").ok()??;
        let sheet = grip.closest("[data-placement=foot] .sl-card").ok()??.dyn_into().ok()?;
        let (id, x, y) = (event.pointer_id(), event.client_x(), event.client_y());
        (event.pointer_type() != "mouse").then(|| Self { sheet, id, x, y })
    }

    /// How far it has gone, to the right and down, if it is this one that moves.
    fn distance(&self, event: &Event) -> Option<[i32; 2]> {
        let event = event.dyn_ref::<PointerEvent>().filter(|event| event.pointer_id() == self.id)?;
        Some([event.client_x() - self.x, event.client_y() - self.y])
    }

    fn reset_offset(&self) {
        // It can't fail: the name is a plain word.
        let _ = self.sheet.style().remove_property(OFFSET);
    }
}
