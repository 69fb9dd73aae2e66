//! A story in a frame: what is pasted for it. Whatever gives these lines to anybody has them from here.

use std::sync::LazyLock;

use super::attribute;

/// How high a frame is that nobody tells the height of its story, in CSS pixels. What is higher scrolls within it.
pub(super) const HEIGHT: u32 = 800;

/// The script that makes the iframe before it as high as its story. Its comments are for the type check only.
static PARENT: LazyLock<String> = LazyLock::new(|| {
    let lines = include_str!("grow.js").lines().filter(|line| !line.trim_start().starts_with(['/', '*']));
    lines.map(|line| format!("{line}\n")).collect()
});

/// The frame of a story: its title, and the address of its page for frames. It has no script, and is of use where those
/// are stripped. Its address comes first and nothing in it looks like the end of a tag, for there are readers of HTML that
/// look for no more than that.
pub fn iframe(title: &str, address: &str) -> String {
    let [title, address] = [title, address].map(|text| attribute(text).replace('>', "&gt;"));
    format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"100%\" height=\"{HEIGHT}\" loading=\"lazy\" \
         allow=\"clipboard-write; web-share\" style=\"border: 0\"></iframe>\n"
    )
}

/// The same, and the script that makes it as high as its story.
pub fn resizing_iframe(title: &str, address: &str) -> String {
    let lines: String = parent_script().lines().map(|line| format!("  {line}\n")).collect();
    format!("{}<script>\n{lines}</script>\n", iframe(title, address))
}

/// The lines of that script, for a page whose policy allows none in it: it stands right after the frame, by its address
/// and without `defer` (HTML, section 4.12.1.1: a module has no `currentScript`).
pub fn parent_script() -> &'static str {
    &PARENT
}

#[cfg(test)]
mod tests {
    use super::{iframe, resizing_iframe};

    #[test]
    fn the_frame_is_one_element_whatever_the_title() {
        assert_eq!(
            iframe("A > B & \"C\" </iframe>", "https://example.org/a?b&c"),
            "<iframe src=\"https://example.org/a?b&amp;c\" title=\"A &gt; B &amp; &quot;C&quot; &lt;/iframe&gt;\" \
             width=\"100%\" height=\"800\" loading=\"lazy\" allow=\"clipboard-write; web-share\" style=\"border: 0\">\
             </iframe>\n"
        );
    }

    #[test]
    fn the_script_follows_the_frame() {
        let grows = resizing_iframe("A", "a.html");
        let (before, after) = grows.split_once("</iframe>\n").unwrap_or_default();
        assert_eq!(format!("{before}</iframe>\n"), iframe("A", "a.html"));
        assert!(after.starts_with("<script>\n  {\n    const frame = document.currentScript.previousElementSibling;\n"));
        assert!(after.ends_with("    ask();\n  }\n</script>\n"), "{after}");
    }
}
