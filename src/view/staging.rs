//! Mounting in stages: a first view is rendered part by part, so that the page answers its reader in between.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use yew::Callback;

use super::dom;

/// For how long one stage may render, in milliseconds. The part that goes beyond it is the last of its stage.
const STAGE: f64 = 8.0;

/// The parts that are still to be rendered for the first time. Each stands empty until it is called.
#[derive(Default)]
pub struct Staging {
    waiting: RefCell<VecDeque<Callback<()>>>,
    /// What is left to do once all is there, the last first: what a part consists of comes before it.
    left: RefCell<Vec<Callback<()>>>,
    /// When the stage ends, in milliseconds of the browser's clock.
    ends: Cell<f64>,
}

impl Staging {
    /// Lets a part wait until it is called.
    pub fn wait(&self, part: Callback<()>) {
        self.waiting.borrow_mut().push_back(part);
    }

    /// Leaves something to be done when no part waits any more.
    pub(super) fn leave(&self, rest: Callback<()>) {
        self.left.borrow_mut().push(rest);
    }

    /// Calls the next part, if the stage has time left. Each part that has been rendered asks for it.
    pub fn go_on(&self) {
        if dom::now() < self.ends.get() {
            self.call_next();
        }
    }

    /// Begins a stage soon, and another after it, until no part waits any more; then calls `done`.
    pub fn run(self: &Rc<Self>, done: Callback<()>) {
        let this = Rc::clone(self);
        dom::retry_until(move || {
            // What was called in the stage before has been rendered by now, and has brought what it consists of.
            this.ends.set(dom::now() + STAGE);
            let goes_on = this.call_next();
            if goes_on {
                this.run(done.clone());
            } else {
                done.emit(());
            }
            true
        });
    }

    fn call_next(&self) -> bool {
        let next = self.waiting.borrow_mut().pop_front();
        let next = next.or_else(|| self.left.borrow_mut().pop());
        next.inspect(|part| part.emit(())).is_some()
    }
}
