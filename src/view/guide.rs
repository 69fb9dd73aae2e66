//! What leads the reader's eye: view and focus follow what is chosen.

use std::{cell::RefCell, rc::Rc};

use web_sys::Element;

use super::{Shared, Subscription, card, dom, quotes};
use crate::{
    link,
    state::{Reached, Selection, State},
};

/// Called when the live view stands in the page, in `mount`: shows what was chosen before it did (by the link that
/// led here), then follows every choice for as long as the subscription lives.
///
/// Where the reader has scrolled the page, or the row of quotes, before it was live, it stays where it is.
pub fn arrive(shared: &Shared, mount: &Element) -> Subscription {
    if shared.store.state().selected.is_none() {
        quotes::drift(shared, mount);
    }
    let state = (*shared.store.state()).clone();
    quotes::turn(mount, &state);
    let at_top = dom::is_at_top();
    if let Some(selection) = state.selected {
        match selection.place {
            Some(_) => card::open(shared, mount, selection, at_top),
            None if at_top => lead(shared, mount, &State::default(), &state),
            None => {}
        }
    }
    let before = RefCell::new(state);
    let (shared, mount, store) = (shared.clone(), mount.clone(), Rc::clone(&shared.store));
    store.subscribe(move |now| {
        let before = before.replace(now.clone());
        lead(&shared, &mount, &before, now);
    })
}

/// Moves view and focus to what is selected, and back to the words when its note closes. What a selection at a place
/// opens, a note beside the text, places itself once it is rendered.
fn lead(shared: &Shared, mount: &Element, before: &State, now: &State) {
    if before.selected == now.selected || now.reached == Reached::Turned {
        return;
    }
    let find =
        |selection: Selection| dom::by_id(mount, &link::to_thing(&shared.story, selection.thing, selection.place));
    match (before.selected, now.selected) {
        (_, Some(selection)) if selection.place.is_none() => {
            if let Some(home) = find(selection) {
                dom::show(&home);
            }
        }
        (_, Some(_)) | (None, None) => {}
        (Some(closed), None) => {
            if let Some(mark) = find(closed) {
                dom::focus(&mark);
            }
        }
    }
}
