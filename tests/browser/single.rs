//! A single-file story, opened from disk, without a network.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sidelight::{
    page::{SingleOptions, single},
    story::{Story, StoryFile},
};

use crate::case::{Case, case};
use crate::engine::Engine;
use crate::hostile_stories::{Field, count, payloads, square};
use crate::page::{HighlightKind, Page};
use crate::process::target_dir;
use crate::server::dist;

pub(crate) const CASES: &[Case] = &[
    case!(a_single_file_is_live_from_disk),
    case!(a_single_file_works_offline),
    case!(a_selected_quote_is_in_the_address),
    case!(links_are_offered_only_with_an_address),
    case!(a_single_file_works_on_a_server),
    case!(a_damaged_file_shows_the_fallback),
    case!(hostile_texts_run_nothing),
    case!(a_page_with_separate_files_shows_the_fallback_from_disk),
];

/// Refuses every request, in every engine; only scripts in the file run.
const BLOCK_REQUESTS: &str =
    "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' data:; style-src 'unsafe-inline'";

/// The resources that the page has loaded.
const LOADED: &str = "performance.getEntriesByType('resource').map((it) => it.name)";

/// A JavaScript expression: true if the text is visible and has highlights.
const READABLE: &str = "all('@paragraph').length === 10 && all('@paragraph').every((it) => box(it).height > 20)
    && all('@article-body a@mark').length > 20";

fn built() -> PathBuf {
    dist().join("open-source-ai.single.html")
}

/// The `file:` URL of a file.
fn address(file: &Path) -> Result<String> {
    let path = file.to_str().context("no Unicode")?;
    Ok(format!("file://{}", path.replace('%', "%25").replace('#', "%23").replace('?', "%3F").replace(' ', "%20")))
}

/// Writes a copy of the file, changed by `edit`, that records its console and blocks requests. Returns its URL.
fn write_copy(page: &Page, edit: impl Fn(String) -> String) -> Result<String> {
    write_copy_of(page, &edit(fs::read_to_string(built()).context("build it by: cargo xtask build --single-file")?))
}

/// Writes a copy of the page `text` that records its console and blocks requests. Returns its URL.
fn write_copy_of(page: &Page, text: &str) -> Result<String> {
    let folder = target_dir().join("single").join(page.engine().name());
    fs::create_dir_all(&folder)?;
    // The name of a second download in some browsers.
    let file = folder.join("100 % é #2? (1).html");
    let console = include_str!("js/console.js");
    let head = format!(
        "<head><meta http-equiv=\"Content-Security-Policy\" content=\"{BLOCK_REQUESTS}\"><script>{console}</script>"
    );
    fs::write(&file, text.replacen("<head>", &head, 1))?;
    address(&file)
}

fn expect_no_console_no_requests(page: &Page) -> Result<()> {
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    ensure!(page.foreign_requests()?.is_empty(), "{:?}", page.foreign_requests()?);
    let loaded = page.js(LOADED)?;
    ensure!(loaded == json!([]), "{loaded}");
    ensure!(page.js("location.protocol")? == "file:");
    Ok(())
}

fn a_single_file_is_live_from_disk(page: &Page) -> Result<()> {
    page.visit(&address(&built())?)?;
    page.wait_live()?;
    expect_no_console_no_requests(page)
}

