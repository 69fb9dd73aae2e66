//! Renders dates in words.

use yew::prelude::*;

use super::{
    ViewContext,
    element_builder::{ElementBuilder, el, el_with_class, text},
};
use crate::{
    story::{Date, EventIndex, Status},
    words,
};

/// Renders a date in words. A date that is exactly known also has a machine-readable `datetime`.
pub(super) fn time(ctx: &ViewContext, date: &Date) -> Html {
    match date.to_datetime_attr() {
        Some(_) => date_element(ctx, date).into(),
        None => text(&words::date(date, &ctx.words.dates)),
    }
}

/// Builds an element with a date in words.
fn date_element(ctx: &ViewContext, date: &Date) -> ElementBuilder {
    let when = match date.to_datetime_attr() {
        Some(datetime) => el("time").attr("datetime", datetime),
        None => el("b"),
    };
    when.text(&words::date(date, &ctx.words.dates))
}

/// Renders the date of an event, and whether the event is planned.
pub(super) fn event_when(ctx: &ViewContext, at: EventIndex) -> ElementBuilder {
    let (event, words) = (&ctx.story.events[at], ctx.words);
    let is_planned = event.status == Status::Planned;
    let when = match &event.date {
        Some(date) if !is_planned => date_element(ctx, date),
        Some(date) => el("b").child(time(ctx, date)),
        None => el("b").text(words.undated),
    };
    let planned = || el_with_class("span", "sl-planned").text(words.planned);
    let when = if is_planned { when.text(words.list_separator).child(planned()) } else { when };
    // `dir="auto"` gives the date its own direction within the text around it.
    when.attr("dir", "auto")
}
