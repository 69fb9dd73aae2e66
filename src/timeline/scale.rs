//! The mapping of days to a line, with cuts for long quiet periods.

use crate::story::{
    date::{Day, civil_date, day_number},
    small_sort::sort_by_key,
};

/// The least share of the line for a busy piece.
const MIN_QUIET_SHARE: f64 = 0.07;
/// A gap becomes a cut if it is longer than this share of the time that remains without the longer cuts.
const CUT_SHARE: f64 = 0.4;
/// The least length of a cut, in days.
const SHORTEST_CUT: Day = 365;

/// The time scale: adjacent pieces of time, alternately busy and quiet.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    pieces: Vec<Piece>,
}

/// A period of time on the scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    /// The first day.
    pub(super) from: Day,
    /// The day after the last one.
    pub(super) to: Day,
    /// Its share of the width that is drawn to scale, from 0 to 1; 0 for a cut.
    pub(super) share: f64,
    /// The sum of the shares of the pieces before it.
    pub(super) before: f64,
    /// The number of cuts before it.
    pub(super) cuts: f64,
    /// The number of events in it; 0 for a cut.
    pub(super) events: usize,
}

impl Piece {
    /// Returns true if the piece has no events and is therefore a cut.
    pub(super) fn is_quiet(&self) -> bool {
        self.events == 0
    }

    /// Returns true if the pieces are adjacent or the same.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// A busy period, before gaps are merged and shares are known.
#[derive(Clone, Copy)]
struct Busy {
    from: Day,
    to: Day,
    events: usize,
}

impl Scale {
    /// The scale for events with these known days (first, and after the last); `None` without events.
    pub(super) fn new(known: impl Iterator<Item = (Day, Day)>) -> Option<Self> {
        let mut busy: Vec<Busy> = Vec::new();
        for (from, to) in sort_by_key(known, |&(from, to)| [from, to, 0, 0]) {
            match busy.last_mut() {
                Some(last) if from <= last.to => {
                    last.to = last.to.max(to);
                    last.events += 1;
                }
                _ => busy.push(Busy { from, to, events: 1 }),
            }
        }
        let whole = busy.last()?.to - busy.first()?.from;
        Some(Self::with_cuts(&merge(busy, whole)))
    }

    /// Builds the pieces. A piece with more events gets more width; one with a single event gets the least share.
    fn with_cuts(busy: &[Busy]) -> Self {
        // Counts are small: no precision is lost.
        let least = MIN_QUIET_SHARE.min(0.5 / busy.len() as f64);
        let rest = 1.0 - least * busy.len() as f64;
        let weight = |period: &Busy| (period.events - 1) as f64;
        let weights: f64 = busy.iter().map(weight).sum();
        let mut pieces: Vec<Piece> = Vec::new();
        let (mut before, mut cuts) = (0.0, 0.0);
        for period in busy {
            if let Some(last) = pieces.last() {
                pieces.push(Piece { from: last.to, to: period.from, share: 0.0, before, cuts, events: 0 });
                cuts += 1.0;
            }
            let part = if weights > 0.0 { weight(period) / weights } else { 1.0 / busy.len() as f64 };
            let share = least + rest * part;
            let &Busy { from, to, events } = period;
            pieces.push(Piece { from, to, share, before, cuts, events });
            before += share;
        }
        Self { pieces }
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The first day of the scale, and the day after the last.
    pub fn ends(&self) -> (Day, Day) {
        let (first, last) = (self.pieces.first(), self.pieces.last());
        (first.map_or(0, |piece| piece.from), last.map_or(1, |piece| piece.to))
    }

    /// The days of the piece with the most events; `None` if it has fewer than three, or is the only piece.
    pub fn busiest(&self) -> Option<(Day, Day)> {
        let most = self.pieces.iter().reduce(|most, piece| if piece.events > most.events { piece } else { most })?;
        if most.events < 3 || self.pieces.len() < 2 {
            return None;
        }
        Some((most.from, most.to))
    }

    /// The number of cuts.
    pub(super) fn cuts(&self) -> f64 {
        self.pieces.last().map_or(0.0, |piece| piece.cuts)
    }

    /// The piece that contains a moment (in days since 1970-01-01), or the nearest piece.
    pub(super) fn piece(&self, moment: f64) -> Option<&Piece> {
        let next = self.pieces.partition_point(|piece| piece.to as f64 <= moment);
        self.pieces.get(next).or(self.pieces.last())
    }

    /// The position of a moment (in days since 1970-01-01): the share of the width to scale before it, and the number
    /// of cuts before it, which is fractional within a cut.
    pub(super) fn at(&self, moment: f64) -> (f64, f64) {
        let Some(piece) = self.piece(moment) else {
            return (0.0, 0.0);
        };
        let part = (moment - piece.from as f64) / (piece.to - piece.from) as f64;
        let part = part.clamp(0.0, 1.0);
        if piece.is_quiet() {
            (piece.before, piece.cuts + part)
        } else {
            (piece.before + piece.share * part, piece.cuts)
        }
    }
}

/// Merges busy periods over gaps that are too short for a cut. Extends each period to whole months, or to whole years
/// if it has a single event.
fn merge(busy: Vec<Busy>, whole: Day) -> Vec<Busy> {
    let gaps = sort_by_key(busy.windows(2).map(|pair| pair[1].from - pair[0].to), |&gap| [-gap, 0, 0, 0]);
    let mut left = whole;
    let mut least_cut = Day::MAX;
    for gap in gaps {
        if (gap as f64) < CUT_SHARE * left as f64 || gap < SHORTEST_CUT {
            break;
        }
        left -= gap;
        least_cut = gap;
    }
    let mut periods: Vec<Busy> = Vec::new();
    for next in busy {
        match periods.last_mut() {
            Some(last) if next.from - last.to < least_cut => {
                last.to = next.to;
                last.events += next.events;
            }
            _ => periods.push(next),
        }
    }
    let mut whole: Vec<Busy> = Vec::new();
    for period in periods {
        let period = rounded(period);
        match whole.last_mut() {
            Some(last) if period.from - last.to < SHORTEST_CUT => {
                last.to = period.to;
                last.events += period.events;
            }
            _ => whole.push(period),
        }
    }
    whole
}

/// Extends a busy period to whole months or years.
fn rounded(Busy { from, to, events }: Busy) -> Busy {
    let ((year, month, _), (last_year, last_month, _)) = (civil_date(from), civil_date(to - 1));
    let (from, to) = match (events, last_month) {
        (1, _) => (day_number(year, 1, 1), day_number(last_year + 1, 1, 1)),
        (_, 12) => (day_number(year, month, 1), day_number(last_year + 1, 1, 1)),
        _ => (day_number(year, month, 1), day_number(last_year, last_month + 1, 1)),
    };
    Busy { from, to, events }
}
