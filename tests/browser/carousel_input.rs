//! Turning the quotes: by a press on the neighbour, by scrolling, wheel and finger.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::carousel::{NEXT, PREVIOUS, shows};
use crate::case::{Case, case};
use crate::engine::Engine;
use crate::page::{Media, Page, Rect};
use crate::reading::open;

pub(crate) const CASES: &[Case] = &[
    case!(the_neighbour_peeks_in_and_a_press_turns_to_it),
    case!(it_turns_by_scrolling),
    case!(the_address_goes_with_it),
    case!(it_turns_by_the_wheel),
    case!(it_turns_by_a_finger).only(&[Engine::Chromium], "only the driver of Chromium pans by fingers"),
    case!(the_focus_goes_with_what_is_shown),
    case!(it_slides_unless_the_reader_wants_no_motion)
        .only(&[Engine::Chromium, Engine::Firefox], "WebKitGTK can't be told of motion"),
    case!(no_turn_changes_its_height),
];

fn the_neighbour_peeks_in_and_a_press_turns_to_it(page: &Page) -> Result<()> {
    for width in [360, 768, 1440] {
        open(page, width, 900)?;
        page.run("find('>>> .sl-slides').scrollIntoView({ block: 'center', behavior: 'instant' })", json!([]))?;
        let (row, second) =
            (page.along(page.rects(">>> .sl-slides")?[0])?, page.along(page.rects(">>> .sl-slide")?[1])?);
        let seen = row.x + row.width - second.x;
        ensure!(seen > 12.0 && seen < second.width / 2.0, "{seen} px of it at {width}");
        // Upon its lines, where a link may be.
        let edge = page.along(Rect { x: row.x + row.width - 6.0, width: 0.0, ..row })?;
        let (x, y) = (edge.x as i64, (second.y + second.height / 2.0) as i64);
        let down = json!({ "type": "pointerMove", "x": x, "y": y, "duration": 0 });
        let press = json!([down, { "type": "pointerDown", "button": 0 }, { "type": "pointerUp", "button": 0 }]);
        let before = page.js("scrollY")?;
        page.command("/actions", json!({ "actions": [{ "type": "pointer", "id": "mouse", "actions": press }] }))?;
        shows(page, 2, 7)?;
        ensure!(page.js("scrollY")? == before && page.count(">>> .sl-card")? == 0, "it does nothing else");
    }
    Ok(())
}

fn it_turns_by_scrolling(page: &Page) -> Result<()> {
    open(page, 360, 740)?;
    page.run(
        "reveal('>>> .sl-slides').scrollBy(way() * (along(all('>>> .sl-slide')[2]).x - along('>>> .sl-slides').x), 0)",
        json!([]),
    )?;
    shows(page, 3, 7)?;
    ensure!(page.js("location.hash")? == "", "scrolling chooses nothing");
    // Whatever is chosen elsewhere meanwhile, the reader scrolls on from there.
    page.click(">>> .sl-slide:not([aria-hidden]) .sl-place")?;
    crate::reading::opened(page)?;
    page.press("Escape")?;
    page.wait_until("it is closed", "all('>>> .sl-card').length === 0")?;
    scroll_on(page, 2)?;
    shows(page, 5, 7)?;
    // And so do the buttons.
    page.click(PREVIOUS)?;
    shows(page, 4, 7)
}

/// A quote that was chosen, by a link or by turning, is what the address names; scrolled on, it names the next.
fn the_address_goes_with_it(page: &Page) -> Result<()> {
    page.viewport(768, 900)?;
    page.goto("/index.html#open-source-ai/quote/lian-jye-su")?;
    page.wait_live()?;
    shows(page, 2, 7)?;
    let before = page.js("[scrollY, history.length]")?;
    scroll_on(page, 1)?;
    shows(page, 3, 7)?;
    page.wait_until("the address follows", "location.hash === '#open-source-ai/quote/ji-yichao'")?;
    ensure!(page.js("[scrollY, history.length]")? == before, "nothing else does");
    page.click(PREVIOUS)?;
    shows(page, 2, 7)?;
    page.wait_until("the address follows", "location.hash === '#open-source-ai/quote/lian-jye-su'")
}

