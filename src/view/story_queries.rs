//! Queries about the items of the story: their titles, links, ids and colours.

use yew::AttrValue;

use super::ViewContext;
use crate::{
    link,
    state::Selection,
    story::{EntityIndex, ItemRef},
};

impl ViewContext {
    /// Returns the title of an item. The title of a quote is the name of its speaker.
    pub(crate) fn title(&self, item: ItemRef) -> &str {
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

    /// Returns the HTML id of an item, or of one of its occurrences.
    pub(super) fn id(&self, item: ItemRef, occurrence: Option<usize>) -> AttrValue {
        link::item_fragment(&self.story, item, occurrence).into()
    }

    /// Returns the link to an item, or to one of its occurrences. If the item's section is hidden, the link leads to
    /// the item's first occurrence.
    pub(super) fn href(&self, item: ItemRef, occurrence: Option<usize>) -> AttrValue {
        let selection = Selection { item, occurrence };
        let Selection { item, occurrence } = selection.visible(&self.story).unwrap_or(selection);
        format!("#{}", link::item_fragment(&self.story, item, occurrence)).into()
    }

    /// Returns the ids of companies, separated by spaces, for the attribute `data-companies`.
    pub(super) fn company_ids(&self, companies: &[EntityIndex]) -> Option<AttrValue> {
        let ids: Vec<_> = companies.iter().map(|&at| self.story.entities[at].id.as_str()).collect();
        if ids.is_empty() { None } else { Some(ids.join(" ").into()) }
    }

    /// Returns the entity whose accent colour an item has.
    pub(super) fn owner(&self, item: ItemRef) -> Option<EntityIndex> {
        match item {
            ItemRef::Entity(at) => Some(at),
            ItemRef::Event(at) => self.story.events[at].company,
            ItemRef::Highlight(_) | ItemRef::Quote(_) => None,
        }
    }

    /// Returns the class, followed by the accent class of the entity or of its owner, if any.
    pub(super) fn class(&self, class: &'static str, entity: Option<EntityIndex>) -> String {
        let entity = entity.map(|at| &self.story.entities[at]);
        let accent = entity.and_then(|entity| entity.accent.or_else(|| self.story.entities[entity.owner?].accent));
        match accent {
            Some(number) => format!("{class} sl-accent-{}", number % 9),
            None => class.to_owned(),
        }
    }
}
