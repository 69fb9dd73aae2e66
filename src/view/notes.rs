//! Renders the notes section: an index of all entities, claims and figures, by kind. Each entry contains its note, folded.

use yew::prelude::*;

use super::{
    ViewContext,
    descriptions::title_id,
    element_builder::{el, el_with_class, empty},
    note,
    region::Region,
    section::section,
};
use crate::{link, story::ItemRef};

/// Renders the notes section. In print the notes are endnotes.
pub(super) fn view(ctx: &ViewContext) -> Html {
    let story = &ctx.story;
    if story.notes.is_empty() {
        return empty();
    }
    let style = |&item: &ItemRef| story.highlight_style(item);
    let groups = story.notes.chunk_by(|one, other| style(one) == style(other)).map(|items| {
        let heading = el_with_class("h3", "sl-note-kind").text(ctx.words.style_group(style(&items[0])));
        let notes = items.iter().map(|&item| Region::fixed(move |ctx| entry(ctx, item)).view(ctx));
        el_with_class("div", "sl-note-group").child(heading).child(el_with_class("ol", "sl-note-list").children(notes))
    });
    let index = el_with_class("div", "sl-note-index").children(groups);
    section(ctx, "sl-notes", "notes", ctx.words.notes).child(index).into()
}

/// Renders one entry: the title, which is a link to the entry itself, and the note. The stylesheet unfolds the note of the
/// link's target, so that it opens without script. Find in page and links to text unfold it too (HTML, section 6.1).
fn entry(ctx: &ViewContext, item: ItemRef) -> Html {
    let id = ctx.id(item, None);
    // A company without a lane has the target of its `company/` fragment here.
    let laneless = match item {
        ItemRef::Entity(at) if ctx.story.entities[at].accent.is_some() && !ctx.story.has_lane(at) => {
            Some(el("span").attr("id", link::company_fragment(&ctx.story, at)))
        }
        _ => None,
    };
    // The highlights of claims and figures are described by their titles.
    let title_id = matches!(item, ItemRef::Highlight(_)).then(|| title_id(ctx, item));
    let title =
        note::title(ctx, "a", item).attr_opt("id", title_id).attr("href", format!("#{id}")).text(ctx.title(item));
    let body = el_with_class("div", "sl-note-body").attr("hidden", "until-found").child(note::body(ctx, item, None));
    el_with_class("li", "sl-note")
        .attr("id", id)
        .attr("tabindex", "-1")
        .children(laneless)
        .child(title)
        .child(body)
        .into()
}
