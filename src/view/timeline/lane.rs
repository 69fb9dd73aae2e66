//! A lane: the name of its company, and what stands in its strip.

use web_sys::Element;
use yew::prelude::*;

use super::{
    super::{
        Shared, cards, dom,
        el::{El, button, el, of_class},
    },
    lane_name,
};
use crate::{
    link,
    state::State,
    story::{Status, Thing},
    timeline::{Cell, End, Item, Lane, Look, Step},
    words::{self, fill},
};

/// How many cells a row has before its events.
pub(super) const HEADS: usize = 2;

/// A lane. Without script it is empty, and keeps its room.
pub(in super::super) fn view(shared: &Shared, state: &State, at: usize, node: &NodeRef) -> Html {
    let lane = &shared.timeline.lanes[at];
    let rows = ["sl-lane sl-about sl-rows-1", "sl-lane sl-about sl-rows-2", "sl-lane sl-about sl-rows-3"];
    let mut class = shared.class(rows[(lane.rows - 1).min(2)], lane.company);
    let (look, is_folded) = (&state.look, state.look.is_folded(at));
    if is_folded {
        class.push_str(" sl-folded");
    }
    let row = el("div").attr("class", class).node(node);
    if !shared.live {
        return row.into();
    }
    let strip = of_class("div", "sl-strip").attr("role", "presentation");
    let items = shared.timeline.items(&shared.story, look, at);
    let strip = if items.is_empty() { strip.all(elsewhere(shared, look, lane).into_iter().flatten()) } else { strip };
    let strip = strip.all(items.iter().map(|item| {
        if is_folded { of_class("span", "sl-speck").at(item.mark) } else { cell(shared, state, lane, item) }
    }));
    row.attr("role", "row")
        .attr("data-lane", at.to_string())
        .maybe("data-about", shared.about(lane.company.as_slice()))
        .maybe("hidden", (!shared.timeline.has_found(look, at)).then_some(""))
        .add(head(shared, state, lane, at))
        .add(strip)
        .into()
}

/// How many events of a lane lie before what is in view, and how many after it, for the eye.
fn elsewhere(shared: &Shared, look: &Look, lane: &Lane) -> [Option<El>; 2] {
    let first = shared.timeline.frame(look).map_or(0, |frame| frame.days().0);
    let began = |event: &&usize| shared.timeline.extents[**event].is_some_and(|extent| extent.from < first);
    let found = || lane.events.iter().filter(|&&event| look.finds(event));
    let (all, before) = (found().count(), found().filter(began).count());
    let told = |count: usize, class: &'static str| {
        (count > 0 && look.is_drawn())
            .then(|| of_class("span", class).attr("aria-hidden", "true").text(&count.to_string()))
    };
    [told(before, "sl-elsewhere sl-earlier"), told(all - before, "sl-elsewhere sl-later")]
}

/// The name of a lane, which puts its company in focus, and what folds it.
fn head(shared: &Shared, state: &State, lane: &Lane, at: usize) -> El {
    let words = shared.words;
    let look = &state.look;
    let stops = |cell: Cell| if look.cell == Some(cell) { "0" } else { "-1" };
    let is_folded = look.is_folded(at);
    let name = lane.company.map_or(words.no_company, |company| shared.title(Thing::Entity(company)));
    let label = fill(words.fold[usize::from(is_folded)], &[name]);
    let fold = button("sl-fold", shared.takes(Step::Fold(at)))
        .attr("tabindex", stops(Cell::Fold(at)))
        .attr("aria-label", label)
        .attr("aria-expanded", if is_folded { "false" } else { "true" })
        .add(el("span").attr("aria-hidden", "true").text("▾"));
    let link = match lane.company {
        Some(company) => of_class("a", "sl-lane-link")
            .attr("href", format!("#{}", link::to_company(&shared.story, company)))
            .attr("id", format!("{}/lane", link::to_company(&shared.story, company)))
            .attr("draggable", "false")
            .maybe("aria-current", (state.focus == lane.company).then_some("true"))
            .add(shared.monogram(name)),
        None => of_class("span", "sl-lane-link"),
    };
    let link = link.attr("tabindex", stops(Cell::Name(at))).add(of_class("span", "sl-lane-words").text(name));
    of_class("div", "sl-lane-head")
        .attr("role", "presentation")
        .add(el("span").attr("role", "gridcell").attr("aria-colindex", "1").add(fold))
        .add(of_class("span", "sl-lane-name").attr("role", "rowheader").attr("aria-colindex", "2").add(link))
}

