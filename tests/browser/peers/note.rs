//! The time that it takes to open a note.

use anyhow::{Context, Result};
use serde_json::json;
use sidelight::story::Story;

use super::article::Article;
use crate::page::Page;

/// Scrolls to an occurrence, which has an id or a range of a paragraph. Returns the middle of its first line.
const REVEAL: &str = "const [id, paragraph, start, end] = arguments;
  let target = document.getElementById(id);
  if (!target) {
    const text = document.getElementById(paragraph).firstChild;
    target = document.createRange();
    target.setStart(text, start);
    target.setEnd(text, end);
  }
  scrollBy({ top: target.getClientRects()[0].top - 150, behavior: 'instant' });
  await new Promise((done) => setTimeout(done, 500));
  await new Promise((done) => requestIdleCallback(done));
  await frame();
  const { x, y, width, height } = target.getClientRects()[0];
  return [x + width / 2, y + height / 2];";

/// Measures from the moment when the finger touches the screen to the end of the frame in which `IS_OPEN` holds.
const MEASURE: &str = "const isOpen = IS_OPEN;
  window.opened = new Promise((done) => {
    let start = null;
    addEventListener('pointerdown', ({ timeStamp }) => { start ??= timeStamp; }, { capture: true });
    const step = () => {
      if (start === null || !isOpen()) return requestAnimationFrame(step);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now() - start);
      requestAnimationFrame(() => port2.postMessage(0));
    };
    step();
  });";

/// Taps an occurrence in the middle of the article, and returns the milliseconds until its note is shown.
pub(crate) fn open_note(page: &Page, is_open: &str, story: &Story) -> Result<f64> {
    let occurrence = Article(story).middle().context("the article has no highlight that overlaps no other")?;
    let id = sidelight::link::item_fragment(story, occurrence.item, Some(occurrence.number));
    let text = &story.texts[occurrence.text].rich.text;
    let [start, end] = [occurrence.range.start, occurrence.range.end].map(|byte| text[..byte].encode_utf16().count());
    let place = json!([id, format!("p{}", occurrence.text.index()), start, end]);
    let middle = page.run(&format!("return (async function () {{ {REVEAL} }}).apply(null, arguments)"), place)?;
    let coordinate = |at: usize| middle[at].as_f64().context("the highlight has no box");
    let (x, y) = (coordinate(0)?, coordinate(1)?);
    page.run(&MEASURE.replace("IS_OPEN", is_open), json!([]))?;
    page.tap_at(x as i64, y as i64)?;
    let opened = page.js("Promise.race([opened, new Promise((done) => setTimeout(done, 30000, null))])")?;
    opened.as_f64().context("the note does not open")
}
