//! Links: what is chosen stands in the address, and an address leads to its thing.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::page::Page;

pub(crate) const CASES: &[Case] = &[
    case!(a_fragment_that_is_loaded_shows_its_thing),
    case!(a_fragment_that_is_clicked_shows_its_thing),
    case!(back_and_forward_show_what_was_shown),
    case!(back_leads_to_what_is_at_home),
    case!(an_escaped_fragment_is_understood),
    case!(closing_leaves_no_step_behind),
    case!(turning_the_quotes_leaves_one_step_behind),
    case!(a_company_and_a_thing_stand_in_one_address),
    case!(fragments_of_others_are_left_alone),
    case!(fragments_that_lead_nowhere_do_nothing),
    case!(a_new_tab_is_the_browsers),
    case!(a_base_of_the_page_is_no_matter),
    case!(a_part_of_time_is_linked_to),
];

/// What the live view shows of each kind of link: the fragment, and an expression that is true once it is shown.
const LINKS: [(&str, &str); 7] = [
    (
        "quote/joe-tsai",
        "active().id === 'open-source-ai/quote/joe-tsai' && find('>>> .sl-carousel-position').textContent === '7 of 7'",
    ),
    (
        "event/open-source-week",
        "active().matches('.sl-card--in-timeline') && find('>>> .sl-event--selected').id.includes('/open-source-week/')",
    ),
    ("note/omdia", "active().id === 'open-source-ai/note/omdia'"),
    ("highlight/r1-drives-the-shift", "active().matches('.sl-note.sl-is-selected')"),
    (
        "note/deepseek/3",
        "find('>>> .sl-card .sl-note-title').textContent === 'DSDeepSeek' && active().matches('.sl-card')",
    ),
    ("quote/wei-sun/1", "find('>>> .sl-card .sl-kind').textContent === 'Quote'"),
    ("company/baidu", "find('>>> .sl-status').textContent.startsWith('Following Baidu')"),
];

/// What has the focus, or the words that its note is of, stand in the window.
const IN_VIEW: &str = "((of) => of.top < innerHeight && of.bottom > 0)
    ((all('>>> .sl-mark--open')[0] ?? active()).getClientRects()[0])";

fn a_fragment_that_is_loaded_shows_its_thing(page: &Page) -> Result<()> {
    for (link, shown) in LINKS {
        page.reset()?;
        page.goto(&format!("/index.html#open-source-ai/{link}"))?;
        page.wait_live()?;
        page.wait_until(&format!("{link} is shown"), shown)?;
        if !link.starts_with("company") {
            page.wait_until(&format!("{link} is in view"), IN_VIEW)?;
        }
        ensure!(page.js("location.hash")? == page.says(&format!("#open-source-ai/{link}")), "the address stays");
        ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    }
    Ok(())
}

fn a_fragment_that_is_clicked_shows_its_thing(page: &Page) -> Result<()> {
    page.goto("/index.html")?;
    page.wait_live()?;
    for (link, shown) in LINKS {
        follow(page, link)?;
        page.wait_until(&format!("{link} is shown"), shown)?;
        page.wait_until(&format!("{link} is in view"), &format!("'{link}'.startsWith('company') || {IN_VIEW}"))?;
    }
    Ok(())
}

/// Clicks a link that stands in the page around the story.
fn follow(page: &Page, link: &str) -> Result<()> {
    page.run(
        "const link = Object.assign(document.createElement('a'), { href: arguments[0], textContent: 'there', id: 'there' });
         document.getElementById('there')?.remove();
         document.body.prepend(link);",
        json!([format!("#open-source-ai/{link}")]),
    )?;
    page.click("#there")
}

const CARD_TITLE: &str = "find('>>> .sl-card .sl-note-title').textContent";

fn back_and_forward_show_what_was_shown(page: &Page) -> Result<()> {
    page.goto("/index.html")?;
    page.wait_live()?;
    page.click(">>> .sl-body .sl-mark--claim[data-link]:not(:has(.sl-underline))")?;
    page.wait_until("the claim is shown", &format!("{CARD_TITLE} === 'R1 drives the shift'"))?;
    ensure!(
        page.js("location.hash")? == page.says("#open-source-ai/highlight/r1-drives-the-shift/1"),
        "{}",
        page.js("location.hash")?
    );
    page.click(">>> .sl-slide .sl-place")?;
    page.wait_until("the quote is shown", "find('>>> .sl-card .sl-kind').textContent === 'Quote'")?;
    page.click(">>> .sl-chip[href$='/company/baidu']")?;
    page.wait_until("Baidu is followed", "find('>>> .sl-status').textContent.startsWith('Following')")?;
    page.back()?;
    page.wait_until("it no longer is", "!find('>>> .sl-status').textContent.startsWith('Following')")?;
    ensure!(page.text(">>> .sl-card .sl-kind")? == page.says("Quote"), "the quote stays");
    page.back()?;
    page.wait_until("the claim is shown again", &format!("{CARD_TITLE} === 'R1 drives the shift'"))?;
    page.back()?;
    page.wait_until("nothing is", "all('>>> .sl-card').length === 0 && location.hash === ''")?;
    page.command("/forward", json!({}))?;
    page.wait_until("and the claim once more", &format!("{CARD_TITLE} === 'R1 drives the shift'"))
}

