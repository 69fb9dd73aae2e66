//! Searching text for text. The search of the standard library adds two kilobytes of WebAssembly.

/// Returns the byte offsets at which `part` begins in `text`, in ascending order. Matches may overlap.
pub(crate) fn positions(text: &str, part: &str) -> impl Iterator<Item = usize> {
    text.char_indices().map(|(at, _)| at).filter(move |&at| text[at..].starts_with(part))
}

#[cfg(test)]
mod tests {
    use super::positions;

    #[test]
    fn positions_are_those_of_the_standard_library() {
        let check = |text: &str, part: &str| {
            let expected: Vec<_> = text.match_indices(part).map(|(at, _)| at).collect();
            assert_eq!(positions(text, part).collect::<Vec<_>>(), expected, "{part} in {text}");
        };
        check("“One,” said the “two”.", "“");
        check("Étés, étés", "tés");
        check("one", "one");
        check("one", "ones");
        check("", "a");
    }
}
