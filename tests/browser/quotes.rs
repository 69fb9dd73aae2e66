//! Quotes and the rest of the story: the list of quotes, the speakers, the words in the article, the followed company.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::carousel::QUOTES;
use crate::case::{Case, case};
use crate::cast::Cast;
use crate::highlights::open_fixture;
use crate::page::{Carousel, Page};
use crate::reading::{in_view, open, opened};

pub(crate) const CASES: &[Case] = &[
    case!(the_list_of_quotes_is_kept_for_the_visit),
    case!(each_speaker_is_named_once),
    case!(a_speaker_shows_the_quote),
    case!(a_speakers_name_opens_their_note),
    case!(a_quote_links_to_its_words_and_back),
    case!(all_parts_of_an_interrupted_quote_are_marked),
    case!(the_note_of_a_quote_links_to_its_slide),
    case!(following_a_company_filters_the_quotes),
    case!(rendering_the_row_again_selects_no_slide),
    case!(a_company_without_quotes_shows_none),
    case!(selecting_a_filtered_quote_shows_it),
    case!(a_link_shows_its_quote_though_another_company_is_followed),
    case!(the_prerendered_carousel_is_a_scrolling_row_of_the_same_size),
    case!(large_text_fits_the_carousel),
];

fn the_list_of_quotes_is_kept_for_the_visit(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 768, 1024)?;
    page.carousel().toggle_list()?;
    page.wait_for(">>> @quote-list")?;
    let within = |page: &Page| {
        let row = page.rects(Carousel::ROW)?[0];
        for slide in page.rects(">>> @slide")? {
            let is_within = slide.x >= row.x - 1.0 && slide.x + slide.width <= row.x + row.width + 1.0;
            ensure!(is_within && slide.height > 100.0, "{slide:?} within {row:?}");
        }
        Ok(())
    };
    within(page)?;
    ensure!(page.js("all('>>> @slide a').every((a) => a.tabIndex === 0)")? == true, "all links are tab stops");
    ensure!(
        page.js("all('>>> @slide-button').every((it) => !it.checkVisibility())")? == true,
        "no button to another slide is visible"
    );
    ensure!(
        page.js("active().textContent")? == page.labels().messages().show_one,
        "the focus is still on the button: {}",
        page.js("active().textContent")?
    );
    // A link to a quote shows it in the list.
    page.click(&page.carousel().speaker(&cast.last_quote))?;
    page.wait_focused(&cast.last_quote.link)?;
    ensure!(page.count(">>> @quote-list")? == 1, "the quotes are still in a list");
    in_view(page, "active()")?;
    // The list is kept in sessionStorage.
    page.goto("/index.html?again")?;
    page.wait_live()?;
    ensure!(page.count(">>> @quote-list")? == 1, "the quotes are in a list after reloading");
    within(page)?;
    page.carousel().toggle_list()?;
    page.wait_gone(">>> @quote-list")?;
    page.carousel().wait_shows(1, 7)?;
    page.goto("/index.html?once-more")?;
    page.wait_live()?;
    ensure!(page.count(">>> @quote-list")? == 0, "the quotes are shown one by one again");
    Ok(())
}

fn each_speaker_is_named_once(page: &Page) -> Result<()> {
    open_fixture(page, 1440, QUOTES)?;
    let names = "all('>>> @speakers a').map((it) => it.textContent)";
    let rest =
        ["Ein Hafenmeister", "Une voix de Brest", "横浜の灯台守", "Bo Ek", "Bergen", "The old woman on the pier"];
    let named = json!(["Ada Holm 2"].into_iter().chain(rest).collect::<Vec<_>>());
    ensure!(page.js(names)? == named, "{}", page.js(names)?);
    let current = "all('>>> @speakers [aria-current]').map((it) => it.dataset.monogram)";
    ensure!(page.js(current)? == json!(["AH"]));
    let places = page.rects(">>> @speakers a")?;
    // Her name shows her next quote, and after the last one her first.
    page.click(">>> @speakers li:first-child a")?;
    page.carousel().wait_shows(2, 8)?;
    page.click(">>> @speakers li:first-child a")?;
    page.carousel().wait_shows(1, 8)?;
    page.click(">>> @speakers li:nth-child(4) a")?;
    page.carousel().wait_shows(5, 8)?;
    ensure!(page.js(names)? == named && page.js(current)? == json!(["横浜"]));
    let now = page.rects(">>> @speakers a")?;
    ensure!(
        places.iter().zip(&now).all(|(one, other)| one.x == other.x && one.width == other.width),
        "the names keep their position"
    );
    // On a narrow screen the current speaker is scrolled into view.
    open_fixture(page, 360, QUOTES)?;
    for _ in 0..7 {
        page.carousel().next()?;
    }
    page.carousel().wait_shows(8, 8)?;
    page.wait_until("the last name is in view", CURRENT_IN_VIEW)?;
    // A link scrolls to the quote without animation.
    page.goto("/fixture.html?again#quotes/quote/none")?;
    page.wait_live()?;
    page.carousel().wait_shows(7, 8)?;
    page.wait_until("the current speaker is in view", CURRENT_IN_VIEW)
}

