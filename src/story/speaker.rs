//! Who said something.

/// Who said something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// An entity, as a position in [`super::Story::entities`].
    Entity(usize),
    /// Someone of whom the story says no more than this name; empty, if not even that.
    Name(String),
}

impl Speaker {
    /// The entity that it is, as a position in [`super::Story::entities`].
    pub fn entity(&self) -> Option<usize> {
        match self {
            Self::Entity(at) => Some(*at),
            Self::Name(_) => None,
        }
    }
}
