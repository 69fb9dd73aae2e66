//! What is kept for the visit, in the tab's own storage: what the reader has set, and nothing else.

use web_sys::Storage;

use super::Store;
use crate::state::{Action, HighlightFilter};

/// The key of the highlight_filter in the storage of the tab.
const HIGHLIGHTS: &str = "sidelight-highlights";

/// The key of how the quotes are shown, and what stands there for a list.
const QUOTES: (&str, &str) = ("sidelight-quotes", "list");

/// Shows as many highlights as the reader has asked for before in this visit, and the quotes as they were left.
pub fn restore(store: &Store) {
    let kept = |key: &str| storage().and_then(|storage| storage.get_item(key).ok()?);
    if let Some(highlight_filter) = kept(HIGHLIGHTS).and_then(|name| HighlightFilter::parse(&name)) {
        store.dispatch_quietly(Action::SetHighlightFilter(highlight_filter));
    }
    store.dispatch_quietly(Action::ListQuotes(kept(QUOTES.0).is_some_and(|kept| kept == QUOTES.1)));
}

/// Keeps how many highlights the reader has asked for.
pub(super) fn save_highlight_filter(highlight_filter: HighlightFilter) {
    save(HIGHLIGHTS, highlight_filter.as_str());
}

/// Keeps whether the reader has asked for the quotes as a list.
pub(super) fn save_quote_list(is_list: bool) {
    save(QUOTES.0, if is_list { QUOTES.1 } else { "" });
}

fn save(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A browser that keeps nothing shows the same for as long as the page stands.
        let _ = storage.set_item(key, value);
    }
}

/// The storage of the tab, where the browser grants one.
fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
