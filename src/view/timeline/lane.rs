//! Renders a lane: the name of its company, and its events.

use web_sys::Element;
use yew::prelude::*;

use super::{
    item,
    lane_name::lane_name,
    lane_slice::{DrawnLane, LaneSlice},
    loaded::loaded,
};
use crate::{
    dom::{self, Guard},
    link,
    story::EventIndex,
    timeline::{GridCell, Lane, LaneIndex, TimelineAction},
    view::{
        ViewContext,
        element_builder::{ElementBuilder, button, el, el_with_class, with_classes},
        monogram::{MONOGRAM, initials},
        place_cards::place_cards_near,
        region::{Region, Slice},
    },
    words::format,
};

/// The region of a lane.
pub(super) fn region(at: LaneIndex) -> Region {
    Region::live(move |ctx, state| LaneSlice::new(ctx, state, at))
}

impl Slice for LaneSlice {
    fn view(&self, ctx: &ViewContext, node: &NodeRef) -> Html {
        view(ctx, self, node)
    }

    fn shown(&self, ctx: &ViewContext, before: Option<&Self>, node: &NodeRef) -> Guard {
        shown(ctx, before, self, node);
        None
    }
}

/// Renders a lane. Without script the lane is empty and keeps its space.
fn view(ctx: &ViewContext, slice: &LaneSlice, node: &NodeRef) -> Html {
    let lane = &loaded(ctx).lanes[slice.at];
    let rows = ["sl-lane sl-dimmable sl-rows-1", "sl-lane sl-dimmable sl-rows-2", "sl-lane sl-dimmable sl-rows-3"];
    let class = ctx.class(rows[(lane.rows - 1).min(2)], lane.company);
    let class = with_classes(class, [("sl-is-folded", slice.is_folded)]);
    let row = el("div").attr("class", class).node(node);
    if !ctx.is_live() {
        return row.into();
    }
    let mut strip = el_with_class("div", "sl-plot").attr("role", "presentation");
    if let Some(drawn) = &slice.drawn {
        let items = loaded(ctx).items(&ctx.story, drawn.view, &drawn.found, slice.at);
        if items.is_empty() {
            strip = strip.children(offscreen_counts(ctx, drawn, lane).into_iter().flatten());
        }
        strip = strip.children(items.iter().map(|each| {
            if slice.is_folded {
                el_with_class("span", "sl-event-dot").inline_span(each.span)
            } else {
                item::view(ctx, drawn, lane, each)
            }
        }));
    }
    row.attr("role", "row")
        .attr("data-lane", slice.at.index().to_string())
        .attr_opt("data-companies", ctx.company_ids(lane.company.as_slice()))
        .attr_opt("hidden", (!slice.has_match).then_some(""))
        .child(head(ctx, slice, lane))
        .child(strip)
        .into()
}

/// Renders how many events of a lane are before and after the viewport, hidden from screen readers.
fn offscreen_counts(ctx: &ViewContext, drawn: &DrawnLane, lane: &Lane) -> [Option<ElementBuilder>; 2] {
    let first = loaded(ctx).viewport(drawn.view).map_or(0, |viewport| viewport.days().0);
    let began = |event: &&EventIndex| loaded(ctx).extents[**event].is_some_and(|extent| extent.from < first);
    let found = || lane.events.iter().filter(|&&event| drawn.found.has(event));
    let (all, before) = (found().count(), found().filter(began).count());
    let counter = |count: usize, class: &'static str| {
        if count == 0 || !drawn.view.size.is_shown() {
            return None;
        }
        Some(el_with_class("span", class).attr("aria-hidden", "true").text(&count.to_string()))
    };
    [counter(before, "sl-offscreen-count sl-earlier"), counter(all - before, "sl-offscreen-count sl-later")]
}

/// Renders the name of a lane, as a link that follows its company, and the fold button.
fn head(ctx: &ViewContext, slice: &LaneSlice, lane: &Lane) -> ElementBuilder {
    let words = ctx.words;
    let &LaneSlice { at, is_folded, is_followed, .. } = slice;
    let tab_stop = slice.drawn.as_ref().and_then(|drawn| drawn.tab_stop);
    let tabindex = |cell: GridCell| if tab_stop == Some(cell) { "0" } else { "-1" };
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
            .attr_opt("aria-current", is_followed.then_some("true"))
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
fn shown(ctx: &ViewContext, before: Option<&LaneSlice>, slice: &LaneSlice, node: &NodeRef) {
    let (Some(lane), Some(drawn)) = (node.cast::<Element>(), &slice.drawn) else {
        return;
    };
    let before = before.and_then(|before| before.drawn.as_ref());
    // The focus may have moved since.
    let is_focused = drawn.has_focus && ctx.store.state().timeline.layout.has_focus;
    if drawn.open_group.is_some() && drawn.open_group != before.and_then(|before| before.open_group) {
        if let Some(first) = dom::find(&lane, ".sl-group-popup :is(button,a)") {
            dom::show(&first);
        }
    } else if is_focused {
        let has_moved = drawn.tab_stop != before.and_then(|before| before.tab_stop);
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
    if drawn.selected.is_some() {
        place_cards_near(ctx, &lane);
    }
}
