//! The embed guide (`embed/`): each method to embed a story works, and its snippet can be copied.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::axe::AxeException;
use crate::axe_exceptions::AXE_EXCEPTIONS;
use crate::case::{Case, case};
use crate::copying::with_clipboard;
use crate::page::{EmbedGuide, Page};
use crate::snippet::built;

pub(crate) const CASES: &[Case] = &[
    case!(the_element_is_live),
    case!(the_element_with_a_property_is_live),
    case!(the_snippet_of_the_build_is_copied),
    case!(a_snippet_is_selected_if_copying_fails),
    case!(a_snippet_can_be_selected_without_scripts),
    case!(copy_buttons_work_by_keyboard),
    case!(axe_finds_nothing),
    case!(the_guide_fits_every_screen),
    case!(the_guide_requests_no_other_host),
    case!(the_guide_runs_under_a_strict_policy),
    case!(an_iframe_with_the_script_is_as_high_as_its_story),
    case!(an_iframe_without_the_script_scrolls),
];

fn open(page: &Page, width: i64) -> Result<()> {
    page.viewport(width, 900)?;
    page.goto(EmbedGuide::PATH)
}

const TITLE: &str = "China’s Open-Source Revolution: Reshaping AI and Challenging the Giants";

fn the_element_is_live(page: &Page) -> Result<()> {
    open(page, 1280)?;
    page.embed_guide().wait_live("element")?;
    let copy =
        page.js(&format!("{}.querySelector(css('@story-title')).textContent", page.embed_guide().story("element")))?;
    let live = page.js(&format!("within({}, '@story-title')[0].textContent", page.embed_guide().story("element")))?;
    ensure!(copy == TITLE && live == TITLE, "{copy} {live}");
    // A wide page has room for notes in the margin.
    let notes = "getComputedStyle(within(it, '@article-body')[0]).getPropertyValue('--sl-notes-placement').trim()";
    let notes = page.js(&format!("(it => {notes})({})", page.embed_guide().story("element")))?;
    ensure!(notes == "margin", "{notes}");
    let errors = page.js(&format!("{}.contentWindow.__said", page.embed_guide().iframe("element")))?;
    ensure!(errors == json!([]), "{errors}");
    Ok(())
}

fn the_element_with_a_property_is_live(page: &Page) -> Result<()> {
    open(page, 1280)?;
    page.embed_guide().wait_live("property")?;
    let shown = "[it.getAttribute('src'), it.children.length, it.story.id, within(it, 'h1')[0].textContent]";
    let shown = page.js(&format!("(it => {shown})({})", page.embed_guide().story("property")))?;
    ensure!(shown == json!([null, 0, "open-source-ai", TITLE]), "{shown}");
    let errors = page.js(&format!("{}.contentWindow.__said", page.embed_guide().iframe("property")))?;
    ensure!(errors == json!([]), "{errors}");
    Ok(())
}

fn the_snippet_of_the_build_is_copied(page: &Page) -> Result<()> {
    open(page, 1280)?;
    with_clipboard(page, "async (text) => { window.copied = text }")?;
    for (id, text) in
        [("snippet", Some(built()?)), ("resizing-iframe-code", None), ("plain-iframe-code", None), ("react", None)]
    {
        page.embed_guide().copy(id)?;
        page.wait_until(
            "the status text is there",
            &format!("find('[data-copies={id}]').parentElement.querySelector('.status').textContent"),
        )?;
        let copied = page.js("copied")?;
        let field = page.embed_guide().snippet(id)?;
        ensure!(copied == field && copied != "", "{id}: {copied}");
        ensure!(text.is_none_or(|text| copied == text), "the copied snippet is that of the build");
        ensure!(
            page.embed_guide().messages()? == json!([[id, "Copied"]]),
            "the only status text is that of the last click: {}",
            page.embed_guide().messages()?
        );
    }
    Ok(())
}

fn a_snippet_is_selected_if_copying_fails(page: &Page) -> Result<()> {
    for write in ["async () => { throw new DOMException('', 'NotAllowedError') }", "undefined"] {
        open(page, 360)?;
        with_clipboard(page, write)?;
        page.embed_guide().copy("plain-iframe-code")?;
        page.wait_until("the text field has the focus", "document.activeElement.id === 'plain-iframe-code'")?;
        let chosen = page.js("((it) => it.value.slice(it.selectionStart, it.selectionEnd))(document.activeElement)")?;
        let field = page.embed_guide().snippet("plain-iframe-code")?;
        ensure!(chosen == field && chosen != "", "the whole snippet is selected: {chosen}");
        ensure!(
            page.embed_guide().messages()? == json!([["plain-iframe-code", "Could not copy. The text is selected."]]),
            "{}",
            page.embed_guide().messages()?
        );
    }
    Ok(())
}

fn a_snippet_can_be_selected_without_scripts(page: &Page) -> Result<()> {
    page.goto_without_scripts(EmbedGuide::PATH)?;
    let buttons = page.js("all('[data-copies]').filter((it) => it.checkVisibility()).length")?;
    ensure!(buttons == 0, "no button is visible without scripts: {buttons}");
    let fields = page.js(
        "all('textarea').map((it) => [it.checkVisibility(), it.readOnly, it.value.length > 9, it.labels.length])",
    )?;
    let fields = fields.as_array().cloned().unwrap_or_default();
    ensure!(fields.len() > 6 && fields.iter().all(|it| *it == json!([true, true, true, 1])), "{fields:?}");
    Ok(())
}

