//! The regions of the page. Each region renders separately, so a change of state renders only the regions that depend
//! on it.

use std::{
    cell::{Cell, RefCell},
    ops::Range,
    rc::Rc,
};

use yew::prelude::*;

use super::{
    article, cards, companies, element_builder::empty, highlight_filter, notes, quotes, run, store::Subscription,
    timeline, view_context::ViewContext,
};
use crate::{
    dom::Guard,
    state::{Selection, SlideCause, State},
    story::{EventIndex, ItemRef, OccurrenceIndex, QuoteIndex, TextIndex},
    timeline::{GridCell, LaneIndex},
};

/// One separately rendered part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    /// The article.
    Article,
    /// The list of companies.
    Companies,
    /// The legend and the control for the shown highlights.
    HighlightFilter,
    /// A text.
    Text(TextIndex),
    /// The timeline section.
    Timeline,
    /// The tools above the timeline.
    Tools,
    /// The chart of the timeline.
    Chart,
    /// The axis of the timeline.
    Axis,
    /// A lane.
    Lane(LaneIndex),
    /// An event in the list.
    Event(EventIndex),
    /// The event that the reader has reached in the text.
    ReadingPosition,
    /// The quotes section.
    Quotes,
    /// A slide, by its quote.
    Slide(QuoteIndex),
    /// The notes section.
    Notes,
    /// One note in the notes section.
    Note(ItemRef),
    /// The cards of the open notes.
    Cards,
}

impl Region {
    /// Returns a state that holds only the fields that this region depends on in an island. The region is rendered again
    /// only when this slice changes.
    fn slice(self, ctx: &ViewContext, state: &State) -> State {
        let (story, timeline_state) = (&ctx.story, &state.timeline);
        let selected = |wanted: &dyn Fn(Selection) -> bool| state.selected.filter(|&selection| wanted(selection));
        // Filling one default state is a quarter of the size of building a new state in each arm.
        let mut slice = State::default();
        match self {
            Self::Article
            | Self::Companies
            | Self::HighlightFilter
            | Self::Text(_)
            | Self::Timeline
            | Self::Chart
            | Self::Event(_)
            | Self::Quotes
            | Self::Slide(_)
            | Self::Notes
            | Self::Note(_) => {}
            Self::Tools => {
                slice.timeline = timeline_state.clone();
                slice.timeline.lanes_near_viewport = Range::default();
                slice.timeline.last_cell = None;
                slice.timeline.has_focus = false;
                slice.timeline.open_group = None;
                slice.timeline.reading_event = None;
                slice.timeline.folded_lanes.clear();
            }
            Self::Axis => {
                slice.timeline.size = timeline_state.size;
                slice.timeline.time_range = timeline_state.time_range;
            }
            Self::Lane(at) => slice_lane(&mut slice, ctx, state, at),
            Self::ReadingPosition => slice.timeline.reading_event = timeline_state.reading_event,
            Self::Cards => {
                let item_at = |at: OccurrenceIndex| story.occurrences[at].item;
                let open = state.open_notes(story);
                let is_event = |selection: Selection| matches!(selection.item, ItemRef::Event(_));
                slice.selected = selected(&|selection| selection.occurrence.is_some() || is_event(selection));
                if state.selected.is_some_and(is_event) {
                    slice.timeline.size = timeline_state.size;
                }
                slice.hovered = state.hovered;
                slice.followed =
                    state.followed.filter(|&company| open.iter().any(|&at| item_at(at) == ItemRef::Entity(company)));
                slice.pinned.clone_from(&state.pinned);
                if state.carousel.slide_cause == SlideCause::Restore {
                    slice.carousel.slide_cause = SlideCause::Restore;
                }
                // Open highlights are rendered again when the shown highlights change.
                slice.highlight_filter = state.highlight_filter;
            }
        }
        slice
    }

    fn view(self, ctx: &ViewContext, state: &State, node: &NodeRef) -> Html {
        match self {
            Self::Article => article::view(ctx),
            Self::Companies => companies::view(ctx),
            Self::HighlightFilter => highlight_filter::view(ctx),
            Self::Text(text) => run::view(ctx, text),
            Self::Timeline => timeline::view(ctx),
            Self::Chart => timeline::chart(ctx, node),
            Self::Tools => timeline::tools(ctx, state, node),
            Self::Axis => timeline::axis(ctx, state),
            Self::Lane(at) => timeline::lane(ctx, state, at, node),
            Self::ReadingPosition => timeline::reading_position(ctx, state),
            Self::Event(at) => timeline::listed_event(ctx, at),
            Self::Quotes => quotes::view(ctx),
            Self::Slide(at) => quotes::slide(ctx, at),
            Self::Notes => notes::view(ctx),
            Self::Note(item) => notes::entry(ctx, item),
            Self::Cards => cards::view(ctx, state, node),
        }
    }

    /// Updates the browser after the region has been rendered, and returns a guard that lives until the next
    /// rendering.
    fn shown(self, ctx: &ViewContext, before: &State, state: &State, node: &NodeRef) -> Guard {
        match self {
            Self::Cards => return cards::shown(ctx, before, state, node),
            Self::Chart => return timeline::chart_shown(ctx, node),
            Self::Tools => return timeline::tools_shown(ctx, state, node),
            Self::Lane(_) => timeline::lane_shown(ctx, before, state, node),
            Self::Article
            | Self::Companies
            | Self::HighlightFilter
            | Self::Text(_)
            | Self::Timeline
            | Self::Axis
            | Self::Event(_)
            | Self::ReadingPosition
            | Self::Quotes
            | Self::Slide(_)
            | Self::Notes
            | Self::Note(_) => {}
        }
        None
    }
}

