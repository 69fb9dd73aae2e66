//! Dates, only as precise as they are known: EDTF (ISO 8601-2:2019, annex A), levels 0 and 1, and from level 2 masked
//! digits and seasons.

use super::edtf::{Civil, Edtf, Endpoint, Point, Year, number};

/// A day, counted from 1 January 1970 in the proleptic Gregorian calendar.
pub type Day = i64;

/// One end of what a date covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// This day, inclusive.
    Day(Day),
    /// It has no end on this side (`..`).
    Open,
    /// It is not known, or too far away to count in days.
    Unknown,
}

impl Edge {
    /// The day, if there is one.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// A date as the story file gives it, and the days that it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// What was written.
    pub edtf: Edtf,
    /// The first day that it covers.
    pub first: Edge,
    /// The last day that it covers.
    pub last: Edge,
}

impl Date {
    /// Reads an EDTF string.
    ///
    /// # Errors
    ///
    /// What is wrong with it, for the person who wrote it: no EDTF, no day of the calendar, an interval that ends
    /// before it begins, or a form that Sidelight does not draw (a set of dates).
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.starts_with(['{', '[']) {
            return Err("sets of dates are not supported".to_owned());
        }
        let edtf = Edtf::parse(text).map_err(|flaw| flaw.to_string())?;
        let (start, end) = edtf.ends();
        let first = match start {
            Endpoint::Open | Endpoint::OnOrBefore(_) => Edge::Open,
            Endpoint::Unknown => Edge::Unknown,
            Endpoint::Date(date) | Endpoint::OnOrAfter(date) => edge(date.days().map(|(first, _)| first)),
        };
        let last = match end {
            Endpoint::Open | Endpoint::OnOrAfter(_) => Edge::Open,
            Endpoint::Unknown => Edge::Unknown,
            Endpoint::Date(date) | Endpoint::OnOrBefore(date) => edge(date.days().map(|(_, last)| last)),
        };
        if let (Edge::Day(first), Edge::Day(last)) = (first, last)
            && last < first
        {
            return Err("it ends before it begins".to_owned());
        }
        // A year of which no digit is known could be any of ten thousand: there is nothing to draw.
        if matches!(start, Endpoint::Date(Point { year: Year::Digits { digits: [None, ..], .. }, .. })) {
            return Ok(Self { edtf, first: Edge::Open, last: Edge::Open });
        }
        Ok(Self { edtf, first, last })
    }

    /// Whether any part of it is approximate (`~`, `%`).
    pub fn is_approximate(&self) -> bool {
        self.points().any(|point| point.is_approximate)
    }

    /// Whether any part of it is uncertain (`?`, `%`).
    pub fn is_uncertain(&self) -> bool {
        self.points().any(|point| point.is_uncertain)
    }

    /// Where it stands among others: by its first day, or by its last where the first is open or unknown. What is too
    /// far away to count in days stands before all others, or after them.
    pub fn sort_day(&self) -> Day {
        let day_of = |edge: Edge, far| edge.day().or(if edge == Edge::Unknown { far } else { None });
        let (start, end) = self.edtf.ends();
        day_of(self.first, out_of_range_day(start)).or(day_of(self.last, out_of_range_day(end))).unwrap_or(Day::MAX)
    }

    /// Whether an end of it is too far away to count in days, before the year -9999 or after 9999: written, and its edge
    /// unknown all the same.
    pub fn is_out_of_range(&self) -> bool {
        let is_far = |edge, end: Endpoint| edge == Edge::Unknown && end.date().is_some();
        let (start, end) = self.edtf.ends();
        is_far(self.first, start) || is_far(self.last, end)
    }

    /// The value of HTML's `datetime` attribute, where the date is exactly known as a day, a month or a year
    /// (HTML, section 2.3.5).
    pub fn to_datetime_attr(&self) -> Option<String> {
        let Edtf::Date(date) = self.edtf else {
            return None;
        };
        let known = !self.is_approximate() && !self.is_uncertain() && !date.has_unspecified();
        let year = date.year.value().filter(|year| (1..=9999).contains(year))?;
        match (known, date.month.and_then(number), date.day.and_then(number)) {
            (true, None, None) => Some(format!("{year:04}")),
            (true, Some(month @ 1..=12), None) => Some(format!("{year:04}-{month:02}")),
            (true, Some(month), Some(day)) => Some(format!("{year:04}-{month:02}-{day:02}")),
            _ => None,
        }
    }

    fn points(&self) -> impl Iterator<Item = Point> {
        let (start, end) = self.edtf.ends();
        start.date().into_iter().chain(end.date())
    }
}

/// Where the end of a date stands whose year has more than four digits: before all days, or after them.
fn out_of_range_day(end: Endpoint) -> Option<Day> {
    match end.date()?.year {
        Year::Far { is_negative, .. } => Some(if is_negative { Day::MIN } else { Day::MAX }),
        Year::Digits { .. } => None,
    }
}

