//! `cargo xtask build`: makes a folder for any static host from the crate, the stylesheet and the stories.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::element_script::Loader;
use crate::shrink::{Pass, Passes};
use crate::wasm::{self, Artifacts, Profile};
use crate::{cargo, compress, hashed_names, headers, languages, root, single, target_dir, tools};

/// The story of a build that is given none.
const SEED_STORY: &str = "stories/open-source-ai.json";

/// The other story of the project: in another script and direction.
const ARABIC_STORY: &str = "stories/ras-al-rih.json";

/// The hand-written scripts of a build.
pub(crate) const SCRIPTS: [&str; 3] = ["element.js", "offline.js", "frame.js"];

/// The files that describe the element to tools: types, and the custom elements manifest.
const CONTRACT: [&str; 2] = ["element.d.ts", "custom-elements.json"];

/// The WebAssembly that has all functions, if the build cuts chunks out of it.
const WHOLE_WASM: &str = "sidelight_whole.wasm";

/// The options of `cargo xtask build`.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// Story file to make a page of; may be repeated [default: stories/open-source-ai.json]
    #[arg(long = "story", value_name = "FILE", num_args = 1..)]
    pub(crate) stories: Vec<PathBuf>,
    /// Font for preview images, beside the built-in one; may be repeated
    #[arg(long = "font", value_name = "FILE", num_args = 1..)]
    pub(crate) fonts: Vec<PathBuf>,
    /// Add the interface texts of a language (a BCP 47 tag), beside those of the stories; may be repeated
    #[arg(long = "lang", value_name = "TAG")]
    pub(crate) languages: Vec<String>,
    /// URL of the folder that the site will be served from: makes URLs in the pages absolute
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// Also write each story as one HTML file that works without a server
    #[arg(long)]
    pub(crate) single_file: bool,
    /// Build fast, without optimisation and without compressed files
    #[arg(long, conflicts_with_all = ["plain", "without"])]
    pub(crate) debug: bool,
    /// Build a release into target/plain with stable compiler options only, and without any of the passes
    #[arg(long, conflicts_with = "without")]
    pub(crate) plain: bool,
    /// Build a release into target/partial without this pass; may be repeated
    #[arg(long, value_name = "PASS")]
    pub(crate) without: Vec<Pass>,
    /// Folder to write to [default: dist, if the build has all passes]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

impl Options {
    /// The folder to write to. `dist/` never has a release that lacks a pass.
    fn folder(&self) -> Result<PathBuf> {
        Ok(match &self.out {
            Some(out) => std::env::current_dir()?.join(out),
            None if self.plain => plain_dir(),
            None if !self.without.is_empty() => target_dir().join("partial"),
            None => dist(),
        })
    }

    /// The compiler profile.
    fn profile(&self) -> Profile {
        match (self.debug, self.plain) {
            (true, _) => Profile::Debug,
            (_, true) => Profile::Release(Passes::none()),
            _ => Profile::Release(Passes::without(&self.without)),
        }
    }
}

/// Builds one site of both stories of the project, for the browser tests.
pub(crate) fn build_both_stories() -> Result<()> {
    let stories = [SEED_STORY, ARABIC_STORY].map(|file| root().join(file)).to_vec();
    run(&Options { stories, out: Some(both_stories_dir()), ..Options::default() })
}

/// The folder of that site.
pub(crate) fn both_stories_dir() -> PathBuf {
    target_dir().join("site")
}

/// Builds into `dist/`, or into the folder that the options name.
pub(crate) fn run(options: &Options) -> Result<()> {
    tools::ensure_wasm_target()?;
    let start = Instant::now();
    let to = options.folder()?;
    let is_complete = build(options, &to)?;
    println!("built {} in {:.1} s", to.strip_prefix(root()).unwrap_or(&to).display(), start.elapsed().as_secs_f32());
    if !is_complete {
        bail!("the build leaves out at least one story: the lines above say why");
    }
    Ok(())
}

/// The folder of the built site.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder of a build without any of the passes.
pub(crate) fn plain_dir() -> PathBuf {
    target_dir().join("plain")
}

/// Builds into `to`, which keeps its old contents until the new build is complete. False if a story is left out.
pub(crate) fn build(options: &Options, to: &Path) -> Result<bool> {
    // Both folders must be on the same disk as `to`, because the build is moved by renaming.
    let beside = if *to == dist() { root().join("target/dist") } else { to.to_owned() };
    let [fresh, stale] = ["fresh", "stale"].map(|word| compress::with_extension_added(&beside, word));
    remove(&fresh)?;
    let profile = options.profile();
    let artifacts = write_element(&profile, &languages::features(options)?, &fresh)?;
    let script = hashed_names::write_hashed_copies(&fresh, &artifacts, &profile.passes())?;
    let names: Vec<_> = artifacts.files().chain([script.as_str()]).collect();
    headers::write(&fresh, &names, options.base_url.as_deref())?;
    let is_complete = write_pages(options, &profile, &artifacts, &script, &fresh)?;
    remove_whole_wasm(&fresh)?;
    if !profile.is_debug() {
        compress::write_compressed(&fresh)?;
    }

    remove(&stale)?;
    if to.exists() {
        fs::rename(to, &stale)?;
    }
    fs::rename(&fresh, to).with_context(|| format!("can't move the build to {}", to.display()))?;
    remove(&stale)?;
    Ok(is_complete)
}

