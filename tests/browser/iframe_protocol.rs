//! The iframe page: its messages to the host page, and its behaviour under a sandbox or a strict policy. (`iframe_reader.rs`
//! has the cases of a reader in an iframe.)

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use sidelight::page::resizer_script;

use crate::case::{Case, case};
use crate::engine::Engine;
use crate::notes::{person, product};
use crate::page::{Card, Page, Shown};
use crate::readable_script::readable_script;

pub(crate) const CASES: &[Case] = &[
    case!(the_iframe_is_as_high_as_its_story),
    case!(an_iframe_without_a_resizer_scrolls),
    case!(only_a_host_page_that_asks_gets_messages),
    case!(detects_a_message_to_every_origin),
    case!(a_host_page_of_the_same_origin_gets_links),
    case!(the_pym_protocol_is_supported),
    case!(the_wordpress_protocol_is_supported),
    case!(messages_of_the_host_page_are_ignored),
    case!(a_sandboxed_iframe_is_live),
    case!(the_fallback_is_readable_without_scripts),
];

/// The URL of a path on another origin: the same server under the name `localhost`.
pub(crate) fn cross_origin_url(page: &Page, path: &str) -> String {
    page.url(path).replace("127.0.0.1", "localhost")
}

/// Opens a page with an iframe of these attributes that records its messages, and enters the iframe.
fn open(page: &Page, frame: &str, script: &str) -> Result<()> {
    page.serve(
        "/page.html",
        &format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>News</title><body style='margin: 0'>
             <script>window.received = []; addEventListener('message', ({{ data }}) => received.push(data))</script>
             <p style='block-size: 1000px; margin: 0'>News.</p>
             <iframe title=Story style='border: 0; display: block' width=100% {frame}></iframe>
             <script>{script}</script><p style='block-size: 1000px; margin: 0'>More.</p>"
        ),
    );
    page.goto("/page.html")?;
    // A story is fetched when the iframe is near the viewport of the host page.
    page.run("find('iframe').scrollIntoView()", json!([]))?;
    page.enter("iframe")
}

/// Opens an iframe of another origin, and waits until the story is live.
pub(crate) fn open_cross_origin(page: &Page, path: &str, attributes: &str, script: &str) -> Result<()> {
    open(page, &format!("src=\"{}\" {attributes}", cross_origin_url(page, path)), script)?;
    page.wait_live()
}

/// Opens an iframe of another origin with the resizer script, and waits until the iframe has the height of the story.
pub(crate) fn open_resized(page: &Page, path: &str, attributes: &str) -> Result<()> {
    open_cross_origin(page, path, &format!("height=500 {attributes}"), resizer_script())?;
    fits(page, "once it is live")
}

/// A JavaScript expression: true if the iframe is exactly as high as its content.
const FITS: &str = "innerHeight === Math.ceil(box('main').height)
    && document.body.scrollHeight === document.body.clientHeight && document.body.scrollTop === 0";

pub(crate) fn fits(page: &Page, when: &str) -> Result<()> {
    page.wait_until(&format!("the iframe has the height of its content {when}"), FITS)?;
    // The height does not change any more.
    page.js("frame().then(frame)")?;
    ensure!(page.js(FITS)? == true, "the height is stable {when}");
    Ok(())
}

/// The messages that the host page has received.
fn received_messages(page: &Page) -> Result<Vec<Value>> {
    page.leave()?;
    let messages = page.js("received")?;
    page.enter("iframe")?;
    Ok(messages.as_array().cloned().unwrap_or_default())
}

/// Clicks the element that `selector` matches. WebKit's driver misses elements in an iframe, so it gets a position in the
/// host page. Firefox's driver would click the iframe element at that position.
pub(crate) fn click(page: &Page, selector: &str) -> Result<()> {
    if page.engine() != Engine::WebKit {
        return page.click(selector);
    }
    page.run("reveal(arguments[0])", json!([selector]))?;
    page.wait_still(selector)?;
    let inner = page.run("return box(arguments[0])", json!([selector]))?;
    page.leave()?;
    let at = page.run(
        "const { x, y, width, height } = arguments[0];
         const at = () => [box('iframe').x + x + width / 2, box('iframe').y + y + height / 2].map(Math.round);
         if (at()[1] < 50 || at()[1] > innerHeight - 50)
           scrollBy({ top: at()[1] - innerHeight / 2, behavior: 'instant' });
         return frame().then(at)",
        json!([inner]),
    )?;
    let at: [i64; 2] = serde_json::from_value(at)?;
    page.click_at(at[0], at[1])?;
    page.enter("iframe")
}

