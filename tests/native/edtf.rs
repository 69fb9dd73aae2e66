//! EDTF dates: their extent, their text, and a comparison of the parser with edtf-core.

use serde_json::json;
use sidelight::{
    story::{
        EventIndex, Story, StoryFile, WarningKind,
        date::civil_date,
        edtf::{Edtf, Endpoint, Point, Year, number},
    },
    timeline::{End, Extent, Timeline},
    words::{self, Messages},
};

use crate::mutations::Random;

/// Each row: EDTF string, extent in a story published on 24 March 2025, text. `planned` marks a planned event.
const TABLE: &str = "
2025-01-20              | point 2025-01-20                             | 20 January 2025
2025-03-24T10:00:00Z    | point 2025-03-24                             | 24 March 2025
2025-03                 | 31 days from 2025-03-01                      | March 2025
2025                    | 365 days from 2025-01-01                     | 2025
0000                    | 366 days from 0000-01-01                     | 1 BCE
-0043-03-15             | point -0043-03-15                            | 15 March 44 BCE
9999-12-31              | point 9999-12-31                             | 31 December 9999
2025-02-24/2025-02-28   | 5 days from 2025-02-24                       | 24–28 February 2025
2023/2025-06            | 912 days from 2023-01-01                     | 2023 to June 2025
2025-03~                | 31 days from 2025-03-01, soft start and end  | around March 2025
2025-03-15~             | 1 days from 2025-03-15, soft start and end   | around 15 March 2025
2008?                   | 366 days from 2008-01-01, soft start and end | 2008 (uncertain)
2008%                   | 366 days from 2008-01-01, soft start and end | around 2008 (uncertain)
2025-02-24~/2025-02-28  | 5 days from 2025-02-24, soft start           | around 24 February 2025 to 28 February 2025
2025-02-24/2025-02?     | 5 days from 2025-02-24, soft end             | 24 February 2025 to February 2025 (uncertain)
../2025-06-30 planned   | 99 days from 2025-03-24, soft start          | by the end of June 2025
../2025-06-30           | … to 2025-06-30                              | by the end of June 2025
../2025-06~             | … to 2025-06-30, soft end                    | by around June 2025
../2025-03-01 planned   | … to 2025-03-01                              | by 1 March 2025
/2025                   | 1 days from 2025-12-31, soft start           | by 2025
/2025 planned           | 283 days from 2025-03-24, soft start         | by 2025
2025-03/..              | 2025-03-01 to …                              | since March 2025
2025-03~/..             | 2025-03-01 to …, soft start                  | since around March 2025
2025-03-24/.. planned   | 2025-03-24 to …                              | since 24 March 2025
2025-03/                | 24 days from 2025-03-01, soft end            | from March 2025, to an unknown date
2026/                   | 1 days from 2026-01-01, soft end             | from 2026, to an unknown date
../..                   | nothing, no date                             | Date unknown
2025-21                 | 92 days from 2025-03-01                      | spring 2025
2025-24                 | 90 days from 2025-12-01                      | winter 2025
2025-34                 | 91 days from 2025-04-01                      | quarter 2 of 2025
199X                    | 3652 days from 1990-01-01                    | the 1990s
19XX                    | 36524 days from 1900-01-01                   | the 1900s
2025-XX                 | 365 days from 2025-01-01                     | some time in 2025
2025-06-XX              | 30 days from 2025-06-01                      | some time in June 2025
2025-XX-XX              | 365 days from 2025-01-01                     | some time in 2025
XXXX                    | nothing                                      | at some time
Y-17000                 | nothing, too far                             | 17001 BCE
Y170000002              | nothing, too far                             | 170000002
Y-17000/2025            | … to 2025-12-31, too far                     | 17001 BCE to 2025
2025/Y17000             | 2025-01-01 to …, too far                     | 2025 to 17000
2025/2024               | nothing, no date                             | Date unknown
2025-02-30              | nothing, no date                             | Date unknown
{2024,2025}             | nothing, no date                             | Date unknown
yesterday               | nothing, no date                             | Date unknown
";

