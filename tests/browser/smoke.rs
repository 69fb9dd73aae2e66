//! The test harness: each feature that the other tests need works in every engine.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::engine::Engine;
use crate::page::{Media, Page};

pub(crate) const CASES: &[Case] = &[
    case!(the_viewport_is_exact),
    case!(input_reaches_into_a_shadow_root),
    case!(drag_and_wheel_are_real_input),
    case!(a_tap_is_real_input),
    case!(scripts_can_be_off),
    case!(the_console_is_recorded),
    case!(responses_can_have_faults),
    case!(detects_requests_to_other_hosts),
    case!(a_held_response_comes_when_released),
    case!(axe_reaches_into_a_shadow_root),
    case!(preferences_can_be_emulated)
        .only(&[Engine::Chromium, Engine::Firefox], "WebKitGTK can't emulate preferences"),
    case!(print_and_forced_colours_can_be_emulated).only(&[Engine::Chromium], "only Chromium can emulate them"),
];

const PAGE: &str = "/pages/harness.html";

fn the_viewport_is_exact(page: &Page) -> Result<()> {
    page.goto(PAGE)?;
    for width in [320, 360, 768, 1440] {
        page.viewport(width, 800)?;
        let seen = page.js("[innerWidth, innerHeight, matchMedia(`(width: ${innerWidth}px)`).matches]")?;
        ensure!(seen == json!([width, 800, true]), "{seen}");
        let scale = page.js("[visualViewport.scale, devicePixelRatio]")?;
        ensure!(scale == json!([1, 1]), "{scale}");
    }
    Ok(())
}

fn input_reaches_into_a_shadow_root(page: &Page) -> Result<()> {
    page.goto(PAGE)?;
    page.wait_for("x-probe >>> button")?;
    page.click("x-probe >>> button")?;
    page.wait_until("the click arrives", "log.includes('click::true') || log.includes('click:mouse:true')")?;
    ensure!(
        page.js("getComputedStyle(find('x-probe >>> button')).color")? == "rgb(200, 0, 0)",
        "the button has the hover style"
    );
    page.hover("h1")?;
    page.wait_until("the pointer has left", "getComputedStyle(find('x-probe >>> button')).color != 'rgb(200, 0, 0)'")?;
    page.hover("x-probe >>> button")?;
    page.wait_until("the element is back", "getComputedStyle(find('x-probe >>> button')).color == 'rgb(200, 0, 0)'")?;

    page.wait_still("x-probe >>> .still")?;
    page.press("Tab")?;
    page.press("Tab")?;
    page.press("a")?;
    page.wait_until("the letter is typed", "active().value === 'a'")?;
    page.press("Shift+Tab")?;
    page.wait_until("the focus is back on the highlight", "active().className === 'still'")?;
    ensure!(page.js("log.includes('keydown:Shift:true')")? == true, "{}", page.js("log")?);

    page.click("#link")?;
    page.wait_until("the link is followed", "location.hash === '#link' && scrollY > 0")?;
    page.back()?;
    page.wait_until("the preference is reset", "location.hash === ''")?;
    ensure!(page.text("h1")? == "A page to prove the harness on");
    ensure!(page.count("x-probe >>> button")? == 2 && page.rects("x-probe >>> button")?[0].width == 120.0);
    Ok(())
}

fn drag_and_wheel_are_real_input(page: &Page) -> Result<()> {
    page.goto(PAGE)?;
    page.drag("x-probe >>> button", 30, 4)?;
    page.wait_until(
        "the drag is reported",
        "log.includes('pointerdown:mouse:true') && log.includes('pointerup:mouse:true')",
    )?;
    page.run(
        "window.turns = [];
         addEventListener('wheel', ({ deltaX, deltaY }) => turns.push([deltaX, deltaY]), { capture: true, passive: true })",
        json!([]),
    )?;
    page.wheel("x-probe >>> button", 0, 200)?;
    page.wait_until("the wheel event is reported", "log.includes('turned')")?;
    page.wheel("x-probe >>> button", 50, 0)?;
    page.wait_until("the event is reported again", "turns.length >= 2")?;
    ensure!(
        page.js("turns")? == json!([[0, 200], [50, 0]]),
        "each wheel event has the requested distance: {}",
        page.js("turns")?
    );
    Ok(())
}

fn a_tap_is_real_input(page: &Page) -> Result<()> {
    page.goto(PAGE)?;
    page.tap("x-probe >>> button")?;
    // WebKitGTK's driver sends mouse events in place of touch.
    let kind = if page.engine() == Engine::WebKit { "mouse" } else { "touch" };
    page.wait_until("the tap arrives", &format!("log.includes('pointerdown:{kind}:true')"))?;
    page.wait_until("the click is reported", "log.some((it) => it.startsWith('click'))")
}

