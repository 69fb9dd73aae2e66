//! Keeps the rendered document up to date with the state: sets classes, attributes and short texts of elements that are
//! there. Nothing in this module renders elements, so that no element moves, and the focus stays where it is.
//!
//! The document shows the initial state. Each file updates one section. It compares the previous state with the new one
//! and touches only the elements that differ, so the cost of a change does not depend on the length of the story.

mod buttons;
mod clicks;
mod companies;
mod dimming;
mod events;
mod highlight_filter;
mod highlights;
mod notes;
mod quotes;
mod sharing;

use std::{cell::RefCell, rc::Rc};

use web_sys::Element;

use self::quotes::Quotes;

use crate::{
    dom::EventListener,
    state::State,
    view::{Subscription, ViewContext},
};

/// Follows the state of a story until it is dropped.
pub struct Reader {
    document: Rc<Document>,
    _listeners: [EventListener; 3],
    _filter: Option<EventListener>,
    _subscription: Subscription,
}

impl Reader {
    /// Brings the document in `root` from the initial state to the current one, and keeps it up to date.
    pub fn new(ctx: &ViewContext, root: &Element) -> Self {
        companies::begin(root);
        let document = Rc::new(Document {
            ctx: ctx.clone(),
            root: root.clone(),
            quotes: Quotes::new(ctx, root),
            shown: RefCell::default(),
        });
        document.update(&ctx.store.state());
        let updated = Rc::clone(&document);
        Self {
            document,
            _listeners: clicks::listen(ctx, root),
            _filter: highlight_filter::listen(ctx, root),
            _subscription: ctx.store.subscribe(move |state| updated.update(state)),
        }
    }

    /// Stops, and brings the document back to the initial state, in which it works without script.
    pub fn undo(self) {
        let document = Rc::clone(&self.document);
        drop(self);
        document.update(&State::default());
        companies::undo(&document.root);
        sharing::close_menus(&document.root, false);
        if let Some(quotes) = &document.quotes {
            quotes.undo(&document.ctx);
        }
    }
}

/// The document that the reader keeps up to date.
struct Document {
    ctx: ViewContext,
    root: Element,
    quotes: Option<Quotes>,
    /// The state that the document shows.
    shown: RefCell<Rc<State>>,
}

impl Document {
    fn update(&self, now: &State) {
        let before = self.shown.replace(Rc::new(now.clone()));
        let Self { ctx, root, quotes, .. } = self;
        companies::update(ctx, root, &before, now);
        dimming::update(ctx, root, &before, now);
        highlight_filter::update(root, &before, now);
        highlights::update(ctx, root, &before, now);
        events::update(ctx, root, &before, now);
        notes::update(ctx, root, &before, now);
        if let Some(quotes) = quotes {
            quotes.update(ctx, &before, now);
        }
    }
}

/// Sets a class on the element of the new item and removes it from the element of the old one, if they differ.
fn move_class<T: Copy + PartialEq>(
    class: &str,
    [before, now]: [Option<T>; 2],
    element_of: impl Fn(T) -> Option<Element>,
) {
    if before == now {
        return;
    }
    for (item, is_set) in [(before, false), (now, true)] {
        if let Some(element) = item.and_then(&element_of) {
            crate::dom::toggle_class(&element, class, is_set);
        }
    }
}
