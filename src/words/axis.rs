//! Dates in words for an axis, and for what of it is in view.

use super::{DateWords, fill};
use crate::story::date::{Day, civil};

/// From how many days on a span of time is told in months, and in years.
const IN_MONTHS: Day = 62;
const IN_YEARS: Day = 366 * 3;

/// A year; before the common era counted without a year 0, as readers count.
pub fn axis_year(year: i64, words: &DateWords) -> String {
    if year > 0 { year.to_string() } else { fill(words.before_common_era, &[&(1 - year).to_string()]) }
}

/// A month (1 to 12), short, with its year or without.
pub fn axis_month(year: i64, month: u8, with_year: bool, words: &DateWords) -> String {
    let name = name(&words.short_months, month);
    if with_year { fill(words.month, &[name, &axis_year(year, words)]) } else { name.to_owned() }
}

/// A day, given as year, month (1 to 12) and day of the month, its month short, with its year or without.
pub fn axis_day(at: Day, with_year: bool, words: &DateWords) -> String {
    let (year, month, day) = civil(at);
    let (day, month) = (day.to_string(), name(&words.short_months, month));
    if with_year {
        fill(words.day, &[&day, month, &axis_year(year, words)])
    } else {
        fill(words.day_of_month, &[&day, month])
    }
}

/// From one day to another, as exactly as so long a time needs.
pub fn span(first: Day, last: Day, words: &DateWords) -> String {
    let long = last - first;
    let ((year, month, day), (last_year, last_month, last_day)) = (civil(first), civil(last));
    // What the two have in common is said once.
    if year == last_year && long < IN_YEARS && month != last_month && long >= IN_MONTHS {
        let end = fill(words.month, &[name(&words.months, last_month), &axis_year(year, words)]);
        return fill(words.interval, &[name(&words.months, month), &end]);
    }
    if (year, month) == (last_year, last_month) && day != last_day {
        let year = axis_year(year, words);
        let (day, last) = (day.to_string(), last_day.to_string());
        return fill(words.days_of_month, &[&day, &last, name(&words.months, month), &year]);
    }
    let told = |at: Day| {
        let (year, month, day) = civil(at);
        let year = axis_year(year, words);
        let month = name(&words.months, month);
        if long >= IN_YEARS {
            year
        } else if long >= IN_MONTHS {
            fill(words.month, &[month, &year])
        } else {
            fill(words.day, &[&day.to_string(), month, &year])
        }
    };
    let (from, to) = (told(first), told(last));
    if from == to { from } else { fill(words.interval, &[&from, &to]) }
}

fn name(names: &[&'static str; 12], month: u8) -> &'static str {
    names.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::{story::date::day, words::Words};

    type Parts = (i64, u8, u8);

    fn check(first: Parts, last: Parts, expected: &str) {
        let [first, last] = [first, last].map(|(year, month, date)| day(year, month, date));
        assert_eq!(super::span(first, last, &Words::of("en").dates), expected);
    }

    #[test]
    fn a_short_time_is_told_in_days() {
        check((2025, 3, 24), (2025, 3, 24), "24 March 2025");
        check((2025, 2, 24), (2025, 2, 28), "24–28 February 2025");
        check((2025, 3, 1), (2025, 3, 31), "1–31 March 2025");
        check((2025, 2, 24), (2025, 3, 2), "24 February 2025 to 2 March 2025");
        check((2024, 12, 31), (2025, 1, 1), "31 December 2024 to 1 January 2025");
        check((-43, 3, 15), (-43, 3, 16), "15–16 March 44 BCE");
        check((0, 12, 31), (1, 1, 1), "31 December 1 BCE to 1 January 1");
    }

    #[test]
    fn a_longer_one_in_months() {
        check((2025, 1, 1), (2025, 6, 30), "January to June 2025");
        check((2025, 1, 1), (2025, 12, 31), "January to December 2025");
        check((2024, 12, 31), (2025, 3, 3), "December 2024 to March 2025");
        check((2008, 6, 1), (2011, 5, 31), "June 2008 to May 2011");
        check((-43, 3, 15), (-43, 9, 1), "March to September 44 BCE");
    }

    #[test]
    fn and_a_long_one_in_years() {
        check((2008, 1, 1), (2025, 6, 30), "2008 to 2025");
        check((-9999, 1, 1), (9999, 12, 31), "10000 BCE to 9999");
        check((-100, 1, 1), (-43, 3, 15), "101 BCE to 44 BCE");
        check((0, 1, 1), (3, 12, 31), "1 BCE to 3");
    }

    #[test]
    fn years_are_counted_as_readers_count() {
        let words = &Words::of("en").dates;
        assert_eq!([2025, 1, 0, -43].map(|year| super::axis_year(year, words)), ["2025", "1", "1 BCE", "44 BCE"]);
        assert_eq!([true, false].map(|whole| super::axis_month(2025, 3, whole, words)), ["Mar 2025", "Mar"]);
        assert_eq!([true, false].map(|whole| super::axis_day(-1, whole, words)), ["31 Dec 1969", "31 Dec"]);
    }
}
