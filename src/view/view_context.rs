//! What every part of one instance shares.

use std::{cell::RefCell, ops::Deref, rc::Rc};

use yew::prelude::*;

use super::{
    Store,
    element_builder::{ElementBuilder, button, el_with_class},
    monogram::initials,
    region::{Region, RegionView},
    share_links::ShareLinks,
    staging::Staging,
};
use crate::{
    link,
    state::{Action, Selection},
    story::{ItemRef, Story},
    timeline::{Timeline, TimelineAction},
    words::Messages,
};

/// What every part of one instance shares. It stays the same for as long as the story does. Whoever listens has it, so a
/// copy is but a pointer.
#[derive(Clone)]
pub struct ViewContext(Rc<ViewContextInner>);

/// What is behind a [`Shared`].
#[derive(Clone)]
pub struct ViewContextInner {
    /// The story.
    pub story: Rc<Story>,
    /// Its timeline.
    pub timeline: Rc<Timeline>,
    /// What the reader looks at.
    pub store: Rc<Store>,
    /// The words of the interface.
    pub words: &'static Messages,
    /// Whether this is the live page, not the static one.
    pub live: bool,
    /// Where links that are copied lead to; `None` where there are none to give.
    pub share_links: Option<Rc<ShareLinks>>,
    /// Whether the system has a share sheet.
    pub has_share_sheet: bool,
    /// What is still to be rendered for the first time, while that is done in stages.
    staging: RefCell<Option<Rc<Staging>>>,
}

impl ViewContext {
    /// Shares a story. The interface speaks this language (BCP 47), or else the story's, if it can.
    pub fn new(story: Story, lang: Option<&str>, live: bool) -> Self {
        let words = Messages::for_lang(lang.unwrap_or(&story.lang));
        let timeline = Rc::new(Timeline::new(&story));
        let story = Rc::new(story);
        let store = Store::new(Rc::clone(&story));
        let (share, has_sheet, staging) = Default::default();
        Self(Rc::new(ViewContextInner {
            story,
            timeline,
            store,
            words,
            live,
            share_links: share,
            has_share_sheet: has_sheet,
            staging,
        }))
    }

    /// The same, with links to be copied, where they lead somewhere, and a share sheet, where there is one.
    #[must_use]
    pub fn with_share_links(self, share: Option<ShareLinks>, has_sheet: bool) -> Self {
        Self(Rc::new(ViewContextInner {
            share_links: share.map(Rc::new),
            has_share_sheet: has_sheet,
            ..Rc::unwrap_or_clone(self.0)
        }))
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
    pub(super) fn dispatch_timeline(&self, step: TimelineAction) {
        let timeline_state = self.store.state().timeline.apply(step, &self.timeline, &self.story, &self.words.dates);
        self.store.dispatch(Action::Timeline(timeline_state));
    }

    /// A part of the page that renders by itself.
    pub(super) fn region(&self, part: Region) -> Html {
        html! { <RegionView ctx={self.clone()} {part} /> }
    }

    /// A button that does this.
    pub(super) fn button(&self, label: &str, action: Action) -> Html {
        button("sl-button", self.dispatching(action)).text(label).into()
    }

    /// What a press does: this.
    pub(super) fn dispatching(&self, action: Action) -> Callback<Event> {
        let store = Rc::clone(&self.store);
        Callback::from(move |_| store.dispatch(action.clone()))
    }

    /// What a press does: it looks at the timeline in another way.
    pub(super) fn dispatching_timeline(&self, step: TimelineAction) -> Callback<Event> {
        let ctx = self.clone();
        Callback::from(move |_| ctx.dispatch_timeline(step.clone()))
    }

    /// A section under a heading, by which it is named.
    pub(super) fn section(&self, class: &'static str, name: &'static str, heading: &str) -> ElementBuilder {
        let id = format!("{}/{name}", self.story.id);
        el_with_class("section", class)
            .attr("part", name)
            .attr("aria-labelledby", id.clone())
            .child(el_with_class("h2", "sl-heading").attr("part", "heading").attr("id", id).text(heading))
    }

    /// Two letters for a name, to be seen and not heard.
    pub(super) fn monogram(&self, name: &str) -> ElementBuilder {
        el_with_class("span", "sl-monogram").attr("aria-hidden", "true").text(&initials(name))
    }

    /// What a thing is called: a quote by its speaker.
    pub(super) fn title(&self, item: ItemRef) -> &str {
        let story = &self.story;
        match item {
            ItemRef::Entity(at) => &story.entities[at].name,
            ItemRef::Highlight(at) => &story.highlights[at].title,
            ItemRef::Quote(at) => match story.speaker_name(&story.quotes[at].speaker) {
                "" => self.words.style_name(story.highlight_style(item)),
                name => name,
            },
            ItemRef::Event(at) => &story.events[at].title,
        }
    }

    /// The HTML id of a thing, or of one of its places.
    pub(super) fn id(&self, item: ItemRef, place: Option<usize>) -> AttrValue {
        link::item_fragment(&self.story, item, place).into()
    }

    /// The link to a thing, or to one of its places; to its first one, where it has no home.
    pub(super) fn href(&self, item: ItemRef, place: Option<usize>) -> AttrValue {
        let selection = Selection { item, occurrence: place };
        let Selection { item, occurrence: place } = selection.visible(&self.story).unwrap_or(selection);
        format!("#{}", link::item_fragment(&self.story, item, place)).into()
    }

    /// The ids of companies, parted by spaces, as `data-companies` has them.
    pub(super) fn company_ids(&self, companies: &[usize]) -> Option<AttrValue> {
        let ids: Vec<_> = companies.iter().map(|&at| self.story.entities[at].id.as_str()).collect();
        (!ids.is_empty()).then(|| ids.join(" ").into())
    }

    /// Whose accent a thing has.
    pub(super) fn owner(&self, item: ItemRef) -> Option<usize> {
        match item {
            ItemRef::Entity(at) => Some(at),
            ItemRef::Event(at) => self.story.events[at].company,
            ItemRef::Highlight(_) | ItemRef::Quote(_) => None,
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

impl Deref for ViewContext {
    type Target = ViewContextInner;

    fn deref(&self) -> &ViewContextInner {
        &self.0
    }
}

impl PartialEq for ViewContext {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.store, &other.store) && self.live == other.live
    }
}
