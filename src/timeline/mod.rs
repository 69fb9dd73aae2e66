//! The model of the timeline: layout, zoom, search and keyboard navigation.
//!
//! [`Timeline`] is computed once for a story. [`Scale`] maps days to a line and leaves out long quiet periods (cuts).
//! [`Viewport`] maps a part of that line to CSS pixels. [`Item`]s are the events and groups in a lane.
//! [`TimelineState`] is what the reader has chosen, and a [`TimelineAction`] changes it.
//!
//! The cost of an action grows with the number of lanes and of events in view; a search looks at all events.
//!
//! **Nothing in this module depends on a browser, on HTML or on Yew.**

mod arrange;
mod extent;
mod grid;
mod lane_index;
mod scale;
mod search;
mod span;
mod tick;
mod timeline_state;
mod viewport;

pub use arrange::{Item, MOST_ROWS};
pub use extent::{End, Extent};
pub use grid::{GridCell, GridKey};
pub use lane_index::LaneIndex;
pub use scale::Scale;
pub use search::SearchResult;
pub use span::Span;
pub use tick::Tick;
pub use timeline_state::{TimelineAction, TimelineChoices, TimelineLayout, TimelineMode, TimelineState};
pub use viewport::{ChartView, Cut, Size, TimeRange, Viewport};

use crate::{
    story::{
        EntityIndex, EventIndex, IndexVec, Story,
        date::Day,
        small_sort::{sort_by_key, to_key},
    },
    words::DateWords,
};

/// With more lanes than this, a lane has at most two rows; with more than twice as many, one.
const FEW_LANES: usize = 10;

/// The timeline of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The lanes, in the order that the story file gives; the others follow, ordered by their first event.
    pub lanes: IndexVec<LaneIndex, Lane>,
    /// The extent of each event; `None` for an event without a usable date.
    pub extents: IndexVec<EventIndex, Option<Extent>>,
    /// For each event with an extent, its lane and its position in [`Lane::events`].
    pub lane_of_event: IndexVec<EventIndex, Option<(LaneIndex, usize)>>,
    /// For each event, true if it is the first event of its company in [`Story::events`].
    pub is_first_of_company: IndexVec<EventIndex, bool>,
    /// The time scale; `None` if no event has an extent.
    pub scale: Option<Scale>,
}

/// The row of the chart for one company, or for the events without a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// The company; `None` for the lane of events without a company.
    pub company: Option<EntityIndex>,
    /// Its events that have an extent, ordered by start.
    pub events: Vec<EventIndex>,
    /// For each of these events, the latest end of the events up to it.
    running_max_end: Vec<Day>,
    /// The number of rows.
    pub rows: usize,
}

/// The number of events with an extent that match the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventCount {
    /// The number of these events in view.
    pub in_view: usize,
    /// The number of all these events.
    pub all: usize,
}

impl Timeline {
    /// The timeline of a story. A company without an event that has an extent has no lane.
    ///
    /// This is an entry function of the chunk of the timeline: see `xtask/src/chunks/mod.rs`.
    #[inline(never)]
    pub fn new(story: &Story) -> Self {
        let published = story.published.as_ref().and_then(|date| date.first.day());
        let extents: IndexVec<EventIndex, _> = story.events.iter().map(|event| Extent::of(event, published)).collect();
        let placed = extents.iter_enumerated().filter_map(|(at, extent)| Some((at, (*extent)?)));
        let placed = sort_by_key(placed, |(at, extent)| [extent.from, extent.to, to_key(at.index()), 0]);
        let mut lanes: Vec<Lane> = Vec::new();
        // Lanes by company; the last element is for the events without a company.
        let mut lane_of = vec![None; story.entities.len() + 1];
        for &(at, extent) in &placed {
            let company = story.events[at].company;
            let lane = lane_of[company.map_or(story.entities.len(), EntityIndex::index)].get_or_insert_with(|| {
                lanes.push(Lane { company, events: Vec::new(), running_max_end: Vec::new(), rows: 1 });
                lanes.len() - 1
            });
            let lane = &mut lanes[*lane];
            lane.running_max_end.push(lane.running_max_end.last().map_or(extent.to, |&end| end.max(extent.to)));
            lane.events.push(at);
        }
        let story_order = |lane: &Lane| story.lanes.iter().position(|&company| lane.company == Some(company));
        let mut lanes = sort_by_key(lanes, |lane| [to_key(story_order(lane).unwrap_or(usize::MAX)), 0, 0, 0]);
        let most = MOST_ROWS.saturating_sub(lanes.len().saturating_sub(1) / FEW_LANES).max(1);
        let mut lane_of_event = IndexVec::from(vec![None; story.events.len()]);
        for (at, lane) in lanes.iter_mut().enumerate() {
            lane.rows = lane.events.len().min(most);
            for (position, &event) in lane.events.iter().enumerate() {
                lane_of_event[event] = Some((LaneIndex::new(at), position));
            }
        }
        let mut seen_companies = vec![false; story.entities.len()];
        let mut is_first = |company: EntityIndex| !std::mem::replace(&mut seen_companies[company.index()], true);
        let is_first_of_company = story.events.iter().map(|event| event.company.is_some_and(&mut is_first)).collect();
        let scale = Scale::new(placed.iter().map(|(_, extent)| extent.known()));
        Self { lanes: lanes.into(), extents, lane_of_event, is_first_of_company, scale }
    }

