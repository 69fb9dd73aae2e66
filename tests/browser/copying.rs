//! Sharing: copied links and quotations, and the share sheet.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::case::{Case, case};
use crate::notes::{open, person, product};
use crate::page::{Carousel, Page};
use crate::reading::{in_view, opened};

pub(crate) const CASES: &[Case] = &[
    case!(the_link_of_a_note_is_copied),
    case!(a_link_is_shown_if_copying_fails),
    case!(no_link_is_offered_without_deep_links),
    case!(a_quotation_is_copied_with_its_source_and_link),
    case!(a_quotation_is_copied_without_a_link),
    case!(a_quotation_is_shown_if_copying_fails),
    case!(copied_links_use_the_share_url),
    case!(the_share_sheet_gets_title_text_and_url),
    case!(a_quotation_is_shown_if_the_share_sheet_refuses),
];

/// Replaces the clipboard, which tests cannot read in every browser.
pub(crate) fn with_clipboard(page: &Page, write: &str) -> Result<()> {
    page.run(
        "const script = document.createElement('script');
         script.textContent = `Object.defineProperty(navigator, 'clipboard', { value: { writeText: ${arguments[0]} } })`;
         document.head.append(script);",
        json!([write]),
    )?;
    Ok(())
}

/// The text that the page has copied.
fn copied(page: &Page) -> Result<Value> {
    page.js("document.body.dataset.copied")
}

fn the_link_of_a_note_is_copied(page: &Page) -> Result<()> {
    let cast = page.cast();
    page.viewport(1440, 900)?;
    page.goto(&format!("/index.html?a=b#{}", cast.company_link(&cast.company_without_quotes)))?;
    page.wait_live()?;
    with_clipboard(page, "async (text) => { document.title = text }")?;
    page.highlight_filter().show_all()?;
    page.card().open_by(&product(page))?;
    page.card().copy_link()?;
    page.card().wait_copied(page.labels().messages().copied)?;
    ensure!(
        page.js("find('>>> @card @copied').getAttribute('role')")? == "status",
        "the confirmation is a live region"
    );
    let copied = page.js("document.title")?;
    ensure!(copied == page.url(&format!("/index.html?a=b#{}/1", cast.product.link)), "{copied}");
    ensure!(page.js("find('>>> @card @link-field').hidden")? == true);
    // The message about one link does not stay for another.
    page.card().open_by(&person(page))?;
    page.wait_until("no message is shown", "all('>>> @card @copied').every((it) => it.textContent === '')")?;
    Ok(())
}

fn a_link_is_shown_if_copying_fails(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 360, 740)?;
    with_clipboard(page, "async () => { throw new Error('no') }")?;
    page.card().open_by(&product(page))?;
    page.card().copy_link()?;
    page.wait_until("the link is shown", "!find('>>> @card @link-field').hidden")?;
    page.wait_until("the text field has the focus", "active() === find('>>> @card @link-field')")?;
    let selected = page.js("active().value.slice(active().selectionStart, active().selectionEnd)")?;
    ensure!(
        selected == page.url(&format!("/index.html#{}/1", cast.product.link)),
        "the whole text is selected: {selected}"
    );
    Ok(())
}

fn no_link_is_offered_without_deep_links(page: &Page) -> Result<()> {
    page.serve(
        "/host.html",
        &format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>t</title><script type=module src=element.js></script>{}",
            page.story_tag("")
        ),
    );
    page.viewport(1440, 900)?;
    page.goto("/host.html")?;
    page.wait_live()?;
    page.highlight_filter().show_all()?;
    page.card().open_by(&product(page))?;
    ensure!(page.count(">>> @card @share")? == 0 && page.js("location.hash")? == "");
    Ok(())
}

