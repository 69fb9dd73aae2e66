//! Checks that hold for the HTML of every story.

use std::collections::HashSet;

use scraper::{ElementRef, Html, Selector};

/// All elements that a selector matches, in document order.
pub(crate) fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// The text of an element.
pub(crate) fn words(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// Asserts that ids are unique, and that every link within the page and every reference to an id has a target.
pub(crate) fn expect_links_resolve(page: &Html, path: &str) {
    let list: Vec<_> = all(page, "[id]").iter().filter_map(|it| it.attr("id")).collect();
    let ids: HashSet<_> = list.iter().copied().collect();
    assert_eq!(ids.len(), list.len(), "{path}: ids are unique");
    for link in all(page, "a[href^='#']") {
        let to = &link.attr("href").unwrap()[1..];
        assert!(ids.contains(to), "{path}: #{to} has no target");
    }
    for reference in ["aria-labelledby", "aria-controls", "aria-describedby"] {
        for element in all(page, &format!("[{reference}]")) {
            let to = element.attr(reference).unwrap();
            assert!(to.split(' ').all(|id| ids.contains(id)), "{path}: {reference} names {to}, which does not exist");
        }
    }
}

/// Asserts that a strict content security policy blocks nothing: there is no inline script, style or event handler.
pub(crate) fn expect_no_inline_code(page: &Html, path: &str) {
    assert!(
        all(page, "style, [style], script:not([src], [type='application/ld+json']), iframe, object, embed, base")
            .is_empty(),
        "{path}"
    );
    let attributes = all(page, "*").into_iter().flat_map(|it| it.value().attrs());
    let handlers: Vec<_> = attributes.filter(|(name, _)| name.starts_with("on")).collect();
    assert_eq!(handlers, [], "{path}");
    for link in all(page, "[href], [src]") {
        let to = link.attr("href").or(link.attr("src")).unwrap().trim_start().to_ascii_lowercase();
        assert!(!["javascript:", "data:", "vbscript:"].iter().any(|scheme| to.starts_with(scheme)), "{path}: {to}");
    }
}
