//! One `<sidelight-story>`, from the side of Rust.

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
    link, snapshot,
    state::{Action, State},
    story::{Story, StoryError, StoryFile, Value, Warning},
    view::{
        Content, FocusManager, Root, RootProps, ShareLinks, Subscription, Timer, ViewContext, attach, rendered,
        restore_scroll, session_prefs, set_timeout,
    },
};

/// What dims, as declarations of the stylesheet's custom properties.
const DIMMED_STYLE: &str = "--sl-text:var(--sl-dim);--sl-accent:var(--sl-dim);--sl-wash-claim:transparent;\
    --sl-wash-figure:transparent;--sl-wash-quote:transparent;--sl-claim-line:wavy";

/// One `<sidelight-story>`: the view in its shadow root, and what it says to the page.
#[wasm_bindgen]
pub struct Instance(Rc<Inner>);

/// What the instance is made of. Its methods take `&self` and drop every borrow before they call out, for a listener
/// of the page may call back in.
pub(super) struct Inner {
    pub(super) host: HtmlElement,
    /// Puts the mount into the host's shadow root, and gives that.
    attach_shadow: Function,
    /// Where the view stands: a `<div>`, as Yew renders into an element, not into a shadow root.
    pub(super) mount: HtmlElement,
    /// The sheet of this instance alone; its one rule dims what is not about the company in focus.
    sheet: CssStyleSheet,
    app: RefCell<Option<AppHandle<Root>>>,
    /// The next step toward what is to be shown.
    next: RefCell<Option<Timer>>,
    /// The story that is shown or is to be, as JSON.
    source: RefCell<String>,
    /// What could not be used in the story, until the page has been told that the story is shown.
    warnings: RefCell<Option<Vec<Warning>>>,
    live: Cell<bool>,
    settings: RefCell<Settings>,
    /// What the reader is to look at once the story is there.
    pending_state: RefCell<Option<Value>>,
    /// What follows the state, for the page and for the sheet.
    subscriptions: RefCell<Vec<Subscription>>,
    /// The story that is shown, and what leads the reader's eye in it once the live view stands in the page.
    ctx: RefCell<Option<ViewContext>>,
    guide: RefCell<Option<FocusManager>>,
    router: RefCell<Option<Router>>,
}

#[wasm_bindgen]
impl Instance {
    /// Prepares an instance; nothing is shown yet. `mount` is a hidden `<div>`; `attach_shadow` puts it into the host's shadow
    /// root, which adopts `sheet`, and returns that root.
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
            guide: RefCell::default(),
            router: RefCell::default(),
        }))
    }

    /// Shows a story, given as JSON text, and in it what `state` says, if anything. An object comes as text too: what its
    /// getters run then runs before, not while Rust reads.
    pub fn show(&self, text: String, state: Option<String>) {
        self.0.source.replace(text);
        self.0.pending_state.replace(state.as_deref().and_then(data::read));
        self.0.begin(true);
    }

    /// Says that the property `story` can't be written as JSON. `message` is what the browser said.
    #[wasm_bindgen(js_name = storyNotSerializable)]
    pub fn not_json(&self, message: String) {
        self.0.fail(StoryError::NotSerializable { message });
    }

    /// Says that the story file could not be fetched. `message` is the HTTP status, or what the browser said.
    #[wasm_bindgen(js_name = storyNotFetched)]
    pub fn not_fetched(&self, url: String, message: String) {
        self.0.fail(StoryError::NotFetched { url, message });
    }

    /// What the reader looks at, as a plain object (see [`snapshot`]); `undefined` while there is no story.
    pub fn state(&self) -> JsValue {
        let Some(ctx) = self.0.ctx.borrow().clone() else {
            return JsValue::UNDEFINED;
        };
        data::to_js(&snapshot::write(&ctx.store.state(), &ctx.story, &ctx.timeline))
    }

    /// Has the reader look at what this says, given as JSON text.
    pub fn restore(&self, state: String) {
        self.0.pending_state.replace(data::read(&state));
        let ctx = self.0.ctx.borrow().clone();
        if let Some(ctx) = ctx {
            self.0.restore(&ctx);
        }
    }

    /// Follows the attributes, which have changed, or else the element, which has been moved. What the reader looks at
    /// stays.
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

    /// What stands in the live view for an element of the static copy.
    pub fn counterpart(&self, element: &Element) -> Option<Element> {
        takeover::counterpart(&self.0, element)
    }

    /// How many parts of the page have been rendered so far, in all instances together; for tests and measurements.
    pub fn rendered() -> u32 {
        rendered()
    }

    /// Takes the view down for good.
    pub fn destroy(&self) {
        self.0.next.take();
        self.0.router.take();
        self.0.subscriptions.take();
        self.0.guide.take();
        if let Some(app) = self.0.app.take() {
            app.destroy();
        }
    }
}

/// Whether the system has a share sheet that the page may open.
fn has_share_sheet() -> bool {
    web_sys::window().is_some_and(|window| js_sys::Reflect::has(&window.navigator(), &"share".into()).unwrap_or(false))
}

