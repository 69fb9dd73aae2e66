//! What the reader looks at now, and how that changes.
//!
//! **Nothing here knows of a browser, of HTML or of Yew.**

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
    story::{ItemRef, Story},
    timeline::{TimelineMode, TimelineState},
};

/// What the reader looks at now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// The company in focus, as a position in [`Story::entities`].
    pub followed: Option<usize>,
    /// What is selected.
    pub selected: Option<Selection>,
    /// How the quotes are looked at.
    pub carousel: Carousel,
    /// The place in the text that the pointer rests on, by its position in [`Story::places`]: its note is shown for as
    /// long. Never one whose note is open anyway.
    pub hovered: Option<usize>,
    /// The places whose notes the reader keeps open, by their positions in [`Story::places`], in order of the text.
    pub pinned: Vec<usize>,
    /// Which highlights the text shows.
    pub highlight_filter: HighlightFilter,
    /// How the timeline is looked at.
    pub timeline: TimelineState,
}

impl State {
    /// What the reader looks at after an action. Numbers that the story does not have change nothing.
    #[must_use]
    pub fn apply(&self, action: Action, story: &Story) -> Self {
        let mut next = self.clone();
        // What the page finds out by itself, when it is laid out or scrolls, is no choice.
        let is_choice = !matches!(action, Action::Timeline(_) | Action::SlideScrolledTo(_));
        if next.carousel.slide_cause == SlideCause::Restore && is_choice {
            next.carousel.slide_cause = SlideCause::Chosen;
        }
        let company = |at: usize| story.entities.get(at).is_some_and(|entity| entity.accent.is_some());
        match action {
            Action::Select(selected) => next.select(selected, story),
            Action::ToggleFollow(at) if company(at) => {
                next.followed = if self.followed == Some(at) { None } else { Some(at) };
                next.show_unrelated(false, story);
            }
            Action::ToggleFollow(_) => {}
            Action::StopFollowing => {
                next.followed = None;
                next.show_unrelated(false, story);
            }
            Action::ShowSlide(at) => {
                let quote = Some(Selection { item: ItemRef::Quote(at), occurrence: None });
                next.select(quote, story);
                if next.selected == quote {
                    next.carousel.slide_cause = SlideCause::Controls;
                }
            }
            Action::SlideScrolledTo(at) if self.shows_quote(at, story) && at != self.carousel.current => {
                next.carousel.show(at);
                next.carousel.slide_cause = SlideCause::Scroll;
                // What was chosen among the quotes is now this one.
                if let Some(Selection { item: item @ ItemRef::Quote(_), occurrence: None }) = &mut next.selected {
                    *item = ItemRef::Quote(at);
                }
            }
            Action::SlideScrolledTo(_) => {}
            Action::ListQuotes(is_list) => next.carousel.is_list = is_list,
            Action::ShowUnrelatedQuotes(others) => next.show_unrelated(others, story),
            Action::ExpandQuote(at, unfold) => {
                let unfolded = &mut next.carousel.expanded;
                match unfolded.binary_search(&at) {
                    Ok(there) if !unfold => drop(unfolded.remove(there)),
                    Err(free) if unfold && at < story.quotes.len() => unfolded.insert(free, at),
                    Ok(_) | Err(_) => {}
                }
            }
            Action::Hover(at) => next.hovered = at.filter(|&at| at < story.occurrences.len()),
            Action::TogglePinned(at) => match self.pinned.binary_search(&at) {
                Ok(kept) => {
                    next.pinned.remove(kept);
                }
                Err(free) if at < story.occurrences.len() => next.pinned.insert(free, at),
                Err(_) => {}
            },
            Action::CloseNote(at) => {
                next.pinned.retain(|&kept| kept != at);
                next.hovered = self.hovered.filter(|&peeked| peeked != at);
                if self.selected_occurrence(story) == Some(at) {
                    next.select(None, story);
                }
            }
            Action::SetHighlightFilter(highlight_filter) => next.highlight_filter = highlight_filter,
            Action::Timeline(timeline_state) => next.timeline = timeline_state,
            Action::FollowLink { followed: focus, selected, highlight_filter, time_range: window } => {
                let focus = focus.filter(|&at| company(at));
                if focus != self.followed {
                    next.followed = focus;
                    next.show_unrelated(false, story);
                }
                next.highlight_filter = highlight_filter.unwrap_or(self.highlight_filter);
                if window.is_some() {
                    next.timeline.time_range = window;
                    next.timeline.mode = Some(TimelineMode::Chart);
                }
                next.select(selected, story);
            }
        }
        let is_open =
            |&peeked: &usize| next.pinned.contains(&peeked) || next.selected_occurrence(story) == Some(peeked);
        next.hovered = next.hovered.filter(|peeked| !is_open(peeked));
        next
    }

