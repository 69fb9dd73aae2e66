//! Places the cards of the open notes: in the margin beside their lines, or one at the foot of a narrow screen.

use web_sys::Element;

use super::{
    ViewContext, margin, open_highlights,
    timeline::reveal::{drawn_id, selected_event},
};
use crate::{
    dom,
    state::State,
    story::{ItemRef, OccurrenceIndex},
};

/// Places the cards of the view that contains `near`.
pub(super) fn place_cards_near(ctx: &ViewContext, near: &Element) {
    let cards = dom::story_root(near).and_then(|view| dom::find(&view, ".sl-cards"));
    if let Some(cards) = cards {
        place_cards(ctx, &cards);
    }
}

/// Places the cards and marks the occurrences of the visible ones: all in the margin, only the front one at the foot.
pub(super) fn place_cards(ctx: &ViewContext, cards: &Element) {
    let (state, story) = (ctx.store.state(), &ctx.story);
    if let Some(event) = selected_event(ctx, &state)
        && let Some(card) = dom::find(cards, ".sl-card--in-timeline")
    {
        // The element that draws the event changes with the zoom.
        let drawn = drawn_id(ctx, &state.timeline, event);
        dom::set_attribute(&card, "data-anchor", drawn.as_deref());
    }
    margin::place(cards);
    let visible =
        if margin::is_beside(cards) { state.open_notes(story) } else { front(ctx, &state).into_iter().collect() };
    if let Some(view) = dom::story_root(cards) {
        // The parts of a quote that the text interrupts belong together.
        let whole = |at: OccurrenceIndex| match story.occurrences[at].item {
            item @ ItemRef::Quote(_) => story.occurrence_indices(item).to_vec(),
            ItemRef::Entity(_) | ItemRef::Highlight(_) | ItemRef::Event(_) => vec![at],
        };
        let visible: Vec<OccurrenceIndex> = visible.into_iter().flat_map(whole).collect();
        open_highlights::mark_open(ctx, &view, &visible, state.highlight_filter);
    }
}

/// Returns the occurrence of the front card, which is at its line and is the one that a narrow screen shows. It is
/// the selected or else the hovered one; `None` if an event's card is in front.
fn front(ctx: &ViewContext, state: &State) -> Option<OccurrenceIndex> {
    if selected_event(ctx, state).is_some() {
        return None;
    }
    state.selected_occurrence(&ctx.story).or(state.hovered)
}

/// Places the cards in `within`, brings the front card into view and moves the focus into it.
pub(super) fn show_front_card(ctx: &ViewContext, within: &Element, may_scroll: bool) {
    let Some(cards) = dom::find(within, ".sl-cards") else {
        return;
    };
    place_cards(ctx, &cards);
    if let Some(card) = dom::find(&cards, ".sl-card--front") {
        if may_scroll {
            margin::bring_into_view(&cards, &card);
        }
        if !dom::has_focus(&card) {
            dom::focus(&card);
        }
    }
}
