//! The head of a page: what browsers, crawlers and whoever shows a link to it read there.

use serde_json::Value;

use super::{attribute, content, preview::Preview};

/// A picture of a preview: 1200 by 630 pixels, of this address and in these words.
pub(super) struct HeadPicture {
    /// Its absolute address: crawlers take no other.
    pub url: String,
    /// What it says.
    pub alt: String,
}

/// What stands in the head of a page.
pub(super) struct Head<'a> {
    /// What is shown of it.
    pub preview: &'a Preview,
    /// Its absolute address, where that is known.
    pub url: Option<String>,
    /// Its picture.
    pub picture: Option<HeadPicture>,
    /// The absolute address of what a CMS is answered about it (oEmbed), where there is such.
    pub oembed: Option<String>,
    /// When it was published, for machines (ISO 8601).
    pub published: Option<String>,
    /// What it is, in the words of schema.org (JSON-LD 1.1).
    pub linked: Option<Value>,
    /// Whether its own address is the one that search engines are to know it by.
    pub is_canonical: bool,
}

/// The head, without its tag, a line an element: what Open Graph (ogp.me) and Twitter's cards want, among others.
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
        // oEmbed, section 4. There are readers for which the first ">" ends it.
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

/// JSON as it may stand in a script: what could end the element, or a line of a script, is escaped. Such letters stand
/// nowhere in JSON but in its strings.
pub(super) fn in_json(text: &str) -> String {
    text.chars().fold(String::new(), |mut text, letter| {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => text += &format!("\\u{:04x}", u32::from(letter)),
            _ => text.push(letter),
        }
        text
    })
}
