//! The notes at the foot: one for every entity, claim and figure.

use yew::prelude::*;

use super::{
    note::Note,
    shared::{Shared, use_shared},
    store::use_slice,
};
use crate::{link, story::Thing};

/// The notes at the foot.
#[component]
pub(super) fn Notes() -> Html {
    let shared = use_shared();
    let story = &shared.story;
    if story.entities.is_empty() && story.highlights.is_empty() {
        return html! {};
    }
    let heading = format!("{}/notes", story.id);
    let highlights = (0..story.highlights.len()).map(Thing::Highlight);
    let entities = (0..story.entities.len()).map(Thing::Entity);
    html! {
        <section class="sl-notes" aria-labelledby={heading.clone()}>
            <h2 class="sl-heading" id={heading}>{ shared.words.notes }</h2>
            <ul class="sl-note-list">
                { for entities.chain(highlights).map(|thing| entry(&shared, thing)) }
            </ul>
        </section>
    }
}

fn entry(shared: &Shared, thing: Thing) -> Html {
    html! { <Entry key={link::to_thing(&shared.story, thing, None)} {thing} /> }
}

#[derive(Properties, PartialEq)]
struct EntryProps {
    thing: Thing,
}

#[component]
fn Entry(props: &EntryProps) -> Html {
    let shared = use_shared();
    let thing = props.thing;
    let selected = use_slice(&shared.store, move |state| {
        state.selected.is_some_and(|selection| selection.thing == thing && selection.place.is_none())
    });
    let id = shared.id(thing, None);
    // A company without a lane is found here by its own name too.
    let laneless = match thing {
        Thing::Entity(at) if shared.story.entities[at].accent.is_some() => {
            let has_lane = shared.story.events.iter().any(|event| event.company == Some(at));
            (!has_lane).then(|| link::to_company(&shared.story, at))
        }
        _ => None,
    };
    html! {
        <li class={classes!("sl-note", selected.then_some("sl-selected"))} id={id.clone()} tabindex="-1">
            if let Some(id) = laneless {
                <span {id}></span>
            }
            <Note {thing} title_id={format!("{id}/title")} />
        </li>
    }
}