impl Inner {
    /// Does the next step soon, unless something else is to be shown before.
    fn schedule(self: &Rc<Self>, step: impl FnOnce(&Rc<Self>) + 'static) {
        let weak = Rc::downgrade(self);
        self.next.replace(set_timeout(0, move || {
            if let Some(inner) = weak.upgrade() {
                step(&inner);
            }
        }));
    }

    /// Begins to show the story; whether it is another one than before is said.
    fn begin(self: &Rc<Self>, is_new: bool) {
        self.ctx.take();
        // One step after another, so that the page answers its reader in between.
        self.schedule(move |inner| {
            let read = data::read_story(&inner.source.borrow());
            match read {
                Ok(read) => inner.schedule(move |inner| inner.check(read, is_new)),
                Err(problem) => inner.fail(problem),
            }
        });
    }

    fn check(self: &Rc<Self>, read: (StoryFile, Vec<String>), is_new: bool) {
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
        // Links to be copied lead to where the page says, or else to the page itself, where it answers them.
        let page = || page_url(&web_sys::window().filter(|_| settings.links.is_some())?).filter(|url| is_page(url));
        let ctx = ViewContext::new(story, settings.lang.as_deref(), true);
        let sharing = settings
            .share
            .clone()
            .or_else(page)
            .map(|page| ShareLinks { page, preview_images: settings.preview_images.clone() });
        let ctx = ctx.with_share_links(sharing, has_share_sheet());
        // Nothing waits for a view that takes the place of another.
        let ctx = if self.live.get() { ctx } else { ctx.in_stages() };
        ctx.store.dispatch_quietly(Action::SetHighlightFilter(settings.highlight_filter));
        session_prefs::restore(&ctx.store);
        self.restore(&ctx);
        let router = settings.links.map(|steps| Router::new(&ctx, steps));
        self.router.replace(router.flatten());
        self.subscriptions.replace(vec![self.dim_with(&ctx), self.report_selection(&ctx)]);
        self.guide.take();
        self.ctx.replace(Some(ctx.clone()));
        self.schedule(move |inner| inner.render(Content::Story(ctx)));
    }

    /// Has the reader look at what is wanted, if anything is.
    fn restore(&self, ctx: &ViewContext) {
        if let Some(wanted) = self.pending_state.take() {
            let now = ctx.store.state();
            let state = snapshot::read(&wanted, &now, &ctx.story, &ctx.timeline, &ctx.words.dates);
            ctx.store.set_quietly(state);
        }
    }

    fn fail(self: &Rc<Self>, problem: StoryError) {
        let (code, message) = (problem.code(), problem.message());
        let path = problem.location().map_or(JsValue::NULL, Into::into);
        console::error_2(&"sidelight:".into(), &problem.to_string().into());
        self.next.take();
        self.router.take();
        self.subscriptions.take();
        self.guide.take();
        self.ctx.take();
        self.pending_state.take();
        self.live.set(false);
        self.render(Content::Problem(problem));
        takeover::beside_static(self);
        self.set_status("failed");
        self.dispatch("sidelight-error", &object([("code", code.into()), ("message", message.into()), ("path", path)]));
    }

    fn render(self: &Rc<Self>, content: Content) {
        let weak = Rc::downgrade(self);
        let props = RootProps {
            content,
            lang: self
                .host
                .closest("[lang]")
                .ok()
                .flatten()
                .and_then(|near| near.get_attribute("lang"))
                .unwrap_or_default()
                .into(),
            on_rendered: Callback::from(move |()| {
                if let Some(inner) = weak.upgrade() {
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

    /// Keeps the rule that dims what is not about the company in focus.
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

    /// Tells the page what the reader chooses, and nothing that anyone else does.
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
            // An id is letters, digits and hyphens: it can't end the selector.
            let other = format!(".sl-dimmable:not([data-companies~=\"{company}\"])");
            // Paper dims nothing.
            let rule = format!("@media screen{{{other},{other} :is(.sl-mark,.sl-underline){{{DIMMED_STYLE}}}}}");
            // A browser that refuses the rule shows everything as before.
            let _ = self.sheet.insert_rule(&rule);
        }
    }

    /// Called when the live view stands in the page. `hidden` would have the focus, if it were shown.
    pub(super) fn ready(&self, hidden: Option<Element>) {
        let ctx = self.ctx.borrow().clone();
        self.guide.replace(ctx.map(|ctx| attach(&ctx, &self.mount, hidden.as_ref())));
        self.live.set(true);
        self.set_status("live");
        // Once for each story.
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

    /// The shadow root, with the mount in it. `None` where the browser refuses.
    pub(super) fn open(&self) -> Option<ShadowRoot> {
        self.attach_shadow.call0(&JsValue::NULL).ok()?.dyn_into().ok()
    }

    /// Says on the host, for the page's own styles and scripts, how it stands.
    pub(super) fn set_status(&self, how: &str) {
        // It can't fail: the name is a plain word.
        let _ = self.host.set_attribute("data-sidelight", how);
    }

    /// Fires an event of the element's: it bubbles, and leaves the shadow trees that the element may stand in.
    pub(super) fn dispatch(&self, name: &str, detail: &JsValue) {
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(detail);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
            // What a listener of the page throws is the page's matter.
            let _ = self.host.dispatch_event(&event);
        }
    }
}
