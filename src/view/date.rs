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
    let words = words::date(date, &ctx.words.dates);
    match date.to_datetime_attr() {
        Some(datetime) => el("time").attr("datetime", datetime).text(&words).into(),
        None => text(&words),
    }
}

/// Renders the date of an event, and whether the event is planned.
pub(super) fn event_when(ctx: &ViewContext, at: EventIndex) -> ElementBuilder {
    let (event, words) = (&ctx.story.events[at], ctx.words);
    // `dir="auto"` gives the date its own direction within the text around it.
    let mut when = el("b").attr("dir", "auto").child(match &event.date {
        Some(date) => time(ctx, date),
        None => text(words.undated),
    });
    if event.status == Status::Planned {
        when = when.text(words.list_separator).child(el_with_class("span", "sl-planned").text(words.planned));
    }
    when
}
