//! The company timeline: what is drawn, what is told, and how the two are tied to the rest.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::case::{Case, case};
use crate::page::{Page, Rect};

pub(crate) const CASES: &[Case] = &[
    case!(every_event_is_drawn_apart),
    case!(an_event_shows_its_note_and_leads_to_the_article),
    case!(a_narrow_screen_starts_with_the_list),
    case!(the_list_is_one_press_away),
    case!(a_company_offers_its_lane),
    case!(a_lane_puts_its_company_in_focus),
    case!(a_lane_folds),
    case!(it_follows_the_readers_place),
    case!(events_are_found_by_words_and_company),
    case!(what_is_in_view_is_said),
    case!(focus_in_the_list_moves_to_what_is_drawn),
];

/// The seed story, its timeline drawn.
pub(crate) fn open(page: &Page, width: i64) -> Result<()> {
    page.viewport(width, 900)?;
    page.goto("/index.html")?;
    page.wait_live()?;
    if width < 640 {
        page.click(">>> .sl-mode-toggle")?;
    }
    drawn(page)
}

/// The drawing stands in the window, and all of it that does is drawn.
pub(crate) fn drawn(page: &Page) -> Result<()> {
    page.run("find('>>> .sl-timeline-chart').scrollIntoView({ block: 'center', behavior: 'instant' })", json!([]))?;
    let empty = "all('>>> .sl-lane').filter((it) => box(it).y < innerHeight && box(it).y + box(it).height > 0)
        .filter((it) => !it.querySelector('.sl-item'))";
    page.wait_until("events are drawn", &format!("all('>>> .sl-item').length > 0 && {empty}.length === 0"))
}

/// An event by its id, as it is drawn.
pub(crate) fn event(id: &str) -> String {
    format!(">>> .sl-event[id='open-source-ai/event/{id}/drawn']")
}

/// What is drawn: no two of one kind may meet.
const APART: [&str; 3] = [">>> .sl-item", ">>> .sl-tick", ">>> .sl-lane"];

pub(crate) fn nothing_meets(page: &Page, when: &str) -> Result<()> {
    for parts in APART {
        // Edges that meet may be off by what is lost in adding fractions.
        let inner = |it: Rect| Rect { width: it.width - 0.1, height: it.height - 0.1, ..it };
        let boxes: Vec<Rect> = page.rects(parts)?.into_iter().filter(|it| it.width > 0.0).map(inner).collect();
        ensure!(parts == APART[0] || !boxes.is_empty(), "{parts} {when}");
        for (at, a) in boxes.iter().enumerate() {
            let met = boxes[at + 1..].iter().find(|b| a.meets(**b));
            ensure!(met.is_none(), "{parts} {when}: {a:?} and {met:?}");
        }
    }
    Ok(())
}

fn every_event_is_drawn_apart(page: &Page) -> Result<()> {
    for width in [360, 768, 1440] {
        open(page, width)?;
        ensure!(page.count(">>> .sl-event")? == 9, "all nine stand alone at {width}");
        nothing_meets(page, &format!("at {width}"))?;
        // What is drawn stays in its strip, and no label is cut off at the sides.
        let outside = "all('>>> .sl-item').filter((it) => {
            const [item, strip] = [box(it), box(it.closest('.sl-plot'))];
            return item.x < strip.x - 1 || item.x + item.width > strip.x + strip.width + 1;
        }).length";
        ensure!(page.js(outside)? == 0, "at {width}");
        ensure!(page.js("document.documentElement.scrollWidth - document.documentElement.clientWidth")? == 0);
    }
    // What its marks say: a day, days, a month, about a month, by a day.
    let marks = page.js("['r1', 'open-source-week', 'hunyuan-3d', 'manus-pledge', 'ernie-open'].map((id) => {
        const link = find(`>>> [id='open-source-ai/event/${id}/drawn']`);
        return `${link.firstElementChild.className}${link.matches('.sl-event--planned') ? ' planned' : ''}`;
    })")?;
    let expected = ["sl-point", "sl-bar", "sl-bar", "sl-bar sl-soft-start sl-soft-end", "sl-bar sl-soft-start planned"];
    let marks: Vec<_> = marks.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let plain: Vec<_> = marks.iter().map(|mark| mark.replace(" sl-none", "")).collect();
    ensure!(plain == expected, "{plain:?}");
    Ok(())
}

