//! The regions of the page. Each region renders separately. In an island a region is rendered again only when the part
//! of the state that it depends on changes: its *slice*.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use yew::prelude::*;

use super::{
    article, cards,
    cards::CardsSlice,
    companies,
    element_builder::empty,
    highlight_filter, notes, quotes, run,
    staging::Staging,
    store::Subscription,
    timeline::{self, LaneSlice, ToolsSlice},
    view_context::ViewContext,
};
use crate::{
    dom::Guard,
    state::State,
    story::{EventIndex, ItemRef, QuoteIndex, TextIndex},
    timeline::{ChartView, LaneIndex},
};

/// A part of the page that is rendered once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Region {
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
    /// An event in the list.
    Event(EventIndex),
    /// The quotes section.
    Quotes,
    /// A slide, by its quote.
    Slide(QuoteIndex),
    /// The notes section.
    Notes,
    /// One note in the notes section.
    Note(ItemRef),
}

/// A part of the page that follows the state in an island. In the document it is rendered once, as a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LiveRegion {
    /// The tools above the timeline.
    Tools,
    /// The chart of the timeline.
    Chart,
    /// The axis of the timeline.
    Axis,
    /// A lane.
    Lane(LaneIndex),
    /// The event that the reader has reached in the text.
    ReadingPosition,
    /// The cards of the open notes.
    Cards,
}

/// A region of either kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AnyRegion {
    /// It is rendered once.
    Static(Region),
    /// It follows the state in an island.
    Live(LiveRegion),
}

/// Everything that a region is rendered from, besides the context.
#[derive(PartialEq)]
enum Slice {
    Static(Region),
    Tools(ToolsSlice),
    Chart,
    Axis(ChartView),
    Lane(LaneSlice),
    ReadingPosition(Option<EventIndex>),
    Cards(CardsSlice),
}

impl Slice {
    /// The slice of a state that a region depends on.
    fn new(region: AnyRegion, ctx: &ViewContext, state: &State) -> Self {
        let region = match region {
            AnyRegion::Static(region) => return Self::Static(region),
            AnyRegion::Live(region) => region,
        };
        match region {
            LiveRegion::Tools => Self::Tools(ToolsSlice::new(&state.timeline)),
            LiveRegion::Chart => Self::Chart,
            LiveRegion::Axis => Self::Axis(state.timeline.chart_view()),
            LiveRegion::Lane(at) => Self::Lane(LaneSlice::new(ctx, state, at)),
            LiveRegion::ReadingPosition => Self::ReadingPosition(state.timeline.layout.reading_event),
            LiveRegion::Cards => Self::Cards(CardsSlice::new(ctx, state)),
        }
    }

    fn view(&self, ctx: &ViewContext, node: &NodeRef) -> Html {
        match self {
            Self::Static(region) => region.view(ctx),
            Self::Tools(slice) => timeline::tools(ctx, slice, node),
            Self::Chart => timeline::chart(ctx, node),
            Self::Axis(view) => timeline::axis(ctx, *view),
            Self::Lane(slice) => timeline::lane(ctx, slice, node),
            Self::ReadingPosition(event) => timeline::reading_position(ctx, *event),
            Self::Cards(slice) => cards::view(ctx, slice, node),
        }
    }

    /// Updates the browser after the region has been rendered, and returns a guard that lives until the next
    /// rendering. `before` is the slice that was rendered before, if any.
    fn shown(&self, ctx: &ViewContext, before: Option<&Self>, node: &NodeRef) -> Guard {
        match self {
            Self::Tools(slice) => return timeline::tools_shown(ctx, slice, node),
            Self::Chart => return timeline::chart_shown(ctx, node),
            Self::Cards(slice) => {
                let before = if let Some(Self::Cards(before)) = before { Some(before) } else { None };
                return cards::shown(ctx, before, slice, node);
            }
            Self::Lane(slice) => {
                let before = if let Some(Self::Lane(before)) = before { Some(before) } else { None };
                timeline::lane_shown(ctx, before, slice, node);
            }
            Self::Static(_) | Self::Axis(_) | Self::ReadingPosition(_) => {}
        }
        None
    }
}

