//! `cargo xtask serve`: the site on this machine, built again and reloaded at every change.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use axum::http::{HeaderValue, header};
use notify::event::{EventKind, ModifyKind};
use notify::{RecursiveMode, Watcher};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_livereload::LiveReloadLayer;

use crate::{build, cargo, root, tools};

/// How to serve.
pub(crate) struct Options {
    /// The port to try first.
    pub(crate) port: Option<u16>,
    /// Open the page in the browser, if there is a display.
    pub(crate) open: bool,
    /// The files of the stories; the seed story, if there are none.
    pub(crate) stories: Vec<PathBuf>,
}

/// What the site is made from.
const SOURCES: [&str; 4] = ["src", "stories", "style.css", "Cargo.toml"];
/// Editors write a file in several steps: a change is taken up once it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(120);

/// Serves until interrupted.
pub(crate) fn run(options: &Options) -> Result<()> {
    tools::ensure_wasm_target()?;
    let (changed, changes) = mpsc::channel();
    let here = std::env::current_dir()?;
    let stories: Vec<_> = options.stories.iter().map(|file| here.join(file)).collect();
    let _watcher = watch(changed, &stories)?;
    let listener = listen(options.port.unwrap_or(8080))?;
    let address = format!("http://{}/", listener.local_addr()?);
    let build = build::Options { base_url: Some(address.clone()), debug: true, stories, ..build::Options::default() };
    println!("building (the first time takes a minute or two)");
    rebuild(&build);

    let layer = LiveReloadLayer::new();
    let reloader = layer.reloader();
    std::thread::spawn(move || {
        if let Err(error) = serve(listener, layer) {
            eprintln!("error: {error:#}");
            std::process::exit(1);
        }
    });
    println!("Sidelight is at {address} (Ctrl+C ends it)");
    if options.open {
        open(&address);
    }

    while changes.recv().is_ok() {
        while changes.recv_timeout(QUIET).is_ok() {}
        if rebuild(&build) {
            reloader.reload();
        }
    }
    Ok(())
}

/// Where the quick build goes: `dist/` is only ever a release.
fn dir() -> PathBuf {
    root().join("target/serve")
}

/// Builds; if that fails, says why, and what was built before stays.
fn rebuild(options: &build::Options) -> bool {
    let start = Instant::now();
    match build::build(options, &dir()) {
        // What is wrong with a story that is left out has been said.
        Ok(_) => println!("built in {:.1} s", start.elapsed().as_secs_f32()),
        Err(error) => {
            eprintln!("error: {error:#}\nwaiting for a change");
            return false;
        }
    }
    true
}

/// Sends a word at every change of a source, or of one of these stories.
fn watch(changed: mpsc::Sender<()>, stories: &[PathBuf]) -> Result<notify::RecommendedWatcher> {
    let sources: Vec<_> = SOURCES.iter().map(|name| root().join(name)).chain(stories.iter().cloned()).collect();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // The build reads its sources: only what alters them counts.
        let alters = |kind: &EventKind| match kind {
            EventKind::Modify(ModifyKind::Metadata(_)) => false,
            kind => kind.is_modify() || kind.is_create() || kind.is_remove(),
        };
        let is_source = |path: &PathBuf| sources.iter().any(|source| path.starts_with(source));
        if event.is_ok_and(|event| alters(&event.kind) && event.paths.iter().any(is_source)) {
            // The receiver is gone only when the program ends.
            let _ = changed.send(());
        }
    })?;
    // A single file is watched through its folder: editors replace it with a new one.
    watcher.watch(root(), RecursiveMode::NonRecursive)?;
    for folder in stories.iter().filter_map(|story| story.parent()) {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
    }
    for folder in SOURCES.map(|name| root().join(name)).iter().filter(|path| path.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive)?;
    }
    Ok(watcher)
}

/// The first free port from `port` on.
fn listen(port: u16) -> Result<TcpListener> {
    let ports = port..=port.saturating_add(100);
    let mut tried = ports.map(|port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))));
    let listener = tried.find_map(Result::ok).with_context(|| format!("no port is free from {port} on"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

fn serve(listener: TcpListener, livereload: LiveReloadLayer) -> Result<()> {
    let header = |name, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    let no_store = header(header::CACHE_CONTROL, "no-store");
    // As a frame in a sandbox needs it.
    let shared = header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    let app =
        axum::Router::new().fallback_service(ServeDir::new(dir())).layer(livereload).layer(no_store).layer(shared);
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        Ok(axum::serve(listener, app).await?)
    })
}

/// Opens the page in the browser of the desktop, if there is one; it is only a courtesy.
fn open(address: &str) {
    let display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let Some(opener) = cargo::on_path(opener).filter(|_| display || cfg!(target_os = "macos")) else { return };
    let _ = Command::new(Path::new(&opener)).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
