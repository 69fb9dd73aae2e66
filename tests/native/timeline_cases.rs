//! The timeline, case by case: its axis, lanes, groups, keyboard navigation, and search.

use serde_json::json;
use sidelight::{
    story::{EntityIndex, EventIndex, Story, StoryFile},
    timeline::{
        End, EventCount, GridCell, GridKey, LaneIndex, Size, Timeline, TimelineAction, TimelineState, Viewport,
    },
    words::{Messages, time_range},
};

use crate::SEED;

const JUNE: [&str; 5] = ["2024-06-01", "2024-06-02", "2024-06-03", "2024-06-04", "2024-06-05"];

fn event(at: usize) -> EventIndex {
    EventIndex::new(at)
}

fn lane(at: usize) -> LaneIndex {
    LaneIndex::new(at)
}

/// A story's timeline with its state.
struct Shown {
    story: Story,
    timeline: Timeline,
    timeline_state: TimelineState,
}

/// A story of these companies and events, each event as “company date”, with these lanes.
fn shown(companies: &str, events: &[&str], lanes: &str) -> Shown {
    let ids = |words: &str| words.split_whitespace().map(ToOwned::to_owned).collect::<Vec<_>>();
    let entity = |id: String| json!({ "id": id, "kind": "company", "name": id.to_uppercase() });
    let event = |(at, event): (usize, &&str)| {
        let (company, date) = event.split_once(' ').unwrap();
        let mut event = json!({ "id": format!("e{at}"), "title": event, "date": date, "dateSource": "article" });
        if company != "none" {
            event["company"] = json!(company);
        }
        event
    };
    let file = json!({
        "version": 1, "id": "s", "lang": "en", "title": "s", "published": "2025-03-24", "body": [],
        "entities": ids(companies).into_iter().map(entity).collect::<Vec<_>>(), "lanes": ids(lanes),
        "events": events.iter().enumerate().map(event).collect::<Vec<_>>()
    });
    Shown::new(Story::check(StoryFile::read(file).unwrap()).0)
}

/// A story whose events have these dates and no company.
fn dated(dates: &[&str]) -> Shown {
    let events: Vec<String> = dates.iter().map(|date| format!("none {date}")).collect();
    shown("", &events.iter().map(String::as_str).collect::<Vec<_>>(), "")
}

impl Shown {
    fn new(story: Story) -> Self {
        let timeline = Timeline::new(&story);
        Self { story, timeline, timeline_state: TimelineState::default() }
            .after(&[TimelineAction::SetSize(Size { width: 1200, em: 16 })])
    }

    fn seed() -> Self {
        Self::new(crate::story(SEED))
    }

    fn after(mut self, actions: &[TimelineAction]) -> Self {
        for action in actions {
            self.timeline_state =
                self.timeline_state.apply(action.clone(), &self.timeline, &self.story, &Messages::for_lang("en").dates);
        }
        self
    }

    /// The labels of the axis, and between them the cuts.
    fn axis(&self) -> String {
        let ticks = self.timeline.ticks(self.timeline_state.chart_view(), &Messages::for_lang("en").dates).into_iter();
        let labels = ticks.filter(|tick| !tick.label.is_empty()).map(|tick| (tick.x, tick.label));
        let viewport = self.timeline.viewport(self.timeline_state.chart_view());
        let cuts = viewport.iter().flat_map(Viewport::cuts).map(|cut| (cut.start, format!("({} days)", cut.days)));
        let mut all: Vec<_> = labels.chain(cuts).collect();
        all.sort();
        all.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(", ")
    }

    /// The items of a lane: ids, row, `+` between the events of a group.
    fn lane(&self, at: LaneIndex) -> String {
        let id = |event: &EventIndex| self.story.events[*event].id.as_str();
        let items = self
            .timeline
            .items(&self.story, self.timeline_state.chart_view(), &self.timeline_state.choices.found, at)
            .into_iter()
            .map(|item| {
                let ids: Vec<_> = item.events.iter().map(id).collect();
                format!("{}@{}", ids.join("+"), item.row)
            });
        items.collect::<Vec<_>>().join(" ")
    }

