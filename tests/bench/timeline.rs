//! Layout of the timeline: the cost of the first layout grows with the story; the cost of a zoom step with ten events in
//! view does not.

use std::{hint::black_box, time::Duration};

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sidelight::{
    story::{EventIndex, Story, StoryFile},
    timeline::{Size, Timeline, TimelineAction, TimelineState},
    words::Messages,
};
use sidelight_bench::history;

const EVENTS: [usize; 4] = [10, 100, 1_000, 10_000];
const SIZE: Size = Size { width: 1_200, em: 16 };

fn story(events: usize) -> Story {
    Story::check(StoryFile::read(history(events)).expect("it is a story")).0
}

/// Zooms in by one step and lays out the timeline again. Returns the number of events in view.
fn zoom(timeline: &Timeline, story: &Story, timeline_state: &TimelineState) -> usize {
    let words = &Messages::for_lang("en").dates;
    let timeline_state = timeline_state.apply(TimelineAction::Zoom(1.1, SIZE.width / 2), timeline, story, words);
    let items = timeline
        .lanes
        .indices()
        .map(|lane| timeline.items(story, timeline_state.chart_view(), &timeline_state.choices.found, lane));
    black_box((items.map(|items| items.len()).sum::<usize>(), timeline.ticks(timeline_state.chart_view(), words)));
    timeline.count(timeline_state.chart_view(), &timeline_state.choices.found).in_view
}

fn new(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("make a timeline");
    for events in EVENTS {
        let story = story(events);
        group.throughput(Throughput::Elements(events as u64));
        group.bench_with_input(BenchmarkId::from_parameter(events), &story, |bencher, story| {
            bencher.iter_batched(|| story, Timeline::new, BatchSize::SmallInput);
        });
    }
}

/// Measures a zoom step after `first_action`; at most `most` events are in view.
fn zooms(criterion: &mut Criterion, name: &str, first_action: impl Fn(usize) -> Option<TimelineAction>, most: usize) {
    let mut group = criterion.benchmark_group(name);
    for events in EVENTS {
        let story = story(events);
        let timeline = Timeline::new(&story);
        let words = &Messages::for_lang("en").dates;
        let actions = [Some(TimelineAction::SetSize(SIZE)), first_action(events)].into_iter().flatten();
        let timeline_state = actions.fold(TimelineState::default(), |timeline_state, action| {
            timeline_state.apply(action, &timeline, &story, words)
        });
        let in_view = zoom(&timeline, &story, &timeline_state);
        assert!((events.min(most) / 2..=most).contains(&in_view), "{in_view} of {events} are in view");
        group.bench_with_input(BenchmarkId::from_parameter(events), &timeline_state, |bencher, timeline_state| {
            bencher.iter(|| zoom(&timeline, &story, black_box(timeline_state)));
        });
    }
}

fn all(criterion: &mut Criterion) {
    zooms(criterion, "zoom in on all", |_| None, EVENTS[3]);
}

fn ten(criterion: &mut Criterion) {
    let middle =
        |events| Some(TimelineAction::ZoomToEvents((events / 2 - 5..events / 2 + 5).map(EventIndex::new).collect()));
    zooms(criterion, "zoom in on ten", middle, 15);
}

criterion_group! {
    name = benches;
    config = Criterion::default().warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = new, all, ten
}
criterion_main!(benches);
