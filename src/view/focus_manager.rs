//! What leads the reader's eye: view and focus follow what is chosen.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use super::{
    Subscription, ViewContext, cards,
    dom::{self, EventListener},
    hover::Hover,
    margin, quotes,
    swipe::Swipe,
    timeline::{self, Follow},
};
use crate::{
    link,
    state::{Selection, SlideCause, State},
    story::ItemRef,
    timeline::{TimelineAction, TimelineMode},
};

/// What follows the reader in the live view, for as long as it lives.
pub struct FocusManager {
    _subscription: Subscription,
    _watch: Vec<EventListener>,
    _hover: Hover,
    _swipe: Swipe,
    _follow: Follow,
}

/// Called when the live view stands in the page, in `mount`: shows what was chosen before it did (by the link that
/// led here), then follows every choice.
///
/// Where the reader has scrolled the page, or the row of quotes, before it was live, it stays where it is. `hidden` would
/// have the focus, if it were shown: an event that is drawn has it in its place.
pub fn attach(ctx: &ViewContext, mount: &Element, hidden: Option<&Element>) -> FocusManager {
    if ctx.store.state().selected.is_none() {
        quotes::drift(ctx, mount);
    }
    let state = (*ctx.store.state()).clone();
    quotes::arrive(ctx, mount);
    timeline::measure(ctx, mount);
    let told = hidden.and_then(|hidden| link::to_event(&ctx.story, &dom::closest(hidden, ".sl-entry")?.id()));
    if let Some(event) = told.filter(|&event| ctx.timeline.lane_of_event[event].is_some()) {
        let (then, view) = (ctx.clone(), mount.clone());
        let is_chosen = timeline::selected_event(ctx, &ctx.store.state()) == Some(event);
        timeline::show_event(ctx, mount, event, move |drawn| match is_chosen {
            true => cards::show_front_card(&then, &view, false),
            false => dom::focus(&drawn),
        });
    }
    let at_top = dom::is_at_top();
    if state.carousel.slide_cause == SlideCause::Restore {
        // It stands where it is.
    } else if let Some(selection) = state.selected {
        match selection.occurrence {
            Some(_) => cards::show_front_card(ctx, mount, at_top),
            None if at_top => follow_selection(ctx, mount, &State::default(), &state),
            None => {}
        }
    } else if let (true, Some(timeline)) =
        (at_top && state.timeline.time_range.is_some(), dom::find(mount, ".sl-timeline"))
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

/// Keeps a sheet from covering what the reader moves the focus to by keyboard, wherever in the page that is.
///
/// (`:focus-visible` would tell, but WebKit does not know it yet when the focus arrives.)
fn watch_focus(ctx: &ViewContext, mount: &Element) -> Vec<EventListener> {
    let Some(document) = mount.owner_document() else {
        return Vec::new();
    };
    let by_key = Rc::new(Cell::new(false));
    let moved = || {
        let (ctx, mount, by_key) = (ctx.clone(), mount.clone(), Rc::clone(&by_key));
        move |event: Event| {
            let target = event.composed_path().get(0).dyn_into::<Element>();
            // A note that is about to go covers nothing.
            let state = ctx.store.state();
            let is_open = !state.open_notes(&ctx.story).is_empty() || timeline::selected_event(&ctx, &state).is_some();
            if let (Ok(target), Some(cards), true) = (target, dom::find(&mount, ".sl-cards"), by_key.get() && is_open)
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
        // The document hears nothing of what stays within a shadow tree.
        dom::listen(mount, "focusin", moved()),
        dom::listen(&document, "focusin", moved()),
    ]
}

/// Moves view and focus to what is selected, and back to the words when its note closes. What a selection at a place
/// opens, a note beside the text, places itself once it is rendered.
fn follow_selection(ctx: &ViewContext, mount: &Element, before: &State, now: &State) {
    if now.carousel.slide_cause == SlideCause::Restore {
        return;
    }
    let story = &ctx.story;
    // A note that closes by itself: one that was kept open, or that the pointer had called up and the focus is in.
    let open = now.open_notes(story);
    let peeked =
        before.hovered.filter(|_| dom::find(mount, ".sl-card--hovered").is_some_and(|card| dom::has_focus(&card)));
    if let Some(&closed) = before.pinned.iter().chain(&peeked).find(|at| !open.contains(at)) {
        let place = &story.occurrences[closed];
        focus_words(ctx, mount, place.item, Some(place.number));
    }
    if before.selected == now.selected || now.carousel.slide_cause != SlideCause::Chosen {
        return;
    }
    match (before.selected, now.selected) {
        (_, Some(selection)) if selection.occurrence.is_none() => show(ctx, mount, selection),
        (_, Some(_)) | (None, None) => {}
        // A quote is where it was, or else left out: nothing closes that had the focus.
        (Some(Selection { item: ItemRef::Quote(_), occurrence: None }), None) => {}
        (Some(Selection { item: thing, occurrence: place }), None) => focus_words(ctx, mount, thing, place),
    }
}

/// Brings what is selected into view, and moves the focus there: to the note of a place, or to a thing at its home.
pub(super) fn show(ctx: &ViewContext, within: &Element, Selection { item: thing, occurrence: place }: Selection) {
    if place.is_some() {
        cards::show_front_card(ctx, within, true);
        return;
    }
    let home = link::item_fragment(&ctx.story, thing, None);
    let ItemRef::Event(event) = thing else {
        // A quote that the company in focus had left out has yet to be rendered.
        let is_shown = |home: &HtmlElement| home.get_client_rects().length() > 0;
        match dom::by_id(within, &home) {
            Some(home) if is_shown(&home) => dom::show(&home),
            Some(hidden) => dom::focus_when_shown(move || Some(hidden.clone())),
            None => {}
        }
        return;
    };
    let state = ctx.store.state();
    if timeline::selected_event(ctx, &state).is_some() {
        let (then, view) = (ctx.clone(), within.clone());
        timeline::show_event(ctx, within, event, move |_| cards::show_front_card(&then, &view, true));
        return;
    }
    ctx.dispatch_timeline(TimelineAction::Reveal(event));
    // What can't be drawn stands in the list.
    if state.timeline.is_chart() {
        ctx.dispatch_timeline(TimelineAction::SetMode(TimelineMode::List));
    }
    let within = within.clone();
    dom::focus_when_shown(move || dom::by_id(&within, &home));
}

/// Moves the focus to where a thing is, or to one of its places: to the highlight around it, where it shares one.
fn focus_words(ctx: &ViewContext, mount: &Element, thing: ItemRef, place: Option<usize>) {
    let state = ctx.store.state();
    let at_home = State {
        selected: Some(Selection { item: thing, occurrence: place }),
        timeline: state.timeline.clone(),
        ..State::default()
    };
    if let Some(event) = timeline::selected_event(ctx, &at_home) {
        timeline::show_event(ctx, mount, event, |drawn| dom::focus(&drawn));
        return;
    }
    let words = dom::by_id(mount, &link::item_fragment(&ctx.story, thing, place));
    let holder = words.and_then(|words| words.closest("a,[tabindex]").ok()??.dyn_into().ok());
    if let Some(holder) = holder {
        dom::focus(&holder);
    }
}