fn edge(day: Option<Civil>) -> Edge {
    match day {
        Some((year, month, day)) if year.abs() <= 9999 => Edge::Day(day_number(year, month, day)),
        _ => Edge::Unknown,
    }
}

/// The day number of a day of the proleptic Gregorian calendar, given by its parts; `month` from 1 to 12. Years are
/// counted in eras of 400, beginning in March, so that the leap day comes last.
pub fn day_number(year: i64, month: u8, day: u8) -> Day {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The year, month (1 to 12) and day (1 to 31) of a day number.
pub fn civil_date(day: Day) -> Civil {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    // Both are within 1 to 31 by the arithmetic above.
    (year, month as u8, day as u8)
}

#[cfg(test)]
mod tests {
    use super::{Date, Day, Edge, civil_date, day_number};

    fn check(edtf: &str, expected: &str) {
        let shown = match Date::parse(edtf) {
            Ok(date) => {
                let edge = |edge| match edge {
                    Edge::Day(number) => {
                        let (year, month, day) = civil_date(number);
                        format!("{year}-{month}-{day}")
                    }
                    Edge::Open => "open".to_owned(),
                    Edge::Unknown => "unknown".to_owned(),
                };
                format!("{} to {}", edge(date.first), edge(date.last))
            }
            Err(_) => "error".to_owned(),
        };
        assert_eq!(shown, expected, "{edtf}");
    }

    #[test]
    fn dates_cover_days() {
        check("2025-01-20", "2025-1-20 to 2025-1-20");
        check("2025-03", "2025-3-1 to 2025-3-31");
        check("2024-02~", "2024-2-1 to 2024-2-29");
        check("2025-02-24/2025-02-28", "2025-2-24 to 2025-2-28");
        check("../2025-06-30", "open to 2025-6-30");
        check("2025/", "2025-1-1 to unknown");
        check("199X", "1990-1-1 to 1999-12-31");
        check("-0044-03-15", "-44-3-15 to -44-3-15");
        check("0000", "0-1-1 to 0-12-31");
        check("Y17E7", "unknown to unknown");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        check("", "error");
        check("soon", "error");
        check("2025-02-30", "error");
        check("2025-13", "error");
        check("2025/2024", "error");
        check("Y17E7/Y-17000", "error");
        check("2025/Y-17000", "error");
        check("{2024,2025}", "error");
    }

    #[test]
    fn what_is_beyond_the_year_9999_is_far() {
        let is_far = |edtf: &str| Date::parse(edtf).unwrap().is_out_of_range();
        let far = ["Y17E7", "Y-17000", "Y170000002", "Y1E100", "Y12345S2", "Y17000~", "9999-24"];
        let half = ["Y-17000/2025", "2025/Y17000", "../Y17000", "Y-17000/", "Y17000/..", "/Y17000"];
        for edtf in far.into_iter().chain(half) {
            assert!(is_far(edtf), "{edtf}");
        }
        for edtf in ["0000", "-9999", "9999", "-9999/9999", "9999-12-31", "XXXX", "2025-24", "2025-03-24T10:00:00Z"] {
            assert!(!is_far(edtf), "{edtf}");
        }
        // An end that is open, or that was not written, is not far.
        for edtf in ["2025/", "/2025", "../2025", "2025/..", "..Y-17000/2025", "2025/Y17000.."] {
            assert!(!is_far(edtf), "{edtf}");
        }
    }

    #[test]
    fn dates_stand_in_order() {
        let order = |edtf: &str| Date::parse(edtf).unwrap().sort_day();
        let written = [
            "Y-1E100",
            "-9999",
            "0000",
            "../2024",
            "2025",
            "2025-03/..",
            "/2025-06",
            "2025-07/Y17000",
            "9999",
            "Y170000002",
        ];
        for pair in written.windows(2) {
            assert!(order(pair[0]) < order(pair[1]), "{pair:?}");
        }
        for first in ["Y-17000", "Y-12345S2", "Y-17000/2025", "Y-17000/"] {
            assert_eq!(order(first), Day::MIN, "{first}");
        }
        for last in ["Y17000", "../Y17000", "Y17E7", "/Y17000"] {
            assert_eq!(order(last), Day::MAX, "{last}");
        }
    }

    #[test]
    fn days_count_both_ways() {
        assert_eq!(day_number(1970, 1, 1), 0);
        assert_eq!(day_number(2000, 3, 1), 11_017);
        for number in (-5_000_000..5_000_000).step_by(997) {
            let (year, month, date) = civil_date(number);
            assert_eq!(day_number(year, month, date), number);
        }
    }

    #[test]
    fn only_exact_dates_are_for_machines() {
        let machine = |edtf: &str| Date::parse(edtf).unwrap().to_datetime_attr();
        assert_eq!(machine("2025-01-20").as_deref(), Some("2025-01-20"));
        assert_eq!(machine("2025-03").as_deref(), Some("2025-03"));
        assert_eq!(machine("2025").as_deref(), Some("2025"));
        for vague in ["2025-03~", "2025?", "../2025", "202X", "2025-21"] {
            assert_eq!(machine(vague), None, "{vague}");
        }
    }
}
