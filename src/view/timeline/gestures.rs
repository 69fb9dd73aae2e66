//! What moves the drawn timeline: keys, dragging, pinching, and the wheel with Ctrl or ⌘. A plain wheel, and a finger that
//! goes up or down, scroll the page.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, PointerEvent, WheelEvent};

use super::super::{
    ViewContext,
    dom::{self, EventListener},
};
use crate::timeline::{GridCell, GridKey, TimeRange, TimelineAction};

/// How far a pointer goes before it drags, in CSS pixels.
const DRAG_THRESHOLD: i32 = 6;
/// How much a turn of the wheel by a pixel zooms.
const WHEEL_ZOOM: f64 = 0.004;
/// How high a line is that a wheel counts by, in CSS pixels.
const WHEEL_LINE: f64 = 16.0;

/// Follows what moves the timeline for as long as it lives.
pub(super) struct TimelineGestures {
    _listening: Vec<EventListener>,
}

/// A pointer that is down.
#[derive(Clone, Copy)]
struct Pointer {
    id: i32,
    x: i32,
    y: i32,
}

/// What the pointers that are down do.
#[derive(Default)]
struct Gesture {
    now: Vec<Pointer>,
    /// Where they were when it began.
    start: Vec<Pointer>,
    /// What was in view then.
    window: Option<TimeRange>,
    /// Whether they have gone far enough to drag.
    drags: bool,
}

