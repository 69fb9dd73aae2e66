//! Input before the live view has taken over: none of it is lost.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::load_failures::changed;
use crate::page::Page;
use crate::server::artifact_names;

pub(crate) const CASES: &[Case] = &[
    case!(a_press_before_take_over_is_replayed),
    case!(the_last_of_several_presses_is_replayed),
    case!(a_key_before_take_over_is_replayed),
    case!(the_fallback_handles_the_press_if_loading_fails),
    case!(a_replayed_press_has_a_time_limit),
    case!(a_press_with_a_modifier_key_is_left_to_the_browser),
    case!(a_replayed_press_keeps_the_address_without_deep_links),
    case!(removing_the_element_drops_the_press),
    case!(an_element_moved_while_loading_is_live_once),
    case!(a_touch_starts_loading),
    case!(nothing_is_fetched_before_a_touch),
    case!(every_file_is_fetched_once),
];

/// The seed story; the server holds its WebAssembly until it is released.
const HELD: &str = "/with/hold:_bg.wasm/index.html";

/// A highlight in the fallback that has a note.
const WORDS: &str = "sidelight-story @article-body @claim-mark";
const CLAIM: &str = "find('>>> @card @note-title').textContent === 'R1 drives the shift'";

/// Opens a page, and waits until the element records input.
fn open(page: &Page, path: &str) -> Result<()> {
    page.goto(path)?;
    page.wait_until("the element is defined", "Boolean(customElements.get('sidelight-story'))")
}

/// Opens a page whose element replays a press after a minute too, because a busy machine needs more than three seconds.
fn open_without_time_limit(page: &Page, path: &str) -> Result<()> {
    changed(page, "const PRESS_TIMEOUT = 3000;", "const PRESS_TIMEOUT = 60000;")?;
    open(page, path)
}

fn a_press_before_take_over_is_replayed(page: &Page) -> Result<()> {
    for (width, touches) in [(1440, false), (360, true)] {
        page.reset()?;
        page.viewport(width, 800)?;
        open_without_time_limit(page, HELD)?;
        if touches {
            page.tap(WORDS)?;
        } else {
            page.click(WORDS)?;
        }
        page.wait_until("the press is pending", &format!("find('{WORDS}').matches('[data-pending]')"))?;
        let place = page.js("scrollY")?;
        ensure!(page.js("location.hash")? == "", "the fallback has not handled the click");
        page.release();
        page.wait_live()?;
        page.wait_until("the live view handles the press", CLAIM)?;
        ensure!(page.js("location.hash")? == "#open-source-ai/highlight/r1-drives-the-shift/1");
        // On a phone the sheet may cover the highlight.
        ensure!(touches || page.js("scrollY")? == place, "the page has not scrolled");
        ensure!(page.count("sidelight-story [data-pending]")? == 0, "no input is pending");
        page.back()?;
        // The pointer is still over the highlight and may open its note.
        let before = "all('>>> @card:not(@hovered-card)').length === 0 && location.hash === ''";
        page.wait_until("the earlier state is back", before)?;
        ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    }
    Ok(())
}

fn the_last_of_several_presses_is_replayed(page: &Page) -> Result<()> {
    open_without_time_limit(page, HELD)?;
    page.click(WORDS)?;
    page.click("sidelight-story @companies > summary")?;
    page.click("sidelight-story @company-chip[href$='/company/baidu']")?;
    page.wait_until(
        "only this story is pending",
        "all('sidelight-story [data-pending]').map((it) => it.hash) == '#open-source-ai/company/baidu'",
    )?;
    page.release();
    page.wait_live()?;
    page.wait_until(
        "the press has been handled",
        "find('>>> @follow-status').textContent.startsWith('Following Baidu')",
    )?;
    ensure!(page.card().count()? == 0, "the first click has opened no note");
    Ok(())
}

fn a_key_before_take_over_is_replayed(page: &Page) -> Result<()> {
    open_without_time_limit(page, HELD)?;
    page.run(&format!("find('{WORDS}').focus()"), json!([]))?;
    page.press("Enter")?;
    page.wait_until("the press is pending", &format!("find('{WORDS}').matches('[data-pending]')"))?;
    page.release();
    page.wait_live()?;
    page.wait_until("the press has been handled", CLAIM)?;
    page.wait_until("the note has the focus", "focusIn('@front-card')")
}

fn the_fallback_handles_the_press_if_loading_fails(page: &Page) -> Result<()> {
    open(page, "/with/hold:_bg.wasm+404:_bg.wasm/index.html")?;
    page.click(WORDS)?;
    page.wait_until("the press is pending", &format!("find('{WORDS}').matches('[data-pending]')"))?;
    page.release();
    page.wait_until("loading has failed", "find('sidelight-story').dataset.sidelight === 'failed'")?;
    page.wait_until(
        "the fallback handles the press",
        "location.hash === '#open-source-ai/highlight/r1-drives-the-shift'",
    )?;
    ensure!(page.count("sidelight-story [data-pending]")? == 0, "no input is pending");
    page.wait_until(
        "the page is there",
        "(({ top }) => top >= 0 && top < innerHeight)(find(':target').getBoundingClientRect())",
    )?;
    // From now on the fallback handles clicks.
    page.click("sidelight-story @note:target @occurrence-link")?;
    page.wait_until("the focus is back", "location.hash === '#open-source-ai/highlight/r1-drives-the-shift/1'")
}