/// Writes into `to` the files of the element and those that describe it, with the interface texts of these languages.
/// `element.js` is not minified yet: the npm package has another one.
pub(crate) fn write_element(profile: &Profile, languages: &[String], to: &Path) -> Result<Artifacts> {
    let passes = profile.passes();
    fs::create_dir_all(to.join("stories"))?;
    wasm::write(profile, languages, to)?;
    let style = to.join("style.css");
    fs::copy(root().join("style.css"), &style).context("can't copy style.css")?;
    passes.shrink_text(&style)?;
    let artifacts = Artifacts::rename(to)?;
    for file in SCRIPTS.iter().filter(|name| **name != "element.js").chain(&CONTRACT) {
        fs::copy(root().join("src/element").join(file), to.join(file))
            .with_context(|| format!("can't copy src/element/{file}"))?;
    }
    let loader = Loader::Web { artifacts: &artifacts, style: "style.css" };
    fs::write(to.join("element.js"), loader.script()?)?;
    for file in ["story.d.ts", "story.schema.json"] {
        fs::copy(root().join("stories").join(file), to.join("stories").join(file))
            .with_context(|| format!("can't copy stories/{file}"))?;
    }
    if profile.is_debug() {
        // No service worker during development: it would serve old files, also to other projects on the same port.
        fs::write(to.join("offline.js"), "")?;
    }
    for script in SCRIPTS {
        passes.shrink_text(&to.join(script))?;
        if script != "element.js" {
            passes.minify_file(&to.join(script))?;
        }
    }
    Ok(artifacts)
}

/// Makes a release build in `dist/`, unless there is one that is newer than its sources.
pub(crate) fn ensure_current() -> Result<()> {
    if is_current(&dist()) {
        return Ok(());
    }
    run(&Options { single_file: true, ..Options::default() })
}

/// True if this folder holds a release build that is newer than its sources.
pub(crate) fn is_current(dir: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let Some(built) = modified(&compress::with_extension_added(&dir.join("index.html"), "br")) else { return false };
    let files = ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "style.css"];
    let mut sources = files.map(|file| root().join(file)).to_vec();
    for dir in ["src", "stories", "xtask/src"] {
        sources.extend(compress::files(&root().join(dir)).unwrap_or_default());
    }
    sources.iter().all(|source| modified(source).is_none_or(|changed| changed < built))
}

/// Writes the pages into `to`, by the command `sidelight site` in a separate process: it is compiled from the current
/// sources, as the WebAssembly is. False if a story is left out; an error if no page is written.
fn write_pages(options: &Options, profile: &Profile, artifacts: &Artifacts, script: &str, to: &Path) -> Result<bool> {
    let mut command = cargo::sidelight()?;
    command.arg("site");
    let current_dir = std::env::current_dir()?;
    match options.stories.as_slice() {
        [] => command.arg(root().join(SEED_STORY)),
        stories => command.args(stories.iter().map(|file| current_dir.join(file))),
    };
    command.arg("--out").arg(to).arg("--inline-style").arg(to.join("style.css"));
    command.arg("--preload").arg(to.join("element.js")).arg("--pin-script").arg(to.join(script));
    if options.single_file {
        // Only pages contain this script, so it is not part of the site.
        let script = compress::with_extension_added(to, "single.js");
        let whole = whole_wasm(to, artifacts);
        single::write(&to.join(&artifacts.glue), &whole, &profile.passes(), &script)?;
        command.arg("--single-file-script").arg(script);
    }
    for font in &options.fonts {
        command.arg("--font").arg(current_dir.join(font));
    }
    if let Some(url) = &options.base_url {
        command.args(["--base-url", url]);
    }
    let status = command.status().context("can't run `sidelight site`")?;
    if !to.join("index.html").exists() {
        bail!("`sidelight site` wrote no page ({status}): the lines above say why");
    }
    Ok(status.success())
}

/// The WebAssembly that has all functions.
fn whole_wasm(dir: &Path, artifacts: &Artifacts) -> PathBuf {
    let file = dir.join(WHOLE_WASM);
    if file.exists() { file } else { dir.join(&artifacts.wasm) }
}

/// Removes the WebAssembly that has all functions, because no page loads it.
pub(crate) fn remove_whole_wasm(dir: &Path) -> Result<()> {
    let file = dir.join(WHOLE_WASM);
    if file.exists() { Ok(fs::remove_file(file)?) } else { Ok(()) }
}

/// Removes a folder, if it exists.
pub(crate) fn remove(dir: &Path) -> Result<()> {
    if dir.exists() {
        fs::remove_dir_all(dir).with_context(|| format!("can't remove {}", dir.display()))?;
    }
    Ok(())
}
