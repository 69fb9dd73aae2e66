//! Scrolling and focus: the view and the keyboard focus follow the selection.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use web_sys::{Element, Event, HtmlElement};

use super::{
    Subscription, ViewContext,
    hover::Hover,
    margin,
    place_cards::show_front_card,
    quotes,
    swipe::Swipe,
    timeline::{self, Follow},
};
use crate::{
    dom::{self, EventListener},
    link,
    state::{Selection, SlideCause, State},
    story::ItemRef,
    timeline::{TimelineAction, TimelineMode},
};

/// The event handlers and subscriptions that move the view and the focus; they end when this is dropped.
pub struct FocusManager {
    _subscription: Subscription,
    _watch: Vec<EventListener>,
    _hover: Hover,
    _swipe: Swipe,
    _follow: Follow,
}

/// The scroll positions before the document becomes interactive. Reading them later would make the browser compute styles
/// and layout of the whole page at once.
pub struct ScrollPositions {
    is_page_at_top: bool,
    is_row_scrolled: bool,
}

impl ScrollPositions {
    /// Reads the positions of the page and of the row of quotes in `mount`.
    pub fn read(mount: &Element) -> Self {
        Self { is_page_at_top: dom::is_at_top(), is_row_scrolled: quotes::is_scrolled(mount) }
    }
}

/// Starts focus management when the document in `mount` is interactive. It shows the item that was selected before, for
/// example by the URL fragment, then follows every selection.
///
/// If the reader has already scrolled the page or the row of quotes, that position stays.
pub fn attach(ctx: &ViewContext, mount: &Element, positions: &ScrollPositions) -> FocusManager {
    let &ScrollPositions { is_page_at_top: at_top, is_row_scrolled } = positions;
    if ctx.store.state().selected.is_none() {
        quotes::set_current_from_scroll(ctx, mount, is_row_scrolled);
    }
    let state = (*ctx.store.state()).clone();
    quotes::init_scroll(ctx, mount, is_row_scrolled);
    // Otherwise an observer reports the size.
    if timeline::needs_timeline(&state) {
        timeline::measure(ctx, mount);
    }
    if state.carousel.slide_cause == SlideCause::Restore {
        // The restored view keeps its scroll position.
    } else if let Some(selection) = state.selected {
        match selection.occurrence {
            Some(_) => show_front_card(ctx, mount, at_top),
            None if at_top => follow_selection(ctx, mount, &State::default(), &state),
            None => {}
        }
    } else if at_top
        && state.timeline.choices.time_range.is_some()
        && let Some(timeline) = dom::find(mount, ".sl-timeline")
    {
        dom::show(&timeline);
    }
    let before = RefCell::new(state);
    let watch = watch_focus(ctx, mount);
    let (hover, swipe, follow) = (Hover::new(ctx, mount), Swipe::new(ctx, mount), Follow::new(ctx, mount));
    let (ctx, mount, store) = (ctx.clone(), mount.clone(), Rc::clone(&ctx.store));
    let subscription = store.subscribe(move |now| {
        let before = before.replace(now.clone());
        follow_selection(&ctx, &mount, &before, now);
    });
    FocusManager { _subscription: subscription, _watch: watch, _hover: hover, _swipe: swipe, _follow: follow }
}

/// Returns the entry of the list of events that has the focus, or contains it.
pub fn focused_entry(mount: &Element) -> Option<HtmlElement> {
    dom::closest(&dom::focused(mount)?, ".sl-entry").filter(|entry| mount.contains(Some(entry)))
}

/// Where the chart has replaced the list, moves the focus from an entry of the list to the event in the chart.
pub fn move_focus_to_chart(ctx: &ViewContext, mount: &Element, entry: &HtmlElement) {
    let event = link::to_event(&ctx.story, &entry.id());
    if entry.get_client_rects().length() > 0 {
        return;
    }
    if let Some(event) = event
        && ctx.story.events[event].has_known_day()
    {
        let (then, view) = (ctx.clone(), mount.clone());
        let is_selected = timeline::selected_event(ctx, &ctx.store.state()) == Some(event);
        timeline::show_event(ctx, mount, event, move |drawn| {
            if is_selected {
                show_front_card(&then, &view, false);
            } else {
                dom::focus(&drawn);
            }
        });
    }
}

