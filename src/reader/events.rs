//! The timeline section: whether it shows the chart or the list. In the list: the selected event, the event at the
//! reading position, and the results of a search.

use web_sys::Element;

use super::move_class;
use crate::{
    dom, link,
    state::State,
    story::{EventIndex, ItemRef},
    timeline::TimelineMode,
    view::ViewContext,
};

/// Updates the entries of the events that differ.
pub(super) fn update(ctx: &ViewContext, root: &Element, before: &State, now: &State) {
    let entry = |event: EventIndex| -> Option<Element> {
        dom::by_id(root, &link::item_fragment(&ctx.story, ItemRef::Event(event), None)).map(Into::into)
    };
    let selected = |state: &State| match state.selected?.item {
        ItemRef::Event(event) => Some(event),
        ItemRef::Entity(_) | ItemRef::Highlight(_) | ItemRef::Quote(_) => None,
    };
    move_class("sl-is-selected", [selected(before), selected(now)], entry);

    let (previous, timeline) = (&before.timeline, &now.timeline);
    if previous.choices.mode != timeline.choices.mode
        && let Some(body) = dom::find(root, ".sl-timeline-body")
        // A timeline without a chart is always a list.
        && dom::find(&body, ".sl-island").is_some()
    {
        dom::set_attribute(&body, "data-mode", timeline.choices.mode.map(TimelineMode::as_str));
    }
    let reading = [previous.layout.reading_event, timeline.layout.reading_event];
    move_class("sl-entry--reading", reading, entry);
    if reading[0] != reading[1] {
        for event in reading.into_iter().flatten() {
            if let Some(entry) = entry(event) {
                let is_reading = timeline.layout.reading_event == Some(event);
                dom::set_attribute(&entry, "aria-current", is_reading.then_some("location"));
            }
        }
    }
    if previous.choices.found != timeline.choices.found {
        for event in ctx.story.events.indices() {
            let is_found = timeline.matches(event);
            if is_found != previous.matches(event)
                && let Some(entry) = entry(event)
            {
                dom::toggle_class(&entry, "sl-entry--filtered-out", !is_found);
            }
        }
    }
}
