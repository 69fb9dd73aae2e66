//! The prerendered document becomes interactive, and nothing moves: its elements stay, with focus, selection and scroll
//! positions.

use anyhow::{Result, ensure};
use serde_json::json;
use sidelight::{
    page::compiled_file,
    story::{Story, StoryFile},
};

use crate::case::{Case, case};
use crate::engine::Engine;
use crate::page::{Page, Rect};
use crate::readable_script::readable_script;
use crate::server::{artifact_names, artifact_names_in};

pub(crate) const CASES: &[Case] = &[
    case!(every_box_keeps_its_position),
    case!(there_is_no_layout_shift).only(&[Engine::Chromium], "only Chromium measures layout shifts"),
    case!(the_page_keeps_its_scroll_position),
    case!(the_carousel_keeps_its_scroll_position),
    case!(selected_text_stays_selected),
    case!(focus_stays_on_its_element),
    case!(focus_is_kept_with_fewer_highlights),
    case!(focus_in_a_long_quote_moves_to_its_slide),
    case!(an_open_menu_stays_open),
    case!(nothing_is_rendered_twice),
    case!(another_story_is_not_adopted),
    case!(slow_rendering_is_complete),
    case!(sidelight_ready_is_dispatched),
    case!(a_moved_element_stays_live),
    case!(a_reinserted_element_is_live_again),
    case!(an_element_removed_while_loading_stays_quiet),
    case!(two_stories_share_a_page),
];

/// The seed story; the server holds its WebAssembly until it is released.
const HELD: &str = "/with/hold:_bg.wasm/index.html";

/// The parts whose boxes must not change.
const PARTS: [&str; 14] = [
    "@story-title",
    "@standfirst",
    "@byline",
    "@reading-bar",
    "@paragraph",
    "@mark",
    "@section-heading",
    "@timeline",
    "@timeline-tools",
    "@timeline-body",
    "@controls",
    "@speakers",
    "@slide",
    "@note",
];

fn boxes(page: &Page, scope: &str) -> Result<Vec<Vec<Rect>>> {
    PARTS.iter().map(|part| page.rects(&format!("{scope} {part}"))).collect()
}

fn every_box_keeps_its_position(page: &Page) -> Result<()> {
    for width in [360, 768, 1440] {
        page.reset()?;
        page.viewport(width, 900)?;
        page.goto(HELD)?;
        page.wait_until("the fonts are loaded", "document.fonts.status === 'loaded'")?;
        // The first call lays out what the browser has skipped far from the viewport.
        boxes(page, "sidelight-story")?;
        let before = boxes(page, "sidelight-story")?;
        page.release();
        page.wait_only_live()?;
        let after = boxes(page, ">>>")?;
        for ((part, before), after) in PARTS.iter().zip(before).zip(after) {
            ensure!(!before.is_empty(), "{part} is in the fallback");
            ensure!(before.len() == after.len(), "{} {part} become {}", before.len(), after.len());
            for (at, (before, after)) in before.into_iter().zip(after).enumerate() {
                ensure!(before.width > 0.0 && before.height > 0.0, "{part} {at} at {width} is visible: {before:?}");
                ensure!(is_same(before, after), "{part} {at} at {width}: {before:?} becomes {after:?}");
            }
        }
    }
    Ok(())
}

/// Returns true if two boxes are equal, to a CSS pixel.
fn is_same(a: Rect, b: Rect) -> bool {
    let pairs = [(a.x, b.x), (a.y, b.y), (a.width, b.width), (a.height, b.height)];
    pairs.into_iter().all(|(a, b)| (a - b).abs() <= 1.0)
}

fn there_is_no_layout_shift(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        page.reset()?;
        page.viewport(width, 900)?;
        page.goto(HELD)?;
        page.run(
            "window.shift = 0;
             new PerformanceObserver((list) => list.getEntries().forEach((it) => { shift += it.value; }))
               .observe({ type: 'layout-shift' });
             scrollTo(0, 600);",
            json!([]),
        )?;
        page.js("frame()")?;
        page.release();
        page.wait_only_live()?;
        page.js("frame()")?;
        ensure!(page.js("shift")? == json!(0), "the layout shift score is {} at {width}", page.js("shift")?);
        // Negative control: a layout shift is measured.
        page.run("scrollTo(0, 0)", json!([]))?;
        page.js("frame()")?;
        page.run("find('sidelight-story').style.marginBlockStart = '100px'", json!([]))?;
        page.wait_until("the layout shift is reported", "shift > 0")?;
    }
    Ok(())
}

