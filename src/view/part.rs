//! Parts of the page that render by themselves, so that what a choice changes costs its own rendering and no more.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use yew::prelude::*;

use super::{
    cards, companies, density, dom::Watching, notes, quotes, run, shared::Shared, store::Subscription, timeline,
};
use crate::{
    state::{Density, Selection, State},
    story::Thing,
};

/// A part of the page that renders by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The list of companies.
    Companies,
    /// How many highlights are shown.
    Density,
    /// A text, by its position in the story.
    Text(usize),
    /// An event as it is drawn.
    Mark(usize),
    /// An event as it is told.
    Entry(usize),
    /// The quotes.
    Quotes,
    /// A note at the foot.
    Note(Thing),
    /// The open notes.
    Cards,
}

impl Part {
    /// As much of the state as this part depends on, and nothing else: it is all that it is given.
    fn slice(self, shared: &Shared, state: &State) -> State {
        let story = &shared.story;
        let selected = |wanted: &dyn Fn(Selection) -> bool| state.selected.filter(|&selection| wanted(selection));
        match self {
            Self::Companies => State { focus: state.focus, ..State::default() },
            Self::Text(_) => State { density: state.density, ..State::default() },
            Self::Density if state.density == Density::All => State::default(),
            // A link to the view as it is names all that a link can.
            Self::Density => {
                State { density: state.density, selected: state.selected, focus: state.focus, ..State::default() }
            }
            Self::Mark(at) | Self::Entry(at) => {
                let selected = selected(&|selection| selection.thing == Thing::Event(at));
                State { selected, ..State::default() }
            }
            Self::Quotes => State {
                selected: selected(&|selection| matches!(selection.thing, Thing::Quote(_))),
                quote: state.quote,
                reached: state.reached,
                all_quotes: state.all_quotes,
                ..State::default()
            },
            Self::Note(thing) => State {
                selected: selected(&|selection| selection.thing == thing && selection.place.is_none()),
                focus: state.focus.filter(|&company| thing == Thing::Entity(company)),
                ..State::default()
            },
            Self::Cards => {
                let is_open = |at: usize| story.places[at].thing;
                let open = state.open(story);
                State {
                    selected: selected(&|selection| selection.place.is_some()),
                    peeked: state.peeked,
                    focus: state.focus.filter(|&company| open.iter().any(|&at| is_open(at) == Thing::Entity(company))),
                    kept: state.kept.clone(),
                    // What was lit is rendered anew when the density changes.
                    density: state.density,
                    ..State::default()
                }
            }
        }
    }

    fn view(self, shared: &Shared, state: &State, node: &NodeRef) -> Html {
        match self {
            Self::Companies => companies::view(shared, state),
            Self::Density => density::view(shared, state),
            Self::Text(text) => run::view(shared, state, text),
            Self::Mark(at) => timeline::mark(shared, state, at),
            Self::Entry(at) => timeline::entry(shared, state, at),
            Self::Quotes => quotes::view(shared, state, node),
            Self::Note(thing) => notes::entry(shared, state, thing),
            Self::Cards => cards::view(shared, state, node),
        }
    }

    /// What is left to do in the browser once the part is shown.
    fn shown(self, shared: &Shared, before: &State, state: &State, node: &NodeRef) -> Option<Watching> {
        match self {
            Self::Quotes => quotes::shown(state, node),
            Self::Cards => return cards::shown(shared, before, state, node),
            Self::Companies | Self::Density | Self::Text(_) | Self::Mark(_) | Self::Entry(_) | Self::Note(_) => {}
        }
        None
    }
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
    watching: Option<Watching>,
    _subscription: Subscription,
}

impl Component for PartView {
    type Message = ();
    type Properties = PartProps;

    fn create(context: &Context<Self>) -> Self {
        let PartProps { shared, part } = context.props().clone();
        let shown = Rc::new(RefCell::new(part.slice(&shared, &shared.store.state())));
        let subscription = {
            let (link, shown, store) = (context.link().clone(), Rc::clone(&shown), Rc::clone(&shared.store));
            store.subscribe(move |state| {
                let next = part.slice(&shared, state);
                if *shown.borrow() != next {
                    shown.replace(next);
                    link.send_message(());
                }
            })
        };
        Self { shown, before: State::default(), node: NodeRef::default(), watching: None, _subscription: subscription }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        RENDERED.set(RENDERED.get().wrapping_add(1));
        let PartProps { shared, part } = context.props();
        part.view(shared, &self.shown.borrow(), &self.node)
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        let PartProps { shared, part } = context.props();
        // A copy: what is done here may dispatch, and so come back to what is shown.
        let state = self.shown.borrow().clone();
        self.watching = part.shown(shared, &self.before, &state, &self.node);
        self.before = state;
    }
}
