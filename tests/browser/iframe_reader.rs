//! The iframe page for readers: notes, and links out of it.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::copying::with_clipboard;
use crate::engine::Engine;
use crate::iframe_protocol::{choose, click, cross_origin_url, fits, open_cross_origin, open_resized};
use crate::notes::{person, product};
use crate::page::{Card, Page, Shown};

pub(crate) const CASES: &[Case] = &[
    case!(a_note_is_below_its_words),
    case!(a_note_at_the_end_is_above_its_words),
    case!(a_note_does_not_cover_the_focus),
    case!(the_iframe_reports_what_to_scroll_to),
    case!(links_open_a_tab_or_are_shown),
    case!(copied_links_name_the_page_of_the_story),
    case!(a_fragment_shows_its_item),
    case!(the_iframe_adds_no_history_entries),
];

/// The foot of an iframe that is as high as its story may be far out of view.
fn a_note_is_below_its_words(page: &Page) -> Result<()> {
    page.viewport(360, 800)?;
    open_resized(page, "/embed.html", "")?;
    for mark in [person(page), product(page)] {
        choose(page, &mark)?;
        let away = away(page)?;
        ensure!((0.0..20.0).contains(&away), "{mark}: {away}");
        let card = page.rects(">>> @front-card")?[0];
        ensure!(card.x >= 0.0 && card.x + card.width <= 360.0, "{card:?}");
    }
    ensure!(page.card().count()? == 1, "one note is open at a time");
    Ok(())
}

/// The distance from the highlight down to the top of its note, in CSS pixels.
fn away(page: &Page) -> Result<f64> {
    let away = "((card) => box(card).y - box(`>>> [id='${card.dataset.anchor}']`).y
        - box(`>>> [id='${card.dataset.anchor}']`).height)(find('>>> @front-card'))";
    Ok(page.js(away)?.as_f64().unwrap_or(f64::NAN))
}

/// At the end of the page there is no room below the highlight.
fn a_note_at_the_end_is_above_its_words(page: &Page) -> Result<()> {
    page.viewport(360, 800)?;
    open_resized(page, "/embed.html", "")?;
    page.run(
        "for (const part of all('>>> :is(@timeline, @quotes-section, @notes-section, @story-note, @source-line)')) part.style.display = 'none'",
        json!([]),
    )?;
    fits(page, "with nothing but its text")?;
    page.run("all('>>> @article-body a@mark').at(-1).setAttribute('data-last', '')", json!([]))?;
    choose(page, ">>> [data-last]")?;
    let card = page.rects(">>> @front-card")?[0];
    let away = away(page)?;
    ensure!(away < -card.height, "the note is above its highlight: {away}");
    fits(page, "with the note")
}

fn a_note_does_not_cover_the_focus(page: &Page) -> Result<()> {
    page.viewport(360, 800)?;
    open_resized(page, "/embed.html", "")?;
    choose(page, &person(page))?;
    let covered = "((card, it) => it.y < card.y + card.height && it.y + it.height > card.y)
        (box('>>> @front-card'), box(active()))";
    page.run("find(arguments[0]).focus({ preventScroll: true })", json!([person(page)]))?;
    for _ in 0..4 {
        page.press("Tab")?;
        page.wait_until("the focus is not covered", &format!("!{covered}"))?;
    }
    Ok(())
}

/// Only a host page of another origin can scroll itself: the iframe sends it the position to show.
fn the_iframe_reports_what_to_scroll_to(page: &Page) -> Result<()> {
    page.viewport(700, 800)?;
    open_resized(page, "/embed.html", "")?;
    const LINK: &str = ">>> @slide:not([aria-hidden]) @quote-links a@occurrence-link";
    if page.engine() == Engine::WebKit {
        // Without a press in the iframe, WebKit does not move the focus into it.
        click(page, LINK)?;
    } else {
        page.run("find(arguments[0]).click()", json!([LINK]))?;
    }
    page.wait_until("the note has the focus", "focusIn('@front-card')")?;
    let top = page.js("box(active()).y")?.as_f64().unwrap_or(f64::NAN);
    page.leave()?;
    page.wait_until(
        "the host page shows the position",
        &format!("((y) => y >= 0 && y <= innerHeight - 100)(find('iframe').getBoundingClientRect().top + {top})"),
    )?;
    ensure!(
        page.js("received.some(({ sidelight }) => sidelight === 'show')")? == true,
        "the iframe has sent the position"
    );
    Ok(())
}

