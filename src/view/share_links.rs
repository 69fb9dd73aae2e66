//! Where links lead that are copied.

use crate::{
    link,
    story::{ItemRef, Story},
};

/// Where links lead that are copied, and what there is to give beside them.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareLinks {
    /// The URL of the page, without a fragment.
    pub page: String,
    /// Where each quote and event has a page of its own beside it (see `page::site`): the ids of the quotes that have a
    /// picture there, too, parted by spaces.
    pub preview_images: Option<String>,
}

impl ShareLinks {
    /// The link to a thing, or to one of its places. A quote and an event have pages that show, wherever a link stands, what
    /// it leads to.
    pub fn link(&self, story: &Story, item: ItemRef, occurrence: Option<usize>) -> String {
        match (&self.preview_images, item) {
            (Some(_), ItemRef::Quote(_) | ItemRef::Event(_)) => {
                self.beside(&link::item_fragment(story, item, None), "html")
            }
            _ => self.to(&link::item_fragment(story, item, occurrence)),
        }
    }

    /// The link to what a fragment (without its `#`) names.
    pub fn to(&self, fragment: &str) -> String {
        format!("{}#{fragment}", self.page)
    }

    /// The address of the picture of a quote.
    pub fn picture(&self, story: &Story, item: ItemRef) -> Option<String> {
        let ItemRef::Quote(_) = item else { return None };
        let (_, id) = story.link_name(item);
        let has_one = self.preview_images.as_ref()?.split(' ').any(|quote| quote == id.as_str());
        has_one.then(|| self.beside(&link::item_fragment(story, item, None), "png"))
    }

    /// The address of a file beside the page.
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
    fn links_lead_to_places_where_there_are_no_pages() {
        let quote = "https://example.org/a?b#open-source-ai/quote/wei-sun/1";
        check("https://example.org/a?b", None, ItemRef::Quote(0), quote, None);
    }

    #[test]
    fn quotes_and_events_have_pages_beside_the_storys() {
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
