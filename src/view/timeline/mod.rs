//! The company timeline: a chart with one lane for each company on a common time axis, or a list in order of time.
//!
//! The list is in the document; print shows it too. The chart and the tools are islands. The stylesheet shows one form:
//! the reader's choice, or else the one that fits the available width. If that is the chart, the prerendered page
//! reserves its space.

mod axis;
mod chart;
mod follow;
mod gestures;
mod item;
mod lane;
mod lane_name;
mod lane_slice;
mod list;
mod loaded;
mod needed;
pub(super) mod reveal;
mod section;
mod tools;

pub(super) use chart::{measure, region as chart};
pub(super) use follow::{Follow, region as reading_position};
pub use needed::{needs_timeline, when_timeline_is_needed};
pub(crate) use reveal::show_lane;
pub(super) use reveal::{selected_event, show_event};
pub(super) use section::view;
pub(super) use tools::region as tools;