const CURRENT_IN_VIEW: &str = "((name, all) => name.x >= all.x - 1 && name.x + name.width <= all.x + all.width + 1)
    (box('>>> @speakers [aria-current]'), box('>>> @speakers'))";

fn a_speaker_shows_the_quote(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440, 900)?;
    page.click(&page.carousel().speaker(&cast.last_quote))?;
    page.carousel().wait_shows(7, 7)?;
    page.wait_focused(&cast.last_quote.link)?;
    in_view(page, "active()")
}

fn a_speakers_name_opens_their_note(page: &Page) -> Result<()> {
    let cast = page.cast();
    for width in [360, 1440] {
        open(page, width, 900)?;
        page.click(">>> @slide @speaker a")?;
        page.wait_focused(&cast.speaker.link)?;
        in_view(page, "active()")?;
        page.notes_section().follow_to(&cast.direct_quote)?;
        page.wait_focused(&cast.direct_quote.link)?;
    }
    Ok(())
}

fn a_quote_links_to_its_words_and_back(page: &Page) -> Result<()> {
    let cast = page.cast();
    for width in [360, 1440] {
        open(page, width, 900)?;
        page.carousel().next()?;
        page.carousel().wait_shows(2, 7)?;
        page.click(">>> @slide:not([aria-hidden]) @occurrence-link")?;
        opened(page)?;
        in_view(page, "find(\">>> @open-mark\")")?;
        let words = page.js("all('>>> @open-mark').map((it) => it.textContent).join('')")?;
        ensure!(words.as_str().is_some_and(|it| it.starts_with(cast.texts.second_quote)), "{words}");
        page.card().show_elsewhere()?;
        page.wait_focused(&cast.second_quote.link)?;
        page.carousel().wait_shows(2, 7)?;
        in_view(page, "active()")?;
    }
    Ok(())
}

fn all_parts_of_an_interrupted_quote_are_marked(page: &Page) -> Result<()> {
    open_fixture(page, 1440, QUOTES)?;
    ensure!(page.text(">>> @slide blockquote")? == "“We won’t […] give up.”");
    ensure!(page.count(">>> @slide:first-child @occurrence-link")? == 1, "the parts of the quote have one link");
    page.click(">>> @slide @occurrence-link")?;
    opened(page)?;
    let open_marks = "all('>>> @open-mark').map((it) => it.textContent)";
    // Without the comma, which the reporting clause has.
    ensure!(page.js(open_marks)? == json!(["We won’t", "give up."]), "{}", page.js(open_marks)?);
    // After a step from one part to the other, both are still marked.
    page.click(">>> @card @mention-step:nth-child(2)")?;
    page.wait_until(
        "the other part of the quote is shown",
        "find('>>> @card').dataset.anchor === 'quotes/quote/broken/2'",
    )?;
    ensure!(page.js(open_marks)? == json!(["We won’t", "give up."]), "{}", page.js(open_marks)?);
    Ok(())
}

fn the_note_of_a_quote_links_to_its_slide(page: &Page) -> Result<()> {
    let cast = page.cast();
    for width in [360, 1440] {
        open(page, width, 900)?;
        page.click(&page.article().highlight_of(&cast.last_quote))?;
        opened(page)?;
        page.carousel().wait_shows(7, 7)?;
        ensure!(page.text(">>> @card @actions > a")? == page.labels().messages().among_quotes);
        page.card().show_elsewhere()?;
        page.wait_focused(&cast.last_quote.link)?;
        in_view(page, "active()")?;
    }
    Ok(())
}

