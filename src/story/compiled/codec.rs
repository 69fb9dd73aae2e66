//! Writing and reading of single values.

use std::ops::Range;

use crate::story::{
    EntityIndex, EventIndex, HighlightIndex, Idx, IndexVec, OccurrenceIndex, QuoteIndex, QuoteMarks, TextIndex,
};

/// A value of a compiled story.
pub(super) trait Codec: Sized {
    /// Writes the value.
    fn write(&self, to: &mut Writer);

    /// Reads a value; `None` if the text has no valid one.
    fn read(from: &mut Reader) -> Option<Self>;
}

/// The text that is being written.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) text: String,
}

/// The text that is being read.
pub(super) struct Reader<'a> {
    rest: &'a str,
    /// The lengths of the story's lists. Every index is less than the length of its list.
    pub(super) lengths: Lengths,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, lengths: Lengths::default() }
    }

    /// The text that has not been read.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// Reads this many bytes.
    fn take(&mut self, length: usize) -> Option<&'a str> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// Reads an index of a list with this length.
    fn index<I: Idx>(&mut self, length: usize) -> Option<I> {
        let position = usize::read(self)?;
        (position < length).then(|| I::from_usize(position))
    }
}

/// The lengths of the lists of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Lengths {
    pub(super) texts: usize,
    pub(super) entities: usize,
    pub(super) highlights: usize,
    pub(super) quotes: usize,
    pub(super) events: usize,
    pub(super) occurrences: usize,
}

impl Codec for u64 {
    fn write(&self, to: &mut Writer) {
        to.text += &self.to_string();
        to.text.push(',');
    }

    fn read(from: &mut Reader) -> Option<Self> {
        let length = from.rest.bytes().take_while(u8::is_ascii_digit).count();
        let digits = from.take(length).filter(|digits| !digits.is_empty())?;
        let add = |number: Self, digit: u8| number.checked_mul(10)?.checked_add(Self::from(digit - b'0'));
        let number = digits.bytes().try_fold(0, add)?;
        from.take(1).filter(|end| *end == ",").map(|_| number)
    }
}

/// Implements [`Codec`] for other unsigned numbers.
macro_rules! unsigned {
    ($($number:ident)+) => {$(
        impl Codec for $number {
            fn write(&self, to: &mut Writer) {
                // A `usize` has at most 64 bits on every platform that Sidelight supports.
                (*self as u64).write(to);
            }

            fn read(from: &mut Reader) -> Option<Self> {
                Self::try_from(u64::read(from)?).ok()
            }
        }
    )+};
}

unsigned! { u8 u32 usize }

impl Codec for i64 {
    /// Writes the bits of the number, with the sign as the lowest bit, so that small negative numbers are short.
    fn write(&self, to: &mut Writer) {
        ((self << 1) ^ (self >> 63)).cast_unsigned().write(to);
    }

    fn read(from: &mut Reader) -> Option<Self> {
        let bits = u64::read(from)?;
        Some((bits >> 1).cast_signed() ^ -(bits & 1).cast_signed())
    }
}

impl Codec for f64 {
    fn write(&self, to: &mut Writer) {
        self.to_bits().write(to);
    }

    fn read(from: &mut Reader) -> Option<Self> {
        u64::read(from).map(Self::from_bits)
    }
}

impl Codec for bool {
    fn write(&self, to: &mut Writer) {
        u8::from(*self).write(to);
    }

