//! The URLs that a story may contain.

/// Returns true if a URL has an allowed scheme (RFC 3986, section 3.1): http, https, and with `mail` also mailto.
///
/// Spaces and control characters are refused: browsers ignore some of them when they read a scheme.
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
    fn schemes_other_than_http_and_https_are_refused() {
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
        assert!(is_allowed("mailto:a@example.org", true), "mailto is allowed in links that the author wrote");
    }
}
