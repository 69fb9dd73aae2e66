//! Actions: the only input of the state besides the story.

use super::{HighlightFilter, Selection};
use crate::{
    story::{EntityIndex, OccurrenceIndex, QuoteIndex},
    timeline::{TimeRange, TimelineAction},
};

/// One change that the reader, a link or the layout of the page asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Selects an item, or clears the selection.
    Select(Option<Selection>),
    /// Follows a company, or stops following it.
    ToggleFollow(EntityIndex),
    /// Stops following any company.
    StopFollowing,
    /// Selects a quote and shows its slide.
    ShowSlide(QuoteIndex),
    /// Makes a slide the current one because the reader scrolled to it. Selects nothing new.
    SlideScrolledTo(QuoteIndex),
    /// Shows the quotes as a list (`true`) or as slides (`false`).
    ListQuotes(bool),
    /// Shows or hides the quotes that are neither by nor about the followed company.
    ShowUnrelatedQuotes(bool),
    /// Shows a long quote in full (`true`) or shortened (`false`).
    ExpandQuote(QuoteIndex, bool),
    /// Sets the occurrence under the pointer; `None` when the pointer leaves it.
    Hover(Option<OccurrenceIndex>),
    /// Pins the note of an occurrence, or unpins it.
    TogglePinned(OccurrenceIndex),
    /// Closes the note of an occurrence, however it was opened.
    CloseNote(OccurrenceIndex),
    /// Sets which highlights are shown.
    SetHighlightFilter(HighlightFilter),
    /// Changes the timeline.
    Timeline(TimelineAction),
    /// Applies a link. A followed company and a selection that the link does not name are cleared.
    FollowLink {
        /// The followed company.
        followed: Option<EntityIndex>,
        /// The selection.
        selected: Option<Selection>,
        /// The shown highlights; `None` leaves them unchanged.
        highlight_filter: Option<HighlightFilter>,
        /// The time range, which also shows the timeline as a chart; `None` leaves both unchanged.
        time_range: Option<TimeRange>,
    },
}
