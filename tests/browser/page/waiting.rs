//! Waiting: every wait is a condition in the page, never a sleep.

use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use serde_json::{Value, json};

use super::Page;

/// The time limit of a wait: only a failure takes so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// The time limit of one script in the page, in milliseconds. If the browser leaves the page meanwhile, the script ends
/// with an error, and the next script waits in the new page.
const ROUND: u32 = 2000;

impl Page {
    /// Waits until the expression is true; `what` describes it for the error message. The page polls the expression, so that
    /// a wait takes one request to the driver.
    pub(crate) fn wait_until(&self, what: &str, expression: &str) -> Result<()> {
        let end = Instant::now() + PATIENCE;
        // A page without scripts runs no timers: there each round evaluates the expression once.
        let round = if self.has_timers.get() { ROUND } else { 0 };
        let script = format!("return until(() => ({expression}), {round});");
        loop {
            // If the browser leaves the page, the script ends with an error; the next round runs in the new page.
            let start = Instant::now();
            let last = self.run(&script, json!([]));
            if matches!(last, Ok(Value::Bool(true))) {
                return Ok(());
            }
            if Instant::now() > end {
                let last = last.map_or_else(|error| format!("{error:#}"), |last| last.to_string());
                bail!("timed out waiting until {what}: {expression} ({last})");
            }
            if start.elapsed() < Duration::from_millis(20) {
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }

    /// Waits until `selector` matches an element.
    pub(crate) fn wait_for(&self, selector: &str) -> Result<()> {
        self.wait_until(&format!("{selector} is there"), &format!("all({}).length > 0", json!(selector)))
    }

    /// Waits until `selector` matches no element.
    pub(crate) fn wait_gone(&self, selector: &str) -> Result<()> {
        self.wait_until(&format!("{selector} is gone"), &format!("all({}).length === 0", json!(selector)))
    }

    /// Waits until the text of the first match is `expected`.
    pub(crate) fn wait_text(&self, selector: &str, expected: &str) -> Result<()> {
        let test = format!("textOf({}) === {}", json!(selector), json!(expected));
        self.wait_until(&format!("{selector} says “{expected}”"), &test)
    }

    /// Waits until the text of the first match begins with `expected`.
    pub(crate) fn wait_text_begins(&self, selector: &str, expected: &str) -> Result<()> {
        let test = format!("textOf({}).startsWith({})", json!(selector), json!(expected));
        self.wait_until(&format!("{selector} begins with “{expected}”"), &test)
    }

    /// Waits until the element with the focus has this id.
    pub(crate) fn wait_focused(&self, id: &str) -> Result<()> {
        self.wait_until(&format!("{id} has the focus"), &format!("active().id === {}", json!(id)))
    }

    /// Waits until the first match of `selector` has the focus.
    pub(crate) fn wait_focus(&self, selector: &str) -> Result<()> {
        self.wait_until(&format!("{selector} has the focus"), &format!("active() === find({})", json!(selector)))
    }

    /// Waits until the URL fragment is `fragment` (without `#`).
    pub(crate) fn wait_fragment(&self, fragment: &str) -> Result<()> {
        let test = format!("location.hash === {}", json!(format!("#{fragment}")));
        self.wait_until(&format!("the address names {fragment}"), &test)
    }

    /// Waits until the first match of `selector` has stopped moving.
    pub(crate) fn wait_still(&self, selector: &str) -> Result<()> {
        // Firefox never ends a transition of an element that is no longer rendered.
        let running = "roots().flatMap((it) => it.getAnimations())
            .filter((it) => it.playState === 'running' && it.effect.target.checkVisibility())";
        let script = format!(
            "const [selector, patience] = arguments;
            const still = async () => {{
              const before = JSON.stringify(box(selector));
              await frame();
              return before === JSON.stringify(box(selector)) && !{running}.length;
            }};
            return until(still, patience);"
        );
        let names = format!("{running}.map((it) => it.animationName ?? it.transitionProperty)");
        let end = Instant::now() + PATIENCE;
        while self.run(&script, json!([selector, ROUND]))? != true {
            ensure!(Instant::now() < end, "{selector} does not stop moving; animations: {}", self.js(&names)?);
        }
        Ok(())
    }

    /// Waits until every `sidelight-story` is live, and renders its timeline.
    pub(crate) fn wait_live(&self) -> Result<()> {
        self.wait_only_live()?;
        self.render_timelines()
    }

    /// Waits until every `sidelight-story` is live. A timeline far from the viewport is not rendered yet.
    pub(crate) fn wait_only_live(&self) -> Result<()> {
        let states = "all('sidelight-story').map((it) => it.dataset.sidelight)";
        let settled = format!("((states) => states.length && states.every((it) => /live|failed/.test(it)))({states})");
        self.wait_until("the live view takes over", &settled)?;
        let states = self.js(states)?;
        let live = states.as_array().into_iter().flatten().all(|state| state == "live");
        ensure!(live, "the live view did not take over: {states}");
        Ok(())
    }

    /// Scrolls to every timeline, so that the browser renders its chart and its tools, and back. In an iframe, only the host
    /// page can scroll.
    fn render_timelines(&self) -> Result<()> {
        let script = "const [patience] = arguments;
            const tools = '.sl-in-island:not([hidden]) > .sl-tools';
            const isRendered = (it) => it.querySelector('[data-island=tools]').shadowRoot?.querySelector(tools);
            const waiting = () => (self !== window.top ? [] : all('>>> .sl-timeline'))
              .filter((it) => it.getClientRects().length && !isRendered(it));
            const [left, top] = [scrollX, scrollY];
            const show = async (it) => {
              it.scrollIntoView({ behavior: 'instant' });
              return until(() => Boolean(isRendered(it)), patience);
            };
            return (async () => {
              for (const it of waiting()) if (!(await show(it))) break;
              scrollTo({ left, top, behavior: 'instant' });
              return !waiting().length;
            })();";
        let end = Instant::now() + PATIENCE;
        while self.run(script, json!([ROUND]))? != true {
            ensure!(Instant::now() < end, "the timeline is not rendered");
        }
        Ok(())
    }

    /// Waits longer than the delays of `hover.rs` (300 ms until a note opens, 600 ms until it closes): a note that has not
    /// opened or closed by then does neither.
    pub(crate) fn pass_hover_delays(&self) -> Result<()> {
        self.js("new Promise((done) => setTimeout(done, 650)).then(frame).then(() => true)").map(drop)
    }
}
