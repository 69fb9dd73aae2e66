//! The JSON parser for the browser, compared with serde_json.

use serde_json::{Value, json};
use sidelight::story::{self, StoryError, read_json};

use crate::{SEED, mutations::mutate_text, text};

/// Text that uses every rule of JSON except lone surrogates, which serde_json refuses.
const SAMPLE: &str = r#" { "a" : [ 0, -1 ,2.5, 1e3, -0.25E-2, 1E+2 ], "b": { "c": true,"d": false , "e":null }
    , "f": "\"\\\/\b\f\n\r\t\u00e9\u0041é🦀", "": [ ], "g": { }, "h": [[[{}]]], "i": 12345678901234567890 } "#;

/// Converts a value to serde_json's type; numbers are rounded to 13 digits.
fn to_serde(value: &story::Value) -> Value {
    match value {
        story::Value::Null => Value::Null,
        story::Value::Bool(value) => json!(value),
        story::Value::Number(value) => json!(format!("{value:.12e}")),
        story::Value::Text(value) => json!(value),
        story::Value::List(items) => items.iter().map(to_serde).collect(),
        story::Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), to_serde(value))).collect(),
        story::Value::Other => panic!("the depth limit is not reached"),
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

/// Asserts that both parsers give the same value or the same error; returns true if the text is JSON. Numbers that are
/// too large for serde_json are not compared.
fn is_json_for_both(text: &str) -> bool {
    match (read_json(text), serde_json::from_str::<Value>(text)) {
        (Ok(parsed), Ok(expected)) => {
            assert_eq!(to_serde(&parsed), rounded(expected), "{text}");
            true
        }
        (_, Err(expected)) if expected.to_string().starts_with("number out of range") => false,
        (Err(StoryError::NotJson { line, column, message }), Err(expected)) => {
            assert_eq!(format!("{message} at line {line} column {column}"), expected.to_string(), "{text}");
            false
        }
        (parsed, expected) => panic!("sidelight read {parsed:?}, serde_json {expected:?}, in {text}"),
    }
}

#[test]
fn valid_json_is_read_like_serde_json() {
    assert!(is_json_for_both(SAMPLE));
    assert!(is_json_for_both(&text(SEED)));
}

#[test]
fn truncated_text_has_the_error_of_serde_json() {
    let seed = text(SEED);
    for text in [SAMPLE, &seed[..4000]] {
        for end in (0..text.trim_end().len()).filter(|&end| text.is_char_boundary(end)) {
            assert!(!is_json_for_both(&text[..end]));
        }
    }
}

#[test]
fn mutated_text_is_read_like_serde_json() {
    let (mut valid, mut invalid) = (0, 0);
    for (text, count) in [(SAMPLE, 20_000), (&text(SEED), 1000)] {
        mutate_text(text, count, |text| *if is_json_for_both(text) { &mut valid } else { &mut invalid } += 1);
    }
    assert!(valid > 2000 && invalid > 10_000, "{valid} valid and {invalid} invalid texts were tried");
}

/// Replaces each character by each ASCII byte.
#[test]
fn a_wrong_byte_has_the_error_of_serde_json() {
    let text: Vec<char> = SAMPLE.chars().collect();
    for at in 0..text.len() {
        for byte in 0..128 {
            let mut changed = text.clone();
            changed[at] = char::from(byte);
            is_json_for_both(&changed.into_iter().collect::<String>());
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

/// In text that `JSON.parse` accepts and serde_json doesn't, the parser agrees with `JSON.parse`.
#[test]
fn accepts_text_that_only_javascript_accepts() {
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
fn values_below_the_depth_limit_are_dropped() {
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
