//! Sources of stories, and stories that cannot be read.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::case::{Case, case};
use crate::page::{Card, HighlightKind, Page};

pub(crate) const CASES: &[Case] = &[
    case!(src_names_the_story),
    case!(a_script_element_holds_the_story),
    case!(the_property_holds_the_story),
    case!(a_property_set_before_the_definition_holds_the_story),
    case!(the_last_src_wins_while_loading),
    case!(another_src_replaces_the_story),
    case!(a_broken_story_file_names_error_and_location),
    case!(a_corrected_story_file_is_shown),
    case!(a_missing_story_file_is_a_loading_failure),
    case!(unusable_parts_are_warnings),
    case!(no_value_panics),
    case!(an_error_shows_the_fallback_again),
    case!(markup_in_texts_is_shown_as_text),
    case!(markup_in_errors_is_shown_as_text),
];

/// A small story with this title.
fn story(title: &str) -> Value {
    json!({
        "version": 1, "id": "small", "lang": "en", "title": title, "published": "2025-03-24",
        "body": [{ "paragraph": "Acme sells anvils. “They fall well,” said Ada Holm." }],
        "entities": [
            { "id": "acme", "kind": "company", "name": "Acme", "summary": [{ "text": "It sells.", "from": "article" }] },
            { "id": "ada-holm", "kind": "person", "name": "Ada Holm", "summary": [{ "text": "She speaks.", "from": "article" }] }
        ],
        "events": [{
            "id": "sale", "title": "Acme sells", "date": "2025", "dateSource": "article", "company": "acme",
            "target": { "exact": "sells anvils" }
        }],
        "quotes": [{ "id": "ada", "speaker": "ada-holm", "speech": "direct", "parts": [{ "exact": "They fall well" }] }]
    })
}

/// Opens a page with this body, after a listener for the events of the element.
fn open(page: &Page, body: &str) -> Result<()> {
    open_at(page, "", body)
}

fn open_at(page: &Page, with: &str, body: &str) -> Result<()> {
    let listen = "window.events = [];
        for (const name of ['sidelight-ready', 'sidelight-error'])
          addEventListener(name, ({ detail }) => events.push({ name, ...detail }));";
    page.serve("/listen.js", listen);
    page.serve(
        "/page.html",
        &format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>t</title><link rel=stylesheet href=style.css>\
             <script src=listen.js></script><script type=module src=element.js></script><body>{body}"
        ),
    );
    page.goto(&format!("{with}/page.html"))
}

/// Waits until the live view shows the story with this title, possibly after a story that failed.
fn shows(page: &Page, title: &str) -> Result<()> {
    let there = "find('sidelight-story').dataset.sidelight === 'live' && find('>>> @story-title').textContent";
    page.wait_until(&format!("“{title}” is shown"), &format!("{there} === '{title}'"))
}

fn src_names_the_story(page: &Page) -> Result<()> {
    page.serve("/one.json", &story("One").to_string());
    page.serve("/two.json", &story("Two").to_string());
    open(page, "<sidelight-story src=one.json></sidelight-story>")?;
    shows(page, "One")?;
    page.run("find('sidelight-story').setAttribute('src', 'two.json')", json!([]))?;
    shows(page, "Two")?;
    ensure!(page.count(">>> @story-title")? == 1);
    Ok(())
}

fn a_script_element_holds_the_story(page: &Page) -> Result<()> {
    let body = format!(
        "<sidelight-story src=nowhere.json><script type=application/json>{}</script><p>fallback</p></sidelight-story>",
        story("Inside")
    );
    open(page, &body)?;
    shows(page, "Inside")?;
    ensure!(!page.requests().iter().any(|path| path.contains("nowhere")), "the script wins over src");
    Ok(())
}

fn the_property_holds_the_story(page: &Page) -> Result<()> {
    open(page, "<sidelight-story></sidelight-story>")?;
    page.wait_until("the tag is defined", "customElements.whenDefined('sidelight-story').then(() => true)")?;
    page.run("find('sidelight-story').story = arguments[0]", json!([story("By property")]))?;
    shows(page, "By property")?;
    ensure!(page.js("find('sidelight-story').story.title")? == "By property", "the property returns the story");
    Ok(())
}

fn a_property_set_before_the_definition_holds_the_story(page: &Page) -> Result<()> {
    let set = format!("document.querySelector('sidelight-story').story = {}", story("Early"));
    page.serve("/early.js", &set);
    open(page, "<sidelight-story src=nowhere.json></sidelight-story><script src=early.js></script>")?;
    shows(page, "Early")?;
    ensure!(!page.requests().iter().any(|path| path.contains("nowhere")), "the property wins over src");
    Ok(())
}

