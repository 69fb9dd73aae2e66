//! The Rust side of one `<sidelight-story>` element.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, CustomEvent, CustomEventInit, Element, HtmlElement, ShadowRoot, console};
use yew::{AppHandle, Callback, Renderer};

use super::{
    data::{self, object},
    router::{Router, is_page, page_url},
    settings::Settings,
    takeover,
};
use crate::{
    dom::{self, Timer},
    link,
    reader::Reader,
    snapshot,
    state::{Action, State},
    story::{ParsedStoryFile, Story, StoryError, Value, Warning},
    view::{
        Content, FocusManager, Root, RootProps, ShareLinks, Subscription, Surface, ViewContext, attach, rendered,
        restore_scroll, session_prefs,
    },
};

/// The declarations that dim an element; the stylesheet defines the custom properties.
const DIMMED_STYLE: &str = "--sl-text:var(--sl-dim);--sl-accent:var(--sl-dim);--sl-wash-claim:transparent;\
    --sl-wash-figure:transparent;--sl-wash-quote:transparent;--sl-claim-line:wavy";

/// One `<sidelight-story>` element: the view in its shadow root, its attributes and its events.
#[wasm_bindgen]
pub struct Instance(Rc<Inner>);

/// The fields of an instance. Methods take `&self` and release every `RefCell` borrow before they call JavaScript,
/// because an event listener of the host page may call the instance again.
pub(super) struct Inner {
    pub(super) host: HtmlElement,
    /// Appends the mount to the host's shadow root and returns the root.
    attach_shadow: Function,
    /// The `<div>` that contains the view: Yew renders into an element, not into a shadow root.
    pub(super) mount: HtmlElement,
    /// The stylesheet of this instance. Its only rule dims parts that are not about the followed company.
    sheet: CssStyleSheet,
    app: RefCell<Option<AppHandle<Root>>>,
    /// The timer for the next step of showing a story.
    next: RefCell<Option<Timer>>,
    /// The story that is shown or will be shown, as JSON.
    source: RefCell<String>,
    /// The warnings of the story, until `sidelight-ready` has reported them.
    warnings: RefCell<Option<Vec<Warning>>>,
    live: Cell<bool>,
    settings: RefCell<Settings>,
    /// The state to restore once the story is shown.
    pending_state: RefCell<Option<Value>>,
    /// The subscriptions that update the page and the stylesheet.
    subscriptions: RefCell<Vec<Subscription>>,
    /// The shown story, and its focus manager once the live view is in the page.
    ctx: RefCell<Option<ViewContext>>,
    focus_manager: RefCell<Option<FocusManager>>,
    /// Keeps the rendered document up to date.
    reader: RefCell<Option<Reader>>,
    router: RefCell<Option<Router>>,
}

#[wasm_bindgen]
impl Instance {
    /// Creates an instance that shows nothing yet. `mount` is a hidden `<div>`. `attach_shadow` appends it to the
    /// host's shadow root, which adopts `sheet`, and returns that root.
    #[wasm_bindgen(constructor)]
    pub fn new(host: HtmlElement, mount: HtmlElement, sheet: CssStyleSheet, attach_shadow: Function) -> Self {
        Self(Rc::new(Inner {
            host,
            attach_shadow,
            mount,
            sheet,
            app: RefCell::default(),
            next: RefCell::default(),
            source: RefCell::default(),
            warnings: RefCell::default(),
            live: Cell::default(),
            settings: RefCell::default(),
            pending_state: RefCell::default(),
            subscriptions: RefCell::default(),
            ctx: RefCell::default(),
            focus_manager: RefCell::default(),
            reader: RefCell::default(),
            router: RefCell::default(),
        }))
    }

    /// Shows a story and, if given, a state in it. Both are JSON texts. JavaScript serializes an object before this
    /// call, so its getters do not run while Rust reads.
    pub fn show(&self, text: String, state: Option<String>) {
        self.0.source.replace(text);
        self.0.pending_state.replace(state.as_deref().and_then(data::read));
        self.0.begin(true);
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
        data::to_js(&snapshot::write(&ctx.store.state(), &ctx.story, &ctx.timeline))
    }

    /// Sets the state from a JSON text.
    pub fn restore(&self, state: String) {
        self.0.pending_state.replace(data::read(&state));
        let ctx = self.0.ctx.borrow().clone();
        if let Some(ctx) = ctx {
            self.0.restore(&ctx);
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
            restore_scroll(&ctx, &self.0.mount);
            return;
        }
        if settings.highlight_filter != before.highlight_filter {
            ctx.store.dispatch_quietly(Action::SetHighlightFilter(settings.highlight_filter));
        }
        if (Settings { highlight_filter: settings.highlight_filter, ..before }) == settings {
            return;
        }
        self.0.pending_state.replace(Some(snapshot::write(&ctx.store.state(), &ctx.story, &ctx.timeline)));
        self.0.begin(false);
    }

