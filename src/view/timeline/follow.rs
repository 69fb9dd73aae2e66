//! The timeline follows the reader's place in the text, where that is asked for.

use web_sys::Element;
use yew::prelude::*;

use super::super::{
    Shared, Subscription,
    dom::{self, Listening},
    el::{el, none, of_class},
    note::event_when,
};
use crate::{link, state::State, story::Thing, timeline::Step};

/// Where in the window a reader is thought to read, as a share of its height.
const EYE: f64 = 0.4;

/// Follows the reader for as long as it lives.
pub(in super::super) struct Follow {
    _listening: Option<Listening>,
    _subscription: Subscription,
}

impl Follow {
    /// Follows the reader through the text in `mount`.
    pub(in super::super) fn new(shared: &Shared, mount: &Element) -> Self {
        let (follower, view) = (shared.clone(), mount.clone());
        let scrolled = move || {
            if follower.store.state().look.follows {
                follower.look(Step::Reach(reached(&follower, &view)));
            }
        };
        let again = scrolled.clone();
        let was = std::cell::Cell::new(false);
        let listening =
            mount.owner_document().map(|document| dom::listen_below(&document, "scroll", move |_| scrolled()));
        let subscription = shared.store.subscribe(move |state| {
            if was.replace(state.look.follows) != state.look.follows {
                again();
            }
        });
        Self { _listening: listening, _subscription: subscription }
    }
}

/// The last event whose words stand above the reader's eye.
fn reached(shared: &Shared, view: &Element) -> Option<usize> {
    let eye = dom::window_height() * EYE;
    let places = shared.story.places.iter();
    let places: Vec<_> = places.filter(|place| matches!(place.thing, Thing::Event(_))).collect();
    let passed = places.partition_point(|place| {
        let words = dom::by_id(view, &link::to_thing(&shared.story, place.thing, Some(place.number)));
        words.is_some_and(|words| words.get_bounding_client_rect().top() < eye)
    });
    match places.get(passed.checked_sub(1)?)?.thing {
        Thing::Event(event) => Some(event),
        _ => None,
    }
}

/// The event that the reader has come to, at the foot of the window.
pub(in super::super) fn here(shared: &Shared, state: &State) -> Html {
    let Some(event) = state.look.here else {
        return none();
    };
    let thing = Thing::Event(event);
    let company = shared.story.events[event].company;
    let monogram = company.map(|company| shared.monogram(shared.title(Thing::Entity(company))));
    el("p")
        .attr("class", shared.class("sl-reading-position", company))
        .add(of_class("span", "sl-kind").text(shared.words.here))
        .all(monogram)
        .add(el("a").attr("href", shared.href(thing, None)).text(shared.title(thing)))
        .add(event_when(shared, event))
        .into()
}
