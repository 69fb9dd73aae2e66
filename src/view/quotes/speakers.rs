//! Renders the list of speakers, each speaker once.

use web_sys::Element;

use crate::{
    dom,
    state::State,
    story::{ItemRef, QuoteIndex, Story},
    view::{
        ViewContext,
        element_builder::{ElementBuilder, el, el_with_class},
        monogram::{MONOGRAM, initials},
    },
};

/// Returns the first quote of each speaker.
pub(crate) fn first_quote_of_each_speaker(story: &Story) -> impl Iterator<Item = QuoteIndex> {
    let speaker = |at: QuoteIndex| &story.quotes[at].speaker;
    let quotes = story.quotes.indices();
    quotes.filter(move |&at| story.quotes.position(|quote| quote.speaker == *speaker(at)) == Some(at))
}

/// Renders a speaker, given by their first quote, to which the link leads. A number follows if there are several quotes.
pub(super) fn view(ctx: &ViewContext, first: QuoteIndex) -> ElementBuilder {
    let speaker = &ctx.story.quotes[first].speaker;
    let name = ctx.title(ItemRef::Quote(first));
    let count = ctx.story.quotes.iter().filter(|quote| quote.speaker == *speaker).count();
    let link = el("a")
        .attr("class", ctx.class("sl-chip", speaker.entity()))
        .attr("href", ctx.href(ItemRef::Quote(first), None))
        .attr(MONOGRAM, initials(name))
        .text(name);
    let link =
        if count > 1 { link.text(" ").child(el_with_class("span", "sl-count").text(&count.to_string())) } else { link };
    el("li").child(link)
}

/// An entry of the list of speakers, in one state.
pub(crate) struct SpeakerLink {
    /// The quote to which the link leads: the speaker's first shown quote, or their next one after the current quote.
    pub target: QuoteIndex,
    /// The number of the speaker's shown quotes.
    pub count: usize,
    /// True if the current slide is a quote of the speaker.
    pub is_current: bool,
}

impl SpeakerLink {
    /// Returns what is shown of the speaker of `first`.
    pub(crate) fn new(story: &Story, state: &State, first: QuoteIndex) -> Self {
        let speaker = &story.quotes[first].speaker;
        let is_shown = |&at: &QuoteIndex| story.quotes[at].speaker == *speaker && state.shows_quote(at, story);
        let quotes: Vec<_> = story.quotes.indices().filter(is_shown).collect();
        let carousel = &state.carousel;
        let current = if carousel.is_list { None } else { quotes.iter().position(|&at| at == carousel.current) };
        let next = current.map_or(0, |current| current + 1) % quotes.len().max(1);
        let target = quotes.get(next).copied().unwrap_or(first);
        Self { target, count: quotes.len(), is_current: current.is_some() }
    }
}

/// Scrolls the current speaker's name into view, in the list of speakers near this element.
pub(crate) fn show_current(near: &Element) {
    if let Some(section) = dom::closest(near, ".sl-quotes")
        && let Some(names) = dom::find(&section, ".sl-speakers")
        && let Some(name) = dom::find(&names, "[aria-current]")
    {
        dom::scroll_within(&names, &name);
    }
}
