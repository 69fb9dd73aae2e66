//! The metadata in a page's head, for browsers, crawlers and sites that show link previews.

use serde_json::Value;

use super::{attribute, content, preview::Preview};

/// A preview image, 1200 by 630 pixels: its URL and alternative text.
pub(super) struct HeadPicture {
    /// The absolute URL; crawlers accept no relative one.
    pub url: String,
    /// The alternative text.
    pub alt: String,
}

/// The data of a page's head.
pub(super) struct Head<'a> {
    /// The preview: title and description.
    pub preview: &'a Preview,
    /// The absolute URL of the page, if known.
    pub url: Option<String>,
    /// The preview image.
    pub picture: Option<HeadPicture>,
    /// The absolute URL of the oEmbed response, if there is one.
    pub oembed: Option<String>,
    /// The date of publication (ISO 8601).
    pub published: Option<String>,
    /// The structured data (schema.org, JSON-LD 1.1).
    pub linked: Option<Value>,
    /// True if the page's URL is the canonical URL.
    pub is_canonical: bool,
}

/// Renders the content of the head, one element per line, with the tags of Open Graph (ogp.me) and Twitter cards.
pub(super) fn head(head: &Head) -> String {
    let Head { preview, url, picture, oembed, published, linked, is_canonical } = head;
    let mut lines = String::from("<meta charset=\"utf-8\">\n");
    let mut line = |line: String| lines.extend([line.as_str(), "\n"]);
    let named = |name: &str, value: &str| format!("<meta name=\"{name}\" content=\"{}\">", attribute(value));
    let property = |name: &str, value: &str| format!("<meta property=\"{name}\" content=\"{}\">", attribute(value));
    line(named("viewport", "width=device-width, initial-scale=1"));
    line(format!("<title>{}</title>", content(&preview.title)));
    line(named("description", &preview.description));
    line(named("color-scheme", "light dark"));
    line(property("og:type", "article"));
    line(property("og:title", &preview.title));
    line(property("og:description", &preview.description));
    if let Some(published) = published {
        line(property("article:published_time", published));
    }
    if let Some(url) = url {
        if *is_canonical {
            line(format!("<link rel=\"canonical\" href=\"{}\">", attribute(url)));
        }
        line(property("og:url", url));
    }
    if let Some(address) = oembed {
        // oEmbed, section 4. `>` is escaped, because some parsers end the element at the first one.
        let [address, title] = [address, &preview.title].map(|text| attribute(text).replace('>', "&gt;"));
        line(format!("<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{address}\" title=\"{title}\">"));
    }
    if let Some(HeadPicture { url, alt }) = picture {
        line(property("og:image", url));
        line(property("og:image:type", "image/png"));
        line(property("og:image:width", "1200"));
        line(property("og:image:height", "630"));
        line(property("og:image:alt", alt));
    }
    line(named("twitter:card", if picture.is_some() { "summary_large_image" } else { "summary" }));
    if let Some(linked) = linked {
        line(format!("<script type=\"application/ld+json\">{}</script>", json(linked)));
    }
    lines
}

fn json(value: &Value) -> String {
    in_json(&value.to_string())
}

/// Escapes JSON for a `script` element: characters that could end the element, or a line of the script. In JSON these
/// characters occur only in strings.
pub(super) fn in_json(text: &str) -> String {
    text.chars().fold(String::new(), |mut text, letter| {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => text += &format!("\\u{:04x}", u32::from(letter)),
            _ => text.push(letter),
        }
        text
    })
}
