//! Tests of the reducer, action by action.

use super::{Action, Carousel, HighlightFilter, Selection, SlideCause, State};
use crate::{
    story::{EntityIndex, EventIndex, HighlightIndex, ItemRef, OccurrenceIndex, QuoteIndex, Story, StoryFile},
    timeline::{Timeline, TimelineAction},
    words::Messages,
};

/// A company.
const SEAMARK: EntityIndex = EntityIndex::new(0);
/// A product with two mentions.
const LENS: EntityIndex = EntityIndex::new(3);
const FIRST_QUOTE: QuoteIndex = QuoteIndex::new(0);
const SECOND_QUOTE: QuoteIndex = QuoteIndex::new(1);

fn story() -> Story {
    let text = include_str!("../../tests/fixtures/everything.json");
    Story::check(StoryFile::from_json(text).unwrap()).0
}

fn at(item: ItemRef, occurrence: Option<usize>) -> Option<Selection> {
    Some(Selection { item, occurrence })
}

impl State {
    /// The state after an action, with English dates.
    pub(crate) fn after(&self, action: Action, story: &Story) -> Self {
        self.apply(action, story, Some(&Timeline::new(story)), &Messages::for_lang("en").dates)
    }
}

/// Asserts the state after these actions, applied to the initial state in order.
fn check(actions: &[Action], expected: State) {
    let story = story();
    let state = actions.iter().fold(State::default(), |state, action| state.after(action.clone(), &story));
    assert_eq!(state, expected, "{actions:?}");
}

#[test]
fn select_sets_and_clears_the_selection() {
    let lens = at(ItemRef::Entity(LENS), Some(2));
    check(&[Action::Select(lens)], State { selected: lens, ..State::default() });
    check(&[Action::Select(lens), Action::Select(None)], State::default());
    let figure = at(ItemRef::Highlight(HighlightIndex::new(0)), None);
    check(&[Action::Select(lens), Action::Select(figure)], State { selected: figure, ..State::default() });
    let quote = at(ItemRef::Quote(SECOND_QUOTE), Some(1));
    let shown = Carousel { current: SECOND_QUOTE, ..Carousel::default() };
    check(&[Action::Select(quote)], State { selected: quote, carousel: shown, ..State::default() });
}

#[test]
fn select_ignores_missing_items() {
    let lens = at(ItemRef::Entity(LENS), None);
    for nothing in [
        at(ItemRef::Entity(EntityIndex::new(5)), None),
        at(ItemRef::Highlight(HighlightIndex::new(2)), None),
        at(ItemRef::Quote(QuoteIndex::new(2)), None),
        at(ItemRef::Event(EventIndex::new(3)), None),
        at(ItemRef::Entity(LENS), Some(0)),
        at(ItemRef::Entity(LENS), Some(3)),
    ] {
        check(&[Action::Select(lens), Action::Select(nothing)], State { selected: lens, ..State::default() });
    }
}

#[test]
fn follow_accepts_companies_only() {
    check(&[Action::ToggleFollow(SEAMARK)], State { followed: Some(SEAMARK), ..State::default() });
    check(&[Action::ToggleFollow(SEAMARK), Action::ToggleFollow(SEAMARK)], State::default());
    check(&[Action::ToggleFollow(SEAMARK), Action::StopFollowing], State::default());
    // A person, then an index that the story does not have.
    check(&[Action::ToggleFollow(EntityIndex::new(2))], State::default());
    check(&[Action::ToggleFollow(EntityIndex::new(99))], State::default());
    let lens = at(ItemRef::Entity(LENS), None);
    let both = State { followed: Some(SEAMARK), selected: lens, ..State::default() };
    check(&[Action::ToggleFollow(SEAMARK), Action::Select(lens)], both);
}

/// A state with this carousel, and everything else from `rest`.
fn with_quotes(carousel: Carousel, rest: State) -> State {
    State { carousel, ..rest }
}

