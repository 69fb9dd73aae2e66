//! Where the focus is, and what is in view, once the reader comes and goes between the timeline and the rest.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::events::story;
use crate::highlights::open_fixture;
use crate::page::Page;
use crate::timeline::{drawn, event, open};

pub(crate) const CASES: &[Case] = &[
    case!(the_page_stays_with_the_reader),
    case!(following_leaves_the_view_to_the_reader),
    case!(a_key_opens_whatever_was_pressed_before),
    case!(a_note_goes_with_what_is_drawn),
    case!(a_note_leads_back_to_what_has_gone_out_of_view),
    case!(what_is_filtered_out_is_shown_again),
    case!(what_cant_be_drawn_is_told),
    case!(drawing_it_moves_no_focus),
    case!(a_sheet_leaves_the_focus_visible),
    case!(one_sheet_at_a_time),
    case!(what_is_opened_stays_on_the_page),
    case!(finding_all_keeps_the_focus),
    case!(a_page_that_was_scrolled_stays_at_take_over),
    case!(page_keys_are_the_pages_where_nothing_moves),
    case!(without_the_live_view_the_list_is_whole),
];

fn focus(page: &Page, id: &str) -> Result<()> {
    page.run("find(arguments[0]).focus()", json!([event(id)]))?;
    page.wait_until("it has the focus", &format!("active().id.includes('/{id}/')"))
}

fn the_page_stays_with_the_reader(page: &Page) -> Result<()> {
    open(page, 1440)?;
    focus(page, "r1")?;
    page.run("scrollTo({ top: 400, behavior: 'instant' })", json!([]))?;
    page.wait_until("it has scrolled", "scrollY === 400")?;
    // Beside the text there is nothing to press.
    page.run("active().blur()", json!([]))?;
    page.js("frame()")?;
    page.viewport(1300, 900)?;
    page.wait_until("it is drawn anew", "innerWidth === 1300")?;
    page.js("frame()")?;
    ensure!(page.js("scrollY")? == 400, "{}", page.js("scrollY")?);
    ensure!(page.js("active() === document.body")? == true, "{}", page.js("active().outerHTML")?);
    Ok(())
}

fn following_leaves_the_view_to_the_reader(page: &Page) -> Result<()> {
    open(page, 1440)?;
    page.click(">>> .sl-follow-reading")?;
    page.run("find('>>> .sl-timeline').scrollIntoView({ behavior: 'instant' })", json!([]))?;
    page.wait_for(">>> .sl-reading-position")?;
    page.click(">>> .sl-zoom-tools button:last-child")?;
    page.wait_until("it is nearer", "find('>>> .sl-readout').textContent.startsWith('January to')")?;
    page.run("scrollBy({ top: 3, behavior: 'instant' })", json!([]))?;
    page.js("frame()")?;
    page.js("frame()")?;
    ensure!(
        page.text(">>> .sl-readout")?.starts_with(page.says("January to").as_str()),
        "{}",
        page.text(">>> .sl-readout")?
    );
    Ok(())
}

fn a_key_opens_whatever_was_pressed_before(page: &Page) -> Result<()> {
    open(page, 1440)?;
    // A press that makes no click.
    page.run(
        "find('>>> .sl-body').dispatchEvent(
           new PointerEvent('pointerdown', { clientX: 700, clientY: 300, button: 2, bubbles: true, composed: true }))",
        json!([]),
    )?;
    focus(page, "r1")?;
    page.press("Enter")?;
    page.wait_for(">>> .sl-card--in-timeline")
}

fn a_note_goes_with_what_is_drawn(page: &Page) -> Result<()> {
    open(page, 1440)?;
    page.click(&event("ernie"))?;
    page.wait_for(">>> .sl-card--in-timeline")?;
    let by = "((card, mark) => card.y >= mark.y + mark.height && card.y < mark.y + mark.height + 20
        && Math.abs(card.x - mark.x) < 30)(along('>>> .sl-card--in-timeline'), along('>>> .sl-event--selected'))";
    page.wait_until("it stands by it", by)?;
    page.run("find('>>> .sl-zoom-button:nth-child(4)').click()", json!([]))?;
    page.wait_until("it is nearer", "!find('>>> .sl-readout').textContent.includes('2008')")?;
    page.wait_until("it stands by it again", by)?;
    page.run("find('>>> .sl-zoom-button:nth-child(1)').click()", json!([]))?;
    page.run("find('>>> .sl-zoom-button:nth-child(3)').click()", json!([]))?;
    page.wait_until("all is in view", "find('>>> .sl-readout').textContent.includes('2008')")?;
    page.wait_until("and once more", by)
}

