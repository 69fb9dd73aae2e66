//! The picker: who speaks, each once.

use web_sys::Element;
use yew::prelude::*;

use super::Shared;
use crate::{
    state::State,
    story::{Story, Thing},
    view::{
        dom,
        el::{el, of_class},
    },
    words::fill,
};

/// The first quote of every speaker.
pub(super) fn firsts(story: &Story) -> impl Iterator<Item = usize> {
    let speaker = |at: usize| &story.quotes[at].speaker;
    (0..story.quotes.len()).filter(move |&at| (0..at).all(|earlier| speaker(earlier) != speaker(at)))
}

/// Whether two quotes are by the same speaker.
pub(in crate::view) fn is_same(story: &Story, one: usize, other: usize) -> bool {
    let speaker = |at: usize| story.quotes.get(at).map(|quote| &quote.speaker);
    speaker(one) == speaker(other)
}

/// A speaker, by their first quote: leads to their first quote that is shown, and from one that is to their next.
pub(in crate::view) fn view(shared: &Shared, state: &State, first: usize, node: &NodeRef) -> Html {
    let (story, words, carousel) = (&shared.story, shared.words, &state.carousel);
    let theirs: Vec<usize> =
        (first..story.quotes.len()).filter(|&at| is_same(story, first, at) && state.shows_quote(at, story)).collect();
    let current = theirs.iter().position(|&at| at == carousel.current).filter(|_| !carousel.is_list);
    let next = current.map_or(0, |current| current + 1) % theirs.len().max(1);
    let leads_to = theirs.get(next).copied().unwrap_or(first);
    let speaker = &story.quotes[first].speaker;
    let name = shared.title(Thing::Quote(first));
    let number = match current {
        Some(current) => fill(words.of, &[&(current + 1).to_string(), &theirs.len().to_string()]),
        None => theirs.len().to_string(),
    };
    let number = (theirs.len() > 1).then(|| of_class("span", "sl-count").text(&number));
    let link = el("a")
        .attr("class", shared.class("sl-chip", speaker.entity()))
        .attr("href", shared.href(Thing::Quote(leads_to), None))
        .maybe("aria-current", current.is_some().then_some("true"))
        .add(shared.monogram(name))
        .text(name)
        .all(number.map(|number| [super::super::el::text(" "), number.into()]).into_iter().flatten());
    el("li").node(node).maybe("hidden", theirs.is_empty().then_some("")).add(link).into()
}

/// Once it is shown: the name of who speaks is in view.
pub(in crate::view) fn shown(shared: &Shared, state: &State, first: usize, node: &NodeRef) {
    let is_current = !state.carousel.is_list && is_same(&shared.story, first, state.carousel.current);
    if let (true, Some(name)) = (is_current, node.cast::<Element>())
        && let Some(names) = name.parent_element()
    {
        dom::scroll_within(&names, &name);
    }
}