    fn read(from: &mut Reader) -> Option<Self> {
        match u8::read(from)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Codec for String {
    fn write(&self, to: &mut Writer) {
        self.len().write(to);
        to.text += self;
    }

    fn read(from: &mut Reader) -> Option<Self> {
        let length = usize::read(from)?;
        from.take(length).map(str::to_owned)
    }
}

impl<T: Codec> Codec for Option<T> {
    fn write(&self, to: &mut Writer) {
        self.is_some().write(to);
        if let Some(value) = self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader) -> Option<Self> {
        if bool::read(from)? { T::read(from).map(Some) } else { Some(None) }
    }
}

impl<T: Codec> Codec for Vec<T> {
    fn write(&self, to: &mut Writer) {
        self.len().write(to);
        self.iter().for_each(|value| value.write(to));
    }

    fn read(from: &mut Reader) -> Option<Self> {
        let length = usize::read(from)?;
        // No memory is reserved for the length that a damaged text may give.
        let mut list = Self::new();
        for _ in 0..length {
            list.push(T::read(from)?);
        }
        Some(list)
    }
}

impl<T: Codec, const N: usize> Codec for [T; N] {
    fn write(&self, to: &mut Writer) {
        self.iter().for_each(|value| value.write(to));
    }

    fn read(from: &mut Reader) -> Option<Self> {
        let mut list = Vec::new();
        for _ in 0..N {
            list.push(T::read(from)?);
        }
        list.try_into().ok()
    }
}

impl<I: Idx, T: Codec> Codec for IndexVec<I, T> {
    fn write(&self, to: &mut Writer) {
        self.len().write(to);
        self.iter().for_each(|value| value.write(to));
    }

    fn read(from: &mut Reader) -> Option<Self> {
        Vec::read(from).map(Self::from)
    }
}

/// The start and the length.
impl Codec for Range<usize> {
    fn write(&self, to: &mut Writer) {
        self.start.write(to);
        self.len().write(to);
    }

    fn read(from: &mut Reader) -> Option<Self> {
        let (start, length) = (usize::read(from)?, usize::read(from)?);
        Some(start..start.checked_add(length)?)
    }
}

impl Codec for Range<OccurrenceIndex> {
    fn write(&self, to: &mut Writer) {
        (self.start.index()..self.end.index()).write(to);
    }

    fn read(from: &mut Reader) -> Option<Self> {
        let range = Range::<usize>::read(from)?;
        let is_valid = range.end <= from.lengths.occurrences;
        is_valid.then(|| OccurrenceIndex::new(range.start)..OccurrenceIndex::new(range.end))
    }
}

impl Codec for QuoteMarks {
    fn write(&self, to: &mut Writer) {
        self.number().write(to);
    }

    fn read(from: &mut Reader) -> Option<Self> {
        Self::with_number(usize::read(from)?)
    }
}

/// Implements [`Codec`] for index types, each with the list that it belongs to.
macro_rules! indices {
    ($($index:ident $list:ident,)+) => {$(
        impl Codec for $index {
            fn write(&self, to: &mut Writer) {
                self.index().write(to);
            }

            fn read(from: &mut Reader) -> Option<Self> {
                from.index(from.lengths.$list)
            }
        }
    )+};
}

indices! {
    TextIndex texts,
    EntityIndex entities,
    HighlightIndex highlights,
    QuoteIndex quotes,
    EventIndex events,
    OccurrenceIndex occurrences,
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::{Codec, Reader, Writer};

    fn check<T: Codec + PartialEq + Debug>(value: T, expected: &str) {
        let mut to = Writer::default();
        value.write(&mut to);
        assert_eq!(to.text, expected, "{value:?}");
        let mut from = Reader::new(&to.text);
        assert_eq!(T::read(&mut from), Some(value));
        assert_eq!(from.rest(), "");
    }

    #[test]
    fn values_are_read_as_they_were_written() {
        check(0_u64, "0,");
        check(u64::MAX, "18446744073709551615,");
        check(0_i64, "0,");
        check(-1_i64, "1,");
        check(1_i64, "2,");
        check(i64::MIN, "18446744073709551615,");
        check(0.5, "4602678819172646912,");
        check("é,1".to_owned(), "4,é,1");
        check(Some(vec![true, false]), "1,2,1,0,");
        check(None::<String>, "0,");
        check([Some(1_u8), None], "1,1,0,");
        check(3_usize..7, "3,4,");
    }

    #[test]
    fn texts_without_a_valid_value_are_refused() {
        fn check<T: Codec + PartialEq + Debug>(text: &str) {
            assert_eq!(T::read(&mut Reader::new(text)), None, "{text}");
        }
        check::<u64>("");
        check::<u64>(",");
        check::<u64>("1");
        check::<u64>("-1,");
        check::<u64>("18446744073709551616,");
        check::<u8>("256,");
        check::<bool>("2,");
        check::<String>("2,a");
        check::<String>("1,é");
        check::<Vec<u8>>("18446744073709551615,1,");
        check::<std::ops::Range<usize>>("18446744073709551615,1,");
    }
}
