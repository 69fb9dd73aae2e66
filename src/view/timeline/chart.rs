//! Renders the chart: an axis, and a lane for each company.

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::{axis, gestures, lane, lane_slice::HEADER_CELLS, loaded::loaded};
use crate::{
    dom::{self, Guard},
    timeline::{LaneIndex, Size, Timeline, TimelineAction},
    view::{
        ViewContext,
        element_builder::el_with_class,
        region::{Region, Slice},
    },
};

/// The first lane that is not drawn before the intersection observer has reported.
const FIRST: LaneIndex = LaneIndex::new(20);

/// The region of the chart. Its parts are regions of their own.
///
/// This is an entry function of the chunk of the timeline: see `xtask/src/chunks/mod.rs`.
#[inline(never)]
pub(in crate::view) fn region(_: &Timeline) -> Region {
    // Hides the function pointers from the optimizer, which would otherwise copy them into the callers.
    std::hint::black_box(Region::live(|_, _| ChartSlice))
}

#[derive(PartialEq)]
struct ChartSlice;

impl Slice for ChartSlice {
    fn view(&self, ctx: &ViewContext, node: &NodeRef) -> Html {
        view(ctx, node)
    }

    fn shown(&self, ctx: &ViewContext, _: Option<&Self>, node: &NodeRef) -> Guard {
        shown(ctx, node)
    }
}

/// Renders the chart. Without script it is empty and keeps its space.
fn view(ctx: &ViewContext, node: &NodeRef) -> Html {
    let (story, timeline) = (&ctx.story, loaded(ctx));
    let lanes = timeline.lanes.indices().map(|at| lane::region(at).view(ctx));
    let keys = format!("{}/timeline/keys", story.id);
    let columns = timeline.lanes.iter().map(|lane| lane.events.len()).max().unwrap_or_default() + HEADER_CELLS;
    let grid = el_with_class("div", "sl-grid")
        .attr_opt("role", ctx.is_live().then_some("grid"))
        .attr_opt("aria-colcount", ctx.is_live().then(|| columns.to_string()))
        .attr_opt("aria-label", ctx.is_live().then_some(ctx.words.timeline))
        .attr("aria-describedby", keys.clone())
        .children(lanes);
    el_with_class("div", "sl-timeline-chart")
        .node(node)
        .attr_opt("aria-hidden", (!ctx.is_live()).then_some("true"))
        .child(axis::region().view(ctx))
        .child(grid)
        .child(el_with_class("p", "sl-visually-hidden").attr("id", keys).text(ctx.words.keyboard_help))
        .into()
}

/// Called after rendering: follows the size of the chart, the visible lanes and the gestures.
fn shown(ctx: &ViewContext, node: &NodeRef) -> Guard {
    let drawing = node.cast::<HtmlElement>()?;
    let ticks = dom::find(&drawing, ".sl-ticks")?;
    measure(ctx, &drawing);
    let sized = {
        let (ctx, drawing) = (ctx.clone(), drawing.clone());
        dom::watch_sizes([ticks.into()], move || measure(&ctx, &drawing))
    };
    let lanes = dom::elements(drawing.query_selector_all(".sl-lane"));
    let near = {
        let ctx = ctx.clone();
        dom::watch_visible_range(lanes, move |lanes| {
            let lanes = LaneIndex::new(lanes.start)..LaneIndex::new(lanes.end);
            ctx.dispatch_timeline(TimelineAction::SetLanesNearViewport(lanes));
        })
    };
    Some(Box::new((sized, near, gestures::TimelineGestures::new(ctx, &drawing))))
}

/// Measures the chart in `within`.
pub(in crate::view) fn measure(ctx: &ViewContext, within: &Element) {
    let Some(ticks) = dom::find(within, ".sl-ticks") else {
        return;
    };
    // The row of ticks is two em high and as wide as each lane.
    let size = Size { width: ticks.client_width(), em: ticks.client_height() / 2 };
    let timeline_state = &ctx.store.state().timeline;
    if timeline_state.layout.size == size {
        return;
    }
    if timeline_state.layout.size == Size::default() && timeline_state.layout.lanes_near_viewport.is_empty() {
        ctx.dispatch_timeline(TimelineAction::SetLanesNearViewport(LaneIndex::default()..FIRST));
    }
    ctx.dispatch_timeline(TimelineAction::SetSize(size));
}
