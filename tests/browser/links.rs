//! Links: the address names the selected item, and an address selects its item.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::cast::Cast;
use crate::page::{Card, HighlightKind, Move, Page};

pub(crate) const CASES: &[Case] = &[
    case!(a_loaded_fragment_shows_its_item),
    case!(a_clicked_fragment_shows_its_item),
    case!(back_and_forward_restore_the_selection),
    case!(back_scrolls_to_the_item),
    case!(a_percent_encoded_fragment_is_understood),
    case!(closing_a_note_adds_no_history_entry),
    case!(scrolling_the_quotes_adds_one_history_entry),
    case!(an_address_names_an_item_and_a_company),
    case!(a_refused_change_of_the_address_is_reported_and_the_story_works),
    case!(fragments_of_the_page_are_ignored),
    case!(unknown_fragments_are_ignored),
    case!(clicks_for_a_new_tab_are_left_to_the_browser),
    case!(links_work_with_a_base_element),
    case!(a_link_names_a_time_range),
];

/// A fragment of each kind, and a JavaScript expression that is true once its item is shown.
fn links(page: &Page) -> [(String, String); 7] {
    let (cast, labels) = (page.cast(), page.labels());
    let text = |selector: &str| format!("textOf('>>> {selector}')");
    let company = &cast.company_without_quotes;
    [
        (
            cast.last_quote.link.clone(),
            format!(
                "active().id === cast.last_quote.link && {} === {}",
                text("@carousel-position"),
                json!(labels.position(cast.quotes, cast.quotes))
            ),
        ),
        (
            cast.days_event.link.clone(),
            "focusIn('@timeline-card') && find('>>> @selected-event').id === `${cast.days_event.link}/drawn`"
                .to_owned(),
        ),
        (cast.company_without_events.link.clone(), "active().id === cast.company_without_events.link".to_owned()),
        (cast.claim.link.clone(), "focusIn('@note@selected')".to_owned()),
        (
            cast.company.occurrence(3).link,
            format!("{} === {} && focusIn('@card')", text("@card @note-title"), json!(cast.texts.company_title)),
        ),
        (cast.direct_quote.occurrence(1).link, format!("{} === {}", text("@card @kind"), json!(labels.kind("quote")))),
        (
            cast.company_link(company),
            format!("{}.startsWith({})", text("@follow-status"), json!(labels.following(&company.name))),
        ),
    ]
}

/// A JavaScript expression: true if the focus, or the highlight of the open note, is in the viewport.
const IN_VIEW: &str = "((of) => of.top < innerHeight && of.bottom > 0)
    ((all('>>> @open-mark')[0] ?? active()).getClientRects()[0])";

fn a_loaded_fragment_shows_its_item(page: &Page) -> Result<()> {
    for (link, shown) in links(page) {
        page.reset()?;
        page.open_at(&link)?;
        page.wait_until(&format!("{link} is shown"), &shown)?;
        if !link.contains("/company/") {
            page.wait_until(&format!("{link} is in view"), IN_VIEW)?;
        }
        ensure!(page.fragment()? == format!("#{link}"), "the URL is unchanged");
        ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    }
    Ok(())
}

fn a_clicked_fragment_shows_its_item(page: &Page) -> Result<()> {
    page.goto("/index.html")?;
    page.wait_live()?;
    for (link, shown) in links(page) {
        follow(page, &link)?;
        page.wait_until(&format!("{link} is shown"), &shown)?;
        page.wait_until(&format!("{link} is in view"), &format!("'{link}'.includes('/company/') || {IN_VIEW}"))?;
    }
    Ok(())
}

/// Clicks a link of the page around the story.
fn follow(page: &Page, link: &str) -> Result<()> {
    page.run(
        "const link = Object.assign(document.createElement('a'), { href: arguments[0], textContent: 'there', id: 'there' });
         document.getElementById('there')?.remove();
         document.body.prepend(link);",
        json!([format!("#{link}")]),
    )?;
    page.click("#there")
}