fn a_quotation_is_copied_with_its_source_and_link(page: &Page) -> Result<()> {
    let cast = page.cast();
    page.viewport(360, 740)?;
    page.goto(&format!("/index.html?a=b#{}", cast.company_link(&cast.company)))?;
    page.wait_live()?;
    with_clipboard(page, "async (text) => { document.body.dataset.copied = text }")?;
    let labels = page.labels().messages();
    // The pictures of a quote need a font for its script.
    let buttons = "shareItems('>>> @slide:not([aria-hidden]) @share').map((it) => it.textContent).slice(0, 2)";
    let expected = json!([labels.copy_quotation, labels.copy]);
    ensure!(page.js(buttons)? == expected, "{}", page.js(buttons)?);
    let height = page.rects(Carousel::ROW)?[0].height;
    // A quote has a preview page, which the link names.
    let link = page.url(&format!("/{}.html", cast.direct_quote.link));
    page.carousel().copy_quotation()?;
    page.carousel().wait_copied(labels.quotation_copied)?;
    ensure!(copied(page)? == format!("{}\n{link}", cast.texts.direct_quotation), "{}", copied(page)?);
    page.carousel().copy_link()?;
    page.carousel().wait_copied(labels.copied)?;
    ensure!(copied(page)? == link, "{}", copied(page)?);
    ensure!(
        page.js("find('>>> @slide @copied').getAttribute('role')")? == "status",
        "the confirmation is a live region"
    );
    ensure!(page.rects(Carousel::ROW)?[0].height == height, "the confirmation does not change the height of the row");
    // A reported quote is copied without quotation marks, and named as reported.
    page.companies().show_everything()?;
    page.click(&page.carousel().speaker(&cast.reported_quote))?;
    page.carousel().wait_shows(5, 7)?;
    page.carousel().copy_quotation()?;
    page.carousel().wait_copied(labels.quotation_copied)?;
    let link = page.url(&format!("/{}.html", cast.reported_quote.link));
    let expected = format!("{}\n{link}", cast.texts.reported_quotation);
    ensure!(copied(page)? == expected, "{}", copied(page)?);
    // The note at the quote's words in the article copies the same text.
    page.click(&page.article().highlight_of(&cast.direct_quote))?;
    opened(page)?;
    page.card().copy_quotation()?;
    page.card().wait_copied(labels.quotation_copied)?;
    let link = page.url(&format!("/{}.html", cast.direct_quote.link));
    ensure!(copied(page)? == format!("{}\n{link}", cast.texts.direct_quotation), "{}", copied(page)?);
    Ok(())
}

/// Opens a host page without `deep-links`, with a script before all others.
pub(crate) fn embedded(page: &Page, script: &str) -> Result<()> {
    page.serve(
        "/host.html",
        &format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>t</title><script>{script}</script>\
             <script type=module src=element.js></script>{}",
            page.story_tag("")
        ),
    );
    page.viewport(768, 900)?;
    page.goto("/host.html")?;
    page.wait_live()
}

fn a_quotation_is_copied_without_a_link(page: &Page) -> Result<()> {
    embedded(page, "")?;
    with_clipboard(page, "async (text) => { document.body.dataset.copied = text }")?;
    let buttons = "shareItems('>>> @slide:not([aria-hidden]) @share').map((it) => it.textContent)";
    ensure!(page.js(buttons)? == json!([page.labels().messages().copy_quotation]), "{}", page.js(buttons)?);
    page.carousel().copy_quotation()?;
    page.wait_until("the text is copied", "document.body.dataset.copied !== undefined")?;
    ensure!(copied(page)? == page.cast().texts.direct_quotation, "{}", copied(page)?);
    Ok(())
}

fn a_quotation_is_shown_if_copying_fails(page: &Page) -> Result<()> {
    open(page, 360, 740)?;
    with_clipboard(page, "async () => { throw new Error('no') }")?;
    page.carousel().copy_quotation()?;
    page.wait_until("the text field has the focus", "active() === find('>>> @slide @link-field')")?;
    let selected = page.js("active().value.slice(active().selectionStart, active().selectionEnd)")?;
    let expected = format!(
        "{}\n{}",
        page.cast().texts.direct_quotation,
        page.url(&format!("/{}.html", page.cast().direct_quote.link))
    );
    ensure!(selected == expected, "the whole text is selected: {selected}");
    in_view(page, "active()")
}

