//! The timeline of whatever dates: all of it is within the width, in order, and apart from what was cut out.

use serde_json::json;
use sidelight::{
    story::{Story, StoryFile},
    timeline::{Scale, Timeline, published},
};

use crate::mutate::Random;

/// A date of any sort; years from long before our era, and often close together.
fn date(random: &mut Random) -> String {
    let number = |random: &mut Random, end| i64::try_from(random.below(end)).unwrap_or(0);
    let year = match random.below(4) {
        0 => number(random, 9999),
        1 => -number(random, 9999),
        _ => 1990 + number(random, 40),
    };
    // Minus zero is no year.
    let year = if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") };
    let (month, day) = (1 + random.below(12), 1 + random.below(28));
    match random.below(10) {
        0 => year,
        1 => format!("{year}~"),
        2 => format!("{year}-{month:02}?"),
        3 => format!("../{year}-{month:02}"),
        4 => format!("{year}-{month:02}/.."),
        5 => format!("{year}/9999"),
        6 => "19XX".to_owned(),
        7 => "Y170000002".to_owned(),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}

fn story(dates: &[String]) -> Story {
    let events: Vec<_> = dates
        .iter()
        .enumerate()
        .map(|(at, date)| json!({ "id": format!("e{at}"), "title": date, "date": date, "dated": "article" }))
        .collect();
    let file = json!({
        "version": 1, "id": "s", "lang": "en", "title": "s", "published": "2025-03-24", "body": [], "events": events
    });
    let (story, warnings) = Story::check(StoryFile::read(file).unwrap());
    assert_eq!(warnings, [], "{dates:?}");
    story
}

/// So much may be lost in adding fractions.
const LOST: f64 = 1e-6;

#[test]
fn every_timeline_is_in_order() {
    let mut random = Random(68_719_476_735);
    let (mut cuts, mut ticks) = (0, 0);
    for count in 0..1000 {
        let dates: Vec<String> = (0..1 + count % 13).map(|_| date(&mut random)).collect();
        let story = story(&dates);
        let timeline = Timeline::new(&story);
        let Some(scale) = Scale::new(&story) else {
            assert!(story.events.iter().all(|event| event.date.as_ref().is_none_or(|date| date.first.day().is_none())));
            continue;
        };
        let marks: Vec<_> = story.events.iter().filter_map(|event| scale.mark(event, published(&story))).collect();
        for mark in &marks {
            assert!(-LOST <= mark.start && mark.start < mark.end && mark.end <= 1.0 + LOST, "{mark:?} of {dates:?}");
        }
        for cut in &timeline.cuts {
            assert!(0.0 < cut.start && cut.start < cut.end && cut.end < 1.0 && cut.days > 0, "{cut:?} of {dates:?}");
            let upon = |mark: &&sidelight::timeline::Mark| mark.start < cut.end - LOST && cut.start + LOST < mark.end;
            assert_eq!(marks.iter().find(upon), None, "lies in {cut:?} of {dates:?}");
        }
        for pair in timeline.ticks.windows(2) {
            assert!(pair[0].at < pair[1].at, "{pair:?} of {dates:?}");
            let month = |at: usize| (pair[at].year, pair[at].month.unwrap_or(1));
            assert!(month(0) < month(1), "{pair:?} of {dates:?}");
        }
        let within = |at: f64| (-LOST..=1.0 + LOST).contains(&at);
        assert!(timeline.ticks.iter().all(|tick| within(tick.at)), "{:?} of {dates:?}", timeline.ticks);
        let laid: usize = timeline.lanes.iter().map(|lane| lane.events.len()).sum();
        assert_eq!(laid, story.events.len(), "{dates:?}");
        cuts += timeline.cuts.len();
        ticks += timeline.ticks.len();
    }
    assert!(cuts > 300 && ticks > 3000, "{cuts} cuts and {ticks} marks were looked at");
}
