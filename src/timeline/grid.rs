//! Where the keys lead in the drawn timeline (WAI-ARIA APG, grid pattern): a row for each lane, with two cells at its
//! head and one for each event.

use super::{Look, Timeline};
use crate::story::{Story, date::Day};

/// A cell of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// What folds a lane.
    Fold(usize),
    /// The name of a lane.
    Name(usize),
    /// An event, as a position in [`crate::story::Story::events`].
    Event(usize),
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
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
pub(super) fn moved(look: &Look, timeline: &Timeline, story: &Story, key: Key) -> Option<Cell> {
    let from = stop(look, timeline)?;
    let lane = lane_of(from, timeline)?;
    let events = || found(look, timeline, lane);
    match key {
        Key::FirstOfAll => edge(look, timeline, false),
        Key::LastOfAll => edge(look, timeline, true),
        Key::First => events().next().map(Cell::Event),
        Key::Last => events().last().map(Cell::Event),
        Key::Up | Key::Down => {
            let shown = |&lane: &usize| timeline.has_found(look, lane);
            let next = match key {
                Key::Up => (0..lane).rev().find(shown),
                _ => (lane + 1..timeline.lanes.len()).find(shown),
            }?;
            match from {
                Cell::Fold(_) => Some(Cell::Fold(next)),
                Cell::Name(_) => Some(Cell::Name(next)),
                Cell::Event(event) => nearest(look, timeline, next, event),
            }
        }
        Key::Earlier | Key::Later => match (from, key) {
            (Cell::Fold(_), Key::Later) => Some(Cell::Name(lane)),
            (Cell::Fold(_), _) => None,
            (Cell::Name(_), Key::Later) => events().next().map(Cell::Event),
            (Cell::Name(_), _) => Some(Cell::Fold(lane)),
            (Cell::Event(event), _) => {
                let items = timeline.items(story, look, lane);
                let with = items.into_iter().find(|item| item.events.contains(&event));
                let with = with.map_or_else(|| vec![event], |item| item.events);
                beside(look, timeline, (lane, event), &with, key == Key::Later)
            }
        },
    }
}

/// The cell that Tab stops at: the one that had the focus last, while it is in view.
pub(super) fn stop(look: &Look, timeline: &Timeline) -> Option<Cell> {
    let first = || (0..timeline.lanes.len()).find(|&lane| timeline.has_found(look, lane));
    let Some(cell) = look.cell else {
        let lane = first()?;
        let event = found(look, timeline, lane).find(|&event| timeline.is_in_view(look, event));
        return Some(event.map_or(Cell::Name(lane), Cell::Event));
    };
    let lane = lane_of(cell, timeline).filter(|&lane| timeline.has_found(look, lane));
    match (cell, lane) {
        (Cell::Event(event), Some(lane)) if !timeline.is_in_view(look, event) => Some(Cell::Name(lane)),
        (cell, Some(_)) => Some(cell),
        (_, None) => first().map(Cell::Name),
    }
}

/// The cell that keeps the focus when another part of time comes into view: the one it is on, or the nearest in its lane.
pub(super) fn kept(look: &Look, timeline: &Timeline) -> Option<Cell> {
    let cell = look.cell?;
    let Cell::Event(event) = cell else {
        return Some(cell);
    };
    let (lane, _) = (*timeline.homes.get(event)?)?;
    if timeline.is_in_view(look, event) {
        return Some(cell);
    }
    let began = timeline.extents[event]?.from;
    let in_view = found(look, timeline, lane).filter(|&event| timeline.is_in_view(look, event));
    let nearest = in_view.min_by_key(|&event| away(timeline, event, began));
    Some(nearest.map_or(Cell::Name(lane), Cell::Event))
}

/// The lane that a cell is in.
fn lane_of(cell: Cell, timeline: &Timeline) -> Option<usize> {
    match cell {
        Cell::Fold(lane) | Cell::Name(lane) => (lane < timeline.lanes.len()).then_some(lane),
        Cell::Event(event) => timeline.homes.get(event)?.map(|(lane, _)| lane),
    }
}

/// The events of a lane that are looked for, in order; none, if it is folded up.
fn found<'a>(look: &'a Look, timeline: &'a Timeline, lane: usize) -> impl DoubleEndedIterator<Item = usize> {
    let events: &[usize] = if look.is_folded(lane) { &[] } else { &timeline.lanes[lane].events };
    events.iter().copied().filter(|&event| look.finds(event))
}

/// The event before or after one in its lane, those that it stands gathered with apart; before the first, the head of
/// the lane.
fn beside(
    look: &Look,
    timeline: &Timeline,
    (lane, event): (usize, usize),
    with: &[usize],
    later: bool,
) -> Option<Cell> {
    let (_, place) = (*timeline.homes.get(event)?)?;
    let events = &timeline.lanes[lane].events;
    let is_other = |other: &usize| look.finds(*other) && !with.contains(other);
    if later {
        return events[place + 1..].iter().copied().find(is_other).map(Cell::Event);
    }
    let before = events[..place].iter().rev().copied().find(is_other);
    Some(before.map_or(Cell::Name(lane), Cell::Event))
}

/// The event of a lane that is nearest in time to another; its name, if none of it is to be had.
fn nearest(look: &Look, timeline: &Timeline, lane: usize, event: usize) -> Option<Cell> {
    let began = timeline.extents.get(event)?.as_ref()?.from;
    let nearest = found(look, timeline, lane).min_by_key(|&other| away(timeline, other, began));
    Some(nearest.map_or(Cell::Name(lane), Cell::Event))
}

/// How many days an event begins before or after one.
fn away(timeline: &Timeline, event: usize, from: Day) -> u64 {
    timeline.extents.get(event).and_then(|extent| Some(extent.as_ref()?.from)).map_or(u64::MAX, |at| at.abs_diff(from))
}

/// The first event of all that are looked for, or the last.
fn edge(look: &Look, timeline: &Timeline, last: bool) -> Option<Cell> {
    let ends = (0..timeline.lanes.len()).filter_map(|lane| {
        let mut events = found(look, timeline, lane);
        let event = if last { events.next_back() } else { events.next() }?;
        Some((timeline.extents.get(event)?.as_ref()?.from, event))
    });
    let edge = if last { ends.max_by_key(|(from, _)| *from) } else { ends.min_by_key(|(from, _)| *from) };
    edge.map(|(_, event)| Cell::Event(event))
}
