//! The company timeline: a lane per company, drawn on one scale of time, and told as a list.

use yew::prelude::*;

use super::{
    Shared,
    el::{El, el, none, of_class},
    fact::facts,
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

/// How far the middle of a cut must lie from the mark before it, as a fraction of the width, to be labelled too.
const ROOM: f64 = 0.09;

/// The timeline.
pub(super) fn view(shared: &Shared) -> Html {
    let layout = Timeline::new(&shared.story);
    if layout.lanes.is_empty() {
        return none();
    }
    shared
        .section("sl-timeline", "timeline", shared.words.timeline)
        .add(of_class("div", "sl-axis").add(axis(&layout, shared.words)))
        .all(layout.lanes.iter().map(|each| lane(shared, &layout, each)))
        .into()
}

/// A fraction of the width; two decimals of a percent are a tenth of a pixel on the widest screen.
pub(super) fn percent(at: f64) -> String {
    let hundredths = (at * 10_000.0 + 0.5) as u32;
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

fn strip() -> El {
    of_class("svg", "sl-strip").attr("width", "100%").attr("height", "28").attr("aria-hidden", "true")
}

fn axis(layout: &Timeline, words: &Words) -> El {
    let label = |class: &'static str, at: f64| of_class("text", class).attr("x", percent(at)).attr("y", "14");
    let mut axis = strip();
    for tick in &layout.ticks {
        let class = if tick.is_minor() { "sl-tick-label sl-tick-label--minor" } else { "sl-tick-label" };
        axis = axis
            .add(line("sl-tick", tick.at, tick.at).attr("y1", "20").attr("y2", "28"))
            .add(label(class, tick.at).text(&tick_label(tick, &words.dates)));
    }
    axis.all(layout.cuts.iter().filter_map(|cut| {
        let middle = (cut.start + cut.end) / 2.0;
        // The label of the mark before needs its room.
        let free = layout.ticks.iter().all(|tick| tick.at > middle || middle - tick.at > ROOM);
        free.then(|| label("sl-tick-label sl-left-out", middle).text(&left_out(cut, words)))
    }))
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

fn line(class: &'static str, from: f64, to: f64) -> El {
    of_class("line", class).attr("x1", percent(from)).attr("x2", percent(to))
}

/// The line of a lane: dotted where time is left out.
fn track(layout: &Timeline) -> El {
    let level = |class, from, to| line(class, from, to).attr("y1", "14").attr("y2", "14");
    let (mut track, mut from) = (strip(), 0.0);
    for cut in &layout.cuts {
        track = track.add(level("sl-line", from, cut.start)).add(level("sl-line sl-cut", cut.start, cut.end));
        from = cut.end;
    }
    track.add(level("sl-line", from, 1.0))
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

fn lane(shared: &Shared, layout: &Timeline, lane: &Lane) -> El {
    let story = &shared.story;
    let company = lane.company.map(|at| (at, &story.entities[at]));
    let name = of_class("h3", "sl-lane-name");
    let name = match company {
        Some((at, company)) => {
            let link = of_class("a", "sl-lane-link").attr("href", shared.href(Thing::Entity(at), None));
            name.add(link.add(shared.monogram(&company.name)).text(&company.name))
        }
        None => name.text(shared.words.no_company),
    };
    let drawn = track(layout).all(lane.events.iter().map(|&event| shared.part(Part::Mark(event))));
    let told = of_class("ol", "sl-events").all(lane.events.iter().map(|&event| shared.part(Part::Entry(event))));
    el("div")
        .maybe("id", lane.company.map(|at| link::to_company(story, at)))
        .attr("class", shared.class("sl-lane sl-about", lane.company))
        .maybe("data-about", company.map(|(_, company)| company.id.to_string()))
        .attr("tabindex", "-1")
        .add(name)
        .add(drawn)
        .add(told)
}

/// An event as it is drawn.
pub(super) fn mark(shared: &Shared, state: &State, at: usize) -> Html {
    let event = &shared.story.events[at];
    let scale = Scale::new(&shared.story);
    let Some(mark) = scale.and_then(|scale| scale.mark(event, published(&shared.story))) else {
        return none();
    };
    let class = match (event.status, state.selected) {
        (Status::Happened, None) => "sl-event",
        (Status::Happened, Some(_)) => "sl-event sl-event--selected",
        (Status::Planned, None) => "sl-event sl-event--planned",
        (Status::Planned, Some(_)) => "sl-event sl-event--planned sl-event--selected",
    };
    let link = of_class("a", class).attr("href", shared.href(Thing::Event(at), None)).attr("tabindex", "-1");
    shape(link.add(el("title").text(&event.title)), &mark).into()
}

/// A point for a day; a bar for what takes longer or is less well known, fading where its end is not exact.
fn shape(of: El, mark: &Mark) -> El {
    if mark.exact {
        return of.add(el("circle").attr("cx", percent(mark.start)).attr("cy", "14").attr("r", "6.5"));
    }
    // A bar is wide enough to be seen, and soft ends take a third of it each.
    let width = (mark.end - mark.start).max(0.012);
    let start = mark.start.min(1.0 - width);
    let fade = width / 3.0;
    let from = if mark.soft_start { fade } else { 0.0 };
    let to = if mark.soft_end { width - fade } else { width };
    let bar = |x: f64, width: f64, class: &'static str| {
        let bar = of_class("rect", class).attr("x", percent(start + x)).attr("y", "8");
        bar.attr("width", percent(width)).attr("height", "12")
    };
    let middle = bar(from, to - from, "sl-bar");
    let mut shape = of.add(if mark.soft_start || mark.soft_end { middle } else { middle.attr("rx", "3") });
    let step = fade / 4.0;
    for (class, n) in ["sl-fade-1", "sl-fade-2", "sl-fade-3", "sl-fade-4"].into_iter().zip(0..) {
        if mark.soft_start {
            shape = shape.add(bar(step * f64::from(n), step, class));
        }
        if mark.soft_end {
            shape = shape.add(bar(width - step * f64::from(n + 1), step, class));
        }
    }
    shape
}

/// An event as it is told.
pub(super) fn entry(shared: &Shared, state: &State, at: usize) -> Html {
    let thing = Thing::Event(at);
    let event = &shared.story.events[at];
    let class = if state.selected.is_some() { "sl-entry sl-about sl-selected" } else { "sl-entry sl-about" };
    of_class("li", class)
        .attr("id", shared.id(thing, None))
        .maybe("data-about", shared.about(&shared.story.companies_of(thing)))
        .attr("tabindex", "-1")
        .add(of_class("p", "sl-entry-title").text(&event.title))
        .add(event_date(shared, at))
        .add(facts(shared, &event.note))
        .add(places(shared, thing))
        .into()
}
