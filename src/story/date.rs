//! Dates of the story file (EDTF; ISO 8601-2:2019, annex A) and the days that they cover.

use std::fmt;

use super::edtf::{Civil, Edtf, EdtfError, Endpoint, Point, Year, days_in_month, number};

/// A day number: days since 1 January 1970 in the proleptic Gregorian calendar.
pub type Day = i64;

/// The start or the end of the days that a date covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// This day, inclusive.
    Day(Day),
    /// No limit on this side (`..`).
    Open,
    /// An unknown limit, or one outside the years -9999 to 9999.
    Unknown,
}

impl Edge {
    /// Returns the day, if there is one.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// Why a date of the story file can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// The text is no EDTF, or names a day that the calendar does not have.
    Edtf(EdtfError),
    /// The text is a set of dates (EDTF level 2), which Sidelight does not support.
    Set,
    /// The interval ends before it begins.
    EndsBeforeItBegins,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Edtf(error) => error.fmt(f),
            Self::Set => f.write_str("sets of dates are not supported"),
            Self::EndsBeforeItBegins => f.write_str("it ends before it begins"),
        }
    }
}

impl std::error::Error for DateError {}

/// A date of the story file, and the days that it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The parsed EDTF string.
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
    /// [`DateError`], which the author of the story file reads.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        if text.starts_with(['{', '[']) {
            return Err(DateError::Set);
        }
        let edtf = Edtf::parse(text).map_err(DateError::Edtf)?;
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
            return Err(DateError::EndsBeforeItBegins);
        }
        // A year without a first digit could be any of ten thousand years: the timeline can't place it.
        if matches!(start, Endpoint::Date(Point { year: Year::Digits { digits: [None, ..], .. }, .. })) {
            return Ok(Self { edtf, first: Edge::Open, last: Edge::Open });
        }
        Ok(Self { edtf, first, last })
    }

    /// Returns true if a part of the date is approximate (`~`, `%`).
    pub fn is_approximate(&self) -> bool {
        self.points().any(|point| point.is_approximate)
    }

    /// Returns true if a part of the date is uncertain (`?`, `%`).
    pub fn is_uncertain(&self) -> bool {
        self.points().any(|point| point.is_uncertain)
    }

    /// Returns the day to sort the date by: its first day, or its last if the first is open or unknown.
    ///
    /// A date out of range sorts before all others (`Day::MIN`) or after them (`Day::MAX`).
    pub fn sort_day(&self) -> Day {
        let day_of = |edge: Edge, far| edge.day().or(if edge == Edge::Unknown { far } else { None });
        let (start, end) = self.edtf.ends();
        day_of(self.first, out_of_range_day(start)).or(day_of(self.last, out_of_range_day(end))).unwrap_or(Day::MAX)
    }

    /// Returns true if the start or the end of the date is before the year -9999 or after the year 9999.
    /// The edge on that side is [`Edge::Unknown`].
    pub fn is_out_of_range(&self) -> bool {
        let is_far = |edge, end: Endpoint| edge == Edge::Unknown && end.date().is_some();
        let (start, end) = self.edtf.ends();
        is_far(self.first, start) || is_far(self.last, end)
    }

    /// Returns the value of HTML's `datetime` attribute (HTML, section 2.3.5): `2025-01-20`, `2025-01` or `2025`.
    /// `None` if the date is approximate, uncertain or not exactly a day, a month or a year.
    pub fn to_datetime_attr(&self) -> Option<String> {
        let Edtf::Date(date) = self.edtf else {
            return None;
        };
        if self.is_approximate() || self.is_uncertain() || date.has_unspecified() {
            return None;
        }
        let year = date.year.value().filter(|year| (1..=9999).contains(year))?;
        match (date.month.and_then(number), date.day.and_then(number)) {
            (None, None) => Some(format!("{year:04}")),
            (Some(month @ 1..=12), None) => Some(format!("{year:04}-{month:02}")),
            (Some(month), Some(day)) => Some(format!("{year:04}-{month:02}-{day:02}")),
            _ => None,
        }
    }

    fn points(&self) -> impl Iterator<Item = Point> {
        let (start, end) = self.edtf.ends();
        start.date().into_iter().chain(end.date())
    }
}

