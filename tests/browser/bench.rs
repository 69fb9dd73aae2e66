//! The time that one step of zooming takes in a browser as a story grows: `cargo xtask bench`.

use anyhow::{Context, Result};
use serde_json::json;

use crate::engine::{Browser, Engine};
use crate::events::many;
use crate::highlights::open_fixture;
use crate::page::Page;
use crate::story_variant::SEED;

/// The numbers of events of the stories.
const EVENTS: [usize; 4] = [10, 100, 1_000, 10_000];

/// Presses a button, and returns the milliseconds until the change is rendered and laid out.
const PRESS: &str = "const readout = () => find('>>> @readout').textContent;
  const press = async (at) => {
    const button = find(`>>> @zoom-tools button:nth-child(${at})`);
    const before = readout();
    const start = performance.now();
    button.click();
    // The readout changes once the chart is rendered, which may take more than one task.
    while (readout() === before)
      await new Promise((done) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); });
    box('>>> @grid');
    return performance.now() - start;
  };
  const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
  const inView = () => Number(readout().match(/(\\d+) of \\d+ events in view/)[1]);";

/// Steps with all events in view: in and out, in turns.
const FAR: &str = "const far = [];
  for (let at = 0; at < 20; at++) far.push(await press(4), await press(3));
  return [median(far), inView(), all('>>> @timeline-item').length]";

/// Steps with about ten events in view: there and back.
const NEAR: &str = "for (let at = 0; at < 20 && inView() > 12; at++) await press(4);
  const near = [];
  for (let at = 0; at < 20; at++) near.push(await press(4), await press(3));
  return [median(near), inView(), all('>>> @timeline-item').length]";

/// Prints a line for each number of events.
pub(crate) fn run() -> Result<()> {
    let page = Page::new(Browser::start(Engine::Chromium)?, &SEED);
    println!("A step of zooming, rendered and laid out (Chromium, 40 lanes, 3,000 years; the median of 40)");
    println!(
        "{:>7} {:>16} {:>9} {:>9} {:>16} {:>9} {:>9}",
        "events", "all of it", "in view", "drawn", "near", "in view", "drawn"
    );
    for events in EVENTS {
        page.reset()?;
        open_fixture(&page, 1440, &many(events))?;
        page.timeline().wait_drawn()?;
        let measure = |steps: &str| -> Result<[f64; 3]> {
            let found = page.js(&format!("(async () => {{ {PRESS} {steps} }})()"))?;
            serde_json::from_value(found).context("three numbers")
        };
        let ([far, seen, items], [near, near_seen, near_items]) = (measure(FAR)?, measure(NEAR)?);
        println!("{events:>7} {far:>13.2} ms {seen:>9} {items:>9} {near:>13.2} ms {near_seen:>9} {near_items:>9}");
        // The next story starts with an empty page.
        page.run("document.body.replaceChildren()", json!([]))?;
    }
    Ok(())
}
