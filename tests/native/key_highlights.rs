//! The highlights that are shown by default.

use sidelight::story::{HighlightIndex, ItemRef, Story, StoryFile};

use crate::{SEED, story};

/// Checks the numbers of the mentions of an entity that are highlighted by default. `paragraphs` are the texts of a story
/// about “Lumen”.
fn check(standfirst: &str, paragraphs: &[String], expected: &[usize]) {
    let blocks: Vec<_> = paragraphs.iter().map(|text| serde_json::json!({ "paragraph": text })).collect();
    let file = serde_json::json!({
        "version": 1, "id": "s", "lang": "en", "title": "T", "published": "2025", "standfirst": standfirst,
        "body": blocks, "entities": [{ "id": "lumen", "kind": "company", "name": "Lumen" }],
    });
    let (story, _) = Story::check(StoryFile::from_json(&file.to_string()).unwrap());
    let key = story.occurrences.iter().filter(|occurrence| occurrence.is_key);
    assert_eq!(key.map(|occurrence| occurrence.number).collect::<Vec<_>>(), expected);
}

#[test]
fn a_mention_is_shown_if_the_last_screen_has_none() {
    check("No name.", &["Lumen. Lumen again.".to_owned(), "And Lumen.".to_owned()], &[1]);
    let far = "x ".repeat(1200);
    check("No name.", &[format!("Lumen. {far} Lumen."), "Lumen.".to_owned()], &[1, 2]);
    check("No name.", &["Lumen.".to_owned(), far.clone(), format!("Lumen. {far} Lumen.")], &[1, 2, 3]);
}

#[test]
fn the_standfirst_has_no_highlights_by_default() {
    check("Lumen grows.", &["Lumen.".to_owned()], &[2]);
}

/// Quotes and events have a sign in the margin, and no line or background.
#[test]
fn at_most_15_percent_of_the_seed_story_are_marked_by_default() {
    let story = story(SEED);
    let (mut marked, mut all) = (0, 0);
    for text in story.texts.indices().filter(|&text| story.standfirst != Some(text)) {
        for run in &story.texts[text].runs {
            let is_marked = run.occurrences.iter().map(|&at| &story.occurrences[at]).any(|occurrence| {
                occurrence.is_key && matches!(occurrence.item, ItemRef::Entity(_) | ItemRef::Highlight(_))
            });
            all += run.range.len();
            marked += if is_marked { run.range.len() } else { 0 };
        }
    }
    assert!(marked * 100 <= all * 15, "{marked} of {all} bytes");
    let claim = story.occurrence(ItemRef::Highlight(HighlightIndex::new(0)), 1);
    assert!(claim.is_some_and(|at| story.occurrences[at].is_key), "claims are shown");
}
