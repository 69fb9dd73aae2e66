//! What there is to say of a thing: the same words in the notes at the foot and in the card beside the text.

use yew::prelude::*;

use super::{
    Shared,
    article::time,
    el::{El, el, none, of_class, text},
    fact::{facts, link_out, origin},
};
use crate::{
    state::{Action, State},
    story::{Kind, Speech, Status, Thing},
    words::fill,
};

/// What there is to say of a thing. The title gets an id, so that what holds the note can be named by it.
pub(super) fn view(shared: &Shared, state: &State, thing: Thing, title_id: String) -> Html {
    let (story, words) = (&shared.story, shared.words);
    let title = of_class("h3", "sl-note-title").attr("id", title_id);
    let (kind, title, body) = match thing {
        Thing::Entity(at) => {
            let (entity, title) = (&story.entities[at], title.all(monogram(shared, at)));
            (words.kind(entity.kind), title.text(&entity.name), entity_body(shared, state, at))
        }
        Thing::Highlight(at) => {
            let highlight = &story.highlights[at];
            (words.highlight(highlight.kind), title.text(&highlight.title), facts(shared, &highlight.note))
        }
        Thing::Quote(at) => {
            let quote = &story.quotes[at];
            let speaker = quote.speaker.map_or("", |speaker| &story.entities[speaker].name);
            (words.quote, title.text(speaker), quote_body(shared, at))
        }
        Thing::Event(at) => {
            let event = &story.events[at];
            let body = [event_date(shared, at), facts(shared, &event.note)].into_iter().collect();
            (words.event, title.text(&event.title), body)
        }
    };
    let kind = of_class("p", "sl-kind").text(kind);
    [kind.into(), title.into(), body, places(shared, thing)].into_iter().collect()
}

/// The two letters of a company.
fn monogram(shared: &Shared, entity: usize) -> Option<El> {
    let company = &shared.story.entities[entity];
    company.accent.map(|_| shared.monogram(&company.name).attr("class", shared.class("sl-monogram", Some(entity))))
}

fn entity_body(shared: &Shared, state: &State, at: usize) -> Html {
    let (entity, words) = (&shared.story.entities[at], shared.words);
    let role = || of_class("p", "sl-role");
    let owner = entity.owner.map(|owner| {
        let name = &shared.story.entities[owner].name;
        el("a").attr("href", shared.href(Thing::Entity(owner), None)).text(name)
    });
    let belongs = match (&entity.role, owner) {
        (Some(text), Some(owner)) => role().text(text).text(", ").add(owner).into(),
        (Some(text), None) => role().text(text).into(),
        (None, Some(owner)) if entity.kind == Kind::Product => role().text(words.maker).text(" ").add(owner).into(),
        (None, Some(owner)) => role().add(owner).into(),
        (None, None) => none(),
    };
    let website = entity.url.as_ref().map(|url| Html::from(el("p").add(link_out(url, words.website))));
    let follow = entity.accent.map(|_| {
        let label = if state.focus == Some(at) { words.focus_off } else { words.focus_on };
        let label = fill(label, &[&entity.name]);
        Html::from(of_class("p", "sl-needs-script").add(shared.button(&label, Action::ToggleFocus(at))))
    });
    [belongs, facts(shared, &entity.summary)].into_iter().chain(website).chain(follow).collect()
}

fn quote_body(shared: &Shared, at: usize) -> Html {
    let quote = &shared.story.quotes[at];
    let role = quote.speaker.map(|speaker| speaker_role(shared, speaker));
    role.into_iter().chain([speech(shared, quote.speech), facts(shared, &quote.note)]).collect()
}

/// Whose words a quote is in.
pub(super) fn speech(shared: &Shared, speech: Speech) -> Html {
    let words = match speech {
        Speech::Direct => shared.words.direct,
        Speech::Reported => shared.words.reported,
    };
    of_class("p", "sl-role").text(words).into()
}

/// What a speaker does and where they belong, if the story says so.
pub(super) fn speaker_role(shared: &Shared, speaker: usize) -> Html {
    let entity = &shared.story.entities[speaker];
    let owner = entity.owner.map(|owner| shared.story.entities[owner].name.as_str());
    let role = of_class("p", "sl-role");
    match (entity.role.as_deref(), owner) {
        (Some(what), Some(owner)) => role.text(&fill(shared.words.role_at, &[what, owner])).into(),
        (Some(only), None) | (None, Some(only)) => role.text(only).into(),
        (None, None) => none(),
    }
}

/// When an event happens, whether it is planned, and where that is known from.
pub(super) fn event_date(shared: &Shared, at: usize) -> Html {
    let (event, words) = (&shared.story.events[at], shared.words);
    let mut when = el("b").add(match &event.date {
        Some(date) => time(shared, date),
        None => text(words.undated),
    });
    if event.status == Status::Planned {
        when = when.text(", ").add(of_class("span", "sl-planned").text(words.planned));
    }
    of_class("p", "sl-date").add(when).text(" ").add(origin(shared, &event.dated, Some(words.date_from))).into()
}

/// Links to where a thing stands in the text.
pub(super) fn places(shared: &Shared, thing: Thing) -> Html {
    let words = shared.words;
    let count = shared.story.places_of(thing).count();
    let link = |number: usize| of_class("a", "sl-place").attr("href", shared.href(thing, Some(number)));
    let whole = of_class("p", "sl-places");
    if count < 2 {
        return if count == 0 { none() } else { whole.add(link(1).text(words.in_article)).into() };
    }
    let mut whole = whole.add(el("span").attr("aria-hidden", "true").text(words.mentioned));
    for number in 1..=count {
        let shown = number.to_string();
        let label = fill(words.of, &[&shown, &count.to_string()]);
        let label = format!("{} {label}", words.mentioned);
        whole = whole.text(" ").add(link(number).attr("aria-label", label).text(&shown));
    }
    whole.into()
}
