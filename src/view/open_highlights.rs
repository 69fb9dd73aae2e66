//! The words whose notes are open, shown as such: on the elements themselves, so that nothing of the text renders for it.

use web_sys::Element;

use super::{ViewContext, dom};
use crate::state::HighlightFilter;

/// The class of words whose note is open.
const OPEN: &str = "sl-mark--open";

/// Lights the words of these places (positions in [`crate::story::Story::places`]) in `view`, and no others.
pub(super) fn mark_open(ctx: &ViewContext, view: &Element, open: &[usize], highlight_filter: HighlightFilter) {
    let wanted: Vec<Element> = open.iter().flat_map(|&at| runs_of(ctx, view, at, highlight_filter)).collect();
    for run in dom::elements(view.query_selector_all(".sl-mark--open")).filter(|run| !wanted.contains(run)) {
        // Neither can fail: the name is a plain word.
        let _ = run.class_list().remove_1(OPEN);
    }
    // What is lit already is left alone.
    for run in wanted.iter().filter(|run| !run.class_list().contains(OPEN)) {
        let _ = run.class_list().add_1(OPEN);
    }
}

/// The elements that a place's lines are drawn by. The elements of a text's marked runs are children of one parent, in
/// order; only the one that has the place's name can be asked for.
fn runs_of(ctx: &ViewContext, view: &Element, at: usize, highlight_filter: HighlightFilter) -> Vec<Element> {
    let occurrences = &ctx.story.occurrences;
    let occurrence = &occurrences[at];
    let named = dom::by_id(view, &ctx.id(occurrence.item, Some(occurrence.number)));
    let parent = named.and_then(|named| named.closest(".sl-mark,.sl-run").ok()??.parent_element());
    let Some(parent) = parent else {
        return Vec::new();
    };
    let marked = parent.query_selector_all(":scope > .sl-mark, :scope > .sl-run");
    let runs = ctx.story.texts[occurrence.text].runs.iter().filter(|run| !run.occurrences.is_empty());
    let here = runs.zip(dom::elements(marked)).filter(|(run, _)| run.occurrences.contains(&at));
    here.map(|(run, outer)| {
        // The largest is drawn outermost.
        let shown = run.occurrences.iter().rev().filter(|&&other| highlight_filter.shows(&occurrences[other]));
        let around = shown.take_while(|&&other| other != at).count();
        let inner =
            |element: Element, _| element.query_selector(":scope > .sl-underline").ok().flatten().unwrap_or(element);
        if highlight_filter.shows(occurrence) { (0..around).fold(outer, inner) } else { outer }
    })
    .collect()
}
