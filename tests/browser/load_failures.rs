//! Strict policies, and every loading failure: the fallback stays, and one line on the console names the cause and the
//! remedy.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::page::Page;
use crate::readable_script::readable_script;
use crate::server::{NONCE, artifact_names, hashed_names};
use crate::snippet::{TAG, upgraded, with_tag};

pub(crate) const CASES: &[Case] = &[
    case!(the_live_view_runs_under_a_strict_policy),
    case!(detects_a_breach_of_a_strict_policy),
    case!(every_failure_names_cause_and_remedy),
    case!(failures_of_the_browser_are_reported),
    case!(cross_origin_files_need_cors),
    case!(a_wrong_media_type_is_a_warning),
    case!(a_panic_is_reported_once),
    case!(loading_is_tried_again),
];

/// The strictest Content-Security-Policy that the live view runs under.
fn strict(scripts: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{NONCE}'{scripts}; style-src 'self'; connect-src 'self'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// Serves the snippet in a page whose scripts have a nonce, after the script `before`.
fn serve(page: &Page, before: &str) -> Result<()> {
    let script = if before.is_empty() { String::new() } else { format!("<script>{before}</script>") };
    page.serve("/page.html", &with_tag(TAG, &script)?.replace("<script", &format!("<script nonce={NONCE}")));
    Ok(())
}

fn open(page: &Page, behaviours: &str) -> Result<()> {
    page.goto(&format!("/with/{}/page.html", behaviours.replace(' ', "%20")))
}

/// The live view runs under the policy, and the console is empty.
fn is_live_and_quiet(page: &Page) -> Result<()> {
    serve(page, "")?;
    open(page, &format!("csp:{}", strict(" 'wasm-unsafe-eval'")))?;
    page.wait_live()?;
    page.run("find('>>> @article-body @company-mark').click()", json!([]))?;
    page.wait_for(">>> [data-placement=margin] @card")?;
    let (card, body) = (page.rects(">>> @card")?[0], page.rects(">>> @article-body")?[0]);
    ensure!(card.x > body.x + body.width, "the note is in the margin: {card:?}");
    page.run("find('>>> @company-chip').click()", json!([]))?;
    page.wait_for(">>> @companies [aria-pressed=true]")?;
    let colours = "new Set(all('>>> @paragraph').map((it) => getComputedStyle(it).color)).size";
    ensure!(page.js(colours)? == 2, "unrelated paragraphs are dimmed");
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

fn the_live_view_runs_under_a_strict_policy(page: &Page) -> Result<()> {
    page.viewport(1440, 900)?;
    is_live_and_quiet(page)
}

/// Serves `element.js` with `from` replaced by `to`.
pub(crate) fn changed(page: &Page, from: &str, to: &str) -> Result<()> {
    changed_at(page, "element.js", from, to)
}

/// Serves the script of the element as `name`, with `from` replaced by `to`.
pub(crate) fn changed_at(page: &Page, name: &str, from: &str, to: &str) -> Result<()> {
    let script = readable_script("element.js")?;
    ensure!(script.contains(from), "element.js contains {from}");
    page.serve(&format!("/{name}"), &script.replace(from, to));
    Ok(())
}

fn detects_a_breach_of_a_strict_policy(page: &Page) -> Result<()> {
    page.viewport(1440, 900)?;
    // Without the hash, so that the browser accepts the changed script.
    let own = upgraded(&with_tag(TAG, "")?)?;
    page.serve("/page.html", &own.replace("<script", &format!("<script nonce={NONCE}")));
    let said = |page: &Page| -> Result<Vec<String>> {
        open(page, &format!("csp:{}", strict(" 'wasm-unsafe-eval'")))?;
        page.wait_live()?;
        page.console()
    };
    ensure!(said(page)?.is_empty(), "the unchanged script violates no policy: {:?}", page.console()?);
    changed(
        page,
        "mount.className = \"sl-mount\";",
        "mount.className = \"sl-mount\"; mount.setAttribute('style', 'color:red');",
    )?;
    ensure!(
        said(page)?.iter().any(|it| it.starts_with("csp: style-src")),
        "the inline style violates the policy: {:?}",
        page.console()?
    );
    Ok(())
}

/// Checks that the fallback is shown, and that one line on the console and one event have the code and the expected text.
fn reports_failure(page: &Page, what: &str, code: &str, expected: [&str; 2]) -> Result<()> {
    page.wait_until("loading has failed", "find('sidelight-story').dataset.sidelight === 'failed'")?;
    let height = "all('sidelight-story @paragraph').every((it) => it.getBoundingClientRect().height > 20)";
    ensure!(page.js(height)? == true, "{what}: the fallback is visible");
    let console = page.console()?;
    let ours: Vec<_> = console.iter().filter(|line| line.contains("sidelight: [")).collect();
    ensure!(ours.len() == 1 && ours[0].starts_with("error: "), "{what}: one line, not {console:?}");
    let anchor = format!("Showing the fallback. See docs/troubleshooting.md#{}", code.to_lowercase());
    let parts = [&format!("sidelight: [{code}] "), &anchor, expected[0], expected[1]];
    ensure!(parts.iter().all(|it| ours[0].contains(it)), "{what}: {} contains {parts:?}", ours[0]);
    ensure!(
        !console.iter().any(|line| line.starts_with("uncaught: ") || line.starts_with("rejected: ")),
        "{console:?}"
    );
    let reported = page.js("events.filter(([name]) => name === 'error').map(([, detail]) => detail)")?;
    ensure!(reported.as_array().is_some_and(|events| events.len() == 1), "{what}: {reported}");
    ensure!(reported[0]["code"] == code && reported[0]["path"].is_null(), "{what}: {reported}");
    ensure!(
        reported[0]["message"].as_str().is_some_and(|it| expected.iter().all(|part| it.contains(part))),
        "{reported}"
    );
    Ok(())
}

fn every_failure_names_cause_and_remedy(page: &Page) -> Result<()> {
    serve(page, "")?;
    let glue = &artifact_names()[0];
    let copy = "Copy the whole build again";
    let wasm = "sidelight-";
    let check = |behaviours: &str, code: &str, expected: [&str; 2]| {
        open(page, behaviours)?;
        reports_failure(page, behaviours, code, expected)
    };
    check("404:_bg.wasm", "L06", ["_bg.wasm was not found (404)", copy])?;
    check(&format!("404:{glue}"), "L06", [&format!("{glue} was not found (404)"), copy])?;
    check(
        &format!("plain:{glue}"),
        "L07",
        [&format!("{glue} has the media type text/plain"), "Serve .js as text/javascript"],
    )?;
    check("garbage:_bg.wasm", "L08", [wasm, "is damaged"])?;
    check("cut:_bg.wasm", "L08", [wasm, "is damaged"])?;
    check(&format!("garbage:{glue}"), "L08", [glue, "is damaged"])?;
    check(&format!("cut:{glue}"), "L08", [glue, "is damaged"])?;
    check(
        &format!("csp:{}", strict("")),
        "L03",
        ["Content-Security-Policy forbids WebAssembly", "Add 'wasm-unsafe-eval'"],
    )?;
    let no_requests = strict(" 'wasm-unsafe-eval'").replace("connect-src 'self'", "connect-src 'none'");
    check(&format!("csp:{no_requests}"), "L04", ["can't be reached", "Check the server and connect-src"])?;
    // The check finds a line that says something else.
    ensure!(check("404:_bg.wasm", "L06", ["is damaged", copy]).is_err());
    Ok(())
}

fn failures_of_the_browser_are_reported(page: &Page) -> Result<()> {
    serve(page, "delete window.WebAssembly")?;
    page.goto("/page.html")?;
    reports_failure(page, "no WebAssembly", "L01", ["has no WebAssembly", "Use another"])?;
    // The time limit of a minute ends at once.
    let hurry = "const later = setTimeout;
        window.setTimeout = (done, time, what) => later(done, what?.name === 'TimeoutError' ? 50 : time, what);";
    serve(page, hurry)?;
    open(page, "hold:_bg.wasm")?;
    reports_failure(page, "no answer", "L02", ["took longer than 60 s", "Check the server"])?;
    page.release();
    page.js("frame().then(frame)")?;
    ensure!(page.count(">>> @story-page")? == 0, "a live view that arrives after the time limit is not shown");
    Ok(())
}

/// The same server under another host name is another origin.
fn cross_origin_files_need_cors(page: &Page) -> Result<()> {
    let [glue, _] = artifact_names();
    let there = page.url("").replace("127.0.0.1", "localhost");
    let own = with_tag(TAG, "")?;
    let [script, style] = hashed_names();
    for (leave, expected) in [
        (format!("cors:{script}+cors:{glue}+cors:{style}"), Some("_bg.wasm can't be read from this page")),
        (
            format!("cors:{script}+cors:_bg.wasm+cors:{glue}+cors:{style}"),
            Some("_json.wasm can't be read from this page"),
        ),
        (format!("cors:{script}+cors:_bg.wasm+cors:_json.wasm+cors:_timeline.wasm+cors:{glue}+cors:{style}"), None),
    ] {
        let from = format!("src=\"{there}/with/{leave}/{script}\"");
        page.serve("/page.html", &own.replace(&format!("src=\"{script}\""), &from));
        page.goto("/page.html")?;
        match expected {
            Some(cause) => reports_failure(page, &leave, "L05", [cause, "Send Access-Control-Allow-Origin"])?,
            None => page.wait_live()?,
        }
    }
    Ok(())
}

fn a_wrong_media_type_is_a_warning(page: &Page) -> Result<()> {
    serve(page, "")?;
    open(page, "plain:_bg.wasm")?;
    page.wait_live()?;
    let console = page.console()?;
    ensure!(console.len() == 1 && console[0].starts_with("warn: sidelight: [L09] "), "{console:?}");
    ensure!(console[0].contains("has the media type text/plain. Serve .wasm as application/wasm"), "{console:?}");
    Ok(())
}

fn a_panic_is_reported_once(page: &Page) -> Result<()> {
    serve(page, "")?;
    page.goto("/page.html")?;
    page.wait_live()?;
    page.run(
        "const mark = find('>>> @article-body @company-mark');
         Node.prototype.getRootNode = () => { throw new Error('no') };
         mark.click()",
        json!([]),
    )?;
    reports_failure(page, "a panic", "L11", ["the live view has failed", ""])?;
    // Later calls do not cause further errors.
    page.run("const it = find('sidelight-story'); it.state = {}; it.story = {}; it.lang = 'en'; it.state", json!([]))?;
    page.js("frame()")?;
    reports_failure(page, "afterwards", "L11", ["the live view has failed", ""])
}

/// Loading can succeed later, and a failure is not reported twice.
fn loading_is_tried_again(page: &Page) -> Result<()> {
    serve(page, "")?;
    open(page, "404:_bg.wasm")?;
    reports_failure(page, "at first", "L06", ["was not found", "Copy"])?;
    page.run("const it = find('sidelight-story'); it.remove(); setTimeout(() => document.body.append(it))", json!([]))?;
    page.wait_until("the failure is reported again", "events.length === 2")?;
    ensure!(page.rects("sidelight-story @story-title")?[0].height > 0.0, "the fallback is visible");
    Ok(())
}
