//! The page of the build works without a network after a visit.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::page::{Card, HighlightKind, Page};
use crate::server::Server;

pub(crate) const CASES: &[Case] = &[
    case!(an_open_page_works_offline),
    case!(a_visited_page_opens_offline),
    case!(a_fresh_page_comes_before_the_cached_one),
    case!(a_service_worker_of_the_page_stays),
];

/// The seed story with its service worker. (Only these cases use it, because the cache survives a case.)
const PATH: &str = "/with/offline/index.html";

/// Opens the page on a separate server, and waits until the page is cached.
fn open_and_cache(page: &Page) -> Result<Server> {
    let server = Server::start()?;
    page.visit(&format!("{}{PATH}", server.origin()))?;
    page.wait_live()?;
    page.wait_until("the page is cached", "document.documentElement.dataset.sidelightOffline === 'saved'")?;
    Ok(server)
}

fn expect_interactive(page: &Page) -> Result<()> {
    page.click(page.article().of_kind(HighlightKind::Company))?;
    page.wait_for(Card::ANY)?;
    page.carousel().next()?;
    page.wait_until("the slide is shown", "find('>>> @carousel-position').textContent.startsWith('2 ')")
}

fn an_open_page_works_offline(page: &Page) -> Result<()> {
    let server = Server::start()?;
    page.visit(&format!("{}/index.html", server.origin()))?;
    page.wait_live()?;
    server.stop();
    expect_interactive(page)?;
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

fn a_visited_page_opens_offline(page: &Page) -> Result<()> {
    let server = open_and_cache(page)?;
    let address = format!("{}{PATH}", server.origin());
    server.stop();
    for part in ["", "?from=a-friend#open-source-ai/note/omdia"] {
        page.goto("/control/blank.html")?;
        page.visit(&format!("{address}{part}"))?;
        page.wait_live()?;
        expect_interactive(page)?;
    }
    Ok(())
}

fn a_fresh_page_comes_before_the_cached_one(page: &Page) -> Result<()> {
    let server = open_and_cache(page)?;
    let corrected = std::fs::read_to_string(crate::server::dist().join("index.html"))?;
    let corrected = corrected.replacen("<title>", "<title>Corrected: ", 1);
    server.put("/index.html", &corrected);
    let address = format!("{}{PATH}", server.origin());
    page.visit(&address)?;
    page.wait_until("the new page is shown", "document.title.startsWith('Corrected: ')")?;
    page.wait_live()?;
    // The new page is cached now.
    let kept = "caches.match(location.href).then((it) => it.text()).then((it) => it.includes('Corrected: '))";
    page.wait_until("the state is stored", kept)?;
    server.stop();
    page.goto("/control/blank.html")?;
    page.visit(&address)?;
    page.wait_live()?;
    ensure!(page.js("document.title.startsWith('Corrected: ')")? == true);
    Ok(())
}

fn a_service_worker_of_the_page_stays(page: &Page) -> Result<()> {
    let server = Server::start()?;
    server.put("/other.js", "addEventListener('fetch', () => {})");
    let blank = format!("{}/with/offline/control/blank.html", server.origin());
    page.visit(&blank)?;
    page.run("return navigator.serviceWorker.register('../other.js', { scope: '../' }).then(() => true)", json!([]))
        .or_else(|_| page.run("return true", json!([])))?;
    page.wait_until(
        "the other service worker is active",
        "navigator.serviceWorker.getRegistration('../').then((it) => it?.active?.scriptURL.endsWith('other.js'))",
    )?;
    page.visit(&format!("{}{PATH}", server.origin()))?;
    page.wait_live()?;
    page.wait_until(
        "the service worker has checked",
        "document.documentElement.dataset.sidelightOffline === 'other-worker'",
    )?;
    let there = "navigator.serviceWorker.getRegistrations().then((all) => all.map((it) => it.active?.scriptURL))";
    let there = page.js(there)?;
    ensure!(
        there.as_array().is_some_and(|all| all.len() == 1)
            && there[0].as_str().is_some_and(|it| it.ends_with("/other.js")),
        "{there}"
    );
    ensure!(page.js("caches.keys()")? == json!([]), "nothing is cached");
    Ok(())
}
