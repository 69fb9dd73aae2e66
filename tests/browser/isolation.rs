//! Stories in host pages with hostile styles and scripts: no style goes in or out.
//!
//! The pages are in `tests/pages/host-pages`. A comment in each says why it is hostile.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sidelight::{
    page::{SnippetOptions, snippet},
    story::{Story, StoryFile},
};

use crate::case::{Case, case};
use crate::page::{Card, HighlightKind, Page};
use crate::readable_script::readable_script;
use crate::server::dist;

pub(crate) const CASES: &[Case] = &[
    case!(styles_of_the_page_stay_outside),
    case!(detects_a_leak_into_the_live_view),
    case!(styles_of_the_story_stay_inside),
    case!(detects_a_leak_into_the_page),
    case!(fallback_and_live_view_match_in_every_host_page),
    case!(keys_in_the_page_are_ignored),
    case!(detects_a_stolen_key),
    case!(event_listeners_of_the_page_break_nothing),
    case!(title_history_and_address_are_unchanged),
];

/// The pages that are compared with `plain`.
const HOST_PAGES: [&str; 7] = ["bootstrap", "tailwind", "reset", "unset", "small-root", "right-to-left", "dark"];

/// A story with all fields of the format except images: missing image files have no size.
fn story() -> Result<Value> {
    let mut story: Value = serde_json::from_str(include_str!("../fixtures/everything.json"))?;
    story["image"].take();
    if let Some(blocks) = story["body"].as_array_mut() {
        blocks.retain(|block| block["image"].is_null());
    }
    Ok(story)
}

