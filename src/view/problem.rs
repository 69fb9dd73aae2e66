//! What stands above the static copy when a story can't be read.

use yew::prelude::*;

use super::el::{el, of_class};
use crate::{
    story::Problem,
    words::{Words, fill},
};

/// What is wrong with a story, where, and what happens to the page all the same.
pub(super) fn view(problem: &Problem, lang: &str) -> Html {
    let words = Words::of(lang);
    let place = problem.place().map(|place| el("p").text(&fill(words.problem_at, &[&place])));
    let panel = of_class("div", "sl-error")
        .attr("part", "error")
        .attr("role", "alert")
        .add(of_class("p", "sl-error-title").text(words.problem))
        .all(place)
        .add(of_class("p", "sl-error-message").text(&problem.message()))
        .add(el("p").text(words.problem_rest));
    // A page may have words of its own for it.
    let slot = el("slot").attr("name", "error").add(panel);
    of_class("div", "sidelight").attr("lang", words.lang).add(slot).into()
}
