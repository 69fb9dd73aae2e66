//! The test server: `dist/` at `/` and once more at `/v2/`, the site of both stories at `/site/`, `tests/pages/` at `/pages/`,
//! the application of `tests/host` at `/host/`, the projects of `tests/npm` at `/package/`, the pages of `tests/peers` at
//! `/peers/`, and files of a test.
//!
//! `/with/BEHAVIOUR+BEHAVIOUR/…` is the same site with these faults. They apply to relative addresses of a page too.

use std::collections::HashMap;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use tokio::sync::watch;

use crate::process::{target_dir, tools};

/// An empty page that clears what the origin has stored.
const BLANK: &str = "<!doctype html><title>blank</title><script>localStorage.clear(); sessionStorage.clear()</script>";

/// Records the console of the page from before its scripts run.
const CONSOLE: &str = include_str!("js/console.js");

/// A policy that reports every request to another origin, and blocks nothing.
const SAME_ORIGIN_POLICY: &str = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:";

/// A fault of a response, written as in the URL: `404:.wasm`.
enum Behaviour {
    /// `no-scripts`: no script of the page runs, though WebDriver's do.
    NoScripts,
    /// `404:ENDING`: not found, if the path has this ending.
    Missing(String),
    /// `hold:ENDING`: held until the test releases it.
    Hold(String),
    /// `garbage:ENDING`: invalid bytes.
    Garbage(String),
    /// `cut:ENDING`: the first half of the bytes.
    Cut(String),
    /// `plain:ENDING`: the media type `text/plain`.
    Plain(String),
    /// `cors:ENDING`: pages of another origin may read the response.
    Cors(String),
    /// `offline`: with the script that caches the page; without it, `offline.js` is empty.
    Offline,
    /// `cacheable`: responses may be cached.
    Cacheable,
    /// `brotli`: compressed like on a static host, without additions.
    Brotli,
    /// `csp:POLICY`: this Content-Security-Policy on every page.
    Csp(String),
}

/// The nonce of the scripts of a page whose policy requires one.
pub(crate) const NONCE: &str = "bm9uY2U";

/// The state that tests and server share.
struct Site {
    put: Mutex<HashMap<String, String>>,
    log: Mutex<Vec<String>>,
    released: watch::Sender<bool>,
    stopped: watch::Sender<bool>,
    /// Compressed responses by path.
    packed: Mutex<HashMap<String, Vec<u8>>>,
}

/// A server on a free port, for as long as the tests run.
pub(crate) struct Server {
    origin: String,
    site: Arc<Site>,
}

