//! The speaker of a quote.

use super::EntityIndex;

/// An entity of the story, or a name alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// An entity.
    Entity(EntityIndex),
    /// The name of a speaker that is no entity of the story. Empty if the story file gives no usable name.
    Name(String),
}

impl Speaker {
    /// Returns the speaker's entity; `None` if the speaker is no entity.
    pub fn entity(&self) -> Option<EntityIndex> {
        match self {
            Self::Entity(index) => Some(*index),
            Self::Name(_) => None,
        }
    }
}
