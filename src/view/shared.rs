//! What every component of one instance shares.

use std::rc::Rc;

use yew::prelude::*;

use super::Store;
use crate::{
    link,
    story::{Story, Thing},
    words::Words,
};

/// What every component of one instance shares. It stays the same for as long as the story does.
#[derive(Clone)]
pub struct Shared {
    /// The story.
    pub story: Rc<Story>,
    /// What the reader looks at.
    pub store: Rc<Store>,
    /// The words of the interface.
    pub words: &'static Words,
    /// Whether this is the live page, not the static one.
    pub live: bool,
}

impl Shared {
    /// Shares a story. The interface speaks the story's language, if it can.
    pub fn new(story: Story, live: bool) -> Self {
        let words = Words::of(&story.lang);
        let story = Rc::new(story);
        let store = Store::new(Rc::clone(&story));
        Self { story, store, words, live }
    }

    /// The HTML id of a thing, or of one of its places.
    pub(super) fn id(&self, thing: Thing, place: Option<usize>) -> AttrValue {
        link::to_thing(&self.story, thing, place).into()
    }

    /// The link to a thing, or to one of its places.
    pub(super) fn href(&self, thing: Thing, place: Option<usize>) -> AttrValue {
        format!("#{}", link::to_thing(&self.story, thing, place)).into()
    }

    /// The ids of companies, parted by spaces, as `data-about` has them.
    pub(super) fn about(&self, companies: &[usize]) -> Option<AttrValue> {
        let ids: Vec<_> = companies.iter().map(|&at| self.story.entities[at].id.as_str()).collect();
        (!ids.is_empty()).then(|| ids.join(" ").into())
    }

    /// The class of the accent of the company that an entity is, or belongs to.
    pub(super) fn accent(&self, entity: usize) -> Classes {
        let entity = &self.story.entities[entity];
        let accent = entity.accent.or_else(|| self.story.entities[entity.owner?].accent);
        accent.map_or_else(Classes::new, |number| classes!(format!("sl-accent-{}", number % 9)))
    }
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.store, &other.store) && self.live == other.live
    }
}

/// What this instance shares.
///
/// # Panics
///
/// Never within [`super::App`], which provides it to all components.
#[hook]
pub(super) fn use_shared() -> Shared {
    use_context().expect("every component stands within App")
}
