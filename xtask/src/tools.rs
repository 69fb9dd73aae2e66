//! The tools beyond Cargo: what is missing is fetched if that is allowed, and named in one line otherwise.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::cargo::{self, on_path, succeeds};
use crate::target_dir;

/// What the library is compiled to.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// The driver of Firefox, built by Cargo.
const GECKODRIVER: &str = "0.37.1";
/// The checks of accessibility, from npm.
const AXE: &str = "4.14.1";
/// The compiler of TypeScript, and the types of manifests of custom elements, from npm.
const TYPESCRIPT: &str = "5.9.3";
const MANIFEST: &str = "2.1.0";
/// What reads HTML as the standard has it, and the types of schema.org, from npm.
const HTML_VALIDATE: &str = "9.7.1";
const SCHEMA_DTS: &str = "1.1.5";
/// The oldest Node.js that Vite runs in.
const NODE: (u32, u32) = (20, 19);
/// Stylesheets of pages, from npm.
const BOOTSTRAP: &str = "5.3.8";
const TAILWIND: &str = "4.1.17";
/// What follows the height of frames, from npm.
const PYM: &str = "1.3.2";
/// A serif and a sans, so that pictures look alike on every machine.
const FONTS: &str = "fonts-noto-core";

/// A browser engine that the tests drive.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
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

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.name() == name)
    }

    /// The programs it takes, each under any of its names, and Debian's package for it.
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

/// Where fetched tools are kept.
fn dir() -> PathBuf {
    target_dir().join("tools")
}

/// Tells the browser tests where the tools are.
pub(crate) fn point_to_tools(command: &mut Command) {
    command.env("SIDELIGHT_TOOLS", dir());
}

/// The WebAssembly target, the formatter and the linter.
pub(crate) fn ensure_rust() -> Result<()> {
    ensure_wasm_target()?;
    let mut missing = Vec::new();
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !succeeds(&mut cargo::cargo(&[command, "--version"])) {
            missing.push(component);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    rustup(&[&["component", "add"], missing.as_slice()].concat())
}

/// The standard library for WebAssembly.
pub(crate) fn ensure_wasm_target() -> Result<()> {
    let libdir = Command::new("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]).output();
    let libdir = PathBuf::from(String::from_utf8_lossy(&libdir.context("can't run rustc")?.stdout).trim());
    if libdir.is_dir() { Ok(()) } else { rustup(&["target", "add", WASM_TARGET]) }
}

/// The sources of the standard library, to build it from.
pub(crate) fn ensure_std_sources() -> Result<()> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output().context("can't run rustc")?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim());
    let lock = sysroot.join("lib/rustlib/src/rust/library/Cargo.lock");
    if lock.is_file() { Ok(()) } else { rustup(&["component", "add", "rust-src"]) }
}

/// The browsers and their drivers.
pub(crate) fn ensure_browsers(engines: &[Engine]) -> Result<()> {
    let programs = engines.iter().flat_map(|engine| engine.programs());
    let mut missing: Vec<_> =
        programs.filter(|(names, _)| !names.iter().any(|name| on_path(name).is_some())).map(|&(_, it)| it).collect();
    let has_apt = on_path("apt-get").is_some();
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
    println!("building geckodriver {GECKODRIVER}, once, in a minute or two");
    let build = dir().join("build");
    let mut command = cargo::cargo(&["install", "geckodriver", "--version", GECKODRIVER, "--locked", "--force"]);
    cargo::run(command.arg("--root").arg(root).arg("--target-dir").arg(&build))?;
    // Nothing of the build is needed again, and it is large.
    fs::remove_dir_all(build).context("can't remove the build of geckodriver")
}

/// The accessibility checks: one script.
pub(crate) fn ensure_axe() -> Result<()> {
    ensure_package("axe-core", AXE, &["axe.min.js", "LICENSE"]).map(drop)
}

/// The compiler of TypeScript.
pub(crate) fn ensure_typescript() -> Result<PathBuf> {
    ensure_package("typescript", TYPESCRIPT, &["lib", "LICENSE.txt"])
}

