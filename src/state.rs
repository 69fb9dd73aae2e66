//! What the reader looks at now, and how that changes.
//!
//! **Nothing here knows of a browser, of HTML or of Yew.**

use crate::story::{Story, Thing};

/// What the reader looks at now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// The company in focus, as a position in [`Story::entities`].
    pub focus: Option<usize>,
    /// What is selected.
    pub selected: Option<Selection>,
    /// The quote that the carousel shows, as a position in [`Story::quotes`].
    pub quote: usize,
    /// Whether the quotes are shown as a list, all at once.
    pub all_quotes: bool,
    /// How that quote was come by.
    pub reached: Reached,
}

/// How the quote that the carousel shows was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reached {
    /// It was chosen somewhere, or is the first.
    #[default]
    Chosen,
    /// By the controls of the quotes, which then keep the focus.
    Turned,
    /// By scrolling the row, which then stays where the reader has put it.
    Drifted,
}

/// Something that the reader has chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// What it is.
    pub thing: Thing,
    /// Which of its places in the text, from 1: then its note stands beside the words there. `None`: it is shown
    /// where it is at home, in the timeline, among the quotes or in the notes.
    pub place: Option<usize>,
}

/// Something that the reader does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Chooses a thing, or leaves what was chosen.
    Select(Option<Selection>),
    /// Puts a company in focus, or takes the one that is in focus out of it.
    ToggleFocus(usize),
    /// Lets go of the company in focus.
    ClearFocus,
    /// Turns to a quote.
    TurnTo(usize),
    /// Arrives at a quote by scrolling the row, without choosing it.
    DriftTo(usize),
    /// Shows the quotes as a list, or one by one.
    ShowAllQuotes(bool),
    /// Follows a link: what it does not name is let go.
    Go {
        /// The company in focus.
        focus: Option<usize>,
        /// What is selected.
        selected: Option<Selection>,
    },
}

impl State {
    /// What the reader looks at after an action. Numbers that the story does not have change nothing.
    #[must_use]
    pub fn apply(&self, action: Action, story: &Story) -> Self {
        let mut next = self.clone();
        let company = |at: usize| story.entities.get(at).is_some_and(|entity| entity.accent.is_some());
        match action {
            Action::Select(selected) => next.select(selected, story),
            Action::ToggleFocus(at) if company(at) => {
                next.focus = if self.focus == Some(at) { None } else { Some(at) };
            }
            Action::ToggleFocus(_) => {}
            Action::ClearFocus => next.focus = None,
            Action::TurnTo(at) => {
                next.select(Some(Selection { thing: Thing::Quote(at), place: None }), story);
                next.reached = Reached::Turned;
            }
            Action::DriftTo(at) if at < story.quotes.len() && at != self.quote => {
                next.quote = at;
                next.reached = Reached::Drifted;
            }
            Action::DriftTo(_) => {}
            Action::ShowAllQuotes(all) => next.all_quotes = all,
            Action::Go { focus, selected } => {
                next.focus = focus.filter(|&at| company(at));
                next.select(selected, story);
            }
        }
        next
    }

    fn select(&mut self, selected: Option<Selection>, story: &Story) {
        if selected.is_some_and(|selection| !selection.is_in(story)) {
            return;
        }
        self.selected = selected;
        self.reached = Reached::Chosen;
        if let Some(Selection { thing: Thing::Quote(at), .. }) = selected {
            self.quote = at;
        }
    }

    /// Whether this very thing is selected, wherever it is shown.
    pub fn has_selected(&self, thing: Thing) -> bool {
        self.selected.is_some_and(|selection| selection.thing == thing)
    }
}

impl Selection {
    /// Whether the story has such a thing, and the thing such a place.
    pub fn is_in(self, story: &Story) -> bool {
        let has_thing = match self.thing {
            Thing::Entity(at) => at < story.entities.len(),
            Thing::Highlight(at) => at < story.highlights.len(),
            Thing::Quote(at) => at < story.quotes.len(),
            Thing::Event(at) => at < story.events.len(),
        };
        let has_place = |number| story.places_of(self.thing).any(|place| place.number == number);
        has_thing && self.place.is_none_or(has_place)
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Reached, Selection, State};
    use crate::story::{Story, StoryFile, Thing};

