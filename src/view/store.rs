//! The store: holds the state of one instance and notifies subscribers when it changes.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::{Rc, Weak},
};

use crate::{
    state::{Action, State},
    story::Story,
    timeline::Timeline,
    words::DateWords,
};

/// A callback of a subscription.
#[derive(Clone)]
struct Listener {
    /// The number that the subscription removes it by.
    id: u32,
    call: Rc<dyn Fn(&State)>,
}

/// Holds the state of one story instance. Actions change the state; subscribers receive the new one.
pub struct Store {
    story: Rc<Story>,
    timeline: Rc<OnceCell<Timeline>>,
    words: &'static DateWords,
    state: RefCell<Rc<State>>,
    listeners: RefCell<Vec<Listener>>,
    next: Cell<u32>,
    /// True while a change is applied that the reader did not cause.
    is_quiet: Cell<bool>,
}

impl Store {
    /// Creates a store for a story and its timeline, once it is loaded, with nothing selected. The interface writes dates with `words`.
    pub fn new(story: Rc<Story>, timeline: Rc<OnceCell<Timeline>>, words: &'static DateWords) -> Rc<Self> {
        Rc::new(Self {
            story,
            timeline,
            words,
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
        self.set(self.after(action));
    }

    /// Applies an action that the reader did not cause.
    pub fn dispatch_quietly(&self, action: Action) {
        self.set_quietly(self.after(action));
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

    fn after(&self, action: Action) -> State {
        self.state().apply(action, &self.story, self.timeline.get(), self.words)
    }

    fn set(&self, next: State) {
        let next = Rc::new(next);
        if *next == *self.state() {
            return;
        }
        self.state.replace(next);
        // A listener may dispatch, subscribe or unsubscribe, so no `RefCell` is borrowed while it runs. If it dispatches,
        // the listeners after it get the newest state, not the one before.
        let listeners = self.listeners.borrow().clone();
        for listener in listeners {
            let now = self.state();
            (listener.call)(&now);
        }
    }

    /// Calls `listener` after every change until the subscription is dropped. A gesture changes the state many times a
    /// second, so a listener compares the part that it depends on first.
    pub fn subscribe(self: &Rc<Self>, listener: impl Fn(&State) + 'static) -> Subscription {
        let id = self.next.replace(self.next.get() + 1);
        self.listeners.borrow_mut().push(Listener { id, call: Rc::new(listener) });
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
            store.listeners.borrow_mut().retain(|listener| listener.id != self.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        cell::{Cell, RefCell},
        rc::Rc,
    };

    use super::Store;
    use crate::{
        state::{Action, HighlightFilter},
        story::{Story, StoryFile},
        words::Messages,
    };

    #[test]
    fn listeners_after_one_that_dispatches_end_with_the_newest_state() {
        let file = r#"{ "version": 1, "id": "s", "lang": "en", "title": "T", "published": "2025", "body": [] }"#;
        let story = Rc::new(Story::check(StoryFile::from_json(file).unwrap()).0);
        let store = Store::new(story, Rc::default(), &Messages::for_lang("en").dates);
        let is_first = Cell::new(true);
        let dispatching = Rc::clone(&store);
        let _first = store.subscribe(move |_| {
            if is_first.replace(false) {
                dispatching.dispatch(Action::SetHighlightFilter(HighlightFilter::Off));
            }
        });
        let seen = Rc::new(RefCell::new(Vec::new()));
        let seen_by_second = Rc::clone(&seen);
        let _second = store.subscribe(move |state| seen_by_second.borrow_mut().push(state.highlight_filter));
        store.dispatch(Action::SetHighlightFilter(HighlightFilter::All));
        assert_eq!(seen.borrow().last(), Some(&HighlightFilter::Off), "{seen:?}");
    }
}
