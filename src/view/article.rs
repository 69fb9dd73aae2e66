//! The article: headline, standfirst, and the text, word for word.

use yew::prelude::*;

use super::{
    companies::Companies,
    fact::{Facts, source_link},
    run::TextRuns,
    shared::{Shared, use_shared},
};
use crate::{
    story::{Block, Date, Image},
    words,
};

/// The article. Renders once for a story.
#[component]
pub(super) fn Article() -> Html {
    let shared = use_shared();
    let story = &shared.story;
    let heading = story.id.to_string();
    html! {
        <article class="sl-article" aria-labelledby={heading.clone()}>
            <header class="sl-head">
                <h1 class="sl-title" id={heading}>{ &story.title }</h1>
                if let Some(text) = story.standfirst {
                    <p class="sl-standfirst"><TextRuns {text} /></p>
                }
                { byline(&shared) }
                if let Some(image) = &story.image {
                    <figure class="sl-figure">{ picture(image) }</figure>
                }
            </header>
            <Companies />
            <div class="sl-body">
                { for story.blocks.iter().enumerate().map(|(at, each)| block(&shared, at, each)) }
            </div>
            if let Some(source) = &story.source {
                <p class="sl-rests-on">{ shared.words.original_source }{ ": " }{ source_link(source) }</p>
            }
        </article>
    }
}

fn byline(shared: &Shared) -> Html {
    let (story, words) = (&shared.story, shared.words);
    let facts = story.note.iter().cloned().collect::<Vec<_>>();
    html! {
        <div class="sl-byline">
            <p>
                if !story.authors.is_empty() {
                    { words.by }{ " " }{ story.authors.join(", ") }{ ". " }
                }
                if let Some(publisher) = &story.publisher {
                    { source_link(publisher) }{ ". " }
                }
                if let Some(date) = &story.published {
                    { words.published }{ " " }{ time(shared, date) }
                }
                if let Some(date) = &story.modified {
                    { ", " }{ words.modified }{ " " }{ time(shared, date) }
                }
            </p>
            if let Some(correction) = &story.correction {
                <p class="sl-correction"><b>{ words.correction }</b>{ ": " }{ correction }</p>
            }
            <Facts {facts} />
        </div>
    }
}

/// A date in words; for machines too, where it is exactly known.
pub(super) fn time(shared: &Shared, date: &Date) -> Html {
    let text = words::date(date, &shared.words.dates);
    match date.machine() {
        Some(datetime) => html! { <time {datetime}>{ text }</time> },
        None => html! { { text } },
    }
}

fn block(shared: &Shared, at: usize, block: &Block) -> Html {
    let about = |text: usize| shared.about(&shared.story.texts[text].about);
    match block {
        Block::Paragraph(text) => {
            html! { <p key={at} class="sl-paragraph sl-about" data-about={about(*text)}><TextRuns text={*text} /></p> }
        }
        Block::Heading(text) => html! { <h2 key={at} class="sl-heading"><TextRuns text={*text} /></h2> },
        Block::List { ordered, items } => {
            let items = items.iter().map(|&text| {
                html! { <li key={text} class="sl-about" data-about={about(text)}><TextRuns {text} /></li> }
            });
            if *ordered {
                html! { <ol key={at} class="sl-list">{ for items }</ol> }
            } else {
                html! { <ul key={at} class="sl-list">{ for items }</ul> }
            }
        }
        Block::Figure { image, caption } => html! {
            <figure key={at} class="sl-figure">
                { picture(image) }
                if let Some(text) = *caption {
                    <figcaption><TextRuns {text} /></figcaption>
                }
            </figure>
        },
    }
}

fn picture(image: &Image) -> Html {
    html! {
        <img
            src={image.url.clone()}
            alt={image.alt.clone()}
            width={image.width.to_string()}
            height={image.height.to_string()}
            loading="lazy"
        />
    }
}
