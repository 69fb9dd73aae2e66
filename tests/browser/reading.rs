//! Reading: highlights and notes, a company in focus, events; by mouse, by touch, by keyboard.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::page::Page;

pub(crate) const CASES: &[Case] = &[
    case!(a_highlight_opens_its_note_in_the_margin),
    case!(a_tap_opens_a_note_at_the_foot),
    case!(the_keyboard_opens_and_closes_a_note),
    case!(another_highlight_replaces_the_note),
    case!(a_note_leads_to_the_notes_and_back),
    case!(overlapping_highlights_lead_to_each_other),
    case!(every_highlight_is_reached_by_tab),
    case!(a_company_in_focus_dims_the_others),
    case!(a_company_is_let_go_by_its_own_name),
    case!(a_company_is_followed_from_its_note),
    case!(an_event_leads_to_its_paragraph),
    case!(keys_of_the_page_are_left_alone),
    case!(escape_closes_one_thing_at_a_time),
];

/// The first mention of a company, in the body of the article.
const DEEPSEEK: &str = ">>> .sl-body a[href$='/note/deepseek']";
const CARD: &str = ">>> .sl-card";

pub(crate) fn open(page: &Page, width: i64, height: i64) -> Result<()> {
    page.viewport(width, height)?;
    page.goto("/index.html")?;
    page.wait_live()
}

/// A note is open and in its place: the focus moves into it last.
pub(crate) fn opened(page: &Page) -> Result<()> {
    page.wait_until("a note is open", "active().classList.contains('sl-card')")?;
    page.wait_still(">>> .sl-card--front")
}

fn title(page: &Page) -> Result<String> {
    page.text(">>> .sl-card .sl-note-title")
}

fn a_highlight_opens_its_note_in_the_margin(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.click(DEEPSEEK)?;
    opened(page)?;
    ensure!(title(page)? == page.says("DSDeepSeek"), "{}", title(page)?);
    let (card, body) = (page.along(page.rects(CARD)?[0])?, page.along(page.rects(">>> .sl-body")?[0])?);
    ensure!(card.x >= body.x + body.width, "it stands beside the text: {card:?}, {body:?}");
    ensure!(card.x + card.width <= 1440.0 && card.y >= 0.0 && card.y + card.height <= 900.0, "{card:?} is seen");
    let line = page.rects(DEEPSEEK)?[0];
    ensure!(card.y <= line.y + 1.0 && card.y + card.height >= line.y, "beside its line: {card:?}, {line:?}");
    ensure!(page.count(">>> .sl-mark--open")? > 0, "the words show it");
    page.click(">>> .sl-close")?;
    page.wait_until("it closes", "all('>>> .sl-card').length === 0")?;
    ensure!(page.count(">>> .sl-mark--open")? == 0);
    Ok(())
}

fn a_tap_opens_a_note_at_the_foot(page: &Page) -> Result<()> {
    open(page, 360, 740)?;
    page.tap(DEEPSEEK)?;
    opened(page)?;
    page.wait_still(CARD)?;
    let (card, line) = (page.rects(CARD)?[0], page.rects(DEEPSEEK)?[0]);
    ensure!((card.y + card.height - 740.0).abs() <= 1.0 && card.height <= 371.0, "at the foot: {card:?}");
    ensure!(line.y >= 0.0 && line.y + line.height <= card.y + 1.0, "its words are seen: {line:?} above {card:?}");
    page.tap(">>> .sl-close")?;
    page.wait_until("it closes", "all('>>> .sl-card').length === 0")
}

fn the_keyboard_opens_and_closes_a_note(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.run("find(arguments[0]).focus()", json!([DEEPSEEK]))?;
    page.press("Enter")?;
    page.wait_until("the note has the focus", "active().classList.contains('sl-card')")?;
    ensure!(
        page.js("[active().getAttribute('role'), active().hasAttribute('aria-labelledby')]")?
            == json!(["dialog", true])
    );
    page.press("Tab")?;
    page.wait_until("its first control is next", "active().classList.contains('sl-close')")?;
    page.press("Escape")?;
    page.wait_until("it closes", "all('>>> .sl-card').length === 0")?;
    page.wait_until("the focus is back on the words", "active() === find(\">>> .sl-body a[href$='/note/deepseek']\")")
}

