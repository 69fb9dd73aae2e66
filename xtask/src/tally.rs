//! Counts tests and failed steps.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// The counts of a run.
#[derive(Default)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
    /// Tests that failed at first and passed when they were run again.
    flaky: Vec<String>,
    failed_steps: Vec<&'static str>,
}

impl Tally {
    /// Runs one step under a heading. False if it fails.
    pub(crate) fn step(&mut self, name: &'static str, run: impl FnOnce(&mut Self) -> Result<()>) -> bool {
        println!("\n== {name}");
        let start = Instant::now();
        let result = run(self);
        if let Err(error) = &result {
            eprintln!("error: {error:#}");
        }
        self.finish_step(name, result.is_ok(), start.elapsed())
    }

    /// Prints the last line of a step, and remembers the step if it failed.
    pub(crate) fn finish_step(&mut self, name: &'static str, is_ok: bool, time: Duration) -> bool {
        if !is_ok {
            self.failed_steps.push(name);
        }
        println!("-- {name}: {} in {:.1} s", if is_ok { "ok" } else { "FAILED" }, time.as_secs_f32());
        is_ok
    }

    /// Runs tests, shows their output, and adds up the results that libtest prints. An error if they fail.
    pub(crate) fn run_tests(&mut self, command: &mut Command) -> Result<()> {
        let mut child = command.stdout(Stdio::piped()).spawn().context("can't run the tests")?;
        let mut out = std::io::stdout();
        for line in BufReader::new(child.stdout.take().context("the tests have no output")?).split(b'\n') {
            let line = line?;
            out.write_all(&line)?;
            out.write_all(b"\n")?;
            self.add(&String::from_utf8_lossy(&line));
        }
        ensure!(child.wait()?.success(), "tests failed");
        Ok(())
    }

    /// Adds a line like `test result: ok. 3 passed; 0 failed; 1 ignored; …` or `unsteady: NAME …`. Other lines add nothing.
    fn add(&mut self, line: &str) {
        if let Some((_, rest)) = line.split_once("unsteady: ") {
            self.flaky.extend(rest.split(' ').next().map(str::to_owned));
        }
        let Some((_, counts)) = line.split_once("test result: ") else { return };
        let counts = counts.split_once(". ").map_or(counts, |(_, counts)| counts);
        for count in counts.split("; ") {
            let Some((number, kind)) = count.split_once(' ') else { continue };
            let number = number.parse().unwrap_or(0);
            match kind {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.skipped += number,
                _ => {}
            }
        }
    }

    /// Prints the totals; the last line is `N passed, N failed, N skipped`. True if nothing failed.
    pub(crate) fn print(&self) -> bool {
        if !self.failed_steps.is_empty() {
            println!("\nfailed: {}", self.failed_steps.join(", "));
        }
        if !self.flaky.is_empty() {
            println!("\npassed at the second attempt: {}", self.flaky.join(", "));
        }
        // A failed step without a failed test counts as a failure, so that the last line never says `0 failed` then.
        let failed = self.failed.max(self.failed_steps.len() as u64);
        println!("\n{} passed, {failed} failed, {} skipped", self.passed, self.skipped);
        failed == 0
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
        assert_eq!(tally.flaky, ["webkit::lazy::a"]);
        assert_eq!((tally.passed, tally.failed, tally.skipped), (5, 4, 1));
    }

    #[test]
    fn detects_a_failed_step() {
        let mut tally = Tally::default();
        assert!(tally.step("good", |_| Ok(())) && tally.print());
        assert!(!tally.step("bad", |_| anyhow::bail!("why")) && !tally.print());
    }
}
