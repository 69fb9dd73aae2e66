//! The embed guide: a page of the build with a section for each method to embed a story.

use anyhow::Result;
use serde_json::Value;

use super::Page;

/// The embed guide. A section is known by the id of its heading, a snippet by the id of its field.
pub(crate) struct EmbedGuide<'a>(&'a Page);

impl Page {
    /// The embed guide.
    pub(crate) fn embed_guide(&self) -> EmbedGuide<'_> {
        EmbedGuide(self)
    }
}

impl EmbedGuide<'_> {
    /// The path of the page.
    pub(crate) const PATH: &'static str = "/embed/index.html";

    /// The iframe of a section, as a JavaScript expression.
    pub(crate) fn iframe(&self, section: &str) -> String {
        format!("find('section:has(h2[id={section}]) iframe')")
    }

    /// The story in that iframe, as a JavaScript expression.
    pub(crate) fn story(&self, section: &str) -> String {
        format!("{}.contentDocument.querySelector('sidelight-story')", self.iframe(section))
    }

    /// Scrolls the iframe of a section into view, and waits until its story is live.
    pub(crate) fn wait_live(&self, section: &str) -> Result<()> {
        let scrolled = format!("({}.scrollIntoView(), true)", self.iframe(section));
        self.0.wait_until("the iframe is in the viewport", &scrolled)?;
        let live = format!("{}?.dataset.sidelight === 'live'", self.story(section));
        self.0.wait_until("the story in the iframe is live", &live)
    }

    /// Presses the button that copies a snippet.
    pub(crate) fn copy(&self, snippet: &str) -> Result<()> {
        self.0.click(&format!("[data-copies={snippet}]"))
    }

    /// The text of a snippet's field.
    pub(crate) fn snippet(&self, snippet: &str) -> Result<Value> {
        self.0.js(&format!("find('textarea[id={snippet}]').value"))
    }

    /// The status texts: the id of the field, and the text beside it.
    pub(crate) fn messages(&self) -> Result<Value> {
        self.0.js(
            "all('.field').flatMap((it) => [...it.querySelectorAll('[role=status]')].map((status) => [it, status.textContent]))
            .filter(([, text]) => text).map(([it, text]) => [it.querySelector('textarea').id, text])",
        )
    }
}
