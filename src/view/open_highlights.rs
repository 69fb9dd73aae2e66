//! Marks the highlights whose notes are open. The class is set on the rendered elements, so that no text is rendered
//! again.

use web_sys::Element;

use super::{ViewContext, dom};
use crate::{state::HighlightFilter, story::OccurrenceIndex};

/// The class of a highlight whose note is open.
const OPEN: &str = "sl-mark--open";

/// Marks these occurrences in `view`, and no others.
pub(super) fn mark_open(
    ctx: &ViewContext,
    view: &Element,
    open: &[OccurrenceIndex],
    highlight_filter: HighlightFilter,
) {
    let wanted: Vec<Element> = open.iter().flat_map(|&at| runs_of(ctx, view, at, highlight_filter)).collect();
    for run in dom::elements(view.query_selector_all(".sl-mark--open")).filter(|run| !wanted.contains(run)) {
        // These calls cannot fail: the class name is valid.
        let _ = run.class_list().remove_1(OPEN);
    }
    // Elements that are already marked are not changed.
    for run in wanted.iter().filter(|run| !run.class_list().contains(OPEN)) {
        let _ = run.class_list().add_1(OPEN);
    }
}

/// Returns the elements that underline an occurrence. The elements of a text's marked runs are ordered children of
/// one parent; only one of them has the occurrence's HTML id.
fn runs_of(ctx: &ViewContext, view: &Element, at: OccurrenceIndex, highlight_filter: HighlightFilter) -> Vec<Element> {
    let occurrences = &ctx.story.occurrences;
    let occurrence = &occurrences[at];
    let named = dom::by_id(view, &ctx.id(occurrence.item, Some(occurrence.number)));
    let parent = named.and_then(|named| named.closest(".sl-mark,.sl-run").ok()??.parent_element());
    let Some(parent) = parent else {
        return Vec::new();
    };
    let marked = parent.query_selector_all(":scope > .sl-mark, :scope > .sl-run");
    let runs = ctx.story.texts[occurrence.text].runs.iter().filter(|run| !run.occurrences.is_empty());
    let matching = runs.zip(dom::elements(marked)).filter(|(run, _)| run.occurrences.contains(&at));
    matching
        .map(|(run, outer)| {
            // The longest occurrence is the outermost element.
            let shown = run.occurrences.iter().rev().filter(|&&other| highlight_filter.shows(&occurrences[other]));
            let around = shown.take_while(|&&other| other != at).count();
            let inner = |element: Element, _| {
                element.query_selector(":scope > .sl-underline").ok().flatten().unwrap_or(element)
            };
            if highlight_filter.shows(occurrence) { (0..around).fold(outer, inner) } else { outer }
        })
        .collect()
}
