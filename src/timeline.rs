//! The layout of the timeline: dates to positions.
//!
//! Positions are fractions of the width, from 0 (earliest) to 1 (latest). Time is drawn to scale inside busy
//! stretches; a long quiet stretch between them is cut out, and the cut is part of the layout so that it is seen.
//!
//! **Nothing here knows of a browser, of HTML or of Yew.**

use crate::story::{
    Event, Status, Story,
    date::{Day, civil, day},
    order::sorted,
};

/// The width of a cut, as a fraction of the whole.
const CUT: f64 = 0.07;
/// The least width of a busy stretch.
const LEAST: f64 = 0.07;
/// A quiet stretch is cut out if it is longer than this share of what is left to draw.
const QUIET: f64 = 0.4;
/// Less than this, in days, is never cut out.
const SHORT: Day = 365;
/// How many marks a stretch of the axis bears for each tenth of the width.
const TICKS_A_TENTH: f64 = 1.0;

/// The drawn timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The lanes, by their first event.
    pub lanes: Vec<Lane>,
    /// Where quiet time was cut out.
    pub cuts: Vec<Cut>,
    /// The marks of the axis.
    pub ticks: Vec<Tick>,
}

/// The events of one company, or of none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// The company, as a position in [`Story::entities`]; `None` for the context lane.
    pub company: Option<usize>,
    /// Its events, as positions in [`Story::events`], in order of time.
    pub events: Vec<usize>,
}

/// Quiet time that is not drawn to scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cut {
    /// Where it begins.
    pub start: f64,
    /// Where it ends.
    pub end: f64,
    /// How many days it leaves out.
    pub days: Day,
}

/// A mark of the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tick {
    /// Where it stands.
    pub at: f64,
    /// Its year.
    pub year: i64,
    /// Its month (1 to 12), where the axis counts months.
    pub month: Option<u8>,
}

impl Tick {
    /// Whether it can do without its label where there is little room: a month that begins no quarter.
    pub fn is_minor(&self) -> bool {
        self.month.is_some_and(|month| month % 3 != 1)
    }
}

/// How an event is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Where it begins.
    pub start: f64,
    /// Where it ends.
    pub end: f64,
    /// Whether it is known to the day: a point, not a bar.
    pub exact: bool,
    /// Whether its beginning is not known or only roughly.
    pub soft_start: bool,
    /// Whether its end is not known or only roughly.
    pub soft_end: bool,
}

/// From days to positions: pieces that follow one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Piece {
    /// The first day.
    from: Day,
    /// The day after the last.
    to: Day,
    start: f64,
    end: f64,
    quiet: bool,
}

/// The days that an event is drawn over: the first, and the one after the last. A plan "by" a day is drawn from when
/// it was published; what ends without a beginning, as its last day.
fn span(event: &Event, published: Option<Day>) -> Option<(Day, Day)> {
    let date = event.date.as_ref()?;
    let (first, last) = match (date.first.day(), date.last.day()) {
        (Some(first), Some(last)) => (first, last),
        (Some(first), None) => (first, published.filter(|&day| day > first).unwrap_or(first)),
        (None, Some(last)) => {
            let planned = published.filter(|&day| event.status == Status::Planned && day < last);
            (planned.unwrap_or(last), last)
        }
        (None, None) => return None,
    };
    Some((first, last + 1))
}

impl Scale {
    /// The scale for a story's events; `None` if none of them can be placed.
    pub fn new(story: &Story) -> Option<Self> {
        let published = published(story);
        let spans = story.events.iter().filter_map(|event| span(event, published));
        let spans = sorted(spans, |&(from, to)| [from, to, 0, 0]);
        let mut busy: Vec<(Day, Day)> = Vec::new();
        for (from, to) in spans {
            match busy.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => busy.push((from, to)),
            }
        }
        let whole = busy.last()?.1 - busy.first()?.0;
        Some(Self::with_cuts(&merge(busy, whole)))
    }

    fn with_cuts(stretches: &[(Day, Day)]) -> Self {
        // Counts are small: no precision is lost.
        let count = stretches.len() as f64;
        let cuts = CUT.min(0.5 / count);
        let least = LEAST.min(0.5 / count);
        let days: Day = stretches.iter().map(|(from, to)| to - from).sum();
        let shared = 1.0 - cuts * (count - 1.0) - least * count;
        let mut at = 0.0;
        let mut pieces: Vec<Piece> = Vec::new();
        for &(from, to) in stretches {
            if let Some(last) = pieces.last().copied() {
                pieces.push(Piece { from: last.to, to: from, start: at, end: at + cuts, quiet: true });
                at += cuts;
            }
            let width = least + shared * (to - from) as f64 / days as f64;
            pieces.push(Piece { from, to, start: at, end: at + width, quiet: false });
            at += width;
        }
        Self { pieces }
    }

    /// Where a day begins.
    pub fn at(&self, day: Day) -> f64 {
        let piece = self.pieces.iter().find(|piece| day < piece.to).or(self.pieces.last());
        piece.map_or(0.0, |piece| {
            let part = (day - piece.from) as f64 / (piece.to - piece.from) as f64;
            piece.start + (piece.end - piece.start) * part.clamp(0.0, 1.0)
        })
    }

    /// How an event is drawn; `None` if it has no date that can be placed.
    pub fn mark(&self, event: &Event, published: Option<Day>) -> Option<Mark> {
        let (from, to) = span(event, published)?;
        let date = event.date.as_ref()?;
        let rough = date.is_approximate() || date.is_uncertain();
        Some(Mark {
            start: self.at(from),
            end: self.at(to),
            exact: to - from == 1 && date.first == date.last,
            soft_start: rough || date.first.day().is_none(),
            soft_end: rough || date.last.day().is_none(),
        })
    }

    fn ticks(&self) -> Vec<Tick> {
        self.pieces.iter().filter(|piece| !piece.quiet).flat_map(|piece| piece.ticks()).collect()
    }

    fn cuts(&self) -> Vec<Cut> {
        let quiet = self.pieces.iter().filter(|piece| piece.quiet);
        quiet.map(|piece| Cut { start: piece.start, end: piece.end, days: piece.to - piece.from }).collect()
    }
}

