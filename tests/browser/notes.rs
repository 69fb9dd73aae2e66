//! Notes, by pointing, by touch, by keyboard: how they open and close, and what they lead to.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::page::Page;

pub(crate) const CASES: &[Case] = &[
    case!(pointing_opens_a_note_and_moves_no_focus),
    case!(a_note_that_was_pointed_at_can_be_entered),
    case!(a_note_goes_when_the_pointer_does),
    case!(escape_sends_a_note_away_wherever_the_focus_is),
    case!(passing_over_opens_nothing),
    case!(notes_that_are_kept_open_stand_apart),
    case!(escape_closes_the_note_that_has_the_focus),
    case!(a_note_leads_through_the_mentions),
    case!(a_note_says_what_belongs_together),
    case!(a_figure_is_drawn),
    case!(from_right_to_left_notes_stand_at_the_left),
    case!(the_page_changes_and_notes_stay_beside_their_lines),
    case!(what_is_shown_already_is_led_to),
    case!(a_key_works_after_a_press_of_another_button),
    case!(a_note_that_is_in_use_stays),
];

pub(crate) const CARD: &str = ">>> .sl-card";
/// A person, a firm and a product, all in one paragraph or the next.
pub(crate) const PERSON: &str = ">>> .sl-body a[href$='/note/wei-sun']";
const FIRM: &str = ">>> .sl-body a[href$='/note/counterpoint']";
pub(crate) const PRODUCT: &str = ">>> .sl-body a[href$='/note/ernie-4-5']";

/// Opens the seed story.
pub(crate) fn open(page: &Page, width: i64, height: i64) -> Result<()> {
    page.viewport(width, height)?;
    page.goto("/index.html")?;
    page.wait_live()
}

/// Opens the note of what `mark` matches, and waits until it has the focus.
pub(crate) fn choose(page: &Page, mark: &str) -> Result<()> {
    page.click(mark)?;
    page.wait_until("its note has the focus", "active().matches('.sl-card--front')")?;
    page.wait_still(">>> .sl-card--front")
}

/// Waits until no note is open.
pub(crate) fn gone(page: &Page) -> Result<()> {
    page.wait_until("the note is gone", "all('>>> .sl-card').length === 0")
}

/// A timer of the page's that is longer than any of ours: what has not happened by then does not happen.
const LONG_AFTER: &str = "new Promise((done) => setTimeout(() => done(true), 1200))";

fn pointing_opens_a_note_and_moves_no_focus(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.run("find('>>> .sl-standfirst a').focus({ preventScroll: true })", json!([]))?;
    page.hover(PERSON)?;
    page.wait_for(">>> .sl-card--hovered")?;
    ensure!(page.text(">>> .sl-card .sl-note-title")? == page.says("Wei Sun"));
    ensure!(page.js("active() === find('>>> .sl-standfirst a')")? == true, "the focus stays");
    ensure!(page.js("location.hash")? == "", "nothing is chosen");
    ensure!(
        page.js("find('>>> .sl-mark--open').id")? == page.says("open-source-ai/note/wei-sun/1"),
        "its words are lit"
    );
    // It opens for the words it was opened for, and for no others.
    page.hover(FIRM)?;
    page.wait_until(
        "another takes its place",
        "find('>>> .sl-card .sl-note-title').textContent === 'Counterpoint Research'",
    )?;
    ensure!(page.count(CARD)? == 1);
    // A press makes it stay.
    choose(page, FIRM)?;
    page.point_to(5, 400)?;
    page.js(LONG_AFTER)?;
    ensure!(page.count(CARD)? == 1 && page.count(">>> .sl-card--hovered")? == 0, "what is chosen stays");
    Ok(())
}

fn a_note_that_was_pointed_at_can_be_entered(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.hover(PERSON)?;
    page.wait_for(">>> .sl-card--hovered")?;
    let (line, card) = (page.rects(PERSON)?[0], page.rects(CARD)?[0]);
    // Over the gap between them, step by step.
    let (from, to) = ((line.x + line.width) as i64, (card.x + 40.0) as i64);
    let y = (line.y + line.height / 2.0) as i64;
    for step in 1..=6 {
        page.point_to(from + (to - from) * step / 6, y)?;
    }
    page.js(LONG_AFTER)?;
    ensure!(page.count(">>> .sl-card--hovered")? == 1, "it stays while the pointer is in it");
    page.click(">>> .sl-card--hovered .sl-pin")?;
    page.wait_until("it is kept", "find('>>> .sl-card .sl-pin').getAttribute('aria-pressed') === 'true'")?;
    page.point_to(5, 400)?;
    page.js(LONG_AFTER)?;
    ensure!(page.count(CARD)? == 1, "and then it stays for good");
    page.click(">>> .sl-close")?;
    gone(page)
}

