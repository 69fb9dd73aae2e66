//! A fact, and where it is known from.

use yew::prelude::*;

use super::shared::use_shared;
use crate::story::{Fact, Origin, Source};

#[derive(Properties, PartialEq)]
pub(super) struct FactsProps {
    pub facts: Vec<Fact>,
}

/// Facts, one to a paragraph, each with its origin.
#[component]
pub(super) fn Facts(props: &FactsProps) -> Html {
    props
        .facts
        .iter()
        .map(|fact| {
            html! {
                <p class="sl-fact">{ &fact.text }{ " " }<OriginBadge origin={fact.from.clone()} /></p>
            }
        })
        .collect()
}

#[derive(Properties, PartialEq)]
pub(super) struct OriginProps {
    pub origin: Origin,
    /// Words before it, for what it is the origin of.
    #[prop_or_default]
    pub of: Option<AttrValue>,
}

/// Where something is known from: the article, or background with its source.
#[component]
pub(super) fn OriginBadge(props: &OriginProps) -> Html {
    let words = use_shared().words;
    let of = props.of.iter().map(|of| html! { <>{ of }{ " " }</> });
    match &props.origin {
        Origin::Article => html! {
            <span class="sl-origin">{ for of }<b class="sl-badge">{ words.from_article }</b></span>
        },
        Origin::Background(source) => html! {
            <span class="sl-origin">
                { for of }<b class="sl-badge sl-badge--background">{ words.from_background }</b>{ " " }
                { source_link(source) }
            </span>
        },
    }
}

/// The name of a source, as a link if it has an address.
pub(super) fn source_link(source: &Source) -> Html {
    match &source.url {
        Some(url) => html! { <a class="sl-source" href={url.clone()} rel="noopener">{ &source.name }</a> },
        None => html! { <span class="sl-source">{ &source.name }</span> },
    }
}
