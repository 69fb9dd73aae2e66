//! Renders the notes section: one note for every entity, claim and figure.

use yew::prelude::*;

use super::{
    ViewContext,
    element_builder::{el, el_with_class, empty},
    note,
    region::Region,
};
use crate::{link, story::ItemRef};

/// Renders the notes section, in the order of the text. In print the notes are endnotes.
pub(super) fn view(ctx: &ViewContext) -> Html {
    let notes = &ctx.story.notes;
    if notes.is_empty() {
        return empty();
    }
    ctx.section("sl-notes", "notes", ctx.words.notes)
        .child(el_with_class("ol", "sl-note-list").children(notes.iter().map(|&item| ctx.region(Region::Note(item)))))
        .into()
}

/// Renders one note.
pub(super) fn entry(ctx: &ViewContext, item: ItemRef) -> Html {
    let id = ctx.id(item, None);
    // A company without a lane has the target of its `company/` fragment here.
    let laneless = match item {
        ItemRef::Entity(at) if ctx.story.entities[at].accent.is_some() && !ctx.story.has_lane(at) => {
            Some(el("span").attr("id", link::company_fragment(&ctx.story, at)))
        }
        _ => None,
    };
    el_with_class("li", "sl-note")
        .attr("id", id.clone())
        .attr("tabindex", "-1")
        .children(laneless)
        .child(note::view(ctx, None, item, format!("{id}/title"), None))
        .into()
}
