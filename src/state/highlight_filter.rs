//! Which highlights the text shows.

use crate::story::{ItemRef, Occurrence};

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
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Key => "key",
            Self::Off => "off",
        }
    }

    /// The highlight filter of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|highlight_filter| highlight_filter.as_str() == name)
    }

    /// Whether what stands at a place is shown as a highlight.
    pub fn shows(self, occurrence: &Occurrence) -> bool {
        match (self, occurrence.item) {
            (Self::All, _) | (Self::Key, ItemRef::Highlight(_)) => true,
            (Self::Key, ItemRef::Entity(_)) => occurrence.number == 1,
            (Self::Key, ItemRef::Quote(_) | ItemRef::Event(_)) | (Self::Off, _) => false,
        }
    }
}
