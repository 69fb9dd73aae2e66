//! Sidelight.

pub mod link;
pub mod state;
pub mod story;
