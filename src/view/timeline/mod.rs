//! The company timeline: a chart with one lane for each company on a common time axis, or a list in order of time.
//!
//! The list is in the document; print shows it too. The chart and the tools are islands. The stylesheet shows one form:
//! the reader's choice, or else the one that fits the available width. If that is the chart, the prerendered page
//! reserves its space.

mod axis;
mod follow;
mod gestures;
mod item;
mod lane;
mod list;
mod needed;
mod tools;

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::{
    ViewContext,
    element_builder::{el_with_class, empty},
    island::Island,
    region::{LiveRegion, Region},
};
use crate::{
    dom::{self, Guard},
    link,
    state::{Selection, State},
    story::{EntityIndex, EventIndex, ItemRef},
    timeline::{LaneIndex, Size, TimelineAction, TimelineMode},
};

pub(super) use axis::view as axis;
pub(super) use follow::{Follow, reading_position};
pub(super) use item::drawn_id;
pub(super) use lane::{LaneSlice, shown as lane_shown, view as lane};
pub(super) use list::view as listed_event;
pub use needed::{needs_timeline, when_timeline_is_needed};
pub(super) use tools::{ToolsSlice, shown as tools_shown, view as tools};

/// The largest number of events that the list shows in columns.
const SHORT_LIST: usize = 18;
/// The first lane that is not drawn before the intersection observer has reported.
const FIRST: LaneIndex = LaneIndex::new(20);

/// Renders the timeline section, or nothing if the story has no events.
pub(super) fn view(ctx: &ViewContext) -> Html {
    let (story, timeline) = (&ctx.story, &ctx.timeline);
    if story.events.is_empty() || story.hidden.timeline {
        return empty();
    }
    // Long columns would force the reader to scroll up and down.
    let class = if story.events.len() > SHORT_LIST { "sl-events" } else { "sl-events sl-events--few" };
    let entries = el_with_class("ol", class).children(story.events.indices().map(|at| ctx.region(Region::Event(at))));
    let body = el_with_class("div", "sl-timeline-body");
    let body = if timeline.scale.is_some() {
        body.child(Island::Chart.view(ctx))
    } else {
        body.attr("data-mode", TimelineMode::List.as_str())
    };
    ctx.section("sl-timeline", "timeline", ctx.words.timeline)
        .child(Island::Tools.view(ctx))
        .child(body.child(el_with_class("div", "sl-event-list").child(entries)))
        .into()
}

/// Renders the chart. Without script it is empty and keeps its space.
pub(super) fn chart(ctx: &ViewContext, node: &NodeRef) -> Html {
    let (story, timeline) = (&ctx.story, &ctx.timeline);
    let lanes = timeline.lanes.indices().map(|at| ctx.live_region(LiveRegion::Lane(at)));
    let keys = format!("{}/timeline/keys", story.id);
    let columns = timeline.lanes.iter().map(|lane| lane.events.len()).max().unwrap_or_default() + lane::HEADER_CELLS;
    let grid = el_with_class("div", "sl-grid")
        .attr_opt("role", ctx.is_live().then_some("grid"))
        .attr_opt("aria-colcount", ctx.is_live().then(|| columns.to_string()))
        .attr_opt("aria-label", ctx.is_live().then_some(ctx.words.timeline))
        .attr("aria-describedby", keys.clone())
        .children(lanes);
    el_with_class("div", "sl-timeline-chart")
        .node(node)
        .attr_opt("aria-hidden", (!ctx.is_live()).then_some("true"))
        .child(ctx.live_region(LiveRegion::Axis))
        .child(grid)
        .child(el_with_class("p", "sl-visually-hidden").attr("id", keys).text(ctx.words.keyboard_help))
        .into()
}

/// Called after rendering: follows the size of the chart, the visible lanes and the gestures.
pub(super) fn chart_shown(ctx: &ViewContext, node: &NodeRef) -> Guard {
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
pub(super) fn measure(ctx: &ViewContext, within: &Element) {
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

/// Brings the lane of a company into view and focuses its name. In the list, its first event is focused.
pub(crate) fn show_lane(ctx: &ViewContext, within: &Element, company: EntityIndex) {
    ctx.request_timeline();
    let id = link::company_fragment(&ctx.story, company);
    let lane = ctx.timeline.lanes.position(|lane| lane.company == Some(company));
    let is_chart = ctx.store.state().timeline.is_chart();
    ctx.dispatch_timeline(match lane {
        Some(lane) if is_chart => TimelineAction::RevealLane(lane),
        // Events that cannot be drawn are only in the list.
        None if is_chart => TimelineAction::SetMode(TimelineMode::List),
        _ => TimelineAction::ClearSearch,
    });
    let within = within.clone();
    dom::focus_when_shown(move || {
        if is_chart
            && lane.is_some()
            && let Some(name) = dom::by_id(&within, &format!("{id}/lane"))
        {
            return Some(name);
        }
        let start = dom::by_id(&within, &id)?;
        dom::closest(&start, ".sl-entry")
    });
}

/// Brings an event of the chart into view, and calls `then` with the element that draws it, which may be a group.
pub(super) fn show_event(
    ctx: &ViewContext,
    within: &Element,
    event: EventIndex,
    then: impl FnOnce(HtmlElement) + 'static,
) {
    ctx.request_timeline();
    ctx.dispatch_timeline(TimelineAction::Reveal(event));
    let (ctx, within, mut then) = (ctx.clone(), within.clone(), Some(then));
    dom::retry_until(move || {
        let id = drawn_id(&ctx, &ctx.store.state().timeline, event);
        let Some(drawn) = id.and_then(|id| dom::by_id(&within, &id)) else {
            return false;
        };
        if let Some(then) = then.take() {
            then(drawn);
        }
        true
    });
}

/// Returns the event that is selected in the chart.
pub(super) fn selected_event(ctx: &ViewContext, state: &State) -> Option<EventIndex> {
    match state.selected? {
        Selection { item: ItemRef::Event(event), occurrence: None } if state.timeline.is_chart() => {
            ctx.timeline.lane_of_event.get(event)?.map(|_| event)
        }
        _ => None,
    }
}

/// Returns the name of a lane: of its company, or of the events without a company.
fn lane_name(ctx: &ViewContext, company: Option<EntityIndex>) -> &str {
    company.map_or(ctx.words.no_company, |company| ctx.title(ItemRef::Entity(company)))
}
