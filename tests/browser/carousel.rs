//! The carousel of quotes: what the WAI-ARIA APG asks of one.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sidelight::words::format;

use crate::case::{Case, case};
use crate::highlights::open_fixture;
use crate::page::Page;
use crate::reading::open;

pub(crate) const CASES: &[Case] = &[
    case!(it_is_a_named_region),
    case!(its_buttons_turn_it_and_keep_the_focus),
    case!(its_slides_are_groups_named_by_their_speakers),
    case!(what_stands_aside_is_laid_out_and_not_heard),
    case!(changes_are_told_politely),
    case!(it_does_not_turn_by_itself),
    case!(from_right_to_left),
    case!(one_quote_has_no_controls),
    case!(without_quotes_there_is_nothing),
    case!(a_hundred_turn_as_fast_as_ten),
];

pub(crate) const PREVIOUS: &str = ">>> .sl-slide-button:first-child";
pub(crate) const NEXT: &str = ">>> .sl-slide-button:nth-child(2)";
/// Quotes of every sort; the last has 4,000 characters.
pub(crate) const QUOTES: &str = include_str!("../fixtures/quotes.json");
const ARABIC: &str = include_str!("../fixtures/arabic.json");
const SMALLEST: &str = include_str!("../fixtures/smallest.json");

/// Waits until the row shows this quote (from 1) of so many at its start, or at its end if it is the last.
pub(crate) fn shows(page: &Page, number: usize, of: usize) -> Result<()> {
    let at = number - 1;
    let [near_start, near_end] = ["slide.x - row.x", "slide.x + slide.width - row.x - row.width"];
    let ltr = "find('>>> .sidelight').dir === 'ltr'";
    let there = format!(
        "((slide, row) => Math.abs({ltr} ? {near_start} : {near_end}) < 2
           || {number} === {of} && Math.abs({ltr} ? {near_end} : {near_start}) < 2)
         (box(all('>>> .sl-slide:not(.sl-slide--unrelated)')[{at}]), box('>>> .sl-slides'))"
    );
    page.wait_until("the row shows it", &there)?;
    let current = format!("all('>>> .sl-slide:not(.sl-slide--unrelated)')[{at}].getAttribute('aria-hidden') === null");
    page.wait_until("it is the one that is heard", &current)?;
    // In the words of the story at hand, or of a fixture, which are English.
    let numbers = [number.to_string(), of.to_string()];
    let [own, plain] = [page.tale().words()?.n_of_m, "{} of {}"].map(|text| format(text, &[&numbers[0], &numbers[1]]));
    let told = format!("['{own}', '{plain}'].includes(find('>>> .sl-carousel-position').textContent)");
    page.wait_until("its number stands above", &told)
}

fn attributes(page: &Page, element: &str, names: &[&str]) -> Result<Value> {
    page.run("return arguments[1].map((name) => find(arguments[0]).getAttribute(name))", json!([element, names]))
}

fn it_is_a_named_region(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    let seen = page.js(
        "((it) => [it.tagName, it.getAttribute('aria-roledescription'), find(`>>> [id='${it.getAttribute('aria-labelledby')}']`).textContent])
         (find('>>> .sl-quotes'))",
    )?;
    ensure!(seen == page.says_all(json!(["SECTION", "carousel", "Who said what"]))?, "{seen}");
    Ok(())
}

fn its_buttons_turn_it_and_keep_the_focus(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open(page, width, 900)?;
        shows(page, 1, 7)?;
        let names = ["aria-label", "aria-controls", "aria-disabled", "type"];
        let row = page.js("find('>>> .sl-slides').id")?;
        let before = attributes(page, PREVIOUS, &names)?;
        ensure!(before == json!([page.says("Previous quote"), row, "true", "button"]), "{before}");
        let next = attributes(page, NEXT, &names)?;
        ensure!(next == json!([page.says("Next quote"), row, null, "button"]), "{next}");
        page.click(PREVIOUS)?;
        ensure!(
            page.js("location.hash")? == "" && page.text(">>> .sl-carousel-position")? == page.says("1 of 7"),
            "it leads nowhere"
        );
        ensure!(
            page.js(&format!("[find('{PREVIOUS}').tagName, find('{NEXT}').tagName]"))? == json!(["BUTTON", "BUTTON"])
        );
        page.click(NEXT)?;
        shows(page, 2, 7)?;
        let place = page.js("scrollY")?;
        for (key, number) in [("Enter", 3), ("Space", 4), ("Enter", 5)] {
            page.press(key)?;
            shows(page, number, 7)?;
            ensure!(page.js(&format!("active() === find('{NEXT}')"))? == true, "the focus stays on the button");
            ensure!(page.js("scrollY")? == place, "the page does not move");
        }
        // (WebKit goes backwards from where the mouse was, which is within this very button.)
        page.run("find(arguments[0]).focus()", json!([PREVIOUS]))?;
        page.press("Enter")?;
        shows(page, 4, 7)?;
        ensure!(
            page.js("location.hash")? == page.says("#open-source-ai/quote/ray-wang"),
            "{}",
            page.js("location.hash")?
        );
        for _ in 0..6 {
            page.click(NEXT)?;
        }
        shows(page, 7, 7)?;
        ensure!(attributes(page, NEXT, &["aria-disabled"])? == json!(["true"]), "none after the last");
        ensure!(page.js(&format!("active() === find('{NEXT}')"))? == true, "the focus stays, at the end too");
    }
    Ok(())
}

