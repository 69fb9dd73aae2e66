//! Staged rendering: the first view is rendered region by region, so that the browser can handle events in between.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use yew::Callback;

use crate::dom;

/// The time limit of one stage, in milliseconds. The region that exceeds it is the last of its stage.
const STAGE: f64 = 8.0;

/// The queue of regions that wait for their first rendering. Each region is empty until then.
#[derive(Default)]
pub struct Staging {
    waiting: RefCell<VecDeque<Callback<()>>>,
    /// Callbacks to call after all regions are rendered, the last one first: inner regions come before outer ones.
    after_all: RefCell<Vec<Callback<()>>>,
    /// The end of the stage, in milliseconds of the browser's clock.
    stage_end: Cell<f64>,
}

impl Staging {
    /// Adds a region to the queue. `part` starts its first rendering.
    pub fn wait(&self, part: Callback<()>) {
        self.waiting.borrow_mut().push_back(part);
    }

    /// Adds a callback to call when the queue is empty.
    pub(super) fn leave(&self, rest: Callback<()>) {
        self.after_all.borrow_mut().push(rest);
    }

    /// Calls the next region if the stage has time left. Each region calls this after its rendering.
    pub fn go_on(&self) {
        if dom::now() < self.stage_end.get() {
            self.call_next();
        }
    }

    /// Runs one stage after another, each in a task of the browser, until the queue is empty. Then calls `done`.
    pub fn run(self: &Rc<Self>, done: Callback<()>) {
        let this = Rc::clone(self);
        dom::retry_until(move || {
            // The regions of the previous stage are rendered by now and have added their inner regions.
            this.stage_end.set(dom::now() + STAGE);
            let has_more = this.call_next();
            if has_more {
                this.run(done.clone());
            } else {
                done.emit(());
            }
            true
        });
    }

    fn call_next(&self) -> bool {
        let next = self.waiting.borrow_mut().pop_front();
        let next = next.or_else(|| self.after_all.borrow_mut().pop());
        next.inspect(|part| part.emit(())).is_some()
    }
}