fn another_highlight_replaces_the_note(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.click(DEEPSEEK)?;
    opened(page)?;
    page.click(">>> .sl-body .sl-mark--claim[data-link]:not(:has(.sl-underline))")?;
    page.wait_until("it is the claim's", "find('>>> .sl-card .sl-note-title').textContent === 'R1 drives the shift'")?;
    ensure!(page.count(CARD)? == 1, "one note at a time");
    page.click(">>> .sl-body .sl-mark--figure")?;
    page.wait_until("it is the figure's", "find('>>> .sl-card .sl-kind').textContent === 'Figure'")?;
    ensure!(
        page.count(">>> .sl-card .sl-fact")? > 0 && page.count(">>> .sl-card .sl-badge")? > 0,
        "it says what, and whence"
    );
    Ok(())
}

fn a_note_leads_to_the_notes_and_back(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.click(DEEPSEEK)?;
    opened(page)?;
    page.click(">>> .sl-card .sl-actions > a")?;
    page.wait_until("the note at the foot has the focus", "active().id === 'open-source-ai/note/deepseek'")?;
    in_view(page, "active()")?;
    ensure!(page.count(CARD)? == 0, "the card has done its work");
    page.click(">>> .sl-note.sl-is-selected .sl-place:nth-of-type(3)")?;
    opened(page)?;
    page.wait_until(
        "its words are marked",
        "find('>>> .sl-mark--open').closest('[id]').id === 'open-source-ai/note/deepseek/3'",
    )?;
    in_view(page, "find('>>> .sl-mark--open')")
}

fn overlapping_highlights_lead_to_each_other(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.click(">>> .sl-body .sl-mark--claim .sl-mark--company")?;
    page.wait_for(">>> .sl-card .sl-also-here a")?;
    ensure!(title(page)? == page.says("DSDeepSeek"), "the smaller first: {}", title(page)?);
    page.click(">>> .sl-card .sl-also-here a")?;
    page.wait_until("it is the claim's", "find('>>> .sl-card .sl-note-title').textContent === 'R1 drives the shift'")
}

/// Tab goes through the highlights in order of the text, each exactly once.
fn every_highlight_is_reached_by_tab(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.run("find('>>> .sl-standfirst a').focus()", json!([]))?;
    let stops = page.js("all('>>> .sl-standfirst a.sl-mark').map((it) => it.id)")?;
    let stops: Vec<String> = serde_json::from_value(stops)?;
    ensure!(stops.len() >= 5, "{stops:?}");
    for stop in &stops {
        page.wait_until("it is next", &format!("active().id === '{stop}'"))?;
        page.press("Tab")?;
    }
    let twice = "all('>>> .sl-article [id]').map((it) => it.id).filter((id, at, ids) => ids.indexOf(id) !== at)";
    ensure!(page.js(twice)? == json!([]), "an annotation has one place to begin");
    let bare = "all('>>> .sl-article a.sl-mark').filter((it) => it.tabIndex !== 0 || !it.textContent.trim()).length";
    ensure!(page.js(bare)? == 0);
    Ok(())
}

fn a_company_in_focus_dims_the_others(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    // What is dimmed, of all that can be: by the colour that is computed.
    let dimmed = "(selector) => {
        const all = find('sidelight-story').shadowRoot.querySelectorAll(selector);
        const ink = getComputedStyle(find('>>> .sl-title')).color;
        return [...all].map((it) => [it.dataset.companies.split(' ').includes('baidu'), getComputedStyle(it).color === ink]);
    }";
    let parts = [".sl-paragraph[data-companies]", ".sl-lane[data-companies]"];
    let seen = |part: &str| page.js(&format!("({dimmed})('{part}')"));
    for part in parts {
        let seen = seen(part)?;
        ensure!(seen.as_array().is_some_and(|all| all.iter().all(|it| it[1] == true)), "{part} at first: {seen}");
    }
    page.click(">>> .sl-chip[href$='/company/baidu']")?;
    page.wait_until("it is chosen", "find(\">>> .sl-chip[href$='/company/baidu']\").hasAttribute('aria-current')")?;
    for part in parts {
        let seen = seen(part)?;
        let all = seen.as_array().map(Vec::as_slice).unwrap_or_default();
        ensure!(all.iter().all(|it| it[0] == it[1]), "{part}: [is about it, is bright] {seen}");
        ensure!(all.iter().any(|it| it[1] == false), "something of {part} is dimmed: {seen}");
    }
    ensure!(
        page.text(">>> .sl-status span")?
            == page.says("Following Baidu: 3 of 10 paragraphs, 2 of 9 events, 0 of 7 quotes.")
    );
    page.click(">>> .sl-status button")?;
    page.wait_until("all is bright again", &format!("({dimmed})('.sl-paragraph[data-companies]').every((it) => it[1])"))
}