fn a_replayed_press_has_a_time_limit(page: &Page) -> Result<()> {
    open(page, HELD)?;
    page.click(WORDS)?;
    page.wait_until(
        "the fallback handles the press",
        "location.hash === '#open-source-ai/highlight/r1-drives-the-shift'",
    )?;
    page.release();
    page.wait_live()?;
    page.wait_until("the live view has the focus", "find('>>> @note@selected').id.endsWith('/r1-drives-the-shift')")
}

fn a_press_with_a_modifier_key_is_left_to_the_browser(page: &Page) -> Result<()> {
    open(page, HELD)?;
    let kept = page.run(
        &format!(
            "const kept = [];
             addEventListener('click', (event) => {{ kept.push(!event.defaultPrevented); event.preventDefault(); }});
             for (const key of ['ctrlKey', 'metaKey', 'shiftKey', 'altKey'])
               find('{WORDS}').dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true, [key]: true }}));
             find('{WORDS}').dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true }}));
             return kept"
        ),
        json!([]),
    )?;
    ensure!(kept == json!([true, true, true, true, false]), "{kept}");
    Ok(())
}

fn a_replayed_press_keeps_the_address_without_deep_links(page: &Page) -> Result<()> {
    let html = std::fs::read_to_string(crate::server::dist().join("index.html"))?.replace(" deep-links", "");
    page.serve("/embedded.html", &html);
    open_without_time_limit(page, "/with/hold:_bg.wasm/embedded.html")?;
    page.click(WORDS)?;
    page.release();
    page.wait_live()?;
    page.wait_until("the press has been handled", CLAIM)?;
    ensure!(page.js("location.hash")? == "", "the URL is unchanged");
    Ok(())
}

fn removing_the_element_drops_the_press(page: &Page) -> Result<()> {
    open(page, HELD)?;
    page.click(WORDS)?;
    page.wait_until("the press is pending", &format!("find('{WORDS}').matches('[data-pending]')"))?;
    page.run("window.story = find('sidelight-story'); story.remove()", json!([]))?;
    page.js("frame()")?;
    ensure!(page.js("story.querySelectorAll('[data-pending]').length")? == 0, "no input is pending");
    page.run("document.body.append(story)", json!([]))?;
    page.release();
    page.wait_live()?;
    ensure!(page.js("location.hash")? == "" && page.card().count()? == 0, "the dropped click has no effect");
    Ok(())
}

fn an_element_moved_while_loading_is_live_once(page: &Page) -> Result<()> {
    open(page, HELD)?;
    page.run(
        "window.events = []; addEventListener('sidelight-ready', () => events.push('ready'));
         document.body.append(find('sidelight-story'))",
        json!([]),
    )?;
    page.js("frame()")?;
    page.release();
    page.wait_live()?;
    page.wait_still(">>> @story-page")?;
    ensure!(page.count(">>> @story-page")? == 1 && page.js("events")? == json!(["ready"]), "{}", page.js("events")?);
    Ok(())
}

/// Opens a host page with the seed story far below the viewport.
fn far_away(page: &Page) -> Result<()> {
    let html = std::fs::read_to_string(crate::server::dist().join("index.html"))?;
    let (head, body) = html.split_once("<main>").unwrap_or_default();
    let body = body.split("<link").next().unwrap_or_default();
    let script = "<script type=\"module\" src=\"element.js\"></script>";
    page.serve("/far.html", &format!("{head}<p style=\"height: 5000px\">Far.</p><main>{body}{script}"));
    open(page, "/far.html")?;
    page.js("frame()")?;
    Ok(())
}

fn a_touch_starts_loading(page: &Page) -> Result<()> {
    far_away(page)?;
    page.run(&format!("find('{WORDS}').focus({{ preventScroll: true }})"), json!([]))?;
    page.wait_live()?;
    ensure!(page.js("scrollY")? == 0, "the page has not scrolled");
    ensure!(page.js("focusIn('@claim-mark')")? == true, "the words keep the focus");
    Ok(())
}

fn nothing_is_fetched_before_a_touch(page: &Page) -> Result<()> {
    far_away(page)?;
    page.click("p")?;
    page.js("frame()")?;
    let asked = page.requests();
    ensure!(!asked.iter().any(|path| path.ends_with(".wasm") || path.contains("/sidelight-")), "{asked:?}");
    page.run("find('main').scrollIntoView()", json!([]))?;
    page.wait_live()
}

fn every_file_is_fetched_once(page: &Page) -> Result<()> {
    page.goto("/with/cacheable/index.html")?;
    // The chunk of the timeline is loaded later.
    page.wait_only_live()?;
    let mut asked = page.requests();
    asked.sort();
    let [glue, wasm] = artifact_names();
    let all = [
        "/element.js",
        "/index.html",
        "/offline.js",
        &format!("/{glue}"),
        &format!("/{wasm}"),
        "/stories/open-source-ai.compiled.json",
        "/style.css",
    ];
    ensure!(asked == all, "{asked:?}");
    Ok(())
}
