//! Preview pages and preview images of quotes and events: the links to them, and their redirects.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::case::{Case, case};
use crate::copying::{sheet, with_clipboard};
use crate::notes::open;
use crate::page::Page;

pub(crate) const CASES: &[Case] = &[
    case!(preview_pages_redirect_to_the_story),
    case!(a_copied_link_opens_its_item),
    case!(the_preview_image_of_a_quote_can_be_saved),
    case!(the_share_sheet_gets_the_preview_image),
    case!(without_preview_pages_links_name_the_story_page),
];

const SHARE: &str = ">>> @slide:not([aria-hidden]) @share";

fn preview_pages_redirect_to_the_story(page: &Page) -> Result<()> {
    page.viewport(1024, 768)?;
    page.goto("/open-source-ai/quote/ray-wang.html")?;
    let there = "location.pathname === '/index.html' && location.hash === '#open-source-ai/quote/ray-wang'";
    page.wait_until("the preview page has redirected", there)?;
    page.wait_live()?;
    page.carousel().wait_shows(4, 7)?;
    page.goto("/open-source-ai/event/wan.html")?;
    page.wait_until("the preview page has redirected", "location.hash === '#open-source-ai/event/wan'")?;
    page.wait_live()?;
    page.wait_until("the item is selected", "find('sidelight-story').state.selected === 'event/wan'")
}

fn a_copied_link_opens_its_item(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    with_clipboard(page, "async (text) => { document.body.dataset.copied = text }")?;
    page.click(">>> @article-body a[href$='/event/wan']")?;
    page.wait_for(">>> @card @share button")?;
    page.card().copy_link()?;
    page.wait_until("the text is copied", "document.body.dataset.copied !== undefined")?;
    let copied = page.js("document.body.dataset.copied")?;
    ensure!(copied == page.url("/open-source-ai/event/wan.html"), "{copied}");
    page.visit(copied.as_str().unwrap_or_default())?;
    page.wait_until("the event is shown", "location.hash === '#open-source-ai/event/wan'")
}

fn the_preview_image_of_a_quote_can_be_saved(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.click(&format!("{SHARE} > button"))?;
    let link = format!("{SHARE} a[download]");
    ensure!(page.text(&link)? == "Save picture" && page.count(&link)? == 1);
    let of = |what: &str| page.js(&format!("fetch(find('{link}').href).then(async (it) => {what})"));
    ensure!(page.js(&format!("find('{link}').href"))? == page.url("/open-source-ai/quote/wei-sun.png"));
    ensure!(of("[it.status, it.headers.get('content-type')]")? == json!([200, "image/png"]));
    let size = "createImageBitmap(await it.blob()).then(({ width, height }) => [width, height])";
    ensure!(of(size)? == json!([1200, 630]));
    // The preview image of an event is only for previews, not to save.
    page.click(">>> @article-body a[href$='/event/wan']")?;
    page.wait_for(">>> @card @share button")?;
    ensure!(page.js("shareItems('>>> @card @share').map((it) => it.dataset.share)")? == json!(["link"]));
    Ok(())
}

/// The page of the build, with a share sheet.
fn with_sheet(page: &Page, more: &str) -> Result<()> {
    let html = std::fs::read_to_string(crate::server::dist().join("index.html"))?;
    let script = format!("{}\n{more}", sheet(""));
    page.serve("/sheet.html", &html.replace("</title>", &format!("</title><script>{script}</script>")));
    page.viewport(360, 740)?;
    page.goto("/sheet.html")?;
    page.wait_live()
}

fn the_share_sheet_gets_the_preview_image(page: &Page) -> Result<()> {
    let shared = || -> Result<Value> {
        page.carousel().share(page.labels().messages().share_sheet)?;
        page.wait_until("the share sheet was called", "document.body.dataset.shared !== undefined")?;
        Ok(serde_json::from_str(page.js("document.body.dataset.shared")?.as_str().unwrap_or_default())?)
    };
    let takes = "navigator.canShare = ({ files }) => {
        window.given = files.map(({ name, type, size }) => [name, type, size > 5000]);
        return true;
    };";
    with_sheet(page, takes)?;
    ensure!(
        page.js(&format!("shareItems('{SHARE}').every((it) => !it.download)"))? == true,
        "the share sheet has the image, and no link to save it is shown"
    );
    let given = shared()?;
    ensure!(given["url"] == page.url("/open-source-ai/quote/wei-sun.html"), "{given}");
    ensure!(
        given.get("files").is_some() && page.js("given")? == json!([["wei-sun.png", "image/png", true]]),
        "{given}"
    );
    // A share sheet that accepts no files gets the other data.
    with_sheet(page, "navigator.canShare = () => false;")?;
    let given = shared()?;
    ensure!(given.get("files").is_none() && given["text"].is_string(), "{given}");
    Ok(())
}

fn without_preview_pages_links_name_the_story_page(page: &Page) -> Result<()> {
    let tag = "<sidelight-story src=stories/open-source-ai.json deep-links>";
    crate::snippet::live(page, tag)?;
    let pictures = format!("shareItems('{SHARE}').filter((it) => it.matches('[download]')).length");
    ensure!(page.js(&pictures)? == 0);
    let link = "sharedAs('>>> @slide @share', 'link')";
    ensure!(page.js(link)? == page.url("/page.html#open-source-ai/quote/wei-sun"));
    // With the attribute `preview-pages`, links name the preview page.
    crate::snippet::set(page, "preview-pages", Some(""))?;
    page.wait_until("the link is followed", &format!("{link}.endsWith('/open-source-ai/quote/wei-sun.html')"))?;
    ensure!(page.js(&pictures)? == 0, "without the attribute `preview-images` no image is offered");
    crate::snippet::set(page, "preview-images", Some("joe-tsai wei-sun"))?;
    page.wait_until("the image is offered", &format!("{pictures} === 1"))
}
