//! Laying out the timeline: what all of it costs grows with the story, what a step costs once ten events are in view
//! does not.

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

/// A step of zooming, and all that is drawn anew after it; how many events are then in view.
fn zoom(timeline: &Timeline, story: &Story, look: &TimelineState) -> usize {
    let words = &Messages::for_lang("en").dates;
    let look = look.apply(TimelineAction::Zoom(1.1, SIZE.width / 2), timeline, story, words);
    let items = timeline.lanes.indices().map(|lane| timeline.items(story, &look, lane));
    black_box((items.map(|items| items.len()).sum::<usize>(), timeline.ticks(&look, words)));
    timeline.count(&look).in_view
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

/// Zooms in on what `seen` says is in view.
fn zooms(criterion: &mut Criterion, name: &str, steps: impl Fn(usize) -> Option<TimelineAction>, most: usize) {
    let mut group = criterion.benchmark_group(name);
    for events in EVENTS {
        let story = story(events);
        let timeline = Timeline::new(&story);
        let words = &Messages::for_lang("en").dates;
        let looks = [Some(TimelineAction::SetSize(SIZE)), steps(events)].into_iter().flatten();
        let look = looks.fold(TimelineState::default(), |look, step| look.apply(step, &timeline, &story, words));
        let seen = zoom(&timeline, &story, &look);
        assert!((events.min(most) / 2..=most).contains(&seen), "{seen} of {events} are in view");
        group.bench_with_input(BenchmarkId::from_parameter(events), &look, |bencher, look| {
            bencher.iter(|| zoom(&timeline, &story, black_box(look)));
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
