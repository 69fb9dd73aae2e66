//! Extended Date/Time Format (EDTF; ISO 8601-2:2019, annex A), levels 0 to 2, without sets of dates.
//!
//! The crate edtf-core reads EDTF too, but is four times as large as WebAssembly. `tests/native/edtf.rs` compares this
//! reader with edtf-core.

mod read;

pub use read::EdtfError;

/// A parsed EDTF string, with its unspecified digits and qualifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edtf {
    /// A year, a part of a year, a month or a day.
    Date(Point),
    /// A day with a time, of which only the day is stored.
    DateTime(Point),
    /// An interval, from its start to its end.
    Interval(Endpoint, Endpoint),
}

impl Edtf {
    /// Returns the start and the end. For a single date, both are that date.
    pub fn ends(&self) -> (Endpoint, Endpoint) {
        match *self {
            Self::Date(date) | Self::DateTime(date) => (Endpoint::Date(date), Endpoint::Date(date)),
            Self::Interval(start, end) => (start, end),
        }
    }
}

/// The start or the end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endpoint {
    /// A date.
    Date(Point),
    /// No limit on this side (`..`).
    Open,
    /// An unknown limit: an empty string.
    Unknown,
    /// A date, or an earlier one (`..2025`).
    OnOrBefore(Point),
    /// A date, or a later one (`2025..`).
    OnOrAfter(Point),
}

impl Endpoint {
    /// Returns the date, if there is one.
    pub fn date(self) -> Option<Point> {
        match self {
            Self::Date(date) | Self::OnOrBefore(date) | Self::OnOrAfter(date) => Some(date),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// Two decimal digits. `None` is an unspecified digit (`X`).
pub type Field = [Option<u8>; 2];

/// Returns the number of two digits; `None` if one is unspecified.
pub fn number(field: Field) -> Option<u8> {
    Some(field[0]? * 10 + field[1]?)
}

/// A year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// A year of four digits. A negative year has no unspecified digit.
    Digits {
        /// True for a year before the year 0.
        is_negative: bool,
        /// The digits; `None` is an unspecified digit (`X`).
        digits: [Option<u8>; 4],
    },
    /// A year of more than four digits (`Y17000`).
    Far {
        /// True for a year before the year 0.
        is_negative: bool,
        /// The year; `None` if it does not fit in 64 bits.
        value: Option<i64>,
    },
}

impl Year {
    /// Returns the year; `None` if a digit is unspecified or the year does not fit in 64 bits.
    pub fn value(self) -> Option<i64> {
        match self {
            Self::Digits { is_negative, digits } => {
                let value = digits.iter().try_fold(0, |value, digit| Some(value * 10 + i64::from((*digit)?)))?;
                Some(if is_negative { -value } else { value })
            }
            Self::Far { value, .. } => value,
        }
    }
}

/// A year, a part of a year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The year.
    pub year: Year,
    /// The number of significant digits of the year (`S`), if the text gives it.
    pub significant: Option<u32>,
    /// The month (1 to 12), or a sub-year grouping such as a season or a quarter (21 to 41).
    pub month: Option<Field>,
    /// The day.
    pub day: Option<Field>,
    /// True if a part of the date is uncertain (`?`, `%`).
    pub is_uncertain: bool,
    /// True if a part of the date is approximate (`~`, `%`).
    pub is_approximate: bool,
}

/// A calendar day: year, month (1 to 12) and day of the month (1 to 31).
pub type Civil = (i64, u8, u8);

impl Point {
    /// Returns true if a digit is unspecified (`X`).
    pub fn has_unspecified(&self) -> bool {
        let has_unspecified_digit = |field: Option<Field>| field.is_some_and(|field| field.contains(&None));
        matches!(self.year, Year::Digits { digits, .. } if digits.contains(&None))
            || has_unspecified_digit(self.month)
            || has_unspecified_digit(self.day)
    }

    /// Returns the first and the last day that the date covers; `None` if a year does not fit in 64 bits.
    pub fn days(&self) -> Option<(Civil, Civil)> {
        if self.significant.is_some() || matches!(self.year, Year::Far { .. }) {
            let (first, last) = significant_years(self.year.value()?, self.significant)?;
            return Some(((first, 1, 1), (last, 12, 31)));
        }
        match self.month.and_then(number) {
            Some(part @ 21..) => {
                let (first, last) = months(part);
                let ((year, ..), (end, ..)) = (self.extreme(false)?, self.extreme(true)?);
                // A winter of December to February ends in the next year.
                let end = end + i64::from(last < first);
                Some(((year, first, 1), (end, last, days_in_month(end, last))))
            }
            _ => Some((self.extreme(false)?, self.extreme(true)?)),
        }
    }

    /// Returns the first or the last calendar day that matches the digits; `None` if no day does.
    fn extreme(&self, is_last: bool) -> Option<Civil> {
        let nth = |step: i64, [from, to]: [i64; 2]| if is_last { from + to - step } else { step };
        // A sub-year grouping (21 or more) matches every month here.
        let month_digits = self.month.filter(|month| number(*month).is_none_or(|month| month < 21)).unwrap_or_default();
        let day_digits = self.day.unwrap_or_default();
        let [from, to] = self.year.value().map_or([0, 9999], |year| [year, year]);
        for step in from..=to {
            let year = nth(step, [from, to]);
            if let Year::Digits { digits, .. } = self.year
                && !matches(&digits, year.abs())
            {
                continue;
            }
            for step in 1..=12 {
                let month = nth(step, [1, 12]);
                if !matches(&month_digits, month) {
                    continue;
                }
                let last = i64::from(days_in_month(year, month as u8));
                for step in 1..=last {
                    let day = nth(step, [1, last]);
                    if matches(&day_digits, day) {
                        return Some((year, month as u8, day as u8));
                    }
                }
            }
        }
        None
    }
}

/// Returns true if a number's last digits equal all specified digits.
fn matches(digits: &[Option<u8>], mut number: i64) -> bool {
    digits.iter().rev().all(|digit| {
        let last = number % 10;
        number /= 10;
        digit.is_none_or(|digit| i64::from(digit) == last)
    })
}

/// Returns the first and the last year with the same significant digits.
fn significant_years(year: i64, digits: Option<u32>) -> Option<(i64, i64)> {
    let magnitude = year.checked_abs()?;
    let width = magnitude.checked_ilog10().map_or(1, |log| log + 1).max(4);
    let step = digits.and_then(|digits| 10_i64.checked_pow(width.saturating_sub(digits))).unwrap_or(1);
    let least = magnitude - magnitude % step;
    let most = least.checked_add(step - 1)?;
    Some(if year < 0 { (-most, -least) } else { (least, most) })
}

/// Returns the first and the last month of a sub-year grouping, 21 to 41 (ISO 8601-2, section 4.8).
fn months(part: u8) -> (u8, u8) {
    let nth = |first: u8, length: u8| ((part - first) * length + 1, (part - first + 1) * length);
    match part {
        33..=36 => nth(33, 3),
        37..=39 => nth(37, 4),
        40.. => nth(40, 6),
        // Seasons: 21 to 24 of no hemisphere, 25 to 28 northern, 29 to 32 southern. Northern spring is southern autumn.
        _ => match if let 29..=32 = part { part - 27 } else { part - 21 } % 4 {
            0 => (3, 5),
            1 => (6, 8),
            2 => (9, 11),
            _ => (12, 2),
        },
    }
}

/// Returns the number of days in a month (1 to 12) of the Gregorian calendar.
pub(super) fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}