fn it_turns_by_the_wheel(page: &Page) -> Result<()> {
    open(page, 768, 900)?;
    page.run("reveal('>>> .sl-slides')", json!([]))?;
    let before = page.js("scrollY")?;
    page.wheel(">>> .sl-slides", 600 * page.way()?, 0)?;
    page.wait_until("it turns", "!find('>>> .sl-carousel-position').textContent.startsWith('1 ')")?;
    page.wait_still(">>> .sl-slide")?;
    ensure!(page.js("scrollY")? == before && page.js("location.hash")? == "", "the page stays, and its address");
    // Up and down is the page's, over the quotes too.
    page.wheel(">>> .sl-slides", 0, -200)?;
    page.wait_until("the page scrolls", &format!("scrollY < {before}"))
}

fn it_turns_by_a_finger(page: &Page) -> Result<()> {
    open(page, 360, 740)?;
    let before = page.js("reveal('>>> .sl-slides') && scrollY")?;
    let row = page.rects(">>> .sl-slides")?[0];
    let y = (row.y + row.height / 2.0) as i64;
    // From one side of the row to the other.
    let swipe = |from: i64, to: i64| {
        let to_point = |x: i64| json!({ "type": "pointerMove", "x": x, "y": y, "duration": 60 });
        let (down, up) = (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        let actions = json!([to_point(from), down, to_point((from + to) / 2), to_point(to), up]);
        let finger =
            json!({ "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": actions });
        page.command("/actions", json!({ "actions": [finger] }))?;
        page.wait_still(">>> .sl-slide")
    };
    let [on, back] = if page.way()? == 1 { [(290, 40), (60, 310)] } else { [(60, 310), (290, 40)] };
    swipe(on.0, on.1)?;
    shows(page, 2, 7)?;
    swipe(on.0, on.1)?;
    shows(page, 3, 7)?;
    swipe(back.0, back.1)?;
    shows(page, 2, 7)?;
    ensure!(page.js("scrollY")? == before && page.js("location.hash")? == "", "the page stays, and its address");
    Ok(())
}

/// The focus was in what has gone aside.
fn the_focus_goes_with_what_is_shown(page: &Page) -> Result<()> {
    open(page, 768, 900)?;
    page.run("reveal('>>> .sl-slides') && find('>>> .sl-slide .sl-place').focus()", json!([]))?;
    page.run(
        "find('>>> .sl-slides').scrollBy({ left: way() * box('>>> .sl-slide').width, behavior: 'instant' })",
        json!([]),
    )?;
    shows(page, 2, 7)?;
    page.wait_until("the focus is in it", "active().id === 'open-source-ai/quote/lian-jye-su'")?;
    page.press("Tab")?;
    page.wait_until("and goes on there", "active().closest('.sl-slide')?.id === 'open-source-ai/quote/lian-jye-su'")
}

fn it_slides_unless_the_reader_wants_no_motion(page: &Page) -> Result<()> {
    for (media, behavior) in [(&[][..], "smooth"), (&[Media::ReducedMotion][..], "auto")] {
        page.emulate(media)?;
        open(page, 768, 900)?;
        ensure!(page.js("getComputedStyle(find('>>> .sl-slides')).scrollBehavior")? == behavior);
        page.click(NEXT)?;
        shows(page, 2, 7)?;
        // Pressed while it is on its way, it goes where the last press leads.
        for target in [NEXT, NEXT, PREVIOUS, NEXT, NEXT, PREVIOUS] {
            page.run("find(arguments[0]).click()", json!([target]))?;
        }
        shows(page, 4, 7)?;
        page.wait_still(">>> .sl-slide")?;
        shows(page, 4, 7)?;
    }
    page.emulate(&[])
}

fn no_turn_changes_its_height(page: &Page) -> Result<()> {
    for width in [360, 768, 1440] {
        open(page, width, 900)?;
        let height = page.rects(">>> .sl-slides")?[0].height;
        ensure!(page.rects(">>> .sl-slide")?.windows(2).all(|two| (two[0].height - two[1].height).abs() < 1.0));
        for number in 2..=7 {
            page.click(NEXT)?;
            shows(page, number, 7)?;
            let now = page.rects(">>> .sl-slides")?[0].height;
            ensure!((now - height).abs() < 1.0, "{now} in place of {height} at {width}");
        }
    }
    Ok(())
}

/// Scrolls by so many slides, as a reader does.
fn scroll_on(page: &Page, slides: i32) -> Result<()> {
    page.run(
        "reveal('>>> .sl-slides').scrollBy({ left: arguments[0] * (box(all('>>> .sl-slide')[1]).x - box('>>> .sl-slide').x), behavior: 'instant' })",
        json!([slides]),
    )?;
    Ok(())
}
