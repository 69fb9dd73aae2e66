//! Restores a state of the reader.

use super::{
    data,
    instance::{Inner, PendingState},
};
use crate::{
    snapshot,
    state::{Carousel, SlideCause, State},
    timeline::{Timeline, TimelineLayout, TimelineState},
    view::ViewContext,
};

impl Inner {
    /// Applies the pending state, if there is one. A state from the host page needs the timeline.
    pub(super) fn restore(&self, ctx: &ViewContext) {
        let now = ctx.store.state();
        match (self.pending_state.take(), ctx.timeline()) {
            (Some(PendingState::Json(text)), Some(timeline)) => read(ctx, timeline, &text),
            (Some(PendingState::Kept(kept)), _) => ctx.store.set_quietly(State {
                selected: kept.selected.and_then(|selection| selection.visible(&ctx.story)),
                hovered: None,
                carousel: Carousel { slide_cause: SlideCause::Restore, ..kept.carousel.clone() },
                timeline: TimelineState {
                    choices: kept.timeline.choices.clone(),
                    layout: TimelineLayout {
                        size: now.timeline.layout.size,
                        lanes_near_viewport: now.timeline.layout.lanes_near_viewport.clone(),
                        ..TimelineLayout::default()
                    },
                },
                ..State::clone(&kept)
            }),
            (pending, _) => {
                self.pending_state.replace(pending);
            }
        }
    }
}

/// Sets the state that a JSON text describes. Text that is not JSON changes nothing.
///
/// This is an entry function of the chunk of the timeline: see `xtask/src/chunks/mod.rs`.
#[inline(never)]
fn read(ctx: &ViewContext, timeline: &Timeline, text: &str) {
    if let Some(value) = data::read(text) {
        let now = ctx.store.state();
        ctx.store.set_quietly(snapshot::read(&value, &now, &ctx.story, timeline, &ctx.words.dates));
    }
}
