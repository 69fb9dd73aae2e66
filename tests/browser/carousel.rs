//! The carousel of quotes: the requirements of the carousel pattern of the WAI-ARIA APG.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::case::{Case, case};
use crate::highlights::open_fixture;
use crate::page::{Carousel, Page};
use crate::reading::open;

pub(crate) const CASES: &[Case] = &[
    case!(the_carousel_is_a_named_region),
    case!(the_buttons_show_slides_and_keep_the_focus),
    case!(slides_are_groups_named_by_their_speakers),
    case!(hidden_slides_are_laid_out_and_inert),
    case!(changes_are_announced_politely),
    case!(the_carousel_sets_no_timers),
    case!(right_to_left_slides_go_to_the_left),
    case!(one_quote_has_no_controls),
    case!(without_quotes_there_is_no_section),
    case!(the_cost_of_a_slide_does_not_grow_with_the_quotes),
];

/// Quotes of every kind; the last one has 4,000 characters.
pub(crate) const QUOTES: &str = include_str!("../fixtures/quotes.json");
const ARABIC: &str = include_str!("../fixtures/arabic.json");
const SMALLEST: &str = include_str!("../fixtures/smallest.json");

fn attributes(page: &Page, element: &str, names: &[&str]) -> Result<Value> {
    page.run("return arguments[1].map((name) => find(arguments[0]).getAttribute(name))", json!([element, names]))
}

fn the_carousel_is_a_named_region(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    let seen = page.js(
        "((it) => [it.tagName, it.getAttribute('aria-roledescription'), find(`>>> [id='${it.getAttribute('aria-labelledby')}']`).textContent])
         (find('>>> @quotes-section'))",
    )?;
    let labels = page.labels().messages();
    ensure!(seen == json!(["SECTION", labels.carousel, labels.quotes]), "{seen}");
    Ok(())
}

fn the_buttons_show_slides_and_keep_the_focus(page: &Page) -> Result<()> {
    let cast = page.cast();
    let (previous, next) = (&page.carousel().previous_button(), &page.carousel().next_button());
    for width in [360, 1440] {
        open(page, width, 900)?;
        page.carousel().wait_shows(1, 7)?;
        let labels = page.labels().messages();
        let names = ["aria-label", "aria-controls", "aria-disabled", "type"];
        let row = page.js("find('>>> @slides').id")?;
        let before = attributes(page, previous, &names)?;
        ensure!(before == json!([labels.previous_quote, row, "true", "button"]), "{before}");
        let after = attributes(page, next, &names)?;
        ensure!(after == json!([labels.next_quote, row, null, "button"]), "{after}");
        page.carousel().previous()?;
        ensure!(
            page.js("location.hash")? == "" && page.text(">>> @carousel-position")? == page.labels().position(1, 7),
            "the disabled button has no effect"
        );
        ensure!(
            page.js(&format!("[find('{previous}').tagName, find('{next}').tagName]"))? == json!(["BUTTON", "BUTTON"])
        );
        page.carousel().next()?;
        page.carousel().wait_shows(2, 7)?;
        let place = page.js("scrollY")?;
        for (key, number) in [("Enter", 3), ("Space", 4), ("Enter", 5)] {
            page.press(key)?;
            page.carousel().wait_shows(number, 7)?;
            ensure!(page.js(&format!("active() === find('{next}')"))? == true, "the focus is still on the button");
            ensure!(page.js("scrollY")? == place, "the page has not scrolled");
        }
        // (WebKit moves the focus back from the position of the mouse, which is in this button.)
        page.focus(previous)?;
        page.press("Enter")?;
        page.carousel().wait_shows(4, 7)?;
        ensure!(page.fragment()? == format!("#{}", cast.fourth_quote.link), "{}", page.js("location.hash")?);
        for _ in 0..6 {
            page.carousel().next()?;
        }
        page.carousel().wait_shows(7, 7)?;
        ensure!(
            attributes(page, next, &["aria-disabled"])? == json!(["true"]),
            "the button to the next quote is disabled at the last one"
        );
        ensure!(
            page.js(&format!("active() === find('{next}')"))? == true,
            "the focus is still on the button at the last quote"
        );
    }
    Ok(())
}

fn slides_are_groups_named_by_their_speakers(page: &Page) -> Result<()> {
    open(page, 768, 900)?;
    let seen = page.js(
        "all('>>> @slide').map((it) => ['role', 'aria-roledescription', 'aria-label'].map((name) => it.getAttribute(name)))",
    )?;
    let (story, words) = (page.variant().story()?, page.labels());
    let all = |list: &str| story[list].as_array().cloned().unwrap_or_default();
    let name = |id: &Value| all("entities").iter().find(|it| it["id"] == *id).map(|it| it["name"].clone());
    let named = |(at, quote): (usize, &Value)| {
        let name = name(&quote["speaker"]).unwrap_or_default();
        let label = words.slide(name.as_str().unwrap_or_default(), at + 1, 7);
        json!(["group", words.messages().slide, label])
    };
    let expected: Vec<_> = all("quotes").iter().enumerate().map(named).collect();
    ensure!(seen == json!(expected), "{seen}");
    Ok(())
}

