//! Which highlights the text shows.

use crate::story::{Place, Thing};

/// Which highlights the text shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HighlightFilter {
    /// All of them.
    #[default]
    All,
    /// The first mention of each entity, the claims and the figures.
    Key,
    /// None: the words and nothing else.
    Off,
}

impl HighlightFilter {
    /// Every highlight_filter, from the most to the least.
    pub const ALL: [Self; 3] = [Self::All, Self::Key, Self::Off];

    /// Its name in links: `all`, `key`, `off`.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Key => "key",
            Self::Off => "off",
        }
    }

    /// The highlight filter of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|highlight_filter| highlight_filter.name() == name)
    }

    /// Whether what stands at a place is shown as a highlight.
    pub fn shows(self, place: &Place) -> bool {
        match (self, place.thing) {
            (Self::All, _) | (Self::Key, Thing::Highlight(_)) => true,
            (Self::Key, Thing::Entity(_)) => place.number == 1,
            (Self::Key, Thing::Quote(_) | Thing::Event(_)) | (Self::Off, _) => false,
        }
    }
}
