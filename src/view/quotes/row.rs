//! The row of slides in the browser: reads and sets its scroll position.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, ScrollBehavior, ScrollToOptions};

use super::{slide, speakers};
use crate::{
    dom::{self, Guard, Timer},
    state::{Action, SlideCause, State},
    story::QuoteIndex,
    view::{ViewContext, row_scroll::Progress},
};

/// The delay after the last `scroll` event before the nearest slide becomes current, in milliseconds. It is needed in
/// browsers without `scrollend`.
const SCROLL_END_DELAY: i32 = 100;

/// The attribute of a row that has been scrolled. Its content is laid out from then on, also far from the viewport, because
/// a browser that skips the content loses the scroll position.
pub(crate) const SCROLLED: &str = "data-scrolled";

/// Follows the reader's scrolling of the row, and the height of long quotes, until the result is dropped.
pub(crate) fn follow(ctx: &ViewContext, row: &Element) -> Guard {
    let row = row.clone();
    let timer = RefCell::new(None::<Timer>);
    let moved = {
        let (ctx, row) = (ctx.clone(), row.clone());
        move |event: Event| {
            if event.target().is_none_or(|target| target.dyn_ref() != Some(&row)) {
                slide::reveal(&ctx, &event);
                return;
            }
            dom::toggle_attribute(&row, SCROLLED, true);
            update_progress(&ctx, &row);
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
        let ctx = ctx.clone();
        dom::listen(&row, kind, move |_| ctx.row_scroll.progress.set(Progress::TakenOver))
    });
    let quotes: Vec<Element> = dom::elements(row.query_selector_all(slide::LONG_QUOTE)).collect();
    let size_observer = dom::watch_sizes(quotes.clone(), move || {
        slide::measure(&quotes);
        speakers::show_current(&row);
    });
    Some(Box::new((scrolls, interactions, size_observer)))
}

/// Returns true if the row in `within` is scrolled away from its start.
pub(in crate::view) fn is_scrolled(within: &Element) -> bool {
    dom::find(within, ".sl-slides").is_some_and(|row| row.scroll_left() != 0)
}

/// Called when the live view is in the page: scrolls the row in `within` to the current quote, unless the reader has
/// scrolled it before (`is_scrolled`).
pub(in crate::view) fn init_scroll(ctx: &ViewContext, within: &Element, is_scrolled: bool) {
    let Some(row) = dom::find(within, ".sl-slides") else {
        return;
    };
    let state = ctx.store.state();
    let mut shown = displayed(&row);
    if !is_scrolled && shown.next().is_some_and(|(first, _)| first == state.carousel.current) {
        // Nothing is measured: the browser need not lay out a row below the fold.
        ctx.row_scroll.target.set(Some((state.carousel.current, shown.count() + 1)));
        ctx.row_scroll.arrive();
        return;
    }
    scroll_to_current(ctx, &row, &state, ScrollBehavior::Instant);
    speakers::show_current(&row);
}

/// Restores the scroll position of the row in `within`. Browsers reset it when the element is moved in the document.
pub fn restore_scroll(ctx: &ViewContext, within: &Element) {
    let carousel = &ctx.store.state().carousel;
    if !carousel.is_list
        && let Some(row) = dom::find(within, ".sl-slides")
    {
        scroll_to_slide(&row, carousel.current, ScrollBehavior::Instant);
        speakers::show_current(&row);
    }
}

/// Makes the quote nearest to the row's start the current one. The first one, unless the row is scrolled.
pub(in crate::view) fn set_current_from_scroll(ctx: &ViewContext, within: &Element, is_scrolled: bool) {
    let first = |row: &Element| displayed(row).next().map(|(at, _)| at);
    if !ctx.store.state().carousel.is_list
        && let Some(row) = dom::find(within, ".sl-slides")
        && let Some(at) = if is_scrolled { nearest(&row) } else { first(&row) }
    {
        ctx.store.dispatch(Action::SlideScrolledTo(at));
    }
}

