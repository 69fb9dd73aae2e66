//! Renders the text of the story, with its inline styles and highlights.

use web_sys::Element;
use yew::prelude::*;

use super::{
    ViewContext,
    descriptions::described_by,
    element_builder::{el, fragment, text},
    region::Region,
};
use crate::{
    state::HighlightFilter,
    story::{InlineStyle, ItemRef, Occurrence, OccurrenceIndex, Run, TextIndex},
};

/// The classes of nested underlines, from the innermost to the outermost. Deeper levels share the last class.
const LEVELS: [&str; 4] = ["", " sl-level-1", " sl-level-2", " sl-level-3"];

/// Renders the region of one text.
pub(super) fn region(ctx: &ViewContext, text: TextIndex) -> Html {
    Region::fixed(move |ctx| view(ctx, text)).view(ctx)
}

/// Renders the runs of one text, with the highlights that are shown by default.
fn view(ctx: &ViewContext, text: TextIndex) -> Html {
    let text = &ctx.story.texts[text];
    let runs = text.runs.iter().map(|run| view_run(ctx, run, &text.rich.text[run.range.clone()]));
    fragment(runs.collect())
}

/// Renders a run as exactly one node. [`super::open_highlights`] and the reader rely on this.
fn view_run(ctx: &ViewContext, run: &Run, words: &str) -> Html {
    let words = match &run.style {
        None => text(words),
        Some(InlineStyle::Emphasis) => el("em").text(words).into(),
        Some(InlineStyle::Link(url)) => el("a").attr("href", url.clone()).attr("rel", "noopener").text(words).into(),
    };
    if run.occurrences.is_empty() { words } else { marked_run(ctx, run, words) }
}

/// Renders a run that has occurrences: one nested underline for each, the shortest innermost. If an occurrence has
/// its tab stop here, the run is a link to its note.
fn marked_run(ctx: &ViewContext, run: &Run, words: Html) -> Html {
    let occurrences = &ctx.story.occurrences;
    let id = |at: OccurrenceIndex| ctx.id(occurrences[at].item, Some(occurrences[at].number));
    let highlight = RunHighlight::new(ctx, run, HighlightFilter::default());
    let words =
        run.tab_stops_of.iter().skip(1).fold(words, |words, &at| el("span").attr("id", id(at)).child(words).into());
    let inner = &highlight.classes[..run.occurrences.len() - 1];
    let words = inner.iter().fold(words, |words, class| el("span").attr("class", class.clone()).child(words).into());
    // With all highlights it is a link; with fewer ones the same element has no target.
    let all = RunHighlight::new(ctx, run, HighlightFilter::All);
    let tag = if matches!(all.target, RunTarget::Link { .. }) { "a" } else { "span" };
    let mut element = el(tag)
        .attr_opt("class", highlight.classes.last().cloned())
        .attr_opt("id", run.tab_stops_of.first().map(|&at| id(at)))
        .attr_opt("data-note", numbers(ctx, &run.occurrences, run.range.end))
        .attr_opt("data-label", margin_label(ctx, run));
    for (name, value) in highlight.attributes(run) {
        element = element.attr_opt(name, value);
    }
    element.child(words).into()
}

/// Returns the name of the occurrence whose note a click on this mark opens, if there is one.
pub(crate) fn occurrence_name(mark: &Element) -> Option<String> {
    mark.get_attribute("data-link").or_else(|| mark.has_attribute("href").then(|| mark.id()))
}

/// How a run is highlighted with a highlight filter.
pub(crate) struct RunHighlight {
    /// The classes of the run's nested elements, the innermost first. There is one for each of the run's occurrences.
    pub classes: Vec<String>,
    target: RunTarget,
}

/// The note that a click on a run opens.
enum RunTarget {
    /// The note of this occurrence, or else the one that the HTML id names. The run is a tab stop. Without script the link
    /// leads to the notes section.
    Link { occurrence: Option<AttrValue>, note: AttrValue, described_by: String },
    /// The note of this occurrence. Its tab stop is elsewhere, or the author's link is the tab stop.
    Part { occurrence: AttrValue },
    /// Nothing.
    Nothing,
}

