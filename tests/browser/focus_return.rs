//! The keyboard focus and the scroll position when the reader moves between the timeline and the rest of the page.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::cast::Part;
use crate::events::story;
use crate::highlights::open_fixture;
use crate::page::{Move, Page};
use crate::timeline::open;

pub(crate) const CASES: &[Case] = &[
    case!(resizing_does_not_scroll_the_page),
    case!(following_the_reading_keeps_the_zoom),
    case!(a_key_opens_a_note_after_a_secondary_click),
    case!(a_note_moves_with_its_event),
    case!(escape_returns_to_an_event_out_of_view),
    case!(a_link_shows_a_filtered_event),
    case!(a_link_to_an_event_without_a_date_focuses_its_entry),
    case!(showing_the_chart_moves_no_focus),
    case!(the_note_of_an_event_does_not_cover_the_focus),
    case!(one_sheet_is_open_at_a_time),
    case!(an_open_group_stays_in_the_viewport),
    case!(clearing_the_search_focuses_the_field),
    case!(a_scrolled_page_stays_at_take_over),
    case!(page_keys_scroll_the_page_where_the_chart_cannot_move),
    case!(the_prerendered_list_is_complete),
];

fn focus(page: &Page, event: &Part) -> Result<()> {
    page.focus(&page.timeline().event(event))?;
    page.wait_focused(&format!("{}/drawn", event.link))
}

fn resizing_does_not_scroll_the_page(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    focus(page, &cast.company_event)?;
    page.run("scrollTo({ top: 400, behavior: 'instant' })", json!([]))?;
    page.wait_until("the page has scrolled", "scrollY === 400")?;
    // There is no link beside the text.
    page.run("active().blur()", json!([]))?;
    page.js("frame()")?;
    page.viewport(1300, 900)?;
    page.wait_until("the page has its new size", "innerWidth === 1300")?;
    page.js("frame()")?;
    ensure!(page.js("scrollY")? == 400, "{}", page.js("scrollY")?);
    ensure!(page.js("active() === document.body")? == true, "{}", page.js("active().outerHTML")?);
    Ok(())
}

fn following_the_reading_keeps_the_zoom(page: &Page) -> Result<()> {
    open(page, 1440)?;
    page.timeline().follow_reading()?;
    page.run("find('>>> @timeline').scrollIntoView({ behavior: 'instant' })", json!([]))?;
    page.wait_for(">>> @reading-position")?;
    page.timeline().zoom_to_busiest()?;
    page.run("scrollBy({ top: 3, behavior: 'instant' })", json!([]))?;
    page.js("frame()")?;
    page.js("frame()")?;
    ensure!(page.timeline().readout()?.starts_with(page.cast().texts.zoomed_time), "{}", page.timeline().readout()?);
    Ok(())
}

fn a_key_opens_a_note_after_a_secondary_click(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    // A secondary press fires no click event.
    page.run(
        "find('>>> @article-body').dispatchEvent(
           new PointerEvent('pointerdown', { clientX: 700, clientY: 300, button: 2, bubbles: true, composed: true }))",
        json!([]),
    )?;
    focus(page, &cast.company_event)?;
    page.press("Enter")?;
    page.wait_for(">>> @timeline-card")
}

fn a_note_moves_with_its_event(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    page.click(&page.timeline().event(&cast.product_event))?;
    page.wait_for(">>> @timeline-card")?;
    let by = "((card, mark) => card.y >= mark.y + mark.height && card.y < mark.y + mark.height + 20
        && Math.abs(card.x - mark.x) < 30)(along('>>> @timeline-card'), along('>>> @selected-event'))";
    page.wait_until("the note is below its event", by)?;
    page.timeline().press_in_place(Move::ZoomIn)?;
    page.timeline().wait_zoomed(true)?;
    page.wait_until("the note is below its event again", by)?;
    page.timeline().press_in_place(Move::Earlier)?;
    page.timeline().press_in_place(Move::ZoomOut)?;
    page.timeline().wait_zoomed(false)?;
    page.wait_until("the note is below its event", by)
}

