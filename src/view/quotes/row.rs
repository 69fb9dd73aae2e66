//! The row of slides in the browser: where it stands, and what turns it.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, ScrollBehavior, ScrollToOptions};
use yew::NodeRef;

use super::{
    super::dom::{self, EventListener, Guard, SizeObserver, Timer},
    ViewContext, slide, speakers,
};
use crate::state::{Action, SlideCause, State};

/// Which slide a row has been turned to, out of how many, and whether it has come there, or the reader has taken it from
/// there.
const TARGET: &str = "data-turned";
const ARRIVED: &str = "data-there";
/// Said there if the reader has.
const BY_READER: &str = "reader";

/// How long a row has to rest before what it stands at is taken as chosen, in milliseconds, where the browser does not
/// tell.
const SCROLL_END_DELAY: i32 = 100;

/// Follows the row as the reader scrolls it, and how much room long quotes need, for as long as it is kept.
pub(super) fn follow(ctx: &ViewContext, node: &NodeRef) -> Guard {
    let row = node.cast::<Element>()?;
    let resting = RefCell::new(None::<Timer>);
    let moved = {
        let (ctx, row) = (ctx.clone(), row.clone());
        move |event: Event| {
            if event.target().is_none_or(|target| target.dyn_ref() != Some(&row)) {
                slide::reveal(&ctx, &event);
                return;
            }
            mark_arrived(&ctx, &row);
            let (then, moved) = (ctx.clone(), row.clone());
            resting.replace(dom::set_timeout(SCROLL_END_DELAY, move || scroll_ended(&then, &moved)));
            if event.type_() == "scrollend" {
                resting.take();
                scroll_ended(&ctx, &row);
            }
        }
    };
    let moved = Rc::new(moved);
    let moving = ["scroll", "scrollend"].map(|kind| {
        let moved = Rc::clone(&moved);
        dom::listen_capturing(&row, kind, move |event| moved(event))
    });
    // From there on it is the reader's, even on its way.
    let touching = ["pointerdown", "wheel", "keydown"].map(|kind| {
        let row = row.clone();
        // It can't fail: the name is a plain word.
        dom::listen(&row.clone(), kind, move |_| drop(row.set_attribute(ARRIVED, BY_READER)))
    });
    let folds: Vec<Element> = dom::elements(row.query_selector_all(slide::LONG_QUOTE)).collect();
    let watching = dom::watch_sizes(folds.clone(), move || {
        slide::measure(&folds);
        speakers::show_current(&row);
    });
    let kept: ([EventListener; 2], [EventListener; 3], Option<SizeObserver>) = (moving, touching, watching);
    Some(Box::new(kept))
}

/// Called when the live view stands in the page: turns the row in `within` to the current quote, if the reader has not
/// scrolled it before.
pub(in crate::view) fn arrive(ctx: &ViewContext, within: &Element) {
    if let Some(row) = dom::find(within, ".sl-slides") {
        scroll_to_current(&row, &ctx.store.state(), ScrollBehavior::Instant);
        speakers::show_current(&row);
    }
}

/// Called when the live view has been moved in the page, for which browsers scroll all that is in it back to its start:
/// puts the row in `within` where it was.
pub fn restore_scroll(ctx: &ViewContext, within: &Element) {
    let carousel = &ctx.store.state().carousel;
    if let Some(row) = dom::find(within, ".sl-slides").filter(|_| !carousel.is_list) {
        put(&row, carousel.current, ScrollBehavior::Instant);
        speakers::show_current(&row);
    }
}

/// Takes the quote that the row in `within` stands at as the current one.
pub(in crate::view) fn drift(ctx: &ViewContext, within: &Element) {
    let row = dom::find(within, ".sl-slides").filter(|_| !ctx.store.state().carousel.is_list);
    if let Some(at) = row.and_then(|row| nearest(&row)) {
        ctx.store.dispatch(Action::SlideScrolledTo(at));
    }
}

/// A row has come to rest: what it stands at is the current quote now. But not while it is on its way to that, and was
/// stopped (by a browser that snaps again to what it showed before): then it is put there. Nor before it is: Yew may
/// yield between rendering and what comes after.
fn scroll_ended(ctx: &ViewContext, row: &Element) {
    let state = ctx.store.state();
    let carousel = &state.carousel;
    let Some(at) = nearest(row).filter(|_| !carousel.is_list && has_target(row, carousel.current)) else {
        return;
    };
    if row.has_attribute(ARRIVED) {
        ctx.store.dispatch(Action::SlideScrolledTo(at));
        // Chromium ends a movement that was taken over beside where it was to end.
        let is_readers = row.get_attribute(ARRIVED).is_some_and(|there| there == BY_READER);
        if at == carousel.current && carousel.slide_cause != SlideCause::Scroll && !is_readers {
            put(row, at, ScrollBehavior::Instant);
        }
    } else {
        scroll_to_current(row, &state, ScrollBehavior::Instant);
        set_arrived(row, true);
    }
}

