//! To lay out a long page takes longer than a reader should wait for an answer. So each block of the live view has the box
//! of its copy while it takes that one's place, and what is in it is laid out later, unless it is in sight.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, NodeList};
use yew::Callback;

use crate::view::{Staging, elements};

/// What has a box of its own, whatever is in it.
const BLOCKS: &str = ".sl-body>*,.sl-page>section:not(.sl-notes),.sl-note";

/// What a block has in the meantime (CSS Containment Level 2, section 4). A browser that doesn't know it lays out
/// everything at once.
const HELD: &str = "content-visibility";

/// Gives the blocks of the live view the boxes of those of the static copy, which is still shown, and returns them. None,
/// if there are not as many.
pub(super) fn hold(host: &Element, mount: &Element) -> Vec<Element> {
    let [copied, live] = [host, mount].map(|within| within.query_selector_all(BLOCKS));
    let count = |list: &Result<NodeList, _>| list.as_ref().map_or(0, NodeList::length);
    if count(&copied) != count(&live) {
        return Vec::new();
    }
    let blocks: Vec<_> = elements(live).collect();
    for (block, copied) in blocks.iter().zip(elements(copied)) {
        // Browsers count in parts of a pixel: in 64ths, or less finely.
        let height = (copied.get_bounding_client_rect().height() * 64.0).round() as i32;
        set(block, "block-size", &format!("calc({height}px/64)"));
        set(block, HELD, "auto");
    }
    blocks
}

/// Sets a property of an element's own style; takes it away, if it is empty.
fn set(block: &Element, name: &str, value: &str) {
    if let Some(block) = block.dyn_ref::<HtmlElement>() {
        // It can't fail: a browser that doesn't know it does nothing.
        let _ = block.style().set_property(name, value);
    }
}

/// Lets each block have its own box again, a few at a time.
pub(super) fn release(blocks: Vec<Element>) {
    let staging = Rc::new(Staging::default());
    for block in blocks {
        let weak = Rc::downgrade(&staging);
        staging.wait(Callback::from(move |()| {
            set(&block, "block-size", "");
            set(&block, HELD, "");
            // Asked for its box, it is laid out now, and not with all the others.
            block.get_bounding_client_rect();
            if let Some(staging) = weak.upgrade() {
                staging.go_on();
            }
        }));
    }
    staging.run(Callback::noop());
}
