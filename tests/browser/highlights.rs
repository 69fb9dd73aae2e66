//! Highlights: every kind, overlapping ones, and the highlight filter.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::case::{Case, case};
use crate::page::{Card, HighlightFilter, Page, Shown};

pub(crate) const CASES: &[Case] = &[
    case!(every_kind_is_reached_by_keyboard),
    case!(classes_of_highlights_look_different),
    case!(every_overlapping_highlight_is_reachable),
    case!(underlines_of_overlapping_highlights_stack),
    case!(highlights_do_not_change_the_layout),
    case!(the_accessible_text_is_the_text_of_the_article),
    case!(the_highlight_filter_is_chosen_by_keyboard),
    case!(the_highlight_filter_is_kept_for_the_visit),
    case!(the_highlight_filter_is_only_in_links_to_the_view),
    case!(a_link_marks_its_words_with_highlights_off),
    case!(selecting_text_opens_no_note),
    case!(the_reading_bar_is_one_line),
];

fn open(page: &Page, width: i64) -> Result<()> {
    page.viewport(width, 900)?;
    page.goto("/index.html")?;
    page.wait_live()
}

/// Opens a page with the story of a fixture.
pub(crate) fn open_fixture(page: &Page, width: i64, story: &str) -> Result<()> {
    page.serve("/fixture.json", story);
    page.serve(
        "/fixture.html",
        "<!doctype html><html lang=en><meta charset=utf-8><title>t</title><body class=sidelight-page>\
         <link rel=stylesheet href=style.css><script type=module src=element.js></script>\
         <sidelight-story src=fixture.json deep-links></sidelight-story>",
    );
    page.viewport(width, 900)?;
    page.goto("/fixture.html")?;
    page.wait_live()
}

const OVERLAPS: &str = include_str!("../fixtures/overlaps.json");
const EVERYTHING: &str = include_str!("../fixtures/everything.json");

/// Tab, Enter and Escape reach one highlight of each kind; its note is named after it, and closing the note returns the
/// focus.
fn every_kind_is_reached_by_keyboard(page: &Page) -> Result<()> {
    open(page, 1440)?;
    page.highlight_filter().show_all()?;
    page.focus(">>> @standfirst a")?;
    let stops = page.js("all('>>> @standfirst a@mark').concat(all('>>> @article-body a@mark')).length")?;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for _ in 0..stops.as_u64().unwrap_or(0) + 30 {
        let stop = page.js("[active().id, active().matches(css('a@mark'))]")?;
        let id = stop[0].as_str().unwrap_or_default().to_owned();
        // The kind of the item, from the description of the highlight.
        let kind = page.js("(active().getAttribute('aria-describedby') ?? '').split(' ')[0].split('/').at(-1)")?;
        let kind = kind.as_str().unwrap_or_default().to_owned();
        if stop[1] == true && seen.insert(kind.clone()) {
            page.press("Enter")?;
            page.wait_until("the note has the focus", "focusIn('@card[role=dialog][aria-labelledby]')")?;
            let word = page.labels().kind(&kind).to_lowercase();
            let named = "find('>>> @card @kind').textContent.toLowerCase()";
            ensure!(page.js(named)? == word, "{id} opens the note of {}", page.js(named)?);
            page.press("Tab")?;
            page.wait_until("the close button has the focus", "focusIn('@close-button')")?;
            page.press("Escape")?;
            page.wait_until("the focus is back on the highlight", &format!("active().id === '{id}'"))?;
            ensure!(page.card().count()? == 0, "the note is closed");
        }
        page.press("Tab")?;
    }
    let kinds = ["claim", "company", "event", "figure", "organisation", "person", "product", "quote", "term"];
    ensure!(seen.iter().map(String::as_str).eq(kinds), "{seen:?}");
    Ok(())
}

/// Names, terms, claims and figures, and quotes and events look different, not only by colour: solid and dotted lines, two
/// backgrounds, a sign at the start of the line.
fn classes_of_highlights_look_different(page: &Page) -> Result<()> {
    open(page, 768)?;
    page.highlight_filter().show_all()?;
    let looks = page.js(
        "['company', 'person', 'term', 'claim', 'figure', 'quote', 'event'].map((kind) => {
           const of = { quote: '[id*=\"/quote/\"]', event: '[id*=\"/event/\"]' }[kind] ?? '[id]';
           const mark = find(`>>> @article-body .sl-mark--${kind}${of}`);
           const { textDecorationStyle, textDecorationColor, backgroundColor } = getComputedStyle(mark);
           const isClear = (color) => color === 'rgba(0, 0, 0, 0)';
           const line = isClear(textDecorationColor) ? 'none' : textDecorationStyle;
           return [line, isClear(backgroundColor) ? 'none' : backgroundColor, getComputedStyle(mark, '::before').content[1] ?? ''];
         })",
    )?;
    let look = |at: usize| &looks[at];
    ensure!(look(0) == look(1), "names: {looks}");
    ensure!(look(0)[0] == "solid" && look(2)[0] == "dotted", "names and terms: {looks}");
    ensure!(look(3)[0] == "none" && look(4)[0] == "none" && look(3)[1] != look(4)[1], "claims and figures: {looks}");
    ensure!(look(3)[1] != "none" && look(4)[1] != "none", "claims and figures: {looks}");
    ensure!(look(5) == &json!(["none", "none", "“"]) && look(6) == &json!(["none", "none", "•"]), "{looks}");
    Ok(())
}

