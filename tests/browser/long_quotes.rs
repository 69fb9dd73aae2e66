//! Long quotes, and find-in-page for text that is not visible.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::carousel::QUOTES;
use crate::case::{Case, case};
use crate::highlights::open_fixture;
use crate::page::{Carousel, Page};
use crate::reading::{in_view, open};

pub(crate) const CASES: &[Case] = &[
    case!(a_text_fragment_shows_its_slide),
    case!(find_in_page_shows_the_slide),
    case!(a_long_quote_is_read_in_full),
    case!(find_in_page_expands_a_long_quote),
];

/// On load, the browser searches the fallback, and the live view keeps the position.
fn a_text_fragment_shows_its_slide(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        page.viewport(width, 900)?;
        page.goto("/control/blank.html")?;
        // The words are in the article too; with the text before them, only in the carousel.
        let before = page.labels().messages().reported;
        page.goto(&format!("/index.html#:~:text={before}-,the%20dynamics%20of%20the%20industry"))?;
        page.wait_live()?;
        page.carousel().wait_shows(5, 7)?;
        in_view(page, "find('>>> @slide:not([aria-hidden])')")?;
    }
    Ok(())
}

/// Scrolls as find-in-page does: in the row and in the page.
fn find_in_page_shows_the_slide(page: &Page) -> Result<()> {
    open(page, 768, 900)?;
    let words = "within(document.querySelector('sidelight-story'), '@quote-text').at(-1)";
    page.run(
        &format!("{words}.scrollIntoView({{ block: 'center', inline: 'center', behavior: 'instant' }})"),
        json!([]),
    )?;
    page.carousel().wait_shows(7, 7)
}

fn lines(page: &Page) -> Result<f64> {
    let lines = page.js("box('>>> @slide:not([aria-hidden]) @quote-text').height / parseFloat(getComputedStyle(find('>>> @slide:not([aria-hidden]) @quote-text')).lineHeight)")?;
    lines.as_f64().context("lines")
}

fn a_long_quote_is_read_in_full(page: &Page) -> Result<()> {
    const READ_ALL: &str = ">>> @slide:not([aria-hidden]) @read-all";
    for width in [360, 1440] {
        open_fixture(page, width, QUOTES)?;
        // Quotes far from the viewport are not laid out.
        page.run("reveal('>>> @slides')", json!([]))?;
        let is_one = "all('>>> [data-collapsed]').length === 1";
        page.wait_until("only one quote is clipped", is_one)?;
        page.click(">>> @speakers li:last-child a")?;
        page.carousel().wait_shows(8, 8)?;
        ensure!((lines(page)? - 12.0).abs() < 0.1, "{} lines at {width}", lines(page)?);
        let folded = page.rects(Carousel::ROW)?[0].height;
        page.click(READ_ALL)?;
        page.wait_until(
            "the quote is expanded",
            &format!("find('{READ_ALL}').getAttribute('aria-expanded') === 'true'"),
        )?;
        ensure!(lines(page)? > 40.0, "{} lines at {width}", lines(page)?);
        ensure!(page.js("((it) => it.scrollHeight <= it.clientHeight + 1)(all('>>> @quote-text').at(-1))")? == true);
        ensure!(page.js(&format!("active() === find('{READ_ALL}')"))? == true, "the focus is still on the button");
        ensure!(page.text(READ_ALL)? == "Show less");
        page.press("Enter")?;
        page.wait_until(
            "the quote is collapsed",
            &format!("find('{READ_ALL}').getAttribute('aria-expanded') === 'false'"),
        )?;
        ensure!((lines(page)? - 12.0).abs() < 0.1);
        let again = page.rects(Carousel::ROW)?[0].height;
        ensure!((again - folded).abs() < 1.0, "the height is {again}, not {folded}");
        // A quote is folded when another slide is shown.
        page.press("Enter")?;
        page.wait_for(">>> @expanded-quote")?;
        page.carousel().previous()?;
        page.carousel().wait_shows(7, 8)?;
        page.wait_gone(">>> @expanded-quote")?;
        let left = page.rects(Carousel::ROW)?[0].height;
        ensure!((left - folded).abs() < 1.0, "the height is {left}, not {folded}");
    }
    Ok(())
}

/// Find-in-page scrolls to words in a clipped quote too, and they stay visible.
fn find_in_page_expands_a_long_quote(page: &Page) -> Result<()> {
    for width in [360, 1440] {
        open_fixture(page, width, QUOTES)?;
        // Quotes far from the viewport are not laid out.
        page.run("reveal('>>> @slides')", json!([]))?;
        page.wait_for(">>> [data-collapsed]")?;
        page.click(">>> @speakers li:last-child a")?;
        page.carousel().wait_shows(8, 8)?;
        let place = "((words) => {
            const range = document.createRange();
            const text = words.firstChild;
            range.setStart(text, text.data.lastIndexOf('the old keeper'));
            range.setEnd(text, text.data.length);
            return range.getClientRects()[0].y;
        })(all('>>> @quote-text').at(-1))";
        page.run(
            &format!(
                "const words = all('>>> @quote-text').at(-1);
                 const row = find('>>> @slides');
                 row.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                 words.scrollTop = {place} - box(words).y - 100;"
            ),
            json!([]),
        )?;
        page.wait_for(">>> @expanded-quote")?;
        page.wait_until("the words are in the viewport", &format!("(y => y > 0 && y < innerHeight)({place})"))?;
        ensure!(page.js("find('>>> @expanded-quote @quote-text').scrollTop")? == 0);
    }
    Ok(())
}
