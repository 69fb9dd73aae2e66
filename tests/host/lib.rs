//! A separately compiled Yew application that embeds stories, for `tests/browser/inside_yew.rs`. `cargo xtask test` builds
//! it into `target/host/`.

#[cfg(target_arch = "wasm32")]
pub mod app;
