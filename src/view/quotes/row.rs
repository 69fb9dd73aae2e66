//! The row of slides in the browser: where it stands, and what turns it.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, ScrollBehavior, ScrollToOptions};
use yew::NodeRef;

use super::{
    super::dom::{self, Alive, Listening, Timer, Watching},
    Shared, slide,
};
use crate::state::{Action, Reached, State};

/// Which slide a row is being turned to, or that it has come there.
const TURNED: &str = "data-turned";
const THERE: &str = "there";

/// How long a row that the reader scrolls has to rest before what it stands at is taken as chosen, in milliseconds, where
/// the browser does not tell.
const REST: i32 = 100;
/// How long one has to that is being turned: so long that it must have been stopped.
const STOPPED: i32 = 400;

/// Follows the row as the reader scrolls it, and how much room long quotes need, for as long as it is kept.
pub(super) fn follow(shared: &Shared, node: &NodeRef) -> Alive {
    let row = node.cast::<Element>()?;
    let resting = RefCell::new(None::<Timer>);
    let moved = {
        let (shared, row) = (shared.clone(), row.clone());
        move |event: Event| {
            if event.target().is_none_or(|target| target.dyn_ref() != Some(&row)) {
                slide::reveal(&shared, &event);
                return;
            }
            let (then, moved) = (shared.clone(), row.clone());
            let is_reader = is_readers(&shared, &row);
            let rest = if is_reader { REST } else { STOPPED };
            resting.replace(dom::after(rest, move || drift_to_nearest(&then, &moved)));
            // A row that is being turned may end a movement before it is there: then it goes on.
            if event.type_() == "scrollend" && (is_reader || is_there(&shared, &row)) {
                resting.take();
                drift_to_nearest(&shared, &row);
            }
        }
    };
    let moved = Rc::new(moved);
    let listening = ["scroll", "scrollend"].map(|kind| {
        let moved = Rc::clone(&moved);
        dom::listen_below(&row, kind, move |event| moved(event))
    });
    let folds: Vec<Element> = dom::elements(row.query_selector_all(slide::FOLDS)).collect();
    let watching = dom::watch_sizes(folds.clone(), move || slide::measure(&folds));
    let kept: ([Listening; 2], Option<Watching>) = (listening, watching);
    Some(Box::new(kept))
}

/// Called when the live view stands in the page: turns the row in `within` to the current quote, if the reader has not
/// scrolled it before.
pub(in crate::view) fn arrive(shared: &Shared, within: &Element) {
    if let Some(row) = dom::find(within, ".sl-row") {
        turn(&row, &shared.store.state(), ScrollBehavior::Instant);
    }
}

/// Takes the quote that the row in `within` stands at as the current one.
pub(in crate::view) fn drift(shared: &Shared, within: &Element) {
    if let Some(row) = dom::find(within, ".sl-row") {
        drift_to_nearest(shared, &row);
    }
}

/// Takes the quote that a row stands at as the current one. Yew may yield between rendering and what comes after: until
/// the row is turned to what was chosen, where it stands is where it was before.
fn drift_to_nearest(shared: &Shared, row: &Element) {
    let carousel = &shared.store.state().carousel;
    if is_there(shared, row) {
        // It can't fail: the name is a plain word.
        let _ = row.set_attribute(TURNED, THERE);
    }
    let is_turned = row.get_attribute(TURNED).is_none_or(|to| to == THERE || to == carousel.current.to_string());
    if let (false, true, Some(at)) = (carousel.is_list, is_turned, nearest(row)) {
        shared.store.dispatch(Action::DriftTo(at));
    }
}

/// Whether it is the reader who moves a row.
fn is_readers(shared: &Shared, row: &Element) -> bool {
    let is_there = row.get_attribute(TURNED).is_none_or(|to| to == THERE);
    is_there || shared.store.state().carousel.reached == Reached::Drifted
}

/// Whether a row has come to the current quote.
fn is_there(shared: &Shared, row: &Element) -> bool {
    nearest(row) == Some(shared.store.state().carousel.current)
}

/// Turns a row to the current quote, without moving the page; unless the reader has scrolled it there. Where it is not
/// seen it does not move on its way: Firefox would wait with that until it is.
pub(super) fn turn(row: &Element, state: &State, behavior: ScrollBehavior) {
    let carousel = &state.carousel;
    if carousel.is_list || carousel.reached == Reached::Drifted {
        // Neither can fail: the name is a plain word.
        let _ = row.remove_attribute(TURNED);
        return;
    }
    let _ = row.set_attribute(TURNED, &carousel.current.to_string());
    let slide = u32::try_from(carousel.current).ok().and_then(|at| row.children().item(at));
    if let (Some(slide), Some((_, first))) = (slide, displayed(row).next()) {
        let options = ScrollToOptions::new();
        options.set_left(left(&slide) - left(&first));
        options.set_behavior(if dom::is_in_window(row) { behavior } else { ScrollBehavior::Instant });
        // Even to where it is: it may be on its way elsewhere.
        row.scroll_to_with_scroll_to_options(&options);
    }
}

fn left(slide: &Element) -> f64 {
    slide.get_bounding_client_rect().left()
}

/// The slides that the company in focus leaves, each with its position among all.
fn displayed(row: &Element) -> impl Iterator<Item = (usize, Element)> {
    dom::children(row).enumerate().filter(|(_, slide)| !slide.class_list().contains(slide::OUT))
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
