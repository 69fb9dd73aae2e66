//! A lane: the name of its company, and what stands in its strip.

use web_sys::Element;
use yew::prelude::*;

use super::{
    super::{
        Shared, cards, dom,
        el::{El, button, el, of_class, with_classes},
    },
    item, lane_name,
};
use crate::{
    link,
    state::State,
    timeline::{Cell, Lane, Look, Step},
    words::fill,
};

/// How many cells a row has before its events.
pub(super) const HEADS: usize = 2;

/// A lane. Without script it is empty, and keeps its room.
pub(in super::super) fn view(shared: &Shared, state: &State, at: usize, node: &NodeRef) -> Html {
    let lane = &shared.timeline.lanes[at];
    let rows = ["sl-lane sl-dimmable sl-rows-1", "sl-lane sl-dimmable sl-rows-2", "sl-lane sl-dimmable sl-rows-3"];
    let class = shared.class(rows[(lane.rows - 1).min(2)], lane.company);
    let (look, is_folded) = (&state.look, state.look.is_folded(at));
    let class = with_classes(class, [("sl-is-folded", is_folded)]);
    let row = el("div").attr("class", class).node(node);
    if !shared.live {
        return row.into();
    }
    let strip = of_class("div", "sl-plot").attr("role", "presentation");
    let items = shared.timeline.items(&shared.story, look, at);
    let strip = if items.is_empty() { strip.all(elsewhere(shared, look, lane).into_iter().flatten()) } else { strip };
    let strip = strip.all(items.iter().map(|each| {
        if is_folded { of_class("span", "sl-event-dot").at(each.mark) } else { item::view(shared, state, lane, each) }
    }));
    row.attr("role", "row")
        .attr("data-lane", at.to_string())
        .maybe("data-companies", shared.about(lane.company.as_slice()))
        .maybe("hidden", (!shared.timeline.has_found(look, at)).then_some(""))
        .add(head(shared, state, lane, at))
        .add(strip)
        .into()
}

/// How many events of a lane lie before what is in view, and how many after it, for the eye.
fn elsewhere(shared: &Shared, look: &Look, lane: &Lane) -> [Option<El>; 2] {
    let first = shared.timeline.frame(look).map_or(0, |frame| frame.days().0);
    let began = |event: &&usize| shared.timeline.extents[**event].is_some_and(|extent| extent.from < first);
    let found = || lane.events.iter().filter(|&&event| look.finds(event));
    let (all, before) = (found().count(), found().filter(began).count());
    let told = |count: usize, class: &'static str| {
        (count > 0 && look.is_drawn())
            .then(|| of_class("span", class).attr("aria-hidden", "true").text(&count.to_string()))
    };
    [told(before, "sl-offscreen-count sl-earlier"), told(all - before, "sl-offscreen-count sl-later")]
}

/// The name of a lane, which puts its company in focus, and what folds it.
fn head(shared: &Shared, state: &State, lane: &Lane, at: usize) -> El {
    let words = shared.words;
    let look = &state.look;
    let stops = |cell: Cell| if look.cell == Some(cell) { "0" } else { "-1" };
    let is_folded = look.is_folded(at);
    let name = lane_name(shared, lane.company);
    let label = fill(words.fold[usize::from(is_folded)], &[name]);
    let fold = button("sl-fold", shared.takes(Step::Fold(at)))
        .attr("tabindex", stops(Cell::Fold(at)))
        .attr("aria-label", label)
        .attr("aria-expanded", if is_folded { "false" } else { "true" })
        .add(el("span").attr("aria-hidden", "true").text("▾"));
    let link = match lane.company {
        Some(company) => of_class("a", "sl-lane-link")
            .attr("href", format!("#{}", link::to_company(&shared.story, company)))
            .attr("id", format!("{}/lane", link::to_company(&shared.story, company)))
            .attr("draggable", "false")
            .maybe("aria-current", (state.focus == lane.company).then_some("true"))
            .add(shared.monogram(name)),
        None => of_class("span", "sl-lane-link"),
    };
    let link = link.attr("tabindex", stops(Cell::Name(at))).add(of_class("span", "sl-lane-title").text(name));
    of_class("div", "sl-lane-head")
        .attr("role", "presentation")
        .add(el("span").attr("role", "gridcell").attr("aria-colindex", "1").add(fold))
        .add(of_class("span", "sl-lane-name").attr("role", "rowheader").attr("aria-colindex", "2").add(link))
}

/// Once a lane is shown: the focus follows what it was on, or was moved to.
pub(in super::super) fn shown(shared: &Shared, before: &State, state: &State, node: &NodeRef) {
    let Some(lane) = node.cast::<Element>() else {
        return;
    };
    let (look, was) = (&state.look, &before.look);
    // It may have gone elsewhere since.
    let is_here = look.focused && shared.store.state().look.focused;
    if look.opened.is_some() && look.opened != was.opened {
        if let Some(first) = dom::find(&lane, ".sl-group-popup :is(button,a)") {
            dom::show(&first);
        }
    } else if look.cell.is_some() && is_here {
        let is_lost = dom::has_no_focus(&lane);
        let stop = dom::find(&lane, "[tabindex='0']").filter(|_| is_lost || look.cell != was.cell);
        match stop.filter(|stop| !dom::has_focus(stop)) {
            // It comes back to where it was, whatever the reader looks at now.
            Some(stop) if look.cell == was.cell => dom::focus(&stop),
            Some(stop) => dom::show(&stop),
            None => {}
        }
    }
    if state.selected.is_some() {
        cards::settle_in(shared, &lane);
    }
}
