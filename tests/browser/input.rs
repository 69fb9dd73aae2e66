//! Input of a reader: real input events, made by the driver.

use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::client::ELEMENT;
use crate::page::Page;

impl Page {
    /// Clicks the first match of `selector`, once it is visible.
    pub(crate) fn click(&self, selector: &str) -> Result<()> {
        let error = match self.click_now(selector) {
            Err(error) if error.to_string().starts_with("element not interactable") => error,
            Err(error) if error.to_string().starts_with("element click intercepted") => {
                // The element moved while the driver clicked: parts near the viewport get their real sizes.
                self.wait_still(selector).context(error)?;
                return self.click_now(selector);
            }
            result => return result,
        };
        // The page has not rendered the effect of the last input yet.
        let is_visible = format!("all({}).some((it) => it.checkVisibility())", json!(selector));
        self.wait_until(&format!("{selector} is visible"), &is_visible).context(error)?;
        self.click_now(selector)
    }

    fn click_now(&self, selector: &str) -> Result<()> {
        let element = self.element(selector)?;
        let id = element[ELEMENT].as_str().context("no element")?;
        self.command(&format!("/element/{id}/click"), json!({}))?;
        Ok(())
    }

    /// Moves the mouse to the centre of the first match of `selector`.
    pub(crate) fn hover(&self, selector: &str) -> Result<()> {
        let onto = json!({ "type": "pointerMove", "origin": self.element(selector)?, "x": 0, "y": 0, "duration": 0 });
        self.pointer("mouse", json!([onto]))
    }

    /// Taps the first match of `selector`; with the mouse in WebKit, whose driver has no touch input.
    pub(crate) fn tap(&self, selector: &str) -> Result<()> {
        let onto = json!({ "type": "pointerMove", "origin": self.element(selector)?, "x": 0, "y": 0, "duration": 0 });
        let (down, up) = (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        self.pointer("touch", json!([onto, down, up]))
    }

    /// Moves the mouse to a point of the viewport, in CSS pixels.
    pub(crate) fn point_to(&self, x: i64, y: i64) -> Result<()> {
        self.pointer("mouse", json!([{ "type": "pointerMove", "x": x, "y": y, "duration": 50 }]))
    }

    /// Clicks at a point of the viewport, in CSS pixels.
    pub(crate) fn click_at(&self, x: i64, y: i64) -> Result<()> {
        let onto = json!({ "type": "pointerMove", "x": x, "y": y, "duration": 0 });
        let (down, up) = (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        self.pointer("mouse", json!([onto, down, up]))
    }

    /// Taps a point of the viewport, in CSS pixels.
    pub(crate) fn tap_at(&self, x: i64, y: i64) -> Result<()> {
        let onto = json!({ "type": "pointerMove", "x": x, "y": y, "duration": 0 });
        let (down, up) = (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        self.pointer("touch", json!([onto, down, up]))
    }

    /// Swipes on the first match of `selector` by `x` and `y` CSS pixels. Firefox does not pan on the driver's swipe, and
    /// WebKit's driver has no touch input.
    pub(crate) fn swipe(&self, selector: &str, x: i64, y: i64) -> Result<()> {
        let onto = json!({ "type": "pointerMove", "origin": self.element(selector)?, "x": 0, "y": 0, "duration": 0 });
        let by = |x, y| json!({ "type": "pointerMove", "origin": "pointer", "x": x, "y": y, "duration": 50 });
        let (down, up) = (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        self.pointer("touch", json!([onto, down, by(x / 2, y / 2), by(x - x / 2, y - y / 2), up]))
    }

    /// Drags with the mouse from the centre of the first match of `selector` by `x` and `y` CSS pixels.
    pub(crate) fn drag(&self, selector: &str, x: i64, y: i64) -> Result<()> {
        let onto = json!({ "type": "pointerMove", "origin": self.element(selector)?, "x": 0, "y": 0, "duration": 0 });
        let by = |x, y| json!({ "type": "pointerMove", "origin": "pointer", "x": x, "y": y, "duration": 50 });
        let (down, up) = (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        self.pointer("mouse", json!([onto, down, by(x / 2, y / 2), by(x - x / 2, y - y / 2), up]))
    }

    /// Turns the wheel over the first match of `selector`. Chromium and WebKit scroll before they dispatch the event,
    /// unless a listener on the element itself (not on its shadow root) is active.
    pub(crate) fn wheel(&self, selector: &str, x: i64, y: i64) -> Result<()> {
        let origin = self.element(selector)?;
        let turn =
            json!({ "type": "scroll", "origin": origin, "x": 0, "y": 0, "deltaX": x, "deltaY": y, "duration": 0 });
        // A new wheel each time: WebKit's driver sends the difference from the last turn of the same wheel.
        static WHEELS: AtomicU32 = AtomicU32::new(0);
        let id = format!("wheel-{}", WHEELS.fetch_add(1, Ordering::Relaxed));
        self.actions(json!({ "type": "wheel", "id": id, "actions": [turn] }))
    }

    /// Presses a key, alone or with others held: `Tab`, `ArrowRight`, `Shift+Tab`, `a`, `+`.
    pub(crate) fn press(&self, keys: &str) -> Result<()> {
        let keys: Vec<_> = match keys {
            "+" => vec![key(keys)?],
            _ => keys.split('+').map(key).collect::<Result<_>>()?,
        };
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        let actions: Vec<_> = down.chain(up).collect();
        self.actions(json!({ "type": "key", "id": "keys", "actions": actions }))
    }

    /// The first match of `selector`, scrolled into view if necessary.
    fn element(&self, selector: &str) -> Result<Value> {
        self.run("return reveal(arguments[0])", json!([selector]))
    }

    fn pointer(&self, kind: &str, actions: Value) -> Result<()> {
        let parameters = json!({ "pointerType": kind });
        self.actions(json!({ "type": "pointer", "id": kind, "parameters": parameters, "actions": actions }))
    }

    fn actions(&self, source: Value) -> Result<()> {
        self.command("/actions", json!({ "actions": [source] }))?;
        Ok(())
    }
}

/// The protocol's character for a key.
fn key(name: &str) -> Result<String> {
    let code = match name {
        "Backspace" => '\u{E003}',
        "Tab" => '\u{E004}',
        "Enter" => '\u{E007}',
        "Shift" => '\u{E008}',
        "Control" => '\u{E009}',
        "Alt" => '\u{E00A}',
        "Escape" => '\u{E00C}',
        "Space" => ' ',
        "PageUp" => '\u{E00E}',
        "PageDown" => '\u{E00F}',
        "End" => '\u{E010}',
        "Home" => '\u{E011}',
        "ArrowLeft" => '\u{E012}',
        "ArrowUp" => '\u{E013}',
        "ArrowRight" => '\u{E014}',
        "ArrowDown" => '\u{E015}',
        "Meta" => '\u{E03D}',
        _ if name.chars().count() == 1 => return Ok(name.to_owned()),
        _ => bail!("no such key: {name}"),
    };
    Ok(code.to_string())
}
