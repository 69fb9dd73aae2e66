//! Finding the mentions of a story, and flattening overlapping occurrences: the time per mention is constant.

use std::{hint::black_box, time::Duration};

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sidelight::story::{EntityIndex, Story, StoryFile, mention::NameIndex};
use sidelight_bench::story;

const MENTIONS: [usize; 4] = [10, 100, 1_000, 10_000];

fn find(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("find mentions");
    for mentions in MENTIONS {
        let parsed = StoryFile::read(story(mentions)).expect("it is a story");
        let (story, _) = Story::check(parsed);
        let texts: Vec<&str> = story.texts.iter().map(|text| text.rich.text.as_str()).collect();
        let names =
            NameIndex::new(story.entities.iter().map(|entity| entity.name.as_str()).zip((0..).map(EntityIndex::new)));
        assert_eq!(texts.iter().map(|text| names.find(text).len()).sum::<usize>(), mentions);
        group.throughput(Throughput::Elements(mentions as u64));
        group.bench_with_input(BenchmarkId::from_parameter(mentions), &texts, |bencher, texts| {
            bencher.iter(|| texts.iter().map(|text| names.find(black_box(text)).len()).sum::<usize>());
        });
    }
}

fn check(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check a story");
    for mentions in MENTIONS {
        let parsed = StoryFile::read(story(mentions)).expect("it is a story");
        group.throughput(Throughput::Elements(mentions as u64));
        group.bench_with_input(BenchmarkId::from_parameter(mentions), &parsed, |bencher, parsed| {
            bencher.iter_batched(|| parsed.clone(), Story::check, BatchSize::SmallInput);
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = find, check
}
criterion_main!(benches);