impl Server {
    /// Starts serving.
    pub(crate) fn start() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let origin = format!("http://{}", listener.local_addr()?);
        let site = Arc::new(Site {
            put: Mutex::default(),
            log: Mutex::default(),
            released: watch::Sender::new(false),
            stopped: watch::Sender::new(false),
            packed: Mutex::default(),
        });
        let app = axum::Router::new().fallback(answer).with_state(Arc::clone(&site));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let mut stopped = site.stopped.subscribe();
        std::thread::spawn(move || {
            runtime.block_on(async {
                let serve = axum::serve(tokio::net::TcpListener::from_std(listener)?, app);
                tokio::select! {
                    served = async { serve.await } => served,
                    _ = stopped.wait_for(|stopped| *stopped) => Ok(()),
                }
            })
        });
        Ok(Self { origin, site })
    }

    /// The origin, as in `http://127.0.0.1:4321`.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Serves `body` at `path`, over any file that is there.
    pub(crate) fn put(&self, path: &str, body: &str) {
        lock(&self.site.packed).remove(path);
        lock(&self.site.put).insert(path.to_owned(), body.to_owned());
    }

    /// Stops the server and closes every connection, like a lost network.
    pub(crate) fn stop(&self) {
        self.site.stopped.send_replace(true);
    }

    /// Answers held requests, now and from now on.
    pub(crate) fn release(&self) {
        self.site.released.send_replace(true);
    }

    /// The requested paths since the last reset, without their `/with/…`.
    pub(crate) fn log(&self) -> Vec<String> {
        lock(&self.site.log).clone()
    }

    /// Forgets requests, served bodies and the release.
    pub(crate) fn reset(&self) {
        lock(&self.site.put).clear();
        lock(&self.site.log).clear();
        self.site.released.send_replace(false);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response<Body> {
    let asked = decoded(request.uri().path());
    let (behaviours, path) = parse(&asked);
    let path = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    if !path.starts_with("/control/") && path != "/favicon.ico" {
        lock(&site.log).push(path.clone());
    }
    let mut csp = None;
    let (mut hooked, mut is_packed, mut is_cacheable) = (true, false, false);
    let (mut is_plain, mut is_shared) = (false, false);
    let mut content = content(&site, &path);
    if path.ends_with("/offline.js") && !behaviours.iter().any(|it| matches!(it, Behaviour::Offline)) {
        content = Some(Vec::new());
    }
    for behaviour in behaviours {
        match behaviour {
            Behaviour::NoScripts => {
                csp = Some("sandbox allow-same-origin allow-popups".to_owned());
                hooked = false;
            }
            Behaviour::Cacheable => is_cacheable = true,
            Behaviour::Brotli => (hooked, is_packed) = (false, true),
            Behaviour::Missing(ending) if path.ends_with(&ending) => content = None,
            Behaviour::Garbage(ending) if path.ends_with(&ending) => content = Some(vec![0xFF; 64]),
            Behaviour::Cut(ending) if path.ends_with(&ending) => {
                content = content.map(|bytes| bytes[..bytes.len() / 2].to_vec());
            }
            Behaviour::Plain(ending) if path.ends_with(&ending) => is_plain = true,
            Behaviour::Cors(ending) if path.ends_with(&ending) => is_shared = true,
            Behaviour::Hold(ending) if path.ends_with(&ending) => {
                // The sender lives as long as the site: this can't fail.
                let _ = site.released.subscribe().wait_for(|released| *released).await;
            }
            Behaviour::Csp(policy) => csp = Some(policy),
            _ => {}
        }
    }
    let Some(mut content) = content else { return response(StatusCode::NOT_FOUND, "text/plain", "not found".into()) };
    let kind = if is_plain { "text/plain" } else { kind(&path) };
    let is_page = kind.starts_with("text/html");
    if is_page && hooked {
        content = with_console(content);
    }
    if is_packed {
        // The build has compressed its files already.
        let built = || fs::read(dist().join(format!("{}.br", path.trim_start_matches('/')))).ok();
        content = lock(&site.packed)
            .entry(path.clone())
            .or_insert_with(|| built().unwrap_or_else(|| brotli(&content)))
            .clone();
    }
    let mut response = response(StatusCode::OK, kind, content.into());
    if is_packed {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY_REPORT_ONLY, HeaderValue::from_static(SAME_ORIGIN_POLICY));
    if is_shared {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    if is_cacheable {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("max-age=60"));
    }
    if let Some(policy) = csp.filter(|_| is_page).and_then(|policy| HeaderValue::from_str(&policy).ok()) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 24);
    // Writing to memory can't fail.
    let _ = std::io::Write::write_all(&mut writer, bytes);
    drop(writer);
    out
}

fn response(status: StatusCode, kind: &'static str, body: Bytes) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // Without a cache, every visit requests every file, so that the log is complete.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn content(site: &Site, path: &str) -> Option<Vec<u8>> {
    if let Some(body) = lock(&site.put).get(path) {
        return Some(body.clone().into_bytes());
    }
    match path {
        "/control/console.js" => return Some(CONSOLE.into()),
        "/control/blank.html" => return Some(BLANK.into()),
        _ if path.split('/').any(|part| part == "..") => return None,
        _ => {}
    }
    let (folder, rest) = path.trim_start_matches('/').split_once('/').unwrap_or_default();
    let file = match folder {
        "pages" => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(rest),
        "npm" => tools().join(rest),
        "host" => yew_host_dir().join(rest),
        "package" => npm_dir().join(rest),
        "peers" => peers_dir().join(rest),
        // A page may have two versions of the script.
        "v2" => dist().join(rest),
        "site" => both_stories_dir().join(rest),
        _ => dist().join(path.trim_start_matches('/')),
    };
    fs::read(file).ok()
}

