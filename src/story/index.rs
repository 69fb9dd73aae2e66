//! Typed indices: one type for each list of a story, so that an entity's index can't be used for an event.
//!
//! The names are those of rustc's `rustc_index`: [`IndexVec`], [`Idx`], `indices`, `iter_enumerated`.

use std::{
    marker::PhantomData,
    ops::{Deref, Index, IndexMut},
};

/// An index of one list. In memory it is a `usize`.
pub trait Idx: Copy {
    /// The index of the element at this position, from 0.
    fn from_usize(position: usize) -> Self;

    /// The position of the element, from 0.
    fn to_usize(self) -> usize;
}

/// Declares index types.
macro_rules! index_types {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
        pub struct $name(usize);

        impl $name {
            /// The greatest index, which no list has.
            pub const MAX: Self = Self(usize::MAX);

            /// The index of the element at this position, from 0.
            pub const fn new(position: usize) -> Self {
                Self(position)
            }

            /// The position of the element, from 0.
            pub const fn index(self) -> usize {
                self.0
            }
        }

        impl $crate::story::Idx for $name {
            fn from_usize(position: usize) -> Self {
                Self(position)
            }

            fn to_usize(self) -> usize {
                self.0
            }
        }
    )+};
}
pub(crate) use index_types;

index_types! {
    /// The index of an entity in [`Story::entities`](super::Story::entities).
    EntityIndex
    /// The index of a claim or figure in [`Story::highlights`](super::Story::highlights).
    HighlightIndex
    /// The index of a quote in [`Story::quotes`](super::Story::quotes).
    QuoteIndex
    /// The index of an event in [`Story::events`](super::Story::events).
    EventIndex
    /// The index of a text in [`Story::texts`](super::Story::texts).
    TextIndex
    /// The index of an occurrence in [`Story::occurrences`](super::Story::occurrences).
    OccurrenceIndex
}

/// A list whose elements are accessed by indices of the type `I` only. It dereferences to a slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexVec<I, T> {
    elements: Vec<T>,
    index: PhantomData<fn(I) -> I>,
}

impl<I: Idx, T> IndexVec<I, T> {
    /// An empty list.
    pub const fn new() -> Self {
        Self { elements: Vec::new(), index: PhantomData }
    }

    /// Adds an element at the end and returns its index.
    pub fn push(&mut self, element: T) -> I {
        let index = self.next_index();
        self.elements.push(element);
        index
    }

    /// The index that the next added element gets.
    pub fn next_index(&self) -> I {
        I::from_usize(self.elements.len())
    }

    /// The element with this index; `None` if there is none.
    pub fn get(&self, index: I) -> Option<&T> {
        self.elements.get(index.to_usize())
    }

    /// Returns true if the list has an element with this index.
    pub fn has(&self, index: I) -> bool {
        index.to_usize() < self.elements.len()
    }

    /// All indices, in ascending order.
    pub fn indices(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.elements.len()).map(I::from_usize)
    }

    /// The elements with their indices, in ascending order.
    pub fn iter_enumerated(&self) -> impl Iterator<Item = (I, &T)> {
        self.elements.iter().enumerate().map(|(position, element)| (I::from_usize(position), element))
    }

    /// The index of the first element for which `predicate` returns true.
    pub fn position(&self, predicate: impl FnMut(&T) -> bool) -> Option<I> {
        self.elements.iter().position(predicate).map(I::from_usize)
    }
}

impl<I: Idx, T> Default for IndexVec<I, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<I, T> From<Vec<T>> for IndexVec<I, T> {
    fn from(elements: Vec<T>) -> Self {
        Self { elements, index: PhantomData }
    }
}

impl<I, T> FromIterator<T> for IndexVec<I, T> {
    fn from_iter<S: IntoIterator<Item = T>>(elements: S) -> Self {
        Vec::from_iter(elements).into()
    }
}

impl<I, T> IntoIterator for IndexVec<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.elements.into_iter()
    }
}

impl<'a, I, T> IntoIterator for &'a IndexVec<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.elements.iter()
    }
}

impl<I, T> Deref for IndexVec<I, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.elements
    }
}

impl<I: Idx, T> Index<I> for IndexVec<I, T> {
    type Output = T;

    fn index(&self, index: I) -> &T {
        &self.elements[index.to_usize()]
    }
}

impl<I: Idx, T> IndexMut<I> for IndexVec<I, T> {
    fn index_mut(&mut self, index: I) -> &mut T {
        &mut self.elements[index.to_usize()]
    }
}
