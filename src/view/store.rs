//! The state of one instance, and who wants to know when it changes.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use crate::{
    state::{Action, State},
    story::Story,
};

/// What listens, and whether it does to moves of the timeline too.
type Listener = (bool, Rc<dyn Fn(&State)>);

/// The state of one instance.
pub struct Store {
    story: Rc<Story>,
    state: RefCell<Rc<State>>,
    listeners: RefCell<Vec<(u32, Listener)>>,
    next: Cell<u32>,
    /// Whether what changes now is not the reader's doing.
    is_quiet: Cell<bool>,
}

impl Store {
    /// A store for a story, with nothing chosen yet.
    pub fn new(story: Rc<Story>) -> Rc<Self> {
        let (state, listeners, next, is_quiet) = Default::default();
        Rc::new(Self { story, state, listeners, next, is_quiet })
    }

    /// What the reader looks at now.
    pub fn state(&self) -> Rc<State> {
        Rc::clone(&self.state.borrow())
    }

    /// Carries out an action, and tells those who listen if it changed anything.
    pub fn dispatch(&self, action: Action) {
        self.set(self.state().apply(action, &self.story));
    }

    /// Carries out an action that is not the reader's.
    pub fn dispatch_quietly(&self, action: Action) {
        self.set_quietly(self.state().apply(action, &self.story));
    }

    /// Looks at something else, which is not the reader's doing.
    pub fn set_quietly(&self, next: State) {
        let before = self.is_quiet.replace(true);
        self.set(next);
        self.is_quiet.set(before);
    }

    /// Whether what those who listen are told of is not the reader's doing.
    pub fn is_quiet(&self) -> bool {
        self.is_quiet.get()
    }

    fn set(&self, next: State) {
        let next = Rc::new(next);
        if *next == *self.state() {
            return;
        }
        let before = self.state.replace(Rc::clone(&next));
        let moves = before.only_moves_to(&next);
        // A listener may dispatch, subscribe or leave: nothing is borrowed while it runs.
        let wanted =
            |(_, (hears_moves, listener)): &(u32, Listener)| (!moves || *hears_moves).then(|| Rc::clone(listener));
        let listeners: Vec<_> = self.listeners.borrow().iter().filter_map(wanted).collect();
        for listener in listeners {
            listener(&next);
        }
    }

    /// Calls `listener` after every change, for as long as the subscription lives. Where the timeline is only moved, not;
    /// so a move costs the same however much else there is.
    pub fn subscribe(self: &Rc<Self>, listener: impl Fn(&State) + 'static) -> Subscription {
        self.add((false, Rc::new(listener)))
    }

    /// The same, after moves of the timeline too.
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

/// A listener's stay; it ends when this is dropped.
#[must_use = "the listener leaves when this is dropped"]
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
