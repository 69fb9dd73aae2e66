//! The iframe page: shows a story in an `<iframe>` on host pages that allow no script.

use super::{
    PageOptions, attribute, content,
    standalone::{Document, document},
};
use crate::{story::Story, words::Messages};

/// Renders the iframe page as HTML. `page` is the relative URL of the story's page; links to share use its absolute
/// URL, if known. The page works in a sandbox that allows only scripts. `frame.js` documents its messages to and from
/// the host page.
pub fn embed(story: &Story, page: &str, options: &PageOptions) -> String {
    let mut iframe_page = Document::of(options);
    iframe_page.class = " sidelight-frame";
    iframe_page.body = format!(" data-page=\"{}\"", attribute(page));
    iframe_page.attributes += " deep-links=\"replace\"";
    if let Some(url) = &options.url {
        iframe_page.attributes += &format!(" share-url=\"{}\"", attribute(url));
    }
    // This script runs before the element's script and sets the target of the links to share.
    iframe_page.scripts = format!(
        "<p class=\"sidelight-by-hand\" hidden><label>{} <input readonly></label></p>\n\
         <script src=\"frame.js\" defer fetchpriority=\"low\"></script>\n{}",
        content(Messages::for_lang(&story.lang).copy_by_hand),
        iframe_page.scripts
    );
    document(story, &iframe_page)
}
