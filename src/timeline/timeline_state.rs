//! How the reader looks at the timeline.

use std::ops::Range;

use super::{GridCell, GridKey, Size, TimeRange, Timeline, grid, search};
use crate::{
    story::{Story, date::Day},
    words::DateWords,
};

/// How much nearer one step of zooming goes.
const ZOOM_FACTOR: f64 = 2.0;
/// How much of the strip is filled by events that are gone to.
const FILL: f64 = 0.8;
/// How much of what was in view still is, once the reader has gone on by a view.
const PAGE_OVERLAP: i32 = 8;

/// How the reader looks at the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimelineState {
    /// As what it is shown, once the reader has chosen; until then, as the room suggests.
    pub mode: Option<TimelineMode>,
    /// The room that a lane's strip has; none, while the timeline is not drawn.
    pub size: Size,
    /// The part of time that is in view; `None`: all of it.
    pub time_range: Option<TimeRange>,
    /// The lanes that are near enough to the window of the browser to be drawn, by their positions.
    pub lanes_near_viewport: Range<usize>,
    /// The lanes that are folded up.
    pub folded_lanes: Vec<usize>,
    /// The words that are looked for.
    pub search_text: String,
    /// The lanes that are looked for; none: all of them.
    pub lane_filter: Vec<usize>,
    /// The events that are found, as positions in [`Story::events`], in ascending order; `None`, if nothing is looked for.
    pub found: Option<Vec<usize>>,
    /// What Tab stops at, or did when it was in view; `None`: the first event.
    pub last_cell: Option<GridCell>,
    /// The events that stand gathered and are opened, by the first of them.
    pub open_group: Option<usize>,
    /// Whether the focus is on that cell, or was when the cell was taken away.
    pub has_focus: bool,
    /// Whether it follows the reader's place in the text.
    pub follows_reading: bool,
    /// The event whose words the reader has come to, while it does.
    pub reading_event: Option<usize>,
}

/// As what the timeline is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineMode {
    /// Drawn, a lane for each company.
    Chart,
    /// Told, in order of time.
    List,
}

impl TimelineMode {
    /// What the stylesheet knows it by.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Chart => "chart",
            Self::List => "list",
        }
    }
}

/// Something that changes how the timeline is looked at. Positions are CSS pixels from the start edge of a lane's strip.
#[derive(Debug, Clone, PartialEq)]
pub enum TimelineAction {
    /// The reader chooses its shape.
    SetMode(TimelineMode),
    /// The room was measured.
    SetSize(Size),
    /// Other lanes come near to the window of the browser.
    SetLanesNearViewport(Range<usize>),
    /// All of time.
    Fit,
    /// Where most happens.
    Busiest,
    /// Nearer, around what Tab stops at or the middle.
    ZoomIn,
    /// Farther.
    ZoomOut,
    /// Nearer by this factor, or farther by one below 1, around a position.
    Zoom(f64, i32),
    /// On by so many pixels, to later times.
    Pan(i32),
    /// On by a view, to later times or to earlier ones.
    Page(bool),
    /// What was in view, held by pointers: nearer by a factor around a position, then on by so many pixels.
    Gesture {
        /// What was in view when they took hold of it.
        time_range: Option<TimeRange>,
        /// The factor.
        by: f64,
        /// The position.
        x: i32,
        /// How far on, to later times.
        on: i32,
    },
    /// To these events, as large as they can be.
    ZoomToEvents(Vec<usize>),
    /// Looks for words.
    Search(String),
    /// Looks for a lane, or does so no longer.
    ToggleLaneFilter(usize),
    /// Looks for nothing.
    ClearSearch,
    /// Folds a lane up, or unfolds it.
    ToggleFold(usize),
    /// Opens the events that stand gathered behind this first one, or closes them.
    OpenGroup(Option<usize>),
    /// A cell of the grid has the focus.
    FocusCell(GridCell),
    /// The focus has left the grid.
    Blur,
    /// A key moves within the grid.
    MoveFocus(GridKey),
    /// Brings an event into view.
    Reveal(usize),
    /// Brings a lane into view.
    RevealLane(usize),
    /// Follows the reader's place in the text, or does so no longer.
    FollowReading(bool),
    /// The reader has come to the words of an event.
    ReachEvent(Option<usize>),
}

