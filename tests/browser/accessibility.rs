//! Accessibility checks by axe in every state of the page, the size of targets, the narrowest screen, and requests to other hosts.

use anyhow::{Result, anyhow, ensure};
use serde_json::json;
use sidelight::page::{PageOptions, standalone};
use sidelight::story::{Story, StoryFile};

use crate::axe_exceptions::AXE_EXCEPTIONS;
use crate::carousel::QUOTES;
use crate::case::{Case, case};
use crate::copying::with_clipboard;
use crate::engine::Engine;
use crate::page::{Card, HighlightKind, Media, Page, Rect, Shown};

/// The reason why a check of axe runs in Chromium only: axe reads elements and computed styles. The page of a phone is
/// checked in all engines.
const SAME_IN_ALL_ENGINES: &str = "elements and styles are the same in every engine";

pub(crate) const CASES: &[Case] = &[
    case!(axe_finds_nothing_in_the_main_states),
    case!(axe_finds_nothing_on_a_phone).only(&[Engine::Chromium], SAME_IN_ALL_ENGINES),
    case!(axe_finds_nothing_at_a_desk).only(&[Engine::Chromium], SAME_IN_ALL_ENGINES),
    case!(axe_finds_nothing_in_the_dark).only(&[Engine::Chromium], SAME_IN_ALL_ENGINES),
    case!(axe_finds_nothing_in_forced_colours).only(&[Engine::Chromium], "only Chromium can emulate forced colours"),
    case!(the_story_requests_no_other_host),
    case!(the_story_fits_the_narrowest_screen),
    case!(targets_are_large_enough),
];

pub(crate) fn open(page: &Page, width: i64) -> Result<()> {
    page.viewport(width, 900)?;
    page.goto("/index.html")?;
    page.wait_live()
}

/// Brings an open page to a state.
type Enter = fn(&Page) -> Result<()>;

/// States of the page by name, and the steps of the reader that lead to each.
const STATES: [(&str, Enter); 26] = [
    ("without script", |page| page.goto("/with/404:element.js/index.html")),
    ("live", |_| Ok(())),
    ("pointed at", |page| {
        page.highlight_filter().show_all()?;
        page.hover(&page.article().highlight_of(&page.cast().speaker))?;
        page.card().wait_hovered()
    }),
    ("overlapping highlights", |page| choose(page, page.article().company_in_claim(), ">>> @also-here")),
    ("a figure", |page| choose(page, page.article().of_kind(HighlightKind::Figure), ">>> @chart")),
    ("a quote", |page| choose(page, &page.article().highlight_of(&page.cast().last_quote), ">>> @card")),
    ("the last mention, pinned", |page| {
        page.open_at(&page.cast().company_without_quotes.occurrence(4).link)?;
        page.wait_for(">>> @front-card")?;
        // The button is not offered on a narrow screen.
        page.run("all('>>> @pin-button').forEach((it) => it.checkVisibility() && it.click())", json!([]))?;
        Ok(())
    }),
    ("all highlights", |page| {
        page.highlight_filter().choose(Shown::All)?;
        page.wait_for(">>> @view-link button")
    }),
    ("no highlights", |page| {
        page.highlight_filter().choose(Shown::Off)?;
        page.wait_gone(">>> @article-body a[href]")
    }),
    ("the menu of companies", |page| page.companies().open_menu()),
    ("the share menu of a quote", |page| {
        choose(page, ">>> @slide:not([aria-hidden]) @share > button", ">>> @share-menu")
    }),
    ("the timeline in its other mode", |page| {
        page.timeline().toggle_mode()?;
        page.wait_until(
            "the mode has changed",
            "all('>>> :is(@timeline-body, @timeline-tools)[data-mode]').length === 2",
        )
    }),
    ("the chart, zoomed in", |page| {
        page.timeline().show_chart()?;
        page.timeline().zoom_to_busiest()
    }),
    ("an event selected in the chart", |page| {
        click_in_chart(page, &page.timeline().event(&page.cast().first_event))?;
        page.wait_for(">>> @timeline-card")
    }),
    ("a folded lane", |page| {
        click_in_chart(page, ">>> @fold")?;
        page.wait_for(">>> @folded @event-dot")
    }),
    ("events that are searched for", |page| {
        page.click(">>> @company-filter summary")?;
        page.click(">>> @company-filter @company-chip:nth-child(3)")?;
        page.timeline().wait_readout(&page.labels().found(2, page.cast().events))
    }),
    ("the timeline follows the reader", |page| {
        page.timeline().follow_reading()?;
        page.run("find(`>>> [id='${cast.second_event.link}/1']`).scrollIntoView({ behavior: 'instant' })", json!([]))?;
        page.wait_for(">>> @reading-position a")?;
        // Scrolled to the end, the bar covers nothing.
        page.run("find('>>> @timeline').scrollIntoView({ block: 'end', behavior: 'instant' })", json!([]))?;
        page.wait_until("the bar is in its place", "box('>>> @reading-position').y < innerHeight - 60")
    }),
    ("the second slide", |page| {
        page.carousel().next()?;
        page.carousel().wait_shows(2, 7)
    }),
    ("a copied quotation", |page| {
        with_clipboard(page, "async () => {}")?;
        page.carousel().copy_quotation()?;
        page.wait_until("the status text is there", "find('>>> @slide @copied').textContent !== ''")
    }),
    ("a quotation that cannot be copied", |page| {
        with_clipboard(page, "async () => { throw new Error('no') }")?;
        page.carousel().copy_quotation()?;
        page.wait_until("the text field is shown", "!find('>>> @slide @link-field').hidden")
    }),
    ("a quotation that cannot be copied, then the next slide", |page| {
        with_clipboard(page, "async () => { throw new Error('no') }")?;
        page.carousel().copy_quotation()?;
        page.wait_until("the text field is shown", "!find('>>> @slide @link-field').hidden")?;
        page.carousel().next()?;
        page.carousel().wait_shows(2, 7)
    }),
    ("a long quote", |page| long_quote(page).map(drop)),
    ("a long quote in full", |page| {
        page.click(&long_quote(page)?)?;
        page.wait_for(">>> @expanded-quote")
    }),
    ("a followed company, its quotes", |page| {
        page.companies().press(&page.cast().company)?;
        page.carousel().wait_shows(1, 4)
    }),
    ("a followed company without quotes, then the other quotes", |page| {
        page.companies().press(&page.cast().company_without_quotes)?;
        page.carousel().toggle_unrelated()?;
        page.carousel().wait_shows(1, 7)
    }),
    ("a followed company, all quotes", |page| {
        page.companies().follow(&page.cast().company_without_quotes)?;
        page.carousel().toggle_unrelated()?;
        choose(page, ">>> @list-toggle", ">>> @quote-list")
    }),
];