fn the_last_src_wins_while_loading(page: &Page) -> Result<()> {
    page.serve("/one.json", &story("One").to_string());
    page.serve("/two.json", &story("Two").to_string());
    open_at(page, "/with/hold:_bg.wasm", "<sidelight-story src=one.json></sidelight-story>")?;
    page.wait_until(
        "the element is defined",
        "customElements.whenDefined('sidelight-story').then(() => frame()).then(() => true)",
    )?;
    page.run("find('sidelight-story').setAttribute('src', 'two.json')", json!([]))?;
    page.release();
    shows(page, "Two")?;
    ensure!(last_event(page)?["name"] == "sidelight-ready" && page.js("events.length")? == 1);
    Ok(())
}

fn another_src_replaces_the_story(page: &Page) -> Result<()> {
    open(page, "<sidelight-story></sidelight-story>")?;
    for title in ["First", "Second", "Third"] {
        page.run("find('sidelight-story').story = arguments[0]", json!([story(title)]))?;
        shows(page, title)?;
        ensure!(page.count(">>> @story-page")? == 1, "one story is shown at a time");
        ensure!(page.card().count()? == 0, "no note of the previous story is open");
        page.click(page.article().of_kind(HighlightKind::Company))?;
        page.wait_for(Card::ANY)?;
    }
    Ok(())
}

/// The fallback of a page.
const FALLBACK: &str = "<p id=fallback>The fallback in the page.</p>";

/// The last event of the element; null if there is none.
fn last_event(page: &Page) -> Result<Value> {
    page.js("events.at(-1) ?? null")
}

/// Opens a page with this story file; the element reports the error, and the fallback stays.
fn check(page: &Page, file: &str, code: &str, path: Value, message: &str) -> Result<()> {
    page.reset()?;
    page.serve("/broken.json", file);
    open(page, &format!("<sidelight-story src=broken.json>{FALLBACK}</sidelight-story>"))?;
    page.wait_until("an event is fired", "events.length > 0")?;
    let event = last_event(page)?;
    ensure!(event["name"] == "sidelight-error" && event["code"] == code, "{file}: {event}");
    ensure!(event["path"] == path, "{file}: {event}");
    ensure!(event["message"].as_str().is_some_and(|it| it.contains(message)), "{file}: {event}");
    ensure!(page.rects("#fallback")?[0].height > 0.0, "the fallback is visible");
    let shown = page.text(">>> @story-error")?;
    ensure!(shown.contains(message), "{file}: {shown}");
    ensure!(path.as_str().is_none_or(|path| shown.contains(path)), "{file}: {shown}");
    ensure!(page.rects(">>> @story-error")?[0].height > 0.0, "the reader sees the error");
    ensure!(page.js("find('sidelight-story').dataset.sidelight")? == "failed");
    Ok(())
}

fn a_broken_story_file_names_error_and_location(page: &Page) -> Result<()> {
    let broken = |pointer: &str, value: Value| {
        let mut story = story("Broken");
        if let Some(place) = story.pointer_mut(pointer) {
            *place = value;
        }
        story.to_string()
    };
    check(page, "{\n  \"version\": 1,\n  oops\n}", "S0101", json!("line 3, column 3"), "not valid JSON")?;
    check(page, "", "S0101", json!("line 1, column 0"), "not valid JSON")?;
    check(page, "[]", "S0103", Value::Null, "expected a story, found a list")?;
    check(page, &broken("/version", json!(2)), "S0102", json!("version"), "version 2")?;
    check(page, &broken("/events/0/date", json!(2025)), "S0103", json!("events[0].date"), "the number 2025")?;
    check(page, &broken("/quotes/0/parts/0/exact", json!(null)), "S0103", json!("quotes[0].parts[0].exact"), "null")?;
    check(page, &broken("/entities/1/kind", json!("ghost")), "S0103", json!("entities[1].kind"), "“ghost”")?;
    check(page, &broken("/body/0", json!({})), "S0103", json!("body[0]"), "an object")
}

fn a_corrected_story_file_is_shown(page: &Page) -> Result<()> {
    check(page, "{", "S0101", json!("line 1, column 1"), "not valid JSON")?;
    page.serve("/mended.json", &story("Mended").to_string());
    page.run("find('sidelight-story').setAttribute('src', 'mended.json')", json!([]))?;
    shows(page, "Mended")?;
    ensure!(
        page.count(">>> @story-error")? == 0 && page.rects("#fallback")?[0].height == 0.0,
        "the error and the fallback are hidden"
    );
    page.run("find('sidelight-story').setAttribute('src', 'broken.json')", json!([]))?;
    page.wait_for(">>> @story-error")?;
    page.wait_until("the fallback is shown again", "box('#fallback').height > 0")?;
    ensure!(page.count(">>> @story-title")? == 0);
    Ok(())
}