/// Joins stretches over gaps that are too short to be cut out.
fn merge(busy: Vec<(Day, Day)>, whole: Day) -> Vec<(Day, Day)> {
    let gaps = sorted(busy.windows(2).map(|pair| pair[1].0 - pair[0].1), |&gap| [-gap, 0, 0, 0]);
    let mut left = whole;
    let mut least_cut = Day::MAX;
    for gap in gaps {
        if (gap as f64) < QUIET * left as f64 || gap < SHORT {
            break;
        }
        left -= gap;
        least_cut = gap;
    }
    let mut stretches: Vec<(Day, Day)> = Vec::new();
    for (from, to) in busy {
        match stretches.last_mut() {
            Some(last) if from - last.1 < least_cut => last.1 = to,
            _ => stretches.push((from, to)),
        }
    }
    for (from, to) in &mut stretches {
        // So that the mark of its first month stands where that month begins.
        let (year, month, _) = civil(*from);
        if *to - *from > 31 {
            *from = day(year, month, 1);
        }
    }
    stretches
}

impl Piece {
    /// The marks of a busy stretch: one at its beginning, then on months or years, as many as there is room for.
    fn ticks(&self) -> Vec<Tick> {
        let (year, month, _) = civil(self.from);
        let (last_year, last_month, _) = civil(self.to - 1);
        let room = ((self.end - self.start) * 10.0 * TICKS_A_TENTH).max(1.0);
        let months = (last_year - year) * 12 + i64::from(last_month) - i64::from(month) + 1;
        let steps = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000];
        let step = steps.into_iter().find(|step| months as f64 / *step as f64 <= room).unwrap_or(24_000);
        // A mere point in time is said by its year.
        let by_month = step < 12 && months > 1;
        let first = year * 12 + i64::from(month) - 1;
        let next = (first.div_euclid(step) + 1) * step;
        let counted = (next..first + months).step_by(usize::try_from(step).unwrap_or(1));
        let tick = |month: i64, at: f64| Tick {
            at,
            year: month.div_euclid(12),
            // Within 1 to 12 by the arithmetic.
            month: by_month.then_some(month.rem_euclid(12) as u8 + 1),
        };
        let mut ticks = vec![tick(first, self.start)];
        for count in counted {
            let (year, month) = (count.div_euclid(12), count.rem_euclid(12) as u8 + 1);
            let part = (day(year, month, 1) - self.from) as f64 / (self.to - self.from) as f64;
            let at = self.start + (self.end - self.start) * part;
            // The label of the mark before needs its room.
            if ticks.last().is_none_or(|last: &Tick| at - last.at >= 0.075) {
                ticks.push(tick(count, at));
            }
        }
        ticks
    }
}

/// The first day of the day, month or year of publication.
pub fn published(story: &Story) -> Option<Day> {
    story.published.as_ref().and_then(|date| date.first.day())
}