fn a_note_leads_back_to_what_has_gone_out_of_view(page: &Page) -> Result<()> {
    open(page, 1440)?;
    page.click(&event("r1"))?;
    page.wait_for(">>> .sl-card--in-timeline")?;
    for _ in 0..3 {
        page.run("find('>>> .sl-zoom-button:nth-child(4)').click()", json!([]))?;
    }
    page.run("find('>>> .sl-zoom-button:nth-child(2)').click()", json!([]))?;
    page.run("find('>>> .sl-zoom-button:nth-child(2)').click()", json!([]))?;
    page.wait_until("it is out of view", "all(\">>> [id$='/r1/drawn']\").length === 0")?;
    page.run("find('>>> .sl-card--in-timeline').focus()", json!([]))?;
    page.press("Escape")?;
    page.wait_until("it is back, and has the focus", "active().id === 'open-source-ai/event/r1/drawn'")
}

fn what_is_filtered_out_is_shown_again(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        page.viewport(width, 900)?;
        page.goto("/index.html")?;
        page.wait_live()?;
        page.click(">>> .sl-company-filter summary")?;
        page.click(">>> .sl-company-filter .sl-chip:nth-child(1)")?;
        page.wait_until("one is found", "find('>>> .sl-readout').textContent.startsWith('1 of 9')")?;
        page.run("location.hash = 'open-source-ai/event/wan'", json!([]))?;
        let there = if width == 360 { "'open-source-ai/event/wan'" } else { "'open-source-ai/event/wan/drawn'" };
        page.wait_until("it is gone to", &format!("(active().dataset.anchor ?? active().id) === {there}"))?;
        let seen = "((it) => it.top >= 0 && it.top < innerHeight)(active().getBoundingClientRect())";
        page.wait_until("it is in view", seen)?;
    }
    Ok(())
}

fn what_cant_be_drawn_is_told(page: &Page) -> Result<()> {
    let events = ["2024-05-06", "Y17E7", "soon"].map(|date| (date.to_owned(), Some(0)));
    open_fixture(page, 1440, &story("en", 1, &events))?;
    drawn(page)?;
    for id in ["e1", "e2"] {
        page.run("location.hash = `s/event/${arguments[0]}`", json!([id]))?;
        page.wait_until("it has the focus", &format!("active().id === 's/event/{id}'"))?;
        ensure!(page.count(">>> .sl-card")? == 0, "it is its own note");
    }
    Ok(())
}

fn drawing_it_moves_no_focus(page: &Page) -> Result<()> {
    page.viewport(360, 900)?;
    page.goto("/index.html#open-source-ai/event/wan")?;
    page.wait_live()?;
    page.wait_until("it is told", "active().id === 'open-source-ai/event/wan'")?;
    page.click(">>> .sl-mode-toggle")?;
    page.wait_for(">>> .sl-card--in-timeline")?;
    page.js("frame()")?;
    ensure!(page.js("active().matches('.sl-mode-toggle')")? == true, "{}", page.js("active().outerHTML")?);
    Ok(())
}

fn a_sheet_leaves_the_focus_visible(page: &Page) -> Result<()> {
    page.viewport(900, 700)?;
    page.goto("/index.html")?;
    page.wait_live()?;
    drawn(page)?;
    page.click(&event("android-open"))?;
    page.wait_for(">>> [data-placement] .sl-card--in-timeline")?;
    page.wait_still(">>> .sl-card--in-timeline")?;
    page.run("find('>>> .sl-controls .sl-slide-button').focus()", json!([]))?;
    for _ in 0..6 {
        page.press("Tab")?;
        let clear =
            "active().closest('.sl-card') || box(active()).y + box(active()).height <= box('>>> .sl-card--in-timeline').y
            || box(active()).y >= box('>>> .sl-card--in-timeline').y + box('>>> .sl-card--in-timeline').height";
        page.wait_until("what has the focus is not covered", &format!("Boolean({clear})"))?;
    }
    Ok(())
}

