//! Renders facts. Those that are not from the article are marked, and have their source.

use yew::prelude::*;

use super::{
    ViewContext,
    element_builder::{ElementBuilder, el, el_with_class, fragment},
};
use crate::story::{Fact, Origin, Source};

/// Renders facts, one per paragraph.
pub(super) fn facts(ctx: &ViewContext, facts: &[Fact]) -> Html {
    fragment(facts.iter().map(|fact| sourced_paragraph(ctx, fact).into()).collect())
}

fn sourced_paragraph(ctx: &ViewContext, fact: &Fact) -> ElementBuilder {
    let line = el_with_class("p", "sl-fact").text(&fact.text).text(" ");
    match &fact.from {
        // Only what the article does not say is marked.
        Origin::Article => line,
        Origin::Background(source) => line
            .child(el_with_class("b", "sl-badge").text(ctx.words.from_background))
            .text(" ")
            .child(source_link(source)),
    }
}

/// Renders the source of the date of an event into `line`; `None` if the date is from the article.
pub(super) fn date_origin(ctx: &ViewContext, of: &Origin, line: ElementBuilder) -> Option<ElementBuilder> {
    match of {
        Origin::Article => None,
        Origin::Background(source) => Some(line.text(ctx.words.date_from).text(" ").child(source_link(source))),
    }
}

/// Renders the name of a source, as a link if the source has a URL.
pub(super) fn source_link(source: &Source) -> ElementBuilder {
    match &source.url {
        Some(url) => link_out(url, &source.name),
        None => el_with_class("span", "sl-source").text(&source.name),
    }
}

/// Renders a link to another site.
pub(super) fn link_out(url: &str, name: &str) -> ElementBuilder {
    el("a").attr("class", "sl-source").attr("href", url.to_owned()).attr("rel", "noopener").text(name)
}
