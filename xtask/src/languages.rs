//! The interface languages of a build: those of its stories, and those given by `--lang`.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{build, cargo};

/// The crate features to turn on; each one adds the interface texts of a language to the WebAssembly.
///
/// A language without interface texts is no error: its stories have English ones. A story that can't be read is no error
/// here either: the command that writes the pages reports it.
pub(crate) fn features(options: &build::Options) -> Result<Vec<String>> {
    let current_dir = std::env::current_dir()?;
    let lang = |file: &PathBuf| {
        let story: serde_json::Value = serde_json::from_slice(&std::fs::read(current_dir.join(file)).ok()?).ok()?;
        Some(story["lang"].as_str()?.to_owned())
    };
    let tags = options.stories.iter().filter_map(lang).chain(options.languages.iter().cloned());
    let available = available()?;
    let mut features: Vec<String> =
        tags.map(|tag| primary_subtag(&tag)).filter(|tag| available.contains(tag)).collect();
    features.sort();
    features.dedup();
    Ok(features)
}

/// The language of a BCP 47 tag, without its region or script.
fn primary_subtag(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

/// The languages that can be added: every feature of the crate but `cli` and `default`.
pub(crate) fn available() -> Result<Vec<String>> {
    let package = cargo::sidelight_package()?;
    let features = package["features"].as_object().context("the package has no features")?;
    Ok(features.keys().filter(|name| !["cli", "default"].contains(&name.as_str())).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::features;
    use crate::{build::Options, root};

    #[test]
    fn build_has_the_languages_of_its_stories() {
        let story = |name: &str| root().join("stories").join(name);
        let check = |stories: &[&str], languages: &[&str], expected: &[&str]| {
            let stories = stories.iter().map(|name| story(name)).collect();
            let languages = languages.iter().map(|&tag| tag.to_owned()).collect();
            let features = features(&Options { stories, languages, ..Options::default() });
            assert_eq!(features.unwrap_or_default(), expected);
        };
        check(&[], &[], &[]);
        check(&["open-source-ai.json"], &[], &[]);
        check(&["open-source-ai.json", "ras-al-rih.json"], &[], &["ar"]);
        check(&["no-such.json"], &["ar-EG", "ar", "tlh", "cli"], &["ar"]);
    }
}
