//! To lay out a long page takes longer than a reader should wait for an answer. So each block of the live view has the box
//! of its copy while it takes that one's place, and what is in it is laid out later, unless it is in sight.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::Callback;

use crate::view::{Staging, elements};

/// What has a box of its own, whatever is in it.
const BLOCKS: &str = ".sl-body>*,.sl-page>section:not(.sl-notes),.sl-note";

/// What a block has in the meantime (CSS Containment Level 2, section 4). A browser that doesn't know it lays out
/// everything at once.
const HELD: &str = "content-visibility";

/// Gives the blocks of the live view the boxes of those of the static copy, which is still shown, and returns them. None,
/// if there are not as many.
pub(super) fn hold(host: &Element, mount: &Element) -> Vec<HtmlElement> {
    let [copied, live] = [host, mount].map(|within| elements(within.query_selector_all(BLOCKS)).collect::<Vec<_>>());
    if copied.len() != live.len() {
        return Vec::new();
    }
    let live = live.into_iter().filter_map(|block| block.dyn_into::<HtmlElement>().ok());
    live.zip(copied)
        .map(|(block, copied)| {
            let height = format!("{}px", copied.get_bounding_client_rect().height());
            // They can't fail: the names are plain words.
            let _ = block.style().set_property("block-size", &height);
            let _ = block.style().set_property(HELD, "auto");
            block
        })
        .collect()
}

/// Lets each block have its own box again, a few at a time.
pub(super) fn release(blocks: Vec<HtmlElement>) {
    let staging = Rc::new(Staging::default());
    for block in blocks {
        let weak = Rc::downgrade(&staging);
        staging.wait(Callback::from(move |()| {
            // It was set above: it can't fail.
            let _ = block.style().remove_property("block-size").and(block.style().remove_property(HELD));
            // Asked for its box, it is laid out now, and not with all the others.
            block.get_bounding_client_rect();
            if let Some(staging) = weak.upgrade() {
                staging.go_on();
            }
        }));
    }
    staging.run(Callback::noop());
}
