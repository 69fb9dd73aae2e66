//! The page for frames: what stands in an `<iframe>` where a page of others may have no script.

use super::{
    PageOptions, attribute, content,
    standalone::{Document, document},
};
use crate::{story::Story, words::Messages};

/// The page, as HTML. `page` is the address of the story's own page, relative to this one: links that are copied lead there,
/// or to its absolute address, where that is known. It runs where a sandbox allows it nothing but scripts; what it says to
/// the page around it, and what it hears, is in `frame.js`.
pub fn embed(story: &Story, page: &str, options: &PageOptions) -> String {
    let mut framed = Document::of(options);
    framed.class = " sidelight-frame";
    framed.body = format!(" data-page=\"{}\"", attribute(page));
    framed.attributes += " deep-links=\"replace\"";
    if let Some(url) = &options.url {
        framed.attributes += &format!(" share-url=\"{}\"", attribute(url));
    }
    // Before the script of the element: it says where that is to lead.
    framed.scripts = format!(
        "<p class=\"sidelight-by-hand\" hidden><label>{} <input readonly></label></p>\n\
         <script src=\"frame.js\" defer fetchpriority=\"low\"></script>\n{}",
        content(Messages::for_lang(&story.lang).copy_by_hand),
        framed.scripts
    );
    document(story, &framed)
}
