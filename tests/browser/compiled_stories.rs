//! Compiled stories: how they are found and shown, and what happens if one can't be read.

use anyhow::{Result, ensure};
use serde_json::json;
use sidelight::{
    page::compiled_file,
    story::compiled::FORMAT,
    story::{Story, StoryFile},
};

use crate::case::{Case, case};
use crate::page::Page;

pub(crate) const CASES: &[Case] = &[
    case!(a_page_of_a_site_needs_no_check_of_its_story),
    case!(a_compiled_story_without_a_page_is_rendered),
    case!(compiled_stories_are_recognized_by_their_content),
    case!(a_script_element_holds_a_compiled_story),
    case!(a_damaged_compiled_story_leaves_the_article),
    case!(a_compiled_story_of_another_format_leaves_the_article),
    case!(a_chunk_that_is_not_found_leaves_the_article),
    case!(without_its_chunk_the_timeline_stays_a_list),
];

/// The file of a small compiled story with this title.
fn file(title: &str) -> Result<String> {
    let story = json!({
        "version": 1, "id": "small", "lang": "en", "title": title, "published": "2025-03-24",
        "body": [{ "paragraph": "Acme sells anvils. </script> “They fall well,” said Ada Holm." }],
        "entities": [{ "id": "acme", "kind": "company", "name": "Acme" }],
    });
    Ok(compiled_file(&Story::check(StoryFile::read(&story)?).0))
}

fn open(page: &Page, with: &str, element: &str) -> Result<()> {
    page.serve(
        "/page.html",
        &format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>t</title><link rel=stylesheet href=style.css>\
             <script type=module src=element.js></script><body>{element}"
        ),
    );
    page.goto(&format!("{with}/page.html"))
}

fn shows(page: &Page, title: &str) -> Result<()> {
    let there = "find('sidelight-story').dataset.sidelight === 'live' && find('>>> @story-title').textContent";
    page.wait_until(&format!("“{title}” is shown"), &format!("{there} === '{title}'"))
}

fn asked_for_chunk(page: &Page) -> bool {
    page.requests().iter().any(|path| path.ends_with("_json.wasm"))
}

fn a_page_of_a_site_needs_no_check_of_its_story(page: &Page) -> Result<()> {
    page.goto("/index.html")?;
    page.wait_live()?;
    ensure!(!asked_for_chunk(page), "{:?}", page.requests());
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

fn a_compiled_story_without_a_page_is_rendered(page: &Page) -> Result<()> {
    page.serve("/one.compiled.json", &file("One")?);
    open(page, "", "<sidelight-story src=one.compiled.json></sidelight-story>")?;
    shows(page, "One")?;
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

fn compiled_stories_are_recognized_by_their_content(page: &Page) -> Result<()> {
    page.serve("/one.json", &file("One")?);
    open(page, "", "<sidelight-story src=one.json></sidelight-story>")?;
    shows(page, "One")
}

fn a_script_element_holds_a_compiled_story(page: &Page) -> Result<()> {
    let element =
        format!("<sidelight-story><script type=application/json>\n{}</script></sidelight-story>", file("One")?);
    open(page, "", &element)?;
    shows(page, "One")
}

/// Opens an article with a story that can't be shown, and checks the error.
fn fails(page: &Page, with: &str, src: &str, expected: &[&str]) -> Result<()> {
    open(page, with, &format!("<sidelight-story src={src}><p>The article.</p></sidelight-story>"))?;
    page.wait_until("the story has failed", "find('sidelight-story').dataset.sidelight === 'failed'")?;
    ensure!(page.text("sidelight-story > p")? == "The article.");
    ensure!(page.rects("sidelight-story > p")?[0].height > 0.0, "the article is shown");
    let console = page.console()?;
    let is_named = console.iter().any(|line| expected.iter().all(|part| line.contains(part)));
    ensure!(is_named, "{expected:?}: {console:?}");
    Ok(())
}

fn a_damaged_compiled_story_leaves_the_article(page: &Page) -> Result<()> {
    page.serve("/one.compiled.json", &file("One")?.replace("anvils", "pianos"));
    fails(page, "", "one.compiled.json", &["[S0105]", "the compiled story is damaged"])
}

fn a_compiled_story_of_another_format_leaves_the_article(page: &Page) -> Result<()> {
    page.serve("/one.compiled.json", &file("One")?.replacen(&format!("\"{FORMAT},"), "\"999,", 1));
    fails(page, "", "one.compiled.json", &["[S0106]", "format 999", "Publish the stories and the scripts of one build"])
}

fn a_chunk_that_is_not_found_leaves_the_article(page: &Page) -> Result<()> {
    fails(page, "/with/404:_json.wasm", "stories/open-source-ai.json", &["[L06]", "_json.wasm was not found (404)"])
}

/// The page is live without the chart. A later need asks for the chunk again.
fn without_its_chunk_the_timeline_stays_a_list(page: &Page) -> Result<()> {
    page.viewport(1440, 900)?;
    page.goto("/with/404:_timeline.wasm/index.html")?;
    page.wait_only_live()?;
    let asked = |page: &Page| page.requests().iter().filter(|path| path.ends_with("_timeline.wasm")).count();
    page.run("find('@timeline').scrollIntoView({ behavior: 'instant' })", json!([]))?;
    page.wait_until("the list is shown", "box('@event-list').height > 0")?;
    let end = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while !page.console()?.iter().any(|line| line.contains("[L06]") && line.contains("_timeline.wasm")) {
        ensure!(std::time::Instant::now() < end, "the failure is reported: {:?}", page.console()?);
    }
    ensure!(page.js("find('[data-island=chart]').shadowRoot === null")? == true, "there is no chart");
    let before = asked(page);
    page.run("scrollTo({ top: 0, behavior: 'instant' })", json!([]))?;
    page.js("frame().then(frame)")?;
    page.run("find('@timeline').scrollIntoView({ behavior: 'instant' })", json!([]))?;
    page.js("frame().then(frame)")?;
    ensure!(asked(page) > before, "the chunk is asked for again");
    ensure!(page.js("find('sidelight-story').dataset.sidelight")? == "live");
    Ok(())
}
