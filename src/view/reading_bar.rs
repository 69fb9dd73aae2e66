//! Renders the bar above the text: the control for the shown highlights, the companies, and links to the other sections.

use yew::prelude::*;

use super::{
    ViewContext, companies,
    element_builder::{ElementBuilder, el, el_with_class},
    share_buttons,
};
use crate::state::HighlightFilter;

/// Renders the bar. Without script the control is hidden but keeps its space. The reader keeps the bar up to date.
pub(super) fn view(ctx: &ViewContext) -> Html {
    let (story, words) = (&ctx.story, ctx.words);
    let section = |is_there: bool, name: &str, label: &str| {
        let link = || el_with_class("a", "sl-jump").attr("href", format!("#{}/{name}", story.id)).text(label);
        is_there.then(link)
    };
    el_with_class("div", "sl-reading-bar")
        .attr("part", "reading-bar")
        .attr("role", "group")
        .attr("aria-label", words.bar)
        .children(highlight_filter(ctx))
        .children(companies::menu(ctx))
        .children(section(!story.events.is_empty() && !story.hidden.timeline, "timeline", words.jump_to_timeline))
        .children(section(!story.quotes.is_empty() && !story.hidden.quotes, "quotes", words.jump_to_quotes))
        .children(section(!story.notes.is_empty(), "notes", words.jump_to_notes))
        .children(copy_link(ctx))
        .into()
}

/// Renders the control for the shown highlights; `None` if the story has no highlights.
fn highlight_filter(ctx: &ViewContext) -> Option<ElementBuilder> {
    if ctx.story.occurrences.is_empty() {
        return None;
    }
    let options = HighlightFilter::ALL.into_iter().map(|filter| {
        el("option").text(match filter {
            HighlightFilter::Key => ctx.words.key_highlights,
            HighlightFilter::All => ctx.words.all_highlights,
            HighlightFilter::Off => ctx.words.no_highlights,
        })
    });
    let control = el_with_class("select", "sl-button sl-highlight-filter sl-needs-script")
        .attr("part", "button")
        .attr("aria-label", ctx.words.highlights)
        // Otherwise Firefox restores the choice when the page is loaded again.
        .attr("autocomplete", "off")
        .children(options);
    Some(control)
}

/// Renders the button that copies a link to the shown highlights. The reader shows it with the highlights of a choice.
fn copy_link(ctx: &ViewContext) -> Option<ElementBuilder> {
    let copy = share_buttons::copy_link_button(ctx, ctx.words.copy_view, String::new())?;
    Some(el_with_class("div", "sl-view-link").attr("hidden", "").child(copy))
}