fn the_page_keeps_its_scroll_position(page: &Page) -> Result<()> {
    page.viewport(360, 740)?;
    page.goto(HELD)?;
    scroll_to(page, 4321)?;
    page.release();
    page.wait_only_live()?;
    page.js("frame()")?;
    is_scrolled_to(page, 4321)
}

/// Scrolls the page until it stays there: for some frames after a load, WebKit resets the scroll position.
fn scroll_to(page: &Page, top: i64) -> Result<()> {
    let there = format!("(scrollTo(0, {top}), frame().then(() => scrollY === {top}))");
    page.wait_until("the page is scrolled", &there)?;
    page.wait_until("the page stays scrolled", &there)
}

/// Checks the scroll position, to a CSS pixel: Firefox scrolls by fractions.
fn is_scrolled_to(page: &Page, top: i64) -> Result<()> {
    let now = page.js("scrollY")?;
    ensure!(now.as_f64().is_some_and(|now| (now - top as f64).abs() <= 1.0), "{now}, not {top}");
    Ok(())
}

fn the_carousel_keeps_its_scroll_position(page: &Page) -> Result<()> {
    page.goto(HELD)?;
    page.run(
        "find('sidelight-story @slides').scrollLeft = way() * find('sidelight-story @slide').offsetWidth",
        json!([]),
    )?;
    page.wait_until("the row has scrolled", "way() * find('sidelight-story @slides').scrollLeft > 100")?;
    page.wait_still("sidelight-story @slide")?;
    let before = page.rects("sidelight-story @slide")?;
    page.release();
    page.wait_only_live()?;
    page.wait_still(">>> @slide")?;
    let after = page.rects(">>> @slide")?;
    ensure!(is_same(before[1], after[1]), "{:?} becomes {:?}", before[1], after[1]);
    page.wait_until(
        "the quote in view is the current one",
        "find('>>> @carousel-position').textContent.startsWith('2 ')",
    )
}

fn selected_text_stays_selected(page: &Page) -> Result<()> {
    page.goto(HELD)?;
    page.run("getSelection().selectAllChildren(find('sidelight-story @paragraph'))", json!([]))?;
    let selected = page.js("String(getSelection())")?;
    ensure!(selected.as_str().is_some_and(|text| text.starts_with(page.cast().texts.first_paragraph)), "{selected}");
    page.release();
    page.wait_only_live()?;
    page.js("frame()")?;
    ensure!(page.js("String(getSelection())")? == selected, "the selection is unchanged");
    Ok(())
}

fn focus_stays_on_its_element(page: &Page) -> Result<()> {
    page.goto(HELD)?;
    page.run("find('sidelight-story @slide @occurrence-link').focus({ preventScroll: true })", json!([]))?;
    // Far from the focus: the page must not scroll to it.
    scroll_to(page, 700)?;
    page.run("window.before = active()", json!([]))?;
    page.release();
    page.wait_only_live()?;
    page.js("frame()")?;
    ensure!(page.js("active() === before && active().matches(css('@occurrence-link'))")? == true);
    is_scrolled_to(page, 700)
}

/// The prerendered document shows the default highlights, the interactive one those of the reader's earlier choice.
fn focus_is_kept_with_fewer_highlights(page: &Page) -> Result<()> {
    for focused in ["@article-body a@company-mark", "@slide @occurrence-link", "@note:last-child a"] {
        page.reset()?;
        page.goto(HELD)?;
        page.run("sessionStorage.setItem('sidelight-highlights', 'off')", json!([]))?;
        page.goto(HELD)?;
        page.run("find(`sidelight-story ${arguments[0]}`).focus({ preventScroll: true })", json!([focused]))?;
        let before = page.js("active().textContent")?;
        page.release();
        page.wait_only_live()?;
        ensure!(page.count(">>> @article-body a[href]")? == 0, "no highlight is shown");
        ensure!(page.js("active().textContent")? == before, "{focused}: {}", page.js("active().outerHTML")?);
    }
    Ok(())
}

