//! Keyboard navigation in the chart, by the grid pattern of the WAI-ARIA Authoring Practices Guide: each lane is a row
//! with a fold button, a name, and one cell for each event.

use super::{LaneIndex, Timeline, TimelineState};
use crate::story::{EventIndex, Story, date::Day};

/// A cell of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridCell {
    /// The fold button of a lane.
    FoldButton(LaneIndex),
    /// The name of a lane.
    Name(LaneIndex),
    /// An event.
    Event(EventIndex),
}

/// A movement of the keyboard focus that a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridKey {
    /// To the previous event of the lane; from its first event to its name, then to its fold button.
    Earlier,
    /// To the next event of the lane.
    Later,
    /// To the lane above.
    Up,
    /// To the lane below.
    Down,
    /// To the lane's first event.
    First,
    /// To the lane's last event.
    Last,
    /// To the first event of all lanes.
    FirstOfAll,
    /// To the last event of all lanes.
    LastOfAll,
}

/// The cell that a key moves the focus to; `None` if it does not move. A group counts as one cell.
pub(super) fn move_focus(
    timeline_state: &TimelineState,
    timeline: &Timeline,
    story: &Story,
    key: GridKey,
) -> Option<GridCell> {
    let from = tab_stop(timeline_state, timeline)?;
    let lane = timeline.lane_of(from)?;
    let events = || matching_events(timeline_state, timeline, lane);
    match key {
        GridKey::FirstOfAll => edge(timeline_state, timeline, false),
        GridKey::LastOfAll => edge(timeline_state, timeline, true),
        GridKey::First => events().next().map(GridCell::Event),
        GridKey::Last => events().last().map(GridCell::Event),
        GridKey::Up | GridKey::Down => {
            let is_shown = |lane: LaneIndex| timeline.lane_has_match(timeline_state, lane);
            let mut lanes = timeline.lanes.indices();
            let next = match key {
                GridKey::Up => lanes.rev().find(|&other| other < lane && is_shown(other)),
                _ => lanes.find(|&other| other > lane && is_shown(other)),
            }?;
            match from {
                GridCell::FoldButton(_) => Some(GridCell::FoldButton(next)),
                GridCell::Name(_) => Some(GridCell::Name(next)),
                GridCell::Event(event) => nearest(timeline_state, timeline, next, event),
            }
        }
        GridKey::Earlier | GridKey::Later => match (from, key) {
            (GridCell::FoldButton(_), GridKey::Later) => Some(GridCell::Name(lane)),
            (GridCell::FoldButton(_), _) => None,
            (GridCell::Name(_), GridKey::Later) => events().next().map(GridCell::Event),
            (GridCell::Name(_), _) => Some(GridCell::FoldButton(lane)),
            (GridCell::Event(event), _) => {
                let items = timeline.items(story, timeline_state.chart_view(), &timeline_state.choices.found, lane);
                let group = items.into_iter().find(|item| item.events.contains(&event));
                let group = group.map_or_else(|| vec![event], |item| item.events);
                neighbour(timeline_state, timeline, (lane, event), &group, key == GridKey::Later)
            }
        },
    }
}

/// The tab stop of the grid: the cell that had the focus last, or the name of its lane if the event is out of view.
pub(super) fn tab_stop(timeline_state: &TimelineState, timeline: &Timeline) -> Option<GridCell> {
    let first = || timeline.lanes.indices().find(|&lane| timeline.lane_has_match(timeline_state, lane));
    let Some(cell) = timeline_state.layout.last_cell else {
        let lane = first()?;
        let event =
            matching_events(timeline_state, timeline, lane).find(|&event| timeline.is_in_view(timeline_state, event));
        return Some(event.map_or(GridCell::Name(lane), GridCell::Event));
    };
    let lane = timeline.lane_of(cell).filter(|&lane| timeline.lane_has_match(timeline_state, lane));
    match (cell, lane) {
        (GridCell::Event(event), Some(lane)) if !timeline.is_in_view(timeline_state, event) => {
            Some(GridCell::Name(lane))
        }
        (cell, Some(_)) => Some(cell),
        (_, None) => first().map(GridCell::Name),
    }
}

