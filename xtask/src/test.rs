//! `cargo xtask test`: runs every check, and prints one line at the end that counts the tests.
//!
//! Two lanes run at the same time. The main lane compiles and tests natively. The other one builds what the browser tests
//! load: each of its [`BackgroundStep`]s is a separate process, whose output is shown when it has ended.

use std::io::Read as _;
use std::process::Command;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use clap::ValueEnum as _;

use crate::tally::Tally;
use crate::tools::Engine;
use crate::{build, cargo, dependencies, javascript, npm, pages, size, tools, types, yew_host};

/// The arguments of Cargo for the browser tests; `--workspace` as for the native tests, so that Cargo compiles their
/// dependencies once for both.
pub(crate) const BROWSER: [&str; 6] = ["test", "--workspace", "--features", "cli", "--test", "browser"];

/// The browser tests that run against a plain build too, by module: loading, and the main parts of a page.
const PLAIN: [&str; 4] = ["takeover", "notes", "timeline", "lazy"];

/// The options of `cargo xtask test`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Run only tests whose names contain this, without lints and other checks
    filter: Option<String>,
    /// Leave out the browser tests
    #[arg(long, conflicts_with = "engines")]
    native: bool,
    /// Run only the browser tests, in this browser; may be repeated
    #[arg(long = "engine", value_name = "NAME")]
    engines: Vec<Engine>,
    /// Install missing system packages (needs root, or sudo without a password)
    #[arg(long)]
    install: bool,
}

/// A step of the second lane.
#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
pub(crate) enum BackgroundStep {
    Browsers,
    ReleaseBuild,
    BothStories,
    NpmPackage,
    PlainBuild,
    YewHost,
    Size,
    Types,
    Pages,
    JavaScript,
    Dependencies,
}

impl BackgroundStep {
    /// The steps of a complete run, in their order. Steps that wait for the main lane's use of Cargo come late.
    fn of_complete_run(is_native: bool) -> Vec<Self> {
        let is_wanted = |step: &Self| !is_native || !step.is_for_browsers();
        Self::value_variants().iter().copied().filter(is_wanted).collect()
    }

    /// Returns true if the browser tests need this step.
    fn is_for_browsers(self) -> bool {
        matches!(self, Self::Browsers | Self::BothStories | Self::PlainBuild | Self::NpmPackage | Self::YewHost)
    }

    fn title(self) -> &'static str {
        match self {
            Self::Browsers => "browsers",
            Self::ReleaseBuild => "release build",
            Self::BothStories => "site of both stories",
            Self::PlainBuild => "plain build",
            Self::NpmPackage => "npm package",
            Self::YewHost => "Yew host application",
            Self::Size => "size",
            Self::Types => "types",
            Self::Pages => "pages",
            Self::JavaScript => "JavaScript",
            Self::Dependencies => "licences of dependencies",
        }
    }

    /// Runs the step in this process.
    pub(crate) fn run(self) -> Result<()> {
        match self {
            Self::Browsers => {
                tools::ensure_browsers(&Engine::ALL)?;
                tools::ensure_page_libraries()
            }
            Self::ReleaseBuild => build::run(&build::Options { single_file: true, ..build::Options::default() }),
            Self::BothStories => build::build_both_stories(),
            Self::PlainBuild => build::run(&build::Options { plain: true, ..build::Options::default() }),
            Self::NpmPackage => npm::build(),
            Self::YewHost => yew_host::build(),
            Self::Size => {
                ensure!(size::check()?, "the build is larger than its budget");
                Ok(())
            }
            Self::Types => types::check(),
            Self::Pages => pages::check(),
            Self::JavaScript => javascript::check(),
            Self::Dependencies => dependencies::check(),
        }
    }

    /// Runs the step in a separate process. Returns its output and whether it succeeded.
    fn run_in_process(self) -> Result<(String, bool)> {
        let name = self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("step").arg(name).args(tools::may_install().then_some("--install"));
        let (mut reader, writer) = std::io::pipe()?;
        let mut child = command.stdout(writer.try_clone()?).stderr(writer).spawn()?;
        // The command holds the other end of the pipe, which has to be closed for the output to end.
        drop(command);
        let mut output = Vec::new();
        reader.read_to_end(&mut output)?;
        Ok((String::from_utf8_lossy(&output).into_owned(), child.wait()?.success()))
    }
}

/// The result of a background step.
struct Finished {
    step: BackgroundStep,
    output: String,
    is_ok: bool,
    time: Duration,
}

/// Runs these steps one after another on a thread.
fn start(steps: Vec<BackgroundStep>) -> Receiver<Finished> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for step in steps {
            let start = Instant::now();
            let (output, is_ok) = step.run_in_process().unwrap_or_else(|error| (format!("error: {error:#}\n"), false));
            // Fails only when the receiver has ended the run.
            let _ = sender.send(Finished { step, output, is_ok, time: start.elapsed() });
        }
    });
    receiver
}

impl Finished {
    fn report(self, tally: &mut Tally) -> bool {
        println!("\n== {}\n{}", self.step.title(), self.output.trim_end());
        tally.finish_step(self.step.title(), self.is_ok, self.time)
    }
}

/// Runs the checks. False if one failed; later steps run all the same, so that one run reports everything.
pub(crate) fn run(options: &Options) -> Result<bool> {
    tools::allow_install(options.install);
    let mut tally = Tally::default();
    if options.filter.is_none() && options.engines.is_empty() {
        run_everything(options.native, &mut tally);
    } else {
        run_selection(options, &mut tally);
    }
    Ok(tally.print())
}

