//! Reading: highlights and notes, following a company, events; by mouse, touch and keyboard.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::page::{Card, HighlightKind, Page};

pub(crate) const CASES: &[Case] = &[
    case!(a_highlight_opens_its_note_in_the_margin),
    case!(a_tap_opens_a_note_as_a_sheet),
    case!(the_keyboard_opens_and_closes_a_note),
    case!(another_highlight_replaces_the_note),
    case!(an_entry_of_the_notes_section_links_to_the_article),
    case!(notes_of_overlapping_highlights_link_to_each_other),
    case!(every_highlight_is_reached_by_tab),
    case!(following_a_company_dims_the_rest),
    case!(pressing_a_followed_company_unfollows_it),
    case!(the_note_of_a_company_follows_it),
    case!(an_event_links_to_its_paragraph),
    case!(keys_of_the_page_are_ignored),
    case!(escape_closes_one_note_at_a_time),
];

/// The selector of the mentions of the company in the body of the article.
fn company_mark(page: &Page) -> String {
    page.article().highlight_of(&page.cast().company)
}

pub(crate) fn open(page: &Page, width: i64, height: i64) -> Result<()> {
    page.viewport(width, height)?;
    page.goto("/index.html")?;
    page.wait_live()
}

/// Waits until a note is open and positioned: the focus moves into it last.
pub(crate) fn opened(page: &Page) -> Result<()> {
    page.card().wait_open()
}

fn a_highlight_opens_its_note_in_the_margin(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440, 900)?;
    page.click(&company_mark(page))?;
    opened(page)?;
    ensure!(page.card().title()? == cast.texts.company_title, "{}", page.card().title()?);
    let (card, body) = (page.along(page.rects(Card::ANY)?[0])?, page.along(page.rects(">>> @article-body")?[0])?);
    ensure!(card.x >= body.x + body.width, "the note is beside the text: {card:?}, {body:?}");
    ensure!(
        card.x + card.width <= 1440.0 && card.y >= 0.0 && card.y + card.height <= 900.0,
        "{card:?} is in the viewport"
    );
    let line = page.rects(&company_mark(page))?[0];
    ensure!(card.y <= line.y + 1.0 && card.y + card.height >= line.y, "beside its line: {card:?}, {line:?}");
    ensure!(page.count(">>> @open-mark")? > 0, "the highlight is marked as open");
    page.card().close()?;
    page.card().wait_closed()?;
    ensure!(page.count(">>> @open-mark")? == 0);
    Ok(())
}

fn a_tap_opens_a_note_as_a_sheet(page: &Page) -> Result<()> {
    open(page, 360, 740)?;
    page.tap(&company_mark(page))?;
    opened(page)?;
    page.wait_still(Card::ANY)?;
    let (card, line) = (page.rects(Card::ANY)?[0], page.rects(&company_mark(page))?[0]);
    ensure!((card.y + card.height - 740.0).abs() <= 1.0 && card.height <= 371.0, "the note is at the foot: {card:?}");
    ensure!(line.y >= 0.0 && line.y + line.height <= card.y + 1.0, "the highlight is visible: {line:?} above {card:?}");
    page.tap(">>> @close-button")?;
    page.card().wait_closed()
}

fn the_keyboard_opens_and_closes_a_note(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.focus(&company_mark(page))?;
    page.press("Enter")?;
    page.wait_until("the note has the focus", "focusIn('@card')")?;
    ensure!(
        page.js("[active().getAttribute('role'), active().hasAttribute('aria-labelledby')]")?
            == json!(["dialog", true])
    );
    page.press("Tab")?;
    page.wait_until("the close button has the focus", "focusIn('@close-button')")?;
    page.card().escape()?;
    page.wait_focus(&company_mark(page))
}