fn an_event_shows_its_note_and_leads_to_the_article(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open(page, width)?;
        page.click(&event("ernie-open"))?;
        page.wait_until("its note has the focus", "active().matches('.sl-card--in-timeline')")?;
        let note = page.text(">>> .sl-card--in-timeline")?;
        for told in
            ["Baidu makes its models fully open-source", "by the end of June 2025, planned", "Date from Article"]
        {
            ensure!(note.contains(&page.says(told)), "“{told}” in “{note}”");
        }
        page.wait_still(">>> .sl-card--in-timeline")?;
        page.wait_until("it is in view", "box('>>> .sl-card--in-timeline').y < innerHeight - 100")?;
        let (card, mark) = (page.rects(">>> .sl-card--in-timeline")?[0], page.rects(&event("ernie-open"))?[0]);
        ensure!(!card.meets(mark), "at {width}: {card:?} over {mark:?}");
        ensure!(card.x >= 0.0 && card.x + card.width <= width as f64, "{card:?} at {width}");
        page.click(">>> .sl-card--in-timeline .sl-place")?;
        page.wait_until(
            "the words are marked",
            "all('>>> .sl-mark--open').length > 0 && active().matches('.sl-card')",
        )?;
        ensure!(
            page.text(">>> .sl-mark--open")?.contains(page.says("Plans are in motion").as_str()),
            "{}",
            page.text(">>> .sl-mark--open")?
        );
        // And the way back.
        page.wait_still(">>> .sl-card")?;
        page.click(">>> .sl-card .sl-actions > a")?;
        page.wait_until("it is shown where it is drawn", "active().matches('.sl-card--in-timeline')")?;
        page.press("Escape")?;
        let back = "active().id === 'open-source-ai/event/ernie-open/drawn' && all('>>> .sl-card').length === 0";
        page.wait_until("Escape leads back to what is drawn", back)?;
    }
    Ok(())
}

fn a_narrow_screen_starts_with_the_list(page: &Page) -> Result<()> {
    page.viewport(360, 900)?;
    page.goto("/index.html")?;
    page.wait_live()?;
    ensure!(page.js("all('>>> .sl-entry').filter((it) => it.checkVisibility()).length")? == 9);
    ensure!(page.js("find('>>> .sl-timeline-chart').checkVisibility()")? == false && page.count(">>> .sl-item")? == 0);
    let dates = page.js("all('>>> .sl-entry .sl-date').map((it) => it.textContent)")?;
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
    // Each has its company's monogram and colour.
    ensure!(page.count(">>> .sl-entry .sl-monogram")? == 9);
    let colours = "new Set(all('>>> .sl-dot').map((it) => getComputedStyle(it).borderTopColor)).size";
    ensure!(page.js(colours)? == 7, "{}", page.js(colours)?);
    Ok(())
}

/// What the button offers.
const SHAPE: &str = "all('>>> .sl-mode-toggle span').find((it) => it.checkVisibility()).textContent";

fn the_list_is_one_press_away(page: &Page) -> Result<()> {
    open(page, 1440)?;
    let seen = "all('>>> .sl-entry').filter((it) => it.checkVisibility()).length";
    ensure!(page.js(SHAPE)? == page.says("Show as a list") && page.js(seen)? == 0);
    page.click(">>> .sl-mode-toggle")?;
    page.wait_until("it is told", &format!("{seen} === {}", page.tale().count("events")?))?;
    ensure!(page.js("find('>>> .sl-timeline-chart').checkVisibility()")? == false);
    ensure!(page.js(SHAPE)? == page.says("Show as a chart"));
    ensure!(page.js("active().matches('.sl-mode-toggle')")? == true, "the button keeps the focus");
    page.click(">>> .sl-mode-toggle")?;
    page.wait_until("it is drawn again", "all('>>> .sl-event').length === 9")
}

