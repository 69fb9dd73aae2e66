//! The files that a host page downloads, and when; and that nothing in the page moves at take-over.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::engine::Engine;
use crate::load_failures::{changed, changed_at};
use crate::page::Page;
use crate::page::selectors::css;
use crate::server::{artifact_names, dist, hashed_names};
use crate::snippet::{built, upgraded, with_tag, without_integrity};

pub(crate) const CASES: &[Case] = &[
    case!(nothing_is_fetched_before_the_story_is_near),
    case!(detects_a_request_that_is_too_early),
    case!(the_page_does_not_move_at_take_over),
    case!(detects_a_layout_shift),
    case!(integrity_refuses_a_changed_script),
    case!(integrity_refuses_changed_webassembly),
];

const TAG: &str = "<sidelight-story src=stories/open-source-ai.json host-fonts>";

/// Serves a page with the story far below the viewport, without hashes in the snippet.
fn serve_below(page: &Page) -> Result<()> {
    let long = "<div style='block-size: 6000px'></div><sidelight-story";
    page.serve("/page.html", &upgraded(&with_tag(TAG, "")?)?.replace("<sidelight-story", long));
    Ok(())
}

/// The endings of the files requested after the first `from` requests, sorted.
fn requested_since(page: &Page, from: usize) -> Vec<String> {
    let [glue, wasm] = artifact_names();
    let endings = ["element.js", "style.css", "open-source-ai.json", &glue, &wasm];
    let names = page.requests();
    let names = &names[from.min(names.len())..];
    let mut found: Vec<_> = endings.iter().filter(|ending| names.iter().any(|name| name.ends_with(**ending))).collect();
    found.sort();
    found.into_iter().map(|&ending| ending.to_owned()).collect()
}

/// Before the story is near the viewport, only the script and the stylesheet are requested; then all files are.
///
/// WebKit under load sometimes counts elements without a layout as near; one of three visits must pass.
fn expect_lazy_loading(page: &Page) -> Result<()> {
    page.viewport(1024, 768)?;
    let visits = if page.engine() == Engine::WebKit { 3 } else { 1 };
    let seen = (1..visits).any(|_| expect_no_early_request(page).is_ok());
    if !seen {
        expect_no_early_request(page)?;
    }
    let before = page.requests().len();
    page.run("scrollTo({ top: 3000, behavior: 'instant' })", json!([]))?;
    page.js("frame().then(frame)")?;
    ensure!(
        requested_since(page, before).is_empty(),
        "no file is requested while the story is too far: {:?}",
        requested_since(page, before)
    );
    page.run("scrollTo({ top: 5000, behavior: 'instant' })", json!([]))?;
    page.wait_until("the story is live", "find('sidelight-story').dataset.sidelight === 'live'")?;
    // WebKit may have cached the glue, whose file name is content-hashed.
    let asked = requested_since(page, before);
    ensure!(asked.iter().any(|name| name.ends_with(".wasm")), "{asked:?}");
    ensure!(asked.iter().any(|name| name.ends_with(".json")), "{asked:?}");
    Ok(())
}

/// Checks that no other file is requested while the story is far.
fn expect_no_early_request(page: &Page) -> Result<()> {
    let before = page.requests().len();
    page.goto("/page.html")?;
    page.wait_until("the tag is defined", "customElements.get('sidelight-story')")?;
    // By now the intersection observer has reported.
    page.js("new Promise((done) => new IntersectionObserver(done).observe(find('sidelight-story')))")?;
    page.js("frame().then(frame)")?;
    let asked = requested_since(page, before);
    ensure!(asked == ["element.js", "style.css"], "{asked:?}");
    Ok(())
}

fn nothing_is_fetched_before_the_story_is_near(page: &Page) -> Result<()> {
    serve_below(page)?;
    expect_lazy_loading(page)
}

fn detects_a_request_that_is_too_early(page: &Page) -> Result<()> {
    serve_below(page)?;
    changed(page, "rootMargin: \"100% 0px\"", "rootMargin: \"1000% 0px\"")?;
    let found = expect_lazy_loading(page);
    ensure!(found.is_err_and(|error| error.to_string().contains(".wasm")), "the check names the early request");
    Ok(())
}

