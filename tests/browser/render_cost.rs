//! The cost of a change: the number of rendered parts of the page.

use std::fmt::Write as _;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::case::{Case, case};
use crate::highlights::open_fixture;
use crate::page::Page;
use crate::server::artifact_names;

pub(crate) const CASES: &[Case] = &[case!(opening_a_note_costs_the_same_in_a_long_article)];

/// A story of `paragraphs` paragraphs, with ten mentions of people in each.
fn long_story(paragraphs: usize) -> String {
    let entities: Vec<_> =
        (0..100).map(|n| json!({ "id": format!("p{n}"), "kind": "person", "name": format!("Name{n}") })).collect();
    let body: Vec<_> = (0..paragraphs)
        .map(|at| {
            let mut text = String::new();
            for n in 0..10 {
                // Writing to a string can't fail.
                let _ = write!(text, "A word about Name{} and then some more. ", (at * 7 + n * 13) % 100);
            }
            json!({ "paragraph": text })
        })
        .collect();
    json!({ "version": 1, "id": "long", "lang": "en", "title": "Long", "published": "2025", "body": body, "entities": entities })
        .to_string()
}

/// Starts to count rendered parts, and changed nodes in a part of the page.
const WATCH: &str = "const script = document.createElement('script');
    script.type = 'module';
    script.textContent = `
      import { Instance } from '/GLUE';
      let before = Instance.rendered(), nodes = 0;
      // Firefox's driver sets and resets the style of a clicked element.
      const count = (all) => { nodes += all.filter((it) => it.attributeName !== 'style').length };
      const observer = new MutationObserver(count);
      const story = document.querySelector('sidelight-story');
      const page = story.querySelector('.sidelight') ?? story.shadowRoot.querySelector('.sidelight');
      for (const root of [page, ...[...page.querySelectorAll('[data-island]')].map((it) => it.shadowRoot).filter(Boolean)])
        for (const part of root.querySelectorAll('${css('PART')}'))
          observer.observe(part, { subtree: true, childList: true, attributes: true, characterData: true });
      window.spent = () => {
        count(observer.takeRecords());
        const spent = [Instance.rendered() - before, nodes];
        [before, nodes] = [Instance.rendered(), 0];
        document.body.dataset.spent = JSON.stringify(spent);
      };
      document.body.dataset.watching = 'yes';`;
    document.head.append(script);";

/// Starts the counters, for this part of the page.
pub(crate) fn watch(page: &Page, part: &str) -> Result<()> {
    page.run(&WATCH.replace("GLUE", &artifact_names()[0]).replace("PART", part), json!([]))?;
    page.wait_until("the observer is set up", "document.body.dataset.watching === 'yes'")?;
    spent(page).map(drop)
}

/// The rendered parts, and the changed nodes of the watched part, since the last call.
pub(crate) fn spent(page: &Page) -> Result<[u64; 2]> {
    page.run(
        "const script = document.createElement('script');
         script.textContent = 'window.spent()';
         document.head.append(script);",
        json!([]),
    )?;
    let spent = page.js("frame().then(() => document.body.dataset.spent)")?;
    Ok(serde_json::from_str(spent.as_str().unwrap_or_default())?)
}

fn opening_a_note_costs_the_same_in_a_long_article(page: &Page) -> Result<()> {
    for paragraphs in [10, 1000] {
        open_fixture(page, 1440, &long_story(paragraphs))?;
        page.highlight_filter().show_all()?;
        ensure!(page.count(">>> @article-body a@mark")? == paragraphs * 10);
        watch(page, "@article")?;
        let check = |what: &str, parts: u64, nodes: u64| {
            let seen = spent(page)?;
            ensure!(seen[0] <= parts && seen[1] <= nodes, "{what} of {paragraphs} paragraphs: {seen:?}");
            ensure!(seen != [0, 0], "{what} is counted");
            Ok(())
        };
        page.click(">>> @article-body a")?;
        page.wait_until("the note is open", "focusIn('@card')")?;
        // The open notes, and the button with the link to the view; one highlight is marked.
        check("opening a note", 2, 1)?;
        page.click(">>> @card @mention-step:nth-child(2)")?;
        page.wait_until("the next mention is shown", "find('>>> @open-mark').id === 'long/note/p0/2'")?;
        check("the next mention", 2, 2)?;
        page.click(">>> @card @pin-button")?;
        page.wait_until("the state is stored", "find('>>> @pin-button').getAttribute('aria-pressed') === 'true'")?;
        check("keeping it open", 1, 2)?;
        page.card().escape()?;
        check("closing it", 2, 1)?;
        // By its box: while a long page scrolls, WebKit's driver misses the element.
        page.run("scrollTo(0, 0)", json!([]))?;
        page.wait_still(">>> @article-body")?;
        let mark = page.rects(">>> @article-body a:nth-of-type(2)")?[0];
        page.point_to(5, 5)?;
        page.point_to((mark.x + mark.width / 2.0) as i64, (mark.y + mark.height / 2.0) as i64)?;
        page.card().wait_hovered()?;
        check("pointing", 1, 1)?;
    }
    Ok(())
}
