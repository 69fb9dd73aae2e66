//! Notes on narrow screens: sheets at the foot or the top of the viewport.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::engine::Engine;
use crate::notes::{open, person, product};
use crate::page::{Card, Page};

pub(crate) const CASES: &[Case] = &[
    case!(a_swipe_closes_the_sheet),
    case!(a_sheet_follows_touch_events).only(&[Engine::WebKit], "the other drivers have fingers"),
    case!(a_tap_beside_a_sheet_closes_it),
    case!(a_mouse_opens_a_small_note_under_the_line)
        .only(&[Engine::WebKit], "the other browsers report no mouse where none is connected"),
    case!(a_sheet_does_not_cover_its_highlight),
    case!(a_sheet_is_at_the_top_if_the_page_cannot_scroll),
    case!(a_sheet_does_not_cover_the_focus),
    case!(a_hovered_note_does_not_cover_its_highlight),
];

fn a_swipe_closes_the_sheet(page: &Page) -> Result<()> {
    let product = &product(page);
    let touch = "getComputedStyle(find('>>> @sheet-handle')).touchAction";
    open(page, 360, 740)?;
    page.tap(product)?;
    page.card().wait_open()?;
    ensure!(page.js(touch)? == "pinch-zoom", "the browser does not scroll from the handle: {}", page.js(touch)?);
    if page.engine() == Engine::WebKit {
        return Ok(());
    }
    page.swipe(">>> @sheet-handle", 0, 30)?;
    page.js("frame()")?;
    ensure!(page.card().count()? == 1, "a short swipe does not close the sheet");
    page.wait_until("the sheet is back in its place", "box('>>> @card').y + box('>>> @card').height <= 741")?;
    page.swipe(">>> @sheet-handle", 120, 70)?;
    page.js("frame()")?;
    ensure!(page.card().count()? == 1, "a horizontal swipe does not close the sheet");
    page.swipe(">>> @sheet-handle", 4, 140)?;
    page.card().wait_closed()?;
    page.wait_until("the focus is on the highlight", &format!("active() === find(\"{product}\")"))
}

/// The driver of WebKit has no touch input: the test dispatches pointer events.
fn a_sheet_follows_touch_events(page: &Page) -> Result<()> {
    let product = &product(page);
    open(page, 360, 740)?;
    page.click(product)?;
    page.card().wait_open()?;
    let swipe = |by: i32, end: &str| {
        page.run(
            "const [by, end] = arguments, grip = find('>>> @sheet-handle'), { x, y } = box(grip);
             const fire = (type, down) => grip.dispatchEvent(new PointerEvent(type,
               { bubbles: true, composed: true, pointerType: 'touch', clientX: x, clientY: y + down }));
             fire('pointerdown', 0);
             fire('pointermove', by);
             const moved = find('>>> @card').style.getPropertyValue('--sl-swipe-offset');
             fire(end, by);
             return moved;",
            json!([by, end]),
        )
    };
    ensure!(swipe(30, "pointerup")? == "30px", "the sheet follows the finger");
    ensure!(
        swipe(200, "pointercancel")? == "200px" && page.card().count()? == 1,
        "a cancelled touch does not close the sheet"
    );
    ensure!(swipe(-40, "pointerup")? == "0px", "the sheet does not move up");
    ensure!(
        page.js("find('>>> @card').style.getPropertyValue('--sl-swipe-offset')")? == "",
        "the sheet has no offset after the swipe"
    );
    swipe(140, "pointerup")?;
    page.card().wait_closed()
}

fn a_tap_beside_a_sheet_closes_it(page: &Page) -> Result<()> {
    open(page, 360, 740)?;
    let mark = page.article().plain_claim();
    page.card().open_by(mark)?;
    page.wait_still(Card::ANY)?;
    page.click(">>> @story-title")?;
    page.card().wait_closed()?;
    page.wait_until("the focus is back on the highlight", &format!("active() === find({})", json!(mark)))
}

fn a_mouse_opens_a_small_note_under_the_line(page: &Page) -> Result<()> {
    let person = &person(page);
    open(page, 768, 900)?;
    page.hover(person)?;
    page.card().wait_hovered()?;
    page.wait_still(Card::ANY)?;
    let (card, line) = (page.rects(Card::ANY)?[0], page.rects(person)?[0]);
    ensure!(card.width <= 345.0 && card.height <= 225.0, "{card:?}");
    let is_near = (card.y - line.y - line.height).abs() < 20.0 || (line.y - card.y - card.height).abs() < 20.0;
    ensure!(is_near && !card.overlaps(line), "{card:?} beside {line:?}");
    Ok(())
}

