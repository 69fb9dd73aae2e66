//! Renders the text of the story, with its inline styles and highlights.

use yew::prelude::*;

use super::{
    ViewContext,
    element_builder::{ElementBuilder, el, fragment, text},
    highlight_filter::described_by,
};
use crate::{
    state::State,
    story::{InlineStyle, Occurrence, Run},
};

/// The classes of nested underlines, from the innermost to the outermost. Deeper levels share the last class.
const LEVELS: [&str; 4] = ["", " sl-level-1", " sl-level-2", " sl-level-3"];

/// Renders the runs of one text.
pub(super) fn view(ctx: &ViewContext, state: &State, text: usize) -> Html {
    let text = &ctx.story.texts[text];
    let runs = text.runs.iter().map(|run| view_run(ctx, state, run, &text.rich.text[run.range.clone()]));
    fragment(runs.collect())
}

/// Renders a run as exactly one node. [`super::open_highlights`] relies on this.
fn view_run(ctx: &ViewContext, state: &State, run: &Run, words: &str) -> Html {
    let words = match &run.style {
        None => text(words),
        Some(InlineStyle::Emphasis) => el("em").text(words).into(),
        Some(InlineStyle::Link(url)) => el("a").attr("href", url.clone()).attr("rel", "noopener").text(words).into(),
    };
    if run.occurrences.is_empty() { words } else { marked_run(ctx, state, run, words) }
}

/// Renders a run that has occurrences: one nested underline for each, the shortest innermost. If an occurrence has
/// its tab stop here, the run is a link to its note. Hidden highlights keep only their HTML id, so that links still
/// find them.
fn marked_run(ctx: &ViewContext, state: &State, run: &Run, words: Html) -> Html {
    let occurrences = &ctx.story.occurrences;
    let is_shown = |at: &&usize| state.highlight_filter.shows(&occurrences[**at]);
    let id = |at: usize| ctx.id(occurrences[at].item, Some(occurrences[at].number));
    let shown: Vec<usize> = run.occurrences.iter().filter(is_shown).copied().collect();
    let tab_stops: Vec<usize> = run.tab_stops_of.iter().filter(is_shown).copied().collect();
    let outer = shown.last().map_or_else(|| "sl-run".to_owned(), |&at| class(ctx, "sl-mark", at));

    let own_id = tab_stops.first().or(run.tab_stops_of.first()).copied();
    let others = run.tab_stops_of.iter().filter(|&&at| Some(at) != own_id);
    let mut words = others.fold(words, |words, &at| el("span").attr("id", id(at)).child(words).into());
    let within = shown.len().saturating_sub(1);
    for &at in &shown[..within] {
        words = el("span").attr("class", class(ctx, "sl-underline", at)).child(words).into();
    }

    let marked = |tag: &'static str| -> ElementBuilder {
        let notes = numbers(ctx, &shown, run.range.end);
        el(tag)
            .attr("class", outer.clone())
            .attr_opt("id", own_id.map(id))
            .attr_opt("data-note", notes)
            .child(words.clone())
    };
    // A link of the author's keeps its target; no second link is added.
    let is_linked = matches!(run.style, Some(InlineStyle::Link(_)));
    // The element can receive the focus when its note closes.
    let focusable = |element: ElementBuilder| -> Html { element.attr_opt("tabindex", own_id.map(|_| "-1")).into() };
    match (tab_stops.first(), shown.first()) {
        // Without script the link leads to the note. The live view opens the note beside the text instead.
        (Some(&tab_stop), _) if !is_linked => marked("a")
            .attr("href", ctx.href(occurrences[tab_stop].item, None))
            .attr("data-link", id(tab_stop))
            .attr("aria-describedby", described_by(ctx, &shown))
            .into(),
        // A part of a highlight whose tab stop is elsewhere reacts to clicks but is not a tab stop.
        (None, Some(&smallest)) if !is_linked => focusable(marked("span").attr("data-link", id(smallest))),
        _ => focusable(marked("span")),
    }
}

/// Returns the printed numbers of the notes whose item is first mentioned here and ends with this run.
fn numbers(ctx: &ViewContext, shown: &[usize], end: usize) -> Option<String> {
    let story = &ctx.story;
    let is_first = |occurrence: &&Occurrence| occurrence.number == 1 && occurrence.range.end == end;
    let occurrences = shown.iter().map(|&at| &story.occurrences[at]).filter(is_first);
    let numbers = occurrences.filter_map(|occurrence| story.notes.iter().position(|&item| item == occurrence.item));
    let numbers: Vec<_> = numbers.map(|at| (at + 1).to_string()).collect();
    if numbers.is_empty() { None } else { Some(numbers.join(", ")) }
}

/// Returns the class with the modifiers for the occurrence's highlight style and underline level.
fn class(ctx: &ViewContext, class: &'static str, at: usize) -> String {
    let occurrence = &ctx.story.occurrences[at];
    let mut class = ctx.class(class, ctx.owner(occurrence.item));
    class.push_str(" sl-mark--");
    class.push_str(ctx.story.highlight_style(occurrence.item).as_str());
    class.push_str(LEVELS[occurrence.level.min(LEVELS.len() - 1)]);
    class
}
