//! The stories that cases run on: the seed, and the Arabic story, in another script and direction.
//!
//! A case names no part of a story by its id or its words. It asks the [`Cast`] for the part that plays a role, and the
//! page for the texts of the interface ([`crate::page::labels`]). So one case runs on either story.

use std::path::PathBuf;
use std::sync::LazyLock;

use anyhow::{Context, Result};

use crate::cast::Cast;
use crate::server::{both_stories_dir, dist};

/// A story that cases run on.
pub(crate) struct StoryVariant {
    /// A prefix of case names; empty for the seed.
    pub(crate) name: &'static str,
    /// The folder of its site on the test server.
    pub(crate) folder: &'static str,
    /// The text of the story file.
    file: &'static str,
    /// The parts that cases name.
    pub(crate) cast: LazyLock<Cast>,
}

/// The seed story, in `dist/`.
pub(crate) static SEED: StoryVariant = StoryVariant {
    name: "",
    folder: "",
    file: include_str!("../../stories/open-source-ai.json"),
    cast: LazyLock::new(|| Cast::of(0, include_str!("../../stories/open-source-ai.json"))),
};

/// The Arabic story, in the site of both stories.
pub(crate) static ARABIC: StoryVariant = StoryVariant {
    name: "arabic_cases::",
    folder: "/site",
    file: include_str!("../../stories/ras-al-rih.json"),
    cast: LazyLock::new(|| Cast::of(1, include_str!("../../stories/ras-al-rih.json"))),
};

/// Folders of the test server that belong to no story.
const SHARED_FOLDERS: [&str; 5] = ["/control/", "/pages/", "/npm/", "/host/", "/v2/"];

impl StoryVariant {
    /// The path on the test server of `path` in the site of this story. `/index.html` is the page of the story itself;
    /// a prefix `/with/…` stays in front.
    pub(crate) fn path(&self, path: &str) -> String {
        let (with, path) = match path.strip_prefix("/with/").and_then(|rest| rest.split_once('/')) {
            Some((with, _)) => path.split_at("/with/".len() + with.len()),
            None => ("", path),
        };
        if SHARED_FOLDERS.iter().any(|folder| path.starts_with(folder)) || self.folder.is_empty() {
            return format!("{with}{path}");
        }
        match path.strip_prefix("/index.html") {
            Some(rest) => format!("{with}{}/{}.html{rest}", self.folder, self.cast.story),
            None => format!("{with}{}{path}", self.folder),
        }
    }

    /// The story file.
    pub(crate) fn story(&self) -> Result<serde_json::Value> {
        serde_json::from_str(self.file).context("the story file is no JSON")
    }

    /// The folder that its site is built into.
    pub(crate) fn dist(&self) -> PathBuf {
        if self.folder.is_empty() { dist() } else { both_stories_dir() }
    }
}
