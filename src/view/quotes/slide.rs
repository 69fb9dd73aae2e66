//! One quote: the words, who said them, and what can be done with them.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, ScrollBehavior};
use yew::prelude::*;

use super::{ViewContext, row};
use crate::{
    state::{Action, SlideCause, State},
    story::{ItemRef, Quote, Speech},
    view::{
        dom,
        element_builder::{button, el, el_with_class, with_classes},
        fact::facts,
        note::{affiliation, occurrence_links, speech},
        related, share_buttons,
    },
    words::format,
};

/// The class of a slide that the company in focus leaves out.
pub(super) const UNRELATED: &str = "sl-slide--unrelated";

/// What may hold more lines than it shows.
pub(super) const LONG_QUOTE: &str = ".sl-quote-body--long";

/// On it is said that it does.
const COLLAPSED: &str = "data-folded";

/// Fewer bytes than this never make more lines than are shown, not even on a phone with text of twice the size.
const SHORT: usize = 80;

/// One quote. Where it stands aside it is laid out, but neither heard nor reached by Tab, and a press turns to it.
pub(in crate::view) fn view(ctx: &ViewContext, state: &State, at: usize, node: &NodeRef) -> Html {
    let item = ItemRef::Quote(at);
    let (story, words, carousel) = (&ctx.story, ctx.words, &state.carousel);
    let quote = &story.quotes[at];
    let turns = super::is_carousel(ctx, state);
    let aside = turns && at != carousel.current;
    let shown = state.shown_quotes(story);
    let is_out = !shown.contains(&at);
    let is_chosen = state.is_selected(item) && carousel.slide_cause == SlideCause::Chosen;
    let name = ctx.title(item);
    let occurrence = shown.iter().position(|&other| other == at).filter(|_| shown.len() > 1);
    let label = occurrence
        .map(|occurrence| format(words.quote_name, &[name, &(occurrence + 1).to_string(), &shown.len().to_string()]));
    let class = ctx.class("sl-slide sl-dimmable", quote.speaker.entity());
    let who =
        el_with_class("div", "sl-quote-attribution").child(speaker(ctx, quote)).child(related::quote_about(ctx, at));
    let more = el_with_class("div", "sl-facts").child(facts(ctx, &quote.note));
    let ways = el_with_class("div", "sl-quote-links")
        .child(occurrence_links(ctx, item))
        .children(share_buttons::share_buttons(ctx, item, None));
    el("div")
        .attr("class", with_classes(class, [("sl-is-selected", is_chosen), (UNRELATED, is_out)]))
        .attr("part", "quote")
        .attr("id", ctx.id(item, None))
        .node(node)
        .attr_opt("data-companies", ctx.company_ids(&story.companies_of(item)))
        .attr("role", if turns { "group" } else { "listitem" })
        .attr_opt("aria-roledescription", turns.then_some(words.slide))
        .attr("aria-label", label.unwrap_or_else(|| name.to_owned()))
        .attr_opt("aria-hidden", aside.then_some("true"))
        .attr_opt("data-link", aside.then(|| ctx.id(item, None)))
        .attr("tabindex", "-1")
        .child(
            el("figure")
                .child(speech(ctx, quote.speech))
                .child(said(ctx, state, at))
                .child(el("figcaption").child(who).child(more).child(ways)),
        )
        .into()
}