/// The extent as text: “31 days from 2025-03-01, soft start and end”. An open end has no number of days.
fn extent_text(extent: &Extent) -> String {
    let day = |day| {
        let (year, month, day) = civil_date(day);
        let sign = if year < 0 { "-" } else { "" };
        format!("{sign}{:04}-{month:02}-{day:02}", year.abs())
    };
    let (from, to) = extent.known();
    let days = match (extent.start, extent.end) {
        _ if extent.exact => format!("point {}", day(from)),
        (End::Off, _) => format!("… to {}", day(to - 1)),
        (_, End::Off) => format!("{} to …", day(from)),
        _ => format!("{} days from {}", to - from, day(from)),
    };
    let soft_ends = match (extent.start == End::Soft, extent.end == End::Soft) {
        (true, true) => ", soft start and end",
        (true, false) => ", soft start",
        (false, true) => ", soft end",
        (false, false) => "",
    };
    days + soft_ends
}

fn check(row: &str) {
    let [written, expected_extent, expected_text] =
        row.split('|').map(str::trim).collect::<Vec<_>>().try_into().unwrap();
    let (date, status) =
        written.strip_suffix(" planned").map_or((written, "happened"), |date| (date.trim_end(), "planned"));
    let event = json!({ "id": "e", "title": "e", "date": date, "dateSource": "article", "status": status });
    let file = json!({
        "version": 1, "id": "s", "lang": "en", "title": "s", "published": "2025-03-24", "body": [], "events": [event]
    });
    let (story, warnings) = Story::check(StoryFile::read(file).unwrap());
    let (timeline, words) = (Timeline::new(&story), Messages::for_lang("en"));
    let mut extent = timeline.extents[EventIndex::new(0)].as_ref().map_or_else(|| "nothing".to_owned(), extent_text);
    for warning in warnings {
        extent += match warning.kind {
            WarningKind::InvalidDate(..) => ", no date",
            WarningKind::DateOutOfRange(_) => ", too far",
            kind => panic!("{written}: {kind}"),
        };
    }
    assert_eq!(extent, expected_extent, "{written}");
    let date = story.events[EventIndex::new(0)].date.as_ref();
    let text = date.map_or_else(|| words.undated.to_owned(), |date| words::date(date, &words.dates));
    assert_eq!(text, expected_text, "{written}");
}

#[test]
fn dates_have_an_extent_and_a_text() {
    TABLE.trim().lines().for_each(check);
}

/// More EDTF strings, of every form.
const MORE_DATES: &str = "
2025-01-20T23:59:60+14:00
2025-01-20T10:00:00-05
2025-02-29
2024-02-29
-0001-12-31
19XX-02-29
X9X9-02-29
XXXX-12-XX
2025-1X-31
2025-X1-3X
1950S2
-1950S1
1985S3~
Y171010000S3
Y-17E7
Y3388E2S3%
?2004-06-11
2004?-06-~11
2004-06~-11%
%-0010-?06-11
2025-25/2026-41
..2025-06/2025-07..
";

/// The common result of both parsers: the fields that Sidelight uses, and the covered days.
type Parsed = Result<([String; 2], [Option<String>; 2]), String>;

fn read_by_sidelight(text: &str) -> Parsed {
    let point = |point: Point| {
        let year = match point.year {
            Year::Digits { is_negative, digits } => format!("{is_negative} {digits:?}"),
            Year::Far { is_negative, value } => format!("far {is_negative} {value:?}"),
        };
        let Point { significant, month, day, is_uncertain, is_approximate, .. } = point;
        let numbers = [month, day].map(|field| field.map(number));
        let masked = point.has_unspecified();
        format!("{year} {significant:?} {month:?} {day:?} {numbers:?} {is_uncertain} {is_approximate} {masked}")
    };
    let end = |end| match end {
        Endpoint::Date(date) => format!("on {}", point(date)),
        Endpoint::OnOrBefore(date) => format!("before {}", point(date)),
        Endpoint::OnOrAfter(date) => format!("after {}", point(date)),
        Endpoint::Open => "open".to_owned(),
        Endpoint::Unknown => "unknown".to_owned(),
    };
    let edtf = Edtf::parse(text).map_err(|error| offset(&error))?;
    let (first, last) = edtf.ends();
    let days = |end: Endpoint| end.date().map(|date| format!("{:?}", date.days()));
    Ok(([end(first), end(last)], [days(first), days(last)]))
}

