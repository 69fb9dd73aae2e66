//! `cargo xtask build`: the crate, the stylesheet and the stories become a folder for any static host.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::{cargo, compress, headers, languages, root, shrink, single, target_dir, tools, versions};

/// The story that is shown if no other is asked for.
const STORY: &str = "stories/open-source-ai.json";

/// The second story that ships: in another script and direction.
const SECOND: &str = "stories/ras-al-rih.json";

/// The scripts that are ours.
pub(crate) const SCRIPTS: [&str; 3] = ["element.js", "offline.js", "frame.js"];

/// What says to others what the element is: types, and the manifest of custom elements.
const CONTRACT: [&str; 2] = ["element.d.ts", "custom-elements.json"];

/// What to build.
#[derive(Default)]
pub(crate) struct Options {
    /// Where the site will stand: makes its addresses absolute.
    pub(crate) base_url: Option<String>,
    /// The files of its stories; the seed story, if there are none.
    pub(crate) stories: Vec<PathBuf>,
    /// Fonts for pictures, beside the one that comes with the project.
    pub(crate) fonts: Vec<PathBuf>,
    /// Languages to have words in, beside those of the stories.
    pub(crate) languages: Vec<String>,
    /// For each story a file, too, that needs no other.
    pub(crate) single_file: bool,
    /// A quick build, with neither optimisation nor compression.
    pub(crate) debug: bool,
}

/// Builds both stories that ship into one site, which the browser tests visit too.
pub(crate) fn both() -> Result<()> {
    let stories = [STORY, SECOND].map(|file| root().join(file)).to_vec();
    let is_whole = build(&Options { stories, ..Options::default() }, &both_dir())?;
    if is_whole { Ok(()) } else { bail!("not both stories are in it") }
}

/// The folder of that site.
pub(crate) fn both_dir() -> PathBuf {
    target_dir().join("site")
}

/// Builds into `dist/`.
pub(crate) fn run(options: &Options) -> Result<()> {
    tools::ensure_wasm_target()?;
    let start = Instant::now();
    let is_whole = build(options, &dist())?;
    println!("built dist/ in {:.1} s", start.elapsed().as_secs_f32());
    if is_whole { Ok(()) } else { bail!("not all stories are in it") }
}

/// The folder of the built site.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Builds into `to`, which keeps what it held until all of the new build is there; false if a story has to be left out.
pub(crate) fn build(options: &Options, to: &Path) -> Result<bool> {
    // Beside the final place or on the same disk at least, so that the swap is a rename.
    let fresh = root().join("target/dist-fresh");
    let stale = root().join("target/dist-stale");
    remove(&fresh)?;
    let bound = element(options.debug, &languages::features(options)?, &fresh)?;
    let script = versions::write(&fresh, &bound.style)?;
    let names = [&bound.glue, &bound.wasm, &bound.style, &script].map(String::as_str);
    headers::write(&fresh, &names, options.base_url.as_deref())?;
    let is_whole = site(options, &bound, &script, &fresh)?;
    if !options.debug {
        compress::siblings(&fresh)?;
    }

    remove(&stale)?;
    if to.exists() {
        fs::rename(to, &stale)?;
    }
    fs::rename(&fresh, to).with_context(|| format!("can't move the build to {}", to.display()))?;
    remove(&stale)?;
    Ok(is_whole)
}

/// Writes into `to` what a story is shown by, and what says to others what that is; with words in these languages.
pub(crate) fn element(debug: bool, languages: &[String], to: &Path) -> Result<Bound> {
    fs::create_dir_all(to.join("stories"))?;
    bind(debug, languages, to)?;
    let style = to.join("style.css");
    fs::copy(root().join("style.css"), &style).context("can't copy style.css")?;
    if !debug {
        shrink::text(&style)?;
    }
    let bound = Bound::named(to)?;
    for file in SCRIPTS.iter().chain(&CONTRACT) {
        fs::copy(root().join("src/element").join(file), to.join(file)).with_context(|| format!("can't copy {file}"))?;
    }
    bound.tell(&to.join("element.js"))?;
    for file in ["story.d.ts", "story.schema.json"] {
        fs::copy(root().join("stories").join(file), to.join("stories").join(file))
            .with_context(|| format!("can't copy {file}"))?;
    }
    if debug {
        // Whoever works on it wants nothing that is kept, least of all at an address that other work is served at, too.
        fs::write(to.join("offline.js"), "")?;
    } else {
        for script in SCRIPTS {
            shrink::text(&to.join(script))?;
        }
    }
    Ok(bound)
}

