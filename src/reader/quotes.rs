//! The quotes: a list in the document, which is a carousel (WAI-ARIA APG, basic carousel) while scripts run.

use std::cell::Cell;

use web_sys::{Element, ScrollBehavior};

use crate::{
    dom::{self, Guard},
    link,
    state::{SlideCause, State},
    story::{ItemRef, QuoteIndex},
    view::{
        ONLY, SCROLLED, SpeakerLink, UNRELATED, ViewContext, filter_summary, first_quote_of_each_speaker, follow_row,
        label, position, scroll_to_current, show_current,
    },
};

/// The selector of the long quotes, which scroll without script.
const SCROLLABLE: &str = ".sl-quote-body--long > .sl-quote-text";

/// The elements of the quotes section.
pub(super) struct Quotes {
    section: Element,
    row: Element,
    slides: Vec<Element>,
    /// The list entries of the speakers, each with the speaker's first quote.
    speakers: Vec<(QuoteIndex, Element)>,
    /// True until the row is a carousel or a list of the reader's choice.
    is_new: Cell<bool>,
    /// Follows the reader's scrolling of the row.
    _scrolling: Guard,
}

impl Quotes {
    /// Finds the section in `root`; `None` if there is none.
    pub(super) fn new(ctx: &ViewContext, root: &Element) -> Option<Self> {
        let section = dom::find(root, ".sl-quotes")?;
        let row = dom::find(&section, ".sl-slides")?;
        for words in dom::elements(row.query_selector_all(SCROLLABLE)) {
            // In the carousel long quotes do not scroll, so their slide takes the focus.
            if dom::has_focus(&words)
                && let Some(slide) = dom::closest(&words, ".sl-slide")
            {
                dom::focus(&slide);
            }
            dom::set_attribute(&words, "tabindex", None);
        }
        let entries = dom::elements(section.query_selector_all(".sl-speakers > li"));
        Some(Self {
            slides: dom::children(&row).collect(),
            speakers: first_quote_of_each_speaker(&ctx.story).zip(entries).collect(),
            section: section.into(),
            is_new: Cell::new(true),
            _scrolling: follow_row(ctx, &row),
            row: row.into(),
        })
    }

    /// Makes the row a list that works without script.
    pub(super) fn undo(&self, ctx: &ViewContext) {
        let row = Row { shown: ctx.story.quotes.indices().collect(), is_carousel: false };
        let state = State::default();
        self.update_frame(ctx, &state, &row);
        for (at, slide) in ctx.story.quotes.indices().zip(&self.slides) {
            update_slide(ctx, &state, &row, at, slide);
        }
        for words in dom::elements(self.row.query_selector_all(SCROLLABLE)) {
            dom::set_attribute(&words, "tabindex", Some("0"));
        }
        dom::toggle_attribute(&self.row, SCROLLED, false);
    }

    /// Updates the parts that differ.
    pub(super) fn update(&self, ctx: &ViewContext, before: &State, now: &State) {
        let story = &ctx.story;
        let filter = |state: &State| (state.followed, state.carousel.show_unrelated, state.carousel.is_list);
        let is_same_row = filter(before) == filter(now);
        let is_new = self.is_new.replace(false);
        let is_complete = is_new || !is_same_row;
        let is_unchanged = before.carousel == now.carousel && before.selected == now.selected;
        if is_unchanged && !is_complete {
            return;
        }
        let row = Row { shown: now.shown_quotes(story), is_carousel: !now.carousel.is_list && story.quotes.len() > 1 };
        if is_complete {
            self.update_frame(ctx, now, &row);
        }
        let has_changed = |at: QuoteIndex| {
            let is_expanded = |state: &State| state.carousel.expanded.binary_search(&at).is_ok();
            is_complete
                || at == before.carousel.current
                || at == now.carousel.current
                || is_selected(before, at) != is_selected(now, at)
                || is_expanded(before) != is_expanded(now)
        };
        for (at, slide) in story.quotes.indices().zip(&self.slides).filter(|(at, _)| has_changed(*at)) {
            update_slide(ctx, now, &row, at, slide);
        }
        self.update_controls(ctx, now, &row);
        let speaker = |at: QuoteIndex| story.quotes.get(at).map(|quote| &quote.speaker);
        for (first, entry) in &self.speakers {
            let is_affected = [before, now].iter().any(|state| speaker(state.carousel.current) == speaker(*first));
            if is_complete || is_affected {
                update_speaker(ctx, now, *first, entry);
            }
        }
        if before.carousel.current != now.carousel.current || !is_same_row {
            // A change of the filter or of the display jumps to the slide. A change of slide is animated, unless the
            // reader prefers reduced motion.
            let behavior = if is_same_row { ScrollBehavior::Auto } else { ScrollBehavior::Instant };
            scroll_to_current(ctx, &self.row, now, behavior);
        }
        if row.is_carousel {
            // At first the first speaker is in view. Measuring would make the browser lay out the page at once.
            if !is_new || row.shown.first() != Some(&now.carousel.current) {
                show_current(&self.row);
            }
            self.move_focus(now);
        }
    }

    /// Updates the section and the row.
    fn update_frame(&self, ctx: &ViewContext, now: &State, row: &Row) {
        let carousel = row.is_carousel.then_some(ctx.words.carousel);
        dom::set_attribute(&self.section, "aria-roledescription", carousel);
        dom::toggle_class(&self.row, "sl-slides--all", now.carousel.is_list);
        dom::set_attribute(&self.row, "role", if row.is_carousel { None } else { Some("list") });
        dom::set_attribute(&self.row, "aria-live", row.is_carousel.then_some("polite"));
        dom::set_attribute(&self.row, "aria-atomic", row.is_carousel.then_some("false"));
    }

