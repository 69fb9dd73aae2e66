//! Builds, serves, tests and measures Sidelight: `cargo xtask COMMAND`.

mod bench;
mod build;
mod cargo;
mod chunks;
mod compress;
mod dependencies;
mod element_script;
mod examples;
mod hashed_names;
mod headers;
mod javascript;
mod languages;
mod notices;
mod npm;
mod package;
mod pages;
mod picture;
mod screenshots;
mod serve;
mod shrink;
mod single;
mod size;
mod tally;
mod test;
mod tools;
mod types;
mod unicode;
mod wasm;
mod yew_host;
mod yew_patch;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

/// Build, serve, test and measure Sidelight.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
enum Command {
    /// Build the site into dist/
    Build(build::Options),
    /// Write the npm package into target/package/
    Package,
    /// Build the site, serve it on this machine, and rebuild and reload at every change
    Serve(serve::Options),
    /// Run every check, or those that a filter selects
    Test(test::Options),
    /// Print what a reader downloads, compared to the budget
    Size(size::Options),
    /// Take screenshots of the built page in headless Chromium
    Screenshots(screenshots::Options),
    /// Take the picture in the README in headless Chromium
    Picture(picture::Options),
    /// Measure how time grows with the length of a story, when the page is painted, and how it compares with its peers
    Bench(bench::Options),
    /// Print the tables of src/story/grapheme.rs, for a new version of Unicode
    Unicode,
    /// Run one step of `cargo xtask test`
    #[command(hide = true)]
    Step {
        step: test::BackgroundStep,
        #[arg(long)]
        install: bool,
    },
}

fn main() -> ExitCode {
    match run(Command::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one command. False if a check failed.
fn run(command: Command) -> Result<bool> {
    match command {
        Command::Build(options) => build::run(&options)?,
        Command::Package => package::run()?,
        Command::Serve(options) => serve::run(&options)?,
        Command::Test(options) => return test::run(&options),
        Command::Size(options) => return size::run(&options),
        Command::Screenshots(options) => screenshots::run(&options)?,
        Command::Picture(options) => picture::run(&options)?,
        Command::Bench(options) => bench::run(&options)?,
        Command::Step { step, install } => {
            tools::allow_install(install);
            step.run()?;
        }
        Command::Unicode => print!("{}", unicode::tables()),
    }
    Ok(true)
}

/// The root of the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder in the workspace")
}

/// The folder that Cargo builds into; fetched tools are kept there too.
fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    use super::Command;

    #[test]
    fn command_line_is_consistent() {
        Command::command().debug_assert();
    }

    #[test]
    fn unknown_options_are_errors() {
        let parse = |line: &str| Command::try_parse_from(line.split(' '));
        for line in [
            "xtask test --native timeline",
            "xtask test --engine chromium notes",
            "xtask build --without short-names",
            "xtask bench --peers --runs 3 --copies 10",
        ] {
            assert!(parse(line).is_ok(), "{line}");
        }
        for line in [
            "xtask",
            "xtask size --debug",
            "xtask test --engine opera",
            "xtask build --plain --debug",
            "xtask bench --runs 3",
            "xtask bench --peers --runs 0",
            "xtask bench --peers mentions",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
