//! The timeline: what stands where on it, and how it is looked at.
//!
//! [`Timeline`] is made once for a story. [`Scale`] turns days into a line on which long quiet times are cut out;
//! [`Frame`] is a part of it, in pixels; [`Item`]s are what stands in a lane. [`Look`] is how the reader looks at it, and
//! [`Step`] what changes that. A step costs in proportion to what is in view and to the number of lanes, unless something
//! is looked for: then all events are.
//!
//! **Nothing here knows of a browser, of HTML or of Yew.**

mod arrange;
mod extent;
mod grid;
mod scale;
mod search;
mod tick;
mod timeline_state;
mod viewport;

pub use arrange::{Item, MOST_ROWS};
pub use extent::{End, Extent};
pub use grid::{GridCell, GridKey};
pub use scale::Scale;
pub use tick::Tick;
pub use timeline_state::{TimelineAction, TimelineMode, TimelineState};
pub use viewport::{Cut, Size, TimeRange, Viewport};

use crate::{
    story::{
        Story,
        date::Day,
        small_sort::{sort_by_key, to_key},
    },
    words::DateWords,
};

/// With more lanes than this, one has two rows at most; with twice as many, one.
const FEW_LANES: usize = 10;

/// The timeline of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The lanes: as the story says, then by their first event.
    pub lanes: Vec<Lane>,
    /// What is drawn for each event, by its position in [`Story::events`]; nothing, for one without a date to be placed.
    pub extents: Vec<Option<Extent>>,
    /// The lane of each event that is drawn, as a position in `lanes`, and its own in that lane.
    pub lane_of_event: Vec<Option<(usize, usize)>>,
    /// Whether each event is the first of its company that is told.
    pub is_first_of_company: Vec<bool>,
    /// The line that they stand on; none, if there is nothing to draw.
    pub scale: Option<Scale>,
}

/// The events of one company, or of none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// The company, as a position in [`Story::entities`]; `None` for the lane of events that are no company's.
    pub company: Option<usize>,
    /// Its events that are drawn, as positions in [`Story::events`], in order of their beginnings.
    pub events: Vec<usize>,
    /// How far each of them, and those before it, reach.
    running_max_end: Vec<Day>,
    /// How many rows it has.
    pub rows: usize,
}

impl Timeline {
    /// The timeline of a story. Companies without an event that can be drawn have no lane.
    pub fn new(story: &Story) -> Self {
        let published = story.published.as_ref().and_then(|date| date.first.day());
        let extents: Vec<_> = story.events.iter().map(|event| Extent::of(event, published)).collect();
        let drawn = extents.iter().enumerate().filter_map(|(at, extent)| Some((at, (*extent)?)));
        let drawn = sort_by_key(drawn, |(at, extent)| [extent.from, extent.to, to_key(*at), 0]);
        let mut lanes: Vec<Lane> = Vec::new();
        // By company, so that each event finds its lane at once; those of none come last.
        let mut lane_of = vec![None; story.entities.len() + 1];
        for &(at, extent) in &drawn {
            let company = story.events[at].company;
            let lane = lane_of[company.unwrap_or(story.entities.len())].get_or_insert_with(|| {
                lanes.push(Lane { company, events: Vec::new(), running_max_end: Vec::new(), rows: 1 });
                lanes.len() - 1
            });
            let lane = &mut lanes[*lane];
            lane.running_max_end.push(lane.running_max_end.last().map_or(extent.to, |&reach| reach.max(extent.to)));
            lane.events.push(at);
        }
        let story_order = |lane: &Lane| story.lanes.iter().position(|&company| lane.company == Some(company));
        let mut lanes = sort_by_key(lanes, |lane| [to_key(story_order(lane).unwrap_or(usize::MAX)), 0, 0, 0]);
        let most = MOST_ROWS.saturating_sub(lanes.len().saturating_sub(1) / FEW_LANES).max(1);
        let mut homes = vec![None; story.events.len()];
        for (at, lane) in lanes.iter_mut().enumerate() {
            lane.rows = lane.events.len().min(most);
            for (position, &event) in lane.events.iter().enumerate() {
                homes[event] = Some((at, position));
            }
        }
        let mut told = vec![false; story.entities.len()];
        let mut is_first = |company: usize| !std::mem::replace(&mut told[company], true);
        let firsts = story.events.iter().map(|event| event.company.is_some_and(&mut is_first)).collect();
        let scale = Scale::new(drawn.iter().map(|(_, extent)| extent.known()));
        Self { lanes, extents, lane_of_event: homes, is_first_of_company: firsts, scale }
    }

