//! The npm package: installed from its tarball into the projects of `tests/npm`, in a page without a bundler, in one that
//! Vite builds or serves for development, and in React.

use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::page::{HighlightKind, Page};
use crate::process::{Process, free_port};
use crate::server::{find_file, npm_dir};

pub(crate) const CASES: &[Case] = &[
    case!(the_package_works_without_a_bundler),
    case!(the_package_works_in_a_vite_build),
    case!(detects_a_file_that_the_bundler_misses),
    case!(a_file_missing_from_the_bundle_is_reported),
    case!(the_package_works_in_vites_dev_server),
    case!(the_package_works_with_vites_prebundling),
    case!(react_sets_its_properties_and_listens),
    case!(react_replaces_the_story),
    case!(react_unmounts_and_remounts_the_element),
];

/// The path of a built project on the test server.
fn built(path: &str) -> Result<String> {
    ensure!(npm_dir().join(path).is_file(), "target/npm/{path} is not built; run: cargo xtask test");
    Ok(format!("/package/{path}"))
}

/// Checks that the story is live and the stylesheet applies.
fn expect_live(page: &Page) -> Result<()> {
    page.wait_live()?;
    ensure!(page.text(">>> @story-title")? == "The lighthouse is for sale", "{}", page.text(">>> @story-title")?);
    let weight = "getComputedStyle(find('>>> @company-mark')).getPropertyValue('--sl-line-weight')";
    ensure!(page.js(weight)? != "", "the stylesheet applies");
    Ok(())
}

/// Clicks a highlight, and waits until the page shows the event.
fn expect_event(page: &Page) -> Result<()> {
    click_company(page)?;
    page.wait_until("the page gets the event", "find('#events').textContent === 'note/seamark/1'")
}

/// Clicks the only company in the text.
fn click_company(page: &Page) -> Result<()> {
    page.click(page.article().of_kind(HighlightKind::Company))?;
    page.wait_for(">>> @card")
}

fn replace_story(page: &Page) -> Result<()> {
    page.click("#replace")?;
    page.wait_until("the other story is shown", "find('>>> @story-title').textContent === 'The harbour stays'")?;
    page.wait_live()
}

/// The common checks: live, events, replaced story, empty console, no foreign request.
fn expect_working(page: &Page) -> Result<()> {
    expect_live(page)?;
    expect_event(page)?;
    replace_story(page)?;
    click_company(page)?;
    page.wait_until("the page gets the event", "find('#events').textContent === 'note/tidewater/1'")?;
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    ensure!(page.foreign_requests()?.is_empty(), "{:?}", page.foreign_requests()?);
    Ok(())
}

fn the_package_works_without_a_bundler(page: &Page) -> Result<()> {
    page.goto(&built("plain/index.html")?)?;
    expect_working(page)
}

fn the_package_works_in_a_vite_build(page: &Page) -> Result<()> {
    page.goto(&built("vite/dist/index.html")?)?;
    expect_working(page)?;
    let assets = page.requests().into_iter().filter(|path| path.ends_with(".wasm")).collect::<Vec<_>>();
    // The main module and two chunks.
    let in_bundle = assets.iter().filter(|path| path.starts_with("/package/vite/dist/assets/")).count();
    ensure!(assets.len() == 3 && in_bundle == 3, "{assets:?}");
    Ok(())
}

fn detects_a_file_that_the_bundler_misses(page: &Page) -> Result<()> {
    page.goto(&built("vite/dist-unseen/index.html")?)?;
    ensure!(expect_live(page).is_err(), "the check finds the missing file");
    ensure!(page.console()?.iter().any(|said| said.contains("was not found (404)")), "{:?}", page.console()?);
    Ok(())
}

fn a_file_missing_from_the_bundle_is_reported(page: &Page) -> Result<()> {
    let path = built("vite/dist/index.html")?;
    let [glue, wasm] = [".js", ".wasm"].map(|end| find_file(&npm_dir().join("vite/dist/assets"), "sidelight-", end));
    for (missing, cause) in
        [(glue, "a script can't be loaded ("), (wasm.clone(), &format!("{wasm} was not found (404)"))]
    {
        ensure!(!missing.is_empty(), "the bundle has the file");
        page.goto(&format!("/with/404:{missing}{path}"))?;
        page.wait_until("loading has failed", "find('sidelight-story').dataset.sidelight === 'failed'")?;
        let said = page.console()?;
        ensure!(said.iter().any(|said| said.contains(cause)), "without {missing}: {said:?}");
    }
    Ok(())
}

