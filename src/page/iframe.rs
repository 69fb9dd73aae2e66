//! The iframe snippet. Every page and command that shows this snippet takes it from here.

use std::sync::LazyLock;

use super::attribute;

/// The height of an iframe in CSS pixels while no script sets it. A higher story scrolls inside it.
pub(super) const HEIGHT: u32 = 800;

/// The script that makes the iframe before it as high as its story. Its comments are for the type check only.
static RESIZER: LazyLock<String> = LazyLock::new(|| {
    let lines = include_str!("iframe_resizer.js").lines().filter(|line| !line.trim_start().starts_with(['/', '*']));
    lines.map(|line| format!("{line}\n")).collect()
});

/// Returns the `iframe` element of a story, with its title and the URL of its iframe page. The element has no script,
/// so it works where scripts are removed. `src` comes first and `>` is escaped, because some HTML parsers are that
/// simple.
pub fn iframe(title: &str, address: &str) -> String {
    let [title, address] = [title, address].map(|text| attribute(text).replace('>', "&gt;"));
    format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"100%\" height=\"{HEIGHT}\" loading=\"lazy\" \
         allow=\"clipboard-write; web-share\" style=\"border: 0\"></iframe>\n"
    )
}

/// Returns the `iframe` element followed by the script that sets its height.
pub fn resizing_iframe(title: &str, address: &str) -> String {
    let lines: String = resizer_script().lines().map(|line| format!("  {line}\n")).collect();
    format!("{}<script>\n{lines}</script>\n", iframe(title, address))
}

/// Returns the script as a file, for a host page whose content security policy forbids inline scripts. The page loads
/// it right after the iframe, without `defer` (HTML, section 4.12.1.1: a module has no `currentScript`).
pub fn resizer_script() -> &'static str {
    &RESIZER
}

#[cfg(test)]
mod tests {
    use super::{iframe, resizing_iframe};

    #[test]
    fn iframe_escapes_its_title_and_url() {
        assert_eq!(
            iframe("A > B & \"C\" </iframe>", "https://example.org/a?b&c"),
            "<iframe src=\"https://example.org/a?b&amp;c\" title=\"A &gt; B &amp; &quot;C&quot; &lt;/iframe&gt;\" \
             width=\"100%\" height=\"800\" loading=\"lazy\" allow=\"clipboard-write; web-share\" style=\"border: 0\">\
             </iframe>\n"
        );
    }

    #[test]
    fn script_follows_the_iframe() {
        let html = resizing_iframe("A", "a.html");
        let (before, after) = html.split_once("</iframe>\n").unwrap_or_default();
        assert_eq!(format!("{before}</iframe>\n"), iframe("A", "a.html"));
        assert!(after.starts_with("<script>\n  {\n    const frame = document.currentScript.previousElementSibling;\n"));
        assert!(after.ends_with("    ask();\n  }\n</script>\n"), "{after}");
    }
}
