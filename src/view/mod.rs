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
mod el;
mod fact;
mod guide;
mod highlight_filter;
mod hover;
mod lit;
mod margin;
mod monogram;
mod note;
mod notes;
mod part;
mod problem;
mod quotes;
mod related;
mod root;
mod run;
mod share;
mod shared;
mod sharing;
mod staging;
mod store;
mod swipe;
mod timeline;
pub mod visit;

pub use dom::{Timer, after, elements};
pub use guide::{Guide, arrive};
pub use part::rendered;
pub use quotes::put_back;
pub use root::{Content, Root, RootProps};
pub use shared::Shared;
pub use sharing::Sharing;
pub use staging::Staging;
pub use store::{Store, Subscription};
