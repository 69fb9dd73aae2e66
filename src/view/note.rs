//! What there is to say of a thing: the same words in the notes at the foot and in the card beside the text.

use yew::prelude::*;

use super::{
    Shared,
    article::time,
    chart,
    el::{El, el, none, of_class, text, together},
    fact::{facts, link_out, origin},
    related::{self, link_to},
};
use crate::{
    state::{Action, State},
    story::{Kind, Speech, Status, Thing},
    words::fill,
};

/// What there is to say of a thing. The title gets an id, so that what holds the note can be named by it. `place` is the
/// number of the mention that the note stands beside, if it does not stand among the notes.
pub(super) fn view(shared: &Shared, state: &State, thing: Thing, title_id: String, place: Option<usize>) -> Html {
    let (story, words) = (&shared.story, shared.words);
    let monogram = match thing {
        Thing::Entity(at) => monogram(shared, at),
        Thing::Highlight(_) | Thing::Quote(_) | Thing::Event(_) => None,
    };
    let speaker = match thing {
        Thing::Quote(at) => story.quotes[at].speaker.entity(),
        Thing::Entity(_) | Thing::Highlight(_) | Thing::Event(_) => None,
    };
    let title = of_class("h3", "sl-note-title").attr("id", title_id).all(monogram);
    // The title of a quote is its speaker.
    let title = match speaker {
        Some(speaker) => title.add(link_to(shared, Thing::Entity(speaker))),
        None => title.text(shared.title(thing)),
    };
    let body = match thing {
        Thing::Entity(at) => entity_body(shared, state, at),
        Thing::Highlight(at) => {
            let highlight = &story.highlights[at];
            let mut body = vec![facts(shared, &highlight.note)];
            if let Some(drawn) = &highlight.chart {
                body.push(chart::view(shared, drawn).into());
            }
            together(body)
        }
        Thing::Quote(at) => quote_body(shared, at),
        Thing::Event(at) => together(vec![event_date(shared, at), facts(shared, &story.events[at].note)]),
    };
    let kind = of_class("p", "sl-kind").text(words.mark(story.mark(thing)));
    let mentions = match place {
        Some(number) => mentions(shared, thing, number),
        None => places(shared, thing),
    };
    together(vec![kind.into(), title.into(), body, related::view(shared, thing), mentions])
}

/// The two letters of a company.
fn monogram(shared: &Shared, entity: usize) -> Option<El> {
    let company = &shared.story.entities[entity];
    company.accent.map(|_| shared.monogram(&company.name).attr("class", shared.class("sl-monogram", Some(entity))))
}

/// What someone or something is, and to whom it belongs, as far as the story says.
pub(super) fn belongs(shared: &Shared, at: usize) -> Html {
    let (entity, words) = (&shared.story.entities[at], shared.words);
    let role = || of_class("p", "sl-role");
    let owner = entity.owner.map(|owner| link_to(shared, Thing::Entity(owner)));
    match (&entity.role, owner) {
        (Some(text), Some(owner)) => role().text(text).text(words.comma()).add(owner).into(),
        (Some(text), None) => role().text(text).into(),
        (None, Some(owner)) if entity.kind == Kind::Product => role().text(words.maker).text(" ").add(owner).into(),
        (None, Some(owner)) => role().add(owner).into(),
        (None, None) => none(),
    }
}

fn entity_body(shared: &Shared, state: &State, at: usize) -> Html {
    let (entity, words) = (&shared.story.entities[at], shared.words);
    let mut body = vec![belongs(shared, at), facts(shared, &entity.summary)];
    if let Some(url) = &entity.url {
        body.push(el("p").add(link_out(url, words.website)).into());
    }
    if entity.accent.is_some() {
        let label = if state.focus == Some(at) { words.focus_off } else { words.focus_on };
        let label = fill(label, &[&entity.name]);
        body.push(of_class("p", "sl-needs-script").add(shared.button(&label, Action::ToggleFocus(at))).into());
    }
    together(body)
}

fn quote_body(shared: &Shared, at: usize) -> Html {
    let quote = &shared.story.quotes[at];
    let mut body: Vec<Html> = quote.speaker.entity().map(|speaker| belongs(shared, speaker)).into_iter().collect();
    body.push(speech(shared, quote.speech));
    body.push(facts(shared, &quote.note));
    together(body)
}

/// Whose words a quote is in.
pub(super) fn speech(shared: &Shared, speech: Speech) -> Html {
    let words = match speech {
        Speech::Direct => shared.words.direct,
        Speech::Reported => shared.words.reported,
    };
    of_class("p", "sl-speech").text(words).into()
}

/// When an event happens, whether it is planned, and where that is known from.
pub(super) fn event_date(shared: &Shared, at: usize) -> Html {
    let dated = origin(shared, &shared.story.events[at].date_source, Some(shared.words.date_from));
    of_class("p", "sl-date").add(event_when(shared, at)).text(" ").add(dated).into()
}

/// When an event happens, and whether it is planned.
pub(super) fn event_when(shared: &Shared, at: usize) -> El {
    let (event, words) = (&shared.story.events[at], shared.words);
    // Whatever the direction around it, it reads in its own.
    let mut when = el("b").attr("dir", "auto").add(match &event.date {
        Some(date) => time(shared, date),
        None => text(words.undated),
    });
    if event.status == Status::Planned {
        when = when.text(words.comma()).add(of_class("span", "sl-planned").text(words.planned));
    }
    when
}

/// Which mention of a thing a note stands beside, and the ways to the one before and the one after.
fn mentions(shared: &Shared, thing: Thing, number: usize) -> Html {
    let words = shared.words;
    let count = shared.story.places_of(thing).len();
    if count < 2 {
        return none();
    }
    // At the first and the last they keep their room, so that the next press meets the same button.
    let step = |to: Option<usize>, label: &'static str, arrow: &str| {
        let link = of_class("a", "sl-button sl-mention-step").attr("part", "button").attr("aria-label", label);
        let link = link.add(el("span").attr("aria-hidden", "true").text(arrow));
        match to.filter(|to| (1..=count).contains(to)) {
            Some(to) => link.attr("href", shared.href(thing, Some(to))),
            None => link.attr("role", "link").attr("aria-disabled", "true").attr("tabindex", "0"),
        }
    };
    let position = fill(words.mention, &[&number.to_string(), &count.to_string()]);
    of_class("p", "sl-mentions")
        .add(step(number.checked_sub(1), words.previous_mention, "↑"))
        .add(step(Some(number + 1), words.next_mention, "↓"))
        .add(el("span").text(&position))
        .into()
}

/// Links to where a thing stands in the text.
pub(super) fn places(shared: &Shared, thing: Thing) -> Html {
    let words = shared.words;
    // The parts of a quote that the text breaks are one place.
    let most = if matches!(thing, Thing::Quote(_)) { 1 } else { usize::MAX };
    let count = shared.story.places_of(thing).len().min(most);
    let link = |number: usize| of_class("a", "sl-place").attr("href", shared.href(thing, Some(number)));
    let whole = of_class("p", "sl-occurrences");
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
