//! What stands above the static copy when a story can't be read.

use yew::prelude::*;

use crate::{
    story::Problem,
    words::{Words, fill},
};

/// What is wrong with a story, where, and what happens to the page all the same.
pub(super) fn view(problem: &Problem, lang: &str) -> Html {
    let words = Words::of(lang);
    html! {
        <div class="sidelight" lang={words.lang}>
            <div class="sl-problem" role="alert">
                <p class="sl-problem-title">{ words.problem }</p>
                if let Some(place) = problem.place() {
                    <p>{ fill(words.problem_at, &[&place]) }</p>
                }
                <p class="sl-problem-what">{ problem.to_string() }</p>
                <p>{ words.problem_rest }</p>
            </div>
        </div>
    }
}
