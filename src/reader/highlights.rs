//! The highlights of the article: the highlight filter.

use web_sys::Element;

use crate::{
    dom,
    state::State,
    view::{RunHighlight, ViewContext, run_elements},
};

/// The class of a highlight whose note is open.
const OPEN: &str = "sl-mark--open";

/// Shows the highlights of the filter, and hides the others. Hidden highlights keep their HTML ids, so that links still
/// find them.
pub(super) fn update(ctx: &ViewContext, root: &Element, before: &State, now: &State) {
    if before.highlight_filter == now.highlight_filter {
        return;
    }
    let runs = ctx.story.texts.iter().flat_map(|text| &text.runs).filter(|run| !run.occurrences.is_empty());
    for (run, outermost) in runs.zip(dom::elements(root.query_selector_all(".sl-mark,.sl-run"))) {
        let highlight = RunHighlight::new(ctx, run, now.highlight_filter);
        for (name, value) in highlight.attributes(run) {
            dom::set_attribute(&outermost, name, value.as_deref());
        }
        for (element, class) in run_elements(&outermost).zip(highlight.classes.iter().rev()) {
            let is_open = dom::has_class(&element, OPEN);
            dom::set_attribute(&element, "class", Some(class));
            dom::toggle_class(&element, OPEN, is_open);
        }
    }
}
