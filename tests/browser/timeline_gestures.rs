//! The chart of the timeline by pointer, finger and wheel.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::cast::Part;
use crate::engine::Engine;
use crate::page::Page;
use crate::timeline::open;

pub(crate) const CASES: &[Case] = &[
    case!(a_plain_wheel_scrolls_the_page),
    case!(the_wheel_with_ctrl_zooms_around_the_pointer),
    case!(a_horizontal_wheel_moves_the_chart),
    case!(a_drag_moves_the_chart_and_opens_no_note),
    case!(a_vertical_swipe_scrolls_the_page).only(&[Engine::Chromium], "only the driver of Chromium pans by fingers"),
    case!(a_horizontal_swipe_moves_the_chart),
    case!(vertical_panning_stays_with_the_browser),
    case!(a_pinch_zooms_the_chart),
    case!(a_pointer_released_elsewhere_ends_the_drag),
    case!(the_buttons_move_the_chart),
    case!(the_chart_has_no_transitions),
];

/// Opens the timeline, zoomed in to its busiest period. Returns the text of the readout.
fn zoomed(page: &Page) -> Result<String> {
    open(page, 1440)?;
    page.timeline().zoom_to_busiest()?;
    page.timeline().readout()
}

/// The left edge of the shape of an event.
fn x(page: &Page, event: &Part) -> Result<f64> {
    Ok(page.rects(&format!("{} :first-child", page.timeline().event(event)))?[0].x)
}

fn a_plain_wheel_scrolls_the_page(page: &Page) -> Result<()> {
    let before = zoomed(page)?;
    let top = page.js("scrollY")?.as_f64().unwrap_or_default();
    page.wheel(">>> @plot", 0, 120)?;
    page.wait_until("the page has scrolled", &format!("scrollY > {top}"))?;
    ensure!(page.timeline().readout()? == before, "the time range in view is unchanged");
    // The page receives every wheel event.
    page.run(
        "window.kept = []; addEventListener('wheel', (event) => kept.push(event.defaultPrevented));
         find('>>> @plot').dispatchEvent(
           new WheelEvent('wheel', { deltaY: 50, bubbles: true, composed: true, cancelable: true }))",
        json!([]),
    )?;
    ensure!(page.js("kept")? == json!([false]));
    Ok(())
}

/// Dispatches a wheel event with a modifier key, which no driver can send. Returns true if its default was prevented.
fn wheel_with(page: &Page, key: &str, x: f64, delta: i64) -> Result<bool> {
    let kept = page.run(
        "const [key, clientX, deltaY] = arguments;
         const event = new WheelEvent('wheel', { [key]: true, clientX, deltaY, bubbles: true, composed: true, cancelable: true });
         find('>>> @plot').dispatchEvent(event);
         return event.defaultPrevented",
        json!([key, x, delta]),
    )?;
    Ok(kept == true)
}

fn the_wheel_with_ctrl_zooms_around_the_pointer(page: &Page) -> Result<()> {
    let cast = page.cast();
    for key in ["ctrlKey", "metaKey"] {
        open(page, 1440)?;
        let before = page.timeline().readout()?;
        let at = x(page, &cast.product_event)?;
        ensure!(wheel_with(page, key, at + 7.0, -100)?, "the browser does not zoom the page");
        page.timeline().wait_moved(&before)?;
        ensure!((x(page, &cast.product_event)? - at).abs() < 3.0, "the event under the pointer keeps its position");
        let nearer = page.timeline().readout()?;
        ensure!(wheel_with(page, key, at + 7.0, 100)?);
        page.timeline().wait_moved(&nearer)?;
        ensure!(wheel_with(page, key, at, 10_000)?, "the browser does not zoom the page at the end of the zoom range");
    }
    Ok(())
}

fn a_horizontal_wheel_moves_the_chart(page: &Page) -> Result<()> {
    let before = zoomed(page)?;
    page.run(
        "find('>>> @plot').dispatchEvent(
           new WheelEvent('wheel', { deltaX: -400 * way(), bubbles: true, composed: true, cancelable: true }))",
        json!([]),
    )?;
    page.timeline().wait_moved(&before)
}

fn a_drag_moves_the_chart_and_opens_no_note(page: &Page) -> Result<()> {
    let cast = page.cast();
    let before = zoomed(page)?;
    let at = x(page, &cast.product_event)?;
    let by = 200 * page.way()?;
    page.drag(&page.timeline().event(&cast.product_event), by, 0)?;
    page.timeline().wait_moved(&before)?;
    ensure!(
        (x(page, &cast.product_event)? - at - by as f64).abs() < 4.0,
        "the event moves with the pointer: {at} to {}",
        x(page, &cast.product_event)?
    );
    ensure!(page.card().count()? == 0, "a drag opens no note");
    // A press without a drag opens the note.
    page.click(&page.timeline().event(&cast.product_event))?;
    page.wait_for(">>> @timeline-card")
}

fn a_vertical_swipe_scrolls_the_page(page: &Page) -> Result<()> {
    open(page, 360)?;
    let before = page.timeline().readout()?;
    let top = page.js("scrollY")?.as_f64().unwrap_or_default();
    page.swipe(">>> @lane:nth-child(4) @plot", 0, -200)?;
    page.wait_until("the page has scrolled", &format!("scrollY > {top} + 100"))?;
    ensure!(page.timeline().readout()? == before, "the time range in view is unchanged");
    Ok(())
}

