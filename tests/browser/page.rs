//! A page in a browser, as a test sees it.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::engine::{Browser, Engine};
use crate::process::target_dir;
use crate::story_variant::Tale;

/// What every script can use; see there.
const PRELUDE: &str = include_str!("js/prelude.js");
/// How long a condition may take to come true: only a failure takes so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// A page; a test gets a fresh one, 1024 by 768.
pub(crate) struct Page {
    browser: Browser,
    tale: &'static Tale,
}

/// A box in the viewport, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rect {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Rect {
    /// What a script returned as a list of boxes.
    pub(crate) fn list(boxes: &Value) -> Vec<Self> {
        let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
        let rect = |r: &Value| Self {
            x: number(&r["x"]),
            y: number(&r["y"]),
            width: number(&r["width"]),
            height: number(&r["height"]),
        };
        boxes.as_array().into_iter().flatten().map(rect).collect()
    }

    /// Whether two boxes share more than an edge.
    pub(crate) fn meets(self, other: Self) -> bool {
        let apart =
            |from: f64, size: f64, other: f64, other_size: f64| from + size <= other || other + other_size <= from;
        !apart(self.x, self.width, other.x, other.width) && !apart(self.y, self.height, other.y, other.height)
    }
}

/// What a reader may prefer. WebKitGTK can't be told of any; Firefox not of the last two.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Media {
    Dark,
    ReducedMotion,
    ForcedColors,
    Print,
}

impl Page {
    pub(crate) fn new(browser: Browser, tale: &'static Tale) -> Self {
        Self { browser, tale }
    }

