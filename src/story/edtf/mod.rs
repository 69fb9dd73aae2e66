//! What is written as a date: EDTF (ISO 8601-2:2019, annex A), levels 0 to 2, but for sets of dates.
//!
//! edtf-core reads it too, and is four times as large in the browser; `tests/native/edtf.rs` holds this reader to it.

mod read;

pub use read::EdtfError;

/// A date as it is written, with what is masked and qualified in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edtf {
    /// A year, a part of a year, a month or a day.
    Date(Point),
    /// A time of a day: the day.
    DateTime(Point),
    /// From one to another.
    Interval(Endpoint, Endpoint),
}

impl Edtf {
    /// The two ends of an interval; a single date is both of its ends.
    pub fn ends(&self) -> (Endpoint, Endpoint) {
        match *self {
            Self::Date(date) | Self::DateTime(date) => (Endpoint::Date(date), Endpoint::Date(date)),
            Self::Interval(start, end) => (start, end),
        }
    }
}

/// What stands on one side of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endpoint {
    /// A date.
    Date(Point),
    /// There is no end (`..`).
    Open,
    /// It is not known: nothing is written.
    Unknown,
    /// A date, or one before it.
    OnOrBefore(Point),
    /// A date, or one after it.
    OnOrAfter(Point),
}

impl Endpoint {
    /// The date, if one is written.
    pub fn date(self) -> Option<Point> {
        match self {
            Self::Date(date) | Self::OnOrBefore(date) | Self::OnOrAfter(date) => Some(date),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// Two digits; `None` for an `X`.
pub type Field = [Option<u8>; 2];

/// The number that two digits are, if neither is masked.
pub fn number(field: Field) -> Option<u8> {
    Some(field[0]? * 10 + field[1]?)
}

/// A year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// Four digits; `None` for an `X`. None is masked in one before the year 0.
    Digits {
        /// Whether it is before the year 0.
        is_negative: bool,
        /// The digits.
        digits: [Option<u8>; 4],
    },
    /// One with more than four digits (`Y`).
    Far {
        /// Whether it is before the year 0.
        is_negative: bool,
        /// The year; `None` where it is too long to be counted.
        value: Option<i64>,
    },
}

impl Year {
    /// The year, if no digit is masked and it can be counted.
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
    /// How many digits of the year are significant, if it is said.
    pub significant: Option<u32>,
    /// The month, or from 21 on another part of the year.
    pub month: Option<Field>,
    /// The day.
    pub day: Option<Field>,
    /// Whether any part of it is uncertain (`?`, `%`).
    pub is_uncertain: bool,
    /// Whether any part of it is approximate (`~`, `%`).
    pub is_approximate: bool,
}

/// A day: its year, month (1 to 12) and day (1 to 31).
pub type Civil = (i64, u8, u8);

impl Point {
    /// Whether any digit is masked.
    pub fn has_unspecified(&self) -> bool {
        let masked = |field: Option<Field>| field.is_some_and(|field| field.contains(&None));
        matches!(self.year, Year::Digits { digits, .. } if digits.contains(&None))
            || masked(self.month)
            || masked(self.day)
    }

    /// The first and the last day that it covers; `None` where they can't be counted.
    pub fn days(&self) -> Option<(Civil, Civil)> {
        if self.significant.is_some() || matches!(self.year, Year::Far { .. }) {
            let (first, last) = significant_years(self.year.value()?, self.significant)?;
            return Some(((first, 1, 1), (last, 12, 31)));
        }
        match self.month.and_then(number) {
            Some(part @ 21..) => {
                let (first, last) = months(part);
                let ((year, ..), (end, ..)) = (self.extreme(false)?, self.extreme(true)?);
                // Winter ends in the next year.
                let end = end + i64::from(last < first);
                Some(((year, first, 1), (end, last, last_day(end, last))))
            }
            _ => Some((self.extreme(false)?, self.extreme(true)?)),
        }
    }

    /// The first day that it can mean, or the last one; `None` if it means none.
    fn extreme(&self, is_last: bool) -> Option<Civil> {
        let nth = |at: i64, [from, to]: [i64; 2]| if is_last { from + to - at } else { at };
        // A part of a year stands for all of it here.
        let month_digits = self.month.filter(|month| number(*month).is_none_or(|month| month < 21)).unwrap_or_default();
        let day_digits = self.day.unwrap_or_default();
        let [from, to] = self.year.value().map_or([0, 9999], |year| [year, year]);
        for at in from..=to {
            let year = nth(at, [from, to]);
            if let Year::Digits { digits, .. } = self.year
                && !matches(&digits, year.abs())
            {
                continue;
            }
            for at in 1..=12 {
                let month = nth(at, [1, 12]);
                if !matches(&month_digits, month) {
                    continue;
                }
                let last = i64::from(last_day(year, month as u8));
                for at in 1..=last {
                    let day = nth(at, [1, last]);
                    if matches(&day_digits, day) {
                        return Some((year, month as u8, day as u8));
                    }
                }
            }
        }
        None
    }
}

/// Whether a number has these digits, where they are not masked.
fn matches(digits: &[Option<u8>], mut number: i64) -> bool {
    digits.iter().rev().all(|digit| {
        let last = number % 10;
        number /= 10;
        digit.is_none_or(|digit| i64::from(digit) == last)
    })
}

/// The years that have this one's first digits.
fn significant_years(year: i64, digits: Option<u32>) -> Option<(i64, i64)> {
    let magnitude = year.checked_abs()?;
    let width = magnitude.checked_ilog10().map_or(1, |log| log + 1).max(4);
    let step = digits.and_then(|digits| 10_i64.checked_pow(width.saturating_sub(digits))).unwrap_or(1);
    let least = magnitude - magnitude % step;
    let most = least.checked_add(step - 1)?;
    Some(if year < 0 { (-most, -least) } else { (least, most) })
}

/// The first and the last month of a part of a year (ISO 8601-2, section 4.8).
fn months(part: u8) -> (u8, u8) {
    let nth = |first: u8, length: u8| ((part - first) * length + 1, (part - first + 1) * length);
    match part {
        33..=36 => nth(33, 3),
        37..=39 => nth(37, 4),
        40.. => nth(40, 6),
        // Seasons, in general and of the two hemispheres: spring in the north is autumn in the south.
        _ => match if let 29..=32 = part { part - 27 } else { part - 21 } % 4 {
            0 => (3, 5),
            1 => (6, 8),
            2 => (9, 11),
            _ => (12, 2),
        },
    }
}

/// The last day of a month; `month` from 1 to 12.
fn last_day(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}
