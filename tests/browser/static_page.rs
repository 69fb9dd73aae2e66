//! The prerendered page: complete without scripts, and left in place if loading fails.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::cast::Part;
use crate::notes::can_fold;
use crate::page::{Page, Rect};
use crate::server::artifact_names_in;

pub(crate) const CASES: &[Case] = &[
    case!(all_of_the_story_is_shown),
    case!(nothing_overlaps),
    case!(nothing_is_wider_than_the_viewport),
    case!(a_highlight_links_to_its_note_and_back),
    case!(a_link_unfolds_its_note),
    case!(a_quote_links_to_its_words),
    case!(an_event_links_to_its_words),
    case!(a_link_scrolls_to_its_item),
    case!(no_button_is_shown_without_scripts),
    case!(the_fallback_stays_without_webassembly_file),
    case!(the_fallback_stays_without_element_js),
    case!(the_fallback_stays_if_csp_forbids_webassembly),
    case!(the_fallback_stays_if_csp_forbids_scripts),
];

fn open(page: &Page, path: &str) -> Result<()> {
    page.goto_without_scripts(path)
}

fn a_link_unfolds_its_note(page: &Page) -> Result<()> {
    let cast = page.cast();
    page.viewport(768, 900)?;
    open(page, &format!("/index.html#{}", cast.claim.link))?;
    let height = |part: &Part| -> Result<f64> {
        let rects = page.rects(&format!("[id='{}'] > @note-body", part.link))?;
        Ok(rects.first().context("the part has a note")?.height)
    };
    ensure!(height(&cast.claim)? > 40.0, "the note of the fragment is unfolded");
    if can_fold(page)? {
        ensure!(height(&cast.company)? < 1.0, "other notes are folded");
    }
    Ok(())
}

const ARTICLE: &str = include_str!("../fixtures/article.txt");

fn all_of_the_story_is_shown(page: &Page) -> Result<()> {
    for width in [360, 768, 1440] {
        page.viewport(width, 900)?;
        open(page, "/index.html")?;
        let story = page.variant().story()?;
        let count = |list: &str| story[list].as_array().map_or(0, Vec::len);
        let parts = [
            ("@story-title", 1),
            ("@standfirst", 1),
            ("@paragraph", count("body")),
            // One heading for the timeline, the quotes and the notes each.
            ("@section-heading", 3),
            ("@event-entry", count("events")),
            ("@slide", count("quotes")),
            ("@note", count("entities") + count("highlights")),
        ];
        for (part, count) in parts {
            let boxes = page.rects(part)?;
            ensure!(boxes.len() == count, "{} of {count} {part}", boxes.len());
            let mut foot = f64::MIN;
            for it in boxes {
                ensure!(it.width > 100.0 && it.height > 10.0, "{part} at {width}: {it:?}");
                ensure!(it.x >= 0.0 || part == "@slide", "{part} at {width}: {it:?}");
                // Within a column no part overlaps the one before.
                let beside = part == "@slide" || part == "@note" || part == "@event-entry";
                ensure!(beside || it.y >= foot, "{part} at {width}: {it:?} begins below {foot}");
                foot = it.y + it.height;
            }
        }
    }
    if page.cast().lang != "en" {
        return Ok(());
    }
    // The lines of the article, without the standfirst at its head and the source at its foot.
    let shown = page.js("all('@standfirst, @paragraph').map((it) => it.textContent)")?;
    let shown: Vec<String> = serde_json::from_value(shown)?;
    for paragraph in &shown {
        ensure!(ARTICLE.contains(paragraph.as_str()), "the article contains the paragraph: {paragraph}");
    }
    Ok(())
}

/// Selectors whose elements must not overlap.
const APART: [&str; 4] = [
    "@story-title, @standfirst, @byline, @companies, @article-body, @timeline, @quotes-section, @notes-section",
    "@event-entry",
    "@slide",
    "@note",
];

fn nothing_overlaps(page: &Page) -> Result<()> {
    for width in [360, 768, 1440] {
        page.viewport(width, 900)?;
        open(page, "/index.html")?;
        for parts in APART {
            let boxes = page.rects(parts)?;
            ensure!(boxes.len() > 1, "{parts} at {width}");
            for (at, a) in boxes.iter().enumerate() {
                for b in &boxes[at + 1..] {
                    ensure!(!overlap_by_a_pixel(*a, *b), "{parts} at {width}: {a:?} and {b:?}");
                }
            }
        }
    }
    Ok(())
}

/// True if two boxes overlap by more than a pixel.
fn overlap_by_a_pixel(a: Rect, b: Rect) -> bool {
    let wide = (a.x + a.width).min(b.x + b.width) - a.x.max(b.x);
    let high = (a.y + a.height).min(b.y + b.height) - a.y.max(b.y);
    wide > 1.0 && high > 1.0
}

fn nothing_is_wider_than_the_viewport(page: &Page) -> Result<()> {
    let over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    for width in [320, 360, 768, 1440] {
        page.viewport(width, 800)?;
        open(page, "/index.html")?;
        ensure!(page.js(over)? == 0, "{} too wide at {width}", page.js(over)?);
        // Text twice as large (WCAG 1.4.4): unbreakable content must not make the page wider.
        let size = "parseFloat(getComputedStyle(find('@paragraph')).fontSize)";
        let before = page.js(size)?.as_f64();
        page.run("document.documentElement.style.fontSize = '200%'", json!([]))?;
        ensure!(
            page.js(size)?.as_f64() == before.map(|size| size * 2.0),
            "the text size follows the text size of the page"
        );
        ensure!(page.js(over)? == 0, "{} too wide at {width}, with text twice as large", page.js(over)?);
    }
    Ok(())
}

