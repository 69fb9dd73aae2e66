//! Stories of any length, to measure with.

use serde_json::{Value, json};

/// A story with so many mentions: ten in each paragraph, of a hundred people, and a claim around two of them.
pub fn story(mentions: usize) -> Value {
    let entities: Vec<_> =
        (0..100).map(|n| json!({ "id": format!("p{n}"), "kind": "person", "name": format!("Name{n}") })).collect();
    let paragraphs = mentions.div_ceil(10);
    let sentence =
        |at: usize, n: usize| format!("In {at} some words of Name{} and then more. ", (at * 7 + n * 13) % 100);
    let body: Vec<_> = (0..paragraphs)
        .map(|at| json!({ "paragraph": (0..10.min(mentions)).map(|n| sentence(at, n)).collect::<String>() }))
        .collect();
    let claim = |at: usize| {
        let exact = [sentence(at, 0), sentence(at, 1)].concat();
        json!({ "id": format!("c{at}"), "kind": "claim", "title": "A claim", "at": { "exact": exact.trim_end() },
            "note": [{ "text": "It is one.", "from": "article" }] })
    };
    json!({
        "version": 1, "id": "long", "lang": "en", "title": "Long", "published": "2025", "body": body,
        "entities": entities, "highlights": (0..paragraphs.min(20)).map(claim).collect::<Vec<_>>()
    })
}
