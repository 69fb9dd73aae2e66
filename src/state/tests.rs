//! Tests of the reducer, action by action.

use super::{Action, Carousel, HighlightFilter, Selection, SlideCause, State};
use crate::{
    story::{ItemRef, Story, StoryFile},
    timeline::TimelineState,
};

fn story() -> Story {
    let text = include_str!("../../tests/fixtures/everything.json");
    Story::check(StoryFile::from_json(text).unwrap()).0
}

fn at(item: ItemRef, occurrence: Option<usize>) -> Option<Selection> {
    Some(Selection { item, occurrence })
}

/// Asserts the state after these actions, applied to the initial state in order.
fn check(actions: &[Action], expected: State) {
    let story = story();
    let state = actions.iter().fold(State::default(), |state, action| state.apply(action.clone(), &story));
    assert_eq!(state, expected, "{actions:?}");
}

#[test]
fn select_sets_and_clears_the_selection() {
    let lens = at(ItemRef::Entity(3), Some(2));
    check(&[Action::Select(lens)], State { selected: lens, ..State::default() });
    check(&[Action::Select(lens), Action::Select(None)], State::default());
    let figure = at(ItemRef::Highlight(0), None);
    check(&[Action::Select(lens), Action::Select(figure)], State { selected: figure, ..State::default() });
    let quote = at(ItemRef::Quote(1), Some(1));
    let shown = Carousel { current: 1, ..Carousel::default() };
    check(&[Action::Select(quote)], State { selected: quote, carousel: shown, ..State::default() });
}