    fn select(&mut self, selected: Option<Selection>, story: &Story) {
        let shown = selected.and_then(|selection| selection.visible(story));
        if shown.is_none() && selected.is_some() {
            return;
        }
        let selected = shown;
        self.selected = selected;
        self.hovered = None;
        self.carousel.slide_cause = SlideCause::Chosen;
        if let Some(Selection { item: ItemRef::Quote(at), occurrence: place }) = selected {
            // What is chosen among the quotes is shown there, whomever it is about.
            self.carousel.show_unrelated |= place.is_none() && !self.shows_quote(at, story);
            if self.shows_quote(at, story) {
                self.carousel.show(at);
            }
        }
    }

    fn show_unrelated(&mut self, others: bool, story: &Story) {
        self.carousel.show_unrelated = others && self.followed.is_some();
        // It is a step of its own, not one more turn.
        if self.carousel.slide_cause == SlideCause::Controls || !self.shows_quote(self.carousel.current, story) {
            self.carousel.slide_cause = SlideCause::Chosen;
        }
        if !self.shows_quote(self.carousel.current, story) {
            self.carousel.show(self.shown_quotes(story).first().copied().unwrap_or_default());
        }
        // What is not shown can't stay chosen where it would be.
        if let Some(Selection { item: ItemRef::Quote(at), occurrence: None }) = self.selected
            && !self.shows_quote(at, story)
        {
            self.selected = None;
        }
    }

    /// Whether a quote is among those that are shown: all, or those by or about the company in focus.
    pub fn shows_quote(&self, at: usize, story: &Story) -> bool {
        let is_about = |company: usize| story.quotes[at].companies.contains(&company);
        at < story.quotes.len() && (self.carousel.show_unrelated || self.followed.is_none_or(is_about))
    }

    /// The quotes that are shown, as positions in [`Story::quotes`], in ascending order.
    pub fn shown_quotes(&self, story: &Story) -> Vec<usize> {
        (0..story.quotes.len()).filter(|&at| self.shows_quote(at, story)).collect()
    }

    /// The place in the text that is selected, by its position in [`Story::places`].
    pub fn selected_occurrence(&self, story: &Story) -> Option<usize> {
        self.selected?.occurrence_index(story)
    }

    /// The places whose notes are open beside the text, by their positions in [`Story::places`], in order of the text.
    pub fn open_notes(&self, story: &Story) -> Vec<usize> {
        let mut open = self.pinned.clone();
        for at in self.selected_occurrence(story).into_iter().chain(self.hovered) {
            if let Err(free) = open.binary_search(&at) {
                open.insert(free, at);
            }
        }
        open
    }

    /// Whether the next state differs in nothing but where the timeline stands and what of it has the focus.
    pub fn only_moves_to(&self, next: &Self) -> bool {
        let moved = TimelineState {
            size: next.timeline.size,
            time_range: next.timeline.time_range,
            lanes_near_viewport: next.timeline.lanes_near_viewport.clone(),
            folded_lanes: next.timeline.folded_lanes.clone(),
            last_cell: next.timeline.last_cell,
            has_focus: next.timeline.has_focus,
            open_group: next.timeline.open_group,
            ..self.timeline.clone()
        };
        *next == Self { timeline: moved, ..self.clone() }
    }

    /// Whether this very thing is selected, wherever it is shown.
    pub fn is_selected(&self, item: ItemRef) -> bool {
        self.selected.is_some_and(|selection| selection.item == item)
    }
}
