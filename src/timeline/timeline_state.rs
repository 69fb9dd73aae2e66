//! The state of the timeline, and its reducer.

use std::ops::Range;

use super::{ChartView, GridCell, GridKey, LaneIndex, SearchResult, Size, TimeRange, Timeline, grid, search};
use crate::{
    story::{EventIndex, Story},
    words::DateWords,
};

/// The zoom factor of one press of "zoom in".
const ZOOM_FACTOR: f64 = 2.0;
/// The share of the strip that events fill after zooming to them.
const ZOOM_TO_EVENTS_FILL: f64 = 0.8;
/// A page step keeps one part in this many of the strip in view.
const PAGE_OVERLAP: i32 = 8;

/// The state of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimelineState {
    /// The reader's choices.
    pub choices: TimelineChoices,
    /// How the browser shows it.
    pub layout: TimelineLayout,
}

/// The reader's choices in the timeline. The property `state` stores them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimelineChoices {
    /// Chart or list, if the reader has chosen; `None` lets the available width decide.
    pub mode: Option<TimelineMode>,
    /// The time range in view; `None` for all.
    pub time_range: Option<TimeRange>,
    /// The search text.
    pub search_text: String,
    /// The lanes to search in, in ascending order; empty for all.
    pub lane_filter: Vec<LaneIndex>,
    /// The events that match the search text and the lane filter.
    pub found: SearchResult,
    /// The folded lanes, in ascending order.
    pub folded_lanes: Vec<LaneIndex>,
    /// True if the timeline follows the reading position.
    pub follows_reading: bool,
}

/// How the browser shows the timeline: the measured layout, the keyboard focus and the reading position.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimelineLayout {
    /// The size of a lane's strip; zero while the chart is not shown.
    pub size: Size,
    /// The lanes that are near enough to the browser's viewport to be rendered.
    pub lanes_near_viewport: Range<LaneIndex>,
    /// The cell that had the keyboard focus last; `None` before the first focus. See [`TimelineState::tab_stop`].
    pub last_cell: Option<GridCell>,
    /// True if `last_cell` has the keyboard focus, or had it when the cell was removed.
    pub has_focus: bool,
    /// The open group, given by its first event.
    pub open_group: Option<EventIndex>,
    /// The event at the reading position, while the timeline follows it.
    pub reading_event: Option<EventIndex>,
}

/// The form of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineMode {
    /// A chart with a lane for each company.
    Chart,
    /// A list in order of time.
    List,
}

impl TimelineMode {
    /// Both modes.
    pub const ALL: [Self; 2] = [Self::Chart, Self::List];

    /// The name in the stylesheet and in the property `state`: `chart`, `list`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Chart => "chart",
            Self::List => "list",
        }
    }

    /// The mode with this name; `None` for any other text.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == name)
    }
}

/// A change of [`TimelineState`]. Positions are CSS pixels from the start edge of a lane's strip.
#[derive(Debug, Clone, PartialEq)]
pub enum TimelineAction {
    /// Shows the chart or the list.
    SetMode(TimelineMode),
    /// Sets the measured size of a lane's strip.
    SetSize(Size),
    /// Sets the lanes that are near the browser's viewport.
    SetLanesNearViewport(Range<LaneIndex>),
    /// Shows all of the time scale.
    Fit,
    /// Shows the busiest period.
    Busiest,
    /// Zooms in around the focused event, or around the middle.
    ZoomIn,
    /// Zooms out, around the same position.
    ZoomOut,
    /// Zooms by a factor (below 1: out) around a position.
    Zoom(f64, i32),
    /// Moves to later times by this many CSS pixels.
    Pan(i32),
    /// Moves by one page, to later (`true`) or earlier times.
    Page(bool),
    /// Zooms and then moves the time range that was in view when a pointer gesture started.
    Gesture {
        /// The time range at the start of the gesture.
        time_range: Option<TimeRange>,
        /// The zoom factor.
        by: f64,
        /// The position to zoom around.
        x: i32,
        /// The distance to later times, in CSS pixels.
        on: i32,
    },
    /// Zooms to these events.
    ZoomToEvents(Vec<EventIndex>),
    /// Sets the search text.
    Search(String),
    /// Adds a lane to the lane filter, or removes it.
    ToggleLaneFilter(LaneIndex),
    /// Clears the search text and the lane filter.
    ClearSearch,
    /// Folds a lane, or unfolds it.
    ToggleFold(LaneIndex),
    /// Opens the group with this first event; `None` closes the open group.
    OpenGroup(Option<EventIndex>),
    /// Records that a cell of the grid has received the keyboard focus.
    FocusCell(GridCell),
    /// Records that the keyboard focus has left the grid.
    Blur,
    /// Moves the keyboard focus within the grid.
    MoveFocus(GridKey),
    /// Brings an event into view.
    Reveal(EventIndex),
    /// Brings a lane into view.
    RevealLane(LaneIndex),
    /// Starts or stops following the reading position.
    FollowReading(bool),
    /// Sets the event at the reading position.
    ReachEvent(Option<EventIndex>),
}

