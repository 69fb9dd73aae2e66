//! Notes by pointer, touch and keyboard: how they open and close, and their links.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::cast::Part;
use crate::page::{Card, Page};

pub(crate) const CASES: &[Case] = &[
    case!(hovering_opens_a_note_and_moves_no_focus),
    case!(the_pointer_can_move_into_a_hovered_note),
    case!(a_hovered_note_closes_when_the_pointer_leaves),
    case!(escape_closes_a_hovered_note),
    case!(a_passing_pointer_opens_nothing),
    case!(pinned_notes_do_not_overlap),
    case!(escape_closes_the_note_with_the_focus),
    case!(buttons_step_through_the_mentions),
    case!(a_note_links_to_related_items),
    case!(a_figure_has_a_chart),
    case!(right_to_left_notes_are_at_the_left),
    case!(notes_stay_beside_their_lines),
    case!(selecting_an_open_note_focuses_it),
    case!(the_keyboard_opens_a_note_after_a_secondary_click),
    case!(a_hovered_note_with_the_focus_stays),
    case!(a_title_unfolds_and_folds_its_note),
];

/// The selector of the mentions of a person.
pub(crate) fn person(page: &Page) -> String {
    page.article().highlight_of(&page.cast().speaker)
}

/// The selector of the mentions of the organisation that the person works for, in the same paragraph.
fn employer(page: &Page) -> String {
    page.article().highlight_of(&page.cast().employer)
}

/// The selector of the mentions of a product, in the next paragraph.
pub(crate) fn product(page: &Page) -> String {
    page.article().highlight_of(&page.cast().product)
}

/// Opens the seed story, and shows all highlights.
pub(crate) fn open(page: &Page, width: i64, height: i64) -> Result<()> {
    page.viewport(width, height)?;
    page.goto("/index.html")?;
    page.wait_live()?;
    page.highlight_filter().show_all()
}

/// Browsers without `hidden="until-found"` show all notes unfolded.
pub(crate) fn can_fold(page: &Page) -> Result<bool> {
    Ok(page.js("'onbeforematch' in document.body && CSS.supports('content-visibility: hidden')")? == true)
}

fn a_title_unfolds_and_folds_its_note(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 768, 900)?;
    let notes = page.notes_section();
    if can_fold(page)? {
        ensure!(notes.unfolded(&cast.claim)? < 1.0 && notes.unfolded(&cast.company)? < 1.0);
    }
    notes.toggle(&cast.claim)?;
    page.wait_until("the note is selected", &format!("decodeURI(location.hash) === '#{}'", cast.claim.link))?;
    ensure!(notes.unfolded(&cast.claim)? > 40.0, "the note is unfolded");
    notes.toggle(&cast.company)?;
    page.wait_until("the other note is selected", &format!("decodeURI(location.hash) === '#{}'", cast.company.link))?;
    ensure!(notes.unfolded(&cast.company)? > 40.0, "the other note is unfolded");
    notes.toggle(&cast.company)?;
    page.wait_until("no note is selected", "location.hash === ''")?;
    ensure!(page.js(&format!("active().id === '{}'", cast.company.link))? == true, "the note keeps the focus");
    if can_fold(page)? {
        ensure!(notes.unfolded(&cast.claim)? < 1.0 && notes.unfolded(&cast.company)? < 1.0);
    }
    Ok(())
}

fn hovering_opens_a_note_and_moves_no_focus(page: &Page) -> Result<()> {
    let person = &person(page);
    let employer = &employer(page);
    let cast = page.cast();
    open(page, 1440, 900)?;
    page.run("find('>>> @standfirst a').focus({ preventScroll: true })", json!([]))?;
    page.hover(person)?;
    page.card().wait_hovered()?;
    ensure!(page.card().title()? == cast.speaker.name);
    ensure!(page.has_focus(">>> @standfirst a")?, "the focus has not moved");
    ensure!(page.js("location.hash")? == "", "no item is selected");
    ensure!(
        page.js("find('>>> @open-mark').id === `${cast.speaker.link}/1`")? == true,
        "the highlight of the note is marked as open"
    );
    // Another highlight under the pointer replaces the note.
    page.hover(employer)?;
    page.card().wait_title(&cast.employer.name)?;
    ensure!(page.card().count()? == 1);
    // After a click the note stays open.
    page.card().open_by(employer)?;
    page.point_to(5, 400)?;
    page.pass_hover_delays()?;
    ensure!(page.card().count()? == 1 && page.count(">>> @hovered-card")? == 0, "the selected note is still open");
    Ok(())
}

