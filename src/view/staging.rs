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
///
/// Regions are called one after another: Yew may interrupt the rendering of one, and continue after other tasks.
#[derive(Default)]
pub struct Staging {
    waiting: RefCell<VecDeque<Callback<()>>>,
    /// Callbacks to call after all regions are rendered, the last one first: inner regions come before outer ones.
    after_all: RefCell<Vec<Callback<()>>>,
    progress: Cell<Progress>,
    /// The end of the stage, in milliseconds of the browser's clock.
    stage_end: Cell<f64>,
}

#[derive(Clone, Copy, PartialEq, Default)]
enum Progress {
    /// No region is being rendered.
    #[default]
    Idle,
    /// A region was called and has not answered.
    Rendering,
    /// The story is gone: its regions will not answer.
    Cancelled,
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

    /// Calls the next region if the stage has time left. Each region calls this once, after its rendering.
    pub fn go_on(&self) {
        if self.progress.get() == Progress::Rendering {
            self.progress.set(Progress::Idle);
        }
        if dom::now() < self.stage_end.get() {
            self.call_next();
        }
    }

    /// Stops calling regions.
    pub fn cancel(&self) {
        self.progress.set(Progress::Cancelled);
    }

    /// Runs one stage after another, each in a task of the browser, until the queue is empty. Then calls `done`.
    pub fn run(self: &Rc<Self>, done: Callback<()>) {
        let this = Rc::clone(self);
        dom::retry_until(move || {
            if this.progress.get() == Progress::Cancelled {
                return true;
            }
            this.stage_end.set(dom::now() + STAGE);
            this.call_next();
            if this.progress.get() == Progress::Idle {
                done.emit(());
            } else {
                this.run(done.clone());
            }
            true
        });
    }

    /// Calls the next region, unless the previous one has not answered.
    fn call_next(&self) {
        if self.progress.get() != Progress::Idle {
            return;
        }
        let next = self.waiting.borrow_mut().pop_front();
        if let Some(part) = next.or_else(|| self.after_all.borrow_mut().pop()) {
            self.progress.set(Progress::Rendering);
            part.emit(());
        }
    }
}
