//! Passing on: links and quotations that are copied, and the share sheet.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::carousel::shows;
use crate::case::{Case, case};
use crate::notes::{PERSON, PRODUCT, choose, open};
use crate::page::Page;
use crate::reading::{in_view, opened};

pub(crate) const CASES: &[Case] = &[
    case!(a_link_can_be_copied),
    case!(a_link_that_cant_be_copied_is_shown),
    case!(no_link_is_offered_where_none_can_be_given),
    case!(a_quotation_is_copied_to_the_letter),
    case!(where_no_link_can_be_given_the_words_still_can),
    case!(a_quotation_that_cant_be_copied_is_shown),
    case!(links_lead_where_the_host_says),
    case!(the_share_sheet_gets_it_all),
    case!(what_the_share_sheet_refuses_is_shown),
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

/// Said by a person with role and firm, to the letter: what is copied, and what is shared.
const QUOTATION: &str = "“DeepSeek’s success proves that open-source strategies can lead to faster innovation and broad adoption”\n\
    — Wei Sun, analyst, Counterpoint Research\n\
    China’s Open-Source Revolution: Reshaping AI and Challenging the Giants (24 March 2025)";

fn a_quotation_is_copied_to_the_letter(page: &Page) -> Result<()> {
    page.viewport(360, 740)?;
    page.goto("/index.html?a=b#open-source-ai/company/deepseek")?;
    page.wait_live()?;
    with_clipboard(page, "async (text) => { document.body.dataset.copied = text }")?;
    let buttons = "all('>>> .sl-slide:not([aria-hidden]) .sl-share button').map((it) => it.textContent)";
    ensure!(page.js(buttons)? == page.says_all(json!(["Copy quotation", "Copy link"]))?, "{}", page.js(buttons)?);
    let height = page.rects(">>> .sl-slides")?[0].height;
    // A quote has a page of its own, which shows what a link leads to.
    let link = page.url("/open-source-ai/quote/wei-sun.html");
    for (number, said, copied) in
        [(1, "Quotation copied", format!("{}\n{link}", page.says(QUOTATION))), (2, "Link copied", link)]
    {
        page.click(&format!(">>> .sl-slide .sl-share button:nth-of-type({number})"))?;
        page.wait_until("it says so", &format!("find('>>> .sl-slide .sl-copied').textContent === '{said}'"))?;
        ensure!(page.js("document.body.dataset.copied")? == copied, "{}", page.js("document.body.dataset.copied")?);
    }
    ensure!(page.js("find('>>> .sl-slide .sl-copied').getAttribute('role')")? == "status", "aloud too");
    ensure!(page.rects(">>> .sl-slides")?[0].height == height, "and nothing moves");
    // One that is reported stands without marks, and says so.
    page.click(">>> .sl-status button")?;
    page.click(">>> .sl-speakers a[href$='/quote/kai-fu-lee']")?;
    shows(page, 5, 7)?;
    page.click(">>> .sl-slide:not([aria-hidden]) .sl-share button")?;
    page.wait_until(
        "it says so",
        "find('>>> .sl-slide:not([aria-hidden]) .sl-copied').textContent === 'Quotation copied'",
    )?;
    let link = page.url("/open-source-ai/quote/kai-fu-lee.html");
    let expected = format!(
        "the dynamics of the industry are shifting dramatically, highlighting the impact of competitive pricing against a \
         backdrop of compelling free offerings\n\
         — Kai-Fu Lee, AI entrepreneur, as the article reports it\n\
         China’s Open-Source Revolution: Reshaping AI and Challenging the Giants (24 March 2025)\n{link}"
    );
    ensure!(
        page.js("document.body.dataset.copied")? == page.says(&expected),
        "{}",
        page.js("document.body.dataset.copied")?
    );
    // Beside its words in the text, the same.
    page.click(">>> .sl-body a[href$='/quote/wei-sun']")?;
    opened(page)?;
    page.click(">>> .sl-card .sl-share button")?;
    page.wait_until("it says so", "find('>>> .sl-card .sl-copied').textContent === 'Quotation copied'")?;
    let link = page.url("/open-source-ai/quote/wei-sun.html");
    ensure!(page.js("document.body.dataset.copied")? == format!("{}\n{link}", page.says(QUOTATION)));
    Ok(())
}

/// A page of another site, that has asked for no links, with a script before all others.
pub(crate) fn embedded(page: &Page, script: &str) -> Result<()> {
    page.serve(
        "/host.html",
        &format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>t</title><script>{script}</script>\
             <script type=module src=element.js></script>\
             <sidelight-story src=stories/open-source-ai.json></sidelight-story>"
        ),
    );
    page.viewport(768, 900)?;
    page.goto("/host.html")?;
    page.wait_live()
}