    /// The viewport of the chart; `None` if there is no scale, or if the chart is not shown.
    pub fn viewport(&self, view: ChartView) -> Option<Viewport<'_>> {
        if view.size.is_shown() { Some(Viewport::new(self.scale.as_ref()?, view)) } else { None }
    }

    /// The layout of a lane, with the events that match the search.
    pub fn items(&self, story: &Story, view: ChartView, found: &SearchResult, lane: LaneIndex) -> Vec<Item> {
        let (Some(viewport), Some(lane)) = (self.viewport(view), self.lanes.get(lane)) else {
            return Vec::new();
        };
        let title = |event: EventIndex| {
            let date = self.extents[event].as_ref().map_or(0, Extent::date_width);
            date + arrange::width_of(&story.events[event].title)
        };
        if found.events.is_none() {
            return arrange::arrange(&viewport, lane.rows, &lane.events, &lane.running_max_end, &self.extents, title);
        }
        let matching = lane.events.iter().zip(&lane.running_max_end).filter(|(event, _)| found.has(**event));
        let (events, running_max_end): (Vec<_>, Vec<_>) = matching.map(|(event, end)| (*event, *end)).unzip();
        arrange::arrange(&viewport, lane.rows, &events, &running_max_end, &self.extents, title)
    }

    /// Counts the events with an extent that match the search.
    pub fn count(&self, view: ChartView, found: &SearchResult) -> EventCount {
        let is_placed = |event: &&EventIndex| matches!(self.lane_of_event.get(**event), Some(Some(_)));
        let all = match &found.events {
            Some(found) => found.iter().filter(is_placed).count(),
            None => self.lanes.iter().map(|lane| lane.events.len()).sum(),
        };
        let Some(viewport) = self.viewport(view) else {
            return EventCount { in_view: all, all };
        };
        let in_view = self.lanes.iter().map(|lane| {
            let events = arrange::in_view(&viewport, &lane.events, &lane.running_max_end, &self.extents);
            events.filter(|(event, _)| found.has(*event)).count()
        });
        EventCount { in_view: in_view.sum(), all }
    }

    /// The ticks of the axis, in order of time. Their labels do not overlap.
    pub fn ticks(&self, view: ChartView, words: &DateWords) -> Vec<Tick> {
        self.viewport(view).map_or_else(Vec::new, |viewport| tick::ticks(&viewport, words))
    }

    /// The lane of a cell.
    pub fn lane_of(&self, cell: GridCell) -> Option<LaneIndex> {
        match cell {
            GridCell::FoldButton(lane) | GridCell::Name(lane) => self.lanes.has(lane).then_some(lane),
            GridCell::Event(event) => self.lane_of_event.get(event)?.map(|(lane, _)| lane),
        }
    }

    /// Returns true if a lane has an event that matches the search.
    pub fn lane_has_match(&self, timeline_state: &TimelineState, lane: LaneIndex) -> bool {
        timeline_state.choices.found.events.is_none()
            || self.lanes.get(lane).is_some_and(|lane| lane.events.iter().any(|&at| timeline_state.matches(at)))
    }

    /// Returns true if an event is in view: in the time range, matching the search, and in a lane that is not folded.
    pub fn is_in_view(&self, timeline_state: &TimelineState, event: EventIndex) -> bool {
        let Some(&Some((lane, _))) = self.lane_of_event.get(event) else {
            return false;
        };
        let span = self
            .viewport(timeline_state.chart_view())
            .and_then(|viewport| viewport.event_span(self.extents[event].as_ref()?));
        span.is_some() && timeline_state.matches(event) && !timeline_state.is_folded(lane)
    }
}
