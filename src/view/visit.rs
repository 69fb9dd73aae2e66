//! What is kept for the visit, in the tab's own storage: what the reader has set, and nothing else.

use web_sys::Storage;

use super::Store;
use crate::state::{Action, Density};

/// The key of the density in the storage of the tab.
const DENSITY: &str = "sidelight-density";

/// Shows as many highlights as the reader has asked for before in this visit.
pub fn recall(store: &Store) {
    let kept = storage().and_then(|storage| storage.get_item(DENSITY).ok()?);
    if let Some(density) = kept.and_then(|name| Density::named(&name)) {
        store.dispatch(Action::SetDensity(density));
    }
}

/// Keeps how many highlights the reader has asked for.
pub(super) fn keep(density: Density) {
    if let Some(storage) = storage() {
        // A browser that keeps nothing shows the same for as long as the page stands.
        let _ = storage.set_item(DENSITY, density.name());
    }
}

/// The storage of the tab, where the browser grants one.
fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
