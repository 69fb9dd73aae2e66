//! The words of a text, with what stands in them.

use yew::prelude::*;

use super::{
    shared::{Shared, use_shared},
    store::use_slice,
};
use crate::story::{Dress, HighlightKind, Kind, Run, Thing};

#[derive(Properties, PartialEq)]
pub(super) struct TextProps {
    /// Which text of the story.
    pub text: usize,
}

/// A text of the story: words in the author's dress, and highlights. Renders once.
#[component]
pub(super) fn TextRuns(props: &TextProps) -> Html {
    let shared = use_shared();
    let text = &shared.story.texts[props.text];
    text.runs
        .iter()
        .enumerate()
        .map(|(at, run)| {
            if run.places.is_empty() {
                dressed(run.dress.as_ref(), html! { &text.rich.text[run.range.clone()] })
            } else {
                html! { <Highlight key={at} text={props.text} run={at} /> }
            }
        })
        .collect()
}

fn dressed(dress: Option<&Dress>, words: Html) -> Html {
    match dress {
        None => words,
        Some(Dress::Emphasis) => html! { <em>{ words }</em> },
        Some(Dress::Link(url)) => html! { <a class="sl-out" href={url.clone()} rel="noopener">{ words }</a> },
    }
}

#[derive(Properties, PartialEq)]
struct HighlightProps {
    text: usize,
    run: usize,
}

/// A run in which something stands. Where that has its tab stop, it is a link to its note.
#[component]
fn Highlight(props: &HighlightProps) -> Html {
    let shared = use_shared();
    let text = &shared.story.texts[props.text];
    let run = &text.runs[props.run];
    let selected = {
        let here: Vec<_> = run.places.iter().map(|&at| selection_of(&shared, at)).collect();
        use_slice(&shared.store, move |state| {
            state.selected.is_some_and(|selection| here.contains(&(selection.thing, selection.place)))
        })
    };
    let class = classes!(classes_of(&shared, run), selected.then_some("sl-mark--selected"));
    let words = dressed(run.dress.as_ref(), html! { &text.rich.text[run.range.clone()] });
    if matches!(run.dress, Some(Dress::Link(_))) {
        return html! { <span {class}>{ words }</span> };
    }
    let Some((&lead, others)) = run.leads.split_first() else {
        // Part of a highlight whose tab stop is elsewhere: it can be pressed, and is no stop.
        let (thing, place) = run.places.first().map_or((Thing::Entity(0), None), |&at| selection_of(&shared, at));
        return html! { <span {class} data-to={shared.id(thing, place)}>{ words }</span> };
    };
    let words = others.iter().fold(words, |words, &at| {
        let (thing, place) = selection_of(&shared, at);
        html! { <span id={shared.id(thing, place)}>{ words }</span> }
    });
    let (thing, place) = selection_of(&shared, lead);
    let id = shared.id(thing, place);
    html! {
        // Without script it leads to the note; the live page answers with the note beside these words.
        <a {class} id={id.clone()} href={shared.href(thing, None)} data-to={id}>{ words }</a>
    }
}

/// What is selected when a place is.
fn selection_of(shared: &Shared, place: usize) -> (Thing, Option<usize>) {
    let place = &shared.story.places[place];
    (place.thing, Some(place.number))
}

/// The classes of a run: what stands in it, the smallest as itself, the rest around it.
fn classes_of(shared: &Shared, run: &Run) -> Classes {
    let mut class = classes!("sl-mark");
    let things = run.places.iter().map(|&at| shared.story.places[at].thing);
    for (depth, thing) in things.enumerate() {
        class.push(match thing {
            Thing::Entity(at) => match shared.story.entities[at].kind {
                Kind::Company => "sl-mark--company",
                Kind::Person => "sl-mark--person",
                Kind::Organisation => "sl-mark--organisation",
                Kind::Product => "sl-mark--product",
                Kind::Term => "sl-mark--term",
            },
            Thing::Highlight(at) => match shared.story.highlights[at].kind {
                HighlightKind::Claim => "sl-mark--claim",
                HighlightKind::Figure => "sl-mark--figure",
            },
            Thing::Quote(_) => "sl-mark--quote",
            Thing::Event(_) => "sl-mark--event",
        });
        if depth == 0 {
            match thing {
                Thing::Entity(at) => class.push(shared.accent(at)),
                Thing::Event(at) => {
                    class.extend(shared.story.events[at].company.map(|company| shared.accent(company)));
                }
                Thing::Highlight(_) | Thing::Quote(_) => {}
            }
        }
    }
    class
}
