//! A story in one file, which needs no other: it opens from a disk.

use serde_json::Value;

use super::{
    attribute,
    head::in_json,
    standalone::{Document, document},
};
use crate::story::Story;

/// What one file for a story needs beyond the story.
#[derive(Debug, Clone, Default)]
pub struct SingleOptions {
    /// The absolute address of a page of the story, if there is one: links that are copied lead there, for the place of a
    /// file on a disk means nothing to anyone else.
    pub url: Option<String>,
    /// The stylesheet.
    pub style: String,
    /// A module that imports nothing and fetches nothing (the build makes it, see `xtask/src/single.rs`).
    pub script: String,
}

/// The file, as HTML: a page of its own with the story, given by the text of its file, and the script in it.
pub fn single(story: &Story, text: &str, options: &SingleOptions) -> String {
    let share = options.url.as_deref().map(attribute);
    let share = share.map(|url| format!(" share-url=\"{url}\"")).unwrap_or_default();
    // Without white space, where it can be read, as what is shown has been.
    let text = serde_json::from_str::<Value>(text).map_or_else(|_| text.to_owned(), |story| story.to_string());
    document(
        story,
        &Document {
            url: options.url.as_deref(),
            style: Some(&options.style),
            attributes: format!("deep-links{share}"),
            inside: format!("<script type=\"application/json\">{}</script>", in_json(&text)),
            scripts: format!("<script type=\"module\">\n{}</script>\n", in_script(&options.script)),
            ..Document::default()
        },
    )
}

/// A script as it may stand in an element: what would end that, or change where it ends, is escaped (HTML, section
/// 4.12.1.3). It means the same in strings, regular expressions and comments, which is where a script has such.
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
    fn what_would_end_a_script_is_escaped() {
        let check = |text, expected: &str| assert_eq!(in_script(text), expected);
        check("'</script>' // <!-- <SCRIPT", "'\\x3C/script>' // \\x3C!-- \\x3CSCRIPT");
        check("a < b << c </scr", "a < b << c </scr");
        check("'<<!--'<", "'<\\x3C!--'<");
        check("'<é</ſcript'", "'<é</ſcript'");
    }
}
