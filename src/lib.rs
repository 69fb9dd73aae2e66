//! Sidelight turns a news article into something a reader can question: the words as they were written, and beside
//! them who and what they name, the order in which things happened, and who said what.
//!
//! Where things are:
//!
//! - [`story`]: the story file and what is true of it. Pure.
//! - [`state`]: what the reader looks at, and how that changes. Pure.
//! - [`link`]: state to URL fragment, and back. Pure.
//! - [`snapshot`]: state to plain data, and back. Pure.
//! - [`margin`]: where open notes stand beside the text. Pure.
//! - [`timeline`]: what stands where on the timeline, and how it is looked at. Pure.
//! - [`words`]: every word of the interface, and dates in words. Pure.
//! - [`view`]: Yew components: story and state in, elements out.
//! - `element`: the custom element's Rust side, in the browser only.
//! - [`page`]: pages and sites around the view, natively only.
//! - `picture`: pictures of quotes, events and stories, natively only.
//!
//! Arrows run one way: `element → view → link → state → timeline → words → story`. Pure modules name neither Yew nor a browser's types.

pub mod link;
pub mod margin;
#[cfg(not(target_arch = "wasm32"))]
pub mod page;
#[cfg(feature = "cli")]
pub mod picture;
pub mod snapshot;
pub mod state;
pub mod story;
pub mod timeline;
pub mod view;
pub mod words;

#[cfg(target_arch = "wasm32")]
mod element;