impl Timeline {
    /// The timeline of a story. Companies without an event have no lane.
    pub fn new(story: &Story) -> Self {
        let mut lanes: Vec<Lane> = Vec::new();
        for (at, event) in story.events.iter().enumerate() {
            match lanes.iter_mut().find(|lane| lane.company == event.company) {
                Some(lane) => lane.events.push(at),
                None => lanes.push(Lane { company: event.company, events: vec![at] }),
            }
        }
        let scale = Scale::new(story);
        Self {
            lanes,
            cuts: scale.as_ref().map(Scale::cuts).unwrap_or_default(),
            ticks: scale.as_ref().map(Scale::ticks).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Scale, Timeline, published};
    use crate::story::{Story, StoryFile};

    fn seed() -> Story {
        let text = include_str!("../stories/open-source-ai.json");
        Story::check(StoryFile::from_json(text).unwrap()).0
    }

    /// A story of one company, with events on these dates.
    fn story(dates: &[&str]) -> Story {
        let events: Vec<_> = dates
            .iter()
            .enumerate()
            .map(|(at, date)| serde_json::json!({ "id": format!("e{at}"), "title": date, "date": date, "dated": "article" }))
            .collect();
        let file = serde_json::json!({
            "version": 1, "id": "s", "lang": "en", "title": "s", "published": "2025-03-24", "body": [], "events": events
        });
        Story::check(StoryFile::read(file).unwrap()).0
    }

    /// The marks of the axis, and the cuts with the years they leave out, in order.
    fn check(dates: &[&str], expected: &str) {
        let timeline = Timeline::new(&story(dates));
        let ticks = timeline.ticks.iter().map(|tick| match tick.month {
            Some(month) => (tick.at, format!("{}-{month:02}", tick.year)),
            None => (tick.at, tick.year.to_string()),
        });
        let cuts = timeline.cuts.iter().map(|cut| (cut.start, format!("({} years)", cut.days / 365)));
        let mut all: Vec<_> = ticks.chain(cuts).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        let words: Vec<_> = all.into_iter().map(|(_, word)| word).collect();
        assert_eq!(words.join(" "), expected, "{dates:?}");
    }

    #[test]
    fn the_axis_counts_what_there_is_room_for() {
        check(&["2025-01-10", "2025-04-20"], "2025-01 2025-02 2025-03 2025-04");
        check(&["2015", "2018", "2021", "2024"], "2015 2016 2017 2018 2019 2020 2021 2022 2023 2024");
        check(&["1900/1980", "2000"], "1900 1920 1940 1960 1980 2000");
        check(&["2025-01-10"], "2025");
        check(&[], "");
        check(&["not a date"], "");
    }

    #[test]
    fn long_quiet_times_are_cut_out() {
        check(&["2008-10-21", "2025-01-20", "2025-03-20"], "2008 (16 years) 2025-01 2025-02 2025-03");
        check(&["-0100", "2025"], "-100-01 -100-04 -100-07 -100-10 (2125 years) 2025-01 2025-04 2025-07 2025-10");
    }

    /// How each event of a story is drawn: exact or not, soft at which end.
    fn check_marks(dates: &[&str], expected: &[(bool, bool, bool)]) {
        let story = story(dates);
        let scale = Scale::new(&story).unwrap();
        let marks = story.events.iter().map(|event| scale.mark(event, published(&story)).unwrap());
        let seen: Vec<_> = marks.map(|mark| (mark.exact, mark.soft_start, mark.soft_end)).collect();
        assert_eq!(seen, expected, "{dates:?}");
    }

    #[test]
    fn a_mark_is_as_exact_as_its_date() {
        check_marks(&["2025-01-20"], &[(true, false, false)]);
        check_marks(&["2025-01"], &[(false, false, false)]);
        check_marks(&["2025-01~"], &[(false, true, true)]);
        check_marks(&["2025-01-20?"], &[(true, true, true)]);
        check_marks(&["../2025-06-30"], &[(false, true, false)]);
        check_marks(&["2025-01/.."], &[(false, false, true)]);
        check_marks(&["2025-02-24/2025-02-28"], &[(false, false, false)]);
    }

    #[test]
    fn marks_follow_one_another_in_time() {
        for story in [seed(), story(&["0001", "1000", "1999", "2000-01-01", "2000-01-02", "2025"])] {
            let scale = Scale::new(&story).unwrap();
            let marks: Vec<_> = story.events.iter().filter_map(|event| scale.mark(event, published(&story))).collect();
            assert_eq!(marks.len(), story.events.len());
            assert!(
                marks.iter().all(|mark| 0.0 <= mark.start && mark.start < mark.end && mark.end <= 1.000_001),
                "{marks:?}"
            );
            let starts: Vec<_> = story.events.iter().map(|event| event.date.as_ref().unwrap().first.day()).collect();
            for (a, b) in (0..marks.len()).flat_map(|a| (0..marks.len()).map(move |b| (a, b))) {
                if let (Some(first), Some(second)) = (starts[a], starts[b]) {
                    assert!(first > second || marks[a].start <= marks[b].start, "{first} is drawn after {second}");
                }
            }
        }
    }

    #[test]
    fn a_company_without_an_event_has_no_lane() {
        let story = seed();
        let lanes = Timeline::new(&story).lanes;
        let names: Vec<_> = lanes.iter().map(|lane| story.entities[lane.company.unwrap()].name.as_str()).collect();
        assert_eq!(names, ["Google", "OpenAI", "DeepSeek", "Alibaba", "Tencent", "ManusAI", "Baidu"]);
        assert_eq!(lanes.iter().map(|lane| lane.events.len()).sum::<usize>(), story.events.len());
    }
}