fn a_note_goes_when_the_pointer_does(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open(page, width, 900)?;
        page.hover(PERSON)?;
        page.wait_for(">>> .sl-card--hovered")?;
        // At the edge of the page, half-way between what may stand at its top and at its foot.
        page.point_to(3, 448)?;
        page.point_to(3, 450)?;
        gone(page)?;
        ensure!(page.count(">>> .sl-mark--open")? == 0, "its words are as before");
    }
    Ok(())
}

fn escape_sends_a_note_away_wherever_the_focus_is(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.run("document.body.append(Object.assign(document.createElement('input'), { id: 'field' }))", json!([]))?;
    for focused in ["document.body", "find('#field')", "find('>>> .sl-standfirst a')"] {
        page.run(&format!("active()?.blur(); ({focused}).focus({{ preventScroll: true }})"), json!([]))?;
        page.hover(PERSON)?;
        page.wait_for(">>> .sl-card--hovered")?;
        page.press("Escape")?;
        gone(page)?;
        ensure!(page.js(&format!("active() === {focused}"))? == true, "the focus stays on {focused}");
        // It does not come back while the pointer rests where it is; and does when it comes again.
        page.js(LONG_AFTER)?;
        ensure!(page.count(CARD)? == 0);
        page.hover(">>> .sl-title")?;
    }
    Ok(())
}

fn passing_over_opens_nothing(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.hover(PERSON)?;
    page.point_to(5, 5)?;
    page.js(LONG_AFTER)?;
    ensure!(page.count(CARD)? == 0);
    Ok(())
}

/// Keeps the notes of these open.
fn keep(page: &Page, marks: &[&str]) -> Result<()> {
    for mark in marks {
        choose(page, mark)?;
        page.click(">>> .sl-card--front .sl-pin")?;
        page.wait_until("it is kept", "find('>>> .sl-card--front .sl-pin').getAttribute('aria-pressed') === 'true'")?;
    }
    Ok(())
}

fn notes_that_are_kept_open_stand_apart(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    keep(page, &[PERSON, FIRM, PRODUCT])?;
    page.wait_still(">>> .sl-card--front")?;
    let (mut cards, body) = (page.rects(CARD)?, page.along(page.rects(">>> .sl-body")?[0])?);
    for card in &mut cards {
        *card = page.along(*card)?;
    }
    ensure!(cards.len() == 3, "{cards:?}");
    for (at, card) in cards.iter().enumerate() {
        ensure!(card.x >= body.x + body.width && card.height > 50.0, "beside the text: {card:?}");
        ensure!(cards[at + 1..].iter().all(|other| !card.meets(*other) && other.y > card.y), "in order: {cards:?}");
    }
    let article = page.rects(">>> .sl-article")?[0];
    ensure!(
        cards.iter().all(|it| it.y + it.height <= article.y + article.height + 1.0),
        "beside the article: {cards:?}"
    );
    ensure!(page.js("all('>>> .sl-mark--open').length")? == 3, "the words of all are lit");
    page.click(">>> .sl-card:nth-child(2) .sl-close")?;
    page.wait_until("it closes", "all('>>> .sl-card').length === 2")?;
    page.wait_until("the focus is on its words", &format!("active() === find(\"{FIRM}\")"))?;
    // A phone shows one at a time: what was chosen last.
    page.viewport(360, 740)?;
    page.wait_until("one is a sheet", "all('>>> .sl-card').filter((it) => it.checkVisibility()).length === 1")?;
    ensure!(page.text(">>> .sl-card--front .sl-note-title")? == page.says("Ernie 4.5"));
    page.wait_until(
        "its words alone are lit",
        "all('>>> .sl-mark--open').map((it) => it.textContent).join() === 'Ernie 4.5'",
    )?;
    Ok(())
}

