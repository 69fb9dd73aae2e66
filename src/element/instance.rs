//! The Rust side of one `<sidelight-story>` element: what `element.js` calls.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, HtmlElement};

use super::{
    chunk::Step, data, json_story::RenderedDocument, live_document::LiveDocument, router::Router, settings::Settings,
};
use crate::{
    dom::Timer,
    snapshot,
    state::{Action, State},
    story::StoryError,
    view::{Subscription, ViewContext, rendered, restore_scroll},
};

/// One `<sidelight-story>` element: its document, its attributes and its events.
#[wasm_bindgen]
pub struct Instance(Rc<Inner>);

/// The fields of an instance. Methods take `&self` and release every `RefCell` borrow before they call JavaScript,
/// because an event listener of the host page may call the instance again.
pub(super) struct Inner {
    pub(super) host: HtmlElement,
    /// Puts the mount into the host's shadow root, in place of everything else there.
    pub(super) attach_shadow: Function,
    /// Loads a chunk, given by its name, and then calls [`Instance::resume`].
    pub(super) load_chunk: Function,
    /// The `<div>` that contains what Yew renders outside islands: Yew renders into an element, not into a shadow root.
    pub(super) mount: HtmlElement,
    /// The stylesheet of Sidelight.
    pub(super) sheet: CssStyleSheet,
    /// What Yew renders into the mount: an error message, or a document that is not prerendered.
    pub(super) app: RefCell<Option<Box<dyn RenderedDocument>>>,
    /// The timer for the next step of showing a story.
    pub(super) next: RefCell<Option<Timer>>,
    /// True once the chunk of the timeline is loaded.
    pub(super) has_timeline_chunk: Cell<bool>,
    /// The steps that wait for chunks.
    pub(super) waiting: RefCell<Vec<Step>>,
    /// The story that is shown or will be shown.
    pub(super) source: RefCell<Source>,
    /// The warnings of the story for the host page, until `sidelight-ready` has reported them.
    pub(super) warnings: RefCell<Option<Array>>,
    pub(super) settings: RefCell<Settings>,
    /// The state to restore once the story is shown.
    pub(super) pending_state: RefCell<Option<PendingState>>,
    /// The context of the story that is shown or about to be shown.
    pub(super) ctx: RefCell<Option<ViewContext>>,
    pub(super) router: RefCell<Option<Router>>,
    /// Reports selections to the host page.
    pub(super) selection_report: RefCell<Option<Subscription>>,
    pub(super) document: RefCell<Option<LiveDocument>>,
}

/// A state to restore.
pub(super) enum PendingState {
    /// From the host page, as JSON.
    Json(String),
    /// The state of the same story before its settings changed.
    Kept(Rc<State>),
}

/// The text of a story.
pub(super) enum Source {
    /// A story file (JSON).
    Json(String),
    /// A compiled story: see [`crate::story::compiled`].
    Compiled(String),
}

#[wasm_bindgen]
impl Instance {
    /// Creates an instance that shows nothing yet. `mount` is a `<div>`. `attach_shadow` puts it into the host's
    /// shadow root. `sheet` is the stylesheet of Sidelight. `load_chunk` loads the chunk that its argument names, and
    /// then calls [`Instance::resume`].
    #[wasm_bindgen(constructor)]
    pub fn new(
        host: HtmlElement,
        mount: HtmlElement,
        sheet: CssStyleSheet,
        attach_shadow: Function,
        load_chunk: Function,
    ) -> Self {
        Self(Rc::new(Inner {
            host,
            attach_shadow,
            load_chunk,
            mount,
            sheet,
            app: RefCell::default(),
            next: RefCell::default(),
            has_timeline_chunk: Cell::default(),
            waiting: RefCell::default(),
            source: RefCell::new(Source::Json(String::new())),
            warnings: RefCell::default(),
            settings: RefCell::default(),
            pending_state: RefCell::default(),
            ctx: RefCell::default(),
            router: RefCell::default(),
            selection_report: RefCell::default(),
            document: RefCell::default(),
        }))
    }

