//! The days that an event covers on the time scale, and the certainty of both ends.

use crate::story::{
    Event, Status,
    date::{Day, Edge},
    edtf::Endpoint,
};

/// The certainty of one end of an event, which decides its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Known: a sharp edge.
    Sharp,
    /// Approximate, uncertain or unknown: the bar fades.
    Soft,
    /// Open: the bar continues past the edge of the scale.
    Off,
}

/// The days that a point or bar covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The first day; `Day::MIN` if the start is open.
    pub from: Day,
    /// The day after the last one; `Day::MAX` if the end is open.
    pub to: Day,
    /// The certainty of the start.
    pub start: End,
    /// The certainty of the end.
    pub end: End,
    /// True for a single, certain day, which is shown as a point and not as a bar.
    pub exact: bool,
}

impl Extent {
    /// The extent of an event; `None` if it has no date with a known day. A planned event with an end only (“by June”)
    /// starts on the day the article was published, because the plan can't be carried out earlier.
    pub fn of(event: &Event, published: Option<Day>) -> Option<Self> {
        let date = event.date.as_ref()?;
        let (start_point, end_point) = date.edtf.ends();
        let known = |end| if is_rough(end) { End::Soft } else { End::Sharp };
        let (first, last) = (date.first.day(), date.last.day());
        let after = first.or(last)?;
        let planned = published.filter(|&day| event.status == Status::Planned && day < after);
        // An end that is out of the range of `Day` counts as open.
        let is_far = date.is_out_of_range();
        let (from, start) = match date.first {
            Edge::Day(day) => (day, known(start_point)),
            Edge::Unknown if is_far => (Day::MIN, End::Off),
            Edge::Open if planned.is_none() => (Day::MIN, End::Off),
            Edge::Open | Edge::Unknown => (planned.unwrap_or(after), End::Soft),
        };
        let (to, end) = match date.last {
            Edge::Day(day) => (day + 1, known(end_point)),
            Edge::Unknown if !is_far => (published.filter(|&day| day > from).unwrap_or(from) + 1, End::Soft),
            Edge::Open | Edge::Unknown => (Day::MAX, End::Off),
        };
        let exact = to == from.saturating_add(1) && start == End::Sharp && end == End::Sharp;
        Some(Self { from, to, start, end, exact })
    }

    /// The first and the last day, if both ends are known: then the label of the event in the chart has its date.
    pub fn days(&self) -> Option<(Day, Day)> {
        ([self.start, self.end] == [End::Sharp; 2]).then(|| (self.from, self.to - 1))
    }

    /// The estimated width of the date in the label, in hundredths of an em: “20 Jan ”, or “24 to 28 Feb ”.
    pub(super) fn date_width(&self) -> usize {
        match self.days() {
            None => 0,
            Some((first, last)) if first == last => 400,
            Some(_) => 700,
        }
    }

    /// The known days: an extent with an open end counts as the day of its other end.
    pub fn known(&self) -> (Day, Day) {
        match (self.start, self.end) {
            (End::Off, _) => (self.to - 1, self.to),
            (_, End::Off) => (self.from, self.from + 1),
            _ => (self.from, self.to),
        }
    }
}

/// Returns true if an end of a date is approximate or uncertain (EDTF `~`, `?`, `%`).
fn is_rough(end: Endpoint) -> bool {
    end.date().is_some_and(|end| end.is_approximate || end.is_uncertain)
}
