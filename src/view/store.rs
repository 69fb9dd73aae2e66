//! The state of one instance, and who wants to know when it changes.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use crate::{
    state::{Action, State},
    story::Story,
};

type Listener = Rc<dyn Fn(&State)>;

/// The state of one instance.
pub struct Store {
    story: Rc<Story>,
    state: RefCell<Rc<State>>,
    listeners: RefCell<Vec<(u32, Listener)>>,
    next: Cell<u32>,
}

impl Store {
    /// A store for a story, with nothing chosen yet.
    pub fn new(story: Rc<Story>) -> Rc<Self> {
        Rc::new(Self { story, state: RefCell::default(), listeners: RefCell::default(), next: Cell::default() })
    }

    /// What the reader looks at now.
    pub fn state(&self) -> Rc<State> {
        Rc::clone(&self.state.borrow())
    }

    /// Carries out an action, and tells those who listen if it changed anything.
    pub fn dispatch(&self, action: Action) {
        let next = Rc::new(self.state().apply(action, &self.story));
        if *next == *self.state() {
            return;
        }
        self.state.replace(Rc::clone(&next));
        // A listener may dispatch, subscribe or leave: nothing is borrowed while it runs.
        let listeners: Vec<Listener> = self.listeners.borrow().iter().map(|(_, each)| Rc::clone(each)).collect();
        for listener in listeners {
            listener(&next);
        }
    }

    /// Calls `listener` after every change, for as long as the subscription lives.
    pub fn subscribe(self: &Rc<Self>, listener: impl Fn(&State) + 'static) -> Subscription {
        let id = self.next.replace(self.next.get() + 1);
        self.listeners.borrow_mut().push((id, Rc::new(listener)));
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
