//! The part of the state that belongs to the quotes.

use crate::story::QuoteIndex;

/// The state of the quote carousel, which can also be shown as a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Carousel {
    /// The current quote. It is one of the quotes for which [`State::shows_quote`](super::State::shows_quote) is true, if
    /// there are any. (The view sets it to [`QuoteIndex::MAX`] for parts that do not depend on it.)
    pub current: QuoteIndex,
    /// The reason why the current quote is shown.
    pub slide_cause: SlideCause,
    /// True if all quotes are shown at once, as a list.
    pub is_list: bool,
    /// True if quotes that are neither by nor about the followed company are shown too.
    pub show_unrelated: bool,
    /// The long quotes that are shown in full, in ascending order.
    pub expanded: Vec<QuoteIndex>,
}

impl Carousel {
    /// Makes another quote the current one. In the carousel this shortens expanded quotes again: the tallest slide
    /// sets the height of all.
    pub(super) fn show(&mut self, quote: QuoteIndex) {
        if !self.is_list && quote != self.current {
            self.expanded.clear();
        }
        self.current = quote;
    }
}

/// The reason why the current quote is shown. The view uses it to decide about scrolling and keyboard focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SlideCause {
    /// A selection somewhere in the story, or the initial state.
    #[default]
    Chosen,
    /// The carousel's controls, which keep the keyboard focus.
    Controls,
    /// Scrolling by the reader: the view does not scroll the carousel again.
    Scroll,
    /// A restored state, not the reader: neither the scroll position nor the keyboard focus changes.
    Restore,
}
