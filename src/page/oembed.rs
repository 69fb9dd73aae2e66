//! What a CMS is answered that makes an embed of an address: oEmbed (oembed.com), as a file.

use serde_json::{Value, json};

use super::iframe::{HEIGHT, iframe};
use crate::{story::Story, words::Messages};

/// How wide the embed is to be, in CSS pixels: the text and the room at its sides. The frame itself is as wide as what it
/// stands in, whatever a CMS asks for (section 2.2), for a file can't answer that.
const WIDTH: u32 = 680;

/// How long an answer may be kept, in seconds: a day. It names where things stand, and says nothing of what is in them.
const CACHE_AGE: u32 = 86_400;

/// The answer for a story (sections 2.3.4 and 2.3.4.4). `frame` is the absolute address of its page for frames, `picture`
/// that of its picture, which is 1200 by 630 pixels. Who provides it is who publishes it; it is left out, if nobody is said to.
pub(super) fn oembed(story: &Story, frame: &str, picture: Option<&str>) -> Value {
    let publisher = story.publisher.as_ref();
    let authors = story.authors.join(Messages::for_lang(&story.lang).list_separator());
    let known = [
        ("author_name", (!authors.is_empty()).then(|| json!(authors))),
        ("provider_name", publisher.map(|source| json!(source.name))),
        ("provider_url", publisher.and_then(|source| source.url.as_ref()).map(|url| json!(url))),
        ("thumbnail_url", picture.map(|url| json!(url))),
        ("thumbnail_width", picture.map(|_| json!(1200))),
        ("thumbnail_height", picture.map(|_| json!(630))),
    ];
    let mut answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": story.title,
        "html": iframe(&story.title, frame).trim_end(),
        "width": WIDTH,
        "height": HEIGHT,
        "cache_age": CACHE_AGE,
    });
    for (name, value) in known {
        if let Some(value) = value {
            answer[name] = value;
        }
    }
    answer
}
