//! Renders links from an item to related items.

use yew::prelude::*;

use super::{
    ViewContext,
    element_builder::{ElementBuilder, el, el_with_class, empty, fragment},
};
use crate::{
    link,
    state::Selection,
    story::{EntityIndex, ItemRef, QuoteIndex},
};

/// Renders the related items of an item. For an entity: its people and products, events and quotes. For a highlight,
/// quote or event: the entities that it is about.
pub(super) fn view(ctx: &ViewContext, item: ItemRef) -> Html {
    let (story, words) = (&ctx.story, ctx.words);
    match item {
        ItemRef::Entity(at) => {
            let owned = story.entities.indices().filter(|&other| story.entities[other].owner == Some(at));
            let is_shown = |item: ItemRef| Selection { item, occurrence: None }.visible(story).is_some();
            let events = story.events.indices().filter(|&event| story.events[event].company == Some(at));
            let events = events.filter(|&event| is_shown(ItemRef::Event(event)));
            let quotes = story.quotes.indices().filter(|&at_quote| {
                let quote = &story.quotes[at_quote];
                let is_related = quote.speaker.entity() == Some(at) || quote.about.contains(&at);
                is_related && is_shown(ItemRef::Quote(at_quote))
            });
            let lane = if story.has_lane(at) {
                let target = format!("#{}", link::company_fragment(story, at));
                el_with_class("a", "sl-link--lane").attr("href", target).text(words.link_to_lane).into()
            } else {
                empty()
            };
            fragment(vec![
                links(ctx, words.people_and_products, &mut owned.map(|owned| link_to(ctx, ItemRef::Entity(owned)))),
                links(ctx, words.events_of_company, &mut events.map(|event| link_to(ctx, ItemRef::Event(event)))),
                lane,
                links(ctx, words.related_quotes, &mut quotes.map(|quote| quote_link(ctx, quote, at))),
            ])
        }
        ItemRef::Highlight(at) => about(ctx, &story.highlights[at].about),
        ItemRef::Quote(at) => about(ctx, &story.quotes[at].about),
        ItemRef::Event(at) => about(ctx, story.events[at].company.as_slice()),
    }
}

/// Renders links to the entities that an item is about.
fn about(ctx: &ViewContext, about: &[EntityIndex]) -> Html {
    links(ctx, ctx.words.about, &mut about.iter().map(|&at| link_to(ctx, ItemRef::Entity(at))))
}

/// Renders a line with the entities that a quote is about; nothing if the story names none.
pub(super) fn quote_about(ctx: &ViewContext, at: QuoteIndex) -> Html {
    let about = &ctx.story.quotes[at].about;
    let link =
        |at: &EntityIndex| link_to(ctx, ItemRef::Entity(*at)).attr("class", ctx.class("sl-affiliation", Some(*at)));
    if about.is_empty() {
        return empty();
    }
    let line = el_with_class("p", "sl-quote-about").text(ctx.words.about);
    let separators = [" "].into_iter().chain(std::iter::repeat(", "));
    about.iter().zip(separators).fold(line, |line, (at, before)| line.text(before).child(link(at))).into()
}

/// Renders links under a title; nothing if there are none.
fn links(ctx: &ViewContext, title: &str, links: &mut dyn Iterator<Item = ElementBuilder>) -> Html {
    let mut links = links.peekable();
    if links.peek().is_none() {
        return empty();
    }
    let line = el_with_class("p", "sl-related").text(title);
    let separators = [": "].into_iter().chain(std::iter::repeat(ctx.words.list_separator));
    links.zip(separators).fold(line, |line, (link, before)| line.text(before).child(link)).into()
}

/// Renders a link to an item in its own section.
pub(super) fn link_to(ctx: &ViewContext, item: ItemRef) -> ElementBuilder {
    el("a").attr("href", ctx.href(item, None)).text(ctx.title(item))
}

/// Renders a link to a quote: the speaker's name, or in the speaker's own note the first words of the quote.
fn quote_link(ctx: &ViewContext, at: QuoteIndex, of: EntityIndex) -> ElementBuilder {
    let item = ItemRef::Quote(at);
    let quote = &ctx.story.quotes[at];
    if quote.speaker.entity() != Some(of) {
        return link_to(ctx, item);
    }
    let words = &quote.words;
    // An ellipsis stands for words that are left out.
    let beginning =
        if quote.beginning < words.len() { format!("{} …", &words[..quote.beginning]) } else { words.to_owned() };
    el("a").attr("href", ctx.href(item, None)).text(&quote.quoted(&beginning))
}