fn escape_closes_the_note_that_has_the_focus(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    keep(page, &[PERSON, FIRM])?;
    choose(page, PRODUCT)?;
    page.run("find('>>> .sl-card:nth-child(1) .sl-close').focus()", json!([]))?;
    page.press("Escape")?;
    page.wait_until("it goes", "all('>>> .sl-card').length === 2")?;
    page.wait_until("the focus is on its words", &format!("active() === find(\"{PERSON}\")"))?;
    page.press("Escape")?;
    page.wait_until("then the chosen one", "all('>>> .sl-card').length === 1")?;
    page.wait_until("the focus is on its words too", &format!("active() === find(\"{PRODUCT}\")"))?;
    page.press("Escape")?;
    page.js("frame()")?;
    ensure!(page.text(">>> .sl-card .sl-note-title")? == page.says("Counterpoint Research"), "what is kept open stays");
    Ok(())
}

fn a_note_leads_through_the_mentions(page: &Page) -> Result<()> {
    let position = "find('>>> .sl-card .sl-mentions > span:last-child').textContent";
    for width in [360, 1440] {
        open(page, width, 740)?;
        choose(page, ">>> .sl-body a[href$='/note/baidu']")?;
        ensure!(page.js(position)? == page.says("Mention 2 of 4"), "{}", page.js(position)?);
        page.run("find('>>> .sl-mention-step:nth-child(2)').focus()", json!([]))?;
        for number in 3..=4 {
            page.press("Enter")?;
            page.wait_until("it is the next", &format!("{position} === 'Mention {number} of 4'"))?;
            page.wait_until(
                "its words are lit",
                &format!("find('>>> .sl-mark--open').id.endsWith('/note/baidu/{number}')"),
            )?;
            let seen =
                "((it) => it.top >= 0 && it.bottom <= innerHeight)(find('>>> .sl-mark--open').getClientRects()[0])";
            page.wait_until("they are in view", seen)?;
            ensure!(
                page.js("active() === find('>>> .sl-mention-step:nth-child(2)')")? == true,
                "the focus stays on the button"
            );
        }
        ensure!(page.js("active().getAttribute('aria-disabled')")? == "true", "there is none after the last");
        page.press("Enter")?;
        page.js("frame()")?;
        ensure!(page.js(position)? == page.says("Mention 4 of 4"));
        page.press("Shift+Tab")?;
        page.press("Enter")?;
        page.wait_until("and back", &format!("{position} === 'Mention 3 of 4'"))?;
    }
    Ok(())
}

fn a_note_says_what_belongs_together(page: &Page) -> Result<()> {
    let links = "all('>>> .sl-card a[href]').map((it) => it.getAttribute('href').replace('#open-source-ai/', ''))";
    let check = |mark: &str, leads_to: &[&str]| {
        open(page, 1440, 900)?;
        choose(page, mark)?;
        let links: Vec<String> = serde_json::from_value(page.js(links)?)?;
        for link in leads_to {
            ensure!(links.contains(&page.says(link)), "{mark} leads to {link}: {links:?}");
        }
        Ok(())
    };
    check(PERSON, &["note/counterpoint", "quote/wei-sun", "note/wei-sun"])?;
    check(FIRM, &["note/wei-sun"])?;
    check(PRODUCT, &["note/baidu"])?;
    check(
        ">>> .sl-body a[href$='/note/baidu']",
        &["note/ernie-4-5", "note/ernie-x1", "event/ernie", "note/baidu/1", "note/baidu/3"],
    )?;
    check(">>> .sl-body a[href$='/highlight/r1-drives-the-shift']", &["note/deepseek", "note/r1"])?;
    check(">>> .sl-body a[href$='/event/r1']", &["note/deepseek", "event/r1"])?;
    check(">>> .sl-body a[href$='/quote/joe-tsai']", &["note/joe-tsai", "note/deepseek", "quote/joe-tsai"])?;
    page.click(">>> .sl-card .sl-related a[href$='/note/deepseek']")?;
    page.wait_until("a link leads there", "active().id === 'open-source-ai/note/deepseek'")
}

fn a_figure_is_drawn(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    choose(page, ">>> .sl-body a[href$='/highlight/lag-now']")?;
    ensure!(page.text(">>> .sl-card .sl-chart li:first-child")? == page.says("Now 3 to 6 months"));
    ensure!(page.text(">>> .sl-card .sl-chart li:last-child")? == page.says("As thought before 12 to 24 months"));
    let (bars, scale) = (page.rects(">>> .sl-card .sl-chart-bar")?, page.rects(">>> .sl-card .sl-chart-scale")?[0]);
    let month = scale.width / 24.0;
    let scale = page.along(scale)?;
    for (bar, [from, to]) in bars.into_iter().zip([[3.0, 6.0], [12.0, 24.0]]) {
        let bar = page.along(bar)?;
        let (start, end) = ((bar.x - scale.x) / month, (bar.x + bar.width - scale.x) / month);
        ensure!((start - from).abs() < 0.1 && (end - to).abs() < 0.1, "{from} to {to}: {start}, {end}");
    }
    Ok(())
}

