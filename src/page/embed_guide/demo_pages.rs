//! Demo pages that the embed guide shows in iframes: host pages that contain only the element.

use super::{StoryEmbeds, attribute, content};
use crate::story::Story;

/// Renders a host page with the snippet.
pub(super) fn with_snippet(shown: &StoryEmbeds) -> String {
    host_page(shown.story, &format!("<main>\n{}</main>\n", shown.local_snippet))
}

/// Renders a host page that sets the element's property `story`.
pub(super) fn with_property(story: &Story) -> String {
    host_page(
        story,
        "<main><sidelight-story></sidelight-story></main>\n\
         <script type=\"module\" src=\"../element.js\"></script>\n\
         <script type=\"module\" src=\"property.js\"></script>\n",
    )
}

/// Renders a host page in the story's language. Search engines index the story's page instead of this one.
fn host_page(story: &Story, body: &str) -> String {
    let (lang, dir, title) = (attribute(&story.lang), story.direction(), content(&story.title));
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"stylesheet\" href=\"../style.css\">\n\
         <link rel=\"stylesheet\" href=\"embed_guide.css\">\n</head>\n<body class=\"sidelight-page host-page\">\n{body}</body>\n</html>\n"
    )
}
