//! How the reader looks at the timeline.

use std::ops::Range;

use super::{Cell, Key, Size, Timeline, Window, find, grid};
use crate::{
    story::{Story, date::Day},
    words::DateWords,
};

/// How much nearer one step of zooming goes.
const NEARER: f64 = 2.0;
/// How much of the strip is filled by events that are gone to.
const FILL: f64 = 0.8;
/// How much of what was in view still is, once the reader has gone on by a view.
const KEPT: i32 = 8;

/// How the reader looks at the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// As what it is shown, once the reader has chosen; until then, as the room suggests.
    pub shape: Option<Shape>,
    /// The room that a lane's strip has; none, while the timeline is not drawn.
    pub size: Size,
    /// The part of time that is in view; `None`: all of it.
    pub window: Option<Window>,
    /// The lanes that are near enough to the window of the browser to be drawn, by their positions.
    pub lanes: Range<usize>,
    /// The lanes that are folded up.
    pub folded: Vec<usize>,
    /// The words that are looked for.
    pub text: String,
    /// The lanes that are looked for; none: all of them.
    pub only: Vec<usize>,
    /// The events that are found, as positions in [`Story::events`], in ascending order; `None`, if nothing is looked for.
    pub found: Option<Vec<usize>>,
    /// What Tab stops at, or did when it was in view; `None`: the first event.
    pub cell: Option<Cell>,
    /// The events that stand gathered and are opened, by the first of them.
    pub opened: Option<usize>,
    /// Whether the focus is on that cell, or was when the cell was taken away.
    pub focused: bool,
    /// Whether it follows the reader's place in the text.
    pub follows: bool,
    /// The event whose words the reader has come to, while it does.
    pub here: Option<usize>,
}

/// As what the timeline is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Drawn, a lane for each company.
    Lanes,
    /// Told, in order of time.
    List,
}

impl Shape {
    /// What the stylesheet knows it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lanes => "chart",
            Self::List => "list",
        }
    }
}

/// Something that changes how the timeline is looked at. Positions are CSS pixels from the start edge of a lane's strip.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// The reader chooses its shape.
    Show(Shape),
    /// The room was measured.
    Measure(Size),
    /// Other lanes come near to the window of the browser.
    Near(Range<usize>),
    /// All of time.
    Fit,
    /// Where most happens.
    Busiest,
    /// Nearer, around what Tab stops at or the middle.
    Nearer,
    /// Farther.
    Farther,
    /// Nearer by this factor, or farther by one below 1, around a position.
    Zoom(f64, i32),
    /// On by so many pixels, to later times.
    Pan(i32),
    /// On by a view, to later times or to earlier ones.
    Turn(bool),
    /// What was in view, held by pointers: nearer by a factor around a position, then on by so many pixels.
    Hold {
        /// What was in view when they took hold of it.
        window: Option<Window>,
        /// The factor.
        by: f64,
        /// The position.
        x: i32,
        /// How far on, to later times.
        on: i32,
    },
    /// To these events, as large as they can be.
    Fill(Vec<usize>),
    /// Looks for words.
    Find(String),
    /// Looks for a lane, or does so no longer.
    Only(usize),
    /// Looks for nothing.
    FindAll,
    /// Folds a lane up, or unfolds it.
    Fold(usize),
    /// Opens the events that stand gathered behind this first one, or closes them.
    Open(Option<usize>),
    /// A cell of the grid has the focus.
    Enter(Cell),
    /// The focus has left the grid.
    Leave,
    /// A key moves within the grid.
    Move(Key),
    /// Brings an event into view.
    Reveal(usize),
    /// Brings a lane into view.
    RevealLane(usize),
    /// Follows the reader's place in the text, or does so no longer.
    Follow(bool),
    /// The reader has come to the words of an event.
    Reach(Option<usize>),
}

impl Look {
    /// Everything as it is at first, in so much room.
    fn sized(size: Size) -> Self {
        Self { size, ..Self::default() }
    }

    /// What Tab stops at.
    pub fn stop(&self, timeline: &Timeline) -> Option<Cell> {
        grid::stop(self, timeline)
    }

    /// Whether the timeline is drawn.
    pub fn is_drawn(&self) -> bool {
        self.size.width > 0 && self.size.em > 0
    }

    /// Whether a lane is folded up.
    pub fn is_folded(&self, lane: usize) -> bool {
        self.folded.contains(&lane)
    }

    /// Whether an event is among those that are looked for.
    pub fn finds(&self, event: usize) -> bool {
        self.found.as_ref().is_none_or(|found| found.binary_search(&event).is_ok())
    }

