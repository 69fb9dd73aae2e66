//! The quotes: a carousel that does not turn by itself (WAI-ARIA APG, carousel pattern, basic), or a list.
//!
//! A slide, a name in the picker and the controls render by themselves, so that a turn costs the same however many
//! quotes there are.

mod controls;
mod row;
mod slide;
mod speakers;

use yew::prelude::*;

use super::{
    ViewContext,
    dom::Guard,
    element_builder::{el_with_class, empty},
    region::Region,
};
use crate::state::State;

pub(super) use controls::view as controls;
pub use row::restore_scroll;
pub(super) use row::{arrive, drift};

pub(super) use slide::{shown as slide_shown, view as slide};
pub(super) use speakers::{is_same, shown as speaker_shown, view as speaker};

/// The quotes. Without script they are a row to scroll, in the same box; where there are none, nothing.
pub(super) fn view(ctx: &ViewContext, state: &State, node: &NodeRef) -> Html {
    let (story, words) = (&ctx.story, ctx.words);
    let count = story.quotes.len();
    if count == 0 || story.hidden.quotes {
        return empty();
    }
    let turns = is_carousel(ctx, state);
    let row = el_with_class("div", if state.carousel.is_list { "sl-slides sl-slides--all" } else { "sl-slides" })
        .attr("id", row_id(ctx))
        .node(node)
        .attr_opt("role", (!turns).then_some("list"))
        .attr_opt("aria-live", turns.then_some("polite"))
        .attr_opt("aria-atomic", turns.then_some("false"))
        .children((0..count).map(|at| ctx.region(Region::Slide(at))));
    let section = ctx
        .section("sl-quotes", "quotes", words.quotes)
        .attr_opt("aria-roledescription", turns.then_some(words.carousel));
    if count == 1 {
        return section.child(row).into();
    }
    let picker = el_with_class("ul", "sl-speakers").attr("aria-label", words.speakers);
    let picker =
        picker.children(speakers::first_quote_of_each_speaker(story).map(|first| ctx.region(Region::Speaker(first))));
    section.child(ctx.region(Region::QuoteControls)).child(picker).child(row).into()
}

/// Once the quotes are shown.
pub(super) fn shown(ctx: &ViewContext, node: &NodeRef) -> Guard {
    row::follow(ctx, node)
}

/// Whether it is a carousel: one quote, or a row that no script turns, is a list.
fn is_carousel(ctx: &ViewContext, state: &State) -> bool {
    ctx.live && !state.carousel.is_list && ctx.story.quotes.len() > 1
}

fn row_id(ctx: &ViewContext) -> String {
    format!("{}/quotes/slides", ctx.story.id)
}