/// Handles the end of scrolling: the nearest slide becomes current. If the row has not reached its target yet (a
/// browser snapped back to the previous slide), it is scrolled there. Nothing happens before the row has its target,
/// because Yew may yield between rendering and `rendered`.
fn scroll_ended(ctx: &ViewContext, row: &Element) {
    let state = ctx.store.state();
    let carousel = &state.carousel;
    if carousel.is_list || !has_target(ctx, row, carousel.current) {
        return;
    }
    let Some(at) = nearest(row) else {
        return;
    };
    let progress = ctx.row_scroll.progress.get();
    if progress == Progress::Scrolling {
        scroll_to_current(ctx, row, &state, ScrollBehavior::Instant);
        ctx.row_scroll.arrive();
        return;
    }
    ctx.store.dispatch(Action::SlideScrolledTo(at));
    // Chromium ends an interrupted scroll animation beside its target.
    if at == carousel.current && carousel.slide_cause != SlideCause::Scroll && progress == Progress::Arrived {
        scroll_to_slide(row, at, ScrollBehavior::Instant);
    }
}

/// Records the arrival when the target slide is nearer than any other.
fn update_progress(ctx: &ViewContext, row: &Element) {
    let current = ctx.store.state().carousel.current;
    if ctx.row_scroll.progress.get() == Progress::Scrolling
        && has_target(ctx, row, current)
        && nearest(row) == Some(current)
    {
        ctx.row_scroll.arrive();
    }
}

/// Returns true if this slide is the row's target, with the current number of slides.
fn has_target(ctx: &ViewContext, row: &Element, slide: QuoteIndex) -> bool {
    ctx.row_scroll.target.get() == Some((slide, displayed(row).count()))
}

/// Scrolls the row to the current quote, without scrolling the page, unless the reader has scrolled it there. Outside
/// the viewport the row jumps: Firefox would delay the animation until the row is visible.
pub(crate) fn scroll_to_current(ctx: &ViewContext, row: &Element, state: &State, behavior: ScrollBehavior) {
    let (carousel, scroll) = (&state.carousel, &ctx.row_scroll);
    if carousel.is_list {
        return;
    }
    let target = (carousel.current, displayed(row).count());
    let is_scrolling = scroll.target.replace(Some(target)).is_some() && scroll.progress.get() == Progress::Scrolling;
    if carousel.slide_cause == SlideCause::Scroll {
        scroll.arrive();
        return;
    }
    // A jump is clearer over a long distance. An animation that is already running continues.
    let is_animated = (is_scrolling || is_near(row, carousel.current)) && dom::is_in_viewport(row);
    scroll_to_slide(row, carousel.current, if is_animated { behavior } else { ScrollBehavior::Instant });
    if nearest(row) == Some(carousel.current) {
        scroll.arrive();
    } else {
        scroll.progress.set(Progress::Scrolling);
    }
}

/// Scrolls the row until this slide is at its start, or the row at its end. The row may still be scrolling elsewhere,
/// so the call is made in any case.
fn scroll_to_slide(row: &Element, at: QuoteIndex, behavior: ScrollBehavior) {
    dom::toggle_attribute(row, SCROLLED, true);
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
    (0..).map(QuoteIndex::new).zip(dom::children(row)).filter(|(_, slide)| !dom::has_class(slide, slide::UNRELATED))
}

/// Returns the quote of the slide nearest to the start of the row.
fn nearest(row: &Element) -> Option<QuoteIndex> {
    if row.scroll_left() == 0 {
        return displayed(row).next().map(|(at, _)| at);
    }
    let slides: Vec<(QuoteIndex, Element)> = displayed(row).collect();
    let scrolled = f64::from(row.scroll_left().abs());
    // At its end the row shows its last slide, which may not reach the start.
    let end = row.scroll_width() - row.client_width() - row.scroll_left().abs() <= 1;
    if end {
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
