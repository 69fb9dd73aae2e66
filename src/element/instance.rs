//! The Rust side of one `<sidelight-story>` element.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, CustomEvent, CustomEventInit, Element, HtmlElement, console};
use yew::{AppHandle, Callback, Renderer};

use super::{
    data::{self, object},
    islands::Islands,
    router::{Router, is_page, page_url},
    settings::Settings,
};
use crate::{
    dom::{self, Timer},
    link,
    reader::Reader,
    snapshot,
    state::{Action, State},
    story::{ItemRef, ParsedStoryFile, QuoteIndex, Story, StoryError, Value, Warning},
    view::{
        Content, FocusManager, Island, Root, RootProps, ShareLinks, Subscription, Surface, ViewContext, attach,
        focused_entry, move_focus_to_chart, needs_timeline, rendered, restore_scroll, session_prefs,
    },
};

/// One `<sidelight-story>` element: its document, its attributes and its events.
#[wasm_bindgen]
pub struct Instance(Rc<Inner>);

/// The fields of an instance. Methods take `&self` and release every `RefCell` borrow before they call JavaScript,
/// because an event listener of the host page may call the instance again.
struct Inner {
    host: HtmlElement,
    /// Puts the mount into the host's shadow root, in place of everything else there.
    attach_shadow: Function,
    /// The `<div>` that contains what Yew renders outside islands: Yew renders into an element, not into a shadow root.
    mount: HtmlElement,
    /// The stylesheet of Sidelight.
    sheet: CssStyleSheet,
    app: RefCell<Option<AppHandle<Root>>>,
    /// The timer for the next step of showing a story.
    next: RefCell<Option<Timer>>,
    /// The story that is shown or will be shown, as JSON.
    source: RefCell<String>,
    /// The warnings of the story, until `sidelight-ready` has reported them.
    warnings: RefCell<Option<Vec<Warning>>>,
    settings: RefCell<Settings>,
    /// The state to restore once the story is shown.
    pending_state: RefCell<Option<Value>>,
    /// The context of the story that is shown or about to be shown.
    ctx: RefCell<Option<ViewContext>>,
    router: RefCell<Option<Router>>,
    /// Reports selections to the host page.
    selection_report: RefCell<Option<Subscription>>,
    document: RefCell<Option<LiveDocument>>,
}

/// The document of a story, and what makes it interactive.
struct LiveDocument {
    /// The element with the class `sidelight`.
    root: Element,
    /// True if the document is prerendered, so that it stays when the story goes.
    is_prerendered: bool,
    islands: Rc<Islands>,
    /// The parts that update the document when the state changes; `None` while the islands are rendered.
    following: Option<(FocusManager, Reader)>,
}

impl LiveDocument {
    /// Stops everything. A prerendered document is brought back to its initial state.
    fn end(mut self) {
        if let Some((focus_manager, reader)) = self.following.take() {
            drop(focus_manager);
            if self.is_prerendered {
                reader.undo();
            }
        }
        dom::toggle_class(&self.root, IS_LIVE, false);
    }
}

/// The class of an interactive document.
const IS_LIVE: &str = "sl-is-live";

