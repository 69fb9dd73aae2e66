//! Stories gone wrong, one change at a time, always the same ones.

use serde_json::{Value, json};

/// What a value may be changed into.
fn others() -> Vec<Value> {
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

/// Calls `each` with every story that differs from this one in one place, and with the path of that place.
pub(crate) fn every_change(story: &Value, mut each: impl FnMut(&str, &Value)) {
    for pointer in pointers(story) {
        let path = path(&pointer);
        for other in others() {
            let mut changed = story.clone();
            if let Some(occurrence) = changed.pointer_mut(&pointer) {
                *occurrence = other;
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
            fields.insert("unheard-of".to_owned(), json!("x"));
            each(&path, &more);
        }
    }
}

/// The story with the field at a place under another name; `None` for the item of a list.
fn renamed(story: &Value, pointer: &str) -> Option<Value> {
    let mut renamed = story.clone();
    let (parent, key) = pointer.rsplit_once('/')?;
    let fields = renamed.pointer_mut(parent)?.as_object_mut()?;
    let value = fields.remove(key)?;
    fields.insert(format!("{key}-2"), value);
    Some(renamed)
}

/// Calls `each` with texts that differ from this one in up to three places: characters put in, taken out and swapped.
pub(crate) fn scrambled(text: &str, count: usize, mut each: impl FnMut(&str)) {
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

/// Every place in a story (RFC 6901), but for the story itself.
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

/// `/events/3/date` is `events[3].date`.
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

/// Numbers that look random and are always the same (Marsaglia, “Xorshift RNGs”, 2003).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below `end`; 0 if that is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % end.max(1)
    }
}
