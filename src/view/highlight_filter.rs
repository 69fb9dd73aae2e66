//! Renders the legend of the highlight styles and the control for the shown highlights.

use yew::prelude::*;

use super::{
    ViewContext,
    element_builder::{el, el_with_class, empty},
    share_buttons,
};
use crate::{
    state::HighlightFilter,
    story::{HighlightStyle, OccurrenceIndex},
};

/// Renders the legend and the control for the shown highlights. Without script the control keeps its space but is
/// hidden. The reader keeps both up to date.
pub(super) fn view(ctx: &ViewContext) -> Html {
    let (story, words) = (&ctx.story, ctx.words);
    if story.occurrences.is_empty() {
        return empty();
    }
    let has = |style: &HighlightStyle| {
        story.occurrences.iter().any(|occurrence| story.highlight_style(occurrence.item) == *style)
    };
    let samples = HighlightStyle::ALL.into_iter().filter(has).map(|style| {
        el("li")
            .attr("class", format!("sl-sample sl-mark--{}", style.as_str()))
            .attr("id", legend_id(ctx, style))
            .text(words.style_name(style))
    });
    let copy = share_buttons::copy_link_button(ctx, words.copy_view, String::new());
    let copy = copy.map(|copy| el_with_class("div", "sl-view-link").attr("hidden", "").child(copy));
    let legend = el_with_class("details", "sl-legend")
        .child(el_with_class("summary", "sl-summary").text(words.legend))
        .child(el_with_class("p", "sl-legend-hint").text(words.legend_hint))
        .child(el_with_class("ul", "sl-samples").children(samples))
        .children(copy);
    // WebKit always places a `<legend>` on its own line, whatever its style.
    let named = format!("{}/highlights", story.id);
    let choice = el_with_class("fieldset", "sl-highlight-filter sl-needs-script")
        .attr("aria-labelledby", named.clone())
        .child(el_with_class("span", "sl-highlight-filter-name").attr("id", named).text(words.highlights))
        .children(HighlightFilter::ALL.into_iter().map(|filter| option(ctx, filter)));
    el_with_class("div", "sl-highlight-tools").child(legend).child(choice).into()
}

fn option(ctx: &ViewContext, highlight_filter: HighlightFilter) -> Html {
    let words = match highlight_filter {
        HighlightFilter::All => ctx.words.all_highlights,
        HighlightFilter::Key => ctx.words.key_highlights,
        HighlightFilter::Off => ctx.words.no_highlights,
    };
    let name = format!("{}/highlight-filter", ctx.story.id);
    let choice = el("input").attr("type", "radio").attr("name", name).checked(highlight_filter == HighlightFilter::All);
    el_with_class("label", "sl-highlight-option").child(choice).child(el("span").text(words)).into()
}

/// Returns the id of the legend entry that describes a highlight style.
fn legend_id(ctx: &ViewContext, style: HighlightStyle) -> String {
    format!("{}/mark/{}", ctx.story.id, style.as_str())
}

/// Returns the ids of the legend entries for these occurrences, separated by spaces, for `aria-describedby`. Screen
/// readers read the text first and the description after it.
pub(super) fn described_by(ctx: &ViewContext, occurrences: &[OccurrenceIndex]) -> String {
    let story = &ctx.story;
    let mut ids: Vec<String> = Vec::new();
    for &at in occurrences {
        let id = legend_id(ctx, story.highlight_style(story.occurrences[at].item));
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.join(" ")
}
