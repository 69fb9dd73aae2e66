//! Handles clicks and the Escape key anywhere in the story: the elements name what they do, so that no element needs an
//! event handler of its own.

use std::{cell::Cell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, MouseEvent, PointerEvent};

use super::{buttons, companies, sharing};
use crate::{
    dom::{self, EventListener},
    link,
    state::Action,
    view::{ViewContext, escape, has_sheet, occurrence_name, show, show_lane},
};

/// Listens to the story in `root` until the result is dropped.
pub(super) fn listen(ctx: &ViewContext, root: &Element) -> [EventListener; 3] {
    // The position of the last `pointerdown` in the viewport, in CSS pixels.
    let pressed = Rc::new(Cell::new(None));
    let on_pointer_down = {
        let pressed = Rc::clone(&pressed);
        dom::listen(root, "pointerdown", move |event| {
            let event = event.dyn_ref::<PointerEvent>();
            pressed.set(event.map(|event| (event.client_x(), event.client_y())));
        })
    };
    let on_click = {
        let (ctx, root, pressed) = (ctx.clone(), root.clone(), Rc::clone(&pressed));
        dom::listen_actively(root.clone().as_ref(), "click", move |event| {
            let began = pressed.take();
            if let Some(event) = event.dyn_ref::<MouseEvent>() {
                // Keyboards and screen readers send clicks without a pointer position; `detail` is then 0.
                follow(&ctx, &root, event, if event.detail() > 0 { began } else { None });
            }
        })
    };
    let on_key_down = {
        let (ctx, of) = (ctx.clone(), root.clone());
        dom::listen(root, "keydown", move |event| {
            pressed.set(None);
            if event.dyn_ref::<KeyboardEvent>().is_none_or(|event| event.key() != "Escape") {
                return;
            }
            // One press closes one thing.
            if companies::close_menu(&of) || sharing::close_menus(&of, true) {
                event.stop_propagation();
            } else if let Some(action) = dom::target(&event).and_then(|target| escape(&ctx, &target)) {
                event.stop_propagation();
                ctx.store.dispatch(action);
            }
        })
    };
    [on_pointer_down, on_click, on_key_down]
}

/// The greatest movement of a pointer during a click on a mark, in CSS pixels. A longer movement selects text.
const MAX_CLICK_MOVEMENT: i32 = 6;

/// Handles a click on any link or button of the story. `began` is the position of `pointerdown` in the viewport, in CSS
/// pixels, if a pointer made the click.
fn follow(ctx: &ViewContext, root: &Element, event: &MouseEvent, began: Option<(i32, i32)>) {
    let moved_too_far =
        |(x, y): (i32, i32)| (event.client_x() - x).abs().max((event.client_y() - y).abs()) > MAX_CLICK_MOVEMENT;
    if let Some(target) = dom::target(event) {
        if dom::closest(&target, ".sl-companies").is_none() {
            companies::close_menu(root);
        }
        if let Some(button) = dom::closest(&target, "[data-step]") {
            let is_next = button.get_attribute("data-step").as_deref() == Some("next");
            companies::show_part(ctx, root, if is_next { 1 } else { -1 });
            return;
        }
        sharing::close_other_menus(root, &target);
        if sharing::toggle_menu(ctx, root, &target) {
            return;
        }
        sharing::prepare(ctx, root, &target);
        if let Some(action) = buttons::action(ctx, &target) {
            ctx.store.dispatch(action);
            return;
        }
    }
    let Some(pressed) = link_click(event) else {
        if closes_sheet(root, event) && !began.is_some_and(moved_too_far) {
            ctx.store.dispatch(Action::Select(None));
        }
        return;
    };
    if pressed.is_jump {
        if let Some(heading) = dom::by_id(root, &pressed.fragment) {
            event.prevent_default();
            heading.scroll_into_view();
            dom::make_focusable(&heading);
            dom::focus(&heading);
        }
        return;
    }
    let Some(Action::FollowLink { followed, selected, .. }) = link::parse(&ctx.story, &pressed.fragment) else {
        return;
    };
    event.prevent_default();
    if (pressed.is_mark || pressed.is_in_chart) && began.is_some_and(moved_too_far) {
        return;
    }
    if pressed.to_lane
        && let Some(company) = followed
    {
        // An open note would cover the lane.
        ctx.store.dispatch(Action::Select(None));
        show_lane(ctx, root, company);
        return;
    }
    if followed.is_none()
        && let Some(selection) = selected
        && selected == ctx.store.state().selected
    {
        if pressed.is_title {
            ctx.store.dispatch(Action::Select(None));
        } else {
            // The item is selected already: the click brings it into view again.
            show(ctx, root, selection);
        }
        return;
    }
    ctx.store.dispatch(match (followed, selected) {
        (Some(company), None) => Action::ToggleFollow(company),
        _ => Action::Select(selected),
    });
}

/// Returns true if the click closes the open sheet: the click hit no link, no control and no card.
fn closes_sheet(root: &Element, event: &MouseEvent) -> bool {
    let is_plain = |target: Element| dom::closest(&target, ".sl-cards,a,button,input,select,summary,label").is_none();
    !event.default_prevented() && event.button() == 0 && dom::target(event).is_some_and(is_plain) && has_sheet(root)
}

/// The target of a click.
struct LinkClick {
    /// The URL fragment, without its `#`.
    fragment: String,
    /// True if the click hit a mark that is not itself a link; the link is elsewhere.
    is_mark: bool,
    /// True if the target is in the timeline chart, which a pointer can drag.
    is_in_chart: bool,
    /// True if the link is the title of a folded note, which it unfolds and folds.
    is_title: bool,
    /// True if the link leads to the lane of a company.
    to_lane: bool,
    /// True if the link leads to a section.
    is_jump: bool,
}

/// Returns the target of a click. Returns `None` for clicks that ask the browser for something else, such as a new
/// tab.
fn link_click(event: &MouseEvent) -> Option<LinkClick> {
    if event.default_prevented() || event.button() != 0 {
        return None;
    }
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
        return None;
    }
    let link = dom::closest(&dom::target(event)?, "[data-link],a[href^='#']")?;
    let fragment = if dom::has_class(&link, "sl-mark") {
        occurrence_name(&link)?
    } else {
        link.get_attribute("data-link").or_else(|| Some(link.get_attribute("href")?.get(1..)?.to_owned()))?
    };
    let is_in_chart = dom::closest(&link, ".sl-timeline-chart").is_some();
    Some(LinkClick {
        fragment,
        is_mark: !link.has_attribute("href"),
        is_in_chart,
        is_title: dom::has_class(&link, "sl-note-title"),
        to_lane: dom::has_class(&link, "sl-link--lane"),
        is_jump: dom::has_class(&link, "sl-jump"),
    })
}
