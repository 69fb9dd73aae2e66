//! Renders a lane: the name of its company, and its events.

use web_sys::Element;
use yew::prelude::*;

use super::{
    super::{
        ViewContext, cards,
        element_builder::{ElementBuilder, button, el, el_with_class, with_classes},
        monogram::{MONOGRAM, initials},
    },
    item, lane_name,
};
use crate::{
    dom, link,
    state::State,
    story::EventIndex,
    timeline::{GridCell, Lane, LaneIndex, TimelineAction, TimelineState},
    words::format,
};

/// The number of cells of a row before its events.
pub(super) const HEADER_CELLS: usize = 2;

/// Renders a lane. Without script the lane is empty and keeps its space.
pub(in super::super) fn view(ctx: &ViewContext, state: &State, at: LaneIndex, node: &NodeRef) -> Html {
    let lane = &ctx.timeline.lanes[at];
    let rows = ["sl-lane sl-dimmable sl-rows-1", "sl-lane sl-dimmable sl-rows-2", "sl-lane sl-dimmable sl-rows-3"];
    let class = ctx.class(rows[(lane.rows - 1).min(2)], lane.company);
    let (timeline_state, is_folded) = (&state.timeline, state.timeline.is_folded(at));
    let class = with_classes(class, [("sl-is-folded", is_folded)]);
    let row = el("div").attr("class", class).node(node);
    if !ctx.is_live() {
        return row.into();
    }
    let strip = el_with_class("div", "sl-plot").attr("role", "presentation");
    let items = ctx.timeline.items(&ctx.story, timeline_state, at);
    let strip = if items.is_empty() {
        strip.children(offscreen_counts(ctx, timeline_state, lane).into_iter().flatten())
    } else {
        strip
    };
    let strip = strip.children(items.iter().map(|each| {
        if is_folded {
            el_with_class("span", "sl-event-dot").inline_span(each.span)
        } else {
            item::view(ctx, state, lane, each)
        }
    }));
    row.attr("role", "row")
        .attr("data-lane", at.index().to_string())
        .attr_opt("data-companies", ctx.company_ids(lane.company.as_slice()))
        .attr_opt("hidden", (!ctx.timeline.lane_has_match(timeline_state, at)).then_some(""))
        .child(head(ctx, state, lane, at))
        .child(strip)
        .into()
}

/// Renders how many events of a lane are before and after the viewport, hidden from screen readers.
fn offscreen_counts(ctx: &ViewContext, timeline_state: &TimelineState, lane: &Lane) -> [Option<ElementBuilder>; 2] {
    let first = ctx.timeline.viewport(timeline_state).map_or(0, |viewport| viewport.days().0);
    let began = |event: &&EventIndex| ctx.timeline.extents[**event].is_some_and(|extent| extent.from < first);
    let found = || lane.events.iter().filter(|&&event| timeline_state.matches(event));
    let (all, before) = (found().count(), found().filter(began).count());
    let counter = |count: usize, class: &'static str| {
        if count == 0 || !timeline_state.is_chart() {
            return None;
        }
        Some(el_with_class("span", class).attr("aria-hidden", "true").text(&count.to_string()))
    };
    [counter(before, "sl-offscreen-count sl-earlier"), counter(all - before, "sl-offscreen-count sl-later")]
}

/// Renders the name of a lane, as a link that follows its company, and the fold button.
fn head(ctx: &ViewContext, state: &State, lane: &Lane, at: LaneIndex) -> ElementBuilder {
    let words = ctx.words;
    let timeline_state = &state.timeline;
    let tabindex = |cell: GridCell| if timeline_state.last_cell == Some(cell) { "0" } else { "-1" };
    let is_folded = timeline_state.is_folded(at);
    let name = lane_name(ctx, lane.company);
    let label = format(if is_folded { words.unfold } else { words.fold }, &[name]);
    let fold = button("sl-fold", ctx.dispatching_timeline(TimelineAction::ToggleFold(at)))
        .attr("tabindex", tabindex(GridCell::FoldButton(at)))
        .attr("aria-label", label)
        .attr("aria-expanded", if is_folded { "false" } else { "true" })
        .child(el("span").attr("aria-hidden", "true").text("▾"));
    let link = match lane.company {
        Some(company) => el_with_class("a", "sl-lane-link")
            .attr("href", format!("#{}", link::company_fragment(&ctx.story, company)))
            .attr("id", format!("{}/lane", link::company_fragment(&ctx.story, company)))
            .attr("draggable", "false")
            .attr_opt("aria-current", (state.followed == lane.company).then_some("true"))
            .attr(MONOGRAM, initials(name)),
        None => el_with_class("span", "sl-lane-link"),
    };
    let link =
        link.attr("tabindex", tabindex(GridCell::Name(at))).child(el_with_class("span", "sl-lane-title").text(name));
    el_with_class("div", "sl-lane-head")
        .attr("role", "presentation")
        .child(el("span").attr("role", "gridcell").attr("aria-colindex", "1").child(fold))
        .child(el_with_class("span", "sl-lane-name").attr("role", "rowheader").attr("aria-colindex", "2").child(link))
}

/// Called after rendering: keeps the focus on its cell, or moves it to the new one.
pub(in super::super) fn shown(ctx: &ViewContext, before: &State, state: &State, node: &NodeRef) {
    let Some(lane) = node.cast::<Element>() else {
        return;
    };
    let (timeline_state, previous) = (&state.timeline, &before.timeline);
    // The focus may have moved since.
    let is_focused = timeline_state.has_focus && ctx.store.state().timeline.has_focus;
    if timeline_state.open_group.is_some() && timeline_state.open_group != previous.open_group {
        if let Some(first) = dom::find(&lane, ".sl-group-popup :is(button,a)") {
            dom::show(&first);
        }
    } else if timeline_state.last_cell.is_some() && is_focused {
        let has_moved = timeline_state.last_cell != previous.last_cell;
        if (has_moved || dom::has_no_focus(&lane))
            && let Some(tab_stop) = dom::find(&lane, "[tabindex='0']")
            && !dom::has_focus(&tab_stop)
        {
            if has_moved {
                dom::show(&tab_stop);
            } else {
                // The focus returns to its old cell without scrolling.
                dom::focus(&tab_stop);
            }
        }
    }
    if state.selected.is_some() {
        cards::place_cards_near(ctx, &lane);
    }
}
