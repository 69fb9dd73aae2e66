//! Random fragments: none panics; a valid one survives a round trip; an invalid one changes nothing.

use sidelight::{
    link::{parse, state_fragment, view_fragment},
    state::{Action, State},
    story::Story,
    timeline::Timeline,
    words::Messages,
};

use crate::{SEED, mutations::Random, story};

/// Pieces of fragments, in addition to the ids of the story.
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

/// A fragment of at most eleven pieces; every third begins with the id of the story.
fn fragment(story: &Story, ids: &[&str], random: &mut Random) -> String {
    let mut fragment = if random.below(3) == 0 { format!("{}/", story.id) } else { String::new() };
    for _ in 0..random.below(12) {
        let piece = match random.below(3) {
            0 => ids[random.below(ids.len())],
            _ => PIECES[random.below(PIECES.len())],
        };
        // Rarely long enough to expose quadratic time.
        let times = if random.below(200) == 0 { 2000 } else { 1 };
        fragment.push_str(&piece.repeat(times));
    }
    fragment
}

/// A fragment of the form of valid ones: a kind, an id and sometimes an occurrence number, once or twice.
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
    let (timeline, words) = (Timeline::new(&story), &Messages::for_lang("en").dates);
    let after = |action: Action| State::default().apply(action, &story, Some(&timeline), words);
    let mut ids: Vec<&str> = story.entities.iter().map(|it| it.id.as_str()).collect();
    ids.extend(story.quotes.iter().map(|it| it.id.as_str()));
    ids.extend(story.events.iter().map(|it| it.id.as_str()));
    ids.extend(story.highlights.iter().map(|it| it.id.as_str()));
    ids.extend([story.id.as_str(), "key", "off"]);
    let mut random = Random(6);
    let mut valid = 0;
    for at in 0..100_000 {
        let generate = if at % 4 == 0 { likely } else { fragment };
        let fragment = generate(&story, &ids, &mut random);
        let Some(action) = parse(&story, &fragment) else {
            continue;
        };
        valid += 1;
        assert!(matches!(action, Action::FollowLink { .. }), "{fragment}");
        let state = after(action.clone());
        // The written fragment gives the same state, and is not longer.
        if let Some(written) = view_fragment(&story, &state) {
            assert!(written.len() <= fragment.len(), "{fragment}: {written}");
            let again = parse(&story, &written).map(&after);
            assert_eq!(again, Some(state.clone()), "{fragment}: {written}");
        }
        if let Some(written) = state_fragment(&story, &state) {
            assert!(parse(&story, &written).is_some(), "{fragment}: {written}");
        }
    }
    assert!((500..50_000).contains(&valid), "{valid} fragments were valid");
}
