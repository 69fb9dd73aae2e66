//! The store: holds the state of one instance and notifies subscribers when it changes.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use crate::{
    state::{Action, State},
    story::Story,
};

/// A callback, and true if it is also called when only the timeline moves.
type Listener = (bool, Rc<dyn Fn(&State)>);

/// Holds the state of one story instance. Actions change the state; subscribers receive the new one.
pub struct Store {
    story: Rc<Story>,
    state: RefCell<Rc<State>>,
    listeners: RefCell<Vec<(u32, Listener)>>,
    next: Cell<u32>,
    /// True while a change is applied that the reader did not cause.
    is_quiet: Cell<bool>,
}

impl Store {
    /// Creates a store for a story, with nothing selected.
    pub fn new(story: Rc<Story>) -> Rc<Self> {
        Rc::new(Self {
            story,
            state: RefCell::default(),
            listeners: RefCell::default(),
            next: Cell::new(0),
            is_quiet: Cell::new(false),
        })
    }

    /// Returns the current state.
    pub fn state(&self) -> Rc<State> {
        Rc::clone(&self.state.borrow())
    }

    /// Applies an action, and notifies the subscribers if the state changed.
    pub fn dispatch(&self, action: Action) {
        self.set(self.state().apply(action, &self.story));
    }

    /// Applies an action that the reader did not cause.
    pub fn dispatch_quietly(&self, action: Action) {
        self.set_quietly(self.state().apply(action, &self.story));
    }

    /// Replaces the state, when the reader did not cause the change.
    pub fn set_quietly(&self, next: State) {
        let before = self.is_quiet.replace(true);
        self.set(next);
        self.is_quiet.set(before);
    }

    /// Returns true while subscribers are notified of a change that the reader did not cause.
    pub fn is_quiet(&self) -> bool {
        self.is_quiet.get()
    }

    fn set(&self, next: State) {
        let next = Rc::new(next);
        if *next == *self.state() {
            return;
        }
        let before = self.state.replace(Rc::clone(&next));
        let only_moves = before.only_moves_to(&next);
        // A listener may dispatch, subscribe or unsubscribe, so no `RefCell` is borrowed while it runs.
        let is_notified = |(_, (wants_moves, _)): &&(u32, Listener)| *wants_moves || !only_moves;
        let listeners: Vec<_> = self.listeners.borrow().iter().filter(is_notified).cloned().collect();
        for (_, (_, listener)) in listeners {
            listener(&next);
        }
    }

    /// Calls `listener` after every change until the subscription is dropped. Changes that only move the timeline are
    /// left out, so the cost of a move does not depend on the rest of the page.
    pub fn subscribe(self: &Rc<Self>, listener: impl Fn(&State) + 'static) -> Subscription {
        self.add((false, Rc::new(listener)))
    }

    /// Like [`Self::subscribe`], but also calls `listener` when only the timeline moves.
    pub(super) fn subscribe_to_moves(self: &Rc<Self>, listener: impl Fn(&State) + 'static) -> Subscription {
        self.add((true, Rc::new(listener)))
    }

    fn add(self: &Rc<Self>, listener: Listener) -> Subscription {
        let id = self.next.replace(self.next.get() + 1);
        self.listeners.borrow_mut().push((id, listener));
        Subscription { store: Rc::downgrade(self), id }
    }
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// A subscription to a [`Store`]; dropping it unsubscribes the listener.
#[must_use = "the listener is unsubscribed when this is dropped"]
pub struct Subscription {
    store: Weak<Store>,
    id: u32,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(store) = self.store.upgrade() {
            store.listeners.borrow_mut().retain(|(id, _)| *id != self.id);
        }
    }
}
