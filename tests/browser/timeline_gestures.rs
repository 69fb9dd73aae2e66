//! The drawn timeline by pointer, finger and wheel.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::engine::Engine;
use crate::page::Page;
use crate::timeline::{event, open};

pub(crate) const CASES: &[Case] = &[
    case!(a_plain_wheel_scrolls_the_page),
    case!(a_wheel_with_control_zooms_around_the_pointer),
    case!(a_wheel_that_is_turned_sideways_moves_on),
    case!(dragging_moves_it_and_opens_nothing),
    case!(a_finger_up_or_down_scrolls_the_page)
        .only(&[Engine::Chromium], "only the driver of Chromium pans by fingers"),
    case!(a_finger_sideways_moves_it),
    case!(fingers_are_left_what_is_theirs),
    case!(two_fingers_zoom_it),
    case!(a_pointer_that_is_lost_drags_nothing),
    case!(buttons_move_it),
    case!(nothing_glides),
];

/// What is in view, as it is said.
fn readout(page: &Page) -> Result<String> {
    page.text(">>> .sl-readout")
}

fn changed(page: &Page, before: &str) -> Result<()> {
    page.wait_until("something else is in view", &format!("find('>>> .sl-readout').textContent !== {}", json!(before)))
}

/// Zoomed in to where most happens.
fn zoomed(page: &Page) -> Result<String> {
    open(page, 1440)?;
    page.click(">>> .sl-zoom-tools button:last-child")?;
    page.wait_until("it is nearer", "find('>>> .sl-readout').textContent.startsWith('January to')")?;
    readout(page)
}

/// Where what is drawn of an event stands.
fn x(page: &Page, id: &str) -> Result<f64> {
    Ok(page.rects(&format!("{} :first-child", event(id)))?[0].x)
}

fn a_plain_wheel_scrolls_the_page(page: &Page) -> Result<()> {
    let before = zoomed(page)?;
    let top = page.js("scrollY")?.as_f64().unwrap_or_default();
    page.wheel(">>> .sl-plot", 0, 120)?;
    page.wait_until("the page has scrolled", &format!("scrollY > {top}"))?;
    ensure!(readout(page)? == before, "the timeline stays");
    // And none of it is kept from the page.
    page.run(
        "window.kept = []; addEventListener('wheel', (event) => kept.push(event.defaultPrevented));
         find('>>> .sl-plot').dispatchEvent(
           new WheelEvent('wheel', { deltaY: 50, bubbles: true, composed: true, cancelable: true }))",
        json!([]),
    )?;
    ensure!(page.js("kept")? == json!([false]));
    Ok(())
}

/// Turns a wheel with a key held: no driver can do both.
fn wheel_with(page: &Page, key: &str, x: f64, delta: i64) -> Result<bool> {
    let kept = page.run(
        "const [key, clientX, deltaY] = arguments;
         const event = new WheelEvent('wheel', { [key]: true, clientX, deltaY, bubbles: true, composed: true, cancelable: true });
         find('>>> .sl-plot').dispatchEvent(event);
         return event.defaultPrevented",
        json!([key, x, delta]),
    )?;
    Ok(kept == true)
}

fn a_wheel_with_control_zooms_around_the_pointer(page: &Page) -> Result<()> {
    for key in ["ctrlKey", "metaKey"] {
        open(page, 1440)?;
        let before = readout(page)?;
        let at = x(page, "ernie")?;
        ensure!(wheel_with(page, key, at + 7.0, -100)?, "the browser does not zoom the page");
        changed(page, &before)?;
        ensure!((x(page, "ernie")? - at).abs() < 3.0, "what is under the pointer stays there");
        let nearer = readout(page)?;
        ensure!(wheel_with(page, key, at + 7.0, 100)?);
        changed(page, &nearer)?;
        ensure!(wheel_with(page, key, at, 10_000)?, "nor where it goes no further");
    }
    Ok(())
}

fn a_wheel_that_is_turned_sideways_moves_on(page: &Page) -> Result<()> {
    let before = zoomed(page)?;
    page.run(
        "find('>>> .sl-plot').dispatchEvent(
           new WheelEvent('wheel', { deltaX: -400 * way(), bubbles: true, composed: true, cancelable: true }))",
        json!([]),
    )?;
    changed(page, &before)
}

fn dragging_moves_it_and_opens_nothing(page: &Page) -> Result<()> {
    let before = zoomed(page)?;
    let at = x(page, "ernie")?;
    let by = 200 * page.way()?;
    page.drag(&event("ernie"), by, 0)?;
    changed(page, &before)?;
    ensure!(
        (x(page, "ernie")? - at - by as f64).abs() < 4.0,
        "it goes with the pointer: {at} to {}",
        x(page, "ernie")?
    );
    ensure!(page.count(">>> .sl-card")? == 0, "what is dragged is not pressed");
    // What is only pressed is.
    page.click(&event("ernie"))?;
    page.wait_for(">>> .sl-card--in-timeline")
}

fn a_finger_up_or_down_scrolls_the_page(page: &Page) -> Result<()> {
    open(page, 360)?;
    let before = readout(page)?;
    let top = page.js("scrollY")?.as_f64().unwrap_or_default();
    page.swipe(">>> .sl-lane:nth-child(4) .sl-plot", 0, -200)?;
    page.wait_until("the page has scrolled", &format!("scrollY > {top} + 100"))?;
    ensure!(readout(page)? == before, "the timeline stays");
    Ok(())
}

