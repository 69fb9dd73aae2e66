//! Renders the axis above the lanes, and its grid lines through all lanes.

use yew::prelude::*;

use crate::{
    story::date::Day,
    timeline::{ChartView, Cut, Size, Span, Viewport},
    view::{
        ViewContext,
        element_builder::{ElementBuilder, el, el_with_class},
        region::{Region, Slice},
    },
    words::{Messages, axis_day, format},
};

/// The region of the axis.
pub(super) fn region() -> Region {
    Region::live(|_, state| AxisSlice(state.timeline.chart_view()))
}

#[derive(PartialEq)]
struct AxisSlice(ChartView);

impl Slice for AxisSlice {
    fn view(&self, ctx: &ViewContext, _: &NodeRef) -> Html {
        view(ctx, self.0)
    }
}

/// Renders the axis; it is empty while the timeline is shown as a list.
fn view(ctx: &ViewContext, view: ChartView) -> Html {
    let ticks = super::loaded::loaded(ctx).ticks(view, &ctx.words.dates);
    let viewport = super::loaded::loaded(ctx).viewport(view);
    let cuts: Vec<Cut> = viewport.iter().flat_map(Viewport::cuts).collect();
    let day = ctx.story.published.as_ref().and_then(|date| date.first.day());
    let published = viewport.as_ref().zip(day).and_then(|(viewport, day)| published(viewport, day, ctx.words));
    let lines = el_with_class("div", "sl-grid-lines")
        .attr("aria-hidden", "true")
        .children(
            cuts.iter().map(|cut| el_with_class("span", "sl-cut").inline_span(Span::with_width(cut.start, cut.width))),
        )
        .children(
            ticks.iter().map(|tick| el_with_class("span", "sl-grid-line").inline_span(Span::with_width(tick.x, 1))),
        )
        .children(
            published
                .iter()
                .map(|label| el_with_class("span", "sl-published").inline_span(Span::with_width(label.middle, 1))),
        );
    let labelled = ticks.iter().filter(|tick| !tick.label.is_empty());
    let marks = el_with_class("div", "sl-ticks")
        .children(labelled.map(|tick| el_with_class("span", "sl-tick").inline_span(tick.room).text(&tick.label)))
        .children(upper_labels(published, &cuts, view.size, ctx.words));
    let axis = el_with_class("div", "sl-axis").attr("aria-hidden", "true").child(marks);
    // Both parts are in one element, so that the number of children after it does not change.
    el("div").attr("class", "sl-scale").child(lines).child(axis).into()
}

/// A label above those of the ticks.
struct UpperLabel {
    /// The position that the label is about, in CSS pixels from the start edge of the strip.
    middle: i32,
    text: String,
}

impl UpperLabel {
    /// The space of the label, which is within the strip if there is room.
    fn room(&self, size: Size) -> Span {
        let letters = i32::try_from(self.text.chars().count()).unwrap_or(i32::MAX);
        // The font size is three quarters of an em, and an italic letter is less than half as wide as high.
        let width = letters.saturating_mul(size.em) * 3 / 8;
        let start = (self.middle - width / 2).min(size.width - width).max(0);
        Span::with_width(start, width)
    }
}

/// Returns the label of the day of publication, if that day is in view.
fn published(viewport: &Viewport, day: Day, words: &Messages) -> Option<UpperLabel> {
    let (first, last) = viewport.days();
    let text = || format!("{} {}", words.published, axis_day(day, false, &words.dates));
    (first..=last).contains(&day).then(|| UpperLabel { middle: viewport.at(day), text: text() })
}

/// Returns the label of a cut: its length.
fn length_of(cut: &Cut, words: &Messages) -> UpperLabel {
    // The Gregorian calendar has 4800 months in 146,097 days.
    let months = (cut.days * 4800 + 73_048) / 146_097;
    let text = if months < 24 {
        format(words.quiet_months, &[&months.to_string()])
    } else {
        format(words.quiet_years, &[&((months + 6) / 12).to_string()])
    };
    UpperLabel { middle: cut.start + cut.width / 2, text }
}

/// Renders the labels of the day of publication and of the cuts, except those that would overlap others.
fn upper_labels(published: Option<UpperLabel>, cuts: &[Cut], size: Size, words: &Messages) -> Vec<ElementBuilder> {
    let mut taken: Vec<Span> = Vec::new();
    let labels = published.into_iter().chain(cuts.iter().map(|cut| length_of(cut, words)));
    let render = |label: UpperLabel| {
        let room = label.room(size);
        let is_free = taken.iter().all(|other| room.end < other.start || other.end < room.start);
        let fits = room.end <= size.width && is_free;
        fits.then(|| {
            taken.push(room);
            el_with_class("span", "sl-upper-label").inline_span(room).text(&label.text)
        })
    };
    labels.filter_map(render).collect()
}
