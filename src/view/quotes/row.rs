//! The row of slides in the browser: reads and sets its scroll position.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, ScrollBehavior, ScrollToOptions};
use yew::NodeRef;

use super::{
    super::dom::{self, EventListener, Guard, SizeObserver, Timer},
    ViewContext, slide, speakers,
};
use crate::{
    state::{Action, SlideCause, State},
    story::QuoteIndex,
};

/// The attribute that holds the target slide and the number of slides, as `index/count`.
const TARGET: &str = "data-turned";
/// The attribute that is set once the row has reached its target slide.
const ARRIVED: &str = "data-there";
/// The value of [`ARRIVED`] if the reader has scrolled the row.
const BY_READER: &str = "reader";

/// The delay after the last `scroll` event before the nearest slide becomes current, in milliseconds. It is needed in
/// browsers without `scrollend`.
const SCROLL_END_DELAY: i32 = 100;

/// Follows the reader's scrolling of the row, and the height of long quotes, until the result is dropped.
pub(super) fn follow(ctx: &ViewContext, node: &NodeRef) -> Guard {
    let row = node.cast::<Element>()?;
    let timer = RefCell::new(None::<Timer>);
    let moved = {
        let (ctx, row) = (ctx.clone(), row.clone());
        move |event: Event| {
            if event.target().is_none_or(|target| target.dyn_ref() != Some(&row)) {
                slide::reveal(&ctx, &event);
                return;
            }
            mark_arrived(&ctx, &row);
            let (then, moved) = (ctx.clone(), row.clone());
            timer.replace(dom::set_timeout(SCROLL_END_DELAY, move || scroll_ended(&then, &moved)));
            if event.type_() == "scrollend" {
                timer.take();
                scroll_ended(&ctx, &row);
            }
        }
    };
    let moved = Rc::new(moved);
    let scrolls = ["scroll", "scrollend"].map(|kind| {
        let moved = Rc::clone(&moved);
        dom::listen_capturing(&row, kind, move |event| moved(event))
    });
    // After these events the reader controls the scroll position, even during an animation.
    let interactions = ["pointerdown", "wheel", "keydown"].map(|kind| {
        let row = row.clone();
        // This call cannot fail: the attribute name is valid.
        dom::listen(&row.clone(), kind, move |_| drop(row.set_attribute(ARRIVED, BY_READER)))
    });
    let folds: Vec<Element> = dom::elements(row.query_selector_all(slide::LONG_QUOTE)).collect();
    let size_observer = dom::watch_sizes(folds.clone(), move || {
        slide::measure(&folds);
        speakers::show_current(&row);
    });
    let guard: ([EventListener; 2], [EventListener; 3], Option<SizeObserver>) = (scrolls, interactions, size_observer);
    Some(Box::new(guard))
}

/// Called when the live view is in the page: scrolls the row in `within` to the current quote, unless the reader has
/// scrolled it before.
pub(in crate::view) fn arrive(ctx: &ViewContext, within: &Element) {
    if let Some(row) = dom::find(within, ".sl-slides") {
        scroll_to_current(&row, &ctx.store.state(), ScrollBehavior::Instant);
        speakers::show_current(&row);
    }
}

/// Restores the scroll position of the row in `within`. Browsers reset it when the element is moved in the document.
pub fn restore_scroll(ctx: &ViewContext, within: &Element) {
    let carousel = &ctx.store.state().carousel;
    if let Some(row) = dom::find(within, ".sl-slides").filter(|_| !carousel.is_list) {
        scroll_to_slide(&row, carousel.current, ScrollBehavior::Instant);
        speakers::show_current(&row);
    }
}

/// Makes the quote nearest to the row's start the current one.
pub(in crate::view) fn drift(ctx: &ViewContext, within: &Element) {
    let row = dom::find(within, ".sl-slides").filter(|_| !ctx.store.state().carousel.is_list);
    if let Some(at) = row.and_then(|row| nearest(&row)) {
        ctx.store.dispatch(Action::SlideScrolledTo(at));
    }
}

/// Handles the end of scrolling: the nearest slide becomes current. If the row has not reached its target yet (a
/// browser snapped back to the previous slide), it is scrolled there. Nothing happens before the row has its target,
/// because Yew may yield between rendering and `rendered`.
fn scroll_ended(ctx: &ViewContext, row: &Element) {
    let state = ctx.store.state();
    let carousel = &state.carousel;
    let Some(at) = nearest(row).filter(|_| !carousel.is_list && has_target(row, carousel.current)) else {
        return;
    };
    if row.has_attribute(ARRIVED) {
        ctx.store.dispatch(Action::SlideScrolledTo(at));
        // Chromium ends an interrupted scroll animation beside its target.
        let is_readers = row.get_attribute(ARRIVED).is_some_and(|value| value == BY_READER);
        if at == carousel.current && carousel.slide_cause != SlideCause::Scroll && !is_readers {
            scroll_to_slide(row, at, ScrollBehavior::Instant);
        }
    } else {
        scroll_to_current(row, &state, ScrollBehavior::Instant);
        set_arrived(row, true);
    }
}