/// Waits until the URL fragment is `id` and its element is in the viewport.
fn is_at(page: &Page, id: &str) -> Result<()> {
    let there = format!("location.hash === '#{id}'");
    page.wait_until("the address names the item", &there)?;
    let seen = format!(
        "((it) => it.top >= 0 && it.top < innerHeight)(document.getElementById('{id}').getBoundingClientRect())"
    );
    page.wait_until("the element is in the viewport", &seen)
}

fn a_highlight_links_to_its_note_and_back(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, "/index.html")?;
    let note = &cast.company_without_events.link;
    page.click(&format!("@article-body a[href$='{note}']"))?;
    is_at(page, note)?;
    page.click(&format!("[id='{note}'] @occurrence-link"))?;
    is_at(page, &format!("{note}/1"))?;
    ensure!(page.text(&format!("[id='{note}/1']"))? == cast.company_without_events.name);
    page.click("@article-body @claim-mark:is(a, [data-link]):not(:has(@underline))")?;
    is_at(page, &cast.claim.link)
}

fn a_quote_links_to_its_words(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, "/index.html")?;
    page.click("@slide @occurrence-link")?;
    let quote = &cast.direct_quote.link;
    is_at(page, &format!("{quote}/1"))?;
    let back = page.attribute(&format!("[id='{quote}/1']"), "href")?;
    ensure!(back == Some(format!("#{quote}")), "the link back: {back:?}");
    Ok(())
}

fn an_event_links_to_its_words(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, "/index.html")?;
    let event = &cast.days_event.link;
    page.click(&format!("[id='{event}'] @occurrence-link"))?;
    is_at(page, &format!("{event}/1"))
}

fn a_link_scrolls_to_its_item(page: &Page) -> Result<()> {
    let cast = page.cast();
    let companies = [&cast.company_with_one_event, &cast.company_without_events].map(|it| cast.company_link(it));
    let parts = [&cast.last_quote, &cast.company_event, &cast.reported_speaker].map(|it| it.link.clone());
    for id in parts.iter().chain(&companies) {
        open(page, &format!("/index.html#{id}"))?;
        ensure!(page.count(&format!("[id='{id}']"))? == 1, "{id} is in the page");
        is_at(page, id)?;
    }
    Ok(())
}

fn no_button_is_shown_without_scripts(page: &Page) -> Result<()> {
    open(page, "/index.html")?;
    let offered = "all('button').filter((it) => it.checkVisibility({ visibilityProperty: true })).length";
    ensure!(page.count("button")? > 0 && page.js(offered)? == 0, "{} buttons", page.js(offered)?);
    Ok(())
}

/// Checks that the fallback is shown and works, and that there is no live view.
fn expect_fallback(page: &Page) -> Result<()> {
    let height = "all('sidelight-story @paragraph').every((it) => it.getBoundingClientRect().height > 20)";
    ensure!(page.count("sidelight-story @paragraph")? == 10 && page.js(height)? == true, "the fallback is visible");
    ensure!(page.count(">>> @story-page")? == 0, "there is no live view");
    let note = &page.cast().company_without_events.link;
    page.click(&format!("@article-body a[href$='{note}']"))?;
    is_at(page, note)
}

fn the_fallback_stays_without_webassembly_file(page: &Page) -> Result<()> {
    let glue = &artifact_names_in(&page.variant().dist())[0];
    for fault in ["404:_bg.wasm", "garbage:_bg.wasm", &format!("404:{glue}"), &format!("garbage:{glue}")] {
        page.goto(&format!("/with/{fault}/index.html"))?;
        page.wait_until("loading has failed", "find('sidelight-story').dataset.sidelight === 'failed'")?;
        expect_fallback(page)?;
        let console = page.console()?;
        ensure!(
            console.iter().any(|it| it.starts_with("error: sidelight: [L") && it.contains("Showing the fallback.")),
            "{console:?}"
        );
    }
    Ok(())
}

fn the_fallback_stays_without_element_js(page: &Page) -> Result<()> {
    page.goto("/with/404:element.js/index.html")?;
    ensure!(page.js("find('sidelight-story').shadowRoot")?.is_null());
    expect_fallback(page)
}

fn the_fallback_stays_if_csp_forbids_scripts(page: &Page) -> Result<()> {
    page.goto("/with/csp:script-src%20'none'/index.html")?;
    ensure!(page.js("customElements.get('sidelight-story') ?? null")?.is_null(), "the element is not defined");
    expect_fallback(page)
}

fn the_fallback_stays_if_csp_forbids_webassembly(page: &Page) -> Result<()> {
    // Scripts may run, but no WebAssembly.
    page.goto("/with/csp:script-src%20'self'/index.html")?;
    page.wait_until("loading has failed", "find('sidelight-story').dataset.sidelight === 'failed'")?;
    expect_fallback(page)
}
