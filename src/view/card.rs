//! The note that stands in the margin beside its line, or rises from the foot of a narrow screen.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::{
    dom,
    note::Note,
    shared::{Shared, use_shared},
    store::use_slice,
};
use crate::{
    state::{Action, Selection},
    story::{Place, Thing},
};

/// The open note: of what is selected at a place in the text.
#[component]
pub(super) fn Card() -> Html {
    let shared = use_shared();
    let selected = use_slice(&shared.store, |state| state.selected.filter(|selection| selection.place.is_some()));
    match selected {
        Some(selection) if shared.live => {
            let key = format!("{selection:?}");
            html! { <OpenCard {key} {selection} /> }
        }
        _ => html! {},
    }
}

#[derive(Properties, PartialEq)]
struct OpenCardProps {
    selection: Selection,
}

#[component]
fn OpenCard(props: &OpenCardProps) -> Html {
    let shared = use_shared();
    let Selection { thing, place } = props.selection;
    let node = use_node_ref();
    {
        let node = node.clone();
        let mark = shared.id(thing, place);
        use_effect_with((), move |()| {
            let card = node.cast::<HtmlElement>();
            if let Some(card) = &card {
                dom::place_card(card, &mark);
            }
            let resized = card.clone().map(|card| {
                let mark = mark.clone();
                dom::on_resize(move || dom::place_card(&card, &mark))
            });
            move || drop(resized)
        });
    }
    let close = {
        let store = shared.store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::Select(None)))
    };
    let title_id = format!("{}/card/title", shared.story.id);
    html! {
        <aside ref={node} class="sl-card" role="dialog" aria-labelledby={title_id.clone()} tabindex="-1">
            <button type="button" class="sl-button sl-close" aria-label={shared.words.close} onclick={close}>
                <span aria-hidden="true">{ "×" }</span>
            </button>
            <Note {thing} {title_id} beside_text=true />
            { also_here(&shared, props.selection) }
        </aside>
    }
}

/// What else stands on the same words, smallest first.
fn also_here(shared: &Shared, selection: Selection) -> Html {
    let story = &shared.story;
    let number = |place: &Place| place.thing == selection.thing && Some(place.number) == selection.place;
    let Some(at) = story.places.iter().position(number) else {
        return html! {};
    };
    let runs = &story.texts[story.places[at].text].runs;
    let mut others: Vec<usize> =
        runs.iter().filter(|run| run.leads.contains(&at)).flat_map(|run| run.places.iter().copied()).collect();
    others.retain(|&other| other != at);
    if others.is_empty() {
        return html! {};
    }
    let link = |&at: &usize| {
        let place = &story.places[at];
        let (kind, name) = describe(shared, place.thing);
        html! {
            <li key={at}><a href={shared.href(place.thing, Some(place.number))}><span class="sl-kind">{ kind }</span>{ " " }{ name }</a></li>
        }
    };
    html! {
        <div class="sl-also">
            <p class="sl-also-title">{ shared.words.also_here }</p>
            <ul>{ for others.iter().map(link) }</ul>
        </div>
    }
}

/// What a thing is, and what it is called.
fn describe(shared: &Shared, thing: Thing) -> (&'static str, String) {
    let (story, words) = (&shared.story, shared.words);
    match thing {
        Thing::Entity(at) => (words.kind(story.entities[at].kind), story.entities[at].name.clone()),
        Thing::Highlight(at) => (words.highlight(story.highlights[at].kind), story.highlights[at].title.clone()),
        Thing::Quote(at) => {
            let speaker = story.quotes[at].speaker.map(|speaker| story.entities[speaker].name.clone());
            (words.quote, speaker.unwrap_or_default())
        }
        Thing::Event(at) => (words.event, story.events[at].title.clone()),
    }
}
