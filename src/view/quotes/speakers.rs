//! Renders the list of speakers, each speaker once.

use web_sys::Element;
use yew::prelude::*;

use super::ViewContext;
use crate::{
    dom,
    state::State,
    story::{ItemRef, QuoteIndex, Story},
    view::element_builder::{el, el_with_class},
};

/// Returns the first quote of each speaker.
pub(super) fn first_quote_of_each_speaker(story: &Story) -> impl Iterator<Item = QuoteIndex> {
    let speaker = |at: QuoteIndex| &story.quotes[at].speaker;
    let quotes = story.quotes.indices();
    quotes.filter(move |&at| story.quotes.position(|quote| quote.speaker == *speaker(at)) == Some(at))
}

/// Returns true if two quotes have the same speaker.
pub(in crate::view) fn is_same(story: &Story, one: QuoteIndex, other: QuoteIndex) -> bool {
    let speaker = |at: QuoteIndex| story.quotes.get(at).map(|quote| &quote.speaker);
    speaker(one) == speaker(other)
}

/// Renders a speaker, given by their first quote. The link leads to their first visible quote, or from a
/// current quote to their next.
pub(in crate::view) fn view(ctx: &ViewContext, state: &State, first: QuoteIndex, node: &NodeRef) -> Html {
    let (story, carousel) = (&ctx.story, &state.carousel);
    let quotes: Vec<_> =
        story.quotes.indices().filter(|&at| is_same(story, first, at) && state.shows_quote(at, story)).collect();
    let current = if carousel.is_list { None } else { quotes.iter().position(|&at| at == carousel.current) };
    let next = current.map_or(0, |current| current + 1) % quotes.len().max(1);
    let target = quotes.get(next).copied().unwrap_or(first);
    let speaker = &story.quotes[first].speaker;
    let name = ctx.title(ItemRef::Quote(first));
    // The position of the current quote is not shown: the names would move when the slide changes.
    let number = (quotes.len() > 1).then(|| el_with_class("span", "sl-count").text(&quotes.len().to_string()));
    let link = el("a")
        .attr("class", ctx.class("sl-chip", speaker.entity()))
        .attr("href", ctx.href(ItemRef::Quote(target), None))
        .attr_opt("aria-current", (ctx.is_live() && current.is_some()).then_some("true"))
        .child(ctx.monogram(name))
        .text(name)
        .children(number.map(|number| [super::super::element_builder::text(" "), number.into()]).into_iter().flatten());
    el("li").node(node).attr_opt("hidden", quotes.is_empty().then_some("")).child(link).into()
}

/// Scrolls the current speaker's name into view, in the list of speakers near this element.
pub(super) fn show_current(near: &Element) {
    if let Some(section) = dom::closest(near, ".sl-quotes")
        && let Some(names) = dom::find(&section, ".sl-speakers")
        && let Some(name) = dom::find(&names, "[aria-current]")
    {
        dom::scroll_within(&names, &name);
    }
}

/// Called after rendering: scrolls the current speaker's name into view.
pub(in crate::view) fn shown(ctx: &ViewContext, state: &State, first: QuoteIndex, node: &NodeRef) {
    let is_current = !state.carousel.is_list && is_same(&ctx.story, first, state.carousel.current);
    if is_current && let Some(name) = node.cast::<Element>() {
        show_current(&name);
    }
}
