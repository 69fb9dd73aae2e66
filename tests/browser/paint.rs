//! Times until the page is painted and ready, against the same page without scripts: `cargo xtask bench`.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::engine::{Browser, Engine};
use crate::page::Page;
use crate::server::dist;
use crate::story_variant::SEED;

/// The number of visits of each page, in turns.
const RUNS: usize = 15;

/// Four times slower than this machine, and the “slow 4G” of browsers' developer tools: 562.5 ms latency, 1.44 Mbit/s.
const PROCESSOR: u32 = 4;
const LATENCY: f64 = 562.5;
const THROUGHPUT: f64 = 1_440_000.0 / 8.0;

/// Records performance entries from before the scripts of the page run (Paint Timing; Largest Contentful
/// Paint; Long Tasks).
const WATCH: &str = "window.seen = { tasks: [] };
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch('paint', ({ name, startTime }) => { if (name === 'first-contentful-paint') seen.first = startTime; });
  watch('largest-contentful-paint', ({ startTime }) => { seen.largest = startTime; });
  watch('longtask', ({ startTime, duration }) => seen.tasks.push([startTime, duration]));
  addEventListener('sidelight-ready', () => { seen.ready = performance.now(); });";

/// A JavaScript expression: waits until everything is painted, a live page is ready, and the observers have been called.
const DONE: &str = "seen.first && seen.largest && (seen.ready || !document.querySelector('script'))
  && new Promise((done) => requestIdleCallback(done)).then(() => frame()).then(() => true)";

/// The times of one visit, in milliseconds.
struct Visit {
    first: f64,
    largest: f64,
    ready: f64,
    blocked: f64,
}

/// Prints the medians for a phone and a desk.
pub(crate) fn run() -> Result<()> {
    let page = Page::new(Browser::start(Engine::Chromium)?, &SEED);
    let html = std::fs::read_to_string(dist().join("index.html"))?;
    let is_script = |line: &str| {
        ["<script", "<link rel=\"modulepreload", "<link rel=\"preload"].iter().any(|tag| line.starts_with(tag))
    };
    let bare = html.lines().filter(|line| !is_script(line)).collect::<Vec<_>>().join("\n");
    page.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH }))?;
    // A cache would speed up the next visit.
    page.cdp("Network.enable", json!({}))?;
    page.cdp("Network.setBypassServiceWorker", json!({ "bypass": true }))?;
    page.cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true }))?;
    println!(
        "The page as it is, against the same without scripts (Chromium, processor 4 times slower, slow 4G; medians of {RUNS}, in ms)"
    );
    println!("{:>7} {:>24} {:>24} {:>16} {:>16}", "width", "first paint", "largest paint", "blocked", "ready");
    for (width, height) in [(360, 740), (1440, 900)] {
        page.viewport(width, height)?;
        page.serve("/bare.html", &bare);
        let visits = interleaved(&page)?;
        let [live, bare] = &visits;
        let both = |of: fn(&Visit) -> f64| {
            let [live, bare] = [median(live, of), median(bare, of)];
            format!("{live:.0} / {bare:.0} = {:.3}", live / bare)
        };
        println!(
            "{width:>7} {:>24} {:>24} {:>16.0} {:>16.0}",
            both(|visit| visit.first),
            both(|visit| visit.largest),
            median(live, |visit| visit.blocked),
            median(live, |visit| visit.ready)
        );
    }
    Ok(())
}

fn interleaved(page: &Page) -> Result<[Vec<Visit>; 2]> {
    let mut visits = [Vec::new(), Vec::new()];
    // The first visits fill the server's and the browser's own caches, and don't count.
    for at in 0..=RUNS {
        for (name, visits) in ["index.html", "bare.html"].iter().zip(&mut visits) {
            let visit = visit(page, &format!("/with/brotli/{name}"))?;
            if at > 0 {
                visits.push(visit);
            }
        }
    }
    Ok(visits)
}

fn visit(page: &Page, path: &str) -> Result<Visit> {
    slow(page, 1, 0.0, -1.0)?;
    page.goto("/control/blank.html")?;
    slow(page, PROCESSOR, LATENCY, THROUGHPUT)?;
    page.goto(path)?;
    page.wait_until("everything is painted", DONE)?;
    let seen = page.js("seen")?;
    let number = |value: &Value| value.as_f64().context("a number");
    let (first, largest) = (number(&seen["first"])?, number(&seen["largest"])?);
    let ready = seen["ready"].as_f64().unwrap_or(f64::INFINITY);
    let mut blocked = 0.0;
    for task in seen["tasks"].as_array().context("a list")? {
        let (start, length) = (number(&task[0])?, number(&task[1])?);
        // Blocking time: the part of each task beyond 50 ms, between the first paint and the ready event.
        if start >= first && start < ready {
            blocked += (length - 50.0).max(0.0);
        }
    }
    Ok(Visit { first, largest, ready, blocked })
}

/// Slows the processor and the network down; a throughput of -1 is no limit.
fn slow(page: &Page, times: u32, latency: f64, throughput: f64) -> Result<()> {
    page.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": times }))?;
    let network = json!({
        "offline": false, "latency": latency, "downloadThroughput": throughput, "uploadThroughput": throughput / 2.0,
    });
    page.cdp("Network.emulateNetworkConditions", network)?;
    Ok(())
}

fn median(visits: &[Visit], of: fn(&Visit) -> f64) -> f64 {
    let mut all: Vec<f64> = visits.iter().map(of).collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}
