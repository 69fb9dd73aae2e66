//! The control for the shown highlights, and the button that copies a link to them.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::{
    dom::{self, EventListener},
    state::{Action, HighlightFilter, State},
    view::{ViewContext, session_prefs},
};

/// Listens to the control until the result is dropped; `None` if the story has no highlights.
pub(super) fn listen(ctx: &ViewContext, root: &Element) -> Option<EventListener> {
    let control = dom::find(root, ".sl-highlight-filter")?;
    // Radio buttons with one name are one group, also those of the same story elsewhere in the page.
    let name = format!("{}/highlight-filter/{:p}", ctx.story.id, Rc::as_ptr(&ctx.store));
    for option in options(&control) {
        option.set_name(&name);
    }
    let (ctx, of) = (ctx.clone(), control.clone());
    Some(dom::listen(&control, "change", move |_| {
        let checked = options(&of).position(|option| option.checked());
        if let Some(&filter) = checked.and_then(|at| HighlightFilter::ALL.get(at)) {
            session_prefs::save_highlight_filter(filter);
            ctx.store.dispatch(Action::SetHighlightFilter(filter));
        }
    }))
}

/// Updates the control and the button.
pub(super) fn update(root: &Element, before: &State, now: &State) {
    if before.highlight_filter == now.highlight_filter {
        return;
    }
    let Some(tools) = dom::find(root, ".sl-highlight-tools") else {
        return;
    };
    for (option, filter) in options(&tools).zip(HighlightFilter::ALL) {
        option.set_checked(filter == now.highlight_filter);
    }
    // All highlights are the default, which needs no link.
    if let Some(link) = dom::find(&tools, ".sl-view-link") {
        dom::toggle_attribute(&link, "hidden", now.highlight_filter == HighlightFilter::All);
    }
}

/// Returns the radio buttons, in the order of [`HighlightFilter::ALL`].
fn options(within: &Element) -> impl Iterator<Item = HtmlInputElement> {
    dom::elements(within.query_selector_all("input")).filter_map(|input| input.dyn_into().ok())
}
