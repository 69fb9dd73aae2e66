//! Things of a story, and where they stand in its text.

use std::ops::Range;

/// Anything of a story that can be selected. The numbers are positions in the story's own lists, and come from
/// nowhere but the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemRef {
    /// An entity, by its position in [`super::Story::entities`].
    Entity(usize),
    /// A claim or a figure, by its position in [`super::Story::highlights`].
    Highlight(usize),
    /// A quote, by its position in [`super::Story::quotes`].
    Quote(usize),
    /// An event, by its position in [`super::Story::events`].
    Event(usize),
}

impl ItemRef {
    /// Which of the story's lists it is in (entities, highlights, quotes, events, from 0), and where in that.
    pub(super) fn sort_position(self) -> (usize, usize) {
        match self {
            Self::Entity(at) => (0, at),
            Self::Highlight(at) => (1, at),
            Self::Quote(at) => (2, at),
            Self::Event(at) => (3, at),
        }
    }
}

/// A place in the text where a thing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// What stands there.
    pub item: ItemRef,
    /// Which of the thing's places it is, in order of the text, from 1.
    pub number: usize,
    /// Which text, by its position in [`super::Story::texts`].
    pub text: usize,
    /// Byte offsets into that text; never within a grapheme, nor between letters that join.
    pub range: Range<usize>,
    /// Which underline is its own: 0 is nearest to the words. No two that overlap have the same.
    pub level: usize,
}
