//! How it behaves towards readers who need assistance, and towards the page it stands in.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::engine::Engine;
use crate::page::{Media, Page, Rect};

pub(crate) const CASES: &[Case] = &[
    case!(axe_finds_nothing_in_the_static_page),
    case!(axe_finds_nothing_in_the_live_page),
    case!(axe_finds_nothing_with_a_note_open),
    case!(axe_finds_nothing_with_a_company_in_focus),
    case!(axe_finds_nothing_in_the_dark)
        .only(&[Engine::Chromium, Engine::Firefox], "WebKitGTK can't be told to be dark"),
    case!(it_asks_no_other_host),
    case!(it_runs_under_a_strict_policy),
    case!(styles_of_the_page_stay_outside),
    case!(its_styles_stay_inside),
    case!(it_fits_the_narrowest_screen),
    case!(what_is_pressed_is_large_enough),
    case!(on_paper_all_is_unfolded).only(&[Engine::Chromium], "only Chromium can be told to print"),
];

fn open(page: &Page, width: i64) -> Result<()> {
    page.viewport(width, 900)?;
    page.goto("/index.html")?;
    page.wait_live()
}

fn axe_finds_nothing_in_the_static_page(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        page.viewport(width, 900)?;
        // axe needs scripts of its own: the page is the same without ours.
        page.goto("/with/404:element.js/index.html")?;
        page.axe(None)?.expect_none()?;
    }
    Ok(())
}

fn axe_finds_nothing_in_the_live_page(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open(page, width)?;
        page.axe(None)?.expect_none()?;
    }
    Ok(())
}

fn axe_finds_nothing_with_a_note_open(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open(page, width)?;
        page.click(">>> .sl-body .sl-mark--claim .sl-mark--company")?;
        page.wait_for(">>> .sl-card")?;
        page.axe(None)?.expect_none()?;
    }
    Ok(())
}

fn axe_finds_nothing_with_a_company_in_focus(page: &Page) -> Result<()> {
    open(page, 768)?;
    page.click(">>> .sl-chip[href$='/company/baidu']")?;
    page.wait_for(">>> .sl-companies [aria-current]")?;
    page.click(">>> .sl-controls button:last-child")?;
    page.wait_for(">>> .sl-row--all")?;
    page.axe(None)?.expect_none()
}

fn axe_finds_nothing_in_the_dark(page: &Page) -> Result<()> {
    page.emulate(&[Media::Dark])?;
    axe_finds_nothing_in_the_static_page(page)?;
    axe_finds_nothing_in_the_live_page(page)?;
    axe_finds_nothing_with_a_note_open(page)?;
    axe_finds_nothing_with_a_company_in_focus(page)
}

fn it_asks_no_other_host(page: &Page) -> Result<()> {
    open(page, 768)?;
    page.click(">>> .sl-body .sl-mark--figure")?;
    page.click(">>> .sl-turn:nth-child(2)")?;
    page.run("scrollTo(0, document.documentElement.scrollHeight)", json!([]))?;
    page.js("frame()")?;
    ensure!(page.foreign_requests()?.is_empty(), "{:?}", page.foreign_requests()?);
    let own = [
        "/index.html",
        "/style.css",
        "/element.js",
        "/sidelight.js",
        "/sidelight_bg.wasm",
        "/stories/open-source-ai.json",
    ];
    let asked = page.requests();
    ensure!(asked.iter().all(|path| own.contains(&path.as_str())), "{asked:?}");
    ensure!(page.js("[document.cookie, localStorage.length, sessionStorage.length]")? == json!(["", 0, 0]));
    Ok(())
}

fn it_runs_under_a_strict_policy(page: &Page) -> Result<()> {
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; \
        require-trusted-types-for 'script'";
    page.viewport(1440, 900)?;
    page.goto(&format!("/with/csp:{}/index.html", policy.replace(' ', "%20")))?;
    page.wait_live()?;
    page.click(">>> .sl-body .sl-mark--company")?;
    page.wait_for(">>> [data-at=margin] .sl-card")?;
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
    let wide = "all('>>> .sl-page *').filter((it) => !it.closest('.sl-row') && box(it).x + box(it).width > innerWidth)";
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
        page.wait_for(">>> .sl-card .sl-also a")?;
        for part in [".sl-button", ".sl-chip", ".sl-place", ".sl-lane-link"] {
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

fn on_paper_all_is_unfolded(page: &Page) -> Result<()> {
    open(page, 768)?;
    page.click(">>> .sl-body .sl-mark--company")?;
    page.wait_for(">>> .sl-card")?;
    page.emulate(&[Media::Print])?;
    page.wait_until("it is for paper", "matchMedia('print').matches")?;
    ensure!(page.rects(">>> .sl-card")?[0].height == 0.0, "the open note stands among the others");
    let (row, slides) = (page.rects(">>> .sl-row")?[0], page.rects(">>> .sl-slide")?);
    let within = slides.iter().all(|it| it.x >= row.x - 1.0 && it.x + it.width <= row.x + row.width + 1.0);
    ensure!(within && slides.len() == 7, "every quote is on the page: {slides:?}");
    ensure!(page.rects(">>> .sl-note")?.iter().all(|it| it.height > 20.0));
    Ok(())
}
