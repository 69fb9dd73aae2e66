//! Islands: the parts of the page that Yew renders in the browser, each in a shadow root of its own (see
//! `element/islands.rs`). The rest of the page is rendered once, and the reader keeps it up to date.

use super::{
    element_builder::{ElementBuilder, el_with_class},
    region::Region,
    view_context::ViewContext,
};
use crate::dom;

/// The parts that a host page can style, for `::part()` (CSS Shadow Parts, section 4).
const PARTS: &str = "card,button";

/// A part of the page that Yew renders in the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Island {
    /// The event that the reader has reached in the text.
    ReadingPosition,
    /// The tools above the timeline.
    Tools,
    /// The chart of the timeline.
    Chart,
    /// The cards of the open notes.
    Cards,
}

impl Island {
    /// All islands.
    pub const ALL: [Self; 4] = [Self::ReadingPosition, Self::Tools, Self::Chart, Self::Cards];
    /// The islands of the timeline.
    pub const TIMELINE: [Self; 3] = [Self::ReadingPosition, Self::Tools, Self::Chart];

    /// Returns the name of the island in HTML and in class names.
    pub fn name(self) -> &'static str {
        match self {
            Self::ReadingPosition => "reading",
            Self::Tools => "tools",
            Self::Chart => "chart",
            Self::Cards => "cards",
        }
    }

    /// Renders the element that will contain the island, with a placeholder of the same size: `region` in the document.
    pub(super) fn placeholder(self, ctx: &ViewContext, region: Region) -> ElementBuilder {
        el_with_class("div", "sl-island")
            .attr(dom::ISLAND, self.name())
            .attr("exportparts", PARTS)
            .child(region.view(ctx))
    }
}