    fn lanes(&self) -> String {
        let name = |at: EntityIndex| self.story.entities[at].id.as_str();
        let lanes = self.timeline.lanes.iter().map(|lane| lane.company.map_or("none", name));
        lanes.collect::<Vec<_>>().join(" ")
    }

    fn cell(&self, cell: Option<GridCell>) -> String {
        let names = self.lanes();
        let name = |lane: LaneIndex| names.split(' ').nth(lane.index()).unwrap();
        match cell {
            None => "nothing".to_owned(),
            Some(GridCell::FoldButton(lane)) => format!("fold:{}", name(lane)),
            Some(GridCell::Name(lane)) => name(lane).to_owned(),
            Some(GridCell::Event(event)) => self.story.events[event].id.to_string(),
        }
    }

    fn found(&self) -> String {
        let Some(found) = &self.timeline_state.choices.found.events else { return "all".to_owned() };
        found.iter().map(|&event| self.story.events[event].id.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// Checks the axis of the whole scale.
fn check_axis(dates: &[&str], expected: &str) {
    assert_eq!(dated(dates).axis(), expected, "{dates:?}");
}

#[test]
fn long_quiet_periods_are_cut() {
    check_axis(&["2015", "2018", "2021", "2024"], "2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024");
    check_axis(&["2008-10-21", "2025-01", "2025-06"], "2008, (5844 days), Jan 2025, Feb, Mar, Apr, May, Jun");
    check_axis(
        &["-0100/-0050", "2020/2025"],
        "101 BCE, 91 BCE, 81 BCE, 71 BCE, 61 BCE, 51 BCE, (755687 days), 2020, 2021, 2022, 2023, 2024, 2025",
    );
    check_axis(&["2025-01-10"], "Jan 2025, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec");
    check_axis(&["2025-03/.."], "Jan 2025, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec");
    check_axis(&["not a date", "Y17E7"], "");
    check_axis(&[], "");
}

#[test]
fn the_seed_story_has_two_cuts() {
    let seed = Shown::seed();
    let (from, to) = seed.timeline.scale.as_ref().unwrap().busiest().unwrap();
    assert_eq!(time_range(from, to - 1, &Messages::for_lang("en").dates), "January to June 2025");
    assert_eq!(seed.axis(), "2008, (4748 days), 2022, (731 days), Jan 2025, Feb, Mar, Apr, May, Jun");
    let busiest = seed.after(&[TimelineAction::Busiest]);
    assert_eq!(busiest.axis(), "Jan 2025, Feb, Mar, Apr, May, Jun");
    let narrow = busiest.after(&[TimelineAction::SetSize(Size { width: 300, em: 16 }), TimelineAction::Fit]);
    assert_eq!(narrow.axis(), "2008, (4748 days), 2022, (731 days), Jan 2025, Apr");
}

#[test]
fn without_cuts_there_is_no_busiest_period() {
    for dates in [&["2025-01-10", "2025-04-20", "2025-04-21"][..], &["2008", "2025"], &[]] {
        let scale = dated(dates).timeline.scale;
        assert_eq!(scale.and_then(|scale| scale.busiest()), None, "{dates:?}");
    }
}

#[test]
fn tick_intervals_depend_on_the_zoom() {
    let check = |by: f64, expected: &str| {
        let all = dated(&["0001/1000", "1000/2000", "2000/2020"]);
        let small = all.after(&[TimelineAction::SetSize(Size { width: 400, em: 16 }), TimelineAction::Zoom(by, 200)]);
        assert_eq!(small.axis(), expected, "zoomed by {by}");
    };
    check(1.0, "1, 500, 1000, 1500, 2000");
    check(4.0, "800, 900, 1000, 1100, 1200");
    check(20.0, "960, 980, 1000, 1020, 1040, 1060");
    check(100.0, "1005, 1010, 1015, 1020");
    check(400.0, "1009, 1010, 1011, 1012, 1013");
    check(1000.0, "Jan 1010, Jul, Oct, Apr 1011, Oct");
    check(2000.0, "Jul 1010, Oct, Jan 1011, Apr, Jul");
    check(4000.0, "Oct 1010, Dec, Jan 1011, Feb, Mar, Apr");
    check(20_000.0, "17 Dec 1010, 31 Dec, 7 Jan 1011, 14 Jan");
    check(1e9, "31 Dec 1010, 2 Jan 1011, 3 Jan");
}

#[test]
fn lanes_are_ordered_by_first_event() {
    let events = ["b 2020", "a 2021", "none 2019", "c 2022", "a 2018-01-01", "d not a date"];
    let check = |lanes: &str, expected: &str| assert_eq!(shown("a b c d", &events, lanes).lanes(), expected, "{lanes}");
    check("", "a none b c");
    check("c", "c a none b");
    check("d b a", "b a none c");
    check("c b a", "c b a none");
}

#[test]
fn rows_per_lane_depend_on_the_number_of_lanes() {
    let check = |lanes: usize, expected: usize| {
        let names: Vec<String> = (0..lanes).map(|at| format!("c{at}")).collect();
        let events = names.iter().flat_map(|name| (0..4).map(move |day| format!("{name} 2025-01-0{}", day + 1)));
        let events: Vec<String> = events.chain(["none 2025".to_owned()]).collect();
        let events: Vec<&str> = events.iter().map(String::as_str).collect();
        let rows: Vec<usize> =
            shown(&names.join(" "), &events, "").timeline.lanes.iter().map(|lane| lane.rows).collect();
        assert_eq!(rows, [vec![expected; lanes], vec![1]].concat());
    };
    check(1, 3);
    check(9, 3);
    check(10, 2);
    check(19, 2);
    check(20, 1);
    check(40, 1);
}

#[test]
fn events_without_room_form_a_group() {
    let check = |dates: &[&str], expected: &str| assert_eq!(dated(dates).lane(lane(0)), expected, "{dates:?}");
    let around = |days: &[&'static str]| [&["2024-01-01"], days, &["2024-12-31"]].concat();
    check(&around(&JUNE[..1]), "e0@0 e1@0 e2@0");
    check(&around(&JUNE[..3]), "e0@0 e1@0 e2@1 e3@2 e4@0");
    check(&around(&JUNE), "e0@0 e1@0 e2@1 e3+e4+e5@2 e6@0");
    check(&["2024", "2024-06-01", "2024-06-02"], "e0@0 e1@1 e2@2");
    check(&["2024-01-01/..", "../2024-12-31", "2024-06-03"], "e1@0 e0@1 e2@2");
}

#[test]
fn five_hundred_events_on_one_day_form_a_group() {
    let all = dated(&["2025-03-24"; 500]);
    let items =
        all.timeline.items(&all.story, all.timeline_state.chart_view(), &all.timeline_state.choices.found, lane(0));
    let counts: Vec<usize> = items.iter().map(|item| item.events.len()).collect();
    assert_eq!(counts, [1, 1, 498]);
    let nearest =
        all.after(&[TimelineAction::ZoomToEvents((2..500).map(event).collect()), TimelineAction::Zoom(1e9, 600)]);
    assert_eq!(
        nearest.timeline.count(nearest.timeline_state.chart_view(), &nearest.timeline_state.choices.found),
        EventCount { in_view: 500, all: 500 }
    );
}

/// Three lanes: `a` with four events, `b` with one, and one event without a company.
fn grid() -> Shown {
    shown(
        "a b",
        &["a 2024-01-01", "b 2024-05-01", "a 2024-06-01", "a 2024-06-02", "none 2024-07-01", "a 2024-12-31"],
        "",
    )
}

#[test]
fn keys_move_the_focus_between_cells() {
    let check = |shown: Shown, keys: &str, expected: &str| {
        let mut cells = vec![shown.cell(shown.timeline_state.tab_stop(&shown.timeline))];
        let mut shown = shown;
        for key in keys.split_whitespace() {
            shown = shown.after(&[TimelineAction::MoveFocus(match key {
                "→" => GridKey::Later,
                "←" => GridKey::Earlier,
                "↑" => GridKey::Up,
                "↓" => GridKey::Down,
                "home" => GridKey::First,
                "end" => GridKey::Last,
                "first" => GridKey::FirstOfAll,
                "last" => GridKey::LastOfAll,
                _ => panic!("{key}"),
            })]);
            cells.push(shown.cell(shown.timeline_state.tab_stop(&shown.timeline)));
        }
        assert_eq!(cells.join(" "), expected, "{keys}");
    };
    check(grid(), "→ → → →", "e0 e2 e3 e5 e5");
    check(grid(), "← ← ← ↓ → → ↓ ↓", "e0 a fold:a fold:a fold:b b e1 e4 e4");
    check(grid(), "↓ ↓ ↓ ↑ ↑ end ↓ home", "e0 e1 e4 e4 e1 e2 e5 e1 e1");
    check(grid(), "last first", "e0 e5 e0");
    // Only matches are cells.
    check(grid().after(&[TimelineAction::Search("june".into())]), "→ → ← ← ↓", "e2 e3 e3 e2 a a");
    check(grid().after(&[TimelineAction::Search("may".into())]), "→ ← ← last", "e1 e1 b fold:b e1");
    check(grid().after(&[TimelineAction::Search("nowhere".into())]), "→ ↓ first", "nothing nothing nothing nothing");
    // A folded lane has no event cells.
    check(
        grid().after(&[TimelineAction::ToggleFold(lane(0))]),
        "→ home end ← → ↓ last first ↑",
        "a a a a fold:a a b e4 e1 a",
    );
    check(grid().after(&[TimelineAction::ToggleFold(lane(1))]), "↓ ↓ ↑ ← →", "e0 b none b fold:b b");
    // A group is one cell.
    check(dated(&[&["2024-01-01"], &JUNE[..], &["2024-12-31"]].concat()), "→ → → → ← ←", "e0 e1 e2 e3 e6 e5 e2");
    // The focused event is scrolled into view.
    check(
        grid().after(&[TimelineAction::FocusCell(GridCell::Event(event(0))), TimelineAction::Zoom(50.0, 0)]),
        "→ ← ↓ last",
        "e0 e2 e0 e1 e5",
    );
    check(dated(&[]), "→ first", "nothing nothing nothing");
}

#[test]
fn the_tab_stop_stays_while_its_event_is_in_view() {
    let check = |actions: &[TimelineAction], expected: &str| {
        let shown = grid().after(&[TimelineAction::FocusCell(GridCell::Event(event(2)))]).after(actions);
        assert_eq!(shown.cell(shown.timeline_state.tab_stop(&shown.timeline)), expected, "{actions:?}");
    };
    check(&[TimelineAction::ZoomIn, TimelineAction::ZoomIn, TimelineAction::ZoomIn, TimelineAction::ZoomOut], "e2");
    check(&[TimelineAction::Zoom(50.0, 0)], "a");
    check(&[TimelineAction::Zoom(50.0, 0), TimelineAction::Fit], "e2");
    check(&[TimelineAction::Zoom(4.0, 0), TimelineAction::Page(true)], "e2");
    check(
        &[
            TimelineAction::FocusCell(GridCell::Event(event(5))),
            TimelineAction::Zoom(2.0, 1200),
            TimelineAction::Page(false),
        ],
        "e3",
    );
    check(&[TimelineAction::Zoom(4.0, 0), TimelineAction::Page(true), TimelineAction::Page(true)], "a");
}

/// A clipped end has the shape of an open end; the visible end keeps its fade.
#[test]
fn clipped_ends_have_the_shape_of_open_ends() {
    let check = |actions: &[TimelineAction], expected: [End; 2]| {
        let shown = dated(&["2025-01/2025-06~", "2025-03-15"]).after(actions);
        let (viewport, extent) = (
            shown.timeline.viewport(shown.timeline_state.chart_view()).unwrap(),
            shown.timeline.extents[event(0)].unwrap(),
        );
        assert_eq!(viewport.ends(&extent), expected, "{actions:?}");
    };
    check(&[], [End::Sharp, End::Soft]);
    check(&[TimelineAction::Zoom(2.0, 0)], [End::Sharp, End::Off]);
    check(&[TimelineAction::Zoom(2.0, 1200)], [End::Off, End::Soft]);
    check(&[TimelineAction::Zoom(4.0, 600)], [End::Off, End::Off]);
}

#[test]
fn the_reading_event_is_shown_while_the_timeline_follows() {
    let check = |actions: &[TimelineAction], reading_event: Option<EventIndex>, in_view: bool| {
        let shown = grid().after(&[TimelineAction::Zoom(8.0, 0)]).after(actions);
        assert_eq!(
            (shown.timeline_state.layout.reading_event, shown.timeline.is_in_view(&shown.timeline_state, event(5))),
            (reading_event, in_view),
            "{actions:?}"
        );
    };
    let (follow, reach) = (TimelineAction::FollowReading, |at| TimelineAction::ReachEvent(Some(event(at))));
    check(&[reach(5)], None, false);
    check(&[follow(true), reach(5)], Some(event(5)), true);
    check(&[follow(true), reach(5), reach(0)], Some(event(0)), false);
    check(&[follow(true), reach(5), follow(false)], None, true);
    check(&[follow(true), reach(99)], None, false);
}

#[test]
fn an_open_group_closes_when_events_move() {
    let check = |action: TimelineAction, expected: Option<EventIndex>| {
        let shown = grid().after(&[TimelineAction::OpenGroup(Some(event(2))), action.clone()]);
        assert_eq!(shown.timeline_state.layout.open_group, expected, "{action:?}");
    };
    check(TimelineAction::Blur, Some(event(2)));
    check(TimelineAction::ToggleFold(lane(1)), Some(event(2)));
    check(TimelineAction::Fit, Some(event(2)));
    check(TimelineAction::Reveal(event(2)), Some(event(2)));
    check(TimelineAction::OpenGroup(None), None);
    check(TimelineAction::ZoomIn, None);
    check(TimelineAction::Search("may".into()), None);
    // A page that makes room for the open group may make the timeline narrower.
    check(TimelineAction::SetSize(Size { width: 400, em: 16 }), Some(event(2)));
}

#[test]
fn search_matches_title_company_date_and_note() {
    let check = |actions: &[TimelineAction], expected: &str| {
        assert_eq!(Shown::seed().after(actions).found(), expected, "{actions:?}")
    };
    let find = |text: &str| TimelineAction::Search(text.to_owned());
    let filter = |at| TimelineAction::ToggleLaneFilter(lane(at));
    check(&[], "all");
    check(&[find("deepseek")], "r1 open-source-week");
    check(&[find("  ERNIE x1 ")], "ernie ernie-open");
    check(&[find("march 2025")], "hunyuan-3d manus-pledge ernie");
    check(&[find("end of june")], "ernie-open");
    check(&[find("nowhere")], "");
    check(&[find(" ")], "all");
    check(&[filter(2)], "r1 open-source-week");
    check(&[filter(2), filter(0)], "android-open r1 open-source-week");
    check(&[filter(2), filter(0), filter(2)], "android-open");
    check(&[filter(2), find("r1")], "r1");
    check(&[filter(2), find("ernie")], "");
    check(&[filter(99)], "all");
    check(&[find("ernie"), TimelineAction::ClearSearch], "all");
    // Showing an event or a lane clears the search.
    check(&[find("ernie"), TimelineAction::Reveal(event(0))], "all");
    check(&[find("ernie"), TimelineAction::RevealLane(lane(0))], "all");
    check(
        &[find("ernie"), TimelineAction::Reveal(event(99)), TimelineAction::RevealLane(lane(99)), filter(99)],
        "ernie ernie-open",
    );
}
