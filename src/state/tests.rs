//! Tests of what the reader looks at, action by action.

use super::{Action, Carousel, HighlightFilter, Selection, SlideCause, State};
use crate::{
    story::{ItemRef, Story, StoryFile},
    timeline::TimelineState,
};

fn story() -> Story {
    let text = include_str!("../../tests/fixtures/everything.json");
    Story::check(StoryFile::from_json(text).unwrap()).0
}

fn at(item: ItemRef, place: Option<usize>) -> Option<Selection> {
    Some(Selection { item, occurrence: place })
}

/// What a state becomes by actions, one after another, from the start.
fn check(actions: &[Action], expected: State) {
    let story = story();
    let state = actions.iter().fold(State::default(), |state, action| state.apply(action.clone(), &story));
    assert_eq!(state, expected, "{actions:?}");
}

#[test]
fn selecting() {
    let lens = at(ItemRef::Entity(3), Some(2));
    check(&[Action::Select(lens)], State { selected: lens, ..State::default() });
    check(&[Action::Select(lens), Action::Select(None)], State::default());
    let figure = at(ItemRef::Highlight(0), None);
    check(&[Action::Select(lens), Action::Select(figure)], State { selected: figure, ..State::default() });
    let quote = at(ItemRef::Quote(1), Some(1));
    let turned = Carousel { current: 1, ..Carousel::default() };
    check(&[Action::Select(quote)], State { selected: quote, carousel: turned, ..State::default() });
}

#[test]
fn what_the_story_does_not_have_is_not_selected() {
    let lens = at(ItemRef::Entity(3), None);
    for nothing in [
        at(ItemRef::Entity(5), None),
        at(ItemRef::Highlight(2), None),
        at(ItemRef::Quote(2), None),
        at(ItemRef::Event(3), None),
        at(ItemRef::Entity(3), Some(0)),
        at(ItemRef::Entity(3), Some(3)),
    ] {
        check(&[Action::Select(lens), Action::Select(nothing)], State { selected: lens, ..State::default() });
    }
}

#[test]
fn following_a_company() {
    check(&[Action::ToggleFollow(0)], State { followed: Some(0), ..State::default() });
    check(&[Action::ToggleFollow(0), Action::ToggleFollow(0)], State::default());
    check(&[Action::ToggleFollow(0), Action::StopFollowing], State::default());
    // A person, and no one.
    check(&[Action::ToggleFollow(2)], State::default());
    check(&[Action::ToggleFollow(99)], State::default());
    let lens = at(ItemRef::Entity(3), None);
    let both = State { followed: Some(0), selected: lens, ..State::default() };
    check(&[Action::ToggleFollow(0), Action::Select(lens)], both);
}

/// A state in which the quotes are looked at in this way, and what else is given.
fn with_quotes(carousel: Carousel, rest: State) -> State {
    State { carousel, ..rest }
}

#[test]
fn turning_quotes() {
    let second = at(ItemRef::Quote(1), None);
    let turned = Carousel { current: 1, slide_cause: SlideCause::Controls, ..Carousel::default() };
    check(&[Action::ShowSlide(1)], with_quotes(turned, State { selected: second, ..State::default() }));
    let drifted = Carousel { current: 1, slide_cause: SlideCause::Scroll, ..Carousel::default() };
    check(&[Action::SlideScrolledTo(1)], with_quotes(drifted.clone(), State::default()));
    check(&[Action::SlideScrolledTo(1), Action::SlideScrolledTo(1)], with_quotes(drifted.clone(), State::default()));
    // What was chosen among the quotes goes along; what was chosen elsewhere stays.
    let (first, elsewhere) = (at(ItemRef::Quote(0), None), at(ItemRef::Quote(0), Some(1)));
    let along = State { selected: second, ..State::default() };
    check(&[Action::Select(first), Action::SlideScrolledTo(1)], with_quotes(drifted.clone(), along));
    let stays = State { selected: elsewhere, ..State::default() };
    check(&[Action::Select(elsewhere), Action::SlideScrolledTo(1)], with_quotes(drifted, stays));
    check(&[Action::SlideScrolledTo(2)], State::default());
    check(&[Action::ShowSlide(2)], State::default());
    let listed = Carousel { is_list: true, ..Carousel::default() };
    check(&[Action::ListQuotes(true)], with_quotes(listed, State::default()));
    check(&[Action::ListQuotes(true), Action::ListQuotes(false)], State::default());
    let lens = at(ItemRef::Entity(3), None);
    let chosen = Carousel { current: 1, ..Carousel::default() };
    let actions = [Action::ShowSlide(1), Action::Select(lens)];
    check(&actions, with_quotes(chosen, State { selected: lens, ..State::default() }));
}

