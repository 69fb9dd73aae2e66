//! Longer stories: the seed story, several times over.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sidelight::story::{Story, StoryFile};

/// A story of `copies` copies of the article, each with its own highlights, events and quotes. The entities are shared.
///
/// Every paragraph of a copy begins with the number of the copy. A selector includes that number as its prefix, so its
/// words are unique. The events of each copy are a year later than those of the copy before.
pub(crate) fn repeated(seed: &Value, copies: usize) -> Value {
    if copies == 1 {
        return seed.clone();
    }
    let mut story = seed.clone();
    story["id"] = json!(format!("{}-{copies}", seed["id"].as_str().unwrap_or_default()));
    for (list, copy) in [("body", paragraph as Copy), ("highlights", highlight), ("events", event), ("quotes", quote)] {
        let of_copy = |number| {
            let paragraphs = Paragraphs { seed, number };
            seed[list].as_array().into_iter().flatten().map(move |item| copy(item.clone(), &paragraphs))
        };
        story[list] = (1..=copies).flat_map(of_copy).collect();
    }
    story
}

/// Reads a story. A story warning is an error: then the pages would not have the same content.
pub(crate) fn checked(story: &Value) -> Result<Story> {
    let parsed = StoryFile::from_json(&story.to_string()).context("the story can't be read")?;
    let (story, warnings) = Story::check(parsed);
    ensure!(warnings.is_empty(), "the story has warnings: {warnings:?}");
    Ok(story)
}

/// Changes an item of the seed story for a copy.
type Copy = fn(Value, &Paragraphs) -> Value;

/// The paragraphs of one copy.
struct Paragraphs<'a> {
    seed: &'a Value,
    /// The number of the copy, from 1.
    number: usize,
}

impl Paragraphs<'_> {
    /// The beginning of every paragraph.
    fn mark(&self) -> String {
        format!("({}) ", self.number)
    }

    /// Extends the prefix of a selector to the beginning of its paragraph.
    fn extend(&self, selector: &mut Value) {
        let word = |name: &str| selector[name].as_str().unwrap_or_default();
        let (prefix, exact) = (word("prefix"), word("exact"));
        let wanted = [prefix, exact, word("suffix")].concat();
        let texts = self.seed["body"].as_array().into_iter().flatten().filter_map(|block| block["paragraph"].as_str());
        let found = texts.filter_map(|text| text.split_once(&wanted)).next();
        if let Some((before, _)) = found {
            selector["prefix"] = json!(format!("{}{before}{prefix}", self.mark()));
        }
    }

    /// Makes an id unique.
    fn rename(&self, item: &mut Value) {
        item["id"] = json!(format!("{}-{}", item["id"].as_str().unwrap_or_default(), self.number));
    }
}

fn paragraph(mut block: Value, paragraphs: &Paragraphs) -> Value {
    if let Some(text) = block["paragraph"].as_str() {
        block["paragraph"] = json!(format!("{}{text}", paragraphs.mark()));
    }
    block
}

fn highlight(mut item: Value, paragraphs: &Paragraphs) -> Value {
    paragraphs.rename(&mut item);
    if let Some(target) = item.get_mut("target") {
        paragraphs.extend(target);
    }
    item
}

fn event(item: Value, paragraphs: &Paragraphs) -> Value {
    let mut item = highlight(item, paragraphs);
    let date = item["date"].as_str().unwrap_or_default();
    let later = |part: &str| match part.split_at_checked(4).map(|(year, rest)| (year.parse::<usize>(), rest)) {
        Some((Ok(year), rest)) => format!("{}{rest}", year + paragraphs.number - 1),
        _ => part.to_owned(),
    };
    item["date"] = json!(date.split('/').map(later).collect::<Vec<_>>().join("/"));
    item
}

fn quote(mut item: Value, paragraphs: &Paragraphs) -> Value {
    paragraphs.rename(&mut item);
    for part in item["parts"].as_array_mut().into_iter().flatten() {
        paragraphs.extend(part);
    }
    item
}
