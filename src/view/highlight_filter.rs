//! How many highlights the text shows, and what each kind of them looks like.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    ViewContext,
    element_builder::{el, el_with_class, empty},
    session_prefs, share_buttons,
};
use crate::{
    link,
    state::{Action, HighlightFilter, State},
    story::HighlightStyle,
};

/// The legend, and the choice of highlight_filter. Without script the choice keeps its room, and is not offered.
pub(super) fn view(ctx: &ViewContext, state: &State) -> Html {
    let (story, words) = (&ctx.story, ctx.words);
    if story.occurrences.is_empty() {
        return empty();
    }
    let has = |mark: &HighlightStyle| {
        story.occurrences.iter().any(|occurrence| story.highlight_style(occurrence.item) == *mark)
    };
    let samples = HighlightStyle::ALL.into_iter().filter(has).map(|mark| {
        let sample = el("span")
            .attr("class", format!("sl-sample sl-mark--{}", mark.as_str()))
            .attr("id", described_as(ctx, mark))
            .text(words.style_name(mark));
        el("li").child(sample)
    });
    // A link with the highlight_filter in it is made only where it is asked for.
    let to_view = Some(state).filter(|state| state.highlight_filter != HighlightFilter::All);
    let copy = to_view.and_then(|state| {
        Some(share_buttons::copy_link_button(ctx, words.copy_view, link::view_fragment(story, state)?))
    });
    let legend = el_with_class("details", "sl-legend")
        .child(el_with_class("summary", "sl-summary").text(words.legend))
        .child(el_with_class("p", "sl-legend-hint").text(words.legend_hint))
        .child(el_with_class("ul", "sl-samples").children(samples))
        .child(el_with_class("div", "sl-view-link").children(copy.flatten()));
    // WebKit gives a `<legend>` a line of its own, whatever it is told.
    let named = format!("{}/highlights", story.id);
    let choice = el_with_class("fieldset", "sl-highlight-filter sl-needs-script")
        .attr("aria-labelledby", named.clone())
        .child(el_with_class("span", "sl-highlight-filter-name").attr("id", named).text(words.highlights))
        .children(
            HighlightFilter::ALL
                .into_iter()
                .zip(words.highlight_filters)
                .map(|(highlight_filter, name)| option(ctx, state, highlight_filter, name)),
        );
    el_with_class("div", "sl-highlight-tools").child(legend).child(choice).into()
}

fn option(ctx: &ViewContext, state: &State, highlight_filter: HighlightFilter, words: &str) -> Html {
    let name = format!("{}/highlight-filter", ctx.story.id);
    let store = Rc::clone(&ctx.store);
    let changed = Callback::from(move |_: Event| {
        session_prefs::save_highlight_filter(highlight_filter);
        store.dispatch(Action::SetHighlightFilter(highlight_filter));
    });
    let choice = el("input")
        .attr("type", "radio")
        .attr("name", name)
        .checked(state.highlight_filter == highlight_filter)
        .on("onchange", changed);
    el_with_class("label", "sl-highlight-option").child(choice).child(el("span").text(words)).into()
}

/// The id of the words that say what a highlight marks, in the legend.
fn described_as(ctx: &ViewContext, mark: HighlightStyle) -> String {
    format!("{}/mark/{}", ctx.story.id, mark.as_str())
}

/// The ids of the words for what stands at places, parted by spaces: they follow the words of the text as a
/// description, and leave these as they are.
pub(super) fn described_by(ctx: &ViewContext, occurrences: &[usize]) -> String {
    let story = &ctx.story;
    let mut ids: Vec<String> = Vec::new();
    for &at in occurrences {
        let id = described_as(ctx, story.highlight_style(story.occurrences[at].item));
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.join(" ")
}
