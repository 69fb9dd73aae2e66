//! The words of a text, with what stands in them.

use yew::prelude::*;

use super::Shared;
use crate::{
    state::{Selection, State},
    story::{Dress, HighlightKind, Kind, Run, Thing},
};

/// A text of the story: words in the author's dress, and highlights.
pub(super) fn view(shared: &Shared, state: &State, text: usize) -> Html {
    let text = &shared.story.texts[text];
    let run = |run: &Run| {
        let words = dressed(run.dress.as_ref(), html! { &text.rich.text[run.range.clone()] });
        if run.places.is_empty() { words } else { highlight(shared, state, run, words) }
    };
    text.runs.iter().map(run).collect()
}

fn dressed(dress: Option<&Dress>, words: Html) -> Html {
    match dress {
        None => words,
        Some(Dress::Emphasis) => html! { <em>{ words }</em> },
        Some(Dress::Link(url)) => html! { <a class="sl-out" href={url.clone()} rel="noopener">{ words }</a> },
    }
}

/// A run in which something stands. Where that has its tab stop, it is a link to its note.
fn highlight(shared: &Shared, state: &State, run: &Run, words: Html) -> Html {
    let selected = run.places.iter().any(|&at| state.selected == Some(selection(shared, at)));
    let class = class(shared, run, selected);
    if matches!(run.dress, Some(Dress::Link(_))) {
        return html! { <span {class}>{ words }</span> };
    }
    let id = |at: usize| {
        let Selection { thing, place } = selection(shared, at);
        shared.id(thing, place)
    };
    let Some((&lead, others)) = run.leads.split_first() else {
        // Part of a highlight whose tab stop is elsewhere: it can be pressed, and is no stop.
        let to = run.places.first().map(|&at| id(at));
        return html! { <span {class} data-to={to}>{ words }</span> };
    };
    let words = others.iter().fold(words, |words, &at| html! { <span id={id(at)}>{ words }</span> });
    let href = shared.href(shared.story.places[lead].thing, None);
    html! {
        // Without script it leads to the note; the live page answers with the note beside these words.
        <a {class} id={id(lead)} {href} data-to={id(lead)}>{ words }</a>
    }
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
    let owner = things().next().and_then(|thing| match thing {
        Thing::Entity(at) => Some(at),
        Thing::Event(at) => story.events[at].company,
        Thing::Highlight(_) | Thing::Quote(_) => None,
    });
    let mut class = shared.class("sl-mark", owner);
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
