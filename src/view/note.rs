//! What there is to say of a thing: the same words in the notes at the foot and in the card beside the text.

use yew::prelude::*;

use super::{
    article::time,
    fact::{Facts, OriginBadge},
    monogram::monogram,
    shared::{Shared, use_shared},
    store::use_slice,
};
use crate::{
    state::Action,
    story::{Kind, Speech, Status, Thing},
    words::fill,
};

#[derive(Properties, PartialEq)]
pub(super) struct NoteProps {
    pub thing: Thing,
    /// The id that its title gets, so that what holds the note can be named by it.
    pub title_id: AttrValue,
    /// Whether it stands beside the text, and leads from there to where the thing is at home.
    #[prop_or_default]
    pub beside_text: bool,
}

/// What there is to say of a thing.
#[component]
pub(super) fn Note(props: &NoteProps) -> Html {
    let shared = use_shared();
    let (kind, title, body) = match props.thing {
        Thing::Entity(at) => entity(&shared, at),
        Thing::Highlight(at) => highlight(&shared, at),
        Thing::Quote(at) => quote(&shared, at),
        Thing::Event(at) => event(&shared, at),
    };
    html! {
        <>
            <p class="sl-kind">{ kind }</p>
            <h3 class="sl-note-title" id={props.title_id.clone()}>{ title }</h3>
            { body }
            { places(&shared, props.thing) }
            if props.beside_text {
                <p class="sl-note-home">
                    <a href={shared.href(props.thing, None)}>
                        { match props.thing {
                            Thing::Entity(_) | Thing::Highlight(_) => shared.words.full_note,
                            Thing::Quote(_) => shared.words.among_quotes,
                            Thing::Event(_) => shared.words.on_timeline,
                        } }
                    </a>
                </p>
            }
        </>
    }
}

fn entity(shared: &Shared, at: usize) -> (&'static str, Html, Html) {
    let (story, words) = (&shared.story, shared.words);
    let entity = &story.entities[at];
    let title = html! {
        <>
            if entity.accent.is_some() {
                <span class={classes!("sl-monogram", shared.accent(at))} aria-hidden="true">{ monogram(&entity.name) }</span>
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
            <Facts facts={entity.summary.clone()} />
            if let Some(url) = &entity.url {
                <p><a class="sl-source" href={url.clone()} rel="noopener">{ words.website }</a></p>
            }
            if entity.accent.is_some() && shared.live {
                <FollowButton company={at} />
            }
        </>
    };
    (words.kind(entity.kind), title, body)
}

fn highlight(shared: &Shared, at: usize) -> (&'static str, Html, Html) {
    let highlight = &shared.story.highlights[at];
    let body = html! { <Facts facts={highlight.note.clone()} /> };
    (shared.words.highlight(highlight.kind), html! { &highlight.title }, body)
}

fn quote(shared: &Shared, at: usize) -> (&'static str, Html, Html) {
    let (story, words) = (&shared.story, shared.words);
    let quote = &story.quotes[at];
    let title = quote.speaker.map(|speaker| html! { <>{ &story.entities[speaker].name }</> });
    let body = html! {
        <>
            if let Some(speaker) = quote.speaker {
                { speaker_role(shared, speaker) }
            }
            <p class="sl-role">{ match quote.speech {
                Speech::Direct => words.direct,
                Speech::Reported => words.reported,
            } }</p>
            <Facts facts={quote.note.clone()} />
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
    let body = html! { <>{ event_date(shared, at) }<Facts facts={event.note.clone()} /></> };
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
            <OriginBadge origin={event.dated.clone()} of={words.date_from} />
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
        _ => html! { <p class="sl-places"><span aria-hidden="true">{ words.mentioned }</span>{ for (1..=count).map(link) }</p> },
    }
}

#[derive(Properties, PartialEq)]
struct FollowProps {
    company: usize,
}

/// The button that puts a company in focus, or lets go of it.
#[component]
fn FollowButton(props: &FollowProps) -> Html {
    let shared = use_shared();
    let company = props.company;
    let pressed = use_slice(&shared.store, move |state| state.focus == Some(company));
    let onclick = {
        let store = shared.store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::ToggleFocus(company)))
    };
    let text = if pressed { shared.words.focus_off } else { shared.words.focus_on };
    html! {
        <p class="sl-needs-script">
            <button type="button" class="sl-button" {onclick}>
                { fill(text, &[&shared.story.entities[company].name]) }
            </button>
        </p>
    }
}
