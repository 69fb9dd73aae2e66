//! What the reader has chosen.

use crate::story::{ItemRef, Story};

/// Something that the reader has chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// What it is.
    pub item: ItemRef,
    /// Which of its places in the text, from 1: then its note stands beside the words there. `None`: it is shown
    /// where it is at home, in the timeline, among the quotes or in the notes.
    pub occurrence: Option<usize>,
}

impl Selection {
    /// The same, where it is shown: at its first place in the text, if the part of the story is left out that it is at home
    /// in. `None` if the story has no such thing or place, or shows it nowhere.
    pub fn visible(self, story: &Story) -> Option<Self> {
        let occurrence = if story.shows_section_of(self.item) { self.occurrence } else { self.occurrence.or(Some(1)) };
        Some(Self { occurrence, ..self }).filter(|shown| shown.exists_in(story))
    }

    /// Whether the story has such a thing, and the thing such a place.
    pub fn exists_in(self, story: &Story) -> bool {
        let has_thing = match self.item {
            ItemRef::Entity(at) => at < story.entities.len(),
            ItemRef::Highlight(at) => at < story.highlights.len(),
            ItemRef::Quote(at) => at < story.quotes.len(),
            ItemRef::Event(at) => at < story.events.len(),
        };
        has_thing && self.occurrence.is_none_or(|number| story.occurrence(self.item, number).is_some())
    }

    /// The place in the text that it names, by its position in [`Story::places`].
    pub fn occurrence_index(self, story: &Story) -> Option<usize> {
        story.occurrence(self.item, self.occurrence?)
    }
}
