//! How the quotes are looked at.

/// How the quotes are looked at: one by one, in a carousel, or as a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Carousel {
    /// The quote that is shown, as a position in [`crate::story::Story::quotes`]: one of those that
    /// [`super::State::shows_quote`] has, if it has any. (A part of the view that does not depend on it is given
    /// `usize::MAX`.)
    pub current: usize,
    /// How it was come by.
    pub slide_cause: SlideCause,
    /// Whether all are shown at once, as a list.
    pub is_list: bool,
    /// Whether those are shown too that are neither by nor about the company in focus.
    pub show_unrelated: bool,
    /// The long ones that are shown in full, as positions in [`crate::story::Story::quotes`], in ascending order.
    pub expanded: Vec<usize>,
}

impl Carousel {
    /// Shows another quote. One that is left is folded again: the others are not to be as high as it.
    pub(super) fn show(&mut self, to: usize) {
        if !self.is_list && to != self.current {
            self.expanded.clear();
        }
        self.current = to;
    }
}

/// How the quote that is shown was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SlideCause {
    /// It was chosen somewhere, or is the first.
    #[default]
    Chosen,
    /// By the controls of the carousel, which then keep the focus.
    Controls,
    /// By scrolling the row, which then stays where the reader has put it.
    Scroll,
    /// Not by the reader: neither view nor focus follow.
    Restore,
}