fn scripts_can_be_off(page: &Page) -> Result<()> {
    page.goto(PAGE)?;
    ensure!(page.text("#said")? == "a script ran" && page.count("#noscript")? == 0, "scripts run at first");
    page.goto_without_scripts(PAGE)?;
    ensure!(page.text("#said")? == "no script ran" && page.count("#noscript")? == 1, "scripts are off");
    page.viewport(768, 700)?;
    ensure!(page.rects("h1")?[0].height > 20.0, "the page can be measured");
    page.click("#link")?;
    page.wait_until("the link is followed", "location.hash === '#link' && scrollY > 0")
}

fn the_console_is_recorded(page: &Page) -> Result<()> {
    page.goto(PAGE)?;
    ensure!(page.console()? == ["warn: watch out 7"], "{:?}", page.console()?);
    page.click("h1")?;
    page.wait_until("the event is reported", "__said.some((it) => it.startsWith('uncaught:') && it.includes('thrown'))")
}

fn responses_can_have_faults(page: &Page) -> Result<()> {
    page.serve("/made/page.html", "<!doctype html><title>t</title><script src=a.js></script><p>by a test</p>");
    page.serve("/made/a.js", "globalThis.loaded = true");
    page.goto("/made/page.html")?;
    ensure!(page.text("p")? == "by a test" && page.js("globalThis.loaded")? == true);
    page.goto("/with/404:.js/made/page.html")?;
    ensure!(page.js("globalThis.loaded ?? null")?.is_null(), "the script is not found");
    page.goto("/with/csp:script-src%20'none'/made/page.html")?;
    ensure!(page.js("globalThis.loaded ?? null")?.is_null(), "the policy blocks the script");
    page.goto("/with/garbage:.js/made/page.html")?;
    ensure!(page.js("globalThis.loaded ?? null")?.is_null(), "the script is invalid");
    let asked = page.requests();
    ensure!(asked.iter().filter(|path| *path == "/made/page.html").count() == 4, "{asked:?}");
    Ok(())
}

fn detects_requests_to_other_hosts(page: &Page) -> Result<()> {
    page.goto(PAGE)?;
    ensure!(page.foreign_requests()?.is_empty(), "no request to another host is reported");
    page.js("find('x-probe >>> button').append(Object.assign(new Image(), { src: 'http://localhost:9/pixel.png' }))")?;
    page.wait_until("the foreign request is reported", "__abroad.some((it) => it.startsWith('http://localhost:9/'))")
}

fn a_held_response_comes_when_released(page: &Page) -> Result<()> {
    page.serve("/made/data.json", "7");
    page.goto("/with/hold:.json/pages/harness.html")?;
    page.run("fetch('../made/data.json').then((r) => r.json()).then((n) => { window.got = n })", json!([]))?;
    page.wait_until("the file is requested", "performance.now() > 0")?;
    page.js("frame()")?;
    ensure!(page.js("window.got ?? null")?.is_null(), "the response is held");
    page.release();
    page.wait_until("the response has arrived", "window.got === 7")
}

fn axe_reaches_into_a_shadow_root(page: &Page) -> Result<()> {
    page.goto(PAGE)?;
    page.axe(None, &[])?.expect_none()?;
    page.js("find('x-probe >>> input').parentElement.replaceWith(find('x-probe >>> input'))")?;
    let report = page.axe(Some("x-probe"), &[])?;
    ensure!(report.violations.iter().any(|it| it.rule == "label"), "{:?}", report.violations);
    ensure!(report.expect_none().is_err());
    report.expect_none_incomplete()
}

fn preferences_can_be_emulated(page: &Page) -> Result<()> {
    page.goto(PAGE)?;
    let seen = "['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)'].map((q) => matchMedia(q).matches)";
    page.emulate(&[Media::Dark])?;
    page.wait_until("the colours are dark", &format!("String({seen}) === 'true,false'"))?;
    page.emulate(&[Media::ReducedMotion])?;
    page.wait_until("motion is reduced", &format!("String({seen}) === 'false,true'"))?;
    page.emulate(&[])?;
    page.wait_until("the preference is reset", &format!("String({seen}) === 'false,false'"))
}

fn print_and_forced_colours_can_be_emulated(page: &Page) -> Result<()> {
    page.goto(PAGE)?;
    page.emulate(&[Media::Print])?;
    page.wait_until("the print style applies", "matchMedia('print').matches")?;
    page.emulate(&[Media::ForcedColors])?;
    page.wait_until("forced colours apply", "matchMedia('(forced-colors: active)').matches")
}
