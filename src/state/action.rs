//! What the reader does.

use super::{HighlightFilter, Selection};
use crate::timeline::{Look, Window};

/// Something that the reader does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Chooses a thing, or leaves what was chosen.
    Select(Option<Selection>),
    /// Puts a company in focus, or takes the one that is in focus out of it.
    ToggleFocus(usize),
    /// Lets go of the company in focus.
    ClearFocus,
    /// Turns to a quote.
    TurnTo(usize),
    /// Arrives at a quote by scrolling the row, without choosing it.
    DriftTo(usize),
    /// Shows the quotes as a list, or one by one.
    ListQuotes(bool),
    /// Shows quotes that are neither by nor about the company in focus too, or not.
    ShowOtherQuotes(bool),
    /// Shows a long quote in full, or its beginning.
    Unfold(usize, bool),
    /// Rests the pointer on a place in the text, by its position in [`Story::places`], or leaves it.
    Peek(Option<usize>),
    /// Keeps the note of a place open, or does so no longer.
    ToggleKept(usize),
    /// Closes the note of a place, however it was opened.
    Close(usize),
    /// Shows more or fewer highlights.
    SetHighlightFilter(HighlightFilter),
    /// Looks at the timeline in another way, as [`Look::step`] gives it.
    Look(Look),
    /// Follows a link: a company in focus and a selection that it does not name are let go.
    Go {
        /// The company in focus.
        focus: Option<usize>,
        /// What is selected.
        selected: Option<Selection>,
        /// Which highlights to show, if the link says so.
        highlight_filter: Option<HighlightFilter>,
        /// Which part of time to show, drawn, if the link says so.
        window: Option<Window>,
    },
}
