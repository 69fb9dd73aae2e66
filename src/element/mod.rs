//! The interface that `element.js` calls. No other module imports this one.
//!
//! `element.js` defines the custom element and its lifecycle. [`Instance`](instance::Instance) renders the content of the
//! shadow root.

mod boxes;
mod data;
mod instance;
mod router;
mod settings;
mod takeover;

/// The standard allocator adds two kilobytes (Brotli) to the download.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
