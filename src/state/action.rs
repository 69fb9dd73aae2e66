//! What the reader does.

use super::{HighlightFilter, Selection};
use crate::timeline::{TimeRange, TimelineState};

/// Something that the reader does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Chooses a thing, or leaves what was chosen.
    Select(Option<Selection>),
    /// Puts a company in focus, or takes the one that is in focus out of it.
    ToggleFollow(usize),
    /// Lets go of the company in focus.
    StopFollowing,
    /// Turns to a quote.
    ShowSlide(usize),
    /// Arrives at a quote by scrolling the row, without choosing it.
    SlideScrolledTo(usize),
    /// Shows the quotes as a list, or one by one.
    ListQuotes(bool),
    /// Shows quotes that are neither by nor about the company in focus too, or not.
    ShowUnrelatedQuotes(bool),
    /// Shows a long quote in full, or its beginning.
    ExpandQuote(usize, bool),
    /// Rests the pointer on a place in the text, by its position in [`Story::places`], or leaves it.
    Hover(Option<usize>),
    /// Keeps the note of a place open, or does so no longer.
    TogglePinned(usize),
    /// Closes the note of a place, however it was opened.
    CloseNote(usize),
    /// Shows more or fewer highlights.
    SetHighlightFilter(HighlightFilter),
    /// Looks at the timeline in another way, as [`Look::step`] gives it.
    Timeline(TimelineState),
    /// Follows a link: a company in focus and a selection that it does not name are let go.
    FollowLink {
        /// The company in focus.
        followed: Option<usize>,
        /// What is selected.
        selected: Option<Selection>,
        /// Which highlights to show, if the link says so.
        highlight_filter: Option<HighlightFilter>,
        /// Which part of time to show, drawn, if the link says so.
        time_range: Option<TimeRange>,
    },
}
