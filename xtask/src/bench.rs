//! `cargo xtask bench`: measures times. Nothing fails if something is slow.

use anyhow::Result;

use crate::{build, cargo, npm, test, tools};

/// The options of `cargo xtask bench`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Run only the native benchmarks whose name contains this
    #[arg(conflicts_with = "peers")]
    filter: Option<String>,
    /// Compare the page with two sets of libraries and a static page, in Chromium (docs/comparison.md)
    #[arg(long)]
    peers: bool,
    /// Number of visits of each compared page
    #[arg(long, value_name = "NUMBER", default_value_t = 5, requires = "peers", value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// Number of times that the compared pages repeat the article
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "peers", value_parser = clap::value_parser!(u16).range(1..))]
    copies: u16,
    /// Install missing system packages (needs root, or sudo without a password)
    #[arg(long)]
    install: bool,
}

/// Compares the page with its peers; or runs the native benchmarks and, without a filter, those in a browser.
pub(crate) fn run(options: &Options) -> Result<()> {
    if options.peers {
        prepare(options.install)?;
        npm::build_peers()?;
        let mut command = cargo::cargo(&test::BROWSER);
        command.env("SIDELIGHT_PEERS", options.runs.to_string()).env("SIDELIGHT_COPIES", options.copies.to_string());
        return cargo::run(&mut command);
    }
    let mut command = cargo::cargo(&["bench", "--package", "sidelight-bench", "--benches", "--"]);
    cargo::run(command.args(&options.filter))?;
    if options.filter.is_some() {
        return Ok(());
    }
    prepare(options.install)?;
    cargo::run(cargo::cargo(&test::BROWSER).env("SIDELIGHT_BENCH", "1"))
}

/// Chromium and a current build of the page.
fn prepare(install: bool) -> Result<()> {
    tools::allow_install(install);
    tools::ensure_browsers(&[tools::Engine::Chromium])?;
    build::ensure_current()
}