fn the_pointer_can_move_into_a_hovered_note(page: &Page) -> Result<()> {
    let person = &person(page);
    open(page, 1440, 900)?;
    page.hover(person)?;
    page.card().wait_hovered()?;
    let (line, card) = (page.rects(person)?[0], page.rects(Card::ANY)?[0]);
    // Over the gap between them, step by step.
    let (from, to) = ((line.x + line.width) as i64, (card.x + 40.0) as i64);
    let y = (line.y + line.height / 2.0) as i64;
    for step in 1..=6 {
        page.point_to(from + (to - from) * step / 6, y)?;
    }
    page.pass_hover_delays()?;
    ensure!(page.count(">>> @hovered-card")? == 1, "the note is open while the pointer is in it");
    page.click(">>> @hovered-card @pin-button")?;
    page.wait_until("the state is stored", "find('>>> @card @pin-button').getAttribute('aria-pressed') === 'true'")?;
    page.point_to(5, 400)?;
    page.pass_hover_delays()?;
    ensure!(page.card().count()? == 1, "the note stays open after a click");
    page.card().close()?;
    page.card().wait_closed()
}

fn a_hovered_note_closes_when_the_pointer_leaves(page: &Page) -> Result<()> {
    let person = &person(page);
    for width in [360, 1440] {
        open(page, width, 900)?;
        page.hover(person)?;
        page.card().wait_hovered()?;
        // At the edge of the page, between possible sheets at the top and at the foot.
        page.point_to(3, 448)?;
        page.point_to(3, 450)?;
        page.card().wait_closed()?;
        ensure!(page.count(">>> @open-mark")? == 0, "no highlight is marked as open");
    }
    Ok(())
}

fn escape_closes_a_hovered_note(page: &Page) -> Result<()> {
    let person = &person(page);
    open(page, 1440, 900)?;
    page.run("document.body.append(Object.assign(document.createElement('input'), { id: 'field' }))", json!([]))?;
    for focused in ["document.body", "find('#field')", "find('>>> @standfirst a')"] {
        page.run(&format!("active()?.blur(); ({focused}).focus({{ preventScroll: true }})"), json!([]))?;
        page.hover(person)?;
        page.card().wait_hovered()?;
        page.card().escape()?;
        ensure!(page.js(&format!("active() === {focused}"))? == true, "the focus is still on {focused}");
        // The note does not open again while the pointer stays there, but does when the pointer returns.
        page.pass_hover_delays()?;
        ensure!(page.card().count()? == 0);
        page.hover(">>> @story-title")?;
    }
    Ok(())
}

fn a_passing_pointer_opens_nothing(page: &Page) -> Result<()> {
    let person = &person(page);
    open(page, 1440, 900)?;
    page.hover(person)?;
    page.point_to(5, 5)?;
    page.pass_hover_delays()?;
    ensure!(page.card().count()? == 0);
    Ok(())
}

/// Pins the notes of these highlights.
fn pin_notes(page: &Page, marks: &[&str]) -> Result<()> {
    for mark in marks {
        page.card().open_by(mark)?;
        page.card().pin()?;
    }
    Ok(())
}

fn pinned_notes_do_not_overlap(page: &Page) -> Result<()> {
    let person = &person(page);
    let employer = &employer(page);
    let product = &product(page);
    let cast = page.cast();
    open(page, 1440, 900)?;
    pin_notes(page, &[person, employer, product])?;
    page.wait_still(">>> @front-card")?;
    let (mut cards, body) = (page.rects(Card::ANY)?, page.along(page.rects(">>> @article-body")?[0])?);
    for card in &mut cards {
        *card = page.along(*card)?;
    }
    ensure!(cards.len() == 3, "{cards:?}");
    for (at, card) in cards.iter().enumerate() {
        ensure!(card.x >= body.x + body.width && card.height > 50.0, "beside the text: {card:?}");
        ensure!(cards[at + 1..].iter().all(|other| !card.overlaps(*other) && other.y > card.y), "in order: {cards:?}");
    }
    let article = page.rects(">>> @article")?[0];
    ensure!(
        cards.iter().all(|it| it.y + it.height <= article.y + article.height + 1.0),
        "beside the article: {cards:?}"
    );
    ensure!(page.js("all('>>> @open-mark').length")? == 3, "the highlights of all notes are marked as open");
    page.click(">>> @card:nth-child(2) @close-button")?;
    page.card().wait_count(2)?;
    page.wait_until("the focus is on the highlight", &format!("active() === find(\"{employer}\")"))?;
    // A narrow screen shows one note: the last selected.
    page.viewport(360, 740)?;
    page.wait_until(
        "one note is shown as a sheet",
        "all('>>> @card').filter((it) => it.checkVisibility()).length === 1",
    )?;
    ensure!(page.text(">>> @front-card @note-title")? == cast.product.name);
    page.wait_until(
        "only the words of the front note are marked",
        "all('>>> @open-mark').map((it) => it.textContent).join() === cast.product.name",
    )?;
    Ok(())
}

