//! What there is to say of a thing: the same words in the notes at the foot and in the card beside the text.

use yew::prelude::*;

use super::{
    ViewContext,
    article::time,
    chart,
    element_builder::{ElementBuilder, el, el_with_class, empty, fragment, text},
    fact::{facts, link_out, origin},
    related::{self, link_to},
};
use crate::{
    state::{Action, State},
    story::{ItemRef, Kind, Speech, Status},
    words::format,
};

/// What there is to say of a thing. The title gets an id, so that what holds the note can be named by it. `place` is the
/// number of the mention that the note stands beside, if it does not stand among the notes.
pub(super) fn view(
    shared: &ViewContext,
    state: &State,
    thing: ItemRef,
    title_id: String,
    place: Option<usize>,
) -> Html {
    let (story, words) = (&shared.story, shared.words);
    let monogram = match thing {
        ItemRef::Entity(at) => monogram(shared, at),
        ItemRef::Highlight(_) | ItemRef::Quote(_) | ItemRef::Event(_) => None,
    };
    let speaker = match thing {
        ItemRef::Quote(at) => story.quotes[at].speaker.entity(),
        ItemRef::Entity(_) | ItemRef::Highlight(_) | ItemRef::Event(_) => None,
    };
    let title = el_with_class("h3", "sl-note-title").attr("id", title_id).children(monogram);
    // The title of a quote is its speaker.
    let title = match speaker {
        Some(speaker) => title.child(link_to(shared, ItemRef::Entity(speaker))),
        None => title.text(shared.title(thing)),
    };
    let body = match thing {
        ItemRef::Entity(at) => entity_body(shared, state, at),
        ItemRef::Highlight(at) => {
            let highlight = &story.highlights[at];
            let mut body = vec![facts(shared, &highlight.note)];
            if let Some(drawn) = &highlight.chart {
                body.push(chart::view(shared, drawn).into());
            }
            fragment(body)
        }
        ItemRef::Quote(at) => quote_body(shared, at),
        ItemRef::Event(at) => fragment(vec![event_date(shared, at), facts(shared, &story.events[at].note)]),
    };
    let kind = el_with_class("p", "sl-kind").text(words.style_name(story.highlight_style(thing)));
    let mentions = match place {
        Some(number) => mentions(shared, thing, number),
        None => occurrence_links(shared, thing),
    };
    fragment(vec![kind.into(), title.into(), body, related::view(shared, thing), mentions])
}

/// The two letters of a company.
fn monogram(shared: &ViewContext, entity: usize) -> Option<ElementBuilder> {
    let company = &shared.story.entities[entity];
    company.accent.map(|_| shared.monogram(&company.name).attr("class", shared.class("sl-monogram", Some(entity))))
}

/// What someone or something is, and to whom it belongs, as far as the story says.
pub(super) fn affiliation(shared: &ViewContext, at: usize) -> Html {
    let (entity, words) = (&shared.story.entities[at], shared.words);
    let role = || el_with_class("p", "sl-role");
    let owner = entity.owner.map(|owner| link_to(shared, ItemRef::Entity(owner)));
    match (&entity.role, owner) {
        (Some(text), Some(owner)) => role().text(text).text(words.list_separator()).child(owner).into(),
        (Some(text), None) => role().text(text).into(),
        (None, Some(owner)) if entity.kind == Kind::Product => role().text(words.maker).text(" ").child(owner).into(),
        (None, Some(owner)) => role().child(owner).into(),
        (None, None) => empty(),
    }
}

fn entity_body(shared: &ViewContext, state: &State, at: usize) -> Html {
    let (entity, words) = (&shared.story.entities[at], shared.words);
    let mut body = vec![affiliation(shared, at), facts(shared, &entity.summary)];
    if let Some(url) = &entity.url {
        body.push(el("p").child(link_out(url, words.website)).into());
    }
    if entity.accent.is_some() {
        let label = if state.followed == Some(at) { words.unfollow_company } else { words.follow_company };
        let label = format(label, &[&entity.name]);
        body.push(el_with_class("p", "sl-needs-script").child(shared.button(&label, Action::ToggleFollow(at))).into());
    }
    fragment(body)
}

