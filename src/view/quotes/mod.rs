//! The quotes: a carousel without automatic rotation (WAI-ARIA APG, carousel pattern, basic), or a list.
//!
//! Each slide, speaker and the controls are separate regions. A change of slide therefore costs the same for any
//! number of quotes.

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
use crate::{dom::Guard, state::State};

pub(super) use controls::view as controls;
pub use row::restore_scroll;
pub(super) use row::{RowScroll, init_scroll, set_current_from_scroll};

pub(super) use slide::{shown as slide_shown, view as slide};
pub(super) use speakers::{is_same, shown as speaker_shown, view as speaker};

/// The largest number of speakers whose names wrap on a wide page. More names are in one row, which scrolls.
const FEW_SPEAKERS: usize = 12;

/// Renders the quotes section, or nothing if the story has no quotes. Without script the quotes are a row that the
/// reader scrolls, in the same space.
pub(super) fn view(ctx: &ViewContext, state: &State, node: &NodeRef) -> Html {
    let (story, words) = (&ctx.story, ctx.words);
    let count = story.quotes.len();
    if count == 0 || story.hidden.quotes {
        return empty();
    }
    let is_carousel = self::is_carousel(ctx, state);
    let row = el_with_class("div", if state.carousel.is_list { "sl-slides sl-slides--all" } else { "sl-slides" })
        .attr("id", row_id(ctx))
        .node(node)
        .attr_opt("role", (!is_carousel).then_some("list"))
        .attr_opt("aria-live", is_carousel.then_some("polite"))
        .attr_opt("aria-atomic", is_carousel.then_some("false"))
        .children(story.quotes.indices().map(|at| ctx.region(Region::Slide(at))));
    let section = ctx
        .section("sl-quotes", "quotes", words.quotes)
        .attr_opt("aria-roledescription", is_carousel.then_some(words.carousel));
    if count == 1 {
        return section.child(row).into();
    }
    let speakers: Vec<_> = speakers::first_quote_of_each_speaker(story).collect();
    let class = if speakers.len() > FEW_SPEAKERS { "sl-speakers" } else { "sl-speakers sl-speakers--few" };
    let speakers = el_with_class("ul", class)
        .attr("aria-label", words.speakers)
        .children(speakers.into_iter().map(|first| ctx.region(Region::Speaker(first))));
    section.child(ctx.region(Region::QuoteControls)).child(speakers).child(row).into()
}

/// Called after rendering: follows the row of slides.
pub(super) fn shown(ctx: &ViewContext, node: &NodeRef) -> Guard {
    row::follow(ctx, node)
}

/// Returns true if the quotes are a carousel. A single quote and the prerendered row are a list.
fn is_carousel(ctx: &ViewContext, state: &State) -> bool {
    ctx.is_live() && !state.carousel.is_list && ctx.story.quotes.len() > 1
}

fn row_id(ctx: &ViewContext) -> String {
    format!("{}/quotes/slides", ctx.story.id)
}