    /// How the timeline is looked at after a step. Numbers that it does not have change nothing.
    #[must_use]
    pub fn step(&self, step: Step, timeline: &Timeline, story: &Story, words: &DateWords) -> Self {
        let mut next = self.clone();
        let frame = timeline.frame(self);
        let lanes = timeline.lanes.len();
        // While it is not drawn, nothing moves it.
        let moved = |to: &dyn Fn(&super::Frame) -> Option<Window>| frame.as_ref().map_or(self.window, to);
        match step {
            Step::Show(shape) => next.shape = Some(shape),
            Step::Measure(size) => next.size = size,
            Step::Near(lanes) => next.lanes = lanes,
            Step::Fit => next.window = None,
            Step::Busiest => {
                let busiest = timeline.scale.as_ref().and_then(super::Scale::busiest);
                next.window = busiest.map_or(self.window, |(from, to)| moved(&|frame| frame.filled_by(from, to, 1.0)));
            }
            Step::Nearer => next.window = moved(&|frame| frame.zoomed(NEARER, self.anchor(timeline, frame))),
            Step::Farther => next.window = moved(&|frame| frame.zoomed(1.0 / NEARER, self.anchor(timeline, frame))),
            Step::Zoom(by, x) => next.window = moved(&|frame| frame.zoomed(by, x)),
            Step::Pan(by) => next.window = moved(&|frame| frame.panned(by)),
            Step::Turn(later) => {
                next.window = moved(&|frame| {
                    let by = self.size.width - self.size.width / KEPT;
                    frame.panned(if later { by } else { -by })
                });
                next.cell = grid::kept(&next, timeline);
            }
            Step::Hold { window, by, x, on } => {
                let held = Self { window, ..Self::sized(self.size) };
                let zoomed = timeline.frame(&held).map_or(window, |frame| frame.zoomed(by, x));
                let held = Self { window: zoomed, ..held };
                next.window = timeline.frame(&held).map_or(zoomed, |frame| frame.panned(on));
            }
            Step::Fill(events) => {
                let known = events.iter().filter_map(|&at| Some((*timeline.extents.get(at)?)?.known()));
                let whole = known.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
                next.window = whole.map_or(self.window, |(from, to)| moved(&|frame| frame.filled_by(from, to, FILL)));
            }
            Step::Find(text) => {
                next.text = text;
                next.find(timeline, story, words);
            }
            Step::Only(lane) if lane < lanes => {
                toggle(&mut next.only, lane);
                next.find(timeline, story, words);
            }
            Step::FindAll => {
                next.text.clear();
                next.only.clear();
                next.find(timeline, story, words);
            }
            Step::Fold(lane) if lane < lanes => toggle(&mut next.folded, lane),
            Step::Only(_) | Step::Fold(_) => {}
            Step::Open(event) => next.opened = event,
            Step::Enter(cell) => (next.cell, next.focused) = (Some(cell), true),
            Step::Leave => next.focused = false,
            Step::Move(key) => {
                if let Some(cell) = grid::moved(self, timeline, story, key) {
                    (next.cell, next.focused) = (Some(cell), true);
                    if let Cell::Event(event) = cell {
                        next.window = self.revealing(event, timeline);
                    }
                }
            }
            Step::Reveal(event) => {
                if let Some(&Some((lane, _))) = timeline.homes.get(event) {
                    next.folded.retain(|&folded| folded != lane);
                    next.cell = Some(Cell::Event(event));
                    next.window = self.revealing(event, timeline);
                }
                if event < story.events.len() && !self.finds(event) {
                    next = next.step(Step::FindAll, timeline, story, words);
                }
            }
            Step::RevealLane(lane) if lane < lanes => {
                next.folded.retain(|&folded| folded != lane);
                next.cell = Some(Cell::Name(lane));
                if !timeline.has_found(self, lane) {
                    next = next.step(Step::FindAll, timeline, story, words);
                }
            }
            Step::RevealLane(_) => {}
            Step::Follow(follows) => {
                next.follows = follows;
                next.here = self.here.filter(|_| follows);
            }
            Step::Reach(here) => {
                next.here = here.filter(|&event| self.follows && event < story.events.len());
                if let Some(event) = next.here.filter(|_| next.here != self.here) {
                    next.window = self.revealing(event, timeline);
                }
            }
        }
        // What was opened closes when anything moves. (A page may make room for it, so that its width changes.)
        if next.window != self.window || next.found != self.found {
            next.opened = None;
        }
        next
    }

    /// The window that shows an event: this one, if it does.
    fn revealing(&self, event: usize, timeline: &Timeline) -> Option<Window> {
        let extent = timeline.extents.get(event).and_then(Option::as_ref);
        match (timeline.frame(self), extent) {
            (Some(frame), Some(extent)) if frame.mark(extent).is_none() => frame.revealing(extent),
            _ => self.window,
        }
    }

    /// What a step of zooming goes around.
    fn anchor(&self, timeline: &Timeline, frame: &super::Frame) -> i32 {
        let middle = self.size.width / 2;
        let Some(Cell::Event(event)) = self.cell else {
            return middle;
        };
        let mark = timeline.extents.get(event).and_then(|extent| frame.mark(extent.as_ref()?));
        mark.map_or(middle, |[start, end]| i32::midpoint(start, end))
    }

    fn find(&mut self, timeline: &Timeline, story: &Story, words: &DateWords) {
        self.found = find::found(&self.text, &self.only, timeline, story, words);
        // What is found is seen, wherever it is.
        if timeline.count(self)[0] == 0 {
            self.window = None;
        }
    }

    /// The first day in view that is drawn to scale, and the last.
    pub fn span(&self, timeline: &Timeline) -> Option<(Day, Day)> {
        timeline.frame(self).map(|frame| frame.span())
    }
}

/// Adds a number to those in ascending order, or takes it away.
fn toggle(numbers: &mut Vec<usize>, number: usize) {
    match numbers.binary_search(&number) {
        Ok(at) => {
            numbers.remove(at);
        }
        Err(at) => numbers.insert(at, number),
    }
}
