//! The notes at the foot: one for every entity, claim and figure.

use yew::prelude::*;

use super::{
    Shared,
    el::{el, none, of_class},
    note,
    part::Part,
};
use crate::{link, state::State, story::Thing};

/// The notes at the foot.
pub(super) fn view(shared: &Shared) -> Html {
    let story = &shared.story;
    if story.entities.is_empty() && story.highlights.is_empty() {
        return none();
    }
    let entities = (0..story.entities.len()).map(Thing::Entity);
    let things = entities.chain((0..story.highlights.len()).map(Thing::Highlight));
    shared
        .section("sl-notes", "notes", shared.words.notes)
        .add(of_class("ul", "sl-note-list").all(things.map(|thing| shared.part(Part::Note(thing)))))
        .into()
}

/// One note.
pub(super) fn entry(shared: &Shared, state: &State, thing: Thing) -> Html {
    let id = shared.id(thing, None);
    let class = if state.selected.is_some() { "sl-note sl-selected" } else { "sl-note" };
    // A company without a lane is found here by its own name too.
    let laneless = match thing {
        Thing::Entity(at) if shared.story.entities[at].accent.is_some() => {
            let has_lane = shared.story.events.iter().any(|event| event.company == Some(at));
            (!has_lane).then(|| el("span").attr("id", link::to_company(&shared.story, at)))
        }
        _ => None,
    };
    of_class("li", class)
        .attr("id", id.clone())
        .attr("tabindex", "-1")
        .all(laneless)
        .add(note::view(shared, state, thing, format!("{id}/title")))
        .into()
}
