//! Sorting, compiled once and by heaps: what the slices' own sorting costs in the browser is kilobytes for each type.

use std::collections::BinaryHeap;

/// What to sort by: these numbers, from the first on.
pub(crate) type SortKey = [i64; 4];

/// Things in the ascending order of their keys; those with equal keys as they came.
pub(crate) fn sort_by_key<T>(items: impl IntoIterator<Item = T>, key: impl Fn(&T) -> SortKey) -> Vec<T> {
    let mut items: Vec<_> = items.into_iter().collect();
    for (one, other) in swaps(items.iter().map(key).collect()) {
        items.swap(one, other);
    }
    items
}

/// What changes places, one pair after another, until all stand in the ascending order of their keys.
fn swaps(keys: Vec<SortKey>) -> Vec<(usize, usize)> {
    // Which thing stands where by now, and where each thing stands.
    let mut items: Vec<_> = (0..keys.len()).collect();
    let mut occurrences = items.clone();
    let keyed: BinaryHeap<_> = keys.into_iter().zip(0..).collect();
    let order = keyed.into_sorted_vec().into_iter().enumerate();
    order
        .map(|(occurrence, (_, item))| {
            let (from, other) = (occurrences[item], items[occurrence]);
            items[from] = other;
            occurrences[other] = from;
            (occurrence, from)
        })
        .collect()
}

/// Numbers in ascending order, each once.
pub(super) fn sorted_unique(numbers: Vec<usize>) -> Vec<usize> {
    let mut numbers = BinaryHeap::from(numbers).into_sorted_vec();
    numbers.dedup();
    numbers
}

/// A position or an offset, as part of a key. None is so large that it does not fit.
pub(crate) fn to_key(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
