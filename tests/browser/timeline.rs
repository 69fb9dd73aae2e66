//! The company timeline: the chart, the list, and their links to the rest of the page.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::case::{Case, case};
use crate::cast::Part;
use crate::page::{Move, Page, Rect};

pub(crate) const CASES: &[Case] = &[
    case!(events_do_not_overlap),
    case!(an_event_opens_its_note_with_a_link_to_the_article),
    case!(a_narrow_screen_starts_with_the_list),
    case!(a_button_switches_to_the_list),
    case!(the_note_of_a_company_links_to_its_lane),
    case!(a_lane_follows_its_company),
    case!(a_lane_can_be_folded),
    case!(the_timeline_follows_the_reading_position),
    case!(events_are_found_by_words_and_company),
    case!(the_time_range_in_view_is_announced),
    case!(focus_in_the_list_moves_to_the_chart_at_take_over),
];

/// Opens the seed story, and waits until the chart of its timeline is rendered.
pub(crate) fn open(page: &Page, width: i64) -> Result<()> {
    page.viewport(width, 900)?;
    page.goto("/index.html")?;
    page.wait_live()?;
    page.timeline().show_chart()
}

/// Parts of the chart: no two of one kind may overlap.
const APART: [&str; 3] = [">>> @timeline-item", ">>> @tick", ">>> @lane"];

pub(crate) fn expect_no_overlap(page: &Page, when: &str) -> Result<()> {
    for parts in APART {
        // Adjacent edges may differ by rounding.
        let inner = |it: Rect| Rect { width: it.width - 0.1, height: it.height - 0.1, ..it };
        let boxes: Vec<Rect> = page.rects(parts)?.into_iter().filter(|it| it.width > 0.0).map(inner).collect();
        ensure!(parts == APART[0] || !boxes.is_empty(), "{parts} {when}");
        for (at, a) in boxes.iter().enumerate() {
            let met = boxes[at + 1..].iter().find(|b| a.overlaps(**b));
            ensure!(met.is_none(), "{parts} {when}: {a:?} and {met:?}");
        }
    }
    Ok(())
}

fn events_do_not_overlap(page: &Page) -> Result<()> {
    for width in [360, 768, 1440] {
        open(page, width)?;
        ensure!(page.count(">>> @event")? == 9, "no event is in a group at {width}");
        expect_no_overlap(page, &format!("at {width}"))?;
        // Events stay in their lane, and no label is cut off at the sides.
        let outside = "all('>>> @timeline-item').filter((it) => {
            const [item, strip] = [box(it), box(it.closest(css('@plot')))];
            return item.x < strip.x - 1 || item.x + item.width > strip.x + strip.width + 1;
        }).length";
        ensure!(page.js(outside)? == 0, "at {width}");
        ensure!(page.js("document.documentElement.scrollWidth - document.documentElement.clientWidth")? == 0);
    }
    // The shapes: a day, days, a month, about a month, by a day.
    let events = "['company_event', 'days_event', 'month_event', 'approximate_event', 'planned_event']";
    let marks = page.js(&format!(
        "{events}.map((role) => {{
        const link = find(`>>> [id='${{cast[role].link}}/drawn']`);
        return `${{link.firstElementChild.className}}${{link.matches(css('@planned-event')) ? ' planned' : ''}}`;
    }})"
    ))?;
    let expected = ["sl-point", "sl-bar", "sl-bar", "sl-bar sl-soft-start sl-soft-end", "sl-bar sl-soft-start planned"];
    let marks: Vec<_> = marks.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    ensure!(marks == expected, "{marks:?}");
    Ok(())
}