    fn update_controls(&self, ctx: &ViewContext, now: &State, row: &Row) {
        let words = ctx.words;
        let find = |selector: &str| dom::find(&self.section, selector);
        let count = row.shown.len();
        let at = row.shown.binary_search(&now.carousel.current).ok();
        let has_steps = !now.carousel.is_list && count > 1;
        let ends = [("previous", at == Some(0)), ("next", at.is_some_and(|at| at + 1 == count))];
        for (name, is_end) in ends {
            if let Some(button) = find(&format!("[data-quotes={name}]")) {
                dom::toggle_attribute(&button, "hidden", !has_steps);
                dom::set_attribute(&button, "aria-disabled", (is_end || at.is_none()).then_some("true"));
            }
        }
        if let Some(text) = find(".sl-carousel-position") {
            let position = at.filter(|_| has_steps).map(|at| position(ctx, at, count));
            text.set_text_content(Some(&position.unwrap_or_default()));
        }
        if let Some(toggle) = find("[data-quotes=list]") {
            dom::toggle_attribute(&toggle, "hidden", count < 2);
            toggle.set_text_content(Some(if now.carousel.is_list { words.show_one } else { words.show_all }));
        }
        if let Some(filter) = find(".sl-filter") {
            dom::toggle_attribute(&filter, "hidden", now.followed.is_none());
            if let (Some(company), Some(text), Some(button)) =
                (now.followed, dom::find(&filter, "span"), dom::find(&filter, "button"))
            {
                let (summary, has_others) = filter_summary(ctx, company);
                text.set_text_content(Some(&summary));
                dom::toggle_attribute(&button, "hidden", !has_others);
                let is_shown = now.carousel.show_unrelated;
                let label = if is_shown { words.hide_unrelated_quotes } else { words.show_unrelated_quotes };
                button.set_text_content(Some(label));
            }
        }
    }

    /// Moves the focus out of a slide that is hidden from screen readers, to the current slide.
    fn move_focus(&self, now: &State) {
        let current = self.slides.get(now.carousel.current.index());
        let focused = self.slides.iter().find(|slide| dom::has_focus(slide));
        if let (Some(current), Some(focused)) = (current, focused)
            && current != focused
            && let Some(current) = wasm_bindgen::JsCast::dyn_ref(current)
        {
            dom::focus(current);
        }
    }
}

/// The row of slides in one state.
struct Row {
    /// The quotes that the company filter shows, in ascending order.
    shown: Vec<QuoteIndex>,
    is_carousel: bool,
}

/// Returns true if a quote is selected for a reason that marks it.
fn is_selected(state: &State, at: QuoteIndex) -> bool {
    state.is_selected(ItemRef::Quote(at)) && state.carousel.slide_cause == SlideCause::Chosen
}

/// Updates a slide. A slide that is not current is laid out, but hidden from screen readers and the Tab key; a click
/// makes it current.
fn update_slide(ctx: &ViewContext, now: &State, row: &Row, at: QuoteIndex, slide: &Element) {
    let is_inactive = row.is_carousel && at != now.carousel.current;
    let position = row.shown.binary_search(&at).ok();
    dom::toggle_class(slide, "sl-is-selected", is_selected(now, at));
    dom::toggle_class(slide, UNRELATED, position.is_none());
    dom::toggle_class(slide, ONLY, row.shown.len() == 1);
    let count = if position.is_some() { row.shown.len() } else { 0 };
    let fragment = link::item_fragment(&ctx.story, ItemRef::Quote(at), None);
    dom::set_attribute(slide, "role", Some(if row.is_carousel { "group" } else { "listitem" }));
    dom::set_attribute(slide, "aria-roledescription", row.is_carousel.then_some(ctx.words.slide));
    dom::set_attribute(slide, "aria-label", Some(&label(ctx, at, position.unwrap_or_default(), count)));
    dom::set_attribute(slide, "aria-hidden", is_inactive.then_some("true"));
    dom::set_attribute(slide, "data-link", is_inactive.then_some(&fragment));
    for link in dom::elements(slide.query_selector_all("a,button,textarea")) {
        dom::set_attribute(&link, "tabindex", is_inactive.then_some("-1"));
    }
    if is_inactive && let Some(status) = dom::find(slide, ".sl-copied") {
        status.set_text_content(None);
    }
    if let Some(body) = dom::find(slide, ".sl-quote-body--long")
        && let Some(button) = dom::find(&body, ".sl-read-all")
    {
        let is_expanded = now.carousel.expanded.binary_search(&at).is_ok();
        dom::toggle_class(&body, "sl-quote-body--expanded", is_expanded);
        dom::set_attribute(&button, "aria-expanded", Some(if is_expanded { "true" } else { "false" }));
        button.set_text_content(Some(if is_expanded { ctx.words.show_less } else { ctx.words.read_all }));
    }
}

/// Updates the entry of a speaker, given by their first quote.
fn update_speaker(ctx: &ViewContext, now: &State, first: QuoteIndex, entry: &Element) {
    let speaker = SpeakerLink::new(&ctx.story, now, first);
    dom::toggle_attribute(entry, "hidden", speaker.count == 0);
    let Some(link) = dom::find(entry, "a") else {
        return;
    };
    let target = link::item_fragment(&ctx.story, ItemRef::Quote(speaker.target), None);
    dom::set_attribute(&link, "href", Some(&format!("#{target}")));
    dom::set_attribute(&link, "aria-current", speaker.is_current.then_some("true"));
    // The position of the current quote is not shown: the names would move when the slide changes.
    if let Some(count) = dom::find(&link, ".sl-count") {
        dom::toggle_attribute(&count, "hidden", speaker.count < 2);
        count.set_text_content(Some(&speaker.count.to_string()));
    }
}
