//! Dates of the story file (EDTF) as text.

use super::{DateWords, axis_year, format};
use crate::story::{
    Date,
    date::civil_date,
    edtf::{Edtf, Endpoint, Point, Year, number},
};

/// Formats a date with the precision that the EDTF string gives: "24–28 February 2025", "around March 2025",
/// "by the end of June 2025". Native code and the browser both call this function, so the output is the same.
pub fn date(date: &Date, words: &DateWords) -> String {
    match &date.edtf {
        Edtf::Date(point) | Edtf::DateTime(point) => self::point(point, words),
        Edtf::Interval(start, end) => between(date, *start, *end, words),
    }
}

fn between(date: &Date, start: Endpoint, end: Endpoint, words: &DateWords) -> String {
    use Endpoint::{Date as On, OnOrAfter, OnOrBefore, Open, Unknown};
    match (start, end) {
        (On(start) | OnOrBefore(start), On(end) | OnOrAfter(end)) => days_of_one_month(&start, &end, words)
            .unwrap_or_else(|| format(words.interval, &[&point(&start, words), &point(&end, words)])),
        (Open | Unknown, On(end) | OnOrAfter(end) | OnOrBefore(end)) => until(date, &end, words),
        (On(start) | OnOrBefore(start) | OnOrAfter(start), Unknown) => format(words.from, &[&point(&start, words)]),
        (On(start) | OnOrBefore(start) | OnOrAfter(start), _) => format(words.since, &[&point(&start, words)]),
        _ => words.at_some_time.to_owned(),
    }
}

fn until(date: &Date, end: &Point, words: &DateWords) -> String {
    let plain = end.day.is_some() && !end.is_approximate && !end.is_uncertain && !end.has_unspecified();
    if plain
        && let Some(day) = date.last.day()
        && civil_date(day + 1).2 == 1
    {
        let (_, month, _) = civil_date(day);
        return format(words.until_end_of, &[month_name(month, words), &year(end, words)]);
    }
    format(words.until, &[&point(end, words)])
}

/// Formats two unqualified days of one month, such as "24–28 February 2025". `None` for any other interval.
fn days_of_one_month(start: &Point, end: &Point, words: &DateWords) -> Option<String> {
    let qualified = |point: &Point| point.is_approximate || point.is_uncertain;
    if qualified(start) || qualified(end) || start.year != end.year || start.month != end.month {
        return None;
    }
    let (first, last) = (number(start.day?)?, number(end.day?)?);
    let month = month_name(number(start.month?)?, words);
    let (first, last) = (first.to_string(), last.to_string());
    Some(format(words.days_of_month, &[&first, &last, month, &year(start, words)]))
}

fn point(point: &Point, words: &DateWords) -> String {
    let mut text = unqualified(point, words);
    if point.is_approximate {
        text = format(words.around, &[&text]);
    }
    if point.is_uncertain {
        text = format(words.uncertain, &[&text]);
    }
    text
}

fn unqualified(point: &Point, words: &DateWords) -> String {
    let year = year(point, words);
    match (point.month.map(number), point.day.map(number)) {
        (None, _) => year,
        // A month or a day with a masked digit (`X`) counts as unknown.
        (Some(None), _) => format(words.some_time_in, &[&year]),
        (Some(Some(month)), None) => month_or_season(month, &year, words),
        (Some(Some(month)), Some(None)) => format(words.some_time_in, &[&month_or_season(month, &year, words)]),
        (Some(Some(month)), Some(Some(day))) => format(words.day, &[&day.to_string(), month_name(month, words), &year]),
    }
}

/// Formats a month, or a season, quarter, third or half of a year, which EDTF writes as months 21 to 41
/// (ISO 8601-2, section 4.8).
fn month_or_season(month: u8, year: &str, words: &DateWords) -> String {
    let nth = |first: u8| (month - first + 1).to_string();
    match month {
        21..=32 => format(words.season, &[words.seasons[usize::from(month - 21) % 4], year]),
        33..=36 => format(words.quarter, &[&nth(33), year]),
        37..=39 => format(words.third, &[&nth(37), year]),
        40..=41 => format(words.half, &[&nth(40), year]),
        _ => format(words.month, &[month_name(month, words), year]),
    }
}

fn month_name(month: u8, words: &DateWords) -> &'static str {
    words.months.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

/// Formats a year; masked digits (`X`) give a decade or a century.
fn year(point: &Point, words: &DateWords) -> String {
    if let Some(year) = point.year.value() {
        return axis_year(year, words);
    }
    let Year::Digits { digits, .. } = point.year else {
        return words.at_some_time.to_owned();
    };
    let known = digits.iter().take_while(|digit| digit.is_some()).count();
    let masked_to_the_end = digits[known..].iter().all(Option::is_none);
    let floor = digits.iter().fold(0, |year, digit| year * 10 + i32::from(digit.unwrap_or(0)));
    match (known, masked_to_the_end) {
        (0, true) if point.month.is_none() => words.at_some_time.to_owned(),
        (3, true) => format(words.decade, &[&floor.to_string()]),
        (2, true) => format(words.century, &[&floor.to_string()]),
        // A mask in the middle, or of three digits: the digits as written.
        _ => digits.iter().map(|digit| digit.map_or('X', |digit| char::from(b'0' + digit))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::{story::Date, words::Messages};

    fn check(edtf: &str, expected: &str) {
        let date = Date::parse(edtf).unwrap();
        assert_eq!(super::date(&date, &Messages::for_lang("en").dates), expected, "{edtf}");
    }

    #[test]
    fn exact_dates_are_formatted_by_precision() {
        check("2025-01-20", "20 January 2025");
        check("2025-03", "March 2025");
        check("2008", "2008");
        check("2025-03-24T10:00:00Z", "24 March 2025");
    }

    #[test]
    fn intervals_name_their_known_ends() {
        check("2025-02-24/2025-02-28", "24–28 February 2025");
        check("2025-02-24/2025-03-01", "24 February 2025 to 1 March 2025");
        check("2024-02-24/2025-02-28", "24 February 2024 to 28 February 2025");
        check("2025-02-24~/2025-02-28", "around 24 February 2025 to 28 February 2025");
        check("2023/2025-06", "2023 to June 2025");
        check("../2025-06-30", "by the end of June 2025");
        check("../2025-06-29", "by 29 June 2025");
        check("../2025-06-30?", "by 30 June 2025 (uncertain)");
        check("/2025", "by 2025");
        check("2025-03/..", "since March 2025");
        check("2025-03/", "from March 2025, to an unknown date");
    }

    #[test]
    fn uncertain_and_masked_dates_are_qualified() {
        check("2025-03~", "around March 2025");
        check("2025-06-30?", "30 June 2025 (uncertain)");
        check("2008%", "around 2008 (uncertain)");
        check("199X", "the 1990s");
        check("19XX", "the 1900s");
        check("1X99", "1X99");
        check("XXXX", "at some time");
        check("2025-XX", "some time in 2025");
        check("2025-06-XX", "some time in June 2025");
        check("2025-XX-XX", "some time in 2025");
    }

    #[test]
    fn seasons_quarters_and_halves_are_named() {
        check("2025-21", "spring 2025");
        check("2025-24", "winter 2025");
        check("2025-34", "quarter 2 of 2025");
        check("2025-41", "half 2 of 2025");
    }

    #[test]
    fn years_before_the_common_era_have_no_year_zero() {
        check("0000", "1 BCE");
        check("-0043-03-15", "15 March 44 BCE");
        check("Y-17000", "17001 BCE");
    }
}