/// The Vite servers that the tests have started, each with its mode and port. All engines share them.
static SERVERS: Mutex<Vec<(&str, Process, u16)>> = Mutex::new(Vec::new());

/// The URL of Vite's development server in this mode.
fn served(mode: &'static str) -> Result<String> {
    let mut servers = SERVERS.lock().unwrap_or_else(PoisonError::into_inner);
    let port = match servers.iter().find(|(other, ..)| *other == mode) {
        Some((_, _, port)) => *port,
        None => {
            let (server, port) = serve(mode)?;
            servers.push((mode, server, port));
            port
        }
    };
    Ok(format!("http://127.0.0.1:{port}/"))
}

fn serve(mode: &str) -> Result<(Process, u16)> {
    let project: PathBuf = npm_dir().join("vite");
    ensure!(project.is_dir(), "target/npm/vite is not there; run: cargo xtask test");
    let port = free_port()?;
    let mut vite = Command::new("node");
    vite.current_dir(project).args(["node_modules/vite/bin/vite.js", "--host", "127.0.0.1", "--strictPort"]);
    vite.args(["--mode", mode, "--port", &port.to_string()]).stdout(std::process::Stdio::null());
    let mut process = Process::start(&mut vite, &format!("vite-{mode}.log"))?;
    let end = Instant::now() + Duration::from_secs(30);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        ensure!(!process.has_ended() && Instant::now() < end, "Vite doesn't serve");
        thread::sleep(Duration::from_millis(20));
    }
    Ok((process, port))
}

/// Checks the page of Vite's development server in this mode. (The console is not recorded there.)
fn expect_live_in_dev_server(page: &Page, mode: &'static str) -> Result<()> {
    page.visit(&served(mode)?)?;
    expect_live(page)?;
    expect_event(page)?;
    replace_story(page)
}

fn the_package_works_in_vites_dev_server(page: &Page) -> Result<()> {
    expect_live_in_dev_server(page, "development")
}

fn the_package_works_with_vites_prebundling(page: &Page) -> Result<()> {
    expect_live_in_dev_server(page, "apart")
}

/// Opens the page in React: as published, or in development mode, with warnings and StrictMode.
fn open_react(page: &Page, folder: &str) -> Result<()> {
    page.goto(&built(&format!("react/{folder}/index.html"))?)?;
    expect_live(page)?;
    let effects = if folder == STRICT { "2" } else { "1" };
    ensure!(page.text("#effects")? == effects, "{folder}: effects ran {} times", page.text("#effects")?);
    Ok(())
}

const PUBLISHED: &str = "dist";
const STRICT: &str = "dist-strict";

fn react_sets_its_properties_and_listens(page: &Page) -> Result<()> {
    for folder in [PUBLISHED, STRICT] {
        open_react(page, folder)?;
        let seen = page.js(
            "(({ story, attributes, className }) => [story.id, className, [...attributes].map((it) => it.name).sort()])\
             (find('sidelight-story'))",
        )?;
        let attributes = ["class", "data-sidelight", "no-timeline", "theme"];
        ensure!(seen == json!(["lighthouse", "story", attributes]), "{seen}");
        page.wait_until("the ready event is reported", "find('#warnings').textContent === '0 warnings'")?;
        expect_event(page)?;
        ensure!(page.console()?.is_empty(), "{folder}: {:?}", page.console()?);
    }
    Ok(())
}

fn react_replaces_the_story(page: &Page) -> Result<()> {
    open_react(page, STRICT)?;
    page.run("window.kept = find('sidelight-story')", json!([]))?;
    replace_story(page)?;
    ensure!(page.js("kept === find('sidelight-story')")? == true, "the element is the same");
    click_company(page)?;
    page.wait_until("the page gets the event", "find('#events').textContent === 'note/tidewater/1'")?;
    // React has rendered again with the same story: the selection stays.
    page.click("#read-state")?;
    page.wait_until("the item is still selected", "find('#selected').textContent === 'note/tidewater/1'")?;
    ensure!(page.card().count()? == 1, "the note is open");
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

fn react_unmounts_and_remounts_the_element(page: &Page) -> Result<()> {
    open_react(page, STRICT)?;
    for _ in 0..3 {
        page.click("#insert")?;
        page.wait_until("the element is removed", "all('sidelight-story').length === 0")?;
        page.click("#insert")?;
        page.wait_for("sidelight-story")?;
        expect_live(page)?;
    }
    expect_event(page)?;
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}