/// A quote, an event and a note where they are at home: back and forward bring each into view again.
fn back_leads_to_what_is_at_home(page: &Page) -> Result<()> {
    let homes = ["event/open-source-week", "quote/joe-tsai", "note/omdia"];
    let shown = |home: &str| {
        // An event that is drawn has a note there.
        let there = format!("(active().dataset.anchor ?? active().id).startsWith('open-source-ai/{home}')");
        page.wait_until(&format!("{home} is shown"), &there)?;
        page.wait_until(&format!("{home} is in view"), IN_VIEW)
    };
    page.goto(&format!("/index.html#open-source-ai/{}", homes[0]))?;
    page.wait_live()?;
    shown(homes[0])?;
    for home in &homes[1..] {
        // By a click: engines pass over the steps of a page that nobody has touched.
        follow(page, home)?;
        shown(home)?;
    }
    for home in homes.iter().rev().skip(1) {
        page.back()?;
        shown(home)?;
    }
    for home in &homes[1..] {
        page.command("/forward", json!({}))?;
        shown(home)?;
    }
    Ok(())
}

/// Programs that pass links on may escape what needs no escaping.
fn an_escaped_fragment_is_understood(page: &Page) -> Result<()> {
    let fragment = page.says("open-source-ai/quote/joe-tsai+company/alibaba");
    page.goto(&format!("/index.html#{}", fragment.replace('/', "%2F").replace('+', "%2B")))?;
    page.wait_live()?;
    page.wait_until("the quote is shown", "active().id === 'open-source-ai/quote/joe-tsai'")?;
    ensure!(
        page.text(">>> .sl-status")?.starts_with(page.says("Following Alibaba").as_str()),
        "{}",
        page.text(">>> .sl-status")?
    );
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

/// Counts what is added to the history, which by itself ends at 50.
fn count_steps(page: &Page) -> Result<()> {
    // In a script of the page: what WebDriver runs in Firefox sees the page's objects, and the page sees nothing of it.
    page.run(
        "const script = document.createElement('script');
         script.textContent = `window.steps = 0;
           const push = history.pushState;
           history.pushState = function (...all) { steps++; return push.apply(this, all); };`;
         document.head.append(script);",
        json!([]),
    )?;
    Ok(())
}

fn closing_leaves_no_step_behind(page: &Page) -> Result<()> {
    page.goto("/index.html?a=b")?;
    page.wait_live()?;
    count_steps(page)?;
    page.click(">>> .sl-body .sl-mark--figure")?;
    page.wait_for(">>> .sl-card")?;
    page.press("Escape")?;
    page.wait_until("the address is as before", "location.hash === '' && location.search === '?a=b'")?;
    ensure!(page.js("steps")? == 1, "one step for opening it");
    Ok(())
}

fn turning_the_quotes_leaves_one_step_behind(page: &Page) -> Result<()> {
    page.goto("/index.html")?;
    page.wait_live()?;
    count_steps(page)?;
    for number in 2..6 {
        page.click(">>> .sl-slide-button:nth-child(2)")?;
        page.wait_until("it turns", &format!("find('>>> .sl-carousel-position').textContent === '{number} of 7'"))?;
    }
    ensure!(page.js("steps")? == 0, "nothing was chosen before: there is nothing to go back to");
    ensure!(
        page.js("location.hash")? == page.says("#open-source-ai/quote/kai-fu-lee"),
        "{}",
        page.js("location.hash")?
    );
    page.click(">>> .sl-slide:not([aria-hidden]) .sl-speaker a")?;
    page.wait_until("another choice", "location.hash === '#open-source-ai/note/kai-fu-lee'")?;
    for number in [6, 7] {
        page.click(">>> .sl-slide-button:nth-child(2)")?;
        page.wait_until("it turns", &format!("find('>>> .sl-carousel-position').textContent === '{number} of 7'"))?;
    }
    ensure!(page.js("steps")? == 2, "{}", page.js("steps")?);
    page.back()?;
    page.wait_until("one step leads back", "location.hash === '#open-source-ai/note/kai-fu-lee'")
}

fn a_company_and_a_thing_stand_in_one_address(page: &Page) -> Result<()> {
    page.goto("/index.html#open-source-ai/quote/joe-tsai+company/alibaba")?;
    page.wait_live()?;
    page.wait_until("the quote is shown", "active().id === 'open-source-ai/quote/joe-tsai'")?;
    ensure!(page.text(">>> .sl-status")?.starts_with(page.says("Following Alibaba").as_str()));
    page.click(">>> .sl-chip[href$='/company/alibaba']")?;
    page.wait_until("the address follows", "location.hash === '#open-source-ai/quote/joe-tsai'")
}

fn fragments_of_others_are_left_alone(page: &Page) -> Result<()> {
    page.goto("/index.html")?;
    page.wait_live()?;
    page.run(
        "const to = Object.assign(document.createElement('h2'), { id: 'comments', textContent: 'Comments' });
         const link = Object.assign(document.createElement('a'), { id: 'there', href: '#comments', textContent: 'there' });
         document.body.append(to);
         document.body.prepend(link);",
        json!([]),
    )?;
    page.click("#there")?;
    page.wait_until("the browser goes there", "location.hash === '#comments' && scrollY > 1000")?;
    page.press("Escape")?;
    page.js("frame()")?;
    ensure!(page.js("location.hash")? == "#comments", "{}", page.js("location.hash")?);
    Ok(())
}

fn fragments_that_lead_nowhere_do_nothing(page: &Page) -> Result<()> {
    for fragment in [
        "open-source-ai/",
        "open-source-ai/quote/nobody",
        "open-source-ai/note/deepseek/99",
        "%E0%A4%A",
        "open-source-ai/note/omdia+note/meta",
    ] {
        page.reset()?;
        page.goto(&format!("/index.html#{fragment}"))?;
        page.wait_live()?;
        page.js("frame()")?;
        ensure!(
            page.js("scrollY")? == 0 && page.count(">>> .sl-is-selected")? == 0 && page.count(">>> .sl-card")? == 0
        );
        ensure!(page.js("location.hash")? == page.says(&format!("#{fragment}")), "{}", page.js("location.hash")?);
        ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    }
    Ok(())
}

fn a_new_tab_is_the_browsers(page: &Page) -> Result<()> {
    page.goto("/index.html")?;
    page.wait_live()?;
    page.run(
        "window.kept = [];
         addEventListener('click', (event) => { kept.push(event.defaultPrevented); event.preventDefault(); });
         const press = (init) => find('>>> .sl-body .sl-mark--figure').dispatchEvent(
           new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, ...init }));
         press({ ctrlKey: true }); press({ metaKey: true }); press({ shiftKey: true }); press({ button: 1 });",
        json!([]),
    )?;
    page.js("frame()")?;
    ensure!(page.js("kept")? == json!([false, false, false, false]), "{}", page.js("kept")?);
    ensure!(page.count(">>> .sl-card")? == 0);
    Ok(())
}

