//! How it behaves towards readers who need assistance, and towards the page it stands in.

use anyhow::{Context, Result, anyhow, ensure};
use serde_json::json;
use sidelight::page::{PageOptions, standalone};
use sidelight::story::{Story, StoryFile};

use crate::axe_exceptions::DECIDED;
use crate::carousel::{NEXT, QUOTES, shows};
use crate::case::{Case, case};
use crate::copying::with_clipboard;
use crate::engine::Engine;
use crate::page::{Media, Page, Rect};

pub(crate) const CASES: &[Case] = &[
    case!(axe_finds_nothing_on_a_phone),
    case!(axe_finds_nothing_at_a_desk),
    case!(axe_finds_nothing_in_the_dark)
        .only(&[Engine::Chromium, Engine::Firefox], "WebKitGTK can't be told to be dark"),
    case!(axe_finds_nothing_in_forced_colours).only(&[Engine::Chromium], "only Chromium can be told to force colours"),
    case!(it_asks_no_other_host),
    case!(it_runs_under_a_strict_policy),
    case!(styles_of_the_page_stay_outside),
    case!(its_styles_stay_inside),
    case!(it_fits_the_narrowest_screen),
    case!(what_is_pressed_is_large_enough),
];

pub(crate) fn open(page: &Page, width: i64) -> Result<()> {
    page.viewport(width, 900)?;
    page.goto("/index.html")?;
    page.wait_live()
}

/// Brings an open page to a state.
type Enter = fn(&Page) -> Result<()>;

/// What a reader may have done, and how the page gets there.
const STATES: [(&str, Enter); 24] = [
    ("without script", |page| page.goto("/with/404:element.js/index.html")),
    ("live", |_| Ok(())),
    ("pointed at", |page| {
        page.hover(">>> .sl-body a[href$='/note/wei-sun']")?;
        page.wait_for(">>> .sl-card--hovered")
    }),
    ("several on the same words", |page| {
        choose(page, ">>> .sl-body .sl-mark--claim .sl-mark--company", ">>> .sl-also-here")
    }),
    ("a figure", |page| choose(page, ">>> .sl-body .sl-mark--figure", ">>> .sl-chart")),
    ("a quote", |page| choose(page, ">>> .sl-body a[href$='/quote/joe-tsai']", ">>> .sl-card")),
    ("the last mention, kept open", |page| {
        page.goto("/index.html#open-source-ai/note/baidu/4")?;
        page.wait_live()?;
        page.wait_for(">>> .sl-card--front")?;
        // The button is not offered on a narrow screen.
        page.run("all('>>> .sl-pin').forEach((it) => it.checkVisibility() && it.click())", json!([]))?;
        Ok(())
    }),
    ("key highlights, explained", |page| {
        page.run("find('>>> .sl-legend').open = true", json!([]))?;
        choose(page, ">>> .sl-highlight-option:nth-of-type(2)", ">>> .sl-view-link button")
    }),
    ("no highlights", |page| choose(page, ">>> .sl-highlight-option:nth-of-type(3)", ">>> .sl-run")),
    ("the timeline in its other shape", |page| {
        page.click(">>> .sl-mode-toggle")?;
        page.wait_until("it is shown", "all('>>> :is(.sl-timeline-body, .sl-tools)[data-mode]').length === 2")
    }),
    ("the timeline drawn, and zoomed", |page| {
        drawn_and(page, ">>> .sl-zoom-tools button:last-child")?;
        page.wait_until("it is nearer", "find('>>> .sl-readout').textContent.startsWith('January to')")
    }),
    ("an event chosen where it is drawn", |page| {
        drawn_and(page, ">>> .sl-event[id$='/android-open/drawn']")?;
        page.wait_for(">>> .sl-card--in-timeline")
    }),
    ("a folded lane", |page| {
        drawn_and(page, ">>> .sl-fold")?;
        page.wait_for(">>> .sl-is-folded .sl-event-dot")
    }),
    ("events that are looked for", |page| {
        page.click(">>> .sl-company-filter summary")?;
        page.click(">>> .sl-company-filter .sl-chip:nth-child(3)")?;
        page.wait_until("they are found", "find('>>> .sl-readout').textContent.startsWith('2 of 9')")
    }),
    ("the timeline follows the reader", |page| {
        page.click(">>> .sl-follow-reading")?;
        page.run(
            "find(\">>> [id='open-source-ai/event/chatgpt/1']\").scrollIntoView({ behavior: 'instant' })",
            json!([]),
        )?;
        page.wait_for(">>> .sl-reading-position a")?;
        // Where it rests, and lies upon nothing.
        page.run("find('>>> .sl-timeline').scrollIntoView({ block: 'end', behavior: 'instant' })", json!([]))?;
        page.wait_until("it rests", "box('>>> .sl-reading-position').y < innerHeight - 60")
    }),
    ("a quote turned to", |page| {
        page.click(NEXT)?;
        shows(page, 2, 7)
    }),
    ("a quotation that is copied", |page| {
        with_clipboard(page, "async () => {}")?;
        page.click(">>> .sl-slide .sl-share button")?;
        page.wait_until("it says so", "find('>>> .sl-slide .sl-copied').textContent !== ''")
    }),
    ("a quotation that can't be copied", |page| {
        with_clipboard(page, "async () => { throw new Error('no') }")?;
        page.click(">>> .sl-slide .sl-share button")?;
        page.wait_until("it is shown", "!find('>>> .sl-slide .sl-link').hidden")
    }),
    ("a quotation that can't be copied, and a turn", |page| {
        with_clipboard(page, "async () => { throw new Error('no') }")?;
        page.click(">>> .sl-slide .sl-share button")?;
        page.wait_until("it is shown", "!find('>>> .sl-slide .sl-link').hidden")?;
        page.click(NEXT)?;
        shows(page, 2, 7)
    }),
    ("a long quote", |page| long_quote(page).map(drop)),
    ("a long quote in full", |page| {
        page.click(&long_quote(page)?)?;
        page.wait_for(">>> .sl-quote-body--expanded")
    }),
    ("a company in focus, its quotes", |page| {
        page.click(">>> .sl-chip[href$='/company/deepseek']")?;
        shows(page, 1, 4)
    }),
    ("a company in focus, none of its quotes, then the others", |page| {
        page.click(">>> .sl-chip[href$='/company/baidu']")?;
        page.click(">>> .sl-filter button")?;
        shows(page, 1, 7)
    }),
    ("a company in focus, all quotes", |page| {
        choose(page, ">>> .sl-chip[href$='/company/baidu']", ">>> .sl-companies [aria-current]")?;
        page.click(">>> .sl-filter button")?;
        choose(page, ">>> .sl-list-toggle", ">>> .sl-slides--all")
    }),
];

