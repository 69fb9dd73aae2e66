//! `cargo xtask size`: what a reader downloads, compared to the budget.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use clap::ValueEnum as _;

use crate::shrink::{Pass, Passes};
use crate::wasm::Profile;
use crate::{build, compress, hashed_names, target_dir};

/// The most that the files of each use may weigh, in bytes of brotli.
const BUDGETS: [(Use, u64); 3] = [(Use::Live, 113_800), (Use::Later, 34_700), (Use::JsonStory, 49_800)];

/// The most that `element.js` may weigh, in bytes of brotli. Every page with a story loads it, even if the reader never
/// scrolls to the story.
const ELEMENT_JS_BUDGET: u64 = 3_300;

/// When a reader's browser loads a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Before the story is live.
    Live,
    /// When the reader comes near the timeline; in an iframe; for reading without a network.
    Later,
    /// Only for a story that comes as JSON.
    JsonStory,
}

impl Use {
    /// The use of the file with this name; `None` for pages and stories, which have no budget.
    fn of(name: &str) -> Option<Self> {
        if name.ends_with(".html") || name.ends_with(".json") {
            return None;
        }
        let is_later = name.ends_with("_timeline.wasm") || ["frame.js", "offline.js"].contains(&name);
        Some(match name {
            _ if name.ends_with("_json.wasm") => Self::JsonStory,
            _ if is_later => Self::Later,
            _ => Self::Live,
        })
    }

    fn label(self) -> &'static str {
        match self {
            Self::Live => "until a story is live",
            Self::Later => "loaded later",
            Self::JsonStory => "for a story file (JSON)",
        }
    }
}

/// The options of `cargo xtask size`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Print how many bytes each pass saves; takes half an hour, because it compiles a release for most of them
    #[arg(long)]
    by_pass: bool,
}

/// Builds if `dist/` is out of date, and prints the table. False if a budget is exceeded.
pub(crate) fn run(options: &Options) -> Result<bool> {
    if options.by_pass {
        return print_by_pass().map(|()| true);
    }
    build::ensure_current()?;
    check()
}

/// Prints the table for `dist/` as it is. False if a budget is exceeded.
pub(crate) fn check() -> Result<bool> {
    let dist = build::dist();
    let (mut totals, mut has_single_file) = ([[0; 3]; BUDGETS.len()], false);
    println!("{:<32}{:>10}{:>10}{:>10}", "", "raw", "gzip", "brotli");
    for file in compress::files(&dist)?.iter().filter(|file| is_for_readers(file)) {
        let name = file.strip_prefix(&dist)?.to_string_lossy();
        let compressed = |extension| len(&compress::with_extension_added(file, extension));
        let sizes = [len(file)?, compressed("gz")?, compressed("br")?];
        print_row(&name, sizes);
        has_single_file |= name.ends_with(".single.html");
        for ((of, _), total) in BUDGETS.iter().zip(&mut totals) {
            if Use::of(&name) == Some(*of) {
                total.iter_mut().zip(sizes).for_each(|(sum, size)| *sum += size);
            }
        }
    }
    BUDGETS.iter().zip(totals).for_each(|((of, _), total)| print_row(of.label(), total));
    if !has_single_file {
        println!("dist/ has no single-file story; to build one: cargo xtask build --single-file");
    }
    let mut is_ok = print_budget("element.js", element_js_len(&dist)?, ELEMENT_JS_BUDGET);
    for ((of, budget), total) in BUDGETS.iter().zip(totals) {
        is_ok &= print_budget(of.label(), total[2], *budget);
    }
    Ok(is_ok)
}

fn print_row(name: &str, [raw, gzip, brotli]: [u64; 3]) {
    println!("{name:<32}{raw:>10}{gzip:>10}{brotli:>10}");
}

/// Prints a size and its budget, in bytes of brotli. False if the budget is exceeded.
fn print_budget(name: &str, size: u64, budget: u64) -> bool {
    println!("{name}: {size} of {budget} bytes of brotli");
    if size > budget {
        eprintln!(
            "{name} exceeds its budget by {} bytes: make it smaller, or raise it in xtask/src/size.rs",
            size - budget
        );
    }
    size <= budget
}

/// The size of `element.js` under its stable or its content-hashed name, whichever is larger.
fn element_js_len(dist: &Path) -> Result<u64> {
    let names = compress::files(dist)?.into_iter().filter_map(|file| Some(file.file_name()?.to_str()?.to_owned()));
    let scripts =
        names.filter(|name| name == "element.js" || name.ends_with(".js") && hashed_names::is_hashed_copy(name));
    let sizes = scripts.map(|name| len(&compress::with_extension_added(&dist.join(name), "br")));
    sizes.collect::<Result<Vec<_>>>()?.into_iter().max().context("dist/ has no element.js")
}

/// True if a reader's browser may load this file. Copies of other files don't count, nor do files for people and tools.
fn is_for_readers(file: &Path) -> bool {
    const OTHERS: [&str; 9] = [
        ".br",
        ".gz",
        ".d.ts",
        ".png",
        "schema.json",
        "custom-elements.json",
        "snippet.html",
        "oembed.json",
        "_headers",
    ];
    // Preview pages, and the embed guide.
    const FOLDERS: [&str; 3] = ["quote", "event", "embed"];
    let is_in_folder = FOLDERS.iter().any(|name| file.parent().is_some_and(|folder| folder.ends_with(name)));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    !is_in_folder && !hashed_names::is_hashed_copy(&name) && !OTHERS.iter().any(|ending| name.ends_with(ending))
}

fn len(file: &Path) -> Result<u64> {
    Ok(fs::metadata(file).with_context(|| format!("can't find {}", file.display()))?.len())
}

/// Builds the element with all passes, without each one, and without any, and prints the sizes in bytes of brotli.
fn print_by_pass() -> Result<()> {
    let all = element_len(&Passes::default())?;
    println!("| pass | bytes saved | % |\n|---|--:|--:|");
    let print = |name: &str, size: u64| {
        let saved = size.cast_signed() - all.cast_signed();
        println!("| {name} | {saved} | {:.1} |", 100.0 * saved as f64 / all as f64);
    };
    for pass in Pass::value_variants() {
        let name = pass.to_possible_value().context("the pass has no name")?;
        print(name.get_name(), element_len(&Passes::without(&[*pass]))?);
    }
    print("plain build", element_len(&Passes::none())?);
    println!("\nwith all passes: {all} bytes of brotli");
    Ok(())
}

/// The bytes of the element that the budget counts, with these passes and English interface texts, in brotli.
fn element_len(passes: &Passes) -> Result<u64> {
    let dir = target_dir().join("size");
    build::remove(&dir)?;
    build::write_element(&Profile::Release(passes.clone()), &[], &dir)?;
    build::remove_whole_wasm(&dir)?;
    passes.minify_file(&dir.join("element.js"))?;
    let files = compress::files(&dir)?.into_iter().filter(|file| is_for_readers(file));
    let files = files.filter(|file| Use::of(&file.to_string_lossy()).is_some());
    files.map(|file| Ok(compress::brotli(&fs::read(&file)?)?.len() as u64)).sum()
}
