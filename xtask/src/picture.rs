//! `cargo xtask picture`: takes the picture in the README.

use std::fs;

use anyhow::{Context, Result};

use crate::{cargo, screenshots, target_dir, test};

/// The test that writes the picture, and that fails if the page has changed since.
const TEST: &str = "readme_picture::the_picture_shows_the_current_page";

/// The options of `cargo xtask picture`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Install missing system packages (needs root, or sudo without a password)
    #[arg(long)]
    install: bool,
}

/// Builds the page if it is out of date, takes a screenshot, and writes it with a hash of what it shows.
pub(crate) fn run(options: &Options) -> Result<()> {
    screenshots::prepare(options.install)?;
    let screenshot = target_dir().join("picture.png");
    if screenshot.exists() {
        fs::remove_file(&screenshot).context("can't remove the old screenshot")?;
    }
    cargo::run(cargo::cargo(&test::BROWSER).env("SIDELIGHT_PICTURE", &screenshot))?;
    let mut native = cargo::cargo(&["test", "--quiet", "--workspace", "--features", "cli", "--test", "native"]);
    cargo::run(native.args(["--", "--exact", TEST]).env("SIDELIGHT_PICTURE", &screenshot))
}
