//! The company timeline: drawn, a lane for each company on one scale of time, or told as a list in order of time.
//!
//! The list is what stands in the static page, and on paper. Both are in the document, and the stylesheet shows one: what
//! the reader has chosen, or else what the room suggests. Where that is the drawing, the static page keeps the room
//! that it needs.

mod axis;
mod follow;
mod gestures;
mod item;
mod lane;
mod list;
mod tools;

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::{
    ViewContext,
    dom::{self, Guard},
    element_builder::{el_with_class, empty},
    region::Region,
};
use crate::{
    link,
    state::{Selection, State},
    story::ItemRef,
    timeline::{Size, TimelineAction, TimelineMode},
};

pub(super) use axis::view as axis;
pub(super) use follow::{Follow, here};
pub(super) use item::drawn_id;
pub(super) use lane::{shown as lane_shown, view as lane};
pub(super) use list::entry;
pub(super) use tools::{shown as tools_shown, view as tools};

/// So many events are told in columns.
const SHORT_LIST: usize = 18;
/// So many lanes are drawn before it is known which are near to the window.
const FIRST: usize = 20;

/// The timeline.
pub(super) fn view(ctx: &ViewContext, state: &State, node: &NodeRef) -> Html {
    let (story, timeline) = (&ctx.story, &ctx.timeline);
    if story.events.is_empty() || story.hidden.timeline {
        return empty();
    }
    let shape = state.timeline.mode.map(TimelineMode::as_str);
    let lanes = (0..timeline.lanes.len()).map(|at| ctx.region(Region::Lane(at)));
    let keys = format!("{}/timeline/keys", story.id);
    let columns = timeline.lanes.iter().map(|lane| lane.events.len()).max().unwrap_or_default() + lane::HEADER_CELLS;
    let grid = el_with_class("div", "sl-grid")
        .attr_opt("role", ctx.live.then_some("grid"))
        .attr_opt("aria-colcount", ctx.live.then(|| columns.to_string()))
        .attr_opt("aria-label", ctx.live.then_some(ctx.words.timeline))
        .attr("aria-describedby", keys.clone())
        .children(lanes);
    let drawing = el_with_class("div", "sl-timeline-chart")
        .attr_opt("aria-hidden", (!ctx.live).then_some("true"))
        .child(ctx.region(Region::Axis))
        .child(grid)
        .child(el_with_class("p", "sl-visually-hidden").attr("id", keys).text(ctx.words.keyboard_help));
    // Columns of many would have to be read up and down the page.
    let class = if story.events.len() > SHORT_LIST { "sl-events" } else { "sl-events sl-events--few" };
    let told = el_with_class("ol", class).children((0..story.events.len()).map(|at| ctx.region(Region::Entry(at))));
    let when = el_with_class("div", "sl-timeline-body").attr_opt("data-mode", shape);
    let when = if timeline.scale.is_some() {
        when.child(drawing)
    } else {
        when.attr("data-mode", TimelineMode::List.as_str())
    };
    ctx.section("sl-timeline", "timeline", ctx.words.timeline)
        .node(node)
        .child(ctx.region(Region::Tools))
        .child(when.child(el_with_class("div", "sl-event-list").child(told)))
        .into()
}

/// Once the timeline is shown: follows its room, and whatever moves it.
pub(super) fn shown(ctx: &ViewContext, node: &NodeRef) -> Guard {
    let section = node.cast::<Element>()?;
    let drawing = dom::find(&section, ".sl-timeline-chart")?;
    let ticks = dom::find(&drawing, ".sl-ticks")?;
    measure(ctx, &section);
    let sized = {
        let (ctx, section) = (ctx.clone(), section.clone());
        dom::watch_sizes([ticks.into()], move || measure(&ctx, &section))
    };
    let lanes = dom::elements(drawing.query_selector_all(".sl-lane"));
    let near = {
        let ctx = ctx.clone();
        dom::watch_visible_range(lanes, move |lanes| ctx.dispatch_timeline(TimelineAction::SetLanesNearViewport(lanes)))
    };
    Some(Box::new((sized, near, gestures::TimelineGestures::new(ctx, &drawing))))
}

/// Takes the measures of the drawing in `within`.
pub(super) fn measure(ctx: &ViewContext, within: &Element) {
    let Some(ticks) = dom::find(within, ".sl-ticks") else {
        return;
    };
    // The marks are two letters high, and as wide as each strip.
    let size = Size { width: ticks.client_width(), em: ticks.client_height() / 2 };
    let timeline_state = &ctx.store.state().timeline;
    if timeline_state.size == size {
        return;
    }
    if timeline_state.size == Size::default() && timeline_state.lanes_near_viewport.is_empty() {
        ctx.dispatch_timeline(TimelineAction::SetLanesNearViewport(0..FIRST));
    }
    ctx.dispatch_timeline(TimelineAction::SetSize(size));
}

/// Brings the lane of a company into view, and moves the focus to its name; to its first event, where it is told.
pub(super) fn show_lane(ctx: &ViewContext, within: &Element, company: usize) {
    let id = link::company_fragment(&ctx.story, company);
    let lane = ctx.timeline.lanes.iter().position(|lane| lane.company == Some(company));
    let is_drawn = ctx.store.state().timeline.is_chart();
    ctx.dispatch_timeline(match lane {
        Some(lane) if is_drawn => TimelineAction::RevealLane(lane),
        // What can't be drawn stands in the list.
        None if is_drawn => TimelineAction::SetMode(TimelineMode::List),
        _ => TimelineAction::ClearSearch,
    });
    let within = within.clone();
    dom::focus_when_shown(move || {
        let drawn = lane.filter(|_| is_drawn).and_then(|_| dom::by_id(&within, &format!("{id}/lane")));
        let told = || dom::by_id(&within, &id).and_then(|start| dom::closest(&start, ".sl-entry"));
        drawn.or_else(told)
    });
}

/// Brings an event into view that is drawn, and gives `then` the element that it is drawn as, or that it stands gathered
/// in.
pub(super) fn show_event(ctx: &ViewContext, within: &Element, event: usize, then: impl FnOnce(HtmlElement) + 'static) {
    ctx.dispatch_timeline(TimelineAction::Reveal(event));
    let (ctx, within, mut then) = (ctx.clone(), within.clone(), Some(then));
    dom::retry_until(move || {
        let id = drawn_id(&ctx, &ctx.store.state().timeline, event);
        let drawn = id.and_then(|id| dom::by_id(&within, &id));
        drawn.is_some_and(|drawn| {
            if let Some(then) = then.take() {
                then(drawn);
            }
            true
        })
    });
}

/// The event that is chosen where it is drawn.
pub(super) fn selected_event(ctx: &ViewContext, state: &State) -> Option<usize> {
    match state.selected? {
        Selection { item: ItemRef::Event(event), occurrence: None } if state.timeline.is_chart() => {
            ctx.timeline.lane_of_event.get(event)?.map(|_| event)
        }
        _ => None,
    }
}

/// The name of a lane: of its company, or of events that are no company's.
fn lane_name(ctx: &ViewContext, company: Option<usize>) -> &str {
    company.map_or(ctx.words.no_company, |company| ctx.title(ItemRef::Entity(company)))
}