fn a_company_offers_its_lane(page: &Page) -> Result<()> {
    for (width, there) in [
        (1440, "active().id === 'open-source-ai/company/baidu/lane'"),
        (360, "active().id === 'open-source-ai/event/ernie'"),
    ] {
        page.reset()?;
        page.viewport(width, 900)?;
        page.goto("/index.html")?;
        page.wait_live()?;
        page.click(">>> .sl-body a[href$='/note/baidu']")?;
        page.wait_for(">>> .sl-card .sl-link--lane")?;
        // It may lie below what of a sheet is seen, where no driver scrolls to.
        page.run("find('>>> .sl-card .sl-link--lane').click()", json!([]))?;
        page.wait_until(&format!("its lane at {width}"), there)?;
        let shown = page.js("((it) => it.top >= 0 && it.bottom <= innerHeight)(active().getBoundingClientRect())")?;
        ensure!(shown == true, "it is in view at {width}");
        ensure!(page.count(">>> .sl-companies [aria-current]")? == 0, "it is not put in focus by that");
    }
    Ok(())
}

fn a_lane_puts_its_company_in_focus(page: &Page) -> Result<()> {
    open(page, 1440)?;
    page.click(">>> .sl-lane-link[href$='/company/baidu']")?;
    page.wait_until("it is followed", "find('>>> .sl-status').textContent.startsWith('Following Baidu')")?;
    ensure!(page.count(">>> .sl-lane-link[aria-current]")? == 1);
    let ink = |lane: &str| {
        page.js(&format!("getComputedStyle(find(\">>> .sl-lane[data-companies='{lane}'] .sl-label\")).color"))
    };
    ensure!(ink("baidu")? != ink("google")?, "the others step back");
    page.click(">>> .sl-lane-link[href$='/company/baidu']")?;
    page.wait_until("it is let go", "all('>>> .sl-lane-link[aria-current]').length === 0")
}

fn a_lane_folds(page: &Page) -> Result<()> {
    open(page, 1440)?;
    let lane = ">>> .sl-lane[data-companies='deepseek']";
    let high = page.rects(lane)?[0].height;
    page.click(&format!("{lane} .sl-fold"))?;
    page.wait_until("it is folded", &format!("all(\"{lane} .sl-event\").length === 0"))?;
    ensure!(page.rects(lane)?[0].height < high, "it is lower");
    ensure!(page.count(&format!("{lane} .sl-event-dot"))? == 2, "its events still show where they are");
    ensure!(page.js(&format!("find(\"{lane} .sl-fold\").getAttribute('aria-expanded')"))? == "false");
    page.click(&format!("{lane} .sl-fold"))?;
    page.wait_until("it is unfolded", &format!("all(\"{lane} .sl-event\").length === 2"))
}

fn it_follows_the_readers_place(page: &Page) -> Result<()> {
    open(page, 1440)?;
    page.click(">>> .sl-zoom-tools button:last-child")?;
    page.wait_until("it is nearer", "find('>>> .sl-readout').textContent.startsWith('January to')")?;
    page.click(">>> .sl-follow-reading")?;
    let reach = "find(\">>> [id='open-source-ai/event/android-open/1']\").scrollIntoView({ block: 'start', behavior: 'instant' });
        scrollBy(0, -100)";
    page.run(reach, json!([]))?;
    page.wait_until("it says where the reader is", "all('>>> .sl-reading-position').length === 1")?;
    let title = "find('>>> .sl-reading-position a').textContent === 'Google makes Android’s source code public'";
    page.wait_until("and names the event", title)?;
    let foot = page.rects(">>> .sl-reading-position")?[0];
    ensure!(foot.height > 0.0 && foot.y + foot.height <= 900.0, "in the window: {foot:?}");
    page.wait_until("the timeline has gone there", "all('>>> .sl-event--reading').length === 1")?;
    ensure!(page.js("find('>>> .sl-event--reading').id")? == page.says("open-source-ai/event/android-open/drawn"));
    page.run("scrollTo(0, 0)", json!([]))?;
    page.wait_until("before the first there is none", "all('>>> .sl-reading-position').length === 0")?;
    page.run(reach, json!([]))?;
    page.wait_for(">>> .sl-reading-position")?;
    page.click(">>> .sl-reading-position a")?;
    page.wait_until("it leads there", "active().matches('.sl-card--in-timeline')")?;
    page.press("Escape")?;
    page.click(">>> .sl-follow-reading")?;
    page.run(reach, json!([]))?;
    page.wait_until("it follows no longer", "all('>>> :is(.sl-reading-position, .sl-event--reading)').length === 0")
}

