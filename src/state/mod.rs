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
pub use carousel::{Carousel, Reached};
pub use highlight_filter::HighlightFilter;
pub use selection::Selection;

use crate::{
    story::{Story, Thing},
    timeline::{Look, Shape},
};

/// What the reader looks at now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// The company in focus, as a position in [`Story::entities`].
    pub focus: Option<usize>,
    /// What is selected.
    pub selected: Option<Selection>,
    /// How the quotes are looked at.
    pub carousel: Carousel,
    /// The place in the text that the pointer rests on, by its position in [`Story::places`]: its note is shown for as
    /// long. Never one whose note is open anyway.
    pub peeked: Option<usize>,
    /// The places whose notes the reader keeps open, by their positions in [`Story::places`], in order of the text.
    pub kept: Vec<usize>,
    /// Which highlights the text shows.
    pub highlight_filter: HighlightFilter,
    /// How the timeline is looked at.
    pub look: Look,
}

impl State {
    /// What the reader looks at after an action. Numbers that the story does not have change nothing.
    #[must_use]
    pub fn apply(&self, action: Action, story: &Story) -> Self {
        let mut next = self.clone();
        // What the page finds out by itself, when it is laid out or scrolls, is no choice.
        let is_choice = !matches!(action, Action::Look(_) | Action::DriftTo(_));
        if next.carousel.reached == Reached::Restored && is_choice {
            next.carousel.reached = Reached::Chosen;
        }
        let company = |at: usize| story.entities.get(at).is_some_and(|entity| entity.accent.is_some());
        match action {
            Action::Select(selected) => next.select(selected, story),
            Action::ToggleFocus(at) if company(at) => {
                next.focus = if self.focus == Some(at) { None } else { Some(at) };
                next.show_others(false, story);
            }
            Action::ToggleFocus(_) => {}
            Action::ClearFocus => {
                next.focus = None;
                next.show_others(false, story);
            }
            Action::TurnTo(at) => {
                let quote = Some(Selection { thing: Thing::Quote(at), place: None });
                next.select(quote, story);
                if next.selected == quote {
                    next.carousel.reached = Reached::Turned;
                }
            }
            Action::DriftTo(at) if self.shows_quote(at, story) && at != self.carousel.current => {
                next.carousel.turn(at);
                next.carousel.reached = Reached::Drifted;
                // What was chosen among the quotes is now this one.
                if let Some(Selection { thing: thing @ Thing::Quote(_), place: None }) = &mut next.selected {
                    *thing = Thing::Quote(at);
                }
            }
            Action::DriftTo(_) => {}
            Action::ListQuotes(is_list) => next.carousel.is_list = is_list,
            Action::ShowOtherQuotes(others) => next.show_others(others, story),
            Action::Unfold(at, unfold) => {
                let unfolded = &mut next.carousel.unfolded;
                match unfolded.binary_search(&at) {
                    Ok(there) if !unfold => drop(unfolded.remove(there)),
                    Err(free) if unfold && at < story.quotes.len() => unfolded.insert(free, at),
                    Ok(_) | Err(_) => {}
                }
            }
            Action::Peek(at) => next.peeked = at.filter(|&at| at < story.places.len()),
            Action::ToggleKept(at) => match self.kept.binary_search(&at) {
                Ok(kept) => {
                    next.kept.remove(kept);
                }
                Err(free) if at < story.places.len() => next.kept.insert(free, at),
                Err(_) => {}
            },
            Action::Close(at) => {
                next.kept.retain(|&kept| kept != at);
                next.peeked = self.peeked.filter(|&peeked| peeked != at);
                if self.selected_place(story) == Some(at) {
                    next.select(None, story);
                }
            }
            Action::SetHighlightFilter(highlight_filter) => next.highlight_filter = highlight_filter,
            Action::Look(look) => next.look = look,
            Action::Go { focus, selected, highlight_filter, window } => {
                let focus = focus.filter(|&at| company(at));
                if focus != self.focus {
                    next.focus = focus;
                    next.show_others(false, story);
                }
                next.highlight_filter = highlight_filter.unwrap_or(self.highlight_filter);
                if window.is_some() {
                    next.look.window = window;
                    next.look.shape = Some(Shape::Lanes);
                }
                next.select(selected, story);
            }
        }
        let is_open = |&peeked: &usize| next.kept.contains(&peeked) || next.selected_place(story) == Some(peeked);
        next.peeked = next.peeked.filter(|peeked| !is_open(peeked));
        next
    }

    fn select(&mut self, selected: Option<Selection>, story: &Story) {
        let shown = selected.and_then(|selection| selection.shown(story));
        if shown.is_none() && selected.is_some() {
            return;
        }
        let selected = shown;
        self.selected = selected;
        self.peeked = None;
        self.carousel.reached = Reached::Chosen;
        if let Some(Selection { thing: Thing::Quote(at), place }) = selected {
            // What is chosen among the quotes is shown there, whomever it is about.
            self.carousel.others |= place.is_none() && !self.shows_quote(at, story);
            if self.shows_quote(at, story) {
                self.carousel.turn(at);
            }
        }
    }

    fn show_others(&mut self, others: bool, story: &Story) {
        self.carousel.others = others && self.focus.is_some();
        // It is a step of its own, not one more turn.
        if self.carousel.reached == Reached::Turned || !self.shows_quote(self.carousel.current, story) {
            self.carousel.reached = Reached::Chosen;
        }
        if !self.shows_quote(self.carousel.current, story) {
            self.carousel.turn(self.quotes(story).first().copied().unwrap_or_default());
        }
        // What is not shown can't stay chosen where it would be.
        if let Some(Selection { thing: Thing::Quote(at), place: None }) = self.selected
            && !self.shows_quote(at, story)
        {
            self.selected = None;
        }
    }

    /// Whether a quote is among those that are shown: all, or those by or about the company in focus.
    pub fn shows_quote(&self, at: usize, story: &Story) -> bool {
        let is_about = |company: usize| story.quotes[at].companies.contains(&company);
        at < story.quotes.len() && (self.carousel.others || self.focus.is_none_or(is_about))
    }

    /// The quotes that are shown, as positions in [`Story::quotes`], in ascending order.
    pub fn quotes(&self, story: &Story) -> Vec<usize> {
        (0..story.quotes.len()).filter(|&at| self.shows_quote(at, story)).collect()
    }

    /// The place in the text that is selected, by its position in [`Story::places`].
    pub fn selected_place(&self, story: &Story) -> Option<usize> {
        self.selected?.position(story)
    }

    /// The places whose notes are open beside the text, by their positions in [`Story::places`], in order of the text.
    pub fn open(&self, story: &Story) -> Vec<usize> {
        let mut open = self.kept.clone();
        for at in self.selected_place(story).into_iter().chain(self.peeked) {
            if let Err(free) = open.binary_search(&at) {
                open.insert(free, at);
            }
        }
        open
    }

    /// Whether the next state differs in nothing but where the timeline stands and what of it has the focus.
    pub fn only_moves_to(&self, next: &Self) -> bool {
        let moved = Look {
            size: next.look.size,
            window: next.look.window,
            lanes: next.look.lanes.clone(),
            folded: next.look.folded.clone(),
            cell: next.look.cell,
            focused: next.look.focused,
            opened: next.look.opened,
            ..self.look.clone()
        };
        *next == Self { look: moved, ..self.clone() }
    }

    /// Whether this very thing is selected, wherever it is shown.
    pub fn has_selected(&self, thing: Thing) -> bool {
        self.selected.is_some_and(|selection| selection.thing == thing)
    }
}
