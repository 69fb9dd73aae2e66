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
    router::{Router, page_url},
    takeover,
};
use crate::{
    state::State,
    story::{Problem, Story, StoryFile, Warning, read_json},
    view::{Content, Guide, Root, RootProps, Shared, Subscription, Timer, after, arrive, rendered, visit},
};

/// What dims, as declarations of the stylesheet's custom properties.
const DIMMED: &str = "--sl-text:var(--sl-dim);--sl-accent:var(--sl-dim);--sl-wash-claim:transparent;\
    --sl-wash-figure:transparent;--sl-wash-quote:transparent;--sl-claim-line:wavy";

/// One `<sidelight-story>`: the view in its shadow root, and what it says to the page.
#[wasm_bindgen]
pub struct Instance(Rc<Inner>);

/// What the instance is made of. Its methods take `&self` and drop every borrow before they call out, for a listener
/// of the page may call back in.
pub(super) struct Inner {
    pub(super) host: HtmlElement,
    /// Puts the mount into the host's shadow root, and gives that.
    open: Function,
    /// Where the view stands: a `<div>`, as Yew renders into an element, not into a shadow root.
    pub(super) mount: HtmlElement,
    /// The sheet of this instance alone; its one rule dims what is not about the company in focus.
    sheet: CssStyleSheet,
    app: RefCell<Option<AppHandle<Root>>>,
    /// The next step toward what is to be shown.
    next: RefCell<Option<Timer>>,
    warnings: RefCell<Vec<Warning>>,
    live: Cell<bool>,
    focus: RefCell<Option<Subscription>>,
    /// The story that is shown, and what leads the reader's eye in it once the live view stands in the page.
    shared: RefCell<Option<Shared>>,
    guide: RefCell<Option<Guide>>,
    router: RefCell<Option<Router>>,
}

#[wasm_bindgen]
impl Instance {
    /// Prepares an instance; nothing is shown yet. `mount` is a hidden `<div>`; `open` puts it into the host's shadow
    /// root, which adopts `sheet`, and returns that root.
    #[wasm_bindgen(constructor)]
    pub fn new(host: HtmlElement, mount: HtmlElement, sheet: CssStyleSheet, open: Function) -> Self {
        Self(Rc::new(Inner {
            host,
            open,
            mount,
            sheet,
            app: RefCell::default(),
            next: RefCell::default(),
            warnings: RefCell::default(),
            live: Cell::default(),
            focus: RefCell::default(),
            shared: RefCell::default(),
            guide: RefCell::default(),
            router: RefCell::default(),
        }))
    }

    /// Shows a story, given as JSON text. An object comes as text too: what its getters run then runs before, not
    /// while Rust reads.
    pub fn show(&self, text: String) {
        // One step after another, so that the page answers its reader in between.
        self.0.then(move |inner| match read(&text) {
            Ok(read) => inner.then(move |inner| inner.check(read)),
            Err(problem) => inner.fail(problem),
        });
    }

    /// Says that the property `story` can't be written as JSON. `message` is what the browser said.
    #[wasm_bindgen(js_name = notJson)]
    pub fn not_json(&self, message: String) {
        self.0.fail(Problem::Shape { path: String::new(), message });
    }

    /// Says that the story file could not be fetched. `message` is the HTTP status, or what the browser said.
    #[wasm_bindgen(js_name = notFetched)]
    pub fn not_fetched(&self, url: String, message: String) {
        self.0.fail(Problem::NotFetched { url, message });
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
        self.0.focus.take();
        self.0.guide.take();
        if let Some(app) = self.0.app.take() {
            app.destroy();
        }
    }
}

/// Reads a story file.
fn read(text: &str) -> Result<(StoryFile, Vec<String>), Problem> {
    match js_sys::JSON::parse(text) {
        Ok(value) => StoryFile::read(serde_wasm_bindgen::Deserializer::from(value)),
        // The engines word this differently, and not all say where it is.
        Err(_) => read_json(text).and_then(|value| StoryFile::of(&value)),
    }
}

/// Whether the system has a share sheet that the page may open.
fn has_share_sheet() -> bool {
    web_sys::window().is_some_and(|window| js_sys::Reflect::has(&window.navigator(), &"share".into()).unwrap_or(false))
}

impl Inner {
    /// Does the next step soon, unless something else is to be shown before.
    fn then(self: &Rc<Self>, step: impl FnOnce(&Rc<Self>) + 'static) {
        let weak = Rc::downgrade(self);
        self.next.replace(after(0, move || {
            if let Some(inner) = weak.upgrade() {
                step(&inner);
            }
        }));
    }

