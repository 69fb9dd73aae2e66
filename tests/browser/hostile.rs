//! Hostile stories: no text of a story runs as code, and links lead only to `http`, `https` and `mailto` addresses.

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use sidelight::{
    page::{PageOptions, standalone},
    story::{Story, StoryFile},
};

use crate::case::{Case, case};
use crate::engine::Engine;
use crate::hostile_stories::{Field, base, count, fields, payloads, square, with};
use crate::page::Page;

pub(crate) const CASES: &[Case] = &[
    case!(hostile_texts_run_nothing_in_the_live_view),
    case!(hostile_texts_run_nothing_in_error_messages),
    case!(hostile_texts_run_nothing_in_the_prerendered_page),
    case!(detects_code_that_runs),
];

/// The helpers of the scripts here.
const TOOLS: &str = include_str!("js/hostile.js");

/// The number of stories that one script checks.
const STORIES_PER_SCRIPT: usize = 25;

/// Runs statements that may wait for promises.
fn run(page: &Page, script: &str, args: Value) -> Result<Value> {
    page.run(&format!("const [...given] = arguments;\n{TOOLS}\nreturn (async () => {{ {script} }})()"), args)
}

/// Opens a page with an element without a story.
fn open(page: &Page) -> Result<()> {
    page.serve(
        "/hostile.html",
        "<!doctype html><html lang=en><meta charset=utf-8><title>t</title><link rel=stylesheet href=style.css>\
         <script type=module src=element.js></script><body>\
         <sidelight-story share-url=https://coast.example/></sidelight-story>",
    );
    page.goto("/hostile.html")?;
    page.wait_until("the tag is defined", "customElements.whenDefined('sidelight-story').then(() => true)")
}

/// Checks that no payload has run and that no error was reported.
fn expect_no_faults(page: &Page) -> Result<()> {
    let faults = run(page, "await settled(); return faults(document)", json!([]))?;
    ensure!(faults == json!([]), "{faults}");
    let console = page.console()?;
    let bad = console.iter().find(|it| !it.starts_with("warn: sidelight:") && !it.starts_with("error: sidelight:"));
    ensure!(bad.is_none_or(|it| it.starts_with("uncaught: http")), "{bad:?}");
    Ok(())
}

/// A story of `square`, with a payload in each URL field too. Image URLs stay, because an image with an invalid URL is
/// left out with its caption.
fn square_with_urls(payloads: &[&str], number: usize) -> Value {
    let mut story = square(payloads, number);
    let places = fields(&story).into_iter().filter(|(_, field)| *field == Field::Url);
    for (pointer, _) in places.filter(|(pointer, _)| !pointer.ends_with("/image/url")) {
        if let Some(place) = story.pointer_mut(&pointer) {
            *place = json!(payloads[number]);
        }
    }
    story
}

/// Shows all stories of `square` one after another, each with an open note. They have no forbidden element or attribute,
/// and all their text is shown.
fn hostile_texts_run_nothing_in_the_live_view(page: &Page) -> Result<()> {
    open(page)?;
    let payloads = payloads();
    // WebKit takes five times as long: there, each payload is in a quarter of the fields.
    let step = if page.engine() == Engine::WebKit { 4 } else { 1 };
    let numbers: Vec<_> = (0..payloads.len()).step_by(step).collect();
    let stories = numbers.iter().map(|&number| {
        let story = square_with_urls(&payloads, number);
        let pointers = fields(&base()).into_iter();
        // The field `$schema` is ignored, and the speaker's name is trimmed.
        let pointers = pointers.filter(|(pointer, field)| *field == Field::Words && pointer != "/$schema");
        let words = pointers.filter_map(|(pointer, _)| Some(story.pointer(&pointer)?.as_str()?.trim().to_owned()));
        let words: Vec<_> = words.collect();
        json!([story, words])
    });
    load(page, stories.collect())?;
    for from in (0..numbers.len()).step_by(STORIES_PER_SCRIPT) {
        let seen = run(page, "return checkStories(...given)", json!([from, STORIES_PER_SCRIPT]))?;
        ensure!(seen == json!({ "faults": [], "notes": STORIES_PER_SCRIPT }), "{seen:#}");
    }
    expect_no_faults(page)
}

