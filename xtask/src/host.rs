//! The application that the element is tested inside of: `tests/host`, which is built into `target/host/`.

use std::fs;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{cargo, root, target_dir, tools};

/// Builds it, by itself: nothing of it is shared with what ships, not even the settings of its dependencies.
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
        .context("can't bind the application that hosts")?;
    fs::copy(root().join("tests/host/index.html"), to.join("index.html")).context("can't copy its page")?;
    Ok(())
}
