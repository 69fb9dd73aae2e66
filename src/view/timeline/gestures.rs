//! Moves and zooms the timeline chart by keys, dragging, pinching, and the wheel with Ctrl or ⌘. A plain wheel and a
//! vertical swipe scroll the page.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent, PointerEvent, WheelEvent};

use super::reveal::drawn_id;
use crate::{
    dom::{self, EventListener},
    timeline::{GridCell, GridKey, LaneIndex, TimeRange, TimelineAction},
    view::ViewContext,
};

/// The distance at which a movement becomes a drag, in CSS pixels.
const DRAG_THRESHOLD: i32 = 6;
/// The zoom per CSS pixel of wheel movement.
const WHEEL_ZOOM: f64 = 0.004;
/// The height of a line for wheels that report lines, in CSS pixels.
const WHEEL_LINE: f64 = 16.0;

/// The event listeners of the chart; they are removed when this is dropped.
pub(super) struct TimelineGestures {
    _listening: Vec<EventListener>,
}

/// A pressed pointer: its id and its position in CSS pixels.
#[derive(Clone, Copy)]
struct Pointer {
    id: i32,
    x: i32,
    y: i32,
}

/// A gesture of the pressed pointers.
#[derive(Default)]
struct Gesture {
    pointers: Vec<Pointer>,
    /// The positions at the start of the gesture.
    start: Vec<Pointer>,
    /// The time range at the start of the gesture.
    time_range: Option<TimeRange>,
    /// True if a pointer has moved far enough to drag.
    is_dragging: bool,
}

impl TimelineGestures {
    /// Adds the event listeners of the chart in `drawing`.
    pub(super) fn new(ctx: &ViewContext, drawing: &HtmlElement) -> Self {
        let gesture = Rc::new(RefCell::new(Gesture::default()));
        let pointer = |kind: &'static str, handle: fn(&ViewContext, &HtmlElement, &mut Gesture, &PointerEvent)| {
            let (ctx, drawing, gesture) = (ctx.clone(), drawing.clone(), Rc::clone(&gesture));
            let of = drawing.clone();
            dom::listen(&of, kind, move |event| {
                if let Some(event) = event.dyn_ref::<PointerEvent>() {
                    // The `RefCell` is not borrowed while the event is handled.
                    let mut now = gesture.take();
                    handle(&ctx, &drawing, &mut now, event);
                    gesture.replace(now);
                }
            })
        };
        let on = |kind: &'static str, handle: fn(&ViewContext, &HtmlElement, &Event)| {
            let (ctx, of) = (ctx.clone(), drawing.clone());
            dom::listen_actively(drawing, kind, move |event| handle(&ctx, &of, &event))
        };
        let listening = vec![
            pointer("pointerdown", pointer_down),
            pointer("pointermove", pointer_moved),
            pointer("pointerup", pointer_up),
            pointer("pointercancel", pointer_up),
            on("wheel", wheel_zoom),
            on("keydown", key_pressed),
            on("focusin", focus_entered),
            on("focusout", focus_left),
        ];
        Self { _listening: listening }
    }
}

/// Returns the left and right edges of the lanes in CSS pixels, and whether time runs from right to left.
fn lane_edges(drawing: &HtmlElement) -> (f64, f64, bool) {
    let edges = dom::find(drawing, ".sl-ticks").map(|ticks| ticks.get_bounding_client_rect());
    let rtl = dom::computed_property(drawing, "direction") == "rtl";
    edges.map_or((0.0, 0.0, rtl), |edges| (edges.left(), edges.right(), rtl))
}

/// Converts a horizontal viewport position to a distance from the start edge of the lanes, both in CSS pixels.
fn position(drawing: &HtmlElement, x: i32) -> i32 {
    let (left, right, rtl) = lane_edges(drawing);
    let x = f64::from(x);
    if rtl { (right - x) as i32 } else { (x - left) as i32 }
}