/// Without scripts a long quote scrolls in place; in the carousel its slide takes the focus.
fn focus_in_a_long_quote_moves_to_its_slide(page: &Page) -> Result<()> {
    page.goto(HELD)?;
    page.run("find('sidelight-story @quote-text[tabindex]').focus()", json!([]))?;
    let slide = page.js("active().closest(css('@slide')).id")?;
    page.release();
    page.wait_only_live()?;
    page.wait_until("the slide has the focus", &format!("active().id === {slide}"))
}

fn an_open_menu_stays_open(page: &Page) -> Result<()> {
    page.goto(HELD)?;
    page.click("sidelight-story @companies > summary")?;
    page.wait_until("the menu is open", "find('sidelight-story @companies').open")?;
    let before = page.rects("sidelight-story @paragraph")?;
    page.release();
    page.wait_only_live()?;
    ensure!(page.js("find('>>> @companies').open")? == true);
    ensure!(page.js("focusIn('summary')")? == true, "the summary has the focus");
    for (before, after) in before.iter().zip(page.rects(">>> @paragraph")?) {
        ensure!((before.y - after.y).abs() <= 1.0, "{before:?}, {after:?}");
    }
    Ok(())
}

fn nothing_is_rendered_twice(page: &Page) -> Result<()> {
    page.goto("/index.html")?;
    page.wait_live()?;
    ensure!(page.count("sidelight-story @paragraph")? == 10 && page.count(">>> @paragraph")? == 10);
    ensure!(page.rects("sidelight-story @paragraph")?.iter().all(|it| it.height > 0.0), "the document is visible");
    ensure!(page.js("find('sidelight-story').shadowRoot")?.is_null(), "the element has no shadow root");
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

/// The story file has changed since the page was prerendered: the page shows the new story.
fn another_story_is_not_adopted(page: &Page) -> Result<()> {
    page.goto("/index.html")?;
    let src = page.js("find('sidelight-story').getAttribute('src')")?;
    let src = src.as_str().unwrap_or_default();
    let story = std::fs::read_to_string(page.variant().dist().join(src.replace(".compiled", "")))?;
    let mut changed: serde_json::Value = serde_json::from_str(&story)?;
    changed["title"] = json!("Another title");
    page.serve(&format!("/{src}"), &compiled_file(&Story::check(StoryFile::read(&changed)?).0));
    page.goto("/index.html")?;
    page.wait_live()?;
    ensure!(page.text(">>> @story-title")? == "Another title", "{}", page.text(">>> @story-title")?);
    ensure!(page.rects("sidelight-story > .sidelight")?[0].height == 0.0, "the old story is hidden");
    Ok(())
}

/// Yew interrupts its work after 16 ms, and goes on in a timer. On a busy machine other timers run first.
fn slow_rendering_is_complete(page: &Page) -> Result<()> {
    let script = readable_script("element.js")?;
    let slow = "{
        const [now, later] = [Date.now, setTimeout];
        let ahead = 0;
        Date.now = () => now() + (ahead += 20);
        // Yew's timers have a delay of 0, and those of the stages have none.
        self.setTimeout = (handler, ...rest) => later(handler, ...(rest[0] === 0 ? [300] : rest));
    }";
    for width in [360, 1440] {
        page.reset()?;
        page.viewport(width, 900)?;
        page.serve("/element.js", &format!("{slow}\n{script}"));
        page.goto("/index.html")?;
        page.wait_live()?;
        ensure!(page.count(">>> @lane")? > 1, "the lanes are rendered");
        ensure!(page.count(">>> @zoom-tools button")? > 1, "the tools are rendered");
        page.timeline().show_chart()?;
    }
    Ok(())
}

fn sidelight_ready_is_dispatched(page: &Page) -> Result<()> {
    page.goto(HELD)?;
    page.run(
        "window.events = [];
         addEventListener('sidelight-ready', ({ target, detail, composed }) =>
           events.push([target.localName, target.dataset.sidelight, detail.warnings, composed]))",
        json!([]),
    )?;
    page.release();
    page.wait_live()?;
    ensure!(page.js("events")? == json!([["sidelight-story", "live", [], true]]), "{}", page.js("events")?);
    Ok(())
}

