//! Sorting, compiled once: each type of its own that is sorted costs kilobytes in the browser.

/// What to sort by: these numbers, from the first on.
pub(crate) type Key = [i64; 4];

/// Things in the ascending order of their keys; those with equal keys as they came.
pub(crate) fn sorted<T>(things: impl IntoIterator<Item = T>, key: impl Fn(&T) -> Key) -> Vec<T> {
    let mut things: Vec<_> = things.into_iter().map(Some).collect();
    let keys = things.iter().flatten().map(key).collect();
    order(keys).into_iter().filter_map(|at| things.get_mut(at)?.take()).collect()
}

/// The positions of keys, in ascending order.
fn order(keys: Vec<Key>) -> Vec<usize> {
    let mut keyed: Vec<_> = keys.into_iter().zip(0..).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, at)| at).collect()
}

/// Numbers in ascending order, each once.
pub(super) fn ascending(mut numbers: Vec<usize>) -> Vec<usize> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// A position or an offset, as part of a key. None is so large that it does not fit.
pub(crate) fn number(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
