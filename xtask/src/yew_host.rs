//! Builds `tests/host`, a Yew application that embeds the element, into `target/host/` for the browser tests.

use std::fs;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{cargo, root, target_dir, tools};

/// Builds the application as a package by itself, so that its dependencies have none of the element's settings.
pub(crate) fn build() -> Result<()> {
    tools::ensure_wasm_target()?;
    cargo::run(&mut cargo::cargo(&["build", "--package", "sidelight-host", "--target", tools::WASM_TARGET]))?;
    let to = target_dir().join("host");
    Bindgen::new()
        .input_path(target_dir().join(tools::WASM_TARGET).join("debug/sidelight_host.wasm"))
        .out_name("host")
        .web(true)?
        .omit_default_module_path(false)
        .typescript(false)
        .generate(&to)
        .context("wasm-bindgen can't process sidelight_host.wasm")?;
    fs::copy(root().join("tests/host/index.html"), to.join("index.html"))
        .context("can't copy tests/host/index.html")?;
    Ok(())
}
