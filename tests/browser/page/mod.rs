//! A page in a browser, as a test sees it.
//!
//! [`Page`] opens URLs, runs scripts and waits. The files beside this one are page objects: the actions of a reader on
//! one part of the page, and the content of that part.

mod article;
mod cards;
mod carousel;
mod embed_guide;
mod emulation;
mod highlight_filter;
pub(crate) mod labels;
mod notes_section;
mod rect;
pub(crate) mod selectors;
mod timeline;
mod waiting;

use std::cell::Cell;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};

pub(crate) use article::HighlightKind;
pub(crate) use cards::Card;
pub(crate) use carousel::Carousel;
pub(crate) use embed_guide::EmbedGuide;
pub(crate) use emulation::Media;
pub(crate) use highlight_filter::{HighlightFilter, Shown};
pub(crate) use rect::Rect;
pub(crate) use timeline::Move;

use self::labels::Labels;
use crate::cast::Cast;
use crate::engine::{Browser, Engine};
use crate::process::target_dir;
use crate::story_variant::StoryVariant;

/// The helpers of every script.
const PRELUDE: &str = include_str!("../js/prelude.js");

/// A page; a test gets a fresh one, 1024 by 768.
pub(crate) struct Page {
    browser: Browser,
    variant: &'static StoryVariant,
    /// The code before every script: the parts of the page, the cast, the helpers.
    prelude: String,
    /// False on a page whose scripts are disabled.
    has_timers: Cell<bool>,
}

impl Page {
    pub(crate) fn new(browser: Browser, variant: &'static StoryVariant) -> Self {
        let parts: Map<_, _> = selectors::PARTS.iter().map(|(name, css)| ((*name).to_owned(), json!(css))).collect();
        let constants = format!("const PARTS = {}, cast = {};", Value::Object(parts), variant.cast.to_json());
        Self { browser, variant, prelude: format!("{constants}\n{PRELUDE}"), has_timers: Cell::new(true) }
    }

