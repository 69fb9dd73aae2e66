//! The article: headline, standfirst, and the text, word for word.

use yew::prelude::*;

use super::{
    Shared,
    fact::{facts, source_link},
    part::Part,
};
use crate::{
    story::{Block, Date, Image},
    words,
};

/// The article.
pub(super) fn view(shared: &Shared) -> Html {
    let story = &shared.story;
    let heading = story.id.to_string();
    html! {
        <article class="sl-article" aria-labelledby={heading.clone()}>
            <header class="sl-head">
                <h1 class="sl-title" id={heading}>{ &story.title }</h1>
                if let Some(text) = story.standfirst {
                    <p class="sl-standfirst">{ shared.part(Part::Text(text)) }</p>
                }
                { byline(shared) }
                if let Some(image) = &story.image {
                    <figure class="sl-figure">{ picture(image) }</figure>
                }
            </header>
            { shared.part(Part::Companies) }
            <div class="sl-body">
                { for story.blocks.iter().map(|each| block(shared, each)) }
            </div>
            if let Some(source) = &story.source {
                <p class="sl-rests-on">{ shared.words.original_source }{ ": " }{ source_link(source) }</p>
            }
        </article>
    }
}

fn byline(shared: &Shared) -> Html {
    let (story, words) = (&shared.story, shared.words);
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
            { facts(shared, &story.note) }
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

fn block(shared: &Shared, block: &Block) -> Html {
    let about = |text: usize| shared.about(&shared.story.texts[text].about);
    match block {
        Block::Paragraph(text) => {
            html! { <p class="sl-paragraph sl-about" data-about={about(*text)}>{ shared.part(Part::Text(*text)) }</p> }
        }
        Block::Heading(text) => html! { <h2 class="sl-heading">{ shared.part(Part::Text(*text)) }</h2> },
        Block::List { ordered, items } => {
            let items = items.iter().map(|&text| {
                html! { <li class="sl-about" data-about={about(text)}>{ shared.part(Part::Text(text)) }</li> }
            });
            if *ordered {
                html! { <ol class="sl-list">{ for items }</ol> }
            } else {
                html! { <ul class="sl-list">{ for items }</ul> }
            }
        }
        Block::Figure { image, caption } => html! {
            <figure class="sl-figure">
                { picture(image) }
                if let Some(text) = *caption {
                    <figcaption>{ shared.part(Part::Text(text)) }</figcaption>
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
