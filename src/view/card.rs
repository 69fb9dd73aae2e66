//! The note that stands in the margin beside its line, or rises from the foot of a narrow screen.

use web_sys::Element;
use yew::prelude::*;

use super::{
    Shared,
    dom::{self, Listening},
    note,
};
use crate::{
    link,
    state::{Action, Selection, State},
    story::{Place, Thing},
};

/// The open note: of what is selected at a place in the text.
pub(super) fn view(shared: &Shared, state: &State, node: &NodeRef) -> Html {
    let Some(selection) = state.selected.filter(|_| shared.live) else {
        return html! {};
    };
    let (thing, words) = (selection.thing, shared.words);
    let title_id = format!("{}/card/title", shared.story.id);
    let home = match thing {
        Thing::Entity(_) | Thing::Highlight(_) => words.full_note,
        Thing::Quote(_) => words.among_quotes,
        Thing::Event(_) => words.on_timeline,
    };
    html! {
        <aside
            ref={node}
            // Another note is another element: it begins at its top.
            key={link::to_thing(&shared.story, thing, selection.place)}
            class="sl-card"
            role="dialog"
            aria-labelledby={title_id.clone()}
            tabindex="-1"
        >
            <button
                type="button"
                class="sl-button sl-close"
                aria-label={words.close}
                onclick={shared.on_press(Action::Select(None))}
            >
                <span aria-hidden="true">{ "×" }</span>
            </button>
            { note::view(shared, state, thing, &title_id) }
            <p class="sl-note-home"><a href={shared.href(thing, None)}>{ home }</a></p>
            { also_here(shared, selection) }
        </aside>
    }
}

/// Puts the note in its place, and keeps it there while the window changes.
pub(super) fn shown(shared: &Shared, state: &State, node: &NodeRef) -> Option<Listening> {
    let selection = state.selected?;
    let view = node.cast::<Element>()?.parent_element()?;
    place(shared, &view, selection, true);
    let shared = shared.clone();
    dom::on_resize(move || place(&shared, &view, selection, true))
}

/// Puts the note that is open somewhere in `within` in its place.
pub(super) fn place(shared: &Shared, within: &Element, selection: Selection, may_scroll: bool) {
    let mark = dom::by_id(within, &link::to_thing(&shared.story, selection.thing, selection.place));
    let card = dom::find(within, ".sl-card");
    if let (Some(card), Some(mark)) = (card, mark) {
        dom::place_card(&card, &mark, may_scroll);
    }
}

/// What else stands on the same words, smallest first.
fn also_here(shared: &Shared, selection: Selection) -> Html {
    let story = &shared.story;
    let is_it = |place: &Place| place.thing == selection.thing && Some(place.number) == selection.place;
    let Some(at) = story.places.iter().position(is_it) else {
        return html! {};
    };
    let runs = &story.texts[story.places[at].text].runs;
    let lead = runs.iter().find(|run| run.leads.contains(&at));
    let others: Vec<usize> = lead.iter().flat_map(|run| &run.places).copied().filter(|&other| other != at).collect();
    if others.is_empty() {
        return html! {};
    }
    let link = |&at: &usize| {
        let place = &story.places[at];
        let (kind, name) = describe(shared, place.thing);
        html! {
            <li>
                <a href={shared.href(place.thing, Some(place.number))}>
                    <span class="sl-kind">{ kind }</span>{ " " }{ name }
                </a>
            </li>
        }
    };
    html! {
        <div class="sl-also">
            <p class="sl-also-title">{ shared.words.also_here }</p>
            <ul>{ for others.iter().map(link) }</ul>
        </div>
    }
}

/// What a thing is, and what it is called.
fn describe(shared: &Shared, thing: Thing) -> (&'static str, &str) {
    let (story, words) = (&shared.story, shared.words);
    match thing {
        Thing::Entity(at) => (words.kind(story.entities[at].kind), &story.entities[at].name),
        Thing::Highlight(at) => (words.highlight(story.highlights[at].kind), &story.highlights[at].title),
        Thing::Quote(at) => {
            let speaker = story.quotes[at].speaker;
            (words.quote, speaker.map_or("", |speaker| &story.entities[speaker].name))
        }
        Thing::Event(at) => (words.event, &story.events[at].title),
    }
}