/// Yew may yield between rendering and `rendered`; here it always does. A scroll event in between is not a scroll of the
/// reader.
fn rendering_the_row_again_selects_no_slide(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440, 900)?;
    page.companies().follow(&cast.company)?;
    page.carousel().next()?;
    page.carousel().next()?;
    page.carousel().wait_shows(3, 4)?;
    page.run(
        "const { Date } = window;
         const now = Date.now;
         let ahead = 0;
         Date.now = () => now() + (ahead += 20);
         window.sent = 0;
         const row = find('>>> @slides');
         const send = () => { window.sent++; row.dispatchEvent(new Event('scrollend')); };
         new MutationObserver(send).observe(row, { subtree: true, attributeFilter: ['class'] });",
        json!([]),
    )?;
    page.carousel().toggle_unrelated()?;
    page.wait_until("the row has sent a scroll event", "sent > 0")?;
    page.carousel().wait_shows(4, 7)
}

fn following_a_company_filters_the_quotes(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440, 900)?;
    for _ in 0..4 {
        page.carousel().next()?;
    }
    page.carousel().wait_shows(5, 7)?;
    ensure!(page.js("find('>>> @quote-filter').checkVisibility()")? == false);
    page.companies().follow(&cast.company)?;
    // The current quote is not by or about the company. The focus is on the button of the menu.
    page.carousel().wait_shows(1, 4)?;
    ensure!(page.has_focus(">>> @companies > summary")?, "{}", page.js("active().outerHTML")?);
    ensure!(
        page.carousel().laid_out()?
            == json!([cast.direct_quote.id, cast.second_quote.id, cast.fourth_quote.id, cast.last_quote.id]),
        "{}",
        page.carousel().laid_out()?
    );
    ensure!(page.carousel().filter_text()? == page.labels().quotes_about(&cast.company.name, 4, cast.quotes));
    let names = "all('>>> @speakers a').filter((it) => it.checkVisibility()).length";
    ensure!(page.js(names)? == 4, "the list of speakers is filtered too: {}", page.js(names)?);
    ensure!(page.attribute(">>> @slide", "aria-label")? == Some(page.labels().slide(&cast.speaker.name, 1, 4)));
    page.carousel().next()?;
    page.carousel().next()?;
    page.carousel().wait_shows(3, 4)?;
    // All quotes are shown, the shown one stays, and unrelated ones are dimmed.
    page.carousel().toggle_unrelated()?;
    page.carousel().wait_shows(4, 7)?;
    ensure!(
        page.js("active().textContent")? == page.labels().messages().hide_unrelated_quotes,
        "the focus is still on the button"
    );
    let dimmed = page
        .js("all('>>> @slide').map((it) => [it.dataset.companies?.split(' ').includes(cast.company.id) ?? false,
           getComputedStyle(it).getPropertyValue('--sl-text') === ''])")?;
    let is_dimmed_as_expected =
        dimmed.as_array().is_some_and(|all| all.len() == 7 && all.iter().all(|it| it[0] == it[1]));
    ensure!(is_dimmed_as_expected, "[is about it, is bright] {dimmed}");
    page.press("Enter")?;
    page.carousel().wait_shows(3, 4)?;
    // The same with an unrelated quote selected.
    page.carousel().toggle_unrelated()?;
    page.carousel().next()?;
    page.carousel().wait_shows(5, 7)?;
    page.focus(">>> @quote-filter button")?;
    page.press("Enter")?;
    page.carousel().wait_shows(1, 4)?;
    ensure!(
        page.js("active().textContent")? == page.labels().messages().show_unrelated_quotes,
        "the focus is still on the button"
    );
    page.companies().show_everything()?;
    page.carousel().wait_shows(1, 7)?;
    ensure!(page.js("find('>>> @quote-filter').checkVisibility()")? == false);
    Ok(())
}

