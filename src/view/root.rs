//! What an element shows: a story, or why it can't.

use yew::prelude::*;

use super::{App, ProblemPanel, Shared};
use crate::story::Problem;

/// What an element shows.
#[derive(Clone, PartialEq)]
pub enum Content {
    /// A story.
    Story(Shared),
    /// Why there is none.
    Problem(Problem),
}

/// What an element shows, and whom to tell.
#[derive(Properties, PartialEq, Clone)]
pub struct RootProps {
    /// What it shows.
    pub content: Content,
    /// The language to say a problem in (BCP 47).
    pub lang: AttrValue,
    /// Called once a story has been rendered for the first time.
    pub on_rendered: Callback<()>,
}

/// The one component that an element mounts. It stays mounted for good: stories come and go as its props.
#[component]
pub fn Root(props: &RootProps) -> Html {
    match &props.content {
        Content::Story(shared) => {
            html! { <App shared={shared.clone()} on_rendered={props.on_rendered.clone()} /> }
        }
        Content::Problem(problem) => html! { <ProblemPanel problem={problem.clone()} lang={props.lang.clone()} /> },
    }
}
