//! A fact, and where it is known from.

use yew::prelude::*;

use super::Shared;
use crate::story::{Fact, Origin, Source};

/// Facts, one to a paragraph, each with its origin.
pub(super) fn facts<'a>(shared: &Shared, facts: impl IntoIterator<Item = &'a Fact>) -> Html {
    let paragraph = |fact: &Fact| {
        html! { <p class="sl-fact">{ &fact.text }{ " " }{ origin(shared, &fact.from, None) }</p> }
    };
    facts.into_iter().map(paragraph).collect()
}

/// Where something is known from: the article, or background with its source. `of` are words before it, for what it
/// is the origin of.
pub(super) fn origin(shared: &Shared, origin: &Origin, of: Option<&'static str>) -> Html {
    let (class, badge, source) = match origin {
        Origin::Article => ("sl-badge", shared.words.from_article, None),
        Origin::Background(source) => ("sl-badge sl-badge--background", shared.words.from_background, Some(source)),
    };
    html! {
        <span class="sl-origin">
            if let Some(of) = of {
                { of }{ " " }
            }
            <b {class}>{ badge }</b>
            if let Some(source) = source {
                { " " }{ source_link(source) }
            }
        </span>
    }
}

/// The name of a source, as a link if it has an address.
pub(super) fn source_link(source: &Source) -> Html {
    match &source.url {
        Some(url) => html! { <a class="sl-source" href={url.clone()} rel="noopener">{ &source.name }</a> },
        None => html! { <span class="sl-source">{ &source.name }</span> },
    }
}
