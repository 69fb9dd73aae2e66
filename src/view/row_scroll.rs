//! How far the carousel's row has scrolled to a slide.

use std::cell::Cell;

use crate::story::QuoteIndex;

/// The scrolling of the row to a slide.
#[derive(Clone, Default)]
pub(super) struct RowScroll {
    /// The target slide and the number of displayed slides; `None` until the row is scrolled for the first time.
    pub(super) target: Cell<Option<(QuoteIndex, usize)>>,
    pub(super) progress: Cell<Progress>,
}

/// The progress of the row on the way to its target slide.
#[derive(Clone, Copy, PartialEq, Default)]
pub(super) enum Progress {
    /// The row has not reached its target yet.
    #[default]
    Scrolling,
    /// The target is nearer to the row's start than any other slide.
    Arrived,
    /// The reader controls the scroll position.
    TakenOver,
}

impl RowScroll {
    /// Records the arrival at the target slide. If the reader controls the scroll position, that stays so.
    pub(super) fn arrive(&self) {
        if self.progress.get() == Progress::Scrolling {
            self.progress.set(Progress::Arrived);
        }
    }
}
