//! The companies of the story, to follow one of them.

use yew::prelude::*;

use super::{
    Shared,
    el::{el, none, of_class},
};
use crate::{
    link,
    state::{Action, State},
    story::{Story, Thing},
    words::fill,
};

/// The list of companies. Without script each leads to its lane, or to its note; the live page follows it.
pub(super) fn view(shared: &Shared, state: &State) -> Html {
    let (story, words) = (&shared.story, shared.words);
    if story.companies().next().is_none() {
        return none();
    }
    let chip = |at: usize| {
        let name = &story.entities[at].name;
        let link = el("a")
            .attr("class", shared.class("sl-chip", Some(at)))
            .attr("href", format!("#{}", link::to_company(story, at)))
            .maybe("aria-current", (state.focus == Some(at)).then_some("true"))
            .add(shared.monogram(name))
            .text(name);
        el("li").add(link)
    };
    let status = match state.focus {
        Some(company) => followed(story, company, words.in_focus),
        None => words.companies_hint.to_owned(),
    };
    let status = el("span").maybe("role", shared.live.then_some("status")).text(&status);
    let mut below = of_class("p", "sl-status").add(status);
    if state.focus.is_some() {
        below = below.text(" ").add(shared.button(words.clear_focus, Action::ClearFocus));
    }
    of_class("nav", "sl-companies")
        .attr("part", "companies")
        .attr("aria-label", words.companies)
        .add(of_class("ul", "sl-chips").all(story.companies().map(chip)))
        .add(below)
        .into()
}

/// What is left of the story about one company, counted.
fn followed(story: &Story, company: usize, [whole, comma, texts, events, quotes]: [&str; 5]) -> String {
    let share = |text: &str, things: &mut dyn Iterator<Item = bool>| {
        let (about, all) = things.fold((0, 0), |(about, all), is_about| (about + usize::from(is_about), all + 1));
        (all > 0).then(|| fill(text, &[&about.to_string(), &all.to_string()]))
    };
    let is_about = |thing| story.companies_of(thing).contains(&company);
    let events = if story.left_out.timeline {
        None
    } else {
        share(events, &mut (0..story.events.len()).map(|at| is_about(Thing::Event(at))))
    };
    let quotes = if story.left_out.quotes {
        None
    } else {
        share(quotes, &mut (0..story.quotes.len()).map(|at| is_about(Thing::Quote(at))))
    };
    let texts = share(texts, &mut story.paragraphs().map(|text| story.texts[text].about.contains(&company)));
    let shares: Vec<String> = texts.into_iter().chain(events).chain(quotes).collect();
    fill(whole, &[&story.entities[company].name, &shares.join(comma)])
}
