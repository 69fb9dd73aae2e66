//! Fragments made at random: none panics, what leads somewhere leads there again when it is written, and all others change
//! nothing.

use sidelight::{
    link::{parse, state_fragment, view_fragment},
    state::{Action, State},
    story::Story,
};

use crate::{SEED, mutations::Random, story};

/// Pieces that fragments are made of, beside the ids of the story.
const PIECES: [&str; 34] = [
    "/",
    "/",
    "/",
    "/",
    "+",
    "+",
    "quote",
    "event",
    "note",
    "highlight",
    "company",
    "highlights",
    "key",
    "off",
    "all",
    "timeline",
    "1",
    "2",
    "0",
    "-1",
    "01",
    "99999999999999999999",
    "?secret=abc",
    ":~:text=a",
    "%2F",
    "%",
    "\u{202e}",
    "é",
    "🦀",
    " ",
    "#",
    "..",
    "2025-03-24",
    "",
];

/// A fragment of at most a dozen pieces; every third begins as the story's own do.
fn fragment(story: &Story, ids: &[&str], random: &mut Random) -> String {
    let mut made = if random.below(3) == 0 { format!("{}/", story.id) } else { String::new() };
    for _ in 0..random.below(12) {
        let piece = match random.below(3) {
            0 => ids[random.below(ids.len())],
            _ => PIECES[random.below(PIECES.len())],
        };
        // Rarely so long that what takes the square of its length would be seen to.
        let times = if random.below(200) == 0 { 2000 } else { 1 };
        made.push_str(&piece.repeat(times));
    }
    made
}

/// What a fragment that may lead somewhere is like: a kind, an id and perhaps a place, once or twice.
fn likely(story: &Story, ids: &[&str], random: &mut Random) -> String {
    let kinds = ["quote", "event", "note", "highlight", "company", "highlights"];
    let part = |random: &mut Random| {
        let part = format!("{}/{}", kinds[random.below(kinds.len())], ids[random.below(ids.len())]);
        if random.below(2) == 0 { format!("{part}/{}", random.below(4)) } else { part }
    };
    let first = part(random);
    if random.below(2) == 0 {
        format!("{}/{first}", story.id)
    } else {
        format!("{}/{first}+{}", story.id, part(random))
    }
}

#[test]
fn random_fragments_survive_a_round_trip() {
    let story = story(SEED);
    let mut ids: Vec<&str> = story.entities.iter().map(|it| it.id.as_str()).collect();
    ids.extend(story.quotes.iter().map(|it| it.id.as_str()));
    ids.extend(story.events.iter().map(|it| it.id.as_str()));
    ids.extend(story.highlights.iter().map(|it| it.id.as_str()));
    ids.extend([story.id.as_str(), "key", "off"]);
    let mut random = Random(6);
    let mut led = 0;
    for at in 0..100_000 {
        let make = if at % 4 == 0 { likely } else { fragment };
        let fragment = make(&story, &ids, &mut random);
        let Some(action) = parse(&story, &fragment) else {
            continue;
        };
        led += 1;
        assert!(matches!(action, Action::FollowLink { .. }), "{fragment}");
        let state = State::default().apply(action.clone(), &story);
        // Written anew, it leads to the same, and is not longer.
        if let Some(written) = view_fragment(&story, &state) {
            assert!(written.len() <= fragment.len(), "{fragment}: {written}");
            let again = parse(&story, &written).map(|action| State::default().apply(action, &story));
            assert_eq!(again, Some(state.clone()), "{fragment}: {written}");
        }
        if let Some(written) = state_fragment(&story, &state) {
            assert!(parse(&story, &written).is_some(), "{fragment}: {written}");
        }
    }
    assert!((500..50_000).contains(&led), "{led} led somewhere");
}
