//! The drawn timeline by keyboard, and as it is called out (WAI-ARIA APG, grid pattern).

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::events::story;
use crate::highlights::open_fixture;
use crate::page::Page;
use crate::timeline::{drawn, event, open};

pub(crate) const CASES: &[Case] = &[
    case!(it_is_a_grid_of_rows_and_cells),
    case!(tab_stops_once),
    case!(arrows_lead_along_the_lane),
    case!(arrows_lead_to_the_nearest_in_time),
    case!(home_and_end_lead_to_the_ends),
    case!(page_keys_move_on_by_a_view),
    case!(plus_minus_and_nought_zoom),
    case!(enter_opens_and_escape_leads_back),
    case!(heads_of_lanes_are_reached),
    case!(keys_elsewhere_are_left_alone),
];

/// The focus is on an event.
fn on(page: &Page, id: &str) -> Result<()> {
    page.wait_until(&format!("the focus is on {id}"), &format!("active().id === 'open-source-ai/event/{id}/drawn'"))?;
    let seen = "((it) => it.left >= 0 && it.right <= innerWidth && it.top >= 0 && it.bottom <= innerHeight)
        (active().getBoundingClientRect())";
    page.wait_until(&format!("{id} is in view"), seen)?;
    ensure!(page.js("all('>>> .sl-grid [tabindex=\"0\"]').length")? == 1, "one stop");
    ensure!(page.js("active().tabIndex")? == 0, "which it is");
    Ok(())
}

fn focus(page: &Page, id: &str) -> Result<()> {
    page.run("find(arguments[0]).focus()", json!([event(id)]))?;
    on(page, id)
}

fn readout(page: &Page, expected: &str) -> Result<()> {
    page.wait_until(expected, &format!("find('>>> .sl-readout').textContent.startsWith({})", json!(expected)))
}

