//! Compiles the crate to WebAssembly and writes it with its glue, the JavaScript that wasm-bindgen makes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::shrink::{Pass, Passes};
use crate::{cargo, chunks, hashed_names, root, target_dir, tools, yew_patch};

/// The compiler profile.
#[derive(Clone)]
pub(crate) enum Profile {
    /// Fast, without optimisation and without compressed files.
    Debug,
    /// Optimised, with these passes.
    Release(Passes),
}

impl Profile {
    pub(crate) fn is_debug(&self) -> bool {
        matches!(self, Self::Debug)
    }

    /// The passes over scripts and stylesheets; a debug build has none.
    pub(crate) fn passes(&self) -> Passes {
        match self {
            Self::Debug => Passes::none(),
            Self::Release(passes) => passes.clone(),
        }
    }
}

/// Compiles with these crate features, and writes `sidelight.js` and `sidelight_bg.wasm` into `to`.
pub(crate) fn write(profile: &Profile, features: &[String], to: &Path) -> Result<()> {
    let mut command = cargo::cargo(&["build", "--lib", "--target", tools::WASM_TARGET]);
    command.args(["--features", &features.join(",")]);
    let mut folder = "debug";
    if let Profile::Release(passes) = profile {
        folder = passes.cargo_profile();
        let (args, flags) = passes.compiler_options();
        command.args(args);
        if passes.has(Pass::YewLists) {
            // A path override (The Cargo Book, "Overriding dependencies") leaves Cargo.lock as it is.
            command.args(["--config", &format!("paths=[{:?}]", yew_patch::ensure_patched()?)]);
        }
        if passes.has(Pass::BuildStd) {
            tools::ensure_std_sources()?;
        }
        if passes.has(Pass::BuildStd) || !flags.is_empty() {
            // Lets a stable compiler take unstable options; rust-toolchain.toml pins its version.
            command.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", flags.join(" "));
        }
    }
    cargo::run(&mut command)?;
    let linked = target_dir().join(tools::WASM_TARGET).join(folder).join("sidelight.wasm");
    Bindgen::new()
        .input_path(&linked)
        .out_name("sidelight")
        .web(true)?
        .typescript(false)
        // Demangled, several functions would have the same name.
        .demangle(false)
        .remove_producers_section(true)
        .generate(to)
        .context("wasm-bindgen can't process sidelight.wasm")?;
    let glue = to.join("sidelight.js");
    wrap_exports(&glue)?;
    rename_yew_expandos(&glue)?;
    // share.js is part of the same module as the glue, so that the browser has one file less to load.
    let share = fs::read_to_string(root().join("src/element/share.js")).context("can't read src/element/share.js")?;
    let script = fs::read_to_string(&glue)?;
    fs::write(&glue, format!("{script}\n{share}"))?;
    match profile {
        Profile::Debug => Ok(()),
        Profile::Release(passes) => passes.shrink_wasm(to, "sidelight", &linked),
    }
}

/// Wraps every export that the glue calls, so that the first error is reported and nothing is called after it.
///
/// `link`, a property of the glue's default export, instantiates a chunk. The error is passed to `failed`, a property of the glue's default export. A panic ends in an error of the browser and
/// reports nothing itself. After an error, an export returns an empty array: the glue reads from it neither an error nor a
/// number other than 0.
fn wrap_exports(glue: &Path) -> Result<()> {
    const EXPORTS: &str = "wasm = instance.exports;";
    const WRAPPED: &str = "let depth = 0, dead;
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
    ]));
    __wbg_init.link = (chunk) =>
        WebAssembly.instantiate(chunk, { ...__wbg_get_imports(), main: instance.exports });";
    let script = fs::read_to_string(glue)?;
    let count = script.matches(EXPORTS).count();
    if count != 1 {
        bail!("the glue has `{EXPORTS}` {count} times, not once: adapt wrap_exports in xtask/src/wasm.rs");
    }
    Ok(fs::write(glue, script.replace(EXPORTS, WRAPPED))?)
}

