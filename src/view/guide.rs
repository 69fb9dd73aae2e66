//! What leads the reader's eye: view and focus follow what is chosen.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{
    Shared, Subscription, cards,
    dom::{self, Listening},
    hover::Hover,
    margin, quotes,
    swipe::Swipe,
};
use crate::{
    link,
    state::{Reached, Selection, State},
    story::Thing,
};

/// What follows the reader in the live view, for as long as it lives.
pub struct Guide {
    _subscription: Subscription,
    _focus: Listening,
    _hover: Hover,
    _swipe: Swipe,
}

/// Called when the live view stands in the page, in `mount`: shows what was chosen before it did (by the link that
/// led here), then follows every choice.
///
/// Where the reader has scrolled the page, or the row of quotes, before it was live, it stays where it is.
pub fn arrive(shared: &Shared, mount: &Element) -> Guide {
    if shared.store.state().selected.is_none() {
        quotes::drift(shared, mount);
    }
    let state = (*shared.store.state()).clone();
    quotes::turn(mount, &state);
    let at_top = dom::is_at_top();
    if let Some(selection) = state.selected {
        match selection.place {
            Some(_) => cards::arrive(mount, at_top),
            None if at_top => lead(shared, mount, &State::default(), &state),
            None => {}
        }
    }
    let before = RefCell::new(state);
    let focus = {
        let mount = mount.clone();
        dom::listen(&mount.clone(), "focusin", move |event| {
            let target = event.composed_path().get(0).dyn_into::<Element>();
            if let (Ok(target), Some(cards)) = (target, dom::find(&mount, ".sl-cards"))
                && !cards.contains(Some(&target))
            {
                margin::uncover(&cards, &target);
            }
        })
    };
    let (hover, swipe) = (Hover::new(shared, mount), Swipe::new(shared, mount));
    let (shared, mount, store) = (shared.clone(), mount.clone(), Rc::clone(&shared.store));
    let subscription = store.subscribe(move |now| {
        let before = before.replace(now.clone());
        lead(&shared, &mount, &before, now);
    });
    Guide { _subscription: subscription, _focus: focus, _hover: hover, _swipe: swipe }
}

/// Moves view and focus to what is selected, and back to the words when its note closes. What a selection at a place
/// opens, a note beside the text, places itself once it is rendered.
fn lead(shared: &Shared, mount: &Element, before: &State, now: &State) {
    let find = |thing: Thing, place| dom::by_id(mount, &link::to_thing(&shared.story, thing, place));
    // A note that was kept open, and closes by itself.
    if let Some(&closed) = before.kept.iter().find(|kept| !now.open(&shared.story).contains(kept)) {
        let place = &shared.story.places[closed];
        if let Some(mark) = find(place.thing, Some(place.number)) {
            dom::focus(&mark);
        }
    }
    if before.selected == now.selected || now.reached == Reached::Turned {
        return;
    }
    match (before.selected, now.selected) {
        (_, Some(Selection { thing, place: None })) => {
            if let Some(home) = find(thing, None) {
                dom::show(&home);
            }
        }
        (_, Some(_)) | (None, None) => {}
        (Some(Selection { thing, place }), None) => {
            if let Some(mark) = find(thing, place) {
                dom::focus(&mark);
            }
        }
    }
}
