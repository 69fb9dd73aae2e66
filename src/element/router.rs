//! The address bar: what the reader chooses stands in the URL's fragment, and a fragment leads to its thing.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Window, console};

use super::settings::HistoryMode;
use crate::{
    link,
    state::{Action, SlideCause, State},
    story::Story,
    view::{Store, Subscription, ViewContext},
};

/// Fired once the browser has done what it does at a fragment, which is to move the focus; `popstate` comes before.
const CHANGE: &str = "hashchange";

/// Keeps the fragment and the state in step, for as long as it lives. The rest of the URL is never touched.
pub(super) struct Router {
    window: Window,
    on_change: Closure<dyn Fn()>,
    _subscription: Subscription,
}

impl Router {
    /// Follows the fragment as it stands now, and whatever comes after. `None` where there is no window.
    pub(super) fn new(ctx: &ViewContext, steps: HistoryMode) -> Option<Self> {
        let window = web_sys::window()?;
        let (story, store) = (Rc::clone(&ctx.story), Rc::clone(&ctx.store));
        // An address that says nothing leaves what is looked at.
        if fragment(&window).is_some_and(|fragment| !fragment.is_empty()) {
            follow(&window, &story, &store);
        }

        let on_change = {
            let (window, story, store) = (window.clone(), Rc::clone(&story), Rc::clone(&store));
            Closure::<dyn Fn()>::new(move || follow(&window, &story, &store))
        };
        window.add_event_listener_with_callback(CHANGE, on_change.as_ref().unchecked_ref()).ok()?;
        let turned = Cell::new(false);
        let last = RefCell::new(link::state_fragment(&story, &store.state()));
        let subscription = {
            let (window, of) = (window.clone(), Rc::downgrade(&store));
            store.subscribe(move |state| {
                // What the page does leaves no step behind.
                let is_quiet = of.upgrade().is_some_and(|store| store.is_quiet());
                // Much changes that no link has: where the pointer rests, which notes are kept open.
                let wanted = link::state_fragment(&story, state);
                let before = last.replace(wanted.clone());
                let is_same = before == wanted;
                if is_same && !is_outdated(&window, &story, state) {
                    return;
                }
                // Turning the quotes leaves one step behind, not one for each; and none where nothing was chosen before.
                let reached = state.carousel.slide_cause;
                let turns = reached == SlideCause::Controls;
                let drifts = reached == SlideCause::Scroll;
                let replace = steps == HistoryMode::Replace
                    || is_same
                    || is_quiet
                    || drifts
                    || state.selected.is_none()
                    || (turns && (turned.get() || before.is_none()));
                if !drifts {
                    turned.set(turns);
                }
                write(&window, &story, wanted, replace);
            })
        };
        Some(Self { window, on_change, _subscription: subscription })
    }
}

impl Drop for Router {
    fn drop(&mut self) {
        // A listener that is already gone is no matter.
        let _ = self.window.remove_event_listener_with_callback(CHANGE, self.on_change.as_ref().unchecked_ref());
    }
}

/// The fragment, without its `#` and with what a browser may have escaped in it put back.
fn fragment(window: &Window) -> Option<String> {
    let hash = window.location().hash().ok()?;
    let text = hash.strip_prefix('#').unwrap_or_default();
    js_sys::decode_uri_component(text).ok().map(String::from)
}

/// Whether others can be sent to this address: a file on a disk is nowhere to them.
pub(super) fn is_page(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The URL of the page, without its fragment.
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

/// Whether the address bar names a highlight_filter that the reader has turned away from.
fn is_outdated(window: &Window, story: &Story, state: &State) -> bool {
    match fragment(window).and_then(|fragment| link::parse(story, &fragment)) {
        Some(Action::FollowLink { highlight_filter, .. }) => {
            highlight_filter.is_some_and(|highlight_filter| highlight_filter != state.highlight_filter)
        }
        _ => false,
    }
}

/// Writes what the reader looks at into the address bar, unless it stands there already.
fn write(window: &Window, story: &Story, wanted: Option<String>, replace: bool) {
    let there = fragment(window).unwrap_or_default();
    let ours = link::parse(story, &there).is_some();
    let url = match &wanted {
        Some(fragment) if *fragment == there => return,
        Some(fragment) => format!("#{fragment}"),
        // A fragment of somebody else's stays.
        None if !ours => return,
        None => String::new(),
    };
    // All of it: a page with a `<base>` takes what is relative to be elsewhere.
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
        console::warn_2(&"sidelight: the address bar can’t be written".into(), &error);
    }
}