fn links_open_a_tab_or_are_shown(page: &Page) -> Result<()> {
    const SOURCE: &str = "a@source";
    page.viewport(700, 800)?;
    // In a sandbox without popups, none opens.
    open_resized(page, "/with/cors:/embed.html", "sandbox=allow-scripts")?;
    page.run("window.wanted = find(`>>> ${arguments[0]}`).href", json!([SOURCE]))?;
    click(page, &format!(">>> {SOURCE}"))?;
    page.wait_until(
        "the address of the link is shown",
        "!find('.sidelight-by-hand').hidden && active().localName === 'input'",
    )?;
    let shown =
        page.js("[active().value === wanted, active().selectionEnd - active().selectionStart === wanted.length]")?;
    ensure!(shown == json!([true, true]), "the whole URL is selected: {shown}");
    fits(page, "with the address")?;
    page.press("Escape")?;
    page.wait_until("the note is closed", "find('.sidelight-by-hand').hidden")?;
    ensure!(
        page.run("return active() === find(`>>> ${arguments[0]}`)", json!([SOURCE]))? == true,
        "the focus is back on the link"
    );
    // With popups allowed, the link opens a tab without an opener.
    open_cross_origin(page, "/embed.html", "height=500", "")?;
    page.run(
        "window.opened = []; window.open = (url) => { const tab = { opener: self }; opened.push([url, tab]); return tab };
         const link = find(`>>> ${arguments[0]}`); link.click(); window.wanted = link.href",
        json!([SOURCE]),
    )?;
    let opened =
        page.js("[opened.length, opened[0][0] === wanted, opened[0][1].opener, find('.sidelight-by-hand').hidden]")?;
    ensure!(opened == json!([1, true, null, true]), "{opened}");
    Ok(())
}

fn copied_links_name_the_page_of_the_story(page: &Page) -> Result<()> {
    page.viewport(700, 800)?;
    open_resized(page, "/with/cors:/embed.html", "sandbox=allow-scripts")?;
    with_clipboard(page, "async () => { throw new Error('no') }")?;
    choose(page, &product(page))?;
    click(page, ">>> @front-card @share > button")?;
    click(page, ">>> @front-card [data-share=link]")?;
    page.wait_until("the link is shown", "focusIn('@link-field')")?;
    let link = page.js("active().value")?;
    ensure!(link == cross_origin_url(page, "/with/cors:/#open-source-ai/note/ernie-4-5/1"), "{link}");
    Ok(())
}

fn a_fragment_shows_its_item(page: &Page) -> Result<()> {
    for ending in ["", "#?secret=abc", "?secret=abc"] {
        open_cross_origin(page, &format!("/embed.html#open-source-ai/note/ernie-4-5/1{ending}"), "height=500", "")?;
        page.wait_for(Card::ANY)?;
        ensure!(page.js("location.hash")? == "#open-source-ai/note/ernie-4-5/1", "{ending}");
    }
    open_cross_origin(page, "/embed.html?theme=dark&highlights=off#?secret=abc", "height=500", "")?;
    ensure!(page.js("location.hash")? == "");
    ensure!(page.card().count()? == 0);
    ensure!(page.highlight_filter().is_chosen(Shown::Off)?);
    ensure!(
        page.js("getComputedStyle(document.body).backgroundColor")? == "rgb(22, 21, 19)",
        "the page has the dark theme"
    );
    Ok(())
}

fn the_iframe_adds_no_history_entries(page: &Page) -> Result<()> {
    open_resized(page, "/embed.html", "")?;
    let before = page.js("history.length")?;
    for mark in [person(page), product(page), person(page)] {
        choose(page, &mark)?;
    }
    ensure!(page.js("location.hash")? == "#open-source-ai/note/wei-sun/1", "the URL of the iframe names the item");
    ensure!(page.js("history.length")? == before, "there is no new history entry");
    Ok(())
}
