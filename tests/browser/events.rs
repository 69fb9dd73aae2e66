//! The timeline of stories with many events, with unusual dates, and from right to left.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::case::{Case, case};
use crate::highlights::open_fixture;
use crate::page::Page;
use crate::timeline::expect_no_overlap;

pub(crate) const CASES: &[Case] = &[
    case!(labels_never_overlap_while_zooming),
    case!(events_that_overlap_form_a_group),
    case!(events_without_a_date_are_in_the_list),
    case!(time_runs_from_right_to_left),
    case!(only_events_near_the_view_are_rendered),
];

/// A story of events, each with a date and the number of a company, or `None`.
pub(crate) fn story(lang: &str, companies: usize, events: &[(String, Option<usize>)]) -> String {
    let name = |at: usize| json!({ "id": format!("c{at}"), "kind": "company", "name": format!("Company {at}") });
    let event = |(at, (date, company)): (usize, &(String, Option<usize>))| {
        let mut event = json!({ "id": format!("e{at}"), "title": format!("Event number {at}"), "date": date, "dateSource": "article" });
        if let Some(company) = company {
            event["company"] = format!("c{company}").into();
        }
        event
    };
    json!({
        "version": 1, "id": "s", "lang": lang, "title": "Story", "published": "2025-03-24",
        "body": [{ "paragraph": "Words." }],
        "entities": (0..companies).map(name).collect::<Vec<_>>(),
        "events": events.iter().enumerate().map(event).collect::<Vec<_>>(),
    })
    .to_string()
}

/// A story of `events` events over 3,000 years and 40 companies.
pub(crate) fn many(events: usize) -> String {
    let date = |at: usize| format!("{:04}-{:02}-{:02}", (at * 7919) % 3000, 1 + at % 12, 1 + at % 28);
    story("en", 40, &(0..events).map(|at| (date(at), Some(at % 40))).collect::<Vec<_>>())
}

fn labels_never_overlap_while_zooming(page: &Page) -> Result<()> {
    open_fixture(page, 1024, &many(200))?;
    page.timeline().wait_drawn()?;
    let nearer = ">>> @zoom-button:nth-child(4)";
    let mut steps = 0;
    while page.js(&format!("find('{nearer}').getAttribute('aria-disabled')"))? != "true" {
        expect_no_overlap(page, &format!("after {steps} steps"))?;
        let before = page.timeline().readout()?;
        page.click(nearer)?;
        let moved = format!("find('>>> @readout').textContent !== {}", json!(before));
        page.wait_until("the chart is zoomed in", &format!("{moved} || find('{nearer}').ariaDisabled === 'true'"))?;
        steps += 1;
    }
    expect_no_overlap(page, &format!("after {steps} steps"))?;
    ensure!((10..30).contains(&steps), "{steps} steps");
    Ok(())
}

fn events_that_overlap_form_a_group(page: &Page) -> Result<()> {
    let mut events: Vec<_> = (0..500).map(|_| ("2024-05-06".to_owned(), Some(0))).collect();
    events.push(("1999".to_owned(), Some(1)));
    events.extend((1..8).map(|day| (format!("2024-06-0{day}"), Some(1))));
    open_fixture(page, 1024, &story("en", 2, &events))?;
    page.timeline().wait_drawn()?;
    ensure!(page.count(">>> @timeline-item")? < 20, "events of one day are grouped");
    // Every event has a shape or is counted in a group.
    let counted =
        "all('>>> @timeline-item').map((it) => parseInt(it.querySelector(css('@event-group'))?.textContent ?? '1'))
        .reduce((a, b) => a + b)";
    ensure!(page.js(counted)? == 508, "{}", page.js(counted)?);
    expect_no_overlap(page, "with groups")?;
    // The lane that begins in 1999 is the first.
    let opener = ">>> @lane:first-child @event-group";
    page.focus(opener)?;
    page.press("Enter")?;
    page.wait_until("the events of the group are listed", "focusIn('@group-popup @button')")?;
    let count = page.count(">>> @group-popup li")?;
    ensure!(page.text(opener)?.starts_with(&count.to_string()), "the group has all events of the day");
    page.press("Escape")?;
    page.wait_until("the group is closed", "all('>>> @group-popup').length === 0 && focusIn('@event-group')")?;
    page.press("Enter")?;
    page.wait_for(">>> @group-popup")?;
    page.press("Enter")?;
    page.wait_until(
        "the events are drawn one by one",
        "all('>>> @lane:first-child @event:not(@event-group)').length === 7",
    )?;
    expect_no_overlap(page, "without groups")?;
    // Events of one day stay a group, which lists each.
    page.click(">>> @zoom-button:nth-child(4) + button")?;
    page.wait_for(">>> @lane:last-child @event-group")?;
    page.click(">>> @lane:last-child @event-group")?;
    ensure!(page.count(">>> @group-popup @button")? == 0, "a group of one day has no button to zoom in");
    page.click(">>> @group-popup li:last-child a")?;
    page.card().wait_in_timeline()?;
    page.press("Escape")?;
    page.wait_until("the focus is back on the event", "focusIn('@event-group')")
}

