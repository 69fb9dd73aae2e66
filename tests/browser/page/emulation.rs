//! Emulation: the size of the viewport, the preferences of the reader, the network.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use serde_json::json;

use super::Page;
use crate::engine::Engine;

/// A preference of the reader. WebKitGTK can emulate none, Firefox not the last two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Media {
    Dark,
    ReducedMotion,
    ForcedColors,
    Print,
}

impl Page {
    /// Sets `innerWidth` and `innerHeight`, in CSS pixels.
    pub(crate) fn viewport(&self, width: i64, height: i64) -> Result<()> {
        if self.browser.viewport.get() == (width, height) {
            return Ok(());
        }
        // Unknown until the size is confirmed.
        self.browser.viewport.set((0, 0));
        let inner = || self.js("[innerWidth, innerHeight]");
        let wanted = json!([width, height]);
        let mut size = inner()?;
        for _ in 0..5 {
            if size == wanted {
                self.browser.viewport.set((width, height));
                return Ok(());
            }
            // The difference between the window and the viewport is constant.
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

    /// Emulates these preferences of the reader, and no others.
    pub(crate) fn emulate(&self, media: &[Media]) -> Result<()> {
        if self.browser.media.borrow().as_deref() == Some(media) {
            return Ok(());
        }
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
                ensure!(!forced && !print, "Firefox can't emulate {media:?}");
                let (scheme, motion) = (i32::from(!dark), i32::from(still));
                self.browser.in_chrome(&format!(
                    "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {scheme});
                     Services.prefs.setIntPref('ui.prefersReducedMotion', {motion});"
                ))?;
            }
            Engine::WebKit => ensure!(media.is_empty(), "WebKitGTK can't emulate {media:?}"),
        }
        *self.browser.media.borrow_mut() = Some(media.to_vec());
        Ok(())
    }

    /// Turns the network of the browser off or on. (Not in WebKitGTK: there a policy of the page must block requests.)
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
}
