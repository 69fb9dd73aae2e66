//! The view: a pure function of story and state, in Yew. Natively it renders the static page, in the browser the live
//! one; both have the same elements, so that nothing moves when the one takes over from the other.
//!
//! **No component touches the browser while it renders**; what needs it (focus, scrolling, measuring) happens in
//! effects and event handlers, which do not run natively.

mod app;
mod article;
mod card;
mod companies;
mod dom;
mod fact;
mod monogram;
mod note;
mod notes;
mod problem;
mod quotes;
mod root;
mod run;
mod shared;
mod store;
mod timeline;

pub use app::{App, AppProps};
pub use problem::ProblemPanel;
pub use root::{Content, Root, RootProps};
pub use shared::Shared;
pub use store::{Store, Subscription};
