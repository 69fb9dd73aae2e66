//! Renders the quotes section: its controls, its speakers and its slides.

use yew::prelude::*;

use super::{
    controls::{self, row_id},
    slide,
    speakers::{self, first_quote_of_each_speaker},
};
use crate::view::{
    ViewContext,
    element_builder::{el_with_class, empty},
    region::Region,
    section::section,
};

/// The largest number of speakers whose names wrap on a wide page. More names are in one row, which scrolls.
const FEW_SPEAKERS: usize = 12;

/// Renders the quotes section, or nothing if the story has no quotes. Without script the quotes are a row that the
/// reader scrolls, in the same space.
pub(in crate::view) fn view(ctx: &ViewContext) -> Html {
    let (story, words) = (&ctx.story, ctx.words);
    let count = story.quotes.len();
    if count == 0 || story.hidden.quotes {
        return empty();
    }
    let row = el_with_class("div", "sl-slides")
        .attr("id", row_id(ctx))
        .attr("role", "list")
        .children(story.quotes.indices().map(|at| Region::fixed(move |ctx| slide::view(ctx, at)).view(ctx)));
    let quotes = section(ctx, "sl-quotes", "quotes", words.quotes);
    if count == 1 {
        return quotes.child(row).into();
    }
    let speakers: Vec<_> = first_quote_of_each_speaker(story).collect();
    let class = if speakers.len() > FEW_SPEAKERS { "sl-speakers" } else { "sl-speakers sl-speakers--few" };
    let speakers = el_with_class("ul", class)
        .attr("aria-label", words.speakers)
        .children(speakers.into_iter().map(|first| speakers::view(ctx, first)));
    quotes.child(controls::view(ctx)).child(speakers).child(row).into()
}
