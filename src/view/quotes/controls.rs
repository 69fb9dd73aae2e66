//! Renders the controls of the carousel and the filter by company.

use std::rc::Rc;

use yew::prelude::*;

use super::{ViewContext, row_id};
use crate::{
    state::{Action, State},
    view::{
        element_builder::{button, el, el_with_class},
        session_prefs,
    },
    words::format,
};

/// Renders the buttons for the previous and next slide, the position, the list button and the company filter. The
/// number of children is the same in every state, so each element stays and keeps the focus.
pub(in crate::view) fn view(ctx: &ViewContext, state: &State) -> Html {
    let (story, words, carousel) = (&ctx.story, ctx.words, &state.carousel);
    let shown = state.shown_quotes(story);
    let at = shown.iter().position(|&at| at == carousel.current);
    let is_carousel = !carousel.is_list && shown.len() > 1;
    let step = |to: Option<usize>, label: &'static str, arrow: &'static str| {
        let target = to.and_then(|to| shown.get(to)).copied();
        let on_click = target.map_or_else(Callback::noop, |target| ctx.dispatching(Action::ShowSlide(target)));
        button("sl-button sl-slide-button", on_click)
            .attr("aria-label", label)
            .attr("aria-controls", row_id(ctx))
            .attr_opt("aria-disabled", target.is_none().then_some("true"))
            .attr_opt("hidden", (!is_carousel).then_some(""))
            .child(el("span").attr("aria-hidden", "true").text(arrow))
    };
    let position = match at {
        Some(at) if is_carousel => format(words.n_of_m, &[&(at + 1).to_string(), &shown.len().to_string()]),
        _ => String::new(),
    };
    let is_list = !carousel.is_list;
    let on_toggle = {
        let store = Rc::clone(&ctx.store);
        Callback::from(move |_| {
            session_prefs::save_quote_list(is_list);
            store.dispatch(Action::ListQuotes(is_list));
        })
    };
    let toggle = button("sl-button sl-list-toggle", on_toggle)
        .attr_opt("hidden", (shown.len() < 2).then_some(""))
        .text(if is_list { words.show_all } else { words.show_one });
    el_with_class("div", "sl-controls sl-needs-script")
        .child(step(at.and_then(|at| at.checked_sub(1)), words.previous_quote, "←"))
        .child(step(at.map(|at| at + 1), words.next_quote, "→"))
        .child(el_with_class("span", "sl-carousel-position").text(&position))
        .child(toggle)
        .child(filter(ctx, state))
        .into()
}

/// Renders how many quotes are about the followed company, and the button that shows the others.
fn filter(ctx: &ViewContext, state: &State) -> Html {
    let (story, words, carousel) = (&ctx.story, ctx.words, &state.carousel);
    let line = el_with_class("p", "sl-filter");
    let Some(company) = state.followed else {
        return line.attr("hidden", "").into();
    };
    let related = story.quotes.iter().filter(|quote| quote.companies.contains(&company)).count();
    let all = story.quotes.len();
    let summary =
        format(words.quotes_of_followed, &[&story.entities[company].name, &related.to_string(), &all.to_string()]);
    let line = line.child(el("span").text(&summary));
    if related == all {
        return line.into();
    }
    let label = words.unrelated_quotes[usize::from(carousel.show_unrelated)];
    line.text(" ").child(ctx.button(label, Action::ShowUnrelatedQuotes(!carousel.show_unrelated))).into()
}