#[test]
fn slides_change_by_buttons_and_by_scrolling() {
    let second = at(ItemRef::Quote(SECOND_QUOTE), None);
    let shown = Carousel { current: SECOND_QUOTE, slide_cause: SlideCause::Controls, ..Carousel::default() };
    check(&[Action::ShowSlide(SECOND_QUOTE)], with_quotes(shown, State { selected: second, ..State::default() }));
    let scrolled = Carousel { current: SECOND_QUOTE, slide_cause: SlideCause::Scroll, ..Carousel::default() };
    check(&[Action::SlideScrolledTo(SECOND_QUOTE)], with_quotes(scrolled.clone(), State::default()));
    check(
        &[Action::SlideScrolledTo(SECOND_QUOTE), Action::SlideScrolledTo(SECOND_QUOTE)],
        with_quotes(scrolled.clone(), State::default()),
    );
    // A selection in the quotes section follows the slide; a selection in the text does not.
    let (first, elsewhere) = (at(ItemRef::Quote(FIRST_QUOTE), None), at(ItemRef::Quote(FIRST_QUOTE), Some(1)));
    let along = State { selected: second, ..State::default() };
    check(&[Action::Select(first), Action::SlideScrolledTo(SECOND_QUOTE)], with_quotes(scrolled.clone(), along));
    let stays = State { selected: elsewhere, ..State::default() };
    check(&[Action::Select(elsewhere), Action::SlideScrolledTo(SECOND_QUOTE)], with_quotes(scrolled, stays));
    check(&[Action::SlideScrolledTo(QuoteIndex::new(2))], State::default());
    check(&[Action::ShowSlide(QuoteIndex::new(2))], State::default());
    let listed = Carousel { is_list: true, ..Carousel::default() };
    check(&[Action::ListQuotes(true)], with_quotes(listed, State::default()));
    check(&[Action::ListQuotes(true), Action::ListQuotes(false)], State::default());
    let lens = at(ItemRef::Entity(LENS), None);
    let chosen = Carousel { current: SECOND_QUOTE, ..Carousel::default() };
    let actions = [Action::ShowSlide(SECOND_QUOTE), Action::Select(lens)];
    check(&actions, with_quotes(chosen, State { selected: lens, ..State::default() }));
}

#[test]
fn quotes_expand_and_collapse() {
    let expanded = |quotes: &[QuoteIndex]| {
        with_quotes(Carousel { expanded: quotes.to_vec(), ..Carousel::default() }, State::default())
    };
    check(
        &[
            Action::ExpandQuote(SECOND_QUOTE, true),
            Action::ExpandQuote(FIRST_QUOTE, true),
            Action::ExpandQuote(FIRST_QUOTE, true),
        ],
        expanded(&[FIRST_QUOTE, SECOND_QUOTE]),
    );
    check(
        &[
            Action::ExpandQuote(SECOND_QUOTE, true),
            Action::ExpandQuote(FIRST_QUOTE, true),
            Action::ExpandQuote(SECOND_QUOTE, false),
        ],
        expanded(&[FIRST_QUOTE]),
    );
    check(&[Action::ExpandQuote(SECOND_QUOTE, false), Action::ExpandQuote(QuoteIndex::new(2), true)], State::default());
    // In the carousel, showing another slide collapses the quote; in a list it does not.
    let scrolled = Carousel { current: SECOND_QUOTE, slide_cause: SlideCause::Scroll, ..Carousel::default() };
    check(
        &[Action::ExpandQuote(FIRST_QUOTE, true), Action::SlideScrolledTo(SECOND_QUOTE)],
        with_quotes(scrolled.clone(), State::default()),
    );
    let listed = Carousel { is_list: true, expanded: vec![FIRST_QUOTE], ..scrolled };
    let actions =
        [Action::ListQuotes(true), Action::ExpandQuote(FIRST_QUOTE, true), Action::SlideScrolledTo(SECOND_QUOTE)];
    check(&actions, with_quotes(listed, State::default()));
}