impl TimelineState {
    /// Everything as it is at first, in so much room.
    fn with_size(size: Size) -> Self {
        Self { size, ..Self::default() }
    }

    /// What Tab stops at.
    pub fn tab_stop(&self, timeline: &Timeline) -> Option<GridCell> {
        grid::tab_stop(self, timeline)
    }

    /// Whether the timeline is drawn.
    pub fn is_chart(&self) -> bool {
        self.size.width > 0 && self.size.em > 0
    }

    /// Whether a lane is folded up.
    pub fn is_folded(&self, lane: usize) -> bool {
        self.folded_lanes.contains(&lane)
    }

    /// Whether an event is among those that are looked for.
    pub fn matches(&self, event: usize) -> bool {
        self.found.as_ref().is_none_or(|found| found.binary_search(&event).is_ok())
    }

    /// How the timeline is looked at after a step. Numbers that it does not have change nothing.
    #[must_use]
    pub fn apply(&self, step: TimelineAction, timeline: &Timeline, story: &Story, words: &DateWords) -> Self {
        let mut next = self.clone();
        let viewport = timeline.viewport(self);
        let lanes = timeline.lanes.len();
        // While it is not drawn, nothing moves it.
        let moved = |to: &dyn Fn(&super::Viewport) -> Option<TimeRange>| viewport.as_ref().map_or(self.time_range, to);
        match step {
            TimelineAction::SetMode(shape) => next.mode = Some(shape),
            TimelineAction::SetSize(size) => next.size = size,
            TimelineAction::SetLanesNearViewport(lanes) => next.lanes_near_viewport = lanes,
            TimelineAction::Fit => next.time_range = None,
            TimelineAction::Busiest => {
                let busiest = timeline.scale.as_ref().and_then(super::Scale::busiest);
                next.time_range =
                    busiest.map_or(self.time_range, |(from, to)| moved(&|viewport| viewport.filled_by(from, to, 1.0)));
            }
            TimelineAction::ZoomIn => {
                next.time_range = moved(&|viewport| viewport.zoomed(ZOOM_FACTOR, self.anchor(timeline, viewport)))
            }
            TimelineAction::ZoomOut => {
                next.time_range = moved(&|viewport| viewport.zoomed(1.0 / ZOOM_FACTOR, self.anchor(timeline, viewport)))
            }
            TimelineAction::Zoom(by, x) => next.time_range = moved(&|viewport| viewport.zoomed(by, x)),
            TimelineAction::Pan(by) => next.time_range = moved(&|viewport| viewport.panned(by)),
            TimelineAction::Page(later) => {
                next.time_range = moved(&|viewport| {
                    let by = self.size.width - self.size.width / PAGE_OVERLAP;
                    viewport.panned(if later { by } else { -by })
                });
                next.last_cell = grid::remembered_cell(&next, timeline);
            }
            TimelineAction::Gesture { time_range: window, by, x, on } => {
                let held = Self { time_range: window, ..Self::with_size(self.size) };
                let zoomed = timeline.viewport(&held).map_or(window, |viewport| viewport.zoomed(by, x));
                let held = Self { time_range: zoomed, ..held };
                next.time_range = timeline.viewport(&held).map_or(zoomed, |viewport| viewport.panned(on));
            }
            TimelineAction::ZoomToEvents(events) => {
                let known = events.iter().filter_map(|&at| Some((*timeline.extents.get(at)?)?.known()));
                let whole = known.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
                next.time_range =
                    whole.map_or(self.time_range, |(from, to)| moved(&|viewport| viewport.filled_by(from, to, FILL)));
            }
            TimelineAction::Search(text) => {
                next.search_text = text;
                next.find(timeline, story, words);
            }
            TimelineAction::ToggleLaneFilter(lane) if lane < lanes => {
                toggle(&mut next.lane_filter, lane);
                next.find(timeline, story, words);
            }
            TimelineAction::ClearSearch => {
                next.search_text.clear();
                next.lane_filter.clear();
                next.find(timeline, story, words);
            }
            TimelineAction::ToggleFold(lane) if lane < lanes => toggle(&mut next.folded_lanes, lane),
            TimelineAction::ToggleLaneFilter(_) | TimelineAction::ToggleFold(_) => {}
            TimelineAction::OpenGroup(event) => next.open_group = event,
            TimelineAction::FocusCell(cell) => (next.last_cell, next.has_focus) = (Some(cell), true),
            TimelineAction::Blur => next.has_focus = false,
            TimelineAction::MoveFocus(key) => {
                if let Some(cell) = grid::move_focus(self, timeline, story, key) {
                    (next.last_cell, next.has_focus) = (Some(cell), true);
                    if let GridCell::Event(event) = cell {
                        next.time_range = self.revealing(event, timeline);
                    }
                }
            }
            TimelineAction::Reveal(event) => {
                if let Some(&Some((lane, _))) = timeline.lane_of_event.get(event) {
                    next.folded_lanes.retain(|&folded| folded != lane);
                    next.last_cell = Some(GridCell::Event(event));
                    next.time_range = self.revealing(event, timeline);
                }
                if event < story.events.len() && !self.matches(event) {
                    next = next.apply(TimelineAction::ClearSearch, timeline, story, words);
                }
            }
            TimelineAction::RevealLane(lane) if lane < lanes => {
                next.folded_lanes.retain(|&folded| folded != lane);
                next.last_cell = Some(GridCell::Name(lane));
                if !timeline.lane_has_match(self, lane) {
                    next = next.apply(TimelineAction::ClearSearch, timeline, story, words);
                }
            }
            TimelineAction::RevealLane(_) => {}
            TimelineAction::FollowReading(follows) => {
                next.follows_reading = follows;
                next.reading_event = self.reading_event.filter(|_| follows);
            }
            TimelineAction::ReachEvent(here) => {
                next.reading_event = here.filter(|&event| self.follows_reading && event < story.events.len());
                if let Some(event) = next.reading_event.filter(|_| next.reading_event != self.reading_event) {
                    next.time_range = self.revealing(event, timeline);
                }
            }
        }
        // What was opened closes when anything moves. (A page may make room for it, so that its width changes.)
        if next.time_range != self.time_range || next.found != self.found {
            next.open_group = None;
        }
        next
    }