fn one_sheet_at_a_time(page: &Page) -> Result<()> {
    page.viewport(500, 900)?;
    page.goto("/index.html")?;
    page.wait_live()?;
    page.click(">>> .sl-mode-toggle")?;
    drawn(page)?;
    page.click(&event("android-open"))?;
    page.wait_for(">>> .sl-card--in-timeline")?;
    page.run("scrollTo(0, 0)", json!([]))?;
    page.hover(">>> .sl-standfirst a.sl-mark")?;
    page.js("new Promise((done) => setTimeout(done, 0))")?;
    // Longer than a pointer has to rest.
    page.wait_until("time goes by", "(window.began ??= performance.now()) < performance.now() - 600")?;
    ensure!(page.count(">>> .sl-card")? == 1, "{} cards", page.count(">>> .sl-card")?);
    Ok(())
}

fn what_is_opened_stays_on_the_page(page: &Page) -> Result<()> {
    let days = [1, 1, 1, 1, 10, 10, 10, 10, 20, 20, 20, 20, 28, 28, 28, 28];
    let events: Vec<_> = days.iter().map(|day| (format!("2024-05-{day:02}"), Some(0))).collect();
    for width in [320, 360, 700] {
        open_fixture(page, width, &story("en", 1, &events))?;
        if width < 640 {
            page.click(">>> .sl-mode-toggle")?;
        }
        drawn(page)?;
        let count = page.count(">>> .sl-group")?;
        ensure!(count > 0, "some stand gathered at {width}");
        for at in 0..count {
            page.run("all('>>> .sl-group')[arguments[0]].click()", json!([at]))?;
            page.wait_for(">>> .sl-group-popup")?;
            let (list, strip) = (page.rects(">>> .sl-group-popup")?[0], page.rects(">>> .sl-plot")?[0]);
            ensure!(
                list.x >= strip.x - 1.0 && list.x + list.width <= strip.x + strip.width + 1.0,
                "{list:?} at {width}"
            );
            let over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            ensure!(page.js(over)? == 0, "at {width}");
            page.press("Escape")?;
            page.wait_until("it is closed", "all('>>> .sl-group-popup').length === 0")?;
        }
    }
    Ok(())
}

fn finding_all_keeps_the_focus(page: &Page) -> Result<()> {
    open(page, 1440)?;
    page.run("find('>>> .sl-search').focus()", json!([]))?;
    page.press("r")?;
    page.wait_until("some are found", "find('>>> .sl-readout').textContent.includes('found')")?;
    page.run("find('>>> .sl-clear').focus()", json!([]))?;
    page.press("Enter")?;
    page.wait_until("the field has the focus", "active().matches('.sl-search') && active().value === ''")
}

fn a_page_that_was_scrolled_stays_at_take_over(page: &Page) -> Result<()> {
    page.viewport(1440, 900)?;
    page.goto("/with/hold:_bg.wasm/index.html#open-source-ai/event/wan")?;
    // The browser goes to the event in its own time.
    page.wait_until("it has gone there", "scrollY > 500")?;
    page.run("scrollTo({ top: 500, behavior: 'instant' })", json!([]))?;
    page.wait_until("it has scrolled", "scrollY === 500")?;
    page.release();
    page.wait_live()?;
    page.wait_for(">>> .sl-card--in-timeline")?;
    page.js("frame()")?;
    ensure!(page.js("scrollY")? == 500, "{}", page.js("scrollY")?);
    Ok(())
}

fn page_keys_are_the_pages_where_nothing_moves(page: &Page) -> Result<()> {
    open(page, 1440)?;
    focus(page, "r1")?;
    page.run("window.kept = []; addEventListener('keydown', (event) => kept.push(event.defaultPrevented))", json!([]))?;
    page.press("PageDown")?;
    page.wait_until("the key is the page's", "kept.join() === 'false'")
}

fn without_the_live_view_the_list_is_whole(page: &Page) -> Result<()> {
    page.viewport(1440, 900)?;
    page.goto("/with/404:_bg.wasm/index.html")?;
    page.wait_until("it has failed", "find('sidelight-story').dataset.sidelight === 'failed'")?;
    let scrolls = "((it) => it.scrollHeight > it.clientHeight + 1)(find('sidelight-story .sl-event-list'))";
    ensure!(page.js(scrolls)? == false, "all of it is seen");
    ensure!(page.js("find('sidelight-story .sl-tools').checkVisibility()")? == false);
    Ok(())
}