/// Opens a story whose last quote is long, and shows it. Returns the selector of its button “Read all”.
fn long_quote(page: &Page) -> Result<String> {
    let read = StoryFile::from_json(QUOTES).map_err(|error| anyhow!("{error}"))?;
    let options = PageOptions { src: "fixture.json".into(), ..PageOptions::default() };
    page.serve("/fixture.json", QUOTES);
    page.serve("/fixture.html", &standalone(&Story::check(read).0, &options));
    page.goto("/fixture.html")?;
    page.wait_live()?;
    page.click(">>> @speakers li:last-child a")?;
    page.carousel().wait_shows(8, 8)?;
    Ok(">>> @slide:last-child @read-all".to_owned())
}

/// Shows the chart of the timeline, and clicks an element in it.
pub(crate) fn click_in_chart(page: &Page, what: &str) -> Result<()> {
    page.timeline().show_chart()?;
    page.click(what)
}

fn choose(page: &Page, what: &str, leads_to: &str) -> Result<()> {
    page.click(what)?;
    page.wait_for(leads_to)
}

/// The first states: without script, live, and with open notes.
const MAIN_STATES: usize = 4;

/// axe finds no violation in these states; each rule that it cannot decide has an exception.
fn expect_no_violations(page: &Page, states: &[(&str, Enter)], media: &[Media], width: i64) -> Result<()> {
    let mut violations = String::new();
    for (state, enter) in states {
        page.reset()?;
        page.emulate(media)?;
        open(page, width)?;
        enter(page)?;
        page.wait_until("no animation runs", "roots().every((it) => !it.getAnimations().length)")?;
        // Of the properties that axe checks, preferences change only colours.
        let report =
            if media.is_empty() { page.axe(None, &AXE_EXCEPTIONS)? } else { page.axe_colours(&AXE_EXCEPTIONS)? };
        if let Err(error) = report.expect_none().and_then(|()| report.expect_none_incomplete()) {
            violations += &format!("{state}, {width} wide: {error}\n");
        }
    }
    ensure!(violations.is_empty(), "{violations}");
    Ok(())
}

fn axe_finds_nothing_in_the_main_states(page: &Page) -> Result<()> {
    expect_no_violations(page, &STATES[..MAIN_STATES], &[], 320)
}

