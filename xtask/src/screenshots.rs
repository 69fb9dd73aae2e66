//! `cargo xtask screenshots`: screenshots of the built page, taken by the browser tests' WebDriver client.

use std::path::PathBuf;

use anyhow::Result;

use crate::tools::Engine;
use crate::{build, cargo, target_dir, test, tools};

/// The options of `cargo xtask screenshots`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Folder to write to [default: target/screenshots]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The state of the page in the screenshot, by its name in tests/browser/screenshots.rs, such as `top`
    #[arg(long, value_name = "NAME")]
    state: Option<String>,
    /// Show the Arabic story instead of the seed story
    #[arg(long)]
    arabic: bool,
    /// Install missing system packages (needs root, or sudo without a password)
    #[arg(long)]
    install: bool,
}

/// Makes sure that Chromium and a current build are there.
pub(crate) fn prepare(may_install: bool) -> Result<()> {
    tools::allow_install(may_install);
    tools::ensure_browsers(&[Engine::Chromium])?;
    build::ensure_current()
}

/// Builds the pages if they are out of date, and takes the screenshots.
pub(crate) fn run(options: &Options) -> Result<()> {
    prepare(options.install)?;
    if !build::is_current(&build::both_stories_dir()) {
        build::build_both_stories()?;
    }
    let out = match &options.out {
        Some(out) => std::env::current_dir()?.join(out),
        None => target_dir().join("screenshots"),
    };
    let mut command = cargo::cargo(&test::BROWSER);
    command.env("SIDELIGHT_SHOTS", out);
    if let Some(state) = &options.state {
        command.env("SIDELIGHT_STATE", state);
    }
    if options.arabic {
        command.env("SIDELIGHT_ARABIC", "1");
    }
    cargo::run(&mut command)
}
