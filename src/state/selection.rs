//! What the reader has chosen.

use crate::story::{Story, Thing};

/// Something that the reader has chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// What it is.
    pub thing: Thing,
    /// Which of its places in the text, from 1: then its note stands beside the words there. `None`: it is shown
    /// where it is at home, in the timeline, among the quotes or in the notes.
    pub place: Option<usize>,
}

impl Selection {
    /// The same, where it is shown: at its first place in the text, if the part of the story is left out that it is at home
    /// in. `None` if the story has no such thing or place, or shows it nowhere.
    pub fn shown(self, story: &Story) -> Option<Self> {
        let place = if story.has_home(self.thing) { self.place } else { self.place.or(Some(1)) };
        Some(Self { place, ..self }).filter(|shown| shown.is_in(story))
    }

    /// Whether the story has such a thing, and the thing such a place.
    pub fn is_in(self, story: &Story) -> bool {
        let has_thing = match self.thing {
            Thing::Entity(at) => at < story.entities.len(),
            Thing::Highlight(at) => at < story.highlights.len(),
            Thing::Quote(at) => at < story.quotes.len(),
            Thing::Event(at) => at < story.events.len(),
        };
        has_thing && self.place.is_none_or(|number| story.place(self.thing, number).is_some())
    }

    /// The place in the text that it names, by its position in [`Story::places`].
    pub fn position(self, story: &Story) -> Option<usize> {
        story.place(self.thing, self.place?)
    }
}
