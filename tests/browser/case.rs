//! Test cases, and the trial of each case per engine.

use std::fs;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Result, anyhow};
use libtest_mimic::{Failed, Trial};

use crate::engine::{Browser, Engine};
use crate::page::Page;
use crate::process::target_dir;
use crate::story_variant::StoryVariant;

/// One test, to be run in every engine.
#[derive(Clone, Copy)]
pub(crate) struct Case {
    name: &'static str,
    run: fn(&Page) -> Result<()>,
    only: Option<(&'static [Engine], &'static str)>,
}

impl Case {
    /// A case that runs in every engine.
    pub(crate) const fn new(name: &'static str, run: fn(&Page) -> Result<()>) -> Self {
        Self { name, run, only: None }
    }

    /// The name without the name of this program: `notes::a_figure_has_a_chart`.
    pub(crate) fn short(&self) -> &'static str {
        self.name.trim_start_matches("browser::")
    }

    /// Restricts the case to some engines; `reason` is printed if it is skipped.
    pub(crate) const fn only(mut self, engines: &'static [Engine], reason: &'static str) -> Self {
        self.only = Some((engines, reason));
        self
    }
}

/// `case!(focus_moves)` is the case of that function, named after the file and the function.
macro_rules! case {
    ($function:ident) => {
        $crate::case::Case::new(concat!(module_path!(), "::", stringify!($function)), $function)
    };
}
pub(crate) use case;

/// A case, the story that it runs on, and the engines that it runs in.
#[derive(Clone)]
pub(crate) struct Plan {
    pub(crate) variant: &'static StoryVariant,
    pub(crate) case: Case,
    pub(crate) engines: Vec<Engine>,
}

impl Plan {
    /// A case in one engine: the requested engines that can run cases take turns, by the number of the case. Chromium has one
    /// turn in five, because more cases can run in Chromium only.
    pub(crate) fn in_one_engine(variant: &'static StoryVariant, case: Case, number: usize) -> Self {
        const TURNS: [Engine; 5] = [Engine::Firefox, Engine::WebKit, Engine::Chromium, Engine::Firefox, Engine::WebKit];
        let wanted = wanted_engines();
        let can_run = |engine: &Engine| wanted.contains(engine) && case.engines().contains(engine);
        let engines: Vec<_> = TURNS.into_iter().filter(can_run).collect();
        let turn = number % engines.len().max(1);
        Self { variant, case, engines: engines.into_iter().skip(turn).take(1).collect() }
    }
}

impl Case {
    /// The engines that can run the case.
    pub(crate) fn engines(&self) -> &'static [Engine] {
        self.only.map_or(&Engine::ALL, |(engines, _)| engines)
    }
}

/// The browser of an engine, which its cases use in turn.
struct Lane {
    engine: Engine,
    browser: Option<Browser>,
    /// The error of the engine if it does not start: later cases fail at once.
    broken: Option<String>,
}

/// The requested engines (`SIDELIGHT_ENGINES`, comma-separated; all if unset).
pub(crate) fn wanted_engines() -> Vec<Engine> {
    let wanted = std::env::var("SIDELIGHT_ENGINES").unwrap_or_default();
    let is_wanted = |engine: &Engine| wanted.is_empty() || wanted.split(',').any(|name| name == engine.name());
    Engine::ALL.into_iter().filter(is_wanted).collect()
}

/// A trial for every plan in every requested engine.
pub(crate) fn trials(plans: &[Plan]) -> Vec<Trial> {
    let mut trials = Vec::new();
    for engine in wanted_engines() {
        let lane = Arc::new(Mutex::new(Lane { engine, browser: None, broken: None }));
        for &Plan { variant, case, ref engines } in plans {
            if !engines.contains(&engine) {
                continue;
            }
            let lane = Arc::clone(&lane);
            let name = format!("{}::{}{}", engine.name(), variant.name, case.short());
            let trial = Trial::test(name, move || run(&lane, variant, case));
            let skipped = case.only.filter(|(engines, _)| !engines.contains(&engine));
            trials.push(match skipped {
                Some((_, reason)) => trial.with_ignored_flag(true).with_kind(reason),
                None => trial,
            });
        }
    }
    trials
}

