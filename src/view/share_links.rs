//! URLs to share: of the story, of its items and of their preview pages.

use crate::{
    link,
    story::{ItemRef, Story},
};

/// The base for links to share.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareLinks {
    /// The URL of the page, without a fragment.
    pub page: String,
    /// `None` if the story has no preview pages (see `page::site`). Otherwise the ids of the quotes that have a
    /// preview image, separated by spaces.
    pub preview_images: Option<String>,
}

impl ShareLinks {
    /// Returns the link to an item, or to one of its occurrences. Quotes and events link to their preview page, if it
    /// exists.
    pub fn link(&self, story: &Story, item: ItemRef, occurrence: Option<usize>) -> String {
        match (&self.preview_images, item) {
            (Some(_), ItemRef::Quote(_) | ItemRef::Event(_)) => {
                self.beside(&link::item_fragment(story, item, None), "html")
            }
            _ => self.to(&link::item_fragment(story, item, occurrence)),
        }
    }

    /// Returns the link to a URL fragment (without its `#`).
    pub fn to(&self, fragment: &str) -> String {
        format!("{}#{fragment}", self.page)
    }

    /// Returns the URL of a quote's preview image, if it has one.
    pub fn picture(&self, story: &Story, item: ItemRef) -> Option<String> {
        let ItemRef::Quote(_) = item else { return None };
        let (_, id) = story.link_name(item);
        if !self.preview_images.as_ref()?.split(' ').any(|quote| quote == id.as_str()) {
            return None;
        }
        Some(self.beside(&link::item_fragment(story, item, None), "png"))
    }

    /// Returns the URL of a file in the folder of the page.
    fn beside(&self, name: &str, ending: &str) -> String {
        let page = self.page.split('?').next().unwrap_or_default();
        let folder = page.rfind('/').map_or(page, |at| &page[..=at]);
        format!("{folder}{name}.{ending}")
    }
}

#[cfg(test)]
mod tests {
    use super::ShareLinks;
    use crate::story::{ItemRef, Story, StoryFile};

    fn check(page: &str, pages: Option<&str>, item: ItemRef, link: &str, picture: Option<&str>) {
        let text = include_str!("../../stories/open-source-ai.json");
        let story = Story::check(StoryFile::from_json(text).unwrap()).0;
        let sharing = ShareLinks { page: page.to_owned(), preview_images: pages.map(str::to_owned) };
        assert_eq!(sharing.link(&story, item, Some(1)), link);
        assert_eq!(sharing.picture(&story, item).as_deref(), picture);
    }

    #[test]
    fn links_name_occurrences_without_preview_pages() {
        let quote = "https://example.org/a?b#open-source-ai/quote/wei-sun/1";
        check("https://example.org/a?b", None, ItemRef::Quote(0), quote, None);
    }

    #[test]
    fn quotes_and_events_link_to_preview_pages() {
        let [quote, event] = ["quote/wei-sun", "event/android-open"];
        let at = |folder: &str, name: &str| format!("https://example.org/{folder}open-source-ai/{name}");
        let picture = at("s/", &format!("{quote}.png"));
        let page = "https://example.org/s/index.html?x=/y";
        check(page, Some("ray-wang wei-sun"), ItemRef::Quote(0), &at("s/", &format!("{quote}.html")), Some(&picture));
        check(page, Some(""), ItemRef::Event(0), &at("s/", &format!("{event}.html")), None);
        check(page, Some("wei"), ItemRef::Quote(0), &at("s/", &format!("{quote}.html")), None);
        let note = "https://example.org/#open-source-ai/note/deepseek/1";
        check("https://example.org/", Some(""), ItemRef::Entity(0), note, None);
    }
}
