//! Links to what a note is about, to be copied.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::notes::{PERSON, PRODUCT, choose, open};
use crate::page::Page;

pub(crate) const CASES: &[Case] = &[
    case!(a_link_can_be_copied),
    case!(a_link_that_cant_be_copied_is_shown),
    case!(no_link_is_offered_where_none_can_be_given),
];

/// Takes the place of the browser's clipboard, which tests may not read everywhere.
pub(crate) fn with_clipboard(page: &Page, write: &str) -> Result<()> {
    page.run(
        "const script = document.createElement('script');
         script.textContent = `Object.defineProperty(navigator, 'clipboard', { value: { writeText: ${arguments[0]} } })`;
         document.head.append(script);",
        json!([write]),
    )?;
    Ok(())
}

fn a_link_can_be_copied(page: &Page) -> Result<()> {
    page.viewport(1440, 900)?;
    page.goto("/index.html?a=b#open-source-ai/company/baidu")?;
    page.wait_live()?;
    with_clipboard(page, "async (text) => { document.title = text }")?;
    choose(page, PRODUCT)?;
    page.click(">>> .sl-card .sl-share button")?;
    page.wait_until("it says so", "find('>>> .sl-card .sl-copied').textContent === 'Link copied'")?;
    ensure!(page.js("find('>>> .sl-card .sl-copied').getAttribute('role')")? == "status", "aloud too");
    let copied = page.js("document.title")?;
    ensure!(copied == page.url("/index.html?a=b#open-source-ai/note/ernie-4-5/1"), "{copied}");
    ensure!(page.js("find('>>> .sl-card .sl-link').hidden")? == true);
    // What was said of one link is not said of another.
    choose(page, PERSON)?;
    ensure!(page.text(">>> .sl-card .sl-copied")? == "");
    Ok(())
}

fn a_link_that_cant_be_copied_is_shown(page: &Page) -> Result<()> {
    open(page, 360, 740)?;
    with_clipboard(page, "async () => { throw new Error('no') }")?;
    choose(page, PRODUCT)?;
    page.click(">>> .sl-card .sl-share button")?;
    page.wait_until("the link is shown", "!find('>>> .sl-card .sl-link').hidden")?;
    page.wait_until("it has the focus", "active() === find('>>> .sl-card .sl-link')")?;
    let selected = page.js("active().value.slice(active().selectionStart, active().selectionEnd)")?;
    ensure!(selected == page.url("/index.html#open-source-ai/note/ernie-4-5/1"), "all of it is selected: {selected}");
    Ok(())
}

fn no_link_is_offered_where_none_can_be_given(page: &Page) -> Result<()> {
    page.serve(
        "/host.html",
        "<!doctype html><html lang=en><meta charset=utf-8><title>t</title><script type=module src=element.js></script>\
         <sidelight-story src=stories/open-source-ai.json></sidelight-story>",
    );
    page.viewport(1440, 900)?;
    page.goto("/host.html")?;
    page.wait_live()?;
    choose(page, PRODUCT)?;
    ensure!(page.count(">>> .sl-card .sl-share")? == 0 && page.js("location.hash")? == "");
    Ok(())
}
