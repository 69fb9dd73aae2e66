//! The open notes: in the margin beside their lines, or the one in front as a sheet at the foot of a narrow screen.

use web_sys::Element;
use yew::prelude::*;

use super::{
    Shared,
    dom::{self, Alive},
    el::{El, button, el, none, of_class},
    lit, margin, note, share, timeline,
};
use crate::{
    link,
    state::{Action, Reached, State},
    story::{
        Run, Thing,
        order::{number, sorted},
    },
};

/// The open notes, in order of the text.
pub(super) fn view(shared: &Shared, state: &State, node: &NodeRef) -> Html {
    if !shared.live {
        return none();
    }
    let open = state.open(&shared.story);
    let front = front(shared, state);
    of_class("div", "sl-cards")
        .node(node)
        .all(open.into_iter().map(|at| card(shared, state, at, Some(at) == front)))
        .all(timeline::chosen(shared, state).map(|event| event_card(shared, state, event)))
        .into()
}

/// The note of an event, beside what is drawn of it.
fn event_card(shared: &Shared, state: &State, event: usize) -> El {
    let thing = Thing::Event(event);
    let name = link::to_thing(&shared.story, thing, None);
    let title_id = format!("{name}/title");
    let actions = of_class("div", "sl-actions").all(share::of(shared, thing, None));
    let class = shared.class("sl-card sl-card--event sl-card--front sl-card--in-timeline", shared.owner(thing));
    el("div")
        .attr("class", class)
        // The note of its words is another, and stands elsewhere.
        .key(format!("{name}/home"))
        .attr("part", "card")
        .attr("role", "dialog")
        .attr("aria-labelledby", title_id.clone())
        .attr("tabindex", "-1")
        .add(head(shared, Action::Select(None)))
        .add(note::view(shared, state, thing, title_id, None))
        .add(actions)
}

/// What closes a note, and what a finger draws it by.
fn head(shared: &Shared, close: Action) -> El {
    let close = button("sl-button sl-close", shared.on(close))
        .attr("aria-label", shared.words.close)
        .add(el("span").attr("aria-hidden", "true").text("×"));
    of_class("div", "sl-card-head").add(of_class("span", "sl-grip").attr("aria-hidden", "true")).add(close)
}

/// The note that stands at its very line, and that a narrow screen shows: what was chosen, or else what the pointer
/// rests on; none, where the note of an event does.
fn front(shared: &Shared, state: &State) -> Option<usize> {
    let in_text = || state.selected_place(&shared.story).or(state.peeked);
    if timeline::chosen(shared, state).is_some() { None } else { in_text() }
}

fn card(shared: &Shared, state: &State, at: usize, is_front: bool) -> El {
    let (story, words) = (&shared.story, shared.words);
    let place = &story.places[at];
    let is_selected = state.selected_place(story) == Some(at);
    let is_kept = state.kept.contains(&at);
    let name = link::to_thing(story, place.thing, Some(place.number));
    let title_id = format!("{name}/title");
    let home = match place.thing {
        Thing::Entity(_) | Thing::Highlight(_) => words.full_note,
        Thing::Quote(_) => words.among_quotes,
        Thing::Event(_) => words.on_timeline,
    };
    let mut class = shared.class("sl-card", shared.owner(place.thing));
    class.push_str(" sl-card--");
    class.push_str(story.mark(place.thing).as_str());
    if is_front {
        class.push_str(" sl-card--front");
    }
    if state.peeked == Some(at) {
        class.push_str(" sl-card--hovered");
    }
    let keep = button("sl-button sl-pin", shared.on(Action::ToggleKept(at)))
        .attr("aria-pressed", if is_kept { "true" } else { "false" })
        .text(words.keep);
    let home = story.has_home(place.thing).then(|| el("a").attr("href", shared.href(place.thing, None)).text(home));
    let actions =
        of_class("div", "sl-actions").add(keep).all(share::of(shared, place.thing, Some(place.number))).all(home);
    // The chosen note stays the same element while the reader goes from mention to mention, and keeps the focus.
    let key = if is_selected { link::to_thing(story, place.thing, None) } else { name.clone() };
    el("div")
        .attr("class", class)
        .key(key)
        .attr("part", "card")
        .attr("role", "dialog")
        .attr("aria-labelledby", title_id.clone())
        .attr("tabindex", "-1")
        .attr("data-anchor", name)
        // As many parts whatever there is to say, so that each stays what it is and keeps the focus.
        .add(head(shared, Action::Close(at)))
        .add(note::view(shared, state, place.thing, title_id, Some(place.number)))
        .add(also_here(shared, at).map_or_else(none, Into::into))
        .add(actions)
}

