//! Tools beyond Cargo: fetches or installs what is missing, or says in one line what to install.

use std::fs;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, bail};

use crate::cargo::{self, find_on_path, succeeds};
use crate::target_dir;

/// The target that the crate is compiled to for browsers.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// The WebDriver server of Firefox, from crates.io.
const GECKODRIVER: &str = "0.37.1";
/// The accessibility checker axe-core (npm).
const AXE: &str = "4.14.1";
/// TypeScript (npm).
const TYPESCRIPT: &str = "5.9.3";
/// The types of custom elements manifests (npm).
const MANIFEST: &str = "2.1.0";
/// The linter of JavaScript (npm).
const OXLINT: &str = "1.89.0";
/// The HTML validator (npm).
const HTML_VALIDATE: &str = "9.7.1";
/// The types of schema.org (npm).
const SCHEMA_DTS: &str = "1.1.5";
/// A stylesheet of host pages (npm).
const BOOTSTRAP: &str = "5.3.8";
/// The reset stylesheet of host pages (npm).
const TAILWIND: &str = "4.1.17";
/// A library that resizes iframes (npm).
const PYM: &str = "1.3.2";
/// The oldest Node.js that runs Vite and oxlint.
const NODE: (u32, u32) = (20, 19);
/// Fonts, so that screenshots and preview images are the same on every machine.
const FONTS: &str = "fonts-noto-core";

/// True after `--install`.
static INSTALL: AtomicBool = AtomicBool::new(false);

/// A browser engine that the tests drive.
#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    #[value(name = "webkit")]
    WebKit,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The programs that it needs, each with its possible names and its Debian package.
    fn programs(self) -> &'static [(&'static [&'static str], &'static str)] {
        match self {
            Self::Chromium => &[
                (&["chromium", "chromium-browser", "google-chrome"], "chromium"),
                (&["chromedriver"], "chromium-driver"),
            ],
            Self::Firefox => &[(&["firefox-esr", "firefox"], "firefox-esr")],
            Self::WebKit => &[(&["WebKitWebDriver"], "webkit2gtk-driver"), (&["Xvfb"], "xvfb")],
        }
    }
}

/// The folder of fetched tools.
fn dir() -> PathBuf {
    target_dir().join("tools")
}

/// Passes the folder of the tools to the browser tests.
pub(crate) fn set_tools_dir(command: &mut Command) {
    command.env("SIDELIGHT_TOOLS", dir());
}

/// The WebAssembly target, the formatter and the linter. rust-toolchain.toml names them too, but only rustup reads that.
pub(crate) fn ensure_rust() -> Result<()> {
    ensure_wasm_target()?;
    let components = [("fmt", "rustfmt"), ("clippy", "clippy")];
    let is_missing = |command| !succeeds(&mut cargo::cargo(&[command, "--version"]));
    let missing: Vec<_> =
        components.into_iter().filter(|(command, _)| is_missing(command)).map(|(_, component)| component).collect();
    if missing.is_empty() {
        return Ok(());
    }
    rustup(&[&["component", "add"], missing.as_slice()].concat())
}

/// The standard library for WebAssembly.
pub(crate) fn ensure_wasm_target() -> Result<()> {
    let libdir = rustc_path(&["--print", "target-libdir", "--target", WASM_TARGET])?;
    if libdir.is_dir() { Ok(()) } else { rustup(&["target", "add", WASM_TARGET]) }
}

/// The sources of the standard library, for `-Zbuild-std`.
pub(crate) fn ensure_std_sources() -> Result<()> {
    let lock = rustc_path(&["--print", "sysroot"])?.join("lib/rustlib/src/rust/library/Cargo.lock");
    if lock.is_file() { Ok(()) } else { rustup(&["component", "add", "rust-src"]) }
}