fn events_are_found_by_words_and_company(page: &Page) -> Result<()> {
    let count = |part: &str| format!("all('>>> {part}').filter((it) => it.checkVisibility()).length");
    for (width, shown) in [(360, ".sl-entry"), (1440, ".sl-event")] {
        page.reset()?;
        page.viewport(width, 900)?;
        page.goto("/index.html")?;
        page.wait_live()?;
        page.run("find('>>> .sl-tools').scrollIntoView({ behavior: 'instant' })", json!([]))?;
        page.run("find('>>> .sl-search').focus()", json!([]))?;
        for key in ["b", "A", "i", "d", "u"] {
            page.press(key)?;
        }
        page.wait_until("two are found", &format!("{} === 2", count(shown)))?;
        page.wait_until(
            "it is said",
            "find('>>> .sl-tools [role=status]').textContent.startsWith('2 of 9 events found')",
        )?;
        for key in ["Space", "f", "r", "e", "e"] {
            page.press(key)?;
        }
        page.wait_until("one is left", &format!("{} === 1", count(shown)))?;
        for _ in 0..10 {
            page.press("Backspace")?;
        }
        page.wait_until("all are back", &format!("{} === 9", count(shown)))?;
        page.click(">>> .sl-company-filter summary")?;
        page.click(">>> .sl-company-filter .sl-chip:nth-child(3)")?;
        page.wait_until("those of DeepSeek", &format!("{} === 2", count(shown)))?;
        page.click(">>> .sl-company-filter .sl-chip:nth-child(2)")?;
        page.wait_until("and of OpenAI", &format!("{} === 3", count(shown)))?;
        if shown == ".sl-event" {
            ensure!(page.js(&count(".sl-lane"))? == 2, "lanes without any are not shown");
        }
        page.click(">>> .sl-clear")?;
        page.wait_until("all again", &format!("{} === 9", count(shown)))?;
        page.run("find('>>> .sl-search').focus()", json!([]))?;
        for key in ["z", "z", "z"] {
            page.press(key)?;
        }
        page.wait_until("none", &format!("{} === 0", count(shown)))?;
        page.wait_until("it is said", "find('>>> .sl-tools [role=status]').textContent.startsWith('No events found')")?;
    }
    Ok(())
}

fn what_is_in_view_is_said(page: &Page) -> Result<()> {
    open(page, 1440)?;
    let said = "find('>>> .sl-tools .sl-visually-hidden[role=status]').textContent";
    ensure!(page.js(said)? == "", "nothing is said at first");
    ensure!(
        page.text(">>> .sl-readout")?
            .starts_with(page.says("January 2008 to June 2025: 9 of 9 events in view.").as_str())
    );
    page.click(">>> .sl-zoom-tools button:last-child")?;
    page.wait_until("it is said", &format!("{said}.startsWith('January to June 2025: 7 of 9 events in view.')"))?;
    ensure!(
        page.text(">>> .sl-readout")?.starts_with(page.says("January to June 2025: 7 of 9 events in view.").as_str())
    );
    page.click(">>> .sl-zoom-tools button:nth-child(5)")?;
    page.wait_until(
        "and all of it",
        &format!("{said}.startsWith('January 2008 to June 2025: 9 of 9 events in view.')"),
    )?;
    let stuck = page.js("all('>>> .sl-zoom-tools button').map((it) => it.getAttribute('aria-disabled'))")?;
    ensure!(stuck == json!(["true", "true", "true", null, "true", null]), "{stuck}");
    Ok(())
}

fn focus_in_the_list_moves_to_what_is_drawn(page: &Page) -> Result<()> {
    page.viewport(1440, 900)?;
    page.goto("/with/hold:_bg.wasm/index.html")?;
    page.run("find(\"sidelight-story [id$='/event/wan'] .sl-place\").focus()", json!([]))?;
    page.release();
    page.wait_live()?;
    page.wait_until("what is drawn has the focus", "active().id === 'open-source-ai/event/wan/drawn'")
}
