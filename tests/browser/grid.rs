//! The chart of the timeline by keyboard, and its roles and names (WAI-ARIA APG, grid pattern).

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::cast::Part;
use crate::events::story;
use crate::highlights::open_fixture;
use crate::page::Page;
use crate::timeline::open;

pub(crate) const CASES: &[Case] = &[
    case!(the_chart_is_a_grid_of_rows_and_cells),
    case!(the_grid_has_one_tab_stop),
    case!(arrow_keys_move_along_the_lane),
    case!(arrow_keys_move_to_the_nearest_event_of_the_next_lane),
    case!(home_and_end_move_to_the_first_and_last_event),
    case!(page_up_and_page_down_move_the_chart),
    case!(plus_minus_and_zero_zoom),
    case!(enter_opens_a_note_and_escape_returns),
    case!(arrow_keys_reach_the_heads_of_lanes),
    case!(keys_outside_the_grid_are_ignored),
];

/// Waits until the focus is on an event that is in view.
fn on(page: &Page, event: &Part) -> Result<()> {
    page.wait_focused(&format!("{}/drawn", event.link))?;
    let seen = "((it) => it.left >= 0 && it.right <= innerWidth && it.top >= 0 && it.bottom <= innerHeight)
        (active().getBoundingClientRect())";
    page.wait_until(&format!("{} is in view", event.id), seen)?;
    ensure!(page.js("all('>>> @grid [tabindex=\"0\"]').length")? == 1, "the grid has one tab stop");
    ensure!(page.js("active().tabIndex")? == 0, "the focused cell is the tab stop");
    Ok(())
}

fn focus(page: &Page, event: &Part) -> Result<()> {
    page.focus(&page.timeline().event(event))?;
    on(page, event)
}

