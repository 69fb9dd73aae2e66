//! Renders the items of a lane: single events, and groups of events.

use super::{
    lane_name::lane_name,
    lane_slice::{DrawnLane, HEADER_CELLS},
    loaded::loaded,
};
use crate::{
    link,
    state::Selection,
    story::{EventIndex, ItemRef, Status},
    timeline::{ChartView, End, GridCell, Item, Lane, Span, TimelineAction},
    view::{
        ViewContext,
        element_builder::{ElementBuilder, button, el, el_with_class, with_classes},
    },
    words::{self, format},
};

/// Renders an item of a lane: an event or a group.
pub(super) fn view(ctx: &ViewContext, drawn: &DrawnLane, lane: &Lane, item: &Item) -> ElementBuilder {
    let first = item.events.first().copied().unwrap_or_default();
    let has_tab_stop = matches!(drawn.tab_stop, Some(GridCell::Event(event)) if item.events.contains(&event));
    let tabindex = if has_tab_stop { "0" } else { "-1" };
    let is_selected = match drawn.selected {
        Some(Selection { item: ItemRef::Event(event), occurrence: None }) => item.events.contains(&event),
        _ => false,
    };
    let is_reading = drawn.reading_event.is_some_and(|event| item.events.contains(&event));
    let cell = el_with_class("div", "sl-item")
        .attr("role", "gridcell")
        .attr(
            "aria-colindex",
            (loaded(ctx).lane_of_event[first].map_or(0, |(_, position)| position) + HEADER_CELLS + 1).to_string(),
        )
        .key(format!("{}/{}", first.index(), item.events.len()))
        .inline_span(item.occupied)
        .attr_opt("data-row", (item.row > 0).then(|| item.row.to_string()));
    let id = format!("{}/drawn", link::item_fragment(&ctx.story, ItemRef::Event(first), None));
    let class =
        with_classes("sl-event".to_owned(), [("sl-event--selected", is_selected), ("sl-event--reading", is_reading)]);
    if item.events.len() > 1 {
        return group(ctx, drawn, lane, item, (id, tabindex, class), cell);
    }
    let event = &ctx.story.events[first];
    let class = with_classes(class, [("sl-event--planned", event.status == Status::Planned)]);
    let link = el("a")
        .attr("class", class)
        .attr("id", id)
        .attr("href", ctx.href(ItemRef::Event(first), None))
        .attr("tabindex", tabindex)
        .attr("draggable", "false")
        .attr("aria-label", name(ctx, lane, first))
        .child(mark(ctx, drawn.view, item, first))
        .children(item.label.map(|room| {
            let days = loaded(ctx).extents[first].and_then(|extent| extent.days());
            let date = days.map(|(first, last)| words::event_days(first, last, &ctx.words.dates));
            // The stylesheet shows the date before the title. The accessible name has the whole date.
            let title = el_with_class("span", "sl-clamp-2").attr_opt("data-date", date).text(&event.title);
            label(item, room).child(title)
        }));
    cell.child(link)
}

/// Renders the mark of an event: a point, or a bar. Its ends show whether they are exact, uncertain, or outside the
/// viewport.
fn mark(ctx: &ViewContext, view: ChartView, item: &Item, event: EventIndex) -> ElementBuilder {
    let extent = loaded(ctx).extents[event].as_ref();
    let viewport = loaded(ctx).viewport(view);
    let ends = viewport.zip(extent).map_or([End::Sharp; 2], |(viewport, extent)| viewport.ends(extent));
    let shape = if extent.is_some_and(|extent| extent.exact) { "sl-point" } else { "sl-bar" };
    let [start, end] = ends;
    let class = with_classes(
        shape.to_owned(),
        [
            ("sl-soft-start", start == End::Soft),
            ("sl-off-start", start == End::Off),
            ("sl-soft-end", end == End::Soft),
            ("sl-off-end", end == End::Off),
        ],
    );
    el("span").attr("class", class).inline_span(item.span.relative_to(item.occupied.start))
}

/// Renders the label of an event: after its mark, before it, or inside it.
fn label(item: &Item, room: Span) -> ElementBuilder {
    let class = if room.start >= item.span.end {
        "sl-label"
    } else if room.end <= item.span.start {
        "sl-label sl-label--before"
    } else {
        "sl-label sl-label--inside"
    };
    el_with_class("span", class).inline_span(room.relative_to(item.occupied.start))
}

