//! The part of the stylesheet that a page needs before scripts run.

/// The comment before rules for islands, host pages and shadow roots. `element.js` fetches the whole stylesheet.
const NOT_IN_PAGES: &str = "/*! not in pages */";

/// The comment after them.
const IN_PAGES: &str = "/*! in pages */";

/// Returns the stylesheet without the rules that apply to no prerendered page.
pub(super) fn page_style(style: &str) -> String {
    let mut parts = style.split(NOT_IN_PAGES);
    let first = parts.next().unwrap_or_default();
    parts.fold(first.to_owned(), |kept, part| kept + part.split_once(IN_PAGES).map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::{IN_PAGES, NOT_IN_PAGES, page_style};

    fn check(style: &str, expected: &str) {
        assert_eq!(page_style(style), expected);
    }

    #[test]
    fn rules_for_other_places_are_left_out() {
        check("a{}", "a{}");
        check("a{}/*! not in pages */b{}/*! in pages */c{}", "a{}c{}");
        check(
            "/*! not in pages */b{}/*! in pages */\n@media print{/*! not in pages */b{}/*! in pages */}",
            "\n@media print{}",
        );
    }

    #[test]
    fn every_left_out_part_of_the_stylesheet_has_an_end() {
        let style = include_str!("../../style.css");
        let parts: Vec<_> = style.split(NOT_IN_PAGES).skip(1).collect();
        assert!(parts.len() > 5 && parts.len() == style.matches(IN_PAGES).count());
        for part in parts {
            let (left_out, _) = part.split_once(IN_PAGES).expect("the part has an end");
            assert_eq!(left_out.matches('{').count(), left_out.matches('}').count(), "{left_out}");
        }
    }
}