/// The part of an error that has the offset: `invalid EDTF at offset 5`. The words after it differ.
fn offset(error: &impl ToString) -> String {
    error.to_string().split(':').next().unwrap_or_default().to_owned()
}

fn read_by_edtf_core(text: &str) -> Parsed {
    use edtf_core::{Bound, BoundDate, Edtf, IntervalEndpoint, YearKind};
    let point = |point: edtf_core::Date| {
        let year = match point.year.kind {
            YearKind::Standard { negative, digits } => format!("{negative} {digits:?}"),
            YearKind::Big { value } => format!("far {} {:?}", value < 0, Some(value)),
            YearKind::Exponential { significand, .. } => format!("far {} {:?}", significand < 0, point.year.value()),
        };
        let digits = [point.month, point.day].map(|field| field.map(|field| field.digits));
        let numbers = [point.month, point.day].map(|field| field.map(|field| field.value()));
        let (uncertain, approximate) = (point.is_uncertain(), point.is_approximate());
        let (significant, masked) = (point.year.significant_digits, point.has_unspecified());
        let [month, day] = digits;
        format!("{year} {significant:?} {month:?} {day:?} {numbers:?} {uncertain} {approximate} {masked}")
    };
    let end = |end| match end {
        IntervalEndpoint::Date(date) => format!("on {}", point(date)),
        IntervalEndpoint::OnOrBefore(date) => format!("before {}", point(date)),
        IntervalEndpoint::OnOrAfter(date) => format!("after {}", point(date)),
        IntervalEndpoint::Open => "open".to_owned(),
        IntervalEndpoint::Unknown => "unknown".to_owned(),
    };
    let days = |end| match end {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) | IntervalEndpoint::OnOrAfter(date) => {
            let day = |bound| match bound {
                Bound::Date(BoundDate { year, month, day }) => Some((year, month, day)),
                _ => None,
            };
            let bounds = Edtf::Date(date).bounds();
            Some(format!("{:?}", day(bounds.earliest).zip(day(bounds.latest))))
        }
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    };
    let (first, last) = match Edtf::parse(text).map_err(|error| offset(&error))? {
        Edtf::Date(date) => (IntervalEndpoint::Date(date), IntervalEndpoint::Date(date)),
        Edtf::DateTime(time) => (IntervalEndpoint::Date(time.date), IntervalEndpoint::Date(time.date)),
        Edtf::Interval(interval) => (interval.start, interval.end),
        Edtf::Set(_) => panic!("the test has no sets"),
    };
    Ok(([end(first), end(last)], [days(first), days(last)]))
}

/// Compares both parsers on these dates and on 200,000 mutations: the values, and the offsets of the errors.
#[test]
fn dates_are_read_like_edtf_core() {
    let written = TABLE.lines().map(|row| row.split('|').next().unwrap().trim().trim_end_matches(" planned"));
    let written: Vec<&str> =
        written.chain(MORE_DATES.lines()).filter(|text| !text.is_empty() && !text.contains('{')).collect();
    let (mut random, mut valid, mut invalid) = (Random(17_000), 0, 0);
    let mut check = |text: &str| {
        if text.starts_with(['{', '[']) {
            return;
        }
        let parsed = read_by_sidelight(text);
        *if parsed.is_ok() { &mut valid } else { &mut invalid } += 1;
        assert_eq!(parsed, read_by_edtf_core(text), "{text:?}");
    };
    for text in &written {
        check(text);
        for other in &written {
            check(&format!("{text}/{other}"));
        }
    }
    let pieces: Vec<char> = "00112223456789XXXX---//..~?%SETYZ:+ {é".chars().collect();
    for _ in 0..200_000 {
        let mut text: Vec<char> = written[random.below(written.len())].chars().collect();
        for _ in 0..=random.below(3) {
            let (at, piece) = (random.below(text.len() + 1), pieces[random.below(pieces.len())]);
            match random.below(3) {
                0 if at < text.len() => drop(text.remove(at)),
                1 if at < text.len() => text[at] = piece,
                _ => text.insert(at, piece),
            }
        }
        check(&text.into_iter().collect::<String>());
    }
    assert!(valid > 15_000 && invalid > 100_000, "{valid} valid and {invalid} invalid texts were tried");
}