fn a_company_is_let_go_by_its_own_name(page: &Page) -> Result<()> {
    open(page, 768, 900)?;
    let chip = ">>> .sl-companies .sl-chip[href$='/company/meta']";
    page.run("find(arguments[0]).focus()", json!([chip]))?;
    for (pressed, followed) in [("Enter", 1), ("Enter", 0), ("Enter", 1)] {
        page.press(pressed)?;
        page.wait_until("it answers", &format!("all('>>> .sl-companies [aria-current]').length === {followed}"))?;
        ensure!(page.js(&format!("active() === find(\"{chip}\")"))? == true, "the focus stays on its name");
    }
    // Another takes its place: one at a time.
    page.click(">>> .sl-companies .sl-chip[href$='/company/baidu']")?;
    page.wait_until("it is the other", "find('>>> .sl-companies [aria-current]').href.endsWith('/company/baidu')")?;
    ensure!(page.count(">>> .sl-companies [aria-current]")? == 1);
    Ok(())
}

fn a_company_is_followed_from_its_note(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.click(DEEPSEEK)?;
    opened(page)?;
    page.click(">>> .sl-card .sl-needs-script button")?;
    page.wait_until("it is followed", "all('>>> .sl-companies [aria-current]').length > 0")?;
    ensure!(page.text(">>> .sl-card .sl-needs-script button")? == page.says("Stop following DeepSeek"));
    ensure!(page.js("active().textContent")? == page.says("Stop following DeepSeek"), "the focus stays on the button");
    page.press("Enter")?;
    page.wait_until("no more", "all('>>> .sl-companies [aria-current]').length === 0")
}

fn an_event_leads_to_its_paragraph(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open(page, width, 900)?;
        if width == 1440 {
            crate::timeline::drawn(page)?;
            page.click(">>> .sl-event[id$='/open-source-week/drawn']")?;
            page.wait_for(">>> .sl-card--in-timeline")?;
            page.click(">>> .sl-card--in-timeline .sl-place")?;
        } else {
            page.click(">>> .sl-entry[id$='/event/open-source-week'] .sl-place")?;
        }
        opened(page)?;
        in_view(page, "find('>>> .sl-mark--open')")?;
        let paragraph = page.js("find('>>> .sl-mark--open').closest('.sl-paragraph').textContent")?;
        ensure!(
            paragraph.as_str().is_some_and(|it| it.starts_with(page.says("Open-source software allows").as_str())),
            "{paragraph}"
        );
    }
    Ok(())
}

/// What `element` is stands within the window.
pub(crate) fn in_view(page: &Page, element: &str) -> Result<()> {
    let within = format!("(({{ top, bottom }}) => bottom > 0 && top < innerHeight)({element}.getClientRects()[0])");
    page.wait_until("it is in view", &within)
}

fn keys_of_the_page_are_left_alone(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.run(
        "window.heard = [];
         addEventListener('keydown', (event) => heard.push([event.key, event.defaultPrevented]));
         addEventListener('click', (event) => heard.push(['click', event.defaultPrevented]));",
        json!([]),
    )?;
    page.click(">>> .sl-title")?;
    for key in ["Escape", "ArrowRight", "a", "Home"] {
        page.press(key)?;
    }
    let heard = json!([["click", false], ["Escape", false], ["ArrowRight", false], ["a", false], ["Home", false]]);
    page.wait_until("all are heard", "heard.length >= 5")?;
    ensure!(page.js("heard")? == heard, "{}", page.js("heard")?);
    Ok(())
}

/// A page may close something of its own by Escape: what closed a note does not reach it, the next one does.
fn escape_closes_one_thing_at_a_time(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.run(
        "window.heard = [];
         document.addEventListener('keydown', (event) => heard.push(event.key));",
        json!([]),
    )?;
    page.click(DEEPSEEK)?;
    page.wait_for(CARD)?;
    page.press("a")?;
    page.press("Escape")?;
    page.wait_until("it closes", "all('>>> .sl-card').length === 0")?;
    page.press("Escape")?;
    page.wait_until("the second is heard", "heard.length >= 2")?;
    ensure!(page.js("heard")? == json!(["a", "Escape"]), "{}", page.js("heard")?);
    Ok(())
}
