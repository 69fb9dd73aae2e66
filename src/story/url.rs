//! Which addresses may stand in a page.

/// Whether an address has a scheme that may stand in a page (RFC 3986, section 3.1). Spaces and control characters,
/// which browsers overlook when they read a scheme, are refused.
pub(super) fn is_allowed(url: &str, mail: bool) -> bool {
    let lower = url.to_ascii_lowercase();
    let schemes: &[&str] = if mail { &["https://", "http://", "mailto:"] } else { &["https://", "http://"] };
    schemes.iter().any(|scheme| lower.starts_with(scheme)) && !url.chars().any(|c| c.is_control() || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    fn check(url: &str, expected: bool) {
        assert_eq!(is_allowed(url, false), expected, "{url}");
    }

    #[test]
    fn only_the_web() {
        check("https://example.org/a?b#c", true);
        check("HTTP://example.org", true);
        check("mailto:a@example.org", false);
        check("javascript:alert(1)", false);
        check(" https://example.org", false);
        check("java\nscript:alert(1)", false);
        check("https://example.org/a b", false);
        check("data:text/html,x", false);
        check("//example.org", false);
        check("https:example.org", false);
        check("", false);
        assert!(is_allowed("mailto:a@example.org", true), "links of the author's may write to someone");
    }
}
