//! The reader of JSON that the browser has, held to serde_json.

use serde_json::{Value, json};
use sidelight::story::{self, StoryError, read_json};

use crate::{SEED, mutations::scrambled, text};

/// Text in which every rule of JSON is at work, but for surrogates: serde_json wants whole pairs.
const SAMPLE: &str = r#" { "a" : [ 0, -1 ,2.5, 1e3, -0.25E-2, 1E+2 ], "b": { "c": true,"d": false , "e":null }
    , "f": "\"\\\/\b\f\n\r\t\u00e9\u0041é🦀", "": [ ], "g": { }, "h": [[[{}]]], "i": 12345678901234567890 } "#;

/// What was read, as serde_json has it; with numbers to 13 digits, which both read rightly.
fn plain(value: &story::Value) -> Value {
    match value {
        story::Value::Null => Value::Null,
        story::Value::Bool(value) => json!(value),
        story::Value::Number(value) => json!(format!("{value:.12e}")),
        story::Value::Text(value) => json!(value),
        story::Value::List(items) => items.iter().map(plain).collect(),
        story::Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), plain(value))).collect(),
        story::Value::Other => panic!("nothing lies too deep"),
    }
}

fn rounded(value: Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64().map(|number| format!("{number:.12e}"))),
        Value::Array(items) => items.into_iter().map(rounded).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, rounded(value))).collect(),
        other => other,
    }
}

/// True if it is JSON. Both say so, and read the same; or both say the same of it. What is no number to serde_json only
/// because it is too large is left out.
fn is_read_alike(text: &str) -> bool {
    match (read_json(text), serde_json::from_str::<Value>(text)) {
        (Ok(ours), Ok(theirs)) => {
            assert_eq!(plain(&ours), rounded(theirs), "{text}");
            true
        }
        (_, Err(theirs)) if theirs.to_string().starts_with("number out of range") => false,
        (Err(StoryError::NotJson { line, column, message }), Err(theirs)) => {
            assert_eq!(format!("{message} at line {line} column {column}"), theirs.to_string(), "{text}");
            false
        }
        (ours, theirs) => panic!("we read {ours:?}, serde {theirs:?}, in {text}"),
    }
}

#[test]
fn valid_json_is_read_like_serde_json() {
    assert!(is_read_alike(SAMPLE));
    assert!(is_read_alike(&text(SEED)));
}

#[test]
fn texts_that_end_too_soon_are_blamed_alike() {
    let seed = text(SEED);
    for text in [SAMPLE, &seed[..4000]] {
        for end in (0..text.trim_end().len()).filter(|&end| text.is_char_boundary(end)) {
            assert!(!is_read_alike(&text[..end]));
        }
    }
}

#[test]
fn scrambled_texts_are_read_as_serde_reads_them() {
    let (mut good, mut bad) = (0, 0);
    for (text, count) in [(SAMPLE, 20_000), (&text(SEED), 1000)] {
        scrambled(text, count, |text| *if is_read_alike(text) { &mut good } else { &mut bad } += 1);
    }
    assert!(good > 2000 && bad > 10_000, "{good} good and {bad} bad texts were tried");
}

/// Every byte that ASCII has, at every place.
#[test]
fn one_wrong_byte_is_blamed_alike() {
    let text: Vec<char> = SAMPLE.chars().collect();
    for at in 0..text.len() {
        for byte in 0..128 {
            let mut changed = text.clone();
            changed[at] = char::from(byte);
            is_read_alike(&changed.into_iter().collect::<String>());
        }
    }
}

#[test]
fn numbers_are_read_to_the_last_digit() {
    for text in ["0", "-0", "0.1", "640.0", "1e22", "123456789012345e-22", "45035996273704.5", "1e-9", "-2.50e+1"] {
        let Ok(story::Value::Number(number)) = read_json(text) else { panic!("{text} is a number") };
        assert_eq!(number.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
    }
    for text in ["1e-300", "9.87654321e250", "123456789012345678901234567890", "0.000000000000000000000000012345"] {
        let Ok(story::Value::Number(number)) = read_json(text) else { panic!("{text} is a number") };
        assert!((number / text.parse::<f64>().unwrap() - 1.0).abs() < 1e-14, "{text}: {number}");
    }
}

/// In what `JSON.parse` reads and serde_json doesn't, ours is with the browser.
#[test]
fn what_javascript_reads_is_read() {
    let check = |text: &str, expected: story::Value| assert_eq!(read_json(text), Ok(expected), "{text}");
    let words = |words: &str| story::Value::Text(words.to_owned());
    check("1e999", story::Value::Number(f64::INFINITY));
    check("0e999", story::Value::Number(0.0));
    check(r#""\uD83e\udd80""#, words("🦀"));
    check(r#""\ud800""#, words("\u{fffd}"));
    check(r#""\udc00\ud83e\u0041""#, words("\u{fffd}\u{fffd}A"));
    check(r#""\ud83e\ud83e\udd80""#, words("\u{fffd}🦀"));
    let last = story::Value::Object(vec![("a".to_owned(), words("3")), ("b".to_owned(), words("2"))]);
    check(r#"{"a": "1", "b": "2", "a": "3"}"#, last);
}

#[test]
fn what_lies_deep_is_not_looked_at() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let mut value = read_json(&deep).unwrap();
    let mut depth = 0;
    while let story::Value::List(mut items) = value {
        value = items.pop().unwrap_or(story::Value::Null);
        depth += 1;
    }
    assert_eq!((value, depth), (story::Value::Other, 33));
    let message = crate::located(&read_json(&deep[..150_000]).unwrap_err());
    assert_eq!(message, "line 1, column 150000: not valid JSON: EOF while parsing a list");
}