/// The built application of `tests/host`.
pub(crate) fn yew_host_dir() -> PathBuf {
    target_dir().join("host")
}

/// The built projects of `tests/npm`.
pub(crate) fn npm_dir() -> PathBuf {
    target_dir().join("npm")
}

/// The built pages of `tests/peers`.
pub(crate) fn peers_dir() -> PathBuf {
    target_dir().join("peers/dist")
}

/// The site of both stories.
pub(crate) fn both_stories_dir() -> PathBuf {
    target_dir().join("site")
}

/// The built site: `dist/`, or the folder in `SIDELIGHT_DIST`.
pub(crate) fn dist() -> PathBuf {
    std::env::var_os("SIDELIGHT_DIST").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"), PathBuf::from)
}

/// The content-hashed names of the built glue and its WebAssembly: `sidelight-….js`.
pub(crate) fn artifact_names() -> [String; 2] {
    artifact_names_in(&dist())
}

/// The content-hashed names of the glue and its WebAssembly in `dir`.
pub(crate) fn artifact_names_in(dir: &Path) -> [String; 2] {
    [".js", "_bg.wasm"].map(|ending| find_file(dir, "sidelight-", ending))
}

/// The content-hashed name of a chunk in the build; empty if there is none.
pub(crate) fn chunk_name(chunk: &str) -> String {
    find_file(&dist(), "sidelight-", &format!("_{chunk}.wasm"))
}

/// The name of the file with this prefix and suffix; empty if there is none.
pub(crate) fn find_file(dir: &Path, begin: &str, end: &str) -> String {
    let names = fs::read_dir(dir).into_iter().flatten().flatten();
    let mut names = names.map(|file| file.file_name().to_string_lossy().into_owned());
    names.find(|name| name.starts_with(begin) && name.ends_with(end)).unwrap_or_default()
}

/// The content-hashed names of the built script and its stylesheet: `element-….js`, `style-….css`.
pub(crate) fn hashed_names() -> [String; 2] {
    [("element-", ".js"), ("style-", ".css")].map(|(begin, end)| find_file(&dist(), begin, end))
}

/// Splits `/with/BEHAVIOURS/path`.
fn parse(asked: &str) -> (Vec<Behaviour>, &str) {
    let Some((behaviours, _)) = asked.strip_prefix("/with/").and_then(|rest| rest.split_once('/')) else {
        return (Vec::new(), asked);
    };
    let path = &asked["/with/".len() + behaviours.len()..];
    (behaviours.split('+').filter_map(behaviour).collect(), path)
}

fn behaviour(word: &str) -> Option<Behaviour> {
    if word == "no-scripts" {
        return Some(Behaviour::NoScripts);
    }
    match word {
        "offline" => return Some(Behaviour::Offline),
        "cacheable" => return Some(Behaviour::Cacheable),
        "brotli" => return Some(Behaviour::Brotli),
        _ => {}
    }
    let (name, value) = word.split_once(':')?;
    let value = value.to_owned();
    match name {
        "404" => Some(Behaviour::Missing(value)),
        "hold" => Some(Behaviour::Hold(value)),
        "garbage" => Some(Behaviour::Garbage(value)),
        "cut" => Some(Behaviour::Cut(value)),
        "plain" => Some(Behaviour::Plain(value)),
        "cors" => Some(Behaviour::Cors(value)),
        "csp" => Some(Behaviour::Csp(value)),
        _ => None,
    }
}

/// Returns the page with the script `console.js` before all other content.
fn with_console(page: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8_lossy(&page);
    let at = ["<head>", "<!doctype html>"]
        .iter()
        .find_map(|tag| text.to_ascii_lowercase().find(tag).map(|at| at + tag.len()))
        .unwrap_or(0);
    format!("{}<script nonce=\"{NONCE}\" src=\"/control/console.js\"></script>{}", &text[..at], &text[at..])
        .into_bytes()
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

/// Decodes percent-encoding.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