fn escape_closes_the_note_with_the_focus(page: &Page) -> Result<()> {
    let person = &person(page);
    let employer = &employer(page);
    let product = &product(page);
    let cast = page.cast();
    open(page, 1440, 900)?;
    pin_notes(page, &[person, employer])?;
    page.card().open_by(product)?;
    page.focus(">>> @card:nth-child(1) @close-button")?;
    page.press("Escape")?;
    page.card().wait_count(2)?;
    page.wait_until("the focus is on the highlight", &format!("active() === find(\"{person}\")"))?;
    page.press("Escape")?;
    page.card().wait_count(1)?;
    page.wait_until("the focus is on the highlight", &format!("active() === find(\"{product}\")"))?;
    page.press("Escape")?;
    page.js("frame()")?;
    ensure!(page.card().title()? == cast.employer.name, "the pinned note is still open");
    Ok(())
}

fn buttons_step_through_the_mentions(page: &Page) -> Result<()> {
    let cast = page.cast();
    let position = ">>> @card @mentions > span:last-child";
    for width in [360, 1440] {
        open(page, width, 740)?;
        page.card().open_by(&page.article().highlight_of(&cast.company_without_quotes))?;
        ensure!(page.text(position)? == page.labels().mention(2, 4), "{}", page.text(position)?);
        page.focus(">>> @mention-step:nth-child(2)")?;
        for number in 3..=4 {
            page.press("Enter")?;
            page.wait_text(position, &page.labels().mention(number, 4))?;
            page.wait_until(
                "the words of the note are marked",
                &format!("find('>>> @open-mark').id === `${{cast.company_without_quotes.link}}/{number}`"),
            )?;
            page.card().wait_words_seen()?;
            ensure!(page.has_focus(">>> @mention-step:nth-child(2)")?, "the focus is still on the button");
        }
        ensure!(
            page.js("active().getAttribute('aria-disabled')")? == "true",
            "the button is disabled at the last mention"
        );
        page.press("Enter")?;
        page.js("frame()")?;
        ensure!(page.text(position)? == page.labels().mention(4, 4));
        page.press("Shift+Tab")?;
        page.press("Enter")?;
        page.wait_text(position, &page.labels().mention(3, 4))?;
    }
    Ok(())
}

fn a_note_links_to_related_items(page: &Page) -> Result<()> {
    let person = &person(page);
    let employer = &employer(page);
    let product = &product(page);
    let cast = page.cast();
    let links = "all('>>> @card a[href]').map((it) => it.getAttribute('href').replace('#', ''))";
    let check = |mark: &str, leads_to: &[&Part]| {
        open(page, 1440, 900)?;
        page.card().open_by(mark)?;
        let links: Vec<String> = serde_json::from_value(page.js(links)?)?;
        for link in leads_to {
            ensure!(links.contains(&link.link), "the note of {mark} links to {}: {links:?}", link.link);
        }
        Ok(())
    };
    check(person, &[&cast.employer, &cast.direct_quote])?;
    check(employer, &[&cast.speaker])?;
    check(product, &[&cast.company_without_quotes])?;
    check(
        &page.article().highlight_of(&cast.company_without_quotes),
        &[
            &cast.product,
            &cast.other_product,
            &cast.product_event,
            &cast.company_without_quotes.occurrence(1),
            &cast.company_without_quotes.occurrence(3),
        ],
    )?;
    check(&page.article().highlight_of(&cast.claim), &[&cast.company, &cast.product_in_claim])?;
    check(&page.article().highlight_of(&cast.company_event), &[&cast.company, &cast.company_event])?;
    check(&page.article().highlight_of(&cast.last_quote), &[&cast.last_speaker, &cast.company, &cast.last_quote])?;
    page.click(&format!(">>> @card @related a[href$='{}']", cast.company.link))?;
    page.wait_focused(&cast.company.link)
}