fn pointer_down(ctx: &ViewContext, drawing: &HtmlElement, gesture: &mut Gesture, event: &PointerEvent) {
    let is_outside_lanes =
        dom::target(event).is_some_and(|target| dom::closest(&target, ".sl-group-popup,.sl-lane-head").is_some());
    let id = event.pointer_id();
    // A pointer whose `pointerup` was missed must not be in the list twice.
    gesture.pointers.retain(|pointer| pointer.id != id);
    if is_outside_lanes || event.button() != 0 || gesture.pointers.len() > 1 {
        return;
    }
    gesture.pointers.push(Pointer { id, x: position(drawing, event.client_x()), y: event.client_y() });
    gesture.begin(ctx);
}

fn pointer_moved(ctx: &ViewContext, drawing: &HtmlElement, gesture: &mut Gesture, event: &PointerEvent) {
    let id = event.pointer_id();
    let Some(at) = gesture.pointers.iter().position(|pointer| pointer.id == id) else {
        return;
    };
    // The `pointerup` event was missed, outside the window for instance.
    if event.buttons() == 0 {
        pointer_up(ctx, drawing, gesture, event);
        return;
    }
    gesture.pointers[at] = Pointer { id, x: position(drawing, event.client_x()), y: event.client_y() };
    let (start, now) = (&gesture.start, &gesture.pointers);
    if !gesture.is_dragging {
        let is_far = |(a, b): (&Pointer, &Pointer)| {
            (a.x - b.x).abs() > DRAG_THRESHOLD || (start.len() > 1 && (a.y - b.y).abs() > DRAG_THRESHOLD)
        };
        if !start.iter().zip(now).any(is_far) {
            return;
        }
        gesture.is_dragging = true;
        // Other elements receive no events during a drag. Capturing a pointer that is already gone fails, which does
        // no harm.
        for pointer in now {
            let _ = drawing.set_pointer_capture(pointer.id);
        }
    }
    let middle = |pointers: &[Pointer]| match pointers {
        [a, b] => i32::midpoint(a.x, b.x),
        _ => pointers.first().map_or(0, |pointer| pointer.x),
    };
    let apart = |pointers: &[Pointer]| match pointers {
        [a, b] => f64::from((a.x - b.x).abs() + (a.y - b.y).abs()).max(1.0),
        _ => 1.0,
    };
    let (from, to) = (middle(start), middle(now));
    ctx.dispatch_timeline(TimelineAction::Gesture {
        time_range: gesture.time_range,
        by: apart(now) / apart(start),
        x: from,
        on: from - to,
    });
}

fn pointer_up(ctx: &ViewContext, _: &HtmlElement, gesture: &mut Gesture, event: &PointerEvent) {
    let id = event.pointer_id();
    if gesture.pointers.iter().any(|pointer| pointer.id == id) {
        gesture.pointers.retain(|pointer| pointer.id != id);
        gesture.begin(ctx);
    }
}

impl Gesture {
    /// Starts a new gesture at the current positions.
    fn begin(&mut self, ctx: &ViewContext) {
        self.start.clone_from(&self.pointers);
        self.time_range = ctx.store.state().timeline.choices.time_range;
        self.is_dragging = false;
    }
}

fn wheel_zoom(ctx: &ViewContext, drawing: &HtmlElement, event: &Event) {
    let Some(event) = event.dyn_ref::<WheelEvent>() else {
        return;
    };
    let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL { 1.0 } else { WHEEL_LINE };
    let (across, down) = (event.delta_x() * unit, event.delta_y() * unit);
    let action = if event.ctrl_key() || event.meta_key() {
        TimelineAction::Zoom((1.0 - down * WHEEL_ZOOM).clamp(0.5, 2.0), position(drawing, event.client_x()))
    } else if across.abs() > down.abs() {
        let (.., rtl) = lane_edges(drawing);
        // A slow movement must also have an effect.
        let by = if across.abs() < 1.0 { across.signum() } else { across };
        TimelineAction::Pan(if rtl { -by } else { by } as i32)
    } else {
        return;
    };
    let before = ctx.store.state().timeline.choices.time_range;
    let is_zoom = matches!(action, TimelineAction::Zoom(..));
    ctx.dispatch_timeline(action);
    // At the end of the timeline a horizontal wheel movement keeps the browser's default action.
    if is_zoom || before != ctx.store.state().timeline.choices.time_range {
        event.prevent_default();
    }
}