/// True if `dist/` holds a release build that is younger than everything it is made from.
pub(crate) fn is_current() -> bool {
    is_current_in(&dist())
}

/// The same of any folder that is built into.
pub(crate) fn is_current_in(dir: &Path) -> bool {
    let age = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let Some(built) = age(&compress::with_ending(&dir.join("index.html"), "br")) else { return false };
    let mut sources = vec![root().join("Cargo.toml"), root().join("Cargo.lock"), root().join("style.css")];
    for dir in ["src", "stories", "xtask/src"] {
        sources.extend(compress::files(&root().join(dir)).unwrap_or_default());
    }
    sources.iter().all(|source| age(source).is_none_or(|changed| changed < built))
}

/// Compiles the library to WebAssembly, with these features, and writes it, bound, into `to`.
fn bind(debug: bool, features: &[String], to: &Path) -> Result<()> {
    let mut command = cargo::cargo(&["build", "--lib", "--target", tools::WASM_TARGET]);
    command.args(["--features", &features.join(",")]);
    if !debug {
        small(&mut command)?;
    }
    cargo::run(&mut command)?;
    let profile = if debug { "debug" } else { "release" };
    let wasm = target_dir().join(tools::WASM_TARGET).join(profile).join("sidelight.wasm");
    Bindgen::new()
        .input_path(wasm)
        .out_name("sidelight")
        .web(true)?
        .typescript(false)
        .remove_producers_section(true)
        .generate(to)
        .context("can't bind the WebAssembly")?;
    let glue = to.join("sidelight.js");
    watch(&glue)?;
    mark(&glue)?;
    // Passing on is done by a script that comes with the glue.
    let share = fs::read_to_string(root().join("src/element/share.js")).context("can't read share.js")?;
    fs::write(&glue, fs::read_to_string(&glue)? + "\n" + &share)?;
    if debug { Ok(()) } else { shrink::bound(to, "sidelight") }
}

/// Makes every function that the glue calls say when it fails: `failed`, a property of the glue's default export, is then
/// called with the error, once, and from then on nothing is called any more. (An empty list is no error, and no number but
/// 0, whichever the glue asks for.) What has panicked ends in an error of the
/// browser's, and says nothing itself.
fn watch(glue: &Path) -> Result<()> {
    const EXPORTS: &str = "wasm = instance.exports;";
    const WATCHED: &str = "let depth = 0, dead;
    wasm = Object.fromEntries(Object.entries(instance.exports).map(([name, it]) => [
        name,
        typeof it !== 'function' ? it : (...given) => {
            if (dead) return [];
            depth++;
            try {
                return it(...given);
            } catch (error) {
                if (depth > 1) throw error;
                dead = true;
                __wbg_init.failed?.(error);
                return [];
            } finally {
                depth--;
            }
        },
    ]));";
    let script = fs::read_to_string(glue)?;
    if script.matches(EXPORTS).count() != 1 {
        bail!("the glue doesn't say `{EXPORTS}` any more");
    }
    Ok(fs::write(glue, script.replace(EXPORTS, WATCHED))?)
}

/// Has Yew write its marks on elements by names of our own. An application in Yew that a story stands in has marks, too,
/// and takes whatever goes by the same names for its own: numbers that each of the two counts for itself.
fn mark(glue: &Path) -> Result<()> {
    let script = fs::read_to_string(glue)?;
    let marked = script.replace(".__yew_", ".__sidelight_");
    // The one that is written on what a story is rendered into: the others are not even asked for.
    if !marked.contains(".__sidelight_subtree_id = ") {
        bail!("Yew's marks aren't written as `.__yew_subtree_id = …` any more");
    }
    Ok(fs::write(glue, marked)?)
}

