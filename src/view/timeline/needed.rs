//! The islands of the timeline are rendered when they are needed.

use web_sys::Element;

use super::chart::measure;
use crate::{
    dom::{self, Guard},
    state::{Selection, State},
    story::ItemRef,
    view::ViewContext,
};

/// Returns true if a state is about the timeline, so that its islands are needed at once.
pub fn needs_timeline(state: &State) -> bool {
    let is_event_selected = matches!(state.selected, Some(Selection { item: ItemRef::Event(_), occurrence: None }));
    is_event_selected || state.timeline.choices != Default::default()
}

/// Calls `render` when the timeline comes near the viewport, and when `ViewContext::with_timeline` is called, until
/// the result is dropped. `timeline` is the section with placeholders. Print needs no islands: it shows the list.
pub fn when_timeline_is_needed(ctx: &ViewContext, timeline: &Element, render: impl Fn() + Clone + 'static) -> Guard {
    let [near, requested] = [render.clone(), render];
    let near = dom::watch_visible_range([timeline.clone()], move |visible| {
        if !visible.is_empty() {
            near();
        }
    });
    // The placeholder has the size of the chart, so the state knows whether the chart or the list is shown.
    let sized = {
        let (ctx, timeline) = (ctx.clone(), timeline.clone());
        dom::watch_sizes([timeline.clone()], move || measure(&ctx, &timeline))
    };
    let request = ctx.on_timeline_request(requested);
    Some(Box::new((near, sized, request)))
}
