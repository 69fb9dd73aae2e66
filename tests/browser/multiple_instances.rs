//! Many stories on a page: ten of them, two versions of the script, and a story that is moved.
//!
//! The pages are in `tests/pages/multiple-instances`. Each check has a negative control.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::case::{Case, case};
use crate::page::{Card, HighlightKind, Page};
use crate::readable_script::readable_script;
use crate::server::{artifact_names, dist};

pub(crate) const CASES: &[Case] = &[
    case!(ten_stories_share_their_files),
    case!(detects_a_file_that_is_fetched_twice),
    case!(detects_a_stylesheet_per_story),
    case!(a_click_changes_one_of_ten_stories),
    case!(detects_a_click_that_all_stories_handle),
    case!(two_versions_of_the_script_share_a_page),
    case!(detects_two_definitions_of_the_tag),
    case!(a_moved_story_keeps_its_state),
    case!(detects_a_loss_in_a_move),
];

/// Returns `element.js` with `changes`: pairs of a text and its replacement; a pair with an empty text appends.
pub(crate) fn script(changes: &[[&str; 2]]) -> Result<String> {
    let mut script = readable_script("element.js")?;
    for [from, to] in changes {
        ensure!(from.is_empty() || script.matches(from).count() == 1, "element.js contains {from} once");
        script = if from.is_empty() { format!("{script}\n{to}") } else { script.replace(from, to) };
    }
    Ok(script)
}

/// Opens the page of ten stories with different texts, and waits until all are live.
fn open_ten(page: &Page, changes: &[[&str; 2]]) -> Result<()> {
    page.reset()?;
    page.viewport(1440, 900)?;
    page.serve("/element.js", &script(changes)?);
    let seed = std::fs::read_to_string(dist().join("stories/open-source-ai.json"))?;
    for n in 1..=10 {
        let mut story: Value = serde_json::from_str(&seed)?;
        story["id"] = format!("story-{n}").into();
        story["title"] = format!("Story {n}").into();
        let body = story["body"].as_array_mut().context("a body")?;
        body.extend((0..n).map(|_| json!({ "paragraph": format!("Words of story {n}.") })));
        page.serve(&format!("/ten/{n}.json"), &story.to_string());
    }
    page.goto("/pages/multiple-instances/ten.html")?;
    for at in 0..10 {
        let live = format!(
            "(all('sidelight-story')[{at}].scrollIntoView({{ behavior: 'instant' }}),
              all('sidelight-story')[{at}].dataset.sidelight === 'live')"
        );
        page.wait_until(&format!("story {at} is live"), &live)?;
    }
    Ok(())
}

/// The number of requests for each shared file: the glue, its WebAssembly and the stylesheet.
fn request_counts(page: &Page) -> [usize; 3] {
    let [glue, wasm] = artifact_names();
    let requests = page.requests();
    [glue, wasm, "style.css".to_owned()].map(|name| requests.iter().filter(|path| path.ends_with(&name)).count())
}

/// The number of distinct stylesheets of the ten stories.
fn sheets(page: &Page) -> Result<Value> {
    page.js("new Set(roots().slice(1).flatMap((root) => root.adoptedStyleSheets)).size")
}

fn ten_stories_share_their_files(page: &Page) -> Result<()> {
    open_ten(page, &[])?;
    let seen = page.js("all('sidelight-story').map((it) => [
        within(it, '@story-title')[0].textContent,
        within(it, '@article-body @paragraph').filter((it) => /^Words of/.test(it.textContent)).length,
      ])")?;
    let wanted: Value = (1..=10).map(|n| json!([format!("Story {n}"), n])).collect();
    ensure!(seen == wanted, "each element shows its story: {seen}");
    ensure!(request_counts(page) == [1; 3], "shared files are requested once: {:?}", page.requests());
    ensure!(sheets(page)? == 1, "the stories share one stylesheet: {}", sheets(page)?);
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