/// The distance that the content below the story moves at take-over, in CSS pixels; in Chromium, plus the score of the
/// Layout Instability API.
fn layout_shift(page: &Page, edit: impl Fn(&str) -> Result<String>) -> Result<f64> {
    page.viewport(1024, 768)?;
    let watch = "<script>window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((it) => { window.shift += it.value }))
          .observe({ type: 'layout-shift', buffered: true });</script>";
    let html = edit(&with_tag(TAG, if page.engine() == Engine::Chromium { watch } else { "" })?)?;
    page.serve("/page.html", &html.replace("</sidelight-story>", "</sidelight-story><p id=after>After.</p>"));
    page.goto("/with/hold:_bg.wasm/page.html")?;
    page.js("document.fonts.ready.then(() => frame())")?;
    let before = page.rects("#after")?[0];
    // While the browser parses the page, the scrollbar appears and moves the text.
    if page.engine() == Engine::Chromium {
        page.run("shift = 0", json!([]))?;
    }
    page.release();
    page.wait_only_live()?;
    page.js("frame().then(frame)")?;
    let after = page.rects("#after")?[0];
    // Parts below are laid out when they are near. This moves nothing above them.
    let moved = (after.y - before.y).abs();
    let shift = if page.engine() == Engine::Chromium { page.js("shift")?.as_f64().unwrap_or(f64::NAN) } else { 0.0 };
    ensure!(moved.is_finite() && shift.is_finite());
    Ok(if moved < 1.0 { 0.0 } else { moved } + shift)
}

fn the_page_does_not_move_at_take_over(page: &Page) -> Result<()> {
    let moved = layout_shift(page, |html| Ok(html.to_owned()))?;
    ensure!(moved == 0.0, "{moved}");
    Ok(())
}

fn detects_a_layout_shift(page: &Page) -> Result<()> {
    let sheet = std::fs::read_to_string(dist().join("style.css"))?;
    page.serve(
        "/style.css",
        &format!("{sheet} {} {{ padding-block-end: 40px }}", css(".sidelight.sl-is-live @story-title")),
    );
    let moved = layout_shift(page, upgraded)?;
    ensure!(moved > 0.0, "{moved}");
    Ok(())
}

fn integrity_refuses_a_changed_script(page: &Page) -> Result<()> {
    let html = format!("<!doctype html><title>A page</title>{}", built()?);
    let open = |html: &str| {
        page.serve("/page.html", html);
        page.goto("/page.html")
    };
    open(&html)?;
    page.wait_live()?;
    page.reset()?;
    changed_at(page, &hashed_names()[0], "const LOAD_TIMEOUT = 60000;", "const LOAD_TIMEOUT = 60001;")?;
    open(&html)?;
    page.js("frame().then(frame)")?;
    ensure!(page.js("customElements.get('sidelight-story') === undefined")? == true, "the script has not run");
    ensure!(page.rects("sidelight-story @story-title")?[0].height > 0.0, "the fallback is visible");
    // Without the hash in the snippet, the script runs.
    open(&without_integrity(&html)?)?;
    page.wait_live()
}

/// WebAssembly with an additional section has another hash.
fn integrity_refuses_changed_webassembly(page: &Page) -> Result<()> {
    let more = "const fetched = window.fetch;
        window.fetch = async (url, options) => {
          if (!String(url).endsWith('.wasm')) return fetched(url, options);
          const blob = await (await fetched(url)).blob();
          const more = new Blob([blob, Uint8Array.of(0, 2, 1, 120)], { type: 'application/wasm' });
          return fetched(URL.createObjectURL(more), KNOWN);
        };";
    let serve = |known: &str| -> Result<()> {
        page.serve("/page.html", &with_tag(TAG, &format!("<script>{}</script>", more.replace("KNOWN", known)))?);
        page.goto("/page.html")
    };
    serve("options")?;
    page.wait_until("loading has failed", "find('sidelight-story').dataset.sidelight === 'failed'")?;
    ensure!(page.rects("sidelight-story @story-title")?[0].height > 0.0, "the fallback is visible");
    // Without the hash, it is loaded.
    page.reset()?;
    serve("{}")?;
    page.wait_live()
}
