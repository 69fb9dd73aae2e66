//! The file `_headers`: HTTP headers for static hosts that read this format (Netlify, Cloudflare Pages).

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;

/// Files whose names stay the same when their contents change.
const STABLE_NAMES: [&str; 2] = ["element.js", "style.css"];

/// Writes `_headers` into `dir`, with rules for these content-hashed files and for those with stable names.
///
/// Hosts read the file at the root of the site only. `base_url` gives the path from there to the files.
pub(crate) fn write(dir: &Path, hashed: &[&str], base_url: Option<&str>) -> Result<()> {
    Ok(fs::write(dir.join("_headers"), text(hashed, base_url))?)
}

/// One rule of caching for each file, without wildcards: where two rules set the same header, hosts send both.
fn text(hashed: &[&str], base_url: Option<&str>) -> String {
    let base = base_path(base_url);
    let mut text = format!(
        "# For Netlify and Cloudflare Pages, which read it at the root of the site.\n\
         {base}*\n  Access-Control-Allow-Origin: *\n"
    );
    let rules = STABLE_NAMES.iter().map(|name| (*name, "public, max-age=3600"));
    for (name, value) in rules.chain(hashed.iter().map(|name| (*name, "public, max-age=31536000, immutable"))) {
        // Writing to a string can't fail.
        let _ = writeln!(text, "{base}{name}\n  Cache-Control: {value}");
    }
    text
}

/// The path of a URL, with a slash at both ends.
fn base_path(url: Option<&str>) -> String {
    let path = url.and_then(|url| url.split_once("://")).and_then(|(_, rest)| rest.split_once('/'));
    match path.map_or("", |(_, path)| path.trim_matches('/')) {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::{base_path, text};

    #[test]
    fn each_file_has_one_caching_rule() {
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
    fn base_path_begins_at_the_root() {
        let check = |url, expected: &str| assert_eq!(base_path(url), expected);
        check(None, "/");
        check(Some("https://example.org"), "/");
        check(Some("https://example.org/"), "/");
        check(Some("https://example.org/a/b/"), "/a/b/");
    }
}
