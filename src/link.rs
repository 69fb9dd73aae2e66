//! What the reader looks at, as a URL fragment, and back (RFC 3986, section 3.5).
//!
//! `story/kind/id` names a thing where it is at home, `story/kind/id/n` its n-th place in the text; `company/id` is a
//! company in focus. A fragment that names one thing is its HTML id in the static page too. Both at once are joined
//! by a plus: `open-source-ai/quote/wei-sun+company/deepseek`.
//!
//! **Nothing here knows of a browser, of HTML or of Yew.**

use crate::{
    state::{Action, Selection, State},
    story::{Story, Thing},
};

/// The fragment, without its `#`, that names a thing, or one of its places.
pub fn to_thing(story: &Story, thing: Thing, place: Option<usize>) -> String {
    format!("{}/{}", story.id, part(story, thing, place))
}

/// The fragment, without its `#`, that puts a company in focus.
pub fn to_company(story: &Story, company: usize) -> String {
    format!("{}/company/{}", story.id, story.entities[company].id)
}

fn part(story: &Story, thing: Thing, place: Option<usize>) -> String {
    let (kind, id) = story.name(thing);
    match place {
        Some(number) => format!("{kind}/{id}/{number}"),
        None => format!("{kind}/{id}"),
    }
}

/// The fragment, without its `#`, for what the reader looks at; `None` if nothing is chosen.
pub fn to_state(story: &Story, state: &State) -> Option<String> {
    let selected = state.selected.map(|selection| part(story, selection.thing, selection.place));
    let focus = state.focus.map(|company| format!("company/{}", story.entities[company].id));
    let parts: Vec<_> = selected.into_iter().chain(focus).collect();
    (!parts.is_empty()).then(|| format!("{}/{}", story.id, parts.join("+")))
}

/// What a fragment (without its `#`) leads to; `None` if it is not one of this story's.
pub fn read(story: &Story, fragment: &str) -> Option<Action> {
    let parts = fragment.strip_prefix(story.id.as_str())?.strip_prefix('/')?;
    let (mut focus, mut selected) = (None, None);
    for part in parts.split('+') {
        let (kind, rest) = part.split_once('/')?;
        if kind == "company" {
            let Some(Thing::Entity(company)) = story.thing("note", rest) else {
                return None;
            };
            story.entities[company].accent?;
            if focus.replace(company).is_some() {
                return None;
            }
            continue;
        }
        let (id, place) = match rest.split_once('/') {
            Some((id, number)) => (id, Some(number.parse().ok()?)),
            None => (rest, None),
        };
        let selection = Selection { thing: story.thing(kind, id)?, place };
        if !selection.is_in(story) || selected.replace(selection).is_some() {
            return None;
        }
    }
    Some(Action::Go { focus, selected })
}
