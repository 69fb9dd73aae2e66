//! The reader's settings, saved in the tab's `sessionStorage`. Nothing else is saved.

use web_sys::Storage;

use super::Store;
use crate::state::{Action, HighlightFilter};

/// The storage key of the shown highlights.
const HIGHLIGHTS: &str = "sidelight-highlights";

/// The storage key of the quote display, and the value that means "list".
const QUOTES: (&str, &str) = ("sidelight-quotes", "list");

/// Restores the shown highlights and the quote display that the reader has set in this tab.
pub fn restore(store: &Store) {
    let saved = |key: &str| storage().and_then(|storage| storage.get_item(key).ok()?);
    if let Some(highlight_filter) = saved(HIGHLIGHTS).and_then(|name| HighlightFilter::parse(&name)) {
        store.dispatch_quietly(Action::SetHighlightFilter(highlight_filter));
    }
    store.dispatch_quietly(Action::ListQuotes(saved(QUOTES.0).is_some_and(|saved| saved == QUOTES.1)));
}

/// Saves the reader's choice of shown highlights.
pub(crate) fn save_highlight_filter(highlight_filter: HighlightFilter) {
    save(HIGHLIGHTS, highlight_filter.as_str());
}

/// Saves whether the reader has chosen to see the quotes as a list.
pub(crate) fn save_quote_list(is_list: bool) {
    save(QUOTES.0, if is_list { QUOTES.1 } else { "" });
}

fn save(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // If the browser stores nothing, the setting lasts until the page is closed.
        let _ = storage.set_item(key, value);
    }
}

/// Returns the tab's `sessionStorage`, or `None` if the browser denies access.
fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
