//! Renders the chart in the note of a figure: numbers as bars on one scale.

use super::{
    ViewContext,
    element_builder::{ElementBuilder, el, el_with_class},
};
use crate::{story::Chart, words::format};

/// Renders the bars, each with its label and value. The bars are hidden from screen readers because the text contains
/// the values.
pub(super) fn view(ctx: &ViewContext, chart: &Chart) -> ElementBuilder {
    let end = chart.bars.iter().fold(0.0, |end, bar| bar.to.max(end));
    let rows = chart.bars.iter().zip(0..).map(|(bar, at)| {
        let (from, to) = (number(bar.from), number(bar.to));
        let words = if bar.from == 0.0 || from == to {
            format(ctx.words.amount, &[&to, &chart.unit])
        } else {
            format(ctx.words.span, &[&from, &to, &chart.unit])
        };
        // A single number is drawn as a thin visible bar.
        let width = ((bar.to - bar.from) / end).max(0.01);
        let start = (bar.from / end).min(1.0 - width);
        let strip =
            el_with_class("svg", "sl-plot").attr("width", "100%").attr("height", "14").attr("aria-hidden", "true");
        let whole = el_with_class("rect", "sl-chart-scale").attr("width", "100%").attr("height", "10").attr("y", "2");
        let own = el_with_class("rect", if at == 0 { "sl-chart-bar sl-chart-bar--own" } else { "sl-chart-bar" })
            .attr("x", percent(start))
            .attr("width", percent(width))
            .attr("height", "14");
        el("li")
            .child(el_with_class("span", "sl-chart-label").text(&bar.label))
            .text(" ")
            .child(el_with_class("span", "sl-chart-value").text(&words))
            .child(strip.child(whole).child(own))
    });
    el_with_class("ul", "sl-chart").children(rows)
}

/// Formats a number with at most two decimals.
fn number(value: f64) -> String {
    let hundredths = (value * 100.0 + 0.5) as u64;
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        rest if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        rest => format!("{whole}.{rest:02}"),
    }
}

/// Formats a fraction of the width as a percentage. Two decimals of a percent are a tenth of a pixel on the widest
/// screen.
fn percent(at: f64) -> String {
    let hundredths = (at * 10_000.0 + 0.5) as u32;
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::number;

    fn check(value: f64, expected: &str) {
        assert_eq!(number(value), expected, "{value}");
    }

    #[test]
    fn numbers_have_two_decimals_at_most() {
        check(0.0, "0");
        check(24.0, "24");
        check(4.5, "4.5");
        check(0.25, "0.25");
        check(1.005, "1");
        check(12.05, "12.05");
        check(1e6, "1000000");
    }
}