fn hidden_slides_are_laid_out_and_inert(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440, 900)?;
    for current in [1, 2] {
        page.carousel().wait_shows(current, 7)?;
        let seen = page.js("all('>>> @slide').map((it) => [
               it.getAttribute('aria-hidden') === 'true',
               [...it.querySelectorAll('a,button')].some((stop) => stop.tabIndex >= 0),
               box(it).height > 100 && it.checkVisibility(),
             ])")?;
        let expected: Vec<_> = (1..=7).map(|at| json!([at != current, at == current, true])).collect();
        ensure!(seen == json!(expected), "[hidden, has stops, laid out] {seen}");
        page.carousel().next()?;
    }
    // Tab moves from the last speaker into the shown slide, and then out of the carousel.
    page.carousel().wait_shows(3, 7)?;
    page.run("all('>>> @speakers a').at(-1).focus()", json!([]))?;
    let mut stops = Vec::new();
    for _ in 0..12 {
        page.press("Tab")?;
        let stop =
            page.js("active().closest(css('@slide'))?.id ?? (active().closest(css('@slides')) ? 'row' : null)")?;
        if stop.is_null() {
            break;
        }
        stops.push(stop);
    }
    ensure!(stops.len() >= 3, "{stops:?}");
    // In some browsers a scrollable row is a tab stop.
    let strays = stops.iter().filter(|&stop| *stop != cast.third_quote.link.as_str() && stop != "row").count();
    ensure!(strays == 0, "{stops:?}");
    Ok(())
}

fn changes_are_announced_politely(page: &Page) -> Result<()> {
    open(page, 768, 900)?;
    let seen = attributes(page, ">>> @slides", &["aria-live", "aria-atomic", "role"])?;
    ensure!(seen == json!(["polite", "false", null]), "{seen}");
    // A list has no live region.
    page.carousel().toggle_list()?;
    page.wait_for(">>> @quote-list")?;
    let seen = attributes(page, ">>> @slides", &["aria-live", "aria-atomic", "role"])?;
    ensure!(seen == json!([null, null, "list"]), "{seen}");
    ensure!(attributes(page, ">>> @quotes-section", &["aria-roledescription"])? == json!([null]));
    let roles = page.js("all('>>> @slide').map((it) => [it.getAttribute('role'), it.getAttribute('aria-hidden')])")?;
    ensure!(roles == json!(vec![json!(["listitem", null]); 7]), "{roles}");
    Ok(())
}

/// A carousel that advances automatically needs an interval, or a timer longer than any of the page.
fn the_carousel_sets_no_timers(page: &Page) -> Result<()> {
    page.serve(
        "/clocks.html",
        &("<!doctype html><html lang=en><meta charset=utf-8><title>t</title><script>
           window.clocks = [];
           for (const name of ['setTimeout', 'setInterval']) {
             const real = window[name];
             window[name] = (call, after = 0, ...rest) => {
               // The driver sets a timer of one minute for a script.
               if (name === 'setInterval' || after >= 500 && after !== 60000) clocks.push([name, after]);
               return real(call, after, ...rest);
             };
           }
         </script>
         <link rel=stylesheet href=style.css><script type=module src=element.js></script>"
            .to_owned()
            + &page.story_tag("")),
    );
    page.goto("/clocks.html")?;
    page.wait_live()?;
    page.carousel().next()?;
    page.carousel().wait_shows(2, 7)?;
    page.wait_still(">>> @slide")?;
    page.run(
        "const script = document.createElement('script');
         script.textContent = 'setTimeout(() => {}, 500)';
         document.head.append(script);",
        json!([]),
    )?;
    ensure!(
        page.js("clocks")? == json!([["setTimeout", 500]]),
        "only the timer of the test is set: {}",
        page.js("clocks")?
    );
    page.carousel().wait_shows(2, 7)
}

/// The Arabic story with additional quotes.
fn arabic() -> Result<String> {
    let mut story: Value = serde_json::from_str(ARABIC)?;
    let quotes = story["quotes"].as_array_mut().context("quotes")?;
    for at in 1..5 {
        let mut quote = quotes[0].clone();
        quote["id"] = json!(format!("dark-{at}"));
        quote["speaker"] = json!(format!("آدا {at}"));
        quotes.push(quote);
    }
    Ok(story.to_string())
}

