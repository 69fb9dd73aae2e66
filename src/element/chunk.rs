//! Chunks: parts of the WebAssembly that are loaded when they are needed.
//!
//! The build cuts chunks out of the compiled module (`xtask/src/chunks`). A chunk has the functions that can be reached only
//! through its entry functions. `xtask/src/chunks/mod.rs` lists them, and `#[inline(never)]` keeps them apart from their
//! callers. An argument proves that the chunk is loaded: a [`JsonStory`], which only [`Inner::with_json_story`] makes, or a
//! [`Timeline`](crate::timeline::Timeline), which only [`Inner::find_timeline`] makes.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::instance::Inner;
use crate::view::ViewContext;

/// A step that waits for the chunk of this name. Its second argument is false if the chunk can't be loaded. The step
/// returns false if it needed the chunk.
pub(super) type Step = (&'static str, Box<dyn FnOnce(&Rc<Inner>, bool) -> bool>);

/// The proof that the chunk of `json_story.rs` is loaded.
#[derive(Clone, Copy)]
pub(super) struct JsonStory(());

impl Inner {
    /// Runs a step that calls entry functions of `json_story.rs`, in a later task, unless another story replaces it before.
    pub(super) fn with_json_story(&self, step: impl FnOnce(&Rc<Self>, JsonStory) + 'static) {
        self.with_chunk("json", move |inner, is_loaded| {
            if is_loaded {
                step(inner, JsonStory(()));
            }
            is_loaded
        });
    }

    /// Runs a step once the timeline of the context is loaded, unless another story replaces it before. If the timeline
    /// can't be loaded, the step runs without it.
    pub(super) fn with_timeline(self: &Rc<Self>, ctx: &ViewContext, step: impl FnOnce(&Rc<Self>) + 'static) {
        if self.find_timeline(ctx) {
            step(self);
            return;
        }
        let ctx = ctx.clone();
        self.with_chunk("timeline", move |inner, is_loaded| {
            inner.has_timeline_chunk.set(is_loaded);
            inner.find_timeline(&ctx);
            step(inner);
            true
        });
    }

    /// Creates the timeline of the context if its chunk was loaded before. Returns true if the context has its timeline.
    pub(super) fn find_timeline(&self, ctx: &ViewContext) -> bool {
        if self.has_timeline_chunk.get() {
            ctx.load_timeline();
        }
        ctx.timeline().is_some()
    }

    /// Runs a step that renders the document of the context, once the timeline is loaded too.
    pub(super) fn with_renderer(&self, ctx: &ViewContext, step: impl FnOnce(&Rc<Self>, JsonStory) + 'static) {
        let ctx = ctx.clone();
        self.with_chunk("timeline", move |inner, is_loaded| {
            inner.has_timeline_chunk.set(is_loaded);
            if is_loaded {
                inner.find_timeline(&ctx);
                inner.with_json_story(step);
            }
            is_loaded
        });
    }

    fn with_chunk(&self, name: &'static str, step: impl FnOnce(&Rc<Self>, bool) -> bool + 'static) {
        self.waiting.borrow_mut().push((name, Box::new(step)));
        // `element.js` loads the chunk and calls `Instance::resume`.
        let _ = self.load_chunk.call1(&JsValue::NULL, &name.into());
    }
}