fn its_slides_are_groups_named_by_their_speakers(page: &Page) -> Result<()> {
    open(page, 768, 900)?;
    let seen = page.js(
        "all('>>> .sl-slide').map((it) => ['role', 'aria-roledescription', 'aria-label'].map((name) => it.getAttribute(name)))",
    )?;
    let (story, words) = (page.tale().story()?, page.tale().words()?);
    let all = |list: &str| story[list].as_array().cloned().unwrap_or_default();
    let name = |id: &Value| all("entities").iter().find(|it| it["id"] == *id).map(|it| it["name"].clone());
    let named = |(at, quote): (usize, &Value)| {
        let name = name(&quote["speaker"]).unwrap_or_default();
        let label = format(words.quote_name, &[name.as_str().unwrap_or_default(), &(at + 1).to_string(), "7"]);
        json!(["group", words.slide, label])
    };
    let expected: Vec<_> = all("quotes").iter().enumerate().map(named).collect();
    ensure!(seen == json!(expected), "{seen}");
    Ok(())
}

fn what_stands_aside_is_laid_out_and_not_heard(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    for current in [1, 2] {
        shows(page, current, 7)?;
        let seen = page.js("all('>>> .sl-slide').map((it) => [
               it.getAttribute('aria-hidden') === 'true',
               [...it.querySelectorAll('a,button')].some((stop) => stop.tabIndex >= 0),
               box(it).height > 100 && it.checkVisibility(),
             ])")?;
        let expected: Vec<_> = (1..=7).map(|at| json!([at != current, at == current, true])).collect();
        ensure!(seen == json!(expected), "[hidden, has stops, laid out] {seen}");
        page.click(NEXT)?;
    }
    // From the last name in the picker Tab leads into the slide that is shown, and out of it to what follows the quotes.
    shows(page, 3, 7)?;
    page.run("all('>>> .sl-speakers a').at(-1).focus()", json!([]))?;
    let mut stops = Vec::new();
    for _ in 0..12 {
        page.press("Tab")?;
        let stop = page.js("active().closest('.sl-slide')?.id ?? (active().closest('.sl-slides') ? 'row' : null)")?;
        if stop.is_null() {
            break;
        }
        stops.push(stop);
    }
    ensure!(stops.len() >= 3, "{stops:?}");
    // A row that scrolls is a stop of its own in some browsers.
    let strays =
        stops.iter().filter(|&stop| *stop != page.says("open-source-ai/quote/ji-yichao") && stop != "row").count();
    ensure!(strays == 0, "{stops:?}");
    Ok(())
}

fn changes_are_told_politely(page: &Page) -> Result<()> {
    open(page, 768, 900)?;
    let seen = attributes(page, ">>> .sl-slides", &["aria-live", "aria-atomic", "role"])?;
    ensure!(seen == json!(["polite", "false", null]), "{seen}");
    // In a list nothing turns.
    page.click(">>> .sl-list-toggle")?;
    page.wait_for(">>> .sl-slides--all")?;
    let seen = attributes(page, ">>> .sl-slides", &["aria-live", "aria-atomic", "role"])?;
    ensure!(seen == json!([null, null, "list"]), "{seen}");
    ensure!(attributes(page, ">>> .sl-quotes", &["aria-roledescription"])? == json!([null]));
    let roles =
        page.js("all('>>> .sl-slide').map((it) => [it.getAttribute('role'), it.getAttribute('aria-hidden')])")?;
    ensure!(roles == json!(vec![json!(["listitem", null]); 7]), "{roles}");
    Ok(())
}

