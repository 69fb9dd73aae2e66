//! Print, and forced colours.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::accessibility::{click_in_chart, open};
use crate::case::{Case, case};
use crate::engine::Engine;
use crate::page::{Card, Carousel, HighlightKind, Media, Page};

pub(crate) const CASES: &[Case] = &[
    case!(highlights_differ_in_forced_colours).only(&[Engine::Chromium], "only Chromium can emulate forced colours"),
    case!(events_differ_in_forced_colours).only(&[Engine::Chromium], "only Chromium can emulate forced colours"),
    case!(print_shows_the_list_of_events).only(&[Engine::Chromium], "only Chromium can emulate print"),
    case!(print_shows_all_text).only(&[Engine::Chromium], "only Chromium can emulate print"),
];

/// In forced colours, each kind of highlight still has a distinct underline, and the highlight of an open note has an
/// outline.
fn highlights_differ_in_forced_colours(page: &Page) -> Result<()> {
    page.emulate(&[Media::ForcedColors])?;
    open(page, 768)?;
    let lines = page.js("new Set(['company', 'term', 'claim'].map((kind) =>
           getComputedStyle(find(`>>> @article-body .sl-mark--${kind}`)).textDecorationStyle)).size")?;
    ensure!(lines == 3, "{lines} different lines");
    page.click(page.article().of_kind(HighlightKind::Figure))?;
    page.wait_for(">>> @open-mark")?;
    let outline = page.js("getComputedStyle(find('>>> @open-mark')).outlineStyle")?;
    ensure!(outline == "solid", "{outline}");
    let bars = page.js("new Set(all('>>> @card @chart-bar').map((it) => getComputedStyle(it).fill)).size")?;
    ensure!(bars == 2, "the bar of the figure differs from the other one");
    Ok(())
}

/// The shapes of events differ in forced colours.
fn events_differ_in_forced_colours(page: &Page) -> Result<()> {
    page.emulate(&[Media::ForcedColors])?;
    open(page, 1440)?;
    page.timeline().wait_drawn()?;
    let marks = page.js("all('>>> @event > :first-child').map((it) => {
           const { backgroundColor, borderStyle, maskImage, borderRadius } = getComputedStyle(it);
           return [backgroundColor === getComputedStyle(find('>>> @plot')).backgroundColor, borderStyle, maskImage, borderRadius].join();
         })")?;
    let marks: Vec<String> = serde_json::from_value(marks)?;
    let different: std::collections::BTreeSet<_> = marks.iter().collect();
    ensure!(different.len() == 4, "a day, a span, about a month, planned: {different:#?}");
    ensure!(
        marks.iter().all(|mark| mark.contains("dashed") || mark.starts_with("false")),
        "all shapes are visible: {marks:#?}"
    );
    Ok(())
}

/// The list has all events, whether the chart or the list was shown on the screen.
fn print_shows_the_list_of_events(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open(page, width)?;
        click_in_chart(page, ">>> @fold")?;
        page.click(">>> @company-filter summary")?;
        page.click(">>> @company-filter @company-chip")?;
        page.wait_until("one event is found", "find('>>> @readout').textContent.startsWith('1 of 9')")?;
        page.emulate(&[Media::Print])?;
        page.wait_until("the print style applies", "matchMedia('print').matches")?;
        ensure!(page.timeline().visible("@event-entry")? == 9, "at {width}");
        ensure!(page.js("find('>>> @timeline-chart').checkVisibility()")? == false, "at {width}");
        page.emulate(&[])?;
    }
    Ok(())
}

fn print_shows_all_text(page: &Page) -> Result<()> {
    open(page, 768)?;
    page.click(page.article().of_kind(HighlightKind::Company))?;
    page.wait_for(Card::ANY)?;
    page.emulate(&[Media::Print])?;
    page.wait_until("the print style applies", "matchMedia('print').matches")?;
    ensure!(page.rects(">>> @card")?[0].height == 0.0, "the card is hidden: the notes section has the note");
    let marked = page.js("find('>>> @article-body [data-note]').dataset.note")?;
    let shown = page.js("getComputedStyle(find('>>> @article-body [data-note]'), '::after').content")?;
    let number = format!("{}\"", marked.as_str().unwrap_or_default());
    ensure!(
        shown.as_str().is_some_and(|it| it.ends_with(&number)),
        "a highlight is followed by the number of its note: {shown}"
    );
    let notes = page.js("all('>>> @note a@note-title').map((it) => getComputedStyle(it, '::before').content)")?;
    ensure!(notes.as_array().is_some_and(|it| it.iter().all(|it| it == "counter(sl-note) \". \"")), "{notes}");
    ensure!(page.js("all('>>> @reading-bar, @cards').every((it) => !it.checkVisibility())")? == true);
    let (row, slides) = (page.rects(Carousel::ROW)?[0], page.rects(">>> @slide")?);
    let within = slides.iter().all(|it| it.x >= row.x - 1.0 && it.x + it.width <= row.x + row.width + 1.0);
    ensure!(within && slides.len() == 7, "every quote is within the page: {slides:?}");
    ensure!(page.rects(">>> @note")?.iter().all(|it| it.height > 20.0));
    // All quotes, in full, even if a company is followed.
    page.emulate(&[])?;
    crate::highlights::open_fixture(page, 768, crate::carousel::QUOTES)?;
    page.companies().press_first()?;
    page.wait_for(">>> @unrelated-slide")?;
    page.emulate(&[Media::Print])?;
    page.wait_until("the print style applies", "matchMedia('print').matches")?;
    let seen = page.js("all('>>> @slide').map((it) => it.checkVisibility() && box(it).width > 400)")?;
    ensure!(seen == json!(vec![true; 8]), "{seen}");
    let folded = page.js("all('>>> @quote-text').filter((it) => it.scrollHeight > it.clientHeight + 1).length")?;
    ensure!(folded == 0 && page.js("find('>>> @read-all').checkVisibility()")? == false);
    page.emulate(&[])
}