#[test]
fn unfolding_quotes() {
    let unfolded =
        |these: &[usize]| with_quotes(Carousel { expanded: these.to_vec(), ..Carousel::default() }, State::default());
    check(
        &[Action::ExpandQuote(1, true), Action::ExpandQuote(0, true), Action::ExpandQuote(0, true)],
        unfolded(&[0, 1]),
    );
    check(&[Action::ExpandQuote(1, true), Action::ExpandQuote(0, true), Action::ExpandQuote(1, false)], unfolded(&[0]));
    check(&[Action::ExpandQuote(1, false), Action::ExpandQuote(2, true)], State::default());
    // What is left is folded; in a list nothing is left.
    let drifted = Carousel { current: 1, slide_cause: SlideCause::Scroll, ..Carousel::default() };
    check(&[Action::ExpandQuote(0, true), Action::SlideScrolledTo(1)], with_quotes(drifted.clone(), State::default()));
    let listed = Carousel { is_list: true, expanded: vec![0], ..drifted };
    let actions = [Action::ListQuotes(true), Action::ExpandQuote(0, true), Action::SlideScrolledTo(1)];
    check(&actions, with_quotes(listed, State::default()));
}

/// The first quote is by someone of Seamark (0), the second by no one of it.
#[test]
fn a_company_in_focus_chooses_among_the_quotes() {
    let focused = |focus: usize, carousel| with_quotes(carousel, State { followed: Some(focus), ..State::default() });
    let [drifted, focus] = [Action::SlideScrolledTo(1), Action::ToggleFollow(0)];
    check(std::slice::from_ref(&focus), focused(0, Carousel::default()));
    // What was shown is not by or about it: the first that is takes its place.
    check(&[drifted.clone(), focus.clone()], focused(0, Carousel::default()));
    check(&[focus.clone(), drifted.clone()], focused(0, Carousel::default()));
    let others = Carousel { show_unrelated: true, ..Carousel::default() };
    check(&[focus.clone(), Action::ShowUnrelatedQuotes(true)], focused(0, others.clone()));
    let second = Carousel { current: 1, slide_cause: SlideCause::Scroll, ..others };
    check(&[focus.clone(), Action::ShowUnrelatedQuotes(true), drifted.clone()], focused(0, second));
    let again = [focus.clone(), Action::ShowUnrelatedQuotes(true), drifted, Action::ShowUnrelatedQuotes(false)];
    check(&again, focused(0, Carousel::default()));
    check(&[focus.clone(), Action::ShowUnrelatedQuotes(true), Action::StopFollowing], State::default());
    check(&[Action::ShowUnrelatedQuotes(true)], State::default());
    // What a link or a note leads to is shown all the same.
    let quote = at(ItemRef::Quote(1), None);
    let chosen = Carousel { current: 1, show_unrelated: true, ..Carousel::default() };
    let both = with_quotes(chosen, State { followed: Some(0), selected: quote, ..State::default() });
    check(&[focus.clone(), Action::Select(quote)], both.clone());
    check(&[Action::FollowLink { followed: Some(0), selected: quote, highlight_filter: None, time_range: None }], both);
    // Its words in the text turn no further than that.
    let words = at(ItemRef::Quote(1), Some(1));
    let beside = focused(0, Carousel::default());
    check(&[focus.clone(), Action::Select(words)], State { selected: words, ..beside });
    // But what was chosen before goes, if it is not shown any more.
    check(&[Action::Select(quote), focus], focused(0, Carousel::default()));
    let story = story();
    let shown = |focus| State { followed: focus, ..State::default() }.shown_quotes(&story);
    assert_eq!([shown(None), shown(Some(0))], [vec![0, 1], vec![0]]);
}

#[test]
fn following_a_link() {
    let lens = at(ItemRef::Entity(3), Some(1));
    let go =
        |focus, selected| Action::FollowLink { followed: focus, selected, highlight_filter: None, time_range: None };
    check(&[go(Some(0), lens)], State { followed: Some(0), selected: lens, ..State::default() });
    check(&[go(Some(0), lens), go(None, None)], State::default());
    check(&[go(Some(2), None)], State::default());
}

