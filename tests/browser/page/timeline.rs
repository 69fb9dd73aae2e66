//! The timeline: its chart, its list, its buttons.

use anyhow::Result;
use serde_json::{Value, json};

use super::Page;
use crate::cast::Part;

/// The timeline.
pub(crate) struct Timeline<'a>(&'a Page);

/// The buttons that move the chart, in their order.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Move {
    Earlier,
    Later,
    ZoomOut,
    ZoomIn,
    FitAll,
}

impl Page {
    /// The timeline.
    pub(crate) fn timeline(&self) -> Timeline<'_> {
        Timeline(self)
    }
}

impl Timeline<'_> {
    /// The selector of the readout: the text that names the time range in view.
    pub(crate) const READOUT: &'static str = ">>> @readout";

    /// The selector of an event in the chart.
    pub(crate) fn event(&self, event: &Part) -> String {
        format!(">>> @event[id='{}/drawn']", event.link)
    }

    /// The selector of an event in the list.
    pub(crate) fn entry(&self, event: &Part) -> String {
        format!(">>> @event-entry[id='{}']", event.link)
    }

    /// The selector of a company's lane.
    pub(crate) fn lane(&self, company: &Part) -> String {
        format!(">>> @lane[data-companies='{}']", company.id)
    }

    /// The selector of the link at the head of a company's lane.
    pub(crate) fn lane_link(&self, company: &Part) -> String {
        format!(">>> @lane-link[href$='/company/{}']", company.id)
    }

    /// Scrolls the chart into view, and waits until each lane in the viewport has its events.
    pub(crate) fn wait_drawn(&self) -> Result<()> {
        self.0
            .run("find('>>> @timeline-chart').scrollIntoView({ block: 'center', behavior: 'instant' })", json!([]))?;
        let empty = "all('>>> @lane').filter((it) => box(it).y < innerHeight && box(it).y + box(it).height > 0)
            .filter((it) => !it.querySelector(css('@timeline-item')))";
        let drawn = format!("all('>>> @timeline-item').length > 0 && {empty}.length === 0");
        self.0.wait_until("the events are drawn", &drawn)
    }

    /// Shows the chart, if the list is shown, and waits until it is rendered.
    pub(crate) fn show_chart(&self) -> Result<()> {
        if self.0.js("find('>>> @timeline-chart').checkVisibility()")? != true {
            self.toggle_mode()?;
        }
        self.wait_drawn()
    }

    /// Presses the button that shows the list in place of the chart, or the chart in place of the list.
    pub(crate) fn toggle_mode(&self) -> Result<()> {
        self.0.click(">>> @mode-toggle")
    }

    /// The selector of a button that moves the chart.
    pub(crate) fn button(&self, to: Move) -> String {
        let messages = self.0.labels().messages();
        let name = match to {
            Move::Earlier => messages.move_earlier,
            Move::Later => messages.move_later,
            Move::ZoomOut => messages.zoom_out,
            Move::ZoomIn => messages.zoom_in,
            Move::FitAll => messages.fit_all,
        };
        format!(">>> @zoom-tools :role(button {})", json!(name))
    }

    /// Presses a button that moves the chart.
    pub(crate) fn press(&self, to: Move) -> Result<()> {
        self.0.click(&self.button(to))
    }

    /// Presses such a button by script: the page does not scroll to it.
    pub(crate) fn press_in_place(&self, to: Move) -> Result<()> {
        self.0.run("find(arguments[0]).click()", json!([self.button(to)])).map(drop)
    }

    /// Presses the button that zooms to the busiest time, and waits until the readout names that time.
    pub(crate) fn zoom_to_busiest(&self) -> Result<()> {
        self.0.click(">>> @zoom-tools button:last-child")?;
        let zoomed = self.0.cast().texts.zoomed_time;
        self.0.wait_text_begins(Self::READOUT, zoomed)
    }

    /// The text of the readout.
    pub(crate) fn readout(&self) -> Result<String> {
        self.0.text(Self::READOUT)
    }

    /// Waits until the readout begins with `begins`.
    pub(crate) fn wait_readout(&self, begins: &str) -> Result<()> {
        self.0.wait_text_begins(Self::READOUT, begins)
    }

    /// Waits until the readout differs from `before`.
    pub(crate) fn wait_moved(&self, before: &str) -> Result<()> {
        self.0.wait_until("the chart has moved", &format!("textOf('>>> @readout') !== {}", json!(before)))
    }

    /// Waits until the first year of the timeline is out of view, or in view.
    pub(crate) fn wait_zoomed(&self, is_zoomed: bool) -> Result<()> {
        let year = json!(self.0.cast().texts.first_year);
        let test = format!("textOf('>>> @readout').includes({year}) !== {is_zoomed}");
        self.0.wait_until(if is_zoomed { "the chart is zoomed in" } else { "all of the time is in view" }, &test)
    }

    /// Presses the choice that lets the timeline follow the reading.
    pub(crate) fn follow_reading(&self) -> Result<()> {
        self.0.click(">>> @follow-reading")
    }

    /// The number of visible elements of a part.
    pub(crate) fn visible(&self, part: &str) -> Result<Value> {
        self.0.run("return all(`>>> ${arguments[0]}`).filter((it) => it.checkVisibility()).length", json!([part]))
    }
}