fn where_no_link_can_be_given_the_words_still_can(page: &Page) -> Result<()> {
    embedded(page, "")?;
    with_clipboard(page, "async (text) => { document.body.dataset.copied = text }")?;
    let buttons = "all('>>> .sl-slide:not([aria-hidden]) .sl-share button').map((it) => it.textContent)";
    ensure!(page.js(buttons)? == page.says_all(json!(["Copy quotation"]))?, "{}", page.js(buttons)?);
    page.click(">>> .sl-slide .sl-share button")?;
    page.wait_until("it is copied", "document.body.dataset.copied !== undefined")?;
    ensure!(
        page.js("document.body.dataset.copied")? == page.says(QUOTATION),
        "{}",
        page.js("document.body.dataset.copied")?
    );
    Ok(())
}

fn a_quotation_that_cant_be_copied_is_shown(page: &Page) -> Result<()> {
    open(page, 360, 740)?;
    with_clipboard(page, "async () => { throw new Error('no') }")?;
    page.click(">>> .sl-slide .sl-share button")?;
    page.wait_until("it has the focus", "active() === find('>>> .sl-slide .sl-link')")?;
    let selected = page.js("active().value.slice(active().selectionStart, active().selectionEnd)")?;
    let expected = format!("{}\n{}", page.says(QUOTATION), page.url("/open-source-ai/quote/wei-sun.html"));
    ensure!(selected == expected, "all of it is selected: {selected}");
    in_view(page, "active()")
}

/// A share sheet that keeps what it gets, or refuses.
pub(crate) fn sheet(outcome: &str) -> String {
    format!(
        "Object.defineProperty(navigator, 'share', {{ value: async (what) => {{
           document.body.dataset.shared = JSON.stringify(what); {outcome} }} }})"
    )
}

fn the_share_sheet_gets_it_all(page: &Page) -> Result<()> {
    embedded(page, &sheet(""))?;
    const SHARE: &str = ">>> .sl-slide .sl-share button:last-of-type";
    ensure!(page.text(SHARE)? == page.tale().words()?.share);
    page.click(SHARE)?;
    page.wait_until("it is shared", "document.body.dataset.shared !== undefined")?;
    let shared: Value = serde_json::from_str(page.js("document.body.dataset.shared")?.as_str().unwrap_or_default())?;
    let title = "China’s Open-Source Revolution: Reshaping AI and Challenging the Giants";
    ensure!(shared == json!({ "title": page.says(title), "text": page.says(QUOTATION) }), "{shared}");
    // With a link, where one can be given.
    page.run(
        "find('sidelight-story').remove();
         document.body.insertAdjacentHTML('beforeend', '<sidelight-story deep-links src=stories/open-source-ai.json></sidelight-story>')",
        json!([]),
    )?;
    page.wait_live()?;
    page.click(SHARE)?;
    page.wait_until("it is shared", "JSON.parse(document.body.dataset.shared).url !== undefined")?;
    let shared: Value = serde_json::from_str(page.js("document.body.dataset.shared")?.as_str().unwrap_or_default())?;
    let url = page.url("/host.html#open-source-ai/quote/wei-sun");
    ensure!(shared == json!({ "title": page.says(title), "text": page.says(QUOTATION), "url": url }), "{shared}");
    Ok(())
}

fn what_the_share_sheet_refuses_is_shown(page: &Page) -> Result<()> {
    const SHARE: &str = ">>> .sl-slide .sl-share button:last-of-type";
    embedded(page, &sheet("throw new DOMException('left', 'AbortError')"))?;
    page.click(SHARE)?;
    page.wait_until("it was asked", "document.body.dataset.shared !== undefined")?;
    page.js("frame()")?;
    ensure!(page.js("find('>>> .sl-slide .sl-link').hidden")? == true, "a reader who leaves it wants nothing more");
    embedded(page, &sheet("throw new DOMException('no', 'NotAllowedError')"))?;
    page.click(SHARE)?;
    page.wait_until("it has the focus", "active() === find('>>> .sl-slide .sl-link')")?;
    ensure!(page.js("active().value")? == page.says(QUOTATION), "{}", page.js("active().value")?);
    Ok(())
}

/// A host may name the page that links lead to; then they do, whether or not its own address follows the reader.
fn links_lead_where_the_host_says(page: &Page) -> Result<()> {
    for (named, expected) in [
        ("https://news.example/story?id=7#top", "https://news.example/story?id=7#open-source-ai/quote/wei-sun"),
        ("javascript:alert(1)", ""),
        ("//news.example/", ""),
    ] {
        page.serve(
            "/named.html",
            &format!(
                "<!doctype html><html lang=en><meta charset=utf-8><title>t</title>\
                 <script type=module src=element.js></script>\
                 <sidelight-story src=stories/open-source-ai.json share-url='{named}'></sidelight-story>"
            ),
        );
        page.viewport(1440, 900)?;
        page.goto("/named.html")?;
        page.wait_live()?;
        let link = page.js("find('>>> .sl-slide .sl-share button:last-of-type').dataset.text")?;
        match expected {
            "" => ensure!(link == page.says(QUOTATION), "there is no link to copy: {link}"),
            _ => ensure!(link == page.says(expected), "{link}"),
        }
        page.click(">>> .sl-slide-button:nth-child(2)")?;
        ensure!(page.js("location.hash")? == "", "the address is the host's");
    }
    Ok(())
}
