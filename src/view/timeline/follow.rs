//! The timeline follows the reader's position in the text, if the reader has chosen this.

use web_sys::Element;
use yew::prelude::*;

use crate::view::{
    Subscription, ViewContext,
    date::event_when,
    element_builder::{el, el_with_class, empty},
    monogram::{MONOGRAM, initials},
    region::{Region, Slice},
};
use crate::{
    dom::{self, EventListener},
    link,
    story::{EventIndex, ItemRef},
    timeline::{Timeline, TimelineAction},
};

/// The assumed reading position in the viewport, as a fraction of its height.
const READING_LINE: f64 = 0.4;

/// The scroll listener and subscription of the follow mode; both end when this is dropped.
pub(in crate::view) struct Follow {
    _listening: Option<EventListener>,
    _subscription: Subscription,
}

impl Follow {
    /// Follows the reader's position in the text in `mount`.
    pub(in crate::view) fn new(ctx: &ViewContext, mount: &Element) -> Self {
        let (follower, view) = (ctx.clone(), mount.clone());
        let scrolled = move || {
            if follower.store.state().timeline.choices.follows_reading {
                follower.dispatch_timeline(TimelineAction::ReachEvent(reached(&follower, &view)));
            }
        };
        let again = scrolled.clone();
        let was = std::cell::Cell::new(false);
        let listening =
            mount.owner_document().map(|document| dom::listen_capturing(&document, "scroll", move |_| scrolled()));
        let subscription = ctx.store.subscribe(move |state| {
            if was.replace(state.timeline.choices.follows_reading) != state.timeline.choices.follows_reading {
                again();
            }
        });
        Self { _listening: listening, _subscription: subscription }
    }
}

/// Returns the last event whose mention is above the reading position.
fn reached(ctx: &ViewContext, view: &Element) -> Option<EventIndex> {
    let reading_line = dom::viewport_height() * READING_LINE;
    let occurrences = ctx.story.occurrences.iter();
    let occurrences: Vec<_> = occurrences.filter(|occurrence| matches!(occurrence.item, ItemRef::Event(_))).collect();
    let passed = occurrences.partition_point(|occurrence| {
        let words = dom::by_id(view, &link::item_fragment(&ctx.story, occurrence.item, Some(occurrence.number)));
        words.is_some_and(|words| words.get_bounding_client_rect().top() < reading_line)
    });
    match occurrences.get(passed.checked_sub(1)?)?.item {
        ItemRef::Event(event) => Some(event),
        _ => None,
    }
}

/// The region of the event that the reader has reached.
///
/// This is an entry function of the chunk of the timeline: see `xtask/src/chunks/mod.rs`.
#[inline(never)]
pub(in crate::view) fn region(_: &Timeline) -> Region {
    // Hides the function pointers from the optimizer, which would otherwise copy them into the callers.
    std::hint::black_box(Region::live(|_, state| ReadingPositionSlice(state.timeline.layout.reading_event)))
}

#[derive(PartialEq)]
struct ReadingPositionSlice(Option<EventIndex>);

impl Slice for ReadingPositionSlice {
    fn view(&self, ctx: &ViewContext, _: &NodeRef) -> Html {
        reading_position(ctx, self.0)
    }
}

/// Renders the event that the reader has reached, at the foot of the viewport.
fn reading_position(ctx: &ViewContext, event: Option<EventIndex>) -> Html {
    let Some(event) = event else {
        return empty();
    };
    let item = ItemRef::Event(event);
    let company = ctx.story.events[event].company;
    let monogram = company.map(|company| initials(ctx.title(ItemRef::Entity(company))));
    let link = el("a").attr("href", ctx.href(item, None)).attr_opt(MONOGRAM, monogram);
    el("p")
        .attr("class", ctx.class("sl-reading-position", company))
        .child(el_with_class("span", "sl-kind").text(ctx.words.reading_position))
        .child(link.text(ctx.title(item)))
        .child(event_when(ctx, event))
        .into()
}
