//! Renders the controls of the carousel and the filter by company. The reader keeps them up to date, and acts on their
//! attribute `data-quotes`.

use yew::prelude::*;

use crate::{
    story::EntityIndex,
    view::{
        ViewContext,
        element_builder::{ElementBuilder, action_button, el, el_with_class},
    },
    words::format,
};

/// Returns the HTML id of the row of slides.
pub(super) fn row_id(ctx: &ViewContext) -> String {
    format!("{}/quotes/slides", ctx.story.id)
}

/// Renders the buttons for the previous and next slide, the position, the list button and the company filter.
pub(super) fn view(ctx: &ViewContext) -> Html {
    let words = ctx.words;
    let step = |name: &'static str, label: &'static str, arrow: &'static str| -> ElementBuilder {
        el_with_class("button", "sl-button sl-slide-button")
            .attr("type", "button")
            .attr("part", "button")
            .attr("data-quotes", name)
            .attr("aria-label", label)
            .attr("aria-controls", row_id(ctx))
            .child(el("span").attr("aria-hidden", "true").text(arrow))
    };
    let count = ctx.story.quotes.len();
    let toggle = action_button(words.show_all).attr("class", "sl-button sl-list-toggle").attr("data-quotes", "list");
    let unrelated = action_button(words.show_unrelated_quotes).attr("data-quotes", "unrelated");
    let filter = el_with_class("p", "sl-filter").attr("hidden", "").child(el("span")).text(" ").child(unrelated);
    el_with_class("div", "sl-controls sl-needs-script")
        .child(step("previous", words.previous_quote, "←").attr("aria-disabled", "true"))
        .child(step("next", words.next_quote, "→"))
        .child(el_with_class("span", "sl-carousel-position").text(&position(ctx, 0, count)))
        .child(toggle)
        .child(filter)
        .into()
}

/// Returns the position of a slide (from 0) in words: “2 of 6”.
pub(crate) fn position(ctx: &ViewContext, at: usize, count: usize) -> String {
    format(ctx.words.n_of_m, &[&(at + 1).to_string(), &count.to_string()])
}

/// Returns how many quotes are by or about the followed company, in words, and true if there are others.
pub(crate) fn filter_summary(ctx: &ViewContext, company: EntityIndex) -> (String, bool) {
    let story = &ctx.story;
    let related = story.quotes.iter().filter(|quote| quote.companies.contains(&company)).count();
    let all = story.quotes.len();
    let name = &story.entities[company].name;
    let summary = format(ctx.words.quotes_of_followed, &[name, &related.to_string(), &all.to_string()]);
    (summary, related < all)
}
