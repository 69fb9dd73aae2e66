//! What turns the quotes, and what chooses among them.

use std::rc::Rc;

use yew::prelude::*;

use super::{Shared, row_id};
use crate::{
    state::{Action, State},
    view::{
        el::{button, el, of_class},
        visit,
    },
    words::fill,
};

/// The buttons to the quote before and after, where among how many it stands, the one for a list, and what a company in
/// focus leaves. As many children in every state, so that each stays what it is and keeps the focus.
pub(in crate::view) fn view(shared: &Shared, state: &State) -> Html {
    let (story, words, carousel) = (&shared.story, shared.words, &state.carousel);
    let shown = state.quotes(story);
    let at = shown.iter().position(|&at| at == carousel.current);
    let turns = !carousel.is_list && shown.len() > 1;
    let step = |to: Option<usize>, label: &'static str, arrow: &'static str| {
        let target = to.and_then(|to| shown.get(to)).copied();
        let turn = target.map_or_else(Callback::noop, |target| shared.on(Action::TurnTo(target)));
        button("sl-button sl-slide-button", turn)
            .attr("aria-label", label)
            .attr("aria-controls", row_id(shared))
            .maybe("aria-disabled", target.is_none().then_some("true"))
            .maybe("hidden", (!turns).then_some(""))
            .add(el("span").attr("aria-hidden", "true").text(arrow))
    };
    let position = at.filter(|_| turns).map(|at| fill(words.of, &[&(at + 1).to_string(), &shown.len().to_string()]));
    let is_list = !carousel.is_list;
    let toggled = {
        let store = Rc::clone(&shared.store);
        Callback::from(move |_| {
            visit::keep_list(is_list);
            store.dispatch(Action::ListQuotes(is_list));
        })
    };
    let toggle = button("sl-button sl-list-toggle", toggled)
        .maybe("hidden", (shown.len() < 2).then_some(""))
        .text(if is_list { words.show_all } else { words.show_one });
    of_class("div", "sl-controls sl-needs-script")
        .add(step(at.and_then(|at| at.checked_sub(1)), words.previous_quote, "←"))
        .add(step(at.map(|at| at + 1), words.next_quote, "→"))
        .add(of_class("span", "sl-carousel-position").text(position.as_deref().unwrap_or_default()))
        .add(toggle)
        .add(filter(shared, state))
        .into()
}

/// How many quotes the company in focus leaves, and what shows the others too.
fn filter(shared: &Shared, state: &State) -> Html {
    let (story, words, carousel) = (&shared.story, shared.words, &state.carousel);
    let line = of_class("p", "sl-filter");
    let Some(company) = state.focus else {
        return line.attr("hidden", "").into();
    };
    let left = story.quotes.iter().filter(|quote| quote.companies.contains(&company)).count();
    let all = story.quotes.len();
    let said = fill(words.quotes_in_focus, &[&story.entities[company].name, &left.to_string(), &all.to_string()]);
    let line = line.add(el("span").text(&said));
    if left == all {
        return line.into();
    }
    let label = words.other_quotes[usize::from(carousel.others)];
    line.text(" ").add(shared.button(label, Action::ShowOtherQuotes(!carousel.others))).into()
}
