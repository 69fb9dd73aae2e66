//! The page of one quote or event: what a link to it shows, and a way on to its place in the story.

use super::{
    attribute, content,
    head::{Head, HeadPicture, head},
    preview::Preview,
};
use crate::{story::Story, words::Messages};

/// Where such a page stands, and leads.
pub(super) struct PreviewPage<'a> {
    /// What is shown of it.
    pub preview: &'a Preview,
    /// Its absolute address, where that is known.
    pub url: Option<String>,
    /// The absolute address of its picture.
    pub picture: Option<String>,
    /// The address of its place in the story, from here.
    pub to: String,
}

/// The page, as HTML. It leads on at once; who can't be led reads the words, and follows the link.
pub(super) fn preview_page(story: &Story, leaf: PreviewPage) -> String {
    let PreviewPage { preview, url, picture, to } = leaf;
    let card = &preview.card;
    let head = head(&Head {
        preview,
        url,
        picture: picture.map(|url| HeadPicture { url, alt: card.alt() }),
        oembed: None,
        published: None,
        linked: None,
        // It is nothing that a search engine should know beside the story.
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
