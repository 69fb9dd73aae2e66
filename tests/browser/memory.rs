//! Removed stories leave no memory in use, whether they are inserted again or dropped.
//!
//! Only Chromium reports the number of nodes, listeners, documents and objects, and the size of the heap after a garbage
//! collection. In all engines, a story that was removed and inserted again exists once and works.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::case::{Case, case};
use crate::engine::Engine;
use crate::multiple_instances::script;
use crate::page::Page;
use crate::server::artifact_names;

/// The reason why a case runs in Chromium only.
const CHROMIUM_ONLY: &str = "only Chromium reports the objects in its memory";

pub(crate) const CASES: &[Case] = &[
    case!(reinserted_elements_are_live_once),
    case!(detects_a_second_view),
    case!(inserted_and_removed_elements_leave_nothing).only(&[Engine::Chromium], CHROMIUM_ONLY),
    case!(elements_removed_while_loading_leave_nothing).only(&[Engine::Chromium], CHROMIUM_ONLY),
    case!(dropped_elements_are_collected).only(&[Engine::Chromium], CHROMIUM_ONLY),
    case!(detects_a_leak).only(&[Engine::Chromium], CHROMIUM_ONLY),
];

/// The number of rounds before the first measurement: after them, every object that is created once exists.
const WARM_UP_ROUNDS: usize = 50;
/// The number of rounds in which a story is removed and inserted again.
const ROUNDS: usize = 500;
/// The number of rounds of the other cases.
const FEWER_ROUNDS: usize = 150;
/// The number of rounds that one script runs: a driver waits one minute for a script.
const ROUNDS_PER_SCRIPT: usize = 25;

/// Clicks, removes and inserts the current story, `it`.
const INSERT_AND_REMOVE: &str = "for (let n = 0; n < count; n++) {
      within(it, '@article-body @mark')[0].click();
      await new Promise((done) => setTimeout(done));
      it.remove();
      await undefined;
      const live = new Promise((done) => it.addEventListener('sidelight-ready', done, { once: true }));
      document.body.append(it);
      await live;
    }";

/// Removes the story at different steps of loading: each round waits a little longer.
const REMOVE_WHILE_LOADING: &str = "for (let n = 0; n < count; n++) {
      it.remove();
      await undefined;
      document.body.append(it);
      for (let step = n % 25; step; step--) await new Promise((done) => setTimeout(done));
    }";

/// Drops the story, and inserts a new one.
const INSERT_AND_DROP: &str = "for (let n = 0; n < count; n++) {
      within(it, '@article-body @mark')[0].click();
      await new Promise((done) => setTimeout(done));
      it.remove();
      window.it = document.createElement('sidelight-story');
      it.setAttribute('src', '/small.json');
      const live = new Promise((done) => it.addEventListener('sidelight-ready', done, { once: true }));
      document.body.append(it);
      await live;
    }";

/// Opens the page with `changes` in the script, and waits until its story is live.
fn open(page: &Page, changes: &[[&str; 2]]) -> Result<()> {
    page.reset()?;
    page.viewport(1440, 900)?;
    page.serve("/element.js", &script(changes)?);
    let html =
        include_str!("../pages/multiple-instances/moved.html").replace("/stories/open-source-ai.json", "/small.json");
    page.serve("/moved.html", &html);
    let mut story: Value = serde_json::from_str(include_str!("../fixtures/everything.json"))?;
    story["image"].take();
    if let Some(blocks) = story["body"].as_array_mut() {
        blocks.retain(|block| block["image"].is_null());
    }
    page.serve("/small.json", &story.to_string());
    page.goto("/moved.html")?;
    page.wait_live()?;
    page.run("window.it = find('sidelight-story')", json!([])).map(drop)
}

/// Runs the script `what` for `count` rounds.
fn run_rounds(page: &Page, what: &str, count: usize) -> Result<()> {
    let script = format!("return (async (count) => {{ {what} }})(arguments[0]);");
    for from in (0..count).step_by(ROUNDS_PER_SCRIPT) {
        page.run(&script, json!([ROUNDS_PER_SCRIPT.min(count - from)]))?;
        // Garbage must not count as a leak.
        if page.engine() == Engine::Chromium {
            collect(page)?;
        }
    }
    Ok(())
}