/// The ids of the items that the note lists for the same words, smallest first.
const ALSO: &str = "all('>>> @card @also-here a').map((it) => it.getAttribute('href').slice('#overlaps/'.length))";

/// A company within a claim within a quote; a figure that overlaps the quote in part; a person and a claim on the same
/// words.
fn every_overlapping_highlight_is_reachable(page: &Page) -> Result<()> {
    let all = [
        "quote/lamp/1",
        "note/seamark/1",
        "highlight/burns/1",
        "highlight/hours/1",
        "note/ada-holm/1",
        "highlight/keeper/1",
    ];
    for width in [360, 1440] {
        open_fixture(page, width, OVERLAPS)?;
        page.highlight_filter().show_all()?;
        let lists = |expected: &[&str]| -> Result<()> {
            page.wait_until(&format!("{expected:?}"), &format!("String({ALSO}) === '{}'", expected.join(",")))?;
            page.wait_still(">>> @front-card")
        };
        // By pointer and by touch: the smallest highlight at the point; its note links to the others.
        page.tap(">>> a[id$='/note/seamark/1']")?;
        lists(&["highlight/burns/1", "quote/lamp/1"])?;
        ensure!(page.card().open_marks()? == ["Seamark"], "the name is the open highlight");
        page.click(">>> @also-here li:last-child a")?;
        page.card().wait_kind("quote")?;
        close(page)?;
        page.click(">>> span[data-link$='/highlight/hours/1']")?;
        page.card().wait_kind("figure")?;
        lists(&["highlight/burns/1", "quote/lamp/1"])?;
        close(page)?;
        page.click(">>> a[id$='/note/ada-holm/1']")?;
        lists(&["highlight/keeper/1"])?;
        page.click(">>> @also-here a")?;
        lists(&["note/ada-holm/1"])?;
        ensure!(
            page.count(">>> @mark@open-mark")? == 1 && page.count(">>> @underline@open-mark")? == 0,
            "the claim is the open highlight"
        );
        close(page)?;
        page.wait_until("the focus is on the highlight that it shares", "active().id === 'overlaps/note/ada-holm/1'")?;
        // By keyboard: each has a tab stop, or shares one with an item whose note lists it.
        page.focus(">>> @article-body a[href]")?;
        let mut reached = BTreeSet::new();
        for _ in 0..8 {
            page.press("Enter")?;
            page.wait_until("a note is open", "focusIn('@card')")?;
            let named = page.js(&format!("[active().dataset.anchor.slice('overlaps/'.length), ...{ALSO}]"))?;
            reached.extend(serde_json::from_value::<Vec<String>>(named)?);
            page.press("Escape")?;
            page.wait_until("the note is closed", "focusIn('@mark')")?;
            page.press("Tab")?;
        }
        ensure!(all.iter().all(|it| reached.contains(*it)), "{reached:?}");
    }
    Ok(())
}

fn close(page: &Page) -> Result<()> {
    page.card().escape()
}

fn underlines_of_overlapping_highlights_stack(page: &Page) -> Result<()> {
    open_fixture(page, 768, OVERLAPS)?;
    let lines = page.js(
        "(() => {
           const lines = [];
           for (let it = find(\">>> a[id$='/note/seamark/1'] @company-mark\"); it.matches(css('@underline, @mark')); it = it.parentElement) {
             const { textUnderlineOffset, textDecorationThickness, fontSize } = getComputedStyle(it);
             lines.push([parseFloat(textUnderlineOffset), parseFloat(textDecorationThickness), parseFloat(fontSize)]);
           }
           return lines;
         })()",
    )?;
    let lines: Vec<[f64; 3]> = serde_json::from_value(lines)?;
    ensure!(lines.len() == 3, "{lines:?}");
    for pair in lines.windows(2) {
        ensure!(pair[1][0] >= pair[0][0] + pair[0][1] + 1.0, "the underlines do not touch: {lines:?}");
    }
    let [offset, thickness, size] = lines[2];
    ensure!(offset + thickness < size * 0.85, "the last does not reach the next line: {lines:?}");
    Ok(())
}