/// Opens the note of the highlight that `mark` matches.
pub(crate) fn choose(page: &Page, mark: &str) -> Result<()> {
    page.highlight_filter().show_all()?;
    if page.card().count()? > 0 {
        // The open note may cover the next highlight.
        click(page, ">>> @front-card @close-button")?;
        page.card().wait_closed()?;
    }
    click(page, mark)?;
    page.wait_until("the note has the focus", "focusIn('@front-card')")
}

fn the_iframe_is_as_high_as_its_story(page: &Page) -> Result<()> {
    for width in [320, 700, 1000] {
        page.viewport(width, 800)?;
        open_resized(page, "/embed.html", "")?;
        choose(page, &person(page))?;
        fits(page, "with a note")?;
        click(page, ">>> @front-card @close-button")?;
        page.card().wait_closed()?;
        fits(page, "without it")?;
        click(page, &page.carousel().next_button())?;
        fits(page, "with another quote")?;
        page.run("find('>>> details:not([open]) summary').click()", json!([]))?;
        fits(page, "with more of it open")?;
        page.leave()?;
        let before = page.js("find('iframe').height")?;
        page.viewport(width + 90, 800)?;
        page.enter("iframe")?;
        page.wait_until("the iframe is wider", &format!("innerWidth >= {}", width + 60))?;
        fits(page, "when it is wider")?;
        page.leave()?;
        ensure!(page.js("find('iframe').height")? != before, "the height has changed");
    }
    Ok(())
}

/// Without a resizer the content scrolls, even with `scrolling=no`.
fn an_iframe_without_a_resizer_scrolls(page: &Page) -> Result<()> {
    page.viewport(700, 800)?;
    open_cross_origin(page, "/embed.html", "height=500 scrolling=no", "")?;
    ensure!(page.js(FITS)? == false, "the iframe is lower than its content");
    ensure!(page.js("innerHeight")? == 500);
    let top = page.js("document.body.scrollTop")?;
    page.wheel("main", 0, 300)?;
    page.wait_until("the body has scrolled", &format!("document.body.scrollTop > {top} + 100"))?;
    page.wait_still("main")?;
    ensure!(
        page.js("window.scrollY === document.body.scrollTop")? == true,
        "`window.scrollY` is the body's scroll position"
    );
    // The target of a link is scrolled into view.
    click(page, ">>> @slide:not([aria-hidden]) @quote-links a@occurrence-link")?;
    page.wait_until("the note has the focus", "focusIn('@front-card')")?;
    page.wait_until(
        "the words of the note are visible",
        "((line) => line.y >= 0 && line.y + line.height <= innerHeight)(box(`>>> [id='${active().dataset.anchor}']`))",
    )
}

fn only_a_host_page_that_asks_gets_messages(page: &Page) -> Result<()> {
    open_cross_origin(page, "/embed.html", "height=500", "")?;
    page.js("frame().then(frame)")?;
    let messages = received_messages(page)?;
    ensure!(messages.is_empty(), "{messages:?}");
    page.leave()?;
    page.run("find('iframe').contentWindow.postMessage({ sidelight: 'height?' }, '*')", json!([]))?;
    page.wait_until("the host page that asks gets the message", "received.length")?;
    let messages = page.js("received[0]")?;
    ensure!(
        messages["sidelight"] == "height" && messages["height"].as_u64().is_some_and(|height| height > 1000),
        "{messages}"
    );
    Ok(())
}

fn detects_a_message_to_every_origin(page: &Page) -> Result<()> {
    let script = "if (parent.location.origin === origin) useSidelight(origin)";
    let frame = readable_script("frame.js")?;
    ensure!(frame.contains(script), "frame.js contains {script}");
    page.serve("/frame.js", &frame.replace(script, "useSidelight('*')"));
    let found = only_a_host_page_that_asks_gets_messages(page);
    ensure!(
        found.is_err_and(|error| error.to_string().contains("height")),
        "the check finds the message to every origin"
    );
    Ok(())
}

fn a_host_page_of_the_same_origin_gets_links(page: &Page) -> Result<()> {
    open(page, "src=embed.html height=500", "")?;
    page.wait_live()?;
    page.leave()?;
    page.wait_until("the host page gets the message", "received.some(({ sidelight }) => sidelight === 'height')")
}

/// With pym.js as the host page's script.
fn the_pym_protocol_is_supported(page: &Page) -> Result<()> {
    page.viewport(700, 800)?;
    page.serve(
        "/page.html",
        &format!(
            "<!doctype html><html lang=en><title>News</title><body style='margin: 0'><div id=story></div>
             <script src=/npm/pym.js/dist/pym.v1.min.js></script>
             <script>new pym.Parent('story', '{}#open-source-ai/note/wei-sun/1', {{}})</script>",
            cross_origin_url(page, "/embed.html")
        ),
    );
    page.goto("/page.html")?;
    page.wait_for("iframe")?;
    page.enter("iframe")?;
    page.wait_live()?;
    fits(page, "as pym makes it")?;
    page.wait_for(Card::ANY)?;
    choose(page, &product(page))?;
    fits(page, "with another note")?;
    page.leave()?;
    page.viewport(500, 800)?;
    page.enter("iframe")?;
    page.wait_until("the iframe is narrower", "innerWidth <= 500")?;
    fits(page, "when it is narrower")
}

