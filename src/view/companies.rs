//! The companies of the story, to follow one of them.

use yew::prelude::*;

use super::{monogram::monogram, shared::use_shared, store::use_slice};
use crate::{
    link,
    state::Action,
    story::{Story, Thing},
    words::fill,
};

/// The list of companies. Without script each leads to its lane, or to its note; the live page follows it.
#[component]
pub(super) fn Companies() -> Html {
    let shared = use_shared();
    let focus = use_slice(&shared.store, |state| state.focus);
    let (story, words) = (&shared.story, shared.words);
    if story.companies().next().is_none() {
        return html! {};
    }
    let clear = {
        let store = shared.store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::ClearFocus))
    };
    let status = focus.map_or_else(|| words.companies_hint.to_owned(), |company| followed(story, company, words.in_focus));
    html! {
        <nav class="sl-companies" aria-label={words.companies}>
            <ul class="sl-chips">
                { for story.companies().map(|at| {
                    let company = &story.entities[at];
                    let pressed = focus == Some(at);
                    let class = classes!("sl-chip", shared.accent(at), pressed.then_some("sl-chip--pressed"));
                    html! {
                        <li key={at}>
                            <a
                                {class}
                                href={format!("#{}", link::to_company(story, at))}
                                aria-current={pressed.then_some("true")}
                            >
                                <span class="sl-monogram" aria-hidden="true">{ monogram(&company.name) }</span>
                                { &company.name }
                            </a>
                        </li>
                    }
                }) }
            </ul>
            <p class="sl-status">
                <span role={shared.live.then_some("status")}>{ status }</span>
                if focus.is_some() {
                    { " " }
                    <button type="button" class="sl-button" onclick={clear}>{ words.clear_focus }</button>
                }
            </p>
        </nav>
    }
}

/// What is left of the story about one company, counted.
fn followed(story: &Story, company: usize, text: &str) -> String {
    let share = |things: &mut dyn Iterator<Item = bool>| {
        let (mut about, mut all) = (0, 0);
        for is_about in things {
            all += 1;
            about += usize::from(is_about);
        }
        [about.to_string(), all.to_string()]
    };
    let is_about = |thing| story.companies_of(thing).contains(&company);
    let paragraphs = share(&mut story.paragraphs().map(|text| story.texts[text].about.contains(&company)));
    let events = share(&mut (0..story.events.len()).map(|at| is_about(Thing::Event(at))));
    let quotes = share(&mut (0..story.quotes.len()).map(|at| is_about(Thing::Quote(at))));
    let name = &story.entities[company].name;
    let values: Vec<&str> = [name].into_iter().chain(&paragraphs).chain(&events).chain(&quotes).map(String::as_str).collect();
    fill(text, &values)
}