/// The start and the end of every occurrence in the text, by line.
const BOXES: &str = "all('>>> @standfirst [id]').concat(all('>>> @article-body [id]')).map((it) =>
    [it.id, ...[...it.getClientRects()].filter(({ width }) => width > 0)
      .flatMap(({ x, y, width }) => [x, y + scrollY, width].map(Math.round))].join(' '))";

/// With and without highlights, all words have the same position: highlights do not split joined letters.
fn highlights_do_not_change_the_layout(page: &Page) -> Result<()> {
    let seed = include_str!("../../stories/open-source-ai.json");
    for (name, story) in [("seed", seed), ("arabic", include_str!("../fixtures/arabic.json")), ("overlaps", OVERLAPS)] {
        open_fixture(page, 768, story)?;
        let height = "box('>>> @article-body').height";
        let (with, tall) = (page.js(BOXES)?, page.js(height)?);
        page.highlight_filter().choose(Shown::Off)?;
        page.wait_gone(">>> @article-body a@mark")?;
        let without = page.js(BOXES)?;
        ensure!(with.as_array().is_some_and(|it| it.len() >= 4), "{with}");
        for (with, without) in with.as_array().into_iter().flatten().zip(without.as_array().into_iter().flatten()) {
            ensure!(with == without, "{name}: {with}, and without: {without}");
        }
        ensure!(page.js(height)? == tall, "{name}");
    }
    Ok(())
}

/// The accessible name of a highlight is its words; its kind is in the description, and the text has no other words.
fn the_accessible_text_is_the_text_of_the_article(page: &Page) -> Result<()> {
    open(page, 1440)?;
    page.highlight_filter().show_all()?;
    let article = include_str!("../fixtures/article.txt");
    let shown = page.js("all('>>> @standfirst').concat(all('>>> @paragraph')).map((it) => it.textContent)")?;
    ensure!(shown == json!(article.lines().take(11).collect::<Vec<_>>()), "{shown}");
    let strange = "all('>>> @article-body a@mark').filter((it) =>
        it.hasAttribute('aria-label') || it.hasAttribute('title') || it.querySelector('[aria-hidden], [hidden]'))";
    ensure!(page.js(&format!("{strange}.length"))? == 0);
    let described = page
        .js("[...new Set(all('>>> @article-body a@mark').map((it) => it.getAttribute('aria-describedby').split(' ')
           .map((id) => it.getRootNode().getElementById(id).textContent).join(', ')))].sort()")?;
    let described: Vec<String> = serde_json::from_value(described)?;
    for wanted in
        ["Company", "Claim, R1 drives the shift", "Person", "Product, Event, DeepSeek releases R1", "Term, Quote"]
    {
        ensure!(described.iter().any(|it| it == wanted), "{wanted} is among {described:?}");
    }
    Ok(())
}

/// The number of tab stops in the text, the number of underlines, and the text.
fn shown(page: &Page) -> Result<[Value; 3]> {
    let of = |expression: &str| page.js(expression);
    Ok([
        of("all('>>> @standfirst a[href]').concat(all('>>> @article-body a[href]')).length")?,
        of(
            "all('>>> @article-body *').filter((it) => getComputedStyle(it).textDecorationLine === 'underline').length",
        )?,
        of("all('>>> @article-body').map((it) => it.textContent).join('')")?,
    ])
}

fn the_highlight_filter_is_chosen_by_keyboard(page: &Page) -> Result<()> {
    open(page, 360)?;
    let key = shown(page)?;
    page.focus(HighlightFilter::CONTROL)?;
    page.press("ArrowDown")?;
    page.wait_until("more highlights are shown", "all('>>> @plain-run').length === 0")?;
    ensure!(page.highlight_filter().is_chosen(Shown::All)?);
    let all = shown(page)?;
    ensure!(key[0].as_u64() < all[0].as_u64(), "{key:?}, {all:?}");
    page.press("ArrowDown")?;
    page.wait_gone(">>> @article-body a[href]")?;
    let off = shown(page)?;
    ensure!(off[0] == 0 && off[1] == 0, "there is no tab stop and no underline: {off:?}");
    ensure!(all[2] == key[2] && all[2] == off[2], "the text is unchanged");
    ensure!(page.has_focus(HighlightFilter::CONTROL)?, "the focus is still on the control");
    page.press("ArrowUp")?;
    page.press("ArrowUp")?;
    let shown_again =
        format!("all('>>> @standfirst a[href]').concat(all('>>> @article-body a[href]')).length === {}", key[0]);
    page.wait_until("the key ones are shown again", &shown_again)?;
    ensure!(shown(page)? == key);
    Ok(())
}

