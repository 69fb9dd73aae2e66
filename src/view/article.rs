//! The article: headline, standfirst, and the text, word for word.

use yew::prelude::*;

use super::{
    Shared,
    el::{El, el, none, of_class, text},
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
    let words_of = |text: usize| shared.part(Part::Text(text));
    let head = of_class("header", "sl-article-header")
        .add(title(&story.title).attr("id", heading.clone()))
        .all(story.standfirst.map(|text| of_class("p", "sl-standfirst").attr("part", "standfirst").add(words_of(text))))
        .add(byline(shared))
        .all(story.image.as_ref().map(|image| of_class("figure", "sl-figure").add(picture(image))));
    let source = story.source.as_ref().map(|source| {
        of_class("p", "sl-source-line").text(shared.words.original_source).text(": ").add(source_link(source))
    });
    of_class("article", "sl-article")
        .attr("aria-labelledby", heading)
        .add(head)
        .add(shared.part(Part::Companies))
        .add(shared.part(Part::HighlightFilter))
        .add(of_class("div", "sl-body").attr("part", "body").all(story.blocks.iter().map(|each| block(shared, each))))
        .all(source)
        .add(shared.part(Part::Here))
        .into()
}

/// The headline. A compound such as “open-source” is not torn apart where the line has room for it.
fn title(words: &str) -> El {
    let whole = of_class("h1", "sl-title").attr("part", "title");
    words.split(' ').enumerate().fold(whole, |whole, (at, word)| {
        let whole = if at == 0 { whole } else { whole.text(" ") };
        // What is longer may have to break on a phone.
        let together = word.contains('-') && word.chars().count() <= 16;
        if together { whole.add(of_class("span", "sl-nowrap").text(word)) } else { whole.text(word) }
    })
}

fn byline(shared: &Shared) -> El {
    let (story, words) = (&shared.story, shared.words);
    let mut line = el("p");
    if !story.authors.is_empty() {
        line = line.text(words.by).text(" ").text(&story.authors.join(words.comma())).text(". ");
    }
    if let Some(publisher) = &story.publisher {
        line = line.add(source_link(publisher)).text(". ");
    }
    if let Some(date) = &story.published {
        line = line.text(words.published).text(" ").add(time(shared, date));
    }
    if let Some(date) = &story.modified {
        line = line.text(words.comma()).text(words.modified).text(" ").add(time(shared, date));
    }
    let correction = story.correction.as_ref().map(|correction| {
        of_class("p", "sl-correction").add(el("b").text(words.correction)).text(": ").text(correction)
    });
    of_class("div", "sl-byline")
        .attr("part", "byline")
        .add(line)
        .all(correction)
        .add(facts(shared, story.note.as_slice()))
}

/// A date in words; for machines too, where it is exactly known.
pub(super) fn time(shared: &Shared, date: &Date) -> Html {
    let words = words::date(date, &shared.words.dates);
    match date.machine() {
        Some(datetime) => el("time").attr("datetime", datetime).text(&words).into(),
        None => text(&words),
    }
}

fn block(shared: &Shared, block: &Block) -> Html {
    let words_of = |text: usize| shared.part(Part::Text(text));
    let about = |of: El, text: usize| {
        of.maybe("data-companies", shared.about(&shared.story.texts[text].about)).add(words_of(text))
    };
    match block {
        Block::Paragraph(text) => about(of_class("p", "sl-paragraph sl-dimmable"), *text).into(),
        Block::Heading(text) => of_class("h2", "sl-heading").add(words_of(*text)).into(),
        Block::List { ordered, items } => {
            let items = items.iter().map(|&text| about(of_class("li", "sl-dimmable"), text));
            of_class(if *ordered { "ol" } else { "ul" }, "sl-list").all(items).into()
        }
        Block::Image { image, caption } => {
            let caption = caption.map_or_else(none, |text| el("figcaption").add(words_of(text)).into());
            of_class("figure", "sl-figure").add(picture(image)).add(caption).into()
        }
    }
}

fn picture(image: &Image) -> El {
    el("img")
        .attr("src", image.url.clone())
        .attr("alt", image.alt.clone())
        .attr("width", image.width.to_string())
        .attr("height", image.height.to_string())
        .attr("loading", "lazy")
}
