//! Renders a slide: the quote's text, its speaker, facts, links and share buttons. The reader keeps it up to date.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};
use yew::prelude::*;

use crate::{
    dom,
    state::Action,
    story::{ItemRef, Quote, QuoteIndex, Speech},
    view::{
        ViewContext,
        element_builder::{action_button, el, el_with_class, empty, with_classes},
        fact::facts,
        monogram::{MONOGRAM, initials},
        note::{affiliation, occurrence_link, speech},
        related, share_buttons,
    },
    words::format,
};

/// The class of a slide that is the only one shown.
pub(crate) const ONLY: &str = "sl-slide--only";

/// The class of a slide that the company filter hides.
pub(crate) const UNRELATED: &str = "sl-slide--unrelated";

/// The selector of quotes that may have more lines than are shown.
pub(super) const LONG_QUOTE: &str = ".sl-quote-body--long";

/// The attribute that is set on such a quote if lines are hidden.
const COLLAPSED: &str = "data-collapsed";

/// A quote with fewer bytes has large letters, and is never shortened.
const LARGE: usize = 120;

/// A longer quote with fewer bytes than this has letters of medium size.
const MEDIUM: usize = 240;

/// Renders one slide, as an entry of a list. The reader makes the list a carousel.
pub(in crate::view) fn view(ctx: &ViewContext, at: QuoteIndex) -> Html {
    let item = ItemRef::Quote(at);
    let story = &ctx.story;
    let quote = &story.quotes[at];
    let class = ctx.class("sl-slide sl-dimmable", quote.speaker.entity());
    let attribution =
        el_with_class("div", "sl-quote-attribution").child(speaker(ctx, quote)).child(related::quote_about(ctx, at));
    let more = (!quote.note.is_empty()).then(|| el_with_class("div", "sl-facts").child(facts(ctx, &quote.note)));
    let links = el_with_class("div", "sl-quote-links")
        .child(occurrence_link(ctx, item))
        .children(share_buttons::share_menu(ctx, item, None));
    el("div")
        .attr("class", with_classes(class, [(ONLY, story.quotes.len() == 1)]))
        .attr("part", "quote")
        .attr("id", ctx.id(item, None))
        .attr_opt("data-companies", ctx.company_ids(&story.companies_of(item)))
        .attr("role", "listitem")
        .attr("aria-label", label(ctx, at, at.index(), story.quotes.len()))
        .attr("tabindex", "-1")
        .child(
            el("figure")
                .child(speech(ctx, quote.speech))
                .child(quote_text(ctx, at))
                .child(el("figcaption").child(attribution).children(more).child(links)),
        )
        .into()
}

/// Returns the accessible name of a slide: the speaker, and the position (from 0) among the shown slides.
pub(crate) fn label(ctx: &ViewContext, at: QuoteIndex, position: usize, count: usize) -> String {
    let name = ctx.title(ItemRef::Quote(at));
    if count < 2 {
        return name.to_owned();
    }
    format(ctx.words.quote_name, &[name, &(position + 1).to_string(), &count.to_string()])
}

/// Renders the quote's text. A long quote is shortened, with a button that shows it all.
fn quote_text(ctx: &ViewContext, at: QuoteIndex) -> Html {
    let quote = &ctx.story.quotes[at];
    let class = match quote.speech {
        // Scripts that use corner brackets for quotations have no italics.
        Speech::Direct if quote.marks.open.starts_with(['「', '『']) => {
            "sl-quote-text sl-quote-text--direct sl-quote-text--upright"
        }
        Speech::Direct => "sl-quote-text sl-quote-text--direct",
        Speech::Reported => "sl-quote-text",
    };
    let size = match quote.words.len() {
        ..LARGE => " sl-quote-text--large",
        LARGE..MEDIUM => " sl-quote-text--medium",
        _ => "",
    };
    let words = el("blockquote").attr("class", format!("{class}{size}")).text(&quote.quoted(&quote.words));
    if quote.words.len() < LARGE {
        return el_with_class("div", "sl-quote-body").child(words).into();
    }
    let all = action_button(ctx.words.read_all)
        .attr("class", "sl-button sl-read-all sl-needs-script")
        .attr("data-quotes", "expand")
        .attr("aria-expanded", "false");
    // Without script the text can be scrolled, by keyboard too.
    let words = words.attr_opt("tabindex", (!ctx.is_live()).then_some("0"));
    el_with_class("div", "sl-quote-body sl-quote-body--long").child(words).child(all).into()
}

/// Renders the speaker: the name as a link to their note, their role and their organisation.
fn speaker(ctx: &ViewContext, quote: &Quote) -> Html {
    let name = ctx.story.speaker_name(&quote.speaker);
    if name.is_empty() {
        return empty();
    }
    let line = el_with_class("p", "sl-speaker").attr(MONOGRAM, initials(name));
    match quote.speaker.entity() {
        Some(speaker) => {
            let link = el("a").attr("href", ctx.href(ItemRef::Entity(speaker), None)).text(name);
            [line.child(link).into(), affiliation(ctx, speaker)].into_iter().collect()
        }
        None => line.text(name).into(),
    }
}

/// Marks the long quotes that have more lines than are shown.
pub(super) fn measure(quotes: &[Element]) {
    let has_hidden_lines = |words: Element| words.scroll_height() > words.client_height() + 1;
    let collapsed = quotes.iter().filter(|quote| !dom::has_class(quote, "sl-quote-body--expanded"));
    // All heights are read before any attribute is set, so that the browser computes the layout once.
    let measured: Vec<_> =
        collapsed.map(|quote| (quote, quote.first_element_child().is_some_and(has_hidden_lines))).collect();
    for (quote, has_hidden_lines) in measured {
        dom::toggle_attribute(quote, COLLAPSED, has_hidden_lines);
    }
}

/// Expands a quote when the browser has scrolled to hidden lines, for example for find in page.
pub(super) fn reveal(ctx: &ViewContext, scrolled: &Event) {
    let Some(words) = scrolled.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return;
    };
    let hidden = words.scroll_top();
    if hidden <= 0 {
        return;
    }
    let Some(id) = dom::closest(&words, ".sl-slide").map(|slide| slide.id()) else {
        return;
    };
    if let Some(at) = ctx.story.quotes.indices().find(|&at| id == *ctx.id(ItemRef::Quote(at), None)) {
        words.set_scroll_top(0);
        ctx.store.dispatch(Action::ExpandQuote(at, true));
        // The text that was found stays at the same height in the viewport.
        dom::retry_until(move || {
            let is_expanded = words.scroll_height() <= words.client_height() + 1;
            if is_expanded {
                dom::scroll_by(f64::from(hidden));
            }
            is_expanded
        });
    }
}