/// A path that rustc prints.
fn rustc_path(args: &[&str]) -> Result<PathBuf> {
    // The same toolchain as Cargo's, also if the current folder has another rust-toolchain.toml.
    let output = Command::new("rustc").current_dir(crate::root()).args(args).output().context("can't run rustc")?;
    Ok(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}

/// The browsers and their WebDriver servers.
pub(crate) fn ensure_browsers(engines: &[Engine]) -> Result<()> {
    let programs = engines.iter().flat_map(|engine| engine.programs());
    let is_missing = |names: &[&str]| !names.iter().any(|name| find_on_path(name).is_some());
    let mut missing: Vec<_> = programs.filter(|(names, _)| is_missing(names)).map(|&(_, package)| package).collect();
    let has_apt = find_on_path("apt-get").is_some();
    if has_apt && !succeeds(Command::new("dpkg").args(["-s", FONTS])) {
        missing.push(FONTS);
    }
    install(&missing)?;
    if engines.contains(&Engine::Firefox) { ensure_geckodriver() } else { Ok(()) }
}

fn ensure_geckodriver() -> Result<()> {
    let root = dir().join("geckodriver");
    let version = Command::new(root.join("bin/geckodriver")).arg("--version").output();
    if version.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains(GECKODRIVER)) {
        return Ok(());
    }
    println!("building geckodriver {GECKODRIVER}, once");
    let build = dir().join("build");
    // Unoptimised, it is built in a third of the time, and it mostly waits for Firefox.
    let mut command = cargo::cargo(&["install", "geckodriver", "--version", GECKODRIVER, "--locked", "--force"]);
    command.args(["--debug", "--config", "profile.dev.debug=false"]);
    cargo::run(command.arg("--root").arg(root).arg("--target-dir").arg(&build))?;
    // The build is large and is not needed again.
    fs::remove_dir_all(build).context("can't remove the build of geckodriver")
}

/// The accessibility checker, stylesheets of host pages, and pym.js, for the browser tests.
pub(crate) fn ensure_page_libraries() -> Result<()> {
    ensure_package("axe-core", AXE, &["axe.min.js", "LICENSE"])?;
    ensure_package("bootstrap", BOOTSTRAP, &["dist/css/bootstrap.min.css", "LICENSE"])?;
    ensure_package("tailwindcss", TAILWIND, &["preflight.css", "LICENSE"])?;
    ensure_package("pym.js", PYM, &["dist/pym.v1.min.js", "LICENSE"]).map(drop)
}

/// TypeScript: the path of the compiler's script, for Node.js.
pub(crate) fn ensure_typescript() -> Result<PathBuf> {
    Ok(ensure_package("typescript", TYPESCRIPT, &["lib", "LICENSE.txt"])?.join("lib/tsc.js"))
}

/// The types of custom elements manifests.
pub(crate) fn ensure_manifest_types() -> Result<PathBuf> {
    Ok(ensure_package("custom-elements-manifest", MANIFEST, &["schema.d.ts"])?.join("schema.d.ts"))
}

/// The types of schema.org.
pub(crate) fn ensure_schema_types() -> Result<PathBuf> {
    Ok(ensure_package("schema-dts", SCHEMA_DTS, &["dist/schema.d.ts", "LICENSE"])?.join("dist/schema.d.ts"))
}

/// The HTML validator: its script, for Node.js.
pub(crate) fn ensure_html_validate() -> Result<PathBuf> {
    Ok(ensure_installed("html-validate", HTML_VALIDATE)?.join("bin/html-validate.mjs"))
}

/// The linter of JavaScript: its script, for Node.js.
pub(crate) fn ensure_oxlint() -> Result<PathBuf> {
    Ok(ensure_installed("oxlint", OXLINT)?.join("bin/oxlint"))
}

/// npm, and a Node.js that is new enough.
pub(crate) fn ensure_node() -> Result<()> {
    if find_on_path("npm").is_none() {
        install(&["npm"])?;
    }
    let version = cargo::output(Command::new("node").arg("--version"))?;
    let version = String::from_utf8_lossy(&version);
    let mut parts = version.trim().trim_start_matches('v').split('.').map(|part| part.parse().unwrap_or(0));
    let version = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if version < NODE {
        bail!("please install Node.js {}.{} or newer; this is {}.{}", NODE.0, NODE.1, version.0, version.1);
    }
    Ok(())
}