fn it_is_a_grid_of_rows_and_cells(page: &Page) -> Result<()> {
    open(page, 1440)?;
    ensure!(page.js("find('>>> .sl-grid').getAttribute('role')")? == "grid");
    ensure!(page.js("find('>>> .sl-grid').getAttribute('aria-label')")? == page.says("What happened when"));
    ensure!(page.count(">>> [role=grid] > [role=row]")? == 7);
    ensure!(page.count(">>> [role=row] [role=rowheader]")? == 7);
    ensure!(page.count(">>> [role=row] [role=gridcell]")? == 16, "what folds each, and each event");
    let focusable = page.js("all('>>> :is([role=gridcell], [role=rowheader])').map((it) => it.querySelectorAll('a,button,[tabindex]').length)")?;
    ensure!(focusable.as_array().is_some_and(|it| it.iter().all(|count| count == 1)), "one in each cell: {focusable}");
    ensure!(page.count(">>> [role=application]")? == 0);
    let names = page.js("all('>>> .sl-event').map((it) => it.getAttribute('aria-label'))")?;
    let names: Vec<String> = serde_json::from_value(names)?;
    for name in [
        "21 October 2008: Google makes Android’s source code public; Google, 1 of 1",
        "16 March 2025: Baidu releases Ernie 4.5 and Ernie X1, free to individual users; Baidu, 1 of 2",
        "by the end of June 2025, planned: Baidu makes its models fully open-source; Baidu, 2 of 2",
        "around March 2025: ManusAI pledges to go open-source; ManusAI, 1 of 1",
    ] {
        ensure!(names.contains(&page.says(name)), "“{name}” in {names:?}");
    }
    let described = page.js("find('>>> [role=grid]').getAttribute('aria-describedby').split(' ')
        .map((id) => find('sidelight-story').shadowRoot.getElementById(id).textContent).join()")?;
    ensure!(described.as_str().is_some_and(|it| it.contains(page.says("arrow keys").as_str())), "{described}");
    Ok(())
}

fn tab_stops_once(page: &Page) -> Result<()> {
    open(page, 1440)?;
    page.run("find('>>> .sl-follow-reading input').focus()", json!([]))?;
    page.press("Tab")?;
    on(page, "android-open")?;
    page.press("Tab")?;
    page.wait_until("one step further it is behind", "!active().closest('.sl-timeline')")?;
    page.press("Shift+Tab")?;
    on(page, "android-open")?;
    page.press("Shift+Tab")?;
    page.wait_until("one step back it is before", "active().matches('.sl-follow-reading input')")
}

fn arrows_lead_along_the_lane(page: &Page) -> Result<()> {
    open(page, 1440)?;
    focus(page, "r1")?;
    page.press(page.arrow("ArrowRight")?)?;
    on(page, "open-source-week")?;
    page.press(page.arrow("ArrowRight")?)?;
    on(page, "open-source-week")?;
    page.press(page.arrow("ArrowLeft")?)?;
    on(page, "r1")?;
    // What is out of view comes into view.
    focus(page, "open-source-week")?;
    for expected in ["January to March 2025", "February to March 2025", ""] {
        page.press("+")?;
        if !expected.is_empty() {
            page.wait_until("nearer", "!find('>>> .sl-readout').textContent.includes('2008')")?;
        }
    }
    page.wait_until("the other is out of view", "all(\">>> [id$='/r1/drawn']\").length === 0")?;
    page.press(page.arrow("ArrowLeft")?)?;
    on(page, "r1")
}

fn arrows_lead_to_the_nearest_in_time(page: &Page) -> Result<()> {
    open(page, 1440)?;
    focus(page, "open-source-week")?;
    page.press("ArrowDown")?;
    on(page, "wan")?;
    page.press("ArrowUp")?;
    on(page, "open-source-week")?;
    focus(page, "chatgpt")?;
    page.press("ArrowDown")?;
    on(page, "r1")?;
    page.press("ArrowUp")?;
    on(page, "chatgpt")?;
    page.press("ArrowUp")?;
    on(page, "android-open")?;
    page.press("ArrowUp")?;
    on(page, "android-open")?;
    focus(page, "manus-pledge")?;
    page.press("ArrowDown")?;
    on(page, "ernie")?;
    page.press("ArrowDown")?;
    on(page, "ernie")
}

fn home_and_end_lead_to_the_ends(page: &Page) -> Result<()> {
    open(page, 1440)?;
    focus(page, "r1")?;
    page.press("End")?;
    on(page, "open-source-week")?;
    page.press("Home")?;
    on(page, "r1")?;
    page.press("Control+End")?;
    on(page, "ernie-open")?;
    page.press("Control+Home")?;
    on(page, "android-open")
}

fn page_keys_move_on_by_a_view(page: &Page) -> Result<()> {
    open(page, 1440)?;
    focus(page, "r1")?;
    for _ in 0..3 {
        page.press("+")?;
    }
    page.wait_until("nearer", "!find('>>> .sl-readout').textContent.includes('2008')")?;
    on(page, "r1")?;
    let top = page.js("scrollY")?;
    let before = page.text(">>> .sl-readout")?;
    page.press("PageDown")?;
    page.wait_until("later", &format!("find('>>> .sl-readout').textContent !== {}", json!(before)))?;
    page.wait_until("the focus stays in the grid", "active().closest('.sl-grid') !== null")?;
    ensure!(page.js("scrollY")? == top, "the page stays");
    page.press("PageUp")?;
    readout(page, &before)?;
    page.wait_until("the focus stays in the grid", "active().closest('.sl-grid') !== null")
}

fn plus_minus_and_nought_zoom(page: &Page) -> Result<()> {
    open(page, 1440)?;
    focus(page, "ernie")?;
    let away = "((a, b) => Math.abs(a - b))(box(find(\">>> [id$='/ernie/drawn'] .sl-point\")).x, window.was)";
    page.run("window.was = box(find(\">>> [id$='/ernie/drawn'] .sl-point\")).x", json!([]))?;
    page.press("+")?;
    page.wait_until("nearer", "!find('>>> .sl-readout').textContent.includes('2008')")?;
    ensure!(page.js(away)?.as_f64().is_some_and(|away| away < 3.0), "what has the focus stays where it is");
    on(page, "ernie")?;
    let near = page.text(">>> .sl-readout")?;
    page.press("+")?;
    page.wait_until("nearer still", &format!("find('>>> .sl-readout').textContent !== {}", json!(near)))?;
    page.press("-")?;
    readout(page, &near)?;
    page.press("0")?;
    readout(page, "January 2008 to June 2025: 9 of 9")?;
    on(page, "ernie")?;
    // Those that a browser zooms the page by are its own.
    page.run(
        "window.taken = []; addEventListener('keydown', (event) => taken.push(event.defaultPrevented));
         active().dispatchEvent(new KeyboardEvent('keydown', { key: '+', ctrlKey: true, bubbles: true, composed: true, cancelable: true }))",
        json!([]),
    )?;
    ensure!(page.js("taken")? == json!([false]));
    readout(page, "January 2008 to June 2025")
}

fn enter_opens_and_escape_leads_back(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open(page, width)?;
        focus(page, "wan")?;
        page.press("Enter")?;
        page.wait_until("its note has the focus", "active().matches('.sl-card--in-timeline')")?;
        ensure!(
            page.text(">>> .sl-card--in-timeline .sl-note-title")?
                .contains(page.says("Alibaba Cloud open-sources").as_str())
        );
        page.press("Escape")?;
        page.wait_until("the note is gone", "all('>>> .sl-card').length === 0")?;
        on(page, "wan")?;
        page.press("ArrowDown")?;
        on(page, "hunyuan-3d")?;
    }
    Ok(())
}