/// The cell that gets the focus when another time range comes into view: the last one, or the nearest event of its
/// lane.
pub(super) fn remembered_cell(timeline_state: &TimelineState, timeline: &Timeline) -> Option<GridCell> {
    let cell = timeline_state.layout.last_cell?;
    let GridCell::Event(event) = cell else {
        return Some(cell);
    };
    let (lane, _) = (*timeline.lane_of_event.get(event)?)?;
    if timeline.is_in_view(timeline_state, event) {
        return Some(cell);
    }
    let start = timeline.extents[event]?.from;
    let in_view =
        matching_events(timeline_state, timeline, lane).filter(|&event| timeline.is_in_view(timeline_state, event));
    let nearest = in_view.min_by_key(|&event| days_between(timeline, event, start));
    Some(nearest.map_or(GridCell::Name(lane), GridCell::Event))
}

/// The events of a lane that match the search, ordered by start; none if the lane is folded.
fn matching_events<'a>(
    timeline_state: &'a TimelineState,
    timeline: &'a Timeline,
    lane: LaneIndex,
) -> impl DoubleEndedIterator<Item = EventIndex> {
    let events: &[EventIndex] = if timeline_state.is_folded(lane) { &[] } else { &timeline.lanes[lane].events };
    events.iter().copied().filter(|&event| timeline_state.matches(event))
}

/// The event before or after one in its lane, skipping `group`, the events that are grouped with it. Before the first
/// event: the name of the lane.
fn neighbour(
    timeline_state: &TimelineState,
    timeline: &Timeline,
    (lane, event): (LaneIndex, EventIndex),
    group: &[EventIndex],
    later: bool,
) -> Option<GridCell> {
    let (_, position) = (*timeline.lane_of_event.get(event)?)?;
    let events = &timeline.lanes[lane].events;
    let is_other = |other: &EventIndex| timeline_state.matches(*other) && !group.contains(other);
    if later {
        return events[position + 1..].iter().copied().find(is_other).map(GridCell::Event);
    }
    let before = events[..position].iter().rev().copied().find(is_other);
    Some(before.map_or(GridCell::Name(lane), GridCell::Event))
}

/// The matching event of a lane whose start is nearest to another event's; the name of the lane if no event matches.
fn nearest(
    timeline_state: &TimelineState,
    timeline: &Timeline,
    lane: LaneIndex,
    event: EventIndex,
) -> Option<GridCell> {
    let start = timeline.extents.get(event)?.as_ref()?.from;
    let nearest =
        matching_events(timeline_state, timeline, lane).min_by_key(|&other| days_between(timeline, other, start));
    Some(nearest.map_or(GridCell::Name(lane), GridCell::Event))
}

/// The number of days between a day and the start of an event.
fn days_between(timeline: &Timeline, event: EventIndex, from: Day) -> u64 {
    timeline.extents.get(event).and_then(|extent| Some(extent.as_ref()?.from)).map_or(u64::MAX, |at| at.abs_diff(from))
}

/// The first or last event of all lanes that matches the search.
fn edge(timeline_state: &TimelineState, timeline: &Timeline, last: bool) -> Option<GridCell> {
    let ends = timeline.lanes.indices().filter_map(|lane| {
        let mut events = matching_events(timeline_state, timeline, lane);
        let event = if last { events.next_back() } else { events.next() }?;
        Some((timeline.extents.get(event)?.as_ref()?.from, event))
    });
    let edge = if last { ends.max_by_key(|(from, _)| *from) } else { ends.min_by_key(|(from, _)| *from) };
    edge.map(|(_, event)| GridCell::Event(event))
}
