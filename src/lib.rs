//! Sidelight shows a news article with highlights and notes, a timeline of companies, and a carousel of quotes.
//!
//! Modules:
//!
//! - [`story`]: the story file, its check, and the checked story. Pure.
//! - [`state`]: the reader's state, and the actions that change it. Pure.
//! - [`link`]: conversion of the state to URL fragments, and back. Pure.
//! - [`snapshot`]: conversion of the state to plain data, and back. Pure.
//! - [`margin`]: the layout of open notes beside the text. Pure.
//! - [`timeline`]: the timeline's layout and state. Pure.
//! - [`words`]: the text of the user interface in each language, and the format of dates. Pure.
//! - `dom`: functions of the browser that `view` and `element` share.
//! - [`view`]: Yew components, which render a story and a state.
//! - [`reader`]: keeps the rendered document up to date with the state, and turns clicks into actions.
//! - `element`: the Rust side of the custom element, in the browser only.
//! - `page`: prerendered pages and sites, natively only.
//! - `picture`: preview images of quotes, events and stories, natively only.
//!
//! Each module depends only on those after it: `element → reader → view → link → state → timeline → words → story`. `view`,
//! `reader` and `element` also use `dom`, which uses no other module. Pure modules use neither Yew nor the browser's types.

mod dom;
pub mod link;
pub mod margin;
#[cfg(not(target_arch = "wasm32"))]
pub mod page;
#[cfg(feature = "cli")]
pub mod picture;
pub mod reader;
pub mod snapshot;
pub mod state;
pub mod story;
pub mod timeline;
pub mod view;
pub mod words;

#[cfg(target_arch = "wasm32")]
mod element;