    /// Returns the element of the live view that corresponds to an element of the fallback.
    pub fn counterpart(&self, element: &Element) -> Option<Element> {
        takeover::counterpart(&self.0, element)
    }

    /// Returns how many regions have been rendered so far, in all instances together; for tests and measurements.
    pub fn rendered() -> u32 {
        rendered()
    }

    /// Removes the view permanently.
    pub fn destroy(&self) {
        self.0.next.take();
        self.0.router.take();
        self.0.subscriptions.take();
        self.0.focus_manager.take();
        self.0.reader.take();
        if let Some(app) = self.0.app.take() {
            app.destroy();
        }
    }
}

/// Returns true if the browser has a share sheet that the page may open.
fn has_share_sheet() -> bool {
    web_sys::window().is_some_and(|window| js_sys::Reflect::has(&window.navigator(), &"share".into()).unwrap_or(false))
}

impl Inner {
    /// Runs the next step in a later task, unless another story replaces it before.
    fn schedule(self: &Rc<Self>, step: impl FnOnce(&Rc<Self>) + 'static) {
        let weak = Rc::downgrade(self);
        self.next.replace(dom::set_timeout(0, move || {
            if let Some(inner) = weak.upgrade() {
                step(&inner);
            }
        }));
    }

    /// Begins to show the story. `sidelight-ready` is fired if it differs from the previous one.
    fn begin(self: &Rc<Self>, is_new: bool) {
        self.ctx.take();
        // Each step runs in its own task, so that the browser can handle events in between.
        self.schedule(move |inner| {
            let read = data::read_story(&inner.source.borrow());
            match read {
                Ok(read) => inner.schedule(move |inner| inner.check(read, is_new)),
                Err(error) => inner.fail(error),
            }
        });
    }

    fn check(self: &Rc<Self>, read: ParsedStoryFile, is_new: bool) {
        let (story, warnings) = Story::check(read);
        if is_new && !warnings.is_empty() {
            let lines = warnings.iter().fold(String::new(), |lines, warning| format!("{lines}\n{warning}"));
            console::warn_2(&"sidelight: parts of the story can't be used:".into(), &lines.into());
        }
        if is_new {
            self.warnings.replace(Some(warnings));
        }
        self.schedule(move |inner| inner.show(story));
    }

    fn show(self: &Rc<Self>, story: Story) {
        let settings = Settings::of(&self.host);
        self.settings.replace(settings.clone());
        let story = story.with_hidden(settings.hidden);
        let ctx = ViewContext::new(story, settings.lang.as_deref(), Surface::Live);
        // Links to share use the URL from the attributes, or else the page's URL if the element reads its fragment.
        let mut page = settings.share.clone();
        if page.is_none() && settings.links.is_some() {
            page = web_sys::window().and_then(|window| page_url(&window)).filter(|url| is_page(url));
        }
        let sharing = page.map(|page| ShareLinks { page, preview_images: settings.preview_images.clone() });
        let ctx = ctx.with_share_links(sharing, has_share_sheet());
        // A view that replaces another is rendered at once.
        let ctx = if self.live.get() { ctx } else { ctx.in_stages() };
        ctx.store.dispatch_quietly(Action::SetHighlightFilter(settings.highlight_filter));
        session_prefs::restore(&ctx.store);
        self.restore(&ctx);
        let router = settings.links.map(|steps| Router::new(&ctx, steps));
        self.router.replace(router.flatten());
        self.subscriptions.replace(vec![self.dim_with(&ctx), self.report_selection(&ctx)]);
        self.focus_manager.take();
        self.ctx.replace(Some(ctx.clone()));
        self.schedule(move |inner| inner.render(Content::Story(ctx)));
    }

    /// Applies the pending state, if there is one.
    fn restore(&self, ctx: &ViewContext) {
        if let Some(pending) = self.pending_state.take() {
            let now = ctx.store.state();
            let state = snapshot::read(&pending, &now, &ctx.story, &ctx.timeline, &ctx.words.dates);
            ctx.store.set_quietly(state);
        }
    }

    fn fail(self: &Rc<Self>, error: StoryError) {
        let (code, message) = (error.code(), error.message());
        let path = error.location().map_or(JsValue::NULL, Into::into);
        console::error_2(&"sidelight:".into(), &error.to_string().into());
        self.next.take();
        self.router.take();
        self.subscriptions.take();
        self.focus_manager.take();
        self.reader.take();
        self.ctx.take();
        self.pending_state.take();
        self.live.set(false);
        self.render(Content::Error(error));
        takeover::beside_static(self);
        self.set_status("failed");
        self.dispatch("sidelight-error", &object([("code", code.into()), ("message", message.into()), ("path", path)]));
    }

