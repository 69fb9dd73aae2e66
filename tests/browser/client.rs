//! The W3C WebDriver protocol: JSON over HTTP. Small, blocking, and the same for every driver, WebKit's included.

use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};

/// The key of an element reference in the protocol (WebDriver, section 12).
pub(crate) const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A connection to a driver; after `open`, to its session.
pub(crate) struct Client {
    agent: ureq::Agent,
    base: String,
}

impl Client {
    /// Talks to the driver on `port`.
    pub(crate) fn new(port: u16) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(90)))
            .http_status_as_error(false)
            .proxy(None)
            .build();
        Self { agent: config.into(), base: format!("http://127.0.0.1:{port}") }
    }

    /// Opens a session; later commands belong to this session.
    pub(crate) fn open(&mut self, capabilities: &Value) -> Result<()> {
        let opened = self.post("/session", json!({ "capabilities": { "alwaysMatch": capabilities } }))?;
        let id = opened["sessionId"].as_str().context("the driver opened no session")?;
        self.base = format!("{}/session/{id}", self.base);
        self.post("/timeouts", json!({ "script": 60_000, "pageLoad": 60_000, "implicit": 0 }))?;
        Ok(())
    }

    /// Gets `path` of this session.
    pub(crate) fn get(&self, path: &str) -> Result<Value> {
        value(self.agent.get(format!("{}{path}", self.base)).call()?)
    }

    /// Posts `body` to `path` of this session.
    pub(crate) fn post(&self, path: &str, body: Value) -> Result<Value> {
        value(self.agent.post(format!("{}{path}", self.base)).send_json(body)?)
    }

    /// Sends DELETE for `path`. An empty `path` closes the browser.
    pub(crate) fn delete(&self, path: &str) -> Result<Value> {
        value(self.agent.delete(format!("{}{path}", self.base)).call()?)
    }
}

/// The value of a response, or the error in the response.
fn value(mut response: ureq::http::Response<ureq::Body>) -> Result<Value> {
    let body = response.body_mut().with_config().limit(256 << 20).read_to_string()?;
    let mut body: Value = serde_json::from_str(&body).with_context(|| format!("not WebDriver: {body}"))?;
    let value = body["value"].take();
    match value["error"].as_str() {
        Some(code) => Err(anyhow!("{code}: {}", value["message"].as_str().unwrap_or_default())),
        None => Ok(value),
    }
}
