//! The ticks of the axis, at intervals from days to millennia that depend on the zoom.

use super::{Span, Viewport, arrange::width_of};
use crate::{
    story::date::{Day, civil_date, day_number},
    words::{DateWords, axis_day, axis_month, axis_year},
};

/// One tick of the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The position, in CSS pixels from the start edge of the strip.
    pub x: i32,
    /// The label; empty if there is no room for it.
    pub label: String,
    /// The space of the label.
    pub room: Span,
}

/// The interval between two ticks.
#[derive(Clone, Copy)]
enum TickInterval {
    Days(i64),
    Months(i64),
    Years(i64),
}

/// The intervals to choose from, shortest first.
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
    /// The average length, in days.
    fn days(self) -> f64 {
        match self {
            Self::Days(days) => days as f64,
            Self::Months(months) => months as f64 * 30.44,
            Self::Years(years) => years as f64 * 365.24,
        }
    }

    /// The least distance between two ticks, in em, that leaves room for a label.
    fn min_distance(self) -> f64 {
        match self {
            Self::Days(_) => 4.0,
            Self::Months(_) => 2.75,
            Self::Years(_) => 3.5,
        }
    }

    /// The last tick on or before a day.
    fn floor(self, day: Day) -> Day {
        let (year, month, _) = civil_date(day);
        match self {
            // Weeks start on Monday; day 4, 5 January 1970, was a Monday.
            Self::Days(days) => day - (day - 4).rem_euclid(days),
            Self::Months(months) => {
                // The month is in 1..=12, so the cast can't truncate.
                day_number(year, ((i64::from(month) - 1).div_euclid(months) * months) as u8 + 1, 1)
            }
            Self::Years(years) => day_number(year.div_euclid(years) * years, 1, 1),
        }
    }

    /// The first tick after a day.
    fn next(self, day: Day) -> Day {
        let (year, month, _) = civil_date(day);
        match self {
            Self::Days(days) => self.floor(day) + days,
            Self::Months(months) => {
                let next = ((i64::from(month) - 1).div_euclid(months) + 1) * months;
                // The month is in 1..=12, so the cast can't truncate.
                day_number(year + next / 12, (next % 12) as u8 + 1, 1)
            }
            Self::Years(years) => day_number((year.div_euclid(years) + 1) * years, 1, 1),
        }
    }

    /// The label of a tick, with or without its year.
    fn label(self, day: Day, with_year: bool, words: &DateWords) -> String {
        let (year, month, _) = civil_date(day);
        match self {
            Self::Years(_) => axis_year(year, words),
            Self::Months(_) => axis_month(year, month, with_year, words),
            Self::Days(_) => axis_day(day, with_year, words),
        }
    }
}

/// The ticks of the axis, in order of time. Their labels do not overlap.
pub(super) fn ticks(viewport: &Viewport, words: &DateWords) -> Vec<Tick> {
    let em = f64::from(viewport.size.em);
    let width = viewport.size.width;
    let mut ticks: Vec<Tick> = Vec::new();
    let mut free = 0;
    for (from, to, day_width) in viewport.busy_periods() {
        let fits = |interval: &TickInterval| interval.days() * day_width >= interval.min_distance() * em;
        let interval = INTERVALS.into_iter().find(fits).unwrap_or(TickInterval::Years(10_000));
        let (first, last) = viewport.days();
        let (begin, end) = (from.max(first), to.min(last + 1));
        // A busy period always has a tick at its start.
        let mut day = if begin == from { from } else { interval.floor(begin) };
        // A label has the year only if the year changed since the last label.
        let mut labelled_year = None;
        while day < end {
            let x = viewport.at(day);
            // The tick at the start of a period can share its pixel with a regular one.
            if (0..=width).contains(&x) && ticks.last().is_none_or(|last| last.x < x) {
                let year = Some(civil_date(day).0);
                let mut tick = Tick::new(x, interval.label(day, labelled_year != year, words), viewport);
                if tick.room.start >= free {
                    free = tick.room.end + viewport.size.em / 2;
                    labelled_year = year;
                } else {
                    tick.label.clear();
                }
                ticks.push(tick);
            }
            day = interval.next(day);
        }
    }
    // Zoomed in to less than a day: the axis shows the date at its start.
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
    /// A tick with its label centred on it, but within the strip.
    fn new(x: i32, label: String, viewport: &Viewport) -> Self {
        // The font size of axis labels is 3/4 em.
        let width = i32::try_from(width_of(&label)).unwrap_or_default() * viewport.size.em * 3 / 400 + 2;
        let width = width.min(viewport.size.width);
        let start = (x - width / 2).min(viewport.size.width - width).max(0);
        Self { x, label, room: Span::with_width(start, width) }
    }
}