impl RunHighlight {
    /// Returns how a run is highlighted. A run has its longest shown underline on its outermost element.
    pub(crate) fn new(ctx: &ViewContext, run: &Run, filter: HighlightFilter) -> Self {
        let occurrences = &ctx.story.occurrences;
        let id = |at: OccurrenceIndex| ctx.id(occurrences[at].item, Some(occurrences[at].number));
        let is_shown = |at: &&OccurrenceIndex| filter.shows(&occurrences[**at]);
        let shown: Vec<OccurrenceIndex> = run.occurrences.iter().filter(is_shown).copied().collect();
        let outermost = shown.last().copied();
        let mut classes: Vec<String> = run
            .occurrences
            .iter()
            .map(|at| {
                if shown.contains(at) && Some(*at) != outermost {
                    class(ctx, "sl-underline", *at)
                } else {
                    String::new()
                }
            })
            .collect();
        if let Some(last) = classes.last_mut() {
            *last = outermost.map_or_else(|| "sl-run".to_owned(), |at| class(ctx, "sl-mark", at));
        }
        let tab_stop = run.tab_stops_of.iter().find(is_shown).copied();
        // A link of the author's keeps its target; no second link is added.
        let is_linked = matches!(run.style, Some(InlineStyle::Link(_)));
        let target = match (tab_stop, shown.first()) {
            (Some(at), _) if !is_linked => RunTarget::Link {
                // The HTML id of the run names its first tab stop.
                occurrence: if run.tab_stops_of.first() == Some(&at) { None } else { Some(id(at)) },
                note: ctx.href(occurrences[at].item, None),
                described_by: described_by(ctx, &shown),
            },
            (None, Some(&smallest)) if !is_linked => RunTarget::Part { occurrence: id(smallest) },
            _ => RunTarget::Nothing,
        };
        Self { classes, target }
    }

    /// Returns the attributes of the run's outermost element that depend on the filter.
    pub(crate) fn attributes(&self, run: &Run) -> [(&'static str, Option<AttrValue>); 4] {
        let (link, note, described_by) = match &self.target {
            RunTarget::Link { occurrence, note, described_by } => {
                (occurrence.clone(), Some(note.clone()), Some(described_by.clone().into()))
            }
            RunTarget::Part { occurrence } => (Some(occurrence.clone()), None, None),
            RunTarget::Nothing => (None, None, None),
        };
        // The element can receive the focus when its note closes, also if it is no link.
        let tabindex = if note.is_none() && !run.tab_stops_of.is_empty() { Some("-1".into()) } else { None };
        [("href", note), ("data-link", link), ("aria-describedby", described_by), ("tabindex", tabindex)]
    }
}

/// Returns the printed numbers of the notes whose item is first mentioned here and ends with this run.
fn numbers(ctx: &ViewContext, shown: &[OccurrenceIndex], end: usize) -> Option<String> {
    let story = &ctx.story;
    let is_first = |occurrence: &&Occurrence| occurrence.number == 1 && occurrence.range.end == end;
    let occurrences = shown.iter().map(|&at| &story.occurrences[at]).filter(is_first);
    let numbers = occurrences.filter_map(|occurrence| story.notes.iter().position(|&item| item == occurrence.item));
    let numbers: Vec<_> = numbers.map(|at| (at + 1).to_string()).collect();
    if numbers.is_empty() { None } else { Some(numbers.join(", ")) }
}

/// Returns the label that the stylesheet shows in the margin beside the start of a claim or a figure: the title. A figure
/// within a claim has none, because the claim is about it.
fn margin_label(ctx: &ViewContext, run: &Run) -> Option<AttrValue> {
    let story = &ctx.story;
    let mut highlights = run.occurrences.iter().filter_map(|&at| match story.occurrences[at].item {
        ItemRef::Highlight(highlight) => Some((at, highlight)),
        ItemRef::Entity(_) | ItemRef::Quote(_) | ItemRef::Event(_) => None,
    });
    // The longest is the last.
    let (at, highlight) = highlights.next_back()?;
    let begins_here = story.occurrences[at].range.start == run.range.start;
    begins_here.then(|| story.highlights[highlight].title.clone().into())
}

/// Returns the class with the modifiers for the occurrence's highlight style and underline level.
fn class(ctx: &ViewContext, class: &'static str, at: OccurrenceIndex) -> String {
    let occurrence = &ctx.story.occurrences[at];
    let mut class = ctx.class(class, ctx.owner(occurrence.item));
    class.push_str(" sl-mark--");
    class.push_str(ctx.story.highlight_style(occurrence.item).as_str());
    class.push_str(LEVELS[occurrence.level.min(LEVELS.len() - 1)]);
    class
}
