//! Tests of what the reader looks at, action by action.

use super::{Action, Carousel, HighlightFilter, Reached, Selection, State};
use crate::{
    story::{Story, StoryFile, Thing},
    timeline::Look,
};

fn story() -> Story {
    let text = include_str!("../../tests/fixtures/everything.json");
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
    let turned = Carousel { current: 1, ..Carousel::default() };
    check(&[Action::Select(quote)], State { selected: quote, carousel: turned, ..State::default() });
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

/// A state in which the quotes are looked at in this way, and what else is given.
fn with_quotes(carousel: Carousel, rest: State) -> State {
    State { carousel, ..rest }
}

#[test]
fn turning_quotes() {
    let second = at(Thing::Quote(1), None);
    let turned = Carousel { current: 1, reached: Reached::Turned, ..Carousel::default() };
    check(&[Action::TurnTo(1)], with_quotes(turned, State { selected: second, ..State::default() }));
    let drifted = Carousel { current: 1, reached: Reached::Drifted, ..Carousel::default() };
    check(&[Action::DriftTo(1)], with_quotes(drifted.clone(), State::default()));
    check(&[Action::DriftTo(1), Action::DriftTo(1)], with_quotes(drifted.clone(), State::default()));
    // What was chosen among the quotes goes along; what was chosen elsewhere stays.
    let (first, elsewhere) = (at(Thing::Quote(0), None), at(Thing::Quote(0), Some(1)));
    let along = State { selected: second, ..State::default() };
    check(&[Action::Select(first), Action::DriftTo(1)], with_quotes(drifted.clone(), along));
    let stays = State { selected: elsewhere, ..State::default() };
    check(&[Action::Select(elsewhere), Action::DriftTo(1)], with_quotes(drifted, stays));
    check(&[Action::DriftTo(2)], State::default());
    check(&[Action::TurnTo(2)], State::default());
    let listed = Carousel { is_list: true, ..Carousel::default() };
    check(&[Action::ListQuotes(true)], with_quotes(listed, State::default()));
    check(&[Action::ListQuotes(true), Action::ListQuotes(false)], State::default());
    let lens = at(Thing::Entity(3), None);
    let chosen = Carousel { current: 1, ..Carousel::default() };
    let actions = [Action::TurnTo(1), Action::Select(lens)];
    check(&actions, with_quotes(chosen, State { selected: lens, ..State::default() }));
}

#[test]
fn unfolding_quotes() {
    let unfolded =
        |these: &[usize]| with_quotes(Carousel { unfolded: these.to_vec(), ..Carousel::default() }, State::default());
    check(&[Action::Unfold(1, true), Action::Unfold(0, true), Action::Unfold(0, true)], unfolded(&[0, 1]));
    check(&[Action::Unfold(1, true), Action::Unfold(0, true), Action::Unfold(1, false)], unfolded(&[0]));
    check(&[Action::Unfold(1, false), Action::Unfold(2, true)], State::default());
    // What is left is folded; in a list nothing is left.
    let drifted = Carousel { current: 1, reached: Reached::Drifted, ..Carousel::default() };
    check(&[Action::Unfold(0, true), Action::DriftTo(1)], with_quotes(drifted.clone(), State::default()));
    let listed = Carousel { is_list: true, unfolded: vec![0], ..drifted };
    let actions = [Action::ListQuotes(true), Action::Unfold(0, true), Action::DriftTo(1)];
    check(&actions, with_quotes(listed, State::default()));
}

/// The first quote is by someone of Seamark (0), the second by no one of it.
#[test]
fn a_company_in_focus_chooses_among_the_quotes() {
    let focused = |focus: usize, carousel| with_quotes(carousel, State { focus: Some(focus), ..State::default() });
    let [drifted, focus] = [Action::DriftTo(1), Action::ToggleFocus(0)];
    check(std::slice::from_ref(&focus), focused(0, Carousel::default()));
    // What was shown is not by or about it: the first that is takes its place.
    check(&[drifted.clone(), focus.clone()], focused(0, Carousel::default()));
    check(&[focus.clone(), drifted.clone()], focused(0, Carousel::default()));
    let others = Carousel { others: true, ..Carousel::default() };
    check(&[focus.clone(), Action::ShowOtherQuotes(true)], focused(0, others.clone()));
    let second = Carousel { current: 1, reached: Reached::Drifted, ..others };
    check(&[focus.clone(), Action::ShowOtherQuotes(true), drifted.clone()], focused(0, second));
    let again = [focus.clone(), Action::ShowOtherQuotes(true), drifted, Action::ShowOtherQuotes(false)];
    check(&again, focused(0, Carousel::default()));
    check(&[focus.clone(), Action::ShowOtherQuotes(true), Action::ClearFocus], State::default());
    check(&[Action::ShowOtherQuotes(true)], State::default());
    // What a link or a note leads to is shown all the same.
    let quote = at(Thing::Quote(1), None);
    let chosen = Carousel { current: 1, others: true, ..Carousel::default() };
    let both = with_quotes(chosen, State { focus: Some(0), selected: quote, ..State::default() });
    check(&[focus.clone(), Action::Select(quote)], both.clone());
    check(&[Action::Go { focus: Some(0), selected: quote, highlight_filter: None, window: None }], both);
    // Its words in the text turn no further than that.
    let words = at(Thing::Quote(1), Some(1));
    let beside = focused(0, Carousel::default());
    check(&[focus.clone(), Action::Select(words)], State { selected: words, ..beside });
    // But what was chosen before goes, if it is not shown any more.
    check(&[Action::Select(quote), focus], focused(0, Carousel::default()));
    let story = story();
    let shown = |focus| State { focus, ..State::default() }.quotes(&story);
    assert_eq!([shown(None), shown(Some(0))], [vec![0, 1], vec![0]]);
}

#[test]
fn following_a_link() {
    let lens = at(Thing::Entity(3), Some(1));
    let go = |focus, selected| Action::Go { focus, selected, highlight_filter: None, window: None };
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
    let actions = [Action::ToggleKept(place + 1), Action::ToggleKept(0), Action::Select(lens), Action::Peek(Some(0))];
    let state = actions.into_iter().fold(State::default(), |state, action| state.apply(action, &story));
    assert_eq!(state.open(&story), [0, place, place + 1]);
}

#[test]
fn showing_fewer_highlights() {
    let key = HighlightFilter::Key;
    check(&[Action::SetHighlightFilter(key)], State { highlight_filter: key, ..State::default() });
    let go = |highlight_filter| Action::Go { focus: None, selected: None, highlight_filter, window: None };
    check(&[Action::SetHighlightFilter(key), go(None)], State { highlight_filter: key, ..State::default() });
    check(&[Action::SetHighlightFilter(key), go(Some(HighlightFilter::All))], State::default());
    let story = story();
    let shown =
        |highlight_filter: HighlightFilter| story.places.iter().filter(|place| highlight_filter.shows(place)).count();
    let firsts = story.places.iter().filter(|place| matches!(place.thing, Thing::Entity(_)) && place.number == 1);
    let highlights = story.places.iter().filter(|place| matches!(place.thing, Thing::Highlight(_)));
    assert_eq!(shown(HighlightFilter::All), story.places.len());
    assert_eq!(shown(key), firsts.count() + highlights.count());
    assert_eq!(shown(HighlightFilter::Off), 0);
    for highlight_filter in HighlightFilter::ALL {
        assert_eq!(HighlightFilter::named(highlight_filter.name()), Some(highlight_filter));
    }
}

/// What is measured or scrolls after a state was set makes no choice of it: nothing follows what was set.
#[test]
fn a_state_that_was_set_stays_one_until_the_reader_chooses() {
    let story = story();
    let mut set = State { selected: at(Thing::Entity(3), Some(1)), ..State::default() };
    set.carousel.reached = Reached::Restored;
    let reached = |action: Action| set.apply(action, &story).carousel.reached;
    assert_eq!(reached(Action::Look(Look { follows: true, ..set.look.clone() })), Reached::Restored);
    assert_eq!(reached(Action::DriftTo(set.carousel.current)), Reached::Restored);
    assert_eq!(reached(Action::DriftTo(1)), Reached::Drifted);
    assert_eq!(reached(Action::Select(None)), Reached::Chosen);
}
