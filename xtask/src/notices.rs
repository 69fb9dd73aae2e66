//! The licence notices of the crates that are compiled into the WebAssembly.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::dependencies::items;
use crate::{cargo, tools};

/// The prefixes of the names of licence files.
const LICENCE_FILES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];

/// The notice of one crate.
struct Notice {
    /// Its name, version, licence (SPDX) and repository.
    title: String,
    /// The texts of its licence.
    texts: Vec<String>,
}

/// The notices of all crates that are compiled into the WebAssembly; crates with the same texts are grouped.
pub(crate) fn text() -> Result<String> {
    let metadata = cargo::metadata(&["--filter-platform", tools::WASM_TARGET])?;
    let packages: BTreeMap<_, _> =
        items(&metadata["packages"]).map(|it| (it["id"].as_str().unwrap_or_default(), it)).collect();
    let mut groups: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for id in compiled_crates(&metadata, &packages)? {
        let Notice { title, texts } = notice(packages[id])?;
        groups.entry(texts).or_default().push(title);
    }
    let mut text =
        "The WebAssembly is compiled from these crates, beside Sidelight’s own code and the standard library of Rust \
        (the Rust Project’s developers, MIT OR Apache-2.0).\n"
            .to_owned();
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by(|(_, a), (_, b)| a.cmp(b));
    for (texts, titles) in groups {
        write!(text, "\n{}\n{}\n\n{}\n", "-".repeat(72), titles.join("\n"), texts.join("\n\n"))?;
    }
    Ok(text)
}

/// The ids of the crates that are linked into the WebAssembly: neither build dependencies, procedural macros, nor Sidelight.
fn compiled_crates<'a>(metadata: &'a Value, packages: &BTreeMap<&str, &'a Value>) -> Result<BTreeSet<&'a str>> {
    let nodes: BTreeMap<_, _> = items(&metadata["resolve"]["nodes"]).map(|it| (it["id"].as_str(), it)).collect();
    let root = packages.values().find(|it| it["name"] == "sidelight").and_then(|it| it["id"].as_str());
    let root = root.context("no package is called sidelight")?;
    let (mut found, mut queue) = (BTreeSet::new(), vec![root]);
    while let Some(id) = queue.pop() {
        for dependency in nodes.get(&Some(id)).into_iter().flat_map(|node| items(&node["deps"])) {
            let is_normal = items(&dependency["dep_kinds"]).any(|it| it["kind"].is_null());
            let id = dependency["pkg"].as_str().unwrap_or_default();
            let targets = packages.get(id).into_iter().flat_map(|it| items(&it["targets"]));
            let is_macro = targets.flat_map(|target| items(&target["kind"])).any(|kind| kind == "proc-macro");
            if is_normal && !is_macro && found.insert(id) {
                queue.push(id);
            }
        }
    }
    Ok(found)
}

/// The notice of a crate. Of several licences, MIT is chosen.
fn notice(package: &Value) -> Result<Notice> {
    let field = |name: &str| package[name].as_str().unwrap_or_default();
    let title = format!("{} {}, {}, {}", field("name"), field("version"), field("license"), field("repository"));
    let folder = Path::new(field("manifest_path")).parent().context("the manifest of a crate has no folder")?;
    let mut files = BTreeMap::new();
    for file in fs::read_dir(folder).with_context(|| format!("can't read the folder of {title}"))? {
        let file = file?;
        let name = file.file_name().to_string_lossy().to_uppercase();
        if LICENCE_FILES.iter().any(|prefix| name.starts_with(prefix)) && file.file_type()?.is_file() {
            files.insert(name, fs::read_to_string(file.path())?.replace('\r', "").trim().to_owned());
        }
    }
    let chosen = files.keys().find(|name| name.contains("MIT")).cloned();
    let texts: Vec<_> = match chosen.and_then(|name| files.remove(&name)) {
        Some(text) => vec![text],
        None => files.into_values().collect(),
    };
    ensure!(!field("license").is_empty() || !texts.is_empty(), "{title}: the crate has no licence");
    Ok(Notice { title, texts })
}

#[cfg(test)]
mod tests {
    #[test]
    fn notices_name_compiled_crates_only() {
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
