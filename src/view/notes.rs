//! The notes at the foot: one for every entity, claim and figure.

use yew::prelude::*;

use super::{
    ViewContext,
    element_builder::{el, el_with_class, empty},
    note,
    region::Region,
};
use crate::{link, state::State, story::ItemRef};

/// The notes at the foot, in order of the text: on paper, they are its endnotes.
pub(super) fn view(shared: &ViewContext) -> Html {
    let notes = &shared.story.notes;
    if notes.is_empty() {
        return empty();
    }
    shared
        .section("sl-notes", "notes", shared.words.notes)
        .child(
            el_with_class("ol", "sl-note-list").children(notes.iter().map(|&thing| shared.region(Region::Note(thing)))),
        )
        .into()
}

/// One note.
pub(super) fn entry(shared: &ViewContext, state: &State, thing: ItemRef) -> Html {
    let id = shared.id(thing, None);
    let class = if state.selected.is_some() { "sl-note sl-is-selected" } else { "sl-note" };
    // A company without a lane is found here by its own name too.
    let laneless = match thing {
        ItemRef::Entity(at) if shared.story.entities[at].accent.is_some() => {
            (!shared.story.has_lane(at)).then(|| el("span").attr("id", link::company_fragment(&shared.story, at)))
        }
        _ => None,
    };
    el_with_class("li", class)
        .attr("id", id.clone())
        .attr("tabindex", "-1")
        .children(laneless)
        .child(note::view(shared, state, thing, format!("{id}/title"), None))
        .into()
}
