//! Timers, which are cancelled when they are dropped, and retries in later tasks.

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::js_sys;

/// Returns the browser's clock, in milliseconds.
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}

/// The maximum number of retries of [`retry_until`]: about a second, in which a slow phone draws the chart.
const MAX_RETRIES: u32 = 60;

/// The time between two retries, in milliseconds: about a frame.
const RETRY_DELAY: i32 = 16;

/// Calls `handler` in a later task, and again about once a frame until it returns true, at most [`MAX_RETRIES`] more times.
pub(crate) fn retry_until(handler: impl FnMut() -> bool + 'static) {
    schedule_retry(Box::new(handler), MAX_RETRIES);
}

fn schedule_retry(mut handler: Box<dyn FnMut() -> bool>, left: u32) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let function = Closure::once_into_js(move || {
        if !handler() && left > 0 {
            schedule_retry(handler, left - 1);
        }
    });
    let delay = if left == MAX_RETRIES { 0 } else { RETRY_DELAY };
    // This call cannot fail: the argument is a function.
    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(function.unchecked_ref(), delay);
}

/// A timer that is cancelled when it is dropped.
pub(crate) struct Timer {
    id: i32,
    _closure: Closure<dyn FnMut()>,
}

/// Calls `handler` after this many milliseconds, unless the timer is dropped before.
pub(crate) fn set_timeout(milliseconds: i32, handler: impl FnOnce() + 'static) -> Option<Timer> {
    let closure = Closure::once(handler);
    let function = closure.as_ref().unchecked_ref();
    let id = web_sys::window()?.set_timeout_with_callback_and_timeout_and_arguments_0(function, milliseconds).ok()?;
    Some(Timer { id, _closure: closure })
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}
