//! Chunks: parts of the WebAssembly that are loaded when they are needed.
//!
//! The build cuts chunks out of the compiled module (`xtask/src/chunks`). A chunk has the functions that can be reached only
//! through its entry functions. `xtask/src/chunks/mod.rs` lists them, and `#[inline(never)]` keeps them apart from their
//! callers. An entry function takes a token, which proves that the chunk is loaded: only [`Inner::with_json_story`] and its
//! like make tokens.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::instance::Inner;

/// A step that needs a chunk.
pub(super) type Step = Box<dyn FnOnce(&Rc<Inner>)>;

/// The proof that the chunk of `json_story.rs` is loaded.
#[derive(Clone, Copy)]
pub(super) struct JsonStory(());

impl Inner {
    /// Runs a step that calls entry functions of `json_story.rs`, in a later task, unless another story replaces it before.
    pub(super) fn with_json_story(&self, step: impl FnOnce(&Rc<Self>, JsonStory) + 'static) {
        self.with_chunk("json", Box::new(|inner| step(inner, JsonStory(()))));
    }

    /// Runs a step once the chunk of this name is loaded.
    fn with_chunk(&self, name: &str, step: Step) {
        self.waiting.replace(Some(step));
        // `element.js` loads the chunk and calls `Instance::resume`, or reports that the chunk can't be loaded.
        let _ = self.load_chunk.call1(&JsValue::NULL, &name.into());
    }
}