fn another_highlight_replaces_the_note(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440, 900)?;
    page.click(&company_mark(page))?;
    opened(page)?;
    page.click(page.article().plain_claim())?;
    page.card().wait_title(&cast.claim.name)?;
    ensure!(page.card().count()? == 1, "one note is open at a time");
    page.click(page.article().of_kind(HighlightKind::Figure))?;
    page.card().wait_kind("figure")?;
    ensure!(page.count(">>> @card @fact")? > 0, "the note has facts and their sources");
    Ok(())
}

fn an_entry_of_the_notes_section_links_to_the_article(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440, 900)?;
    page.click(&company_mark(page))?;
    opened(page)?;
    page.click(&format!(">>> a@note-title[href$='{}']", cast.company.link))?;
    page.wait_focused(&cast.company.link)?;
    in_view(page, "active()")?;
    ensure!(page.card().count()? == 0, "the card is closed");
    page.notes_section().show_in_article()?;
    opened(page)?;
    page.wait_until(
        "the words of the note are marked",
        "find('>>> @open-mark').closest('[id]').id === `${cast.company.link}/1`",
    )?;
    in_view(page, "find('>>> @open-mark')")
}

fn notes_of_overlapping_highlights_link_to_each_other(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440, 900)?;
    page.click(page.article().company_in_claim())?;
    page.wait_for(">>> @card @also-here a")?;
    ensure!(
        page.card().title()? == cast.texts.company_title,
        "the note of the smaller highlight opens first: {}",
        page.card().title()?
    );
    page.click(">>> @card @also-here a")?;
    page.card().wait_title(&cast.claim.name)
}

/// Tab goes through the highlights in order of the text, each exactly once.
fn every_highlight_is_reached_by_tab(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.highlight_filter().show_all()?;
    page.focus(">>> @standfirst a")?;
    let stops = page.js("all('>>> @standfirst a@mark').map((it) => it.id)")?;
    let stops: Vec<String> = serde_json::from_value(stops)?;
    ensure!(stops.len() >= 5, "{stops:?}");
    for stop in &stops {
        page.wait_until("the next highlight has the focus", &format!("active().id === '{stop}'"))?;
        page.press("Tab")?;
    }
    let twice = "all('>>> @article [id]').map((it) => it.id).filter((id, at, ids) => ids.indexOf(id) !== at)";
    ensure!(page.js(twice)? == json!([]), "each highlight has one tab stop");
    let bare = "all('>>> @article a@mark').filter((it) => it.tabIndex !== 0 || !it.textContent.trim()).length";
    ensure!(page.js(bare)? == 0);
    Ok(())
}

fn following_a_company_dims_the_rest(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440, 900)?;
    // Dimmed elements have another computed colour.
    let dimmed = "(selector) => {
        const all = within(find('sidelight-story'), selector);
        const ink = getComputedStyle(find('>>> @story-title')).color;
        return [...all].map((it) => [it.dataset.companies.split(' ').includes(cast.company_without_quotes.id), getComputedStyle(it).color === ink]);
    }";
    let parts = ["@paragraph[data-companies]", "@lane[data-companies]"];
    let seen = |part: &str| page.js(&format!("({dimmed})('{part}')"));
    for part in parts {
        let seen = seen(part)?;
        ensure!(seen.as_array().is_some_and(|all| all.iter().all(|it| it[1] == true)), "{part} at first: {seen}");
    }
    page.companies().press(&cast.company_without_quotes)?;
    page.companies().wait_followed(1)?;
    for part in parts {
        let seen = seen(part)?;
        let all = seen.as_array().map(Vec::as_slice).unwrap_or_default();
        ensure!(all.iter().all(|it| it[0] == it[1]), "{part}: [is about it, is bright] {seen}");
        ensure!(all.iter().any(|it| it[1] == false), "something of {part} is dimmed: {seen}");
    }
    let counts = [[3, cast.paragraphs], [2, cast.events], [0, cast.quotes]];
    let status = page.labels().following_counts(&cast.company_without_quotes.name, counts);
    ensure!(page.companies().status()? == status, "{} is not {status}", page.companies().status()?);
    page.companies().show_everything()?;
    page.wait_until("nothing is dimmed", &format!("({dimmed})('@paragraph[data-companies]').every((it) => it[1])"))
}