/// Asks for a release whose standard library is built for size too, that says nothing of where it was built, and that
/// ends at once where it panics; LLVM inlines less there, and so what is small enough is inlined before it.
///
/// These settings of the compiler are not stable yet: they make the WebAssembly smaller by an eighth, and change nothing
/// that it does but that a panic is not worded.
fn small(command: &mut Command) -> Result<()> {
    tools::ensure_std_sources()?;
    command.args(["--release", "-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
    command.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", FLAGS.join(" "));
    Ok(())
}

/// The settings that make what ships small.
const FLAGS: [&str; 7] = [
    "-Zunstable-options",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    "-Cpanic=immediate-abort",
    "-Zinline-mir=yes",
    "-Zinline-mir-threshold=20",
    "-Zinline-mir-hint-threshold=40",
];

/// Has the native command write the pages: a subprocess, so that it is never older than the view. False if a story had to be
/// left out; an error if nothing could be written.
fn site(options: &Options, bound: &Bound, script: &str, to: &Path) -> Result<bool> {
    let mut command = cargo::cargo(&["run", "--quiet", "--features", "cli", "--bin", "sidelight", "--", "site"]);
    // Paths are those of whoever asks, and Cargo runs in the root.
    let here = std::env::current_dir()?;
    match options.stories.as_slice() {
        [] => command.arg(STORY),
        stories => command.args(stories.iter().map(|file| here.join(file))),
    };
    command.arg("--out").arg(to).arg("--inline-style").arg(to.join("style.css"));
    command.args(["--modulepreload", &bound.glue]);
    command.arg("--pin-script").arg(to.join(script));
    if options.single_file {
        // It stands in pages alone: nobody asks for it.
        let script = root().join("target/single.js");
        single::write(&to.join(&bound.glue), &to.join(&bound.wasm), options.debug, &script)?;
        command.arg("--single-file-script").arg(script);
    }
    for font in &options.fonts {
        command.arg("--font").arg(here.join(font));
    }
    if let Some(url) = &options.base_url {
        command.args(["--base-url", url]);
    }
    let status = command.status().context("can't run the command that writes pages")?;
    let is_written = to.join("index.html").exists();
    if !is_written {
        bail!("no page could be written");
    }
    Ok(status.success())
}

/// The WebAssembly, its glue and their stylesheet, by the names that they have because of what is in all three: a page never
/// has one of a build and another of another, and each may be kept for good. (The names share their digits, so that after
/// compression the script that says all three is no larger for the third.)
pub(crate) struct Bound {
    pub(crate) glue: String,
    pub(crate) wasm: String,
    pub(crate) style: String,
    /// What the WebAssembly is known by (Subresource Integrity, section 3.1).
    pub(crate) integrity: String,
}

impl Bound {
    /// Gives those in this folder their names.
    fn named(dir: &Path) -> Result<Self> {
        let [glue, wasm] = ["sidelight.js", "sidelight_bg.wasm"].map(|name| dir.join(name));
        let (script, bytes) = (fs::read_to_string(&glue)?, fs::read(&wasm)?);
        let version = versions::version(&[script.as_bytes(), &bytes, &fs::read(dir.join("style.css"))?]);
        let integrity = format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(&bytes)));
        let named = Self {
            glue: format!("sidelight-{version}.js"),
            wasm: format!("sidelight-{version}_bg.wasm"),
            style: format!("style-{version}.css"),
            integrity,
        };
        fs::write(dir.join(&named.glue), script.replace("sidelight_bg.wasm", &named.wasm))?;
        fs::remove_file(glue)?;
        fs::rename(wasm, dir.join(&named.wasm))?;
        Ok(named)
    }

    /// Tells the script of the element what they are called.
    fn tell(&self, script: &Path) -> Result<()> {
        let mut text = fs::read_to_string(script)?;
        let told = [
            ("\"./sidelight.js\"", format!("\"./{}\"", self.glue)),
            ("\"./sidelight_bg.wasm\"", format!("\"./{}\"", self.wasm)),
            ("INTEGRITY = \"\"", format!("INTEGRITY = \"{}\"", self.integrity)),
        ];
        for (blank, name) in told {
            if text.matches(blank).count() != 1 {
                bail!("element.js doesn't say `{blank}` any more");
            }
            text = text.replace(blank, &name);
        }
        Ok(fs::write(script, text)?)
    }
}

/// Removes a folder, if it is there.
pub(crate) fn remove(dir: &Path) -> Result<()> {
    if dir.exists() {
        fs::remove_dir_all(dir).with_context(|| format!("can't remove {}", dir.display()))?;
    }
    Ok(())
}