fn from_right_to_left_notes_stand_at_the_left(page: &Page) -> Result<()> {
    page.serve("/arabic.json", include_str!("../fixtures/arabic.json"));
    page.serve(
        "/arabic.html",
        "<!doctype html><html lang=ar dir=rtl><meta charset=utf-8><title>t</title><body style='margin: 0'>\
         <script type=module src=element.js></script><sidelight-story src=arabic.json></sidelight-story>",
    );
    page.viewport(1440, 900)?;
    page.goto("/arabic.html")?;
    page.wait_live()?;
    choose(page, ">>> .sl-body .sl-mark--company[data-link]")?;
    let (card, body) = (page.rects(CARD)?[0], page.rects(">>> .sl-body")?[0]);
    ensure!(card.x + card.width <= body.x && card.x >= 0.0, "{card:?} at the left of {body:?}");
    page.viewport(360, 740)?;
    page.wait_for(">>> [data-placement=foot]")?;
    page.wait_still(CARD)?;
    let card = page.rects(CARD)?[0];
    ensure!(card.x == 0.0 && (card.y + card.height - 740.0).abs() <= 1.0, "{card:?} at the foot");
    Ok(())
}

fn the_page_changes_and_notes_stay_beside_their_lines(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    // In the middle, where a note need not move up to be seen.
    let middle = "find(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })";
    page.run(middle, json!([PERSON]))?;
    choose(page, PERSON)?;
    let beside = format!("Math.abs(box('>>> .sl-card').y - box(\"{PERSON}\").y) < 2");
    page.wait_until("it stands beside its line", &beside)?;
    page.run("find('>>> .sl-legend').open = true", json!([]))?;
    page.wait_until("it moves along", &beside)?;
    // The column keeps its width from here on, and moves as a whole.
    let column = "(({ x, width }) => Math.abs(along('>>> .sl-card').x - x - width - 37.5) < 2)(along('>>> .sl-body'))";
    for width in [1200, 1800, 1300] {
        page.viewport(width, 900)?;
        page.wait_until(&format!("at {width} it stands beside the column"), column)?;
        page.wait_until("and its line", &beside)?;
    }
    Ok(())
}

/// Chosen once more, what is open already gets the focus, and is brought into view.
fn what_is_shown_already_is_led_to(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    choose(page, PERSON)?;
    page.run("find(arguments[0]).focus()", json!([PERSON]))?;
    page.press("Enter")?;
    page.wait_until("its note has the focus again", "active().matches('.sl-card--front')")?;
    page.click(">>> .sl-notes [id$='/note/wei-sun'] .sl-place")?;
    page.wait_until("again", "active().matches('.sl-card--front')")?;
    let seen = "((it) => it.top >= 0 && it.bottom <= innerHeight)(find('>>> .sl-mark--open').getClientRects()[0])";
    page.wait_until("its words are in view", seen)
}

/// A press that came to nothing leaves no trace.
fn a_key_works_after_a_press_of_another_button(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.run(
        "const { x, y } = box('>>> .sl-paragraph');
         find('>>> .sl-paragraph').dispatchEvent(new PointerEvent('pointerdown',
           { bubbles: true, composed: true, button: 2, clientX: x, clientY: y }));
         find(arguments[0]).focus();",
        json!([PERSON]),
    )?;
    page.press("Enter")?;
    page.wait_until("the note opens", "active().matches('.sl-card--front')")
}

fn a_note_that_is_in_use_stays(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.hover(PERSON)?;
    page.wait_for(">>> .sl-card--hovered")?;
    page.run("find('>>> .sl-card--hovered .sl-pin').focus()", json!([]))?;
    page.point_to(5, 400)?;
    page.point_to(5, 420)?;
    page.js(LONG_AFTER)?;
    ensure!(page.count(">>> .sl-card--hovered")? == 1, "the focus is in it");
    page.press("Escape")?;
    gone(page)?;
    page.wait_until("the focus is on its words", &format!("active() === find(\"{PERSON}\")"))
}
