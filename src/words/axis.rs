//! Date labels for the axis of the timeline, and the time range in view.

use super::{DateWords, format};
use crate::story::date::{Day, civil_date};

/// The length, in days, from which a time range is written in months even if it does not begin and end with whole ones.
const IN_MONTHS: Day = 366 * 3;
/// The length, in days, from which a time range is written in years.
const IN_YEARS: Day = 366 * 30;

/// Formats an astronomical year: year 0 is 1 BCE.
pub fn axis_year(year: i64, words: &DateWords) -> String {
    if year > 0 { year.to_string() } else { format(words.before_common_era, &[&(1 - year).to_string()]) }
}

/// Formats a month (1 to 12) by its short name, with or without its year.
pub fn axis_month(year: i64, month: u8, with_year: bool, words: &DateWords) -> String {
    let name = name(&words.short_months, month);
    if with_year { format(words.month, &[name, &axis_year(year, words)]) } else { name.to_owned() }
}

/// Formats a day with the short name of its month, with or without its year.
pub fn axis_day(date: Day, with_year: bool, words: &DateWords) -> String {
    let (year, month, day) = civil_date(date);
    let (day, month) = (day.to_string(), name(&words.short_months, month));
    if with_year {
        format(words.day, &[&day, month, &axis_year(year, words)])
    } else {
        format(words.day_of_month, &[&day, month])
    }
}

/// Formats the days of an event for its label in the chart, whose axis has the years: “20 Jan”, “24 to 28 Feb”, “Mar to Jun”.
pub fn event_days(first: Day, last: Day, words: &DateWords) -> String {
    let [from, to, after] = [first, last, last + 1].map(civil_date);
    if first == last {
        return axis_day(first, false, words);
    }
    if from.2 == 1 && after.2 == 1 {
        let start = axis_month(from.0, from.1, false, words);
        let end = axis_month(to.0, to.1, false, words);
        return if (from.0, from.1) == (to.0, to.1) { start } else { format(words.interval, &[&start, &end]) };
    }
    if (from.0, from.1) == (to.0, to.1) {
        let days = format(words.interval, &[&from.2.to_string(), &to.2.to_string()]);
        return format(words.day_of_month, &[&days, name(&words.short_months, from.1)]);
    }
    format(words.interval, &[&axis_day(first, false, words), &axis_day(last, false, words)])
}

/// Formats a time range by its first and last day, in days, months or years depending on its length. A month or year
/// that both ends share is written once.
pub fn time_range(first: Day, last: Day, words: &DateWords) -> String {
    let long = last - first;
    let [from, to, after] = [first, last, last + 1].map(civil_date);
    let in_months = long >= IN_MONTHS || (from.2 == 1 && after.2 == 1);
    let in_years = long >= IN_YEARS || (in_months && from.1 == 1 && after.1 == 1);
    let whole = |(year, month, day): (i64, u8, u8)| {
        let (year, month) = (axis_year(year, words), name(&words.months, month));
        if in_years {
            year
        } else if in_months {
            format(words.month, &[month, &year])
        } else {
            format(words.day, &[&day.to_string(), month, &year])
        }
    };
    let end = whole(to);
    let month = name(&words.months, from.1);
    let start = if from.0 != to.0 || in_years {
        whole(from)
    } else if in_months {
        month.to_owned()
    } else if from.1 == to.1 {
        let (year, first, last) = (axis_year(from.0, words), from.2.to_string(), to.2.to_string());
        return if first == last { end } else { format(words.days_of_month, &[&first, &last, month, &year]) };
    } else {
        format(words.day_of_month, &[&from.2.to_string(), month])
    };
    let is_one = (from.0, from.1) == (to.0, to.1) || (in_years && from.0 == to.0);
    if is_one { end } else { format(words.interval, &[&start, &end]) }
}

fn name(names: &[&'static str; 12], month: u8) -> &'static str {
    names.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::{story::date::day_number, words::Messages};

    /// Year, month and day of the month.
    type Parts = (i64, u8, u8);

    fn check(first: Parts, last: Parts, expected: &str) {
        let [first, last] = [first, last].map(|(year, month, date)| day_number(year, month, date));
        assert_eq!(super::time_range(first, last, &Messages::for_lang("en").dates), expected);
    }

    #[test]
    fn short_ranges_are_written_in_days() {
        check((2025, 3, 24), (2025, 3, 24), "24 March 2025");
        check((2025, 2, 24), (2025, 2, 28), "24–28 February 2025");
        check((2025, 3, 1), (2025, 3, 31), "March 2025");
        check((2025, 2, 24), (2025, 3, 2), "24 February to 2 March 2025");
        check((2024, 12, 31), (2025, 1, 1), "31 December 2024 to 1 January 2025");
        check((-43, 3, 15), (-43, 3, 16), "15–16 March 44 BCE");
        check((0, 12, 31), (1, 1, 1), "31 December 1 BCE to 1 January 1");
    }

    #[test]
    fn longer_ranges_are_written_in_months() {
        check((2025, 1, 1), (2025, 6, 30), "January to June 2025");
        check((2025, 1, 1), (2025, 12, 31), "2025");
        check((2025, 1, 22), (2025, 3, 25), "22 January to 25 March 2025");
        check((2024, 12, 31), (2025, 3, 3), "31 December 2024 to 3 March 2025");
        check((2008, 6, 1), (2011, 5, 31), "June 2008 to May 2011");
        check((2008, 6, 5), (2012, 5, 30), "June 2008 to May 2012");
        check((-43, 3, 15), (-43, 9, 1), "15 March to 1 September 44 BCE");
    }

    #[test]
    fn long_ranges_are_written_in_years() {
        check((2008, 1, 1), (2025, 6, 30), "January 2008 to June 2025");
        check((2008, 1, 1), (2025, 12, 31), "2008 to 2025");
        check((-9999, 1, 1), (9999, 12, 31), "10000 BCE to 9999");
        check((-100, 1, 1), (-43, 3, 15), "101 BCE to 44 BCE");
        check((0, 1, 1), (3, 12, 31), "1 BCE to 3");
    }

    #[test]
    fn labels_of_events_have_no_year() {
        fn check(first: Parts, last: Parts, expected: [&str; 2]) {
            let [first, last] = [first, last].map(|(year, month, day)| day_number(year, month, day));
            let written = ["en", "ar"].map(|lang| super::event_days(first, last, &Messages::for_lang(lang).dates));
            assert_eq!(written, expected);
        }
        check((2025, 1, 20), (2025, 1, 20), ["20 Jan", "20 يناير"]);
        check((2025, 2, 24), (2025, 2, 28), ["24 to 28 Feb", "من 24 إلى 28 فبراير"]);
        check((2025, 2, 24), (2025, 3, 2), ["24 Feb to 2 Mar", "من 24 فبراير إلى 2 مارس"]);
        check((2025, 3, 1), (2025, 3, 31), ["Mar", "مارس"]);
        check((2025, 3, 1), (2025, 6, 30), ["Mar to Jun", "من مارس إلى يونيو"]);
    }

    #[test]
    fn axis_labels_have_no_year_zero() {
        let words = &Messages::for_lang("en").dates;
        assert_eq!([2025, 1, 0, -43].map(|year| super::axis_year(year, words)), ["2025", "1", "1 BCE", "44 BCE"]);
        assert_eq!([true, false].map(|whole| super::axis_month(2025, 3, whole, words)), ["Mar 2025", "Mar"]);
        assert_eq!([true, false].map(|whole| super::axis_day(-1, whole, words)), ["31 Dec 1969", "31 Dec"]);
    }
}
