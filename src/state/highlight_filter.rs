//! The choice between all, key and no highlights.

use crate::story::{ItemRef, Occurrence};

/// The highlights that the article shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HighlightFilter {
    /// All highlights.
    #[default]
    All,
    /// The first mention of each entity, all claims and all figures.
    Key,
    /// No highlights.
    Off,
}

impl HighlightFilter {
    /// All filters, from the most highlights to none.
    pub const ALL: [Self; 3] = [Self::All, Self::Key, Self::Off];

    /// The name in links and in the `highlights` attribute: `all`, `key`, `off`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Key => "key",
            Self::Off => "off",
        }
    }

    /// The filter with this name; `None` for any other text.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|highlight_filter| highlight_filter.as_str() == name)
    }

    /// Returns true if an occurrence is shown as a highlight.
    pub fn shows(self, occurrence: &Occurrence) -> bool {
        match (self, occurrence.item) {
            (Self::All, _) | (Self::Key, ItemRef::Highlight(_)) => true,
            (Self::Key, ItemRef::Entity(_)) => occurrence.number == 1,
            (Self::Key, ItemRef::Quote(_) | ItemRef::Event(_)) | (Self::Off, _) => false,
        }
    }
}
