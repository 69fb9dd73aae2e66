//! Regions: the parts of the page, each of which renders separately. In an island a region is rendered again only when
//! the part of the state that it depends on changes: its *slice*.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    rc::Rc,
};

use yew::prelude::*;

use super::{element_builder::empty, staging::Staging, store::Subscription, view_context::ViewContext};
use crate::{dom::Guard, state::State};

/// The part of the state that a region is rendered from.
pub(super) trait Slice: PartialEq + 'static {
    /// Renders the region.
    fn view(&self, ctx: &ViewContext, node: &NodeRef) -> Html;

    /// Updates the browser after the region has been rendered, and returns a guard that lives until the next
    /// rendering. `before` is the slice that was rendered before, if any.
    fn shown(&self, _ctx: &ViewContext, _before: Option<&Self>, _node: &NodeRef) -> Guard {
        None
    }
}

/// A slice of any type.
trait AnySlice {
    fn view(&self, ctx: &ViewContext, node: &NodeRef) -> Html;
    fn shown(&self, ctx: &ViewContext, before: Option<&dyn Any>, node: &NodeRef) -> Guard;
    fn is_same(&self, other: &dyn Any) -> bool;
    fn as_any(&self) -> &dyn Any;
}

impl<S: Slice> AnySlice for S {
    fn view(&self, ctx: &ViewContext, node: &NodeRef) -> Html {
        Slice::view(self, ctx, node)
    }

    fn shown(&self, ctx: &ViewContext, before: Option<&dyn Any>, node: &NodeRef) -> Guard {
        Slice::shown(self, ctx, before.and_then(|before| before.downcast_ref()), node)
    }

    fn is_same(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The slice of a region that depends on no state.
struct NoState(Rc<dyn Fn(&ViewContext) -> Html>);

impl PartialEq for NoState {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Slice for NoState {
    fn view(&self, ctx: &ViewContext, _: &NodeRef) -> Html {
        (self.0)(ctx)
    }
}

/// Takes the slice of a region from a state.
type TakeSlice = dyn Fn(&ViewContext, &State) -> Rc<dyn AnySlice>;

/// A region: how its slice is taken from the state.
#[derive(Clone)]
pub(super) struct Region(Rc<TakeSlice>);

impl Region {
    /// A region that is rendered once.
    pub(super) fn fixed(view: impl Fn(&ViewContext) -> Html + 'static) -> Self {
        let view: Rc<dyn Fn(&ViewContext) -> Html> = Rc::new(view);
        Self::live(move |_, _| NoState(Rc::clone(&view)))
    }

    /// A region that follows the state in an island. In the document it is rendered once, as a placeholder.
    pub(super) fn live<S: Slice>(slice: impl Fn(&ViewContext, &State) -> S + 'static) -> Self {
        Self(Rc::new(move |ctx, state| Rc::new(slice(ctx, state))))
    }

    /// Renders the component of the region.
    pub(super) fn view(self, ctx: &ViewContext) -> Html {
        html! { <RegionView ctx={ctx.clone()} region={self} /> }
    }
}

/// Equal regions need not be compared: where a region stands never changes.
impl PartialEq for Region {
    fn eq(&self, _: &Self) -> bool {
        true
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
    pub(super) region: Region,
}

/// The component that renders a region. Its properties never change.
pub struct RegionView {
    /// The slice that was rendered last, or is to be rendered next.
    shown: Rc<RefCell<Rc<dyn AnySlice>>>,
    /// The slice that was rendered before that.
    before: Option<Rc<dyn AnySlice>>,
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
        let shown = Rc::new(RefCell::new((region.0)(&ctx, &ctx.store.state())));
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
                let next = (region.0)(&ctx, state);
                if !shown.borrow().is_same(next.as_any()) {
                    shown.replace(next);
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
        self.guard = slice.shown(ctx, self.before.as_deref().map(AnySlice::as_any), &self.node);
        self.before = Some(slice);
    }
}
