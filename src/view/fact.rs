//! Renders facts with their origin and sources.

use yew::prelude::*;

use super::{
    ViewContext,
    element_builder::{ElementBuilder, el, el_with_class, fragment},
};
use crate::story::{Fact, Origin, Source};

/// Renders facts, one per paragraph, each with its origin.
pub(super) fn facts(ctx: &ViewContext, facts: &[Fact]) -> Html {
    fragment(facts.iter().map(|fact| sourced_paragraph(ctx, fact).into()).collect())
}

fn sourced_paragraph(ctx: &ViewContext, fact: &Fact) -> ElementBuilder {
    let line = el_with_class("p", "sl-fact").text(&fact.text).text(" ");
    match &fact.from {
        // Most facts are from the article. The stylesheet renders their badge, so that it needs no element.
        Origin::Article => line.attr("data-origin", ctx.words.from_article),
        from @ Origin::Background(_) => origin(ctx, from, line),
    }
}

/// Renders the origin of the date of an event.
pub(super) fn date_origin(ctx: &ViewContext, of: &Origin, line: ElementBuilder) -> ElementBuilder {
    origin(ctx, of, line.text(ctx.words.date_from).text(" "))
}

/// Renders the origin of a statement into `line`: the article, or background with its source.
fn origin(ctx: &ViewContext, origin: &Origin, line: ElementBuilder) -> ElementBuilder {
    match origin {
        Origin::Article => line.child(el_with_class("b", "sl-badge").text(ctx.words.from_article)),
        Origin::Background(source) => line
            .child(el_with_class("b", "sl-badge sl-badge--background").text(ctx.words.from_background))
            .text(" ")
            .child(source_link(source)),
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