fn cell(shared: &Shared, state: &State, lane: &Lane, item: &Item) -> El {
    let first = item.events.first().copied().unwrap_or_default();
    let holds_stop = matches!(state.look.cell, Some(Cell::Event(event)) if item.events.contains(&event));
    let stop = if holds_stop { "0" } else { "-1" };
    let is_chosen = state.selected.is_some_and(
        |selection| matches!(selection.thing, Thing::Event(event) if selection.place.is_none() && item.events.contains(&event)),
    );
    let is_here = state.look.here.is_some_and(|here| item.events.contains(&here));
    let cell = of_class("div", "sl-item")
        .attr("role", "gridcell")
        .attr("aria-colindex", (shared.timeline.homes[first].map_or(0, |(_, place)| place) + HEADS + 1).to_string())
        .key(format!("{first}/{}", item.events.len()))
        .at(item.taken)
        .maybe("data-row", (item.row > 0).then(|| item.row.to_string()));
    let inside = |[start, end]: [i32; 2]| [start - item.taken[0], end - item.taken[0]];
    let id = format!("{}/drawn", link::to_thing(&shared.story, Thing::Event(first), None));
    let mut class = "sl-event".to_owned();
    for (name, given) in [(" sl-event--chosen", is_chosen), (" sl-event--here", is_here)] {
        if given {
            class.push_str(name);
        }
    }
    if item.events.len() > 1 {
        return gathered(shared, state, lane, item, (id, stop, class), cell);
    }
    let event = &shared.story.events[first];
    let extent = shared.timeline.extents[first].as_ref();
    if event.status == Status::Planned {
        class.push_str(" sl-event--planned");
    }
    let mut mark = if extent.is_some_and(|extent| extent.exact) { "sl-point" } else { "sl-bar" }.to_owned();
    // What goes on beyond what is in view points there too.
    let frame = shared.timeline.frame(&state.look);
    let goes_on = |is_end: bool| {
        let (Some(frame), Some(extent)) = (&frame, extent) else {
            return false;
        };
        !extent.exact && if is_end { frame.at(extent.to) > frame.size.width } else { frame.at(extent.from) < 0 }
    };
    for (end, is_end, soft, off) in [
        (extent.map(|it| it.start), false, " sl-soft-start", " sl-off-start"),
        (extent.map(|it| it.end), true, " sl-soft-end", " sl-off-end"),
    ] {
        match end.filter(|_| !goes_on(is_end)) {
            None => mark.push_str(off),
            Some(End::Soft) => mark.push_str(soft),
            Some(End::Off) => mark.push_str(off),
            Some(End::Sharp) => {}
        }
    }
    let label = item.label.map(|room| {
        let class = if room[0] >= item.mark[1] {
            "sl-label"
        } else if room[1] <= item.mark[0] {
            "sl-label sl-label--before"
        } else {
            "sl-label sl-label--upon"
        };
        of_class("span", class).at(inside(room)).add(of_class("span", "sl-lines-2").text(&event.title))
    });
    let link = el("a")
        .attr("class", class)
        .attr("id", id)
        .attr("href", shared.href(Thing::Event(first), None))
        .attr("tabindex", stop)
        .attr("draggable", "false")
        .attr("aria-label", name(shared, lane, first))
        .add(el("span").attr("class", mark).at(inside(item.mark)))
        .all(label);
    cell.add(link)
}

