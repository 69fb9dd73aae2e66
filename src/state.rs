//! What the reader looks at now, and how that changes.
//!
//! **Nothing here knows of a browser, of HTML or of Yew.**

use crate::{
    story::{Place, Story, Thing},
    timeline::Look,
};

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
    /// The place in the text that the pointer rests on, by its position in [`Story::places`]: its note is shown for as
    /// long. Never one whose note is open anyway.
    pub peeked: Option<usize>,
    /// The places whose notes the reader keeps open, by their positions in [`Story::places`], in order of the text.
    pub kept: Vec<usize>,
    /// Which highlights the text shows.
    pub density: Density,
    /// How the timeline is looked at.
    pub look: Look,
}

/// Which highlights the text shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// All of them.
    #[default]
    All,
    /// The first mention of each entity, the claims and the figures.
    Key,
    /// None: the words and nothing else.
    Off,
}

impl Density {
    /// Every density, from the most to the least.
    pub const ALL: [Self; 3] = [Self::All, Self::Key, Self::Off];

    /// Its name in links: `all`, `key`, `off`.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Key => "key",
            Self::Off => "off",
        }
    }

    /// The density of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|density| density.name() == name)
    }

    /// Whether what stands at a place is shown as a highlight.
    pub fn shows(self, place: &Place) -> bool {
        match (self, place.thing) {
            (Self::All, _) | (Self::Key, Thing::Highlight(_)) => true,
            (Self::Key, Thing::Entity(_)) => place.number == 1,
            (Self::Key, Thing::Quote(_) | Thing::Event(_)) | (Self::Off, _) => false,
        }
    }
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
    /// Rests the pointer on a place in the text, by its position in [`Story::places`], or leaves it.
    Peek(Option<usize>),
    /// Keeps the note of a place open, or does so no longer.
    ToggleKept(usize),
    /// Closes the note of a place, however it was opened.
    Close(usize),
    /// Shows more or fewer highlights.
    SetDensity(Density),
    /// Looks at the timeline in another way, as [`Look::step`] gives it.
    Look(Look),
    /// Follows a link: a company in focus and a selection that it does not name are let go.
    Go {
        /// The company in focus.
        focus: Option<usize>,
        /// What is selected.
        selected: Option<Selection>,
        /// Which highlights to show, if the link says so.
        density: Option<Density>,
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
            Action::SetDensity(density) => next.density = density,
            Action::Look(look) => next.look = look,
            Action::Go { focus, selected, density } => {
                next.focus = focus.filter(|&at| company(at));
                next.density = density.unwrap_or(self.density);
                next.select(selected, story);
            }
        }
        let is_open = |&peeked: &usize| next.kept.contains(&peeked) || next.selected_place(story) == Some(peeked);
        next.peeked = next.peeked.filter(|peeked| !is_open(peeked));
        next
    }

    fn select(&mut self, selected: Option<Selection>, story: &Story) {
        if selected.is_some_and(|selection| !selection.is_in(story)) {
            return;
        }
        self.selected = selected;
        self.peeked = None;
        self.reached = Reached::Chosen;
        if let Some(Selection { thing: Thing::Quote(at), .. }) = selected {
            self.quote = at;
        }
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

impl Selection {
    /// Whether the story has such a thing, and the thing such a place.
    pub fn is_in(self, story: &Story) -> bool {
        let has_thing = match self.thing {
            Thing::Entity(at) => at < story.entities.len(),
            Thing::Highlight(at) => at < story.highlights.len(),
            Thing::Quote(at) => at < story.quotes.len(),
            Thing::Event(at) => at < story.events.len(),
        };
        has_thing && self.place.is_none_or(|number| story.place(self.thing, number).is_some())
    }

    /// The place in the text that it names, by its position in [`Story::places`].
    pub fn position(self, story: &Story) -> Option<usize> {
        story.place(self.thing, self.place?)
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Density, Reached, Selection, State};
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

    #[test]
    fn selecting() {
        let lens = at(Thing::Entity(3), Some(2));
        check(&[Action::Select(lens)], State { selected: lens, ..State::default() });
        check(&[Action::Select(lens), Action::Select(None)], State::default());
        let figure = at(Thing::Highlight(0), None);
        check(&[Action::Select(lens), Action::Select(figure)], State { selected: figure, ..State::default() });
        let quote = at(Thing::Quote(1), Some(1));
        check(&[Action::Select(quote)], State { selected: quote, quote: 1, ..State::default() });
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
            check(&[Action::Select(lens), Action::Select(nothing)], State { selected: lens, ..State::default() });
        }
    }

    #[test]
    fn following_a_company() {
        check(&[Action::ToggleFocus(0)], State { focus: Some(0), ..State::default() });
        check(&[Action::ToggleFocus(0), Action::ToggleFocus(0)], State::default());
        check(&[Action::ToggleFocus(0), Action::ClearFocus], State::default());
        // A person, and no one.
        check(&[Action::ToggleFocus(2)], State::default());
        check(&[Action::ToggleFocus(99)], State::default());
        let lens = at(Thing::Entity(3), None);
        let both = State { focus: Some(0), selected: lens, ..State::default() };
        check(&[Action::ToggleFocus(0), Action::Select(lens)], both);
    }

    #[test]
    fn turning_quotes() {
        let second = at(Thing::Quote(1), None);
        check(&[Action::TurnTo(1)], State { selected: second, quote: 1, reached: Reached::Turned, ..State::default() });
        let drifted = State { quote: 1, reached: Reached::Drifted, ..State::default() };
        check(&[Action::DriftTo(1)], drifted.clone());
        check(&[Action::DriftTo(1), Action::DriftTo(1)], drifted);
        check(&[Action::DriftTo(2)], State::default());
        check(&[Action::ShowAllQuotes(true)], State { all_quotes: true, ..State::default() });
        check(&[Action::ShowAllQuotes(true), Action::ShowAllQuotes(false)], State::default());
        let lens = at(Thing::Entity(3), None);
        check(&[Action::TurnTo(1), Action::Select(lens)], State { selected: lens, quote: 1, ..State::default() });
    }

    #[test]
    fn following_a_link() {
        let lens = at(Thing::Entity(3), Some(1));
        let go = |focus, selected| Action::Go { focus, selected, density: None };
        check(&[go(Some(0), lens)], State { focus: Some(0), selected: lens, ..State::default() });
        check(&[go(Some(0), lens), go(None, None)], State::default());
        check(&[go(Some(2), None)], State::default());
    }

    #[test]
    fn resting_on_a_place() {
        check(&[Action::Peek(Some(2))], State { peeked: Some(2), ..State::default() });
        check(&[Action::Peek(Some(2)), Action::Peek(None)], State::default());
        check(&[Action::Peek(Some(999))], State::default());
        // What is chosen ends it, and what is open anyway is not opened once more.
        let lens = at(Thing::Entity(3), Some(1));
        let place = story().place(Thing::Entity(3), 1).unwrap();
        check(&[Action::Peek(Some(place)), Action::Select(lens)], State { selected: lens, ..State::default() });
        check(&[Action::Select(lens), Action::Peek(Some(place))], State { selected: lens, ..State::default() });
        check(&[Action::ToggleKept(2), Action::Peek(Some(2))], State { kept: vec![2], ..State::default() });
        check(&[Action::Peek(Some(2)), Action::ToggleKept(2)], State { kept: vec![2], ..State::default() });
        check(
            &[Action::Peek(Some(2)), Action::ToggleFocus(0)],
            State { focus: Some(0), peeked: Some(2), ..State::default() },
        );
    }

    #[test]
    fn keeping_notes_open() {
        let kept = |places: &[usize]| State { kept: places.to_vec(), ..State::default() };
        check(&[Action::ToggleKept(3), Action::ToggleKept(1)], kept(&[1, 3]));
        check(&[Action::ToggleKept(3), Action::ToggleKept(1), Action::ToggleKept(3)], kept(&[1]));
        check(&[Action::ToggleKept(999)], State::default());
        let lens = at(Thing::Entity(3), Some(1));
        let place = story().place(Thing::Entity(3), 1).unwrap();
        let all = [Action::Select(lens), Action::ToggleKept(place), Action::Select(None)];
        check(&all, kept(&[place]));
        check(&[Action::Select(lens), Action::ToggleKept(place), Action::Close(place)], State::default());
        check(&[Action::Peek(Some(1)), Action::Close(1)], State::default());
        check(&[Action::ToggleKept(1), Action::Close(2)], kept(&[1]));
    }

    #[test]
    fn notes_that_are_open_stand_in_order() {
        let story = story();
        let lens = at(Thing::Entity(3), Some(1));
        let place = story.place(Thing::Entity(3), 1).unwrap();
        let actions =
            [Action::ToggleKept(place + 1), Action::ToggleKept(0), Action::Select(lens), Action::Peek(Some(0))];
        let state = actions.into_iter().fold(State::default(), |state, action| state.apply(action, &story));
        assert_eq!(state.open(&story), [0, place, place + 1]);
    }

    #[test]
    fn showing_fewer_highlights() {
        let key = Density::Key;
        check(&[Action::SetDensity(key)], State { density: key, ..State::default() });
        let go = |density| Action::Go { focus: None, selected: None, density };
        check(&[Action::SetDensity(key), go(None)], State { density: key, ..State::default() });
        check(&[Action::SetDensity(key), go(Some(Density::All))], State::default());
        let story = story();
        let shown = |density: Density| story.places.iter().filter(|place| density.shows(place)).count();
        let firsts = story.places.iter().filter(|place| matches!(place.thing, Thing::Entity(_)) && place.number == 1);
        let highlights = story.places.iter().filter(|place| matches!(place.thing, Thing::Highlight(_)));
        assert_eq!(shown(Density::All), story.places.len());
        assert_eq!(shown(key), firsts.count() + highlights.count());
        assert_eq!(shown(Density::Off), 0);
        for density in Density::ALL {
            assert_eq!(Density::named(density.name()), Some(density));
        }
    }
}
