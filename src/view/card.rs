//! The note that stands in the margin beside its line, or rises from the foot of a narrow screen.

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::{
    Shared,
    dom::{self, Listening},
    el::{El, el, none, of_class},
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
        return none();
    };
    let (thing, words) = (selection.thing, shared.words);
    let title_id = format!("{}/card/title", shared.story.id);
    let home = match thing {
        Thing::Entity(_) | Thing::Highlight(_) => words.full_note,
        Thing::Quote(_) => words.among_quotes,
        Thing::Event(_) => words.on_timeline,
    };
    let close = html! {
        <button
            type="button"
            class="sl-button sl-close"
            aria-label={words.close}
            onclick={shared.on_press(Action::Select(None))}
        >
            <span aria-hidden="true">{ "×" }</span>
        </button>
    };
    let leads = of_class("p", "sl-note-home").add(el("a").attr("href", shared.href(thing, None)).text(home));
    el("div")
        .attr("class", shared.class("sl-card", shared.owner(thing)))
        .node(node)
        // Another note is another element: it begins at its top.
        .key(link::to_thing(&shared.story, thing, selection.place))
        .attr("role", "dialog")
        .attr("aria-labelledby", title_id.clone())
        .attr("tabindex", "-1")
        .add(close)
        .add(note::view(shared, state, thing, title_id))
        .add(leads)
        .all(also_here(shared, selection))
        .into()
}

/// Puts the note in its place, and keeps it there while the window changes; one that was just opened gets the focus.
pub(super) fn shown(shared: &Shared, before: &State, state: &State, node: &NodeRef) -> Option<Listening> {
    let selection = state.selected?;
    let view = node.cast::<Element>()?.parent_element()?;
    if before.selected == state.selected {
        place(shared, &view, selection, false);
    } else {
        open(shared, &view, selection, true);
    }
    let shared = shared.clone();
    dom::on_resize(move || {
        place(&shared, &view, selection, false);
    })
}

/// Puts the note that is open somewhere in `within` in its place, and moves the focus into it.
pub(super) fn open(shared: &Shared, within: &Element, selection: Selection, may_scroll: bool) {
    if let Some(card) = place(shared, within, selection, may_scroll) {
        dom::focus(&card);
    }
}

fn place(shared: &Shared, within: &Element, selection: Selection, may_scroll: bool) -> Option<HtmlElement> {
    let mark = dom::by_id(within, &link::to_thing(&shared.story, selection.thing, selection.place))?;
    let card = dom::find(within, ".sl-card")?;
    dom::place_card(&card, &mark, may_scroll);
    Some(card)
}

/// What else stands on the same words, smallest first.
fn also_here(shared: &Shared, selection: Selection) -> Option<El> {
    let story = &shared.story;
    let is_it = |place: &Place| place.thing == selection.thing && Some(place.number) == selection.place;
    let at = story.places.iter().position(is_it)?;
    let lead = story.texts[story.places[at].text].runs.iter().find(|run| run.leads.contains(&at))?;
    let mut list = el("ul");
    for &other in lead.places.iter().filter(|&&other| other != at) {
        let place = &story.places[other];
        let (kind, name) = describe(shared, place.thing);
        let link = el("a")
            .attr("href", shared.href(place.thing, Some(place.number)))
            .add(of_class("span", "sl-kind").text(kind))
            .text(" ")
            .text(name);
        list = list.add(el("li").add(link));
    }
    let title = of_class("p", "sl-also-title").text(shared.words.also_here);
    (lead.places.len() > 1).then(|| of_class("div", "sl-also").add(title).add(list))
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
