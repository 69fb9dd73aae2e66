//! Renders the timeline section: the tools, the chart or the list.

use yew::prelude::*;

use super::{chart, list, loaded::loaded, tools};
use crate::{
    timeline::TimelineMode,
    view::{
        ViewContext,
        element_builder::{el_with_class, empty},
        island::Island,
        region::Region,
        section::section,
    },
};

/// The largest number of events that the list shows in columns.
const SHORT_LIST: usize = 18;
/// Renders the timeline section, or nothing if the story has no events.
pub(in crate::view) fn view(ctx: &ViewContext) -> Html {
    let story = &ctx.story;
    if story.events.is_empty() || story.hidden.timeline {
        return empty();
    }
    let timeline = loaded(ctx);
    // Long columns would force the reader to scroll up and down.
    let class = if story.events.len() > SHORT_LIST { "sl-events" } else { "sl-events sl-events--few" };
    let entries = el_with_class("ol", class)
        .children(story.events.indices().map(|at| Region::fixed(move |ctx| list::view(ctx, at)).view(ctx)));
    let body = el_with_class("div", "sl-timeline-body");
    let body = if timeline.scale.is_some() {
        body.child(Island::Chart.placeholder(ctx, chart::region(timeline)))
    } else {
        body.attr("data-mode", TimelineMode::List.as_str())
    };
    section(ctx, "sl-timeline", "timeline", ctx.words.timeline)
        .child(Island::Tools.placeholder(ctx, tools::region(timeline)))
        .child(body.child(el_with_class("div", "sl-event-list").child(entries)))
        .into()
}
