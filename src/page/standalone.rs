//! A whole page for a story.

use super::{
    attribute,
    head::{Head, HeadPicture, head},
    linked,
    preview::Preview,
    static_copy,
};
use crate::story::Story;

/// What a page needs beyond its story.
#[derive(Debug, Clone, Default)]
pub struct PageOptions {
    /// The absolute address of the page: what crawlers are to know it by.
    pub url: Option<String>,
    /// The absolute address of its picture.
    pub picture: Option<String>,
    /// The address of the story file, relative to the page.
    pub src: String,
    /// The stylesheet, to stand in the page itself, so that it is painted without waiting for another file. Without it the
    /// page links `style.css`.
    pub style: Option<String>,
    /// The name of the glue, which the page asks for early; `sidelight.js`, if it is empty.
    pub glue: String,
    /// Whether there is a page for each quote and event beside it, and the ids of the quotes that have a picture there.
    pub pages: Option<Vec<String>>,
}

/// A whole page for a story, as HTML. What scripts need is asked for after all that is seen. (A `preload` of what is fetched
/// would have it come twice to WebKit, which takes it for another request.)
pub fn standalone(story: &Story, options: &PageOptions) -> String {
    let preview = Preview::of_story(story);
    let picture = options.picture.clone().map(|url| HeadPicture { url, alt: preview.card.alt() });
    let head = head(&Head {
        linked: Some(linked::article(story, options.url.as_deref(), options.picture.as_deref())),
        published: story.published.as_ref().and_then(|date| date.machine()),
        preview: &preview,
        url: options.url.clone(),
        picture,
        is_canonical: true,
    });
    let lang = attribute(&story.lang);
    let src = attribute(&options.src);
    let pages = match &options.pages {
        Some(pictures) if pictures.is_empty() => " share-pages".to_owned(),
        Some(pictures) => format!(" share-pages share-pictures=\"{}\"", attribute(&pictures.join(" "))),
        None => String::new(),
    };
    let glue = attribute(if options.glue.is_empty() { "sidelight.js" } else { &options.glue });
    let copy = static_copy(story);
    let style = match &options.style {
        // In CSS it means the same (CSS Syntax Level 3, section 4.3.7), and can't end the element.
        Some(style) => format!("<style data-sidelight>\n{}</style>", style.replace("</", "<\\/")),
        None => "<link rel=\"stylesheet\" href=\"style.css\">".to_owned(),
    };
    let dir = story.direction();
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n{head}{style}\n\
         </head>\n<body class=\"sidelight-page\">\n\
         <main><sidelight-story src=\"{src}\" deep-links{pages}>{copy}</sidelight-story></main>\n\
         <link rel=\"modulepreload\" href=\"{glue}\" fetchpriority=\"low\">\n\
         <script type=\"module\" src=\"element.js\" fetchpriority=\"low\"></script>\n\
         <script src=\"offline.js\" defer fetchpriority=\"low\"></script>\n\
         </body>\n</html>\n"
    )
}
