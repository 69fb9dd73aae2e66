//! `cargo xtask serve`: serves the site on this machine; rebuilds it and reloads the pages at every change.

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

/// The options of `cargo xtask serve`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Story file to make a page of; may be repeated [default: stories/open-source-ai.json]
    #[arg(long = "story", value_name = "FILE", num_args = 1..)]
    stories: Vec<PathBuf>,
    /// First port to try; the next free one is taken
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
    /// Don't open the page in a browser
    #[arg(long)]
    no_open: bool,
}

/// The sources of the site.
const SOURCES: [&str; 4] = ["src", "stories", "style.css", "Cargo.toml"];
/// Editors write a file in several steps, so changes are debounced by this time.
const DEBOUNCE: Duration = Duration::from_millis(120);

/// Serves until interrupted.
pub(crate) fn run(options: &Options) -> Result<()> {
    tools::ensure_wasm_target()?;
    let (changed, changes) = mpsc::channel();
    let current_dir = std::env::current_dir()?;
    let stories: Vec<_> = options.stories.iter().map(|file| current_dir.join(file)).collect();
    let _watcher = watch(changed, &stories)?;
    let listener = listen(options.port)?;
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
    println!("Sidelight is at {address} (Ctrl+C to stop)");
    if !options.no_open {
        open(&address);
    }

    while changes.recv().is_ok() {
        while changes.recv_timeout(DEBOUNCE).is_ok() {}
        if rebuild(&build) {
            reloader.reload();
        }
    }
    Ok(())
}

/// The folder of the debug build: `dist/` is for releases.
fn dir() -> PathBuf {
    root().join("target/serve")
}

/// Builds. False if that fails: the error is printed and the last build stays.
fn rebuild(options: &build::Options) -> bool {
    let start = Instant::now();
    match build::build(options, &dir()) {
        // `sidelight site` has printed why a story is left out.
        Ok(_) => println!("built in {:.1} s", start.elapsed().as_secs_f32()),
        Err(error) => {
            eprintln!("error: {error:#}\nStill serving the last build; waiting for a change.");
            return false;
        }
    }
    true
}

/// Sends a message at every change of a source or of one of these story files.
fn watch(changed: mpsc::Sender<()>, stories: &[PathBuf]) -> Result<notify::RecommendedWatcher> {
    let sources: Vec<_> = SOURCES.iter().map(|name| root().join(name)).chain(stories.iter().cloned()).collect();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // The build reads its sources: only events that change files count.
        let is_change = |kind: &EventKind| match kind {
            EventKind::Modify(ModifyKind::Metadata(_)) => false,
            kind => kind.is_modify() || kind.is_create() || kind.is_remove(),
        };
        let is_source = |path: &PathBuf| sources.iter().any(|source| path.starts_with(source));
        if event.is_ok_and(|event| is_change(&event.kind) && event.paths.iter().any(is_source)) {
            // Fails only when the program ends.
            let _ = changed.send(());
        }
    })?;
    // A single file is watched through its folder, because editors replace it with a new file.
    watcher.watch(root(), RecursiveMode::NonRecursive)?;
    for folder in stories.iter().filter_map(|story| story.parent()) {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
    }
    for folder in SOURCES.map(|name| root().join(name)).iter().filter(|path| path.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive)?;
    }
    Ok(watcher)
}

/// Listens on the first free port from `port` on.
fn listen(port: u16) -> Result<TcpListener> {
    let ports = port..=port.saturating_add(100);
    let mut tried = ports.map(|port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))));
    let listener = tried.find_map(Result::ok).with_context(|| {
        format!("no port from {port} to {} is free; choose another with --port", port.saturating_add(100))
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

fn serve(listener: TcpListener, livereload: LiveReloadLayer) -> Result<()> {
    let header = |name, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    let no_store = header(header::CACHE_CONTROL, "no-store");
    // A sandboxed iframe has an opaque origin, so its requests need CORS.
    let cors = header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    let app = axum::Router::new().fallback_service(ServeDir::new(dir())).layer(livereload).layer(no_store).layer(cors);
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        Ok(axum::serve(listener, app).await?)
    })
}

/// Opens the page in the desktop's browser, if there is one; errors are ignored.
fn open(address: &str) {
    let display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let Some(opener) = cargo::find_on_path(opener).filter(|_| display || cfg!(target_os = "macos")) else { return };
    let _ = Command::new(Path::new(&opener)).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
