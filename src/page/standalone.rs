//! A whole page for a story.

use super::{
    attribute, fallback_in,
    head::{Head, HeadPicture, head},
    json_ld,
    preview::Preview,
};
use crate::{story::Story, view::ShareLinks};

/// What a page needs beyond its story.
#[derive(Debug, Clone, Default)]
pub struct PageOptions {
    /// The absolute address of the page: what crawlers are to know it by.
    pub url: Option<String>,
    /// The absolute address of its picture.
    pub picture: Option<String>,
    /// The absolute address of what a CMS is answered about it (oEmbed), where there is such.
    pub oembed: Option<String>,
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
    let mut page = Document::of(options);
    page.attributes += " deep-links";
    page.scripts += "<script src=\"offline.js\" defer fetchpriority=\"low\"></script>\n";
    document(story, &page)
}

/// What stands around the static copy on a page of its own. All but the stylesheet is HTML already.
#[derive(Default)]
pub(super) struct Document<'a> {
    /// The absolute address that search engines are to know the story by.
    pub url: Option<&'a str>,
    /// The absolute address of its picture.
    pub picture: Option<&'a str>,
    /// The absolute address of what a CMS is answered about it.
    pub oembed: Option<&'a str>,
    /// The stylesheet, to stand in the page; without it the page links `style.css`.
    pub style: Option<&'a str>,
    /// The ids of the quotes that have a picture beside the page, where quotes and events have pages there.
    pub pages: Option<&'a [String]>,
    /// The attributes of the tag.
    pub attributes: String,
    /// What stands in the tag beside the copy.
    pub inside: String,
    /// Another class of the body, with a space before it.
    pub class: &'static str,
    /// What the body has beside its class, with a space before it.
    pub body: String,
    /// What stands at the end of the page.
    pub scripts: String,
}

impl<'a> Document<'a> {
    /// What all pages have whose files stand beside them: the element asks for its story, knows which pages and pictures
    /// there are, and what scripts need is asked for after all that is seen.
    pub(super) fn of(options: &'a PageOptions) -> Self {
        let glue = attribute(if options.glue.is_empty() { "sidelight.js" } else { &options.glue });
        let pages = match options.pages.as_deref() {
            Some([]) => " preview-pages".to_owned(),
            Some(pictures) => format!(" preview-pages preview-images=\"{}\"", attribute(&pictures.join(" "))),
            None => String::new(),
        };
        Self {
            url: options.url.as_deref(),
            picture: options.picture.as_deref(),
            oembed: options.oembed.as_deref(),
            style: options.style.as_deref(),
            pages: options.pages.as_deref(),
            attributes: format!("src=\"{}\"{pages}", attribute(&options.src)),
            scripts: format!(
                "<link rel=\"modulepreload\" href=\"{glue}\" fetchpriority=\"low\">\n\
                 <script type=\"module\" src=\"element.js\" fetchpriority=\"low\"></script>\n"
            ),
            ..Self::default()
        }
    }
}

/// The page, as HTML.
pub(super) fn document(story: &Story, document: &Document) -> String {
    let Document { url, picture, oembed, style, pages, attributes, inside, class, body, scripts } = document;
    let preview = Preview::of_story(story);
    let head = head(&Head {
        linked: Some(json_ld::article(story, *url, *picture)),
        published: story.published.as_ref().and_then(|date| date.to_datetime_attr()),
        picture: picture.map(|url| HeadPicture { url: url.to_owned(), alt: preview.card.alt() }),
        oembed: oembed.map(str::to_owned),
        preview: &preview,
        url: url.map(str::to_owned),
        is_canonical: true,
    });
    let lang = attribute(&story.lang);
    // Links are copied by script, so that where they lead is known then.
    let sharing = pages.map(|pictures| ShareLinks { page: String::new(), preview_images: Some(pictures.join(" ")) });
    let copy = fallback_in(story, None, sharing);
    let style = match style {
        // In CSS it means the same (CSS Syntax Level 3, section 4.3.7), and can't end the element.
        Some(style) => format!("<style data-sidelight>\n{}</style>", style.replace("</", "<\\/")),
        None => "<link rel=\"stylesheet\" href=\"style.css\">".to_owned(),
    };
    let dir = story.direction();
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n{head}{style}\n\
         </head>\n<body class=\"sidelight-page{class}\"{body}>\n\
         <main><sidelight-story {attributes}>{copy}{inside}</sidelight-story></main>\n\
         {scripts}</body>\n</html>\n"
    )
}
