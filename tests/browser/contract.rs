//! The public contract of the element: attributes, properties, events and slots.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::case::{Case, case};
use crate::page::{Card, HighlightKind, Page, Shown};
use crate::snippet::{TAG, live, open, set, with_tag};

pub(crate) const CASES: &[Case] = &[
    case!(changed_attributes_apply_at_once),
    case!(the_highlights_attribute_applies_until_the_reader_chooses),
    case!(links_follow_their_attributes),
    case!(state_can_be_restored),
    case!(setting_state_does_not_scroll),
    case!(state_set_before_the_story_applies),
    case!(ready_is_a_promise),
    case!(events_report_only_choices_of_the_reader),
    case!(events_are_composed),
    case!(sharing_is_reported_and_can_be_prevented),
    case!(the_page_can_replace_the_error_message),
];

/// The names of the events since the last call.
fn take_events(page: &Page) -> Result<Value> {
    page.js("frame().then(() => events.splice(0))")
}

fn changed_attributes_apply_at_once(page: &Page) -> Result<()> {
    live(page, TAG)?;
    page.click(page.article().of_kind(HighlightKind::Company))?;
    page.wait_for(Card::ANY)?;
    page.carousel().toggle_list()?;
    page.wait_for(">>> @quote-list")?;
    take_events(page)?;
    let state = page.js("window.state = find('sidelight-story').state")?;
    let places = |timeline: usize, quotes: usize| {
        format!(
            "all('>>> @timeline').length === {timeline} && all('>>> @quotes-section').length === {quotes}
             && all('>>> @story-page').length === 1 && all('>>> @card').length === 1"
        )
    };
    set(page, "no-timeline", Some(""))?;
    page.wait_until("the timeline is gone", &places(0, 1))?;
    ensure!(page.js("find('sidelight-story').state")? == state, "{}", page.js("find('sidelight-story').state")?);
    set(page, "no-quotes", Some(""))?;
    page.wait_until("the carousel is gone too", &places(0, 0))?;
    let dead = page.js("all('>>> a').map((it) => it.getAttribute('href')).filter((to) => to?.startsWith('#')
         && !all(`>>> [id='${to.slice(1)}']`).length)")?;
    ensure!(dead == json!([]), "every link has a target: {dead}");
    set(page, "no-timeline", None)?;
    set(page, "no-quotes", None)?;
    page.wait_until("both regions are shown again", &places(1, 1))?;
    ensure!(page.js("find('sidelight-story').state")? == state);
    set(page, "lang", Some("en-GB"))?;
    set(page, "theme", Some("dark"))?;
    page.wait_until("the state is unchanged", &places(1, 1))?;
    ensure!(take_events(page)? == json!([]), "no event is fired for changes by the page");
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

fn the_highlights_attribute_applies_until_the_reader_chooses(page: &Page) -> Result<()> {
    live(page, "<sidelight-story src=stories/open-source-ai.json highlights=off>")?;
    let highlight_filter = "find('sidelight-story').state.highlights";
    ensure!(page.js(highlight_filter)? == "off" && page.count(">>> @article-body @mark")? == 0);
    set(page, "highlights", Some("key"))?;
    page.wait_until(
        "the company is followed",
        &format!("{highlight_filter} === 'key' && all('>>> @article-body @mark').length > 0"),
    )?;
    page.highlight_filter().choose(Shown::All)?;
    page.wait_until("the reader chooses", &format!("{highlight_filter} === 'all'"))?;
    // The reader's choice is kept in sessionStorage.
    page.goto("/page.html")?;
    page.wait_live()?;
    ensure!(page.js(highlight_filter)? == "all", "{}", page.js(highlight_filter)?);
    Ok(())
}

fn links_follow_their_attributes(page: &Page) -> Result<()> {
    live(page, TAG)?;
    let links = "(sharedAs('>>> @slide @share', 'link')?.split('#')[0] ?? null)";
    ensure!(page.js(links)? == Value::Null);
    set(page, "share-url", Some("https://example.org/a?b#c"))?;
    page.wait_until("there are links", &format!("{links} === 'https://example.org/a?b'"))?;
    set(page, "share-url", Some("javascript:alert(1)"))?;
    page.wait_until("the address is not accepted", &format!("{links} === null"))?;
    set(page, "deep-links", Some(""))?;
    page.wait_until("the links name the page", &format!("{links} === location.href.split('#')[0]"))?;
    page.run(
        "window.steps = history.length; find('sidelight-story').state = { selected: 'quote/wei-sun' }",
        json!([]),
    )?;
    page.wait_until("the address follows", "location.hash === '#open-source-ai/quote/wei-sun'")?;
    ensure!(page.js("history.length === steps")? == true, "changes by the page add no history entry");
    set(page, "deep-links", None)?;
    page.wait_until("no company is followed", &format!("{links} === null"))?;
    page.run("find('sidelight-story').state = { selected: 'event/r1' }", json!([]))?;
    page.js("frame()")?;
    ensure!(page.js("location.hash")? == "#open-source-ai/quote/wei-sun", "the URL is unchanged");
    Ok(())
}

fn state_can_be_restored(page: &Page) -> Result<()> {
    live(page, TAG)?;
    page.click(page.article().of_kind(HighlightKind::Claim))?;
    page.wait_for(Card::ANY)?;
    page.click(">>> @pin-button")?;
    page.companies().press(&page.cast().company)?;
    page.carousel().next()?;
    page.timeline().toggle_mode()?;
    page.wait_until("the list of events is shown", "find('sidelight-story').state.timeline.mode === 'list'")?;
    let state = page.js("find('sidelight-story').state")?;
    ensure!(state["followed"].is_string() && state["pinned"].as_array().is_some_and(|kept| kept.len() == 1), "{state}");
    ensure!(page.js("find('sidelight-story').state.constructor.name")? == "Object", "the state is a plain object");
    page.run("find('sidelight-story').state = null", json!([]))?;
    page.wait_gone(">>> :is(@card, @companies [aria-pressed=true])")?;
    let first = page.js("find('sidelight-story').state")?;
    ensure!(
        first["followed"].is_null() && first["pinned"] == json!([]) && first["timeline"]["mode"].is_null(),
        "{first}"
    );
    page.run("find('sidelight-story').state = arguments[0]", json!([state]))?;
    page.wait_for(Card::ANY)?;
    ensure!(page.js("find('sidelight-story').state")? == state, "{}", page.js("find('sidelight-story').state")?);
    // Invalid values have no effect.
    for odd in
        ["7", "'x'", "[]", "() => {}", "{ selected: {}, pinned: [[]], timeline: 4, quotes: 'none' }", "undefined"]
    {
        page.run(&format!("find('sidelight-story').state = {odd}"), json!([]))?;
        ensure!(page.js("find('sidelight-story').state")? == first, "{odd}");
    }
    let threw =
        page.js("(() => { try { find('sidelight-story').state = 1n } catch (error) { return error.name } })()")?;
    ensure!(threw == "TypeError", "a value that is not JSON throws a TypeError: {threw}");
    // WebKit reports a loop if one resize causes another: it settles a frame later.
    let console: Vec<_> = page.console()?.into_iter().filter(|line| !line.contains("ResizeObserver loop")).collect();
    ensure!(console.is_empty(), "{console:?}");
    Ok(())
}

fn setting_state_does_not_scroll(page: &Page) -> Result<()> {
    live(page, TAG)?;
    page.run(
        "document.body.prepend(Object.assign(document.createElement('input'), { id: 'own' })); own.focus()",
        json!([]),
    )?;
    take_events(page)?;
    for selected in ["quote/wei-sun", "event/r1", "note/omdia", "note/deepseek/3"] {
        let script =
            "find('sidelight-story').state = { selected: arguments[0], followed: 'deepseek', pinned: ['note/meta/1'] }";
        page.run(script, json!([selected]))?;
        let chosen = format!("find('sidelight-story').state.selected === '{selected}'");
        page.wait_until("the item is selected", &chosen)?;
        page.js("frame().then(frame)")?;
        ensure!(
            page.js("[scrollY, active().id]")? == json!([0, "own"]),
            "{selected}: {}",
            page.js("[scrollY, active().id]")?
        );
        page.run("find('sidelight-story').state = {}", json!([]))?;
        page.js("frame().then(frame)")?;
        ensure!(
            page.js("[scrollY, active().id]")? == json!([0, "own"]),
            "{selected}: clearing the selection neither scrolls nor moves the focus"
        );
    }
    ensure!(take_events(page)? == json!([]), "no event is fired");
    // A selection by the reader does scroll the page.
    page.run("find('>>> @article-body @company-mark').click()", json!([]))?;
    page.wait_until("the note has the focus", "focusIn('@card')")?;
    Ok(())
}

fn state_set_before_the_story_applies(page: &Page) -> Result<()> {
    page.viewport(1440, 900)?;
    let early = "<script>addEventListener('DOMContentLoaded', () => {
        document.querySelector('sidelight-story').state = { selected: 'note/meta/1', highlights: 'all' } })</script>";
    open(page, TAG, early)?;
    page.wait_live()?;
    page.wait_for(Card::ANY)?;
    ensure!(page.js("find('sidelight-story').state.selected")? == "note/meta/1");
    ensure!(page.js("find('sidelight-story').state.highlights")? == "all");
    let moved = page.js("[scrollY, document.activeElement.localName]")?;
    ensure!(moved == json!([0, "body"]), "neither the scroll position nor the focus has changed: {moved}");
    // The state applies to the story that is set with it, not to the story that is still shown.
    let script = "const it = find('sidelight-story');
        return fetch('stories/open-source-ai.json').then((answer) => answer.json()).then((story) => {
          it.story = { ...story, id: 'other', title: 'Other' };
          it.state = { selected: 'note/deepseek/2' };
          return it.ready.then(() => [it.state.selected, it.state.highlights]);
        });";
    let seen = page.run(script, json!([]))?;
    ensure!(seen == json!(["note/deepseek/2", "key"]), "{seen}");
    Ok(())
}