fn an_event_opens_its_note_with_a_link_to_the_article(page: &Page) -> Result<()> {
    let cast = page.cast();
    for width in [360, 1440] {
        open(page, width)?;
        page.click(&page.timeline().event(&cast.planned_event))?;
        page.card().wait_in_timeline()?;
        let note = page.text(">>> @timeline-card")?;
        for text in [&cast.planned_event.name, cast.texts.planned_date] {
            ensure!(note.contains(text), "“{text}” in “{note}”");
        }
        page.wait_still(">>> @timeline-card")?;
        page.wait_until("the note is in view", "box('>>> @timeline-card').y < innerHeight - 100")?;
        let (card, mark) =
            (page.rects(">>> @timeline-card")?[0], page.rects(&page.timeline().event(&cast.planned_event))?[0]);
        ensure!(!card.overlaps(mark), "at {width}: {card:?} over {mark:?}");
        ensure!(card.x >= 0.0 && card.x + card.width <= width as f64, "{card:?} at {width}");
        page.click(">>> @timeline-card @occurrence-link")?;
        page.wait_until("the words are marked", "all('>>> @open-mark').length > 0 && focusIn('@card')")?;
        ensure!(page.text(">>> @open-mark")?.contains(cast.texts.planned_event), "{}", page.text(">>> @open-mark")?);
        // The link in the article opens the event.
        page.wait_still(">>> @card")?;
        page.card().show_elsewhere()?;
        page.card().wait_in_timeline()?;
        page.press("Escape")?;
        let back = "active().id === `${cast.planned_event.link}/drawn` && all('>>> @card').length === 0";
        page.wait_until("the focus is back on the event", back)?;
    }
    Ok(())
}

fn a_narrow_screen_starts_with_the_list(page: &Page) -> Result<()> {
    page.viewport(360, 900)?;
    page.goto("/index.html")?;
    page.wait_live()?;
    ensure!(page.timeline().visible("@event-entry")? == 9);
    ensure!(
        page.js("find('>>> @timeline-chart').checkVisibility()")? == false && page.count(">>> @timeline-item")? == 0
    );
    let dates = page.js(
        "all('>>> @event-entry @date').map((it) => it.textContent.slice(0, -it.lastElementChild.textContent.length).trim())",
    )?;
    let wanted = [
        "21 October 2008",
        "30 November 2022",
        "20 January 2025",
        "24–28 February 2025",
        "25 February 2025",
        "March 2025",
        "around March 2025",
        "16 March 2025",
        "by the end of June 2025, planned",
    ];
    let mut sorted: Vec<_> = dates.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    ensure!(sorted.first() == Some(&wanted[0]) && sorted.last() == Some(&wanted[8]), "{sorted:?}");
    sorted.sort_unstable();
    let mut all = wanted;
    all.sort_unstable();
    ensure!(sorted == all, "{sorted:?}");
    // Each event has the monogram and the colour of its company.
    ensure!(page.count(">>> @event-entry @monogram")? == 9);
    let colours = "new Set(all('>>> @event-entry').map((it) => getComputedStyle(it, '::before').borderTopColor)).size";
    ensure!(page.js(colours)? == 7, "{}", page.js(colours)?);
    Ok(())
}

/// The text of the button that switches the mode.
const MODE_BUTTON_LABEL: &str = "all('>>> @mode-toggle span').find((it) => it.checkVisibility()).textContent";

fn a_button_switches_to_the_list(page: &Page) -> Result<()> {
    open(page, 1440)?;
    let seen = "all('>>> @event-entry').filter((it) => it.checkVisibility()).length";
    ensure!(page.js(MODE_BUTTON_LABEL)? == page.labels().messages().show_list && page.js(seen)? == 0);
    page.timeline().toggle_mode()?;
    page.wait_until("the list of events is shown", &format!("{seen} === {}", page.cast().events))?;
    ensure!(page.js("find('>>> @timeline-chart').checkVisibility()")? == false);
    ensure!(page.js(MODE_BUTTON_LABEL)? == page.labels().messages().show_chart);
    ensure!(page.js("focusIn('@mode-toggle')")? == true, "the button keeps the focus");
    page.timeline().toggle_mode()?;
    page.wait_until("the chart is drawn again", "all('>>> @event').length === 9")
}

