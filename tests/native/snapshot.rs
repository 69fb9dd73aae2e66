//! The property `state`: reading the written data gives the same state.

use serde_json::{Value, json};
use sidelight::{
    snapshot,
    state::{Action, HighlightFilter, Selection, SlideCause, State},
    story::{self, EntityIndex, EventIndex, ItemRef, OccurrenceIndex, QuoteIndex, Story, StoryFile},
    timeline::{LaneIndex, TimeRange, Timeline, TimelineAction},
    words::Messages,
};

use crate::text;

/// A story and its timeline.
struct Fixture {
    story: Story,
    timeline: Timeline,
}

impl Fixture {
    fn of(path: &str) -> Self {
        let story = Story::check(StoryFile::from_json(&text(path)).unwrap()).0;
        Self { timeline: Timeline::new(&story), story }
    }

    fn write(&self, state: &State) -> Value {
        plain(&snapshot::write(state, &self.story, Some(&self.timeline)))
    }

    fn read(&self, value: &Value) -> State {
        let value: story::Value = serde_json::from_value(value.clone()).unwrap();
        snapshot::read(&value, &State::default(), &self.story, &self.timeline, &Messages::for_lang("en").dates)
    }
}

fn plain(value: &story::Value) -> Value {
    match value {
        story::Value::Null | story::Value::Other => Value::Null,
        story::Value::Bool(value) => json!(value),
        story::Value::Number(value) => json!(value),
        story::Value::Text(text) => json!(text),
        story::Value::List(items) => items.iter().map(plain).collect(),
        story::Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), plain(value))).collect(),
    }
}

/// A pseudo-random state after twelve actions; the same in every run.
fn random_state(fixture: &Fixture, mut seed: u64) -> State {
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below.max(1)
    };
    let Fixture { story, timeline } = fixture;
    let words = &Messages::for_lang("en").dates;
    let mut state = State::default();
    for _ in 0..12 {
        let action = match next(14) {
            0 => Action::Select(Some(Selection {
                item: ItemRef::Quote(QuoteIndex::new(next(story.quotes.len()))),
                occurrence: None,
            })),
            1 => Action::Select(Some(Selection {
                item: ItemRef::Event(EventIndex::new(next(story.events.len()))),
                occurrence: None,
            })),
            2 => Action::Select(Some(Selection {
                item: ItemRef::Entity(EntityIndex::new(next(story.entities.len()))),
                occurrence: Some(1),
            })),
            3 => Action::Select(None),
            4 => Action::ToggleFollow(EntityIndex::new(next(story.entities.len()))),
            5 => Action::ShowSlide(QuoteIndex::new(next(story.quotes.len()))),
            6 => Action::SlideScrolledTo(QuoteIndex::new(next(story.quotes.len()))),
            7 => Action::ListQuotes(next(2) == 0),
            8 => Action::ShowUnrelatedQuotes(next(2) == 0),
            9 => Action::ExpandQuote(QuoteIndex::new(next(story.quotes.len())), true),
            10 => Action::TogglePinned(OccurrenceIndex::new(next(story.occurrences.len()))),
            11 => Action::SetHighlightFilter(HighlightFilter::ALL[next(3)]),
            12 => Action::Timeline(TimelineAction::ToggleFold(LaneIndex::new(next(timeline.lanes.len())))),
            _ => match next(4) {
                0 => Action::Timeline(TimelineAction::Search("model".to_owned())),
                1 => Action::Timeline(TimelineAction::ToggleLaneFilter(LaneIndex::new(next(timeline.lanes.len())))),
                2 => Action::Timeline(TimelineAction::FollowReading(next(2) == 0)),
                _ => {
                    state.timeline.choices.time_range = Some(TimeRange::of_days(20_000, 20_100));
                    continue;
                }
            },
        };
        state = state.apply(action, story, Some(timeline), words);
    }
    state
}

#[test]
fn every_state_survives_a_round_trip_as_data() {
    for path in ["stories/open-source-ai.json", "tests/fixtures/everything.json"] {
        let fixture = Fixture::of(path);
        for seed in 0..500 {
            let state = random_state(&fixture, seed);
            let written = fixture.write(&state);
            let read = fixture.read(&written);
            assert_eq!(fixture.write(&read), written, "{path}: {seed}");
            assert_eq!(read.carousel.slide_cause, SlideCause::Restore, "no slide cause is stored");
            let mut same = state.clone();
            // The cause of a slide and the hovered note are not in the data.
            same.carousel.slide_cause = SlideCause::Restore;
            same.hovered = None;
            assert_eq!(read, same, "{path}: {seed}");
        }
    }
}

fn check(given: Value, expected: Value) {
    let fixture = Fixture::of("stories/open-source-ai.json");
    let mut whole = fixture.write(&State::default());
    merge(&mut whole, expected);
    assert_eq!(fixture.write(&fixture.read(&given)), whole, "{given}");
}

/// Merges one object into another.
fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (name, value) in from {
                merge(into.entry(name).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from,
    }
}

#[test]
fn missing_fields_have_their_initial_value() {
    for nothing in [json!(null), json!({}), json!([]), json!(7), json!({ "quotes": null, "timeline": [] })] {
        check(nothing, json!({}));
    }
    check(json!({ "highlights": "key" }), json!({ "highlights": "key" }));
    check(
        json!({ "selected": "quote/wei-sun" }),
        json!({ "selected": "quote/wei-sun", "quotes": { "current": "wei-sun" } }),
    );
    check(
        json!({ "followed": "deepseek", "timeline": { "range": "2025-01/2025-03" } }),
        json!({ "followed": "deepseek", "timeline": { "range": "2025-01-01/2025-03-31" } }),
    );
}

#[test]
fn unknown_names_are_ignored() {
    for nothing in [
        json!({ "selected": "quote/nobody" }),
        json!({ "selected": "note/deepseek/999" }),
        json!({ "selected": 7, "followed": {}, "highlights": "some", "pinned": "note/deepseek/1" }),
        json!({ "followed": "wei-sun" }),
        json!({ "pinned": ["note/deepseek", "note/nobody/1", 4, null] }),
        json!({ "quotes": { "current": "nobody", "expanded": ["nobody"], "list": "yes" } }),
        json!({ "timeline": { "mode": "round", "range": "soon", "companies": ["nobody"], "folded": ["nobody"] } }),
    ] {
        check(nothing, json!({}));
    }
}

/// Items of a hidden section are shown at their first occurrence.
#[test]
fn items_of_hidden_sections_select_their_first_occurrence() {
    let hidden = story::HiddenSections { timeline: true, quotes: true };
    let fixture = Fixture::of("stories/open-source-ai.json");
    let fixture = Fixture { story: fixture.story.with_hidden(hidden), ..fixture };
    let check = |selected: &str, expected: Value| {
        assert_eq!(fixture.write(&fixture.read(&json!({ "selected": selected })))["selected"], expected, "{selected}");
    };
    check("quote/wei-sun", json!("quote/wei-sun/1"));
    check("event/r1", json!("event/r1/1"));
    check("note/deepseek", json!("note/deepseek"));
    let html = sidelight::page::fallback(&fixture.story);
    let ids = |attribute: &str| -> Vec<String> {
        let before = format!(" {attribute}=\"");
        let parts = html.split(&before).skip(1);
        parts.filter_map(|part| Some(part.split_once('"')?.0.to_owned())).collect()
    };
    let known = ids("id");
    for href in ids("href").iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(known.iter().any(|id| id == href), "{href} has a target");
    }
    assert!(!html.contains("sl-timeline") && !html.contains("sl-quotes") && html.contains("sl-notes"));
}