/// WordPress's treatment of an unknown provider: a sandbox, `scrolling="no"`, a secret in the URL, and a height between
/// 200 and 1000 CSS pixels.
const WORDPRESS: &str = "const frame = document.querySelector('iframe');
    const secret = 'a1B2c3';
    addEventListener('message', ({ source, data }) => {
      if (source !== frame.contentWindow || !data || data.secret !== secret) return;
      if (/[^a-zA-Z0-9]/.test(data.secret) || data.message !== 'height') return;
      frame.height = Math.min(1000, Math.max(200, Number.parseInt(data.value, 10)));
    });
    frame.addEventListener('load', () => frame.contentWindow.postMessage({ message: 'ready', secret }, '*'));";

fn the_wordpress_protocol_is_supported(page: &Page) -> Result<()> {
    page.viewport(700, 900)?;
    let attributes = "height=400 scrolling=no sandbox=allow-scripts security=restricted";
    let src = cross_origin_url(page, "/with/cors:/embed.html#?secret=a1B2c3");
    open(page, &format!("src=\"{src}\" {attributes}"), WORDPRESS)?;
    page.wait_live()?;
    page.wait_until("the iframe has its greatest height", "innerHeight === 1000")?;
    ensure!(page.js("location.hash")? == "", "the fragment does not contain the secret");
    let messages = received_messages(page)?;
    let height = page.js("Math.ceil(box('main').height)")?;
    ensure!(
        messages.last() == Some(&json!({ "message": "height", "value": height, "secret": "a1B2c3" })),
        "{messages:?}"
    );
    ensure!(messages.iter().all(|it| it["message"] == "height"), "only heights are sent: {messages:?}");
    // The rest is reached by scrolling, here with the keyboard.
    choose(page, &person(page))?;
    page.card().escape()?;
    page.press("End")?;
    page.wait_until("the body has scrolled", "document.body.scrollTop > 200")
}

fn messages_of_the_host_page_are_ignored(page: &Page) -> Result<()> {
    open_cross_origin(page, "/embed.html?childId=a", "height=500", "")?;
    page.run("window.stays = true", json!([]))?;
    page.leave()?;
    page.run(
        "const inside = find('iframe').contentWindow;
         for (const words of ['navigateToxPYMxjavascript:alert(1)', 'navigateToxPYMxhttp://127.0.0.1:1/'])
           inside.postMessage(`pymxPYMxaxPYMx${words}`, '*');
         for (const data of [null, 0, 'height?', [], { sidelight: 'show' }, { sidelight: { height: 1 } }, { message: 'ready' },
           { message: 'link', value: 'http://127.0.0.1:1/' }]) inside.postMessage(data, '*');
         received.length = 0;
         inside.postMessage({ sidelight: 'height?' }, '*');",
        json!([]),
    )?;
    page.wait_until("the later message is answered", "received.some((it) => it.sidelight === 'height')")?;
    page.enter("iframe")?;
    ensure!(page.js("window.stays")? == true, "the iframe page has not navigated");
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

/// In a sandbox the iframe page has an opaque origin and no storage, and can load only files with CORS headers.
fn a_sandboxed_iframe_is_live(page: &Page) -> Result<()> {
    page.viewport(700, 800)?;
    open_resized(page, "/with/cors:/embed.html", "sandbox=allow-scripts")?;
    let origin =
        page.js("[self.origin, (() => { try { return sessionStorage.length } catch { return 'none' } })()]")?;
    ensure!(origin == json!(["null", "none"]), "{origin}");
    choose(page, &person(page))?;
    click(page, ">>> @front-card @close-button")?;
    page.card().wait_closed()?;
    page.highlight_filter().choose(Shown::Off)?;
    page.wait_gone(">>> @article-body a[href]")?;
    fits(page, "with fewer highlights")?;
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

/// If the files may not be read, the fallback stays, at its full height.
fn the_fallback_is_readable_without_scripts(page: &Page) -> Result<()> {
    page.viewport(700, 800)?;
    open(page, &format!("src=\"{}\" sandbox=allow-scripts", cross_origin_url(page, "/embed.html")), resizer_script())?;
    fits(page, "with the fallback")?;
    ensure!(page.js("customElements.get('sidelight-story') === undefined")? == true, "the script was refused");
    ensure!(page.rects("sidelight-story @story-title")?[0].height > 0.0, "the fallback is visible");
    Ok(())
}
