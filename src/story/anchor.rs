//! Anchoring: finding the range of text that a selector names.

use std::ops::Range;

use super::{TextIndex, file::TextQuoteSelector, small_search::positions};

/// The result of a search for a selector's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// The text has one match.
    Unique {
        /// The text, of those searched.
        text: TextIndex,
        /// Byte offsets into that text.
        range: Range<usize>,
    },
    /// The text has several matches; this is the first.
    Ambiguous {
        /// The text, of those searched.
        text: TextIndex,
        /// Byte offsets into that text.
        range: Range<usize>,
        /// The number of matches.
        count: usize,
    },
    /// The text has no match.
    NotFound,
}

/// The number of bytes that a bucket of the index is chosen by.
const KEY: usize = 3;

/// The number of buckets of the index.
const BUCKETS: usize = 1 << 12;

/// An index of texts by the bytes at each position, so that a search looks at few positions.
#[derive(Debug, Default)]
pub struct AnchorIndex {
    /// The number of texts.
    texts: usize,
    /// Where each bucket begins in `positions`; one more for the end of the last.
    starts: Vec<usize>,
    /// Texts and byte offsets, by bucket, in ascending order within a bucket.
    positions: Vec<(TextIndex, usize)>,
}

impl AnchorIndex {
    /// Builds the index of these texts.
    pub fn new(texts: &[&str]) -> Self {
        let mut starts = vec![0; BUCKETS + 1];
        for text in texts {
            for key in text.as_bytes().windows(KEY) {
                starts[bucket(key)] += 1;
            }
        }
        // Each number becomes the end of its bucket.
        let mut total = 0;
        for count in &mut starts {
            total += *count;
            *count = total;
        }
        // Filled from the last position to the first. Each number becomes the start of its bucket.
        let mut positions = vec![(TextIndex::new(0), 0); total];
        for (at, text) in texts.iter().enumerate().rev() {
            for (start, key) in text.as_bytes().windows(KEY).enumerate().rev() {
                let next = &mut starts[bucket(key)];
                *next -= 1;
                positions[*next] = (TextIndex::new(at), start);
            }
        }
        Self { texts: texts.len(), starts, positions }
    }

    /// Finds a selector in the texts of the index (W3C Web Annotation Data Model, section 4.2.4).
    ///
    /// A match is `exact`, directly after `prefix` and directly before `suffix`. No match spans two texts. `text` returns
    /// the texts that the index was built of.
    pub fn find<'a>(&self, selector: &TextQuoteSelector, text: impl Fn(TextIndex) -> &'a str) -> Anchor {
        let exact = selector.exact.as_str();
        let mut search = Search { selector, first: None, count: 0, passed: (TextIndex::new(0), 0) };
        match exact.as_bytes().get(..KEY).map(bucket) {
            Some(bucket) => {
                for &(at, start) in &self.positions[self.starts[bucket]..self.starts[bucket + 1]] {
                    search.look(at, text(at), start);
                }
            }
            // Text that is shorter than the key can be anywhere.
            None if exact.is_empty() => {}
            None => {
                for at in (0..self.texts).map(TextIndex::new) {
                    let text = text(at);
                    positions(text, exact).for_each(|start| search.look(at, text, start));
                }
            }
        }
        search.result()
    }
}

/// Returns the bucket of a position, by the bytes there.
fn bucket(key: &[u8]) -> usize {
    key.iter().fold(0, |hash, &byte| hash * 37 + usize::from(byte)) % BUCKETS
}

/// A search for a selector, from the first position to the last.
struct Search<'a> {
    selector: &'a TextQuoteSelector,
    first: Option<(TextIndex, Range<usize>)>,
    count: usize,
    /// Where the last occurrence of `exact` ended. Matches do not overlap.
    passed: (TextIndex, usize),
}

impl Search<'_> {
    /// Looks for a match at this byte offset of a text.
    fn look(&mut self, at: TextIndex, text: &str, start: usize) {
        let TextQuoteSelector { exact, prefix, suffix } = self.selector;
        let [text, exact, prefix, suffix] = [text, exact, prefix, suffix].map(str::as_bytes);
        if (at, start) < self.passed || !text[start..].starts_with(exact) {
            return;
        }
        let end = start + exact.len();
        self.passed = (at, end);
        if text[..start].ends_with(prefix) && text[end..].starts_with(suffix) {
            self.count += 1;
            self.first.get_or_insert((at, start..end));
        }
    }

    fn result(self) -> Anchor {
        match (self.first, self.count) {
            (None, _) => Anchor::NotFound,
            (Some((text, range)), 1) => Anchor::Unique { text, range },
            (Some((text, range)), count) => Anchor::Ambiguous { text, range, count },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Anchor, AnchorIndex, TextQuoteSelector};

    const TEXTS: [&str; 2] = ["The cat saw the cat.", "“Étés,” said the dog."];

    fn check(prefix: &str, exact: &str, suffix: &str, expected: &str) {
        let selector =
            TextQuoteSelector { exact: exact.to_owned(), prefix: prefix.to_owned(), suffix: suffix.to_owned() };
        let found = match AnchorIndex::new(&TEXTS).find(&selector, |at| TEXTS[at.index()]) {
            Anchor::Unique { text, range } => format!("{}:{}..{}", text.index(), range.start, range.end),
            Anchor::Ambiguous { text, range, count } => {
                format!("{}:{}..{} of {count}", text.index(), range.start, range.end)
            }
            Anchor::NotFound => "none".to_owned(),
        };
        assert_eq!(found, expected, "{prefix}[{exact}]{suffix}");
    }

    #[test]
    fn find_returns_the_first_match_and_the_count() {
        check("", "saw", "", "0:8..11");
        check("", "cat", "", "0:4..7 of 2");
        check("", "cat", ".", "0:16..19");
        check("The ", "cat", "", "0:4..7");
        check("", "Étés", "", "1:3..9");
        check("a ", "cat", "", "none");
        check("", "cow", "", "none");
        check("", "cat. “", "", "none");
        check("", "", "", "none");
        check("", ".", "", "0:19..20 of 2");
        check("", "a", "w", "0:9..10");
    }

    #[test]
    fn matches_do_not_overlap() {
        let texts = ["aaaaa bbb", "aaaa"];
        let selector =
            |exact: &str| TextQuoteSelector { exact: exact.to_owned(), prefix: String::new(), suffix: String::new() };
        let count = |exact: &str| match AnchorIndex::new(&texts).find(&selector(exact), |at| texts[at.index()]) {
            Anchor::Ambiguous { count, .. } => count,
            Anchor::Unique { .. } => 1,
            Anchor::NotFound => 0,
        };
        for exact in ["a", "aa", "aaa", "aaaa", "b", "bb", "bbb", "bbbb"] {
            let expected: usize = texts.iter().map(|text| text.matches(exact).count()).sum();
            assert_eq!(count(exact), expected, "{exact}");
        }
    }
}
