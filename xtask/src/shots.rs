//! `cargo xtask shots`: pictures of the built page, taken by the browser tests' own client.

use std::path::PathBuf;

use anyhow::Result;

use crate::tools::Engine;
use crate::{build, cargo, test, tools};

/// What to take, and where to.
pub(crate) struct Options {
    /// The folder of the pictures.
    pub(crate) out: PathBuf,
    /// What the reader has done before the picture is taken; see `tests/browser/shots.rs`.
    pub(crate) state: Option<String>,
    /// Of the second story, in place of the seed.
    pub(crate) second: bool,
}

/// Builds if need be, and takes the pictures.
pub(crate) fn run(options: &Options) -> Result<bool> {
    tools::ensure_browsers(&[Engine::Chromium])?;
    if !build::is_current() {
        build::run(&build::Options::default())?;
    }
    if !build::is_current_in(&build::both_dir()) {
        build::both()?;
    }
    let mut command = cargo::cargo(&test::BROWSER);
    command.env("SIDELIGHT_SHOTS", &options.out);
    if let Some(state) = &options.state {
        command.env("SIDELIGHT_STATE", state);
    }
    if options.second {
        command.env("SIDELIGHT_SECOND", "1");
    }
    cargo::run(&mut command)?;
    Ok(true)
}