/// At 360 by 640, and at 320 by 256, which is 1280 by 1024 at 400 % zoom.
fn a_sheet_does_not_cover_its_highlight(page: &Page) -> Result<()> {
    let person = &person(page);
    let cast = page.cast();
    for (width, height) in [(360, 640), (320, 256)] {
        open(page, width, height)?;
        for mark in [
            person.as_str(),
            &page.article().highlight_of(&cast.last_speaker),
            &page.article().highlight_of(&cast.figure),
        ] {
            page.card().open_by(mark)?;
            page.wait_still(Card::ANY)?;
            let (card, line) = (page.rects(">>> @front-card")?[0], page.rects(">>> @open-mark")?[0]);
            ensure!(line.y >= 0.0 && line.y + line.height <= card.y + 1.0, "{line:?} above {card:?} at {width}");
            ensure!(card.height <= height as f64 / 2.0 + 1.0, "{card:?} at {width}");
            page.card().escape()?;
        }
    }
    Ok(())
}

/// A page that ends with the highlight's line cannot scroll further.
fn a_sheet_is_at_the_top_if_the_page_cannot_scroll(page: &Page) -> Result<()> {
    let story = json!({
        "version": 1, "id": "short", "lang": "en", "title": "Short", "published": "2025",
        "body": [{ "paragraph": "One." }, { "paragraph": "Two." }, { "paragraph": "Three, and Acme." }],
        "highlights": [{ "id": "acme", "kind": "claim", "title": "Acme", "target": { "exact": "Acme" }, "note": [
            { "text": "It is named at the end. ".repeat(20), "from": "article" }] }]
    });
    page.serve("/short.json", &story.to_string());
    page.serve(
        "/short.html",
        "<!doctype html><html lang=en><meta charset=utf-8><title>t</title><style>body { padding-top: 200px }</style>\
         <script type=module src=element.js></script><sidelight-story src=short.json></sidelight-story>",
    );
    page.viewport(360, 500)?;
    page.goto("/short.html")?;
    page.wait_live()?;
    // The sections below the article would leave room to scroll.
    page.run(
        "const gone = new CSSStyleSheet();
         gone.replaceSync(css('.sidelight.sidelight @notes-section { display: none } .sidelight.sidelight @story-page { padding-block-end: 0 }'));
         roots().forEach((root) => root.adoptedStyleSheets.push(gone));",
        json!([]),
    )?;
    page.card().open_by(">>> @article-body a@mark")?;
    let (card, line) = (page.rects(Card::ANY)?[0], page.rects(">>> @open-mark")?[0]);
    ensure!(!card.overlaps(line) && card.y <= 1.0, "{card:?} at the top, above {line:?}");
    ensure!(line.y + line.height <= 501.0, "{line:?} is in the viewport");
    Ok(())
}

/// WCAG 2.2 (2.4.11): the focus returns to the text by keyboard while the sheet is open.
fn a_sheet_does_not_cover_the_focus(page: &Page) -> Result<()> {
    let person = &person(page);
    open(page, 360, 640)?;
    page.card().open_by(person)?;
    page.run("find(arguments[0]).focus({ preventScroll: true })", json!([person]))?;
    for _ in 0..8 {
        page.press("Tab")?;
        let free =
            "((of, sheet) => of.bottom <= sheet.y + 1 && of.top >= 0)(active().getClientRects()[0], box('>>> @card'))";
        page.wait_until("the focus is above the sheet", free)?;
    }
    // Elements of the host page are not covered either.
    page.run(
        "document.body.append(Object.assign(document.createElement('button'), { id: 'field', textContent: 'Of the page' }));
         document.body.append(Object.assign(document.createElement('p'), { innerText: '.\\n'.repeat(30) }));",
        json!([]),
    )?;
    page.run("active().blur(); find('#field').scrollIntoView({ block: 'end' })", json!([]))?;
    page.run("find('#field').focus({ preventScroll: true, focusVisible: true })", json!([]))?;
    page.wait_until("the focus is above the sheet", "box('#field').y + box('#field').height <= box('>>> @card').y + 1")
}

fn a_hovered_note_does_not_cover_its_highlight(page: &Page) -> Result<()> {
    let person = &person(page);
    open(page, 768, 700)?;
    for at in [0.2, 0.8] {
        page.run(
            "const it = find(arguments[0]); scrollBy(0, it.getBoundingClientRect().y - innerHeight * arguments[1])",
            json!([person, at]),
        )?;
        page.hover(person)?;
        page.card().wait_hovered()?;
        page.wait_still(Card::ANY)?;
        let (card, line) = (page.rects(Card::ANY)?[0], page.rects(person)?[0]);
        ensure!(!card.overlaps(line), "{card:?}, {line:?}");
        ensure!(card.y >= -1.0 && card.y + card.height <= 701.0, "{card:?} is in the viewport");
        page.card().escape()?;
        page.point_to(2, 350)?;
    }
    Ok(())
}
