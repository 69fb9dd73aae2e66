//! Where the keys lead in the drawn timeline (WAI-ARIA APG, grid pattern): a row for each lane, with two cells at its
//! head and one for each event.

use super::{Timeline, TimelineState};
use crate::story::{Story, date::Day};

/// A cell of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridCell {
    /// What folds a lane.
    FoldButton(usize),
    /// The name of a lane.
    Name(usize),
    /// An event, as a position in [`crate::story::Story::events`].
    Event(usize),
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridKey {
    /// To what is earlier in the lane, and before all events to its head.
    Earlier,
    /// To what is later in the lane.
    Later,
    /// To the lane above.
    Up,
    /// To the lane below.
    Down,
    /// To the lane's first event.
    First,
    /// To the lane's last event.
    Last,
    /// To the first event of all.
    FirstOfAll,
    /// To the last event of all.
    LastOfAll,
}

/// Where a key leads; `None` if nowhere. What stands gathered counts as one.
pub(super) fn move_focus(
    timeline_state: &TimelineState,
    timeline: &Timeline,
    story: &Story,
    key: GridKey,
) -> Option<GridCell> {
    let from = tab_stop(timeline_state, timeline)?;
    let lane = lane_of(from, timeline)?;
    let events = || matching_events(timeline_state, timeline, lane);
    match key {
        GridKey::FirstOfAll => edge(timeline_state, timeline, false),
        GridKey::LastOfAll => edge(timeline_state, timeline, true),
        GridKey::First => events().next().map(GridCell::Event),
        GridKey::Last => events().last().map(GridCell::Event),
        GridKey::Up | GridKey::Down => {
            let shown = |&lane: &usize| timeline.lane_has_match(timeline_state, lane);
            let next = match key {
                GridKey::Up => (0..lane).rev().find(shown),
                _ => (lane + 1..timeline.lanes.len()).find(shown),
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
                let items = timeline.items(story, timeline_state, lane);
                let with = items.into_iter().find(|item| item.events.contains(&event));
                let with = with.map_or_else(|| vec![event], |item| item.events);
                neighbour(timeline_state, timeline, (lane, event), &with, key == GridKey::Later)
            }
        },
    }
}

/// The cell that Tab stops at: the one that had the focus last, while it is in view.
pub(super) fn tab_stop(timeline_state: &TimelineState, timeline: &Timeline) -> Option<GridCell> {
    let first = || (0..timeline.lanes.len()).find(|&lane| timeline.lane_has_match(timeline_state, lane));
    let Some(cell) = timeline_state.last_cell else {
        let lane = first()?;
        let event =
            matching_events(timeline_state, timeline, lane).find(|&event| timeline.is_in_view(timeline_state, event));
        return Some(event.map_or(GridCell::Name(lane), GridCell::Event));
    };
    let lane = lane_of(cell, timeline).filter(|&lane| timeline.lane_has_match(timeline_state, lane));
    match (cell, lane) {
        (GridCell::Event(event), Some(lane)) if !timeline.is_in_view(timeline_state, event) => {
            Some(GridCell::Name(lane))
        }
        (cell, Some(_)) => Some(cell),
        (_, None) => first().map(GridCell::Name),
    }
}

/// The cell that keeps the focus when another part of time comes into view: the one it is on, or the nearest in its lane.
pub(super) fn remembered_cell(timeline_state: &TimelineState, timeline: &Timeline) -> Option<GridCell> {
    let cell = timeline_state.last_cell?;
    let GridCell::Event(event) = cell else {
        return Some(cell);
    };
    let (lane, _) = (*timeline.lane_of_event.get(event)?)?;
    if timeline.is_in_view(timeline_state, event) {
        return Some(cell);
    }
    let began = timeline.extents[event]?.from;
    let in_view =
        matching_events(timeline_state, timeline, lane).filter(|&event| timeline.is_in_view(timeline_state, event));
    let nearest = in_view.min_by_key(|&event| days_between(timeline, event, began));
    Some(nearest.map_or(GridCell::Name(lane), GridCell::Event))
}

/// The lane that a cell is in.
fn lane_of(cell: GridCell, timeline: &Timeline) -> Option<usize> {
    match cell {
        GridCell::FoldButton(lane) | GridCell::Name(lane) => (lane < timeline.lanes.len()).then_some(lane),
        GridCell::Event(event) => timeline.lane_of_event.get(event)?.map(|(lane, _)| lane),
    }
}

/// The events of a lane that are looked for, in order; none, if it is folded up.
fn matching_events<'a>(
    timeline_state: &'a TimelineState,
    timeline: &'a Timeline,
    lane: usize,
) -> impl DoubleEndedIterator<Item = usize> {
    let events: &[usize] = if timeline_state.is_folded(lane) { &[] } else { &timeline.lanes[lane].events };
    events.iter().copied().filter(|&event| timeline_state.matches(event))
}

/// The event before or after one in its lane, those that it stands gathered with apart; before the first, the head of
/// the lane.
fn neighbour(
    timeline_state: &TimelineState,
    timeline: &Timeline,
    (lane, event): (usize, usize),
    with: &[usize],
    later: bool,
) -> Option<GridCell> {
    let (_, position) = (*timeline.lane_of_event.get(event)?)?;
    let events = &timeline.lanes[lane].events;
    let is_other = |other: &usize| timeline_state.matches(*other) && !with.contains(other);
    if later {
        return events[position + 1..].iter().copied().find(is_other).map(GridCell::Event);
    }
    let before = events[..position].iter().rev().copied().find(is_other);
    Some(before.map_or(GridCell::Name(lane), GridCell::Event))
}

/// The event of a lane that is nearest in time to another; its name, if none of it is to be had.
fn nearest(timeline_state: &TimelineState, timeline: &Timeline, lane: usize, event: usize) -> Option<GridCell> {
    let began = timeline.extents.get(event)?.as_ref()?.from;
    let nearest =
        matching_events(timeline_state, timeline, lane).min_by_key(|&other| days_between(timeline, other, began));
    Some(nearest.map_or(GridCell::Name(lane), GridCell::Event))
}

/// How many days an event begins before or after one.
fn days_between(timeline: &Timeline, event: usize, from: Day) -> u64 {
    timeline.extents.get(event).and_then(|extent| Some(extent.as_ref()?.from)).map_or(u64::MAX, |at| at.abs_diff(from))
}

/// The first event of all that are looked for, or the last.
fn edge(timeline_state: &TimelineState, timeline: &Timeline, last: bool) -> Option<GridCell> {
    let ends = (0..timeline.lanes.len()).filter_map(|lane| {
        let mut events = matching_events(timeline_state, timeline, lane);
        let event = if last { events.next_back() } else { events.next() }?;
        Some((timeline.extents.get(event)?.as_ref()?.from, event))
    });
    let edge = if last { ends.max_by_key(|(from, _)| *from) } else { ends.min_by_key(|(from, _)| *from) };
    edge.map(|(_, event)| GridCell::Event(event))
}
