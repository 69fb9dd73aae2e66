//! Showing slides by a click on the next one, by scrolling, by wheel and by touch.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::engine::Engine;
use crate::page::{Carousel, Media, Page, Rect};
use crate::reading::open;

pub(crate) const CASES: &[Case] = &[
    case!(pressing_the_next_slide_shows_it),
    case!(scrolling_shows_the_next_slide),
    case!(the_address_names_the_slide),
    case!(the_wheel_shows_the_next_slide),
    case!(a_swipe_shows_the_next_slide).only(&[Engine::Chromium], "only the driver of Chromium pans by fingers"),
    case!(focus_moves_to_the_shown_slide),
    case!(slides_scroll_smoothly_unless_motion_is_reduced)
        .only(&[Engine::Chromium, Engine::Firefox], "WebKitGTK can't emulate reduced motion"),
    case!(the_row_keeps_its_height),
];

fn pressing_the_next_slide_shows_it(page: &Page) -> Result<()> {
    for width in [360, 768, 1440] {
        open(page, width, 900)?;
        page.run("find('>>> @slides').scrollIntoView({ block: 'center', behavior: 'instant' })", json!([]))?;
        let (row, second) = (page.along(page.rects(Carousel::ROW)?[0])?, page.along(page.rects(">>> @slide")?[1])?);
        let seen = row.x + row.width - second.x;
        ensure!(seen > 12.0 && seen < second.width / 2.0, "{seen} CSS pixels of the next slide are visible at {width}");
        // On its text, where a link may be.
        let edge = page.along(Rect { x: row.x + row.width - 6.0, width: 0.0, ..row })?;
        let (x, y) = (edge.x as i64, (second.y + second.height / 2.0) as i64);
        let down = json!({ "type": "pointerMove", "x": x, "y": y, "duration": 0 });
        let press = json!([down, { "type": "pointerDown", "button": 0 }, { "type": "pointerUp", "button": 0 }]);
        let before = page.js("scrollY")?;
        page.command("/actions", json!({ "actions": [{ "type": "pointer", "id": "mouse", "actions": press }] }))?;
        page.carousel().wait_shows(2, 7)?;
        ensure!(
            page.js("scrollY")? == before && page.card().count()? == 0,
            "the click neither scrolls the page nor opens a note"
        );
    }
    Ok(())
}

fn scrolling_shows_the_next_slide(page: &Page) -> Result<()> {
    open(page, 360, 740)?;
    scroll_on(page, 2)?;
    page.carousel().wait_shows(3, 7)?;
    ensure!(page.js("location.hash")? == "", "scrolling selects nothing");
    // A selection elsewhere does not change the scroll position.
    page.click(">>> @slide:not([aria-hidden]) @occurrence-link")?;
    crate::reading::opened(page)?;
    page.card().escape()?;
    scroll_on(page, 2)?;
    page.carousel().wait_shows(5, 7)?;
    // The buttons continue from there.
    page.carousel().previous()?;
    page.carousel().wait_shows(4, 7)
}

/// The address names a selected quote; after scrolling it names the shown one.
fn the_address_names_the_slide(page: &Page) -> Result<()> {
    let cast = page.cast();
    page.viewport(768, 900)?;
    page.open_at(&cast.second_quote.link)?;
    page.carousel().wait_shows(2, 7)?;
    let before = page.js("[scrollY, history.length]")?;
    scroll_on(page, 1)?;
    page.carousel().wait_shows(3, 7)?;
    page.wait_fragment(&cast.third_quote.link)?;
    ensure!(
        page.js("[scrollY, history.length]")? == before,
        "the page has not scrolled, and there is no new history entry"
    );
    page.carousel().previous()?;
    page.carousel().wait_shows(2, 7)?;
    page.wait_fragment(&cast.second_quote.link)
}

fn the_wheel_shows_the_next_slide(page: &Page) -> Result<()> {
    open(page, 768, 900)?;
    page.run("reveal('>>> @slides')", json!([]))?;
    // The browser lays out the row when it is near the viewport.
    page.wait_still(">>> @slides")?;
    let before = page.js("scrollY")?;
    page.wheel(">>> @slides", 600 * page.way()?, 0)?;
    page.wait_until("another slide is shown", "!find('>>> @carousel-position').textContent.startsWith('1 ')")?;
    page.wait_still(">>> @slide")?;
    ensure!(
        page.js("scrollY")? == before && page.js("location.hash")? == "",
        "the page has not scrolled, and the URL is unchanged"
    );
    // A vertical wheel over the quotes scrolls the page.
    page.wheel(">>> @slides", 0, -200)?;
    page.wait_until("the page scrolls", &format!("scrollY < {before}"))
}

