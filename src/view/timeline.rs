//! The company timeline: a lane per company, drawn on one scale of time, and told as a list.

use yew::prelude::*;

use super::{
    fact::Facts,
    monogram::monogram,
    note::{event_date, places},
    shared::{Shared, use_shared},
    store::use_slice,
};
use crate::{
    link,
    story::{Status, Thing},
    timeline::{Cut, Lane, Mark, Scale, Tick, Timeline as Layout, published},
    words::{DateWords, Words, fill},
};

/// Height of a lane's drawing, in CSS pixels.
const HEIGHT: f64 = 28.0;

/// The timeline.
#[component]
pub(super) fn Timeline() -> Html {
    let shared = use_shared();
    let story = &shared.story;
    let layout = use_memo(shared.clone(), |shared| Layout::new(&shared.story));
    let scale = use_memo(shared.clone(), |shared| Scale::new(&shared.story));
    if layout.lanes.is_empty() {
        return html! {};
    }
    let heading = format!("{}/timeline", story.id);
    html! {
        <section class="sl-timeline" aria-labelledby={heading.clone()}>
            <h2 class="sl-heading" id={heading}>{ shared.words.timeline }</h2>
            <div class="sl-axis">{ axis(&layout, shared.words) }</div>
            { for layout.lanes.iter().map(|each| lane(&shared, &layout, scale.as_ref().as_ref(), each)) }
        </section>
    }
}

fn percent(at: f64) -> String {
    // Two decimals are a tenth of a pixel on the widest screen.
    format!("{:.2}%", at * 100.0)
}

fn axis(layout: &Layout, words: &Words) -> Html {
    let tick = |tick: &Tick| {
        html! {
            <>
                <line x1={percent(tick.at)} x2={percent(tick.at)} y1="20" y2="28" class="sl-tick" />
                <text x={percent(tick.at)} y="14" class="sl-tick-label">{ tick_label(tick, &words.dates) }</text>
            </>
        }
    };
    html! {
        <svg class="sl-strip" width="100%" height={HEIGHT.to_string()} aria-hidden="true">
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
    let months = (cut.days as f64 / 30.44).round();
    let text = if months >= 24.0 {
        fill(words.quiet_years, &[&(months / 12.0).round().to_string()])
    } else {
        fill(words.quiet_months, &[&months.to_string()])
    };
    html! {
        <rect class="sl-cut" x={percent(cut.start)} y="0" width={percent(cut.end - cut.start)} height="100%">
            <title>{ text }</title>
        </rect>
    }
}

fn lane(shared: &Shared, layout: &Layout, scale: Option<&Scale>, lane: &Lane) -> Html {
    let story = &shared.story;
    let (key, name, id, class) = match lane.company {
        Some(at) => {
            let name = html! {
                <a class="sl-lane-link" href={shared.href(Thing::Entity(at), None)}>
                    <span class="sl-monogram" aria-hidden="true">{ monogram(&story.entities[at].name) }</span>
                    { &story.entities[at].name }
                </a>
            };
            (story.entities[at].id.to_string(), name, Some(link::to_company(story, at)), shared.accent(at))
        }
        None => (String::new(), html! { shared.words.no_company }, None, Classes::new()),
    };
    let about = lane.company.map(|at| story.entities[at].id.to_string());
    html! {
        <div {key} {id} class={classes!("sl-lane", "sl-about", class)} data-about={about} tabindex="-1">
            <h3 class="sl-lane-name">{ name }</h3>
            <svg class="sl-strip" width="100%" height={HEIGHT.to_string()} aria-hidden="true">
                { for layout.cuts.iter().map(|each| cut(each, shared.words)) }
                <line class="sl-line" x1="0" x2="100%" y1="50%" y2="50%" />
                { for lane.events.iter().map(|&event| html! { <EventMark key={event} {event} scale={scale.cloned()} /> }) }
            </svg>
            <ol class="sl-events">
                { for lane.events.iter().map(|&event| html! { <EventEntry key={event} {event} /> }) }
            </ol>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct MarkProps {
    event: usize,
    scale: Option<Scale>,
}

/// An event as it is drawn.
#[component]
fn EventMark(props: &MarkProps) -> Html {
    let shared = use_shared();
    let thing = Thing::Event(props.event);
    let selected = use_slice(&shared.store, move |state| state.has_selected(thing));
    let event = &shared.story.events[props.event];
    let Some(mark) = props.scale.as_ref().and_then(|scale| scale.mark(event, published(&shared.story))) else {
        return html! {};
    };
    let planned = (event.status == Status::Planned).then_some("sl-event--planned");
    html! {
        <a
            class={classes!("sl-event", planned, selected.then_some("sl-event--selected"))}
            href={shared.href(thing, None)}
            tabindex="-1"
        >
            <title>{ &event.title }</title>
            { shape(&mark) }
        </a>
    }
}

/// A point for a day; a bar for what takes longer or is less well known, fading where its end is not exact.
fn shape(mark: &Mark) -> Html {
    let middle = HEIGHT / 2.0;
    if mark.exact {
        return html! { <circle cx={percent((mark.start + mark.end) / 2.0)} cy={middle.to_string()} r="6.5" /> };
    }
    // A bar is wide enough to be seen, and soft ends take a third of it each.
    let width = (mark.end - mark.start).max(0.012);
    let fade = width * 0.3;
    let solid_start = if mark.soft_start { mark.start + fade } else { mark.start };
    let solid_end = if mark.soft_end { mark.start + width - fade } else { mark.start + width };
    let soft = |from: f64| {
        let step = fade / 3.0;
        (0..3).map(move |n| (from + step * f64::from(n), step)).collect::<Vec<_>>()
    };
    let bar = |x: f64, width: f64, class: &'static str| {
        html! {
            <rect {class} x={percent(x)} y={(middle - 6.0).to_string()} width={percent(width)} height="12" rx="2" />
        }
    };
    let fades = ["sl-fade-1", "sl-fade-2", "sl-fade-3"];
    let start = if mark.soft_start { soft(mark.start) } else { Vec::new() };
    let end = if mark.soft_end { soft(solid_end) } else { Vec::new() };
    html! {
        <>
            { for start.into_iter().zip(fades).map(|((x, width), class)| bar(x, width, class)) }
            { bar(solid_start, solid_end - solid_start, "sl-bar") }
            { for end.into_iter().zip(fades.into_iter().rev()).map(|((x, width), class)| bar(x, width, class)) }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct EntryProps {
    event: usize,
}

/// An event as it is told.
#[component]
fn EventEntry(props: &EntryProps) -> Html {
    let shared = use_shared();
    let thing = Thing::Event(props.event);
    let selected = use_slice(&shared.store, move |state| state.has_selected(thing));
    let event = &shared.story.events[props.event];
    let about = shared.about(&shared.story.companies_of(thing));
    html! {
        <li
            class={classes!("sl-entry", "sl-about", selected.then_some("sl-selected"))}
            id={shared.id(thing, None)}
            data-about={about}
            tabindex="-1"
        >
            <p class="sl-entry-title">{ &event.title }</p>
            { event_date(&shared, props.event) }
            <Facts facts={event.note.clone()} />
            { places(&shared, thing) }
        </li>
    }
}