fn a_company_without_quotes_shows_none(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 768, 900)?;
    page.companies().follow(&cast.company_without_quotes)?;
    page.wait_until("no slide is laid out", "all('>>> @slide').every((it) => !it.checkVisibility())")?;
    ensure!(
        page.carousel().filter_text()? == page.labels().quotes_about(&cast.company_without_quotes.name, 0, cast.quotes)
    );
    let controls = "all('>>> :is(@slide-button, @list-toggle)').some((it) => it.checkVisibility())";
    ensure!(page.js(controls)? == false, "no button to another slide is visible");
    page.carousel().toggle_unrelated()?;
    page.carousel().wait_shows(1, 7)?;
    // Another company resets the filter.
    page.companies().follow(&cast.company_with_one_quote)?;
    let about = page.labels().quotes_about(&cast.company_with_one_quote.name, 1, cast.quotes);
    page.wait_text(">>> @quote-filter span", &about)?;
    ensure!(page.carousel().laid_out()? == json!([cast.third_quote.id]));
    let (row, slide) = (page.rects(Carousel::ROW)?[0], page.rects(">>> @slide:not(@unrelated-slide)")?[0]);
    ensure!((row.width - slide.width).abs() < 1.0, "the slide is as wide as the row");
    ensure!(page.js("all('>>> @slide')[2].getAttribute('aria-hidden')")?.is_null(), "the slide is not aria-hidden");
    Ok(())
}

/// The quote is selected by its highlight in the text while the followed company hides its slide.
fn selecting_a_filtered_quote_shows_it(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440, 900)?;
    page.companies().follow(&cast.company)?;
    page.click(&page.article().highlight_of(&cast.reported_quote))?;
    opened(page)?;
    page.card().show_elsewhere()?;
    page.wait_focused(&cast.reported_quote.link)?;
    page.carousel().wait_shows(5, 7)?;
    in_view(page, "active()")
}

fn a_link_shows_its_quote_though_another_company_is_followed(page: &Page) -> Result<()> {
    let cast = page.cast();
    page.viewport(1440, 900)?;
    page.open_at(&format!("{}+{}", cast.reported_quote.link, Cast::following(&cast.company)))?;
    page.wait_focused(&cast.reported_quote.link)?;
    page.carousel().wait_shows(5, 7)
}

fn the_prerendered_carousel_is_a_scrolling_row_of_the_same_size(page: &Page) -> Result<()> {
    let cast = page.cast();
    for width in [360, 768, 1440] {
        open(page, width, 900)?;
        let live = page.rects(Carousel::ROW)?[0];
        page.goto_without_scripts("/index.html")?;
        let row = page.rects("@slides")?[0];
        // Without scripts, a long quote is shown in full.
        let is_long = page.count("@long-quote")? > 0 && row.height > live.height;
        let is_as_high = (row.height - live.height).abs() < 1.0 || is_long;
        ensure!(is_as_high && (row.width - live.width).abs() < 1.0, "{row:?}, {live:?}");
        ensure!(page.js("all('@slide').every((it) => it.ariaHidden === null && box(it).height > 100)")? == true);
        // A name links to its quote.
        page.click(&format!("@speakers a[href$='{}']", cast.fourth_quote.link))?;
        page.wait_until(
            "the slide is in view",
            "((slide, row) => slide.x >= row.x - 2 && slide.x < row.x + row.width / 2)
             (along(`@slide[id='${cast.fourth_quote.link}']`), along('@slides'))",
        )?;
        // The wheel scrolls to the next and the previous slide.
        let before = page.js("way() * reveal('@slides').scrollLeft")?;
        page.wheel("@slides", -400 * page.way()?, 0)?;
        page.wait_until("the row has scrolled", &format!("way() * find('@slides').scrollLeft < {before} - 100"))?;
    }
    Ok(())
}

/// Text of twice the size on a phone, set by the reader.
fn large_text_fits_the_carousel(page: &Page) -> Result<()> {
    open(page, 360, 740)?;
    page.run("find('sidelight-story').style.setProperty('--sidelight-font-size', '32px')", json!([]))?;
    page.wait_until("the text is large", "parseFloat(getComputedStyle(find('>>> .sidelight')).fontSize) === 32")?;
    ensure!(
        page.js("document.documentElement.scrollWidth <= innerWidth")? == true,
        "the page does not scroll sideways"
    );
    let (row, slide) = (page.along(page.rects(Carousel::ROW)?[0])?, page.along(page.rects(">>> @slide")?[0])?);
    for part in page.rects(">>> @slide:not([aria-hidden]) :is(p, a, button)")? {
        let part = page.along(part)?;
        ensure!(part.width == 0.0 || part.x + part.width <= slide.x + slide.width + 1.0, "{part:?} within {slide:?}");
    }
    ensure!(slide.x + slide.width < row.x + row.width, "the next slide is partly visible");
    page.carousel().next()?;
    page.carousel().wait_shows(2, 7)
}
