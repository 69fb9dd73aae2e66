//! What a highlight in the text marks.

use super::{HighlightKind, ItemRef, Kind, Story};

/// What a highlight in the text marks: each looks different, and is told apart in words.
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
    /// Every one, in the order of a legend.
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

    /// Its name, as ids and class names have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entity(kind) => kind.as_str(),
            Self::Highlight(HighlightKind::Claim) => "claim",
            Self::Highlight(HighlightKind::Figure) => "figure",
            Self::Quote => "quote",
            Self::Event => "event",
        }
    }
}

impl Story {
    /// What a thing is marked as.
    pub fn highlight_style(&self, item: ItemRef) -> HighlightStyle {
        match item {
            ItemRef::Entity(at) => HighlightStyle::Entity(self.entities[at].kind),
            ItemRef::Highlight(at) => HighlightStyle::Highlight(self.highlights[at].kind),
            ItemRef::Quote(_) => HighlightStyle::Quote,
            ItemRef::Event(_) => HighlightStyle::Event,
        }
    }
}