fn a_swipe_shows_the_next_slide(page: &Page) -> Result<()> {
    open(page, 360, 740)?;
    page.run("reveal('>>> @slides')", json!([]))?;
    // The browser lays out the row when it is near the viewport.
    page.wait_still(">>> @slides")?;
    let before = page.js("scrollY")?;
    let row = page.rects(Carousel::ROW)?[0];
    let y = (row.y + row.height / 2.0) as i64;
    // From one side of the row to the other.
    let swipe = |from: i64, to: i64| {
        let to_point = |x: i64| json!({ "type": "pointerMove", "x": x, "y": y, "duration": 60 });
        let (down, up) = (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        let actions = json!([to_point(from), down, to_point((from + to) / 2), to_point(to), up]);
        let finger =
            json!({ "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": actions });
        page.command("/actions", json!({ "actions": [finger] }))?;
        page.wait_still(">>> @slide")
    };
    let [on, back] = if page.way()? == 1 { [(290, 40), (60, 310)] } else { [(60, 310), (290, 40)] };
    swipe(on.0, on.1)?;
    page.carousel().wait_shows(2, 7)?;
    swipe(on.0, on.1)?;
    page.carousel().wait_shows(3, 7)?;
    swipe(back.0, back.1)?;
    page.carousel().wait_shows(2, 7)?;
    ensure!(
        page.js("scrollY")? == before && page.js("location.hash")? == "",
        "the page has not scrolled, and the URL is unchanged"
    );
    Ok(())
}

/// The focus was in a slide that is hidden now.
fn focus_moves_to_the_shown_slide(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 768, 900)?;
    page.run("reveal('>>> @slides') && find('>>> @slide @occurrence-link').focus()", json!([]))?;
    page.run(
        "find('>>> @slides').scrollBy({ left: way() * box('>>> @slide').width, behavior: 'instant' })",
        json!([]),
    )?;
    page.carousel().wait_shows(2, 7)?;
    page.wait_focused(&cast.second_quote.link)?;
    page.press("Tab")?;
    page.wait_until("the focus is in the slide", "active().closest(css('@slide'))?.id === cast.second_quote.link")
}

fn slides_scroll_smoothly_unless_motion_is_reduced(page: &Page) -> Result<()> {
    for (media, behavior) in [(&[][..], "smooth"), (&[Media::ReducedMotion][..], "auto")] {
        page.emulate(media)?;
        open(page, 768, 900)?;
        ensure!(page.js("getComputedStyle(find('>>> @slides')).scrollBehavior")? == behavior);
        page.carousel().next()?;
        page.carousel().wait_shows(2, 7)?;
        // Presses during a scroll: the last one counts.
        let (next, previous) = (&page.carousel().next_button(), &page.carousel().previous_button());
        for target in [next, next, previous, next, next, previous] {
            page.run("find(arguments[0]).click()", json!([target]))?;
        }
        page.carousel().wait_shows(4, 7)?;
        page.wait_still(">>> @slide")?;
        page.carousel().wait_shows(4, 7)?;
    }
    page.emulate(&[])
}

/// A slide is as high as its quote, and the row as the highest slide.
fn the_row_keeps_its_height(page: &Page) -> Result<()> {
    for width in [360, 768, 1440] {
        open(page, width, 900)?;
        page.run("reveal('>>> @slides')", json!([]))?;
        // The browser lays out the row when it is near the viewport.
        page.wait_still(">>> @slides")?;
        let height = page.rects(Carousel::ROW)?[0].height;
        let bottom = |rect: &Rect| rect.y + rect.height;
        for (slide, links) in page.rects(">>> @slide")?.iter().zip(page.rects(">>> @slide @quote-links")?) {
            ensure!(bottom(slide) - bottom(&links) < 30.0, "{slide:?} is not half empty: {links:?}");
        }
        for number in 2..=7 {
            page.carousel().next()?;
            page.carousel().wait_shows(number, 7)?;
            let now = page.rects(Carousel::ROW)?[0].height;
            ensure!((now - height).abs() < 1.0, "the height is {now}, not {height}, at {width}");
        }
    }
    Ok(())
}

/// Scrolls the row by `slides` slides, like a reader.
fn scroll_on(page: &Page, slides: i32) -> Result<()> {
    page.run(
        "reveal('>>> @slides').scrollBy({ left: arguments[0] * (box(all('>>> @slide')[1]).x - box('>>> @slide').x), behavior: 'instant' })",
        json!([slides]),
    )?;
    Ok(())
}