/// The number of cases that a run repeats after a failure. A case that passes only the second time is unsteady, and listed
/// in `target/unsteady.txt`; a further failure fails the run. An unsteady case is a bug: of the case, the driver or
/// the story.
const UNSTEADY_BUDGET: usize = 6;

/// Runs a case, and once more in a fresh browser if it fails. The output names each case that passed the second time.
fn run(lane: &Mutex<Lane>, variant: &'static StoryVariant, case: Case) -> Result<(), Failed> {
    static TRIED: AtomicUsize = AtomicUsize::new(0);
    let mut lane = lane.lock().unwrap_or_else(PoisonError::into_inner);
    let start = Instant::now();
    let first = attempt(&mut lane, variant, case);
    let took = start.elapsed().as_millis();
    append("browser-times.txt", &format!("{took:>7} ms {}::{}{}\n", lane.engine.name(), variant.name, case.short()));
    let Err(failed) = &first else { return first };
    if lane.broken.is_some() || TRIED.fetch_add(1, Ordering::Relaxed) >= UNSTEADY_BUDGET {
        return first;
    }
    let name = format!("{}::{}{}", lane.engine.name(), variant.name, case.short());
    let why = failed.message().unwrap_or_default().replace('\n', "\n  ");
    let second = attempt(&mut lane, variant, case);
    if second.is_ok() {
        println!("unsteady: {name} passed when it was tried again; before, it said:\n  {why}");
        append("unsteady.txt", &format!("{name}\n  {why}\n"));
    }
    second
}

/// Empties the lists that a run leaves in the target folder.
pub(crate) fn start_lists() {
    for name in ["unsteady.txt", "browser-times.txt"] {
        // A missing list is an empty list.
        let _ = fs::remove_file(target_dir().join(name));
    }
}

/// Adds to a list in the target folder. A list that can't be written fails no test.
fn append(name: &str, text: &str) {
    let file = fs::OpenOptions::new().create(true).append(true).open(target_dir().join(name));
    let _ = file.and_then(|mut file| file.write_all(text.as_bytes()));
}

fn attempt(lane: &mut Lane, variant: &'static StoryVariant, case: Case) -> Result<(), Failed> {
    if let Some(why) = &lane.broken {
        return Err(why.into());
    }
    let browser = match lane.browser.take().map_or_else(|| Browser::start(lane.engine), Ok) {
        Ok(browser) => browser,
        Err(error) => {
            let why = format!("{} doesn't start: {error:#}", lane.engine.name());
            lane.broken = Some(why.clone());
            return Err(why.into());
        }
    };
    let page = Page::new(browser, variant);
    let result = catch_unwind(AssertUnwindSafe(|| page.reset().and_then(|()| (case.run)(&page))));
    let error = match result {
        Ok(Ok(())) => {
            lane.browser = Some(page.into_browser());
            return Ok(());
        }
        Ok(Err(error)) => error,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            anyhow!("panicked: {}", text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("no message"))
        }
    };
    // The browser ends with `page`: the next case starts a new one.
    let state = page.post_mortem(&format!("{}{}", variant.name, case.short()));
    Err(format!("{error:#}{}\n{state}", places(&error)).into())
}

/// The lines of the backtrace that are in the tests.
fn places(error: &anyhow::Error) -> String {
    let backtrace = error.backtrace().to_string();
    let own =
        |line: &&str| line.contains("tests/browser/") && !line.contains("/case.rs") && !line.contains("/client.rs");
    backtrace.lines().map(str::trim).filter(own).map(|line| format!("\n  {line}")).collect()
}