fn the_highlight_filter_is_kept_for_the_visit(page: &Page) -> Result<()> {
    open(page, 768)?;
    ensure!(page.js("sessionStorage.length")? == 0, "nothing is stored before the reader chooses");
    page.highlight_filter().choose(Shown::Off)?;
    page.wait_gone(">>> @article-body a[href]")?;
    ensure!(page.js("Object.entries(sessionStorage)")? == json!([["sidelight-highlights", "off"]]));
    ensure!(page.js("localStorage.length")? == 0);
    open(page, 768)?;
    ensure!(page.count(">>> @article-body a[href]")? == 0, "the choice applies when the page is opened again");
    open_fixture(page, 768, EVERYTHING)?;
    ensure!(page.count(">>> @article-body a@mark")? == 0, "the choice applies to another story");
    ensure!(page.count(">>> @article-body a[href]")? == 1, "a link of the author stays a link");
    page.highlight_filter().choose(Shown::All)?;
    page.wait_for(">>> @article-body a@mark")
}

fn the_highlight_filter_is_only_in_links_to_the_view(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    ensure!(
        page.count(">>> @reading-bar @view-link:not([hidden])")? == 0,
        "no link to the view is offered while the default highlights are shown"
    );
    page.highlight_filter().choose(Shown::All)?;
    page.wait_for(">>> @reading-bar @view-link:not([hidden])")?;
    page.click(&page.article().highlight_of(&cast.figure))?;
    page.wait_for(">>> @card @share")?;
    ensure!(page.fragment()? == format!("#{}/1", cast.figure.link), "{}", page.js("location.hash")?);
    ensure!(
        page.js("sharedAs('>>> @card @share', 'link')")? == page.url(&format!("/index.html#{}/1", cast.figure.link))
    );
    let view = page.js("sharedText('>>> @reading-bar @share button')")?;
    ensure!(view == page.url(&format!("/index.html#{}/1+highlights/all", cast.figure.link)), "{view}");
    page.highlight_filter().choose(Shown::Key)?;
    page.wait_gone(">>> @reading-bar @view-link:not([hidden])")?;
    // Another reader opens the link.
    page.reset()?;
    page.goto(&format!("/index.html#{}/1+highlights/all", cast.figure.link))?;
    page.wait_live()?;
    page.wait_until("the highlight filter is restored", &page.highlight_filter().chosen(Shown::All))?;
    page.wait_for(Card::ANY)?;
    ensure!(page.js("sessionStorage.length")? == 0, "a choice from a link is not stored");
    // After that reader's own choice, the URL does not have it, and it applies when the page is opened again.
    page.highlight_filter().choose(Shown::Off)?;
    page.wait_fragment(&format!("{}/1", cast.figure.link))?;
    page.command("/refresh", json!({}))?;
    page.wait_live()?;
    ensure!(page.highlight_filter().is_chosen(Shown::Off)?);
    Ok(())
}

fn a_link_marks_its_words_with_highlights_off(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    page.highlight_filter().choose(Shown::Off)?;
    page.wait_gone(">>> @article-body a[href]")?;
    page.click(">>> @slide @occurrence-link")?;
    page.wait_until("the note is open", "focusIn('@card')")?;
    let words = "all('>>> @open-mark').map((it) => it.textContent).join('')";
    let is_open = format!("{words}.startsWith({})", json!(cast.texts.direct_quote));
    page.wait_until("the words of the note are marked", &is_open)?;
    page.press("Escape")?;
    page.wait_focused(&format!("{}/1", cast.direct_quote.link))
}

fn selecting_text_opens_no_note(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 1440)?;
    page.drag(&page.article().highlight_of(&cast.last_quote), 60, 2)?;
    page.js("frame()")?;
    ensure!(page.count(">>> @card:not(@hovered-card)")? == 0, "a drag opens no note");
    page.click(&page.article().highlight_of(&cast.last_quote))?;
    page.wait_for(">>> @card:not(@hovered-card)")
}

/// On a phone too, the bar above the text is one line high.
fn the_reading_bar_is_one_line(page: &Page) -> Result<()> {
    for width in [360, 768, 1440] {
        open(page, width)?;
        let height = page.rects(">>> @reading-bar")?[0].height;
        ensure!(height < 50.0, "at {width}: {height}");
    }
    Ok(())
}
