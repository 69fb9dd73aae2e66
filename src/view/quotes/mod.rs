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
    Shared,
    dom::Alive,
    el::{none, of_class},
    part::Part,
};
use crate::state::State;

pub(super) use controls::view as controls;
pub use row::put_back;
pub(super) use row::{arrive, drift};

pub(super) use slide::{shown as slide_shown, view as slide};
pub(super) use speakers::{is_same, shown as speaker_shown, view as speaker};

/// The quotes. Without script they are a row to scroll, in the same box; where there are none, nothing.
pub(super) fn view(shared: &Shared, state: &State, node: &NodeRef) -> Html {
    let (story, words) = (&shared.story, shared.words);
    let count = story.quotes.len();
    if count == 0 || story.left_out.quotes {
        return none();
    }
    let turns = turns(shared, state);
    let row = of_class("div", if state.carousel.is_list { "sl-slides sl-slides--all" } else { "sl-slides" })
        .attr("id", row_id(shared))
        .node(node)
        .maybe("role", (!turns).then_some("list"))
        .maybe("aria-live", turns.then_some("polite"))
        .maybe("aria-atomic", turns.then_some("false"))
        .all((0..count).map(|at| shared.part(Part::Slide(at))));
    let section = shared
        .section("sl-quotes", "quotes", words.quotes)
        .maybe("aria-roledescription", turns.then_some(words.carousel));
    if count == 1 {
        return section.add(row).into();
    }
    let picker = of_class("ul", "sl-speakers").attr("aria-label", words.speakers);
    let picker = picker.all(speakers::firsts(story).map(|first| shared.part(Part::Speaker(first))));
    section.add(shared.part(Part::QuoteControls)).add(picker).add(row).into()
}

/// Once the quotes are shown.
pub(super) fn shown(shared: &Shared, node: &NodeRef) -> Alive {
    row::follow(shared, node)
}

/// Whether it is a carousel: one quote, or a row that no script turns, is a list.
fn turns(shared: &Shared, state: &State) -> bool {
    shared.live && !state.carousel.is_list && shared.story.quotes.len() > 1
}

fn row_id(shared: &Shared) -> String {
    format!("{}/quotes/slides", shared.story.id)
}