#[test]
fn select_ignores_missing_items() {
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
fn follow_accepts_companies_only() {
    check(&[Action::ToggleFollow(0)], State { followed: Some(0), ..State::default() });
    check(&[Action::ToggleFollow(0), Action::ToggleFollow(0)], State::default());
    check(&[Action::ToggleFollow(0), Action::StopFollowing], State::default());
    // A person, then an index that the story does not have.
    check(&[Action::ToggleFollow(2)], State::default());
    check(&[Action::ToggleFollow(99)], State::default());
    let lens = at(ItemRef::Entity(3), None);
    let both = State { followed: Some(0), selected: lens, ..State::default() };
    check(&[Action::ToggleFollow(0), Action::Select(lens)], both);
}

/// A state with this carousel, and everything else from `rest`.
fn with_quotes(carousel: Carousel, rest: State) -> State {
    State { carousel, ..rest }
}

#[test]
fn slides_change_by_buttons_and_by_scrolling() {
    let second = at(ItemRef::Quote(1), None);
    let shown = Carousel { current: 1, slide_cause: SlideCause::Controls, ..Carousel::default() };
    check(&[Action::ShowSlide(1)], with_quotes(shown, State { selected: second, ..State::default() }));
    let scrolled = Carousel { current: 1, slide_cause: SlideCause::Scroll, ..Carousel::default() };
    check(&[Action::SlideScrolledTo(1)], with_quotes(scrolled.clone(), State::default()));
    check(&[Action::SlideScrolledTo(1), Action::SlideScrolledTo(1)], with_quotes(scrolled.clone(), State::default()));
    // A selection in the quotes section follows the slide; a selection in the text does not.
    let (first, elsewhere) = (at(ItemRef::Quote(0), None), at(ItemRef::Quote(0), Some(1)));
    let along = State { selected: second, ..State::default() };
    check(&[Action::Select(first), Action::SlideScrolledTo(1)], with_quotes(scrolled.clone(), along));
    let stays = State { selected: elsewhere, ..State::default() };
    check(&[Action::Select(elsewhere), Action::SlideScrolledTo(1)], with_quotes(scrolled, stays));
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
fn quotes_expand_and_collapse() {
    let expanded =
        |quotes: &[usize]| with_quotes(Carousel { expanded: quotes.to_vec(), ..Carousel::default() }, State::default());
    check(
        &[Action::ExpandQuote(1, true), Action::ExpandQuote(0, true), Action::ExpandQuote(0, true)],
        expanded(&[0, 1]),
    );
    check(&[Action::ExpandQuote(1, true), Action::ExpandQuote(0, true), Action::ExpandQuote(1, false)], expanded(&[0]));
    check(&[Action::ExpandQuote(1, false), Action::ExpandQuote(2, true)], State::default());
    // In the carousel, showing another slide collapses the quote; in a list it does not.
    let scrolled = Carousel { current: 1, slide_cause: SlideCause::Scroll, ..Carousel::default() };
    check(&[Action::ExpandQuote(0, true), Action::SlideScrolledTo(1)], with_quotes(scrolled.clone(), State::default()));
    let listed = Carousel { is_list: true, expanded: vec![0], ..scrolled };
    let actions = [Action::ListQuotes(true), Action::ExpandQuote(0, true), Action::SlideScrolledTo(1)];
    check(&actions, with_quotes(listed, State::default()));
}

/// A person from Seamark (entity 0) says the first quote; nobody from it says the second.
#[test]
fn followed_company_filters_the_quotes() {
    let following =
        |company: usize, carousel| with_quotes(carousel, State { followed: Some(company), ..State::default() });
    let [scrolled, follow] = [Action::SlideScrolledTo(1), Action::ToggleFollow(0)];
    check(std::slice::from_ref(&follow), following(0, Carousel::default()));
    // The current quote is not by or about the company: the first one that is becomes current.
    check(&[scrolled.clone(), follow.clone()], following(0, Carousel::default()));
    check(&[follow.clone(), scrolled.clone()], following(0, Carousel::default()));
    let others = Carousel { show_unrelated: true, ..Carousel::default() };
    check(&[follow.clone(), Action::ShowUnrelatedQuotes(true)], following(0, others.clone()));
    let second = Carousel { current: 1, slide_cause: SlideCause::Scroll, ..others };
    check(&[follow.clone(), Action::ShowUnrelatedQuotes(true), scrolled.clone()], following(0, second));
    let again = [follow.clone(), Action::ShowUnrelatedQuotes(true), scrolled, Action::ShowUnrelatedQuotes(false)];
    check(&again, following(0, Carousel::default()));
    check(&[follow.clone(), Action::ShowUnrelatedQuotes(true), Action::StopFollowing], State::default());
    check(&[Action::ShowUnrelatedQuotes(true)], State::default());
    // A quote that a link or a note selects is shown anyway.
    let quote = at(ItemRef::Quote(1), None);
    let chosen = Carousel { current: 1, show_unrelated: true, ..Carousel::default() };
    let both = with_quotes(chosen, State { followed: Some(0), selected: quote, ..State::default() });
    check(&[follow.clone(), Action::Select(quote)], both.clone());
    check(&[Action::FollowLink { followed: Some(0), selected: quote, highlight_filter: None, time_range: None }], both);
    // Selecting the quote's occurrence in the text does not change the slide.
    let words = at(ItemRef::Quote(1), Some(1));
    let beside = following(0, Carousel::default());
    check(&[follow.clone(), Action::Select(words)], State { selected: words, ..beside });
    // A quote that was selected before is deselected if the filter hides it.
    check(&[Action::Select(quote), follow], following(0, Carousel::default()));
    let story = story();
    let shown = |followed| State { followed, ..State::default() }.shown_quotes(&story);
    assert_eq!([shown(None), shown(Some(0))], [vec![0, 1], vec![0]]);
}

#[test]
fn link_sets_followed_company_and_selection() {
    let lens = at(ItemRef::Entity(3), Some(1));
    let go = |followed, selected| Action::FollowLink { followed, selected, highlight_filter: None, time_range: None };
    check(&[go(Some(0), lens)], State { followed: Some(0), selected: lens, ..State::default() });
    check(&[go(Some(0), lens), go(None, None)], State::default());
    check(&[go(Some(2), None)], State::default());
}

#[test]
fn hover_opens_notes_that_are_not_open() {
    check(&[Action::Hover(Some(2))], State { hovered: Some(2), ..State::default() });
    check(&[Action::Hover(Some(2)), Action::Hover(None)], State::default());
    check(&[Action::Hover(Some(999))], State::default());
    // Selecting the occurrence ends the hover, and an open note is not opened again.
    let lens = at(ItemRef::Entity(3), Some(1));
    let occurrence = story().occurrence(ItemRef::Entity(3), 1).unwrap();
    check(&[Action::Hover(Some(occurrence)), Action::Select(lens)], State { selected: lens, ..State::default() });
    check(&[Action::Select(lens), Action::Hover(Some(occurrence))], State { selected: lens, ..State::default() });
    check(&[Action::TogglePinned(2), Action::Hover(Some(2))], State { pinned: vec![2], ..State::default() });
    check(&[Action::Hover(Some(2)), Action::TogglePinned(2)], State { pinned: vec![2], ..State::default() });
    check(
        &[Action::Hover(Some(2)), Action::ToggleFollow(0)],
        State { followed: Some(0), hovered: Some(2), ..State::default() },
    );
}

#[test]
fn pinned_notes_stay_open_until_closed() {
    let pinned = |occurrences: &[usize]| State { pinned: occurrences.to_vec(), ..State::default() };
    check(&[Action::TogglePinned(3), Action::TogglePinned(1)], pinned(&[1, 3]));
    check(&[Action::TogglePinned(3), Action::TogglePinned(1), Action::TogglePinned(3)], pinned(&[1]));
    check(&[Action::TogglePinned(999)], State::default());
    let lens = at(ItemRef::Entity(3), Some(1));
    let occurrence = story().occurrence(ItemRef::Entity(3), 1).unwrap();
    let all = [Action::Select(lens), Action::TogglePinned(occurrence), Action::Select(None)];
    check(&all, pinned(&[occurrence]));
    check(&[Action::Select(lens), Action::TogglePinned(occurrence), Action::CloseNote(occurrence)], State::default());
    check(&[Action::Hover(Some(1)), Action::CloseNote(1)], State::default());
    check(&[Action::TogglePinned(1), Action::CloseNote(2)], pinned(&[1]));
}

#[test]
fn open_notes_are_in_text_order() {
    let story = story();
    let lens = at(ItemRef::Entity(3), Some(1));
    let occurrence = story.occurrence(ItemRef::Entity(3), 1).unwrap();
    let actions =
        [Action::TogglePinned(occurrence + 1), Action::TogglePinned(0), Action::Select(lens), Action::Hover(Some(0))];
    let state = actions.into_iter().fold(State::default(), |state, action| state.apply(action, &story));
    assert_eq!(state.open_notes(&story), [0, occurrence, occurrence + 1]);
}

#[test]
fn highlight_filter_selects_occurrences() {
    let key = HighlightFilter::Key;
    check(&[Action::SetHighlightFilter(key)], State { highlight_filter: key, ..State::default() });
    let go =
        |highlight_filter| Action::FollowLink { followed: None, selected: None, highlight_filter, time_range: None };
    check(&[Action::SetHighlightFilter(key), go(None)], State { highlight_filter: key, ..State::default() });
    check(&[Action::SetHighlightFilter(key), go(Some(HighlightFilter::All))], State::default());
    let story = story();
    let shown = |highlight_filter: HighlightFilter| {
        story.occurrences.iter().filter(|occurrence| highlight_filter.shows(occurrence)).count()
    };
    let firsts = story
        .occurrences
        .iter()
        .filter(|occurrence| matches!(occurrence.item, ItemRef::Entity(_)) && occurrence.number == 1);
    let highlights = story.occurrences.iter().filter(|occurrence| matches!(occurrence.item, ItemRef::Highlight(_)));
    assert_eq!(shown(HighlightFilter::All), story.occurrences.len());
    assert_eq!(shown(key), firsts.count() + highlights.count());
    assert_eq!(shown(HighlightFilter::Off), 0);
    for highlight_filter in HighlightFilter::ALL {
        assert_eq!(HighlightFilter::parse(highlight_filter.as_str()), Some(highlight_filter));
    }
}

/// Measuring the layout or scrolling to the current slide does not count as a choice of the reader.
#[test]
fn restored_state_stays_restored_until_the_reader_acts() {
    let story = story();
    let mut restored = State { selected: at(ItemRef::Entity(3), Some(1)), ..State::default() };
    restored.carousel.slide_cause = SlideCause::Restore;
    let reached = |action: Action| restored.apply(action, &story).carousel.slide_cause;
    assert_eq!(
        reached(Action::Timeline(TimelineState { follows_reading: true, ..restored.timeline.clone() })),
        SlideCause::Restore
    );
    assert_eq!(reached(Action::SlideScrolledTo(restored.carousel.current)), SlideCause::Restore);
    assert_eq!(reached(Action::SlideScrolledTo(1)), SlideCause::Scroll);
    assert_eq!(reached(Action::Select(None)), SlideCause::Chosen);
}
