//! The choice of highlights: key ones, all, none.

use anyhow::Result;
use serde_json::json;

use super::Page;

/// The choice of highlights.
pub(crate) struct HighlightFilter<'a>(&'a Page);

/// The options, in the order of the control.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shown {
    Key,
    All,
    Off,
}

impl Page {
    /// The choice of highlights.
    pub(crate) fn highlight_filter(&self) -> HighlightFilter<'_> {
        HighlightFilter(self)
    }
}

impl HighlightFilter<'_> {
    /// The selector of the control.
    pub(crate) const CONTROL: &'static str = ">>> @highlight-filter";

    /// Chooses which highlights are shown. The list that a browser opens can't be used by WebDriver in all engines.
    pub(crate) fn choose(&self, shown: Shown) -> Result<()> {
        let choose = "const control = find(arguments[0]);
             control.selectedIndex = arguments[1];
             control.dispatchEvent(new Event('change', { bubbles: true }))";
        self.0.run(choose, json!([Self::CONTROL, shown as usize])).map(drop)
    }

    /// Shows all highlights, and waits for them.
    pub(crate) fn show_all(&self) -> Result<()> {
        self.choose(Shown::All)?;
        self.0.wait_gone(">>> @plain-run")
    }

    /// Returns true if this option is chosen.
    pub(crate) fn is_chosen(&self, shown: Shown) -> Result<bool> {
        Ok(self.0.js(&self.chosen(shown))? == true)
    }

    /// The condition that this option is chosen, in JavaScript.
    pub(crate) fn chosen(&self, shown: Shown) -> String {
        format!("find({}).selectedIndex === {}", json!(Self::CONTROL), shown as usize)
    }
}
