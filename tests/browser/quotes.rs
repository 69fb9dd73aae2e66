//! Quotes and the rest of the story: a list of them, their speakers, their words in the article, the company in focus.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::carousel::{NEXT, QUOTES, shows};
use crate::case::{Case, case};
use crate::highlights::open_fixture;
use crate::page::Page;
use crate::reading::{in_view, open, opened};

pub(crate) const CASES: &[Case] = &[
    case!(all_at_once_and_stays_so),
    case!(the_picker_names_each_speaker_once),
    case!(a_speaker_leads_to_the_quote),
    case!(a_speakers_name_opens_their_note),
    case!(a_quote_leads_to_its_words_and_back),
    case!(all_parts_of_a_broken_quote_are_marked),
    case!(words_in_the_text_offer_their_slide),
    case!(a_company_in_focus_chooses_among_them),
    case!(a_row_that_is_rendered_anew_is_not_scrolled_by_the_reader),
    case!(a_company_without_quotes_leaves_none),
    case!(a_quote_that_was_left_out_is_brought_into_view),
    case!(a_link_shows_its_quote_whatever_is_in_focus),
    case!(without_script_they_are_a_row_in_the_same_box),
    case!(with_large_text_nothing_is_lost),
];

const LIST: &str = ">>> .sl-list-toggle";

fn all_at_once_and_stays_so(page: &Page) -> Result<()> {
    open(page, 768, 1024)?;
    page.click(LIST)?;
    page.wait_for(">>> .sl-slides--all")?;
    let within = |page: &Page| {
        let row = page.rects(">>> .sl-slides")?[0];
        for slide in page.rects(">>> .sl-slide")? {
            let is_within = slide.x >= row.x - 1.0 && slide.x + slide.width <= row.x + row.width + 1.0;
            ensure!(is_within && slide.height > 100.0, "{slide:?} within {row:?}");
        }
        Ok(())
    };
    within(page)?;
    ensure!(page.js("all('>>> .sl-slide a').every((a) => a.tabIndex === 0)")? == true, "all are reached");
    ensure!(page.js("all('>>> .sl-slide-button').every((it) => !it.checkVisibility())")? == true, "nothing turns");
    ensure!(
        page.js("active().textContent")? == page.says("One by one"),
        "the focus stays: {}",
        page.js("active().textContent")?
    );
    // What leads to a quote leads to it in the list.
    page.click(">>> .sl-speakers a[href$='/quote/joe-tsai']")?;
    page.wait_until("the quote has the focus", "active().id === 'open-source-ai/quote/joe-tsai'")?;
    ensure!(page.count(">>> .sl-slides--all")? == 1, "it stays a list");
    in_view(page, "active()")?;
    // And so it stays for as long as the visit does.
    page.goto("/index.html?again")?;
    page.wait_live()?;
    ensure!(page.count(">>> .sl-slides--all")? == 1, "it is a list again");
    within(page)?;
    page.click(LIST)?;
    page.wait_until("one by one again", "all('>>> .sl-slides--all').length === 0")?;
    shows(page, 1, 7)?;
    page.goto("/index.html?once-more")?;
    page.wait_live()?;
    ensure!(page.count(">>> .sl-slides--all")? == 0, "and one by one again");
    Ok(())
}

fn the_picker_names_each_speaker_once(page: &Page) -> Result<()> {
    open_fixture(page, 1440, QUOTES)?;
    let names = "all('>>> .sl-speakers a').map((it) => it.textContent)";
    let rest = [
        "EHEin Hafenmeister",
        "UBUne voix de Brest",
        "横浜横浜の灯台守",
        "BEBo Ek",
        "BeBergen",
        "TpThe old woman on the pier",
    ];
    let named = json!(["AHAda Holm 2"].into_iter().chain(rest).collect::<Vec<_>>());
    ensure!(page.js(names)? == named, "{}", page.js(names)?);
    let current = "all('>>> .sl-speakers [aria-current]').map((it) => it.querySelector('.sl-monogram').textContent)";
    ensure!(page.js(current)? == json!(["AH"]));
    let places = page.rects(">>> .sl-speakers a")?;
    // From one of hers to her next, and round.
    page.click(">>> .sl-speakers li:first-child a")?;
    shows(page, 2, 8)?;
    page.click(">>> .sl-speakers li:first-child a")?;
    shows(page, 1, 8)?;
    page.click(">>> .sl-speakers li:nth-child(4) a")?;
    shows(page, 5, 8)?;
    ensure!(page.js(names)? == named && page.js(current)? == json!(["横浜"]));
    let now = page.rects(">>> .sl-speakers a")?;
    ensure!(places.iter().zip(&now).all(|(one, other)| one.x == other.x && one.width == other.width), "no name moves");
    // On a phone the name of who speaks is brought into view.
    open_fixture(page, 360, QUOTES)?;
    for _ in 0..7 {
        page.click(NEXT)?;
    }
    shows(page, 8, 8)?;
    page.wait_until("the last name is in view", CURRENT_IN_VIEW)?;
    // And where a link leads to a quote at once.
    page.goto("/fixture.html?again#quotes/quote/none")?;
    page.wait_live()?;
    shows(page, 7, 8)?;
    page.wait_until("it is in view", CURRENT_IN_VIEW)
}