/// A host page with a story; `tag` has further attributes of the element.
fn html(name: &str, tag: &str) -> Result<String> {
    let read = |name: &str| {
        let file = format!("{}/tests/pages/host-pages/{name}.html", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(&file).with_context(|| file.clone())
    };
    // Elements of the page with class names of the story.
    let content = read("content")?
        .replace("<h1 class=\"", "<h1 class=\"sl-title ")
        .replace("<p id=\"before\"", "<p class=\"sl-note\" id=\"before\"");
    ensure!(content.matches("sl-").count() == 2, "the content has two elements for the class names");
    // Styles of the page for the element itself.
    let styled = "<style>sidelight-story { font-size: 70px; color: lime; text-transform: uppercase }</style></head>";
    let styled = if name == "bootstrap" && tag == "isolated" { styled } else { "</head>" };
    let html = read(name)?.replace("</head>", styled).replace("<!-- content -->\n", &content);
    let story = Story::check(StoryFile::read(story()?)?).0;
    let attributes = tag.split_whitespace().map(|name| (name.to_owned(), None)).collect();
    let options = SnippetOptions { src: "everything.json".to_owned(), attributes, ..SnippetOptions::default() };
    ensure!(html.contains("<!-- snippet -->"), "{name} has a comment for the snippet");
    Ok(html.replace("<!-- snippet -->", &snippet(&story, &options)))
}

/// Opens a host page, and waits until the story in it is live and one of its notes is open.
fn open(page: &Page, name: &str, tag: &str) -> Result<()> {
    page.viewport(1024, 768)?;
    page.serve("/everything.json", &story()?.to_string());
    page.serve("/host-page.html", &html(name, tag)?);
    page.goto("/host-page.html")?;
    page.wait_until(
        "the story is near the viewport",
        "(find('sidelight-story').scrollIntoView({ behavior: 'instant' }), true)",
    )?;
    page.wait_live()?;
    page.run("find('>>> @article-body @company-mark').click()", json!([]))?;
    page.wait_for(Card::ANY)?;
    // Hover, focus and animations would differ by chance.
    let middle = "active().blur(); find('>>> @timeline').scrollIntoView({ block: 'center', behavior: 'instant' })";
    page.run(middle, json!([]))?;
    page.point_to(1, 1)?;
    // Lanes are rendered when they are near the viewport, and then move the lanes below.
    page.wait_for(">>> @timeline-item")?;
    page.run(middle, json!([]))?;
    page.wait_still(">>> @timeline-item")?;
    page.wait_still(">>> @card")
}

/// The computed styles of elements and of their pseudo-elements, by element. Sizes are left out around the story, because
/// the story's size depends on its stylesheet, and for cards, because their position depends on the viewport.
const STYLES: &str = "const [of] = arguments;
    const elements = of === 'live' ? [find('>>> @mount'), ...all('>>> @mount *')]
      : [...document.querySelectorAll('*')].filter((it) => !it.closest('sidelight-story, head, script'));
    const sizes = /^(block-size|height|perspective-origin|transform-origin|inset|top|bottom|y|(min|max)-)/;
    return elements.map((it) => {
      const holds = of !== 'live' && it.querySelector('sidelight-story');
      const values = [null, '::before', '::after'].flatMap((pseudo) => {
        const style = getComputedStyle(it, pseudo);
        if (pseudo && style.content === 'none') return [];
        const isPlaced = it.matches(css('@card'));
        return [...style].filter((name) => !((holds || isPlaced) && sizes.test(name)) && !name.startsWith('--'))
          .map((name) => `${pseudo ?? ''}${name}: ${style.getPropertyValue(name)}`);
      });
      return [`${it.localName}.${it.getAttribute('class') ?? it.id}`, values];
    });";

fn styles(page: &Page, of: &str) -> Result<Value> {
    page.run(STYLES, json!([of]))
}

/// The first few values in which two pages differ.
fn differences(one: &Value, other: &Value) -> Vec<String> {
    let [one, other] = [one, other].map(|it| it.as_array().cloned().unwrap_or_default());
    let mut found = Vec::new();
    if one.len() != other.len() {
        found.push(format!("{} elements, not {}", one.len(), other.len()));
    }
    for (one, other) in one.iter().zip(&other) {
        let name = &other[0];
        if one[0] != *name {
            found.push(format!("{} is in place of {name}", one[0]));
        }
        let [values, wanted] = [one, other].map(|it| it[1].as_array().cloned().unwrap_or_default());
        let differs = values.iter().zip(&wanted).filter(|(value, wanted)| value != wanted);
        found.extend(differs.map(|(value, wanted)| format!("{name}: {value}, not {wanted}")));
        if values.len() != wanted.len() {
            found.push(format!("{name} has {} values, not {}", values.len(), wanted.len()));
        }
        found.truncate(12);
    }
    found
}

fn styles_of_the_page_stay_outside(page: &Page) -> Result<()> {
    open(page, "plain", "isolated")?;
    let plain = styles(page, "live")?;
    ensure!(plain.as_array().is_some_and(|it| it.len() > 150), "all elements of the story are compared");
    for name in HOST_PAGES {
        page.reset()?;
        open(page, name, "isolated")?;
        let found = differences(&styles(page, "live")?, &plain);
        ensure!(found.is_empty(), "in {name}: {found:#?}");
    }
    Ok(())
}

/// Serves the stylesheet with `from` replaced by `to`.
fn restyle(page: &Page, from: &str, to: &str) -> Result<()> {
    let sheet = include_str!("../../style.css");
    ensure!(sheet.contains(from), "style.css contains {from}");
    page.serve("/style.css", &sheet.replace(from, to));
    Ok(())
}

/// Negative control: without `all: initial` the check finds styles of the page.
fn detects_a_leak_into_the_live_view(page: &Page) -> Result<()> {
    open(page, "plain", "isolated")?;
    let plain = styles(page, "live")?;
    page.reset()?;
    restyle(page, "all: initial;", "")?;
    open(page, "small-root", "isolated")?;
    let found = differences(&styles(page, "live")?, &plain);
    ensure!(found.iter().any(|it| it.contains("letter-spacing")), "{found:#?}");
    Ok(())
}

/// The styles of the host page, with the story's stylesheet and script or without them.
fn outside(page: &Page, name: &str, with: bool) -> Result<Value> {
    if with {
        open(page, name, "")?;
    } else {
        page.viewport(1024, 768)?;
        let all = html(name, "")?;
        let bare = all.replace("href=\"style.css\"", "href=\"data:text/css,\"");
        page.serve("/host-page.html", &bare.replace("src=\"element.js\"", "src=\"data:text/javascript,\""));
        page.goto("/host-page.html")?;
        page.point_to(1, 1)?;
    }
    styles(page, "page")
}

fn styles_of_the_story_stay_inside(page: &Page) -> Result<()> {
    for name in ["plain", "bootstrap", "right-to-left", "dark"] {
        let bare = outside(page, name, false)?;
        ensure!(bare.as_array().is_some_and(|it| it.len() > 15), "all elements of the page are compared: {bare}");
        let found = differences(&outside(page, name, true)?, &bare);
        ensure!(found.is_empty(), "of {name}: {found:#?}");
    }
    Ok(())
}

fn detects_a_leak_into_the_page(page: &Page) -> Result<()> {
    let bare = outside(page, "plain", false)?;
    let sheet = std::fs::read_to_string(dist().join("style.css"))?;
    page.serve("/style.css", &format!("{sheet} td {{ color: red }}"));
    let found = differences(&outside(page, "plain", true)?, &bare);
    ensure!(found.iter().any(|it| it.starts_with("\"td") && it.contains("color")), "{found:#?}");
    Ok(())
}

/// With `host-fonts`, the live view has the same boxes as the fallback in every host page.
fn fallback_and_live_view_match_in_every_host_page(page: &Page) -> Result<()> {
    let parts = "@story-title, @standfirst, @byline, @paragraph, @section-heading, @companies @company-chip, \
                 @slide, @note";
    for name in ["plain", "bootstrap", "tailwind", "reset", "dark", "right-to-left"] {
        page.reset()?;
        page.viewport(1024, 768)?;
        page.serve("/everything.json", &story()?.to_string());
        page.serve("/host-page.html", &html(name, "host-fonts")?);
        page.goto("/with/hold:_bg.wasm/host-page.html")?;
        page.run("find('sidelight-story').scrollIntoView({ behavior: 'instant' })", json!([]))?;
        let boxes = |scope: &str| page.rects(&format!("{scope} :is({parts})"));
        let copy = boxes("sidelight-story")?;
        page.release();
        page.wait_live()?;
        let live = boxes(">>>")?;
        ensure!(copy.len() == live.len() && copy.len() > 15, "{name}: {} and {}", copy.len(), live.len());
        for (at, (copy, live)) in copy.into_iter().zip(live).enumerate() {
            let pairs = [(copy.y, live.y), (copy.width, live.width), (copy.height, live.height)];
            let is_same = pairs.into_iter().all(|(a, b)| (a - b).abs() <= 1.5);
            ensure!(is_same, "{name}: box {at}: {copy:?} becomes {live:?}");
        }
    }
    Ok(())
}

/// Checks that keys in a field of the page reach the page and change nothing in the story.
fn keys_are_left_alone(page: &Page) -> Result<()> {
    open(page, "plain", "")?;
    page.run(
        "window.heard = [];
         addEventListener('keydown', ({ key, defaultPrevented }) => heard.push([key, defaultPrevented]));
         field.focus({ preventScroll: true })",
        json!([]),
    )?;
    let before = page.js("find('sidelight-story').state")?;
    let keys = ["a", "+", "-", "0", "Home", "End", "PageUp", "PageDown", "ArrowLeft", "ArrowDown", "Escape"];
    for key in keys {
        page.press(key)?;
    }
    page.wait_until("all keys are reported", &format!("heard.length >= {}", keys.len()))?;
    let heard = page.js("heard")?;
    ensure!(heard == keys.map(|key| json!([key, false])).into_iter().collect::<Value>(), "{heard}");
    ensure!(
        page.js("find('sidelight-story').state")? == before && page.card().count()? == 1,
        "the state is unchanged, and the note is still open"
    );
    Ok(())
}

fn keys_in_the_page_are_ignored(page: &Page) -> Result<()> {
    keys_are_left_alone(page)
}

fn detects_a_stolen_key(page: &Page) -> Result<()> {
    let thief = "document.addEventListener('keydown', (event) => event.key === 'Home' && event.preventDefault());";
    let script = readable_script("element.js")?;
    page.serve("/element.js", &format!("{script}\n{thief}"));
    ensure!(keys_are_left_alone(page).is_err(), "the check finds the prevented key");
    Ok(())
}

const KINDS: &str = "['click', 'keydown', 'keyup', 'pointerdown', 'pointerup', 'pointermove', 'pointerover', 'mousedown', 'mouseup', \
    'focusin', 'focusout', 'input', 'change', 'scroll', 'wheel', 'touchstart']";

/// Checks that the story handles clicks and keys after the script `listeners`.
fn answers(page: &Page, listeners: &str) -> Result<()> {
    open(page, "plain", "")?;
    page.run(&format!("const kinds = {KINDS};\n{listeners}"), json!([]))?;
    page.run("find('sidelight-story').state = {}", json!([]))?;
    page.card().wait_closed()?;
    page.click(page.article().of_kind(HighlightKind::Company))?;
    page.js("frame()")?;
    ensure!(page.card().count()? == 1, "a click opens the note");
    page.press("Escape")?;
    page.js("frame()")?;
    ensure!(page.card().count()? == 0, "a key closes it");
    Ok(())
}

fn event_listeners_of_the_page_break_nothing(page: &Page) -> Result<()> {
    let bubbling = "for (const kind of kinds)
        for (const it of [find('sidelight-story'), find('main'), document.body, document, window])
          it.addEventListener(kind, (event) => event.stopPropagation());";
    let capturing = "window.heard = 0;
        for (const kind of kinds)
          for (const it of [window, document, document.body, find('main'), find('sidelight-story')])
            it.addEventListener(kind, () => { window.heard++ }, true);";
    answers(page, bubbling)?;
    answers(page, capturing)?;
    ensure!(page.js("window.heard > 10")? == true, "the host page receives the events");
    // Negative control: a capturing listener on the window that stops every event.
    let nothing = "for (const kind of kinds) window.addEventListener(kind, (event) => event.stopPropagation(), true);";
    ensure!(answers(page, nothing).is_err());
    Ok(())
}

fn title_history_and_address_are_unchanged(page: &Page) -> Result<()> {
    let seen = "[document.title, history.length, location.href, document.cookie,
        document.body.getAttributeNames(), document.documentElement.getAttributeNames().filter((it) => it !== 'style'),
        Object.keys(window).filter((it) => !/^__|^cdc_/.test(it)).sort()]";
    page.serve("/host-page.html", &html("plain", "")?);
    page.goto("/with/404:element.js/host-page.html")?;
    // The driver of Chromium leaves global names behind when it clicks.
    page.click("#field")?;
    let before = page.js(seen)?;
    open(page, "plain", "")?;
    page.run("find('sidelight-story').state = {}", json!([]))?;
    page.card().wait_closed()?;
    page.carousel().next()?;
    page.companies().press_first()?;
    page.wait_until("a company is followed", "find('sidelight-story').state.followed")?;
    let after = page.js(seen)?;
    for at in [0, 3, 4, 5] {
        ensure!(after[at] == before[at], "{} was {}", after[at], before[at]);
    }
    let names = |seen: &Value| seen[6].as_array().cloned().unwrap_or_default();
    let new: Vec<_> = names(&after).into_iter().filter(|name| !names(&before).contains(name)).collect();
    ensure!(new.is_empty() && names(&after).len() > 100, "{new:?}");
    let [length, address] = [after[1].clone(), after[2].clone()];
    page.press("Escape")?;
    page.click(page.article().of_kind(HighlightKind::Company))?;
    page.wait_for(Card::ANY)?;
    let last = page.js(seen)?;
    ensure!(last[1] == length && last[2] == address && page.js("location.hash")? == "", "{last}");
    Ok(())
}