/// A person from Seamark says the first quote; nobody from it says the second.
#[test]
fn followed_company_filters_the_quotes() {
    let following = |carousel| with_quotes(carousel, State { followed: Some(SEAMARK), ..State::default() });
    let [scrolled, follow] = [Action::SlideScrolledTo(SECOND_QUOTE), Action::ToggleFollow(SEAMARK)];
    check(std::slice::from_ref(&follow), following(Carousel::default()));
    // The current quote is not by or about the company: the first one that is becomes current.
    check(&[scrolled.clone(), follow.clone()], following(Carousel::default()));
    check(&[follow.clone(), scrolled.clone()], following(Carousel::default()));
    let others = Carousel { show_unrelated: true, ..Carousel::default() };
    check(&[follow.clone(), Action::ShowUnrelatedQuotes(true)], following(others.clone()));
    let second = Carousel { current: SECOND_QUOTE, slide_cause: SlideCause::Scroll, ..others };
    check(&[follow.clone(), Action::ShowUnrelatedQuotes(true), scrolled.clone()], following(second));
    let again = [follow.clone(), Action::ShowUnrelatedQuotes(true), scrolled, Action::ShowUnrelatedQuotes(false)];
    check(&again, following(Carousel::default()));
    check(&[follow.clone(), Action::ShowUnrelatedQuotes(true), Action::StopFollowing], State::default());
    check(&[Action::ShowUnrelatedQuotes(true)], State::default());
    // A quote that a link or a note selects is shown anyway.
    let quote = at(ItemRef::Quote(SECOND_QUOTE), None);
    let chosen = Carousel { current: SECOND_QUOTE, show_unrelated: true, ..Carousel::default() };
    let both = with_quotes(chosen, State { followed: Some(SEAMARK), selected: quote, ..State::default() });
    check(&[follow.clone(), Action::Select(quote)], both.clone());
    check(
        &[Action::FollowLink { followed: Some(SEAMARK), selected: quote, highlight_filter: None, time_range: None }],
        both,
    );
    // Selecting the quote's occurrence in the text does not change the slide.
    let words = at(ItemRef::Quote(SECOND_QUOTE), Some(1));
    let beside = following(Carousel::default());
    check(&[follow.clone(), Action::Select(words)], State { selected: words, ..beside });
    // A quote that was selected before is deselected if the filter hides it.
    check(&[Action::Select(quote), follow], following(Carousel::default()));
    let story = story();
    let shown = |followed| State { followed, ..State::default() }.shown_quotes(&story);
    assert_eq!([shown(None), shown(Some(SEAMARK))], [vec![FIRST_QUOTE, SECOND_QUOTE], vec![FIRST_QUOTE]]);
}

#[test]
fn link_sets_followed_company_and_selection() {
    let lens = at(ItemRef::Entity(LENS), Some(1));
    let go = |followed, selected| Action::FollowLink { followed, selected, highlight_filter: None, time_range: None };
    check(&[go(Some(SEAMARK), lens)], State { followed: Some(SEAMARK), selected: lens, ..State::default() });
    check(&[go(Some(SEAMARK), lens), go(None, None)], State::default());
    check(&[go(Some(EntityIndex::new(2)), None)], State::default());
}

#[test]
fn hover_opens_notes_that_are_not_open() {
    let mark = OccurrenceIndex::new(2);
    check(&[Action::Hover(Some(mark))], State { hovered: Some(mark), ..State::default() });
    check(&[Action::Hover(Some(mark)), Action::Hover(None)], State::default());
    check(&[Action::Hover(Some(OccurrenceIndex::new(999)))], State::default());
    // Selecting the occurrence ends the hover, and an open note is not opened again.
    let lens = at(ItemRef::Entity(LENS), Some(1));
    let occurrence = story().occurrence(ItemRef::Entity(LENS), 1).unwrap();
    check(&[Action::Hover(Some(occurrence)), Action::Select(lens)], State { selected: lens, ..State::default() });
    check(&[Action::Select(lens), Action::Hover(Some(occurrence))], State { selected: lens, ..State::default() });
    check(&[Action::TogglePinned(mark), Action::Hover(Some(mark))], State { pinned: vec![mark], ..State::default() });
    check(&[Action::Hover(Some(mark)), Action::TogglePinned(mark)], State { pinned: vec![mark], ..State::default() });
    check(
        &[Action::Hover(Some(mark)), Action::ToggleFollow(SEAMARK)],
        State { followed: Some(SEAMARK), hovered: Some(mark), ..State::default() },
    );
}

