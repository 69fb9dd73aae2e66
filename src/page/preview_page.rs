//! The preview page of a quote or an event: its Open Graph tags, and a link to its occurrence in the story.

use super::{
    attribute, content,
    head::{Head, HeadPicture, head},
    preview::Preview,
};
use crate::{story::Story, words::Messages};

/// The data of a preview page.
pub(super) struct PreviewPage<'a> {
    /// The preview of the quote or event.
    pub preview: &'a Preview,
    /// The absolute URL of the page, if known.
    pub url: Option<String>,
    /// The absolute URL of the preview image.
    pub picture: Option<String>,
    /// The relative URL of the occurrence in the story.
    pub to: String,
}

/// Renders the preview page as HTML. It redirects at once; without script or redirect the reader follows the link.
pub(super) fn preview_page(story: &Story, page: PreviewPage) -> String {
    let PreviewPage { preview, url, picture, to } = page;
    let card = &preview.card;
    let head = head(&Head {
        preview,
        url,
        picture: picture.map(|url| HeadPicture { url, alt: card.alt() }),
        oembed: None,
        published: None,
        linked: None,
        // Search engines index the story instead of this page.
        is_canonical: false,
    });
    let (lang, dir, to) = (attribute(&story.lang), story.direction(), attribute(&to));
    let [open, close] = &card.marks;
    let line = |text: &str| if text.is_empty() { String::new() } else { format!("<p>{}</p>\n", content(text)) };
    let (above, name, below) = (line(&card.above), line(&card.name), line(&card.below));
    let words = content(&format!("{open}{}{close}", card.words));
    let link = content(Messages::for_lang(&story.lang).in_article);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n{head}\
         <meta http-equiv=\"refresh\" content=\"0; url={to}\">\n</head>\n<body>\n<main>\n\
         {above}<h1>{words}</h1>\n{name}{below}<p><a href=\"{to}\">{link}</a></p>\n</main>\n</body>\n</html>\n"
    )
}
