//! A fact, and where it is known from.

use yew::prelude::*;

use super::{
    Shared,
    el::{El, el, of_class, together},
};
use crate::story::{Fact, Origin, Source};

/// Facts, one to a paragraph, each with its origin.
pub(super) fn facts(shared: &Shared, facts: &[Fact]) -> Html {
    together(facts.iter().map(|fact| paragraph(shared, fact).into()).collect())
}

fn paragraph(shared: &Shared, fact: &Fact) -> El {
    of_class("p", "sl-fact").text(&fact.text).text(" ").add(origin(shared, &fact.from, None))
}

/// Where something is known from: the article, or background with its source. `of` are words before it, for what it
/// is the origin of.
pub(super) fn origin(shared: &Shared, origin: &Origin, of: Option<&str>) -> El {
    let mut whole = of_class("span", "sl-origin");
    if let Some(of) = of {
        whole = whole.text(of).text(" ");
    }
    match origin {
        Origin::Article => whole.add(of_class("b", "sl-badge").text(shared.words.from_article)),
        Origin::Background(source) => whole
            .add(of_class("b", "sl-badge sl-badge--background").text(shared.words.from_background))
            .text(" ")
            .add(source_link(source)),
    }
}

/// The name of a source, as a link if it has an address.
pub(super) fn source_link(source: &Source) -> El {
    match &source.url {
        Some(url) => link_out(url, &source.name),
        None => of_class("span", "sl-source").text(&source.name),
    }
}

/// A link that leads out of the story.
pub(super) fn link_out(url: &str, name: &str) -> El {
    el("a").attr("class", "sl-source").attr("href", url.to_owned()).attr("rel", "noopener").text(name)
}
