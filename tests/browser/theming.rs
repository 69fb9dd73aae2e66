//! Theming by the page: themes, parts, custom properties, fonts.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::case::{Case, case};
use crate::page::{Card, HighlightKind, Page};
use crate::snippet::{TAG, live, set, with_tag};

pub(crate) const CASES: &[Case] = &[
    case!(the_theme_attribute_chooses_the_colours),
    case!(parts_can_be_styled),
    case!(custom_properties_style_both_views),
    case!(host_fonts_uses_the_fonts_of_the_page),
];

/// Opens a page with this tag and style. Calls `check` for the fallback, then for the live view.
fn in_both(page: &Page, tag: &str, style: &str, check: impl Fn(&str) -> Result<()>) -> Result<()> {
    // Responses are held again after the release of the last round.
    page.reset()?;
    page.viewport(1440, 900)?;
    page.serve("/page.html", &with_tag(tag, &format!("<style>{style}</style>"))?);
    page.goto("/with/hold:_bg.wasm/page.html")?;
    check("sidelight-story")?;
    page.release();
    page.wait_live()?;
    check(">>>")
}

fn the_theme_attribute_chooses_the_colours(page: &Page) -> Result<()> {
    in_both(page, TAG, "", |scope| {
        let seen = || {
            let [paper, scheme] = ["backgroundColor", "colorScheme"]
                .map(|name| page.js(&format!("getComputedStyle(find('{scope} .sidelight')).{name}")));
            Ok::<_, anyhow::Error>([paper?, scheme?])
        };
        let auto = seen()?;
        set(page, "theme", Some("dark"))?;
        let dark = seen()?;
        ensure!(dark[0] != auto[0] && dark[1] == "dark", "{scope}: {dark:?}");
        set(page, "theme", Some("light"))?;
        ensure!(seen()? == [auto[0].clone(), json!("light")], "{scope}: {:?}", seen()?);
        set(page, "theme", Some("auto"))?;
        ensure!(seen()? == auto, "{scope}");
        Ok(())
    })
}

fn parts_can_be_styled(page: &Page) -> Result<()> {
    live(page, TAG)?;
    let manifest: Value = serde_json::from_str(include_str!("../../src/element/custom-elements.json"))?;
    let parts = manifest["modules"][0]["declarations"][0]["cssParts"].clone();
    page.click(page.article().of_kind(HighlightKind::Company))?;
    page.wait_for(Card::ANY)?;
    for part in parts.as_array().into_iter().flatten().filter_map(|part| part["name"].as_str()) {
        if part == "error" {
            continue;
        }
        let script = "const sheet = new CSSStyleSheet(), [part] = arguments;
            const selectors = [`::part(${part})`, ` ::part(${part})`, ` .sidelight [part=${part}]`];
            const rules = selectors.map((it) => `sidelight-story${it} { scroll-margin-top: 77px }`);
            sheet.replaceSync(rules.join(' '));
            document.adoptedStyleSheets = [sheet];
            return all(`>>> [part=${part}]`).map((it) => getComputedStyle(it).scrollMarginTop);";
        let seen = page.run(script, json!([part]))?;
        let all = seen.as_array().cloned().unwrap_or_default();
        ensure!(!all.is_empty() && all.iter().all(|it| it == "77px"), "{part}: {seen}");
    }
    Ok(())
}

fn custom_properties_style_both_views(page: &Page) -> Result<()> {
    let style = "sidelight-story { --sidelight-paper: rgb(1, 2, 3); --sidelight-ink: rgb(4, 5, 6);
        --sidelight-font-text: monospace; --sidelight-measure: 20em; --sidelight-font-size: 20px;
        --sidelight-line-height: 2; --sidelight-padding: 40px }";
    in_both(page, TAG, style, |scope| {
        let style = |of: &str, name: &str| page.js(&format!("getComputedStyle(find('{scope} {of}')).{name}"));
        ensure!(style(".sidelight", "backgroundColor")? == "rgb(1, 2, 3)", "{scope}");
        ensure!(style(".sidelight", "color")? == "rgb(4, 5, 6)", "{scope}");
        ensure!(style("@paragraph", "fontFamily")? == "monospace", "{scope}");
        ensure!(style(".sidelight", "fontSize")? == "20px", "{scope}: {}", style(".sidelight", "fontSize")?);
        ensure!(style("@paragraph", "lineHeight")? == "45px", "{scope}: {}", style("@paragraph", "lineHeight")?);
        ensure!(style("@story-page", "paddingInlineStart")? == "40px", "{scope}");
        let width = page.rects(&format!("{scope} @article-body"))?[0].width;
        ensure!((width - 400.0).abs() < 2.0, "{scope}: the column is twenty times the text size: {width}");
        Ok(())
    })
}

fn host_fonts_uses_the_fonts_of_the_page(page: &Page) -> Result<()> {
    let style = "body { font: 19px/1.3 monospace }";
    for (tag, taken) in [("<sidelight-story src=stories/open-source-ai.json host-fonts>", true), (TAG, false)] {
        in_both(page, tag, style, |scope| {
            let fonts = format!(
                "['@paragraph', '@story-title', '@button', '@note', '@company-chip']
                 .map((it) => getComputedStyle(find(`{scope} ${{it}}`)).fontFamily)"
            );
            let seen = page.js(&fonts)?;
            let all = seen.as_array().is_some_and(|all| all.iter().all(|font| font == "monospace"));
            ensure!(all == taken, "{scope} of {tag}: {seen}");
            let size = page.js(&format!("getComputedStyle(find('{scope} .sidelight')).fontSize"))?;
            ensure!(size == "19px", "{scope} of {tag}: {size}");
            Ok(())
        })?;
    }
    Ok(())
}