fn events_without_a_date_are_in_the_list(page: &Page) -> Result<()> {
    let dates = ["0000", "Y17E7", "2025/2024", "soon", "-0043-03-15", "2024-05", "../2024-01"];
    let mut story: Value = serde_json::from_str(&story("en", 1, &dates.map(|date| (date.to_owned(), Some(0)))))?;
    story["events"][5]["title"] = "long ".repeat(1000).into();
    open_fixture(page, 1024, &story.to_string())?;
    page.timeline().wait_drawn()?;
    ensure!(page.count(">>> @event")? == 4, "four events are in the chart: {}", page.count(">>> @event")?);
    ensure!(page.count(">>> @event-entry")? == 7, "all events are in the list");
    expect_no_overlap(page, "with bad dates")?;
    let readout = page.timeline().readout()?;
    ensure!(readout.ends_with("3 more events without a usable date are only in the list."), "{readout}");
    let said = page.console()?.join("\n");
    for path in ["events[1].date", "events[2].date", "events[3].date"] {
        ensure!(said.contains(path), "{path} in {said}");
    }
    ensure!(page.rects(">>> @lane")?[0].height < 200.0, "a long title does not make the lane higher");
    Ok(())
}

fn time_runs_from_right_to_left(page: &Page) -> Result<()> {
    let events: Vec<_> = (1..6).map(|month| (format!("2024-0{month}-10"), Some(0))).collect();
    open_fixture(page, 1024, &story("ar", 1, &events))?;
    page.timeline().wait_drawn()?;
    let marks = page.rects(">>> @point")?;
    ensure!(marks.len() == 5, "{marks:?}");
    let in_order =
        page.js("all('>>> @event').map((it) => parseInt(it.id.match(/e(\\d+)/)[1])).every((n, at) => n === at)")?;
    ensure!(in_order == true, "the document order is chronological");
    ensure!(marks.windows(2).all(|pair| pair[0].x > pair[1].x), "later events are further to the left: {marks:?}");
    page.focus(">>> @event")?;
    page.press("ArrowLeft")?;
    page.wait_until("the left arrow moves on", "active().id.endsWith('e1/drawn')")?;
    page.press("ArrowRight")?;
    page.wait_until("the right arrow moves back", "active().id.endsWith('e0/drawn')")
}

fn only_events_near_the_view_are_rendered(page: &Page) -> Result<()> {
    open_fixture(page, 1024, &many(1000))?;
    page.run("find('>>> @timeline-chart').scrollIntoView({ block: 'start', behavior: 'instant' })", json!([]))?;
    page.wait_until("the events are drawn", "all('>>> @event').length > 0")?;
    let far = "all('>>> @lane').filter((it) => it.querySelector(css('@timeline-item')) && !it.querySelector('[tabindex=\"0\"]')
        && (box(it).y > innerHeight * 2 || box(it).y < -innerHeight)).length";
    page.wait_until("lanes far from the view are empty", &format!("({far}) === 0"))?;
    ensure!(page.count(">>> @lane")? == 40);
    let drawn = "all('>>> @lane').filter((it) => it.querySelector(css('@timeline-item'))).length";
    ensure!(page.js(drawn)?.as_u64().is_some_and(|lanes| lanes < 40), "{}", page.js(drawn)?);
    page.run("find('>>> @lane:last-child').scrollIntoView({ behavior: 'instant' })", json!([]))?;
    page.wait_until("the last event is drawn", "all('>>> @lane:last-child @timeline-item').length > 0")?;
    page.wait_until("events far from the view are removed", &format!("({far}) === 0"))?;
    // Zoomed in, only events in view are rendered.
    let items = page.count(">>> @timeline-item")?;
    for _ in 0..4 {
        let before = page.timeline().readout()?;
        page.run("find('>>> @zoom-button:nth-child(4)').click()", json!([]))?;
        page.wait_until("the chart is zoomed in", &format!("find('>>> @readout').textContent !== {}", json!(before)))?;
    }
    ensure!(page.count(">>> @timeline-item")? < items / 2, "{} of {items}", page.count(">>> @timeline-item")?);
    Ok(())
}
