//! Parts of the page that render by themselves, so that what a choice changes costs its own rendering and no more.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use yew::prelude::*;

use super::{
    article, cards, companies, dom::Alive, el::none, highlight_filter, notes, quotes, run, shared::Shared,
    store::Subscription, timeline,
};
use crate::{
    state::{HighlightFilter, Reached, Selection, State},
    story::Thing,
    timeline::Cell as GridCell,
};

/// A part of the page that renders by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
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
    Here,
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
    Note(Thing),
    /// The open notes.
    Cards,
}

impl Part {
    /// As much of the state as this part depends on, and nothing else: it is all that it is given.
    fn slice(self, shared: &Shared, state: &State) -> State {
        let (story, look) = (&shared.story, &state.look);
        let selected = |wanted: &dyn Fn(Selection) -> bool| state.selected.filter(|&selection| wanted(selection));
        // One that is filled where need be: to make one for each part anew is four times as large.
        let mut slice = State::default();
        match self {
            Self::Article | Self::Notes => {}
            Self::Companies => slice.focus = state.focus,
            Self::Text(_) => slice.highlight_filter = state.highlight_filter,
            Self::HighlightFilter if state.highlight_filter == HighlightFilter::All => {}
            // A link to the view as it is names all that a link can.
            Self::HighlightFilter => {
                slice.highlight_filter = state.highlight_filter;
                slice.selected = state.selected;
                slice.focus = state.focus;
            }
            Self::Entry(at) => {
                slice.selected = selected(&|selection| selection.thing == Thing::Event(at));
                slice.look.found = if look.finds(at) { None } else { Some(Vec::new()) };
                slice.look.here = look.here.filter(|&here| here == at);
            }
            Self::Timeline => slice.look.shape = look.shape,
            Self::Tools => {
                slice.look = look.clone();
                slice.look.lanes = 0..0;
                slice.look.cell = None;
                slice.look.focused = false;
                slice.look.opened = None;
                slice.look.here = None;
                slice.look.folded.clear();
            }
            Self::Axis => {
                slice.look.size = look.size;
                slice.look.window = look.window;
            }
            Self::Lane(at) => slice_lane(&mut slice, shared, state, at),
            Self::Here => slice.look.here = look.here,
            Self::Quotes => slice.carousel.is_list = state.carousel.is_list,
            Self::QuoteControls => slice_quotes(&mut slice, state, |_| true),
            Self::Speaker(first) => slice_quotes(&mut slice, state, |current| quotes::is_same(story, first, current)),
            Self::Slide(at) => {
                slice_quotes(&mut slice, state, |current| current == at);
                slice.selected = selected(&|selection| selection.thing == Thing::Quote(at));
                slice.carousel.unfolded.extend(state.carousel.unfolded.binary_search(&at).is_ok().then_some(at));
                // How it was come by matters to what was: else a first turn would render all.
                if slice.selected.is_some() || slice.carousel.current == at {
                    slice.carousel.reached = state.carousel.reached;
                }
            }
            Self::Note(thing) => {
                slice.selected = selected(&|selection| selection.thing == thing && selection.place.is_none());
                slice.focus = state.focus.filter(|&company| thing == Thing::Entity(company));
            }
            Self::Cards => {
                let is_open = |at: usize| story.places[at].thing;
                let open = state.open(story);
                let at_home = |selection: Selection| matches!(selection.thing, Thing::Event(_));
                slice.selected = selected(&|selection| selection.place.is_some() || at_home(selection));
                if state.selected.is_some_and(at_home) {
                    slice.look.size = look.size;
                }
                slice.peeked = state.peeked;
                slice.focus =
                    state.focus.filter(|&company| open.iter().any(|&at| is_open(at) == Thing::Entity(company)));
                slice.kept.clone_from(&state.kept);
                if state.carousel.reached == Reached::Restored {
                    slice.carousel.reached = Reached::Restored;
                }
                // What was lit is rendered anew when the highlight filter changes.
                slice.highlight_filter = state.highlight_filter;
            }
        }
        slice
    }

    fn view(self, shared: &Shared, state: &State, node: &NodeRef) -> Html {
        match self {
            Self::Article => article::view(shared),
            Self::Companies => companies::view(shared, state),
            Self::HighlightFilter => highlight_filter::view(shared, state),
            Self::Text(text) => run::view(shared, state, text),
            Self::Timeline => timeline::view(shared, state, node),
            Self::Tools => timeline::tools(shared, state, node),
            Self::Axis => timeline::axis(shared, state),
            Self::Lane(at) => timeline::lane(shared, state, at, node),
            Self::Here => timeline::here(shared, state),
            Self::Entry(at) => timeline::entry(shared, state, at),
            Self::Quotes => quotes::view(shared, state, node),
            Self::QuoteControls => quotes::controls(shared, state),
            Self::Speaker(first) => quotes::speaker(shared, state, first, node),
            Self::Slide(at) => quotes::slide(shared, state, at, node),
            Self::Notes => notes::view(shared),
            Self::Note(thing) => notes::entry(shared, state, thing),
            Self::Cards => cards::view(shared, state, node),
        }
    }