#[wasm_bindgen]
impl Instance {
    /// Creates an instance that shows nothing yet. `mount` is a `<div>`. `attach_shadow` puts it into the host's
    /// shadow root. `sheet` is the stylesheet of Sidelight.
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
            settings: RefCell::default(),
            pending_state: RefCell::default(),
            ctx: RefCell::default(),
            router: RefCell::default(),
            selection_report: RefCell::default(),
            document: RefCell::default(),
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
        self.0.pending_state.replace(Some(snapshot::write(&ctx.store.state(), &ctx.story, &ctx.timeline)));
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

/// Returns true if the browser has a share sheet that the page may open.
fn has_share_sheet() -> bool {
    web_sys::window().is_some_and(|window| js_sys::Reflect::has(&window.navigator(), &"share".into()).unwrap_or(false))
}

/// Returns true if a prerendered document has all share buttons of the quotes. A snippet has buttons for links only if the
/// links are known when the snippet is made.
fn has_share_buttons(ctx: &ViewContext, root: &Element) -> bool {
    let Some(links) = ctx.share_links.as_ref().filter(|_| !ctx.story.hidden.quotes) else {
        return true;
    };
    let count = |selector: &str| dom::elements(root.query_selector_all(selector)).count();
    let has_picture = |&at: &QuoteIndex| links.picture(&ctx.story, ItemRef::Quote(at)).is_some();
    count(".sl-slide [data-share=link]") == ctx.story.quotes.len()
        && count(".sl-slide a[download]") == ctx.story.quotes.indices().filter(has_picture).count()
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

    /// Stops showing a story.
    fn end(&self) {
        self.next.take();
        self.router.take();
        self.selection_report.take();
        self.drop_context();
        if let Some(document) = self.document.take() {
            document.end();
        }
    }

    /// Forgets the story that is shown or about to be shown.
    fn drop_context(&self) {
        if let Some(ctx) = self.ctx.take() {
            ctx.end_staging();
        }
    }

    /// Begins to show the story. `sidelight-ready` is fired if it differs from the previous one.
    fn begin(self: &Rc<Self>, is_new: bool) {
        self.drop_context();
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
        let ctx = ViewContext::new(story, settings.lang.as_deref(), Surface::Isolated);
        // Links to share use the URL from the attributes, or else the page's URL if the element reads its fragment.
        let mut page = settings.share.clone();
        if page.is_none() && settings.links.is_some() {
            page = web_sys::window().and_then(|window| page_url(&window)).filter(|url| is_page(url));
        }
        let sharing = page.map(|page| ShareLinks { page, preview_images: settings.preview_images.clone() });
        let ctx = ctx.with_share_links(sharing, has_share_sheet());
        ctx.store.dispatch_quietly(Action::SetHighlightFilter(settings.highlight_filter));
        session_prefs::restore(&ctx.store);
        self.restore(&ctx);
        let router = settings.links.map(|steps| Router::new(&ctx, steps));
        self.router.replace(router.flatten());
        self.selection_report.replace(Some(self.report_selection(&ctx)));
        self.ctx.replace(Some(ctx.clone()));
        self.schedule(move |inner| {
            let before = inner.document.take();
            let is_first = before.is_none();
            if let Some(before) = before {
                before.end();
                // Yew may yield between rendering the new document and reporting it.
                inner.set_status(None);
            }
            match inner.prerendered(&ctx) {
                Some(root) => inner.adopt(&ctx, root, true, is_first),
                None => {
                    // A page that replaces another is rendered at once.
                    if is_first {
                        ctx.begin_staging();
                    }
                    inner.render(Content::Story(ctx), is_first);
                }
            }
        });
    }

    /// Returns the prerendered document of this story, with this interface, if the element contains it.
    fn prerendered(&self, ctx: &ViewContext) -> Option<Element> {
        if self.settings.borrow().is_isolated {
            return None;
        }
        let root = dom::children(&self.host).find(|child| dom::has_class(child, "sidelight"))?;
        let is_same = root.get_attribute("data-story") == Some(ctx.fingerprint());
        (is_same && has_share_buttons(ctx, &root)).then_some(root)
    }

    /// Renders the islands of a document that are needed at once, in stages if wanted, and then makes the document
    /// interactive.
    fn adopt(self: &Rc<Self>, ctx: &ViewContext, root: Element, is_prerendered: bool, in_stages: bool) {
        let weak = Rc::downgrade(self);
        let of = ctx.clone();
        let done = move || {
            // The element may show another story by now.
            if let Some(inner) = weak.upgrade()
                && inner.ctx.borrow().as_ref() == Some(&of)
            {
                inner.go_live(&of);
            }
        };
        let has_host_fonts = self.settings.borrow().has_host_fonts;
        let islands = Islands::new(ctx, &root, &self.sheet, has_host_fonts);
        self.document.replace(Some(LiveDocument {
            root,
            is_prerendered,
            islands: Rc::clone(&islands),
            following: None,
        }));
        if !in_stages {
            islands.mount(&Island::ALL);
            self.go_live(ctx);
        } else if needs_timeline(&ctx.store.state()) {
            islands.mount_in_stages(&Island::ALL, done);
        } else {
            islands.mount_in_stages(&[Island::Cards], done);
        }
    }

    /// Makes the document interactive.
    fn go_live(&self, ctx: &ViewContext) {
        let Some(mut document) = self.document.take() else {
            return;
        };
        let root = &document.root;
        let entry = focused_entry(root);
        if document.is_prerendered {
            // In place of an error message or of another story.
            if let Some(app) = self.app.take() {
                app.destroy();
                self.mount.remove();
            }
            self.show_fallback();
        } else {
            self.attach_root();
        }
        document.islands.show();
        dom::toggle_class(root, IS_LIVE, true);
        let reader = Reader::new(ctx, root);
        let focus_manager = attach(ctx, root);
        if let Some(entry) = entry {
            move_focus_to_chart(ctx, root, &entry);
        }
        document.islands.render_timeline_later();
        document.following = Some((focus_manager, reader));
        self.document.replace(Some(document));
        self.ready();
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
        self.end();
        self.pending_state.take();
        self.render(Content::Error(error), false);
        self.attach_root();
        self.show_fallback();
        self.set_status(Some("failed"));
        self.dispatch("sidelight-error", &object([("code", code.into()), ("message", message.into()), ("path", path)]));
    }

    /// Renders an error message or the document of a story, whose islands are rendered in stages if wanted.
    fn render(self: &Rc<Self>, content: Content, in_stages: bool) {
        let weak = Rc::downgrade(self);
        let of = match &content {
            Content::Story(ctx) => Some(ctx.clone()),
            Content::Error(_) => None,
        };
        let lang = match self.host.closest("[lang]") {
            Ok(Some(element)) => element.get_attribute("lang").unwrap_or_default(),
            _ => String::new(),
        };
        let props = RootProps {
            content,
            lang: lang.into(),
            on_rendered: Callback::from(move |()| {
                if let Some(inner) = weak.upgrade()
                    && let Some(ctx) = &of
                    && let Some(root) = dom::find(&inner.mount, ".sidelight")
                {
                    inner.adopt(ctx, root.into(), false, in_stages);
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

    /// Called when the document is interactive.
    fn ready(&self) {
        self.set_status(Some("live"));
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

    /// Shows the mount in the host's shadow root, in place of the fallback.
    fn attach_root(&self) {
        // If the browser refuses to attach a shadow root, the fallback stays.
        let _ = self.attach_shadow.call0(&JsValue::NULL);
    }

    /// Shows the fallback in the host's shadow root, if there is one: below an error message, or alone.
    fn show_fallback(&self) {
        if let Some(root) = self.host.shadow_root()
            && root.query_selector("slot:not([name])").is_ok_and(|slot| slot.is_none())
            && let Some(document) = self.host.owner_document()
            && let Ok(slot) = document.create_element("slot")
        {
            // This call cannot fail: the root is an open shadow root of this element and accepts children.
            let _ = root.append_child(&slot);
        }
    }

    /// Sets the status on the host element, for the host page's styles and scripts.
    fn set_status(&self, status: Option<&str>) {
        dom::set_attribute(&self.host, "data-sidelight", status);
    }

    /// Fires an event of the element. The event bubbles and is composed, so it also leaves shadow trees around the
    /// element.
    fn dispatch(&self, name: &str, detail: &JsValue) {
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
