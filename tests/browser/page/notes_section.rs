//! The notes section at the foot of the page.

use anyhow::{Context, Result};

use serde_json::json;

use super::Page;
use crate::cast::Part;

/// The notes section.
pub(crate) struct NotesSection<'a>(&'a Page);

impl Page {
    /// The notes section.
    pub(crate) fn notes_section(&self) -> NotesSection<'_> {
        NotesSection(self)
    }
}

impl NotesSection<'_> {
    /// The height of what is unfolded of the note of a part, in CSS pixels.
    pub(crate) fn unfolded(&self, part: &Part) -> Result<f64> {
        let rects = self.0.rects(&format!(">>> @notes-section [id='{}'] > @note-body", part.link))?;
        Ok(rects.first().context("the part has a note")?.height)
    }

    /// Clicks the title of the note of a part, which unfolds or folds it.
    pub(crate) fn toggle(&self, part: &Part) -> Result<()> {
        self.0.click(&format!(">>> @notes-section [id='{}'] > @note-title", part.link))
    }

    /// Follows a link of the selected note to this part of the story.
    pub(crate) fn follow_to(&self, part: &Part) -> Result<()> {
        self.0.click(&format!(">>> @note@selected a[href$='{}']", part.link))
    }

    /// Follows the link of the selected note to its first occurrence in the article.
    pub(crate) fn show_in_article(&self) -> Result<()> {
        self.0.click(">>> @note@selected @occurrence-link")
    }

    /// Follows the link of the note of a part to its first occurrence in the article. The note may be folded.
    pub(crate) fn show_first_occurrence(&self, part: &Part) -> Result<()> {
        let link = format!(">>> @notes-section [id='{}'] @occurrence-link", part.link);
        self.0.run("find(arguments[0]).click()", json!([link])).map(drop)
    }
}