impl Region {
    fn view(self, ctx: &ViewContext) -> Html {
        match self {
            Self::Article => article::view(ctx),
            Self::Companies => companies::view(ctx),
            Self::HighlightFilter => highlight_filter::view(ctx),
            Self::Text(text) => run::view(ctx, text),
            Self::Timeline => timeline::view(ctx),
            Self::Event(at) => timeline::listed_event(ctx, at),
            Self::Quotes => quotes::view(ctx),
            Self::Slide(at) => quotes::slide(ctx, at),
            Self::Notes => notes::view(ctx),
            Self::Note(item) => notes::entry(ctx, item),
        }
    }
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
    pub(super) region: AnyRegion,
}

/// The component that renders a region. Its properties never change.
pub struct RegionView {
    /// The slice that was rendered last, or is to be rendered next.
    shown: Rc<RefCell<Rc<Slice>>>,
    /// The slice that was rendered before that.
    before: Option<Rc<Slice>>,
    node: NodeRef,
    guard: Guard,
    progress: Progress,
    _subscription: Option<Subscription>,
}

/// How far the first rendering of a region is.
enum Progress {
    /// The region waits until the staging calls it.
    Waiting(Rc<Staging>),
    /// The staging has called the region.
    Called(Rc<Staging>),
    /// The region is rendered. The regions inside it have yet to be rendered.
    Rendered(Rc<Staging>),
    /// The region and all regions inside it are rendered, or there is no staging.
    Complete,
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
        let shown = Rc::new(RefCell::new(Rc::new(Slice::new(region, &ctx, &ctx.store.state()))));
        let progress = match ctx.staging() {
            Some(staging) => {
                staging.wait(context.link().callback(|()| RegionMessage::Mount));
                Progress::Waiting(staging)
            }
            None => Progress::Complete,
        };
        // Elsewhere the region is rendered once: the reader keeps it up to date.
        let subscription = if !ctx.is_live() {
            None
        } else {
            let (link, shown, store) = (context.link().clone(), Rc::clone(&shown), Rc::clone(&ctx.store));
            let listener = move |state: &State| {
                let next = Slice::new(region, &ctx, state);
                if **shown.borrow() != next {
                    shown.replace(Rc::new(next));
                    link.send_message(RegionMessage::Changed);
                }
            };
            Some(store.subscribe(listener))
        };
        Self { shown, before: None, node: NodeRef::default(), guard: None, progress, _subscription: subscription }
    }

    fn update(&mut self, context: &Context<Self>, message: RegionMessage) -> bool {
        match message {
            RegionMessage::Changed => !matches!(self.progress, Progress::Waiting(_)),
            RegionMessage::Mount => {
                if let Progress::Waiting(staging) = &self.progress {
                    self.progress = Progress::Called(Rc::clone(staging));
                }
                true
            }
            RegionMessage::Mounted => {
                self.shown(context);
                if let Progress::Rendered(staging) = std::mem::replace(&mut self.progress, Progress::Complete) {
                    staging.go_on();
                }
                false
            }
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        if matches!(self.progress, Progress::Waiting(_)) {
            return empty();
        }
        RENDERED.set(RENDERED.get().wrapping_add(1));
        self.shown.borrow().view(&context.props().ctx, &self.node)
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        match &self.progress {
            Progress::Called(staging) => {
                let staging = Rc::clone(staging);
                self.progress = Progress::Rendered(Rc::clone(&staging));
                staging.leave(context.link().callback(|()| RegionMessage::Mounted));
                staging.go_on();
            }
            Progress::Complete => self.shown(context),
            Progress::Waiting(_) | Progress::Rendered(_) => {}
        }
    }
}

impl RegionView {
    fn shown(&mut self, context: &Context<Self>) {
        let ctx = &context.props().ctx;
        if !ctx.is_live() {
            return;
        }
        // No `RefCell` is borrowed while this call runs, because it may dispatch an action.
        let slice = Rc::clone(&self.shown.borrow());
        self.guard = slice.shown(ctx, self.before.as_deref(), &self.node);
        self.before = Some(slice);
    }
}
