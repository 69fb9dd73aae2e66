//! The events as they are told, in order of time.

use yew::prelude::*;

use super::super::{
    Shared,
    el::{el, of_class, with_classes},
    fact::{facts, origin},
    note::{event_when, places},
    related::link_to,
};
use crate::{
    link,
    state::State,
    story::{Status, Thing},
};

/// An event as it is told.
pub(in super::super) fn entry(shared: &Shared, state: &State, at: usize) -> Html {
    let thing = Thing::Event(at);
    let story = &shared.story;
    let event = &story.events[at];
    let is_here = state.look.here == Some(at);
    let class = with_classes(
        shared.class("sl-entry sl-dimmable", event.company),
        [
            ("sl-is-selected", state.selected.is_some()),
            ("sl-entry--planned", event.status == Status::Planned),
            ("sl-entry--reading", is_here),
            ("sl-entry--filtered-out", !state.look.finds(at)),
        ],
    );
    // The first of a company is found by its name too.
    let start = event
        .company
        .filter(|_| shared.timeline.firsts[at])
        .map(|company| el("span").attr("id", link::to_company(story, company)));
    let lane = of_class("p", "sl-entry-lane");
    let lane = match event.company {
        Some(company) => {
            lane.add(shared.monogram(&story.entities[company].name)).add(link_to(shared, Thing::Entity(company)))
        }
        None => lane.text(shared.words.no_company),
    };
    el("li")
        .attr("class", class)
        .attr("id", shared.id(thing, None))
        .maybe("data-companies", shared.about(&story.companies_of(thing)))
        .maybe("aria-current", is_here.then_some("location"))
        .attr("tabindex", "-1")
        .all(start)
        .add(of_class("span", "sl-dot"))
        .add(of_class("p", "sl-date").add(event_when(shared, at)))
        .add(of_class("p", "sl-entry-title").text(&event.title))
        .add(lane)
        .add(facts(shared, &event.note))
        .add(of_class("p", "sl-dated").add(origin(shared, &event.date_source, Some(shared.words.date_from))))
        .add(places(shared, thing))
        .into()
}
