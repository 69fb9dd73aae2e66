//! The article: its highlights, and the companies that a reader can follow.

use anyhow::Result;
use serde_json::json;

use super::Page;
use crate::cast::Part;

/// A kind of highlight.
#[derive(Clone, Copy, Debug)]
pub(crate) enum HighlightKind {
    Company,
    Claim,
    Figure,
}

/// The text of the article.
pub(crate) struct Article;

/// The list of companies above the text, and the status text of the followed one.
pub(crate) struct Companies<'a>(&'a Page);

impl Page {
    /// The text of the article.
    pub(crate) fn article(&self) -> Article {
        Article
    }

    /// The list of companies.
    pub(crate) fn companies(&self) -> Companies<'_> {
        Companies(self)
    }
}

impl Article {
    /// The selector of the highlights of a part of the story.
    pub(crate) fn highlight_of(&self, part: &Part) -> String {
        format!(">>> @article-body a[href$='{}']", part.link)
    }

    /// The selector of the highlights of a kind, including those within others.
    pub(crate) fn of_kind(&self, kind: HighlightKind) -> &'static str {
        match kind {
            HighlightKind::Company => ">>> @article-body @company-mark",
            HighlightKind::Claim => ">>> @article-body @claim-mark",
            HighlightKind::Figure => ">>> @article-body @figure-mark",
        }
    }

    /// The selector of a claim without other highlights in it.
    pub(crate) fn plain_claim(&self) -> &'static str {
        ">>> @article-body @claim-mark:is(a, [data-link]):not(:has(@underline))"
    }

    /// The selector of a company that is highlighted within a claim.
    pub(crate) fn company_in_claim(&self) -> &'static str {
        ">>> @article-body @claim-mark @company-mark"
    }
}

impl Companies<'_> {
    /// The selector of a company's button.
    pub(crate) fn chip(&self, company: &Part) -> String {
        format!(">>> @companies @company-chip[href$='/company/{}']", company.id)
    }

    /// Opens the menu of companies, unless it is open.
    pub(crate) fn open_menu(&self) -> Result<()> {
        if self.0.count(">>> @companies[open]")? == 0 {
            self.0.click(">>> @companies > summary")?;
        }
        Ok(())
    }

    /// Presses a company's button.
    pub(crate) fn press(&self, company: &Part) -> Result<()> {
        self.open_menu()?;
        self.0.click(&self.chip(company))
    }

    /// Presses the button of the first company.
    pub(crate) fn press_first(&self) -> Result<()> {
        self.open_menu()?;
        self.0.click(">>> @companies @company-chip")
    }

    /// Presses a company's button, and waits until the company is followed.
    pub(crate) fn follow(&self, company: &Part) -> Result<()> {
        self.press(company)?;
        let followed = format!("find({}).getAttribute('aria-pressed') === 'true'", json!(self.chip(company)));
        self.0.wait_until(&format!("{} is followed", company.name), &followed)
    }

    /// Presses the button that follows no company.
    pub(crate) fn show_everything(&self) -> Result<()> {
        let name = self.0.labels().messages().stop_following;
        self.0.click(&format!(">>> @following-bar :role(button \"{name}\")"))
    }

    /// The text that says which company is followed, and how much of the story is about it.
    pub(crate) fn status(&self) -> Result<String> {
        self.0.text(">>> @follow-status")
    }

    /// Waits until the status names a company.
    pub(crate) fn wait_following(&self, company: &Part) -> Result<()> {
        self.0.wait_text_begins(">>> @follow-status", &self.0.labels().following(&company.name))
    }

    /// Waits until `count` companies are followed.
    pub(crate) fn wait_followed(&self, count: usize) -> Result<()> {
        let test = format!("all('>>> @companies [aria-pressed=true]').length === {count}");
        self.0.wait_until(&format!("{count} companies are followed"), &test)
    }
}