fn right_to_left_slides_go_to_the_left(page: &Page) -> Result<()> {
    // The build of the seed has English words only.
    let carousel = page.carousel();
    for width in [360, 1440] {
        open_fixture(page, width, &arabic()?)?;
        carousel.wait_shows(1, 5)?;
        let [next, previous] = [page.rects(&carousel.next_button())?[0], page.rects(&carousel.previous_button())?[0]];
        ensure!(next.x < previous.x, "the button to the next quote is at the left");
        carousel.next()?;
        carousel.wait_shows(2, 5)?;
        carousel.next()?;
        carousel.wait_shows(3, 5)?;
        let row = page.rects(Carousel::ROW)?[0];
        let fourth = page.rects(">>> @slide")?[3];
        ensure!(
            fourth.x < row.x && fourth.x + fourth.width > row.x,
            "the next slide is partly visible at the left: {fourth:?}"
        );
        page.run("find('>>> @slides').scrollBy({ left: box('>>> @slide').width, behavior: 'instant' })", json!([]))?;
        carousel.wait_shows(2, 5)?;
        page.click(">>> @speakers li:last-child a")?;
        carousel.wait_shows(5, 5)?;
        ensure!(
            page.text(">>> @slide:not([aria-hidden]) blockquote")?.starts_with('«'),
            "the quotation marks are those of the story's language"
        );
    }
    Ok(())
}

fn one_quote_has_no_controls(page: &Page) -> Result<()> {
    open_fixture(page, 768, ARABIC)?;
    ensure!(page.count(">>> @slide")? == 1 && page.count(">>> @quotes-section button@slide-button")? == 0);
    ensure!(page.count(">>> @controls")? == 0 && page.count(">>> @speakers")? == 0);
    ensure!(
        attributes(page, ">>> @quotes-section", &["aria-roledescription"])? == json!([null]),
        "a single quote is not announced as a carousel"
    );
    ensure!(attributes(page, ">>> @slide", &["aria-hidden", "aria-roledescription"])? == json!([null, null]));
    let (row, slide) = (page.rects(Carousel::ROW)?[0], page.rects(">>> @slide")?[0]);
    ensure!((row.width - slide.width).abs() < 1.0, "the slide is as wide as the row");
    Ok(())
}

fn without_quotes_there_is_no_section(page: &Page) -> Result<()> {
    open_fixture(page, 768, SMALLEST)?;
    ensure!(page.count(">>> @quotes-section")? == 0 && page.count(">>> @slides")? == 0);
    let gap = page.js("((page) => box(page).y + box(page).height - box(page.lastElementChild).y - box(page.lastElementChild).height)(find('>>> @story-page'))")?;
    ensure!(gap.as_f64().is_some_and(|gap| gap < 60.0), "there is no gap in place of the section: {gap}");
    Ok(())
}

/// A story of `count` quotes by half as many speakers.
fn many(count: usize) -> String {
    let paragraph = |at: usize| json!({ "paragraph": format!("Word {at}: “This is what was said by number {at}.”") });
    let quote = |at: usize| {
        json!({ "id": format!("q{at}"), "speaker": format!("Speaker {}", at / 2), "speech": "direct",
            "parts": [{ "exact": format!("This is what was said by number {at}.") }] })
    };
    json!({ "version": 1, "id": "many", "lang": "en", "title": "Many", "published": "2025",
        "body": (0..count).map(paragraph).collect::<Vec<_>>(), "quotes": (0..count).map(quote).collect::<Vec<_>>() })
    .to_string()
}

fn the_cost_of_a_slide_does_not_grow_with_the_quotes(page: &Page) -> Result<()> {
    let mut costs = Vec::new();
    for count in [10, 100] {
        open_fixture(page, 1440, &many(count))?;
        crate::render_cost::watch(page, "@quotes-section")?;
        let mut changed = Vec::new();
        let mut check = |what: &str| {
            let [parts, nodes] = crate::render_cost::spent(page)?;
            ensure!(
                parts == 0 && nodes > 0,
                "{what} of {count} quotes renders {parts} parts, and changes {nodes} nodes"
            );
            changed.push(nodes);
            Ok(())
        };
        page.carousel().next()?;
        page.carousel().wait_shows(2, count)?;
        check("the first turn")?;
        page.carousel().next()?;
        page.carousel().wait_shows(3, count)?;
        check("another turn")?;
        page.click(">>> @speakers li:last-child a")?;
        page.carousel().wait_shows(count - 1, count)?;
        page.carousel().previous()?;
        page.carousel().wait_shows(count - 2, count)?;
        crate::render_cost::spent(page)?;
        page.carousel().next()?;
        page.carousel().wait_shows(count - 1, count)?;
        check("a turn near the end")?;
        page.run("find('>>> @slides').scrollBy({ left: -box('>>> @slide').width, behavior: 'instant' })", json!([]))?;
        page.carousel().wait_shows(count - 2, count)?;
        check("a drift")?;
        costs.push(changed);
    }
    ensure!(costs[0] == costs[1], "the changed nodes of 10 quotes and of 100: {costs:?}");
    Ok(())
}