/// Returns the first and the last day of a day, a month or a year: `2025-01-20`, `2025-01`, `2025` (EDTF, level 0, without
/// times and intervals). `None` for any other text, and for a day that the calendar does not have.
pub fn calendar_days(text: &str) -> Option<(Day, Day)> {
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(3).unwrap_or((rest, ""));
    let year = i64::from(digits(year)?);
    // The field after a hyphen: its first and its last possible value.
    let field = |text: &str, last: u16| match text.strip_prefix('-') {
        Some(text) if text.len() == 2 => digits(text).filter(|value| (1..=last).contains(value)).map(|it| (it, it)),
        None if text.is_empty() => Some((1, last)),
        _ => None,
    };
    let (first_month, last_month) = field(month, 12)?;
    if month.is_empty() && !day.is_empty() {
        return None;
    }
    // The casts lose nothing: a month has 12 and a day 31 as its greatest value.
    let (first_month, last_month) = (first_month as u8, last_month as u8);
    let (first_day, last_day) = field(day, days_in_month(year, last_month).into())?;
    Some((day_number(year, first_month, first_day as u8), day_number(year, last_month, last_day as u8)))
}

/// Returns the number that ASCII digits write.
fn digits(text: &str) -> Option<u16> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// Returns the sort day of a year of more than four digits: `Day::MIN` before the year 0, otherwise `Day::MAX`.
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

/// Returns the day number of a day in the proleptic Gregorian calendar; `month` is 1 to 12.
///
/// The computation counts years from March, in eras of 400 years, so that the leap day is the last day of a year.
pub fn day_number(year: i64, month: u8, day: u8) -> Day {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Returns the year, month (1 to 12) and day of the month (1 to 31) of a day number.
pub fn civil_date(day: Day) -> Civil {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    // The casts lose nothing: the arithmetic above keeps both values within 1 to 31.
    (year, month as u8, day as u8)
}

#[cfg(test)]
mod tests {
    use super::{Date, Day, Edge, calendar_days, civil_date, day_number};

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
    fn calendar_days_are_those_of_the_date() {
        for text in ["2025-01-20", "2024-02-29", "2025-12", "2024-02", "2025", "0000", "9999-12-31"] {
            let date = Date::parse(text).unwrap();
            assert_eq!(calendar_days(text), date.first.day().zip(date.last.day()), "{text}");
        }
        for text in
            ["", "25", "2025-", "2025-1", "2025-13", "2025-00", "2025-02-30", "2025-01-2", "2025-01-200", "+025"]
        {
            assert_eq!(calendar_days(text), None, "{text}");
        }
        for text in ["2025-01-01/2025-02-01", "2025~", "202X", "-2025", "2025-21", "2025-001", "20250101", "２０２５"]
        {
            assert_eq!(calendar_days(text), None, "{text}");
        }
    }

    #[test]
    fn invalid_dates_are_refused() {
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
    fn years_beyond_9999_are_out_of_range() {
        let is_far = |edtf: &str| Date::parse(edtf).unwrap().is_out_of_range();
        let far = ["Y17E7", "Y-17000", "Y170000002", "Y1E100", "Y12345S2", "Y17000~", "9999-24"];
        let half = ["Y-17000/2025", "2025/Y17000", "../Y17000", "Y-17000/", "Y17000/..", "/Y17000"];
        for edtf in far.into_iter().chain(half) {
            assert!(is_far(edtf), "{edtf}");
        }
        for edtf in ["0000", "-9999", "9999", "-9999/9999", "9999-12-31", "XXXX", "2025-24", "2025-03-24T10:00:00Z"] {
            assert!(!is_far(edtf), "{edtf}");
        }
        // A start or an end that is open or empty is not out of range.
        for edtf in ["2025/", "/2025", "../2025", "2025/..", "..Y-17000/2025", "2025/Y17000.."] {
            assert!(!is_far(edtf), "{edtf}");
        }
    }

    #[test]
    fn dates_sort_by_first_day_then_last() {
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
    fn day_numbers_convert_to_dates_and_back() {
        assert_eq!(day_number(1970, 1, 1), 0);
        assert_eq!(day_number(2000, 3, 1), 11_017);
        for number in (-5_000_000..5_000_000).step_by(997) {
            let (year, month, date) = civil_date(number);
            assert_eq!(day_number(year, month, date), number);
        }
    }

    #[test]
    fn only_exact_dates_have_a_datetime_attribute() {
        let datetime = |edtf: &str| Date::parse(edtf).unwrap().to_datetime_attr();
        assert_eq!(datetime("2025-01-20").as_deref(), Some("2025-01-20"));
        assert_eq!(datetime("2025-03").as_deref(), Some("2025-03"));
        assert_eq!(datetime("2025").as_deref(), Some("2025"));
        for vague in ["2025-03~", "2025?", "../2025", "202X", "2025-21"] {
            assert_eq!(datetime(vague), None, "{vague}");
        }
    }
}
