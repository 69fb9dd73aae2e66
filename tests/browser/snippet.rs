//! The snippet of the build, in a page.

use anyhow::{Context, Result};
use serde_json::json;

use crate::page::Page;
use crate::server::{dist, hashed_names};

/// A script that records the events of the page in order: names without `sidelight-`, and details.
const LISTEN: &str = "window.events = [];
    for (const name of ['ready', 'error', 'select', 'share'])
      addEventListener(`sidelight-${name}`, (event) => events.push([name, event.detail]));";

/// The tag of the seed story.
pub(crate) const TAG: &str = "<sidelight-story src=stories/open-source-ai.json>";

/// The snippet of the build.
pub(crate) fn built() -> Result<String> {
    Ok(std::fs::read_to_string(dist().join("snippet.html"))?)
}

/// A page with the snippet, with its tag replaced by `tag`, after the HTML `before`.
pub(crate) fn with_tag(tag: &str, before: &str) -> Result<String> {
    let snippet = built()?;
    let (links, rest) = snippet.split_once("<sidelight-story").context("no tag")?;
    let (_, fallback) = rest.split_once('>').context("no end of the tag")?;
    Ok(format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content='width=device-width'>\
         <title>A page</title><script>{LISTEN}</script>{before}{links}</head><body>{tag}{fallback}</body></html>"
    ))
}

/// Returns the page without the hash of the script, for a changed script.
pub(crate) fn without_integrity(html: &str) -> Result<String> {
    let (before, rest) = html.split_once(" integrity=\"").context("no integrity")?;
    let (_, after) = rest.split_once('"').context("no end of it")?;
    Ok(format!("{before}{after}"))
}

/// Returns the page without the hash, and with stable file names: such a page upgrades automatically.
pub(crate) fn upgraded(html: &str) -> Result<String> {
    let [script, style] = hashed_names();
    Ok(without_integrity(html)?.replace(&script, "element.js").replace(&style, "style.css"))
}

/// Opens a page with `tag` around the snippet's fallback, after the HTML `before`.
pub(crate) fn open(page: &Page, tag: &str, before: &str) -> Result<()> {
    page.serve("/page.html", &with_tag(tag, before)?);
    page.goto("/page.html")
}

/// Opens a page with `tag` around the snippet's fallback in a wide viewport, and waits until the story is live.
pub(crate) fn live(page: &Page, tag: &str) -> Result<()> {
    page.viewport(1440, 900)?;
    open(page, tag, "")?;
    page.wait_live()
}

/// Sets or removes an attribute of the element.
pub(crate) fn set(page: &Page, name: &str, value: Option<&str>) -> Result<()> {
    let script = "const it = find('sidelight-story'), [name, value] = arguments;
        if (value === null) it.removeAttribute(name); else it.setAttribute(name, value);";
    page.run(script, json!([name, value])).map(drop)
}