    /// The story that it is about.
    pub(crate) fn tale(&self) -> &'static Tale {
        self.tale
    }

    /// What the story at hand says where the seed says this.
    pub(crate) fn says(&self, text: &str) -> String {
        self.tale.told(text).into_owned()
    }

    /// The same of all texts in a value.
    pub(crate) fn says_all(&self, value: Value) -> Result<Value> {
        Ok(serde_json::from_str(&self.tale.told(&value.to_string()))?)
    }

    pub(crate) fn into_browser(self) -> Browser {
        self.browser
    }

    /// The engine this page is in.
    pub(crate) fn engine(&self) -> Engine {
        self.browser.engine
    }

    /// Makes the page as new: nothing stored, nothing emulated, nothing logged.
    pub(crate) fn reset(&self) -> Result<()> {
        self.browser.client.delete("/actions")?;
        self.goto("/control/blank.html")?;
        self.run("localStorage.clear(); sessionStorage.clear(); scrollTo(0, 0)", json!([]))?;
        self.emulate(&[])?;
        self.viewport(1024, 768)?;
        self.browser.server.reset();
        Ok(())
    }

    /// Opens `path` of the site of its story, and waits for its `load` event.
    pub(crate) fn goto(&self, path: &str) -> Result<()> {
        self.visit(&self.url(path))
    }

    /// Opens a whole address.
    pub(crate) fn visit(&self, address: &str) -> Result<()> {
        self.browser.client.post("/url", json!({ "url": address }))?;
        Ok(())
    }

    /// Opens `path` as a browser does whose reader has turned scripts off. What a test runs does run.
    pub(crate) fn goto_without_scripts(&self, path: &str) -> Result<()> {
        self.goto(&format!("/with/no-scripts{path}"))
    }

    /// The whole address of `path`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{}", self.browser.server.origin(), self.tale.placed(path))
    }

    /// Goes back in the history.
    pub(crate) fn back(&self) -> Result<()> {
        self.browser.client.post("/back", json!({}))?;
        Ok(())
    }

    /// Serves `body` at `path` for the rest of the test, over any file that is there.
    pub(crate) fn serve(&self, path: &str, body: &str) {
        self.browser.server.put(&self.tale.placed(path), &self.tale.told(body));
    }

    /// Answers what `/with/hold:ENDING/` holds.
    pub(crate) fn release(&self) {
        self.browser.server.release();
    }

    /// The paths that the test server was asked for, without their `/with/…`.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.browser.server.log()
    }

    /// What this page has asked of other hosts.
    pub(crate) fn foreign_requests(&self) -> Result<Vec<String>> {
        self.strings("__abroad")
    }

    /// What the page wrote by `console.error` and `console.warn`, and its uncaught errors and CSP violations,
    /// each with its kind before it: `warn: …`, `uncaught: …`, `csp: …`.
    pub(crate) fn console(&self) -> Result<Vec<String>> {
        self.strings("__said")
    }

    /// Makes `innerWidth` and `innerHeight` exactly these.
    pub(crate) fn viewport(&self, width: i64, height: i64) -> Result<()> {
        let inner = || self.js("[innerWidth, innerHeight]");
        let wanted = json!([width, height]);
        let mut size = inner()?;
        for _ in 0..5 {
            if size == wanted {
                return Ok(());
            }
            // The window is as much larger than the viewport as it was before.
            let rect = self.browser.client.get("/window/rect")?;
            let grown = |key: &str, at: usize, to: i64| {
                rect[key].as_f64().unwrap_or(0.0) as i64 + to - size[at].as_f64().unwrap_or(0.0) as i64
            };
            let rect = json!({ "width": grown("width", 0, width), "height": grown("height", 1, height) });
            self.browser.client.post("/window/rect", rect)?;
            let end = Instant::now() + Duration::from_millis(500);
            size = inner()?;
            while size != wanted && Instant::now() < end {
                thread::sleep(Duration::from_millis(20));
                size = inner()?;
            }
        }
        bail!("the viewport is {size} and can't be made {wanted}")
    }

    /// Tells the page what its reader prefers; nothing, if `media` is empty.
    pub(crate) fn emulate(&self, media: &[Media]) -> Result<()> {
        let has = |wanted: fn(&Media) -> bool| media.iter().any(wanted);
        let dark = has(|it| matches!(it, Media::Dark));
        let still = has(|it| matches!(it, Media::ReducedMotion));
        let forced = has(|it| matches!(it, Media::ForcedColors));
        let print = has(|it| matches!(it, Media::Print));
        match self.engine() {
            Engine::Chromium => {
                let features = json!([
                    { "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } },
                    { "name": "prefers-reduced-motion", "value": if still { "reduce" } else { "" } },
                    { "name": "forced-colors", "value": if forced { "active" } else { "none" } },
                ]);
                let media = if print { "print" } else { "" };
                self.cdp("Emulation.setEmulatedMedia", json!({ "media": media, "features": features }))?;
            }
            Engine::Firefox => {
                ensure!(!forced && !print, "Firefox can't be told to emulate {media:?}");
                let (scheme, motion) = (i32::from(!dark), i32::from(still));
                self.browser.in_chrome(&format!(
                    "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {scheme});
                     Services.prefs.setIntPref('ui.prefersReducedMotion', {motion});"
                ))?;
            }
            Engine::WebKit => ensure!(media.is_empty(), "WebKitGTK can't be told to emulate {media:?}"),
        }
        Ok(())
    }

    /// Cuts the browser off from the network, or connects it again. (WebKitGTK can't be told: there a policy of the page has
    /// to refuse what would be fetched.)
    pub(crate) fn network(&self, is_on: bool) -> Result<()> {
        match self.engine() {
            Engine::Chromium => {
                self.cdp("Network.enable", json!({}))?;
                let off = json!({ "offline": !is_on, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
                self.cdp("Network.emulateNetworkConditions", off)?;
            }
            Engine::Firefox => drop(self.browser.in_chrome(&format!("Services.io.offline = {}", !is_on))?),
            Engine::WebKit => {}
        }
        Ok(())
    }

    /// Goes into a frame: all that is asked is then asked of the page in it.
    pub(crate) fn enter(&self, selector: &str) -> Result<()> {
        let frame = self.run("return find(arguments[0])", json!([selector]))?;
        self.browser.client.post("/frame", json!({ "id": frame })).map(drop)
    }

    /// Leaves all frames.
    pub(crate) fn leave(&self) -> Result<()> {
        self.browser.client.post("/frame", json!({ "id": null })).map(drop)
    }

    /// The value of a JavaScript expression; a promise is awaited. See `js/prelude.js` for what it can use.
    pub(crate) fn js(&self, expression: &str) -> Result<Value> {
        self.run(&format!("return ({expression});"), json!([]))
    }

    /// Runs JavaScript statements with `args` as `arguments`, and returns what they `return`.
    pub(crate) fn run(&self, script: &str, args: Value) -> Result<Value> {
        let script = self.tale.told(script);
        let args = self.says_all(args)?;
        let body = json!({ "script": format!("{PRELUDE}\n{script}"), "args": args });
        self.browser.client.post("/execute/sync", body).with_context(|| format!("in the script: {script}"))
    }

    /// Waits until the expression is true. `what` says what is waited for.
    pub(crate) fn wait_until(&self, what: &str, expression: &str) -> Result<()> {
        let end = Instant::now() + PATIENCE;
        loop {
            // A page that is just being left throws: that is no reason to stop waiting.
            let last = self.js(&format!("Promise.resolve({expression}).then(Boolean)"));
            if matches!(last, Ok(Value::Bool(true))) {
                return Ok(());
            }
            if Instant::now() > end {
                let error = last.err().map(|error| format!(" ({error:#})")).unwrap_or_default();
                bail!("waited in vain until {what}: {expression}{error}");
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until `selector` matches something.
    pub(crate) fn wait_for(&self, selector: &str) -> Result<()> {
        self.wait_until("it is there", &format!("all({}).length > 0", Value::from(selector)))
    }

    /// Waits until what `selector` matches has stopped moving.
    pub(crate) fn wait_still(&self, selector: &str) -> Result<()> {
        let script = "const before = JSON.stringify(box(arguments[0]));
            const moving = () => [document, ...all('sidelight-story').map((it) => it.shadowRoot)]
              .some((it) => it?.getAnimations().some(({ playState }) => playState === 'running'));
            return frame().then(() => before === JSON.stringify(box(arguments[0])) && !moving());";
        let end = Instant::now() + PATIENCE;
        while self.run(script, json!([selector]))? != true {
            ensure!(Instant::now() < end, "{selector} doesn't come to rest");
        }
        Ok(())
    }

    /// Waits until the live view has taken over in every `sidelight-story`.
    pub(crate) fn wait_live(&self) -> Result<()> {
        self.wait_until(
            "the live view takes over",
            "all('sidelight-story').length && all('sidelight-story').every((e) => /live|failed/.test(e.dataset.sidelight))",
        )?;
        let states = self.js("all('sidelight-story').map((e) => e.dataset.sidelight)")?;
        let live = states.as_array().into_iter().flatten().all(|state| state == "live");
        ensure!(live, "the live view did not take over: {states}");
        Ok(())
    }

    /// The strings in an array that the console hook keeps.
    fn strings(&self, name: &str) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.js(&format!("window.{name} ?? []"))?)?)
    }

    /// How many elements `selector` matches.
    pub(crate) fn count(&self, selector: &str) -> Result<usize> {
        let count = self.run("return all(arguments[0]).length", json!([selector]))?;
        Ok(count.as_u64().unwrap_or(0) as usize)
    }

    /// The text of the first match, with its white space collapsed.
    pub(crate) fn text(&self, selector: &str) -> Result<String> {
        let text = self.run("return find(arguments[0]).textContent.replace(/\\s+/g, ' ').trim()", json!([selector]))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The boxes of everything that matches.
    pub(crate) fn rects(&self, selector: &str) -> Result<Vec<Rect>> {
        Ok(Rect::list(&self.run("return all(arguments[0]).map(box)", json!([selector]))?))
    }

    /// A box as it would stand if the text ran from left to right.
    pub(crate) fn along(&self, it: Rect) -> Result<Rect> {
        let wide = self.js("way() < 0 && document.documentElement.clientWidth")?;
        Ok(wide.as_f64().map_or(it, |wide| Rect { x: wide - it.x - it.width, ..it }))
    }

    /// 1 if its text runs from left to right, -1 if it runs the other way.
    pub(crate) fn way(&self) -> Result<i64> {
        Ok(self.js("way()")?.as_i64().unwrap_or(1))
    }

    /// The arrow key that leads where this one does from left to right.
    pub(crate) fn arrow(&self, key: &'static str) -> Result<&'static str> {
        Ok(match (key, self.way()?) {
            ("ArrowLeft", -1) => "ArrowRight",
            ("ArrowRight", -1) => "ArrowLeft",
            _ => key,
        })
    }

    /// Sends a command of Chromium's own protocol.
    pub(crate) fn cdp(&self, command: &str, params: Value) -> Result<Value> {
        self.browser.client.post("/goog/cdp/execute", json!({ "cmd": command, "params": params }))
    }

    /// A command of the WebDriver session.
    pub(crate) fn command(&self, path: &str, body: Value) -> Result<Value> {
        self.browser.client.post(path, body)
    }

    /// Writes a picture of the viewport.
    pub(crate) fn screenshot(&self, file: &Path) -> Result<()> {
        save(&self.browser.client.get("/screenshot")?, file)
    }

    /// What is worth knowing of a page on which a test has failed.
    pub(crate) fn post_mortem(&self, test: &str) -> String {
        let name = format!("{}-{}.png", self.engine().name(), test.replace("::", "-"));
        let file = target_dir().join("shots/failures").join(name);
        let picture = match self.screenshot(&file) {
            Ok(()) => format!("picture: {}", file.display()),
            Err(error) => format!("no picture: {error:#}"),
        };
        let url = self.js("location.href").unwrap_or_default();
        let console = self.console().unwrap_or_default();
        format!("page: {url}\nconsole: {console:#?}\nrequests: {:?}\n{picture}", self.requests())
    }
}

/// Writes a PNG that came in base64.
pub(crate) fn save(png: &Value, file: &Path) -> Result<()> {
    let png = BASE64_STANDARD.decode(png.as_str().context("no picture")?)?;
    fs::create_dir_all(file.parent().context("no folder")?)?;
    fs::write(file, png).with_context(|| format!("can't write {}", file.display()))
}
