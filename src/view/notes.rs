//! The notes at the foot: one for every entity, claim and figure.

use yew::prelude::*;

use super::{Shared, note, part::Part};
use crate::{link, state::State, story::Thing};

/// The notes at the foot.
pub(super) fn view(shared: &Shared) -> Html {
    let story = &shared.story;
    if story.entities.is_empty() && story.highlights.is_empty() {
        return html! {};
    }
    let heading = format!("{}/notes", story.id);
    let highlights = (0..story.highlights.len()).map(Thing::Highlight);
    let things = (0..story.entities.len()).map(Thing::Entity).chain(highlights);
    html! {
        <section class="sl-notes" aria-labelledby={heading.clone()}>
            <h2 class="sl-heading" id={heading}>{ shared.words.notes }</h2>
            <ul class="sl-note-list">{ for things.map(|thing| shared.part(Part::Note(thing))) }</ul>
        </section>
    }
}

/// One note.
pub(super) fn entry(shared: &Shared, state: &State, thing: Thing) -> Html {
    let id = shared.id(thing, None);
    let class = if state.selected.is_some() { "sl-note sl-selected" } else { "sl-note" };
    // A company without a lane is found here by its own name too.
    let laneless = match thing {
        Thing::Entity(at) if shared.story.entities[at].accent.is_some() => {
            let has_lane = shared.story.events.iter().any(|event| event.company == Some(at));
            (!has_lane).then(|| link::to_company(&shared.story, at))
        }
        _ => None,
    };
    html! {
        <li {class} id={id.clone()} tabindex="-1">
            if let Some(id) = laneless {
                <span {id}></span>
            }
            { note::view(shared, state, thing, &format!("{id}/title")) }
        </li>
    }
}