fn escape_returns_to_an_event_out_of_view(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    page.click(&page.timeline().event(&cast.company_event))?;
    page.wait_for(">>> @timeline-card")?;
    for _ in 0..3 {
        page.timeline().press_in_place(Move::ZoomIn)?;
    }
    page.timeline().press_in_place(Move::Later)?;
    page.timeline().press_in_place(Move::Later)?;
    page.wait_gone(&page.timeline().event(&cast.company_event))?;
    page.focus(">>> @timeline-card")?;
    page.press("Escape")?;
    page.wait_focused(&format!("{}/drawn", cast.company_event.link))
}

fn a_link_shows_a_filtered_event(page: &Page) -> Result<()> {
    let cast = page.cast();
    for width in [360, 1440] {
        page.viewport(width, 900)?;
        page.goto("/index.html")?;
        page.wait_live()?;
        page.click(">>> @company-filter summary")?;
        page.click(">>> @company-filter @company-chip:nth-child(1)")?;
        page.timeline().wait_readout(&page.labels().found(1, cast.events))?;
        let event = &cast.next_company_event.link;
        page.run("location.hash = arguments[0]", json!([event]))?;
        let anchor = if width == 360 { event.clone() } else { format!("{event}/drawn") };
        let reached = format!("(active().dataset.anchor ?? active().id) === {}", json!(anchor));
        page.wait_until("the event has the focus", &reached)?;
        let seen = "((it) => it.top >= 0 && it.top < innerHeight)(active().getBoundingClientRect())";
        page.wait_until("the event is in view", seen)?;
    }
    Ok(())
}

fn a_link_to_an_event_without_a_date_focuses_its_entry(page: &Page) -> Result<()> {
    let events = ["2024-05-06", "Y17E7", "soon"].map(|date| (date.to_owned(), Some(0)));
    open_fixture(page, 1440, &story("en", 1, &events))?;
    page.timeline().wait_drawn()?;
    for id in ["e1", "e2"] {
        page.run("location.hash = `s/event/${arguments[0]}`", json!([id]))?;
        page.wait_until("the text field has the focus", &format!("active().id === 's/event/{id}'"))?;
        ensure!(page.card().count()? == 0, "no card is open: the entry in the list is the note");
    }
    Ok(())
}

fn showing_the_chart_moves_no_focus(page: &Page) -> Result<()> {
    let cast = page.cast();
    page.viewport(360, 900)?;
    page.open_at(&cast.next_company_event.link)?;
    page.wait_focused(&cast.next_company_event.link)?;
    page.timeline().toggle_mode()?;
    page.wait_for(">>> @timeline-card")?;
    page.js("frame()")?;
    ensure!(page.js("focusIn('@mode-toggle')")? == true, "{}", page.js("active().outerHTML")?);
    Ok(())
}

fn the_note_of_an_event_does_not_cover_the_focus(page: &Page) -> Result<()> {
    let cast = page.cast();
    page.viewport(900, 700)?;
    page.goto("/index.html")?;
    page.wait_live()?;
    page.timeline().wait_drawn()?;
    page.click(&page.timeline().event(&cast.first_event))?;
    page.wait_for(">>> [data-placement] @timeline-card")?;
    page.wait_still(">>> @timeline-card")?;
    page.focus(">>> @controls @slide-button")?;
    for _ in 0..6 {
        page.press("Tab")?;
        let clear =
            "active().closest(css('@card')) || box(active()).y + box(active()).height <= box('>>> @timeline-card').y
            || box(active()).y >= box('>>> @timeline-card').y + box('>>> @timeline-card').height";
        page.wait_until("the focus is not covered", &format!("Boolean({clear})"))?;
    }
    Ok(())
}

