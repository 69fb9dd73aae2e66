//! Layout of a lane: events and their labels in rows, and groups of events whose labels would overlap.
//!
//! All positions and widths are CSS pixels; positions count from the start edge of the lane's strip.

use std::ops::RangeInclusive;

use super::{Extent, Span, Viewport};
use crate::story::{EventIndex, IndexVec, date::Day};

/// The greatest number of rows in a lane.
pub const MOST_ROWS: usize = 3;

/// One event or one group in a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The events, ordered by start: one, or the members of a group.
    pub events: Vec<EventIndex>,
    /// The row, from 0.
    pub row: usize,
    /// The space in the row that it takes, with its label.
    pub occupied: Span,
    /// Its point, bar or group button.
    pub span: Span,
    /// Its label; `None` for a group, or if the strip is too narrow for a label.
    pub label: Option<Span>,
}

/// An event in view.
struct VisibleEvent {
    event: EventIndex,
    span: Span,
    /// The preferred label width.
    preferred: LabelWidth,
    /// The minimum label width.
    minimum: LabelWidth,
}

/// The width that a label needs, in CSS pixels.
#[derive(Clone, Copy)]
struct LabelWidth {
    /// Next to the event, in two lines.
    beside: i32,
    /// On the event's bar, in one line.
    on_bar: i32,
}

/// A placed item, with the positions up to which the rows are taken after it.
struct Slot {
    events: RangeInclusive<usize>,
    item: Item,
    rows: [i32; MOST_ROWS],
}

/// Lays out the events of a lane that are in view, in `rows` rows. `events` are ordered by start; `running_max_end[i]`
/// is the latest end of the events up to `i`, so that a binary search finds the first event in view.
pub(super) fn arrange(
    viewport: &Viewport,
    rows: usize,
    events: &[EventIndex],
    running_max_end: &[Day],
    extents: &IndexVec<EventIndex, Option<Extent>>,
    title: impl Fn(EventIndex) -> usize,
) -> Vec<Item> {
    let layout = Layout::new(viewport, rows);
    let mut slots: Vec<Slot> = Vec::new();
    let visible: Vec<VisibleEvent> = in_view(viewport, events, running_max_end, extents)
        .map(|(event, span)| layout.visible_event(event, span, title(event)))
        .collect();
    for index in 0..visible.len() {
        let mut first = index;
        loop {
            let taken = slots.last().map_or([0; MOST_ROWS], |slot| slot.rows);
            let group = &visible[first..=index];
            // An event without room forms a group with the item before it, repeatedly until the group has room.
            match (layout.place(group, taken), slots.pop()) {
                (Some((item, rows)), last) => {
                    slots.extend(last);
                    slots.push(Slot { events: first..=index, item, rows });
                    break;
                }
                (None, Some(last)) => first = *last.events.start(),
                (None, None) => {
                    // An empty strip that is too narrow for the label shows the event without one.
                    let span = visible[index].span;
                    let item = Item { events: Vec::new(), row: 0, occupied: span, span, label: None };
                    let (item, rows) = put(item, [0; MOST_ROWS]);
                    slots.push(Slot { events: first..=index, item, rows });
                    break;
                }
            }
        }
    }
    // The lists of events are filled in last, because a growing group is placed again with each event.
    let filled = slots.into_iter().map(|Slot { events, item, .. }| Item {
        events: visible[events].iter().map(|visible| visible.event).collect(),
        ..item
    });
    filled.collect()
}

/// The events in view, with their spans.
pub(super) fn in_view<'a>(
    viewport: &'a Viewport,
    events: &'a [EventIndex],
    running_max_end: &'a [Day],
    extents: &'a IndexVec<EventIndex, Option<Extent>>,
) -> impl Iterator<Item = (EventIndex, Span)> {
    let (first, last) = viewport.drawn_days();
    let begin = running_max_end.partition_point(|&end| end <= first);
    let extents = events[begin..].iter().filter_map(|&event| Some((event, extents.get(event)?.as_ref()?)));
    let until = extents.take_while(move |(_, extent)| extent.from <= last);
    until.filter_map(|(event, extent)| Some((event, viewport.event_span(extent)?)))
}

