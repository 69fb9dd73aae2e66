//! Deterministic mutations of story files.

use serde_json::{Value, json};

/// The replacements for a value.
fn replacements() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(4_294_967_296_u64),
        json!(""),
        json!("article"),
        json!("Ünïcode \u{202e}\u{301}🦀"),
        json!([]),
        json!([null]),
        json!({}),
        json!({ "background": {} }),
        json!({ "em": "stressed", "link": "x" }),
        json!({ "paragraph": "one", "heading": "two" }),
    ]
}

/// Calls `each` with every story that differs in one value, and with the path of that value.
pub(crate) fn every_change(story: &Value, mut each: impl FnMut(&str, &Value)) {
    for pointer in pointers(story) {
        let path = path(&pointer);
        for other in replacements() {
            let mut changed = story.clone();
            if let Some(value) = changed.pointer_mut(&pointer) {
                *value = other;
            }
            each(&path, &changed);
        }
        let mut dropped = story.clone();
        if let Some((parent, key)) = pointer.rsplit_once('/') {
            match dropped.pointer_mut(parent) {
                Some(Value::Object(fields)) => drop(fields.remove(key)),
                Some(Value::Array(items)) => drop(items.remove(key.parse().unwrap_or(0))),
                _ => {}
            }
            each(&path, &dropped);
        }
        if let Some(renamed) = renamed(story, &pointer) {
            each(&path, &renamed);
        }
        let mut more = story.clone();
        if let Some(Value::Object(fields)) = more.pointer_mut(&pointer) {
            fields.insert("unknown-field".to_owned(), json!("x"));
            each(&path, &more);
        }
    }
}

/// The story with one field renamed; `None` if the pointer names an item of a list.
fn renamed(story: &Value, pointer: &str) -> Option<Value> {
    let mut renamed = story.clone();
    let (parent, key) = pointer.rsplit_once('/')?;
    let fields = renamed.pointer_mut(parent)?.as_object_mut()?;
    let value = fields.remove(key)?;
    fields.insert(format!("{key}-2"), value);
    Some(renamed)
}

/// Calls `each` with `count` texts that differ from this one by up to three mutations: insertions, deletions and swaps of
/// characters.
pub(crate) fn mutate_text(text: &str, count: usize, mut each: impl FnMut(&str)) {
    let pieces = ["\"", "{", "}", "[", "]", ",", "\\u0000", "\u{301}", "🦀", "\u{202e}", "‘", "X", "~", "9999", "-"];
    let mut random = Random(20_250_324);
    let original: Vec<char> = text.chars().collect();
    for _ in 0..count {
        let mut chars = original.clone();
        for _ in 0..=random.below(3) {
            let at = random.below(chars.len() - 1);
            match random.below(3) {
                0 => drop(chars.remove(at)),
                1 => {
                    let piece = pieces[random.below(pieces.len())];
                    drop(chars.splice(at..at, piece.chars()));
                }
                _ => chars.swap(at, at + 1),
            }
        }
        each(&chars.into_iter().collect::<String>());
    }
}

/// The JSON Pointers (RFC 6901) of all values in a story, without the story itself.
fn pointers(value: &Value) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    let mut found = Vec::new();
    for (key, value) in inner {
        found.extend(pointers(value).into_iter().map(|rest| format!("/{key}{rest}")));
        found.push(format!("/{key}"));
    }
    found
}

/// Converts a JSON Pointer to a path: `/events/3/date` to `events[3].date`.
fn path(pointer: &str) -> String {
    let mut path = String::new();
    for part in pointer.split('/').skip(1) {
        if part.bytes().all(|byte| byte.is_ascii_digit()) {
            path += &format!("[{part}]");
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path += part;
        }
    }
    path
}

/// Pseudo-random numbers, the same in every run (Marsaglia, “Xorshift RNGs”, 2003).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below `end`; 0 if `end` is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % end.max(1)
    }
}
