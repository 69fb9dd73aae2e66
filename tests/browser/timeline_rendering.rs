//! When the browser renders the islands of the timeline: its chart and its tools.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::page::Page;

pub(crate) const CASES: &[Case] = &[
    case!(the_chart_is_rendered_near_the_viewport),
    case!(the_tools_are_rendered_near_the_viewport_of_a_phone),
    case!(a_link_to_an_event_renders_the_chart),
    case!(selecting_an_event_renders_the_chart),
    case!(focus_moves_from_the_list_to_the_chart),
    case!(an_undone_story_has_the_list_again),
];

/// A JavaScript expression: true if the chart and the tools are rendered.
const IS_RENDERED: &str = "all('>>> @timeline-tools').some((it) => it.closest('.sl-in-island:not([hidden])'))";
/// A JavaScript expression: the number of events that the list shows.
const LISTED: &str = "all('>>> @event-entry').filter((it) => it.checkVisibility()).length";

/// Opens the seed story without its timeline in the viewport.
fn open(page: &Page, width: i64) -> Result<()> {
    page.viewport(width, 700)?;
    page.goto("/index.html")?;
    page.wait_only_live()
}

fn the_chart_is_rendered_near_the_viewport(page: &Page) -> Result<()> {
    open(page, 1440)?;
    ensure!(page.js(IS_RENDERED)? == false, "the timeline is far from the viewport");
    ensure!(page.js(LISTED)? == page.cast().events, "the list is in the place of the chart");
    let watch = "window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((it) => { shift += it.value; }))
          .observe({ type: 'layout-shift' });";
    let has_shifts = page.js("PerformanceObserver.supportedEntryTypes.includes('layout-shift')")? == true;
    if has_shifts {
        page.run(watch, json!([]))?;
    }
    let before = page.rects(">>> @timeline-body")?;
    page.run("find('>>> @timeline').scrollIntoView({ behavior: 'instant' })", json!([]))?;
    page.wait_until("the chart is rendered", IS_RENDERED)?;
    page.timeline().wait_drawn()?;
    ensure!(page.js(LISTED)? == 0, "the chart has replaced the list");
    let after = page.rects(">>> @timeline-body")?;
    for (before, after) in before.iter().zip(&after) {
        ensure!((before.height - after.height).abs() < 1.0, "{before:?}, {after:?}");
    }
    ensure!(!has_shifts || page.js("shift")? == 0, "nothing moves: {}", page.js("shift")?);
    Ok(())
}

fn the_tools_are_rendered_near_the_viewport_of_a_phone(page: &Page) -> Result<()> {
    open(page, 360)?;
    ensure!(page.js(IS_RENDERED)? == false, "the timeline is far from the viewport");
    page.run("find('>>> @timeline').scrollIntoView({ behavior: 'instant' })", json!([]))?;
    page.wait_until("the tools are rendered", IS_RENDERED)?;
    ensure!(page.js(LISTED)? == page.cast().events);
    page.timeline().show_chart()
}

fn a_link_to_an_event_renders_the_chart(page: &Page) -> Result<()> {
    page.viewport(1440, 700)?;
    page.goto(&format!("/index.html#{}", page.cast().first_event.link))?;
    page.wait_for(">>> @timeline-card")?;
    page.wait_for(&page.timeline().event(&page.cast().first_event))
}

fn selecting_an_event_renders_the_chart(page: &Page) -> Result<()> {
    open(page, 1440)?;
    page.highlight_filter().show_all()?;
    let select = "const link = find(`>>> a[href='#${cast.first_event.link}']`); link.focus(); link.click()";
    page.run(select, json!([]))?;
    page.wait_for(">>> @card")?;
    page.click(&format!(">>> @card a[href='#{}']", page.cast().first_event.link))?;
    page.wait_for(">>> @timeline-card")?;
    page.wait_until("the focus is in the card of the event", "focusIn('@timeline-card')")
}

fn focus_moves_from_the_list_to_the_chart(page: &Page) -> Result<()> {
    open(page, 1440)?;
    // The focus scrolls to the list, so that the chart is rendered.
    page.run("find(`>>> @event-entry[id='${cast.first_event.link}']`).focus()", json!([]))?;
    page.wait_until("the chart is rendered", IS_RENDERED)?;
    page.wait_focused(&format!("{}/drawn", page.cast().first_event.link))
}

fn an_undone_story_has_the_list_again(page: &Page) -> Result<()> {
    page.viewport(1440, 700)?;
    page.goto("/index.html")?;
    page.wait_live()?;
    ensure!(page.js(LISTED)? == 0, "the chart is shown");
    page.run("window.taken = find('sidelight-story'); taken.remove()", json!([]))?;
    page.js("frame()")?;
    page.run("document.body.append(taken)", json!([]))?;
    page.wait_only_live()?;
    page.wait_until("the list or the chart is shown", &format!("{LISTED} > 0 || {IS_RENDERED}"))?;
    page.wait_live()?;
    ensure!(page.js(LISTED)? == 0, "the chart is shown again");
    Ok(())
}
