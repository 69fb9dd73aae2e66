//! The selection: one item, or one occurrence of it.

use crate::story::{ItemRef, OccurrenceIndex, Story};

/// An item that the reader or a link has selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// The selected item.
    pub item: ItemRef,
    /// The number of the item's occurrence in the text, from 1; its note opens next to the text. `None` selects the
    /// entry in the item's section: the timeline, the quotes or the notes.
    pub occurrence: Option<usize>,
}

impl Selection {
    /// The selection at a position that the page shows: the first occurrence if the story leaves out the item's
    /// section. `None` if the story does not have the item or the occurrence, or shows it nowhere.
    pub fn visible(self, story: &Story) -> Option<Self> {
        let occurrence = if story.shows_section_of(self.item) { self.occurrence } else { self.occurrence.or(Some(1)) };
        Some(Self { occurrence, ..self }).filter(|shown| shown.exists_in(story))
    }

    /// Returns true if the story has the item and the occurrence.
    pub fn exists_in(self, story: &Story) -> bool {
        let has_item = match self.item {
            ItemRef::Entity(index) => story.entities.has(index),
            ItemRef::Highlight(index) => story.highlights.has(index),
            ItemRef::Quote(index) => story.quotes.has(index),
            ItemRef::Event(index) => story.events.has(index),
        };
        has_item && self.occurrence.is_none_or(|number| story.occurrence(self.item, number).is_some())
    }

    /// The index of the selected occurrence; `None` without one.
    pub fn occurrence_index(self, story: &Story) -> Option<OccurrenceIndex> {
        story.occurrence(self.item, self.occurrence?)
    }
}