fn copy_buttons_work_by_keyboard(page: &Page) -> Result<()> {
    open(page, 1280)?;
    with_clipboard(page, "async (text) => { window.copied = text }")?;
    page.focus("[data-copies=install]")?;
    page.press("Enter")?;
    page.wait_until("the text is copied", "window.copied === 'npm install sidelight-story'")?;
    ensure!(page.js("document.activeElement.dataset.copies")? == "install", "the button keeps the focus");
    // The box that the resizing iframe scrolls in is a tab stop, too.
    ensure!(page.js("find('.guide-box[role=group]').tabIndex")? == 0);
    Ok(())
}

/// Exceptions of axe on this page.
const IFRAME_EXCEPTIONS: [AxeException; 1] =
    [AxeException { rule: "frame-tested", selector: "iframe", _why: "the pages in the iframes are tested separately" }];

fn axe_finds_nothing(page: &Page) -> Result<()> {
    for width in [360, 1280] {
        open(page, width)?;
        page.wait_until("the copy buttons are shown", "all('[data-copies]').every((it) => !it.hidden)")?;
        let report = page.axe(None, &IFRAME_EXCEPTIONS)?;
        report.expect_none()?;
        report.expect_none_incomplete()?;
        for path in ["/embed/element.html", "/embed/property.html"] {
            page.goto(path)?;
            page.wait_live()?;
            let report = page.axe(None, &AXE_EXCEPTIONS)?;
            report.expect_none()?;
            report.expect_none_incomplete()?;
        }
    }
    Ok(())
}

fn the_guide_fits_every_screen(page: &Page) -> Result<()> {
    for width in [320, 360, 768, 1440] {
        open(page, width)?;
        let over = page.js("document.documentElement.scrollWidth - document.documentElement.clientWidth")?;
        ensure!(over == 0, "at {width} the page is {over} CSS pixels too wide");
        let wide = "all('main *').filter((it) => it.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)";
        let wide = page.js(&format!("{wide}.map((it) => it.outerHTML.slice(0, 80))"))?;
        ensure!(wide == json!([]), "at {width}: {wide}");
    }
    Ok(())
}

fn the_guide_requests_no_other_host(page: &Page) -> Result<()> {
    open(page, 1280)?;
    for id in ["element", "property", "resizing-iframe", "plain-iframe"] {
        page.embed_guide().wait_live(id)?;
        let foreign = page.js(&format!("{}.contentWindow.__abroad", page.embed_guide().iframe(id)))?;
        ensure!(foreign == json!([]), "{id}: {foreign}");
    }
    ensure!(page.foreign_requests()?.is_empty(), "{:?}", page.foreign_requests()?);
    Ok(())
}

fn the_guide_runs_under_a_strict_policy(page: &Page) -> Result<()> {
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
        img-src 'self'; frame-src 'self'; require-trusted-types-for 'script'";
    page.viewport(1280, 900)?;
    page.goto(&format!("/with/csp:{policy}{}", EmbedGuide::PATH))?;
    page.embed_guide().wait_live("property")?;
    page.wait_until("the copy buttons are shown", "all('[data-copies]').every((it) => !it.hidden)")?;
    let within = page.js(&format!("{}.contentWindow.__said", page.embed_guide().iframe("property")))?;
    ensure!(page.console()?.is_empty() && within == json!([]), "{:?} {within}", page.console()?);
    Ok(())
}

/// A JavaScript expression: true if an iframe is exactly as high as its content.
fn is_as_high(page: &Page, id: &str) -> String {
    format!(
        "((it) => {{
            const {{ body }} = it.contentDocument;
            // The body has the height of the iframe, whatever its content.
            const {{ height }} = body.querySelector('main').getBoundingClientRect();
            return height > 2000 && body.scrollHeight <= body.clientHeight && it.clientHeight === Math.ceil(height);
        }})({})",
        page.embed_guide().iframe(id)
    )
}

fn an_iframe_with_the_script_is_as_high_as_its_story(page: &Page) -> Result<()> {
    open(page, 1280)?;
    page.embed_guide().wait_live("resizing-iframe")?;
    page.wait_until("the iframe is as high as its story", &is_as_high(page, "resizing-iframe"))?;
    // All quotes at once are higher than one.
    let before = page.js(&format!("{}.clientHeight", page.embed_guide().iframe("resizing-iframe")))?;
    page.run(
        &format!("within({}, '@list-toggle')[0].click()", page.embed_guide().story("resizing-iframe")),
        json!([]),
    )?;
    page.wait_until(
        "the iframe has grown",
        &format!("{}.clientHeight > {before}", page.embed_guide().iframe("resizing-iframe")),
    )?;
    page.wait_until("the iframe is as high as its story", &is_as_high(page, "resizing-iframe"))?;
    page.viewport(768, 900)?;
    page.wait_until("the iframe is as high as its story", &is_as_high(page, "resizing-iframe"))?;
    // The iframe without a script keeps the height of its attribute.
    page.embed_guide().wait_live("plain-iframe")?;
    ensure!(page.js(&format!("{}.clientHeight", page.embed_guide().iframe("plain-iframe")))? == 800);
    Ok(())
}

fn an_iframe_without_the_script_scrolls(page: &Page) -> Result<()> {
    open(page, 1280)?;
    page.embed_guide().wait_live("plain-iframe")?;
    let root = format!("{}.contentDocument.body", page.embed_guide().iframe("plain-iframe"));
    ensure!(page.js(&format!("{}.clientHeight", page.embed_guide().iframe("plain-iframe")))? == 800);
    page.run(&format!("{root}.scrollTop = 1200"), json!([]))?;
    page.wait_until("the iframe scrolls", &format!("{root}.scrollTop === 1200"))?;
    Ok(())
}
