//! The single-file story: one HTML file that contains everything and opens from a disk.

use super::{
    attribute, compiled_file,
    standalone::{Document, document},
};
use crate::story::Story;

/// The data of a single-file story, apart from the story.
#[derive(Debug, Clone, Default)]
pub struct SingleOptions {
    /// The absolute URL of a page of the story, if there is one. Links to share use this URL, because a path on a
    /// disk works only on one computer.
    pub url: Option<String>,
    /// The stylesheet.
    pub style: String,
    /// The script: a module that imports and fetches nothing (built by `xtask/src/single.rs`).
    pub script: String,
}

/// Renders the single-file story as HTML.
pub fn single(story: &Story, options: &SingleOptions) -> String {
    let share = options.url.as_deref().map(attribute);
    let share = share.map(|url| format!(" share-url=\"{url}\"")).unwrap_or_default();
    document(
        story,
        &Document {
            url: options.url.as_deref(),
            style: Some(options.style.as_str().into()),
            attributes: format!("deep-links{share}"),
            inside: format!("<script type=\"application/json\">{}</script>", compiled_file(story)),
            scripts: format!("<script type=\"module\">\n{}</script>\n", in_script(&options.script)),
            ..Document::default()
        },
    )
}

/// Escapes a script for a `script` element: text that would end the element or change where it ends (HTML, section
/// 4.12.1.3). The escapes mean the same in strings, regular expressions and comments, where scripts have such text.
fn in_script(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('<') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        let is = |word: &str| after.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
        out.push_str(before);
        out.push_str(if ["!--", "script", "/script"].iter().any(|word| is(word)) { "\\x3C" } else { "<" });
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::in_script;

    #[test]
    fn script_end_tags_are_escaped() {
        let check = |text, expected: &str| assert_eq!(in_script(text), expected);
        check("'</script>' // <!-- <SCRIPT", "'\\x3C/script>' // \\x3C!-- \\x3CSCRIPT");
        check("a < b << c </scr", "a < b << c </scr");
        check("'<<!--'<", "'<\\x3C!--'<");
        check("'<é</ſcript'", "'<é</ſcript'");
    }
}