fn pressing_a_followed_company_unfollows_it(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 768, 900)?;
    let chip = &page.companies().chip(&cast.company_without_events);
    for followed in [1, 0, 1] {
        page.companies().open_menu()?;
        page.focus(chip)?;
        page.press("Enter")?;
        page.companies().wait_followed(followed)?;
        ensure!(page.has_focus(">>> @companies > summary")?, "the menu is closed, and the focus is on its button");
    }
    // Another company replaces it: one company is followed at a time.
    page.companies().press(&cast.company_without_quotes)?;
    page.wait_until(
        "the other company is followed",
        "find('>>> @companies [aria-pressed=true]').href.endsWith(`/company/${cast.company_without_quotes.id}`)",
    )?;
    ensure!(page.count(">>> @companies [aria-pressed=true]")? == 1);
    Ok(())
}

fn the_note_of_a_company_follows_it(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440, 900)?;
    page.click(&company_mark(page))?;
    opened(page)?;
    page.click(">>> @card @follow-button")?;
    page.wait_until("the company is followed", "all('>>> @companies [aria-pressed=true]').length > 0")?;
    let stop = page.labels().stop_following(&cast.company.name);
    ensure!(page.text(">>> @card @follow-button")? == stop);
    ensure!(page.js("active().textContent")? == stop, "the focus is still on the button");
    page.press("Enter")?;
    page.companies().wait_followed(0)
}

fn an_event_links_to_its_paragraph(page: &Page) -> Result<()> {
    let cast = page.cast();
    for width in [360, 1440] {
        open(page, width, 900)?;
        if width == 1440 {
            page.timeline().wait_drawn()?;
            page.click(&page.timeline().event(&cast.days_event))?;
            page.wait_for(">>> @timeline-card")?;
            page.click(">>> @timeline-card @occurrence-link")?;
        } else {
            page.click(&format!("{} @occurrence-link", page.timeline().entry(&cast.days_event)))?;
        }
        opened(page)?;
        in_view(page, "find('>>> @open-mark')")?;
        let paragraph = page.js("find('>>> @open-mark').closest(css('@paragraph')).textContent")?;
        ensure!(paragraph.as_str().is_some_and(|it| it.starts_with(cast.texts.days_event_paragraph)), "{paragraph}");
    }
    Ok(())
}

/// Waits until the element of this JavaScript expression is in the viewport.
pub(crate) fn in_view(page: &Page, element: &str) -> Result<()> {
    let within = format!("(({{ top, bottom }}) => bottom > 0 && top < innerHeight)({element}.getClientRects()[0])");
    page.wait_until("the element is in view", &within)
}

fn keys_of_the_page_are_ignored(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.run(
        "window.heard = [];
         addEventListener('keydown', (event) => heard.push([event.key, event.defaultPrevented]));
         addEventListener('click', (event) => heard.push(['click', event.defaultPrevented]));",
        json!([]),
    )?;
    page.click(">>> @story-title")?;
    for key in ["Escape", "ArrowRight", "a", "Home"] {
        page.press(key)?;
    }
    let heard = json!([["click", false], ["Escape", false], ["ArrowRight", false], ["a", false], ["Home", false]]);
    page.wait_until("all keys are reported", "heard.length >= 5")?;
    ensure!(page.js("heard")? == heard, "{}", page.js("heard")?);
    Ok(())
}

/// The Escape key that closes a note does not reach the page, the next one does.
fn escape_closes_one_note_at_a_time(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.run(
        "window.heard = [];
         document.addEventListener('keydown', (event) => heard.push(event.key));",
        json!([]),
    )?;
    page.click(&company_mark(page))?;
    page.wait_for(Card::ANY)?;
    page.press("a")?;
    page.card().escape()?;
    page.press("Escape")?;
    page.wait_until("the second slide is shown", "heard.length >= 2")?;
    ensure!(page.js("heard")? == json!(["a", "Escape"]), "{}", page.js("heard")?);
    Ok(())
}
