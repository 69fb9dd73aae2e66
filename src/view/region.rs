//! Parts of the page that render by themselves, so that what a choice changes costs its own rendering and no more.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use yew::prelude::*;

use super::{
    article, cards, companies, dom::Guard, element_builder::empty, highlight_filter, notes, quotes, run,
    store::Subscription, timeline, view_context::ViewContext,
};
use crate::{
    state::{HighlightFilter, Selection, SlideCause, State},
    story::ItemRef,
    timeline::GridCell,
};

/// A part of the page that renders by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Region {
    /// The article.
    Article,
    /// The list of companies.
    Companies,
    /// How many highlights are shown.
    HighlightFilter,
    /// A text, by its position in the story.
    Text(usize),
    /// The timeline, and as what it is shown.
    Timeline,
    /// What stands above the timeline.
    Tools,
    /// The axis of the timeline.
    Axis,
    /// A lane of the timeline, by its position there.
    Lane(usize),
    /// An event as it is told.
    Entry(usize),
    /// The event that the reader has come to.
    ReadingPosition,
    /// The quotes.
    Quotes,
    /// What stands above them.
    QuoteControls,
    /// A speaker in their picker, by the first of their quotes.
    Speaker(usize),
    /// A quote, by its position in the story.
    Slide(usize),
    /// The notes at the foot.
    Notes,
    /// One of them.
    Note(ItemRef),
    /// The open notes.
    Cards,
}