impl TimelineGestures {
    /// Follows what moves the timeline in `drawing`.
    pub(super) fn new(ctx: &ViewContext, drawing: &HtmlElement) -> Self {
        let gesture = Rc::new(RefCell::new(Gesture::default()));
        let pointer = |kind: &'static str, handle: fn(&ViewContext, &HtmlElement, &mut Gesture, &PointerEvent)| {
            let (ctx, drawing, gesture) = (ctx.clone(), drawing.clone(), Rc::clone(&gesture));
            let of = drawing.clone();
            dom::listen(&of, kind, move |event| {
                if let Some(event) = event.dyn_ref::<PointerEvent>() {
                    // Nothing is borrowed while it is handled.
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
            pointer("pointerdown", down),
            pointer("pointermove", moved),
            pointer("pointerup", up),
            pointer("pointercancel", up),
            on("wheel", wheel_zoom),
            on("keydown", pressed),
            on("focusin", entered),
            on("focusout", left),
        ];
        Self { _listening: listening }
    }
}

/// The strips, as far as they are one above the other, and whether time runs from right to left in them.
fn strip(drawing: &HtmlElement) -> (f64, f64, bool) {
    let edges = dom::find(drawing, ".sl-ticks").map(|ticks| ticks.get_bounding_client_rect());
    let rtl = dom::computed_property(drawing, "direction") == "rtl";
    edges.map_or((0.0, 0.0, rtl), |edges| (edges.left(), edges.right(), rtl))
}

/// Where something stands in the strips, from their start edge.
fn position(drawing: &HtmlElement, x: i32) -> i32 {
    let (left, right, rtl) = strip(drawing);
    let x = f64::from(x);
    if rtl { (right - x) as i32 } else { (x - left) as i32 }
}

fn down(ctx: &ViewContext, drawing: &HtmlElement, gesture: &mut Gesture, event: &PointerEvent) {
    let target = event.composed_path().get(0).dyn_into::<Element>().ok();
    let is_aside =
        target.is_some_and(|target| target.closest(".sl-group-popup,.sl-lane-head").ok().flatten().is_some());
    let id = event.pointer_id();
    // One that went up unheard is not there twice.
    gesture.now.retain(|pointer| pointer.id != id);
    if is_aside || event.button() != 0 || gesture.now.len() > 1 {
        return;
    }
    gesture.now.push(Pointer { id, x: position(drawing, event.client_x()), y: event.client_y() });
    gesture.begin(ctx);
}

fn moved(ctx: &ViewContext, drawing: &HtmlElement, gesture: &mut Gesture, event: &PointerEvent) {
    let id = event.pointer_id();
    let Some(at) = gesture.now.iter().position(|pointer| pointer.id == id) else {
        return;
    };
    // It went up where it was not heard.
    if event.buttons() == 0 {
        up(ctx, drawing, gesture, event);
        return;
    }
    gesture.now[at] = Pointer { id, x: position(drawing, event.client_x()), y: event.client_y() };
    let (start, now) = (&gesture.start, &gesture.now);
    if !gesture.drags {
        let is_far = |(a, b): (&Pointer, &Pointer)| {
            (a.x - b.x).abs() > DRAG_THRESHOLD || (start.len() > 1 && (a.y - b.y).abs() > DRAG_THRESHOLD)
        };
        if !start.iter().zip(now).any(is_far) {
            return;
        }
        gesture.drags = true;
        // What is dragged over stays out of it. A pointer that is gone already can't be held, and needs not be.
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
        time_range: gesture.window,
        by: apart(now) / apart(start),
        x: from,
        on: from - to,
    });
}

fn up(ctx: &ViewContext, _: &HtmlElement, gesture: &mut Gesture, event: &PointerEvent) {
    let id = event.pointer_id();
    if gesture.now.iter().any(|pointer| pointer.id == id) {
        gesture.now.retain(|pointer| pointer.id != id);
        gesture.begin(ctx);
    }
}

impl Gesture {
    /// Whatever the pointers do, they do from here.
    fn begin(&mut self, ctx: &ViewContext) {
        self.start.clone_from(&self.now);
        self.window = ctx.store.state().timeline.time_range;
        self.drags = false;
    }
}

fn wheel_zoom(ctx: &ViewContext, drawing: &HtmlElement, event: &Event) {
    let Some(event) = event.dyn_ref::<WheelEvent>() else {
        return;
    };
    let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL { 1.0 } else { WHEEL_LINE };
    let (across, down) = (event.delta_x() * unit, event.delta_y() * unit);
    let step = if event.ctrl_key() || event.meta_key() {
        TimelineAction::Zoom((1.0 - down * WHEEL_ZOOM).clamp(0.5, 2.0), position(drawing, event.client_x()))
    } else if across.abs() > down.abs() {
        let (.., rtl) = strip(drawing);
        // A slow turn goes on too.
        let by = if across.abs() < 1.0 { across.signum() } else { across };
        TimelineAction::Pan(if rtl { -by } else { by } as i32)
    } else {
        return;
    };
    let before = ctx.store.state().timeline.time_range;
    let is_zoom = matches!(step, TimelineAction::Zoom(..));
    ctx.dispatch_timeline(step);
    // Where the timeline goes no further, a wheel that is turned sideways does what it does elsewhere.
    if is_zoom || before != ctx.store.state().timeline.time_range {
        event.prevent_default();
    }
}

fn pressed(ctx: &ViewContext, drawing: &HtmlElement, event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    let is_open = ctx.store.state().timeline.open_group.is_some();
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
    let target = event.composed_path().get(0).dyn_into::<Element>().ok();
    if target.is_none_or(|target| target.closest(".sl-group-popup").ok().flatten().is_some()) {
        return;
    }
    let (.., rtl) = strip(drawing);
    let ends = event.ctrl_key() || event.meta_key();
    let step = match event.key().as_str() {
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
    let turns = matches!(step, TimelineAction::Page(_));
    let before = ctx.store.state().timeline.time_range;
    ctx.dispatch_timeline(step);
    // Where the timeline goes no further, a page key moves the page.
    if !turns || before != ctx.store.state().timeline.time_range {
        event.prevent_default();
    }
}

/// The focus has come to a cell: Tab stops there from now on.
fn entered(ctx: &ViewContext, _: &HtmlElement, event: &Event) {
    let Ok(target) = event.composed_path().get(0).dyn_into::<Element>() else {
        return;
    };
    let lane = || -> Option<usize> { dom::closest(&target, ".sl-lane")?.get_attribute("data-lane")?.parse().ok() };
    let class = target.class_list();
    let cell = if class.contains("sl-fold") {
        lane().map(GridCell::FoldButton)
    } else if class.contains("sl-lane-link") {
        lane().map(GridCell::Name)
    } else {
        let id = target.id();
        id.strip_suffix("/drawn").and_then(|id| crate::link::to_event(&ctx.story, id)).map(GridCell::Event)
    };
    let timeline_state = &ctx.store.state().timeline;
    // Of what stands gathered, the one that was gone to stays so.
    let is_within = |event| super::drawn_id(ctx, timeline_state, event).is_some_and(|id| id == target.id());
    match (cell, timeline_state.last_cell) {
        (Some(GridCell::Event(_)), Some(GridCell::Event(event))) if is_within(event) => {
            ctx.dispatch_timeline(TimelineAction::FocusCell(GridCell::Event(event)));
        }
        (Some(cell), _) => ctx.dispatch_timeline(TimelineAction::FocusCell(cell)),
        (None, _) => {}
    }
}

/// The focus has gone elsewhere, unless what had it was taken away.
fn left(ctx: &ViewContext, drawing: &HtmlElement, event: &Event) {
    let from = event.composed_path().get(0).dyn_into::<Element>();
    let (ctx, drawing) = (ctx.clone(), drawing.clone());
    dom::retry_until(move || {
        let is_gone = from.as_ref().is_ok_and(|from| from.is_connected()) && !dom::has_focus(&drawing);
        // What was opened closes when the focus goes on.
        let opened = dom::find(&drawing, ".sl-group-popup").filter(|opened| !dom::has_focus(opened));
        let is_left = opened.and_then(|opened| opened.parent_element()).is_some_and(|item| !dom::has_focus(&item));
        if is_left {
            ctx.dispatch_timeline(TimelineAction::OpenGroup(None));
        }
        if is_gone {
            ctx.dispatch_timeline(TimelineAction::Blur);
        }
        true
    });
}