/// The measures by name, with the growth allowed per round and in total.
const MEASURES: [(&str, f64, f64); 6] = [
    ("Nodes", 0.0, 3.0),
    ("JSEventListeners", 0.0, 3.0),
    ("Documents", 0.0, 0.0),
    // A driver leaves one object with each script that it runs.
    ("Objects", 0.4, 10.0),
    // The heap also holds the compiler's data about hot code.
    ("JSHeapUsedSize", 250.0, 12_000.0),
    ("WebAssembly", 0.0, 0.0),
];

/// A value for each of [`MEASURES`].
type Measures = [f64; MEASURES.len()];

/// Measures until two measurements after garbage collections agree.
fn measure_until_stable(page: &Page) -> Result<Measures> {
    let end = Instant::now() + Duration::from_secs(30);
    let mut before = measure(page)?;
    loop {
        // A finaliser may free the last reference to something else.
        let now = measure(page)?;
        let mut pairs = MEASURES.iter().zip(now.iter().zip(before));
        if pairs.all(|((.., few), (now, before))| (now - before).abs() <= *few) {
            return Ok(now);
        }
        ensure!(Instant::now() < end, "the measures did not settle: {before:?}, {now:?}");
        before = now;
    }
}

fn measure(page: &Page) -> Result<Measures> {
    collect(page)?;
    page.cdp("Performance.enable", json!({}))?;
    let metrics = page.cdp("Performance.getMetrics", json!({}))?;
    let metrics = metrics["metrics"].as_array().context("no metrics")?;
    let metric =
        |name| metrics.iter().find(|metric| metric["name"] == name).and_then(|metric| metric["value"].as_f64());
    let glue = &artifact_names()[0];
    let wasm =
        page.js(&format!("import('/{glue}').then((it) => it.default()).then((it) => it.memory.buffer.byteLength)"))?;
    let objects = objects(page)?;
    let mut now = [f64::NAN; MEASURES.len()];
    for ((name, ..), now) in MEASURES.iter().zip(&mut now) {
        let value = match *name {
            "Objects" => objects.as_f64(),
            "WebAssembly" => wasm.as_f64(),
            name => metric(name),
        };
        *now = value.with_context(|| format!("{name} is not reported"))?;
        ensure!(now.is_finite() && *now > 0.0, "{name} is {now}");
    }
    Ok(now)
}

/// Collects garbage, and runs finalisers.
fn collect(page: &Page) -> Result<()> {
    page.cdp("HeapProfiler.collectGarbage", json!({}))?;
    page.js("frame()").map(drop)
}

/// The number of objects of any kind: functions, promises, elements, …
fn objects(page: &Page) -> Result<Value> {
    let group = "counted";
    let kind = page.cdp("Runtime.evaluate", json!({ "expression": "Object.prototype", "objectGroup": group }))?;
    let of = json!({ "prototypeObjectId": kind["result"]["objectId"], "objectGroup": group });
    let all = page.cdp("Runtime.queryObjects", of)?;
    let count = json!({
        "objectId": all["objects"]["objectId"], "returnByValue": true,
        "functionDeclaration": "function () { return this.length }",
    });
    let count = page.cdp("Runtime.callFunctionOn", count)?["result"]["value"].take();
    page.cdp("Runtime.releaseObjectGroup", json!({ "objectGroup": group }))?;
    Ok(count)
}

/// Runs the script `what` until every object that is created once exists, then for `count` rounds; an error names each
/// measure that has grown.
fn expect_no_growth(page: &Page, what: &str, count: usize) -> Result<()> {
    let [before, after] = [WARM_UP_ROUNDS, count].map(|count| {
        run_rounds(page, what, count)?;
        page.wait_live()?;
        measure_until_stable(page)
    });
    let (before, after) = (before?, after?);
    let grown: Vec<_> = MEASURES
        .iter()
        .zip(before.iter().zip(after))
        .map(|(&measure, (&before, after))| (measure, after - before))
        .collect();
    let too_much = grown.iter().filter(|((_, each, all), grown)| *grown > each * count as f64 + all);
    let too_much: Vec<_> = too_much.map(|((name, ..), grown)| format!("{name} +{grown}")).collect();
    ensure!(too_much.is_empty(), "{count} rounds leave {}", too_much.join(", "));
    Ok(())
}

fn inserted_and_removed_elements_leave_nothing(page: &Page) -> Result<()> {
    open(page, &[])?;
    expect_no_growth(page, INSERT_AND_REMOVE, ROUNDS)?;
    exists_once(page)
}

