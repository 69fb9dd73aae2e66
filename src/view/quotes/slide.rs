//! Renders a slide: the quote's text, its speaker, facts, links and share buttons.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, ScrollBehavior};
use yew::prelude::*;

use super::{ViewContext, row};
use crate::{
    dom,
    state::{Action, SlideCause, State},
    story::{ItemRef, Quote, QuoteIndex, Speech},
    view::{
        element_builder::{button, el, el_with_class, with_classes},
        fact::facts,
        note::{affiliation, occurrence_link, speech},
        related, share_buttons,
    },
    words::format,
};

/// The class of a slide that the company filter hides.
pub(super) const UNRELATED: &str = "sl-slide--unrelated";

/// The selector of quotes that may have more lines than are shown.
pub(super) const LONG_QUOTE: &str = ".sl-quote-body--long";

/// The attribute that is set on such a quote if lines are hidden.
const COLLAPSED: &str = "data-collapsed";

/// A quote with fewer bytes never needs more lines than are shown, even on a phone with text of twice the size.
const SHORT: usize = 80;

/// Renders one slide. A slide that is not current is laid out, but hidden from screen readers and the Tab key; a
/// click makes it current.
pub(in crate::view) fn view(ctx: &ViewContext, state: &State, at: QuoteIndex, node: &NodeRef) -> Html {
    let item = ItemRef::Quote(at);
    let (story, words, carousel) = (&ctx.story, ctx.words, &state.carousel);
    let quote = &story.quotes[at];
    let is_carousel = super::is_carousel(ctx, state);
    let is_inactive = is_carousel && at != carousel.current;
    let shown = state.shown_quotes(story);
    let is_filtered_out = !shown.contains(&at);
    let is_selected = state.is_selected(item) && carousel.slide_cause == SlideCause::Chosen;
    let name = ctx.title(item);
    let label = match shown.iter().position(|&other| other == at) {
        Some(position) if shown.len() > 1 => {
            format(words.quote_name, &[name, &(position + 1).to_string(), &shown.len().to_string()])
        }
        _ => name.to_owned(),
    };
    let class = ctx.class("sl-slide sl-dimmable", quote.speaker.entity());
    let attribution =
        el_with_class("div", "sl-quote-attribution").child(speaker(ctx, quote)).child(related::quote_about(ctx, at));
    let more = el_with_class("div", "sl-facts").child(facts(ctx, &quote.note));
    let links = el_with_class("div", "sl-quote-links")
        .child(occurrence_link(ctx, item))
        .children(share_buttons::share_buttons(ctx, item, None));
    el("div")
        .attr(
            "class",
            with_classes(
                class,
                [("sl-is-selected", is_selected), (UNRELATED, is_filtered_out), ("sl-slide--only", shown.len() == 1)],
            ),
        )
        .attr("part", "quote")
        .attr("id", ctx.id(item, None))
        .node(node)
        .attr_opt("data-companies", ctx.company_ids(&story.companies_of(item)))
        .attr("role", if is_carousel { "group" } else { "listitem" })
        .attr_opt("aria-roledescription", is_carousel.then_some(words.slide))
        .attr("aria-label", label)
        .attr_opt("aria-hidden", is_inactive.then_some("true"))
        .attr_opt("data-link", is_inactive.then(|| ctx.id(item, None)))
        .attr("tabindex", "-1")
        .child(
            el("figure")
                .child(speech(ctx, quote.speech))
                .child(quote_text(ctx, state, at))
                .child(el("figcaption").child(attribution).child(more).child(links)),
        )
        .into()
}

/// Renders the quote's text. A long quote is shortened, with a button that shows it all.
fn quote_text(ctx: &ViewContext, state: &State, at: QuoteIndex) -> Html {
    let quote = &ctx.story.quotes[at];
    let class = match quote.speech {
        // Scripts that use corner brackets for quotations have no italics.
        Speech::Direct if quote.marks.open.starts_with(['「', '『']) => {
            "sl-quote-text sl-quote-text--direct sl-quote-text--upright"
        }
        Speech::Direct => "sl-quote-text sl-quote-text--direct",
        Speech::Reported => "sl-quote-text",
    };
    let words = el_with_class("blockquote", class).child(el("p").text(&quote.quoted(&quote.words)));
    if quote.words.len() < SHORT {
        return el_with_class("div", "sl-quote-body").child(words).into();
    }
    let is_expanded = state.carousel.expanded.contains(&at);
    let class = if is_expanded {
        "sl-quote-body sl-quote-body--long sl-quote-body--expanded"
    } else {
        "sl-quote-body sl-quote-body--long"
    };
    let label = if is_expanded { ctx.words.show_less } else { ctx.words.read_all };
    let all = button("sl-button sl-read-all sl-needs-script", ctx.dispatching(Action::ExpandQuote(at, !is_expanded)))
        .attr("aria-expanded", if is_expanded { "true" } else { "false" })
        .text(label);
    // Without script the text can be scrolled, by keyboard too.
    el_with_class("div", class).child(words.attr_opt("tabindex", (!ctx.is_live()).then_some("0"))).child(all).into()
}

/// Renders the speaker: the name as a link to their note, their role and their organisation.
fn speaker(ctx: &ViewContext, quote: &Quote) -> Html {
    let name = ctx.story.speaker_name(&quote.speaker);
    if name.is_empty() {
        return super::empty();
    }
    let line = el_with_class("p", "sl-speaker").child(ctx.monogram(name));
    match quote.speaker.entity() {
        Some(speaker) => {
            let link = el("a").attr("href", ctx.href(ItemRef::Entity(speaker), None)).text(name);
            [line.child(link).into(), affiliation(ctx, speaker)].into_iter().collect()
        }
        None => line.text(name).into(),
    }
}

/// Called after rendering: takes links of slides that are not current out of the tab order, and scrolls the row to
/// the current slide.
pub(in crate::view) fn shown(ctx: &ViewContext, before: &State, state: &State, at: QuoteIndex, node: &NodeRef) {
    let Some(slide) = node.cast::<Element>() else {
        return;
    };
    let is_current = at == state.carousel.current;
    let is_inactive = super::is_carousel(ctx, state) && !is_current;
    for link in dom::elements(slide.query_selector_all("a,button,textarea")) {
        dom::set_attribute(&link, "tabindex", if is_inactive { Some("-1") } else { None });
    }
    if is_inactive && let Some(status) = dom::find(&slide, ".sl-copied") {
        status.set_text_content(None);
    }
    let shown_slides = |state: &State| (state.followed, state.carousel.show_unrelated, state.carousel.is_list);
    let is_same_row = shown_slides(before) == shown_slides(state);
    if is_current
        && (before.carousel.current != at || !is_same_row)
        && let Some(row) = &slide.parent_element()
    {
        // A change of the filter or of the display jumps to the slide. A change of slide is animated, unless the
        // reader prefers reduced motion.
        row::scroll_to_current(
            ctx,
            row,
            state,
            if is_same_row { ScrollBehavior::Auto } else { ScrollBehavior::Instant },
        );
    }
    // The focus must not stay in a slide that is hidden from screen readers: it moves to the current slide.
    if is_inactive && dom::has_focus(&slide) {
        let current = ctx.id(ItemRef::Quote(ctx.store.state().carousel.current), None);
        if let Some(current) = dom::by_id(&slide, &current) {
            dom::focus(&current);
        }
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