fn key_pressed(ctx: &ViewContext, drawing: &HtmlElement, event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    let is_open = ctx.store.state().timeline.layout.open_group.is_some();
    if event.key() == "Escape" && is_open {
        event.prevent_default();
        event.stop_propagation();
        let opener = dom::find(drawing, ".sl-group[aria-expanded=true]");
        ctx.dispatch_timeline(TimelineAction::OpenGroup(None));
        if let Some(opener) = opener {
            dom::focus(&opener);
        }
        return;
    }
    if dom::target(event).is_none_or(|target| dom::closest(&target, ".sl-group-popup").is_some()) {
        return;
    }
    let (.., rtl) = lane_edges(drawing);
    let ends = event.ctrl_key() || event.meta_key();
    let action = match event.key().as_str() {
        "Home" if ends => TimelineAction::MoveFocus(GridKey::FirstOfAll),
        "End" if ends => TimelineAction::MoveFocus(GridKey::LastOfAll),
        _ if ends || event.alt_key() => return,
        "ArrowLeft" => TimelineAction::MoveFocus(if rtl { GridKey::Later } else { GridKey::Earlier }),
        "ArrowRight" => TimelineAction::MoveFocus(if rtl { GridKey::Earlier } else { GridKey::Later }),
        "ArrowUp" => TimelineAction::MoveFocus(GridKey::Up),
        "ArrowDown" => TimelineAction::MoveFocus(GridKey::Down),
        "Home" => TimelineAction::MoveFocus(GridKey::First),
        "End" => TimelineAction::MoveFocus(GridKey::Last),
        "PageUp" => TimelineAction::Page(false),
        "PageDown" => TimelineAction::Page(true),
        "+" | "=" => TimelineAction::ZoomIn,
        "-" | "−" => TimelineAction::ZoomOut,
        "0" => TimelineAction::Fit,
        _ => return,
    };
    let is_page_key = matches!(action, TimelineAction::Page(_));
    let before = ctx.store.state().timeline.choices.time_range;
    ctx.dispatch_timeline(action);
    // At the end of the timeline a page key scrolls the page.
    if !is_page_key || before != ctx.store.state().timeline.choices.time_range {
        event.prevent_default();
    }
}

/// Handles `focusin`: the focused cell becomes the tab stop.
fn focus_entered(ctx: &ViewContext, _: &HtmlElement, event: &Event) {
    let Some(target) = dom::target(event) else {
        return;
    };
    let lane = || Some(LaneIndex::new(dom::closest(&target, ".sl-lane")?.get_attribute("data-lane")?.parse().ok()?));
    let cell = if dom::has_class(&target, "sl-fold") {
        lane().map(GridCell::FoldButton)
    } else if dom::has_class(&target, "sl-lane-link") {
        lane().map(GridCell::Name)
    } else {
        let id = target.id();
        id.strip_suffix("/drawn").and_then(|id| crate::link::to_event(&ctx.story, id)).map(GridCell::Event)
    };
    let timeline_state = &ctx.store.state().timeline;
    // Of a group, the event that had the tab stop keeps it.
    let is_within = |event| drawn_id(ctx, timeline_state, event).is_some_and(|id| id == target.id());
    match (cell, timeline_state.layout.last_cell) {
        (Some(GridCell::Event(_)), Some(GridCell::Event(event))) if is_within(event) => {
            ctx.dispatch_timeline(TimelineAction::FocusCell(GridCell::Event(event)));
        }
        (Some(cell), _) => ctx.dispatch_timeline(TimelineAction::FocusCell(cell)),
        (None, _) => {}
    }
}

/// Handles `focusout`, unless the focused element was removed.
fn focus_left(ctx: &ViewContext, drawing: &HtmlElement, event: &Event) {
    let from = dom::target(event);
    let (ctx, drawing) = (ctx.clone(), drawing.clone());
    dom::retry_until(move || {
        let has_left_chart = from.as_ref().is_some_and(|from| from.is_connected()) && !dom::has_focus(&drawing);
        // An open group closes when the focus leaves it and its button.
        if let Some(popup) = dom::find(&drawing, ".sl-group-popup")
            && let Some(item) = popup.parent_element()
            && !dom::has_focus(&item)
        {
            ctx.dispatch_timeline(TimelineAction::OpenGroup(None));
        }
        if has_left_chart {
            ctx.dispatch_timeline(TimelineAction::Blur);
        }
        true
    });
}