/// The words. Where there are very many, their beginning, and a button that shows them all.
fn said(ctx: &ViewContext, state: &State, at: usize) -> Html {
    let quote = &ctx.story.quotes[at];
    let class = match quote.speech {
        // Scripts that are quoted in corners have no italics.
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
    let is_unfolded = state.carousel.expanded.contains(&at);
    let class = if is_unfolded {
        "sl-quote-body sl-quote-body--long sl-quote-body--expanded"
    } else {
        "sl-quote-body sl-quote-body--long"
    };
    let [label, expanded] = match is_unfolded {
        true => [ctx.words.read_all[1], "true"],
        false => [ctx.words.read_all[0], "false"],
    };
    let all = button("sl-button sl-read-all sl-needs-script", ctx.dispatching(Action::ExpandQuote(at, !is_unfolded)))
        .attr("aria-expanded", expanded)
        .text(label);
    // Without script they can be scrolled, by keyboard too.
    el_with_class("div", class).child(words.attr_opt("tabindex", (!ctx.live).then_some("0"))).child(all).into()
}

/// Who said it: their name, which leads to their note, and what they do where.
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

/// Once a slide is shown: the links of one that stands aside are out of the tab order, and the row is turned to the one
/// that has become current.
pub(in crate::view) fn shown(ctx: &ViewContext, before: &State, state: &State, at: usize, node: &NodeRef) {
    let Some(slide) = node.cast::<Element>() else {
        return;
    };
    let is_current = at == state.carousel.current;
    let aside = super::is_carousel(ctx, state) && !is_current;
    for link in dom::elements(slide.query_selector_all("a,button,textarea")) {
        // Neither can fail: the name is a plain word.
        let _ = if aside { link.set_attribute("tabindex", "-1") } else { link.remove_attribute("tabindex") };
    }
    if aside && let Some(said) = dom::find(&slide, ".sl-copied") {
        said.set_text_content(None);
    }
    let row = slide.parent_element();
    let same = |one: &State, other: &State| {
        let [one, other] = [one, other].map(|it| (it.followed, it.carousel.show_unrelated, it.carousel.is_list));
        one == other
    };
    let stays = same(before, state);
    if let (Some(row), true) = (&row, is_current && (before.carousel.current != at || !stays)) {
        // Another row begins where it is; the same one slides, where the reader likes that.
        row::scroll_to_current(row, state, if stays { ScrollBehavior::Auto } else { ScrollBehavior::Instant });
    }
    // The focus does not stay where nothing is heard: it goes with what is shown.
    if aside && dom::has_focus(&slide) {
        let current = ctx.id(ItemRef::Quote(ctx.store.state().carousel.current), None);
        if let Some(current) = dom::by_id(&slide, &current) {
            dom::focus(&current);
        }
    }
}

/// Says on long quotes whether they have more lines than they show.
pub(super) fn measure(folds: &[Element]) {
    let is_folded = |words: Element| words.scroll_height() > words.client_height() + 1;
    let folded = folds.iter().filter(|fold| !fold.class_list().contains("sl-quote-body--expanded"));
    // All are asked before any is changed, so that they are laid out once.
    let measured: Vec<_> = folded.map(|fold| (fold, fold.first_element_child().is_some_and(is_folded))).collect();
    for (fold, is_folded) in measured {
        // It can't fail: the name is a plain word.
        let _ = fold.toggle_attribute_with_force(COLLAPSED, is_folded);
    }
}

/// Shows all of a quote when the browser has scrolled to words that it hides: those that a reader looks for in the page.
pub(super) fn reveal(ctx: &ViewContext, scrolled: &Event) {
    let target = scrolled.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(words) = target.filter(|words| words.scroll_top() > 0) else {
        return;
    };
    let slide = dom::closest(&words, ".sl-slide");
    let at = (0..ctx.story.quotes.len())
        .find(|&at| slide.as_ref().is_some_and(|slide| slide.id() == *ctx.id(ItemRef::Quote(at), None)));
    if let Some(at) = at {
        let hidden = words.scroll_top();
        words.set_scroll_top(0);
        ctx.store.dispatch(Action::ExpandQuote(at, true));
        // What was found stays where the browser has put it in the window.
        dom::retry_until(move || {
            let is_unfolded = words.scroll_height() <= words.client_height() + 1;
            if is_unfolded {
                dom::scroll_by(f64::from(hidden));
            }
            is_unfolded
        });
    }
}
