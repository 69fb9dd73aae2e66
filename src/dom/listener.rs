//! Event listeners that are removed when they are dropped.

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// Adds a passive event listener in the bubbling phase. Dropping the result removes it.
pub(crate) fn listen(target: &EventTarget, kind: &'static str, handler: impl Fn(Event) + 'static) -> EventListener {
    add_listener(target, kind, Closure::new(handler), Listening::Passive)
}

/// Adds a passive event listener in the capturing phase, which also receives events that do not bubble.
pub(crate) fn listen_capturing(
    target: &EventTarget,
    kind: &'static str,
    handler: impl Fn(Event) + 'static,
) -> EventListener {
    add_listener(target, kind, Closure::new(handler), Listening::PassiveCapturing)
}

/// Adds an event listener that may call `preventDefault`.
pub(crate) fn listen_actively(
    target: &EventTarget,
    kind: &'static str,
    handler: impl Fn(Event) + 'static,
) -> EventListener {
    add_listener(target, kind, Closure::new(handler), Listening::Active)
}

/// How an event listener is registered (DOM, section 2.7).
#[derive(Clone, Copy, PartialEq)]
enum Listening {
    /// It never calls `preventDefault`.
    Passive,
    /// It never calls `preventDefault`, and is called in the capturing phase.
    PassiveCapturing,
    /// It may call `preventDefault`.
    Active,
}

fn add_listener(
    target: &EventTarget,
    kind: &'static str,
    closure: Closure<dyn Fn(Event)>,
    listening: Listening,
) -> EventListener {
    let captures = listening == Listening::PassiveCapturing;
    let options = AddEventListenerOptions::new();
    options.set_passive(listening != Listening::Active);
    options.set_capture(captures);
    let function = closure.as_ref().unchecked_ref();
    // This call cannot fail: the event name is an ASCII word.
    let _ = target.add_event_listener_with_callback_and_add_event_listener_options(kind, function, &options);
    EventListener { target: target.clone(), kind, closure, captures }
}

/// An event listener that is removed when it is dropped.
pub(crate) struct EventListener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn Fn(Event)>,
    captures: bool,
}

impl Drop for EventListener {
    fn drop(&mut self) {
        // Removing a listener that is already gone does nothing.
        let function = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.kind, function, self.captures);
    }
}
