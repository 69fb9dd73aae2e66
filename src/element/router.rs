//! Synchronizes the URL fragment and the state: a selection changes the fragment, and a fragment selects an item.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use wasm_bindgen::JsValue;
use web_sys::{Window, console};

use super::settings::HistoryMode;
use crate::{
    dom::{self, EventListener},
    link,
    state::{Action, SlideCause, State},
    story::Story,
    view::{Store, Subscription, ViewContext},
};

/// Printed when the browser refuses a history entry: in an iframe with `srcdoc`, or after too many in a short time.
const ADDRESS_REFUSED: &str = "sidelight: [L12] the browser refuses to change the address. Remove deep-links, or ignore this. See docs/troubleshooting.md#l12";

/// Keeps the fragment and the state synchronized until it is dropped. The rest of the URL never changes.
pub(super) struct Router {
    _listener: EventListener,
    _subscription: Subscription,
}

impl Router {
    /// Applies the current fragment, then every later one. Returns `None` if there is no window.
    pub(super) fn new(ctx: &ViewContext, steps: HistoryMode) -> Option<Self> {
        let window = web_sys::window()?;
        let (story, store) = (Rc::clone(&ctx.story), Rc::clone(&ctx.store));
        // A URL without a fragment of this story does not change the state.
        if fragment(&window).is_some_and(|fragment| !fragment.is_empty()) {
            follow(&window, &story, &store);
        }

        let listener = {
            let (window, story, store) = (window.clone(), Rc::clone(&story), Rc::clone(&store));
            // The browser has handled the new fragment by then, and moved the focus. It fires `popstate` before that.
            dom::listen(&window.clone(), "hashchange", move |_| follow(&window, &story, &store))
        };
        let was_by_controls = Cell::new(false);
        let last = RefCell::new(link::state_fragment(&story, &store.state()));
        let subscription = {
            let of = Rc::downgrade(&store);
            store.subscribe(move |state| {
                // Changes made by the host page add no history entry.
                let is_quiet = of.upgrade().is_some_and(|store| store.is_quiet());
                // Many changes are not part of a link: hovered and pinned notes, for example.
                let wanted = link::state_fragment(&story, state);
                let before = last.replace(wanted.clone());
                let is_same = before == wanted;
                if is_same && !is_outdated(&window, &story, state) {
                    return;
                }
                // A series of changed slides makes one history entry, and none if nothing was selected before.
                let is_by_controls = state.carousel.slide_cause == SlideCause::Controls;
                let is_by_scroll = state.carousel.slide_cause == SlideCause::Scroll;
                let replace = steps == HistoryMode::Replace
                    || is_same
                    || is_quiet
                    || is_by_scroll
                    || state.selected.is_none()
                    || (is_by_controls && (was_by_controls.get() || before.is_none()));
                if !is_by_scroll {
                    was_by_controls.set(is_by_controls);
                }
                write(&window, &story, wanted, replace);
            })
        };
        Some(Self { _listener: listener, _subscription: subscription })
    }
}

/// Returns the URL fragment without its `#`, percent-decoded.
fn fragment(window: &Window) -> Option<String> {
    let hash = window.location().hash().ok()?;
    let text = hash.strip_prefix('#').unwrap_or_default();
    js_sys::decode_uri_component(text).ok().map(String::from)
}

/// Returns true if other people can open this URL; a `file:` URL works only on this computer.
pub(super) fn is_page(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Returns the URL of the page, without its fragment.
pub(super) fn page_url(window: &Window) -> Option<String> {
    let url = window.location().href().ok()?;
    Some(url.split('#').next().unwrap_or_default().to_owned())
}

fn follow(window: &Window, story: &Story, store: &Store) {
    let Some(fragment) = fragment(window) else {
        return;
    };
    if fragment.is_empty() {
        store.dispatch_quietly(Action::FollowLink {
            followed: None,
            selected: None,
            highlight_filter: None,
            time_range: None,
        });
    } else if let Some(action) = link::parse(story, &fragment) {
        store.dispatch_quietly(action);
    }
}

/// Returns true if the fragment names shown highlights that the reader has changed since.
fn is_outdated(window: &Window, story: &Story, state: &State) -> bool {
    match fragment(window).and_then(|fragment| link::parse(story, &fragment)) {
        Some(Action::FollowLink { highlight_filter, .. }) => {
            highlight_filter.is_some_and(|highlight_filter| highlight_filter != state.highlight_filter)
        }
        _ => false,
    }
}

/// Writes the fragment of the state to the URL, unless the URL has it already.
fn write(window: &Window, story: &Story, wanted: Option<String>, replace: bool) {
    let current = fragment(window).unwrap_or_default();
    let is_own = link::parse(story, &current).is_some();
    let url = match &wanted {
        Some(fragment) if *fragment == current => return,
        Some(fragment) => format!("#{fragment}"),
        // A fragment that does not belong to this story stays.
        None if !is_own => return,
        None => String::new(),
    };
    // The full URL is given, because a `<base>` element would change how a relative one is resolved.
    let Some(page) = page_url(window) else {
        return;
    };
    let url = page + &url;
    let Ok(history) = window.history() else {
        return;
    };
    let written = if replace {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(&url))
    };
    if let Err(error) = written {
        console::warn_2(&ADDRESS_REFUSED.into(), &error);
    }
}