/// Copies the state that a lane depends on. A lane far from the viewport depends on almost nothing.
fn slice_lane(slice: &mut State, ctx: &ViewContext, state: &State, at: LaneIndex) {
    let (timeline, timeline_state) = (&ctx.timeline, &state.timeline);
    let is_in_lane = |event: EventIndex| {
        timeline.lane_of_event.get(event).is_some_and(|position| position.is_some_and(|(lane, _)| lane == at))
    };
    let tab_stop = timeline_state.tab_stop(timeline).filter(|&cell| match cell {
        GridCell::FoldButton(lane) | GridCell::Name(lane) => lane == at,
        GridCell::Event(event) => is_in_lane(event),
    });
    let company = timeline.lanes.get(at).and_then(|lane| lane.company);
    slice.followed = state.followed.filter(|&followed| Some(followed) == company);
    let sliced = &mut slice.timeline;
    if timeline_state.is_folded(at) {
        sliced.folded_lanes.push(at);
    }
    if !timeline_state.lanes_near_viewport.contains(&at) && tab_stop.is_none() {
        sliced.found = if timeline.lane_has_match(timeline_state, at) { None } else { Some(Vec::new()) };
        return;
    }
    sliced.size = timeline_state.size;
    sliced.time_range = timeline_state.time_range;
    sliced.found.clone_from(&timeline_state.found);
    sliced.last_cell = tab_stop;
    sliced.has_focus = timeline_state.has_focus && tab_stop.is_some();
    sliced.open_group = timeline_state.open_group.filter(|&event| is_in_lane(event));
    sliced.reading_event = timeline_state.reading_event.filter(|&event| is_in_lane(event));
    let is_in_lane_selection =
        |selection: &Selection| matches!(selection.item, ItemRef::Event(event) if is_in_lane(event));
    slice.selected = state.selected.filter(is_in_lane_selection);
}

thread_local! {
    static RENDERED: Cell<u32> = const { Cell::new(0) };
}

/// Returns how many regions have been rendered so far, in all instances together. Tests use the difference as the
/// cost of a change.
pub fn rendered() -> u32 {
    RENDERED.get()
}

/// The properties of [`RegionView`].
#[derive(Properties, Clone, PartialEq)]
pub struct RegionProps {
    /// The context.
    pub ctx: ViewContext,
    /// The region.
    pub(super) region: Region,
}

/// The component that renders a region. Its properties never change.
pub struct RegionView {
    /// The slice that was rendered last, or is to be rendered next.
    shown: Rc<RefCell<State>>,
    /// The slice that was rendered before that.
    before: State,
    node: NodeRef,
    guard: Guard,
    /// True while the region waits for its first rendering.
    is_waiting: bool,
    _subscription: Option<Subscription>,
}

/// The messages of [`RegionView`].
pub enum RegionMessage {
    /// The slice has changed.
    Changed,
    /// The staging asks for the first rendering.
    Mount,
    /// The region and all regions inside it have been rendered.
    Mounted,
}

impl Component for RegionView {
    type Message = RegionMessage;
    type Properties = RegionProps;

    fn create(context: &Context<Self>) -> Self {
        let RegionProps { ctx, region } = context.props().clone();
        let shown = Rc::new(RefCell::new(region.slice(&ctx, &ctx.store.state())));
        let staging = ctx.staging();
        let is_waiting = staging.is_some();
        if let Some(staging) = staging {
            staging.wait(context.link().callback(|()| RegionMessage::Mount));
        }
        // Elsewhere the region is rendered once: the reader keeps it up to date.
        let subscription = if !ctx.is_live() {
            None
        } else {
            let (link, shown, store) = (context.link().clone(), Rc::clone(&shown), Rc::clone(&ctx.store));
            let listener = move |state: &State| {
                let next = region.slice(&ctx, state);
                if *shown.borrow() != next {
                    shown.replace(next);
                    link.send_message(RegionMessage::Changed);
                }
            };
            Some(store.subscribe(listener))
        };
        Self {
            shown,
            before: State::default(),
            node: NodeRef::default(),
            guard: None,
            is_waiting,
            _subscription: subscription,
        }
    }

    fn update(&mut self, context: &Context<Self>, message: RegionMessage) -> bool {
        match message {
            RegionMessage::Changed => !self.is_waiting,
            RegionMessage::Mount => std::mem::take(&mut self.is_waiting),
            RegionMessage::Mounted => {
                self.shown(context);
                if let Some(staging) = context.props().ctx.staging() {
                    staging.go_on();
                }
                false
            }
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        if self.is_waiting {
            return empty();
        }
        RENDERED.set(RENDERED.get().wrapping_add(1));
        let RegionProps { ctx, region } = context.props();
        region.view(ctx, &self.shown.borrow(), &self.node)
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        if self.is_waiting {
            return;
        }
        match context.props().ctx.staging() {
            // The regions inside this one have yet to be rendered.
            Some(staging) => {
                staging.leave(context.link().callback(|()| RegionMessage::Mounted));
                staging.go_on();
            }
            None => self.shown(context),
        }
    }
}

impl RegionView {
    fn shown(&mut self, context: &Context<Self>) {
        let RegionProps { ctx, region } = context.props();
        if !ctx.is_live() {
            return;
        }
        // The state is cloned because this call may dispatch an action, which borrows the slice again.
        let state = self.shown.borrow().clone();
        self.guard = region.shown(ctx, &self.before, &state, &self.node);
        self.before = state;
    }
}
