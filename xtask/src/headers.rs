//! What static hosts are to send with each file, in the form that Netlify and Cloudflare Pages read: `_headers`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;

/// Names that stay while what is under them changes.
const PLAIN: [&str; 2] = ["element.js", "style.css"];

/// Writes it for these files, which have their contents in their names, and for those under names that stay. It is read at
/// the root of a host alone: `base_url` says where the files are from there.
pub(crate) fn write(dir: &Path, versioned: &[&str], base_url: Option<&str>) -> Result<()> {
    Ok(fs::write(dir.join("_headers"), text(versioned, base_url))?)
}

/// Each file by itself: where two rules say the same header, hosts send both.
fn text(versioned: &[&str], base_url: Option<&str>) -> String {
    let base = base(base_url);
    let mut text = format!(
        "# For Netlify and Cloudflare Pages, which read it at the root of the site.\n\
         {base}*\n  Access-Control-Allow-Origin: *\n"
    );
    let mut rule = |name: &str, kept: &str| {
        // Memory takes whatever is written to it.
        let _ = writeln!(text, "{base}{name}\n  Cache-Control: {kept}");
    };
    for name in PLAIN {
        rule(name, "public, max-age=3600");
    }
    for name in versioned {
        rule(name, "public, max-age=31536000, immutable");
    }
    text
}

/// The path of an address, with a slash at both ends.
fn base(url: Option<&str>) -> String {
    let path = url.and_then(|url| url.split_once("://")).and_then(|(_, rest)| rest.split_once('/'));
    match path.map_or("", |(_, path)| path.trim_matches('/')) {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::{base, text};

    #[test]
    fn each_file_has_one_rule_of_caching() {
        let text = text(&["element-0.js", "style-0.css"], Some("https://example.org/stories"));
        let rules: Vec<_> = text.lines().filter(|line| line.starts_with('/')).collect();
        assert_eq!(
            rules,
            ["*", "element.js", "style.css", "element-0.js", "style-0.css"].map(|it| format!("/stories/{it}"))
        );
        assert_eq!(text.matches("immutable").count(), 2, "{text}");
        assert_eq!(text.matches("Access-Control-Allow-Origin: *").count(), 1, "{text}");
    }

    #[test]
    fn paths_begin_at_the_root() {
        let check = |url, expected: &str| assert_eq!(base(url), expected);
        check(None, "/");
        check(Some("https://example.org"), "/");
        check(Some("https://example.org/"), "/");
        check(Some("https://example.org/a/b/"), "/a/b/");
    }
}
