//! What holds of the HTML of any story, whatever stands in it.

use std::collections::HashSet;

use scraper::{ElementRef, Html, Selector};

/// All elements that a selector selects, in order.
pub(crate) fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// The words of an element, as they are read.
pub(crate) fn words(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// Every id is given once, and every link within the page and every reference to an id leads to one.
pub(crate) fn links_lead_somewhere(page: &Html, path: &str) {
    let list: Vec<_> = all(page, "[id]").iter().filter_map(|it| it.attr("id")).collect();
    let ids: HashSet<_> = list.iter().copied().collect();
    assert_eq!(ids.len(), list.len(), "{path}: every id is given once");
    for link in all(page, "a[href^='#']") {
        let to = &link.attr("href").unwrap()[1..];
        assert!(ids.contains(to), "{path}: #{to} leads nowhere");
    }
    for reference in ["aria-labelledby", "aria-controls", "aria-describedby"] {
        for element in all(page, &format!("[{reference}]")) {
            let to = element.attr(reference).unwrap();
            assert!(to.split(' ').all(|id| ids.contains(id)), "{path}: {reference} names {to}, and there is none");
        }
    }
}

/// A strict content security policy has nothing to block: no inline script, style or handler.
pub(crate) fn nothing_is_inline(page: &Html, path: &str) {
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
