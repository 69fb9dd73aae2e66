//! Invariants of random timelines at any width and zoom: labels do not overlap, order is kept, every event in view is drawn
//! or counted, and all of it is within the strip.

use std::collections::BTreeSet;

use serde_json::json;
use sidelight::{
    story::{EventIndex, Story, StoryFile, WarningKind},
    timeline::{
        ChartView, Cut, EventCount, GridCell, GridKey, Item, LaneIndex, Size, Span, Tick, Timeline, TimelineAction,
        TimelineState, Viewport,
    },
    words::Messages,
};

use crate::mutations::Random;

/// Counters that prove that every case occurred.
#[derive(Default, Debug, Clone, Copy)]
struct Coverage {
    undrawn: usize,
    labels: usize,
    bare: usize,
    grouped: usize,
    rows: usize,
    hidden: usize,
    cuts: usize,
    ticks: usize,
    days: usize,
    zooms: usize,
    ends: usize,
    reveals: usize,
    moves: usize,
    found: usize,
}

fn chance(random: &mut Random, of: usize) -> bool {
    random.below(of) == 0
}

fn number(random: &mut Random, end: usize) -> i32 {
    i32::try_from(random.below(end)).unwrap_or(0)
}

/// A random date, at most `some` years after one of these years.
fn date(random: &mut Random, years: &[i32], some: usize) -> String {
    let year = (years[random.below(years.len())] + number(random, some)).min(9999);
    // EDTF has no year -0000.
    let written = |year: i32| if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") };
    let last = written((year + number(random, 30)).min(9999));
    let year = written(year);
    let (month, day) = (1 + random.below(12), 1 + random.below(28));
    match random.below(24) {
        0 => year,
        1 => format!("{year}~"),
        2 => format!("{year}-{month:02}?"),
        3 => format!("../{year}-{month:02}"),
        4 => format!("{year}-{month:02}/.."),
        5 => format!("/{year}"),
        6 => format!("{year}-{month:02}/"),
        7 => format!("{year}/{last}"),
        8 => format!("{year}-{month:02}-{day:02}/{last}-12-31"),
        9 => format!("{year}-{}", 21 + random.below(21)),
        10 => format!("{year}-{month:02}-XX"),
        11 => format!("{year}-XX~"),
        12 => "19XX".to_owned(),
        13 => "0000".to_owned(),
        14 => ["Y170000002", "Y-17000/2025", "../..", "not a date"][random.below(4)].to_owned(),
        15 => format!("{year}-{month:02}-{day:02}~"),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}

fn title(random: &mut Random) -> String {
    match random.below(12) {
        0 => "An event without end. ".repeat(228),
        1 => "百度发布了新模型".repeat(1 + random.below(4)),
        2 => String::new(),
        _ => "Opens all of it to the world, and more".chars().take(1 + random.below(38)).collect(),
    }
}

fn story(random: &mut Random) -> Story {
    let companies = 1 + random.below(40);
    // Years from 9999 BCE to 9999 CE, or a few periods, far apart or not.
    let years: Vec<i32> = (0..1 + random.below(8)).map(|_| number(random, 20_000) - 9999).collect();
    let (years, some) = [(&[-9999][..], 20_000), (&[2008, 2022, 2025], 1), (&years, 3), (&[1990], 40)][random.below(4)];
    let most = [2, 20, 300][random.below(3)];
    let a_day = chance(random, 8).then(|| date(random, years, some));
    let events: Vec<_> = (0..random.below(most))
        .map(|at| {
            let date = a_day.clone().unwrap_or_else(|| date(random, years, some));
            let status = if chance(random, 8) { "planned" } else { "happened" };
            let title = title(random);
            let mut event =
                json!({ "id": format!("e{at}"), "title": title, "date": date, "dateSource": "article", "status": status });
            if !chance(random, 8) {
                event["company"] = json!(format!("c{}", random.below(companies)));
            }
            event
        })
        .collect();
    let company = |at| json!({ "id": format!("c{at}"), "kind": "company", "name": format!("Company{at}") });
    let lanes: BTreeSet<String> = (0..random.below(4)).map(|_| format!("c{}", random.below(companies))).collect();
    let file = json!({
        "version": 1, "id": "s", "lang": "en", "title": "s", "published": "2025-03-24", "body": [], "events": events,
        "entities": (0..companies).map(company).collect::<Vec<_>>(), "lanes": lanes
    });
    let (story, warnings) = Story::check(StoryFile::read(file).unwrap());
    for warning in warnings {
        assert!(
            matches!(
                warning.kind,
                WarningKind::DateOutOfRange(_) | WarningKind::InvalidDate(..) | WarningKind::UnusedEntity(_)
            ),
            "{warning}"
        );
    }
    story
}

fn random_action(
    random: &mut Random,
    timeline: &Timeline,
    story: &Story,
    timeline_state: &TimelineState,
) -> TimelineAction {
    let event = EventIndex::new(random.below(story.events.len()));
    let width = usize::try_from(timeline_state.layout.size.width).unwrap();
    let by = [0.0, 1e-9, 0.3, 0.9, 1.1, 1.5, 2.0, 8.0, 100.0, 1e12, f64::INFINITY, f64::NAN][random.below(12)];
    match random.below(22) {
        0 => TimelineAction::SetSize(size(random)),
        1 => TimelineAction::Fit,
        2 => TimelineAction::Busiest,
        3 | 4 => TimelineAction::ZoomIn,
        5 => TimelineAction::ZoomOut,
        6..=8 => TimelineAction::Zoom(by, number(random, width + 1)),
        9 | 10 => TimelineAction::Pan(number(random, 2 * width) - timeline_state.layout.size.width),
        11 => TimelineAction::Page(chance(random, 2)),
        12 => {
            let time_range = timeline_state.choices.time_range.filter(|_| chance(random, 4));
            TimelineAction::Gesture { time_range, by, x: number(random, width), on: number(random, 400) - 200 }
        }
        13 => TimelineAction::ZoomToEvents(
            (0..1 + random.below(3)).map(|_| EventIndex::new(random.below(story.events.len()))).collect(),
        ),
        14 => TimelineAction::Search(["2025", "opens WORLD", "company1", ""][random.below(4)].to_owned()),
        15 => TimelineAction::ToggleLaneFilter(LaneIndex::new(random.below(timeline.lanes.len() + 1))),
        16 => TimelineAction::ToggleFold(LaneIndex::new(random.below(timeline.lanes.len() + 1))),
        17 | 18 => TimelineAction::Reveal(event),
        _ => {
            let keys = [GridKey::Earlier, GridKey::Later, GridKey::Up, GridKey::Down];
            let ends = [GridKey::First, GridKey::Last, GridKey::FirstOfAll, GridKey::LastOfAll];
            TimelineAction::MoveFocus(if chance(random, 3) { ends } else { keys }[random.below(4)])
        }
    }
}

fn size(random: &mut Random) -> Size {
    let most = [400, 3801][random.below(2)];
    Size { width: 200 + number(random, most), em: 10 + number(random, 23) }
}

/// Returns true if the span is within the strip and not empty.
fn is_within(range: Span, size: Size) -> bool {
    0 <= range.start && range.start < range.end && range.end <= size.width
}

/// Asserts that a lane shows each event in view once, in order, without overlap. Returns the number of events in view.
fn check_items(
    timeline: &Timeline,
    story: &Story,
    timeline_state: &TimelineState,
    at: LaneIndex,
    coverage: &mut Coverage,
) -> usize {
    let (lane, viewport) = (&timeline.lanes[at], timeline.viewport(timeline_state.chart_view()).unwrap());
    let items = timeline.items(story, timeline_state.chart_view(), &timeline_state.choices.found, at);
    let span = |event: EventIndex| timeline.extents[event].as_ref().and_then(|extent| viewport.event_span(extent));
    let drawn: Vec<EventIndex> = items.iter().flat_map(|item| item.events.iter().copied()).collect();
    let expected = lane.events.iter().copied().filter(|&event| timeline_state.matches(event) && span(event).is_some());
    assert_eq!(drawn, expected.collect::<Vec<_>>());
    for (item, event) in items.iter().map(|item| (item, item.events[0])) {
        let Item { occupied, span: bar, label, .. } = *item;
        assert!(item.row < lane.rows, "{item:?}");
        assert!(
            is_within(occupied, timeline_state.layout.size) && is_within(bar, timeline_state.layout.size),
            "{item:?} in {:?}",
            timeline_state.layout.size
        );
        assert!(occupied.start <= bar.start && bar.end <= occupied.end, "{item:?}");
        if let Some(label) = label {
            assert!(
                is_within(label, timeline_state.layout.size)
                    && occupied.start <= label.start
                    && label.end <= occupied.end,
                "{item:?}"
            );
            let is_inside = bar.start < label.start && label.end < bar.end;
            assert!(is_inside || label.end < bar.start || bar.end < label.start, "{item:?}");
        }
        match (item.events.len(), label) {
            (1, _) => assert_eq!(Some(bar), span(event)),
            _ => assert_eq!(label, None),
        }
        coverage.labels += usize::from(label.is_some());
        coverage.bare += usize::from(label.is_none() && item.events.len() == 1);
        coverage.grouped += usize::from(item.events.len() > 1);
        coverage.rows += usize::from(item.row > 0);
    }
    for row in 0..lane.rows {
        let occupied: Vec<_> = items.iter().filter(|item| item.row == row).map(|item| item.occupied).collect();
        assert!(occupied.windows(2).all(|pair| pair[0].end < pair[1].start), "{occupied:?} in row {row}");
    }
    // Without a group, earlier events come before later ones.
    for exact in [true, false] {
        let single = items.iter().filter(|item| item.events.len() == 1);
        let same_kind =
            single.filter(|item| timeline.extents[item.events[0]].is_some_and(|extent| extent.exact == exact));
        let starts: Vec<_> = same_kind.map(|item| item.span.start).collect();
        assert!(starts.is_sorted(), "{starts:?}");
    }
    coverage.hidden += lane.events.len() - drawn.len();
    drawn.len()
}

/// Asserts that the ticks ascend and that their labels do not overlap.
fn check_axis(viewport: &Viewport, ticks: &[Tick], coverage: &mut Coverage) {
    assert!(ticks.windows(2).all(|pair| pair[0].x < pair[1].x), "{ticks:?}");
    assert!(ticks.iter().all(|tick| (0..=viewport.size.width).contains(&tick.x)), "{ticks:?}");
    let rooms: Vec<_> = ticks.iter().filter(|tick| !tick.label.is_empty()).map(|tick| tick.room).collect();
    assert!(!rooms.is_empty(), "{ticks:?}");
    assert!(rooms.windows(2).all(|pair| pair[0].end < pair[1].start), "{ticks:?}");
    assert!(rooms.iter().all(|&room| is_within(room, viewport.size)), "{ticks:?} in {:?}", viewport.size);
    coverage.ticks += ticks.len();
}

/// Asserts that cuts are within the strip, and that no day with an event is in one.
fn check_cuts(timeline: &Timeline, viewport: &Viewport, coverage: &mut Coverage) {
    let cuts: Vec<Cut> = viewport.cuts().collect();
    assert!(cuts.windows(2).all(|pair| pair[0].start + pair[0].width <= pair[1].start), "{cuts:?}");
    for Cut { start, width, days } in cuts {
        assert!(0 <= start && 0 <= width && start + width <= viewport.size.width && days >= 365);
        for extent in timeline.extents.iter().flatten().filter(|extent| extent.exact) {
            let (from, to) = (viewport.at(extent.from), viewport.at(extent.to));
            assert!(to <= start || start + width <= from, "{extent:?} is in a cut");
            coverage.cuts += 1;
        }
    }
}

/// Asserts the invariants of a whole timeline.
fn check_all(timeline: &Timeline, story: &Story, timeline_state: &TimelineState, coverage: &mut Coverage) {
    let drawn: usize =
        timeline.lanes.indices().map(|lane| check_items(timeline, story, timeline_state, lane, coverage)).sum();
    let matching = (story.events.indices())
        .filter(|&event| timeline.lane_of_event[event].is_some() && timeline_state.matches(event));
    assert_eq!(
        timeline.count(timeline_state.chart_view(), &timeline_state.choices.found),
        EventCount { in_view: drawn, all: matching.count() }
    );
    let (viewport, ends) =
        (timeline.viewport(timeline_state.chart_view()).unwrap(), timeline.scale.as_ref().unwrap().ends());
    let (first, last) = viewport.days();
    assert!(ends.0 <= first && first <= last && last < ends.1, "{first} to {last} in {ends:?}");
    assert!(timeline_state.choices.time_range.is_none_or(|range| range.from < range.to));
    check_axis(&viewport, &timeline.ticks(timeline_state.chart_view(), &Messages::for_lang("en").dates), coverage);
    check_cuts(timeline, &viewport, coverage);
}

/// Asserts the effect of an action.
fn check_action(
    timeline: &Timeline,
    action: &TimelineAction,
    before: &TimelineState,
    timeline_state: &TimelineState,
    coverage: &mut Coverage,
) {
    match *action {
        TimelineAction::Fit => assert_eq!(timeline_state.choices.time_range, None),
        TimelineAction::Reveal(event) if timeline.lane_of_event[event].is_some() => {
            assert!(timeline.is_in_view(timeline_state, event), "{:?} is not in view", timeline.extents[event]);
            coverage.reveals += 1;
        }
        TimelineAction::MoveFocus(_) if timeline_state.layout.last_cell != before.layout.last_cell => {
            let cell = timeline_state.layout.last_cell.unwrap();
            match cell {
                GridCell::FoldButton(lane) | GridCell::Name(lane) => {
                    assert!(timeline.lane_has_match(timeline_state, lane))
                }
                GridCell::Event(event) => {
                    assert!(timeline.is_in_view(timeline_state, event), "{cell:?} is not in view")
                }
            }
            assert_eq!(timeline_state.tab_stop(timeline), Some(cell));
            coverage.moves += 1;
        }
        TimelineAction::Page(_) => {
            let is_lost = |&cell: &GridCell| matches!(cell, GridCell::Event(event) if !timeline.is_in_view(timeline_state, event));
            assert_eq!(timeline_state.layout.last_cell.filter(is_lost), None);
        }
        TimelineAction::Search(_) | TimelineAction::ToggleLaneFilter(_) => {
            coverage.found += usize::from(timeline_state.choices.found.events.as_ref().is_some_and(|it| !it.is_empty()))
        }
        _ => {}
    }
}

/// Asserts the greatest width of a day. Days may be wider if the whole scale is in view.
fn check_day_width(timeline: &Timeline, timeline_state: &TimelineState, coverage: &mut Coverage) {
    let (viewport, most) =
        (timeline.viewport(timeline_state.chart_view()).unwrap(), 6 * timeline_state.layout.size.em + 1);
    let all = timeline.viewport(ChartView { time_range: None, ..timeline_state.chart_view() }).unwrap();
    let width = |viewport: &Viewport, day| viewport.at(day + 1) - viewport.at(day);
    let is_wide = |&day: &i64| width(&viewport, day) > most.max(width(&all, day) + 2);
    let (first, last) = viewport.days();
    assert!(!(is_wide(&first) && is_wide(&last)), "{} is more than {most}", width(&viewport, first));
    coverage.days += usize::from(width(&viewport, first) > most - 9);
}

/// Asserts that zooming around a day keeps its position, except at the ends of the scale, and that zooming in has a limit.
fn check_zoom(
    timeline: &Timeline,
    story: &Story,
    timeline_state: &TimelineState,
    random: &mut Random,
    coverage: &mut Coverage,
) {
    let zoom = |timeline_state: &TimelineState, by, x| {
        timeline_state.apply(TimelineAction::Zoom(by, x), timeline, story, &Messages::for_lang("en").dates)
    };
    let (viewport, ends) =
        (timeline.viewport(timeline_state.chart_view()).unwrap(), timeline.scale.as_ref().unwrap().ends());
    let (first, last) = viewport.days();
    let day = first + i64::from(number(random, usize::try_from(last - first + 1).unwrap()));
    let x = viewport.at(day);
    let (by, tolerance) = [(2.0, 3), (0.5, 2), (1.1, 2), (0.9, 2), (6.0, 7)][random.below(5)];
    let next = zoom(timeline_state, by, x);
    let next = timeline.viewport(next.chart_view()).unwrap();
    let (from, to) = next.days();
    let is_inner =
        (timeline_state.layout.size.em..timeline_state.layout.size.width - timeline_state.layout.size.em).contains(&x);
    if is_inner && from > ends.0 && to + 1 < ends.1 {
        assert!((next.at(day) - x).abs() <= tolerance, "{day} moves from {x} to {} by {by}", next.at(day));
        coverage.zooms += 1;
    }
    if chance(random, 8) {
        let middle = timeline_state.layout.size.width / 2;
        let nearest = (0..64).fold(timeline_state.clone(), |timeline_state, _| zoom(&timeline_state, 2.0, middle));
        assert!(
            !timeline.viewport(nearest.chart_view()).unwrap().can_zoom_in(),
            "{:?} of {ends:?}",
            nearest.choices.time_range
        );
        assert!(
            !viewport.can_zoom_in()
                || zoom(timeline_state, 2.0, middle).choices.time_range != timeline_state.choices.time_range,
            "{timeline_state:?}"
        );
        coverage.ends += 1;
    }
}

#[test]
fn random_timelines_keep_every_invariant() {
    let mut random = Random(68_719_476_735);
    let words = &Messages::for_lang("en").dates;
    let (mut coverage, mut actions) = (Coverage::default(), 0);
    for _ in 0..400 {
        let story = story(&mut random);
        let timeline = Timeline::new(&story);
        let mut timeline_state =
            TimelineState::default().apply(TimelineAction::SetSize(size(&mut random)), &timeline, &story, words);
        coverage.undrawn += timeline.extents.iter().filter(|extent| extent.is_none()).count();
        if timeline.scale.is_none() {
            assert!(timeline.lanes.is_empty() && timeline.ticks(timeline_state.chart_view(), words).is_empty());
            continue;
        }
        check_all(&timeline, &story, &timeline_state, &mut coverage);
        for _ in 0..12 {
            let action = random_action(&mut random, &timeline, &story, &timeline_state);
            let next = timeline_state.apply(action.clone(), &timeline, &story, words);
            check_all(&timeline, &story, &next, &mut coverage);
            check_day_width(&timeline, &next, &mut coverage);
            check_action(&timeline, &action, &timeline_state, &next, &mut coverage);
            timeline_state = next;
            check_zoom(&timeline, &story, &timeline_state, &mut random, &mut coverage);
            actions += 1;
        }
    }
    assert!(actions > 3500, "{actions} actions were applied");
    let Coverage {
        undrawn,
        labels,
        bare,
        grouped,
        rows,
        hidden,
        cuts,
        ticks,
        days,
        zooms,
        ends,
        reveals,
        moves,
        found,
    } = coverage;
    let all = [undrawn, labels, bare, grouped, rows, hidden, cuts, ticks, days, zooms, ends, reveals, moves, found];
    assert!(all.into_iter().all(|count| count > 100), "{coverage:?}");
}