/// Marks the row as arrived when its target slide is nearer than any other.
fn mark_arrived(ctx: &ViewContext, row: &Element) {
    let current = ctx.store.state().carousel.current;
    if !row.has_attribute(ARRIVED) && has_target(row, current) && nearest(row) == Some(current) {
        set_arrived(row, true);
    }
}

/// Returns true if this slide is the row's target, with the current number of slides.
fn has_target(row: &Element, to: QuoteIndex) -> bool {
    row.get_attribute(TARGET).is_some_and(|target| target == target_value(row, to))
}

fn target_value(row: &Element, to: QuoteIndex) -> String {
    format!("{}/{}", to.index(), displayed(row).count())
}

fn set_arrived(row: &Element, has_arrived: bool) {
    // This call cannot fail: the attribute name is valid.
    let _ = row.toggle_attribute_with_force(ARRIVED, has_arrived);
}

/// Scrolls the row to the current quote, without scrolling the page, unless the reader has scrolled it there. Outside
/// the viewport the row jumps: Firefox would delay the animation until the row is visible.
pub(super) fn scroll_to_current(row: &Element, state: &State, behavior: ScrollBehavior) {
    let carousel = &state.carousel;
    if carousel.is_list {
        return;
    }
    let is_scrolling = row.has_attribute(TARGET) && !row.has_attribute(ARRIVED);
    // This call cannot fail: the attribute name is valid.
    let _ = row.set_attribute(TARGET, &target_value(row, carousel.current));
    if carousel.slide_cause == SlideCause::Scroll {
        set_arrived(row, true);
        return;
    }
    // A jump is clearer over a long distance. An animation that is already running continues.
    let is_animated = (is_scrolling || is_near(row, carousel.current)) && dom::is_in_viewport(row);
    scroll_to_slide(row, carousel.current, if is_animated { behavior } else { ScrollBehavior::Instant });
    set_arrived(row, nearest(row) == Some(carousel.current));
}

/// Scrolls the row until this slide is at its start, or the row at its end. The row may still be scrolling elsewhere,
/// so the call is made in any case.
fn scroll_to_slide(row: &Element, at: QuoteIndex, behavior: ScrollBehavior) {
    if let Some(left) = scroll_position_of(row, at) {
        let options = ScrollToOptions::new();
        options.set_left(left);
        options.set_behavior(behavior);
        row.scroll_to_with_scroll_to_options(&options);
    }
}

/// Returns true if a slide is less than one and a half row widths away.
fn is_near(row: &Element, at: QuoteIndex) -> bool {
    let away = scroll_position_of(row, at).map(|left| (left - f64::from(row.scroll_left())).abs());
    away.is_some_and(|away| away < 1.5 * f64::from(row.client_width()))
}

/// Returns the row's scroll position for this slide, in CSS pixels; negative from right to left.
fn scroll_position_of(row: &Element, at: QuoteIndex) -> Option<f64> {
    let slide = row.children().item(u32::try_from(at.index()).ok()?)?;
    Some(left(&slide) - left(&displayed(row).next()?.1))
}

fn left(slide: &Element) -> f64 {
    slide.get_bounding_client_rect().left()
}

/// Returns the slides that the company filter shows, each with its quote.
fn displayed(row: &Element) -> impl Iterator<Item = (QuoteIndex, Element)> {
    (0..)
        .map(QuoteIndex::new)
        .zip(dom::children(row))
        .filter(|(_, slide)| !slide.class_list().contains(slide::UNRELATED))
}

/// Returns the quote of the slide nearest to the start of the row.
fn nearest(row: &Element) -> Option<QuoteIndex> {
    let slides: Vec<(QuoteIndex, Element)> = displayed(row).collect();
    let scrolled = f64::from(row.scroll_left().abs());
    // At its end the row shows its last slide, which may not reach the start.
    let end = row.scroll_width() - row.client_width() - row.scroll_left().abs() <= 1;
    if end && row.scroll_left() != 0 {
        return slides.last().map(|(at, _)| *at);
    }
    let start = left(&slides.first()?.1);
    let offset = |slide: &Element| (left(slide) - start).abs();
    // The slides are in order, so a binary search reads few positions.
    let after = slides.partition_point(|(_, slide)| offset(slide) < scrolled);
    let near = slides.get(after.saturating_sub(1)..=after.min(slides.len() - 1))?;
    let away = |slide: &Element| (offset(slide) - scrolled).abs();
    near.iter().min_by(|one, other| away(&one.1).total_cmp(&away(&other.1))).map(|(at, _)| *at)
}
