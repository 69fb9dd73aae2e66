//! One visit of a page on an emulated phone, and what it measures.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::json;
use sidelight::story::Story;

use super::compared_page::ComparedPage;
use super::note::open_note;
use crate::page::Page;

/// A phone: the viewport in CSS pixels.
pub(crate) const WIDTH: u32 = 412;
pub(crate) const HEIGHT: u32 = 915;

/// The processor is slowed this many times.
pub(crate) const PROCESSOR: u32 = 4;
/// The latency of a request, in milliseconds.
pub(crate) const LATENCY: f64 = 150.0;
/// The throughput of downloads and uploads, in bits per second: the “slow 4G” of Lighthouse.
pub(crate) const DOWNLOAD: f64 = 1_600_000.0;
const UPLOAD: f64 = 750_000.0;

/// The measurement ends this long after the page is ready.
const SETTLING: Duration = Duration::from_secs(2);

/// The longest time until a page is ready.
const PATIENCE: Duration = Duration::from_secs(180);

/// Records performance entries from before the scripts of the page run (Paint Timing; Largest Contentful Paint; Long
/// Tasks), and the event `READY`.
const WATCH: &str = "window.seen = { tasks: [] };
  seen.isReady = new Promise((done) => addEventListener('READY', () => { seen.ready ??= performance.now(); done(true); }));
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch('paint', ({ name, startTime }) => { if (name === 'first-contentful-paint') seen.first = startTime; });
  watch('largest-contentful-paint', ({ startTime }) => { seen.largest = startTime; });
  watch('longtask', ({ startTime, duration }) => seen.tasks.push([startTime, duration]));";

/// Waits in the page, without polling, so that waiting takes no time of the main thread.
const WAIT: &str = "Promise.race([seen.isReady, new Promise((done) => setTimeout(done, 20000, false))])";

/// The measurements that the page has recorded, its number of elements, and the bytes of the page and of all other files.
const RECORDED: &str = "(() => {
  const count = (root) =>
    [...root.querySelectorAll('*')].reduce((sum, it) => sum + 1 + (it.shadowRoot ? count(it.shadowRoot) : 0), 0);
  const bytes = (type) => performance.getEntriesByType(type).reduce((sum, it) => sum + it.encodedBodySize, 0);
  const { first, largest, ready, tasks } = seen;
  return { first, largest, ready, tasks, elements: count(document), html: bytes('navigation'), files: bytes('resource') };
})()";

/// The results of one visit: times in milliseconds, counts, and sizes in bytes.
#[derive(Clone, Copy)]
pub(crate) struct Visit {
    pub(crate) first_paint: f64,
    pub(crate) largest_paint: f64,
    pub(crate) ready: f64,
    pub(crate) main_thread: f64,
    pub(crate) blocked: f64,
    pub(crate) longest_task: f64,
    pub(crate) style: f64,
    pub(crate) elements: f64,
    /// From the touch until the note is shown; `None` if the page has no notes.
    pub(crate) note: Option<f64>,
    pub(crate) html_bytes: f64,
    pub(crate) file_bytes: f64,
}

impl Visit {
    /// Visits a page of `story` in a new window, with an empty cache.
    pub(crate) fn of(page: &Page, compared: &ComparedPage, story: &Story) -> Result<Self> {
        page.in_new_window(|| Self::in_window(page, compared, story)).context(compared.name)
    }

    fn in_window(page: &Page, compared: &ComparedPage, story: &Story) -> Result<Self> {
        emulate(page)?;
        let watch = WATCH.replace("READY", compared.ready);
        page.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch }))?;
        page.cdp("Performance.enable", json!({}))?;
        let before = Durations::of(page)?;
        page.goto(&compared.path)?;
        let end = Instant::now() + PATIENCE;
        while page.js(WAIT)? != true {
            ensure!(Instant::now() < end, "the page is not ready within {} seconds", PATIENCE.as_secs());
        }
        thread::sleep(SETTLING);
        let after = Durations::of(page)?;
        let recorded = page.js(RECORDED)?;
        let number = |key: &str| recorded[key].as_f64().with_context(|| format!("the page has not recorded: {key}"));
        let ready = number("ready")?;
        let tasks = recorded["tasks"].as_array().into_iter().flatten();
        let tasks = tasks.filter_map(|task| Some((task[0].as_f64()?, task[1].as_f64()?)));
        let until = ready + SETTLING.as_secs_f64() * 1000.0;
        let lengths: Vec<_> = tasks.filter(|(start, _)| *start < until).map(|(_, length)| length).collect();
        Ok(Self {
            first_paint: number("first")?,
            largest_paint: number("largest")?,
            ready,
            main_thread: after.task - before.task,
            // The part of each task beyond 50 ms.
            blocked: lengths.iter().map(|length| (length - 50.0).max(0.0)).sum(),
            longest_task: lengths.iter().copied().fold(0.0, f64::max),
            style: after.style - before.style,
            elements: number("elements")?,
            note: compared.is_open.map(|is_open| open_note(page, is_open, story)).transpose()?,
            html_bytes: number("html")?,
            file_bytes: number("files")?,
        })
    }
}

/// Times of the main thread since the window opened, in milliseconds.
struct Durations {
    task: f64,
    style: f64,
}

impl Durations {
    fn of(page: &Page) -> Result<Self> {
        let metrics = page.cdp("Performance.getMetrics", json!({}))?;
        let metric = |name: &str| {
            let all = metrics["metrics"].as_array().into_iter().flatten();
            let seconds = all.filter(|it| it["name"] == name).find_map(|it| it["value"].as_f64());
            seconds.map(|seconds| seconds * 1000.0).with_context(|| format!("Chromium has no metric {name}"))
        };
        Ok(Self { task: metric("TaskDuration")?, style: metric("RecalcStyleDuration")? })
    }
}

/// A phone with a slow processor and a slow network, and no cache.
fn emulate(page: &Page) -> Result<()> {
    let screen = json!({ "width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 2, "mobile": true });
    let network = json!({
        "offline": false,
        "latency": LATENCY,
        "downloadThroughput": DOWNLOAD / 8.0,
        "uploadThroughput": UPLOAD / 8.0,
    });
    for (command, params) in [
        ("Page.bringToFront", json!({})),
        ("Emulation.setDeviceMetricsOverride", screen),
        ("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })),
        ("Network.enable", json!({})),
        ("Network.setBypassServiceWorker", json!({ "bypass": true })),
        ("Network.setCacheDisabled", json!({ "cacheDisabled": true })),
        ("Network.emulateNetworkConditions", network),
        ("Emulation.setCPUThrottlingRate", json!({ "rate": PROCESSOR })),
    ] {
        page.cdp(command, params)?;
    }
    Ok(())
}