const CURRENT_IN_VIEW: &str = "((name, all) => name.x >= all.x - 1 && name.x + name.width <= all.x + all.width + 1)
    (box('>>> .sl-speakers [aria-current]'), box('>>> .sl-speakers'))";

fn a_speaker_leads_to_the_quote(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.click(">>> .sl-speakers a[href$='/quote/joe-tsai']")?;
    shows(page, 7, 7)?;
    page.wait_until("the quote has the focus", "active().id === 'open-source-ai/quote/joe-tsai'")?;
    in_view(page, "active()")
}

fn a_speakers_name_opens_their_note(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open(page, width, 900)?;
        page.click(">>> .sl-slide .sl-speaker a")?;
        page.wait_until("it is there", "active().id === 'open-source-ai/note/wei-sun'")?;
        in_view(page, "active()")?;
        page.click(">>> .sl-note.sl-is-selected a[href$='/quote/wei-sun']")?;
        page.wait_until("and back", "active().id === 'open-source-ai/quote/wei-sun'")?;
    }
    Ok(())
}

fn a_quote_leads_to_its_words_and_back(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open(page, width, 900)?;
        page.click(NEXT)?;
        shows(page, 2, 7)?;
        page.click(">>> .sl-slide:not([aria-hidden]) .sl-place")?;
        opened(page)?;
        in_view(page, "find(\">>> .sl-mark--open\")")?;
        let words = page.js("all('>>> .sl-mark--open').map((it) => it.textContent).join('')")?;
        ensure!(
            words.as_str().is_some_and(|it| it.starts_with(page.says("Disruptors like DeepSeek have proven").as_str())),
            "{words}"
        );
        page.click(">>> .sl-card .sl-actions > a")?;
        page.wait_until("and back", "active().id === 'open-source-ai/quote/lian-jye-su'")?;
        shows(page, 2, 7)?;
        in_view(page, "active()")?;
    }
    Ok(())
}

fn all_parts_of_a_broken_quote_are_marked(page: &Page) -> Result<()> {
    open_fixture(page, 1440, QUOTES)?;
    ensure!(page.text(">>> .sl-slide blockquote")? == "“We won’t […] give up.”");
    ensure!(page.count(">>> .sl-slide:first-child .sl-place")? == 1, "it is one place");
    page.click(">>> .sl-slide .sl-place")?;
    opened(page)?;
    let lit = "all('>>> .sl-mark--open').map((it) => it.textContent)";
    // Without the comma, which the reporting clause has.
    ensure!(page.js(lit)? == json!(["We won’t", "give up."]), "{}", page.js(lit)?);
    // From the one to the other, and both stay marked.
    page.click(">>> .sl-card .sl-mention-step:nth-child(2)")?;
    page.wait_until("the other", "find('>>> .sl-card').dataset.anchor === 'quotes/quote/broken/2'")?;
    ensure!(page.js(lit)? == json!(["We won’t", "give up."]), "{}", page.js(lit)?);
    Ok(())
}

fn words_in_the_text_offer_their_slide(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open(page, width, 900)?;
        page.click(">>> .sl-body a[href$='/quote/joe-tsai']")?;
        opened(page)?;
        shows(page, 7, 7)?;
        ensure!(page.text(">>> .sl-card .sl-actions > a")? == page.says("Among the quotes"));
        page.click(">>> .sl-card .sl-actions > a")?;
        page.wait_until("its slide has the focus", "active().id === 'open-source-ai/quote/joe-tsai'")?;
        in_view(page, "active()")?;
    }
    Ok(())
}

fn follow(page: &Page, company: &str) -> Result<()> {
    let chip = format!(">>> .sl-companies .sl-chip[href$='/company/{company}']");
    page.click(&chip)?;
    page.wait_until("it is followed", &format!("find(\"{chip}\").hasAttribute('aria-current')"))
}

