//! The interface that `element.js` calls. No other module imports this one.
//!
//! `element.js` defines the custom element and its lifecycle. [`Instance`](instance::Instance) makes its document
//! interactive.

mod chunk;
mod data;
mod events;
mod instance;
mod islands;
mod json_story;
mod live_document;
mod restore;
mod router;
mod settings;
mod show_story;

/// The standard allocator adds two kilobytes (Brotli) to the download.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
