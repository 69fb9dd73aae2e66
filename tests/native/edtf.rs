//! Dates, as they are written, drawn and told.

use serde_json::json;
use sidelight::{
    story::{Fault, Story, StoryFile, date::civil},
    timeline::{End, Extent, Timeline},
    words::{self, Words},
};

/// A date, what is drawn for it in a story published on 24 March 2025, and how it is told. Plans are marked.
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
XXXX                    | 3652425 days from 0000-01-01                 | XXXX
Y-17000                 | nothing, too far                             | 17001 BCE
Y170000002              | nothing, too far                             | 170000002
Y-17000/2025            | … to 2025-12-31, too far                     | 17001 BCE to 2025
2025/Y17000             | 2025-01-01 to …, too far                     | 2025 to 17000
2025/2024               | nothing, no date                             | Date unknown
2025-02-30              | nothing, no date                             | Date unknown
{2024,2025}             | nothing, no date                             | Date unknown
yesterday               | nothing, no date                             | Date unknown
";

/// What is drawn: “31 days from 2025-03-01, soft start and end”. What runs off has no number of days.
fn drawn(extent: &Extent) -> String {
    let day = |day| {
        let (year, month, day) = civil(day);
        let sign = if year < 0 { "-" } else { "" };
        format!("{sign}{:04}-{month:02}-{day:02}", year.abs())
    };
    let (from, to) = extent.known();
    let what = match (extent.start, extent.end) {
        _ if extent.exact => format!("point {}", day(from)),
        (End::Off, _) => format!("… to {}", day(to - 1)),
        (_, End::Off) => format!("{} to …", day(from)),
        _ => format!("{} days from {}", to - from, day(from)),
    };
    let how = match (extent.start == End::Soft, extent.end == End::Soft) {
        (true, true) => ", soft start and end",
        (true, false) => ", soft start",
        (false, true) => ", soft end",
        (false, false) => "",
    };
    what + how
}

fn check(row: &str) {
    let [written, drawing, told] = row.split('|').map(str::trim).collect::<Vec<_>>().try_into().unwrap();
    let (date, status) =
        written.strip_suffix(" planned").map_or((written, "happened"), |date| (date.trim_end(), "planned"));
    let event = json!({ "id": "e", "title": "e", "date": date, "dated": "article", "status": status });
    let file = json!({
        "version": 1, "id": "s", "lang": "en", "title": "s", "published": "2025-03-24", "body": [], "events": [event]
    });
    let (story, warnings) = Story::check(StoryFile::read(file).unwrap());
    let (timeline, words) = (Timeline::new(&story), Words::of("en"));
    let mut seen = timeline.extents[0].as_ref().map_or_else(|| "nothing".to_owned(), drawn);
    for warning in warnings {
        seen += match warning.fault {
            Fault::BadDate(..) => ", no date",
            Fault::FarDate(_) => ", too far",
            fault => panic!("{written}: {fault}"),
        };
    }
    assert_eq!(seen, drawing, "{written}");
    let date = story.events[0].date.as_ref();
    let seen = date.map_or_else(|| words.undated.to_owned(), |date| words::date(date, &words.dates));
    assert_eq!(seen, told, "{written}");
}

#[test]
fn dates_are_drawn_and_told_as_they_are_known() {
    TABLE.trim().lines().for_each(check);
}