#[test]
fn pinned_notes_stay_open_until_closed() {
    let [first, second, third] = [1, 2, 3].map(OccurrenceIndex::new);
    let pinned = |occurrences: &[OccurrenceIndex]| State { pinned: occurrences.to_vec(), ..State::default() };
    check(&[Action::TogglePinned(third), Action::TogglePinned(first)], pinned(&[first, third]));
    check(&[Action::TogglePinned(third), Action::TogglePinned(first), Action::TogglePinned(third)], pinned(&[first]));
    check(&[Action::TogglePinned(OccurrenceIndex::new(999))], State::default());
    let lens = at(ItemRef::Entity(LENS), Some(1));
    let occurrence = story().occurrence(ItemRef::Entity(LENS), 1).unwrap();
    let all = [Action::Select(lens), Action::TogglePinned(occurrence), Action::Select(None)];
    check(&all, pinned(&[occurrence]));
    check(&[Action::Select(lens), Action::TogglePinned(occurrence), Action::CloseNote(occurrence)], State::default());
    check(&[Action::Hover(Some(first)), Action::CloseNote(first)], State::default());
    check(&[Action::TogglePinned(first), Action::CloseNote(second)], pinned(&[first]));
}

#[test]
fn open_notes_are_in_text_order() {
    let story = story();
    let lens = at(ItemRef::Entity(LENS), Some(1));
    let occurrence = story.occurrence(ItemRef::Entity(LENS), 1).unwrap();
    let [first, next] = [0, occurrence.index() + 1].map(OccurrenceIndex::new);
    let actions =
        [Action::TogglePinned(next), Action::TogglePinned(first), Action::Select(lens), Action::Hover(Some(first))];
    let state = actions.into_iter().fold(State::default(), |state, action| state.after(action, &story));
    assert_eq!(state.open_notes(&story), [first, occurrence, next]);
}

#[test]
fn highlight_filter_selects_occurrences() {
    let all = HighlightFilter::All;
    check(&[Action::SetHighlightFilter(all)], State { highlight_filter: all, ..State::default() });
    let go =
        |highlight_filter| Action::FollowLink { followed: None, selected: None, highlight_filter, time_range: None };
    check(&[Action::SetHighlightFilter(all), go(None)], State { highlight_filter: all, ..State::default() });
    check(&[Action::SetHighlightFilter(all), go(Some(HighlightFilter::Key))], State::default());
    let story = story();
    let shown = |highlight_filter: HighlightFilter| {
        story.occurrences.iter().filter(|occurrence| highlight_filter.shows(occurrence)).count()
    };
    let key = story.occurrences.iter().filter(|occurrence| occurrence.is_key).count();
    assert_eq!(shown(all), story.occurrences.len());
    assert_eq!(shown(HighlightFilter::Key), key);
    assert_eq!(shown(HighlightFilter::Off), 0);
    for highlight_filter in HighlightFilter::ALL {
        assert_eq!(HighlightFilter::parse(highlight_filter.as_str()), Some(highlight_filter));
    }
}

/// Measuring the layout or scrolling to the current slide does not count as a choice of the reader.
#[test]
fn restored_state_stays_restored_until_the_reader_acts() {
    let story = story();
    let mut restored = State { selected: at(ItemRef::Entity(LENS), Some(1)), ..State::default() };
    restored.carousel.slide_cause = SlideCause::Restore;
    let reached = |action: Action| restored.after(action, &story).carousel.slide_cause;
    assert_eq!(reached(Action::Timeline(TimelineAction::FollowReading(true))), SlideCause::Restore);
    assert_eq!(reached(Action::SlideScrolledTo(restored.carousel.current)), SlideCause::Restore);
    assert_eq!(reached(Action::SlideScrolledTo(SECOND_QUOTE)), SlideCause::Scroll);
    assert_eq!(reached(Action::Select(None)), SlideCause::Chosen);
}