fn a_figure_has_a_chart(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440, 900)?;
    page.card().open_by(&page.article().highlight_of(&cast.figure))?;
    ensure!(page.text(">>> @card @chart li:first-child")? == cast.texts.bars[0]);
    ensure!(page.text(">>> @card @chart li:last-child")? == cast.texts.bars[1]);
    let (bars, scale) = (page.rects(">>> @card @chart-bar")?, page.rects(">>> @card @chart-scale")?[0]);
    let month = scale.width / 24.0;
    let scale = page.along(scale)?;
    for (bar, [from, to]) in bars.into_iter().zip([[3.0, 6.0], [12.0, 24.0]]) {
        let bar = page.along(bar)?;
        let (start, end) = ((bar.x - scale.x) / month, (bar.x + bar.width - scale.x) / month);
        ensure!((start - from).abs() < 0.1 && (end - to).abs() < 0.1, "{from} to {to}: {start}, {end}");
    }
    Ok(())
}

fn right_to_left_notes_are_at_the_left(page: &Page) -> Result<()> {
    page.serve("/arabic.json", include_str!("../fixtures/arabic.json"));
    page.serve(
        "/arabic.html",
        "<!doctype html><html lang=ar dir=rtl><meta charset=utf-8><title>t</title><body style='margin: 0'>\
         <script type=module src=element.js></script><sidelight-story src=arabic.json></sidelight-story>",
    );
    page.viewport(1440, 900)?;
    page.goto("/arabic.html")?;
    page.wait_live()?;
    page.card().open_by(">>> @article-body @company-mark:is(a, [data-link])")?;
    let (card, body) = (page.rects(Card::ANY)?[0], page.rects(">>> @article-body")?[0]);
    ensure!(card.x + card.width <= body.x && card.x >= 0.0, "{card:?} at the left of {body:?}");
    page.viewport(360, 740)?;
    page.wait_for(">>> [data-placement=foot]")?;
    page.wait_still(Card::ANY)?;
    let card = page.rects(Card::ANY)?[0];
    ensure!(card.x == 0.0 && (card.y + card.height - 740.0).abs() <= 1.0, "{card:?} at the foot");
    Ok(())
}

fn notes_stay_beside_their_lines(page: &Page) -> Result<()> {
    let person = &person(page);
    open(page, 1440, 900)?;
    // In the middle of the viewport the note fits beside its line.
    let middle = "find(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })";
    page.run(middle, json!([person]))?;
    page.card().open_by(person)?;
    let beside = format!("Math.abs(box('>>> @card').y - box(\"{person}\").y) < 2");
    page.wait_until("the note is beside its line", &beside)?;
    page.run("find('>>> @byline').style.paddingBlockEnd = '80px'", json!([]))?;
    page.wait_until("the note moves with its line", &beside)?;
    // The column keeps its width from here on, and moves as a whole.
    let column =
        "(({ x, width }) => Math.abs(along('>>> @card').x - x - width - 37.5) < 2)(along('>>> @article-body'))";
    for width in [1200, 1800, 1300] {
        page.viewport(width, 900)?;
        page.wait_until(&format!("at {width} the note is beside the column"), column)?;
        page.wait_until("the note is beside its line", &beside)?;
    }
    Ok(())
}

/// Selecting an open note again focuses it and scrolls it into view.
fn selecting_an_open_note_focuses_it(page: &Page) -> Result<()> {
    let person = &person(page);
    let cast = page.cast();
    open(page, 1440, 900)?;
    page.card().open_by(person)?;
    page.focus(person)?;
    page.press("Enter")?;
    page.wait_until("the note has the focus again", "focusIn('@front-card')")?;
    page.notes_section().show_first_occurrence(&cast.speaker)?;
    page.wait_until("the note has the focus once more", "focusIn('@front-card')")?;
    page.card().wait_words_seen()
}

/// A press without a click has no effect on later keys.
fn the_keyboard_opens_a_note_after_a_secondary_click(page: &Page) -> Result<()> {
    let person = &person(page);
    open(page, 1440, 900)?;
    page.run(
        "const { x, y } = box('>>> @paragraph');
         find('>>> @paragraph').dispatchEvent(new PointerEvent('pointerdown',
           { bubbles: true, composed: true, button: 2, clientX: x, clientY: y }));
         find(arguments[0]).focus();",
        json!([person]),
    )?;
    page.press("Enter")?;
    page.wait_until("the note opens", "focusIn('@front-card')")
}

fn a_hovered_note_with_the_focus_stays(page: &Page) -> Result<()> {
    let person = &person(page);
    open(page, 1440, 900)?;
    page.hover(person)?;
    page.card().wait_hovered()?;
    page.focus(">>> @hovered-card @pin-button")?;
    page.point_to(5, 400)?;
    page.point_to(5, 420)?;
    page.pass_hover_delays()?;
    ensure!(page.count(">>> @hovered-card")? == 1, "the note with the focus is open");
    page.card().escape()?;
    page.wait_until("the focus is on the highlight", &format!("active() === find(\"{person}\")"))
}