/// Keeps a card at the edge of a narrow screen from covering the element that receives the focus by keyboard.
///
/// `:focus-visible` is no alternative: WebKit does not match it yet when the focus arrives.
fn watch_focus(ctx: &ViewContext, mount: &Element) -> Vec<EventListener> {
    let Some(document) = mount.owner_document() else {
        return Vec::new();
    };
    let by_key = Rc::new(Cell::new(false));
    let moved = || {
        let (ctx, mount, by_key) = (ctx.clone(), mount.clone(), Rc::clone(&by_key));
        move |event: Event| {
            if !by_key.get() {
                return;
            }
            // A card that is about to close covers nothing.
            let state = ctx.store.state();
            let is_open = !state.open_notes(&ctx.story).is_empty() || timeline::selected_event(&ctx, &state).is_some();
            if is_open
                && let Some(target) = dom::target(&event)
                && let Some(cards) = dom::find(&mount, ".sl-cards")
                && !cards.contains(Some(&target))
            {
                margin::uncover(&cards, &target);
            }
        }
    };
    let (key, pointer) = (Rc::clone(&by_key), Rc::clone(&by_key));
    vec![
        dom::listen(&document, "keydown", move |_| key.set(true)),
        dom::listen(&document, "pointerdown", move |_| pointer.set(false)),
        // Focus changes inside a shadow tree do not reach the document.
        dom::listen(mount, "focusin", moved()),
        dom::listen(&document, "focusin", moved()),
    ]
}

/// Moves the view and the focus to the selected item, and back to the text when its note closes. The card of a
/// selected occurrence places itself once it is rendered.
fn follow_selection(ctx: &ViewContext, mount: &Element, before: &State, now: &State) {
    if now.carousel.slide_cause == SlideCause::Restore {
        return;
    }
    let story = &ctx.story;
    // A note closes: it was pinned, or it was opened by the pointer and has the focus.
    let open = now.open_notes(story);
    let has_focus = || dom::find(mount, ".sl-card--hovered").is_some_and(|card| dom::has_focus(&card));
    let hovered = if before.hovered.is_some() && has_focus() { before.hovered } else { None };
    if let Some(&closed) = before.pinned.iter().chain(&hovered).find(|at| !open.contains(at)) {
        let occurrence = &story.occurrences[closed];
        focus_words(ctx, mount, occurrence.item, Some(occurrence.number));
    }
    if before.selected == now.selected || now.carousel.slide_cause != SlideCause::Chosen {
        return;
    }
    match (before.selected, now.selected) {
        (_, Some(selection)) if selection.occurrence.is_none() => show(ctx, mount, selection),
        (_, Some(_)) | (None, None) => {}
        // A deselected quote stays in place or is filtered out; no focused note closes.
        (Some(Selection { item: ItemRef::Quote(_), occurrence: None }), None) => {}
        (Some(Selection { item, occurrence }), None) => focus_words(ctx, mount, item, occurrence),
    }
}

/// Brings the selected item into view and focuses it: the card of an occurrence, or the item in its section.
pub(crate) fn show(ctx: &ViewContext, within: &Element, Selection { item, occurrence }: Selection) {
    if occurrence.is_some() {
        show_front_card(ctx, within, true);
        return;
    }
    let id = link::item_fragment(&ctx.story, item, None);
    let ItemRef::Event(event) = item else {
        // A quote that was hidden because of the followed company has yet to be rendered.
        let is_shown = |element: &HtmlElement| element.get_client_rects().length() > 0;
        match dom::by_id(within, &id) {
            Some(element) if is_shown(&element) => dom::show(&element),
            Some(hidden) => dom::focus_when_shown(move || Some(hidden.clone())),
            None => {}
        }
        return;
    };
    let state = ctx.store.state();
    if timeline::selected_event(ctx, &state).is_some() {
        let (then, view) = (ctx.clone(), within.clone());
        timeline::show_event(ctx, within, event, move |_| show_front_card(&then, &view, true));
        return;
    }
    ctx.dispatch_timeline(TimelineAction::Reveal(event));
    // An event that cannot be drawn is only in the list.
    if state.timeline.is_chart() {
        ctx.dispatch_timeline(TimelineAction::SetMode(TimelineMode::List));
    }
    let within = within.clone();
    dom::focus_when_shown(move || dom::by_id(&within, &id));
}

/// Moves the focus to an item or one of its occurrences. If a link or another focusable element contains it, that
/// element receives the focus.
fn focus_words(ctx: &ViewContext, mount: &Element, item: ItemRef, occurrence: Option<usize>) {
    let state = ctx.store.state();
    let with_item =
        State { selected: Some(Selection { item, occurrence }), timeline: state.timeline.clone(), ..State::default() };
    if let Some(event) = timeline::selected_event(ctx, &with_item) {
        timeline::show_event(ctx, mount, event, |drawn| dom::focus(&drawn));
        return;
    }
    if let Some(words) = dom::by_id(mount, &link::item_fragment(&ctx.story, item, occurrence))
        && let Some(focusable) = dom::closest(&words, "a,[tabindex]")
    {
        dom::focus(&focusable);
    }
}