/// A page whose relative addresses lead elsewhere: the reader stays on it, and its address is its own.
fn a_base_of_the_page_is_no_matter(page: &Page) -> Result<()> {
    page.serve(
        "/based.html",
        "<!doctype html><html lang=en><meta charset=utf-8><title>t</title><base href='/stories/'>
         <script type=module src=/element.js></script>
         <sidelight-story src=open-source-ai.json deep-links></sidelight-story>",
    );
    page.viewport(1440, 900)?;
    page.goto("/based.html?a=b#open-source-ai/company/baidu")?;
    page.wait_live()?;
    ensure!(page.count(">>> .sl-companies [aria-current]")? == 1, "the link is answered");
    page.click(">>> .sl-body a[href$='/note/omdia']")?;
    page.wait_for(">>> .sl-card")?;
    let url = page.url("/based.html?a=b#open-source-ai/note/omdia/1+company/baidu");
    ensure!(page.js("location.href")? == url, "{}", page.js("location.href")?);
    page.press("Escape")?;
    page.wait_until("it is closed", "all('>>> .sl-card').length === 0")?;
    page.click(">>> .sl-status button")?;
    page.wait_until("the fragment goes", &format!("location.href === '{}'", page.url("/based.html?a=b")))?;
    page.back()?;
    page.wait_until("and comes back", "location.hash !== ''")
}

fn a_part_of_time_is_linked_to(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        page.reset()?;
        page.viewport(width, 900)?;
        page.goto("/index.html#open-source-ai/timeline/2025-01/2025-06")?;
        page.wait_live()?;
        page.wait_for(">>> .sl-event[id$='/event/ernie/drawn']")?;
        let shown = "find('>>> .sl-readout').textContent.startsWith('January to June 2025: ')";
        page.wait_until("that part is in view", shown)?;
        page.wait_until(
            "the timeline is",
            "((it) => it.y < innerHeight && it.y + it.height > 0)(box('>>> .sl-timeline'))",
        )?;
        // The link that is offered for what is in view leads to just that.
        let link = page.js("find('>>> .sl-tools .sl-view-link button').dataset.text")?;
        let expected = page.url("/index.html#open-source-ai/timeline/2025-01-01/2025-06-30");
        ensure!(link == expected, "{link}");
        page.click(">>> .sl-zoom-tools button:nth-child(5)")?;
        page.wait_until("all of it", "all('>>> .sl-tools .sl-view-link button').length === 0")?;
    }
    Ok(())
}