/// Several events that stand gathered, and open to a list.
fn gathered(
    shared: &Shared,
    state: &State,
    lane: &Lane,
    item: &Item,
    (id, stop, class): (String, &'static str, String),
    cell: El,
) -> El {
    let words = shared.words;
    let first = item.events.first().copied().unwrap_or_default();
    let is_open = state.look.opened == Some(first);
    let count = fill(words.events[1], &[&item.events.len().to_string()]);
    let opener = button("sl-event", shared.takes(Step::Open((!is_open).then_some(first))))
        .attr("class", format!("{class} sl-gathered"))
        .attr("id", id)
        .attr("tabindex", stop)
        .attr("aria-label", gathered_name(shared, lane, item, &count))
        .attr("aria-expanded", if is_open { "true" } else { "false" })
        // It stays the same when what it opens stands beside it, and keeps the focus.
        .key("opener".to_owned())
        .text(&count);
    if !is_open {
        return cell.add(opener);
    }
    let entry = |&event: &usize| {
        let date = date(shared, event);
        let link = el("a").attr("href", shared.href(Thing::Event(event), None)).text(&shared.story.events[event].title);
        el("li").add(of_class("span", "sl-opened-date").text(&date)).text(" ").add(link)
    };
    // No zoom parts what begins on one day.
    let begins = |&event: &usize| shared.timeline.extents[event].map(|extent| extent.from);
    let is_parted = item.events.iter().any(|event| begins(event) != begins(&first));
    let zoom = || button("sl-button", shared.takes(Step::Fill(item.events.clone()))).text(words.zoom_to_these);
    // Wide enough to be read, and within the strip.
    let wide = (state.look.size.em * 20).min(state.look.size.width);
    let start = item.taken[0].min(state.look.size.width - wide) - item.taken[0];
    let opened = of_class("div", "sl-opened").key("opened".to_owned()).at([start, start + wide]);
    cell.add(opener).add(opened.all(is_parted.then(zoom)).add(el("ol").all(item.events.iter().map(entry))))
}

/// Once a lane is shown: the focus follows what it was on, or was moved to.
pub(in super::super) fn shown(shared: &Shared, before: &State, state: &State, node: &NodeRef) {
    let Some(lane) = node.cast::<Element>() else {
        return;
    };
    let (look, was) = (&state.look, &before.look);
    // It may have gone elsewhere since.
    let is_here = look.focused && shared.store.state().look.focused;
    if look.opened.is_some() && look.opened != was.opened {
        if let Some(first) = dom::find(&lane, ".sl-opened :is(button,a)") {
            dom::show(&first);
        }
    } else if look.cell.is_some() && is_here {
        let is_lost = dom::has_no_focus(&lane);
        let stop = dom::find(&lane, "[tabindex='0']").filter(|_| is_lost || look.cell != was.cell);
        match stop.filter(|stop| !dom::has_focus(stop)) {
            // It comes back to where it was, whatever the reader looks at now.
            Some(stop) if look.cell == was.cell => dom::focus(&stop),
            Some(stop) => dom::show(&stop),
            None => {}
        }
    }
    if state.selected.is_some() {
        cards::settle_in(shared, &lane);
    }
}

/// An event as it is called out: “16 March 2025: Baidu releases Ernie 4.5; Baidu, 1 of 2”.
fn name(shared: &Shared, lane: &Lane, event: usize) -> String {
    let [at, count] = numbers(shared, lane, event);
    let title = &shared.story.events[event].title;
    fill(shared.words.event_name, &[&date(shared, event), title, lane_name(shared, event), &at, &count])
}

fn gathered_name(shared: &Shared, lane: &Lane, item: &Item, count: &str) -> String {
    let (Some(&first), Some(&last)) = (item.events.first(), item.events.last()) else {
        return String::new();
    };
    let ([from, all], [to, _]) = (numbers(shared, lane, first), numbers(shared, lane, last));
    let extents = item.events.iter().filter_map(|&event| Some(shared.timeline.extents[event]?.known()));
    let span = extents.reduce(|whole, one| (whole.0.min(one.0), whole.1.max(one.1)));
    let span = span.map(|(from, to)| words::span(from, to - 1, &shared.words.dates)).unwrap_or_default();
    fill(shared.words.gathered_name, &[count, &span, lane_name(shared, first), &from, &to, &all])
}

/// When an event happens, in words, and whether it is planned.
fn date(shared: &Shared, event: usize) -> String {
    let (event, words) = (&shared.story.events[event], shared.words);
    let date = event.date.as_ref().map_or_else(|| words.undated.to_owned(), |date| words::date(date, &words.dates));
    match event.status {
        Status::Happened => date,
        Status::Planned => format!("{date}, {}", words.planned),
    }
}

/// The number of an event in its lane, and how many there are.
fn numbers(shared: &Shared, lane: &Lane, event: usize) -> [String; 2] {
    let at = shared.timeline.homes[event].map_or(0, |(_, place)| place);
    [(at + 1).to_string(), lane.events.len().to_string()]
}

/// The id of what an event is drawn as: itself, or those that it stands gathered with.
pub(in super::super) fn drawn_id(shared: &Shared, look: &Look, event: usize) -> Option<String> {
    let (lane, _) = (*shared.timeline.homes.get(event)?)?;
    if look.is_folded(lane) {
        return None;
    }
    let items = shared.timeline.items(&shared.story, look, lane);
    let item = items.into_iter().find(|item| item.events.contains(&event))?;
    let first = Thing::Event(*item.events.first()?);
    Some(format!("{}/drawn", link::to_thing(&shared.story, first, None)))
}
