//! `cargo xtask bench`: measures times. Nothing fails if something is slow.

use anyhow::Result;

use crate::{build, cargo, test, tools};

/// The options of `cargo xtask bench`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Run only the native benchmarks whose name contains this
    filter: Option<String>,
    /// Install missing system packages (needs root, or sudo without a password)
    #[arg(long)]
    install: bool,
}

/// Runs the native benchmarks and, without a filter, those in a browser.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut command = cargo::cargo(&["bench", "--package", "sidelight-bench", "--benches", "--"]);
    cargo::run(command.args(&options.filter))?;
    if options.filter.is_some() {
        return Ok(());
    }
    tools::allow_install(options.install);
    tools::ensure_browsers(&[tools::Engine::Chromium])?;
    build::ensure_current()?;
    cargo::run(cargo::cargo(&test::BROWSER).env("SIDELIGHT_BENCH", "1"))
}
