//! Which cases run on the second story, too: those of these files, but for those that are left to the seed.

use crate::case::Case;
use crate::{
    carousel, conduct, copying, events, grid, highlights, links, moving, notes, quotes, reading, returning, sheets,
    static_page, takeover, timeline, turning,
};

/// The files. `smoke` is about the harness, and has no story.
const FILES: &[&[Case]] = &[
    static_page::CASES,
    takeover::CASES,
    reading::CASES,
    highlights::CASES,
    notes::CASES,
    sheets::CASES,
    copying::CASES,
    carousel::CASES,
    turning::CASES,
    quotes::CASES,
    timeline::CASES,
    events::CASES,
    grid::CASES,
    moving::CASES,
    returning::CASES,
    links::CASES,
    conduct::CASES,
];

/// A story of its own is opened there: the seed has no part in it, nor has the second story.
const OWN: &str = "it opens a story of its own";
/// How a page around a story behaves, or the build: the same whatever the story.
const HOST: &str = "it is about the page, not about the story";
/// The seed's very words are what it is about.
const WORDS: &str = "it is about the seed's very words";

/// What is left to the seed, and why.
const LEFT: &[(&str, &str)] = &[
];

/// The cases that run on the second story.
pub(crate) fn cases() -> Vec<Case> {
    let all = FILES.concat();
    for (name, _) in LEFT {
        assert!(all.iter().any(|case| case.short() == *name), "no case is called {name}");
    }
    all.into_iter().filter(|case| !LEFT.iter().any(|(name, _)| case.short() == *name)).collect()
}
