//! Renders the article: headline, standfirst, byline and text.

use yew::prelude::*;

use super::{
    ViewContext,
    date::time,
    descriptions,
    element_builder::{ElementBuilder, el, el_with_class, empty},
    fact::{facts, source_link},
    island::Island,
    reading_bar,
    region::Region,
    run, timeline,
};
use crate::story::{Block, Image, TextIndex};

/// Renders the article.
pub(super) fn view(ctx: &ViewContext) -> Html {
    let story = &ctx.story;
    let heading = story.id.to_string();
    let region_of = |text: TextIndex| run::region(ctx, text);
    let head = el_with_class("header", "sl-article-header")
        .child(title(&story.title).attr("id", heading.clone()))
        .children(
            story
                .standfirst
                .map(|text| el_with_class("p", "sl-standfirst").attr("part", "standfirst").child(region_of(text))),
        )
        .child(byline(ctx))
        .children(story.image.as_ref().map(|image| el_with_class("figure", "sl-figure").child(self::image(image))));
    let source = story.source.as_ref().map(|source| {
        el_with_class("p", "sl-source-line").text(ctx.words.original_source).text(": ").child(source_link(source))
    });
    let note = story
        .note
        .as_ref()
        .map(|note| el_with_class("div", "sl-story-note").child(facts(ctx, std::slice::from_ref(note))));
    el_with_class("article", "sl-article")
        .attr("aria-labelledby", heading)
        .child(head)
        .child(Region::fixed(reading_bar::view).view(ctx))
        .child(
            el_with_class("div", "sl-body")
                .attr("part", "body")
                .children(story.blocks.iter().map(|each| block(ctx, each))),
        )
        .children(note)
        .children(source)
        .child(descriptions::view(ctx))
        .child(Island::ReadingPosition.placeholder(ctx, timeline::reading_position(ctx.load_timeline())))
        .into()
}

/// Renders the headline. A compound such as “open-source” is not broken at its hyphen.
fn title(words: &str) -> ElementBuilder {
    let heading = el_with_class("h1", "sl-title").attr("part", "title");
    words.split(' ').enumerate().fold(heading, |heading, (at, word)| {
        let heading = if at == 0 { heading } else { heading.text(" ") };
        // A longer word may have to break on a phone.
        let is_unbreakable = word.contains('-') && word.chars().count() <= 16;
        if is_unbreakable { heading.child(el_with_class("span", "sl-nowrap").text(word)) } else { heading.text(word) }
    })
}

fn byline(ctx: &ViewContext) -> ElementBuilder {
    let (story, words) = (&ctx.story, ctx.words);
    let mut line = el("p");
    if !story.authors.is_empty() {
        line = line.text(words.authors_prefix).text(" ").text(&story.authors.join(words.list_separator)).text(". ");
    }
    if let Some(publisher) = &story.publisher {
        line = line.child(source_link(publisher)).text(". ");
    }
    if let Some(date) = &story.published {
        line = line.text(words.published).text(" ").child(time(ctx, date));
    }
    if let Some(date) = &story.modified {
        line = line.text(words.list_separator).text(words.modified).text(" ").child(time(ctx, date));
    }
    let correction = story.correction.as_ref().map(|correction| {
        el_with_class("p", "sl-correction").child(el("b").text(words.correction)).text(": ").text(correction)
    });
    el_with_class("div", "sl-byline").attr("part", "byline").child(line).children(correction)
}

fn block(ctx: &ViewContext, block: &Block) -> Html {
    let region_of = |text: TextIndex| run::region(ctx, text);
    let about = |element: ElementBuilder, text: TextIndex| {
        element.attr_opt("data-companies", ctx.company_ids(&ctx.story.texts[text].about)).child(region_of(text))
    };
    match block {
        Block::Paragraph(text) => about(el_with_class("p", "sl-paragraph sl-dimmable"), *text).into(),
        Block::Heading(text) => el_with_class("h2", "sl-heading").child(region_of(*text)).into(),
        Block::List { ordered, items } => {
            let items = items.iter().map(|&text| about(el_with_class("li", "sl-dimmable"), text));
            el_with_class(if *ordered { "ol" } else { "ul" }, "sl-list").children(items).into()
        }
        Block::Image { image, caption } => {
            let caption = caption.map_or_else(empty, |text| el("figcaption").child(region_of(text)).into());
            el_with_class("figure", "sl-figure").child(self::image(image)).child(caption).into()
        }
    }
}

fn image(image: &Image) -> ElementBuilder {
    el("img")
        .attr("src", image.url.clone())
        .attr("alt", image.alt.clone())
        .attr("width", image.width.to_string())
        .attr("height", image.height.to_string())
        .attr("loading", "lazy")
}