fn quote_body(shared: &ViewContext, at: usize) -> Html {
    let quote = &shared.story.quotes[at];
    let mut body: Vec<Html> = quote.speaker.entity().map(|speaker| affiliation(shared, speaker)).into_iter().collect();
    body.push(speech(shared, quote.speech));
    body.push(facts(shared, &quote.note));
    fragment(body)
}

/// Whose words a quote is in.
pub(super) fn speech(shared: &ViewContext, speech: Speech) -> Html {
    let words = match speech {
        Speech::Direct => shared.words.direct,
        Speech::Reported => shared.words.reported,
    };
    el_with_class("p", "sl-speech").text(words).into()
}

/// When an event happens, whether it is planned, and where that is known from.
pub(super) fn event_date(shared: &ViewContext, at: usize) -> Html {
    let dated = origin(shared, &shared.story.events[at].date_source, Some(shared.words.date_from));
    el_with_class("p", "sl-date").child(event_when(shared, at)).text(" ").child(dated).into()
}

/// When an event happens, and whether it is planned.
pub(super) fn event_when(shared: &ViewContext, at: usize) -> ElementBuilder {
    let (event, words) = (&shared.story.events[at], shared.words);
    // Whatever the direction around it, it reads in its own.
    let mut when = el("b").attr("dir", "auto").child(match &event.date {
        Some(date) => time(shared, date),
        None => text(words.undated),
    });
    if event.status == Status::Planned {
        when = when.text(words.list_separator()).child(el_with_class("span", "sl-planned").text(words.planned));
    }
    when
}

/// Which mention of a thing a note stands beside, and the ways to the one before and the one after.
fn mentions(shared: &ViewContext, thing: ItemRef, number: usize) -> Html {
    let words = shared.words;
    let count = shared.story.occurrences_of(thing).len();
    if count < 2 {
        return empty();
    }
    // At the first and the last they keep their room, so that the next press meets the same button.
    let step = |to: Option<usize>, label: &'static str, arrow: &str| {
        let link = el_with_class("a", "sl-button sl-mention-step").attr("part", "button").attr("aria-label", label);
        let link = link.child(el("span").attr("aria-hidden", "true").text(arrow));
        match to.filter(|to| (1..=count).contains(to)) {
            Some(to) => link.attr("href", shared.href(thing, Some(to))),
            None => link.attr("role", "link").attr("aria-disabled", "true").attr("tabindex", "0"),
        }
    };
    let position = format(words.mention_n_of_m, &[&number.to_string(), &count.to_string()]);
    el_with_class("p", "sl-mentions")
        .child(step(number.checked_sub(1), words.previous_mention, "↑"))
        .child(step(Some(number + 1), words.next_mention, "↓"))
        .child(el("span").text(&position))
        .into()
}

/// Links to where a thing stands in the text.
pub(super) fn occurrence_links(shared: &ViewContext, thing: ItemRef) -> Html {
    let words = shared.words;
    // The parts of a quote that the text breaks are one place.
    let most = if matches!(thing, ItemRef::Quote(_)) { 1 } else { usize::MAX };
    let count = shared.story.occurrences_of(thing).len().min(most);
    let link = |number: usize| el_with_class("a", "sl-place").attr("href", shared.href(thing, Some(number)));
    let whole = el_with_class("p", "sl-occurrences");
    if count < 2 {
        return if count == 0 { empty() } else { whole.child(link(1).text(words.in_article)).into() };
    }
    let mut whole = whole.child(el("span").attr("aria-hidden", "true").text(words.mentioned));
    for number in 1..=count {
        let shown = number.to_string();
        let label = format(words.n_of_m, &[&shown, &count.to_string()]);
        let label = format!("{} {label}", words.mentioned);
        whole = whole.text(" ").child(link(number).attr("aria-label", label).text(&shown));
    }
    whole.into()
}