fn back_and_forward_restore_the_selection(page: &Page) -> Result<()> {
    let cast = page.cast();
    page.goto("/index.html")?;
    page.wait_live()?;
    page.click(page.article().plain_claim())?;
    page.card().wait_title(&cast.claim.name)?;
    ensure!(page.fragment()? == format!("#{}/1", cast.claim.link), "{}", page.js("location.hash")?);
    page.click(">>> @slide @occurrence-link")?;
    page.card().wait_kind("quote")?;
    page.companies().press(&cast.company_without_quotes)?;
    page.companies().wait_following(&cast.company_without_quotes)?;
    page.back()?;
    page.companies().wait_followed(0)?;
    ensure!(page.card().kind()? == page.labels().kind("quote"), "the note of the quote is still open");
    page.back()?;
    page.card().wait_title(&cast.claim.name)?;
    page.back()?;
    page.wait_until(
        "no note is open and the fragment is empty",
        "all('>>> @card').length === 0 && location.hash === ''",
    )?;
    page.command("/forward", json!({}))?;
    page.card().wait_title(&cast.claim.name)
}

/// A quote, an event and a note in their sections: back and forward scroll each into view again.
fn back_scrolls_to_the_item(page: &Page) -> Result<()> {
    let cast = page.cast();
    let homes = [&cast.days_event.link, &cast.last_quote.link, &cast.company_without_events.link];
    let shown = |home: &str| {
        // An event in the chart has a card.
        let there = format!("(active().dataset.anchor ?? active().id).startsWith('{home}')");
        page.wait_until(&format!("{home} is shown"), &there)?;
        page.wait_until(&format!("{home} is in view"), IN_VIEW)
    };
    page.open_at(homes[0])?;
    shown(homes[0])?;
    for home in &homes[1..] {
        // By a click: browsers skip history entries of a page without user activation.
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

/// Programs may percent-encode more of a link than necessary.
fn a_percent_encoded_fragment_is_understood(page: &Page) -> Result<()> {
    let cast = page.cast();
    let fragment = format!("{}+{}", cast.last_quote.link, Cast::following(&cast.next_company));
    page.open_at(&fragment.replace('/', "%2F").replace('+', "%2B"))?;
    page.wait_focused(&cast.last_quote.link)?;
    page.companies().wait_following(&cast.next_company)?;
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

/// Counts calls of `pushState`: `history.length` ends at 50.
fn count_steps(page: &Page) -> Result<()> {
    // In a script of the page: Firefox hides changes by WebDriver scripts from the page.
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

fn closing_a_note_adds_no_history_entry(page: &Page) -> Result<()> {
    page.goto("/index.html?a=b")?;
    page.wait_live()?;
    count_steps(page)?;
    page.click(page.article().of_kind(HighlightKind::Figure))?;
    page.wait_for(Card::ANY)?;
    page.press("Escape")?;
    page.wait_until("the address is unchanged", "location.hash === '' && location.search === '?a=b'")?;
    ensure!(page.js("steps")? == 1, "opening the note adds one history entry");
    Ok(())
}

fn scrolling_the_quotes_adds_one_history_entry(page: &Page) -> Result<()> {
    let cast = page.cast();
    page.goto("/index.html")?;
    page.wait_live()?;
    count_steps(page)?;
    for number in 2..6 {
        page.carousel().next()?;
        page.wait_text(">>> @carousel-position", &page.labels().position(number, cast.quotes))?;
    }
    ensure!(page.js("steps")? == 0, "scrolling the quotes adds no history entry without a selection");
    ensure!(page.fragment()? == format!("#{}", cast.reported_quote.link), "{}", page.js("location.hash")?);
    page.click(">>> @slide:not([aria-hidden]) @speaker a")?;
    page.wait_fragment(&cast.reported_speaker.link)?;
    for number in [6, 7] {
        page.carousel().next()?;
        page.wait_text(">>> @carousel-position", &page.labels().position(number, cast.quotes))?;
    }
    ensure!(page.js("steps")? == 2, "{}", page.js("steps")?);
    page.back()?;
    page.wait_fragment(&cast.reported_speaker.link)
}

fn an_address_names_an_item_and_a_company(page: &Page) -> Result<()> {
    let cast = page.cast();
    page.open_at(&format!("{}+{}", cast.last_quote.link, Cast::following(&cast.next_company)))?;
    page.wait_focused(&cast.last_quote.link)?;
    page.companies().wait_following(&cast.next_company)?;
    page.companies().press(&cast.next_company)?;
    page.wait_fragment(&cast.last_quote.link)
}

fn a_refused_change_of_the_address_is_reported_and_the_story_works(page: &Page) -> Result<()> {
    page.goto("/index.html")?;
    page.wait_live()?;
    page.run("history.pushState = history.replaceState = () => { throw new Error('refused'); };", json!([]))?;
    page.click(page.article().plain_claim())?;
    page.card().wait_title(&page.cast().claim.name)?;
    let console = page.console()?;
    ensure!(console.iter().all(|line| line.starts_with("warn: sidelight: [L12] ")), "{console:?}");
    ensure!(!console.is_empty() && page.fragment()?.is_empty(), "{console:?}");
    Ok(())
}

fn fragments_of_the_page_are_ignored(page: &Page) -> Result<()> {
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
    page.wait_until("the browser has scrolled to the fragment", "location.hash === '#comments' && scrollY > 1000")?;
    page.press("Escape")?;
    page.js("frame()")?;
    ensure!(page.js("location.hash")? == "#comments", "{}", page.js("location.hash")?);
    Ok(())
}

fn unknown_fragments_are_ignored(page: &Page) -> Result<()> {
    let cast = page.cast();
    for fragment in [
        format!("{}/", cast.story),
        format!("{}/quote/nobody", cast.story),
        cast.company.occurrence(99).link,
        "%E0%A4%A".to_owned(),
        format!("{}+note/{}", cast.company_without_events.link, cast.company_without_events.id),
    ] {
        page.reset()?;
        page.open_at(&fragment)?;
        page.js("frame()")?;
        ensure!(page.js("scrollY")? == 0 && page.count(">>> @selected")? == 0 && page.card().count()? == 0);
        ensure!(page.fragment()? == format!("#{fragment}"), "{}", page.js("location.hash")?);
        ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    }
    Ok(())
}

fn clicks_for_a_new_tab_are_left_to_the_browser(page: &Page) -> Result<()> {
    page.goto("/index.html")?;
    page.wait_live()?;
    page.run(
        "window.kept = [];
         addEventListener('click', (event) => { kept.push(event.defaultPrevented); event.preventDefault(); });
         const press = (init) => find('>>> @article-body @figure-mark').dispatchEvent(
           new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, ...init }));
         press({ ctrlKey: true }); press({ metaKey: true }); press({ shiftKey: true }); press({ button: 1 });",
        json!([]),
    )?;
    page.js("frame()")?;
    ensure!(page.js("kept")? == json!([false, false, false, false]), "{}", page.js("kept")?);
    ensure!(page.card().count()? == 0);
    Ok(())
}

/// A `base` element changes relative addresses; the address of the page stays.
fn links_work_with_a_base_element(page: &Page) -> Result<()> {
    let cast = page.cast();
    page.serve(
        "/based.html",
        "<!doctype html><html lang=en><meta charset=utf-8><title>t</title><base href='/stories/'>
         <script type=module src=/element.js></script>
         <sidelight-story src=open-source-ai.json deep-links></sidelight-story>",
    );
    page.viewport(1440, 900)?;
    page.goto(&format!("/based.html?a=b#{}", cast.company_link(&cast.company_without_quotes)))?;
    page.wait_live()?;
    ensure!(page.count(">>> @companies [aria-pressed=true]")? == 1, "the link is followed by the story");
    page.click(&page.article().highlight_of(&cast.company_without_events))?;
    page.wait_for(Card::ANY)?;
    let url = page.url(&format!(
        "/based.html?a=b#{}/1+{}",
        cast.company_without_events.link,
        Cast::following(&cast.company_without_quotes)
    ));
    ensure!(page.js("location.href")? == url, "{}", page.js("location.href")?);
    page.card().escape()?;
    page.companies().show_everything()?;
    page.wait_until("the fragment is removed", &format!("location.href === '{}'", page.url("/based.html?a=b")))?;
    page.back()?;
    page.wait_until("the fragment is back", "location.hash !== ''")
}

fn a_link_names_a_time_range(page: &Page) -> Result<()> {
    let cast = page.cast();
    for width in [360, 1440] {
        page.reset()?;
        page.viewport(width, 900)?;
        page.open_at(&format!("{}/timeline/2025-01/2025-06", cast.story))?;
        page.wait_for(&page.timeline().event(&cast.product_event))?;
        page.timeline().wait_readout(&format!("{}: ", cast.texts.zoomed_time))?;
        page.wait_until(
            "the timeline is in view",
            "((it) => it.y < innerHeight && it.y + it.height > 0)(box('>>> @timeline'))",
        )?;
        // The link to the view names this time range.
        let link = page.js("sharedText('>>> @timeline-tools @view-link button')")?;
        let expected = page.url(&format!("/index.html#{}/timeline/2025-01-01/2025-06-30", cast.story));
        ensure!(link == expected, "{link}");
        page.timeline().press(Move::FitAll)?;
        page.wait_gone(">>> @timeline-tools @view-link button")?;
    }
    Ok(())
}