/// What turns by itself has to ask for a clock: again and again, or for longer than anything here takes.
fn it_does_not_turn_by_itself(page: &Page) -> Result<()> {
    page.serve(
        "/clocks.html",
        "<!doctype html><html lang=en><meta charset=utf-8><title>t</title><script>
           window.clocks = [];
           for (const name of ['setTimeout', 'setInterval']) {
             const real = window[name];
             window[name] = (call, after = 0, ...rest) => {
               // One minute is what the driver gives a script.
               if (name === 'setInterval' || after >= 500 && after !== 60000) clocks.push([name, after]);
               return real(call, after, ...rest);
             };
           }
         </script>
         <link rel=stylesheet href=style.css><script type=module src=element.js></script>
         <sidelight-story src=stories/open-source-ai.json></sidelight-story>",
    );
    page.goto("/clocks.html")?;
    page.wait_live()?;
    page.click(NEXT)?;
    shows(page, 2, 7)?;
    page.wait_still(">>> .sl-slide")?;
    page.run(
        "const script = document.createElement('script');
         script.textContent = 'setTimeout(() => {}, 500)';
         document.head.append(script);",
        json!([]),
    )?;
    ensure!(page.js("clocks")? == json!([["setTimeout", 500]]), "none but the test's: {}", page.js("clocks")?);
    shows(page, 2, 7)
}

/// The Arabic story, with more quotes than it has.
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

fn from_right_to_left(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open_fixture(page, width, &arabic()?)?;
        shows(page, 1, 5)?;
        let [next, previous] = [page.rects(NEXT)?[0], page.rects(PREVIOUS)?[0]];
        ensure!(next.x < previous.x, "the way on leads to the left");
        page.click(NEXT)?;
        shows(page, 2, 5)?;
        page.click(NEXT)?;
        shows(page, 3, 5)?;
        let row = page.rects(">>> .sl-slides")?[0];
        let fourth = page.rects(">>> .sl-slide")?[3];
        ensure!(fourth.x < row.x && fourth.x + fourth.width > row.x, "the neighbour peeks in at the left: {fourth:?}");
        page.run(
            "find('>>> .sl-slides').scrollBy({ left: box('>>> .sl-slide').width, behavior: 'instant' })",
            json!([]),
        )?;
        shows(page, 2, 5)?;
        page.click(">>> .sl-speakers li:last-child a")?;
        shows(page, 5, 5)?;
        ensure!(page.text(">>> .sl-slide:not([aria-hidden]) blockquote")?.starts_with('«'), "the marks of its house");
    }
    Ok(())
}

fn one_quote_has_no_controls(page: &Page) -> Result<()> {
    open_fixture(page, 768, ARABIC)?;
    ensure!(page.count(">>> .sl-slide")? == 1 && page.count(">>> .sl-quotes button.sl-slide-button")? == 0);
    ensure!(page.count(">>> .sl-controls")? == 0 && page.count(">>> .sl-speakers")? == 0);
    ensure!(attributes(page, ">>> .sl-quotes", &["aria-roledescription"])? == json!([null]), "it is no carousel");
    ensure!(attributes(page, ">>> .sl-slide", &["aria-hidden", "aria-roledescription"])? == json!([null, null]));
    let (row, slide) = (page.rects(">>> .sl-slides")?[0], page.rects(">>> .sl-slide")?[0]);
    ensure!((row.width - slide.width).abs() < 1.0, "it has all of the room");
    Ok(())
}

fn without_quotes_there_is_nothing(page: &Page) -> Result<()> {
    open_fixture(page, 768, SMALLEST)?;
    ensure!(page.count(">>> .sl-quotes")? == 0 && page.count(">>> .sl-slides")? == 0);
    let gap = page.js("((page) => box(page).y + box(page).height - box(page.lastElementChild).y - box(page.lastElementChild).height)(find('>>> .sl-page'))")?;
    ensure!(gap.as_f64().is_some_and(|gap| gap < 60.0), "and no gap: {gap}");
    Ok(())
}

/// A story of so many quotes by half as many speakers.
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

fn a_hundred_turn_as_fast_as_ten(page: &Page) -> Result<()> {
    for count in [10, 100] {
        open_fixture(page, 1440, &many(count))?;
        crate::render_cost::watch(page)?;
        let check = |what: &str, expected: u64| {
            let parts = crate::render_cost::spent(page)?[0];
            ensure!(parts == expected, "{what} of {count} quotes renders {parts} parts");
            Ok(())
        };
        // The controls, and two slides; from one speaker to the next, their names too; in one's own quotes, that one's.
        page.click(NEXT)?;
        shows(page, 2, count)?;
        check("the first turn", 4)?;
        page.click(NEXT)?;
        shows(page, 3, count)?;
        check("another turn", 5)?;
        page.click(">>> .sl-speakers li:last-child a")?;
        shows(page, count - 1, count)?;
        page.click(PREVIOUS)?;
        shows(page, count - 2, count)?;
        crate::render_cost::spent(page)?;
        page.click(NEXT)?;
        shows(page, count - 1, count)?;
        check("a turn near the end", 5)?;
        page.run(
            "find('>>> .sl-slides').scrollBy({ left: -box('>>> .sl-slide').width, behavior: 'instant' })",
            json!([]),
        )?;
        shows(page, count - 2, count)?;
        check("a drift", 5)?;
    }
    Ok(())
}