fn axe_finds_nothing_on_a_phone(page: &Page) -> Result<()> {
    expect_no_violations(page, &STATES, &[], 320)
}

fn axe_finds_nothing_at_a_desk(page: &Page) -> Result<()> {
    expect_no_violations(page, &STATES, &[], 1440)
}

fn axe_finds_nothing_in_the_dark(page: &Page) -> Result<()> {
    expect_no_violations(page, &STATES, &[Media::Dark], 320)?;
    expect_no_violations(page, &STATES, &[Media::Dark], 1440)
}

fn axe_finds_nothing_in_forced_colours(page: &Page) -> Result<()> {
    expect_no_violations(page, &STATES, &[Media::ForcedColors], 320)
}

fn the_story_requests_no_other_host(page: &Page) -> Result<()> {
    open(page, 768)?;
    page.click(page.article().of_kind(HighlightKind::Figure))?;
    page.wait_for(Card::ANY)?;
    // The sheet would cover the next button.
    page.card().escape()?;
    page.carousel().next()?;
    page.run("scrollTo(0, document.documentElement.scrollHeight)", json!([]))?;
    page.js("frame()")?;
    ensure!(page.foreign_requests()?.is_empty(), "{:?}", page.foreign_requests()?);
    let story = format!("/stories/{}.compiled.json", page.cast().story);
    let own = ["/index.html", "/element.js", "/offline.js", "/style.css", story.as_str()];
    let own = own.map(|path| page.variant().path(path));
    let built = page.variant().path("/sidelight-");
    let asked = page.requests();
    ensure!(asked.iter().all(|path| own.contains(path) || path.starts_with(&built)), "{asked:?}");
    ensure!(page.js("[document.cookie, localStorage.length, sessionStorage.length]")? == json!(["", 0, 0]));
    Ok(())
}

fn the_story_fits_the_narrowest_screen(page: &Page) -> Result<()> {
    open(page, 320)?;
    let over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    ensure!(page.js(over)? == 0, "the page is {} CSS pixels too wide", page.js(over)?);
    page.click(page.article().company_in_claim())?;
    page.wait_for(Card::ANY)?;
    ensure!(page.js(over)? == 0, "the page with a note is {} CSS pixels too wide", page.js(over)?);
    page.run("find('sidelight-story').style.setProperty('--sidelight-font-size', '200%')", json!([]))?;
    page.js("frame()")?;
    let wide = "all('>>> @story-page *').filter((it) => !it.closest(css('@slides')) && box(it).x + box(it).width > innerWidth)";
    let wide =
        page.js(&format!("{wide}.map((it) => `${{it.localName}}.${{it.className.baseVal ?? it.className}}`)"))?;
    ensure!(page.js(over)? == 0, "the page is too wide with text twice as large: {wide}");
    Ok(())
}

/// Targets smaller than 24 by 24 CSS pixels without an exception of WCAG 2.2 (2.5.8): not a link within a sentence, not an
/// event in the chart (its entry in the list is equivalent), and a circle of 24 pixels around its centre intersects
/// another target or another such circle.
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
    const inCard = ({ it }) => it.closest(css('@card')) !== null;
    return targets.filter((a) => isSmall(a) && !isExcepted(a)
      && targets.some((b) => b.it !== a.it && inCard(a) === inCard(b) && reaches(a, b)))
      .map(({ it, width, height }) => `${it.localName}.${it.className} “${it.textContent}” ${width} by ${height}`);
  })()";

fn targets_are_large_enough(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open(page, width)?;
        page.click(page.article().company_in_claim())?;
        page.wait_for(">>> @card @also-here a")?;
        for part in ["@button", "@company-chip", "@occurrence-link", "@lane-link", "@fold", "@event", "@summary"] {
            let shown = "all(arguments[0]).filter((it) => it.checkVisibility()).map(box)";
            let shown = page.run(&format!("return {shown}"), json!([format!(">>> {part}")]))?;
            for it in Rect::list(&shown) {
                ensure!(it.width >= 24.0 && it.height >= 24.0, "{part} at {width}: {it:?}");
            }
        }
        ensure!(page.js(TOO_SMALL)? == json!([]), "at {width}: {}", page.js(TOO_SMALL)?);
    }
    // Negative control: two small targets, side by side.
    page.run(
        "for (const name of ['a', 'b'])
           find('>>> @card').append(Object.assign(document.createElement('button'), { textContent: name }))",
        json!([]),
    )?;
    ensure!(page.js(TOO_SMALL)? != json!([]), "the check finds two small targets");
    Ok(())
}