fn ready_is_a_promise(page: &Page) -> Result<()> {
    live(page, TAG)?;
    let is_it = "find('sidelight-story').ready.then((it) => it === find('sidelight-story'))";
    ensure!(page.js(is_it)? == true);
    let script = "const it = find('sidelight-story'), first = it.ready;
        it.story = arguments[0];
        const second = it.ready;
        return second.then(() => 'ready', ({ code, path }) => [code, path]).then((said) => [first === second, said]);";
    let broken = page.run(script, json!([{ "version": 1 }]))?;
    ensure!(broken[0] == false && broken[1][0] == "S0103", "{broken}");
    let other = json!({ "version": 1, "id": "o", "lang": "en", "title": "Other", "published": "2025", "body": [] });
    let again = page.run(script, json!([other]))?;
    ensure!(again == json!([false, "ready"]), "{again}");
    ensure!(page.text(">>> @story-title")? == "Other", "the story is shown when the promise resolves");
    let names = take_events(page)?;
    let names: Vec<_> = names.as_array().into_iter().flatten().map(|it| it[0].clone()).collect();
    ensure!(names == ["ready", "error", "ready"], "one event is fired per story: {names:?}");
    let bad = page.console()?.into_iter().find(|it| it.starts_with("rejected"));
    ensure!(bad.is_none(), "a promise without handlers is not reported as rejected: {bad:?}");
    Ok(())
}

