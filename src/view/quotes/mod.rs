//! The quotes: a carousel without automatic rotation (WAI-ARIA APG, carousel pattern, basic), or a list.
//!
//! All of it is rendered once, as a list that needs no script. The reader makes it a carousel: see `reader/quotes.rs`.

mod controls;
mod row;
mod section;
mod slide;
mod speakers;

pub(crate) use controls::{filter_summary, position};
pub use row::restore_scroll;
pub(crate) use row::{SCROLLED, follow as follow_row, scroll_to_current};
pub(super) use row::{init_scroll, is_scrolled, set_current_from_scroll};
pub(super) use section::view;
pub(crate) use slide::{ONLY, UNRELATED, label};
pub(crate) use speakers::{SpeakerLink, first_quote_of_each_speaker, show_current};
