//! Shows a story, in steps: reads it, checks it, finds or renders its document, and makes the document interactive.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::{
    instance::{Inner, PendingState, Source},
    islands::Islands,
    json_story,
    live_document::{IS_LIVE, LiveDocument, find_prerendered},
    router::{Router, is_page, page_url},
    settings::Settings,
};
use crate::{
    dom,
    reader::Reader,
    state::Action,
    story::{Story, StoryError},
    view::{
        Content, Island, ScrollPositions, ShareLinks, Surface, ViewContext, attach, focused_entry, move_focus_to_chart,
        needs_timeline, session_prefs,
    },
};

/// Returns true if the browser has a share sheet that the page may open.
fn has_share_sheet() -> bool {
    web_sys::window().is_some_and(|window| js_sys::Reflect::has(&window.navigator(), &"share".into()).unwrap_or(false))
}

impl Inner {
    /// Runs the next step in a later task, unless another story replaces it before.
    pub(super) fn schedule(self: &Rc<Self>, step: impl FnOnce(&Rc<Self>) + 'static) {
        let weak = Rc::downgrade(self);
        self.next.replace(dom::set_timeout(0, move || {
            if let Some(inner) = weak.upgrade() {
                step(&inner);
            }
        }));
    }

    /// Begins to show the story. `sidelight-ready` is fired if it differs from the previous one.
    pub(super) fn begin(self: &Rc<Self>, is_new: bool) {
        self.drop_context();
        let is_compiled = matches!(&*self.source.borrow(), Source::Compiled(_));
        if is_compiled {
            // Each step runs in its own task, so that the browser can handle events in between.
            self.schedule(move |inner| inner.read_compiled(is_new));
        } else {
            self.with_json_story(move |inner, loaded| json_story::begin(loaded, inner, is_new));
        }
    }

    fn read_compiled(self: &Rc<Self>, is_new: bool) {
        let read = match &*self.source.borrow() {
            Source::Compiled(text) => Story::from_compiled(text),
            Source::Json(_) => return,
        };
        match read {
            Ok(story) => {
                if is_new {
                    // The build has reported the warnings.
                    self.warnings.replace(Some(Array::new()));
                }
                self.schedule(move |inner| inner.show(story));
            }
            Err(error) => self.fail(StoryError::Compiled(error)),
        }
    }

    /// Reports a story error in place of the story.
    pub(super) fn fail(&self, error: StoryError) {
        self.with_json_story(move |inner, loaded| json_story::fail(loaded, inner, error));
    }

    /// Makes the context of a story, and finds or renders its document.
    pub(super) fn show(self: &Rc<Self>, story: Story) {
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
        let is_json = matches!(&*self.pending_state.borrow(), Some(PendingState::Json(_)));
        self.ctx.replace(Some(ctx.clone()));
        if is_json {
            let of = ctx.clone();
            self.with_timeline(&ctx, move |inner| inner.show_context(&of));
        } else {
            self.show_context(&ctx);
        }
    }

    /// Restores the state, and finds or renders the document of the story.
    fn show_context(self: &Rc<Self>, ctx: &ViewContext) {
        self.restore(ctx);
        let settings = self.settings.borrow().clone();
        let router = settings.links.map(|steps| Router::new(ctx, steps));
        self.router.replace(router.flatten());
        self.selection_report.replace(Some(self.report_selection(ctx)));
        let ctx = ctx.clone();
        self.schedule(move |inner| {
            let before = inner.document.take();
            let is_first = before.is_none();
            if let Some(before) = before {
                before.end();
                // Yew may yield between rendering the new document and reporting it.
                inner.set_status(None);
            }
            let is_isolated = inner.settings.borrow().is_isolated;
            let prerendered = if is_isolated { None } else { find_prerendered(&ctx, &inner.host) };
            match prerendered {
                Some(root) => inner.adopt(&ctx, root, true, is_first),
                None => {
                    let of = ctx.clone();
                    inner.with_renderer(&ctx, move |inner, loaded| {
                        // A page that replaces another is rendered at once.
                        if is_first {
                            of.begin_staging();
                        }
                        json_story::render(loaded, inner, Content::Story(of), is_first);
                    });
                }
            }
        });
    }

    /// Renders the islands of a document that are needed at once, in stages if wanted, and then makes the document
    /// interactive.
    pub(super) fn adopt(self: &Rc<Self>, ctx: &ViewContext, root: Element, is_prerendered: bool, in_stages: bool) {
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
        let islands = Islands::new(self, ctx, &root, has_host_fonts);
        self.document.replace(Some(LiveDocument {
            root,
            is_prerendered,
            islands: Rc::clone(&islands),
            following: None,
        }));
        if !in_stages && self.find_timeline(ctx) {
            islands.mount(&Island::ALL);
            self.go_live(ctx);
        } else if needs_timeline(&ctx.store.state()) {
            self.with_timeline(ctx, move |_| islands.mount_in_stages(&Island::ALL, done));
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
        let positions = ScrollPositions::read(root);
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
        let focus_manager = attach(ctx, root, &positions);
        if let Some(entry) = entry {
            move_focus_to_chart(ctx, root, &entry);
        }
        document.islands.render_timeline_later();
        document.following = Some((focus_manager, reader));
        self.document.replace(Some(document));
        self.ready();
    }

    /// Shows the mount in the host's shadow root, in place of the fallback.
    pub(super) fn attach_root(&self) {
        // If the browser refuses to attach a shadow root, the fallback stays.
        let _ = self.attach_shadow.call0(&JsValue::NULL);
    }

    /// Shows the fallback in the host's shadow root, if there is one: below an error message, or alone.
    pub(super) fn show_fallback(&self) {
        if let Some(root) = self.host.shadow_root()
            && root.query_selector("slot:not([name])").is_ok_and(|slot| slot.is_none())
            && let Some(document) = self.host.owner_document()
            && let Ok(slot) = document.create_element("slot")
        {
            // This call cannot fail: the root is an open shadow root of this element and accepts children.
            let _ = root.append_child(&slot);
        }
    }
}
