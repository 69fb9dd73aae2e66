//! The notes at the foot: one for every entity, claim and figure.

use yew::prelude::*;

use super::{
    Shared,
    el::{el, none, of_class},
    note,
    part::Part,
};
use crate::{link, state::State, story::Thing};

/// The notes at the foot, in order of the text: on paper, they are its endnotes.
pub(super) fn view(shared: &Shared) -> Html {
    let notes = &shared.story.notes;
    if notes.is_empty() {
        return none();
    }
    shared
        .section("sl-notes", "notes", shared.words.notes)
        .add(of_class("ol", "sl-note-list").all(notes.iter().map(|&thing| shared.part(Part::Note(thing)))))
        .into()
}

/// One note.
pub(super) fn entry(shared: &Shared, state: &State, thing: Thing) -> Html {
    let id = shared.id(thing, None);
    let class = if state.selected.is_some() { "sl-note sl-is-selected" } else { "sl-note" };
    // A company without a lane is found here by its own name too.
    let laneless = match thing {
        Thing::Entity(at) if shared.story.entities[at].accent.is_some() => {
            (!shared.story.has_lane(at)).then(|| el("span").attr("id", link::to_company(&shared.story, at)))
        }
        _ => None,
    };
    of_class("li", class)
        .attr("id", id.clone())
        .attr("tabindex", "-1")
        .all(laneless)
        .add(note::view(shared, state, thing, format!("{id}/title"), None))
        .into()
}