fn the_note_of_a_company_links_to_its_lane(page: &Page) -> Result<()> {
    let cast = page.cast();
    for (width, there) in [
        (1440, format!("{}/lane", cast.company_link(&cast.company_without_quotes))),
        (360, cast.product_event.link.clone()),
    ] {
        page.reset()?;
        page.viewport(width, 900)?;
        page.goto("/index.html")?;
        page.wait_live()?;
        page.click(&page.article().highlight_of(&cast.company_without_quotes))?;
        page.wait_for(">>> @card @link-to-lane")?;
        // The link may be below the visible part of a sheet, and no driver scrolls within it.
        page.run("find('>>> @card @link-to-lane').click()", json!([]))?;
        page.wait_focused(&there)?;
        let shown = page.js("((it) => it.top >= 0 && it.bottom <= innerHeight)(active().getBoundingClientRect())")?;
        ensure!(shown == true, "the lane is in view at {width}");
        ensure!(page.count(">>> @companies [aria-pressed=true]")? == 0, "the company is not followed");
    }
    Ok(())
}

fn a_lane_follows_its_company(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    let lane_link = page.timeline().lane_link(&cast.company_without_quotes);
    page.click(&lane_link)?;
    page.companies().wait_following(&cast.company_without_quotes)?;
    ensure!(page.count(">>> @lane-link[aria-current]")? == 1);
    let colour = |company: &Part| {
        let label = format!("{} @label", page.timeline().lane(company));
        page.run("return getComputedStyle(find(arguments[0])).color", json!([label]))
    };
    ensure!(colour(&cast.company_without_quotes)? != colour(&cast.earliest_company)?, "other companies are dimmed");
    page.click(&lane_link)?;
    page.wait_gone(">>> @lane-link[aria-current]")
}

fn a_lane_can_be_folded(page: &Page) -> Result<()> {
    open(page, 1440)?;
    let lane = &page.timeline().lane(&page.cast().company);
    let high = page.rects(lane)?[0].height;
    page.click(&format!("{lane} @fold"))?;
    page.wait_until("the lane is folded", &format!("all(\"{lane} @event\").length === 0"))?;
    ensure!(page.rects(lane)?[0].height < high, "the folded lane is lower");
    ensure!(page.count(&format!("{lane} @event-dot"))? == 2, "the folded lane has a dot for each event");
    ensure!(page.js(&format!("find(\"{lane} @fold\").getAttribute('aria-expanded')"))? == "false");
    page.click(&format!("{lane} @fold"))?;
    page.wait_until("the lane is unfolded", &format!("all(\"{lane} @event\").length === 2"))
}

fn the_timeline_follows_the_reading_position(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    page.timeline().zoom_to_busiest()?;
    page.timeline().follow_reading()?;
    let reach = "find(`>>> [id='${cast.first_event.link}/1']`).scrollIntoView({ block: 'start', behavior: 'instant' });
        scrollBy(0, -100)";
    page.run(reach, json!([]))?;
    page.wait_until("the reading position is shown", "all('>>> @reading-position').length === 1")?;
    page.wait_text(">>> @reading-position a", &cast.first_event.name)?;
    let foot = page.rects(">>> @reading-position")?[0];
    ensure!(foot.height > 0.0 && foot.y + foot.height <= 900.5, "the bar is in the viewport: {foot:?}");
    page.wait_until("the timeline shows the reading position", "all('>>> @reading-event').length === 1")?;
    ensure!(page.js("find('>>> @reading-event').id")? == format!("{}/drawn", cast.first_event.link));
    page.run("scrollTo(0, 0)", json!([]))?;
    page.wait_gone(">>> @reading-position")?;
    page.run(reach, json!([]))?;
    page.wait_for(">>> @reading-position")?;
    page.click(">>> @reading-position a")?;
    page.card().wait_in_timeline()?;
    page.press("Escape")?;
    page.timeline().follow_reading()?;
    page.run(reach, json!([]))?;
    page.wait_gone(">>> :is(@reading-position, @reading-event)")
}

