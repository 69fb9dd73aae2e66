//! The choice between key, all and no highlights.

use crate::story::Occurrence;

/// The highlights that the article shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HighlightFilter {
    /// The claims, figures and quotes of the text, and of each prominent entity the first mention on each screen.
    #[default]
    Key,
    /// All highlights.
    All,
    /// No highlights.
    Off,
}

impl HighlightFilter {
    /// All filters, in the order of the control.
    pub const ALL: [Self; 3] = [Self::Key, Self::All, Self::Off];

    /// The name in links and in the `highlights` attribute: `key`, `all`, `off`.
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
        match self {
            Self::Key => occurrence.is_key,
            Self::All => true,
            Self::Off => false,
        }
    }
}
