//! What stands in a strip: events with their labels, each in a row of its own where they would meet, and those that find
//! no room gathered.

use std::ops::RangeInclusive;

use super::{Extent, Viewport};
use crate::story::date::Day;

/// The most rows that a lane has.
pub const MOST_ROWS: usize = 3;

/// Something that stands in a strip. Positions are CSS pixels from the strip's start edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The events, as positions in [`crate::story::Story::events`], in order: one, or several that are gathered.
    pub events: Vec<usize>,
    /// The row, from 0.
    pub row: usize,
    /// What it takes up of its row, from start to end.
    pub occupied: [i32; 2],
    /// Where it is drawn, from start to end.
    pub span: [i32; 2],
    /// Where its label stands, from start to end; none where several are gathered, or where there is no room at all.
    pub label: Option<[i32; 2]>,
}

/// An event that is in view.
struct Seen {
    event: usize,
    mark: [i32; 2],
    /// How wide its label should be, and how wide it has to be.
    label: [[i32; 2]; 2],
}

/// Events that have found their place, and how far the rows are taken after them.
struct Slot {
    events: RangeInclusive<usize>,
    item: Item,
    rows: [i32; MOST_ROWS],
}

/// The events of a lane that are in view, in `rows` rows. `events` are in order of their beginnings; `reach` says of each
/// how far those up to it reach, so that the first one in view is found without a look at those before.
pub(super) fn arrange(
    viewport: &Viewport,
    rows: usize,
    events: &[usize],
    reach: &[Day],
    extents: &[Option<Extent>],
    title: impl Fn(usize) -> usize,
) -> Vec<Item> {
    let layout = Layout::new(viewport, rows);
    let mut slots: Vec<Slot> = Vec::new();
    let seen: Vec<Seen> = in_view(viewport, events, reach, extents)
        .map(|(event, mark)| Seen { event, mark, label: layout.label(title(event)) })
        .collect();
    for at in 0..seen.len() {
        let mut first = at;
        loop {
            let taken = slots.last().map_or([0; MOST_ROWS], |slot| slot.rows);
            let group = &seen[first..=at];
            // Whatever finds no room gathers with what stands before it, until it does.
            match (layout.place(group, taken), slots.pop()) {
                (Some((item, rows)), last) => {
                    slots.extend(last);
                    slots.push(Slot { events: first..=at, item, rows });
                    break;
                }
                (None, Some(last)) => first = *last.events.start(),
                (None, None) => {
                    // Where there is no room for a label in an empty strip, the mark stands alone.
                    let mark = seen[at].mark;
                    let item = Item { events: Vec::new(), row: 0, occupied: mark, span: mark, label: None };
                    let (item, rows) = put(item, [0; MOST_ROWS]);
                    slots.push(Slot { events: first..=at, item, rows });
                    break;
                }
            }
        }
    }
    // Only now, for what gathers is put in its place anew with each event.
    let filled = slots
        .into_iter()
        .map(|Slot { events, item, .. }| Item { events: seen[events].iter().map(|seen| seen.event).collect(), ..item });
    filled.collect()
}

/// The events that are in view, with where they are drawn.
pub(super) fn in_view<'a>(
    viewport: &'a Viewport,
    events: &'a [usize],
    reach: &'a [Day],
    extents: &'a [Option<Extent>],
) -> impl Iterator<Item = (usize, [i32; 2])> {
    let (first, last) = viewport.drawn_days();
    let begin = reach.partition_point(|&reach| reach <= first);
    let extents = events[begin..].iter().filter_map(|&event| Some((event, extents.get(event)?.as_ref()?)));
    let until = extents.take_while(move |(_, extent)| extent.from <= last);
    until.filter_map(|(event, extent)| Some((event, viewport.event_span(extent)?)))
}

/// What is the same for all of a strip.
struct Layout {
    width: i32,
    em: i32,
    rows: usize,
    /// Between a mark and its label.
    gap: i32,
    /// Between one item and the next.
    apart: i32,
}

impl Layout {
    fn new(viewport: &Viewport, rows: usize) -> Self {
        let em = viewport.size.em;
        Self { width: viewport.size.width, em, rows: rows.clamp(1, MOST_ROWS), gap: em * 3 / 8, apart: em / 2 }
    }

    /// How wide a label of so many hundredths of a letter's size should be, and has to be, each beside its mark, in two
    /// lines, and upon it, in one.
    fn label(&self, words: usize) -> [[i32; 2]; 2] {
        // A label's letters are 13/16 of those around.
        let wide = i32::try_from(words).unwrap_or(i32::MAX / 100).min(100_000) * self.em / 100 * 13 / 16;
        let least = self.em * 2;
        // Words do not break in the middle: a line holds somewhat less than half.
        let full = if wide <= self.em * 5 { wide + 4 } else { (wide * 5 / 8).max(self.em * 5) };
        let full = full.clamp(least, self.em * 14).min(self.width);
        let short = full.min(self.em * 11 / 2);
        [[full, wide + 4], [short, short]]
    }

    /// Puts one event, or several that are gathered, in the first row that has room after what is taken.
    fn place(&self, group: &[Seen], taken: [i32; MOST_ROWS]) -> Option<(Item, [i32; MOST_ROWS])> {
        let [first, .., last] = group else {
            let one = group.first()?;
            return self.place_one(one, taken);
        };
        let pill = (self.em * 11 / 2).min(self.width);
        let start = first.mark[0].min(self.width - pill).max(0);
        let end = last.mark[0].max(start + pill).min(self.width);
        let row = (0..self.rows).find(|&row| self.is_free(taken[row], start))?;
        Some(put(Item { events: Vec::new(), row, occupied: [start, end], span: [start, end], label: None }, taken))
    }

    fn place_one(&self, one: &Seen, taken: [i32; MOST_ROWS]) -> Option<(Item, [i32; MOST_ROWS])> {
        let [start, end] = one.mark;
        for [label, line] in one.label {
            let after = [end + self.gap, end + self.gap + label];
            let upon = [start + self.gap, end - self.gap];
            let before = [start - self.gap - label, start - self.gap];
            for row in 0..self.rows {
                for (label, fits) in
                    [(after, after[1] <= self.width), (upon, upon[1] - upon[0] >= line), (before, before[0] >= 0)]
                {
                    let all = [start.min(label[0]), end.max(label[1])];
                    if fits && self.is_free(taken[row], all[0]) {
                        let item = Item { events: Vec::new(), row, occupied: all, span: one.mark, label: Some(label) };
                        return Some(put(item, taken));
                    }
                }
            }
        }
        None
    }

    fn is_free(&self, taken: i32, start: i32) -> bool {
        taken == 0 || start >= taken + self.apart
    }
}

/// Takes the room of an item, after what is taken.
fn put(item: Item, mut taken: [i32; MOST_ROWS]) -> (Item, [i32; MOST_ROWS]) {
    taken[item.row] = item.occupied[1];
    (item, taken)
}

/// How wide words are about, in hundredths of a letter's size: the letters of many scripts are as wide as high, those of
/// ours about half of that.
pub(super) fn width_of(words: &str) -> usize {
    // More than any label shows.
    let wide = |letter: char| match letter {
        '\u{2e80}'.. => 100,
        'A'..='Z' | '0'..='9' => 64,
        _ => 54,
    };
    words.chars().take(200).map(wide).sum()
}