    /// The part of it that is in view; `None` if there is nothing to draw, or no room.
    pub fn viewport(&self, timeline_state: &TimelineState) -> Option<Viewport<'_>> {
        let scale = self.scale.as_ref().filter(|_| timeline_state.is_chart())?;
        Some(Viewport::new(scale, timeline_state.time_range, timeline_state.size))
    }

    /// What stands in a lane, of the events that are looked for.
    pub fn items(&self, story: &Story, timeline_state: &TimelineState, lane: usize) -> Vec<Item> {
        let (Some(viewport), Some(lane)) = (self.viewport(timeline_state), self.lanes.get(lane)) else {
            return Vec::new();
        };
        let title = |event: usize| arrange::width_of(&story.events[event].title);
        if timeline_state.found.is_none() {
            return arrange::arrange(&viewport, lane.rows, &lane.events, &lane.running_max_end, &self.extents, title);
        }
        let numbered =
            lane.events.iter().zip(&lane.running_max_end).filter(|(event, _)| timeline_state.matches(**event));
        let (events, reach): (Vec<_>, Vec<_>) = numbered.map(|(event, reach)| (*event, *reach)).unzip();
        arrange::arrange(&viewport, lane.rows, &events, &reach, &self.extents, title)
    }

    /// How many of the events that are looked for are in view, and how many there are to be drawn.
    pub fn count(&self, timeline_state: &TimelineState) -> [usize; 2] {
        let is_drawn = |event: &&usize| matches!(self.lane_of_event.get(**event), Some(Some(_)));
        let all = match &timeline_state.found {
            Some(found) => found.iter().filter(is_drawn).count(),
            None => self.lanes.iter().map(|lane| lane.events.len()).sum(),
        };
        let Some(viewport) = self.viewport(timeline_state) else {
            return [all, all];
        };
        let seen = self.lanes.iter().map(|lane| {
            let seen = arrange::in_view(&viewport, &lane.events, &lane.running_max_end, &self.extents);
            seen.filter(|(event, _)| timeline_state.matches(*event)).count()
        });
        [seen.sum(), all]
    }

    /// The marks of the axis, in order, and no two labels upon each other.
    pub fn ticks(&self, timeline_state: &TimelineState, words: &DateWords) -> Vec<Tick> {
        self.viewport(timeline_state).map_or_else(Vec::new, |viewport| tick::ticks(&viewport, words))
    }

    /// Whether a lane has an event that is looked for.
    pub fn lane_has_match(&self, timeline_state: &TimelineState, lane: usize) -> bool {
        timeline_state.found.is_none()
            || self.lanes.get(lane).is_some_and(|lane| lane.events.iter().any(|&at| timeline_state.matches(at)))
    }

    /// Whether an event is in view: in a lane that is unfolded, and in the part of time that is seen.
    pub fn is_in_view(&self, timeline_state: &TimelineState, event: usize) -> bool {
        let Some(&Some((lane, _))) = self.lane_of_event.get(event) else {
            return false;
        };
        let mark =
            self.viewport(timeline_state).and_then(|viewport| viewport.event_span(self.extents[event].as_ref()?));
        mark.is_some() && timeline_state.matches(event) && !timeline_state.is_folded(lane)
    }
}
