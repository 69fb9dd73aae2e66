//! The quotes: a row that turns, or a list (WAI-ARIA APG, carousel pattern, basic).

use web_sys::Element;
use yew::prelude::*;

use super::{
    dom,
    fact::Facts,
    monogram::monogram,
    note::{places, speaker_role},
    shared::{Shared, use_shared},
    store::use_slice,
};
use crate::{
    state::Action,
    story::{Quote, Speech, Thing},
    words::fill,
};

/// The quotes. Without script they are a row to scroll, in the same box.
#[component]
pub(super) fn Quotes() -> Html {
    let shared = use_shared();
    let (current, all) = use_slice(&shared.store, |state| (state.quote, state.all_quotes));
    let row = use_node_ref();
    {
        let row = row.clone();
        use_effect_with((current, all), move |&(current, all)| {
            if let (Some(row), false) = (row.cast::<Element>(), all) {
                dom::scroll_row_to(&row, current);
            }
            if let Some(row) = row.cast::<Element>() {
                dom::keep_tab_stops(&row, (!all).then_some(current));
            }
        });
    }
    let (story, words) = (&shared.story, shared.words);
    let count = story.quotes.len();
    if count == 0 {
        return html! {};
    }
    let heading = format!("{}/quotes", story.id);
    let slides = format!("{}/quotes/slides", story.id);
    let dispatch = |action: Action| {
        let store = shared.store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(action.clone()))
    };
    let onscroll = {
        let store = shared.store.clone();
        Callback::from(move |event: Event| {
            let nearest = event.target_dyn_into::<Element>().and_then(|row| dom::nearest_slide(&row));
            if let Some(at) = nearest {
                store.dispatch(Action::DriftTo(at));
            }
        })
    };
    let step = |to: Option<usize>, label: &'static str, arrow: &'static str| {
        let target = to.filter(|&at| at < count);
        html! {
            <button
                type="button"
                class="sl-button sl-turn"
                aria-label={label}
                aria-controls={slides.clone()}
                aria-disabled={target.is_none().then_some("true")}
                onclick={dispatch(Action::TurnTo(target.unwrap_or(current)))}
            >
                <span aria-hidden="true">{ arrow }</span>
            </button>
        }
    };
    let toggle = if all { words.show_one } else { words.show_all };
    let position = fill(words.of, &[&(current + 1).to_string(), &count.to_string()]);
    html! {
        <section class="sl-quotes" aria-labelledby={heading.clone()} aria-roledescription={(!all).then_some(words.carousel)}>
            <h2 class="sl-heading" id={heading}>{ words.quotes }</h2>
            if count > 1 {
                <div class="sl-controls sl-needs-script">
                    if !all {
                        { step(current.checked_sub(1), words.previous_quote, "←") }
                        { step(Some(current + 1), words.next_quote, "→") }
                        <span class="sl-position">{ position }</span>
                    }
                    <button type="button" class="sl-button" aria-pressed={all.to_string()} onclick={dispatch(Action::ShowAllQuotes(!all))}>
                        { toggle }
                    </button>
                </div>
                <ul class="sl-speakers" aria-label={words.speakers}>
                    { for story.quotes.iter().enumerate().map(|(at, quote)| speaker(&shared, at, quote, current == at && !all)) }
                </ul>
            }
            <div
                ref={row}
                id={slides}
                class={classes!("sl-row", all.then_some("sl-row--all"))}
                aria-live={shared.live.then_some("polite")}
                onscroll={(!all).then_some(onscroll)}
            >
                { for (0..count).map(|at| html! { <Slide key={at} {at} hidden={shared.live && !all && at != current} /> }) }
            </div>
        </section>
    }
}

fn speaker(shared: &Shared, at: usize, quote: &Quote, current: bool) -> Html {
    let name = speaker_name(shared, quote);
    html! {
        <li key={at}>
            <a class="sl-chip" href={shared.href(Thing::Quote(at), None)} aria-current={current.then_some("true")}>
                <span class="sl-monogram" aria-hidden="true">{ monogram(&name) }</span>{ name }
            </a>
        </li>
    }
}

fn speaker_name(shared: &Shared, quote: &Quote) -> String {
    quote.speaker.map(|speaker| shared.story.entities[speaker].name.clone()).unwrap_or_default()
}

#[derive(Properties, PartialEq)]
struct SlideProps {
    at: usize,
    /// Whether it stands aside: laid out, but neither heard nor reached by Tab.
    hidden: bool,
}

/// One quote.
#[component]
fn Slide(props: &SlideProps) -> Html {
    let shared = use_shared();
    let thing = Thing::Quote(props.at);
    let selected = use_slice(&shared.store, move |state| state.has_selected(thing));
    let (story, words) = (&shared.story, shared.words);
    let quote = &story.quotes[props.at];
    let name = speaker_name(&shared, quote);
    let (class, text) = match quote.speech {
        Speech::Direct => ("sl-words sl-words--direct", fill(words.quoted, &[&quote.words])),
        Speech::Reported => ("sl-words", quote.words.clone()),
    };
    let accent = quote.speaker.map(|speaker| shared.accent(speaker));
    html! {
        <figure
            class={classes!("sl-slide", "sl-about", accent, selected.then_some("sl-selected"))}
            id={shared.id(thing, None)}
            data-about={shared.about(&story.companies_of(thing))}
            role="group"
            aria-roledescription={words.slide}
            aria-label={name.clone()}
            aria-hidden={props.hidden.then_some("true")}
            tabindex="-1"
        >
            <blockquote class={class}><p>{ text }</p></blockquote>
            <figcaption>
                <p class="sl-speaker">
                    <span class="sl-monogram" aria-hidden="true">{ monogram(&name) }</span>
                    if let Some(speaker) = quote.speaker {
                        <a href={shared.href(Thing::Entity(speaker), None)}>{ name }</a>
                    }
                </p>
                { for quote.speaker.map(|speaker| speaker_role(&shared, speaker)) }
                <p class="sl-role">{ match quote.speech {
                    Speech::Direct => words.direct,
                    Speech::Reported => words.reported,
                } }</p>
                <Facts facts={quote.note.clone()} />
                { places(&shared, thing) }
            </figcaption>
        </figure>
    }
}
