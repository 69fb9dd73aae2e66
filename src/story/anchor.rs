//! Anchoring: finding the range of text that a selector names.

use std::ops::Range;

use super::{TextIndex, file::TextQuoteSelector};

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

/// Finds a selector in the texts of a story (W3C Web Annotation Data Model, section 4.2.4).
///
/// A match is `exact`, directly after `prefix` and directly before `suffix`. No match spans two texts.
pub fn find<'a>(selector: &TextQuoteSelector, texts: impl IntoIterator<Item = &'a str>) -> Anchor {
    let exact = selector.exact.as_str();
    if exact.is_empty() {
        return Anchor::NotFound;
    }
    let mut first = None;
    let mut count = 0;
    for (index, text) in (0..).map(TextIndex::new).zip(texts) {
        for (start, _) in text.match_indices(exact) {
            let end = start + exact.len();
            let is_match = text[..start].ends_with(&selector.prefix) && text[end..].starts_with(&selector.suffix);
            if is_match {
                count += 1;
                first.get_or_insert((index, start..end));
            }
        }
    }
    match (first, count) {
        (None, _) => Anchor::NotFound,
        (Some((text, range)), 1) => Anchor::Unique { text, range },
        (Some((text, range)), count) => Anchor::Ambiguous { text, range, count },
    }
}

#[cfg(test)]
mod tests {
    use super::{Anchor, TextQuoteSelector, find};

    const TEXTS: [&str; 2] = ["The cat saw the cat.", "“Étés,” said the dog."];

    fn check(prefix: &str, exact: &str, suffix: &str, expected: &str) {
        let selector =
            TextQuoteSelector { exact: exact.to_owned(), prefix: prefix.to_owned(), suffix: suffix.to_owned() };
        let found = match find(&selector, TEXTS) {
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
    }
}
