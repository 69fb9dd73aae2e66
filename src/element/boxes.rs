//! Temporary sizes for the blocks of the live view. Laying out a long page takes longer than a reader should wait.
//! Each block therefore takes the size of its block in the fallback while the live view takes over. Blocks outside
//! the viewport are laid out later.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, NodeList};
use yew::Callback;

use crate::{dom, view::Staging};

/// The selector of the blocks whose outer size does not depend on their content.
const BLOCKS: &str = ".sl-body>*,.sl-page>section:not(.sl-notes),.sl-note";

/// The CSS property that skips layout and painting (CSS Containment Level 2, section 4). A browser that does not
/// support it lays out everything at once.
const HELD: &str = "content-visibility";

/// Gives the blocks of the live view the sizes of the fallback's blocks while the fallback is still shown. Returns
/// the blocks, or none if the two numbers differ.
pub(super) fn hold(host: &Element, mount: &Element) -> Vec<Element> {
    let [copied, live] = [host, mount].map(|within| within.query_selector_all(BLOCKS));
    let count = |list: &Result<NodeList, _>| list.as_ref().map_or(0, NodeList::length);
    if count(&copied) != count(&live) {
        return Vec::new();
    }
    let blocks: Vec<_> = dom::elements(live).collect();
    for (block, copied) in blocks.iter().zip(dom::elements(copied)) {
        // Browsers round layout sizes to 1/64 of a CSS pixel, or less finely.
        let height = (copied.get_bounding_client_rect().height() * 64.0).round() as i32;
        set(block, "block-size", &format!("calc({height}px/64)"));
        set(block, HELD, "auto");
    }
    blocks
}

/// Sets a property of an element's inline style; removes it if `value` is empty.
fn set(block: &Element, name: &str, value: &str) {
    if let Some(block) = block.dyn_ref::<HtmlElement>() {
        dom::set_style(block, name, value);
    }
}

/// Removes the temporary sizes, a few blocks at a time.
pub(super) fn release(blocks: Vec<Element>) {
    let staging = Rc::new(Staging::default());
    for block in blocks {
        let weak = Rc::downgrade(&staging);
        staging.wait(Callback::from(move |()| {
            set(&block, "block-size", "");
            set(&block, HELD, "");
            // Reading the size forces the layout of this block now, apart from the other blocks.
            block.get_bounding_client_rect();
            if let Some(staging) = weak.upgrade() {
                staging.go_on();
            }
        }));
    }
    staging.run(Callback::noop());
}