fn a_moved_element_stays_live(page: &Page) -> Result<()> {
    page.goto("/index.html")?;
    page.wait_live()?;
    page.companies().press(&page.cast().company)?;
    page.run(
        "window.first = find('>>> @paragraph');
         const main = document.createElement('main');
         document.body.append(main);
         main.append(find('sidelight-story'))",
        json!([]),
    )?;
    page.js("frame()")?;
    ensure!(page.js("find('>>> @paragraph') === first")? == true, "the view is the same");
    page.companies().show_everything()?;
    page.companies().wait_followed(0)
}

fn a_reinserted_element_is_live_again(page: &Page) -> Result<()> {
    page.goto("/index.html")?;
    for _ in 0..3 {
        page.wait_live()?;
        ensure!(page.count(">>> @story-page")? == 1, "there is one view");
        page.run("window.story = find('sidelight-story'); story.remove()", json!([]))?;
        page.js("frame()")?;
        ensure!(
            page.js("within(story, '@story-page').length + story.querySelectorAll('[aria-hidden][data-link]').length")?
                == 0,
            "the document works without script"
        );
        page.run("document.body.append(story)", json!([]))?;
    }
    page.wait_live()?;
    page.companies().press(&page.cast().company)?;
    page.companies().wait_followed(1)?;
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

fn an_element_removed_while_loading_stays_quiet(page: &Page) -> Result<()> {
    page.goto(HELD)?;
    page.run(
        "window.events = [];
         for (const name of ['sidelight-ready', 'sidelight-error']) addEventListener(name, () => events.push(name));
         window.story = find('sidelight-story')",
        json!([]),
    )?;
    page.wait_until(
        "loading has begun",
        "performance.getEntriesByType('resource').some(({ name }) => /sidelight-[^_]*js$/.test(name))",
    )?;
    page.run("story.remove()", json!([]))?;
    page.js("frame()")?;
    page.release();
    // A new request for the same module ends after the held ones.
    page.wait_until(
        "all files have arrived",
        &format!(
            "fetch('{}').then((it) => it.arrayBuffer()).then(() => frame()).then(() => true)",
            artifact_names_in(&page.variant().dist())[1]
        ),
    )?;
    ensure!(page.js("story.shadowRoot")?.is_null(), "the element has no shadow root");
    ensure!(page.js("story.dataset.sidelight ?? null")?.is_null() && page.js("events")? == json!([]));
    page.run("document.body.append(story); story.scrollIntoView()", json!([]))?;
    page.wait_live()?;
    ensure!(
        page.count(">>> @story-page")? == 1 && page.js("events")? == json!(["sidelight-ready"]),
        "{}",
        page.js("events")?
    );
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

fn two_stories_share_a_page(page: &Page) -> Result<()> {
    let page_of_two = "<!doctype html><html lang=en><title>t</title>\
        <script type=module src=element.js></script>\
        <sidelight-story src=stories/open-source-ai.json></sidelight-story>\
        <sidelight-story src=stories/open-source-ai.json></sidelight-story>";
    page.serve("/two.html", page_of_two);
    page.goto("/two.html")?;
    // The second story loads when it is near the viewport.
    page.wait_until("the first is live", "all('sidelight-story')[0].dataset.sidelight === 'live'")?;
    page.run("all('sidelight-story')[1].scrollIntoView()", json!([]))?;
    page.wait_live()?;
    page.run("within(all('sidelight-story')[1], '@company-chip')[0].click()", json!([]))?;
    let followed = "all('sidelight-story').map((it) => within(it, '@companies [aria-pressed=true]').length)";
    page.wait_until(
        "only the second story follows a company",
        &format!("String({followed}.map((n) => n > 0)) === 'false,true'"),
    )?;
    let asked = page.requests();
    let count = |name: &str| asked.iter().filter(|path| path.ends_with(name)).count();
    ensure!(count("_bg.wasm") == 1 && count(&artifact_names()[0]) <= 1, "shared files are requested once: {asked:?}");
    ensure!(page.js("location.hash")? == "", "without deep-links the URL is unchanged");
    Ok(())
}
