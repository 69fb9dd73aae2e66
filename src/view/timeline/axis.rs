//! The axis above the lanes, and its lines through all of them.

use yew::prelude::*;

use super::super::{
    Shared,
    el::{El, el, of_class},
};
use crate::{
    state::State,
    timeline::{Cut, Frame},
    words::{Words, fill},
};

/// The axis; empty, while the timeline is not drawn.
pub(in super::super) fn view(shared: &Shared, state: &State) -> Html {
    let ticks = shared.timeline.ticks(&state.look, &shared.words.dates);
    let frame = shared.timeline.frame(&state.look);
    let cuts: Vec<Cut> = frame.iter().flat_map(Frame::cuts).collect();
    let lines = of_class("div", "sl-grid-lines")
        .attr("aria-hidden", "true")
        .all(cuts.iter().map(|cut| of_class("span", "sl-cut").at([cut.start, cut.start + cut.width])))
        .all(ticks.iter().map(|tick| of_class("span", "sl-grid-line").at([tick.x, tick.x + 1])));
    let labelled = ticks.iter().filter(|tick| !tick.label.is_empty());
    let marks = of_class("div", "sl-ticks")
        .all(labelled.map(|tick| of_class("span", "sl-tick").at(tick.room).text(&tick.label)))
        .all(cuts.iter().filter_map(|cut| left_out(cut, state.look.size.em, shared.words)));
    let axis = of_class("div", "sl-axis").attr("aria-hidden", "true").add(marks);
    // One child for the two of them, so that what comes after stays what it is.
    el("div").attr("class", "sl-scale").add(lines).add(axis).into()
}

/// How much time is left out, where there is room to say so.
fn left_out(cut: &Cut, em: i32, words: &Words) -> Option<El> {
    // The Gregorian calendar has 4800 months in 146,097 days.
    let months = (cut.days * 4800 + 73_048) / 146_097;
    let told = if months < 24 {
        fill(words.quiet_months, &[&months.to_string()])
    } else {
        fill(words.quiet_years, &[&((months + 6) / 12).to_string()])
    };
    let letters = i32::try_from(told.chars().count()).unwrap_or(i32::MAX);
    // Three quarters of a letter's size, half as wide as high, and something less in italics.
    let wide = letters.saturating_mul(em) * 3 / 8;
    let middle = cut.start + cut.width / 2;
    let room = [middle - wide / 2, middle + wide / 2];
    (wide <= cut.width).then(|| of_class("span", "sl-cut-label").at(room).text(&told))
}
