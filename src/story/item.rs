//! References to items, and their occurrences in the text.

use std::ops::Range;

use super::{EntityIndex, EventIndex, HighlightIndex, QuoteIndex, TextIndex};

/// A reference to an item of a story: anything that can be selected. The index is valid for the story it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemRef {
    /// An entity.
    Entity(EntityIndex),
    /// A claim or a figure.
    Highlight(HighlightIndex),
    /// A quote.
    Quote(QuoteIndex),
    /// An event.
    Event(EventIndex),
}

impl ItemRef {
    /// Returns the number of the item's list (0 entities, 1 highlights, 2 quotes, 3 events) and its index in that list.
    pub(super) fn sort_position(self) -> (usize, usize) {
        match self {
            Self::Entity(at) => (0, at.index()),
            Self::Highlight(at) => (1, at.index()),
            Self::Quote(at) => (2, at.index()),
            Self::Event(at) => (3, at.index()),
        }
    }
}

/// One range of the text that belongs to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// The item.
    pub item: ItemRef,
    /// The number of this occurrence among those of the item, from 1, in order of the text.
    pub number: usize,
    /// The text.
    pub text: TextIndex,
    /// Byte offsets into that text, never within a grapheme cluster or between joining letters.
    pub range: Range<usize>,
    /// The level of the underline; 0 is nearest to the text. Overlapping occurrences have different levels.
    pub level: usize,
    /// True if it is highlighted by default: see [`HighlightFilter::Key`](crate::state::HighlightFilter::Key).
    pub is_key: bool,
}