/// A package from npm with its dependencies, installed into a separate folder. Returns the folder of the package.
fn ensure_installed(name: &str, version: &str) -> Result<PathBuf> {
    let root = dir().join(name);
    let package = root.join("node_modules").join(name);
    if !has_version(&package, version) {
        ensure_node()?;
        println!("fetching {name} {version}");
        fs::create_dir_all(&root)?;
        let mut npm = Command::new("npm");
        npm.current_dir(&root).args(["install", "--silent", "--no-audit", "--no-fund", "--prefix", "."]);
        cargo::run(npm.arg(format!("{name}@{version}")))?;
    }
    Ok(package)
}

/// Fetches these files of an npm package, without its dependencies. Returns their folder.
fn ensure_package(name: &str, version: &str, files: &[&str]) -> Result<PathBuf> {
    let root = dir().join(name);
    if has_version(&root, version) {
        return Ok(root);
    }
    ensure_node()?;
    println!("fetching {name} {version}");
    fs::create_dir_all(&root)?;
    let package = format!("{name}@{version}");
    let archive = cargo::output(Command::new("npm").current_dir(&root).args(["pack", "--silent", &package]))?;
    let archive = root.join(String::from_utf8_lossy(&archive).trim());
    let mut unpack = Command::new("tar");
    unpack.current_dir(&root).args(["--strip-components=1", "-xzf"]).arg(&archive).arg("package/package.json");
    cargo::run(unpack.args(files.iter().map(|file| format!("package/{file}"))))?;
    fs::remove_file(archive).with_context(|| format!("can't remove the archive of {name}"))?;
    Ok(root)
}

/// True if the folder has a package of this version.
fn has_version(folder: &std::path::Path, version: &str) -> bool {
    let manifest = fs::read_to_string(folder.join("package.json")).unwrap_or_default();
    manifest.contains(&format!("\"version\": \"{version}\""))
}

/// Lets this program install system packages, if `is_allowed`.
pub(crate) fn allow_install(is_allowed: bool) {
    INSTALL.fetch_or(is_allowed, Ordering::Relaxed);
}

/// True if system packages may be installed without asking: after `--install`, in continuous integration, and for root
/// without a terminal, as in a container.
pub(crate) fn may_install() -> bool {
    let is_ci = std::env::var("CI").is_ok_and(|value| !["", "0", "false"].contains(&value.as_str()));
    INSTALL.load(Ordering::Relaxed) || is_ci || (is_root() && !std::io::stdin().is_terminal())
}

/// Installs Debian packages, or says what to install.
fn install(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let names = packages.join(" ");
    let Some(mut apt) = apt_get().filter(|_| may_install()) else {
        bail!(
            "these packages are missing (names of Debian): {names}. Install them, or add --install to let this command \
             install them by apt-get."
        );
    };
    println!("installing {names}");
    let context = || format!("apt-get can't install these packages: {names}. Please install them.");
    cargo::run(apt.args(["update", "-qq"])).with_context(context)?;
    let mut apt = apt_get().with_context(context)?;
    apt.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages);
    cargo::run(&mut apt).with_context(context)
}

/// The package manager, if this user can run it as root without a password.
fn apt_get() -> Option<Command> {
    find_on_path("apt-get")?;
    if is_root() {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        return Some(command);
    }
    succeeds(Command::new("sudo").args(["-n", "true"])).then(|| {
        let mut command = Command::new("sudo");
        command.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    })
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

fn rustup(args: &[&str]) -> Result<()> {
    if find_on_path("rustup").is_none() {
        bail!(
            "please install Rust by rustup (https://rustup.rs), or install what this command would: rustup {}",
            args.join(" ")
        );
    }
    cargo::run(Command::new("rustup").args(args))
}
