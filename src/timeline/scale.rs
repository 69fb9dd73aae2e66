//! From days to a line, with quiet time cut out of it.

use crate::story::{
    date::{Day, civil_date, day_number},
    small_sort::sort_by_key,
};

/// The least share of the line that a busy stretch has.
const MIN_QUIET_SHARE: f64 = 0.07;
/// A quiet stretch is cut out if it is longer than this share of what is left to draw.
const QUIET: f64 = 0.4;
/// Less than this, in days, is never cut out.
const SHORT: Day = 365;

/// The line that all events stand on: stretches of time that follow one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    pieces: Vec<Piece>,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    /// The first day.
    pub(super) from: Day,
    /// The day after the last.
    pub(super) to: Day,
    /// Its share of what is drawn to scale; nothing, if it is quiet.
    pub(super) share: f64,
    /// The shares of those before it.
    pub(super) before: f64,
    /// How many quiet ones stand before it.
    pub(super) cuts: f64,
    /// How many events it holds; none, if it is quiet.
    pub(super) events: usize,
}

impl Piece {
    /// Whether nothing is known to happen in it, so that it is cut out.
    pub(super) fn is_quiet(&self) -> bool {
        self.events == 0
    }

    /// Whether one begins where the other ends, or they are the same.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// A busy stretch, in the making.
#[derive(Clone, Copy)]
struct Busy {
    from: Day,
    to: Day,
    events: usize,
}

impl Scale {
    /// The scale for what these days are known of; `None` if there are none.
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

    /// What holds more has more room; a lone event has the least.
    fn with_cuts(busy: &[Busy]) -> Self {
        // Counts are small: no precision is lost.
        let least = MIN_QUIET_SHARE.min(0.5 / busy.len() as f64);
        let ctx = 1.0 - least * busy.len() as f64;
        let weight = |stretch: &Busy| (stretch.events - 1) as f64;
        let weights: f64 = busy.iter().map(weight).sum();
        let mut pieces: Vec<Piece> = Vec::new();
        let (mut before, mut cuts) = (0.0, 0.0);
        for stretch in busy {
            if let Some(last) = pieces.last() {
                pieces.push(Piece { from: last.to, to: stretch.from, share: 0.0, before, cuts, events: 0 });
                cuts += 1.0;
            }
            let part = if weights > 0.0 { weight(stretch) / weights } else { 1.0 / busy.len() as f64 };
            let share = least + ctx * part;
            let &Busy { from, to, events } = stretch;
            pieces.push(Piece { from, to, share, before, cuts, events });
            before += share;
        }
        Self { pieces }
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The first day of all, and the one after the last.
    pub fn ends(&self) -> (Day, Day) {
        let (first, last) = (self.pieces.first(), self.pieces.last());
        (first.map_or(0, |piece| piece.from), last.map_or(1, |piece| piece.to))
    }

    /// The stretch that holds the most events, where it is worth going to: it holds several, and is not all there is.
    pub fn busiest(&self) -> Option<(Day, Day)> {
        let most = self.pieces.iter().reduce(|most, piece| if piece.events > most.events { piece } else { most })?;
        (most.events > 2 && self.pieces.len() > 1).then_some((most.from, most.to))
    }

    /// How much is cut out, in all.
    pub(super) fn cuts(&self) -> f64 {
        self.pieces.last().map_or(0.0, |piece| piece.cuts)
    }

    /// The stretch that a moment, in days, is in; the nearest, for one before or after all.
    pub(super) fn piece(&self, moment: f64) -> Option<&Piece> {
        // Binary search: the pieces are in order, each beginning where the one before ends.
        let next = self.pieces.partition_point(|piece| piece.to as f64 <= moment);
        self.pieces.get(next).or(self.pieces.last())
    }

    /// Where a moment, in days, stands: the share of what is drawn to scale before it, and how many cuts.
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

/// Joins stretches over gaps that are too short to be cut out, and gives each whole months, or a lone event its year.
fn merge(busy: Vec<Busy>, whole: Day) -> Vec<Busy> {
    let gaps = sort_by_key(busy.windows(2).map(|pair| pair[1].from - pair[0].to), |&gap| [-gap, 0, 0, 0]);
    let mut left = whole;
    let mut least_cut = Day::MAX;
    for gap in gaps {
        if (gap as f64) < QUIET * left as f64 || gap < SHORT {
            break;
        }
        left -= gap;
        least_cut = gap;
    }
    let mut stretches: Vec<Busy> = Vec::new();
    for next in busy {
        match stretches.last_mut() {
            Some(last) if next.from - last.to < least_cut => {
                last.to = next.to;
                last.events += next.events;
            }
            _ => stretches.push(next),
        }
    }
    let mut whole: Vec<Busy> = Vec::new();
    for stretch in stretches {
        let stretch = rounded(stretch);
        match whole.last_mut() {
            Some(last) if stretch.from - last.to < SHORT => {
                last.to = stretch.to;
                last.events += stretch.events;
            }
            _ => whole.push(stretch),
        }
    }
    whole
}

fn rounded(Busy { from, to, events }: Busy) -> Busy {
    let ((year, month, _), (last_year, last_month, _)) = (civil_date(from), civil_date(to - 1));
    let (from, to) = match (events, last_month) {
        (1, _) => (day_number(year, 1, 1), day_number(last_year + 1, 1, 1)),
        (_, 12) => (day_number(year, month, 1), day_number(last_year + 1, 1, 1)),
        _ => (day_number(year, month, 1), day_number(last_year, last_month + 1, 1)),
    };
    Busy { from, to, events }
}
