//! Things of a story, and where they stand in its text.

use std::ops::Range;

/// Anything of a story that can be selected. The numbers are positions in the story's own lists, and come from
/// nowhere but the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// An entity, by its position in [`super::Story::entities`].
    Entity(usize),
    /// A claim or a figure, by its position in [`super::Story::highlights`].
    Highlight(usize),
    /// A quote, by its position in [`super::Story::quotes`].
    Quote(usize),
    /// An event, by its position in [`super::Story::events`].
    Event(usize),
}

/// A place in the text where a thing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What stands there.
    pub thing: Thing,
    /// Which of the thing's places it is, in order of the text, from 1.
    pub number: usize,
    /// Which text, by its position in [`super::Story::texts`].
    pub text: usize,
    /// Byte offsets into that text; never within a grapheme, nor between letters that join.
    pub range: Range<usize>,
    /// Which underline is its own: 0 is nearest to the words. No two that overlap have the same.
    pub level: usize,
}