fn detects_a_file_that_is_fetched_twice(page: &Page) -> Result<()> {
    open_ten(
        page,
        &[
            ["loading ??= ", "loading = "],
            ["linkedChunks[name] ??= ", "linkedChunks[name] = "],
            ["import(GLUE)", "import(`${GLUE}?${Math.random()}`)"],
            ["assetUrl(WASM)", "assetUrl(`${WASM}?${Math.random()}`)"],
        ],
    )?;
    ensure!(request_counts(page).into_iter().all(|count| count > 1), "{:?}", request_counts(page));
    Ok(())
}

fn detects_a_stylesheet_per_story(page: &Page) -> Result<()> {
    open_ten(page, &[["[sheet]", "[new CSSStyleSheet()]"]])?;
    ensure!(sheets(page)? == 11, "{}", sheets(page)?);
    Ok(())
}

/// Clicks in some of the ten stories; an error names another story that has changed.
fn expect_only_one_story_changes(page: &Page) -> Result<()> {
    // Of each story: the state, the open notes, the focus, the dimming rules.
    let seen = "all('sidelight-story').map((it) => ({
        state: it.state,
        cards: within(it, '@card').length,
        focused: within(it, ':focus').length > 0,
        dims: within(it, '[data-dimmed]').length,
      }))";
    let presses = [
        (2, "@article-body @claim-mark", "within(it, '@card')[0]"),
        (4, "@company-chip", "it.state.followed"),
        (
            6,
            "@slide-button:nth-child(2)",
            "it.state.quotes.current !== null && it.state.quotes.current !== window.before",
        ),
        (9, "@mode-toggle", "it.state.timeline.mode === 'list'"),
        (0, "@article-body @company-mark", "within(it, '@card')[0]"),
    ];
    for (at, press, done) in presses {
        let before = page.js(seen)?;
        page.run(
            "const it = all('sidelight-story')[arguments[0]];
             window.before = it.state.quotes.current;
             within(it, arguments[1])[0].click()",
            json!([at, press]),
        )?;
        let answered = format!("((it) => Boolean({done}))(all('sidelight-story')[{at}])");
        page.wait_until(&format!("{press} of story {at} is handled"), &answered)?;
        page.js("frame().then(frame)")?;
        let after = page.js(seen)?;
        for other in (0..10).filter(|&other| other != at) {
            // The focus moves from one story to another.
            let [mut was, mut is] = [&before, &after].map(|all| all[other].clone());
            ensure!(
                is["focused"] == false || was["focused"] == true,
                "{press} of story {at} moves no focus into story {other}"
            );
            for it in [&mut was, &mut is] {
                it["focused"].take();
            }
            ensure!(is == was, "{press} of story {at} changes story {other}: {is}, not {was}");
        }
        ensure!(after[at] != before[at], "{press} of story {at} has an effect in that story");
    }
    ensure!(page.js("location.hash")? == "", "without deep-links the URL is unchanged");
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

fn a_click_changes_one_of_ten_stories(page: &Page) -> Result<()> {
    open_ten(page, &[])?;
    expect_only_one_story_changes(page)
}

fn detects_a_click_that_all_stories_handle(page: &Page) -> Result<()> {
    let follow = "addEventListener('sidelight-select', ({ target }) => {
        for (const it of document.querySelectorAll('sidelight-story')) if (it !== target) it.state = target.state;
    });";
    open_ten(page, &[["", follow]])?;
    let error = expect_only_one_story_changes(page).err().context("the check found no error")?.to_string();
    ensure!(error.contains(" changes ") && error.contains("\"cards\""), "{error}");
    Ok(())
}

/// A change that marks the class of the second version.
const MARKED: [&str; 2] =
    ["class SidelightStory extends HTMLElement {", "class SidelightStory extends HTMLElement { static version = 2;"];

