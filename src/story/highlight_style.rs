//! The styles of highlights in the text.

use super::{HighlightKind, ItemRef, Kind, Story};

/// The style of an occurrence in the text. Every style has a different look, and a different name for screen readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HighlightStyle {
    /// A mention of an entity.
    Entity(Kind),
    /// A claim or a figure.
    Highlight(HighlightKind),
    /// A quote.
    Quote,
    /// An event.
    Event,
}

impl HighlightStyle {
    /// All styles, in the order of the legend.
    pub const ALL: [Self; 9] = [
        Self::Entity(Kind::Company),
        Self::Entity(Kind::Person),
        Self::Entity(Kind::Organisation),
        Self::Entity(Kind::Product),
        Self::Entity(Kind::Term),
        Self::Highlight(HighlightKind::Claim),
        Self::Highlight(HighlightKind::Figure),
        Self::Quote,
        Self::Event,
    ];

    /// Returns the position of the style in [`Self::ALL`].
    pub fn position(self) -> usize {
        Self::ALL.iter().position(|&style| style == self).unwrap_or(Self::ALL.len())
    }

    /// Returns the name of the style in ids and CSS class names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entity(kind) => kind.as_str(),
            Self::Highlight(kind) => kind.as_str(),
            Self::Quote => "quote",
            Self::Event => "event",
        }
    }
}

impl Story {
    /// Returns the style of an item's occurrences.
    pub fn highlight_style(&self, item: ItemRef) -> HighlightStyle {
        match item {
            ItemRef::Entity(at) => HighlightStyle::Entity(self.entities[at].kind),
            ItemRef::Highlight(at) => HighlightStyle::Highlight(self.highlights[at].kind),
            ItemRef::Quote(_) => HighlightStyle::Quote,
            ItemRef::Event(_) => HighlightStyle::Event,
        }
    }
}
