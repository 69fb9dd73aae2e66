//! Renders a story and its state with Yew. A native build renders the prerendered page. The browser renders the islands,
//! and the document too if the page is not prerendered.
//!
//! A Yew component costs kilobytes of WebAssembly, a function only bytes. The page is therefore made of plain
//! functions, and one component renders every region (`region.rs`). **No function calls the browser while rendering.** Focus,
//! scrolling and measuring happen after rendering and in event handlers, which do not run natively.

mod article;
mod cards;
mod chart;
mod companies;
mod date;
mod descriptions;
mod element_builder;
mod fact;
mod focus_manager;
mod hover;
mod island;
mod island_props;
mod margin;
mod monogram;
mod note;
mod notes;
mod open_highlights;
mod place_cards;
mod quotes;
mod reading_bar;
mod region;
mod related;
mod root;
mod row_scroll;
mod run;
mod section;
pub mod session_prefs;
mod share_buttons;
mod share_links;
mod staging;
mod store;
mod story_error;
mod story_queries;
mod swipe;
mod timeline;
mod view_context;

pub(crate) use cards::escape;
pub(crate) use companies::follow_status;
pub(crate) use focus_manager::show;
pub use focus_manager::{FocusManager, ScrollPositions, attach, focused_entry, move_focus_to_chart};
pub use island::Island;
pub use island_props::island_props;
pub(crate) use margin::has_sheet;
pub(crate) use note::follow_label;
pub(crate) use open_highlights::run_elements;
pub use quotes::restore_scroll;
pub(crate) use quotes::{
    ONLY, SCROLLED, SpeakerLink, UNRELATED, filter_summary, first_quote_of_each_speaker, follow_row, label, position,
    scroll_to_current, show_current,
};
pub use region::{RegionProps, RegionView, rendered};
pub use root::{Content, Root, RootProps};
pub(crate) use run::{RunHighlight, occurrence_name};
pub(crate) use session_prefs::save_quote_list;
pub use share_links::ShareLinks;
pub use staging::Staging;
pub use store::{Store, Subscription};
pub(crate) use timeline::show_lane;
pub use timeline::{needs_timeline, when_timeline_is_needed};
pub use view_context::{Surface, ViewContext};