/// A story whose last quote is long, turned to that; what shows all of it.
fn long_quote(page: &Page) -> Result<String> {
    let read = StoryFile::from_json(QUOTES).map_err(|problem| anyhow!("{problem}"))?;
    let options = PageOptions { src: "fixture.json".into(), ..PageOptions::default() };
    page.serve("/fixture.json", QUOTES);
    page.serve("/fixture.html", &standalone(&Story::check(read).0, &options));
    page.goto("/fixture.html")?;
    page.wait_live()?;
    page.click(">>> .sl-speakers li:last-child a")?;
    shows(page, 8, 8)?;
    Ok(">>> .sl-slide:last-child .sl-read-all".to_owned())
}

/// Draws the timeline, if it is not, and presses something in it.
pub(crate) fn drawn_and(page: &Page, what: &str) -> Result<()> {
    if page.js("find('>>> .sl-timeline-chart').checkVisibility()")? != true {
        page.click(">>> .sl-mode-toggle")?;
    }
    crate::timeline::drawn(page)?;
    page.click(what)
}

fn choose(page: &Page, what: &str, leads_to: &str) -> Result<()> {
    page.click(what)?;
    page.wait_for(leads_to)
}

/// axe finds no fault in any state, and has nothing to decide that is not explained.
fn axe_is_content(page: &Page, media: &[Media], width: i64) -> Result<()> {
    let mut faults = String::new();
    for (state, enter) in STATES {
        page.reset()?;
        page.emulate(media)?;
        open(page, width)?;
        enter(page)?;
        page.wait_until(
            "nothing moves",
            "all('sidelight-story').every((it) => !it.shadowRoot?.getAnimations().length)",
        )?;
        let report = page.axe(None, &DECIDED)?;
        if let Err(error) = report.expect_none().and_then(|()| report.expect_decided()) {
            faults += &format!("{state}, {width} wide: {error}\n");
        }
    }
    ensure!(faults.is_empty(), "{faults}");
    Ok(())
}

fn axe_finds_nothing_on_a_phone(page: &Page) -> Result<()> {
    axe_is_content(page, &[], 320)
}

fn axe_finds_nothing_at_a_desk(page: &Page) -> Result<()> {
    axe_is_content(page, &[], 1440)
}

