//! The state of the interface, and the reducer that changes it.
//!
//! **Nothing in this module depends on a browser, on HTML or on Yew.**

mod action;
mod carousel;
mod highlight_filter;
mod selection;
#[cfg(test)]
mod tests;

pub use action::Action;
pub use carousel::{Carousel, SlideCause};
pub use highlight_filter::HighlightFilter;
pub use selection::Selection;

use crate::{
    story::{EntityIndex, ItemRef, OccurrenceIndex, QuoteIndex, Story},
    timeline::{Timeline, TimelineMode, TimelineState},
    words::DateWords,
};

/// Everything that the reader can change in the view of one story.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// The followed company.
    pub followed: Option<EntityIndex>,
    /// The selection.
    pub selected: Option<Selection>,
    /// The state of the quotes.
    pub carousel: Carousel,
    /// The occurrence under the pointer. Its note is open as long as the pointer is there. Never an occurrence whose
    /// note is pinned or selected.
    pub hovered: Option<OccurrenceIndex>,
    /// The occurrences whose notes are pinned, in order of the text.
    pub pinned: Vec<OccurrenceIndex>,
    /// The shown highlights.
    pub highlight_filter: HighlightFilter,
    /// The state of the timeline.
    pub timeline: TimelineState,
}

impl State {
    /// The state after an action. An index that the story does not have changes nothing. A search in the timeline
    /// compares dates in `words`. Without a timeline, an action that needs one has no effect.
    #[must_use]
    pub fn apply(&self, action: Action, story: &Story, timeline: Option<&Timeline>, words: &DateWords) -> Self {
        let mut next = self.clone();
        // Layout and scrolling cause these actions too, so they do not count as a choice of the reader.
        let is_choice = !matches!(action, Action::Timeline(_) | Action::SlideScrolledTo(_));
        if next.carousel.slide_cause == SlideCause::Restore && is_choice {
            next.carousel.slide_cause = SlideCause::Chosen;
        }
        let is_company = |index: EntityIndex| story.entities.get(index).is_some_and(|entity| entity.accent.is_some());
        match action {
            Action::Select(selected) => next.select(selected, story),
            Action::ToggleFollow(index) if is_company(index) => {
                next.followed = if self.followed == Some(index) { None } else { Some(index) };
                next.show_unrelated(false, story);
            }
            Action::ToggleFollow(_) => {}
            Action::StopFollowing => {
                next.followed = None;
                next.show_unrelated(false, story);
            }
            Action::ShowSlide(index) => {
                let quote = Some(Selection { item: ItemRef::Quote(index), occurrence: None });
                next.select(quote, story);
                if next.selected == quote {
                    next.carousel.slide_cause = SlideCause::Controls;
                }
            }
            Action::SlideScrolledTo(index) if self.shows_quote(index, story) && index != self.carousel.current => {
                next.carousel.show(index);
                next.carousel.slide_cause = SlideCause::Scroll;
                // A selection in the quotes section follows the current slide.
                if let Some(Selection { item: item @ ItemRef::Quote(_), occurrence: None }) = &mut next.selected {
                    *item = ItemRef::Quote(index);
                }
            }
            Action::SlideScrolledTo(_) => {}
            Action::ListQuotes(is_list) => next.carousel.is_list = is_list,
            Action::ShowUnrelatedQuotes(show) => next.show_unrelated(show, story),
            Action::ExpandQuote(index, expand) => {
                let expanded = &mut next.carousel.expanded;
                match expanded.binary_search(&index) {
                    Ok(found) if !expand => drop(expanded.remove(found)),
                    Err(free) if expand && story.quotes.has(index) => expanded.insert(free, index),
                    Ok(_) | Err(_) => {}
                }
            }
            Action::Hover(index) => next.hovered = index.filter(|&index| story.occurrences.has(index)),
            Action::TogglePinned(index) => match self.pinned.binary_search(&index) {
                Ok(found) => {
                    next.pinned.remove(found);
                }
                Err(free) if story.occurrences.has(index) => next.pinned.insert(free, index),
                Err(_) => {}
            },
            Action::CloseNote(index) => {
                next.pinned.retain(|&pinned| pinned != index);
                next.hovered = self.hovered.filter(|&hovered| hovered != index);
                if self.selected_occurrence(story) == Some(index) {
                    next.select(None, story);
                }
            }
            Action::SetHighlightFilter(highlight_filter) => next.highlight_filter = highlight_filter,
            Action::Timeline(action) => {
                if let (Some(action), Some(timeline)) = (next.timeline.set(action), timeline) {
                    next.timeline = self.timeline.change(action, timeline, story, words);
                }
            }
            Action::FollowLink { followed, selected, highlight_filter, time_range } => {
                let followed = followed.filter(|&index| is_company(index));
                if followed != self.followed {
                    next.followed = followed;
                    next.show_unrelated(false, story);
                }
                next.highlight_filter = highlight_filter.unwrap_or(self.highlight_filter);
                if time_range.is_some() {
                    next.timeline.choices.time_range = time_range;
                    next.timeline.choices.mode = Some(TimelineMode::Chart);
                }
                next.select(selected, story);
            }
        }
        let is_open =
            |&index: &OccurrenceIndex| next.pinned.contains(&index) || next.selected_occurrence(story) == Some(index);
        next.hovered = next.hovered.filter(|index| !is_open(index));
        next
    }