impl TimelineState {
    /// The tab stop of the grid; `None` if no lane has an event that matches the search.
    pub fn tab_stop(&self, timeline: &Timeline) -> Option<GridCell> {
        grid::tab_stop(self, timeline)
    }

    /// Returns true if the chart is shown and has been measured.
    pub fn is_chart(&self) -> bool {
        self.layout.size.is_shown()
    }

    /// The time range and the size of the chart.
    pub fn chart_view(&self) -> ChartView {
        ChartView { time_range: self.choices.time_range, size: self.layout.size }
    }

    /// Returns true if a lane is folded.
    pub fn is_folded(&self, lane: LaneIndex) -> bool {
        self.choices.folded_lanes.contains(&lane)
    }

    /// Returns true if an event matches the search, or if there is none.
    pub fn matches(&self, event: EventIndex) -> bool {
        self.choices.found.has(event)
    }

    /// The state after an action. An index that the timeline does not have changes nothing.
    #[must_use]
    pub fn apply(&self, action: TimelineAction, timeline: &Timeline, story: &Story, words: &DateWords) -> Self {
        let mut next = self.clone();
        match next.set(action) {
            Some(action) => self.change(action, timeline, story, words),
            None => next,
        }
    }

    /// Applies an action that needs no timeline. Returns any other action.
    pub fn set(&mut self, action: TimelineAction) -> Option<TimelineAction> {
        let Self { choices, layout } = self;
        match action {
            TimelineAction::SetMode(mode) => choices.mode = Some(mode),
            TimelineAction::SetSize(size) => layout.size = size,
            TimelineAction::SetLanesNearViewport(lanes) => layout.lanes_near_viewport = lanes,
            TimelineAction::FollowReading(follows) => {
                choices.follows_reading = follows;
                layout.reading_event = layout.reading_event.filter(|_| follows);
            }
            other => return Some(other),
        }
        None
    }

