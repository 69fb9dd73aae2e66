//! A standalone page: the prerendered page of one story.

use std::borrow::Cow;

use super::{
    attribute, fallback_in,
    head::{Head, HeadPicture, head},
    json_ld,
    page_style::page_style,
    preload::Preload,
    preview::Preview,
};
use crate::{
    story::Story,
    view::{ShareLinks, Surface},
};

/// The data of a standalone page, apart from the story.
#[derive(Debug, Clone, Default)]
pub struct PageOptions {
    /// The absolute URL of the page, which is also its canonical URL.
    pub url: Option<String>,
    /// The absolute URL of the preview image.
    pub picture: Option<String>,
    /// The absolute URL of the oEmbed response, if there is one.
    pub oembed: Option<String>,
    /// The URL of the story file, relative to the page.
    pub src: String,
    /// The whole stylesheet. The page includes the rules that it needs, so that the browser paints without waiting for
    /// another file. Without it the page links `style.css`.
    pub style: Option<String>,
    /// The files to preload; without it the page preloads nothing.
    pub preload: Option<Preload>,
    /// `None` if the page has no preview pages. Otherwise the ids of the quotes that have a preview image.
    pub pages: Option<Vec<String>>,
}

/// Renders a standalone page as HTML. Files for scripts are requested after all visible content.
pub fn standalone(story: &Story, options: &PageOptions) -> String {
    let mut page = Document::of(options);
    page.attributes += " deep-links";
    page.scripts += "<script src=\"offline.js\" defer fetchpriority=\"low\"></script>\n";
    document(story, &page)
}

/// The parts of a page around the fallback. All fields but the stylesheet are HTML.
#[derive(Default)]
pub(super) struct Document<'a> {
    /// The absolute canonical URL.
    pub url: Option<&'a str>,
    /// The absolute URL of the preview image.
    pub picture: Option<&'a str>,
    /// The absolute URL of the oEmbed response.
    pub oembed: Option<&'a str>,
    /// The stylesheet to include; without it the page links `style.css`.
    pub style: Option<Cow<'a, str>>,
    /// The ids of the quotes that have a preview image, if the page has preview pages.
    pub pages: Option<&'a [String]>,
    /// The attributes of the `<sidelight-story>` tag.
    pub attributes: String,
    /// The content of the tag apart from the fallback.
    pub inside: String,
    /// An additional class of the body, with a space before it.
    pub class: &'static str,
    /// Additional attributes of the body, with a space before them.
    pub body: String,
    /// The HTML at the end of the body.
    pub scripts: String,
}

impl<'a> Document<'a> {
    /// Returns the parts of a page whose files are beside it. The element fetches its story and knows the preview
    /// pages and images. Files for scripts are requested after all visible content.
    pub(super) fn of(options: &'a PageOptions) -> Self {
        let preload = options.preload.as_ref().map_or_else(String::new, |preload| preload.links(&options.src));
        let pages = match options.pages.as_deref() {
            Some([]) => " preview-pages".to_owned(),
            Some(pictures) => format!(" preview-pages preview-images=\"{}\"", attribute(&pictures.join(" "))),
            None => String::new(),
        };
        Self {
            url: options.url.as_deref(),
            picture: options.picture.as_deref(),
            oembed: options.oembed.as_deref(),
            style: options.style.as_deref().map(|style| page_style(style).into()),
            pages: options.pages.as_deref(),
            attributes: format!("src=\"{}\"{pages}", attribute(&options.src)),
            scripts: format!(
                "<script type=\"module\" src=\"element.js\" fetchpriority=\"low\" async></script>\n{preload}"
            ),
            ..Self::default()
        }
    }
}

/// Renders the page as HTML.
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
    // The element has `deep-links`, so the story can be linked to. The page's URL is known when a link is copied.
    let preview_images = pages.map(|pictures| pictures.join(" "));
    let sharing = ShareLinks { page: String::new(), preview_images };
    let fallback = fallback_in(story, None, Some(sharing), Surface::Isolated);
    let style = match style {
        // The escape means the same in CSS (CSS Syntax Level 3, section 4.3.7), and cannot end the element.
        Some(style) => format!("<style data-sidelight>\n{}</style>", style.replace("</", "<\\/")),
        None => "<link rel=\"stylesheet\" href=\"style.css\">".to_owned(),
    };
    let dir = story.direction();
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n{head}{style}\n\
         </head>\n<body class=\"sidelight-page{class}\"{body}>\n\
         <main><sidelight-story {attributes}>{fallback}{inside}</sidelight-story></main>\n\
         {scripts}</body>\n</html>\n"
    )
}
