//! The carousel of quotes.

use anyhow::Result;
use serde_json::{Value, json};

use super::Page;
use super::labels::Labels;
use crate::cast::Part;

/// The carousel. Its buttons have names in the language of the story that is open.
pub(crate) struct Carousel<'a> {
    page: &'a Page,
    labels: Labels,
}

impl Page {
    /// The carousel of the story of the case.
    pub(crate) fn carousel(&self) -> Carousel<'_> {
        Carousel { page: self, labels: self.labels() }
    }
}

impl Carousel<'_> {
    /// The selector of the row of slides.
    pub(crate) const ROW: &'static str = ">>> @slides";

    /// The selector of the button to the next quote.
    pub(crate) fn next_button(&self) -> String {
        format!(">>> @quotes-section :role(button {})", json!(self.labels.messages().next_quote))
    }

    /// The selector of the button to the previous quote.
    pub(crate) fn previous_button(&self) -> String {
        format!(">>> @quotes-section :role(button {})", json!(self.labels.messages().previous_quote))
    }

    /// Presses the button to the next quote.
    pub(crate) fn next(&self) -> Result<()> {
        self.page.click(&self.next_button())
    }

    /// Presses the button to the previous quote.
    pub(crate) fn previous(&self) -> Result<()> {
        self.page.click(&self.previous_button())
    }

    /// Presses the button that shows all quotes in a list, or one by one.
    pub(crate) fn toggle_list(&self) -> Result<()> {
        self.page.click(">>> @list-toggle")
    }

    /// The selector of a speaker's name above the quotes, by the quote that it links to.
    pub(crate) fn speaker(&self, quote: &Part) -> String {
        format!(">>> @speakers a[href$='{}']", quote.link)
    }

    /// Presses the button that copies the quotation of the slide that is shown.
    pub(crate) fn copy_quotation(&self) -> Result<()> {
        self.share(self.labels.messages().copy_quotation)
    }

    /// Presses the button that copies a link to the slide that is shown.
    pub(crate) fn copy_link(&self) -> Result<()> {
        self.share(self.labels.messages().copy)
    }

    /// Waits until the slide that is shown says that something was copied.
    pub(crate) fn wait_copied(&self, text: &str) -> Result<()> {
        self.page.wait_text(">>> @slide:not([aria-hidden]) @copied", text)
    }

    /// Presses the button that shows or hides the quotes that are not about the followed company.
    pub(crate) fn toggle_unrelated(&self) -> Result<()> {
        self.page.click(">>> @quote-filter button")
    }

    /// The text above the quotes of a followed company.
    pub(crate) fn filter_text(&self) -> Result<String> {
        self.page.text(">>> @quote-filter span")
    }

    /// The ids of the quotes whose slides are laid out, in order.
    pub(crate) fn laid_out(&self) -> Result<Value> {
        self.page.js("all('>>> @slide').filter((it) => it.checkVisibility()).map((it) => it.id.split('/').at(-1))")
    }

    /// Waits until quote `number` (from 1) of `of` is shown: at the start of the row, or at its end if it is the last; not
    /// `aria-hidden`; and named in the position.
    pub(crate) fn wait_shows(&self, number: usize, of: usize) -> Result<()> {
        let at = number - 1;
        let [near_start, near_end] = ["slide.x - row.x", "slide.x + slide.width - row.x - row.width"];
        let in_place = format!(
            "((slide, row, ltr) => Math.abs(ltr ? {near_start} : {near_end}) < 2
               || {number} === {of} && Math.abs(ltr ? {near_end} : {near_start}) < 2)
             (box(all('>>> @slide:not(@unrelated-slide)')[{at}]), box('>>> @slides'), find('>>> .sidelight').dir === 'ltr')"
        );
        let is_exposed = format!("all('>>> @slide:not(@unrelated-slide)')[{at}].getAttribute('aria-hidden') === null");
        // In the language of the story, or of a fixture, which is English.
        let positions = json!([self.labels.position(number, of), Labels::of("en").position(number, of)]);
        let named = format!("{positions}.includes(textOf('>>> @carousel-position'))");
        self.page
            .wait_until(&format!("quote {number} of {of} is shown"), &format!("{in_place} && {is_exposed} && {named}"))
    }

    /// Presses an item of the share menu of the slide that is shown. The menu is opened before.
    pub(crate) fn share(&self, name: &str) -> Result<()> {
        if self.page.count(">>> @slide:not([aria-hidden]) @share-menu")? == 0 {
            self.press_in_slide(self.labels.messages().share)?;
        }
        self.press_in_slide(name)
    }

    fn press_in_slide(&self, name: &str) -> Result<()> {
        self.page.click(&format!(">>> @slide:not([aria-hidden]) :role(button {})", json!(name)))
    }
}