fn a_horizontal_swipe_moves_the_chart(page: &Page) -> Result<()> {
    let before = zoomed(page)?;
    let top = page.js("scrollY")?;
    if page.engine() == Engine::WebKit {
        // The driver has no touch input.
        let [from, to] = if page.way()? == 1 { [900, 1100] } else { [500, 300] };
        touch(
            page,
            &[("pointerdown", 1, from, 400), ("pointermove", 1, (from + to) / 2, 402), ("pointermove", 1, to, 404)],
        )?;
        touch(page, &[("pointerup", 1, to, 404)])?;
    } else {
        page.swipe(">>> @lane:nth-child(2) @plot", 200 * page.way()?, 0)?;
    }
    page.timeline().wait_moved(&before)?;
    ensure!(page.js("scrollY")? == top, "the page has not scrolled");
    Ok(())
}

fn vertical_panning_stays_with_the_browser(page: &Page) -> Result<()> {
    open(page, 360)?;
    for part in ["@timeline-chart", "@plot", "@event"] {
        // The browser intersects the computed values of an element and of all its ancestors.
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

/// Dispatches pointer events of fingers: kind, pointer id, position.
fn touch(page: &Page, events: &[(&str, i64, i64, i64)]) -> Result<()> {
    page.run(
        "for (const [kind, pointerId, clientX, clientY] of arguments[0])
           find('>>> @plot').dispatchEvent(new PointerEvent(kind, {
             pointerId, clientX, clientY, pointerType: 'touch', buttons: kind === 'pointerup' ? 0 : 1, isPrimary: pointerId === 1, bubbles: true, composed: true }))",
        json!([events]),
    )?;
    Ok(())
}

fn a_pinch_zooms_the_chart(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    let before = page.timeline().readout()?;
    let at = x(page, &cast.product_event)? as i64 + 7;
    touch(page, &[("pointerdown", 1, at - 50, 400), ("pointerdown", 2, at + 50, 400)])?;
    touch(page, &[("pointermove", 1, at - 150, 400), ("pointermove", 2, at + 150, 400)])?;
    page.timeline().wait_moved(&before)?;
    page.wait_until(
        "the point between the fingers stays",
        &format!(
            "Math.abs(box(find(\"{} :first-child\")).x + 7 - {at}) < 4",
            page.timeline().event(&cast.product_event)
        ),
    )?;
    touch(page, &[("pointermove", 1, at - 100, 400), ("pointermove", 2, at + 200, 400)])?;
    let there = format!(
        "Math.abs(box(find(\"{} :first-child\")).x + 7 - {}) < 4",
        page.timeline().event(&cast.product_event),
        at + 50
    );
    page.wait_until("the chart moves with the fingers", &there)?;
    touch(
        page,
        &[("pointerup", 1, at - 100, 400), ("pointermove", 2, at - 400, 400), ("pointerup", 2, at - 400, 400)],
    )?;
    ensure!(page.card().count()? == 0);
    Ok(())
}

/// The pointer is pressed on a lane and released outside the timeline's listeners.
fn a_pointer_released_elsewhere_ends_the_drag(page: &Page) -> Result<()> {
    let before = zoomed(page)?;
    page.drag(">>> @lane:nth-child(2) @plot", 0, -250)?;
    let strip = page.rects(">>> @lane:nth-child(2) @plot")?[0];
    page.point_to(strip.x as i64 + 300, strip.y as i64 + 10)?;
    page.point_to(strip.x as i64 + 500, strip.y as i64 + 20)?;
    page.js("frame()")?;
    ensure!(page.timeline().readout()? == before, "the chart does not move after the release");
    // The next press starts a drag again.
    page.drag(">>> @lane:nth-child(2) @plot", 200 * page.way()?, 0)?;
    page.timeline().wait_moved(&before)
}

fn the_buttons_move_the_chart(page: &Page) -> Result<()> {
    open(page, 1440)?;
    let mut seen = vec![page.timeline().readout()?];
    // In, in, earlier, later, out.
    for button in [4, 4, 1, 2, 3] {
        page.click(&format!(">>> @zoom-tools button:nth-child({button})"))?;
        page.timeline().wait_moved(seen.last().map_or("", String::as_str))?;
        ensure!(
            page.js(&format!("active() === find('>>> @zoom-tools button:nth-child({button})')"))? == true,
            "the button keeps the focus"
        );
        seen.push(page.timeline().readout()?);
    }
    page.click(">>> @zoom-tools button:nth-child(5)")?;
    page.wait_until("all of the time is in view", &format!("find('>>> @readout').textContent === {}", json!(seen[0])))
}

fn the_chart_has_no_transitions(page: &Page) -> Result<()> {
    open(page, 1440)?;
    page.timeline().zoom_to_busiest()?;
    let moving = "roots().flatMap((it) => it.getAnimations()).length";
    ensure!(page.js(moving)? == 0);
    let timed = page.js(
        "all('>>> @timeline-chart *').filter((it) => parseFloat(getComputedStyle(it).transitionDuration) > 0).length",
    )?;
    ensure!(timed == 0, "{timed}");
    Ok(())
}