fn a_single_file_works_offline(page: &Page) -> Result<()> {
    let address = write_copy(page, |text| text)?;
    page.network(false)?;
    page.viewport(1440, 900)?;
    page.visit(&address)?;
    ensure!(page.engine() == Engine::WebKit || page.js("navigator.onLine")? == false, "the network is off");
    page.wait_live()?;
    ensure!(page.text(">>> @story-title")?.starts_with("China’s Open-Source Revolution"));

    page.click(page.article().of_kind(HighlightKind::Company))?;
    page.wait_until("a note is open", "active()?.matches(css('@card'))")?;
    page.card().escape()?;

    page.carousel().next()?;
    page.wait_until("the slide is shown", "find('>>> @carousel-position').textContent.startsWith('2 ')")?;

    page.timeline().wait_drawn()?;
    ensure!(page.count(">>> @timeline @event")? == 9, "the timeline has its events");

    page.companies().open_menu()?;
    page.click(">>> @companies @company-chip[href$='/company/baidu']")?;
    page.wait_until(
        "the company is followed",
        "find('>>> @companies [aria-pressed=true]').href.endsWith('/company/baidu')",
    )?;
    page.wait_until("the address names the item", "location.hash.includes('company/baidu')")?;
    expect_no_console_no_requests(page)?;
    page.network(true)
}

fn a_selected_quote_is_in_the_address(page: &Page) -> Result<()> {
    let address = write_copy(page, |text| text)?;
    page.visit(&address)?;
    page.wait_live()?;
    page.carousel().next()?;
    page.wait_until("the address names the quote", "location.hash.startsWith('#open-source-ai/quote/')")?;
    let chosen = page.js("location.href")?;
    let file = page.js("location.href.split('#')[0]")?;
    ensure!(file == address.replace('é', "%C3%A9"), "the rest of the URL is unchanged: {file}");

    page.command("/refresh", json!({}))?;
    page.wait_live()?;
    ensure!(page.js("location.href")? == chosen);
    page.wait_until("the link is followed", "find('>>> @carousel-position').textContent.startsWith('2 ')")?;

    page.goto("/control/blank.html")?;
    page.visit(&format!("{address}#open-source-ai/quote/joe-tsai"))?;
    page.wait_live()?;
    page.wait_until("another item is selected", "active().id === 'open-source-ai/quote/joe-tsai'")?;
    // By a click: browsers skip history entries of a page without user activation.
    page.click(">>> @article-body a[href$='/note/deepseek']")?;
    page.wait_until("a history entry is added", "location.hash.includes('/note/deepseek')")?;
    page.back()?;
    page.wait_until("the change is undone", "location.hash === '#open-source-ai/quote/joe-tsai'")?;
    expect_no_console_no_requests(page)
}

/// The link of each quote, without its fragment, and the text of its quotation.
const SHARED: &str =
    "['link', 'quotation'].map((kind) => all('>>> @slide @share').map((it) => sharedAs(it, kind)).filter(Boolean))";

fn links_are_offered_only_with_an_address(page: &Page) -> Result<()> {
    page.visit(&write_copy(page, |text| text)?)?;
    page.wait_live()?;
    let shared = page.js(SHARED)?;
    ensure!(shared[0] == json!([]), "no link names the file on disk: {}", shared[0]);
    let quotations = shared[1].as_array().map_or(0, Vec::len);
    ensure!(quotations == 7 && !shared[1].to_string().contains("file:"), "{}", shared[1]);

    let page_of_it = "<sidelight-story share-url=\"https://example.org/s/\" ";
    page.visit(&write_copy(page, |text| text.replacen("<sidelight-story ", page_of_it, 1))?)?;
    page.wait_live()?;
    let shared = page.js(SHARED)?;
    let first = "https://example.org/s/#open-source-ai/quote/wei-sun";
    ensure!(shared[0][0] == first && shared[1].to_string().contains(first), "{shared}");
    expect_no_console_no_requests(page)
}

fn a_single_file_works_on_a_server(page: &Page) -> Result<()> {
    page.goto("/open-source-ai.single.html")?;
    page.wait_live()?;
    ensure!(page.requests() == ["/open-source-ai.single.html"], "{:?}", page.requests());
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    let links = page.js(SHARED)?;
    let first = links[0][0].as_str().unwrap_or_default();
    ensure!(first.starts_with(&page.url("/open-source-ai.single.html#")), "links name the page on the server: {links}");
    Ok(())
}