    fn select(&mut self, selected: Option<Selection>, story: &Story) {
        let visible = selected.and_then(|selection| selection.visible(story));
        if visible.is_none() && selected.is_some() {
            return;
        }
        self.selected = visible;
        self.hovered = None;
        self.carousel.slide_cause = SlideCause::Chosen;
        if let Some(Selection { item: ItemRef::Quote(index), occurrence }) = visible {
            // A selection in the quotes section shows its quote, even if the followed company's filter would hide it.
            self.carousel.show_unrelated |= occurrence.is_none() && !self.shows_quote(index, story);
            if self.shows_quote(index, story) {
                self.carousel.show(index);
            }
        }
    }

    fn show_unrelated(&mut self, show: bool, story: &Story) {
        self.carousel.show_unrelated = show && self.followed.is_some();
        // A change of the filter is not a press of "previous" or "next", so the controls need not keep the focus.
        if self.carousel.slide_cause == SlideCause::Controls || !self.shows_quote(self.carousel.current, story) {
            self.carousel.slide_cause = SlideCause::Chosen;
        }
        if !self.shows_quote(self.carousel.current, story) {
            self.carousel.show(self.shown_quotes(story).first().copied().unwrap_or_default());
        }
        // A hidden quote can't stay selected in the quotes section.
        if let Some(Selection { item: ItemRef::Quote(index), occurrence: None }) = self.selected
            && !self.shows_quote(index, story)
        {
            self.selected = None;
        }
    }

    /// Returns true if the quotes section shows a quote: it shows all, or those by or about the followed company.
    pub fn shows_quote(&self, index: QuoteIndex, story: &Story) -> bool {
        let is_about = |company: EntityIndex| story.quotes[index].companies.contains(&company);
        story.quotes.has(index) && (self.carousel.show_unrelated || self.followed.is_none_or(is_about))
    }

    /// The quotes that the quotes section shows, in ascending order.
    pub fn shown_quotes(&self, story: &Story) -> Vec<QuoteIndex> {
        story.quotes.indices().filter(|&index| self.shows_quote(index, story)).collect()
    }

    /// The selected occurrence.
    pub fn selected_occurrence(&self, story: &Story) -> Option<OccurrenceIndex> {
        self.selected?.occurrence_index(story)
    }

    /// The occurrences whose notes are open (pinned, selected or hovered), in order of the text.
    pub fn open_notes(&self, story: &Story) -> Vec<OccurrenceIndex> {
        let mut open = self.pinned.clone();
        for index in self.selected_occurrence(story).into_iter().chain(self.hovered) {
            if let Err(free) = open.binary_search(&index) {
                open.insert(free, index);
            }
        }
        open
    }

    /// Returns true if this item is selected, in the text or in its section.
    pub fn is_selected(&self, item: ItemRef) -> bool {
        self.selected.is_some_and(|selection| selection.item == item)
    }
}
