//! The marks of the axis: from centuries to days, as the zoom suits.

use super::{Viewport, arrange::width_of};
use crate::{
    story::date::{Day, civil_date, day_number},
    words::{DateWords, axis_day, axis_month, axis_year},
};

/// A mark of the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Where it stands, in CSS pixels from the strip's start edge.
    pub x: i32,
    /// What it is called; nothing, where that has no room.
    pub label: String,
    /// Where the label begins and ends.
    pub room: [i32; 2],
}

/// What an axis may count: so many days, months or years.
#[derive(Clone, Copy)]
enum TickInterval {
    Days(i64),
    Months(i64),
    Years(i64),
}

const INTERVALS: [TickInterval; 17] = [
    TickInterval::Days(1),
    TickInterval::Days(7),
    TickInterval::Months(1),
    TickInterval::Months(3),
    TickInterval::Years(1),
    TickInterval::Years(2),
    TickInterval::Years(5),
    TickInterval::Years(10),
    TickInterval::Years(20),
    TickInterval::Years(50),
    TickInterval::Years(100),
    TickInterval::Years(200),
    TickInterval::Years(500),
    TickInterval::Years(1000),
    TickInterval::Years(2000),
    TickInterval::Years(5000),
    TickInterval::Years(10_000),
];

impl TickInterval {
    /// How many days it is about.
    fn days(self) -> f64 {
        match self {
            Self::Days(days) => days as f64,
            Self::Months(months) => months as f64 * 30.44,
            Self::Years(years) => years as f64 * 365.24,
        }
    }

    /// How much room a label of it needs, in letters' sizes.
    fn room(self) -> f64 {
        match self {
            Self::Days(_) => 4.0,
            Self::Months(_) => 2.75,
            Self::Years(_) => 3.5,
        }
    }

    /// The last day before another, or that very day, where it counts.
    fn floor(self, at: Day) -> Day {
        let (year, month, _) = civil_date(at);
        match self {
            // Weeks begin on Mondays, as 5 January 1970 was one.
            Self::Days(days) => at - (at - 4).rem_euclid(days),
            Self::Months(months) => {
                // Within 1 to 12 by the arithmetic.
                day_number(year, ((i64::from(month) - 1).div_euclid(months) * months) as u8 + 1, 1)
            }
            Self::Years(years) => day_number(year.div_euclid(years) * years, 1, 1),
        }
    }

    /// The next day after one where it counts.
    fn next(self, at: Day) -> Day {
        let (year, month, _) = civil_date(at);
        match self {
            Self::Days(days) => self.floor(at) + days,
            Self::Months(months) => {
                let next = ((i64::from(month) - 1).div_euclid(months) + 1) * months;
                // Within 1 to 12 by the arithmetic.
                day_number(year + next / 12, (next % 12) as u8 + 1, 1)
            }
            Self::Years(years) => day_number((year.div_euclid(years) + 1) * years, 1, 1),
        }
    }

    /// What it calls a day where it counts, with its year or without.
    fn label(self, at: Day, with_year: bool, words: &DateWords) -> String {
        let (year, month, _) = civil_date(at);
        match self {
            Self::Years(_) => axis_year(year, words),
            Self::Months(_) => axis_month(year, month, with_year, words),
            Self::Days(_) => axis_day(at, with_year, words),
        }
    }
}

/// The marks of the axis, in order, and no two labels upon each other.
pub(super) fn ticks(viewport: &Viewport, words: &DateWords) -> Vec<Tick> {
    let em = f64::from(viewport.size.em);
    let width = viewport.size.width;
    let mut ticks: Vec<Tick> = Vec::new();
    let mut free = 0;
    for (from, to, a_day) in viewport.stretches() {
        let fits = |step: &TickInterval| step.days() * a_day >= step.room() * em;
        let step = INTERVALS.into_iter().find(fits).unwrap_or(TickInterval::Years(10_000));
        let (first, last) = viewport.days();
        let (begin, end) = (from.max(first), to.min(last + 1));
        // A stretch has a mark where it begins, wherever that is in its century.
        let mut at = if begin == from { from } else { step.floor(begin) };
        // The year is told where it changes.
        let mut told = None;
        while at < end {
            let x = viewport.at(at);
            // A stretch may begin just before a mark.
            if (0..=width).contains(&x) && ticks.last().is_none_or(|last| last.x < x) {
                let year = Some(civil_date(at).0);
                let mut tick = Tick::new(x, step.label(at, told != year, words), viewport);
                if tick.room[0] >= free {
                    free = tick.room[1] + viewport.size.em / 2;
                    told = year;
                } else {
                    tick.label.clear();
                }
                ticks.push(tick);
            }
            at = step.next(at);
        }
    }
    // Zoomed in on a single day, the axis says which it is.
    if ticks.is_empty() {
        let first = viewport.days().0;
        ticks.push(Tick::new(
            viewport.at(first).clamp(0, width),
            TickInterval::Days(1).label(first, true, words),
            viewport,
        ));
    }
    ticks
}

impl Tick {
    /// A mark with its label around it, within the strip.
    fn new(x: i32, label: String, viewport: &Viewport) -> Self {
        // Labels have three quarters of the size of the letters around.
        let room = i32::try_from(width_of(&label)).unwrap_or_default() * viewport.size.em * 3 / 400 + 2;
        let room = room.min(viewport.size.width);
        let start = (x - room / 2).min(viewport.size.width - room).max(0);
        Self { x, label, room: [start, start + room] }
    }
}
