//! One quote: the words, who said them, and what can be done with them.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, ScrollBehavior};
use yew::prelude::*;

use super::{Shared, row};
use crate::{
    state::{Action, Reached, State},
    story::{Quote, Speech, Thing},
    view::{
        dom,
        el::{button, el, of_class, with_classes},
        fact::facts,
        note::{belongs, places, speech},
        related, share,
    },
    words::fill,
};

/// The class of a slide that the company in focus leaves out.
pub(super) const OUT: &str = "sl-slide--unrelated";

/// What may hold more lines than it shows.
pub(super) const FOLDS: &str = ".sl-quote-body--long";

/// On it is said that it does.
const FOLDED: &str = "data-folded";

/// Fewer bytes than this never make more lines than are shown, not even on a phone with text of twice the size.
const SHORT: usize = 80;

/// One quote. Where it stands aside it is laid out, but neither heard nor reached by Tab, and a press turns to it.
pub(in crate::view) fn view(shared: &Shared, state: &State, at: usize, node: &NodeRef) -> Html {
    let thing = Thing::Quote(at);
    let (story, words, carousel) = (&shared.story, shared.words, &state.carousel);
    let quote = &story.quotes[at];
    let turns = super::turns(shared, state);
    let aside = turns && at != carousel.current;
    let shown = state.quotes(story);
    let is_out = !shown.contains(&at);
    let is_chosen = state.has_selected(thing) && carousel.reached == Reached::Chosen;
    let name = shared.title(thing);
    let place = shown.iter().position(|&other| other == at).filter(|_| shown.len() > 1);
    let label = place.map(|place| fill(words.quote_name, &[name, &(place + 1).to_string(), &shown.len().to_string()]));
    let class = shared.class("sl-slide sl-dimmable", quote.speaker.entity());
    let who = of_class("div", "sl-quote-attribution").add(speaker(shared, quote)).add(related::said_about(shared, at));
    let more = of_class("div", "sl-facts").add(facts(shared, &quote.note));
    let ways = of_class("div", "sl-quote-links").add(places(shared, thing)).all(share::of(shared, thing, None));
    el("div")
        .attr("class", with_classes(class, [("sl-is-selected", is_chosen), (OUT, is_out)]))
        .attr("part", "quote")
        .attr("id", shared.id(thing, None))
        .node(node)
        .maybe("data-companies", shared.about(&story.companies_of(thing)))
        .attr("role", if turns { "group" } else { "listitem" })
        .maybe("aria-roledescription", turns.then_some(words.slide))
        .attr("aria-label", label.unwrap_or_else(|| name.to_owned()))
        .maybe("aria-hidden", aside.then_some("true"))
        .maybe("data-link", aside.then(|| shared.id(thing, None)))
        .attr("tabindex", "-1")
        .add(
            el("figure")
                .add(speech(shared, quote.speech))
                .add(said(shared, state, at))
                .add(el("figcaption").add(who).add(more).add(ways)),
        )
        .into()
}

/// The words. Where there are very many, their beginning, and a button that shows them all.
fn said(shared: &Shared, state: &State, at: usize) -> Html {
    let quote = &shared.story.quotes[at];
    let class = match quote.speech {
        // Scripts that are quoted in corners have no italics.
        Speech::Direct if quote.marks.open.starts_with(['「', '『']) => {
            "sl-quote-text sl-quote-text--direct sl-quote-text--upright"
        }
        Speech::Direct => "sl-quote-text sl-quote-text--direct",
        Speech::Reported => "sl-quote-text",
    };
    let words = of_class("blockquote", class).add(el("p").text(&quote.worded(&quote.words)));
    if quote.words.len() < SHORT {
        return of_class("div", "sl-quote-body").add(words).into();
    }
    let is_unfolded = state.carousel.unfolded.contains(&at);
    let class = if is_unfolded {
        "sl-quote-body sl-quote-body--long sl-quote-body--expanded"
    } else {
        "sl-quote-body sl-quote-body--long"
    };
    let [label, expanded] = match is_unfolded {
        true => [shared.words.read_all[1], "true"],
        false => [shared.words.read_all[0], "false"],
    };
    let all = button("sl-button sl-read-all sl-needs-script", shared.on(Action::Unfold(at, !is_unfolded)))
        .attr("aria-expanded", expanded)
        .text(label);
    // Without script they can be scrolled, by keyboard too.
    of_class("div", class).add(words.maybe("tabindex", (!shared.live).then_some("0"))).add(all).into()
}

/// Who said it: their name, which leads to their note, and what they do where.
fn speaker(shared: &Shared, quote: &Quote) -> Html {
    let name = shared.story.name_of(&quote.speaker);
    if name.is_empty() {
        return super::none();
    }
    let line = of_class("p", "sl-speaker").add(shared.monogram(name));
    match quote.speaker.entity() {
        Some(speaker) => {
            let link = el("a").attr("href", shared.href(Thing::Entity(speaker), None)).text(name);
            [line.add(link).into(), belongs(shared, speaker)].into_iter().collect()
        }
        None => line.text(name).into(),
    }
}

/// Once a slide is shown: the links of one that stands aside are out of the tab order, and the row is turned to the one
/// that has become current.
pub(in crate::view) fn shown(shared: &Shared, before: &State, state: &State, at: usize, node: &NodeRef) {
    let Some(slide) = node.cast::<Element>() else {
        return;
    };
    let is_current = at == state.carousel.current;
    let aside = super::turns(shared, state) && !is_current;
    for link in dom::elements(slide.query_selector_all("a,button,textarea")) {
        // Neither can fail: the name is a plain word.
        let _ = if aside { link.set_attribute("tabindex", "-1") } else { link.remove_attribute("tabindex") };
    }
    if aside && let Some(said) = dom::find(&slide, ".sl-copied") {
        said.set_text_content(None);
    }
    let row = slide.parent_element();
    let same = |one: &State, other: &State| {
        let [one, other] = [one, other].map(|it| (it.focus, it.carousel.others, it.carousel.is_list));
        one == other
    };
    let stays = same(before, state);
    if let (Some(row), true) = (&row, is_current && (before.carousel.current != at || !stays)) {
        // Another row begins where it is; the same one slides, where the reader likes that.
        row::turn(row, state, if stays { ScrollBehavior::Auto } else { ScrollBehavior::Instant });
    }
    // The focus does not stay where nothing is heard: it goes with what is shown.
    if aside && dom::has_focus(&slide) {
        let current = shared.id(Thing::Quote(shared.store.state().carousel.current), None);
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
        let _ = fold.toggle_attribute_with_force(FOLDED, is_folded);
    }
}

/// Shows all of a quote when the browser has scrolled to words that it hides: those that a reader looks for in the page.
pub(super) fn reveal(shared: &Shared, scrolled: &Event) {
    let target = scrolled.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(words) = target.filter(|words| words.scroll_top() > 0) else {
        return;
    };
    let slide = dom::around(&words, ".sl-slide");
    let at = (0..shared.story.quotes.len())
        .find(|&at| slide.as_ref().is_some_and(|slide| slide.id() == *shared.id(Thing::Quote(at), None)));
    if let Some(at) = at {
        let hidden = words.scroll_top();
        words.set_scroll_top(0);
        shared.store.dispatch(Action::Unfold(at, true));
        // What was found stays where the browser has put it in the window.
        dom::soon(move || {
            let is_unfolded = words.scroll_height() <= words.client_height() + 1;
            if is_unfolded {
                dom::scroll_by(f64::from(hidden));
            }
            is_unfolded
        });
    }
}