fn events_report_only_choices_of_the_reader(page: &Page) -> Result<()> {
    live(page, "<sidelight-story src=stories/open-source-ai.json deep-links>")?;
    take_events(page)?;
    page.click(page.article().of_kind(HighlightKind::Company))?;
    page.wait_for(Card::ANY)?;
    let first = take_events(page)?;
    let fragment = page.js("location.hash.slice(1)")?;
    let name = fragment.as_str().and_then(|fragment| fragment.split_once('/')).map(|(_, name)| name.to_owned());
    ensure!(first == json!([["select", { "selected": name, "followed": null, "fragment": fragment }]]), "{first}");
    page.card().escape()?;
    ensure!(take_events(page)? == json!([["select", { "selected": null, "followed": null, "fragment": null }]]));
    page.companies().press_first()?;
    page.wait_for(">>> @companies [aria-pressed=true]")?;
    let focused = take_events(page)?;
    ensure!(focused[0][1]["followed"].is_string() && focused.as_array().is_some_and(|it| it.len() == 1), "{focused}");
    // Changes that are no choice of the reader.
    page.hover(">>> @article-body a@product-mark")?;
    page.card().wait_hovered()?;
    page.run("location.hash = '#open-source-ai/quote/wei-sun'", json!([]))?;
    page.wait_until("the company is followed", "find('sidelight-story').state.selected === 'quote/wei-sun'")?;
    page.run("find('sidelight-story').state = { followed: 'meta' }", json!([]))?;
    set(page, "highlights", Some("key"))?;
    set(page, "no-timeline", Some(""))?;
    page.wait_until(
        "all of the changes are applied",
        "all('>>> @timeline').length === 0 && all('>>> @story-page').length === 1",
    )?;
    let rest = take_events(page)?;
    ensure!(rest == json!([]), "{rest}");
    Ok(())
}

