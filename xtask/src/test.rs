//! `cargo xtask test`: every check, one after another, and one line at the end that counts the tests.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::tools::Engine;
use crate::{build, cargo, host, npm, pages, size, tools, types};

/// The browser tests; `--workspace` as in the native ones, so that both share one build of what they need.
pub(crate) const BROWSER: [&str; 6] = ["test", "--workspace", "--features", "cli", "--test", "browser"];

/// What to check.
#[derive(Default)]
pub(crate) struct Options {
    /// Leave the browsers out.
    pub(crate) native: bool,
    /// Only these engines; all if empty.
    pub(crate) engines: Vec<Engine>,
    /// Only tests whose name holds this; formatting, lints and size are then left out.
    pub(crate) filter: Option<String>,
}

/// The tests that ran, as libtest counts them, and the steps that failed.
#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
    /// Those that passed only when they were tried again.
    unsteady: Vec<String>,
    broken: Vec<&'static str>,
}

/// Runs the checks; false if any failed. A later step runs even if an earlier one failed: one run tells all.
pub(crate) fn run(options: &Options) -> Result<bool> {
    let mut tally = Tally::default();
    if let Err(error) = steps(options, &mut tally) {
        eprintln!("error: {error:#}");
        tally.failed += 1;
    }
    if !tally.broken.is_empty() {
        println!("\nfailed: {}", tally.broken.join(", "));
    }
    if !tally.unsteady.is_empty() {
        println!("\npassed at the second try: {}", tally.unsteady.join(", "));
    }
    println!("\n{} passed, {} failed, {} skipped", tally.passed, tally.failed, tally.skipped);
    Ok(tally.failed == 0)
}

fn steps(options: &Options, tally: &mut Tally) -> Result<()> {
    let engines = if options.engines.is_empty() { Engine::ALL.to_vec() } else { options.engines.clone() };
    tally.step("tools", |_| {
        tools::ensure_rust()?;
        if !options.native {
            tools::ensure_browsers(&engines)?;
            tools::ensure_axe()?;
            tools::ensure_host_styles()?;
            tools::ensure_pym()?;
        }
        Ok(true)
    });
    let everything = options.filter.is_none() && options.engines.is_empty();
    if everything {
        tally.step("formatting", |_| passes(&["fmt", "--all", "--check"]));
        tally.step("lints", |_| {
            passes(&["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"])
        });
        tally.step("lints for the browser", |_| {
            passes(&["clippy", "--lib", "--target", tools::WASM_TARGET, "--", "-D", "warnings"])
        });
        tally.step("lints for the application that hosts", |_| {
            let package = ["--package", "sidelight-host", "--target", tools::WASM_TARGET];
            passes(&[&["clippy"], &package[..], &["--", "-D", "warnings"]].concat())
        });
    }
    if options.engines.is_empty() {
        tally.step("native tests", |tally| native(options, tally));
        tally.step("documentation tests", |tally| {
            let mut command = cargo::cargo(&["test", "--workspace", "--features", "cli", "--doc"]);
            tally.count(command.args(["--"]).args(&options.filter))
        });
    }
    if !options.native || everything {
        let built = tally.step("release build", |_| {
            build::run(&build::Options { single_file: true, ..build::Options::default() }).map(|()| true)
        });
        if built && everything {
            tally.step("size", |_| size::check());
            tally.step("types", |_| types::check());
            tally.step("pages", |_| pages::check());
        }
        if built && !options.native {
            tally.step("application that hosts", |_| host::build().map(|()| true));
            tally.step("npm package", |_| npm::build().map(|()| true));
            tally.step("site of both stories", |_| build::both().map(|()| true));
            tally.step("browser tests", |tally| browsers(&engines, options, tally));
        }
    }
    Ok(())
}

/// Every test target but the browser's: Cargo can't leave one out, so the others are named.
fn native(options: &Options, tally: &mut Tally) -> Result<bool> {
    let metadata = cargo::output(&mut cargo::cargo(&["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: serde_json::Value = serde_json::from_slice(&metadata)?;
    let mut command = cargo::cargo(&["test", "--workspace", "--features", "cli", "--no-fail-fast", "--lib", "--bins"]);
    for package in metadata["packages"].as_array().into_iter().flatten() {
        for target in package["targets"].as_array().into_iter().flatten() {
            let name = target["name"].as_str().unwrap_or_default();
            if target["kind"][0] == "test" && name != "browser" {
                command.args(["--test", name]);
            }
        }
    }
    tally.count(command.arg("--").args(&options.filter))
}

fn browsers(engines: &[Engine], options: &Options, tally: &mut Tally) -> Result<bool> {
    let names: Vec<_> = engines.iter().map(|engine| engine.name()).collect();
    let mut command = cargo::cargo(&BROWSER);
    command.arg("--").args(&options.filter);
    command.env("SIDELIGHT_ENGINES", names.join(","));
    // A failed test then tells the line it failed at.
    command.env("RUST_LIB_BACKTRACE", "1");
    tools::point_to_tools(&mut command);
    tally.count(&mut command)
}

fn passes(args: &[&str]) -> Result<bool> {
    cargo::run(&mut cargo::cargo(args)).map(|()| true)
}

impl Tally {
    /// Runs one step under a heading. A step that fails without a failed test counts as one failure.
    fn step(&mut self, name: &'static str, run: impl FnOnce(&mut Tally) -> Result<bool>) -> bool {
        println!("\n== {name}");
        let (start, failed) = (Instant::now(), self.failed);
        let good = run(self).unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            false
        });
        if !good {
            self.broken.push(name);
            self.failed = self.failed.max(failed + 1);
        }
        println!("-- {name}: {} in {:.1} s", if good { "ok" } else { "FAILED" }, start.elapsed().as_secs_f32());
        good
    }

    /// Runs tests, shows what they print, and adds up what libtest says of them.
    fn count(&mut self, command: &mut Command) -> Result<bool> {
        let mut child = command.stdout(Stdio::piped()).spawn().context("can't run the tests")?;
        let mut out = std::io::stdout();
        for line in BufReader::new(child.stdout.take().context("no output")?).split(b'\n') {
            let line = line?;
            out.write_all(&line)?;
            out.write_all(b"\n")?;
            self.add(&String::from_utf8_lossy(&line));
        }
        Ok(child.wait()?.success())
    }

    /// Adds a line like `test result: ok. 3 passed; 0 failed; 1 ignored; …` or `unsteady: NAME …`; any other adds nothing.
    fn add(&mut self, line: &str) {
        if let Some((_, rest)) = line.split_once("unsteady: ") {
            self.unsteady.extend(rest.split(' ').next().map(str::to_owned));
        }
        let Some((_, counts)) = line.split_once("test result: ") else { return };
        let counts = counts.split_once(". ").map_or(counts, |(_, counts)| counts);
        for count in counts.split("; ") {
            let Some((number, what)) = count.split_once(' ') else { continue };
            let number = number.parse().unwrap_or(0);
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.skipped += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn result_lines_add_up() {
        let mut tally = Tally::default();
        tally.add("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.00s");
        tally.add("test result: FAILED. 2 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.2s");
        tally.add("test names::test_result ... ok");
        tally.add("unsteady: webkit::lazy::a passed when it was tried again; before, it said:");
        assert_eq!(tally.unsteady, ["webkit::lazy::a"]);
        assert_eq!((tally.passed, tally.failed, tally.skipped), (5, 4, 1));
    }
}
