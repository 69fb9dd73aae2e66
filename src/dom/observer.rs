//! Observers of sizes and of the viewport, which are disconnected when they are dropped.

use std::{cell::RefCell, ops::Range};

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{
    Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, ResizeObserver, js_sys,
};

use super::{EventListener, listen};

/// Calls `handler` now and whenever an element or the window changes its size. Dropping the result stops it.
pub(crate) fn watch_sizes(
    elements: impl IntoIterator<Item = Element>,
    handler: impl Fn() + Clone + 'static,
) -> Option<(Observer<ResizeObserver>, EventListener)> {
    let again = handler.clone();
    let callback = Closure::<ObserverCallback>::new(move |_| again());
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    for element in elements {
        observer.observe(&element);
    }
    let window = listen(&web_sys::window()?.into(), "resize", move |_| handler());
    let observer = Observer { observer, disconnect: ResizeObserver::disconnect, _callback: callback };
    Some((observer, window))
}

/// Calls `handler` with the range of elements near the viewport (within half of its height). It is called now and
/// whenever the range changes, until the result is dropped.
pub(crate) fn watch_visible_range(
    elements: impl IntoIterator<Item = Element>,
    handler: impl Fn(Range<usize>) + 'static,
) -> Option<Observer<IntersectionObserver>> {
    let all: Vec<Element> = elements.into_iter().collect();
    let observed = all.clone();
    let near = RefCell::new(vec![false; all.len()]);
    let callback = Closure::<ObserverCallback>::new(move |entries: js_sys::Array| {
        let mut near = near.borrow_mut();
        for entry in entries.iter() {
            let Ok(entry) = entry.dyn_into::<IntersectionObserverEntry>() else {
                continue;
            };
            let target = entry.target();
            for (element, near) in all.iter().zip(near.iter_mut()) {
                if *element == target {
                    *near = entry.is_intersecting();
                }
            }
        }
        let [first, last] = [near.iter().position(|&near| near), near.iter().rposition(|&near| near)];
        // The `RefCell` is not borrowed while the handler runs.
        drop(near);
        handler(first.unwrap_or_default()..last.map_or(0, |last| last + 1));
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin("50% 0px");
    let observer = IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options).ok()?;
    observed.iter().for_each(|element| observer.observe(element));
    Some(Observer { observer, disconnect: IntersectionObserver::disconnect, _callback: callback })
}

/// The callback of an observer. Its argument is the list of observed changes.
type ObserverCallback = dyn Fn(js_sys::Array);

/// A browser's observer that is disconnected when this is dropped.
pub(crate) struct Observer<T> {
    observer: T,
    disconnect: fn(&T),
    _callback: Closure<ObserverCallback>,
}

impl<T> Drop for Observer<T> {
    fn drop(&mut self) {
        (self.disconnect)(&self.observer);
    }
}
