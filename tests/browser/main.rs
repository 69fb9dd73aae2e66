//! Browser tests: every case in Chromium, Firefox and WebKit, over WebDriver.
//!
//! A case is `fn(&Page) -> Result`, named in the `CASES` of its file. Write `page.click(">>> .next")?` to click what
//! stands in the shadow root of `sidelight-story`, and wait for what follows with `page.wait_until`, never by sleeping.
//! Many run on a second story, too (`second.rs` says which, `tale.rs` how).

mod axe;
mod bench;
mod carousel;
mod case;
mod client;
mod conduct;
mod contract;
mod copying;
mod cost;
mod decided;
mod dressing;
mod engine;
mod events;
mod framed;
mod frames;
mod grid;
mod highlights;
mod hostile;
#[path = "../fixtures/hostile.rs"]
mod hostile_stories;
mod input;
mod inside_yew;
mod isolation;
mod lazy;
mod links;
mod long_quotes;
mod many;
mod media;
mod memory;
mod moving;
mod notes;
mod offline;
mod package;
mod page;
mod paint;
mod previews;
mod process;
mod quotes;
mod reading;
mod returning;
mod second;
mod server;
mod sheets;
mod shots;
mod single;
mod smoke;
mod snippet;
mod static_page;
mod stories;
mod takeover;
mod tale;
mod timeline;
mod touching;
mod trouble;
mod turning;
mod ways;

use std::process::ExitCode;

use case::Case;

/// The cases of every file.
const CASES: &[&[Case]] = &[
    smoke::CASES,
    static_page::CASES,
    takeover::CASES,
    touching::CASES,
    offline::CASES,
    single::CASES,
    reading::CASES,
    highlights::CASES,
    notes::CASES,
    sheets::CASES,
    copying::CASES,
    carousel::CASES,
    turning::CASES,
    long_quotes::CASES,
    quotes::CASES,
    cost::CASES,
    timeline::CASES,
    events::CASES,
    grid::CASES,
    moving::CASES,
    returning::CASES,
    links::CASES,
    stories::CASES,
    contract::CASES,
    previews::CASES,
    ways::CASES,
    dressing::CASES,
    trouble::CASES,
    isolation::CASES,
    lazy::CASES,
    frames::CASES,
    framed::CASES,
    inside_yew::CASES,
    package::CASES,
    many::CASES,
    memory::CASES,
    hostile::CASES,
    conduct::CASES,
    media::CASES,
];

fn main() -> ExitCode {
    if !server::dist().join("index.html").is_file() {
        eprintln!("error: dist/ is not built; run: cargo xtask test");
        return ExitCode::FAILURE;
    }
    process::end_on_interrupt();
    let instead = match std::env::var_os("SIDELIGHT_SHOTS") {
        Some(out) => Some(shots::take(out.as_ref())),
        None => std::env::var_os("SIDELIGHT_BENCH").map(|_| paint::run().and_then(|()| bench::run())),
    };
    if let Some(result) = instead {
        return result.map_or_else(
            |error| {
                eprintln!("error: {error:#}");
                ExitCode::FAILURE
            },
            |()| ExitCode::SUCCESS,
        );
    }
    if !server::both().join("index.html").is_file() {
        eprintln!("error: the site of both stories is not built; run: cargo xtask test");
        return ExitCode::FAILURE;
    }
    let mut args = libtest_mimic::Arguments::from_args();
    let trials = case::trials(&[(&tale::SEED, CASES.concat()), (&tale::SECOND, second::cases())]);
    // Each engine takes its cases one after another; a thread that waits for its turn costs nothing.
    args.test_threads = args.test_threads.or(Some(trials.len().max(1)));
    let conclusion = libtest_mimic::run(&args, trials);
    process::end_all();
    conclusion.exit_code()
}
