//! Screenshots of the built page for people to look at: `cargo xtask screenshots`, and the picture in the README:
//! `cargo xtask picture`.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::engine::{Browser, Engine};
use crate::page::{HighlightKind, Media, Page, Shown, save};
use crate::story_variant::{ARABIC, SEED};

/// The widths of a phone, a tablet and a desk.
const WIDTHS: [(i64, i64); 3] = [(360, 740), (768, 1024), (1440, 900)];

/// Brings the page to a state by the reader's steps.
fn enter(page: &Page, state: &str) -> Result<()> {
    match state {
        "top" => Ok(()),
        // The list of stories, which the site of both has.
        "stories" => page.goto("/"),
        "static" => page.goto_without_scripts("/index.html"),
        "note" => choose(page, ">>> @article-body @claim-mark:is(a, [data-link])", ">>> @card"),
        "company" => choose(page, ">>> @article-body @company-mark:is(a, [data-link])", ">>> @card"),
        "figure" => choose(page, page.article().of_kind(HighlightKind::Figure), ">>> @card"),
        "quote" => choose(page, ">>> @article-body @quote-mark:is(a, [data-link])", ">>> @card"),
        "hover" => {
            page.highlight_filter().show_all()?;
            page.hover(">>> @article-body @person-mark:is(a, [data-link])")?;
            page.card().wait_hovered()
        }
        "pinned" => {
            page.highlight_filter().show_all()?;
            for mark in ["@person-mark", "@organisation-mark", "@product-mark", "@claim-mark"] {
                choose(page, &format!(">>> @article-body {mark}:is(a, [data-link])"), ">>> @front-card")?;
                // The button is not offered on a narrow screen.
                page.run(
                    "all('>>> @front-card @pin-button').forEach((it) => it.checkVisibility() && it.click())",
                    json!([]),
                )?;
            }
            Ok(())
        }
        "menu" => page.companies().open_menu(),
        "share" => choose(page, ">>> @slide:not([aria-hidden]) @share > button", ">>> @share-menu"),
        "all" => page.highlight_filter().choose(Shown::All),
        "off" => page.highlight_filter().choose(Shown::Off),
        "focus" => page.companies().follow(&page.cast().company),
        "timeline" => show_timeline(page),
        "burst" => {
            draw_timeline(page)?;
            choose(page, ">>> @zoom-tools button:last-child", ">>> @event")
        }
        "chart" => draw_timeline(page),
        "event" => {
            draw_timeline(page)?;
            choose(page, ">>> @event[id$='/ernie/drawn']", ">>> @timeline-card")
        }
        "list" => {
            show_timeline(page)?;
            page.run("if (find('>>> @timeline-chart').checkVisibility()) find('>>> @mode-toggle').click()", json!([]))?;
            page.wait_until("the list of events is shown", "find('>>> @event-entry').checkVisibility()")
        }
        "carousel" => {
            page.run("find('>>> @quotes-section').scrollIntoView({ behavior: 'instant' })", json!([]))?;
            Ok(())
        }
        "quotes" => choose(page, ">>> @list-toggle", ">>> @quote-list"),
        _ => bail!("no such state: {state}"),
    }
}

fn show_timeline(page: &Page) -> Result<()> {
    page.run("find('>>> @timeline').scrollIntoView({ behavior: 'instant' })", json!([]))?;
    Ok(())
}

/// Shows the chart of the timeline, and waits until the lanes in the viewport are rendered.
fn draw_timeline(page: &Page) -> Result<()> {
    show_timeline(page)?;
    page.run("if (!find('>>> @timeline-chart').checkVisibility()) find('>>> @mode-toggle').click()", json!([]))?;
    page.timeline().wait_drawn()?;
    show_timeline(page)
}

fn choose(page: &Page, what: &str, leads_to: &str) -> Result<()> {
    page.click(what)?;
    page.wait_for(leads_to)
}

/// Takes the picture of every width, light and dark, into `out`.
pub(crate) fn take(out: &Path) -> Result<()> {
    let state = std::env::var("SIDELIGHT_STATE").unwrap_or_else(|_| "top".into());
    let variant = if std::env::var_os("SIDELIGHT_ARABIC").is_some() { &ARABIC } else { &SEED };
    let page = Page::new(Browser::start(Engine::Chromium)?, variant);
    for (width, height) in WIDTHS {
        for (scheme, media) in [("light", None), ("dark", Some(Media::Dark))] {
            page.reset()?;
            page.viewport(width, height)?;
            page.emulate(media.as_slice())?;
            page.goto("/index.html")?;
            page.wait_live()?;
            enter(&page, &state)?;
            wait_still(&page)?;
            let name = format!("{state}-{width}-{scheme}");
            page.screenshot(&out.join(format!("{name}.png")))?;
            full(&page, &out.join(format!("{name}-full.png")))?;
            println!("{name}.png, {name}-full.png");
        }
    }
    println!("in {}", out.display());
    Ok(())
}

/// Takes the picture in the README: a wide page with an open note in the margin.
pub(crate) fn take_picture(file: &Path) -> Result<()> {
    let page = Page::new(Browser::start(Engine::Chromium)?, &SEED);
    page.reset()?;
    page.viewport(1060, 900)?;
    page.cdp("Emulation.setScrollbarsHidden", json!({ "hidden": true }))?;
    page.goto("/index.html")?;
    page.wait_live()?;
    enter(&page, "note")?;
    wait_still(&page)?;
    page.screenshot(file)
}

/// Waits until transitions have ended: then no animation runs.
fn wait_still(page: &Page) -> Result<()> {
    page.wait_until("no animation runs", "document.getAnimations().every((a) => a.playState !== 'running')")
}

/// The whole page, however long.
fn full(page: &Page, file: &Path) -> Result<()> {
    let size = page.js("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")?;
    let clip = json!({ "x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1 });
    let taken = page.cdp("Page.captureScreenshot", json!({ "captureBeyondViewport": true, "clip": clip }))?;
    save(&taken["data"], file).context("the whole page")
}