fn run_everything(is_native: bool, tally: &mut Tally) {
    if !tally.step("tools", |_| tools::ensure_rust()) {
        return;
    }
    let background = start(BackgroundStep::of_complete_run(is_native));
    tally.step("formatting", |_| run_cargo(&["fmt", "--all", "--check"]));
    let warnings_are_errors = ["--", "-D", "warnings"];
    let lint = |args: &[&str]| run_cargo(&[&["clippy"], args, &warnings_are_errors].concat());
    tally.step("lints", |_| lint(&["--workspace", "--all-targets", "--all-features"]));
    tally.step("lints of the WebAssembly", |_| {
        lint(&["--lib", "--features", "ar", "--target", tools::WASM_TARGET])?;
        lint(&["--package", "sidelight-host", "--target", tools::WASM_TARGET])
    });
    tally.step("documentation", |_| document());
    tally.step("native tests", |tally| run_native_tests(None, tally));
    tally.step("documentation tests", |tally| run_doc_tests(None, tally));
    if !is_native {
        tally.step("browser tests: compilation", |_| run_cargo(&[&BROWSER[..], &["--no-run"]].concat()));
    }
    let mut failed = Vec::new();
    for finished in background {
        let step = finished.step;
        if !finished.report(tally) {
            failed.push(step);
        }
    }
    if is_native {
        return;
    }
    let is_built = |step| !failed.contains(&step);
    if is_built(BackgroundStep::ReleaseBuild) {
        tally.step("browser tests", |tally| run_browser_tests(&Engine::ALL, None, tally));
        if is_built(BackgroundStep::PlainBuild) {
            tally.step("browser tests of the plain build", run_plain_tests);
        }
    }
}

/// Runs the tests that a filter selects, or all browser tests in some of the browsers.
fn run_selection(options: &Options, tally: &mut Tally) {
    let filter = options.filter.as_deref();
    let engines = if options.engines.is_empty() { &Engine::ALL[..] } else { &options.engines };
    if options.engines.is_empty() {
        tally.step("native tests", |tally| run_native_tests(filter, tally));
        tally.step("documentation tests", |tally| run_doc_tests(filter, tally));
    }
    if options.native {
        return;
    }
    let is_ready = tally.step("browsers", |_| {
        tools::ensure_browsers(engines)?;
        tools::ensure_page_libraries()
    });
    let is_ready = is_ready && tally.step("release build", |_| build::ensure_current());
    if is_ready {
        tally.step("site of both stories", |_| {
            if build::is_current(&build::both_stories_dir()) { Ok(()) } else { build::build_both_stories() }
        });
        tally.step("Yew host application", |_| yew_host::build());
        tally.step("npm package", |_| npm::build());
        tally.step("browser tests", |tally| run_browser_tests(engines, filter, tally));
    }
}

fn run_cargo(args: &[&str]) -> Result<()> {
    cargo::run(&mut cargo::cargo(args))
}

/// Builds the documentation, natively and for browsers; broken links are errors.
fn document() -> Result<()> {
    let args = ["doc", "--quiet", "--no-deps", "--document-private-items"];
    let browser = ["--lib", "--features", "ar", "--target", tools::WASM_TARGET];
    for scope in [&["--workspace", "--all-features"][..], &browser] {
        cargo::run(cargo::cargo(&args).args(scope).env("RUSTDOCFLAGS", "-D warnings"))?;
    }
    Ok(())
}

/// Runs every test target but the browser tests. Cargo can't leave one out, so the others are named.
fn run_native_tests(filter: Option<&str>, tally: &mut Tally) -> Result<()> {
    let mut command = cargo::cargo(&["test", "--workspace", "--features", "cli", "--no-fail-fast", "--lib", "--bins"]);
    let metadata = cargo::metadata(&["--no-deps"])?;
    for package in dependencies::items(&metadata["packages"]) {
        for target in dependencies::items(&package["targets"]) {
            let name = target["name"].as_str().unwrap_or_default();
            if target["kind"][0] == "test" && name != "browser" {
                command.args(["--test", name]);
            }
        }
    }
    tally.run_tests(command.arg("--").args(filter))
}

fn run_doc_tests(filter: Option<&str>, tally: &mut Tally) -> Result<()> {
    let mut command = cargo::cargo(&["test", "--workspace", "--features", "cli", "--doc"]);
    tally.run_tests(command.arg("--").args(filter))
}

fn run_browser_tests(engines: &[Engine], filter: Option<&str>, tally: &mut Tally) -> Result<()> {
    tally.run_tests(browser_tests(engines).args(filter))
}

/// Runs part of the browser tests in Chromium against the build without passes.
fn run_plain_tests(tally: &mut Tally) -> Result<()> {
    for module in PLAIN {
        let mut command = browser_tests(&[Engine::Chromium]);
        command.env("SIDELIGHT_DIST", build::plain_dir());
        tally.run_tests(command.arg(format!("chromium::{module}::")))?;
    }
    Ok(())
}

fn browser_tests(engines: &[Engine]) -> Command {
    let names: Vec<_> = engines.iter().map(|engine| engine.name()).collect();
    let mut command = cargo::cargo(&BROWSER);
    command.arg("--").env("SIDELIGHT_ENGINES", names.join(","));
    // A failed test then prints the line at which it failed.
    command.env("RUST_LIB_BACKTRACE", "1");
    tools::set_tools_dir(&mut command);
    command
}
