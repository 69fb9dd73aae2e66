//! The company timeline: drawn, a lane for each company on one scale of time, or told as a list in order of time.
//!
//! The list is what stands in the static page, and on paper. Both are in the document, and the stylesheet shows one: what
//! the reader has chosen, or else what the room suggests. Where that is the drawing, the static page keeps the room
//! that it needs.

mod axis;
mod follow;
mod item;
mod lane;
mod list;
mod moving;
mod tools;

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::{
    Shared,
    dom::{self, Alive},
    el::{none, of_class},
    part::Part,
};
use crate::{
    link,
    state::{Selection, State},
    story::Thing,
    timeline::{Shape, Size, Step},
};

pub(super) use axis::view as axis;
pub(super) use follow::{Follow, here};
pub(super) use item::drawn_id;
pub(super) use lane::{shown as lane_shown, view as lane};
pub(super) use list::entry;
pub(super) use tools::{shown as tools_shown, view as tools};

/// So many events are told in columns.
const FEW: usize = 18;
/// So many lanes are drawn before it is known which are near to the window.
const FIRST: usize = 20;

/// The timeline.
pub(super) fn view(shared: &Shared, state: &State, node: &NodeRef) -> Html {
    let (story, timeline) = (&shared.story, &shared.timeline);
    if story.events.is_empty() || story.left_out.timeline {
        return none();
    }
    let shape = state.look.shape.map(Shape::name);
    let lanes = (0..timeline.lanes.len()).map(|at| shared.part(Part::Lane(at)));
    let keys = format!("{}/timeline/keys", story.id);
    let columns = timeline.lanes.iter().map(|lane| lane.events.len()).max().unwrap_or_default() + lane::HEADS;
    let grid = of_class("div", "sl-grid")
        .maybe("role", shared.live.then_some("grid"))
        .maybe("aria-colcount", shared.live.then(|| columns.to_string()))
        .maybe("aria-label", shared.live.then_some(shared.words.timeline))
        .attr("aria-describedby", keys.clone())
        .all(lanes);
    let drawing = of_class("div", "sl-timeline-chart")
        .maybe("aria-hidden", (!shared.live).then_some("true"))
        .add(shared.part(Part::Axis))
        .add(grid)
        .add(of_class("p", "sl-visually-hidden").attr("id", keys).text(shared.words.keys));
    // Columns of many would have to be read up and down the page.
    let class = if story.events.len() > FEW { "sl-events" } else { "sl-events sl-events--few" };
    let told = of_class("ol", class).all((0..story.events.len()).map(|at| shared.part(Part::Entry(at))));
    let when = of_class("div", "sl-timeline-body").maybe("data-mode", shape);
    let when = if timeline.scale.is_some() { when.add(drawing) } else { when.attr("data-mode", Shape::List.name()) };
    shared
        .section("sl-timeline", "timeline", shared.words.timeline)
        .node(node)
        .add(shared.part(Part::Tools))
        .add(when.add(of_class("div", "sl-event-list").add(told)))
        .into()
}

/// Once the timeline is shown: follows its room, and whatever moves it.
pub(super) fn shown(shared: &Shared, node: &NodeRef) -> Alive {
    let section = node.cast::<Element>()?;
    let drawing = dom::find(&section, ".sl-timeline-chart")?;
    let ticks = dom::find(&drawing, ".sl-ticks")?;
    measure(shared, &section);
    let sized = {
        let (shared, section) = (shared.clone(), section.clone());
        dom::watch_sizes([ticks.into()], move || measure(&shared, &section))
    };
    let lanes = dom::elements(drawing.query_selector_all(".sl-lane"));
    let near = {
        let shared = shared.clone();
        dom::watch_nearness(lanes, move |lanes| shared.look(Step::Near(lanes)))
    };
    Some(Box::new((sized, near, moving::Moving::new(shared, &drawing))))
}

/// Takes the measures of the drawing in `within`.
pub(super) fn measure(shared: &Shared, within: &Element) {
    let Some(ticks) = dom::find(within, ".sl-ticks") else {
        return;
    };
    // The marks are two letters high, and as wide as each strip.
    let size = Size { width: ticks.client_width(), em: ticks.client_height() / 2 };
    let look = &shared.store.state().look;
    if look.size == size {
        return;
    }
    if look.size == Size::default() && look.lanes.is_empty() {
        shared.look(Step::Near(0..FIRST));
    }
    shared.look(Step::Measure(size));
}

/// Brings the lane of a company into view, and moves the focus to its name; to its first event, where it is told.
pub(super) fn show_lane(shared: &Shared, within: &Element, company: usize) {
    let id = link::to_company(&shared.story, company);
    let lane = shared.timeline.lanes.iter().position(|lane| lane.company == Some(company));
    let is_drawn = shared.store.state().look.is_drawn();
    shared.look(match lane {
        Some(lane) if is_drawn => Step::RevealLane(lane),
        // What can't be drawn stands in the list.
        None if is_drawn => Step::Show(Shape::List),
        _ => Step::FindAll,
    });
    let within = within.clone();
    dom::show_soon(move || {
        let drawn = lane.filter(|_| is_drawn).and_then(|_| dom::by_id(&within, &format!("{id}/lane")));
        let told = || dom::by_id(&within, &id).and_then(|start| dom::around(&start, ".sl-entry"));
        drawn.or_else(told)
    });
}

/// Brings an event into view that is drawn, and gives `then` the element that it is drawn as, or that it stands gathered
/// in.
pub(super) fn show_event(shared: &Shared, within: &Element, event: usize, then: impl FnOnce(HtmlElement) + 'static) {
    shared.look(Step::Reveal(event));
    let (shared, within, mut then) = (shared.clone(), within.clone(), Some(then));
    dom::soon(move || {
        let id = drawn_id(&shared, &shared.store.state().look, event);
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
pub(super) fn chosen(shared: &Shared, state: &State) -> Option<usize> {
    match state.selected? {
        Selection { thing: Thing::Event(event), place: None } if state.look.is_drawn() => {
            shared.timeline.homes.get(event)?.map(|_| event)
        }
        _ => None,
    }
}

/// The name of a lane: of its company, or of events that are no company's.
fn lane_name(shared: &Shared, company: Option<usize>) -> &str {
    company.map_or(shared.words.no_company, |company| shared.title(Thing::Entity(company)))
}
