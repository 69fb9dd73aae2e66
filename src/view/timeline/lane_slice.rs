//! The part of the state that a lane is rendered from.

use super::loaded::loaded;
use crate::{
    state::{Selection, State},
    story::{EventIndex, ItemRef},
    timeline::{ChartView, GridCell, LaneIndex, SearchResult},
    view::ViewContext,
};

/// The number of cells of a row before its events.
pub(super) const HEADER_CELLS: usize = 2;

/// The part of the state that a lane is rendered from.
#[derive(PartialEq)]
pub(super) struct LaneSlice {
    pub(super) at: LaneIndex,
    pub(super) is_followed: bool,
    pub(super) is_folded: bool,
    /// True if an event of the lane matches the search.
    pub(super) has_match: bool,
    /// The events and the tab stop; `None` for a lane far from the browser's viewport that does not have the tab stop.
    pub(super) drawn: Option<DrawnLane>,
}

/// The part of the state that the events of a lane are rendered from.
#[derive(PartialEq)]
pub(super) struct DrawnLane {
    pub(super) view: ChartView,
    pub(super) found: SearchResult,
    /// The tab stop of the grid, if it is in this lane. The next three fields, too, are about this lane only.
    pub(super) tab_stop: Option<GridCell>,
    pub(super) open_group: Option<EventIndex>,
    pub(super) reading_event: Option<EventIndex>,
    /// The selected event.
    pub(super) selected: Option<Selection>,
    /// True if the tab stop has the keyboard focus, or had it when the cell was removed.
    pub(super) has_focus: bool,
}

impl LaneSlice {
    pub(super) fn new(ctx: &ViewContext, state: &State, at: LaneIndex) -> Self {
        let (timeline, timeline_state) = (loaded(ctx), &state.timeline);
        let is_here = |cell: GridCell| timeline.lane_of(cell) == Some(at);
        let is_event_here = |&event: &EventIndex| is_here(GridCell::Event(event));
        let tab_stop = timeline_state.tab_stop(timeline).filter(|&cell| is_here(cell));
        let is_drawn = tab_stop.is_some() || timeline_state.layout.lanes_near_viewport.contains(&at);
        let is_selected_here =
            |selection: &Selection| matches!(&selection.item, ItemRef::Event(event) if is_event_here(event));
        Self {
            at,
            is_followed: state.followed.is_some() && state.followed == timeline.lanes[at].company,
            is_folded: timeline_state.is_folded(at),
            has_match: timeline.lane_has_match(timeline_state, at),
            drawn: is_drawn.then(|| DrawnLane {
                view: timeline_state.chart_view(),
                found: timeline_state.choices.found.clone(),
                tab_stop,
                open_group: timeline_state.layout.open_group.filter(is_event_here),
                reading_event: timeline_state.layout.reading_event.filter(is_event_here),
                selected: state.selected.filter(is_selected_here),
                has_focus: tab_stop.is_some() && timeline_state.layout.has_focus,
            }),
        }
    }
}