/// The speakers whose slides are laid out, in order.
fn laid_out(page: &Page) -> Result<Value> {
    page.js("all('>>> .sl-slide').filter((it) => it.checkVisibility()).map((it) => it.id.split('/').at(-1))")
}

/// Yew may let the browser go on between rendering and what comes after; here it does, each time. What a row tells of its
/// place then is not where the reader has scrolled it.
fn a_row_that_is_rendered_anew_is_not_scrolled_by_the_reader(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    follow(page, "deepseek")?;
    page.click(NEXT)?;
    page.click(NEXT)?;
    shows(page, 3, 4)?;
    page.run(
        "const { Date } = window;
         const now = Date.now;
         let ahead = 0;
         Date.now = () => now() + (ahead += 20);
         window.told = 0;
         const row = find('>>> .sl-slides');
         const tell = () => { window.told++; row.dispatchEvent(new Event('scrollend')); };
         new MutationObserver(tell).observe(row, { subtree: true, attributeFilter: ['class'] });",
        json!([]),
    )?;
    page.click(">>> .sl-filter button")?;
    page.wait_until("the row has told", "told > 0")?;
    shows(page, 4, 7)
}

fn a_company_in_focus_chooses_among_them(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    for _ in 0..4 {
        page.click(NEXT)?;
    }
    shows(page, 5, 7)?;
    ensure!(page.js("find('>>> .sl-filter').checkVisibility()")? == false);
    follow(page, "deepseek")?;
    // Kai-Fu Lee is none of them. The focus stays where it was pressed.
    shows(page, 1, 4)?;
    let chip = "active() === find(\">>> .sl-companies .sl-chip[href$='/company/deepseek']\")";
    ensure!(page.js(chip)? == true, "{}", page.js("active().outerHTML")?);
    ensure!(
        laid_out(page)? == page.says_all(json!(["wei-sun", "lian-jye-su", "ray-wang", "joe-tsai"]))?,
        "{}",
        laid_out(page)?
    );
    ensure!(page.text(">>> .sl-filter span")? == page.says("By or about DeepSeek: 4 of 7 quotes."));
    let names = "all('>>> .sl-speakers a').filter((it) => it.checkVisibility()).length";
    ensure!(page.js(names)? == 4, "the picker too: {}", page.js(names)?);
    ensure!(page.js("find('>>> .sl-slide').getAttribute('aria-label')")? == page.says("Wei Sun, 1 of 4"));
    page.click(NEXT)?;
    page.click(NEXT)?;
    shows(page, 3, 4)?;
    // All are offered, and what was shown stays; what is not about it is dimmed then.
    page.click(">>> .sl-filter button")?;
    shows(page, 4, 7)?;
    ensure!(page.js("active().textContent")? == page.says("Hide the others"), "the focus stays on the button");
    let dimmed = page
        .js("all('>>> .sl-slide').map((it) => [it.dataset.companies?.split(' ').includes('deepseek') ?? false,
           getComputedStyle(it).getPropertyValue('--sl-text') === ''])")?;
    let as_told = dimmed.as_array().is_some_and(|all| all.len() == 7 && all.iter().all(|it| it[0] == it[1]));
    ensure!(as_told, "[is about it, is bright] {dimmed}");
    page.press("Enter")?;
    shows(page, 3, 4)?;
    // With one of the others chosen, too.
    page.click(">>> .sl-filter button")?;
    page.click(NEXT)?;
    shows(page, 5, 7)?;
    page.run("find('>>> .sl-filter button').focus()", json!([]))?;
    page.press("Enter")?;
    shows(page, 1, 4)?;
    ensure!(page.js("active().textContent")? == page.says("Show the others too"), "the focus stays on the button");
    page.click(">>> .sl-status button")?;
    shows(page, 1, 7)?;
    ensure!(page.js("find('>>> .sl-filter').checkVisibility()")? == false);
    Ok(())
}