impl Region {
    /// As much of the state as this part depends on, and nothing else: it is all that it is given.
    fn slice(self, ctx: &ViewContext, state: &State) -> State {
        let (story, timeline_state) = (&ctx.story, &state.timeline);
        let selected = |wanted: &dyn Fn(Selection) -> bool| state.selected.filter(|&selection| wanted(selection));
        // One that is filled where need be: to make one for each part anew is four times as large.
        let mut slice = State::default();
        match self {
            Self::Article | Self::Notes => {}
            Self::Companies => slice.followed = state.followed,
            Self::Text(_) => slice.highlight_filter = state.highlight_filter,
            Self::HighlightFilter if state.highlight_filter == HighlightFilter::All => {}
            // A link to the view as it is names all that a link can.
            Self::HighlightFilter => {
                slice.highlight_filter = state.highlight_filter;
                slice.selected = state.selected;
                slice.followed = state.followed;
            }
            Self::Entry(at) => {
                slice.selected = selected(&|selection| selection.item == ItemRef::Event(at));
                slice.timeline.found = if timeline_state.matches(at) { None } else { Some(Vec::new()) };
                slice.timeline.reading_event = timeline_state.reading_event.filter(|&here| here == at);
            }
            Self::Timeline => slice.timeline.mode = timeline_state.mode,
            Self::Tools => {
                slice.timeline = timeline_state.clone();
                slice.timeline.lanes_near_viewport = 0..0;
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
            Self::Quotes => slice.carousel.is_list = state.carousel.is_list,
            Self::QuoteControls => slice_quotes(&mut slice, state, |_| true),
            Self::Speaker(first) => slice_quotes(&mut slice, state, |current| quotes::is_same(story, first, current)),
            Self::Slide(at) => {
                slice_quotes(&mut slice, state, |current| current == at);
                slice.selected = selected(&|selection| selection.item == ItemRef::Quote(at));
                slice.carousel.expanded.extend(state.carousel.expanded.binary_search(&at).is_ok().then_some(at));
                // How it was come by matters to what was: else a first turn would render all.
                if slice.selected.is_some() || slice.carousel.current == at {
                    slice.carousel.slide_cause = state.carousel.slide_cause;
                }
            }
            Self::Note(item) => {
                slice.selected = selected(&|selection| selection.item == item && selection.occurrence.is_none());
                slice.followed = state.followed.filter(|&company| item == ItemRef::Entity(company));
            }
            Self::Cards => {
                let is_open = |at: usize| story.occurrences[at].item;
                let open = state.open_notes(story);
                let at_home = |selection: Selection| matches!(selection.item, ItemRef::Event(_));
                slice.selected = selected(&|selection| selection.occurrence.is_some() || at_home(selection));
                if state.selected.is_some_and(at_home) {
                    slice.timeline.size = timeline_state.size;
                }
                slice.hovered = state.hovered;
                slice.followed =
                    state.followed.filter(|&company| open.iter().any(|&at| is_open(at) == ItemRef::Entity(company)));
                slice.pinned.clone_from(&state.pinned);
                if state.carousel.slide_cause == SlideCause::Restore {
                    slice.carousel.slide_cause = SlideCause::Restore;
                }
                // What was lit is rendered anew when the highlight filter changes.
                slice.highlight_filter = state.highlight_filter;
            }
        }
        slice
    }

    fn view(self, ctx: &ViewContext, state: &State, node: &NodeRef) -> Html {
        match self {
            Self::Article => article::view(ctx),
            Self::Companies => companies::view(ctx, state),
            Self::HighlightFilter => highlight_filter::view(ctx, state),
            Self::Text(text) => run::view(ctx, state, text),
            Self::Timeline => timeline::view(ctx, state, node),
            Self::Tools => timeline::tools(ctx, state, node),
            Self::Axis => timeline::axis(ctx, state),
            Self::Lane(at) => timeline::lane(ctx, state, at, node),
            Self::ReadingPosition => timeline::here(ctx, state),
            Self::Entry(at) => timeline::entry(ctx, state, at),
            Self::Quotes => quotes::view(ctx, state, node),
            Self::QuoteControls => quotes::controls(ctx, state),
            Self::Speaker(first) => quotes::speaker(ctx, state, first, node),
            Self::Slide(at) => quotes::slide(ctx, state, at, node),
            Self::Notes => notes::view(ctx),
            Self::Note(item) => notes::entry(ctx, state, item),
            Self::Cards => cards::view(ctx, state, node),
        }
    }

    /// What is left to do in the browser once the part is shown.
    fn shown(self, ctx: &ViewContext, before: &State, state: &State, node: &NodeRef) -> Guard {
        match self {
            Self::Quotes => return quotes::shown(ctx, node),
            Self::Speaker(first) => quotes::speaker_shown(ctx, state, first, node),
            Self::Slide(at) => quotes::slide_shown(ctx, before, state, at, node),
            Self::Cards => return cards::shown(ctx, before, state, node),
            Self::Timeline => return timeline::shown(ctx, node),
            Self::Tools => return timeline::tools_shown(ctx, state, node),
            Self::Lane(_) => timeline::lane_shown(ctx, before, state, node),
            Self::Article
            | Self::Companies
            | Self::HighlightFilter
            | Self::Text(_)
            | Self::Axis
            | Self::Entry(_)
            | Self::ReadingPosition
            | Self::QuoteControls
            | Self::Notes
            | Self::Note(_) => {}
        }
        None
    }
}

/// How the quotes are looked at; which one is shown only where that is of those wanted.
fn slice_quotes(slice: &mut State, state: &State, wants: impl Fn(usize) -> bool) {
    let carousel = &state.carousel;
    slice.followed = state.followed;
    slice.carousel.current = if wants(carousel.current) { carousel.current } else { usize::MAX };
    slice.carousel.is_list = carousel.is_list;
    slice.carousel.show_unrelated = carousel.show_unrelated;
}

/// What a lane depends on: next to nothing, as long as it is far from the window.
fn slice_lane(slice: &mut State, ctx: &ViewContext, state: &State, at: usize) {
    let (timeline, timeline_state) = (&ctx.timeline, &state.timeline);
    let in_lane =
        |event: usize| timeline.lane_of_event.get(event).is_some_and(|home| home.is_some_and(|(lane, _)| lane == at));
    let stop = timeline_state.tab_stop(timeline).filter(|&cell| match cell {
        GridCell::FoldButton(lane) | GridCell::Name(lane) => lane == at,
        GridCell::Event(event) => in_lane(event),
    });
    let company = timeline.lanes.get(at).and_then(|lane| lane.company);
    slice.followed = state.followed.filter(|&focus| Some(focus) == company);
    let sliced = &mut slice.timeline;
    if timeline_state.is_folded(at) {
        sliced.folded_lanes.push(at);
    }
    if !timeline_state.lanes_near_viewport.contains(&at) && stop.is_none() {
        sliced.found = if timeline.lane_has_match(timeline_state, at) { None } else { Some(Vec::new()) };
        return;
    }
    sliced.size = timeline_state.size;
    sliced.time_range = timeline_state.time_range;
    sliced.found.clone_from(&timeline_state.found);
    sliced.last_cell = stop;
    sliced.has_focus = timeline_state.has_focus && stop.is_some();
    sliced.open_group = timeline_state.open_group.filter(|&event| in_lane(event));
    sliced.reading_event = timeline_state.reading_event.filter(|&event| in_lane(event));
    let of_lane = |selection: &Selection| matches!(selection.item, ItemRef::Event(event) if in_lane(event));
    slice.selected = state.selected.filter(of_lane);
}

thread_local! {
    static RENDERED: Cell<u32> = const { Cell::new(0) };
}

/// How many parts have been rendered so far, in all instances together: what a change costs is what it adds.
pub fn rendered() -> u32 {
    RENDERED.get()
}

#[derive(Properties, Clone, PartialEq)]
pub(super) struct RegionProps {
    pub ctx: ViewContext,
    pub part: Region,
}

/// The component of every part. Its properties stay the same for as long as it lives.
pub(super) struct RegionView {
    /// What was rendered last.
    shown: Rc<RefCell<State>>,
    /// What was rendered before that.
    before: State,
    node: NodeRef,
    alive: Guard,
    /// Whether its turn has not come yet to be rendered at all.
    is_waiting: bool,
    _subscription: Subscription,
}

/// What a part is told.
pub(super) enum RegionMessage {
    /// It has changed.
    Changed,
    /// Its turn has come.
    Mount,
    /// All that it consists of is shown, too.
    Mounted,
}

impl Component for RegionView {
    type Message = RegionMessage;
    type Properties = RegionProps;