    fn render(self: &Rc<Self>, content: Content) {
        let weak = Rc::downgrade(self);
        let lang = match self.host.closest("[lang]") {
            Ok(Some(element)) => element.get_attribute("lang").unwrap_or_default(),
            _ => String::new(),
        };
        let props = RootProps {
            content,
            lang: lang.into(),
            on_rendered: Callback::from(move |()| {
                if let Some(inner) = weak.upgrade() {
                    inner.follow_state();
                    takeover::when_free(&inner);
                }
            }),
        };
        let mut app = self.app.borrow_mut();
        match app.as_mut() {
            Some(app) => app.update(props),
            None => {
                let mount: Element = self.mount.clone().into();
                *app = Some(Renderer::<Root>::with_root_and_props(mount, props).render());
            }
        }
    }

    /// Begins to keep the rendered document up to date.
    fn follow_state(&self) {
        let (ctx, root) = (self.ctx.borrow().clone(), dom::find(&self.mount, ".sidelight"));
        let reader = ctx.zip(root).map(|(ctx, root)| Reader::new(&ctx, &root));
        self.reader.replace(reader);
    }

    /// Updates the rule that dims parts that are not about the followed company.
    fn dim_with(self: &Rc<Self>, ctx: &ViewContext) -> Subscription {
        let weak: Weak<Self> = Rc::downgrade(self);
        let story = Rc::clone(&ctx.story);
        let dim = move |state: &State| {
            if let Some(inner) = weak.upgrade() {
                let company = state.followed.map(|company| story.entities[company].id.as_str());
                inner.dim_all_but(company);
            }
        };
        dim(&ctx.store.state());
        ctx.store.subscribe(dim)
    }

    /// Fires `sidelight-select` for the reader's selections only.
    fn report_selection(self: &Rc<Self>, ctx: &ViewContext) -> Subscription {
        let weak = Rc::downgrade(self);
        let (story, store) = (Rc::clone(&ctx.story), Rc::downgrade(&ctx.store));
        let choice = |state: &State| (state.selected, state.followed);
        let last = Cell::new(choice(&ctx.store.state()));
        ctx.store.subscribe(move |state| {
            let is_same = last.replace(choice(state)) == choice(state);
            let (Some(inner), Some(store)) = (weak.upgrade(), store.upgrade()) else {
                return;
            };
            if is_same || store.is_quiet() {
                return;
            }
            let text = |text: Option<String>| text.map_or(JsValue::NULL, Into::into);
            let focus = state.followed.map(|company| story.entities[company].id.to_string());
            let detail = object([
                ("selected", text(state.selected.map(|selected| link::selection_name(&story, selected)))),
                ("followed", text(focus)),
                ("fragment", text(link::state_fragment(&story, state))),
            ]);
            inner.dispatch("sidelight-select", &detail);
        })
    }

    fn dim_all_but(&self, company: Option<&str>) {
        while self.sheet.css_rules().is_ok_and(|rules| rules.length() > 0) {
            if self.sheet.delete_rule(0).is_err() {
                break;
            }
        }
        if let Some(company) = company {
            // An id contains only letters, digits and hyphens, so it cannot end the selector.
            let other = format!(".sl-dimmable:not([data-companies~=\"{company}\"])");
            // Nothing is dimmed in print.
            let rule = format!("@media screen{{{other},{other} :is(.sl-mark,.sl-underline){{{DIMMED_STYLE}}}}}");
            // If the browser rejects the rule, nothing is dimmed.
            let _ = self.sheet.insert_rule(&rule);
        }
    }

    /// Called when the live view is in the page. `hidden` is a focused element of the fallback that the live view
    /// does not show.
    pub(super) fn ready(&self, hidden: Option<Element>) {
        let ctx = self.ctx.borrow().clone();
        self.focus_manager.replace(ctx.map(|ctx| attach(&ctx, &self.mount, hidden.as_ref())));
        self.live.set(true);
        self.set_status("live");
        // `sidelight-ready` is fired once for each story.
        if let Some(warnings) = self.warnings.take() {
            let warnings: js_sys::Array = warnings
                .iter()
                .map(|warning| {
                    object([
                        ("code", warning.code().into()),
                        ("path", warning.path.as_str().into()),
                        ("message", warning.kind.to_string().into()),
                    ])
                })
                .collect();
            self.dispatch("sidelight-ready", &object([("warnings", warnings.into())]));
        }
    }

    /// Returns the shadow root that contains the mount; `None` if the browser refuses to attach it.
    pub(super) fn attach_root(&self) -> Option<ShadowRoot> {
        self.attach_shadow.call0(&JsValue::NULL).ok()?.dyn_into().ok()
    }

    /// Sets the status on the host element, for the host page's styles and scripts.
    pub(super) fn set_status(&self, status: &str) {
        dom::set_attribute(&self.host, "data-sidelight", Some(status));
    }

    /// Fires an event of the element. The event bubbles and is composed, so it also leaves shadow trees around the
    /// element.
    pub(super) fn dispatch(&self, name: &str, detail: &JsValue) {
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(detail);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
            // The host page is responsible for errors in its listeners.
            let _ = self.host.dispatch_event(&event);
        }
    }
}