/// The measures of a strip.
struct Layout {
    width: i32,
    em: i32,
    rows: usize,
    /// The distance between an event and its label.
    gap: i32,
    /// The least distance between two items of a row.
    spacing: i32,
}

impl Layout {
    fn new(viewport: &Viewport, rows: usize) -> Self {
        let em = viewport.size.em;
        Self { width: viewport.size.width, em, rows: rows.clamp(1, MOST_ROWS), gap: em * 3 / 8, spacing: em / 2 }
    }

    /// An event with the widths of its label. `text_width` is in hundredths of an em.
    fn visible_event(&self, event: EventIndex, span: Span, text_width: usize) -> VisibleEvent {
        // The font size of labels is 13/16 em.
        let wide = i32::try_from(text_width).unwrap_or(i32::MAX / 100).min(100_000) * self.em / 100 * 13 / 16;
        let least = self.em * 2;
        // Lines break between words, so each of the two lines needs more than half of the width.
        let full = if wide <= self.em * 5 { wide + 4 } else { (wide * 5 / 8).max(self.em * 5) };
        let full = full.clamp(least, self.em * 14).min(self.width);
        let short = full.min(self.em * 11 / 2);
        VisibleEvent {
            event,
            span,
            preferred: LabelWidth { beside: full, on_bar: wide + 4 },
            minimum: LabelWidth { beside: short, on_bar: short },
        }
    }

    /// Places one event or a group in the first row that has room after the taken positions; `None` if no row has.
    fn place(&self, group: &[VisibleEvent], taken: [i32; MOST_ROWS]) -> Option<(Item, [i32; MOST_ROWS])> {
        let [first, .., last] = group else {
            let one = group.first()?;
            return self.place_one(one, taken);
        };
        let least = (self.em * 11 / 2).min(self.width);
        let start = first.span.start.min(self.width - least).max(0);
        let end = last.span.start.max(start + least).min(self.width);
        let row = (0..self.rows).find(|&row| self.is_free(taken[row], start))?;
        let span = Span::new(start, end);
        Some(put(Item { events: Vec::new(), row, occupied: span, span, label: None }, taken))
    }

    fn place_one(&self, one: &VisibleEvent, taken: [i32; MOST_ROWS]) -> Option<(Item, [i32; MOST_ROWS])> {
        let Span { start, end } = one.span;
        for width in [one.preferred, one.minimum] {
            let after = Span::with_width(end + self.gap, width.beside);
            let on_bar = Span::new(start + self.gap, end - self.gap);
            let before = Span::with_width(start - self.gap - width.beside, width.beside);
            for row in 0..self.rows {
                for (label, fits) in [
                    (after, after.end <= self.width),
                    (on_bar, on_bar.width() >= width.on_bar),
                    (before, before.start >= 0),
                ] {
                    let occupied = Span::new(start.min(label.start), end.max(label.end));
                    if fits && self.is_free(taken[row], occupied.start) {
                        let item = Item { events: Vec::new(), row, occupied, span: one.span, label: Some(label) };
                        return Some(put(item, taken));
                    }
                }
            }
        }
        None
    }

    fn is_free(&self, taken: i32, start: i32) -> bool {
        taken == 0 || start >= taken + self.spacing
    }
}

/// Marks the space of an item as taken.
fn put(item: Item, mut taken: [i32; MOST_ROWS]) -> (Item, [i32; MOST_ROWS]) {
    taken[item.row] = item.occupied.end;
    (item, taken)
}

/// Estimates the width of a text, in hundredths of an em: characters from U+2E80 on (CJK and others) are about 1 em
/// wide, Latin letters about half an em. The layout runs natively too, so it can't measure.
pub(super) fn width_of(text: &str) -> usize {
    // No label shows more than 200 characters.
    let wide = |letter: char| match letter {
        '\u{2e80}'.. => 100,
        'A'..='Z' | '0'..='9' => 64,
        _ => 54,
    };
    text.chars().take(200).map(wide).sum()
}
