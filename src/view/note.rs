//! What there is to say of a thing: the same words in the notes at the foot and in the card beside the text.

use yew::prelude::*;

use super::{
    Shared,
    article::time,
    fact::{facts, origin},
    monogram::monogram,
};
use crate::{
    state::{Action, State},
    story::{Kind, Speech, Status, Thing},
    words::fill,
};

/// What there is to say of a thing. The title gets an id, so that what holds the note can be named by it.
pub(super) fn view(shared: &Shared, state: &State, thing: Thing, title_id: &str) -> Html {
    let (kind, title, body) = match thing {
        Thing::Entity(at) => entity(shared, state, at),
        Thing::Highlight(at) => highlight(shared, at),
        Thing::Quote(at) => quote(shared, at),
        Thing::Event(at) => event(shared, at),
    };
    html! {
        <>
            <p class="sl-kind">{ kind }</p>
            <h3 class="sl-note-title" id={title_id.to_owned()}>{ title }</h3>
            { body }
            { places(shared, thing) }
        </>
    }
}

fn entity(shared: &Shared, state: &State, at: usize) -> (&'static str, Html, Html) {
    let (story, words) = (&shared.story, shared.words);
    let entity = &story.entities[at];
    let title = html! {
        <>
            if entity.accent.is_some() {
                <span class={shared.class("sl-monogram", Some(at))} aria-hidden="true">{ monogram(&entity.name) }</span>
            }
            { &entity.name }
        </>
    };
    let belongs = entity.owner.map(|owner| {
        let name = html! { <a href={shared.href(Thing::Entity(owner), None)}>{ &story.entities[owner].name }</a> };
        match &entity.role {
            Some(role) => html! { <p class="sl-role">{ role }{ ", " }{ name }</p> },
            None if entity.kind == Kind::Product => html! { <p class="sl-role">{ words.maker }{ " " }{ name }</p> },
            None => html! { <p class="sl-role">{ name }</p> },
        }
    });
    let body = html! {
        <>
            { for belongs }
            if let (None, Some(role)) = (entity.owner, &entity.role) {
                <p class="sl-role">{ role }</p>
            }
            { facts(shared, &entity.summary) }
            if let Some(url) = &entity.url {
                <p><a class="sl-source" href={url.clone()} rel="noopener">{ words.website }</a></p>
            }
            if entity.accent.is_some() {
                { follow_button(shared, state, at) }
            }
        </>
    };
    (words.kind(entity.kind), title, body)
}

fn highlight(shared: &Shared, at: usize) -> (&'static str, Html, Html) {
    let highlight = &shared.story.highlights[at];
    let body = facts(shared, &highlight.note);
    (shared.words.highlight(highlight.kind), html! { &highlight.title }, body)
}

fn quote(shared: &Shared, at: usize) -> (&'static str, Html, Html) {
    let (story, words) = (&shared.story, shared.words);
    let quote = &story.quotes[at];
    let title = quote.speaker.map(|speaker| html! { &story.entities[speaker].name });
    let body = html! {
        <>
            if let Some(speaker) = quote.speaker {
                { speaker_role(shared, speaker) }
            }
            <p class="sl-role">{ match quote.speech {
                Speech::Direct => words.direct,
                Speech::Reported => words.reported,
            } }</p>
            { facts(shared, &quote.note) }
        </>
    };
    (words.quote, title.unwrap_or_default(), body)
}

/// What a speaker does and where they belong, if the story says so.
pub(super) fn speaker_role(shared: &Shared, speaker: usize) -> Html {
    let entity = &shared.story.entities[speaker];
    let owner = entity.owner.map(|owner| shared.story.entities[owner].name.as_str());
    let text = match (entity.role.as_deref(), owner) {
        (Some(role), Some(owner)) => fill(shared.words.role_at, &[role, owner]),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => return html! {},
    };
    html! { <p class="sl-role">{ text }</p> }
}

fn event(shared: &Shared, at: usize) -> (&'static str, Html, Html) {
    let event = &shared.story.events[at];
    let body = html! { <>{ event_date(shared, at) }{ facts(shared, &event.note) }</> };
    (shared.words.event, html! { &event.title }, body)
}

/// When an event happens, whether it is planned, and where that is known from.
pub(super) fn event_date(shared: &Shared, at: usize) -> Html {
    let (event, words) = (&shared.story.events[at], shared.words);
    html! {
        <p class="sl-date">
            <b>
                if let Some(date) = &event.date {
                    { time(shared, date) }
                } else {
                    { words.undated }
                }
                if event.status == Status::Planned {
                    { ", " }<span class="sl-planned">{ words.planned }</span>
                }
            </b>
            { " " }
            { origin(shared, &event.dated, Some(words.date_from)) }
        </p>
    }
}

/// Links to where a thing stands in the text.
pub(super) fn places(shared: &Shared, thing: Thing) -> Html {
    let words = shared.words;
    let count = shared.story.places_of(thing).count();
    let link = |number: usize| {
        let href = shared.href(thing, Some(number));
        if count == 1 {
            return html! { <a class="sl-place" {href}>{ words.in_article }</a> };
        }
        let label = fill(words.of, &[&number.to_string(), &count.to_string()]);
        html! { <>{ " " }<a class="sl-place" {href} aria-label={format!("{} {label}", words.mentioned)}>{ number }</a></> }
    };
    match count {
        0 => html! {},
        1 => html! { <p class="sl-places">{ link(1) }</p> },
        _ => {
            html! { <p class="sl-places"><span aria-hidden="true">{ words.mentioned }</span>{ for (1..=count).map(link) }</p> }
        }
    }
}

/// The button that puts a company in focus, or lets go of it.
fn follow_button(shared: &Shared, state: &State, company: usize) -> Html {
    let text = if state.focus == Some(company) { shared.words.focus_off } else { shared.words.focus_on };
    html! {
        <p class="sl-needs-script">
            <button type="button" class="sl-button" onclick={shared.on_press(Action::ToggleFocus(company))}>
                { fill(text, &[&shared.story.entities[company].name]) }
            </button>
        </p>
    }
}
