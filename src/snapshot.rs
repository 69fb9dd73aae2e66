//! The element's property `state`: conversion of the state to plain data, and back.
//!
//! The data is JSON, so that the host page can store and send it. Items are named as in links: `quote/wei-sun`, or
//! `note/deepseek/2` for an occurrence.
//!
//! **This module does not depend on a browser.**

use crate::{
    link,
    state::{Action, HighlightFilter, SlideCause, State},
    story::{EntityIndex, Id, ItemRef, QuoteIndex, Story, Value},
    timeline::{LaneIndex, Timeline, TimelineAction, TimelineMode, TimelineState},
    words::DateWords,
};

/// Returns the state as an object.
pub fn write(state: &State, story: &Story, timeline: &Timeline) -> Value {
    let quote = |at: QuoteIndex| story.quotes.get(at).map(|quote| &quote.id);
    let lane = |&at: &LaneIndex| id(timeline.lanes[at].company.map(|company| &story.entities[company].id));
    let timeline_state = &state.timeline;
    let pinned = state.pinned.iter().map(|&at| {
        let occurrence = &story.occurrences[at];
        let occurrence = crate::state::Selection { item: occurrence.item, occurrence: Some(occurrence.number) };
        Value::Text(link::selection_name(story, occurrence))
    });
    let carousel = &state.carousel;
    object([
        ("selected", state.selected.map_or(Value::Null, |selected| Value::Text(link::selection_name(story, selected)))),
        ("followed", state.followed.map_or(Value::Null, |company| id(Some(&story.entities[company].id)))),
        ("highlights", text(state.highlight_filter.as_str())),
        ("pinned", Value::List(pinned.collect())),
        (
            "quotes",
            object([
                ("current", quote(carousel.current).map_or(Value::Null, |quote| id(Some(quote)))),
                ("list", Value::Bool(carousel.is_list)),
                ("unrelated", Value::Bool(carousel.show_unrelated)),
                ("expanded", Value::List(carousel.expanded.iter().map(|&at| id(quote(at))).collect())),
            ]),
        ),
        (
            "timeline",
            object([
                ("mode", timeline_state.mode.map_or(Value::Null, |mode| text(mode.as_str()))),
                ("range", timeline_state.time_range.and_then(link::time_range_name).map_or(Value::Null, Value::Text)),
                ("search", text(&timeline_state.search_text)),
                ("companies", Value::List(timeline_state.lane_filter.iter().map(lane).collect())),
                ("folded", Value::List(timeline_state.folded_lanes.iter().map(lane).collect())),
                ("followReading", Value::Bool(timeline_state.follows_reading)),
            ]),
        ),
    ])
}

/// Returns the state that an object describes.
///
/// A missing field has its initial value. Names that the story does not have are ignored. The size of the timeline and
/// its visible lanes are taken from the current state, `now`.
pub fn read(value: &Value, now: &State, story: &Story, timeline: &Timeline, words: &DateWords) -> State {
    let word = |value: &Value, name| field_text(value, name).to_owned();
    let is = |value: &Value, name| value.field(name) == Some(&Value::Bool(true));
    let names = |value: &Value, name| match value.field(name) {
        Some(Value::List(list)) => list.iter().filter_map(as_text).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let (quotes, timeline_value) =
        (value.field("quotes").unwrap_or(&Value::Null), value.field("timeline").unwrap_or(&Value::Null));
    let quote = |name: &str| match story.find_item("quote", name)? {
        ItemRef::Quote(at) => Some(at),
        _ => None,
    };
    let company = |name: &str| match story.find_item("note", name)? {
        ItemRef::Entity(at) => Some(at),
        _ => None,
    };
    let occurrence = |name: &str| link::parse_selection(story, name)?.occurrence_index(story);
    let lane = |name: &String| {
        let named = |company: Option<EntityIndex>| id_of(company.map(|at| &story.entities[at].id)) == name.as_str();
        timeline.lanes.position(|lane| named(lane.company))
    };

    let initial = TimelineState {
        size: now.timeline.size,
        lanes_near_viewport: now.timeline.lanes_near_viewport.clone(),
        ..TimelineState::default()
    };
    let mode = TimelineMode::parse(field_text(timeline_value, "mode"));
    let lane_filter = names(timeline_value, "companies");
    let folded = names(timeline_value, "folded");
    let steps = (mode.map(TimelineAction::SetMode).into_iter())
        .chain([TimelineAction::Search(word(timeline_value, "search"))])
        .chain(lane_filter.iter().filter_map(lane).map(TimelineAction::ToggleLaneFilter))
        .chain(folded.iter().filter_map(lane).map(TimelineAction::ToggleFold))
        .chain([TimelineAction::FollowReading(is(timeline_value, "followReading"))]);
    let mut timeline_state =
        steps.fold(initial, |timeline_state, step| timeline_state.apply(step, timeline, story, words));
    timeline_state.time_range = link::parse_time_range(field_text(timeline_value, "range"));

    let mut actions = vec![
        Action::FollowLink {
            followed: company(field_text(value, "followed")),
            selected: None,
            highlight_filter: HighlightFilter::parse(field_text(value, "highlights")),
            time_range: None,
        },
        Action::ListQuotes(is(quotes, "list")),
        Action::ShowUnrelatedQuotes(is(quotes, "unrelated")),
    ];
    actions.extend(quote(field_text(quotes, "current")).map(Action::SlideScrolledTo));
    actions.extend(
        link::parse_selection(story, field_text(value, "selected")).map(|selected| Action::Select(Some(selected))),
    );
    actions.extend(
        names(quotes, "expanded").iter().filter_map(|name| quote(name)).map(|at| Action::ExpandQuote(at, true)),
    );
    let pinned: Vec<String> = names(value, "pinned");
    actions.extend(pinned.iter().filter_map(|name| occurrence(name)).map(Action::TogglePinned));
    let mut state = State { timeline: timeline_state, ..State::default() };
    for action in actions {
        state = state.apply(action, story);
    }
    state.carousel.slide_cause = SlideCause::Restore;
    state
}

fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn id(id: Option<&Id>) -> Value {
    text(id_of(id))
}

fn id_of(id: Option<&Id>) -> &str {
    id.map_or("", Id::as_str)
}

fn as_text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn field_text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.field(name).and_then(as_text).unwrap_or_default()
}