fn a_finger_sideways_moves_it(page: &Page) -> Result<()> {
    let before = zoomed(page)?;
    let top = page.js("scrollY")?;
    if page.engine() == Engine::WebKit {
        // Its driver has no fingers.
        let [from, to] = if page.way()? == 1 { [900, 1100] } else { [500, 300] };
        touch(
            page,
            &[("pointerdown", 1, from, 400), ("pointermove", 1, (from + to) / 2, 402), ("pointermove", 1, to, 404)],
        )?;
        touch(page, &[("pointerup", 1, to, 404)])?;
    } else {
        page.swipe(">>> .sl-lane:nth-child(2) .sl-plot", 200 * page.way()?, 0)?;
    }
    changed(page, &before)?;
    ensure!(page.js("scrollY")? == top, "the page stays");
    Ok(())
}

fn fingers_are_left_what_is_theirs(page: &Page) -> Result<()> {
    open(page, 360)?;
    for part in [".sl-timeline-chart", ".sl-plot", ".sl-event"] {
        // What is computed for an element is its own; the browser takes what all around it allow, too.
        let allowed = page.js(&format!(
            "(() => {{
            for (let it = find('>>> {part}'); it; it = it.parentElement) {{
              const {{ touchAction }} = getComputedStyle(it);
              if (touchAction !== 'auto') return touchAction;
            }}
            return 'auto';
        }})()"
        ))?;
        ensure!(allowed == "pan-y", "{part}: {allowed}");
    }
    Ok(())
}

/// Events of fingers as they would be fired: kind, number, position.
fn touch(page: &Page, events: &[(&str, i64, i64, i64)]) -> Result<()> {
    page.run(
        "for (const [kind, pointerId, clientX, clientY] of arguments[0])
           find('>>> .sl-plot').dispatchEvent(new PointerEvent(kind, {
             pointerId, clientX, clientY, pointerType: 'touch', buttons: kind === 'pointerup' ? 0 : 1, isPrimary: pointerId === 1, bubbles: true, composed: true }))",
        json!([events]),
    )?;
    Ok(())
}

fn two_fingers_zoom_it(page: &Page) -> Result<()> {
    open(page, 1440)?;
    let before = readout(page)?;
    let at = x(page, "ernie")? as i64 + 7;
    touch(page, &[("pointerdown", 1, at - 50, 400), ("pointerdown", 2, at + 50, 400)])?;
    touch(page, &[("pointermove", 1, at - 150, 400), ("pointermove", 2, at + 150, 400)])?;
    changed(page, &before)?;
    page.wait_until(
        "what is between them stays",
        &format!("Math.abs(box(find(\"{} :first-child\")).x + 7 - {at}) < 4", event("ernie")),
    )?;
    touch(page, &[("pointermove", 1, at - 100, 400), ("pointermove", 2, at + 200, 400)])?;
    let there = format!("Math.abs(box(find(\"{} :first-child\")).x + 7 - {}) < 4", event("ernie"), at + 50);
    page.wait_until("it goes with them", &there)?;
    touch(
        page,
        &[("pointerup", 1, at - 100, 400), ("pointermove", 2, at - 400, 400), ("pointerup", 2, at - 400, 400)],
    )?;
    ensure!(page.count(">>> .sl-card")? == 0);
    Ok(())
}

/// Pressed on a strip, and let go where the timeline does not hear of it.
fn a_pointer_that_is_lost_drags_nothing(page: &Page) -> Result<()> {
    let before = zoomed(page)?;
    page.drag(">>> .sl-lane:nth-child(2) .sl-plot", 0, -250)?;
    let strip = page.rects(">>> .sl-lane:nth-child(2) .sl-plot")?[0];
    page.point_to(strip.x as i64 + 300, strip.y as i64 + 10)?;
    page.point_to(strip.x as i64 + 500, strip.y as i64 + 20)?;
    page.js("frame()")?;
    ensure!(readout(page)? == before, "it stays");
    // And the next press drags as ever.
    page.drag(">>> .sl-lane:nth-child(2) .sl-plot", 200 * page.way()?, 0)?;
    changed(page, &before)
}

fn buttons_move_it(page: &Page) -> Result<()> {
    open(page, 1440)?;
    let mut seen = vec![readout(page)?];
    // In, in, earlier, later, out.
    for button in [4, 4, 1, 2, 3] {
        page.click(&format!(">>> .sl-zoom-tools button:nth-child({button})"))?;
        changed(page, seen.last().map_or("", String::as_str))?;
        ensure!(
            page.js(&format!("active() === find('>>> .sl-zoom-tools button:nth-child({button})')"))? == true,
            "it keeps the focus"
        );
        seen.push(readout(page)?);
    }
    page.click(">>> .sl-zoom-tools button:nth-child(5)")?;
    page.wait_until("all of it", &format!("find('>>> .sl-readout').textContent === {}", json!(seen[0])))
}

fn nothing_glides(page: &Page) -> Result<()> {
    open(page, 1440)?;
    page.click(">>> .sl-zoom-tools button:last-child")?;
    page.wait_until("it is nearer", "find('>>> .sl-readout').textContent.startsWith('January to')")?;
    let moving = "find('sidelight-story').shadowRoot.getAnimations().length";
    ensure!(page.js(moving)? == 0);
    let timed = page.js(
        "all('>>> .sl-timeline-chart *').filter((it) => parseFloat(getComputedStyle(it).transitionDuration) > 0).length",
    )?;
    ensure!(timed == 0, "{timed}");
    Ok(())
}