    fn create(context: &Context<Self>) -> Self {
        let RegionProps { ctx, part } = context.props().clone();
        let shown = Rc::new(RefCell::new(part.slice(&ctx, &ctx.store.state())));
        let staging = ctx.staging();
        let is_waiting = staging.is_some();
        if let Some(staging) = staging {
            staging.wait(context.link().callback(|()| RegionMessage::Mount));
        }
        let subscription = {
            let (link, shown, store) = (context.link().clone(), Rc::clone(&shown), Rc::clone(&ctx.store));
            let listener = move |state: &State| {
                let next = part.slice(&ctx, state);
                if *shown.borrow() != next {
                    shown.replace(next);
                    link.send_message(RegionMessage::Changed);
                }
            };
            match part {
                Region::Tools | Region::Axis | Region::Lane(_) | Region::Cards => store.subscribe_to_moves(listener),
                _ => store.subscribe(listener),
            }
        };
        let (before, node) = Default::default();
        Self { shown, before, node, alive: None, is_waiting, _subscription: subscription }
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
        let RegionProps { ctx, part } = context.props();
        part.view(ctx, &self.shown.borrow(), &self.node)
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        if self.is_waiting {
            return;
        }
        match context.props().ctx.staging() {
            // What it consists of is still to come.
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
        let RegionProps { ctx, part } = context.props();
        // A copy: what is done here may dispatch, and so come back to what is shown.
        let state = self.shown.borrow().clone();
        self.alive = part.shown(ctx, &self.before, &state, &self.node);
        self.before = state;
    }
}
