//! The oEmbed response for a story's URL (oembed.com), as a static file.

use serde_json::{Value, json};

use super::iframe::{HEIGHT, iframe};
use crate::{story::Story, words::Messages};

/// The width of the embed in CSS pixels: the text and its side margins. The iframe itself is as wide as its
/// container. A static file cannot respond to the `maxwidth` parameter (section 2.2).
const WIDTH: u32 = 680;

/// The cache lifetime of a response in seconds: one day. The response contains only URLs, not the story.
const CACHE_AGE: u32 = 86_400;

/// Returns the response for a story (sections 2.3.4 and 2.3.4.4). `iframe_url` is the absolute URL of the iframe page;
/// `picture` is that of the preview image (1200 by 630 pixels). The provider is the publisher, if the story names
/// one.
pub(super) fn oembed(story: &Story, iframe_url: &str, picture: Option<&str>) -> Value {
    let publisher = story.publisher.as_ref();
    let authors = story.authors.join(Messages::for_lang(&story.lang).list_separator);
    let known = [
        ("author_name", (!authors.is_empty()).then(|| json!(authors))),
        ("provider_name", publisher.map(|source| json!(source.name))),
        ("provider_url", publisher.and_then(|source| source.url.as_ref()).map(|url| json!(url))),
        ("thumbnail_url", picture.map(|url| json!(url))),
        ("thumbnail_width", picture.map(|_| json!(1200))),
        ("thumbnail_height", picture.map(|_| json!(630))),
    ];
    let mut response = json!({
        "version": "1.0",
        "type": "rich",
        "title": story.title,
        "html": iframe(&story.title, iframe_url).trim_end(),
        "width": WIDTH,
        "height": HEIGHT,
        "cache_age": CACHE_AGE,
    });
    for (name, value) in known {
        if let Some(value) = value {
            response[name] = value;
        }
    }
    response
}
