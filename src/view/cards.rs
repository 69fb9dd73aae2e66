//! Renders the cards of the open notes: in the margin beside their lines, or one at the foot of a narrow screen.

use web_sys::Element;
use yew::prelude::*;

use super::{
    ViewContext,
    element_builder::{ElementBuilder, button, el, el_with_class, empty},
    margin,
    note::{self, CardNote},
    place_cards::{place_cards, show_front_card},
    region::{Region, Slice},
    share_buttons, timeline,
};
use crate::{
    dom::{self, Guard},
    link,
    state::{Action, HighlightFilter, Selection, SlideCause, State},
    story::{
        EntityIndex, EventIndex, ItemRef, OccurrenceIndex, Run,
        small_sort::{sort_by_key, to_key},
    },
};

/// The part of the state that the cards are rendered from.
#[derive(PartialEq)]
struct CardsSlice {
    /// The occurrences whose notes are open, in order of the text.
    open: Vec<OccurrenceIndex>,
    pinned: Vec<OccurrenceIndex>,
    hovered: Option<OccurrenceIndex>,
    /// The selection, if it is an occurrence or an event.
    selected: Option<Selection>,
    /// The event that is selected in the chart.
    event: Option<EventIndex>,
    /// The followed company, if one of its notes is open.
    followed: Option<EntityIndex>,
    /// True if the state was restored: the scroll position and the focus stay.
    is_restored: bool,
    /// The shown highlights. When they change, the open ones are marked again.
    highlight_filter: HighlightFilter,
}

impl CardsSlice {
    fn new(ctx: &ViewContext, state: &State) -> Self {
        let story = &ctx.story;
        let open = state.open_notes(story);
        let is_open =
            |&company: &EntityIndex| open.iter().any(|&at| story.occurrences[at].item == ItemRef::Entity(company));
        let has_card =
            |Selection { item, occurrence }: &Selection| occurrence.is_some() || matches!(item, ItemRef::Event(_));
        Self {
            followed: state.followed.filter(is_open),
            open,
            pinned: state.pinned.clone(),
            hovered: state.hovered,
            selected: state.selected.filter(has_card),
            event: timeline::selected_event(ctx, state),
            is_restored: state.carousel.slide_cause == SlideCause::Restore,
            highlight_filter: state.highlight_filter,
        }
    }
}

/// The region of the open notes.
pub(super) fn region() -> Region {
    Region::live(CardsSlice::new)
}

impl Slice for CardsSlice {
    fn view(&self, ctx: &ViewContext, node: &NodeRef) -> Html {
        view(ctx, self, node)
    }

    fn shown(&self, ctx: &ViewContext, before: Option<&Self>, node: &NodeRef) -> Guard {
        shown(ctx, before, self, node)
    }
}

/// Renders the cards of the open notes, in the order of the text.
fn view(ctx: &ViewContext, slice: &CardsSlice, node: &NodeRef) -> Html {
    if !ctx.is_live() {
        return empty();
    }
    el_with_class("div", "sl-cards")
        .node(node)
        // On a phone this is right at once, and the browser computes the layout of the first card once.
        .attr(margin::PLACEMENT, margin::FOOT)
        .children(slice.open.iter().map(|&at| card(ctx, slice, at)))
        .children(slice.event.map(|event| event_card(ctx, event)))
        .into()
}

/// Renders the card of an event that is selected in the chart.
fn event_card(ctx: &ViewContext, event: EventIndex) -> ElementBuilder {
    let item = ItemRef::Event(event);
    let name = link::item_fragment(&ctx.story, item, None);
    let title_id = format!("{name}/title");
    let actions = el_with_class("div", "sl-actions").children(share_buttons::share_menu(ctx, item, None));
    let class = ctx.class("sl-card sl-card--event sl-card--front sl-card--in-timeline", ctx.owner(item));
    el("div")
        .attr("class", class)
        // The event's mention in the text has another card, with another key.
        .key(format!("{name}/home"))
        .attr("part", "card")
        .attr("role", "dialog")
        .attr("aria-labelledby", title_id.clone())
        .attr("tabindex", "-1")
        .child(head(ctx, Action::Select(None)))
        .child(note::view(ctx, item, CardNote { title_id, occurrence: None, is_followed: false }))
        .child(actions)
}

/// Renders the head of a card: the close button, and the handle for swiping.
fn head(ctx: &ViewContext, close: Action) -> ElementBuilder {
    let close = button("sl-button sl-close", ctx.dispatching(close))
        .attr("aria-label", ctx.words.close)
        .child(el("span").attr("aria-hidden", "true").text("×"));
    el_with_class("div", "sl-card-head")
        .child(el_with_class("span", "sl-grip").attr("aria-hidden", "true"))
        .child(close)
}