#[test]
fn resting_on_a_place() {
    check(&[Action::Hover(Some(2))], State { hovered: Some(2), ..State::default() });
    check(&[Action::Hover(Some(2)), Action::Hover(None)], State::default());
    check(&[Action::Hover(Some(999))], State::default());
    // What is chosen ends it, and what is open anyway is not opened once more.
    let lens = at(ItemRef::Entity(3), Some(1));
    let place = story().occurrence(ItemRef::Entity(3), 1).unwrap();
    check(&[Action::Hover(Some(place)), Action::Select(lens)], State { selected: lens, ..State::default() });
    check(&[Action::Select(lens), Action::Hover(Some(place))], State { selected: lens, ..State::default() });
    check(&[Action::TogglePinned(2), Action::Hover(Some(2))], State { pinned: vec![2], ..State::default() });
    check(&[Action::Hover(Some(2)), Action::TogglePinned(2)], State { pinned: vec![2], ..State::default() });
    check(
        &[Action::Hover(Some(2)), Action::ToggleFollow(0)],
        State { followed: Some(0), hovered: Some(2), ..State::default() },
    );
}

#[test]
fn keeping_notes_open() {
    let kept = |occurrences: &[usize]| State { pinned: occurrences.to_vec(), ..State::default() };
    check(&[Action::TogglePinned(3), Action::TogglePinned(1)], kept(&[1, 3]));
    check(&[Action::TogglePinned(3), Action::TogglePinned(1), Action::TogglePinned(3)], kept(&[1]));
    check(&[Action::TogglePinned(999)], State::default());
    let lens = at(ItemRef::Entity(3), Some(1));
    let place = story().occurrence(ItemRef::Entity(3), 1).unwrap();
    let all = [Action::Select(lens), Action::TogglePinned(place), Action::Select(None)];
    check(&all, kept(&[place]));
    check(&[Action::Select(lens), Action::TogglePinned(place), Action::CloseNote(place)], State::default());
    check(&[Action::Hover(Some(1)), Action::CloseNote(1)], State::default());
    check(&[Action::TogglePinned(1), Action::CloseNote(2)], kept(&[1]));
}

#[test]
fn notes_that_are_open_stand_in_order() {
    let story = story();
    let lens = at(ItemRef::Entity(3), Some(1));
    let place = story.occurrence(ItemRef::Entity(3), 1).unwrap();
    let actions =
        [Action::TogglePinned(place + 1), Action::TogglePinned(0), Action::Select(lens), Action::Hover(Some(0))];
    let state = actions.into_iter().fold(State::default(), |state, action| state.apply(action, &story));
    assert_eq!(state.open_notes(&story), [0, place, place + 1]);
}

#[test]
fn showing_fewer_highlights() {
    let key = HighlightFilter::Key;
    check(&[Action::SetHighlightFilter(key)], State { highlight_filter: key, ..State::default() });
    let go =
        |highlight_filter| Action::FollowLink { followed: None, selected: None, highlight_filter, time_range: None };
    check(&[Action::SetHighlightFilter(key), go(None)], State { highlight_filter: key, ..State::default() });
    check(&[Action::SetHighlightFilter(key), go(Some(HighlightFilter::All))], State::default());
    let story = story();
    let shown = |highlight_filter: HighlightFilter| {
        story.occurrences.iter().filter(|place| highlight_filter.shows(place)).count()
    };
    let firsts = story.occurrences.iter().filter(|place| matches!(place.item, ItemRef::Entity(_)) && place.number == 1);
    let highlights = story.occurrences.iter().filter(|place| matches!(place.item, ItemRef::Highlight(_)));
    assert_eq!(shown(HighlightFilter::All), story.occurrences.len());
    assert_eq!(shown(key), firsts.count() + highlights.count());
    assert_eq!(shown(HighlightFilter::Off), 0);
    for highlight_filter in HighlightFilter::ALL {
        assert_eq!(HighlightFilter::parse(highlight_filter.as_str()), Some(highlight_filter));
    }
}

/// What is measured or scrolls after a state was set makes no choice of it: nothing follows what was set.
#[test]
fn a_state_that_was_set_stays_one_until_the_reader_chooses() {
    let story = story();
    let mut set = State { selected: at(ItemRef::Entity(3), Some(1)), ..State::default() };
    set.carousel.slide_cause = SlideCause::Restore;
    let reached = |action: Action| set.apply(action, &story).carousel.slide_cause;
    assert_eq!(
        reached(Action::Timeline(TimelineState { follows_reading: true, ..set.timeline.clone() })),
        SlideCause::Restore
    );
    assert_eq!(reached(Action::SlideScrolledTo(set.carousel.current)), SlideCause::Restore);
    assert_eq!(reached(Action::SlideScrolledTo(1)), SlideCause::Scroll);
    assert_eq!(reached(Action::Select(None)), SlideCause::Chosen);
}
