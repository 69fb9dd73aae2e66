//! Renders the list of events, in order of time.

use yew::prelude::*;

use super::loaded::loaded;
use crate::view::{
    ViewContext,
    date::event_when,
    descriptions::title_id,
    element_builder::{el, el_with_class, with_classes},
    fact::{date_origin, facts},
    monogram::{MONOGRAM, initials},
    note::occurrence_link,
    related::link_to,
};
use crate::{
    link,
    story::{EventIndex, ItemRef, Status},
};

/// Renders an event in the list.
pub(in crate::view) fn view(ctx: &ViewContext, at: EventIndex) -> Html {
    let item = ItemRef::Event(at);
    let story = &ctx.story;
    let event = &story.events[at];
    let class = ctx.class("sl-entry sl-dimmable", event.company);
    let class = with_classes(class, [("sl-entry--planned", event.status == Status::Planned)]);
    // The date of a company's first event has the target of the `company/` fragment.
    let is_first = loaded(ctx).is_first_of_company[at];
    let start = event.company.filter(|_| is_first).map(|company| link::company_fragment(story, company));
    let lane = match event.company {
        Some(company) => link_to(ctx, ItemRef::Entity(company)).attr(MONOGRAM, initials(&story.entities[company].name)),
        None => el("span").text(ctx.words.no_company),
    };
    let when = el_with_class("p", "sl-date").attr_opt("id", start).child(event_when(ctx, at)).text(" ");
    let source = date_origin(ctx, &event.date_source, el("span")).map(|source| source.text(". "));
    el("li")
        .attr("class", class)
        .attr("id", ctx.id(item, None))
        .attr_opt("data-companies", ctx.company_ids(&story.companies_of(item)))
        .attr("tabindex", "-1")
        .child(when.child(lane.attr("class", "sl-entry-lane")))
        .child(el_with_class("p", "sl-entry-title").attr("id", title_id(ctx, item)).text(&event.title))
        .child(facts(ctx, &event.note))
        .child(el_with_class("p", "sl-origin").children(source).child(occurrence_link(ctx, item)))
        .into()
}