/// What a manifest of custom elements is, in types.
pub(crate) fn ensure_manifest_types() -> Result<PathBuf> {
    ensure_package("custom-elements-manifest", MANIFEST, &["schema.d.ts"])
}

/// The types of schema.org.
pub(crate) fn ensure_schema_types() -> Result<PathBuf> {
    Ok(ensure_package("schema-dts", SCHEMA_DTS, &["dist/schema.d.ts", "LICENSE"])?.join("dist/schema.d.ts"))
}

/// What reads HTML as the standard has it: its script, to be run by Node.js.
pub(crate) fn ensure_html_validate() -> Result<PathBuf> {
    let root = dir().join("html-validate");
    let package = root.join("node_modules/html-validate");
    let manifest = fs::read_to_string(package.join("package.json")).unwrap_or_default();
    if !manifest.contains(&format!("\"version\": \"{HTML_VALIDATE}\"")) {
        ensure_npm()?;
        println!("fetching html-validate {HTML_VALIDATE}");
        fs::create_dir_all(&root)?;
        let name = format!("html-validate@{HTML_VALIDATE}");
        let mut npm = Command::new("npm");
        npm.current_dir(&root).args(["install", "--silent", "--no-audit", "--no-fund", "--prefix", "."]).arg(name);
        cargo::run(&mut npm)?;
    }
    Ok(package.join("bin/html-validate.mjs"))
}

/// What installs packages of npm.
pub(crate) fn ensure_npm() -> Result<()> {
    if on_path("npm").is_none() { install(&["npm"]) } else { Ok(()) }
}

/// The same, and a Node.js that runs the bundlers of today, which a system's own package may be too old for.
pub(crate) fn ensure_node() -> Result<()> {
    ensure_npm()?;
    let version = cargo::output(Command::new("node").arg("--version"))?;
    let version = String::from_utf8_lossy(&version);
    let mut parts = version.trim().trim_start_matches('v').split('.').map(|part| part.parse().unwrap_or(0));
    let version = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if version < NODE {
        bail!("please install Node.js {}.{} or newer; this is {}.{}", NODE.0, NODE.1, version.0, version.1);
    }
    Ok(())
}

/// Stylesheets that pages have, for the tests.
pub(crate) fn ensure_host_styles() -> Result<()> {
    ensure_package("bootstrap", BOOTSTRAP, &["dist/css/bootstrap.min.css", "LICENSE"])?;
    ensure_package("tailwindcss", TAILWIND, &["preflight.css", "LICENSE"]).map(drop)
}

/// pym.js, by which pages of others follow the height of their frames.
pub(crate) fn ensure_pym() -> Result<()> {
    ensure_package("pym.js", PYM, &["dist/pym.v1.min.js", "LICENSE"]).map(drop)
}

/// These files of a package from npm, in a folder of their own.
fn ensure_package(name: &str, version: &str, files: &[&str]) -> Result<PathBuf> {
    let root = dir().join(name);
    let manifest = fs::read_to_string(root.join("package.json")).unwrap_or_default();
    if manifest.contains(&format!("\"version\": \"{version}\"")) {
        return Ok(root);
    }
    ensure_npm()?;
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

/// Installs Debian packages if this user may, or says what to install.
fn install(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let names = packages.join(" ");
    let Some(mut apt) = apt_get() else { bail!("please install these, or what your system calls them: {names}") };
    println!("installing {names}");
    let line = || format!("can't install them; please install these, or what your system calls them: {names}");
    cargo::run(apt.args(["update", "-qq"])).with_context(line)?;
    let mut apt = apt_get().with_context(line)?;
    apt.args(["install", "-y", "--no-install-recommends"]).args(packages);
    cargo::run(&mut apt).with_context(line)
}

/// The package manager, if this user may install with it and without being asked anything.
fn apt_get() -> Option<Command> {
    on_path("apt-get")?;
    let id = Command::new("id").arg("-u").output().ok()?;
    if id.stdout.trim_ascii() == b"0" {
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

fn rustup(args: &[&str]) -> Result<()> {
    if on_path("rustup").is_none() {
        bail!("please install Rust by rustup, or run what it would: rustup {}", args.join(" "));
    }
    cargo::run(Command::new("rustup").args(args))
}