    fn check(self: &Rc<Self>, read: (StoryFile, Vec<String>)) {
        let (story, warnings) = Story::check(read);
        if !warnings.is_empty() {
            let lines = warnings.iter().fold(String::new(), |lines, warning| format!("{lines}\n{warning}"));
            console::warn_2(&"sidelight: not all of the story can be used:".into(), &lines.into());
        }
        self.warnings.replace(warnings);
        self.then(move |inner| inner.show(story));
    }

    fn show(self: &Rc<Self>, story: Story) {
        let has_links = self.host.has_attribute("deep-links");
        let shared = Shared::new(story, true).sharing(self.share_url(has_links), has_share_sheet());
        // Nothing waits for a view that takes the place of another.
        let shared = if self.live.get() { shared } else { shared.in_stages() };
        visit::recall(&shared.store);
        let router = has_links.then(|| Router::new(&shared));
        self.router.replace(router.flatten());
        self.dim_with(&shared);
        self.guide.take();
        self.shared.replace(Some(shared.clone()));
        self.then(move |inner| inner.render(Content::Story(shared)));
    }

    /// The URL, without its fragment, that links to be copied lead to: the one that the host names (`share-url`, an
    /// absolute one), or else the page's own, where it answers them.
    fn share_url(&self, has_links: bool) -> Option<String> {
        // Nothing else is a page that a reader could be sent to.
        let is_page = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        let named = self.host.get_attribute("share-url").filter(is_page);
        let named = named.map(|url| url.split('#').next().unwrap_or_default().to_owned());
        named.or_else(|| page_url(&web_sys::window().filter(|_| has_links)?))
    }

    fn fail(self: &Rc<Self>, problem: Problem) {
        let (code, message) = (problem.code(), problem.to_string());
        let path = problem.place().map_or(JsValue::NULL, Into::into);
        console::error_2(&"sidelight:".into(), &message.as_str().into());
        self.next.take();
        self.router.take();
        self.focus.take();
        self.guide.take();
        self.shared.take();
        self.live.set(false);
        self.render(Content::Problem(problem));
        takeover::beside_static(self);
        self.tell("failed");
        self.dispatch("sidelight-error", &[("code", code.into()), ("message", message.into()), ("path", path)]);
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
    fn dim_with(self: &Rc<Self>, shared: &Shared) {
        let weak: Weak<Self> = Rc::downgrade(self);
        let story = Rc::clone(&shared.story);
        let dim = move |state: &State| {
            if let Some(inner) = weak.upgrade() {
                let company = state.focus.map(|company| story.entities[company].id.as_str());
                inner.dim_all_but(company);
            }
        };
        dim(&shared.store.state());
        self.focus.replace(Some(shared.store.subscribe(dim)));
    }

    fn dim_all_but(&self, company: Option<&str>) {
        while self.sheet.css_rules().is_ok_and(|rules| rules.length() > 0) {
            if self.sheet.delete_rule(0).is_err() {
                break;
            }
        }
        if let Some(company) = company {
            // An id is letters, digits and hyphens: it can't end the selector.
            let other = format!(".sl-about:not([data-about~=\"{company}\"])");
            // Paper dims nothing.
            let rule = format!("@media screen{{{other},{other} :is(.sl-mark,.sl-under){{{DIMMED}}}}}");
            // A browser that refuses the rule shows everything as before.
            let _ = self.sheet.insert_rule(&rule);
        }
    }

    /// Called when the live view stands in the page. `hidden` would have the focus, if it were shown.
    pub(super) fn ready(&self, hidden: Option<Element>) {
        let shared = self.shared.borrow().clone();
        self.guide.replace(shared.map(|shared| arrive(&shared, &self.mount, hidden.as_ref())));
        if self.live.replace(true) {
            return;
        }
        self.tell("live");
        let warnings: js_sys::Array =
            self.warnings.borrow().iter().map(|warning| JsValue::from(warning.to_string())).collect();
        self.dispatch("sidelight-ready", &[("warnings", warnings.into())]);
    }

    /// The shadow root, with the mount in it. `None` where the browser refuses.
    pub(super) fn open(&self) -> Option<ShadowRoot> {
        self.open.call0(&JsValue::NULL).ok()?.dyn_into().ok()
    }

    /// Says on the host, for the page's own styles and scripts, how it stands.
    pub(super) fn tell(&self, how: &str) {
        // It can't fail: the name is a plain word.
        let _ = self.host.set_attribute("data-sidelight", how);
    }

    /// Fires an event of the element's: it bubbles, and leaves the shadow trees that the element may stand in.
    pub(super) fn dispatch(&self, name: &str, detail: &[(&str, JsValue)]) {
        let object = js_sys::Object::new();
        for (key, value) in detail {
            // Setting a property of a new plain object can't fail.
            let _ = js_sys::Reflect::set(&object, &(*key).into(), value);
        }
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(&object);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
            // What a listener of the page throws is the page's matter.
            let _ = self.host.dispatch_event(&event);
        }
    }
}