fn a_missing_story_file_is_a_loading_failure(page: &Page) -> Result<()> {
    open(page, &format!("<sidelight-story src=nowhere.json>{FALLBACK}</sidelight-story>"))?;
    page.wait_until("an event is fired", "events.length > 0")?;
    let event = last_event(page)?;
    ensure!(
        event["code"] == "L10" && event["message"] == "the story file nowhere.json can't be fetched: 404",
        "{event}"
    );
    ensure!(page.rects("#fallback")?[0].height > 0.0, "the fallback is visible");
    // An invalid URL: the browsers' messages differ, the code does not.
    page.run("events.length = 0; find('sidelight-story').setAttribute('src', 'http://[')", json!([]))?;
    page.wait_until("the event is reported again", "events.length > 0")?;
    ensure!(last_event(page)?["code"] == "L10", "{}", last_event(page)?);
    ensure!(page.rects("#fallback")?[0].height > 0.0, "the fallback is still visible");
    Ok(())
}

fn unusable_parts_are_warnings(page: &Page) -> Result<()> {
    let mut story = story("With warnings");
    story["events"][0]["target"]["exact"] = json!("buys anvils");
    story["events"][0]["date"] = json!("2025-02-30");
    story["quotes"][0]["speaker"] = json!("nobody");
    story["colour"] = json!("red");
    page.serve("/warned.json", &story.to_string());
    open(page, "<sidelight-story src=warned.json></sidelight-story>")?;
    shows(page, "With warnings")?;
    let event = last_event(page)?;
    let warnings = event["warnings"].as_array().cloned().unwrap_or_default();
    let codes: Vec<_> = warnings.iter().map(|it| (it["code"].as_str(), it["path"].as_str())).collect();
    for (code, path) in [
        ("S0201", "events[0].target"),
        ("S0401", "events[0].date"),
        ("S0301", "quotes[0].speaker"),
        ("S0601", "colour"),
    ] {
        ensure!(codes.contains(&(Some(code), Some(path))), "{code} {path} is among {codes:?}");
    }
    let console = page.console()?;
    ensure!(console.len() == 1 && console[0].starts_with("warn: sidelight:"), "there is one warning: {console:?}");
    for warning in &warnings {
        let text = |name: &str| warning[name].as_str().unwrap_or("?");
        let line = format!("[{}] {}: {}. See ", text("code"), text("path"), text("message"));
        ensure!(console[0].contains(&line), "{line} is on the console: {console:?}");
    }
    ensure!(page.count(">>> @slide")? == 1 && page.count(">>> @event-entry")? == 1, "the rest is shown");
    Ok(())
}

