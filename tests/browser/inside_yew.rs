//! A story inside another Yew application (`tests/host`): each click reaches its handlers once.
//!
//! The two are compiled separately, and each numbers its event handlers from 1. With the same names for the expando
//! properties on elements, each would read the numbers of the other. The cases `detects_shared_expandos…` show it.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::notes::person;
use crate::page::{Card, HighlightKind, Page};
use crate::readable_script::readable_script;
use crate::server::{artifact_names, dist, yew_host_dir};

pub(crate) const CASES: &[Case] = &[
    case!(clicks_outside_reach_only_the_app),
    case!(detects_a_swallowed_click),
    case!(clicks_in_the_story_reach_story_and_app),
    case!(detects_a_click_that_is_handled_twice),
    case!(a_story_can_be_reinserted),
    case!(detects_shared_expandos_when_reinserting),
    case!(two_stories_have_separate_handlers),
    case!(detects_shared_expandos_of_two_stories),
    case!(keys_reach_story_and_app),
    case!(detects_shared_expandos_with_keys),
    case!(an_app_within_an_app),
    case!(detects_shared_expandos_of_nested_apps),
    case!(the_story_survives_a_render_of_the_app),
    case!(detects_a_story_that_is_rendered_again),
    case!(the_app_changes_attributes),
];

/// Opens the application with `stories` stories, and waits until they are live.
fn open(page: &Page, stories: usize) -> Result<()> {
    ensure!(yew_host_dir().join("index.html").is_file(), "target/host/ is not built; run: cargo xtask test");
    page.viewport(1440, 900)?;
    page.serve("/another.json", include_str!("../fixtures/everything.json"));
    page.goto(&format!("/host/index.html?stories={stories}"))?;
    page.wait_for("#outer-app")?;
    if stories == 0 { Ok(()) } else { page.wait_live() }
}

/// Serves the JavaScript glue with the expando names of Yew, as without that step of the build.
fn with_expandos_of_yew(page: &Page) -> Result<()> {
    let glue = &artifact_names()[0];
    let script = std::fs::read_to_string(dist().join(glue))?;
    let marked = script.replace(".__sidelight_", ".__yew_");
    ensure!(marked != script, "the build has renamed the expandos");
    ensure!(!script.contains("__yew_"), "the build has renamed all expandos");
    page.serve(&format!("/{glue}"), &marked);
    Ok(())
}

/// Serves `element.js` with `more` appended.
fn with_script(page: &Page, more: &str) -> Result<()> {
    let script = readable_script("element.js")?;
    page.serve("/element.js", &format!("{script}\n{more}"));
    Ok(())
}

/// Checks that an application has received exactly these events, in this order.
fn app_received(page: &Page, name: &str, expected: &[&str]) -> Result<()> {
    // Yew renders after the event and before the next frame.
    let received = page.js(&format!("frame().then(() => find('#{name}-events').textContent)"))?;
    ensure!(received == expected.join(", "), "{name} received {received}, not {expected:?}");
    Ok(())
}

/// Clicks a company of a story; only this story follows it.
fn follow_company(page: &Page, story: &str, company: &str) -> Result<()> {
    page.run("within(find(arguments[0]), '@companies')[0].open = true", json!([story]))?;
    page.click(&format!("{story} >>> @company-chip[href$='/company/{company}']"))?;
    page.wait_until("the company is followed", &format!("find('{story}').state.followed === '{company}'"))
}

/// Has the application remove its story and insert another one.
fn reinsert_story(page: &Page) -> Result<()> {
    page.run("window.first = find('sidelight-story')", json!([]))?;
    page.click("#outer-none")?;
    page.wait_until("the element is removed", "all('sidelight-story').length === 0")?;
    page.click("#outer-one")?;
    page.wait_for("sidelight-story")?;
    page.wait_live()?;
    ensure!(page.js("first !== find('sidelight-story')")? == true, "the element is a new one");
    Ok(())
}

/// Checks that no error was reported and the URL is unchanged.
fn expect_no_errors(page: &Page) -> Result<()> {
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    ensure!(page.js("location.hash")? == "", "the URL is unchanged");
    Ok(())
}

fn click_outside(page: &Page) -> Result<()> {
    open(page, 1)?;
    page.run("find('sidelight-story').state = { selected: 'quote/wei-sun/1' }", json!([]))?;
    page.wait_for(Card::ANY)?;
    let state = page.js("find('sidelight-story').state")?;
    page.click("#outer-before")?;
    app_received(page, "outer", &["before:outer-before"])?;
    page.click("#outer-beside")?;
    let beside = ["before:outer-before", "beside:outer-beside", "around:outer-beside"];
    app_received(page, "outer", &beside)?;
    page.click("#outer-after")?;
    app_received(page, "outer", &[&beside[..], &["after:outer-after"]].concat())?;
    ensure!(page.js("find('sidelight-story').state")? == state, "{}", page.js("find('sidelight-story').state")?);
    expect_no_errors(page)
}

