//! The view: a pure function of story and state, in Yew. Natively it renders the static page, in the browser the live
//! one; both have the same elements, so that nothing moves when the one takes over from the other.
//!
//! A component costs kilobytes, a function bytes: the page is made of plain functions, and the parts that
//! render by themselves are one component. **Nothing touches the browser while it renders**; what needs it (focus,
//! scrolling, measuring) happens once something is shown, and in event handlers, which do not run natively.

mod article;
mod cards;
mod chart;
mod companies;
mod dom;
mod element_builder;
mod fact;
mod focus_manager;
mod highlight_filter;
mod hover;
mod margin;
mod monogram;
mod note;
mod notes;
mod open_highlights;
mod quotes;
mod region;
mod related;
mod root;
mod run;
pub mod session_prefs;
mod share_buttons;
mod share_links;
mod staging;
mod store;
mod story_error;
mod swipe;
mod timeline;
mod view_context;

pub use dom::{Timer, elements, set_timeout};
pub use focus_manager::{FocusManager, attach};
pub use quotes::restore_scroll;
pub use region::rendered;
pub use root::{Content, Root, RootProps};
pub use share_links::ShareLinks;
pub use staging::Staging;
pub use store::{Store, Subscription};
pub use view_context::ViewContext;
