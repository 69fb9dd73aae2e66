//! Brings events and lanes into view, and says which element draws an event.

use web_sys::{Element, HtmlElement};

use crate::{
    dom, link,
    state::{Selection, State},
    story::{EntityIndex, EventIndex, ItemRef},
    timeline::{LaneIndex, Timeline, TimelineAction, TimelineMode, TimelineState},
    view::ViewContext,
};

/// Brings the lane of a company into view and focuses its name. In the list, its first event is focused.
pub(crate) fn show_lane(ctx: &ViewContext, within: &Element, company: EntityIndex) {
    let id = link::company_fragment(&ctx.story, company);
    let is_chart = ctx.store.state().timeline.is_chart();
    let (then, within) = (ctx.clone(), within.clone());
    let reveal = move |lane: Option<LaneIndex>| {
        then.dispatch_timeline(match lane {
            Some(lane) if is_chart => TimelineAction::RevealLane(lane),
            // Events that cannot be drawn are only in the list.
            None if is_chart => TimelineAction::SetMode(TimelineMode::List),
            _ => TimelineAction::ClearSearch,
        });
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
    };
    if is_chart {
        ctx.with_timeline(move |timeline| reveal(timeline.lanes.position(|lane| lane.company == Some(company))));
    } else {
        reveal(None);
    }
}

/// Brings an event of the chart into view, and calls `then` with the element that draws it, which may be a group.
pub(in crate::view) fn show_event(
    ctx: &ViewContext,
    within: &Element,
    event: EventIndex,
    then: impl FnOnce(HtmlElement) + 'static,
) {
    let (waiting, within, mut then) = (ctx.clone(), within.clone(), Some(then));
    ctx.with_timeline(move |_| {
        let ctx = waiting;
        ctx.dispatch_timeline(TimelineAction::Reveal(event));
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
    });
}

/// Returns the event that is selected in the chart.
pub(in crate::view) fn selected_event(ctx: &ViewContext, state: &State) -> Option<EventIndex> {
    match state.selected? {
        Selection { item: ItemRef::Event(event), occurrence: None } if state.timeline.is_chart() => {
            ctx.story.events.get(event)?.has_known_day().then_some(event)
        }
        _ => None,
    }
}

/// Returns the HTML id of the element that draws an event: its own mark, or its group.
pub(in crate::view) fn drawn_id(
    ctx: &ViewContext,
    timeline_state: &TimelineState,
    event: EventIndex,
) -> Option<String> {
    find_drawn_id(ctx, ctx.timeline()?, timeline_state, event)
}

/// The same, with the timeline.
///
/// This is an entry function of the chunk of the timeline: see `xtask/src/chunks/mod.rs`.
#[inline(never)]
fn find_drawn_id(
    ctx: &ViewContext,
    timeline: &Timeline,
    timeline_state: &TimelineState,
    event: EventIndex,
) -> Option<String> {
    let (lane, _) = (*timeline.lane_of_event.get(event)?)?;
    if timeline_state.is_folded(lane) {
        return None;
    }
    let items = timeline.items(&ctx.story, timeline_state.chart_view(), &timeline_state.choices.found, lane);
    let item = items.into_iter().find(|item| item.events.contains(&event))?;
    let first = ItemRef::Event(*item.events.first()?);
    Some(format!("{}/drawn", link::item_fragment(&ctx.story, first, None)))
}
