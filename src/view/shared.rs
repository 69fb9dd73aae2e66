//! What every part of one instance shares.

use std::{cell::RefCell, ops::Deref, rc::Rc};

use yew::prelude::*;

use super::{
    Store,
    el::{El, button, of_class},
    monogram::monogram,
    part::{Part, PartView},
    sharing::Sharing,
    staging::Staging,
};
use crate::{
    link,
    state::{Action, Selection},
    story::{Story, Thing},
    timeline::{Step, Timeline},
    words::Words,
};

/// What every part of one instance shares. It stays the same for as long as the story does. Whoever listens has it, so a
/// copy is but a pointer.
#[derive(Clone)]
pub struct Shared(Rc<Common>);

/// What is behind a [`Shared`].
#[derive(Clone)]
pub struct Common {
    /// The story.
    pub story: Rc<Story>,
    /// Its timeline.
    pub timeline: Rc<Timeline>,
    /// What the reader looks at.
    pub store: Rc<Store>,
    /// The words of the interface.
    pub words: &'static Words,
    /// Whether this is the live page, not the static one.
    pub live: bool,
    /// Where links that are copied lead to; `None` where there are none to give.
    pub share: Option<Rc<Sharing>>,
    /// Whether the system has a share sheet.
    pub has_sheet: bool,
    /// What is still to be rendered for the first time, while that is done in stages.
    staging: RefCell<Option<Rc<Staging>>>,
}

impl Shared {
    /// Shares a story. The interface speaks this language (BCP 47), or else the story's, if it can.
    pub fn new(story: Story, lang: Option<&str>, live: bool) -> Self {
        let words = Words::of(lang.unwrap_or(&story.lang));
        let timeline = Rc::new(Timeline::new(&story));
        let story = Rc::new(story);
        let store = Store::new(Rc::clone(&story));
        let (share, has_sheet, staging) = Default::default();
        Self(Rc::new(Common { story, timeline, store, words, live, share, has_sheet, staging }))
    }

    /// The same, with links to be copied, where they lead somewhere, and a share sheet, where there is one.
    #[must_use]
    pub fn sharing(self, share: Option<Sharing>, has_sheet: bool) -> Self {
        Self(Rc::new(Common { share: share.map(Rc::new), has_sheet, ..Rc::unwrap_or_clone(self.0) }))
    }

    /// The same, rendered in stages for the first time.
    #[must_use]
    pub fn in_stages(self) -> Self {
        self.staging.replace(Some(Rc::default()));
        self
    }

    /// What waits for its turn to be rendered, as long as that goes on.
    pub(super) fn staging(&self) -> Option<Rc<Staging>> {
        self.staging.borrow().clone()
    }

    /// From now on nothing waits.
    pub(super) fn end_staging(&self) {
        self.staging.take();
    }

    /// Looks at the timeline in another way.
    pub(super) fn look(&self, step: Step) {
        let look = self.store.state().look.step(step, &self.timeline, &self.story, &self.words.dates);
        self.store.dispatch(Action::Look(look));
    }

    /// A part of the page that renders by itself.
    pub(super) fn part(&self, part: Part) -> Html {
        html! { <PartView shared={self.clone()} {part} /> }
    }

    /// A button that does this.
    pub(super) fn button(&self, label: &str, action: Action) -> Html {
        button("sl-button", self.on(action)).text(label).into()
    }

    /// What a press does: this.
    pub(super) fn on(&self, action: Action) -> Callback<Event> {
        let store = Rc::clone(&self.store);
        Callback::from(move |_| store.dispatch(action.clone()))
    }

    /// What a press does: it looks at the timeline in another way.
    pub(super) fn takes(&self, step: Step) -> Callback<Event> {
        let shared = self.clone();
        Callback::from(move |_| shared.look(step.clone()))
    }

    /// A section under a heading, by which it is named.
    pub(super) fn section(&self, class: &'static str, name: &'static str, heading: &str) -> El {
        let id = format!("{}/{name}", self.story.id);
        of_class("section", class)
            .attr("part", name)
            .attr("aria-labelledby", id.clone())
            .add(of_class("h2", "sl-heading").attr("part", "heading").attr("id", id).text(heading))
    }

    /// Two letters for a name, to be seen and not heard.
    pub(super) fn monogram(&self, name: &str) -> El {
        of_class("span", "sl-monogram").attr("aria-hidden", "true").text(&monogram(name))
    }

    /// What a thing is called: a quote by its speaker.
    pub(super) fn title(&self, thing: Thing) -> &str {
        let story = &self.story;
        match thing {
            Thing::Entity(at) => &story.entities[at].name,
            Thing::Highlight(at) => &story.highlights[at].title,
            Thing::Quote(at) => match story.name_of(&story.quotes[at].speaker) {
                "" => self.words.mark(story.mark(thing)),
                name => name,
            },
            Thing::Event(at) => &story.events[at].title,
        }
    }

    /// The HTML id of a thing, or of one of its places.
    pub(super) fn id(&self, thing: Thing, place: Option<usize>) -> AttrValue {
        link::to_thing(&self.story, thing, place).into()
    }

    /// The link to a thing, or to one of its places; to its first one, where it has no home.
    pub(super) fn href(&self, thing: Thing, place: Option<usize>) -> AttrValue {
        let selection = Selection { thing, place };
        let Selection { thing, place } = selection.shown(&self.story).unwrap_or(selection);
        format!("#{}", link::to_thing(&self.story, thing, place)).into()
    }

    /// The ids of companies, parted by spaces, as `data-companies` has them.
    pub(super) fn about(&self, companies: &[usize]) -> Option<AttrValue> {
        let ids: Vec<_> = companies.iter().map(|&at| self.story.entities[at].id.as_str()).collect();
        (!ids.is_empty()).then(|| ids.join(" ").into())
    }

    /// Whose accent a thing has.
    pub(super) fn owner(&self, thing: Thing) -> Option<usize> {
        match thing {
            Thing::Entity(at) => Some(at),
            Thing::Event(at) => self.story.events[at].company,
            Thing::Highlight(_) | Thing::Quote(_) => None,
        }
    }

    /// A class, and the accent of the company that an entity is, or belongs to.
    pub(super) fn class(&self, class: &'static str, entity: Option<usize>) -> String {
        let entity = entity.map(|at| &self.story.entities[at]);
        let accent = entity.and_then(|entity| entity.accent.or_else(|| self.story.entities[entity.owner?].accent));
        match accent {
            Some(number) => format!("{class} sl-accent-{}", number % 9),
            None => class.to_owned(),
        }
    }
}

impl Deref for Shared {
    type Target = Common;

    fn deref(&self) -> &Common {
        &self.0
    }
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.store, &other.store) && self.live == other.live
    }
}