fn axe_finds_nothing_in_the_dark(page: &Page) -> Result<()> {
    axe_is_content(page, &[Media::Dark], 320)?;
    axe_is_content(page, &[Media::Dark], 1440)
}

fn axe_finds_nothing_in_forced_colours(page: &Page) -> Result<()> {
    axe_is_content(page, &[Media::ForcedColors], 320)
}

fn it_asks_no_other_host(page: &Page) -> Result<()> {
    open(page, 768)?;
    page.click(">>> .sl-body .sl-mark--figure")?;
    page.wait_for(">>> .sl-card")?;
    // The sheet would lie upon what is pressed next.
    page.press("Escape")?;
    page.wait_until("it is closed", "all('>>> .sl-card').length === 0")?;
    page.click(">>> .sl-slide-button:nth-child(2)")?;
    page.run("scrollTo(0, document.documentElement.scrollHeight)", json!([]))?;
    page.js("frame()")?;
    ensure!(page.foreign_requests()?.is_empty(), "{:?}", page.foreign_requests()?);
    let own = ["/index.html", "/element.js", "/offline.js", "/stories/open-source-ai.json"];
    let own = own.map(|path| page.tale().placed(path));
    let built = page.tale().placed("/sidelight-");
    let asked = page.requests();
    ensure!(asked.iter().all(|path| own.contains(path) || path.starts_with(&built)), "{asked:?}");
    ensure!(page.js("[document.cookie, localStorage.length, sessionStorage.length]")? == json!(["", 0, 0]));
    Ok(())
}

fn it_runs_under_a_strict_policy(page: &Page) -> Result<()> {
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; \
        require-trusted-types-for 'script'";
    page.viewport(1440, 900)?;
    let html = std::fs::read_to_string(crate::server::dist().join("index.html"))?;
    // A page of ours has its stylesheet in it, which such a policy would have to name by its hash; others link it.
    let (head, rest) = html.split_once("<style data-sidelight>").context("a stylesheet")?;
    let (_, rest) = rest.split_once("</style>").context("its end")?;
    page.serve("/strict.html", &format!("{head}<link rel=\"stylesheet\" href=\"style.css\">{rest}"));
    page.goto(&format!("/with/csp:{}/strict.html", policy.replace(' ', "%20")))?;
    page.wait_live()?;
    page.click(">>> .sl-body .sl-mark--company")?;
    page.wait_for(">>> [data-placement=margin] .sl-card")?;
    let (card, body) = (page.rects(">>> .sl-card")?[0], page.rects(">>> .sl-body")?[0]);
    ensure!(card.x > body.x + body.width, "the note is placed: {card:?}");
    page.click(">>> .sl-chip")?;
    page.wait_for(">>> .sl-companies [aria-current]")?;
    let dimmed = "all('>>> .sl-paragraph').map((it) => getComputedStyle(it).color)";
    ensure!(page.js(&format!("new Set({dimmed}).size"))? == 2, "the others are dimmed");
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

/// A page with a story, and this for its own style sheet.
fn open_with_style(page: &Page, style: &str) -> Result<()> {
    page.serve("/host.css", style);
    page.serve(
        "/host.html",
        "<!doctype html><html lang=en><meta charset=utf-8><title>t</title><link rel=stylesheet href=host.css>\
         <link rel=stylesheet href=style.css><script type=module src=element.js></script>\
         <h1 class=sl-title>Host</h1><p class=sl-note id=host>Text of the page</p>\
         <sidelight-story src=stories/open-source-ai.json></sidelight-story>",
    );
    page.goto("/host.html")?;
    page.wait_live()
}

/// What is computed for some elements of the live view.
const LOOK: &str = "['.sl-title', '.sl-paragraph', '.sl-button', '.sl-mark', '.sl-note', '.sl-chip'].map((it) => {
    const { color, fontSize, fontFamily, lineHeight, textTransform, letterSpacing, padding, margin, display } =
      getComputedStyle(find(`>>> ${it}`));
    return [color, fontSize, fontFamily, lineHeight, textTransform, letterSpacing, padding, margin, display];
  })";

fn styles_of_the_page_stay_outside(page: &Page) -> Result<()> {
    open_with_style(page, "")?;
    let plain = page.js(LOOK)?;
    open_with_style(
        page,
        "* { color: red !important; font: 40px monospace !important; }
         html { font-size: 30px; line-height: 3; letter-spacing: 5px; text-transform: uppercase; }
         p, a, button, li, h1 { display: none !important; padding: 9px !important; } sidelight-story { font-size: 70px; color: lime }",
    )?;
    ensure!(page.js(LOOK)? == plain, "{}\n{plain}", page.js(LOOK)?);
    Ok(())
}