/// A script with a share sheet that records its data, or rejects.
pub(crate) fn sheet(outcome: &str) -> String {
    format!(
        "Object.defineProperty(navigator, 'share', {{ value: async (what) => {{
           document.body.dataset.shared = JSON.stringify(what); {outcome} }} }})"
    )
}

fn the_share_sheet_gets_title_text_and_url(page: &Page) -> Result<()> {
    embedded(page, &sheet(""))?;
    let share = || page.carousel().share(page.labels().messages().share_sheet);
    share()?;
    page.wait_until("the share sheet was called", "document.body.dataset.shared !== undefined")?;
    let shared: Value = serde_json::from_str(page.js("document.body.dataset.shared")?.as_str().unwrap_or_default())?;
    let title = &page.cast().title;
    ensure!(shared == json!({ "title": title, "text": page.cast().texts.direct_quotation }), "{shared}");
    // With `deep-links`, the data has a URL.
    page.run(
        "find('sidelight-story').remove(); document.body.insertAdjacentHTML('beforeend', arguments[0])",
        json!([page.story_tag("deep-links")]),
    )?;
    page.wait_live()?;
    share()?;
    page.wait_until("the share sheet was called", "JSON.parse(document.body.dataset.shared).url !== undefined")?;
    let shared: Value = serde_json::from_str(page.js("document.body.dataset.shared")?.as_str().unwrap_or_default())?;
    let url = page.url(&format!("/host.html#{}", page.cast().direct_quote.link));
    ensure!(shared == json!({ "title": title, "text": page.cast().texts.direct_quotation, "url": url }), "{shared}");
    Ok(())
}

fn a_quotation_is_shown_if_the_share_sheet_refuses(page: &Page) -> Result<()> {
    let share = || page.carousel().share(page.labels().messages().share_sheet);
    embedded(page, &sheet("throw new DOMException('left', 'AbortError')"))?;
    share()?;
    page.wait_until("the share sheet was called", "document.body.dataset.shared !== undefined")?;
    page.js("frame()")?;
    ensure!(
        page.js("find('>>> @slide @link-field').hidden")? == true,
        "no text field is shown after the reader has closed the share sheet"
    );
    embedded(page, &sheet("throw new DOMException('no', 'NotAllowedError')"))?;
    share()?;
    page.wait_until("the text field has the focus", "active() === find('>>> @slide @link-field')")?;
    ensure!(page.js("active().value")? == page.cast().texts.direct_quotation, "{}", page.js("active().value")?);
    Ok(())
}

/// With `share-url`, copied links use that address, with or without `deep-links`.
fn copied_links_use_the_share_url(page: &Page) -> Result<()> {
    for (named, expected) in [
        (
            "https://news.example/story?id=7#top",
            Some(format!("https://news.example/story?id=7#{}", page.cast().direct_quote.link)),
        ),
        ("javascript:alert(1)", None),
        ("//news.example/", None),
    ] {
        page.serve(
            "/named.html",
            &format!(
                "<!doctype html><html lang=en><meta charset=utf-8><title>t</title>\
                 <script type=module src=element.js></script>{}",
                page.story_tag(&format!("share-url='{named}'"))
            ),
        );
        page.viewport(1440, 900)?;
        page.goto("/named.html")?;
        page.wait_live()?;
        let of = "'>>> @slide:not([aria-hidden]) @share'";
        let link = page.js(&format!("sharedAs({of}, 'link') ?? sharedAs({of}, 'quotation')"))?;
        match expected {
            None => ensure!(link == page.cast().texts.direct_quotation, "there is no link to copy: {link}"),
            Some(expected) => ensure!(link == expected, "{link}"),
        }
        page.carousel().next()?;
        ensure!(page.js("location.hash")? == "", "the URL of the host page is unchanged");
    }
    Ok(())
}
