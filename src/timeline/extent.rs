//! What of the scale an event covers, and how well its two ends are known.

use crate::story::{
    Date, Event, Status,
    date::{Day, Edge},
    edtf::Endpoint,
};

/// One end of what is drawn for an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It is known.
    Sharp,
    /// It is known roughly, or not at all: it fades.
    Soft,
    /// There is none: it runs off.
    Off,
}

/// What is drawn for an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The first day; the least that there is, if it runs off.
    pub from: Day,
    /// The day after the last; the greatest that there is, if it runs off.
    pub to: Day,
    /// How it begins.
    pub start: End,
    /// How it ends.
    pub end: End,
    /// Whether it is a single day, and known for certain: a point, not a bar.
    pub exact: bool,
}

impl Extent {
    /// What is drawn for an event; `None` if it has no date that can be placed. A plan “by” a day is drawn from when it
    /// was `published`, for it can't be carried out before it is made.
    pub fn of(event: &Event, published: Option<Day>) -> Option<Self> {
        let date = event.date.as_ref()?;
        let [rough_start, rough_end] = rough_ends(date);
        let known = |rough| if rough { End::Soft } else { End::Sharp };
        let (first, last) = (date.first.day(), date.last.day());
        let after = first.or(last)?;
        let planned = published.filter(|&day| event.status == Status::Planned && day < after);
        // What was written, and lies beyond what can be counted in days, is as good as no end.
        let is_far = date.is_out_of_range();
        let (from, start) = match date.first {
            Edge::Day(day) => (day, known(rough_start)),
            Edge::Unknown if is_far => (Day::MIN, End::Off),
            Edge::Open if planned.is_none() => (Day::MIN, End::Off),
            Edge::Open | Edge::Unknown => (planned.unwrap_or(after), End::Soft),
        };
        let (to, end) = match date.last {
            Edge::Day(day) => (day + 1, known(rough_end)),
            Edge::Unknown if !is_far => (published.filter(|&day| day > from).unwrap_or(from) + 1, End::Soft),
            Edge::Open | Edge::Unknown => (Day::MAX, End::Off),
        };
        let exact = to == from.saturating_add(1) && start == End::Sharp && end == End::Sharp;
        Some(Self { from, to, start, end, exact })
    }

    /// The days of it that are known of: what runs off counts as far as its other end.
    pub fn known(&self) -> (Day, Day) {
        match (self.start, self.end) {
            (End::Off, _) => (self.to - 1, self.to),
            (_, End::Off) => (self.from, self.from + 1),
            _ => (self.from, self.to),
        }
    }
}

/// Whether the beginning and the end of a date are approximate or uncertain, each for itself.
fn rough_ends(date: &Date) -> [bool; 2] {
    let is_rough = |end: Endpoint| end.date().is_some_and(|end| end.is_approximate || end.is_uncertain);
    let (start, end) = date.edtf.ends();
    [is_rough(start), is_rough(end)]
}
