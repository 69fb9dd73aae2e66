//! Where the words of a selector stand in the text.

use std::ops::Range;

use super::file::TextQuoteSelector;

/// What a selector was found to point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// The one place in the text where the words stand.
    Unique {
        /// Which text of the story.
        text: usize,
        /// Byte offsets into that text.
        range: Range<usize>,
    },
    /// The words stand in several places; this is the first of them.
    Ambiguous {
        /// Which text of the story.
        text: usize,
        /// Byte offsets into that text.
        range: Range<usize>,
        /// How many places there are.
        count: usize,
    },
    /// The words do not stand in the text.
    NotFound,
}

/// Finds the words of a selector in the texts of a story, as the Web Annotation Data Model, section 4.2.4, has it:
/// `exact`, with `prefix` right before it and `suffix` right after it. A selector does not cross from one text to the next.
pub fn find<'a>(selector: &TextQuoteSelector, texts: impl IntoIterator<Item = &'a str>) -> Anchor {
    let exact = selector.exact.as_str();
    if exact.is_empty() {
        return Anchor::NotFound;
    }
    let mut first = None;
    let mut count = 0;
    for (index, text) in texts.into_iter().enumerate() {
        for (start, _) in text.match_indices(exact) {
            let end = start + exact.len();
            let fits = text[..start].ends_with(&selector.prefix) && text[end..].starts_with(&selector.suffix);
            if fits {
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
            Anchor::Unique { text, range } => format!("{text}:{}..{}", range.start, range.end),
            Anchor::Ambiguous { text, range, count } => {
                format!("{text}:{}..{} of {count}", range.start, range.end)
            }
            Anchor::NotFound => "none".to_owned(),
        };
        assert_eq!(found, expected, "{prefix}[{exact}]{suffix}");
    }

    #[test]
    fn selectors_find_their_words() {
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
