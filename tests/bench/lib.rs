//! Generated stories of any length for the benchmarks.

use serde_json::{Value, json};

/// A story with the given number of mentions: ten in each paragraph, of a hundred people, and a claim around two of them.
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
        json!({ "id": format!("c{at}"), "kind": "claim", "title": "A claim", "target": { "exact": exact.trim_end() },
            "note": [{ "text": "It is one.", "from": "article" }] })
    };
    json!({
        "version": 1, "id": "long", "lang": "en", "title": "Long", "published": "2025", "body": body,
        "entities": entities, "highlights": (0..paragraphs.min(20)).map(claim).collect::<Vec<_>>()
    })
}

/// A story with the given number of events, of 40 companies, spread over 3,000 years; one in five lasts for some days.
pub fn history(events: usize) -> Value {
    let companies: Vec<_> =
        (0..40).map(|n| json!({ "id": format!("c{n}"), "kind": "company", "name": format!("Company{n}") })).collect();
    let date = |at: usize| {
        // Thousandths of a year since 976 BCE.
        let since = at * 3_000_000 / events;
        let (year, month) = (since / 1000, since % 1000 * 12 / 1000 + 1);
        let year = if year < 975 { format!("-{:04}", 975 - year) } else { format!("{:04}", year - 975) };
        let day = format!("{year}-{month:02}-{:02}", at % 20 + 1);
        if at.is_multiple_of(5) { format!("{day}/{year}-{month:02}-28") } else { day }
    };
    let event = |at: usize| {
        json!({ "id": format!("e{at}"), "title": format!("Event {at}, with a title of some words"), "date": date(at),
            "dateSource": "article", "company": format!("c{}", at * 7 % 40) })
    };
    json!({
        "version": 1, "id": "long", "lang": "en", "title": "Long", "published": "2025", "body": [],
        "entities": companies, "events": (0..events).map(event).collect::<Vec<_>>()
    })
}
