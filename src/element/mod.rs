//! The edge to the browser: what `element.js` calls. Nothing imports this module.
//!
//! `element.js` owns the tag and its life cycle; [`Instance`] owns what stands in the shadow root.

mod boxes;
mod data;
mod instance;
mod router;
mod settings;
mod takeover;

/// The standard allocator takes two kilobytes of brotli more.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