/// Opens a page with two versions of the script, and checks that the first one defines the element.
fn expect_first_version(page: &Page, name: &str, change: Option<[&str; 2]>) -> Result<()> {
    page.reset()?;
    page.viewport(1440, 900)?;
    let changes = |first: &[[&'static str; 2]]| -> Result<String> {
        script(&first.iter().copied().chain(change).collect::<Vec<_>>())
    };
    page.serve("/element.js", &changes(&[])?);
    page.serve("/v2/element.js", &changes(&[MARKED])?);
    page.goto(&format!("/pages/multiple-instances/{name}.html"))?;
    page.wait_live()?;
    let is_second = name.ends_with("reversed");
    let version = page.js("customElements.get('sidelight-story').version ?? 1")?;
    ensure!(version == if is_second { 2 } else { 1 }, "the first version defines the element: {version}");
    page.click(page.article().of_kind(HighlightKind::Company))?;
    page.wait_for(Card::ANY)?;
    // The script is loaded again after take-over.
    let state = page.js("find('sidelight-story').state")?;
    for again in ["/element.js?again", "/v2/element.js?again"] {
        page.run(
            "const script = Object.assign(document.createElement('script'), { type: 'module', src: arguments[0] });
             script.onload = script.onerror = () => { window.loaded = arguments[0] };
             document.head.append(script)",
            json!([again]),
        )?;
        page.wait_until("the script has run", &format!("window.loaded === '{again}'"))?;
    }
    page.js("frame()")?;
    ensure!(page.js("find('sidelight-story').state")? == state, "the state is unchanged");
    ensure!(page.card().count()? == 1 && page.count(">>> @story-page")? == 1, "there is one view and one open note");
    page.companies().press_first()?;
    page.wait_for(">>> @companies [aria-pressed=true]")?;
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    let own = |path: &&String| path.starts_with("/v2/") == is_second;
    let scripts = page.requests();
    ensure!(
        scripts.iter().filter(|path| path.ends_with("element.js")).count() == 4,
        "both versions were requested: {scripts:?}"
    );
    let shared: Vec<_> = scripts.iter().filter(|path| !path.ends_with("element.js") && path.contains('.')).collect();
    let shared: Vec<_> =
        shared.into_iter().filter(|path| !path.ends_with(".html") && !path.ends_with(".json")).collect();
    ensure!(
        // The glue, the stylesheet, the main module and two chunks.
        shared.len() == 5 && shared.into_iter().all(|path| own(&path)),
        "only the first version requests files: {scripts:?}"
    );
    Ok(())
}

fn two_versions_of_the_script_share_a_page(page: &Page) -> Result<()> {
    for name in ["two-versions", "two-versions-reversed"] {
        expect_first_version(page, name, None)?;
    }
    Ok(())
}

fn detects_two_definitions_of_the_tag(page: &Page) -> Result<()> {
    let bold = Some(["if (!customElements.get(\"sidelight-story\")) ", ""]);
    for name in ["two-versions", "two-versions-reversed"] {
        let error = expect_first_version(page, name, bold).err().context("the check found no error")?.to_string();
        ensure!(error.contains("uncaught: "), "{error}");
    }
    Ok(())
}

/// The state of a story that must survive a move.
const SHOWN: &str = "(() => {
    const at = (selector) => within(it, selector);
    const row = at('@slides')[0]?.getBoundingClientRect();
    return {
      how: it.dataset.sidelight, state: it.state, views: at('@mount, @story-page').length,
      isSame: at('@paragraph')[0] === window.first,
      cards: at('@card').map((card) => card.textContent), position: at('@carousel-position')[0]?.textContent,
      quotes: at('@slide').filter((slide) => {
        const { left, right } = slide.getBoundingClientRect();
        return right > left && left >= row.left - 1 && right <= row.right + 1;
      }).map(({ id }) => id),
    };
  })()";