fn a_company_without_quotes_leaves_none(page: &Page) -> Result<()> {
    open(page, 768, 900)?;
    follow(page, "baidu")?;
    page.wait_until("none is laid out", "all('>>> .sl-slide').every((it) => !it.checkVisibility())")?;
    ensure!(page.text(">>> .sl-filter span")? == page.says("By or about Baidu: 0 of 7 quotes."));
    let controls = "all('>>> :is(.sl-slide-button, .sl-list-toggle)').some((it) => it.checkVisibility())";
    ensure!(page.js(controls)? == false, "nothing turns");
    page.click(">>> .sl-filter button")?;
    shows(page, 1, 7)?;
    // Another company begins anew.
    follow(page, "manusai")?;
    page.wait_until(
        "its one quote",
        "find('>>> .sl-filter span').textContent === 'By or about ManusAI: 1 of 7 quotes.'",
    )?;
    ensure!(laid_out(page)? == page.says_all(json!(["ji-yichao"]))?);
    let (row, slide) = (page.rects(">>> .sl-slides")?[0], page.rects(">>> .sl-slide:not(.sl-slide--unrelated)")?[0]);
    ensure!((row.width - slide.width).abs() < 1.0, "it has all of the room");
    ensure!(page.js("all('>>> .sl-slide')[2].getAttribute('aria-hidden')")?.is_null(), "it is heard");
    Ok(())
}

/// Chosen from its words in the text, when the company in focus has left it out.
fn a_quote_that_was_left_out_is_brought_into_view(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    follow(page, "deepseek")?;
    page.click(">>> .sl-body a[href$='/quote/kai-fu-lee']")?;
    opened(page)?;
    page.click(">>> .sl-card .sl-actions > a")?;
    page.wait_until("it has the focus", "active().id === 'open-source-ai/quote/kai-fu-lee'")?;
    shows(page, 5, 7)?;
    in_view(page, "active()")
}

fn a_link_shows_its_quote_whatever_is_in_focus(page: &Page) -> Result<()> {
    page.viewport(1440, 900)?;
    page.goto("/index.html#open-source-ai/quote/kai-fu-lee+company/deepseek")?;
    page.wait_live()?;
    page.wait_until("the quote has the focus", "active().id === 'open-source-ai/quote/kai-fu-lee'")?;
    shows(page, 5, 7)
}

fn without_script_they_are_a_row_in_the_same_box(page: &Page) -> Result<()> {
    for width in [360, 768, 1440] {
        open(page, width, 900)?;
        let live = page.rects(">>> .sl-slides")?[0];
        page.goto_without_scripts("/index.html")?;
        let row = page.rects(".sl-slides")?[0];
        // Where no script will ever run, all of a long quote is shown.
        let is_long = page.count(".sl-quote-body--long")? > 0 && row.height > live.height;
        let is_as_high = (row.height - live.height).abs() < 1.0 || is_long;
        ensure!(is_as_high && (row.width - live.width).abs() < 1.0, "{row:?}, {live:?}");
        ensure!(page.js("all('.sl-slide').every((it) => it.ariaHidden === null && box(it).height > 100)")? == true);
        // A name leads to its quote.
        page.click(".sl-speakers a[href$='/quote/ray-wang']")?;
        page.wait_until(
            "it is in view",
            "((slide, row) => slide.x >= row.x - 2 && slide.x < row.x + row.width / 2)
             (along(\".sl-slide[id$='/quote/ray-wang']\"), along('.sl-slides'))",
        )?;
        // And the wheel leads on, or back.
        let before = page.js("way() * reveal('.sl-slides').scrollLeft")?;
        page.wheel(".sl-slides", -400 * page.way()?, 0)?;
        page.wait_until("it scrolls", &format!("way() * find('.sl-slides').scrollLeft < {before} - 100"))?;
    }
    Ok(())
}

/// Text of twice the size, on a phone: as a reader sets it.
fn with_large_text_nothing_is_lost(page: &Page) -> Result<()> {
    open(page, 360, 740)?;
    page.run("find('sidelight-story').style.setProperty('--sidelight-font-size', '32px')", json!([]))?;
    page.wait_until("it is large", "parseFloat(getComputedStyle(find('>>> .sidelight')).fontSize) === 32")?;
    ensure!(
        page.js("document.documentElement.scrollWidth <= innerWidth")? == true,
        "the page does not scroll sideways"
    );
    let (row, slide) = (page.along(page.rects(">>> .sl-slides")?[0])?, page.along(page.rects(">>> .sl-slide")?[0])?);
    for part in page.rects(">>> .sl-slide:not([aria-hidden]) :is(p, a, button)")? {
        let part = page.along(part)?;
        ensure!(part.width == 0.0 || part.x + part.width <= slide.x + slide.width + 1.0, "{part:?} within {slide:?}");
    }
    ensure!(slide.x + slide.width < row.x + row.width, "the neighbour peeks in");
    page.click(NEXT)?;
    shows(page, 2, 7)
}
