//! The quotes: a row that turns, or a list (WAI-ARIA APG, carousel pattern, basic).

use std::rc::Rc;

use web_sys::Element;
use yew::{html::onscroll, prelude::*};

use super::{
    Shared, Store, dom,
    el::{El, button, el, none, of_class},
    fact::facts,
    note::{places, speaker_role, speech},
};
use crate::{
    state::{Action, Reached, State},
    story::{Quote, Speech, Thing},
    words::fill,
};

/// The quotes. Without script they are a row to scroll, in the same box.
pub(super) fn view(shared: &Shared, state: &State, node: &NodeRef) -> Html {
    let (story, words) = (&shared.story, shared.words);
    let (current, all, count) = (state.quote, state.all_quotes, story.quotes.len());
    if count == 0 {
        return none();
    }
    let section = shared
        .section("sl-quotes", "quotes", words.quotes)
        .node(node)
        .maybe("aria-roledescription", (!all).then_some(words.carousel));
    let scrolls = {
        let store = Rc::clone(&shared.store);
        Callback::from(move |event: Event| {
            if let Some(row) = event.target_dyn_into::<Element>() {
                scrolled(&store, &row);
            }
        })
    };
    let row = of_class("div", if all { "sl-row sl-row--all" } else { "sl-row" })
        .attr("id", slides(shared))
        .maybe("aria-live", shared.live.then_some("polite"))
        .all((0..count).map(|at| slide(shared, state, at)));
    let row = if all { row } else { row.on(Rc::new(onscroll::Wrapper::new(scrolls))) };
    if count == 1 {
        return section.add(row).into();
    }
    let speakers = story.quotes.iter().zip(0..).map(|(quote, at)| speaker(shared, at, quote, current == at && !all));
    section
        .add(controls(shared, state, count))
        .add(of_class("ul", "sl-speakers").attr("aria-label", words.speakers).all(speakers))
        .add(row)
        .into()
}

/// Once the quotes are shown.
pub(super) fn shown(state: &State, node: &NodeRef) {
    if let Some(section) = node.cast::<Element>() {
        turn(&section, state);
    }
}

/// Turns the row in `within` to the current quote, whose links alone keep their tab stops.
pub(super) fn turn(within: &Element, state: &State) {
    if let Some(row) = dom::find(within, ".sl-row") {
        let is_turned = !state.all_quotes && state.reached != Reached::Drifted;
        dom::turn_row_to(&row, is_turned.then_some(state.quote));
        dom::keep_tab_stops(&row, (!state.all_quotes).then_some(state.quote));
    }
}

/// Takes the quote that the row in `within` stands at as the current one.
pub(super) fn drift(shared: &Shared, within: &Element) {
    if let Some(row) = dom::find(within, ".sl-row") {
        drift_to_nearest(&shared.store, &row);
    }
}

fn drift_to_nearest(store: &Store, row: &Element) {
    if let Some(at) = dom::nearest_slide(row) {
        store.dispatch(Action::DriftTo(at));
    }
}

/// Follows the row as the reader scrolls it. Yew may yield between rendering and what comes after: until the row has
/// been turned to what was chosen, where it stands is where it was before.
fn scrolled(store: &Store, row: &Element) {
    let state = store.state();
    if state.reached == Reached::Drifted || dom::is_turned_to(row, state.quote) {
        drift_to_nearest(store, row);
    }
}

fn slides(shared: &Shared) -> String {
    format!("{}/quotes/slides", shared.story.id)
}

fn controls(shared: &Shared, state: &State, count: usize) -> El {
    let (words, current, all) = (shared.words, state.quote, state.all_quotes);
    let step = |to: Option<usize>, label: &'static str, arrow: &'static str| {
        let target = to.filter(|&at| at < count);
        button("sl-button sl-turn", shared.on(Action::TurnTo(target.unwrap_or(current))))
            .attr("aria-label", label)
            .attr("aria-controls", slides(shared))
            .maybe("aria-disabled", target.is_none().then_some("true"))
            .add(el("span").attr("aria-hidden", "true").text(arrow))
    };
    let mut controls = of_class("div", "sl-controls sl-needs-script");
    if !all {
        let position = fill(words.of, &[&(current + 1).to_string(), &count.to_string()]);
        controls = controls
            .add(step(current.checked_sub(1), words.previous_quote, "←"))
            .add(step(Some(current + 1), words.next_quote, "→"))
            .add(of_class("span", "sl-position").text(&position));
    }
    let toggle = if all { words.show_one } else { words.show_all };
    controls.add(shared.button(toggle, Action::ShowAllQuotes(!all)))
}

fn speaker(shared: &Shared, at: usize, quote: &Quote, current: bool) -> El {
    let name = speaker_name(shared, quote);
    let link = el("a")
        .attr("class", shared.class("sl-chip", quote.speaker))
        .attr("href", shared.href(Thing::Quote(at), None))
        .maybe("aria-current", current.then_some("true"))
        .add(shared.monogram(name))
        .text(name);
    el("li").add(link)
}

fn speaker_name<'a>(shared: &'a Shared, quote: &Quote) -> &'a str {
    quote.speaker.map_or("", |speaker| &shared.story.entities[speaker].name)
}

/// One quote. Where it stands aside it is laid out, but neither heard nor reached by Tab.
fn slide(shared: &Shared, state: &State, at: usize) -> Html {
    let thing = Thing::Quote(at);
    let (story, words) = (&shared.story, shared.words);
    let quote = &story.quotes[at];
    let name = speaker_name(shared, quote);
    let (class, text) = match quote.speech {
        Speech::Direct => ("sl-words sl-words--direct", fill(words.quoted, &[&quote.words])),
        Speech::Reported => ("sl-words", quote.words.clone()),
    };
    let selected = if state.has_selected(thing) { "sl-slide sl-about sl-selected" } else { "sl-slide sl-about" };
    let aside = shared.live && !state.all_quotes && at != state.quote;
    let mut caption = el("figcaption");
    if let Some(speaker) = quote.speaker {
        let link = el("a").attr("href", shared.href(Thing::Entity(speaker), None)).text(name);
        let speaker_line = of_class("p", "sl-speaker").add(shared.monogram(name)).add(link);
        caption = caption.add(speaker_line).add(speaker_role(shared, speaker));
    }
    let caption = caption.add(speech(shared, quote.speech)).add(facts(shared, &quote.note)).add(places(shared, thing));
    el("figure")
        .attr("class", shared.class(selected, quote.speaker))
        .attr("id", shared.id(thing, None))
        .maybe("data-about", shared.about(&story.companies_of(thing)))
        .attr("aria-roledescription", words.slide)
        .attr("aria-label", name.to_owned())
        .maybe("aria-hidden", aside.then_some("true"))
        .attr("tabindex", "-1")
        .add(of_class("blockquote", class).add(el("p").text(&text)))
        .add(caption)
        .into()
}