/// Renames the properties that Yew sets on DOM elements.
///
/// A host page may itself be a Yew application. It would read the same properties as its own, with numbers that each of
/// the two counts separately.
fn rename_yew_expandos(glue: &Path) -> Result<()> {
    let script = fs::read_to_string(glue)?;
    let renamed = script.replace(".__yew_", ".__sidelight_");
    // Yew sets this property on the element that it renders into.
    if !renamed.contains(".__sidelight_subtree_id = ") {
        bail!("the glue has no `.__yew_subtree_id = …`: adapt rename_yew_expandos in xtask/src/wasm.rs");
    }
    Ok(fs::write(glue, renamed)?)
}

/// The content-hashed names of the glue, the WebAssembly and the stylesheet.
///
/// The three share one hash, so that a page never mixes files of two builds, and the script that names them compresses
/// better.
pub(crate) struct Artifacts {
    pub(crate) glue: String,
    pub(crate) wasm: String,
    pub(crate) style: String,
    /// The hash of the WebAssembly (Subresource Integrity, section 3.1).
    pub(crate) integrity: String,
    /// The chunks; none in a build without them.
    pub(crate) chunks: Vec<Chunk>,
}

/// A file with a chunk of the WebAssembly.
pub(crate) struct Chunk {
    /// The name in `element.js`.
    pub(crate) name: &'static str,
    pub(crate) file: String,
    /// The hash of the file (Subresource Integrity, section 3.1).
    pub(crate) integrity: String,
}

impl Artifacts {
    /// Renames the glue, the WebAssembly and its chunks in this folder; the stylesheet is copied later.
    pub(crate) fn rename(dir: &Path) -> Result<Self> {
        let [glue, wasm] = ["sidelight.js", "sidelight_bg.wasm"].map(|name| dir.join(name));
        let (script, bytes) = (fs::read_to_string(&glue)?, fs::read(&wasm)?);
        let mut found = Vec::new();
        for definition in &chunks::ALL {
            let file = dir.join(format!("sidelight_{}.wasm", definition.name));
            if file.exists() {
                found.push((definition.name, fs::read(&file)?, file));
            }
        }
        let style = fs::read(dir.join("style.css"))?;
        let contents =
            [script.as_bytes(), &bytes, &style].into_iter().chain(found.iter().map(|(_, bytes, _)| &**bytes));
        let hash = hashed_names::hash(&contents.collect::<Vec<_>>());
        let mut artifacts = Self {
            glue: format!("sidelight-{hash}.js"),
            wasm: format!("sidelight-{hash}_bg.wasm"),
            style: format!("style-{hash}.css"),
            integrity: integrity(&bytes),
            chunks: Vec::new(),
        };
        for (name, bytes, file) in found {
            let chunk = Chunk { name, file: format!("sidelight-{hash}_{name}.wasm"), integrity: integrity(&bytes) };
            fs::rename(file, dir.join(&chunk.file))?;
            artifacts.chunks.push(chunk);
        }
        fs::write(dir.join(&artifacts.glue), script.replace("sidelight_bg.wasm", &artifacts.wasm))?;
        fs::remove_file(glue)?;
        fs::rename(wasm, dir.join(&artifacts.wasm))?;
        Ok(artifacts)
    }

    /// The content-hashed files that scripts load: the glue, the WebAssembly with its chunks, and the stylesheet.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        let chunks = self.chunks.iter().map(|chunk| &chunk.file);
        [&self.glue, &self.wasm, &self.style].into_iter().chain(chunks).map(String::as_str)
    }

    /// File names and hashes for checks of the scripts.
    pub(crate) fn example() -> Self {
        let [glue, wasm, style] = ["sidelight-0.js", "sidelight-0_bg.wasm", "style-0.css"].map(str::to_owned);
        let chunks = chunks::ALL.iter().map(|definition| Chunk {
            name: definition.name,
            file: format!("sidelight-0_{}.wasm", definition.name),
            integrity: "sha256-0".to_owned(),
        });
        Self { glue, wasm, style, integrity: "sha256-0".to_owned(), chunks: chunks.collect() }
    }
}

/// The hash of a file (Subresource Integrity, section 3.1).
fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}