    /// The story that the case runs on.
    pub(crate) fn variant(&self) -> &'static StoryVariant {
        self.variant
    }

    /// The parts of that story, by the roles that cases know.
    pub(crate) fn cast(&self) -> &'static Cast {
        &self.variant.cast
    }

    /// The texts of the interface in the language of that story.
    pub(crate) fn labels(&self) -> Labels {
        Labels::of(&self.cast().lang)
    }

    pub(crate) fn into_browser(self) -> Browser {
        self.browser
    }

    /// The engine this page is in.
    pub(crate) fn engine(&self) -> Engine {
        self.browser.engine
    }

    /// Resets the browser: clears stored data, emulation and logs.
    pub(crate) fn reset(&self) -> Result<()> {
        self.browser.client.delete("/actions")?;
        // That page clears what the origin has stored.
        self.goto("/control/blank.html")?;
        self.emulate(&[])?;
        self.viewport(1024, 768)?;
        self.browser.server.reset();
        Ok(())
    }

    /// Opens `path` of the site of the story, and waits for the `load` event.
    pub(crate) fn goto(&self, path: &str) -> Result<()> {
        self.visit(&self.url(path))
    }

    /// Opens the page of the story at a link, without `#`, and waits until the story is live.
    pub(crate) fn open_at(&self, link: &str) -> Result<()> {
        self.goto(&format!("/index.html#{link}"))?;
        self.wait_live()
    }

    /// The tag of the story, with these attributes, for a host page.
    pub(crate) fn story_tag(&self, attributes: &str) -> String {
        format!("<sidelight-story src=stories/{}.json {attributes}></sidelight-story>", self.cast().story)
    }

    /// Opens an absolute URL.
    pub(crate) fn visit(&self, address: &str) -> Result<()> {
        self.has_timers.set(!address.contains("/with/no-scripts"));
        self.browser.client.post("/url", json!({ "url": address }))?;
        Ok(())
    }

    /// Opens `path` with the scripts of the page disabled. Scripts of the test still run.
    pub(crate) fn goto_without_scripts(&self, path: &str) -> Result<()> {
        self.goto(&format!("/with/no-scripts{path}"))
    }

    /// The absolute URL of `path`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{}", self.browser.server.origin(), self.variant.path(path))
    }

    /// Goes back in the history.
    pub(crate) fn back(&self) -> Result<()> {
        self.browser.client.post("/back", json!({}))?;
        Ok(())
    }

    /// Serves `body` at `path` for the rest of the test, over any file that is there.
    pub(crate) fn serve(&self, path: &str, body: &str) {
        self.browser.server.put(&self.variant.path(path), body);
    }

    /// Answers the requests that `/with/hold:ENDING/` holds back.
    pub(crate) fn release(&self) {
        self.browser.server.release();
    }

    /// The requested paths of the test server, without their `/with/…`.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.browser.server.log()
    }

    /// The URLs of other origins that the page has requested.
    pub(crate) fn foreign_requests(&self) -> Result<Vec<String>> {
        self.strings("__abroad")
    }

    /// The lines of `console.error` and `console.warn`, uncaught errors and CSP violations,
    /// each with its kind before it: `warn: …`, `uncaught: …`, `csp: …`.
    pub(crate) fn console(&self) -> Result<Vec<String>> {
        self.strings("__said")
    }

    /// Enters an iframe: scripts and input then go to the page in it.
    pub(crate) fn enter(&self, selector: &str) -> Result<()> {
        let frame = self.run("return find(arguments[0])", json!([selector]))?;
        self.browser.client.post("/frame", json!({ "id": frame })).map(drop)
    }

    /// Leaves all iframes.
    pub(crate) fn leave(&self) -> Result<()> {
        self.browser.client.post("/frame", json!({ "id": null })).map(drop)
    }

    /// The value of a JavaScript expression; a promise is awaited. `js/prelude.js` has its helpers.
    pub(crate) fn js(&self, expression: &str) -> Result<Value> {
        self.run(&format!("return ({expression});"), json!([]))
    }

    /// Runs JavaScript statements with `args` as `arguments`, and returns what they `return`.
    pub(crate) fn run(&self, script: &str, args: Value) -> Result<Value> {
        let body = json!({ "script": format!("{}\n{script}", self.prelude), "args": args });
        self.browser.client.post("/execute/sync", body).with_context(|| format!("in the script: {script}"))
    }

    /// The strings in an array of `js/console.js`.
    fn strings(&self, name: &str) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.js(&format!("window.{name} ?? []"))?)?)
    }

    /// The number of elements that `selector` matches.
    pub(crate) fn count(&self, selector: &str) -> Result<usize> {
        let count = self.run("return all(arguments[0]).length", json!([selector]))?;
        Ok(count.as_u64().unwrap_or(0) as usize)
    }

    /// The text of the first match, with its white space collapsed.
    pub(crate) fn text(&self, selector: &str) -> Result<String> {
        let text = self.run("return textOf(arguments[0])", json!([selector]))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The value of an attribute of the first match; `None` if it is missing.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Result<Option<String>> {
        let value = self.run("return find(arguments[0]).getAttribute(arguments[1])", json!([selector, name]))?;
        Ok(value.as_str().map(str::to_owned))
    }

    /// Focuses the first match of `selector` by script; the page may scroll.
    pub(crate) fn focus(&self, selector: &str) -> Result<()> {
        self.run("find(arguments[0]).focus()", json!([selector])).map(drop)
    }

    /// Returns true if the first match of `selector` has the focus.
    pub(crate) fn has_focus(&self, selector: &str) -> Result<bool> {
        Ok(self.run("return active() === find(arguments[0])", json!([selector]))? == true)
    }

    /// The URL fragment, with its `#`; empty if there is none.
    pub(crate) fn fragment(&self) -> Result<String> {
        Ok(self.js("location.hash")?.as_str().unwrap_or_default().to_owned())
    }

    /// The boxes of all matches.
    pub(crate) fn rects(&self, selector: &str) -> Result<Vec<Rect>> {
        Ok(Rect::list(&self.run("return all(arguments[0]).map(box)", json!([selector]))?))
    }

    /// A box, mirrored if the text runs from right to left.
    pub(crate) fn along(&self, it: Rect) -> Result<Rect> {
        let wide = self.js("way() < 0 && document.documentElement.clientWidth")?;
        Ok(wide.as_f64().map_or(it, |wide| Rect { x: wide - it.x - it.width, ..it }))
    }

    /// 1 if the story's text runs from left to right, -1 if from right to left.
    pub(crate) fn way(&self) -> Result<i64> {
        Ok(self.js("way()")?.as_i64().unwrap_or(1))
    }

    /// The arrow key with the effect that `key` has in text from left to right.
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

    /// Runs `action` in a new window, and closes the window.
    pub(crate) fn in_new_window<T>(&self, action: impl FnOnce() -> Result<T>) -> Result<T> {
        let client = &self.browser.client;
        let first = client.get("/window")?;
        let opened = client.post("/window/new", json!({ "type": "window" }))?;
        client.post("/window", json!({ "handle": opened["handle"] }))?;
        let result = action();
        client.delete("/window")?;
        client.post("/window", json!({ "handle": first }))?;
        result
    }

    /// A command of the WebDriver session.
    pub(crate) fn command(&self, path: &str, body: Value) -> Result<Value> {
        self.browser.client.post(path, body)
    }

    /// Writes a picture of the viewport.
    pub(crate) fn screenshot(&self, file: &Path) -> Result<()> {
        save(&self.browser.client.get("/screenshot")?, file)
    }

    /// A report of the page for a failed test: address, console, requests, screenshot.
    pub(crate) fn post_mortem(&self, test: &str) -> String {
        let name = format!("{}-{}.png", self.engine().name(), test.replace("::", "-"));
        let file = target_dir().join("shots/failures").join(name);
        let picture = match self.screenshot(&file) {
            Ok(()) => format!("picture: {}", file.display()),
            Err(error) => format!("no picture: {error:#}"),
        };
        let url = self.js("location.href").unwrap_or_default();
        // Without frames, observers and animations do nothing: a fault of the browser, not of the page.
        let frames =
            self.js("Promise.race([frame(), new Promise((done) => setTimeout(done, 2000, 'no frame in 2 s'))])");
        let visibility = self.js("document.visibilityState").unwrap_or_default();
        let frames = frames.unwrap_or_default();
        let console = self.console().unwrap_or_default();
        format!(
            "page: {url}\nvisibility: {visibility}, frame: {frames}\nconsole: {console:#?}\nrequests: {:?}\n{picture}",
            self.requests()
        )
    }
}

/// Writes a PNG that came in base64.
pub(crate) fn save(png: &Value, file: &Path) -> Result<()> {
    let png = BASE64_STANDARD.decode(png.as_str().context("no picture")?)?;
    fs::create_dir_all(file.parent().context("no folder")?)?;
    fs::write(file, png).with_context(|| format!("can't write {}", file.display()))
}