/// For any value of the property, the element reports a story error, and can still show a story.
fn no_value_panics(page: &Page) -> Result<()> {
    open(page, "<sidelight-story></sidelight-story>")?;
    page.run("find('sidelight-story').story = arguments[0]", json!([story("Fine")]))?;
    shows(page, "Fine")?;
    let values = [
        "null",
        "0",
        "NaN",
        "true",
        "'text'",
        "[]",
        "{}",
        "10n",
        "2n ** 80n",
        "Symbol('s')",
        "() => {}",
        "new Date()",
        "new Map([['version', 1]])",
        "new Set([1])",
        "new Uint8Array(4)",
        "new WeakMap()",
        "document.body",
        "window",
        "(() => { const it = {}; it.it = it; it.body = [it]; return it; })()",
        "(() => { let it = {}; for (let n = 0; n < 20000; n++) it = { it }; return it; })()",
        "({ get version() { throw new Error('no'); } })",
        "({ version: 1, get title() { throw new Error('no'); } })",
        "new Proxy({}, { ownKeys() { throw new Error('no'); }, get() { throw new Error('no'); } })",
        "({ ...FINE, title: 'x'.repeat(1e6) })",
        "({ ...FINE, title: '\\ud800' })",
        "({ ...FINE, body: [{ paragraph: '\\u202e\\u0000\\ufffe' }] })",
        "({ ...FINE, published: '9'.repeat(400) })",
        "({ ...FINE, events: [{ ...FINE.events[0], date: 'Y-170000000000000002' }] })",
        "({ ...FINE, events: [{ ...FINE.events[0], date: '-9999/9999' }] })",
        "({ ...FINE, body: [] })",
        "({ ...FINE, body: new Array(1e5) })",
        "({ ...FINE, version: NaN })",
        "({ ...FINE, title: undefined })",
        "({ ...FINE, title: () => {} })",
        "({ ...FINE, title: 10n })",
        "({ ...FINE, toJSON() { throw new Error('no'); } })",
        "({ ...FINE, toJSON() { return undefined; } })",
        "({ ...FINE, entities: Array.from({ length: 500 }, (_, n) => ({ ...FINE.entities[0], id: `e${n}`, name: `Acme${n}` })) })",
    ];
    for value in values {
        page.run("events.length = 0; window.FINE = arguments[0]", json!([story("Fine")]))?;
        page.run(&format!("find('sidelight-story').story = ({value})"), json!([]))?;
        page.wait_until(&format!("{value} is handled"), "events.length > 0 || find('>>> @story-page')")?;
        page.js("frame()")?;
        let codes = page.js("events.map((it) => it.code ?? 'ready')")?;
        let codes: Vec<String> = serde_json::from_value(codes)?;
        ensure!(
            codes.iter().all(|code| ["S0102", "S0103", "S0104", "ready"].iter().any(|known| code == known)),
            "{value}: {codes:?}"
        );
        page.run("find('sidelight-story').story = arguments[0]", json!([story("Fine again")]))?;
        shows(page, "Fine again")?;
    }
    let console = page.console()?;
    let bad = console.iter().find(|it| it.starts_with("uncaught") || it.starts_with("rejected"));
    ensure!(bad.is_none(), "{bad:?}");
    Ok(())
}

fn markup_in_texts_is_shown_as_text(page: &Page) -> Result<()> {
    let evil = "<img src=x onerror=\"window.evil=1\"><script>window.evil=1</script>";
    let mut story = story("Text");
    story["title"] = json!(evil);
    story["body"][0]["paragraph"] = json!(["Acme ", { "link": { "text": evil, "url": "javascript:window.evil=1" } }]);
    story["entities"][0]["url"] = json!("javascript:window.evil=1");
    story["entities"][0]["summary"][0]["text"] = json!(evil);
    story["source"] = json!({ "name": evil, "url": "data:text/html,x" });
    open(page, "<sidelight-story></sidelight-story>")?;
    page.run("find('sidelight-story').story = arguments[0]", json!([story]))?;
    page.wait_live()?;
    ensure!(page.text(">>> @story-title")? == evil, "{}", page.text(">>> @story-title")?);
    ensure!(page.count(">>> img")? == 0 && page.count(">>> script")? == 0, "text adds no element");
    let external =
        page.js("all('>>> a').map((a) => a.getAttribute('href')).filter((href) => !href.startsWith('#'))")?;
    ensure!(external == json!([]), "all links are within the page: {external}");
    ensure!(page.js("window.evil ?? null")?.is_null());
    Ok(())
}

fn markup_in_errors_is_shown_as_text(page: &Page) -> Result<()> {
    let evil = "<img src=x onerror=\"window.evil=1\">";
    let mut story = story("Broken");
    story["entities"][0]["kind"] = json!(evil);
    open(page, "<sidelight-story></sidelight-story>")?;
    page.run("find('sidelight-story').story = arguments[0]", json!([story]))?;
    page.wait_for(">>> @story-error")?;
    ensure!(page.text(">>> @story-error")?.contains(evil), "{}", page.text(">>> @story-error")?);
    ensure!(page.count(">>> img")? == 0 && page.js("window.evil ?? null")?.is_null());
    Ok(())
}

/// After any failure in the WebAssembly, the page gets the error event and shows the fallback.
fn an_error_shows_the_fallback_again(page: &Page) -> Result<()> {
    page.serve("/fine.json", &story("Fine").to_string());
    open(page, &format!("<sidelight-story src=fine.json>{FALLBACK}</sidelight-story>"))?;
    shows(page, "Fine")?;
    page.run(
        "events.length = 0;
        Node.prototype.insertBefore = () => { throw new Error('no'); };
        find('sidelight-story').story = arguments[0]",
        json!([story("Other")]),
    )?;
    page.wait_until("an event is fired", "events.length > 0")?;
    let event = last_event(page)?;
    ensure!(event["name"] == "sidelight-error" && event["code"] == "L11", "{event}");
    ensure!(page.rects("#fallback")?[0].height > 0.0, "the fallback is visible again");
    ensure!(page.js("find('sidelight-story').dataset.sidelight")? == "failed");
    Ok(())
}