/// Takes note of it when a row is nearer to the quote that it has been turned to than to any other.
fn mark_arrived(ctx: &ViewContext, row: &Element) {
    let current = ctx.store.state().carousel.current;
    if !row.has_attribute(ARRIVED) && has_target(row, current) && nearest(row) == Some(current) {
        set_arrived(row, true);
    }
}

/// Whether a row has been turned to this quote, among the slides that it has now.
fn has_target(row: &Element, to: usize) -> bool {
    row.get_attribute(TARGET).is_some_and(|turned| turned == target_value(row, to))
}

fn target_value(row: &Element, to: usize) -> String {
    format!("{to}/{}", displayed(row).count())
}

fn set_arrived(row: &Element, is_there: bool) {
    // It can't fail: the name is a plain word.
    let _ = row.toggle_attribute_with_force(ARRIVED, is_there);
}

/// Turns a row to the current quote, without moving the page; unless the reader has scrolled it there. Where it is not
/// seen it does not move on its way: Firefox would wait with that until it is.
pub(super) fn scroll_to_current(row: &Element, state: &State, behavior: ScrollBehavior) {
    let carousel = &state.carousel;
    if carousel.is_list {
        return;
    }
    let is_on_its_way = row.has_attribute(TARGET) && !row.has_attribute(ARRIVED);
    // It can't fail: the name is a plain word.
    let _ = row.set_attribute(TARGET, &target_value(row, carousel.current));
    if carousel.slide_cause == SlideCause::Scroll {
        set_arrived(row, true);
        return;
    }
    // A long way shows nothing but a rush; but what is on its way goes on as it is.
    let slides = (is_on_its_way || is_near(row, carousel.current)) && dom::is_in_viewport(row);
    put(row, carousel.current, if slides { behavior } else { ScrollBehavior::Instant });
    set_arrived(row, nearest(row) == Some(carousel.current));
}

/// Scrolls a row until this slide stands at its start, or the row at its end. Even where it does: it may be on its way
/// elsewhere.
fn put(row: &Element, at: usize, behavior: ScrollBehavior) {
    if let Some(left) = place_of(row, at) {
        let options = ScrollToOptions::new();
        options.set_left(left);
        options.set_behavior(behavior);
        row.scroll_to_with_scroll_to_options(&options);
    }
}

/// Whether a row is not far from a slide.
fn is_near(row: &Element, at: usize) -> bool {
    let away = place_of(row, at).map(|left| (left - f64::from(row.scroll_left())).abs());
    away.is_some_and(|away| away < 1.5 * f64::from(row.client_width()))
}

/// How far a row is scrolled when this slide stands at its start, in CSS pixels; negative from right to left.
fn place_of(row: &Element, at: usize) -> Option<f64> {
    let slide = row.children().item(u32::try_from(at).ok()?)?;
    Some(left(&slide) - left(&displayed(row).next()?.1))
}

fn left(slide: &Element) -> f64 {
    slide.get_bounding_client_rect().left()
}

/// The slides that the company in focus leaves, each with its position among all.
fn displayed(row: &Element) -> impl Iterator<Item = (usize, Element)> {
    dom::children(row).enumerate().filter(|(_, slide)| !slide.class_list().contains(slide::UNRELATED))
}

/// The slide that stands nearest to the start of its row.
fn nearest(row: &Element) -> Option<usize> {
    let slides: Vec<(usize, Element)> = displayed(row).collect();
    let scrolled = f64::from(row.scroll_left().abs());
    // At its very end a row shows its last slide, which may not reach the start.
    let end = row.scroll_width() - row.client_width() - row.scroll_left().abs() <= 1;
    if end && row.scroll_left() != 0 {
        return slides.last().map(|(at, _)| *at);
    }
    let start = left(&slides.first()?.1);
    let offset = |slide: &Element| (left(slide) - start).abs();
    // They stand in order: a few need to be asked.
    let after = slides.partition_point(|(_, slide)| offset(slide) < scrolled);
    let near = slides.get(after.saturating_sub(1)..=after.min(slides.len() - 1))?;
    let away = |slide: &Element| (offset(slide) - scrolled).abs();
    near.iter().min_by(|one, other| away(&one.1).total_cmp(&away(&other.1))).map(|(at, _)| *at)
}