fn clicks_outside_reach_only_the_app(page: &Page) -> Result<()> {
    click_outside(page)
}

fn detects_a_swallowed_click(page: &Page) -> Result<()> {
    with_script(page, "document.addEventListener('click', (event) => event.stopPropagation(), true);")?;
    let error = click_outside(page).err().map(|error| error.to_string()).unwrap_or_default();
    ensure!(error.starts_with("outer received \"\""), "the check names the received events: {error}");
    Ok(())
}

fn click_inside(page: &Page) -> Result<()> {
    open(page, 1)?;
    let around = "around:outer-story-0";
    page.click(page.article().of_kind(HighlightKind::Claim))?;
    page.wait_for(Card::ANY)?;
    app_received(page, "outer", &[around])?;
    page.carousel().next()?;
    page.wait_until("another slide is shown", "find('>>> @carousel-position').textContent === '2 of 7'")?;
    app_received(page, "outer", &[around; 2])?;
    page.timeline().wait_drawn()?;
    page.click(&page.timeline().event(&page.cast().first_event))?;
    page.wait_for(">>> @timeline-card")?;
    app_received(page, "outer", &[around; 3])?;
    follow_company(page, "sidelight-story", "deepseek")?;
    app_received(page, "outer", &[around; 4])?;
    expect_no_errors(page)
}

fn clicks_in_the_story_reach_story_and_app(page: &Page) -> Result<()> {
    click_inside(page)
}

fn detects_a_click_that_is_handled_twice(page: &Page) -> Result<()> {
    let again = "addEventListener('click', ({ isTrusted, target }) =>
        isTrusted && target.localName === 'sidelight-story' && target.click());";
    with_script(page, again)?;
    let error = click_inside(page).err().map(|error| error.to_string()).unwrap_or_default();
    ensure!(
        error.starts_with("outer received \"around:outer-story-0, around:"),
        "the check names the received events: {error}"
    );
    Ok(())
}

fn reinsert_and_click(page: &Page) -> Result<()> {
    open(page, 1)?;
    reinsert_story(page)?;
    page.click("#outer-after")?;
    page.click("#outer-beside")?;
    let before = ["after:outer-after", "beside:outer-beside", "around:outer-beside"];
    app_received(page, "outer", &before)?;
    follow_company(page, "sidelight-story", "baidu")?;
    app_received(page, "outer", &[&before[..], &["around:outer-story-0"]].concat())?;
    expect_no_errors(page)
}

fn a_story_can_be_reinserted(page: &Page) -> Result<()> {
    reinsert_and_click(page)
}

/// The second story of a page has the expando value 2. The application, whose value is 1, ignores clicks in that story.
fn detects_shared_expandos_when_reinserting(page: &Page) -> Result<()> {
    with_expandos_of_yew(page)?;
    let error = reinsert_and_click(page).err().map(|error| error.to_string()).unwrap_or_default();
    ensure!(error.contains("around:outer-beside\", not"), "the click in the story is lost: {error}");
    Ok(())
}

fn click_in_two_stories(page: &Page) -> Result<()> {
    open(page, 2)?;
    follow_company(page, "#outer-story-1", "baidu")?;
    app_received(page, "outer", &["around:outer-story-1"])?;
    ensure!(page.js("find('#outer-story-0').state.followed")?.is_null(), "the other story is unchanged");
    follow_company(page, "#outer-story-0", "deepseek")?;
    app_received(page, "outer", &["around:outer-story-1", "around:outer-story-0"])?;
    ensure!(page.js("find('#outer-story-1').state.followed")? == "baidu", "the other story is unchanged");
    expect_no_errors(page)
}

fn two_stories_have_separate_handlers(page: &Page) -> Result<()> {
    click_in_two_stories(page)
}

/// The application that starts second has the expando value 2.
fn detects_shared_expandos_of_two_stories(page: &Page) -> Result<()> {
    with_expandos_of_yew(page)?;
    let error = click_in_two_stories(page).err().map(|error| error.to_string()).unwrap_or_default();
    ensure!(error.starts_with("outer received"), "a click is lost: {error}");
    Ok(())
}

fn press_keys(page: &Page) -> Result<()> {
    open(page, 1)?;
    reinsert_story(page)?;
    page.focus("#outer-before")?;
    page.press("Enter")?;
    page.focus("#outer-field")?;
    page.press("a")?;
    page.press("+")?;
    let before = ["before:outer-before", "typed:a", "typed:a+"];
    app_received(page, "outer", &before)?;
    ensure!(page.card().count()? == 0);
    page.highlight_filter().show_all()?;
    page.focus(&person(page))?;
    page.press("Enter")?;
    page.wait_until("the note opens", "focusIn('@card')")?;
    let opened = [&before[..], &["key:outer-story-0 Enter", "around:outer-story-0"]].concat();
    app_received(page, "outer", &opened)?;
    page.card().escape()?;
    ensure!(page.has_focus(&person(page))?, "the focus is back on the highlight");
    app_received(page, "outer", &[&opened[..], &["key:outer-story-0 Escape"]].concat())?;
    expect_no_errors(page)
}

