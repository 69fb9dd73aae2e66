//! Cards: the open notes.

use anyhow::Result;
use serde_json::json;

use super::Page;

/// The open note; the front one, if several are open.
pub(crate) struct Card<'a>(&'a Page);

impl Page {
    /// The open note.
    pub(crate) fn card(&self) -> Card<'_> {
        Card(self)
    }
}

impl Card<'_> {
    /// The selector of every card.
    pub(crate) const ANY: &'static str = ">>> @card";

    /// The number of open notes.
    pub(crate) fn count(&self) -> Result<usize> {
        self.0.count(Self::ANY)
    }

    /// The title.
    pub(crate) fn title(&self) -> Result<String> {
        self.0.text(">>> @card @note-title")
    }

    /// The kind of the item that the note is about, as a reader sees it.
    pub(crate) fn kind(&self) -> Result<String> {
        self.0.text(">>> @card @kind")
    }

    /// Waits until a note is open, has the focus, and has stopped moving.
    pub(crate) fn wait_open(&self) -> Result<()> {
        self.0.wait_until("the note has the focus", "focusIn('@front-card')")?;
        self.0.wait_still(">>> @front-card")
    }

    /// Waits until a note opens where the pointer is.
    pub(crate) fn wait_hovered(&self) -> Result<()> {
        self.0.wait_for(">>> @hovered-card")
    }

    /// Waits until no note is open.
    pub(crate) fn wait_closed(&self) -> Result<()> {
        self.wait_count(0)
    }

    /// Waits until `count` notes are open.
    pub(crate) fn wait_count(&self, count: usize) -> Result<()> {
        self.0.wait_until(&format!("{count} notes are open"), &format!("all('>>> @card').length === {count}"))
    }

    /// Waits until the title of the note is `title`.
    pub(crate) fn wait_title(&self, title: &str) -> Result<()> {
        self.0.wait_text(">>> @card @note-title", title)
    }

    /// Waits until the note is about an item of this kind, by its name in the story file.
    pub(crate) fn wait_kind(&self, kind: &str) -> Result<()> {
        self.0.wait_text(">>> @card @kind", self.0.labels().kind(kind))
    }

    /// Waits until the note of an event is open in the timeline, and has the focus.
    pub(crate) fn wait_in_timeline(&self) -> Result<()> {
        self.0.wait_until("the note in the timeline has the focus", "focusIn('@timeline-card')")
    }

    /// Presses the button that closes the note.
    pub(crate) fn close(&self) -> Result<()> {
        self.press(self.0.labels().messages().close)
    }

    /// Presses the button that copies a link to the item.
    pub(crate) fn copy_link(&self) -> Result<()> {
        self.share(self.0.labels().messages().copy)
    }

    /// Presses the button that copies the quotation.
    pub(crate) fn copy_quotation(&self) -> Result<()> {
        self.share(self.0.labels().messages().copy_quotation)
    }

    /// Waits until the note says that something was copied.
    pub(crate) fn wait_copied(&self, text: &str) -> Result<()> {
        self.0.wait_text(">>> @card @copied", text)
    }

    /// Follows the first link below the note: to the notes section, to a slide, to the timeline.
    pub(crate) fn show_elsewhere(&self) -> Result<()> {
        self.0.click(">>> @card @actions > a")
    }

    /// Pins the front note, and waits until the button says so.
    pub(crate) fn pin(&self) -> Result<()> {
        self.0.click(">>> @front-card @pin-button")?;
        let pressed = "find('>>> @front-card @pin-button').getAttribute('aria-pressed') === 'true'";
        self.0.wait_until("the note is pinned", pressed)
    }

    /// Closes the note by Escape, and waits until no note is open.
    pub(crate) fn escape(&self) -> Result<()> {
        self.0.press("Escape")?;
        self.wait_closed()
    }

    /// Clicks a highlight, and waits until its note is open.
    pub(crate) fn open_by(&self, highlight: &str) -> Result<()> {
        self.0.click(highlight)?;
        self.wait_open()
    }

    /// Waits until the top and the bottom of the open note's first highlight are in the viewport.
    pub(crate) fn wait_words_seen(&self) -> Result<()> {
        self.0.wait_until("the words of the note are in view", "isSeen('>>> @open-mark')")
    }

    /// The texts of the highlights of the open notes.
    pub(crate) fn open_marks(&self) -> Result<Vec<String>> {
        let texts = self.0.js("all('>>> @open-mark').map((it) => it.textContent)")?;
        Ok(serde_json::from_value(texts)?)
    }

    /// Presses an item of the share menu, which is opened before.
    fn share(&self, name: &str) -> Result<()> {
        if self.0.count(">>> @card @share-menu")? == 0 {
            self.press(self.0.labels().messages().share)?;
        }
        self.press(name)
    }

    fn press(&self, name: &str) -> Result<()> {
        self.0.click(&format!(">>> @card :role(button {})", json!(name)))
    }
}