/// Renders a group of events, which opens as a list.
fn group(
    ctx: &ViewContext,
    drawn: &DrawnLane,
    lane: &Lane,
    item: &Item,
    (id, tabindex, class): (String, &'static str, String),
    cell: ElementBuilder,
) -> ElementBuilder {
    let words = ctx.words;
    let first = item.events.first().copied().unwrap_or_default();
    let is_open = drawn.open_group == Some(first);
    let count = words.events.format(item.events.len());
    let opener = button("sl-event", ctx.dispatching_timeline(TimelineAction::OpenGroup((!is_open).then_some(first))))
        .attr("class", format!("{class} sl-group"))
        .attr("id", id)
        .attr("tabindex", tabindex)
        .attr("aria-label", group_name(ctx, lane, item, &count))
        .attr("aria-expanded", if is_open { "true" } else { "false" })
        // The key keeps this element, and its focus, when the list is added beside it.
        .key("opener".to_owned())
        .text(&count);
    if !is_open {
        return cell.child(opener);
    }
    let entry = |&event: &EventIndex| {
        let date = date(ctx, event);
        let link = el("a").attr("href", ctx.href(ItemRef::Event(event), None)).text(&ctx.story.events[event].title);
        el("li").child(el_with_class("span", "sl-group-date").text(&date)).text(" ").child(link)
    };
    // Events that begin on the same day cannot be separated by zooming.
    let begins = |&event: &EventIndex| loaded(ctx).extents[event].map(|extent| extent.from);
    let can_be_separated = item.events.iter().any(|event| begins(event) != begins(&first));
    let zoom = || {
        button("sl-button", ctx.dispatching_timeline(TimelineAction::ZoomToEvents(item.events.clone())))
            .text(words.zoom_to_group)
    };
    // The list is 20 em wide, if the lane has space for it.
    let size = drawn.view.size;
    let width = (size.em * 20).min(size.width);
    let start = item.occupied.start.min(size.width - width) - item.occupied.start;
    let opened =
        el_with_class("div", "sl-group-popup").key("opened".to_owned()).inline_span(Span::with_width(start, width));
    cell.child(opener)
        .child(opened.children(can_be_separated.then(zoom)).child(el("ol").children(item.events.iter().map(entry))))
}

/// Returns the accessible name of an event: “16 March 2025: Baidu releases Ernie 4.5; Baidu, 1 of 2”.
fn name(ctx: &ViewContext, lane: &Lane, event: EventIndex) -> String {
    let [at, count] = numbers(ctx, lane, event);
    let title = &ctx.story.events[event].title;
    format(ctx.words.event_name, &[&date(ctx, event), title, lane_name(ctx, lane.company), &at, &count])
}

fn group_name(ctx: &ViewContext, lane: &Lane, item: &Item, count: &str) -> String {
    let (Some(&first), Some(&last)) = (item.events.first(), item.events.last()) else {
        return String::new();
    };
    let ([from, all], [to, _]) = (numbers(ctx, lane, first), numbers(ctx, lane, last));
    let extents = item.events.iter().filter_map(|&event| Some(loaded(ctx).extents[event]?.known()));
    let span = extents.reduce(|whole, one| (whole.0.min(one.0), whole.1.max(one.1)));
    let span = span.map(|(from, to)| words::time_range(from, to - 1, &ctx.words.dates)).unwrap_or_default();
    format(ctx.words.group_name, &[count, &span, lane_name(ctx, lane.company), &from, &to, &all])
}

/// Returns the date of an event in words, and whether it is planned.
fn date(ctx: &ViewContext, event: EventIndex) -> String {
    let (event, words) = (&ctx.story.events[event], ctx.words);
    let date = event.date.as_ref().map_or_else(|| words.undated.to_owned(), |date| words::date(date, &words.dates));
    match event.status {
        Status::Happened => date,
        Status::Planned => [&date, words.list_separator, words.planned].concat(),
    }
}

/// Returns the number of an event in its lane, and the number of events in the lane.
fn numbers(ctx: &ViewContext, lane: &Lane, event: EventIndex) -> [String; 2] {
    let at = loaded(ctx).lane_of_event[event].map_or(0, |(_, position)| position);
    [(at + 1).to_string(), lane.events.len().to_string()]
}