    /// What is left to do in the browser once the part is shown.
    fn shown(self, shared: &Shared, before: &State, state: &State, node: &NodeRef) -> Alive {
        match self {
            Self::Quotes => return quotes::shown(shared, node),
            Self::Speaker(first) => quotes::speaker_shown(shared, state, first, node),
            Self::Slide(at) => quotes::slide_shown(shared, before, state, at, node),
            Self::Cards => return cards::shown(shared, before, state, node),
            Self::Timeline => return timeline::shown(shared, node),
            Self::Tools => return timeline::tools_shown(shared, state, node),
            Self::Lane(_) => timeline::lane_shown(shared, before, state, node),
            Self::Article
            | Self::Companies
            | Self::HighlightFilter
            | Self::Text(_)
            | Self::Axis
            | Self::Entry(_)
            | Self::Here
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
    slice.focus = state.focus;
    slice.carousel.current = if wants(carousel.current) { carousel.current } else { usize::MAX };
    slice.carousel.is_list = carousel.is_list;
    slice.carousel.others = carousel.others;
}

/// What a lane depends on: next to nothing, as long as it is far from the window.
fn slice_lane(slice: &mut State, shared: &Shared, state: &State, at: usize) {
    let (timeline, look) = (&shared.timeline, &state.look);
    let in_lane = |event: usize| timeline.homes.get(event).is_some_and(|home| home.is_some_and(|(lane, _)| lane == at));
    let stop = look.stop(timeline).filter(|&cell| match cell {
        GridCell::Fold(lane) | GridCell::Name(lane) => lane == at,
        GridCell::Event(event) => in_lane(event),
    });
    let company = timeline.lanes.get(at).and_then(|lane| lane.company);
    slice.focus = state.focus.filter(|&focus| Some(focus) == company);
    let sliced = &mut slice.look;
    if look.is_folded(at) {
        sliced.folded.push(at);
    }
    if !look.lanes.contains(&at) && stop.is_none() {
        sliced.found = if timeline.has_found(look, at) { None } else { Some(Vec::new()) };
        return;
    }
    sliced.size = look.size;
    sliced.window = look.window;
    sliced.found.clone_from(&look.found);
    sliced.cell = stop;
    sliced.focused = look.focused && stop.is_some();
    sliced.opened = look.opened.filter(|&event| in_lane(event));
    sliced.here = look.here.filter(|&event| in_lane(event));
    let of_lane = |selection: &Selection| matches!(selection.thing, Thing::Event(event) if in_lane(event));
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
pub(super) struct PartProps {
    pub shared: Shared,
    pub part: Part,
}

/// The component of every part. Its properties stay the same for as long as it lives.
pub(super) struct PartView {
    /// What was rendered last.
    shown: Rc<RefCell<State>>,
    /// What was rendered before that.
    before: State,
    node: NodeRef,
    alive: Alive,
    /// Whether its turn has not come yet to be rendered at all.
    is_waiting: bool,
    _subscription: Subscription,
}

/// What a part is told.
pub(super) enum PartMessage {
    /// It has changed.
    Changed,
    /// Its turn has come.
    Turn,
    /// All that it consists of is shown, too.
    Shown,
}

impl Component for PartView {
    type Message = PartMessage;
    type Properties = PartProps;

    fn create(context: &Context<Self>) -> Self {
        let PartProps { shared, part } = context.props().clone();
        let shown = Rc::new(RefCell::new(part.slice(&shared, &shared.store.state())));
        let staging = shared.staging();
        let is_waiting = staging.is_some();
        if let Some(staging) = staging {
            staging.wait(context.link().callback(|()| PartMessage::Turn));
        }
        let subscription = {
            let (link, shown, store) = (context.link().clone(), Rc::clone(&shown), Rc::clone(&shared.store));
            let listener = move |state: &State| {
                let next = part.slice(&shared, state);
                if *shown.borrow() != next {
                    shown.replace(next);
                    link.send_message(PartMessage::Changed);
                }
            };
            match part {
                Part::Tools | Part::Axis | Part::Lane(_) | Part::Cards => store.subscribe_to_moves(listener),
                _ => store.subscribe(listener),
            }
        };
        let (before, node) = Default::default();
        Self { shown, before, node, alive: None, is_waiting, _subscription: subscription }
    }

    fn update(&mut self, context: &Context<Self>, message: PartMessage) -> bool {
        match message {
            PartMessage::Changed => !self.is_waiting,
            PartMessage::Turn => std::mem::take(&mut self.is_waiting),
            PartMessage::Shown => {
                self.shown(context);
                if let Some(staging) = context.props().shared.staging() {
                    staging.go_on();
                }
                false
            }
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        if self.is_waiting {
            return none();
        }
        RENDERED.set(RENDERED.get().wrapping_add(1));
        let PartProps { shared, part } = context.props();
        part.view(shared, &self.shown.borrow(), &self.node)
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        if self.is_waiting {
            return;
        }
        match context.props().shared.staging() {
            // What it consists of is still to come.
            Some(staging) => {
                staging.leave(context.link().callback(|()| PartMessage::Shown));
                staging.go_on();
            }
            None => self.shown(context),
        }
    }
}

impl PartView {
    fn shown(&mut self, context: &Context<Self>) {
        let PartProps { shared, part } = context.props();
        // A copy: what is done here may dispatch, and so come back to what is shown.
        let state = self.shown.borrow().clone();
        self.alive = part.shown(shared, &self.before, &state, &self.node);
        self.before = state;
    }
}
