//! The quotes: a row that turns, or a list (WAI-ARIA APG, carousel pattern, basic).

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::{
    Shared, dom,
    fact::facts,
    monogram::monogram,
    note::{places, speaker_role},
};
use crate::{
    state::{Action, State},
    story::{Quote, Speech, Thing},
    words::fill,
};

/// The quotes. Without script they are a row to scroll, in the same box.
pub(super) fn view(shared: &Shared, state: &State, node: &NodeRef) -> Html {
    let (story, words) = (&shared.story, shared.words);
    let (current, all, count) = (state.quote, state.all_quotes, story.quotes.len());
    if count == 0 {
        return html! {};
    }
    let heading = format!("{}/quotes", story.id);
    let onscroll = {
        let store = Rc::clone(&shared.store);
        Callback::from(move |event: Event| {
            let nearest = event.target_dyn_into::<Element>().and_then(|row| dom::nearest_slide(&row));
            if let Some(at) = nearest {
                store.dispatch(Action::DriftTo(at));
            }
        })
    };
    html! {
        <section
            ref={node}
            class="sl-quotes"
            aria-labelledby={heading.clone()}
            aria-roledescription={(!all).then_some(words.carousel)}
        >
            <h2 class="sl-heading" id={heading}>{ words.quotes }</h2>
            if count > 1 {
                { controls(shared, state, count) }
                <ul class="sl-speakers" aria-label={words.speakers}>
                    { for story.quotes.iter().enumerate().map(|(at, quote)| speaker(shared, at, quote, current == at && !all)) }
                </ul>
            }
            <div
                id={slides(shared)}
                class={if all { "sl-row sl-row--all" } else { "sl-row" }}
                aria-live={shared.live.then_some("polite")}
                onscroll={(!all).then_some(onscroll)}
            >
                { for (0..count).map(|at| slide(shared, state, at)) }
            </div>
        </section>
    }
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
        if !state.all_quotes {
            dom::scroll_row_to(&row, state.quote);
        }
        dom::keep_tab_stops(&row, (!state.all_quotes).then_some(state.quote));
    }
}

fn slides(shared: &Shared) -> String {
    format!("{}/quotes/slides", shared.story.id)
}

fn controls(shared: &Shared, state: &State, count: usize) -> Html {
    let (words, current, all) = (shared.words, state.quote, state.all_quotes);
    let step = |to: Option<usize>, label: &'static str, arrow: &'static str| {
        let target = to.filter(|&at| at < count);
        html! {
            <button
                type="button"
                class="sl-button sl-turn"
                aria-label={label}
                aria-controls={slides(shared)}
                aria-disabled={target.is_none().then_some("true")}
                onclick={shared.on_press(Action::TurnTo(target.unwrap_or(current)))}
            >
                <span aria-hidden="true">{ arrow }</span>
            </button>
        }
    };
    html! {
        <div class="sl-controls sl-needs-script">
            if !all {
                { step(current.checked_sub(1), words.previous_quote, "←") }
                { step(Some(current + 1), words.next_quote, "→") }
                <span class="sl-position">
                    { fill(words.of, &[&(current + 1).to_string(), &count.to_string()]) }
                </span>
            }
            <button
                type="button"
                class="sl-button"
                aria-pressed={if all { "true" } else { "false" }}
                onclick={shared.on_press(Action::ShowAllQuotes(!all))}
            >
                { if all { words.show_one } else { words.show_all } }
            </button>
        </div>
    }
}

fn speaker(shared: &Shared, at: usize, quote: &Quote, current: bool) -> Html {
    let name = speaker_name(shared, quote);
    html! {
        <li>
            <a
                class={shared.class("sl-chip", quote.speaker)}
                href={shared.href(Thing::Quote(at), None)}
                aria-current={current.then_some("true")}
            >
                <span class="sl-monogram" aria-hidden="true">{ monogram(&name) }</span>{ name }
            </a>
        </li>
    }
}

fn speaker_name(shared: &Shared, quote: &Quote) -> String {
    quote.speaker.map(|speaker| shared.story.entities[speaker].name.clone()).unwrap_or_default()
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
    html! {
        <figure
            class={shared.class(selected, quote.speaker)}
            id={shared.id(thing, None)}
            data-about={shared.about(&story.companies_of(thing))}
            role="group"
            aria-roledescription={words.slide}
            aria-label={name.clone()}
            aria-hidden={aside.then_some("true")}
            tabindex="-1"
        >
            <blockquote {class}><p>{ text }</p></blockquote>
            <figcaption>
                <p class="sl-speaker">
                    <span class="sl-monogram" aria-hidden="true">{ monogram(&name) }</span>
                    if let Some(speaker) = quote.speaker {
                        <a href={shared.href(Thing::Entity(speaker), None)}>{ name }</a>
                    }
                </p>
                { for quote.speaker.map(|speaker| speaker_role(shared, speaker)) }
                <p class="sl-role">{ match quote.speech {
                    Speech::Direct => words.direct,
                    Speech::Reported => words.reported,
                } }</p>
                { facts(shared, &quote.note) }
                { places(shared, thing) }
            </figcaption>
        </figure>
    }
}