/// Puts the notes in their places, and keeps them there while the page changes. One that was just chosen is brought
/// into view with its words, and has the focus, unless that is in it already.
pub(super) fn shown(shared: &Shared, before: &State, state: &State, node: &NodeRef) -> Alive {
    let cards = node.cast::<Element>()?;
    let view = cards.parent_element()?;
    settle(shared, &cards);
    let event = timeline::chosen(shared, state);
    if state.selected.is_some() && before.selected != state.selected && state.carousel.reached != Reached::Restored {
        match event {
            // It may have to be drawn first.
            Some(event) => {
                let (shared, view) = (shared.clone(), view.clone());
                let within = view.clone();
                timeline::show_event(&shared.clone(), &within, event, move |_| arrive(&shared, &view, true));
            }
            None => arrive(shared, &view, true),
        }
    }
    if state.open(&shared.story).is_empty() && event.is_none() {
        return None;
    }
    let page = dom::find(&view, ".sl-page")?;
    let sizes: Vec<Element> = dom::children(&cards).chain([page.into(), view]).collect();
    let shared = shared.clone();
    Some(Box::new(dom::watch_sizes(sizes, move || settle(&shared, &cards))))
}

/// Puts the notes in their places, where `near` is part of the view.
pub(super) fn settle_in(shared: &Shared, near: &Element) {
    let cards = dom::around(near, ".sidelight").and_then(|view| dom::find(&view, ".sl-cards"));
    if let Some(cards) = cards {
        settle(shared, &cards);
    }
}

/// Puts the notes in their places, and lights the words of those that are seen: all in the margin, one at the foot.
fn settle(shared: &Shared, cards: &Element) {
    let (state, story) = (shared.store.state(), &shared.story);
    let home = dom::find(cards, ".sl-card--in-timeline");
    if let (Some(event), Some(card)) = (timeline::chosen(shared, &state), home) {
        // What it is drawn as changes with the zoom. Neither can fail: the name is a plain word.
        let _ = match timeline::drawn_id(shared, &state.look, event) {
            Some(id) => card.set_attribute("data-anchor", &id),
            None => card.remove_attribute("data-anchor"),
        };
    }
    margin::place(cards);
    let seen = if margin::is_beside(cards) { state.open(story) } else { front(shared, &state).into_iter().collect() };
    if let Some(view) = cards.parent_element() {
        // The parts of a quote that the text breaks belong together.
        let whole = |at: usize| match story.places[at].thing {
            thing @ Thing::Quote(_) => story.positions_of(thing).to_vec(),
            Thing::Entity(_) | Thing::Highlight(_) | Thing::Event(_) => vec![at],
        };
        let seen: Vec<usize> = seen.into_iter().flat_map(whole).collect();
        lit::light(shared, &view, &seen, state.highlight_filter);
    }
}

/// What Escape does, pressed on `target`: the note goes that the pointer has called up, or the one that has the focus,
/// or else the chosen one. `None` if there is none: those that are kept open stay.
pub(super) fn escape(shared: &Shared, target: &Element) -> Option<Action> {
    let (state, story) = (shared.store.state(), &shared.story);
    if state.peeked.is_some() {
        return Some(Action::Peek(None));
    }
    let around = target.closest(".sl-card").ok().flatten();
    let name = around.and_then(|card| card.get_attribute("data-anchor"));
    match name.and_then(|name| link::to_place(story, &name)) {
        Some(place) => Some(Action::Close(place)),
        None => state.selected.map(|_| Action::Select(None)),
    }
}

/// Puts the notes in `within` in their places, brings the one in front into view and moves the focus into it.
pub(super) fn arrive(shared: &Shared, within: &Element, may_scroll: bool) {
    let Some(cards) = dom::find(within, ".sl-cards") else {
        return;
    };
    settle(shared, &cards);
    if let Some(card) = dom::find(&cards, ".sl-card--front") {
        if may_scroll {
            margin::bring_into_view(&cards, &card);
        }
        if !dom::has_focus(&card) {
            dom::focus(&card);
        }
    }
}

/// What else stands on the words that lead to this note, smallest first.
fn also_here(shared: &Shared, at: usize) -> Option<El> {
    let story = &shared.story;
    let here = &story.texts[story.places[at].text].runs;
    let leads_here = |run: &&Run| run.leads.contains(&at) || (run.leads.is_empty() && run.places.first() == Some(&at));
    let mut others: Vec<usize> = Vec::new();
    for &other in here.iter().filter(leads_here).flat_map(|run| &run.places) {
        if other != at && !others.contains(&other) {
            others.push(other);
        }
    }
    let size = |&other: &usize| [number(story.places[other].range.len()), number(other), 0, 0];
    let items = sorted(others, size).into_iter().map(|other| {
        let place = &story.places[other];
        let kind = of_class("span", "sl-kind").text(shared.words.mark(story.mark(place.thing)));
        let link = el("a").attr("href", shared.href(place.thing, Some(place.number)));
        el("li").add(link.add(kind).text(" ").text(shared.title(place.thing)))
    });
    let list: Vec<El> = items.collect();
    let title = of_class("p", "sl-also-here-title").text(shared.words.also_here);
    (!list.is_empty()).then(|| of_class("div", "sl-also-here").add(title).add(el("ul").all(list)))
}