fn events_are_composed(page: &Page) -> Result<()> {
    page.viewport(1440, 900)?;
    let shell = "<script>addEventListener('DOMContentLoaded', () => {
        const shell = document.createElement('div');
        document.body.append(shell);
        shell.attachShadow({ mode: 'open' }).append(document.querySelector('sidelight-story'));
    })</script>";
    open(page, TAG, shell)?;
    page.wait_until("the story is ready", "events.some(([name]) => name === 'ready')")?;
    page.wait_for("div >>> sidelight-story >>> @article-body @company-mark")?;
    take_events(page)?;
    page.click("div >>> sidelight-story >>> @article-body @company-mark")?;
    page.wait_for("div >>> sidelight-story >>> @card")?;
    let seen = take_events(page)?;
    ensure!(seen[0][0] == "select", "{seen}");
    Ok(())
}

fn sharing_is_reported_and_can_be_prevented(page: &Page) -> Result<()> {
    live(page, "<sidelight-story src=stories/open-source-ai.json share-url=https://example.org/>")?;
    page.run(
        "window.copied = [];
         Object.defineProperty(navigator, 'clipboard', { configurable: true,
           value: { writeText: (text) => (window.copied.push(text), Promise.resolve()) } })",
        json!([]),
    )?;
    take_events(page)?;
    page.carousel().copy_link()?;
    page.wait_until("the text is copied", "window.copied.length === 1")?;
    let link = take_events(page)?;
    let url = page.js("window.copied[0]")?;
    ensure!(link == json!([["share", { "as": "link", "text": url, "url": url }]]), "{link}");
    page.carousel().copy_quotation()?;
    page.wait_until("this text is copied too", "window.copied.length === 2")?;
    let words = take_events(page)?;
    ensure!(words[0][1]["as"] == "quotation" && words[0][1]["text"] == page.js("window.copied[1]")?, "{words}");
    page.run(
        "find('sidelight-story').addEventListener('sidelight-share', (event) => event.preventDefault())",
        json!([]),
    )?;
    page.carousel().copy_link()?;
    page.wait_until("an event is fired", "events.length === 1")?;
    ensure!(
        page.js("frame().then(() => window.copied.length)")? == 2,
        "the story has not copied: the page has prevented it"
    );
    ensure!(page.text(">>> @slide @copied")?.is_empty(), "no status text is shown");
    Ok(())
}

fn the_page_can_replace_the_error_message(page: &Page) -> Result<()> {
    let own = "<p id=own slot=error>We are sorry.</p>";
    let height = "box('#own').height";
    page.serve("/broken.json", "{");
    open(page, &format!("<sidelight-story src=broken.json>{own}"), "")?;
    page.wait_until("an event is fired", "events.length > 0")?;
    ensure!(page.js(height)?.as_f64() > Some(0.0), "the message of the page is visible");
    ensure!(page.rects(">>> @story-error")?[0].height == 0.0, "the message of the element is hidden");
    ensure!(page.rects("@story-title")?[0].height > 0.0, "the fallback is still visible");
    // The message is hidden while loading and after success.
    page.serve("/page.html", &with_tag(&format!("{TAG}{own}"), "")?);
    page.goto("/with/hold:_bg.wasm/page.html")?;
    ensure!(page.js(height)? == 0, "the message is hidden while loading");
    page.release();
    page.wait_live()?;
    ensure!(page.js(height)? == 0, "the message is hidden after success");
    // The message is visible if there is no live view at all.
    page.goto("/with/404:_bg.wasm/page.html")?;
    page.wait_until("loading has failed", "find('sidelight-story').dataset.sidelight === 'failed'")?;
    ensure!(page.js(height)?.as_f64() > Some(0.0), "the message is visible without a live view");
    Ok(())
}
