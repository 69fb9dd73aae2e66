//! Whose work is in the WebAssembly beside ours, and under which licences.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{cargo, tools};

/// How the names of files begin that hold a licence or a notice.
const BEGINNINGS: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];

/// What there is to say of one crate.
struct Notice {
    /// Its name, version and licence (SPDX), and where it comes from.
    title: String,
    /// The texts of its licence.
    texts: Vec<String>,
}

/// The notices of all crates that are compiled into the WebAssembly, as text; crates with the same texts share them.
pub(crate) fn text() -> Result<String> {
    let arguments = ["metadata", "--format-version", "1", "--filter-platform", tools::WASM_TARGET];
    let metadata: Value = serde_json::from_slice(&cargo::output(&mut cargo::cargo(&arguments))?)?;
    let packages: BTreeMap<_, _> =
        list(&metadata["packages"]).map(|it| (it["id"].as_str().unwrap_or_default(), it)).collect();
    let mut shared: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for id in compiled(&metadata, &packages)? {
        let Notice { title, texts } = notice(packages[id])?;
        shared.entry(texts).or_default().push(title);
    }
    let mut text =
        "The WebAssembly is compiled from these crates, beside Sidelight’s own code and the standard library of Rust \
        (the Rust Project’s developers, MIT OR Apache-2.0).\n"
            .to_owned();
    let mut groups: Vec<_> = shared.into_iter().collect();
    groups.sort_by(|(_, a), (_, b)| a.cmp(b));
    for (texts, titles) in groups {
        write!(text, "\n{}\n{}\n\n{}\n", "-".repeat(72), titles.join("\n"), texts.join("\n\n"))?;
    }
    Ok(text)
}

/// The crates of the library that stand in what is compiled: not those that only build it, and not Sidelight itself.
fn compiled<'a>(metadata: &'a Value, packages: &BTreeMap<&str, &'a Value>) -> Result<BTreeSet<&'a str>> {
    let nodes: BTreeMap<_, _> = list(&metadata["resolve"]["nodes"]).map(|it| (it["id"].as_str(), it)).collect();
    let ours = packages.values().find(|it| it["name"] == "sidelight").and_then(|it| it["id"].as_str());
    let ours = ours.context("no package called sidelight")?;
    let (mut found, mut ahead) = (BTreeSet::new(), vec![ours]);
    while let Some(id) = ahead.pop() {
        for dependency in nodes.get(&Some(id)).into_iter().flat_map(|node| list(&node["deps"])) {
            let is_plain = list(&dependency["dep_kinds"]).any(|it| it["kind"].is_null());
            let id = dependency["pkg"].as_str().unwrap_or_default();
            let targets = packages.get(id).into_iter().flat_map(|it| list(&it["targets"]));
            let is_macro = targets.flat_map(|target| list(&target["kind"])).any(|kind| kind == "proc-macro");
            if is_plain && !is_macro && found.insert(id) {
                ahead.push(id);
            }
        }
    }
    Ok(found)
}

/// What there is to say of a crate. Where one may choose, its MIT licence is taken.
fn notice(package: &Value) -> Result<Notice> {
    let told = |name: &str| package[name].as_str().unwrap_or_default();
    let title = format!("{} {}, {}, {}", told("name"), told("version"), told("license"), told("repository"));
    let folder = Path::new(told("manifest_path")).parent().context("a crate without a folder")?;
    let mut files = BTreeMap::new();
    for file in fs::read_dir(folder).with_context(|| format!("can't read the folder of {title}"))? {
        let file = file?;
        let name = file.file_name().to_string_lossy().to_uppercase();
        if BEGINNINGS.iter().any(|beginning| name.starts_with(beginning)) && file.file_type()?.is_file() {
            files.insert(name, fs::read_to_string(file.path())?.replace('\r', "").trim().to_owned());
        }
    }
    let chosen = files.keys().find(|name| name.contains("MIT")).cloned();
    let texts: Vec<_> = match chosen.and_then(|name| files.remove(&name)) {
        Some(text) => vec![text],
        None => files.into_values().collect(),
    };
    ensure!(!told("license").is_empty() || !texts.is_empty(), "{title}: under no licence that is known");
    Ok(Notice { title, texts })
}

/// The items of a list; none, if it is none.
fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_compiled_is_named_and_nothing_else() {
        let text = super::text().unwrap_or_default();
        let titles = |name: &str| text.lines().filter(|line| line.starts_with(&format!("{name} "))).count();
        for name in ["yew", "wasm-bindgen", "web-sys", "serde", "serde-wasm-bindgen"] {
            assert_eq!(titles(name), 1, "{name}");
        }
        for name in ["sidelight", "serde_derive", "yew-macro", "syn", "cosmic-text", "axum"] {
            assert_eq!(titles(name), 0, "{name}");
        }
        assert!(text.contains("Permission is hereby granted, free of charge"));
    }
}
