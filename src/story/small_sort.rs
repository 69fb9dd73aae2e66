//! Sorting by integer keys, with one heap sort for all types. `slice::sort` adds kilobytes of WebAssembly per type.

use std::collections::BinaryHeap;

use super::Idx;

/// A sort key: integers, compared from the first to the last.
pub(crate) type SortKey = [i64; 4];

/// Returns the items in ascending order of their keys. The sort is stable.
pub(crate) fn sort_by_key<T>(items: impl IntoIterator<Item = T>, key: impl Fn(&T) -> SortKey) -> Vec<T> {
    let mut items: Vec<_> = items.into_iter().collect();
    for (first, second) in swaps(items.iter().map(key).collect()) {
        items.swap(first, second);
    }
    items
}

/// Returns the swaps of indices, in order, that sort the keys in ascending order.
fn swaps(keys: Vec<SortKey>) -> Vec<(usize, usize)> {
    // The original index of the item at each position, and the position of each original index.
    let mut items: Vec<_> = (0..keys.len()).collect();
    let mut positions = items.clone();
    let keyed: BinaryHeap<_> = keys.into_iter().zip(0..).collect();
    let order = keyed.into_sorted_vec().into_iter().enumerate();
    order
        .map(|(position, (_, item))| {
            let (from, other) = (positions[item], items[position]);
            items[from] = other;
            positions[other] = from;
            (position, from)
        })
        .collect()
}

/// Returns the distinct numbers in ascending order.
pub(super) fn sorted_unique(numbers: Vec<usize>) -> Vec<usize> {
    let mut numbers = BinaryHeap::from(numbers).into_sorted_vec();
    numbers.dedup();
    numbers
}

/// Returns the distinct indices in ascending order.
pub(super) fn sorted_unique_indices<I: Idx>(indices: Vec<I>) -> Vec<I> {
    sorted_unique(indices.into_iter().map(I::to_usize).collect()).into_iter().map(I::from_usize).collect()
}

/// Converts an index or a byte offset to part of a sort key. Values beyond `i64::MAX` do not occur.
pub(crate) fn to_key(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
