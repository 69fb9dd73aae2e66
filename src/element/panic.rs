//! A panic in one instance is told to every instance: WebAssembly that has panicked is not to be trusted further.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use web_sys::console;

use super::{instance::Inner, takeover};

thread_local! {
    static INSTANCES: RefCell<Vec<Weak<Inner>>> = const { RefCell::new(Vec::new()) };
}

/// Remembers an instance, to put its static copy back if the worst comes.
pub(super) fn register(inner: &Rc<Inner>) {
    INSTANCES.with_borrow_mut(|instances| {
        if instances.is_empty() {
            yew::set_custom_panic_hook(Box::new(|info| {
                console::error_2(
                    &"sidelight: it has failed, and shows the copy in the page".into(),
                    &info.to_string().into(),
                );
                restore_all();
            }));
        }
        instances.retain(|each| each.strong_count() > 0);
        instances.push(Rc::downgrade(inner));
    });
}

fn restore_all() {
    let instances = INSTANCES.try_with(|instances| instances.try_borrow().map(|all| all.clone()).unwrap_or_default());
    for inner in instances.unwrap_or_default().iter().filter_map(Weak::upgrade) {
        takeover::beside_static(&inner);
        inner.mount.set_hidden(true);
        inner.tell("failed");
        inner.dispatch("sidelight-error", &[("code", "panic".into()), ("message", "it has failed".into())]);
    }
}
