//! An application in Yew that has stories in it, for `tests/browser/inside_yew.rs`: another one than ours, which is
//! compiled by itself. `cargo xtask test` builds it into `target/host/`.

#[cfg(target_arch = "wasm32")]
pub mod app;