fn elements_removed_while_loading_leave_nothing(page: &Page) -> Result<()> {
    open(page, &[])?;
    expect_no_growth(page, REMOVE_WHILE_LOADING, FEWER_ROUNDS)?;
    exists_once(page)
}

fn dropped_elements_are_collected(page: &Page) -> Result<()> {
    open(page, &[])?;
    expect_no_growth(page, INSERT_AND_DROP, FEWER_ROUNDS)?;
    exists_once(page)
}

/// Checks that the story is live and handles clicks, and that each part of it exists once.
fn exists_once(page: &Page) -> Result<()> {
    page.wait_live()?;
    let count =
        "roots().map((root) => root.querySelectorAll(css('sidelight-story, @mount, @story-page, slot')).length)";
    ensure!(page.js(count)? == json!([1, 2, 0, 0, 0, 0]), "each part exists once: {}", page.js(count)?);
    ensure!(page.js("roots().slice(1).every((root) => root.adoptedStyleSheets.length === 1)")? == true);
    page.run("within(it, '@article-body @company-mark')[0].click()", json!([]))?;
    page.wait_until("a note is open", "within(it, '@card').length === 1 && it.state.selected")?;
    page.run("within(it, '@company-chip')[0].click()", json!([]))?;
    page.wait_until("a company is followed", "it.state.followed && within(it, '[data-dimmed]').length > 0")?;
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

fn reinserted_elements_are_live_once(page: &Page) -> Result<()> {
    open(page, &[])?;
    run_rounds(page, REMOVE_WHILE_LOADING, FEWER_ROUNDS)?;
    page.wait_live()?;
    run_rounds(page, INSERT_AND_REMOVE, WARM_UP_ROUNDS)?;
    exists_once(page)
}

fn detects_a_second_view(page: &Page) -> Result<()> {
    let keeps = [
        ["this.#root?.replaceChildren(slot());\nthis.remove", "this.remove"],
        ["for (const old of [...this.#root.children]) if (old !== mount) old.remove();\n", ""],
    ];
    open(page, &keeps)?;
    run_rounds(page, INSERT_AND_REMOVE, 2)?;
    let error = exists_once(page).err().context("the check found no second view")?.to_string();
    ensure!(error.starts_with("each part exists once"), "{error}");
    Ok(())
}

/// The check reports each kind of leak.
fn detects_a_leak(page: &Page) -> Result<()> {
    const GOES: &str = "this.#root?.replaceChildren(slot());\nthis.remove";
    let keeps = |what: &str| format!("(window.kept ??= []).push({what});\n{GOES}");
    let [nodes, document, list, text] = [
        "...this.#root.childNodes",
        "document.implementation.createHTMLDocument('')",
        "[]",
        "JSON.stringify(Array(2000).fill(Math.random()))",
    ]
    .map(keeps);
    let own_timer = "promise.then(done, fail).then(() => clearTimeout(timer));";
    let own_promise = "await new Promise((done) => whenIdle((this.#skipIdle = done)));";
    let cases = [
        ([GOES, &nodes], INSERT_AND_REMOVE, &["Nodes"][..]),
        ([GOES, &document], INSERT_AND_REMOVE, &["Documents"]),
        ([GOES, &list], INSERT_AND_REMOVE, &["Objects"]),
        ([GOES, &text], INSERT_AND_REMOVE, &["JSHeapUsedSize"]),
        (["this.#instance?.destroy();", ""], INSERT_AND_REMOVE, &["JSEventListeners", "WebAssembly"]),
        ([own_timer, "promise.then(done, fail);"], INSERT_AND_DROP, &["Objects"]),
        (
            [own_promise, "await Promise.race([new Promise(whenIdle), (this.#ever ??= new Promise(() => {}))]);"],
            INSERT_AND_REMOVE,
            &["Objects"],
        ),
    ];
    for (change, what, expected) in cases {
        // A private field must be declared.
        let changes = [change, ["#glue;", "#glue;\n#ever;"]];
        open(page, &changes)?;
        let error = expect_no_growth(page, what, WARM_UP_ROUNDS)
            .err()
            .with_context(|| format!("the check did not find {}", change[1]))?;
        let error = error.to_string();
        ensure!(expected.iter().all(|it| error.contains(it)), "{}: {error}", change[1]);
    }
    Ok(())
}
