//! What builds, serves, tests and measures Sidelight: `cargo xtask COMMAND`.

mod build;
mod cargo;
mod compress;
mod headers;
mod host;
mod languages;
mod notices;
mod npm;
mod package;
mod pages;
mod serve;
mod shots;
mod shrink;
mod single;
mod size;
mod test;
mod tools;
mod types;
mod versions;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  build [--story FILE]… [--font FILE]… [--lang TAG]… [--base-url URL] [--single-file] [--debug]
                                            build the site into dist/, of the seed story if no other is given; with a
                                            file for each story that opens from a disk, if asked for; TAG adds the
                                            words of a language that none of them is written in
  package                                   the package for npm, into target/package/
  serve [--story FILE]… [--port N] [--no-open]
                                            build, serve, rebuild and reload on change
  test [--native] [--engine NAME] [FILTER]  every check; NAME is chromium, firefox or webkit
  size                                      what a reader downloads, against the budget
  shots [--out DIR] [--state NAME] [--second]
                                            pictures of the built page, by headless Chromium; or of the second story
  bench [FILTER]                            when the page is painted; what costs grow with a story";

/// What the command line asks for.
enum Command {
    Build(build::Options),
    Package,
    Serve(serve::Options),
    Test(test::Options),
    Size,
    Shots(shots::Options),
    Bench(Option<String>),
    Help,
}

fn main() -> ExitCode {
    let command = match parse(lexopt::Parser::from_env()) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("{error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one command; false when it ran to its end and found fault.
fn run(command: Command) -> Result<bool> {
    match command {
        Command::Build(options) => build::run(&options).map(|()| true),
        Command::Package => package::run().map(|()| true),
        Command::Serve(options) => serve::run(&options).map(|()| true),
        Command::Test(options) => test::run(&options),
        Command::Size => size::run(),
        Command::Shots(options) => shots::run(&options),
        Command::Bench(filter) => bench(filter.as_deref()).map(|()| true),
        Command::Help => {
            println!("{USAGE}");
            Ok(true)
        }
    }
}

fn parse(mut args: lexopt::Parser) -> Result<Command> {
    let name = match args.next()? {
        Some(Value(name)) => name.string()?,
        Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(other) => return Err(other.unexpected().into()),
        None => bail!("no command given"),
    };
    match name.as_str() {
        "build" => parse_build(&mut args).map(Command::Build),
        "package" => nothing_more(&mut args).map(|()| Command::Package),
        "serve" => parse_serve(&mut args).map(Command::Serve),
        "test" => parse_test(&mut args).map(Command::Test),
        "size" => nothing_more(&mut args).map(|()| Command::Size),
        "shots" => parse_shots(&mut args).map(Command::Shots),
        "bench" => parse_bench(&mut args).map(Command::Bench),
        "help" => Ok(Command::Help),
        _ => bail!("no such command: {name}"),
    }
}

fn parse_build(args: &mut lexopt::Parser) -> Result<build::Options> {
    let mut options = build::Options::default();
    while let Some(arg) = args.next()? {
        match arg {
            Long("base-url") => options.base_url = Some(args.value()?.string()?),
            Long("debug") => options.debug = true,
            Long("single-file") => options.single_file = true,
            Long("story") => options.stories.extend(args.values()?.map(PathBuf::from)),
            Long("font") => options.fonts.extend(args.values()?.map(PathBuf::from)),
            Long("lang") => options.languages.push(args.value()?.string()?),
            _ => return Err(arg.unexpected().into()),
        }
    }
    Ok(options)
}

fn parse_serve(args: &mut lexopt::Parser) -> Result<serve::Options> {
    let mut options = serve::Options { port: None, open: true, stories: Vec::new() };
    while let Some(arg) = args.next()? {
        match arg {
            Long("port") => options.port = Some(args.value()?.parse()?),
            Long("no-open") => options.open = false,
            Long("story") => options.stories.extend(args.values()?.map(PathBuf::from)),
            _ => return Err(arg.unexpected().into()),
        }
    }
    Ok(options)
}

fn parse_test(args: &mut lexopt::Parser) -> Result<test::Options> {
    let mut options = test::Options::default();
    while let Some(arg) = args.next()? {
        match arg {
            Long("native") => options.native = true,
            Long("engine") => {
                let name = args.value()?.string()?;
                let Some(engine) = tools::Engine::named(&name) else { bail!("no such engine: {name}") };
                options.engines.push(engine);
            }
            Value(filter) if options.filter.is_none() => options.filter = Some(filter.string()?),
            _ => return Err(arg.unexpected().into()),
        }
    }
    Ok(options)
}

fn parse_shots(args: &mut lexopt::Parser) -> Result<shots::Options> {
    let mut options = shots::Options { out: target_dir().join("shots"), state: None, second: false };
    while let Some(arg) = args.next()? {
        match arg {
            Long("out") => options.out = std::env::current_dir()?.join(args.value()?),
            Long("second") => options.second = true,
            Long("state") => options.state = Some(args.value()?.string()?),
            _ => return Err(arg.unexpected().into()),
        }
    }
    Ok(options)
}

fn parse_bench(args: &mut lexopt::Parser) -> Result<Option<String>> {
    match args.next()? {
        Some(Value(filter)) => {
            nothing_more(args)?;
            Ok(Some(filter.string()?))
        }
        Some(arg) => Err(arg.unexpected().into()),
        None => Ok(None),
    }
}

/// Measures, and prints what Criterion says; without a filter, what a browser needs too.
fn bench(filter: Option<&str>) -> Result<()> {
    let mut command = cargo::cargo(&["bench", "--package", "sidelight-bench", "--benches", "--"]);
    cargo::run(command.args(filter))?;
    if filter.is_some() {
        return Ok(());
    }
    tools::ensure_browsers(&[tools::Engine::Chromium])?;
    if !build::is_current() {
        build::run(&build::Options::default())?;
    }
    cargo::run(cargo::cargo(&test::BROWSER).env("SIDELIGHT_BENCH", "1"))
}

fn nothing_more(args: &mut lexopt::Parser) -> Result<()> {
    match args.next()? {
        Some(arg) => Err(arg.unexpected().into()),
        None => Ok(()),
    }
}

/// The root of the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace")
}

/// Where Cargo builds, and where the tools are kept.
fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}
