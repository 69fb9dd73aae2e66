//! The languages that a build has words in: those of its stories, and those that are asked for.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{build, cargo, root};

/// The features to turn on, each of which adds a language to the WebAssembly. A language without words is no fault: its
/// stories have English ones. Nor is a story that can't be read: the command that writes pages says why.
pub(crate) fn features(options: &build::Options) -> Result<Vec<String>> {
    let here = std::env::current_dir()?;
    let story = |file: &PathBuf| {
        let story: serde_json::Value = serde_json::from_slice(&std::fs::read(here.join(file)).ok()?).ok()?;
        Some(story["lang"].as_str()?.to_owned())
    };
    let tags = options.stories.iter().filter_map(story).chain(options.languages.iter().cloned());
    let known = known()?;
    let mut wanted: Vec<String> = tags.filter_map(|tag| primary(&tag).filter(|it| known.contains(it))).collect();
    wanted.sort();
    wanted.dedup();
    Ok(wanted)
}

/// The language of a BCP 47 tag, without its region or script.
fn primary(tag: &str) -> Option<String> {
    tag.split('-').next().map(str::to_ascii_lowercase)
}

/// The languages that can be added: every feature of the library but that of its command.
pub(crate) fn known() -> Result<Vec<String>> {
    let mut command = cargo::cargo(&["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: serde_json::Value = serde_json::from_slice(&cargo::output(&mut command)?)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let package = packages.iter().find(|it| it["name"] == "sidelight").with_context(|| root().display().to_string())?;
    let features = package["features"].as_object().context("no features")?;
    Ok(features.keys().filter(|name| !["cli", "default"].contains(&name.as_str())).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::features;
    use crate::{build::Options, root};

    #[test]
    fn a_build_has_the_languages_of_its_stories() {
        let story = |name: &str| root().join("stories").join(name);
        let of = |stories: &[&str], languages: &[&str]| {
            let stories = stories.iter().map(|name| story(name)).collect();
            let languages = languages.iter().map(|&tag| tag.to_owned()).collect();
            features(&Options { stories, languages, ..Options::default() }).unwrap_or_default()
        };
        assert!(of(&[], &[]).is_empty() && of(&["open-source-ai.json"], &[]).is_empty(), "English is always there");
        assert_eq!(of(&["open-source-ai.json", "ras-al-rih.json"], &[]), ["ar"]);
        assert_eq!(of(&["no-such.json"], &["ar-EG", "ar", "tlh", "cli"]), ["ar"]);
    }
}