fn card(ctx: &ViewContext, slice: &CardsSlice, at: OccurrenceIndex) -> ElementBuilder {
    let (story, words) = (&ctx.story, ctx.words);
    let occurrence = &story.occurrences[at];
    let selected = slice.selected.and_then(|selection| selection.occurrence_index(story));
    let is_selected = selected == Some(at);
    let is_front = slice.event.is_none() && selected.or(slice.hovered) == Some(at);
    let is_pinned = slice.pinned.contains(&at);
    let name = link::item_fragment(story, occurrence.item, Some(occurrence.number));
    let title_id = format!("{name}/title");
    // An entry of the notes section has the same content as the card.
    let link_text = match occurrence.item {
        ItemRef::Entity(_) | ItemRef::Highlight(_) => None,
        ItemRef::Quote(_) => Some(words.among_quotes),
        ItemRef::Event(_) => Some(words.on_timeline),
    };
    let mut class = ctx.class("sl-card", ctx.owner(occurrence.item));
    class.push_str(" sl-card--");
    class.push_str(story.highlight_style(occurrence.item).as_str());
    if is_front {
        class.push_str(" sl-card--front");
    }
    if slice.hovered == Some(at) {
        class.push_str(" sl-card--hovered");
    }
    let pin = button("sl-button sl-pin", ctx.dispatching(Action::TogglePinned(at)))
        .attr("aria-pressed", if is_pinned { "true" } else { "false" })
        .text(words.pin_note);
    let link_to_section = link_text
        .filter(|_| story.shows_section_of(occurrence.item))
        .map(|text| el("a").attr("href", ctx.href(occurrence.item, None)).text(text));
    let actions = el_with_class("div", "sl-actions")
        .child(pin)
        .children(share_buttons::share_menu(ctx, occurrence.item, Some(occurrence.number)))
        .children(link_to_section);
    let is_followed = matches!(occurrence.item, ItemRef::Entity(at) if slice.followed == Some(at));
    let note = CardNote { title_id: title_id.clone(), occurrence: Some(occurrence.number), is_followed };
    // The selected card keeps its key from mention to mention, so its element stays and keeps the focus.
    let key = if is_selected { link::item_fragment(story, occurrence.item, None) } else { name.clone() };
    el("div")
        .attr("class", class)
        .key(key)
        .attr("part", "card")
        .attr("role", "dialog")
        .attr("aria-labelledby", title_id)
        .attr("tabindex", "-1")
        .attr("data-anchor", name)
        // The number of children is always the same, so each element stays and keeps the focus.
        .child(head(ctx, Action::CloseNote(at)))
        .child(note::view(ctx, occurrence.item, note))
        .child(also_here(ctx, at).map_or_else(empty, Into::into))
        .child(actions)
}

/// Called after rendering: places the cards, and places them again when sizes change. A newly selected card is
/// brought into view with its occurrence and receives the focus, unless it contains it already.
fn shown(ctx: &ViewContext, before: Option<&CardsSlice>, slice: &CardsSlice, node: &NodeRef) -> Guard {
    let cards = node.cast::<Element>()?;
    let view = dom::story_root(&cards)?;
    if slice.event.is_some() {
        ctx.with_timeline(|_| {});
    }
    place_cards(ctx, &cards);
    let was_selected = before.and_then(|before| before.selected);
    if slice.selected.is_some() && slice.selected != was_selected && !slice.is_restored {
        match slice.event {
            // The event may have to be drawn first.
            Some(event) => {
                let (ctx, view) = (ctx.clone(), view.clone());
                let within = view.clone();
                timeline::show_event(&ctx.clone(), &within, event, move |_| show_front_card(&ctx, &view, true));
            }
            None => show_front_card(ctx, &view, true),
        }
    }
    if slice.open.is_empty() && slice.event.is_none() {
        return None;
    }
    let page = dom::find(&view, ".sl-page")?;
    let sizes: Vec<Element> = dom::children(&cards).chain([page.into(), view]).collect();
    let ctx = ctx.clone();
    Some(Box::new(dom::watch_sizes(sizes, move || place_cards(&ctx, &cards))))
}

/// Returns the action of the Escape key on `target`. The hovered note closes, or else the focused one, or else the
/// selected one. Returns `None` if there is none; pinned notes stay open.
pub(crate) fn escape(ctx: &ViewContext, target: &Element) -> Option<Action> {
    let (state, story) = (ctx.store.state(), &ctx.story);
    if state.hovered.is_some() {
        return Some(Action::Hover(None));
    }
    let name = dom::closest(target, ".sl-card").and_then(|card| card.get_attribute("data-anchor"));
    match name.and_then(|name| link::to_occurrence(story, &name)) {
        Some(occurrence) => Some(Action::CloseNote(occurrence)),
        None => state.selected.map(|_| Action::Select(None)),
    }
}

/// Renders links to the other occurrences on the same text, the shortest first.
fn also_here(ctx: &ViewContext, at: OccurrenceIndex) -> Option<ElementBuilder> {
    let story = &ctx.story;
    let here = &story.texts[story.occurrences[at].text].runs;
    let has_same_link = |run: &&Run| {
        run.tab_stops_of.contains(&at) || (run.tab_stops_of.is_empty() && run.occurrences.first() == Some(&at))
    };
    let mut others: Vec<OccurrenceIndex> = Vec::new();
    for &other in here.iter().filter(has_same_link).flat_map(|run| &run.occurrences) {
        if other != at && !others.contains(&other) {
            others.push(other);
        }
    }
    let size = |&other: &OccurrenceIndex| [to_key(story.occurrences[other].range.len()), to_key(other.index()), 0, 0];
    let items = sort_by_key(others, size).into_iter().map(|other| {
        let occurrence = &story.occurrences[other];
        let kind = el_with_class("span", "sl-kind").text(ctx.words.style_name(story.highlight_style(occurrence.item)));
        let link = el("a").attr("href", ctx.href(occurrence.item, Some(occurrence.number)));
        el("li").child(link.child(kind).text(" ").text(ctx.title(occurrence.item)))
    });
    let list: Vec<ElementBuilder> = items.collect();
    if list.is_empty() {
        return None;
    }
    let title = el_with_class("p", "sl-also-here-title").text(ctx.words.also_here);
    Some(el_with_class("div", "sl-also-here").child(title).child(el("ul").children(list)))
}