fn its_styles_stay_inside(page: &Page) -> Result<()> {
    let look = "['h1', '#host', 'body'].map((it) => {
        const style = getComputedStyle(document.querySelector(it));
        return [...style].map((name) => `${name}: ${style[name]}`).filter((it) => !/^--|size|height|width|origin|inset/.test(it));
      })";
    open_with_style(page, "")?;
    let with = page.js(look)?;
    page.run("document.querySelector('[href=\"style.css\"]').remove()", json!([]))?;
    page.js("frame()")?;
    ensure!(page.js(look)? == with, "the page looks alike without the stylesheet");
    Ok(())
}

fn it_fits_the_narrowest_screen(page: &Page) -> Result<()> {
    open(page, 320)?;
    let over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    ensure!(page.js(over)? == 0, "{} too wide", page.js(over)?);
    page.click(">>> .sl-body .sl-mark--claim .sl-mark--company")?;
    page.wait_for(">>> .sl-card")?;
    ensure!(page.js(over)? == 0, "{} too wide with a note", page.js(over)?);
    page.run("find('sidelight-story').style.setProperty('--sidelight-font-size', '200%')", json!([]))?;
    page.js("frame()")?;
    let wide =
        "all('>>> .sl-page *').filter((it) => !it.closest('.sl-slides') && box(it).x + box(it).width > innerWidth)";
    let wide =
        page.js(&format!("{wide}.map((it) => `${{it.localName}}.${{it.className.baseVal ?? it.className}}`)"))?;
    ensure!(page.js(over)? == 0, "too wide with text twice as large: {wide}");
    Ok(())
}

/// What can be pressed and is smaller than 24 by 24 pixels, though no exception of WCAG 2.2 (2.5.8) lets it be: it is no
/// link within a sentence, no drawn event (its entry below is its equal), and a circle as large around its middle
/// meets another target, or another such circle.
const TOO_SMALL: &str = "(() => {
    const targets = all('>>> a').concat(all('>>> button')).filter((it) => it.checkVisibility())
      .map((it) => ({ it, ...box(it) }));
    const isSmall = ({ width, height }) => width < 24 || height < 24;
    const isExcepted = ({ it }) => it.closest('svg')
      || it.localName === 'a' && it.closest('p')
        && [...it.parentNode.childNodes].some((each) => each !== it && each.textContent.trim());
    const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
    const reaches = (a, b) => {
      const [x, y] = middle(a);
      const toBox = Math.hypot(
        Math.max(b.x - x, 0, x - b.x - b.width), Math.max(b.y - y, 0, y - b.y - b.height));
      const [ox, oy] = middle(b);
      return toBox < 12 || isSmall(b) && Math.hypot(ox - x, oy - y) < 24;
    };
    const inCard = ({ it }) => it.closest('.sl-card') !== null;
    return targets.filter((a) => isSmall(a) && !isExcepted(a)
      && targets.some((b) => b.it !== a.it && inCard(a) === inCard(b) && reaches(a, b)))
      .map(({ it, width, height }) => `${it.localName}.${it.className} “${it.textContent}” ${width} by ${height}`);
  })()";

fn what_is_pressed_is_large_enough(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open(page, width)?;
        page.click(">>> .sl-body .sl-mark--claim .sl-mark--company")?;
        page.wait_for(">>> .sl-card .sl-also-here a")?;
        for part in [".sl-button", ".sl-chip", ".sl-place", ".sl-lane-link", ".sl-fold", ".sl-event", ".sl-summary"] {
            let shown = "all(arguments[0]).filter((it) => it.checkVisibility()).map(box)";
            let shown = page.run(&format!("return {shown}"), json!([format!(">>> {part}")]))?;
            for it in Rect::list(&shown) {
                ensure!(it.width >= 24.0 && it.height >= 24.0, "{part} at {width}: {it:?}");
            }
        }
        ensure!(page.js(TOO_SMALL)? == json!([]), "at {width}: {}", page.js(TOO_SMALL)?);
    }
    // Proof that it would be seen: two small ones, side by side.
    page.run(
        "for (const name of ['a', 'b'])
           find('>>> .sl-card').append(Object.assign(document.createElement('button'), { textContent: name }))",
        json!([]),
    )?;
    ensure!(page.js(TOO_SMALL)? != json!([]), "they are found");
    Ok(())
}
