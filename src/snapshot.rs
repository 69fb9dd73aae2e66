//! The element's property `state`: conversion of the state to plain data, and back.
//!
//! The data is JSON, so that the host page can store and send it. Items are named as in links: `quote/wei-sun`, or
//! `note/deepseek/2` for an occurrence.
//!
//! **This module does not depend on a browser.**

use crate::{
    link,
    state::{Action, HighlightFilter, Selection, SlideCause, State},
    story::{EntityIndex, Id, ItemRef, QuoteIndex, Story, Value},
    timeline::{LaneIndex, Timeline, TimelineAction, TimelineLayout, TimelineMode},
    words::DateWords,
};

/// Returns the state as an object. Without a timeline, no lane can have been chosen.
pub fn write(state: &State, story: &Story, timeline: Option<&Timeline>) -> Value {
    let quote = |at: QuoteIndex| story.quotes.get(at).map(|quote| &quote.id);
    let company = |at: LaneIndex| timeline?.lanes.get(at)?.company;
    let lane = |&at: &LaneIndex| id(company(at).map(|company| &story.entities[company].id));
    let choices = &state.timeline.choices;
    let pinned = state.pinned.iter().map(|&at| {
        let occurrence = &story.occurrences[at];
        let occurrence = Selection { item: occurrence.item, occurrence: Some(occurrence.number) };
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
                ("mode", choices.mode.map_or(Value::Null, |mode| text(mode.as_str()))),
                ("range", choices.time_range.and_then(link::time_range_name).map_or(Value::Null, Value::Text)),
                ("search", text(&choices.search_text)),
                ("companies", Value::List(choices.lane_filter.iter().map(lane).collect())),
                ("folded", Value::List(choices.folded_lanes.iter().map(lane).collect())),
                ("followReading", Value::Bool(choices.follows_reading)),
            ]),
        ),
    ])
}

/// Returns the state that an object describes.
///
/// A missing field has its initial value. Names that the story does not have are ignored. The size of the timeline and
/// its visible lanes are taken from the current state, `now`.
pub fn read(value: &Value, now: &State, story: &Story, timeline: &Timeline, words: &DateWords) -> State {
    let quotes = value.field("quotes").unwrap_or(&Value::Null);
    let timeline_value = value.field("timeline").unwrap_or(&Value::Null);
    let quote = |name: &str| match story.find_item("quote", name)? {
        ItemRef::Quote(at) => Some(at),
        _ => None,
    };
    let company = |name: &str| match story.find_item("note", name)? {
        ItemRef::Entity(at) => Some(at),
        _ => None,
    };
    let mut actions = vec![
        Action::FollowLink {
            followed: company(field_text(value, "followed")),
            selected: None,
            highlight_filter: HighlightFilter::parse(field_text(value, "highlights")),
            time_range: None,
        },
        Action::ListQuotes(is_true(quotes, "list")),
        Action::ShowUnrelatedQuotes(is_true(quotes, "unrelated")),
    ];
    if let Some(current) = quote(field_text(quotes, "current")) {
        actions.push(Action::SlideScrolledTo(current));
    }
    if let Some(selected) = link::parse_selection(story, field_text(value, "selected")) {
        actions.push(Action::Select(Some(selected)));
    }
    for name in names(quotes, "expanded") {
        actions.extend(quote(name).map(|at| Action::ExpandQuote(at, true)));
    }
    for name in names(value, "pinned") {
        let pinned = link::parse_selection(story, name).and_then(|selection| selection.occurrence_index(story));
        actions.extend(pinned.map(Action::TogglePinned));
    }
    actions.extend(timeline_actions(timeline_value, story, timeline).into_iter().map(Action::Timeline));
    let mut state = State::default();
    let TimelineLayout { size, lanes_near_viewport, .. } = now.timeline.layout.clone();
    state.timeline.layout = TimelineLayout { size, lanes_near_viewport, ..TimelineLayout::default() };
    for action in actions {
        state = state.apply(action, story, Some(timeline), words);
    }
    state.timeline.choices.time_range = link::parse_time_range(field_text(timeline_value, "range"));
    state.carousel.slide_cause = SlideCause::Restore;
    state
}

/// Returns the actions that the field `timeline` describes, without the time range.
fn timeline_actions(value: &Value, story: &Story, timeline: &Timeline) -> Vec<TimelineAction> {
    let lane = |name: &str| {
        let named = |company: Option<EntityIndex>| id_of(company.map(|at| &story.entities[at].id)) == name;
        timeline.lanes.position(|lane| named(lane.company))
    };
    let mode = TimelineMode::parse(field_text(value, "mode"));
    let mut actions: Vec<TimelineAction> = mode.map(TimelineAction::SetMode).into_iter().collect();
    actions.push(TimelineAction::Search(field_text(value, "search").to_owned()));
    for name in names(value, "companies") {
        actions.extend(lane(name).map(TimelineAction::ToggleLaneFilter));
    }
    for name in names(value, "folded") {
        actions.extend(lane(name).map(TimelineAction::ToggleFold));
    }
    actions.push(TimelineAction::FollowReading(is_true(value, "followReading")));
    actions
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

fn is_true(value: &Value, name: &str) -> bool {
    value.field(name) == Some(&Value::Bool(true))
}

/// Returns the texts of a list; other values in it are left out.
fn names<'a>(value: &'a Value, name: &str) -> Vec<&'a str> {
    match value.field(name) {
        Some(Value::List(list)) => list.iter().filter_map(as_text).collect(),
        _ => Vec::new(),
    }
}
