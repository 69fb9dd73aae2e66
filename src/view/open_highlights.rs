//! Marks the highlights whose notes are open. The class is set on the rendered elements, so that no text is rendered
//! again.

use web_sys::Element;

use super::ViewContext;
use crate::{dom, state::HighlightFilter, story::OccurrenceIndex};

/// The class of a highlight whose note is open.
const OPEN: &str = "sl-mark--open";

/// The attribute of a highlight that is the target of the URL fragment, once its note was opened. It then no longer looks
/// like a target.
const OPENED: &str = "data-opened";

/// Marks these occurrences in `view`, and no others.
pub(super) fn mark_open(
    ctx: &ViewContext,
    view: &Element,
    open: &[OccurrenceIndex],
    highlight_filter: HighlightFilter,
) {
    let wanted: Vec<Element> = open.iter().flat_map(|&at| runs_of(ctx, view, at, highlight_filter)).collect();
    for run in dom::elements(view.query_selector_all(".sl-mark--open")).filter(|run| !wanted.contains(run)) {
        dom::toggle_class(&run, OPEN, false);
    }
    // Elements that are already marked are not changed.
    for run in wanted.iter().filter(|run| !dom::has_class(run, OPEN)) {
        dom::toggle_class(run, OPEN, true);
        if run.matches(":target").is_ok_and(|is_target| is_target) {
            dom::toggle_attribute(run, OPENED, true);
        }
    }
}

/// Returns the elements that underline an occurrence. The elements of a text's marked runs are ordered children of
/// one parent; only one of them has the occurrence's HTML id.
fn runs_of(ctx: &ViewContext, view: &Element, at: OccurrenceIndex, highlight_filter: HighlightFilter) -> Vec<Element> {
    let occurrences = &ctx.story.occurrences;
    let occurrence = &occurrences[at];
    let mut found = Vec::new();
    let named = dom::by_id(view, &ctx.id(occurrence.item, Some(occurrence.number)));
    let Some(parent) = named.and_then(|named| dom::closest(&named, ".sl-mark,.sl-run")?.parent_element()) else {
        return found;
    };
    let marked = parent.query_selector_all(":scope > .sl-mark, :scope > .sl-run");
    let runs = ctx.story.texts[occurrence.text].runs.iter().filter(|run| !run.occurrences.is_empty());
    for (run, outermost) in runs.zip(dom::elements(marked)) {
        if !run.occurrences.contains(&at) {
            continue;
        }
        // The outermost element has the longest occurrence that is shown.
        let is_longest_shown = !highlight_filter.shows(occurrence)
            || run.occurrences.iter().rfind(|&&other| highlight_filter.shows(&occurrences[other])) == Some(&at);
        let own = run_elements(&outermost).zip(run.occurrences.iter().rev()).find(|(_, other)| **other == at);
        found.push(own.filter(|_| !is_longest_shown).map_or(outermost, |(element, _)| element));
    }
    found
}

/// Returns the nested elements of a run, the outermost first: one for each occurrence, and more inside them.
pub(crate) fn run_elements(outermost: &Element) -> impl Iterator<Item = Element> {
    std::iter::successors(Some(outermost.clone()), Element::first_element_child)
}