fn heads_of_lanes_are_reached(page: &Page) -> Result<()> {
    open(page, 1440)?;
    focus(page, "r1")?;
    page.press(page.arrow("ArrowLeft")?)?;
    page.wait_until("the name of the lane", "active().id === 'open-source-ai/company/deepseek/lane'")?;
    page.press("Enter")?;
    page.wait_until("it is followed", "find('>>> .sl-status').textContent.startsWith('Following DeepSeek')")?;
    page.press(page.arrow("ArrowLeft")?)?;
    page.wait_until("what folds it", "active().getAttribute('aria-label') === 'Fold DeepSeek'")?;
    page.press("Enter")?;
    page.wait_until("it is folded", "active().getAttribute('aria-label') === 'Unfold DeepSeek'")?;
    page.press("ArrowDown")?;
    page.wait_until("down a lane", "active().getAttribute('aria-label') === 'Fold Alibaba'")?;
    page.press(page.arrow("ArrowRight")?)?;
    page.press(page.arrow("ArrowRight")?)?;
    on(page, "wan")?;
    page.press("ArrowUp")?;
    page.wait_until("a folded lane is reached by its name", "active().id === 'open-source-ai/company/deepseek/lane'")
}

/// Where the focus is elsewhere, every key is the page's; in the grid, those that mean nothing are.
fn keys_elsewhere_are_left_alone(page: &Page) -> Result<()> {
    let events: Vec<_> = (1..4).map(|month| (format!("2024-0{month}"), Some(0))).collect();
    open_fixture(page, 1024, &story("en", 1, &events))?;
    drawn(page)?;
    page.run(
        "window.taken = []; addEventListener('keydown', (event) => taken.push([event.key, event.defaultPrevented]));
         find('>>> .sl-search').focus()",
        json!([]),
    )?;
    for key in ["0", "-", "+", "Home", "ArrowLeft"] {
        page.press(key)?;
    }
    ensure!(page.js("find('>>> .sl-search').value")? == "0-+", "{}", page.js("find('>>> .sl-search').value")?);
    page.click(">>> .sl-clear")?;
    page.wait_for(">>> .sl-event")?;
    page.run("find('>>> .sl-event').focus()", json!([]))?;
    for key in ["a", "Escape", "Tab"] {
        page.press(key)?;
    }
    let taken = page.js("taken.filter(([, taken]) => taken)")?;
    ensure!(taken == json!([]), "{taken}");
    ensure!(page.js("taken.length")? == 8);
    Ok(())
}
