//! The words of a text, with what stands in them.

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

/// The classes of underlines, from the one nearest to the words. Deeper ones share the last.
const LEVELS: [&str; 4] = ["", " sl-level-1", " sl-level-2", " sl-level-3"];

/// A text of the story: words in the author's dress, and highlights.
pub(super) fn view(ctx: &ViewContext, state: &State, text: usize) -> Html {
    let text = &ctx.story.texts[text];
    let runs = text.runs.iter().map(|run| view_run(ctx, state, run, &text.rich.text[run.range.clone()]));
    fragment(runs.collect())
}

/// One run, as one node: [`super::lit`] counts on it.
fn view_run(ctx: &ViewContext, state: &State, run: &Run, words: &str) -> Html {
    let words = match &run.style {
        None => text(words),
        Some(InlineStyle::Emphasis) => el("em").text(words).into(),
        Some(InlineStyle::Link(url)) => el("a").attr("href", url.clone()).attr("rel", "noopener").text(words).into(),
    };
    if run.occurrences.is_empty() { words } else { marked_run(ctx, state, run, words) }
}

/// A run in which something stands: an underline for each, the smallest innermost. Where one has its tab stop, it is a
/// link to its note. What the reader does not want to see leaves its name, for links to lead to, and nothing else.
fn marked_run(ctx: &ViewContext, state: &State, run: &Run, words: Html) -> Html {
    let occurrences = &ctx.story.occurrences;
    let is_shown = |at: &&usize| state.highlight_filter.shows(&occurrences[**at]);
    let id = |at: usize| ctx.id(occurrences[at].item, Some(occurrences[at].number));
    let shown: Vec<usize> = run.occurrences.iter().filter(is_shown).copied().collect();
    let leads: Vec<usize> = run.tab_stops_of.iter().filter(is_shown).copied().collect();
    let outer = shown.last().map_or_else(|| "sl-run".to_owned(), |&at| class(ctx, "sl-mark", at));

    let own_id = leads.first().or(run.tab_stops_of.first()).copied();
    let others = run.tab_stops_of.iter().filter(|&&at| Some(at) != own_id);
    let mut words = others.fold(words, |words, &at| el("span").attr("id", id(at)).child(words).into());
    let within = shown.len().saturating_sub(1);
    for &at in &shown[..within] {
        words = el("span").attr("class", class(ctx, "sl-underline", at)).child(words).into();
    }

    let of = |tag: &'static str| -> ElementBuilder {
        let notes = numbers(ctx, &shown, run.range.end);
        el(tag)
            .attr("class", outer.clone())
            .attr_opt("id", own_id.map(id))
            .attr_opt("data-note", notes)
            .child(words.clone())
    };
    // A link of the author's leads where it leads, and stays the only one.
    let is_linked = matches!(run.style, Some(InlineStyle::Link(_)));
    // It has the focus when its note closes.
    let held = |it: ElementBuilder| -> Html { it.attr_opt("tabindex", own_id.map(|_| "-1")).into() };
    match (leads.first(), shown.first()) {
        // Without script it leads to the note; the live page answers with the note beside these words.
        (Some(&lead), _) if !is_linked => of("a")
            .attr("href", ctx.href(occurrences[lead].item, None))
            .attr("data-link", id(lead))
            .attr("aria-describedby", described_by(ctx, &shown))
            .into(),
        // Part of a highlight whose tab stop is elsewhere: it can be pressed, and is no stop.
        (None, Some(&smallest)) if !is_linked => held(of("span").attr("data-link", id(smallest))),
        _ => held(of("span")),
    }
}

/// The numbers, on paper, of the notes on what is first named here and ends with this run.
fn numbers(ctx: &ViewContext, shown: &[usize], end: usize) -> Option<String> {
    let story = &ctx.story;
    let is_first = |occurrence: &&Occurrence| occurrence.number == 1 && occurrence.range.end == end;
    let occurrences = shown.iter().map(|&at| &story.occurrences[at]).filter(is_first);
    let numbers = occurrences.filter_map(|occurrence| story.notes.iter().position(|&item| item == occurrence.item));
    let numbers: Vec<_> = numbers.map(|at| (at + 1).to_string()).collect();
    (!numbers.is_empty()).then(|| numbers.join(", "))
}

/// A class, the kind of what stands at a place, and which underline is its own.
fn class(ctx: &ViewContext, class: &'static str, at: usize) -> String {
    let occurrence = &ctx.story.occurrences[at];
    let mut class = ctx.class(class, ctx.owner(occurrence.item));
    class.push_str(" sl-mark--");
    class.push_str(ctx.story.highlight_style(occurrence.item).as_str());
    class.push_str(LEVELS[occurrence.level.min(LEVELS.len() - 1)]);
    class
}
