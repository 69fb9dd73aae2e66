//! Notes on hover (WCAG 2.2, 1.4.13): a note opens after a delay, can be entered with the pointer, closes with
//! Escape, and never moves the focus.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, PointerEvent};

use super::{Subscription, ViewContext, margin, run::occurrence_name, timeline};
use crate::{
    dom::{self, EventListener, Timer},
    link,
    state::Action,
};

/// The delay before the note of a hovered highlight opens, in milliseconds.
const OPEN_DELAY: i32 = 300;
/// The delay before a note closes after the pointer has left the highlight and does not approach the note, in
/// milliseconds.
const CLOSE_DELAY: i32 = 600;

/// The event listeners for notes on hover; they are removed when this is dropped.
pub(super) struct Hover {
    _listening: [EventListener; 3],
    _subscription: Subscription,
}

struct Pointer {
    ctx: ViewContext,
    mount: Element,
    /// The fragment of the hovered highlight and the timer that opens its note.
    waiting: RefCell<Option<(String, Option<Timer>)>>,
    close_timer: RefCell<Option<Timer>>,
    /// The last position in CSS pixels. Browsers send `pointermove` also when the page scrolls under the pointer.
    last: Cell<(i32, i32)>,
    /// The last distance from the open note, in CSS pixels.
    distance: Cell<f64>,
    /// The Escape key listener, which works wherever the focus is and does not stop the event.
    escape: RefCell<Option<EventListener>>,
}

impl Hover {
    /// Listens to the pointer over the live view in `mount`.
    pub(super) fn new(ctx: &ViewContext, mount: &Element) -> Self {
        let pointer = Rc::new(Pointer {
            ctx: ctx.clone(),
            mount: mount.clone(),
            waiting: RefCell::default(),
            close_timer: RefCell::default(),
            last: Cell::default(),
            distance: Cell::new(f64::MAX),
            escape: RefCell::default(),
        });
        let moved = Rc::clone(&pointer);
        let (left, pressed) = (Rc::clone(&pointer), Rc::clone(&pointer));
        Self {
            _listening: [
                dom::listen(mount, "pointermove", move |event| moved.moved(&event)),
                dom::listen(mount, "pointerleave", move |_| left.leave(f64::MAX)),
                // A pressed pointer cancels the delay.
                dom::listen(mount, "pointerdown", move |_| {
                    if let Some((_, timer)) = pressed.waiting.borrow_mut().as_mut() {
                        timer.take();
                    }
                }),
            ],
            _subscription: ctx.store.subscribe(move |state| {
                if state.hovered.is_none() {
                    pointer.escape.take();
                } else if pointer.escape.borrow().is_none() {
                    pointer.escape.replace(pointer.listen_for_escape());
                }
            }),
        }
    }
}

impl Pointer {
    fn moved(self: &Rc<Self>, event: &Event) {
        let Some(event) = event.dyn_ref::<PointerEvent>() else {
            return;
        };
        // A touch clicks, and a pressed pointer selects text.
        if event.pointer_type() == "touch" || event.buttons() != 0 {
            return;
        }
        let at = (event.client_x(), event.client_y());
        if self.last.replace(at) == at {
            return;
        }
        let Some(target) = dom::target(event) else {
            return;
        };
        if let Some(name) = dom::closest(&target, ".sl-mark").and_then(|mark| occurrence_name(&mark)) {
            self.rest(name);
        } else if dom::closest(&target, ".sl-card--hovered").is_some() {
            self.waiting.take();
            self.close_timer.take();
        } else {
            let mut distance = f64::MAX;
            if let Some(card) = self.card().map(|card| card.get_bounding_client_rect()) {
                let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
                let outside = |at: f64, from: f64, to: f64| (from - at).max(at - to).max(0.0);
                distance = outside(x, card.left(), card.right()) + outside(y, card.top(), card.bottom());
            }
            self.leave(distance);
        }
    }

    /// The pointer is over a highlight: starts the delay for its note.
    fn rest(self: &Rc<Self>, name: String) {
        self.close_timer.take();
        if self.waiting.borrow().as_ref().is_some_and(|(waiting, _)| *waiting == name) {
            return;
        }
        let weak = Rc::downgrade(self);
        let occurrence = name.clone();
        let timer = dom::set_timeout(OPEN_DELAY, move || {
            if let Some(pointer) = weak.upgrade() {
                pointer.open(&occurrence);
            }
        });
        self.waiting.replace(Some((name, timer)));
    }

    fn open(&self, name: &str) {
        let story = &self.ctx.story;
        // A narrow screen shows one note, and a selected note takes precedence over a hovered one.
        let state = self.ctx.store.state();
        let has_selection =
            state.selected_occurrence(story).is_some() || timeline::selected_event(&self.ctx, &state).is_some();
        if !has_selection || dom::find(&self.mount, ".sl-cards").is_some_and(|cards| margin::is_beside(&cards)) {
            self.ctx.store.dispatch(Action::Hover(link::to_occurrence(story, name)));
        }
    }

    /// The pointer is over neither a highlight nor the open note; `distance` is its distance from the note in CSS
    /// pixels. The note stays open while the pointer approaches it.
    fn leave(self: &Rc<Self>, distance: f64) {
        self.waiting.take();
        let is_approaching = distance < self.distance.replace(distance);
        if self.ctx.store.state().hovered.is_none() || (!is_approaching && self.close_timer.borrow().is_some()) {
            return;
        }
        let weak = Rc::downgrade(self);
        self.close_timer.replace(dom::set_timeout(CLOSE_DELAY, move || {
            // A note that has the focus stays open.
            if let Some(pointer) = weak.upgrade()
                && !pointer.card().is_some_and(|card| dom::has_focus(&card))
            {
                pointer.ctx.store.dispatch(Action::Hover(None));
            }
        }));
    }

    /// Returns the card of the hovered note.
    fn card(&self) -> Option<HtmlElement> {
        dom::find(&self.mount, ".sl-card--hovered")
    }

    fn listen_for_escape(&self) -> Option<EventListener> {
        let store = Rc::clone(&self.ctx.store);
        let document = self.mount.owner_document()?;
        Some(dom::listen(&document, "keydown", move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                store.dispatch(Action::Hover(None));
            }
        }))
    }
}
