//! The words of a text, with what stands in them.

use yew::prelude::*;

use super::{
    Shared,
    el::{el, text},
};
use crate::{
    state::{Selection, State},
    story::{Dress, HighlightKind, Kind, Run, Thing},
};

/// A text of the story: words in the author's dress, and highlights.
pub(super) fn view(shared: &Shared, state: &State, text: usize) -> Html {
    let text = &shared.story.texts[text];
    text.runs.iter().map(|run| view_run(shared, state, run, &text.rich.text[run.range.clone()])).collect()
}

fn view_run(shared: &Shared, state: &State, run: &Run, words: &str) -> Html {
    let words = match &run.dress {
        None => text(words),
        Some(Dress::Emphasis) => el("em").text(words).into(),
        Some(Dress::Link(url)) => el("a").attr("href", url.clone()).attr("rel", "noopener").text(words).into(),
    };
    if run.places.is_empty() { words } else { highlight(shared, state, run, words) }
}

/// A run in which something stands. Where that has its tab stop, it is a link to its note.
fn highlight(shared: &Shared, state: &State, run: &Run, words: Html) -> Html {
    let selected = run.places.iter().any(|&at| state.selected == Some(selection(shared, at)));
    let class = class(shared, run, selected);
    let id = |at: usize| {
        let Selection { thing, place } = selection(shared, at);
        shared.id(thing, place)
    };
    let part = el("span").attr("class", class.clone());
    if matches!(run.dress, Some(Dress::Link(_))) {
        return part.add(words).into();
    }
    let Some((&lead, others)) = run.leads.split_first() else {
        // Part of a highlight whose tab stop is elsewhere: it can be pressed, and is no stop.
        return part.maybe("data-to", run.places.first().map(|&at| id(at))).add(words).into();
    };
    let words = others.iter().fold(words, |words, &at| el("span").attr("id", id(at)).add(words).into());
    // Without script it leads to the note; the live page answers with the note beside these words.
    el("a")
        .attr("id", id(lead))
        .attr("class", class)
        .attr("href", shared.href(shared.story.places[lead].thing, None))
        .attr("data-to", id(lead))
        .add(words)
        .into()
}

/// What is selected when a place is.
fn selection(shared: &Shared, place: usize) -> Selection {
    let place = &shared.story.places[place];
    Selection { thing: place.thing, place: Some(place.number) }
}

/// The classes of a run: what stands in it, the smallest as itself, the rest around it.
fn class(shared: &Shared, run: &Run, selected: bool) -> String {
    let story = &shared.story;
    let things = || run.places.iter().map(|&at| story.places[at].thing);
    let mut class = shared.class("sl-mark", things().next().and_then(|thing| shared.owner(thing)));
    for thing in things() {
        class.push_str(match thing {
            Thing::Entity(at) => match story.entities[at].kind {
                Kind::Company => " sl-mark--company",
                Kind::Person => " sl-mark--person",
                Kind::Organisation => " sl-mark--organisation",
                Kind::Product => " sl-mark--product",
                Kind::Term => " sl-mark--term",
            },
            Thing::Highlight(at) => match story.highlights[at].kind {
                HighlightKind::Claim => " sl-mark--claim",
                HighlightKind::Figure => " sl-mark--figure",
            },
            Thing::Quote(_) => " sl-mark--quote",
            Thing::Event(_) => " sl-mark--event",
        });
    }
    if selected {
        class.push_str(" sl-mark--selected");
    }
    class
}
