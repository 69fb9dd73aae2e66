//! The three browser engines: how each is started and configured.

use std::cell::{Cell, RefCell};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::client::Client;
use crate::page::Media;
use crate::process::{Process, free_port, on_path, tools};
use crate::server::Server;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Engine {
    /// Chromium, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, by WebKitWebDriver.
    WebKit,
}

/// A running browser with one session, and the server of its pages.
pub(crate) struct Browser {
    pub(crate) engine: Engine,
    pub(crate) client: Client,
    pub(crate) server: Server,
    /// The size of the viewport, once it is known.
    pub(crate) viewport: Cell<(i64, i64)>,
    /// The emulated preferences, once they are known.
    pub(crate) media: RefCell<Option<Vec<Media>>>,
    // Dropped in this order: the driver, then the display that the driver needs.
    _driver: Process,
    _display: Option<Process>,
}

/// Chromium as root, in a machine without a screen or a network.
const CHROMIUM: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
    "--lang=en-US",
    LIFTOFF_ONLY,
];

/// Each case loads the WebAssembly afresh: it would end before optimised code pays for its compilation.
const LIFTOFF_ONLY: &str = "--js-flags=--liftoff-only";

/// Styles that shrink MiniBrowser's toolbar, so that the window can be as narrow as a phone.
const NARROW: &str = "toolbar, toolitem, button, entry, image { min-width: 0; padding: 0; margin: 0; border-width: 0 }
image { -gtk-icon-transform: scale(0.1) }
* { font-size: 1px }
";

impl Engine {
    /// Every engine.
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The name in test names and on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    fn capabilities(self) -> Result<Value> {
        Ok(match self {
            Self::Chromium => {
                let binary = on_path(&["chromium", "chromium-browser", "google-chrome"]).context("no Chromium")?;
                json!({ "browserName": "chrome", "goog:chromeOptions": { "binary": binary, "args": CHROMIUM } })
            }
            Self::Firefox => {
                let binary = on_path(&["firefox-esr", "firefox"]).context("no Firefox")?;
                let prefs = json!({
                    "browser.chrome.site_icons": false,
                    "javascript.options.wasm_optimizingjit": false,
                    "intl.accept_languages": "en-US",
                    // The default for readers: a driver lets a local file read other local files.
                    "security.fileuri.strict_origin_policy": true,
                });
                let options = json!({ "binary": binary, "args": ["-headless"], "prefs": prefs });
                json!({ "browserName": "firefox", "moz:firefoxOptions": options })
            }
            Self::WebKit => {
                json!({ "webkitgtk:browserOptions": { "binary": mini_browser()?, "args": ["--automation"] } })
            }
        })
    }

    fn driver(self, port: u16) -> Result<(Command, Option<Process>)> {
        let port = format!("--port={port}");
        match self {
            Self::Chromium => {
                let mut command = Command::new("chromedriver");
                command.arg(port);
                Ok((command, None))
            }
            Self::Firefox => {
                let own = tools().join("geckodriver/bin/geckodriver");
                let mut command = Command::new(if own.is_file() { own } else { "geckodriver".into() });
                // The window's least width is set in the browser's own document.
                command.args([&port, "--allow-system-access", "--log=warn"]);
                Ok((command, None))
            }
            Self::WebKit => {
                let (display, number) = start_display()?;
                let config = tools().join("webkit-config");
                for gtk in ["gtk-3.0", "gtk-4.0"] {
                    fs::create_dir_all(config.join(gtk))?;
                    fs::write(config.join(gtk).join("gtk.css"), NARROW)?;
                }
                let mut command = Command::new("WebKitWebDriver");
                command.arg(port).env("DISPLAY", format!(":{number}")).env("GDK_BACKEND", "x11");
                command.env("XDG_CONFIG_HOME", config).env("NO_AT_BRIDGE", "1").env("JSC_useOMGJIT", "false");
                Ok((command, Some(display)))
            }
        }
    }
}

impl Browser {
    /// Starts the driver, opens a session and the server.
    pub(crate) fn start(engine: Engine) -> Result<Self> {
        Self::start_with(engine, &engine.capabilities()?)
    }

    /// Starts Chromium as readers have it: it optimises WebAssembly.
    pub(crate) fn start_optimising() -> Result<Self> {
        let mut capabilities = Engine::Chromium.capabilities()?;
        if let Some(args) = capabilities["goog:chromeOptions"]["args"].as_array_mut() {
            args.retain(|arg| arg != LIFTOFF_ONLY);
        }
        Self::start_with(Engine::Chromium, &capabilities)
    }

    fn start_with(engine: Engine, capabilities: &Value) -> Result<Self> {
        let port = free_port()?;
        let (mut command, display) = engine.driver(port)?;
        command.stdout(Stdio::null());
        let mut driver = Process::start(&mut command, &format!("{}.log", engine.name()))?;
        let mut client = Client::new(port);
        let end = Instant::now() + Duration::from_secs(30);
        while client.get("/status").is_err() {
            ensure!(!driver.has_ended(), "the driver ended at once; see target/browser-logs");
            ensure!(Instant::now() < end, "the driver doesn't answer; see target/browser-logs");
            thread::sleep(Duration::from_millis(30));
        }
        client.open(capabilities)?;
        let browser = Self {
            engine,
            client,
            server: Server::start()?,
            viewport: Cell::default(),
            media: RefCell::default(),
            _driver: driver,
            _display: display,
        };
        if engine == Engine::Firefox {
            browser.in_chrome("document.documentElement.style.setProperty('min-width', '0', 'important')")?;
        }
        Ok(browser)
    }

    /// Firefox only: runs a script in the browser's own document.
    pub(crate) fn in_chrome(&self, script: &str) -> Result<Value> {
        self.client.post("/moz/context", json!({ "context": "chrome" }))?;
        let result = self.client.post("/execute/sync", json!({ "script": script, "args": [] }));
        self.client.post("/moz/context", json!({ "context": "content" }))?;
        result
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A browser that closes its session deletes its temporary files. On failure, its process group is still ended.
        let _ = self.client.delete("");
    }
}

/// Starts a display for WebKitGTK, which has no headless mode.
fn start_display() -> Result<(Process, String)> {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1920x1600x24", "-nolisten", "tcp"]).stdout(Stdio::piped());
    let mut display = Process::start(&mut command, "xvfb.log")?;
    let mut number = String::new();
    BufReader::new(display.stdout()?).read_line(&mut number)?;
    ensure!(!number.trim().is_empty(), "Xvfb doesn't start; see target/browser-logs");
    Ok((display, number.trim().to_owned()))
}

/// Returns the path of MiniBrowser, from the library folders of the distributions.
fn mini_browser() -> Result<PathBuf> {
    let mut libs = vec![PathBuf::from("/usr/libexec"), PathBuf::from("/usr/lib")];
    libs.extend(fs::read_dir("/usr/lib")?.flatten().map(|entry| entry.path()));
    for lib in libs {
        for version in ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"] {
            let file = lib.join(version).join("MiniBrowser");
            if file.is_file() {
                return Ok(file);
            }
        }
    }
    bail!("no MiniBrowser of WebKitGTK")
}