    /// Shows a story and, if given, a state in it (JSON). The text of the story is JSON or compiled. JavaScript
    /// serializes an object before this call, so its getters do not run while Rust reads.
    pub fn show(&self, text: String, is_compiled: bool, state: Option<String>) {
        self.0.source.replace(if is_compiled { Source::Compiled(text) } else { Source::Json(text) });
        self.0.pending_state.replace(state.map(PendingState::Json));
        self.0.begin(true);
    }

    /// Goes on after the chunk of this name was loaded, or could not be loaded. Returns false if something needed it.
    pub fn resume(&self, name: &str, is_loaded: bool) -> bool {
        let (steps, others) = self.0.waiting.take().into_iter().partition::<Vec<_>, _>(|(chunk, _)| *chunk == name);
        self.0.waiting.replace(others);
        steps.into_iter().fold(true, |goes_on, (_, step)| step(&self.0, is_loaded) && goes_on)
    }

    /// Reports that the property `story` can't be written as JSON. `message` is the browser's message.
    #[wasm_bindgen(js_name = storyNotSerializable)]
    pub fn not_json(&self, message: String) {
        self.0.fail(StoryError::NotSerializable { message });
    }

    /// Reports that the story file could not be fetched. `message` is the HTTP status, or the browser's message.
    #[wasm_bindgen(js_name = storyNotFetched)]
    pub fn not_fetched(&self, url: String, message: String) {
        self.0.fail(StoryError::NotFetched { url, message });
    }

    /// Returns the state as a plain object (see [`snapshot`]), or `undefined` while no story is shown.
    pub fn state(&self) -> JsValue {
        let Some(ctx) = self.0.ctx.borrow().clone() else {
            return JsValue::UNDEFINED;
        };
        data::to_js(&snapshot::write(&ctx.store.state(), &ctx.story, ctx.timeline()))
    }

    /// Sets the state from a JSON text.
    pub fn restore(&self, state: String) {
        self.0.pending_state.replace(Some(PendingState::Json(state)));
        let ctx = self.0.ctx.borrow().clone();
        if let Some(ctx) = ctx {
            let of = ctx.clone();
            self.0.with_timeline(&ctx, move |inner| inner.restore(&of));
        }
    }

    /// Applies changed attributes, or a new position of the element in the document. The reader's state stays.
    pub fn configure(&self) {
        let settings = Settings::of(&self.0.host);
        let before = self.0.settings.replace(settings.clone());
        let ctx = self.0.ctx.borrow().clone();
        let Some(ctx) = ctx else {
            return;
        };
        if settings == before {
            if let Some(document) = self.0.document.borrow().as_ref() {
                restore_scroll(&ctx, &document.root);
            }
            return;
        }
        if settings.highlight_filter != before.highlight_filter {
            ctx.store.dispatch_quietly(Action::SetHighlightFilter(settings.highlight_filter));
        }
        if (Settings { highlight_filter: settings.highlight_filter, ..before }) == settings {
            return;
        }
        self.0.pending_state.replace(Some(PendingState::Kept(ctx.store.state())));
        self.0.begin(false);
    }

    /// Returns how many regions have been rendered so far, in all instances together; for tests and measurements.
    pub fn rendered() -> u32 {
        rendered()
    }

    /// Ends the instance. A prerendered document stays.
    pub fn destroy(&self) {
        self.0.end();
        if let Some(app) = self.0.app.take() {
            app.destroy();
        }
    }
}

impl Inner {
    /// Stops showing a story.
    pub(super) fn end(&self) {
        self.next.take();
        self.router.take();
        self.selection_report.take();
        self.drop_context();
        if let Some(document) = self.document.take() {
            document.end();
        }
    }

    /// Forgets the story that is shown or about to be shown.
    pub(super) fn drop_context(&self) {
        self.waiting.take();
        if let Some(ctx) = self.ctx.take() {
            ctx.end_staging();
        }
    }
}
