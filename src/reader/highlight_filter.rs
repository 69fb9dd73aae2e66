//! The control for the shown highlights, and the button that copies a link to them.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement};

use crate::{
    dom::{self, EventListener},
    state::{Action, HighlightFilter, State},
    view::{ViewContext, session_prefs},
};

/// Listens to the control until the result is dropped; `None` if the story has no highlights.
pub(super) fn listen(ctx: &ViewContext, root: &Element) -> Option<EventListener> {
    let control = control(root)?;
    let (ctx, of) = (ctx.clone(), control.clone());
    Some(dom::listen(&control, "change", move |_| {
        let chosen = usize::try_from(of.selected_index()).ok();
        if let Some(&filter) = chosen.and_then(|at| HighlightFilter::ALL.get(at)) {
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
    let chosen = HighlightFilter::ALL.into_iter().zip(0..).find(|(filter, _)| *filter == now.highlight_filter);
    if let Some((control, (_, at))) = control(root).zip(chosen) {
        control.set_selected_index(at);
    }
    // The default needs no link.
    if let Some(link) = dom::find(root, ".sl-reading-bar > .sl-view-link") {
        dom::toggle_attribute(&link, "hidden", now.highlight_filter == HighlightFilter::default());
    }
}

fn control(root: &Element) -> Option<HtmlSelectElement> {
    dom::find(root, ".sl-highlight-filter")?.dyn_into().ok()
}