    /// The window that shows an event: this one, if it does.
    fn revealing(&self, event: usize, timeline: &Timeline) -> Option<TimeRange> {
        let extent = timeline.extents.get(event).and_then(Option::as_ref);
        match (timeline.viewport(self), extent) {
            (Some(viewport), Some(extent)) if viewport.event_span(extent).is_none() => viewport.revealing(extent),
            _ => self.time_range,
        }
    }

    /// What a step of zooming goes around.
    fn anchor(&self, timeline: &Timeline, viewport: &super::Viewport) -> i32 {
        let middle = self.size.width / 2;
        let Some(GridCell::Event(event)) = self.last_cell else {
            return middle;
        };
        let mark = timeline.extents.get(event).and_then(|extent| viewport.event_span(extent.as_ref()?));
        mark.map_or(middle, |[start, end]| i32::midpoint(start, end))
    }

    fn find(&mut self, timeline: &Timeline, story: &Story, words: &DateWords) {
        self.found = search::search(&self.search_text, &self.lane_filter, timeline, story, words);
        // What is found is seen, wherever it is.
        if timeline.count(self)[0] == 0 {
            self.time_range = None;
        }
    }

    /// The first day in view that is drawn to scale, and the last.
    pub fn span(&self, timeline: &Timeline) -> Option<(Day, Day)> {
        timeline.viewport(self).map(|viewport| viewport.span())
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