fn keys_reach_story_and_app(page: &Page) -> Result<()> {
    press_keys(page)
}

fn detects_shared_expandos_with_keys(page: &Page) -> Result<()> {
    with_expandos_of_yew(page)?;
    let error = press_keys(page).err().map(|error| error.to_string()).unwrap_or_default();
    ensure!(error.contains("typed:a+\", not"), "the keys in the story are lost: {error}");
    Ok(())
}

/// The application contains another application, which shows the story.
fn click_in_nested_app(page: &Page) -> Result<()> {
    open(page, 0)?;
    page.run("start(find('#outer-inner-app'), 'inner', 1)", json!([]))?;
    page.wait_for("#inner-story-0")?;
    page.wait_live()?;
    follow_company(page, "#inner-story-0", "baidu")?;
    // Yew keeps separately mounted applications apart: the outer one receives no event of the inner one.
    app_received(page, "outer", &[])?;
    app_received(page, "inner", &["around:inner-story-0"])?;
    page.click("#inner-beside")?;
    page.click("#outer-beside")?;
    app_received(page, "outer", &["beside:outer-beside", "around:outer-beside"])?;
    app_received(page, "inner", &["around:inner-story-0", "beside:inner-beside", "around:inner-beside"])?;
    expect_no_errors(page)
}

fn an_app_within_an_app(page: &Page) -> Result<()> {
    click_in_nested_app(page)
}

/// The story and the outer application both have the expando value 1. The outer application handles a click in the story
/// with the listener numbers of the inner one: a listener of another element runs.
fn detects_shared_expandos_of_nested_apps(page: &Page) -> Result<()> {
    with_expandos_of_yew(page)?;
    let error = click_in_nested_app(page).err().map(|error| error.to_string()).unwrap_or_default();
    ensure!(
        error.starts_with("outer received \"around:inner-story-0\", not []"),
        "the wrong application receives the click: {error}"
    );
    app_received(page, "inner", &[])
}

/// Checks that the state and the elements of the story stay when the application renders again.
fn expect_story_survives(page: &Page, happens: impl Fn() -> Result<()>) -> Result<()> {
    open(page, 1)?;
    page.click(page.article().of_kind(HighlightKind::Claim))?;
    page.wait_for(Card::ANY)?;
    follow_company(page, "sidelight-story", "deepseek")?;
    page.run("window.kept = [find('sidelight-story'), find('>>> @story-page'), find('>>> @card')]", json!([]))?;
    let state = page.js("find('sidelight-story').state")?;
    happens()?;
    page.js("frame()")?;
    let kept =
        "[find('sidelight-story'), find('>>> @story-page'), all('>>> @card')[0]].every((it, at) => it === kept[at])";
    ensure!(page.js(kept)? == true, "the elements are the same");
    ensure!(page.js("find('sidelight-story').state")? == state, "{}", page.js("find('sidelight-story').state")?);
    expect_no_errors(page)
}

fn the_story_survives_a_render_of_the_app(page: &Page) -> Result<()> {
    expect_story_survives(page, || {
        page.click("#outer-before")?;
        page.click("#outer-after")?;
        page.wait_until("the app has rendered again", "find('#outer-before').textContent === 'Before 4'")
    })
}

fn detects_a_story_that_is_rendered_again(page: &Page) -> Result<()> {
    let error =
        expect_story_survives(page, || reinsert_story(page)).err().map(|error| error.to_string()).unwrap_or_default();
    ensure!(error == "the elements are the same", "the check finds the new elements: {error}");
    Ok(())
}

fn the_app_changes_attributes(page: &Page) -> Result<()> {
    open(page, 1)?;
    follow_company(page, "sidelight-story", "baidu")?;
    page.run("window.kept = find('sidelight-story')", json!([]))?;
    page.click("#outer-highlights")?;
    page.wait_gone(">>> @article-body @mark")?;
    ensure!(page.js("find('sidelight-story').state.followed")? == "baidu", "the story still follows the company");
    page.click("#outer-highlights")?;
    page.wait_until("the elements are back", "all('>>> @article-body @mark').length > 0")?;
    let title = page.text(">>> @story-title")?;
    page.click("#outer-switch")?;
    page.wait_until("the other story is shown", &format!("find('>>> @story-title').textContent !== {}", json!(title)))?;
    page.wait_live()?;
    page.click(page.article().of_kind(HighlightKind::Company))?;
    page.wait_for(Card::ANY)?;
    app_received(page, "outer", &["around:outer-story-0"; 2])?;
    ensure!(page.js("kept === find('sidelight-story')")? == true, "the element is the same");
    expect_no_errors(page)
}
