//! The shared context: story, store, messages and helper functions for views.

use std::{
    cell::{OnceCell, RefCell},
    ops::Deref,
    rc::Rc,
};

use yew::prelude::*;

use super::{Store, row_scroll::RowScroll, share_links::ShareLinks, staging::Staging};
use crate::{
    state::Action,
    story::Story,
    timeline::{Timeline, TimelineAction},
    words::Messages,
};

/// Where a view is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// In an island: a shadow root inside the story, in the browser. Only here the view follows the state.
    Island,
    /// Where no styles of others reach it: in a prerendered page of Sidelight's own, or in the element's shadow root.
    Isolated,
    /// In a prerendered page of a host, whose styles reach it.
    HostPage,
}

/// The context that every region of one instance uses. It stays the same as long as the story does. Cloning copies
/// only a pointer.
#[derive(Clone)]
pub struct ViewContext {
    inner: Rc<ViewContextInner>,
    /// Where the view is rendered.
    pub surface: Surface,
}

/// The handler of a request, if there is one.
type RequestHandler = RefCell<Option<Rc<dyn Fn()>>>;

/// A function that is called once the timeline is loaded.
type TimelineWaiter = Box<dyn FnOnce(&Timeline)>;

/// The contents of a [`ViewContext`].
#[derive(Clone)]
pub struct ViewContextInner {
    /// The checked story.
    pub story: Rc<Story>,
    /// The timeline of the story, once it is loaded.
    timeline: Rc<OnceCell<Timeline>>,
    /// The state of this instance.
    pub store: Rc<Store>,
    /// The messages of the interface.
    pub words: &'static Messages,
    /// The base of links to share; `None` if the story cannot be linked to.
    pub share_links: Option<Rc<ShareLinks>>,
    /// True if the browser can open the system's share sheet.
    pub has_share_sheet: bool,
    /// The scrolling of the carousel's row of slides.
    pub(super) row_scroll: RowScroll,
    /// The regions that wait for their first rendering, while the story is rendered in stages.
    staging: RefCell<Option<Rc<Staging>>>,
    /// Renders the islands of the timeline; `None` if they are rendered.
    timeline_request: Rc<RequestHandler>,
    /// The functions to call once the timeline is loaded.
    timeline_waiters: Rc<RefCell<Vec<TimelineWaiter>>>,
}

impl ViewContext {
    /// Creates the context of a story. The interface uses `lang` (BCP 47) or else the story's language, if messages
    /// exist for it.
    pub fn new(story: Story, lang: Option<&str>, surface: Surface) -> Self {
        let words = Messages::for_lang(lang.unwrap_or(&story.lang));
        let timeline = Rc::default();
        let story = Rc::new(story);
        let store = Store::new(Rc::clone(&story), Rc::clone(&timeline), &words.dates);
        let inner = Rc::new(ViewContextInner {
            story,
            timeline,
            store,
            words,
            share_links: None,
            has_share_sheet: false,
            row_scroll: RowScroll::default(),
            staging: RefCell::default(),
            timeline_request: Rc::default(),
            timeline_waiters: Rc::default(),
        });
        Self { inner, surface }
    }

    /// Returns the context with share links, if any, and with or without a share sheet.
    #[must_use]
    pub fn with_share_links(self, share: Option<ShareLinks>, has_sheet: bool) -> Self {
        let inner = ViewContextInner {
            share_links: share.map(Rc::new),
            has_share_sheet: has_sheet,
            ..Rc::unwrap_or_clone(self.inner)
        };
        Self { inner: Rc::new(inner), surface: self.surface }
    }

    /// Returns the same context for another surface.
    #[must_use]
    pub(super) fn on(&self, surface: Surface) -> Self {
        Self { inner: Rc::clone(&self.inner), surface }
    }

    /// Begins staged rendering: regions wait for their turn.
    pub fn begin_staging(&self) -> Rc<Staging> {
        let staging = Rc::new(Staging::default());
        self.staging.replace(Some(Rc::clone(&staging)));
        staging
    }

    /// Returns true if the view follows the state.
    pub(super) fn is_live(&self) -> bool {
        self.surface == Surface::Island
    }

    /// Returns the value of the attribute by which the reader recognizes a prerendered page of this story: see
    /// [`Story::fingerprint`].
    pub fn fingerprint(&self) -> String {
        format!("{:x}", self.story.fingerprint(self.words.lang))
    }

    /// Returns the staging, as long as the first view is being rendered.
    pub(super) fn staging(&self) -> Option<Rc<Staging>> {
        self.staging.borrow().clone()
    }

    /// Ends staged rendering, also if it is not complete: regions render at once from now on.
    pub fn end_staging(&self) {
        if let Some(staging) = self.staging.take() {
            staging.cancel();
        }
    }

    /// Returns the timeline of the story, if it is loaded.
    pub fn timeline(&self) -> Option<&Timeline> {
        self.timeline.get()
    }

    /// Creates the timeline. In the browser its chunk must be loaded: see `element/chunk.rs`.
    pub fn load_timeline(&self) -> &Timeline {
        let timeline = self.timeline.get_or_init(|| Timeline::new(&self.story));
        // The `RefCell` is not borrowed during the calls.
        for waiter in self.timeline_waiters.take() {
            waiter(timeline);
        }
        timeline
    }

    /// Asks for the islands of the timeline, if they are not rendered yet. Calls `then` once the timeline is loaded.
    pub(super) fn with_timeline(&self, then: impl FnOnce(&Timeline) + 'static) {
        match self.timeline() {
            Some(timeline) => then(timeline),
            None => self.timeline_waiters.borrow_mut().push(Box::new(then)),
        }
        // The `RefCell` is not borrowed during the call, which may drop the handler.
        let request = self.timeline_request.borrow().clone();
        if let Some(request) = request {
            request();
        }
    }

    /// Calls `handler` at each [`Self::with_timeline`] until the result is dropped.
    pub(super) fn on_timeline_request(&self, handler: impl Fn() + 'static) -> TimelineRequest {
        self.timeline_request.replace(Some(Rc::new(handler)));
        TimelineRequest(Rc::clone(&self.timeline_request))
    }

    /// Applies a timeline action.
    pub(super) fn dispatch_timeline(&self, action: TimelineAction) {
        self.store.dispatch(Action::Timeline(action));
    }

    /// Returns a click handler that dispatches `action`.
    pub(super) fn dispatching(&self, action: Action) -> Callback<Event> {
        let store = Rc::clone(&self.store);
        Callback::from(move |_| store.dispatch(action.clone()))
    }

    /// Returns a click handler that applies a timeline action.
    pub(super) fn dispatching_timeline(&self, action: TimelineAction) -> Callback<Event> {
        self.dispatching(Action::Timeline(action))
    }
}

/// The handler of [`ViewContext::with_timeline`]; dropping this removes it.
pub(super) struct TimelineRequest(Rc<RequestHandler>);

impl Drop for TimelineRequest {
    fn drop(&mut self) {
        self.0.take();
    }
}

impl Deref for ViewContext {
    type Target = ViewContextInner;

    fn deref(&self) -> &ViewContextInner {
        &self.inner
    }
}

impl PartialEq for ViewContext {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.store, &other.store) && self.surface == other.surface
    }
}
