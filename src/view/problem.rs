//! What stands above the static copy when a story can't be read.

use yew::prelude::*;

use crate::{
    story::Problem,
    words::{Words, fill},
};

#[derive(Properties, PartialEq)]
pub struct ProblemProps {
    /// What is wrong.
    pub problem: Problem,
    /// The words of the interface.
    pub lang: AttrValue,
}

/// What is wrong with a story, where, and what happens to the page all the same.
#[component]
pub fn ProblemPanel(props: &ProblemProps) -> Html {
    let words = Words::of(&props.lang);
    html! {
        <div class="sidelight" lang={words.lang}>
            <div class="sl-problem" role="alert">
                <p class="sl-problem-title">{ words.problem }</p>
                if let Some(place) = props.problem.place() {
                    <p>{ fill(words.problem_at, &[&place]) }</p>
                }
                <p class="sl-problem-what">{ props.problem.to_string() }</p>
                <p>{ words.problem_rest }</p>
            </div>
        </div>
    }
}
