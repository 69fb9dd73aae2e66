//! Describes the highlights for screen readers: their styles and titles, to which `aria-describedby` refers.

use super::{
    ViewContext,
    element_builder::{ElementBuilder, el},
};
use crate::story::{HighlightStyle, ItemRef, OccurrenceIndex};

/// Renders the descriptions of the highlight styles, to which the highlights refer. They are only for screen readers.
pub(super) fn view(ctx: &ViewContext) -> ElementBuilder {
    let story = &ctx.story;
    let has = |style: &HighlightStyle| {
        story.occurrences.iter().any(|occurrence| story.highlight_style(occurrence.item) == *style)
    };
    let description = |style| el("span").attr("id", description_id(ctx, style)).text(ctx.words.style_name(style));
    el("p").attr("hidden", "").children(HighlightStyle::ALL.into_iter().filter(has).map(description))
}

fn description_id(ctx: &ViewContext, style: HighlightStyle) -> String {
    format!("{}/mark/{}", ctx.story.id, style.as_str())
}

/// Returns the ids of the elements that describe these occurrences, separated by spaces, for `aria-describedby`: their
/// highlight styles, and the titles of claims, figures and events. Screen readers read the text first.
pub(super) fn described_by(ctx: &ViewContext, occurrences: &[OccurrenceIndex]) -> String {
    let story = &ctx.story;
    let mut ids: Vec<String> = Vec::new();
    for &at in occurrences {
        let item = story.occurrences[at].item;
        let id = description_id(ctx, story.highlight_style(item));
        if !ids.contains(&id) {
            ids.push(id);
        }
        if matches!(item, ItemRef::Highlight(_) | ItemRef::Event(_)) && story.shows_section_of(item) {
            ids.push(title_id(ctx, item));
        }
    }
    ids.join(" ")
}

/// Returns the HTML id of the title of a claim, a figure or an event in its section.
pub(super) fn title_id(ctx: &ViewContext, item: ItemRef) -> String {
    format!("{}/title", ctx.id(item, None))
}
