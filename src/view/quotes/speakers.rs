//! The picker: who speaks, each once.

use web_sys::Element;
use yew::prelude::*;

use super::ViewContext;
use crate::{
    state::State,
    story::{ItemRef, Story},
    view::{
        dom,
        element_builder::{el, el_with_class},
    },
};

/// The first quote of every speaker.
pub(super) fn first_quote_of_each_speaker(story: &Story) -> impl Iterator<Item = usize> {
    let speaker = |at: usize| &story.quotes[at].speaker;
    (0..story.quotes.len()).filter(move |&at| (0..at).all(|earlier| speaker(earlier) != speaker(at)))
}

/// Whether two quotes are by the same speaker.
pub(in crate::view) fn is_same(story: &Story, one: usize, other: usize) -> bool {
    let speaker = |at: usize| story.quotes.get(at).map(|quote| &quote.speaker);
    speaker(one) == speaker(other)
}

/// A speaker, by their first quote: leads to their first quote that is shown, and from one that is to their next.
pub(in crate::view) fn view(ctx: &ViewContext, state: &State, first: usize, node: &NodeRef) -> Html {
    let (story, carousel) = (&ctx.story, &state.carousel);
    let theirs: Vec<usize> =
        (first..story.quotes.len()).filter(|&at| is_same(story, first, at) && state.shows_quote(at, story)).collect();
    let current = theirs.iter().position(|&at| at == carousel.current).filter(|_| !carousel.is_list);
    let next = current.map_or(0, |current| current + 1) % theirs.len().max(1);
    let leads_to = theirs.get(next).copied().unwrap_or(first);
    let speaker = &story.quotes[first].speaker;
    let name = ctx.title(ItemRef::Quote(first));
    // Never the number of the one that is shown: names would move at a turn.
    let number = (theirs.len() > 1).then(|| el_with_class("span", "sl-count").text(&theirs.len().to_string()));
    let link = el("a")
        .attr("class", ctx.class("sl-chip", speaker.entity()))
        .attr("href", ctx.href(ItemRef::Quote(leads_to), None))
        .attr_opt("aria-current", (ctx.live && current.is_some()).then_some("true"))
        .child(ctx.monogram(name))
        .text(name)
        .children(number.map(|number| [super::super::element_builder::text(" "), number.into()]).into_iter().flatten());
    el("li").node(node).attr_opt("hidden", theirs.is_empty().then_some("")).child(link).into()
}

/// Brings the name of who speaks into view, in the picker beside this.
pub(super) fn show_current(near: &Element) {
    let section = dom::closest(near, ".sl-quotes");
    let names = section.and_then(|section| dom::find(&section, ".sl-speakers"));
    if let Some(names) = names
        && let Some(name) = dom::find(&names, "[aria-current]")
    {
        dom::scroll_within(&names, &name);
    }
}

/// Once it is shown: the name of who speaks is in view.
pub(in crate::view) fn shown(ctx: &ViewContext, state: &State, first: usize, node: &NodeRef) {
    let is_current = !state.carousel.is_list && is_same(&ctx.story, first, state.carousel.current);
    if let (true, Some(name)) = (is_current, node.cast::<Element>()) {
        show_current(&name);
    }
}