    fn story() -> Story {
        let text = include_str!("../tests/fixtures/everything.json");
        Story::check(StoryFile::from_json(text).unwrap()).0
    }

    fn at(thing: Thing, place: Option<usize>) -> Option<Selection> {
        Some(Selection { thing, place })
    }

    /// What a state becomes by actions, one after another, from the start.
    fn check(actions: &[Action], expected: State) {
        let story = story();
        let state = actions.iter().fold(State::default(), |state, action| state.apply(action.clone(), &story));
        assert_eq!(state, expected, "{actions:?}");
    }

    const NOTHING: State = State { focus: None, selected: None, quote: 0, all_quotes: false, reached: Reached::Chosen };

    #[test]
    fn selecting() {
        let lens = at(Thing::Entity(3), Some(2));
        check(&[Action::Select(lens)], State { selected: lens, ..NOTHING });
        check(&[Action::Select(lens), Action::Select(None)], NOTHING);
        let figure = at(Thing::Highlight(0), None);
        check(&[Action::Select(lens), Action::Select(figure)], State { selected: figure, ..NOTHING });
        let quote = at(Thing::Quote(1), Some(1));
        check(&[Action::Select(quote)], State { selected: quote, quote: 1, ..NOTHING });
    }

    #[test]
    fn what_the_story_does_not_have_is_not_selected() {
        let lens = at(Thing::Entity(3), None);
        for nothing in [
            at(Thing::Entity(5), None),
            at(Thing::Highlight(2), None),
            at(Thing::Quote(2), None),
            at(Thing::Event(3), None),
            at(Thing::Entity(3), Some(0)),
            at(Thing::Entity(3), Some(3)),
        ] {
            check(&[Action::Select(lens), Action::Select(nothing)], State { selected: lens, ..NOTHING });
        }
    }

    #[test]
    fn following_a_company() {
        check(&[Action::ToggleFocus(0)], State { focus: Some(0), ..NOTHING });
        check(&[Action::ToggleFocus(0), Action::ToggleFocus(0)], NOTHING);
        check(&[Action::ToggleFocus(0), Action::ClearFocus], NOTHING);
        // A person, and no one.
        check(&[Action::ToggleFocus(2)], NOTHING);
        check(&[Action::ToggleFocus(99)], NOTHING);
        let lens = at(Thing::Entity(3), None);
        let both = State { focus: Some(0), selected: lens, ..NOTHING };
        check(&[Action::ToggleFocus(0), Action::Select(lens)], both);
    }

    #[test]
    fn turning_quotes() {
        let second = at(Thing::Quote(1), None);
        check(&[Action::TurnTo(1)], State { selected: second, quote: 1, reached: Reached::Turned, ..NOTHING });
        let drifted = State { quote: 1, reached: Reached::Drifted, ..NOTHING };
        check(&[Action::DriftTo(1)], drifted.clone());
        check(&[Action::DriftTo(1), Action::DriftTo(1)], drifted);
        check(&[Action::DriftTo(2)], NOTHING);
        check(&[Action::ShowAllQuotes(true)], State { all_quotes: true, ..NOTHING });
        check(&[Action::ShowAllQuotes(true), Action::ShowAllQuotes(false)], NOTHING);
        let lens = at(Thing::Entity(3), None);
        check(&[Action::TurnTo(1), Action::Select(lens)], State { selected: lens, quote: 1, ..NOTHING });
    }

    #[test]
    fn following_a_link() {
        let lens = at(Thing::Entity(3), Some(1));
        let go = |focus, selected| Action::Go { focus, selected };
        check(&[go(Some(0), lens)], State { focus: Some(0), selected: lens, ..NOTHING });
        check(&[go(Some(0), lens), go(None, None)], NOTHING);
        check(&[go(Some(2), None)], NOTHING);
    }
}