fn the_chart_is_a_grid_of_rows_and_cells(page: &Page) -> Result<()> {
    open(page, 1440)?;
    ensure!(page.js("find('>>> @grid').getAttribute('role')")? == "grid");
    ensure!(page.attribute(">>> @grid", "aria-label")?.as_deref() == Some(page.labels().messages().timeline));
    ensure!(page.count(">>> [role=grid] > [role=row]")? == 7);
    ensure!(page.count(">>> [role=row] [role=rowheader]")? == 7);
    ensure!(page.count(">>> [role=row] [role=gridcell]")? == 16, "there is a cell for each fold button and each event");
    let focusable = page.js("all('>>> :is([role=gridcell], [role=rowheader])').map((it) => it.querySelectorAll('a,button,[tabindex]').length)")?;
    ensure!(
        focusable.as_array().is_some_and(|it| it.iter().all(|count| count == 1)),
        "each cell has one focusable element: {focusable}"
    );
    ensure!(page.count(">>> [role=application]")? == 0);
    let names = page.js("all('>>> @event').map((it) => it.getAttribute('aria-label'))")?;
    let names: Vec<String> = serde_json::from_value(names)?;
    for name in page.cast().texts.event_names {
        ensure!(names.iter().any(|it| it == name), "“{name}” in {names:?}");
    }
    let described = page.js("find('>>> [role=grid]').getAttribute('aria-describedby').split(' ')
        .map((id) => find(`>>> [id='${id}']`).textContent).join()")?;
    ensure!(described.as_str().is_some_and(|it| it.contains(page.labels().messages().keyboard_help)), "{described}");
    Ok(())
}

fn the_grid_has_one_tab_stop(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    page.focus(">>> @follow-reading input")?;
    page.press("Tab")?;
    on(page, &cast.first_event)?;
    page.press("Tab")?;
    page.wait_until("the focus is after the grid", "!around(active(), '@timeline')")?;
    page.press("Shift+Tab")?;
    on(page, &cast.first_event)?;
    page.press("Shift+Tab")?;
    page.wait_until("the focus is before the grid", "focusIn('@follow-reading input')")
}

fn arrow_keys_move_along_the_lane(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    focus(page, &cast.company_event)?;
    page.press(page.arrow("ArrowRight")?)?;
    on(page, &cast.days_event)?;
    page.press(page.arrow("ArrowRight")?)?;
    on(page, &cast.days_event)?;
    page.press(page.arrow("ArrowLeft")?)?;
    on(page, &cast.company_event)?;
    // An event out of view is scrolled into view.
    focus(page, &cast.days_event)?;
    for _ in 0..3 {
        page.press("+")?;
        page.timeline().wait_zoomed(true)?;
    }
    page.wait_gone(&page.timeline().event(&cast.company_event))?;
    page.press(page.arrow("ArrowLeft")?)?;
    on(page, &cast.company_event)
}

fn arrow_keys_move_to_the_nearest_event_of_the_next_lane(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    focus(page, &cast.days_event)?;
    page.press("ArrowDown")?;
    on(page, &cast.next_company_event)?;
    page.press("ArrowUp")?;
    on(page, &cast.days_event)?;
    focus(page, &cast.second_event)?;
    page.press("ArrowDown")?;
    on(page, &cast.company_event)?;
    page.press("ArrowUp")?;
    on(page, &cast.second_event)?;
    page.press("ArrowUp")?;
    on(page, &cast.first_event)?;
    page.press("ArrowUp")?;
    on(page, &cast.first_event)?;
    focus(page, &cast.approximate_event)?;
    page.press("ArrowDown")?;
    on(page, &cast.product_event)?;
    page.press("ArrowDown")?;
    on(page, &cast.product_event)
}

fn home_and_end_move_to_the_first_and_last_event(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    focus(page, &cast.company_event)?;
    page.press("End")?;
    on(page, &cast.days_event)?;
    page.press("Home")?;
    on(page, &cast.company_event)?;
    page.press("Control+End")?;
    on(page, &cast.planned_event)?;
    page.press("Control+Home")?;
    on(page, &cast.first_event)
}

fn page_up_and_page_down_move_the_chart(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    focus(page, &cast.company_event)?;
    for _ in 0..3 {
        page.press("+")?;
    }
    page.timeline().wait_zoomed(true)?;
    on(page, &cast.company_event)?;
    let top = page.js("scrollY")?;
    let before = page.timeline().readout()?;
    page.press("PageDown")?;
    page.wait_until(
        "the chart has moved to a later time",
        &format!("find('>>> @readout').textContent !== {}", json!(before)),
    )?;
    page.wait_until("the focus stays in the grid", "active().closest(css('@grid')) !== null")?;
    ensure!(page.js("scrollY")? == top, "the page has not scrolled");
    page.press("PageUp")?;
    page.timeline().wait_readout(&before)?;
    page.wait_until("the focus stays in the grid", "active().closest(css('@grid')) !== null")
}

fn plus_minus_and_zero_zoom(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    focus(page, &cast.product_event)?;
    let x = "box(`>>> [id='${cast.product_event.link}/drawn'] @point`).x";
    let away = &format!("Math.abs({x} - window.was)");
    page.run(&format!("window.was = {x}"), json!([]))?;
    page.press("+")?;
    page.timeline().wait_zoomed(true)?;
    ensure!(page.js(away)?.as_f64().is_some_and(|away| away < 3.0), "the focused event keeps its position");
    on(page, &cast.product_event)?;
    let near = page.timeline().readout()?;
    page.press("+")?;
    page.wait_until(
        "the chart is zoomed in further",
        &format!("find('>>> @readout').textContent !== {}", json!(near)),
    )?;
    page.press("-")?;
    page.timeline().wait_readout(&near)?;
    page.press("0")?;
    page.timeline().wait_readout(&page.labels().in_view(cast.texts.all_time, 9, 9))?;
    on(page, &cast.product_event)?;
    // Shortcuts that zoom the page are left to the browser.
    page.run(
        "window.taken = []; addEventListener('keydown', (event) => taken.push(event.defaultPrevented));
         active().dispatchEvent(new KeyboardEvent('keydown', { key: '+', ctrlKey: true, bubbles: true, composed: true, cancelable: true }))",
        json!([]),
    )?;
    ensure!(page.js("taken")? == json!([false]));
    page.timeline().wait_readout(cast.texts.all_time)
}

fn enter_opens_a_note_and_escape_returns(page: &Page) -> Result<()> {
    let cast = page.cast();
    for width in [360, 1440] {
        open(page, width)?;
        focus(page, &cast.next_company_event)?;
        page.press("Enter")?;
        page.card().wait_in_timeline()?;
        ensure!(page.text(">>> @timeline-card @note-title")?.contains(cast.next_company_event.name.as_str()));
        page.card().escape()?;
        on(page, &cast.next_company_event)?;
        page.press("ArrowDown")?;
        on(page, &cast.month_event)?;
    }
    Ok(())
}

fn arrow_keys_reach_the_heads_of_lanes(page: &Page) -> Result<()> {
    let cast = page.cast();
    let is_named = |company: &Part, is_folded: bool| {
        let name = page.labels().fold(&company.name, is_folded);
        page.wait_until(&name, &format!("active().getAttribute('aria-label') === {}", json!(name)))
    };
    open(page, 1440)?;
    focus(page, &cast.company_event)?;
    page.press(page.arrow("ArrowLeft")?)?;
    page.wait_focused(&format!("{}/lane", cast.company_link(&cast.company)))?;
    page.press("Enter")?;
    page.companies().wait_following(&cast.company)?;
    page.press(page.arrow("ArrowLeft")?)?;
    is_named(&cast.company, false)?;
    page.press("Enter")?;
    is_named(&cast.company, true)?;
    page.press("ArrowDown")?;
    is_named(&cast.next_company, false)?;
    page.press(page.arrow("ArrowRight")?)?;
    page.press(page.arrow("ArrowRight")?)?;
    on(page, &cast.next_company_event)?;
    page.press("ArrowUp")?;
    page.wait_focused(&format!("{}/lane", cast.company_link(&cast.company)))
}

/// Outside the grid every key is left to the page; in the grid, keys without a function are.
fn keys_outside_the_grid_are_ignored(page: &Page) -> Result<()> {
    let events: Vec<_> = (1..4).map(|month| (format!("2024-0{month}"), Some(0))).collect();
    open_fixture(page, 1024, &story("en", 1, &events))?;
    page.timeline().wait_drawn()?;
    page.run(
        "window.taken = []; addEventListener('keydown', (event) => taken.push([event.key, event.defaultPrevented]));
         find('>>> @event-search').focus()",
        json!([]),
    )?;
    for key in ["0", "-", "+", "Home", "ArrowLeft"] {
        page.press(key)?;
    }
    ensure!(page.js("find('>>> @event-search').value")? == "0-+", "{}", page.js("find('>>> @event-search').value")?);
    page.click(">>> @clear-search")?;
    page.wait_for(">>> @event")?;
    page.focus(">>> @event")?;
    for key in ["a", "Escape", "Tab"] {
        page.press(key)?;
    }
    let taken = page.js("taken.filter(([, taken]) => taken)")?;
    ensure!(taken == json!([]), "{taken}");
    ensure!(page.js("taken.length")? == 8);
    Ok(())
}
