//! The note of what the pointer rests on (WCAG 2.2, 1.4.13): it opens after a short while, can be entered with the
//! pointer, goes by Escape, and never moves the focus.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, PointerEvent};

use super::{
    Subscription, ViewContext,
    dom::{self, EventListener, Timer},
    margin, timeline,
};
use crate::{link, state::Action};

/// How long the pointer rests on a highlight before its note opens, in milliseconds.
const OPEN_DELAY: i32 = 300;
/// How long a note stays when the pointer has left its words and does not come nearer, in milliseconds.
const CLOSE_DELAY: i32 = 600;

/// Follows the pointer for as long as it lives.
pub(super) struct Hover {
    _listening: [EventListener; 3],
    _subscription: Subscription,
}

struct Pointer {
    ctx: ViewContext,
    mount: Element,
    /// The name of the highlight that it rests on, until its note opens.
    waiting: RefCell<Option<(String, Option<Timer>)>>,
    leaving: RefCell<Option<Timer>>,
    /// Where it was last. Browsers say that it moves when it is the page that does.
    last: Cell<(i32, i32)>,
    /// How far from the open note it was last, in CSS pixels.
    away: Cell<f64>,
    /// Hears Escape wherever the focus is, and takes it from no one.
    escape: RefCell<Option<EventListener>>,
}

impl Hover {
    /// Follows the pointer over the live view in `mount`.
    pub(super) fn new(ctx: &ViewContext, mount: &Element) -> Self {
        let pointer = Rc::new(Pointer {
            ctx: ctx.clone(),
            mount: mount.clone(),
            waiting: RefCell::default(),
            leaving: RefCell::default(),
            last: Cell::default(),
            away: Cell::new(f64::MAX),
            escape: RefCell::default(),
        });
        let moved = Rc::clone(&pointer);
        let (left, pressed) = (Rc::clone(&pointer), Rc::clone(&pointer));
        Self {
            _listening: [
                dom::listen(mount, "pointermove", move |event| moved.moved(&event)),
                dom::listen(mount, "pointerleave", move |_| left.leave(f64::MAX)),
                // Whoever presses does not wait.
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
                    pointer.escape.replace(pointer.hear_escape());
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
        // A finger presses, and a pressed pointer selects words.
        if event.pointer_type() == "touch" || event.buttons() != 0 {
            return;
        }
        let at = (event.client_x(), event.client_y());
        if self.last.replace(at) == at {
            return;
        }
        let Ok(target) = event.composed_path().get(0).dyn_into::<Element>() else {
            return;
        };
        let near = |selector: &str| target.closest(selector).ok().flatten();
        if let Some(name) = near(".sl-mark").and_then(|mark| mark.get_attribute("data-link")) {
            self.rest(name);
        } else if near(".sl-card--hovered").is_some() {
            self.waiting.take();
            self.leaving.take();
        } else {
            let card = self.card().map(|card| card.get_bounding_client_rect());
            self.leave(card.map_or(f64::MAX, |card| {
                let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
                let outside = |at: f64, from: f64, to: f64| (from - at).max(at - to).max(0.0);
                outside(x, card.left(), card.right()) + outside(y, card.top(), card.bottom())
            }));
        }
    }

    /// The pointer is on a highlight.
    fn rest(self: &Rc<Self>, name: String) {
        self.leaving.take();
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
        // A narrow screen shows one note, and what was chosen is more than what is pointed at.
        let state = self.ctx.store.state();
        let chosen =
            state.selected_occurrence(story).is_some() || timeline::selected_event(&self.ctx, &state).is_some();
        if !chosen || dom::find(&self.mount, ".sl-cards").is_some_and(|cards| margin::is_beside(&cards)) {
            self.ctx.store.dispatch(Action::Hover(link::to_occurrence(story, name)));
        }
    }

    /// The pointer is on nothing of ours, and so far from the open note. It is waited for while it comes nearer.
    fn leave(self: &Rc<Self>, away: f64) {
        self.waiting.take();
        let comes_nearer = away < self.away.replace(away);
        if self.ctx.store.state().hovered.is_none() || (!comes_nearer && self.leaving.borrow().is_some()) {
            return;
        }
        let weak = Rc::downgrade(self);
        self.leaving.replace(dom::set_timeout(CLOSE_DELAY, move || {
            // What has the focus is in use.
            if let Some(pointer) = weak.upgrade()
                && !pointer.card().is_some_and(|card| dom::has_focus(&card))
            {
                pointer.ctx.store.dispatch(Action::Hover(None));
            }
        }));
    }

    /// The note that the pointer has called up.
    fn card(&self) -> Option<HtmlElement> {
        dom::find(&self.mount, ".sl-card--hovered")
    }

    fn hear_escape(&self) -> Option<EventListener> {
        let store = Rc::clone(&self.ctx.store);
        let document = self.mount.owner_document()?;
        Some(dom::listen(&document, "keydown", move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                store.dispatch(Action::Hover(None));
            }
        }))
    }
}
