//! The interface that `element.js` calls. No other module imports this one.
//!
//! `element.js` defines the custom element and its lifecycle. [`Instance`](instance::Instance) makes its document
//! interactive.

mod data;
mod instance;
mod islands;
mod router;
mod settings;

/// The standard allocator adds two kilobytes (Brotli) to the download.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