/// Passes stories to the page, each with the text to look for.
fn load(page: &Page, stories: Vec<Value>) -> Result<()> {
    page.serve("/stories.json", &Value::from(stories).to_string());
    run(page, "window.stories = await (await fetch('stories.json')).json()", json!([]))?;
    Ok(())
}

fn hostile_texts_run_nothing_in_error_messages(page: &Page) -> Result<()> {
    open(page)?;
    let base = base();
    let places: Vec<_> = fields(&base)
        .into_iter()
        .filter(|(pointer, field)| *field == Field::Fixed && !pointer.ends_with("/speaker"))
        .map(|(pointer, _)| pointer)
        .collect();
    let stories = payloads().into_iter().zip(places.iter().cycle()).map(|(payload, pointer)| {
        let mut story = base.clone();
        if let Some(place) = story.pointer_mut(pointer) {
            *place = json!(payload);
        }
        json!([story, payload])
    });
    load(page, stories.collect())?;
    let faults = run(page, "return checkErrors()", json!([]))?;
    ensure!(faults == json!([]), "{faults:#}");
    expect_no_faults(page)
}

/// The page of a story.
fn html(story: &Value, src: &str) -> Result<String> {
    let (story, _) = Story::check(StoryFile::read(story)?);
    Ok(standalone(&story, &PageOptions { src: src.to_owned(), ..PageOptions::default() }))
}

/// Enough pages that each payload occurs once; first without the live view, then with it.
fn hostile_texts_run_nothing_in_the_prerendered_page(page: &Page) -> Result<()> {
    let payloads = payloads();
    for number in (0..payloads.len()).step_by(count(Field::Words)) {
        let story = square_with_urls(&payloads, number);
        page.serve("/hostile.json", &story.to_string());
        page.serve("/hostile.html", &html(&story, "hostile.json")?);
        page.goto("/with/hold:_bg.wasm/hostile.html")?;
        ensure!(page.count("sidelight-story @note")? > 5, "the fallback is in the page");
        ensure!(page.js("document.title.trim()")? == story["title"].as_str().unwrap_or_default().trim());
        expect_no_faults(page)?;
        page.release();
        page.wait_live()?;
        let faults = run(page, "await settled(); return roots().flatMap(faults)", json!([]))?;
        ensure!(faults == json!([]), "{faults}");
        expect_no_faults(page)?;
    }
    Ok(())
}

/// Negative control: a page that inserts text as HTML, and elements that are added to the live view.
fn detects_code_that_runs(page: &Page) -> Result<()> {
    let copy = html(&with(Field::Words, |field| format!("Plain{field:03}")), "nowhere.json")?;
    for payload in ["<script>pwned=1</script>", "</title><svg onload=pwned=1>", "</h1><img src=x onerror=pwned=1>"] {
        let title = "Plain001";
        ensure!(copy.contains(title));
        page.serve("/raw.html", &copy.replace(title, payload));
        page.goto("/raw.html")?;
        page.wait_until(&format!("{payload} has run"), "window.pwned === 1")?;
        let faults = run(page, "return faults(document)", json!([]))?;
        ensure!(faults.as_array().is_some_and(|it| it.len() > 1), "{payload}: {faults}");
    }

    open(page)?;
    page.run("find('sidelight-story').story = arguments[0]", json!([base()]))?;
    page.wait_live()?;
    let root = "find('sidelight-story').shadowRoot";
    ensure!(run(page, &format!("return faults({root})"), json!([]))? == json!([]));
    page.run(
        &format!(
            "const raw = document.createElement('div');
            raw.innerHTML = '<img src=x onerror=pwned=1>';
            {root}.append(raw)"
        ),
        json!([]),
    )?;
    page.wait_until("the script has run", "window.pwned === 1")?;
    let faults = run(page, &format!("return faults({root})"), json!([]))?;
    ensure!(faults == json!(["it has run", "<img> x", "<img> onerror"]), "{faults}");

    // Without scripts, most payloads are found as HTML. The others work only outside an element's content.
    let found = run(
        page,
        "delete window.pwned;
        return given[0].filter((payload) => {
          const raw = document.implementation.createHTMLDocument();
          raw.body.innerHTML = payload;
          return faults(raw.body).length;
        }).length",
        json!([payloads()]),
    )?;
    ensure!(found.as_u64() > Some(120), "{found}");
    Ok(())
}