/// Returns `text` without the text between `from` and `to`.
fn without_text_between(text: &str, from: &str, to: &str) -> Result<String> {
    let (before, rest) = text.split_once(from).with_context(|| format!("no {from}"))?;
    let (_, after) = rest.split_once(to).with_context(|| format!("no {to} behind {from}"))?;
    Ok(format!("{before}{from}{to}{after}"))
}

fn a_damaged_file_shows_the_fallback(page: &Page) -> Result<()> {
    let without = |name: &'static str| {
        move |text: String| without_text_between(&text, &format!("\nconst {name} = \""), "\";").unwrap_or_default()
    };
    let old = |text: String| text.replacen("<head>", "<head><script>delete globalThis.DecompressionStream</script>", 1);
    let cut = |text: String| text.replacen("const WASM = \"", "const WASM = \"////", 1);
    let spoiled: [&dyn Fn(String) -> String; 4] = [&without("WASM"), &without("GLUE"), &old, &cut];
    for (number, spoil) in spoiled.into_iter().enumerate() {
        page.visit(&write_copy(page, spoil)?)?;
        page.wait_until(
            "loading has failed",
            "document.querySelector('sidelight-story')?.dataset.sidelight === 'failed'",
        )?;
        ensure!(page.js(READABLE)? == true, "the fallback is readable");
        let said = page.console()?;
        let once =
            said.len() == 1 && said[0].contains("sidelight: [L08] this file is damaged, or this browser is too old");
        ensure!(once, "{number}: {said:?}");
    }
    Ok(())
}

/// The single-file story of `story`, with the built script.
fn single_file(story: &Value) -> Result<String> {
    let built = fs::read_to_string(built())?;
    let (_, script) = built.split_once("<script type=\"module\">\n").context("no script")?;
    let (script, _) = script.split_once("</script>").context("no end of it")?;
    let style = fs::read_to_string(dist().join("style.css"))?;
    let options = SingleOptions { url: None, style, script: script.to_owned() };
    Ok(single(&Story::check(StoryFile::read(story)?).0, &options))
}

/// Enough files that each payload occurs once.
fn hostile_texts_run_nothing(page: &Page) -> Result<()> {
    let payloads = payloads();
    for number in (0..payloads.len()).step_by(count(Field::Words)) {
        let mut story = square(&payloads, number);
        // URLs of images stay as they are.
        story["image"].take();
        if let Some(body) = story["body"].as_array_mut() {
            body.retain(|block| block.get("image").is_none());
        }
        page.visit(&write_copy_of(page, &single_file(&story)?)?)?;
        page.wait_live()?;
        ensure!(page.js("window.pwned ?? null")?.is_null(), "{number}: a payload has run");
        let kept = page.js("find('sidelight-story > script').textContent")?;
        let kept: String = serde_json::from_str(kept.as_str().unwrap_or_default())?;
        let checked = Story::check(StoryFile::read(&story)?).0;
        ensure!(Story::from_compiled(&kept).as_ref() == Ok(&checked), "{number}: {kept}");
        // Nothing has tried to send a request.
        ensure!(page.console()?.is_empty(), "{number}: {:?}", page.console()?);
        ensure!(page.js(LOADED)? == json!([]), "{number}");
    }
    Ok(())
}

fn a_page_with_separate_files_shows_the_fallback_from_disk(page: &Page) -> Result<()> {
    let file = dist().join("index.html");
    ensure!(dist().join("element.js").is_file(), "the script exists beside the page");
    page.visit(&address(&file)?)?;
    // An allowed module would have run before the `load` event.
    page.wait_until("everything is loaded", "document.readyState === 'complete'")?;
    ensure!(page.js("customElements.get('sidelight-story') === undefined")? == true, "no script runs");
    ensure!(page.js(READABLE)? == true, "the fallback is readable");
    page.click("@article-body a@mark")?;
    page.wait_until("the note of the highlight is open", "location.hash.includes('/note/')")
}
