//! Renders the axis above the lanes, and its grid lines through all lanes.

use yew::prelude::*;

use crate::{
    timeline::{ChartView, Cut, Span, Viewport},
    view::{
        ViewContext,
        element_builder::{ElementBuilder, el, el_with_class},
        region::{Region, Slice},
    },
    words::{Messages, format},
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
    let lines = el_with_class("div", "sl-grid-lines")
        .attr("aria-hidden", "true")
        .children(
            cuts.iter().map(|cut| el_with_class("span", "sl-cut").inline_span(Span::with_width(cut.start, cut.width))),
        )
        .children(
            ticks.iter().map(|tick| el_with_class("span", "sl-grid-line").inline_span(Span::with_width(tick.x, 1))),
        );
    let labelled = ticks.iter().filter(|tick| !tick.label.is_empty());
    let marks = el_with_class("div", "sl-ticks")
        .children(labelled.map(|tick| el_with_class("span", "sl-tick").inline_span(tick.room).text(&tick.label)))
        .children(cuts.iter().filter_map(|cut| cut_label(cut, view.size.em, ctx.words)));
    let axis = el_with_class("div", "sl-axis").attr("aria-hidden", "true").child(marks);
    // Both parts are in one element, so that the number of children after it does not change.
    el("div").attr("class", "sl-scale").child(lines).child(axis).into()
}

/// Renders the length of a cut, if the label fits into it.
fn cut_label(cut: &Cut, em: i32, words: &Messages) -> Option<ElementBuilder> {
    // The Gregorian calendar has 4800 months in 146,097 days.
    let months = (cut.days * 4800 + 73_048) / 146_097;
    let label = if months < 24 {
        format(words.quiet_months, &[&months.to_string()])
    } else {
        format(words.quiet_years, &[&((months + 6) / 12).to_string()])
    };
    let letters = i32::try_from(label.chars().count()).unwrap_or(i32::MAX);
    // The font size is three quarters of an em, and an italic letter is less than half as wide as high.
    let width = letters.saturating_mul(em) * 3 / 8;
    if width > cut.width {
        return None;
    }
    let middle = cut.start + cut.width / 2;
    let room = Span::new(middle - width / 2, middle + width / 2);
    Some(el_with_class("span", "sl-cut-label").inline_span(room).text(&label))
}
