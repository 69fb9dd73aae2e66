//! The quotes: a carousel without automatic rotation (WAI-ARIA APG, carousel pattern, basic), or a list.
//!
//! All of it is rendered once, as a list that needs no script. The reader makes it a carousel: see `reader/quotes.rs`.

mod controls;
mod row;
mod slide;
mod speakers;

use yew::prelude::*;

use super::{
    ViewContext,
    element_builder::{el_with_class, empty},
    region::Region,
};
pub(crate) use controls::{filter_summary, position};
pub use row::restore_scroll;
pub(super) use row::{RowScroll, init_scroll, set_current_from_scroll};
pub(crate) use row::{SCROLLED, follow as follow_row, scroll_to_current};
pub(super) use slide::view as slide;
pub(crate) use slide::{ONLY, UNRELATED, label};
pub(crate) use speakers::{SpeakerLink, first_quote_of_each_speaker, show_current};

/// The largest number of speakers whose names wrap on a wide page. More names are in one row, which scrolls.
const FEW_SPEAKERS: usize = 12;

/// Renders the quotes section, or nothing if the story has no quotes. Without script the quotes are a row that the
/// reader scrolls, in the same space.
pub(super) fn view(ctx: &ViewContext) -> Html {
    let (story, words) = (&ctx.story, ctx.words);
    let count = story.quotes.len();
    if count == 0 || story.hidden.quotes {
        return empty();
    }
    let row = el_with_class("div", "sl-slides")
        .attr("id", row_id(ctx))
        .attr("role", "list")
        .children(story.quotes.indices().map(|at| ctx.region(Region::Slide(at))));
    let section = ctx.section("sl-quotes", "quotes", words.quotes);
    if count == 1 {
        return section.child(row).into();
    }
    let speakers: Vec<_> = first_quote_of_each_speaker(story).collect();
    let class = if speakers.len() > FEW_SPEAKERS { "sl-speakers" } else { "sl-speakers sl-speakers--few" };
    let speakers = el_with_class("ul", class)
        .attr("aria-label", words.speakers)
        .children(speakers.into_iter().map(|first| speakers::view(ctx, first)));
    section.child(controls::view(ctx)).child(speakers).child(row).into()
}

fn row_id(ctx: &ViewContext) -> String {
    format!("{}/quotes/slides", ctx.story.id)
}
