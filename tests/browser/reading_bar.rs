//! The bar above the text, the bar of the followed company, the share menu, and what screen readers hear of highlights.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::page::{HighlightKind, Page};
use crate::reading::{in_view, open};

pub(crate) const CASES: &[Case] = &[
    case!(the_first_line_is_on_the_first_screen),
    case!(at_most_40_tab_stops_are_before_the_timeline),
    case!(a_link_of_the_bar_moves_the_focus_to_its_section),
    case!(the_parts_about_a_company_are_shown_one_by_one),
    case!(one_escape_closes_one_thing),
    case!(a_press_elsewhere_closes_the_menus),
    case!(highlights_are_described_by_their_kind_and_title),
    case!(claims_have_labels_in_the_margin),
];

fn the_first_line_is_on_the_first_screen(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    ensure!(page.rects(">>> @paragraph")?[0].y < 850.0, "{:?}", page.rects(">>> @paragraph")?[0]);
    open(page, 360, 760)?;
    let (standfirst, text) = (page.rects(">>> @standfirst")?[0], page.rects(">>> @paragraph")?[0]);
    ensure!(text.y - standfirst.y - standfirst.height < 160.0, "{standfirst:?}, {text:?}");
    Ok(())
}

fn at_most_40_tab_stops_are_before_the_timeline(page: &Page) -> Result<()> {
    open(page, 360, 760)?;
    let stops = "all('>>> @article :is(a[href], button, select, summary, [tabindex=\"0\"])')
        .filter((it) => it.checkVisibility({ visibilityProperty: true })).length";
    let stops = page.js(stops)?;
    ensure!(stops.as_u64().is_some_and(|stops| stops <= 40), "{stops}");
    Ok(())
}

fn a_link_of_the_bar_moves_the_focus_to_its_section(page: &Page) -> Result<()> {
    open(page, 768, 900)?;
    for section in ["timeline", "quotes", "notes"] {
        page.click(&format!(">>> @jump[href$='/{section}']"))?;
        page.wait_until(
            "the heading has the focus",
            &format!("active().matches('h2') && active().id.endsWith('/{section}')"),
        )?;
        in_view(page, "active()")?;
    }
    ensure!(page.js("location.hash")? == "", "the URL is unchanged");
    Ok(())
}

fn the_parts_about_a_company_are_shown_one_by_one(page: &Page) -> Result<()> {
    let cast = page.cast();
    open(page, 360, 740)?;
    page.companies().follow(&cast.company_without_quotes)?;
    let name = &cast.company_without_quotes.name;
    let messages = page.labels().messages();
    let step = |label: &str| page.click(&format!(">>> @following-bar :role(button {})", json!(label)));
    let parts = format!(
        "all(\">>> [data-companies~='{}']\").filter((it) => it.checkVisibility() && !it.closest('[data-island]'))",
        cast.company_without_quotes.id
    );
    let count = page.js(&format!("{parts}.length"))?;
    for at in [1, 2] {
        step(messages.next_part)?;
        page.wait_until("the next part has the focus", &format!("active() === {parts}[{}]", at - 1))?;
        in_view(page, "active()")?;
        let status = format!("{name}: {at} of {count}");
        ensure!(page.companies().status()? == status, "{} is not {status}", page.companies().status()?);
    }
    step(messages.previous_part)?;
    page.wait_until("the first part has the focus", &format!("active() === {parts}[0]"))?;
    page.companies().show_everything()?;
    page.wait_until("the bar is gone", "!find('>>> @following-bar').checkVisibility()")
}

fn one_escape_closes_one_thing(page: &Page) -> Result<()> {
    open(page, 1440, 900)?;
    page.card().open_by(page.article().plain_claim())?;
    page.companies().open_menu()?;
    page.press("Escape")?;
    page.wait_gone(">>> @companies[open]")?;
    ensure!(page.has_focus(">>> @companies > summary")?, "the button of the menu has the focus");
    ensure!(page.card().count()? == 1, "the note is still open");
    page.click(">>> @card @share > button")?;
    page.wait_for(">>> @card @share-menu")?;
    page.press("Escape")?;
    page.wait_gone(">>> @share-menu")?;
    ensure!(page.has_focus(">>> @card @share > button")?, "the share button has the focus");
    ensure!(page.card().count()? == 1, "the note is still open");
    page.press("Escape")?;
    page.card().wait_closed()
}

fn a_press_elsewhere_closes_the_menus(page: &Page) -> Result<()> {
    open(page, 768, 900)?;
    page.companies().open_menu()?;
    page.click(">>> @story-title")?;
    page.wait_gone(">>> @companies[open]")?;
    page.click(">>> @slide:not([aria-hidden]) @share > button")?;
    page.wait_for(">>> @share-menu")?;
    page.click(">>> @quotes-section @section-heading")?;
    page.wait_gone(">>> @share-menu")
}

fn highlights_are_described_by_their_kind_and_title(page: &Page) -> Result<()> {
    open(page, 768, 900)?;
    page.highlight_filter().show_all()?;
    let described = "((mark) => mark.getAttribute('aria-describedby').split(' ')
        .map((id) => find(`>>> [id='${id}']`).textContent))";
    let of = |mark: &str| page.js(&format!("{described}(find({}))", json!(mark)));
    let kinds = page.labels();
    ensure!(of(">>> @article-body a@company-mark")? == json!([kinds.kind("company")]));
    let claim = of(page.article().plain_claim())?;
    ensure!(claim[0] == kinds.kind("claim") && claim[1].as_str().is_some_and(|title| title.len() > 5), "{claim}");
    let event = of(">>> @article-body a@event-mark[id*='/event/']")?;
    ensure!(event[0] == kinds.kind("event") && event[1].as_str().is_some_and(|title| title.len() > 5), "{event}");
    let undescribed = "all('>>> @article-body a@mark').filter((it) => !it.hasAttribute('aria-describedby')).length";
    ensure!(page.js(undescribed)? == 0);
    Ok(())
}

/// The labels are beside the column of the text, and take no space in it.
fn claims_have_labels_in_the_margin(page: &Page) -> Result<()> {
    let claim = page.article().of_kind(HighlightKind::Claim);
    let shown = format!("getComputedStyle(find({}), '::before').float", json!(format!("{claim}[data-label]")));
    for (width, expected) in [(1440, "inline-end"), (1000, "inline-end"), (768, "none")] {
        open(page, width, 900)?;
        let float = page.js(&shown)?;
        // WebKit computes the physical side.
        ensure!(float == expected || (float == "right" && expected == "inline-end"), "at {width}: {float}");
        let over = page.js("document.documentElement.scrollWidth - innerWidth")?;
        ensure!(over.as_i64().is_some_and(|over| over <= 0), "at {width} the page is {over} pixels too wide");
    }
    Ok(())
}