fn events_are_found_by_words_and_company(page: &Page) -> Result<()> {
    let count = |part: &str| format!("all('>>> {part}').filter((it) => it.checkVisibility()).length");
    for (width, shown) in [(360, "@event-entry"), (1440, "@event")] {
        page.reset()?;
        page.viewport(width, 900)?;
        page.goto("/index.html")?;
        page.wait_live()?;
        page.run("find('>>> @timeline-tools').scrollIntoView({ behavior: 'instant' })", json!([]))?;
        page.focus(">>> @event-search")?;
        for key in ["b", "A", "i", "d", "u"] {
            page.press(key)?;
        }
        page.wait_until("two events are found", &format!("{} === 2", count(shown)))?;
        page.wait_until(
            "the status text is there",
            "find('>>> @timeline-tools [role=status]').textContent.startsWith('2 of 9 events found')",
        )?;
        for key in ["Space", "f", "r", "e", "e"] {
            page.press(key)?;
        }
        page.wait_until("one event is shown", &format!("{} === 1", count(shown)))?;
        for _ in 0..10 {
            page.press("Backspace")?;
        }
        page.wait_until("all of them are shown again", &format!("{} === 9", count(shown)))?;
        page.click(">>> @company-filter summary")?;
        page.click(">>> @company-filter @company-chip:nth-child(3)")?;
        page.wait_until("the events of DeepSeek are shown", &format!("{} === 2", count(shown)))?;
        page.click(">>> @company-filter @company-chip:nth-child(2)")?;
        page.wait_until("the events of OpenAI are shown too", &format!("{} === 3", count(shown)))?;
        if shown == "@event" {
            ensure!(page.js(&count("@lane"))? == 2, "lanes without matches are hidden");
        }
        page.click(">>> @clear-search")?;
        page.wait_until("all events are shown again", &format!("{} === 9", count(shown)))?;
        page.focus(">>> @event-search")?;
        for key in ["z", "z", "z"] {
            page.press(key)?;
        }
        page.wait_until("no event is shown", &format!("{} === 0", count(shown)))?;
        page.wait_until(
            "the status text is there",
            "find('>>> @timeline-tools [role=status]').textContent.startsWith('No events found')",
        )?;
    }
    Ok(())
}

fn the_time_range_in_view_is_announced(page: &Page) -> Result<()> {
    open(page, 1440)?;
    let (cast, labels) = (page.cast(), page.labels());
    let said = "find('>>> @timeline-tools @visually-hidden[role=status]').textContent";
    ensure!(page.js(said)? == "", "the status is empty at first");
    let all = cast.drawn_events;
    let (all, zoomed) = (labels.in_view(cast.texts.all_time, all, all), labels.in_view(cast.texts.zoomed_time, 7, all));
    ensure!(page.timeline().readout()?.starts_with(&all));
    page.timeline().zoom_to_busiest()?;
    page.wait_until("the status names the time range", &format!("{said}.startsWith({})", json!(zoomed)))?;
    ensure!(page.timeline().readout()?.starts_with(&zoomed));
    page.timeline().press(Move::FitAll)?;
    page.wait_until("the status names the whole time range", &format!("{said}.startsWith({})", json!(all)))?;
    let stuck = page.js("all('>>> @zoom-tools button').map((it) => it.getAttribute('aria-disabled'))")?;
    ensure!(stuck == json!(["true", "true", "true", null, "true", null]), "{stuck}");
    Ok(())
}

fn focus_in_the_list_moves_to_the_chart_at_take_over(page: &Page) -> Result<()> {
    let cast = page.cast();
    page.viewport(1440, 900)?;
    page.goto("/with/hold:_bg.wasm/index.html")?;
    page.focus(&format!("sidelight-story [id='{}'] @occurrence-link", cast.next_company_event.link))?;
    page.release();
    page.wait_live()?;
    page.wait_focused(&format!("{}/drawn", cast.next_company_event.link))
}
