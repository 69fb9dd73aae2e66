//! The choice of highlights: all, key ones, none; and the legend beside it.

use anyhow::Result;
use serde_json::json;

use super::Page;

/// The choice of highlights.
pub(crate) struct HighlightFilter<'a>(&'a Page);

/// The options, in the order of the buttons.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shown {
    All,
    Key,
    Off,
}

impl Page {
    /// The choice of highlights.
    pub(crate) fn highlight_filter(&self) -> HighlightFilter<'_> {
        HighlightFilter(self)
    }
}

impl HighlightFilter<'_> {
    /// Chooses which highlights are shown.
    pub(crate) fn choose(&self, shown: Shown) -> Result<()> {
        self.0.click(&self.option(shown))
    }

    /// Returns true if this option is chosen.
    pub(crate) fn is_chosen(&self, shown: Shown) -> Result<bool> {
        Ok(self.0.run("return find(arguments[0]).checked", json!([format!("{} input", self.option(shown))]))? == true)
    }

    /// Opens the legend by script.
    pub(crate) fn open_legend(&self) -> Result<()> {
        self.0.run("find('>>> @legend').open = true", json!([])).map(drop)
    }

    fn option(&self, shown: Shown) -> String {
        format!(">>> @highlight-option:nth-of-type({})", shown as usize + 1)
    }
}