/// The ways to move `it`.
const MOVES: [(&str, &str); 7] = [
    ("append", "const main = document.createElement('main'); document.body.append(main); main.appendChild(it)"),
    ("insertBefore", "document.body.insertBefore(it, document.body.firstChild)"),
    ("moveBefore", "document.body[document.body.moveBefore ? 'moveBefore' : 'insertBefore'](it, null)"),
    ("removed and put back at once", "it.remove(); document.body.prepend(it)"),
    (
        "into a shadow root",
        "const shell = document.createElement('div'); document.body.append(shell);
         shell.attachShadow({ mode: 'open' }).append(it)",
    ),
    (
        "into another",
        "const shell = document.createElement('div'); document.body.prepend(shell);
         shell.attachShadow({ mode: 'open' }).append(it)",
    ),
    ("and out of it", "document.body.append(it)"),
];

/// Moves a story in all ways; an error names the lost state.
fn expect_state_survives_moves(page: &Page, change: Option<[&str; 2]>) -> Result<()> {
    page.reset()?;
    page.viewport(1440, 900)?;
    page.serve("/element.js", &script(&change.into_iter().collect::<Vec<_>>())?);
    page.goto("/pages/multiple-instances/moved.html")?;
    page.wait_live()?;
    page.run("window.it = find('sidelight-story'); window.first = find('>>> @paragraph')", json!([]))?;
    page.carousel().next()?;
    page.wait_until(
        "another slide is shown",
        "it.state.quotes.current && find('>>> @carousel-position').textContent[0] === '2'",
    )?;
    page.wait_still(">>> @slide")?;
    page.run("find('>>> @mode-toggle').click()", json!([]))?;
    page.wait_until("the list of events is shown", "it.state.timeline.mode === 'list'")?;
    page.click(page.article().of_kind(HighlightKind::Claim))?;
    page.wait_for(Card::ANY)?;
    page.click(">>> @pin-button")?;
    page.wait_until("a note is pinned", "it.state.pinned.length === 1")?;
    let mut shape = "list";
    for (way, script) in MOVES {
        let before = page.js(SHOWN)?;
        ensure!(before["how"] == "live" && before["quotes"].as_array().is_some_and(|it| it.len() == 1), "{before}");
        // In a task of the page: in WebKit, each call of a driver's script ends a task.
        page.run(&format!("return new Promise((done) => setTimeout(() => {{ {script}; done() }}))"), json!([]))?;
        page.js("frame().then(frame)")?;
        let after = page.js(SHOWN)?;
        ensure!(after == before, "{way}: {after}, not {before}");
        shape = if shape == "list" { "chart" } else { "list" };
        page.run("within(it, '@mode-toggle')[0].click()", json!([]))?;
        page.wait_until(
            &format!("{way}: the story handles a click"),
            &format!("it.state.timeline.mode === '{shape}'"),
        )?;
        page.js("frame()")?;
    }
    ensure!(page.console()?.is_empty(), "{:?}", page.console()?);
    Ok(())
}

fn a_moved_story_keeps_its_state(page: &Page) -> Result<()> {
    expect_state_survives_moves(page, None)
}

fn detects_a_loss_in_a_move(page: &Page) -> Result<()> {
    let patience = "queueMicrotask(() => {\nif (this.isConnected) return;\nthis.#unobserve();";
    let at_once = ["if (this.isConnected) return;\nthis.#unobserve();", "this.#unobserve();"];
    // Without the delay, reinserting loses the state; without the check, every move does.
    let hasty = [patience, "((then) => then())(() => {\nif (this.isConnected) return;\nthis.#unobserve();"];
    let unscrolled = ["return this.#instance?.configure();\nfor (", "return;\nfor ("];
    for (change, way) in [(at_once, "append"), (hasty, "removed and put back"), (unscrolled, "append")] {
        let error = expect_state_survives_moves(page, Some(change)).err().context("the check found no error")?;
        ensure!(format!("{error:#}").starts_with(way), "{error:#}");
    }
    Ok(())
}
