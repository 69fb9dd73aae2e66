//! The settings that the host page makes with the element's attributes.

use web_sys::HtmlElement;

use super::router::is_page;
use crate::{state::HighlightFilter, story::HiddenSections};

/// How a new fragment changes the browser's history entries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum HistoryMode {
    /// A new history entry: the reader can go back to the old one.
    Push,
    /// The current history entry is replaced.
    Replace,
}

/// Settings from the element's attributes, except the story's source and attributes that only the stylesheet reads.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Settings {
    /// `deep-links`: the reader's selection is written to the page's URL.
    pub links: Option<HistoryMode>,
    /// `share-url`: the URL of links to share, without a fragment.
    pub share: Option<String>,
    /// `preview-pages`, and the value of `preview-images`, if present: see [`crate::view::ShareLinks`].
    pub preview_images: Option<String>,
    /// `highlights`: the highlights that are shown at first.
    pub highlight_filter: HighlightFilter,
    /// `no-timeline` and `no-quotes`: the sections that are hidden.
    pub hidden: HiddenSections,
    /// `host-fonts`: all text has the fonts of the host page.
    pub has_host_fonts: bool,
    /// `isolated`: the whole story is in a shadow root.
    pub is_isolated: bool,
    /// `lang`: the language of the interface (BCP 47), if it differs from the story's.
    pub lang: Option<String>,
}

impl Settings {
    /// Reads the settings from the attributes.
    pub(super) fn of(host: &HtmlElement) -> Self {
        let share = host.get_attribute("share-url").filter(|url| is_page(url));
        let preview_images = if host.has_attribute("preview-pages") {
            Some(host.get_attribute("preview-images").unwrap_or_default())
        } else {
            None
        };
        Self {
            links: host
                .get_attribute("deep-links")
                .map(|value| if value == "replace" { HistoryMode::Replace } else { HistoryMode::Push }),
            share: share.map(|url| url.split('#').next().unwrap_or_default().to_owned()),
            preview_images,
            highlight_filter: host
                .get_attribute("highlights")
                .and_then(|name| HighlightFilter::parse(&name))
                .unwrap_or_default(),
            hidden: HiddenSections {
                timeline: host.has_attribute("no-timeline"),
                quotes: host.has_attribute("no-quotes"),
            },
            has_host_fonts: host.has_attribute("host-fonts"),
            is_isolated: host.has_attribute("isolated"),
            lang: host.get_attribute("lang").filter(|lang| !lang.is_empty()),
        }
    }
}
