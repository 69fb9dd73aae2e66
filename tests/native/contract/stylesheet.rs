//! The stylesheet does not style the rest of the page.

use crate::text;

/// The selectors of a stylesheet, without those of keyframes.
fn selectors(sheet: &str) -> Vec<String> {
    let mut bare = String::new();
    for (at, part) in sheet.split("/*").enumerate() {
        bare += if at == 0 { part } else { part.split_once("*/").unwrap().1 };
    }
    let mut found = Vec::new();
    let (mut begins, mut inside_keyframes) = (0, 0);
    for (at, letter) in bare.char_indices() {
        let before = bare[begins..at].trim();
        match letter {
            '{' if inside_keyframes > 0 || before.starts_with("@keyframes") => inside_keyframes += 1,
            '{' if !before.starts_with('@') => found.extend(at_commas(before)),
            '}' if inside_keyframes > 0 => inside_keyframes -= 1,
            _ => {}
        }
        if matches!(letter, '{' | '}' | ';') {
            begins = at + 1;
        }
    }
    found
}

/// Splits a selector list at the commas that are not in brackets.
fn at_commas(list: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for letter in list.chars() {
        depth += match letter {
            '(' | '[' => 1,
            ')' | ']' => -1,
            _ => 0,
        };
        match letter {
            ',' if depth == 0 => parts.push(String::new()),
            _ => parts.last_mut().unwrap().push(letter),
        }
    }
    parts.into_iter().map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Returns true if a selector can match only elements of Sidelight.
fn is_scoped(selector: &str) -> bool {
    let begins_with = |class: &str| {
        selector.strip_prefix(class).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    // An attribute of the element, and its child.
    let in_the_tag = |selector: &str| {
        let rest = selector.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        rest.is_some_and(|(_, rest)| rest.starts_with(" > .sidelight"))
    };
    let is_in_the_tag = selector.starts_with("sidelight-story") || in_the_tag(selector);
    // This includes `.sidelight-page`, the body of a prerendered page.
    begins_with(".sidelight")
        || begins_with(".sl-mount")
        || selector.starts_with(":host")
        || [":root:has(> .sidelight-page)", ":root:has(> .sidelight-frame)"].contains(&selector)
        || is_in_the_tag
}

#[test]
fn every_rule_matches_only_elements_of_sidelight() {
    let all = selectors(&text("style.css"));
    assert!(all.len() > 400, "too few selectors: {}", all.len());
    let foreign: Vec<_> = all.iter().filter(|selector| !is_scoped(selector)).collect();
    assert!(foreign.is_empty(), "{foreign:#?}");
}

#[test]
fn detects_a_rule_that_matches_other_elements() {
    let sheet =
        "/* a, b { } */ .sidelight a, td { color: red } @media print { body:has(.sidelight), .sidelight-page { x: y } }
        @keyframes in { from { x: y } to { x: z } } .sidelights p { x: y } [theme] .sidelight { x: y }
        .sidelight :is(a, b) { x: y }";
    let found = selectors(sheet);
    let foreign: Vec<_> = found.iter().filter(|selector| !is_scoped(selector)).collect();
    assert_eq!(found.len(), 7, "{found:?}");
    assert_eq!(foreign, ["td", "body:has(.sidelight)", ".sidelights p", "[theme] .sidelight"]);
}
