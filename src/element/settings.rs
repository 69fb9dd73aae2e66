//! What the page asks of an element by its attributes.

use web_sys::HtmlElement;

use super::router::is_page;
use crate::{state::HighlightFilter, story::HiddenSections};

/// What becomes of an address when another takes its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum HistoryMode {
    /// It is a step in the history, to which the reader can go back.
    Push,
    /// It is forgotten.
    Replace,
}

/// What the page asks of an element by its attributes, apart from where the story is and what the stylesheet alone
/// answers.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Settings {
    /// `deep-links`: what the reader chooses stands in the page's address.
    pub links: Option<HistoryMode>,
    /// `share-url`: where links that are copied lead to, without a fragment.
    pub share: Option<String>,
    /// `preview-pages`, and what `preview-images` says, if that is there: see [`crate::view::Sharing`].
    pub preview_images: Option<String>,
    /// `highlight_filter`: which highlights are shown at first.
    pub highlight_filter: HighlightFilter,
    /// `no-timeline` and `no-quotes`.
    pub hidden: HiddenSections,
    /// `lang`: the language of the interface (BCP 47), if it is not the story's.
    pub lang: Option<String>,
}

impl Settings {
    /// Reads them.
    pub(super) fn of(host: &HtmlElement) -> Self {
        let share = host.get_attribute("share-url").filter(|url| is_page(url));
        Self {
            links: (host.get_attribute("deep-links"))
                .map(|value| if value == "replace" { HistoryMode::Replace } else { HistoryMode::Push }),
            share: share.map(|url| url.split('#').next().unwrap_or_default().to_owned()),
            preview_images: host
                .has_attribute("preview-pages")
                .then(|| host.get_attribute("preview-images").unwrap_or_default()),
            highlight_filter: host
                .get_attribute("highlights")
                .and_then(|name| HighlightFilter::parse(&name))
                .unwrap_or_default(),
            hidden: HiddenSections {
                timeline: host.has_attribute("no-timeline"),
                quotes: host.has_attribute("no-quotes"),
            },
            lang: host.get_attribute("lang").filter(|lang| !lang.is_empty()),
        }
    }
}
