//! `cargo xtask size`: what a reader downloads, against the budget.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::{build, compress, versions};

/// The most that WebAssembly, JavaScript and CSS may weigh together, in bytes of brotli. (Before the element had a contract,
/// a state that can be set and pages that links lead to, 163,000; before there was a page for frames, whose script no other
/// page asks for, 171,000; before each message had a code and an entry in `docs/troubleshooting.md`, 173,000.)
const BUDGET: u64 = 176_500;

/// The most that `element.js` may weigh, which every page has that shows a story, whether or not a reader comes to it.
/// (3,072 before each loading failure had a code and named its entry in `docs/troubleshooting.md`.)
const FIRST: u64 = 3_300;

/// Builds if need be, prints the table, and tells whether the budget is kept.
pub(crate) fn run() -> Result<bool> {
    if !build::is_current() {
        build::run(&build::Options { single_file: true, ..build::Options::default() })?;
    }
    check()
}

/// Prints the table of `dist/` as it stands, and tells whether the budget is kept.
pub(crate) fn check() -> Result<bool> {
    let dist = build::dist();
    let (mut beyond, mut has_single) = ([0; 3], false);
    println!("{:<32}{:>10}{:>10}{:>10}", "", "raw", "gzip", "brotli");
    for file in compress::files(&dist)?.iter().filter(|file| is_read(file)) {
        let name = file.strip_prefix(&dist)?.to_string_lossy();
        let sizes = [size(file)?, size(&compress::with_ending(file, "gz"))?, size(&compress::with_ending(file, "br"))?];
        row(&name, sizes);
        has_single |= name.ends_with(".single.html");
        if !name.ends_with(".html") && !name.ends_with(".json") {
            beyond.iter_mut().zip(sizes).for_each(|(sum, size)| *sum += size);
        }
    }
    row("beyond the HTML", beyond);
    if !has_single {
        println!("no single file is built: cargo xtask build --single-file");
    }
    let spent = beyond[2];
    println!("budget: {spent} of {BUDGET} bytes of brotli");
    if spent > BUDGET {
        eprintln!("over the budget by {} bytes", spent - BUDGET);
    }
    let first = first(&dist)?;
    println!("element.js: {first} of {FIRST} bytes of brotli");
    if first > FIRST {
        eprintln!("element.js is over its budget by {} bytes", first - FIRST);
    }
    Ok(spent <= BUDGET && first <= FIRST)
}

fn row(name: &str, [raw, gzip, brotli]: [u64; 3]) {
    println!("{name:<32}{raw:>10}{gzip:>10}{brotli:>10}");
}

/// What the script weighs, in bytes of brotli, under whichever of its names it weighs more.
fn first(dist: &Path) -> Result<u64> {
    let names = compress::files(dist)?.into_iter().filter_map(|file| Some(file.file_name()?.to_str()?.to_owned()));
    let scripts = names.filter(|name| name == "element.js" || name.ends_with(".js") && versions::is_copy(name));
    let sizes = scripts.map(|name| size(&compress::with_ending(&dist.join(name), "br")));
    sizes.collect::<Result<Vec<_>>>()?.into_iter().max().context("no element.js")
}

/// A file that a reader's browser asks for: not a sibling or a copy of another, and nothing that only people and their tools read.
fn is_read(file: &Path) -> bool {
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
    // What only leads on to a story's page, too, and what is for those who embed it.
    const FOLDERS: [&str; 3] = ["quote", "event", "embed"];
    let is_aside = FOLDERS.iter().any(|name| file.parent().is_some_and(|folder| folder.ends_with(name)));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    !is_aside && !versions::is_copy(&name) && !OTHERS.iter().any(|ending| name.ends_with(ending))
}

fn size(file: &Path) -> Result<u64> {
    Ok(fs::metadata(file).with_context(|| format!("no {}", file.display()))?.len())
}
