//! The README's story is one.

use sidelight::story::{Story, StoryFile};

use crate::text;

#[test]
fn the_story_in_the_readme_has_nothing_wrong_with_it() {
    let readme = text("README.md");
    let (_, rest) = readme.split_once("```json\n").unwrap();
    let (story, _) = rest.split_once("```").unwrap();
    let (story, warnings) = Story::check(StoryFile::from_json(story).unwrap());
    assert_eq!(warnings, []);
    assert_eq!((story.entities.len(), story.events.len(), story.quotes.len()), (2, 1, 1));
}
