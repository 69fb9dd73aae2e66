//! Browser tests: every case in Chromium, Firefox and WebKit, over WebDriver.
//!
//! A case is `fn(&Page) -> Result`, listed in the `CASES` of its file. It acts through page objects (`page/`):
//! `page.card().close()?`. A selector names parts of the page, not classes: `page.click(">>> @card @pin-button")?`
//! (`page/selectors.rs`). A case waits for a condition with `page.wait_until`, and never sleeps. Many cases run on the
//! Arabic story too: `arabic_cases.rs` lists them, `cast.rs` has the parts of both stories that cases name.
//!
//! A run leaves two lists in the target folder: `browser-times.txt` with the duration of each case, and `unsteady.txt`
//! with the cases that passed only the second time.

mod accessibility;
mod arabic_cases;
mod axe;
mod axe_exceptions;
mod bench;
mod carousel;
mod carousel_input;
mod case;
mod cast;
mod client;
mod compiled_stories;
mod contract;
mod copying;
mod early_input;
mod embed_guide;
mod engine;
mod events;
mod focus_return;
mod grid;
mod highlights;
mod hostile;
#[path = "../fixtures/hostile.rs"]
mod hostile_stories;
mod iframe_protocol;
mod iframe_reader;
mod input;
mod inside_yew;
mod isolation;
mod lazy;
mod links;
mod load_failures;
mod long_quotes;
mod media;
mod memory;
mod multiple_instances;
mod note_sheets;
mod notes;
mod offline;
mod package;
mod page;
mod paint;
mod peers;
mod previews;
mod process;
mod quotes;
mod readable_script;
mod reading;
mod reading_bar;
mod render_cost;
mod screenshots;
mod server;
mod single;
mod smoke;
mod snippet;
mod static_page;
mod story_errors;
mod story_variant;
mod takeover;
mod theming;
mod timeline;
mod timeline_gestures;
mod timeline_rendering;

use std::process::ExitCode;

use case::{Case, Plan};
use engine::Engine;
use story_variant::SEED;

/// Files whose cases run in every engine: loading, layout, input, focus, scrolling, isolation and accessibility.
const IN_EVERY_ENGINE: &[&[Case]] = &[
    smoke::CASES,
    static_page::CASES,
    takeover::CASES,
    early_input::CASES,
    offline::CASES,
    single::CASES,
    reading::CASES,
    reading_bar::CASES,
    highlights::CASES,
    note_sheets::CASES,
    carousel::CASES,
    carousel_input::CASES,
    compiled_stories::CASES,
    timeline_gestures::CASES,
    timeline_rendering::CASES,
    focus_return::CASES,
    load_failures::CASES,
    isolation::CASES,
    lazy::CASES,
    iframe_protocol::CASES,
    iframe_reader::CASES,
    memory::CASES,
    accessibility::CASES,
    media::CASES,
];

/// Files about the logic of the element, the same in every engine: each case runs in one, and the engines take turns.
const IN_ONE_ENGINE: &[&[Case]] = &[
    notes::CASES,
    copying::CASES,
    long_quotes::CASES,
    quotes::CASES,
    timeline::CASES,
    events::CASES,
    links::CASES,
    story_errors::CASES,
    contract::CASES,
    theming::CASES,
    grid::CASES,
    render_cost::CASES,
    previews::CASES,
    embed_guide::CASES,
    inside_yew::CASES,
    package::CASES,
    multiple_instances::CASES,
    hostile::CASES,
];

fn main() -> ExitCode {
    if !server::dist().join("index.html").is_file() {
        eprintln!("error: dist/ is not built; run: cargo xtask test");
        return ExitCode::FAILURE;
    }
    process::end_on_interrupt();
    let instead = None
        .or_else(|| std::env::var_os("SIDELIGHT_SHOTS").map(|out| screenshots::take(out.as_ref())))
        .or_else(|| std::env::var_os("SIDELIGHT_PICTURE").map(|out| screenshots::take_picture(out.as_ref())))
        .or_else(|| std::env::var_os("SIDELIGHT_PEERS").map(|_| peers::run()))
        .or_else(|| std::env::var_os("SIDELIGHT_BENCH").map(|_| paint::run().and_then(|()| bench::run())));
    if let Some(result) = instead {
        return result.map_or_else(
            |error| {
                eprintln!("error: {error:#}");
                ExitCode::FAILURE
            },
            |()| ExitCode::SUCCESS,
        );
    }
    if !server::both_stories_dir().join("index.html").is_file() {
        eprintln!("error: the site of both stories is not built; run: cargo xtask test");
        return ExitCode::FAILURE;
    }
    let mut args = libtest_mimic::Arguments::from_args();
    let everywhere = |case| Plan { variant: &SEED, case, engines: Engine::ALL.to_vec() };
    let in_turn = |(number, case)| Plan::in_one_engine(&SEED, case, number);
    let mut plans: Vec<_> = IN_EVERY_ENGINE.concat().into_iter().map(everywhere).collect();
    plans.extend(IN_ONE_ENGINE.concat().into_iter().enumerate().map(in_turn));
    plans.extend(arabic_cases::plans());
    let trials = case::trials(&plans);
    case::start_lists();
    // Each engine takes its cases one after another; a thread that waits for its turn costs nothing.
    args.test_threads = args.test_threads.or(Some(trials.len().max(1)));
    let conclusion = libtest_mimic::run(&args, trials);
    process::end_all();
    conclusion.exit_code()
}