fn one_sheet_is_open_at_a_time(page: &Page) -> Result<()> {
    let cast = page.cast();
    page.viewport(500, 900)?;
    page.goto("/index.html")?;
    page.wait_live()?;
    page.timeline().toggle_mode()?;
    page.timeline().wait_drawn()?;
    page.click(&page.timeline().event(&cast.first_event))?;
    page.wait_for(">>> @timeline-card")?;
    page.run("scrollTo(0, 0)", json!([]))?;
    page.hover(">>> @article-body a@company-mark")?;
    page.js("new Promise((done) => setTimeout(done, 0))")?;
    // Longer than the hover delay.
    page.wait_until("the hover delay has passed", "(window.began ??= performance.now()) < performance.now() - 600")?;
    ensure!(page.card().count()? == 1, "{} cards", page.card().count()?);
    Ok(())
}

fn an_open_group_stays_in_the_viewport(page: &Page) -> Result<()> {
    let days = [1, 1, 1, 1, 10, 10, 10, 10, 20, 20, 20, 20, 28, 28, 28, 28];
    let events: Vec<_> = days.iter().map(|day| (format!("2024-05-{day:02}"), Some(0))).collect();
    for width in [320, 360, 700] {
        open_fixture(page, width, &story("en", 1, &events))?;
        if width < 640 {
            page.timeline().toggle_mode()?;
        }
        page.timeline().wait_drawn()?;
        let count = page.count(">>> @event-group")?;
        ensure!(count > 0, "there are groups at {width}");
        for at in 0..count {
            page.run("all('>>> @event-group')[arguments[0]].click()", json!([at]))?;
            page.wait_for(">>> @group-popup")?;
            let (list, strip) = (page.rects(">>> @group-popup")?[0], page.rects(">>> @plot")?[0]);
            ensure!(
                list.x >= strip.x - 1.0 && list.x + list.width <= strip.x + strip.width + 1.0,
                "{list:?} at {width}"
            );
            let over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            ensure!(page.js(over)?.as_i64().is_some_and(|over| over <= 0), "at {width}");
            page.press("Escape")?;
            page.wait_gone(">>> @group-popup")?;
        }
    }
    Ok(())
}

fn clearing_the_search_focuses_the_field(page: &Page) -> Result<()> {
    open(page, 1440)?;
    page.focus(">>> @event-search")?;
    page.press("r")?;
    let found = json!(page.labels().found_word());
    page.wait_until("some events are found", &format!("textOf('>>> @readout').includes({found})"))?;
    page.focus(">>> @clear-search")?;
    page.press("Enter")?;
    page.wait_until("the field has the focus", "focusIn('@event-search') && active().value === ''")
}

fn a_scrolled_page_stays_at_take_over(page: &Page) -> Result<()> {
    let cast = page.cast();
    page.viewport(1440, 900)?;
    page.goto(&format!("/with/hold:_bg.wasm/index.html#{}", cast.next_company_event.link))?;
    // The browser scrolls to the event some time after the load.
    page.wait_until("the page has scrolled to the event", "scrollY > 500")?;
    page.run("scrollTo({ top: 500, behavior: 'instant' })", json!([]))?;
    page.wait_until("the page has scrolled", "scrollY === 500")?;
    page.release();
    page.wait_live()?;
    page.wait_for(">>> @timeline-card")?;
    page.js("frame()")?;
    ensure!(page.js("scrollY")? == 500, "{}", page.js("scrollY")?);
    Ok(())
}

fn page_keys_scroll_the_page_where_the_chart_cannot_move(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    focus(page, &cast.company_event)?;
    page.run("window.kept = []; addEventListener('keydown', (event) => kept.push(event.defaultPrevented))", json!([]))?;
    page.press("PageDown")?;
    page.wait_until("the key is left to the page", "kept.join() === 'false'")
}

fn the_prerendered_list_is_complete(page: &Page) -> Result<()> {
    page.viewport(1440, 900)?;
    page.goto("/with/404:_bg.wasm/index.html")?;
    page.wait_until("loading has failed", "find('sidelight-story').dataset.sidelight === 'failed'")?;
    let scrolls = "((it) => it.scrollHeight > it.clientHeight + 1)(find('sidelight-story @event-list'))";
    ensure!(page.js(scrolls)? == false, "the prerendered list does not scroll");
    ensure!(page.js("find('sidelight-story @timeline-tools').checkVisibility()")? == false);
    Ok(())
}
