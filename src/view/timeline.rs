//! The company timeline: a lane per company, drawn on one scale of time, and told as a list.

use yew::prelude::*;

use super::{
    Shared,
    fact::facts,
    monogram::monogram,
    note::{event_date, places},
    part::Part,
};
use crate::{
    link,
    state::State,
    story::{Status, Thing},
    timeline::{Cut, Lane, Mark, Scale, Tick, Timeline, published},
    words::{DateWords, Words, fill},
};

/// The timeline.
pub(super) fn view(shared: &Shared) -> Html {
    let layout = Timeline::new(&shared.story);
    if layout.lanes.is_empty() {
        return html! {};
    }
    let heading = format!("{}/timeline", shared.story.id);
    html! {
        <section class="sl-timeline" aria-labelledby={heading.clone()}>
            <h2 class="sl-heading" id={heading}>{ shared.words.timeline }</h2>
            <div class="sl-axis">{ axis(&layout, shared.words) }</div>
            { for layout.lanes.iter().map(|each| lane(shared, &layout, each)) }
        </section>
    }
}

/// A fraction of the width; two decimals of a percent are a tenth of a pixel on the widest screen.
fn percent(at: f64) -> String {
    let hundredths = (at * 10_000.0 + 0.5) as u32;
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

fn axis(layout: &Timeline, words: &Words) -> Html {
    let tick = |tick: &Tick| {
        html! {
            <>
                <line x1={percent(tick.at)} x2={percent(tick.at)} y1="20" y2="28" class="sl-tick" />
                <text x={percent(tick.at)} y="14" class="sl-tick-label">{ tick_label(tick, &words.dates) }</text>
            </>
        }
    };
    html! {
        <svg class="sl-strip" width="100%" height="28" aria-hidden="true">
            { for layout.cuts.iter().map(|each| cut(each, words)) }
            { for layout.ticks.iter().map(tick) }
        </svg>
    }
}

fn tick_label(tick: &Tick, words: &DateWords) -> String {
    let year = if tick.year > 0 {
        tick.year.to_string()
    } else {
        fill(words.before_common_era, &[&(1 - tick.year).to_string()])
    };
    match tick.month {
        None => year,
        Some(1) => fill(words.month, &[words.short_months[0], &year]),
        Some(month) => words.short_months.get(usize::from(month) - 1).copied().unwrap_or_default().to_owned(),
    }
}

/// Time that is left out: a broken band, which says how much it is.
fn cut(cut: &Cut, words: &Words) -> Html {
    html! {
        <rect class="sl-cut" x={percent(cut.start)} y="0" width={percent(cut.end - cut.start)} height="100%">
            <title>{ left_out(cut, words) }</title>
        </rect>
    }
}

/// How much time is left out, in words.
fn left_out(cut: &Cut, words: &Words) -> String {
    // The Gregorian calendar has 4800 months in 146,097 days.
    let months = (cut.days * 4800 + 73_048) / 146_097;
    if months < 24 {
        return fill(words.quiet_months, &[&months.to_string()]);
    }
    fill(words.quiet_years, &[&((months + 6) / 12).to_string()])
}

fn lane(shared: &Shared, layout: &Timeline, lane: &Lane) -> Html {
    let story = &shared.story;
    let company = lane.company.map(|at| &story.entities[at]);
    let name = match (lane.company, company) {
        (Some(at), Some(company)) => html! {
            <a class="sl-lane-link" href={shared.href(Thing::Entity(at), None)}>
                <span class="sl-monogram" aria-hidden="true">{ monogram(&company.name) }</span>{ &company.name }
            </a>
        },
        _ => html! { shared.words.no_company },
    };
    html! {
        <div
            id={lane.company.map(|at| link::to_company(story, at))}
            class={shared.class("sl-lane sl-about", lane.company)}
            data-about={company.map(|company| company.id.to_string())}
            tabindex="-1"
        >
            <h3 class="sl-lane-name">{ name }</h3>
            <svg class="sl-strip" width="100%" height="28" aria-hidden="true">
                { for layout.cuts.iter().map(|each| cut(each, shared.words)) }
                <line class="sl-line" x1="0" x2="100%" y1="50%" y2="50%" />
                { for lane.events.iter().map(|&event| shared.part(Part::Mark(event))) }
            </svg>
            <ol class="sl-events">{ for lane.events.iter().map(|&event| shared.part(Part::Entry(event))) }</ol>
        </div>
    }
}

/// An event as it is drawn.
pub(super) fn mark(shared: &Shared, state: &State, at: usize) -> Html {
    let event = &shared.story.events[at];
    let scale = Scale::new(&shared.story);
    let Some(mark) = scale.and_then(|scale| scale.mark(event, published(&shared.story))) else {
        return html! {};
    };
    let class = match (event.status, state.selected) {
        (Status::Happened, None) => "sl-event",
        (Status::Happened, Some(_)) => "sl-event sl-event--selected",
        (Status::Planned, None) => "sl-event sl-event--planned",
        (Status::Planned, Some(_)) => "sl-event sl-event--planned sl-event--selected",
    };
    html! {
        <a {class} href={shared.href(Thing::Event(at), None)} tabindex="-1">
            <title>{ &event.title }</title>
            { shape(&mark) }
        </a>
    }
}

/// A point for a day; a bar for what takes longer or is less well known, fading where its end is not exact.
fn shape(mark: &Mark) -> Html {
    if mark.exact {
        return html! { <circle cx={percent(mark.start)} cy="14" r="6.5" /> };
    }
    // A bar is wide enough to be seen, and soft ends take a third of it each.
    let width = (mark.end - mark.start).max(0.012);
    let fade = width / 3.0;
    let from = if mark.soft_start { fade } else { 0.0 };
    let to = if mark.soft_end { width - fade } else { width };
    let bar = |x: f64, width: f64, class: &'static str| {
        html! { <rect {class} x={percent(mark.start + x)} y="8" width={percent(width)} height="12" /> }
    };
    let steps = |from: f64, classes: [&'static str; 4]| {
        let step = fade / 4.0;
        classes.into_iter().zip(0..).map(|(class, n)| bar(from + step * f64::from(n), step, class)).collect::<Html>()
    };
    let rising = ["sl-fade-1", "sl-fade-2", "sl-fade-3", "sl-fade-4"];
    let falling = ["sl-fade-4", "sl-fade-3", "sl-fade-2", "sl-fade-1"];
    html! {
        <>
            if mark.soft_start {
                { steps(0.0, rising) }
            }
            { bar(from, to - from, "sl-bar") }
            if mark.soft_end {
                { steps(to, falling) }
            }
        </>
    }
}

/// An event as it is told.
pub(super) fn entry(shared: &Shared, state: &State, at: usize) -> Html {
    let thing = Thing::Event(at);
    let event = &shared.story.events[at];
    let class = if state.selected.is_some() { "sl-entry sl-about sl-selected" } else { "sl-entry sl-about" };
    html! {
        <li {class} id={shared.id(thing, None)} data-about={shared.about(&shared.story.companies_of(thing))} tabindex="-1">
            <p class="sl-entry-title">{ &event.title }</p>
            { event_date(shared, at) }
            { facts(shared, &event.note) }
            { places(shared, thing) }
        </li>
    }
}