    /// The state after an action that needs the timeline.
    ///
    /// This is an entry function of the chunk of the timeline: see `xtask/src/chunks/mod.rs`.
    #[inline(never)]
    #[must_use]
    pub fn change(&self, action: TimelineAction, timeline: &Timeline, story: &Story, words: &DateWords) -> Self {
        let mut next = self.clone();
        let viewport = timeline.viewport(self.chart_view());
        // Without a chart the time range does not change.
        let moved =
            |to: &dyn Fn(&super::Viewport) -> Option<TimeRange>| viewport.as_ref().map_or(self.choices.time_range, to);
        let Self { choices, layout } = &mut next;
        match action {
            TimelineAction::Fit => choices.time_range = None,
            TimelineAction::Busiest => {
                let busiest = timeline.scale.as_ref().and_then(super::Scale::busiest);
                choices.time_range = busiest
                    .map_or(self.choices.time_range, |(from, to)| moved(&|viewport| viewport.filled_by(from, to, 1.0)));
            }
            TimelineAction::ZoomIn => {
                choices.time_range = moved(&|viewport| viewport.zoomed(ZOOM_FACTOR, self.anchor(timeline, viewport)))
            }
            TimelineAction::ZoomOut => {
                choices.time_range =
                    moved(&|viewport| viewport.zoomed(1.0 / ZOOM_FACTOR, self.anchor(timeline, viewport)))
            }
            TimelineAction::Zoom(by, x) => choices.time_range = moved(&|viewport| viewport.zoomed(by, x)),
            TimelineAction::Pan(by) => choices.time_range = moved(&|viewport| viewport.panned(by)),
            TimelineAction::Page(later) => {
                choices.time_range = moved(&|viewport| {
                    let by = self.layout.size.width - self.layout.size.width / PAGE_OVERLAP;
                    viewport.panned(if later { by } else { -by })
                });
                next.layout.last_cell = grid::remembered_cell(&next, timeline);
            }
            TimelineAction::Gesture { time_range, by, x, on } => {
                let start = ChartView { time_range, size: self.layout.size };
                let time_range = timeline.viewport(start).map_or(time_range, |viewport| viewport.zoomed(by, x));
                let zoomed = ChartView { time_range, ..start };
                choices.time_range = timeline.viewport(zoomed).map_or(time_range, |viewport| viewport.panned(on));
            }
            TimelineAction::ZoomToEvents(events) => {
                let known = events.iter().filter_map(|&at| Some((*timeline.extents.get(at)?)?.known()));
                let whole = known.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
                choices.time_range = whole.map_or(self.choices.time_range, |(from, to)| {
                    moved(&|viewport| viewport.filled_by(from, to, ZOOM_TO_EVENTS_FILL))
                });
            }
            TimelineAction::Search(text) => {
                choices.search_text = text;
                next.find(timeline, story, words);
            }
            TimelineAction::ToggleLaneFilter(lane) if timeline.lanes.has(lane) => {
                toggle(&mut choices.lane_filter, lane);
                next.find(timeline, story, words);
            }
            TimelineAction::ClearSearch => {
                choices.search_text.clear();
                choices.lane_filter.clear();
                next.find(timeline, story, words);
            }
            TimelineAction::ToggleFold(lane) if timeline.lanes.has(lane) => toggle(&mut choices.folded_lanes, lane),
            TimelineAction::ToggleLaneFilter(_) | TimelineAction::ToggleFold(_) => {}
            TimelineAction::OpenGroup(event) => layout.open_group = event,
            TimelineAction::FocusCell(cell) => (layout.last_cell, layout.has_focus) = (Some(cell), true),
            TimelineAction::Blur => layout.has_focus = false,
            TimelineAction::MoveFocus(key) => {
                if let Some(cell) = grid::move_focus(self, timeline, story, key) {
                    (layout.last_cell, layout.has_focus) = (Some(cell), true);
                    if let GridCell::Event(event) = cell {
                        choices.time_range = self.revealing(event, timeline);
                    }
                }
            }
            TimelineAction::Reveal(event) => {
                if let Some(&Some((lane, _))) = timeline.lane_of_event.get(event) {
                    choices.folded_lanes.retain(|&folded| folded != lane);
                    layout.last_cell = Some(GridCell::Event(event));
                    choices.time_range = self.revealing(event, timeline);
                }
                if story.events.has(event) && !self.matches(event) {
                    next = next.apply(TimelineAction::ClearSearch, timeline, story, words);
                }
            }
            TimelineAction::RevealLane(lane) if timeline.lanes.has(lane) => {
                choices.folded_lanes.retain(|&folded| folded != lane);
                layout.last_cell = Some(GridCell::Name(lane));
                if !timeline.lane_has_match(self, lane) {
                    next = next.apply(TimelineAction::ClearSearch, timeline, story, words);
                }
            }
            TimelineAction::RevealLane(_) => {}
            TimelineAction::ReachEvent(event) => {
                layout.reading_event = event.filter(|&event| self.choices.follows_reading && story.events.has(event));
                if layout.reading_event != self.layout.reading_event
                    && let Some(event) = layout.reading_event
                {
                    choices.time_range = self.revealing(event, timeline);
                }
            }
            // `set` applies these.
            TimelineAction::SetMode(_)
            | TimelineAction::SetSize(_)
            | TimelineAction::SetLanesNearViewport(_)
            | TimelineAction::FollowReading(_) => {}
        }
        // An open group closes when events move. A change of size keeps it open: opening the group can itself add a
        // scroll bar to the page.
        if next.choices.time_range != self.choices.time_range || next.choices.found != self.choices.found {
            next.layout.open_group = None;
        }
        next
    }

    /// A time range that shows an event: the current one, if the event is in view.
    fn revealing(&self, event: EventIndex, timeline: &Timeline) -> Option<TimeRange> {
        let extent = timeline.extents.get(event).and_then(Option::as_ref);
        match (timeline.viewport(self.chart_view()), extent) {
            (Some(viewport), Some(extent)) if viewport.event_span(extent).is_none() => viewport.revealing(extent),
            _ => self.choices.time_range,
        }
    }

    /// The position to zoom around: the middle of the focused event, or of the strip.
    fn anchor(&self, timeline: &Timeline, viewport: &super::Viewport) -> i32 {
        let middle = self.layout.size.width / 2;
        let Some(GridCell::Event(event)) = self.layout.last_cell else {
            return middle;
        };
        let span = timeline.extents.get(event).and_then(|extent| viewport.event_span(extent.as_ref()?));
        span.map_or(middle, |span| i32::midpoint(span.start, span.end))
    }

    fn find(&mut self, timeline: &Timeline, story: &Story, words: &DateWords) {
        let TimelineChoices { search_text, lane_filter, .. } = &self.choices;
        self.choices.found = search::search(search_text, lane_filter, timeline, story, words);
        // Shows all of the time scale if no match is in view.
        if timeline.count(self.chart_view(), &self.choices.found).in_view == 0 {
            self.choices.time_range = None;
        }
    }
}

/// Adds a lane to an ascending list, or removes it.
fn toggle(lanes: &mut Vec<LaneIndex>, lane: LaneIndex) {
    match lanes.binary_search(&lane) {
        Ok(index) => {
            lanes.remove(index);
        }
        Err(index) => lanes.insert(index, lane),
    }
}
