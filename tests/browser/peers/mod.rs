//! Sidelight against sets of libraries that do the same together, and against a static page: `cargo xtask bench --peers`.
//!
//! All pages show the same article: `tests/peers` has the scripts and the styles, [`article::Article`] adds the content.

mod article;
mod compared_page;
mod copies;
mod note;
mod table;
mod visit;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use self::compared_page::ComparedPage;
use self::visit::{DOWNLOAD, HEIGHT, LATENCY, PROCESSOR, Visit, WIDTH};
use crate::engine::Browser;
use crate::page::Page;
use crate::server::peers_dir;
use crate::story_variant::SEED;

/// The names of the sets' folders.
const SETS: [&str; 2] = ["set-a", "set-b"];

/// Visits the pages in turns, and prints the medians.
pub(crate) fn run() -> Result<()> {
    let [runs, copies] = [number("SIDELIGHT_PEERS")?, number("SIDELIGHT_COPIES")?];
    for set in SETS {
        ensure!(
            peers_dir().join(set).join("app.js").is_file(),
            "the page of {set} is not built; run: cargo xtask bench --peers"
        );
    }
    let story = copies::checked(&copies::repeated(&SEED.story()?, copies))?;
    let page = Page::new(Browser::start_optimising()?, &SEED);
    // A page of a long story is ready late.
    page.command("/timeouts", json!({ "script": 80_000, "pageLoad": 80_000 }))?;
    let compared = ComparedPage::serve_all(&page, &story, copies)?;
    let mut visits = compared.each_ref().map(|it| (it.name, Vec::new()));
    // The first visits fill the caches of the server and of the browser's process, and don't count.
    for run in 0..=runs {
        for at in 0..compared.len() {
            let at = (at + run) % compared.len();
            let visit = Visit::of(&page, &compared[at], &story)?;
            let what = if run == 0 { "not counted".to_owned() } else { format!("run {run} of {runs}") };
            eprintln!("{}, {what}: ready after {:.0} ms", compared[at].name, visit.ready);
            if run > 0 {
                visits[at].1.push(visit);
            }
        }
    }
    let version = page.cdp("Browser.getVersion", json!({}))?;
    println!(
        "{}, {WIDTH} × {HEIGHT}, CPU slowed {PROCESSOR} times, {:.1} Mbit/s, {LATENCY:.0} ms latency, empty cache; medians of {runs}",
        version["product"].as_str().unwrap_or("Chromium"),
        DOWNLOAD / 1e6
    );
    println!(
        "{} paragraphs, {} highlights, {} events, {} quotes\n",
        story.texts.len(),
        story.occurrences.len(),
        story.events.len(),
        story.quotes.len()
    );
    table::print(&visits, 1..1 + SETS.len());
    Ok(())
}

/// A number in a variable of the environment.
fn number(name: &str) -> Result<usize> {
    let text = std::env::var(name).with_context(|| format!("{name} is not set"))?;
    let number = text.parse().with_context(|| format!("{name} is no number: {text}"))?;
    ensure!(number > 0, "{name} is 0");
    Ok(number)
}
