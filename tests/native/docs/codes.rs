//! The troubleshooting page: every code has an entry, and every entry shows the message as it is printed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sidelight::story::{StoryError, compiled::CompiledError};

use super::{printed, sources, split, tutorial};
use crate::{file, is_current, text};

const TROUBLESHOOTING: &str = "docs/troubleshooting.md";

/// The scripts that report loading failures: the element, the loader of a build, and that of a single-file story.
const ELEMENT: &str = "src/element/element.js";
const LOADER: &str = "src/element/load/http.js";
const SINGLE: &str = "src/element/load/single.js";

/// The messages for the story of the tutorial with the fields of this example.
fn printed_with(example: &str) -> Vec<String> {
    let mut story = tutorial();
    let example: Value = serde_json::from_str(example).unwrap();
    for (name, value) in example.as_object().unwrap() {
        story[name] = value.clone();
    }
    printed(&story.to_string())
}

/// The codes that have an entry in the troubleshooting page, each with the text of its entry.
fn entries(document: &str) -> BTreeMap<String, &str> {
    let mut found = BTreeMap::new();
    for entry in document.split("<a id=\"").skip(1) {
        let (anchor, rest) = entry.split_once("\"></a>\n").unwrap();
        let code = anchor.to_uppercase();
        assert!(rest.trim_start().starts_with(&format!("### {code}: ")), "{code} has no heading");
        assert!(found.insert(code, rest).is_none(), "{anchor} has two entries");
    }
    found
}

/// Returns the entry with these messages in its text blocks, in order.
fn with_messages(entry: &str, messages: &[String]) -> String {
    let mut current = entry.to_owned();
    let blocks = split(entry).1.into_iter().filter(|block| block.language == "text");
    let shown: Vec<_> = blocks.map(|block| block.text).collect();
    assert_eq!(shown.len(), messages.len(), "the messages of {entry}");
    for (old, new) in shown.iter().zip(messages) {
        current = current.replacen(&format!("```text\n{old}"), &format!("```text\n{new}\n"), 1);
    }
    current
}

/// Returns what the first example of an entry provokes. The second example must provoke nothing.
fn provoked(code: &str, entry: &str) -> Option<String> {
    let blocks = split(entry).1;
    let json: Vec<_> = blocks.iter().filter(|block| block.language == "json").collect();
    let [before, after] = json.as_slice() else {
        assert!(
            ["S0101", "S0104", "S0105", "S0106"].contains(&code) || code.starts_with(['C', 'L']),
            "{code} has no two examples"
        );
        return None;
    };
    let provoked = printed_with(before.text);
    let [printed] = provoked.as_slice() else { panic!("{code}: not one message: {provoked:#?}") };
    assert!(printed.contains(code), "{code} is not provoked: {printed}");
    assert_eq!(printed_with(after.text), [""; 0], "{code}: the correction");
    Some(printed.clone())
}

/// Returns the text of the template literal that follows `before` in a script.
fn template<'a>(script: &'a str, before: &str) -> &'a str {
    let (_, rest) = script.split_once(&format!("{before}`")).unwrap_or_else(|| panic!("no `{before}`"));
    rest.split_once('`').unwrap().0
}

/// Returns the messages that follow a code in a script: `["L01", "message"]`.
fn messages_in<'a>(script: &'a str, code: &str) -> Vec<&'a str> {
    let message = |rest: &'a str| {
        let quote = rest.chars().next().filter(|it| "\"`".contains(*it))?;
        rest[1..].split_once(quote).map(|(message, _)| message)
    };
    script.split(&format!("[\"{code}\", ")).skip(1).filter_map(message).collect()
}

/// Returns the console lines of a loading failure that this script reports, with example values.
fn console_lines_in(script: &str, code: &str) -> Vec<String> {
    let element = text(ELEMENT);
    let line = |message: &&str| template(&element, "console.error(").replace("${message}", message);
    let mut lines: Vec<_> = messages_in(script, code).iter().map(line).collect();
    if code == "L09" && script.contains("console.warn(") {
        lines.push(template(script, "console.warn(").to_owned());
    }
    lines.iter().map(|line| with_example_values(line, code)).collect()
}

fn with_example_values(line: &str, code: &str) -> String {
    let element = text(ELEMENT);
    let (_, timeout) = element.split_once("const LOAD_TIMEOUT = ").unwrap();
    let timeout: u32 = timeout.split_once(';').unwrap().0.parse().unwrap();
    let file = match code {
        "L07" | "L08" => "sidelight-….js",
        "L09" => "sidelight-…_bg.wasm",
        _ => "style.css",
    };
    let see_also =
        template(&element, "const seeAlso = (code) => ").replace("${code.toLowerCase()}", &code.to_lowercase());
    let line = line
        .replace("${seeAlso(code)}", &see_also)
        .replace(&format!("${{seeAlso(\"{code}\")}}"), &see_also)
        .replace("${code}", code)
        .replace("${url}", &format!("https://cdn.example.org/sidelight/{file}"))
        .replace("${type}", if code == "L09" { "application/octet-stream" } else { "text/plain" })
        .replace("${response.status}", "404")
        .replace("(${message})", "(Failed to fetch dynamically imported module)")
        .replace("${LOAD_TIMEOUT / 1000}", &(timeout / 1000).to_string());
    assert!(!line.contains("${"), "no example value for a part of {line}");
    line
}

/// Returns the console lines of a loading failure: in the element, and in a single-file story if they differ there.
fn console_lines(code: &str) -> Vec<String> {
    if code == "L10" {
        let url = "https://example.org/stories/my-story.json".to_owned();
        return vec![format!("sidelight: {}", StoryError::NotFetched { url, message: "404".to_owned() })];
    }
    if code == "L12" {
        let router = text("src/element/router.rs");
        return router.split('"').filter(|part| part.starts_with("sidelight: [L12] ")).map(str::to_owned).collect();
    }
    let mut lines: Vec<_> =
        [LOADER, ELEMENT, SINGLE].iter().flat_map(|path| console_lines_in(&text(path), code)).collect();
    lines.dedup();
    lines
}

#[test]
fn every_entry_shows_the_message_as_it_is_printed() {
    let document = text(TROUBLESHOOTING);
    let mut current = document.clone();
    for (code, entry) in entries(&document) {
        let messages = match code.as_str() {
            "S0101" => {
                // The mistake isn't JSON, so it is a text block too.
                let mistake = split(entry).1.into_iter().filter(|block| block.language == "text").nth(1).unwrap().text;
                let [message] = <[String; 1]>::try_from(printed(mistake)).unwrap();
                vec![message, mistake.trim_end().to_owned()]
            }
            "S0104" => vec![
                StoryError::NotSerializable { message: "TypeError: Do not know how to serialize a BigInt".to_owned() }
                    .to_string(),
            ],
            "S0105" => vec![StoryError::Compiled(CompiledError::Damaged).to_string()],
            "S0106" => vec![StoryError::Compiled(CompiledError::Format(Some(2))).to_string()],
            _ if code.starts_with('L') => console_lines(&code),
            _ => provoked(&code, entry).into_iter().collect(),
        };
        if !messages.is_empty() {
            current = current.replacen(entry, &with_messages(entry, &messages), 1);
        }
        assert!(!(code.starts_with('L') && messages.is_empty()), "no script reports {code}");
    }
    is_current(TROUBLESHOOTING, &current);
}

#[test]
fn detects_a_message_without_its_remedy() {
    let whole = console_lines("L01").remove(0);
    assert!(whole.contains("Use another browser"), "{whole}");
    let entry = format!("```text\n{}\n```\n", whole.replace(" Use another browser.", ""));
    assert_ne!(with_messages(&entry, std::slice::from_ref(&whole)), entry);
    let entry = format!("```text\n{whole}\n```\n");
    assert_eq!(with_messages(&entry, &[whole]), entry);
}

/// The codes in a source file: whole string literals (`"S0201"`), or in brackets (`[L05]`).
fn codes(source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (open, close) in [('"', '"'), ('[', ']')] {
        let after = source.match_indices(open).map(|(at, _)| &source[at + 1..]);
        let words = after.filter_map(|rest| rest.split_once(close)).map(|(word, _)| word);
        let is_code = |word: &&str| {
            let digits = match word.as_bytes() {
                [b'S', digits @ ..] if digits.len() == 4 => digits,
                [b'C' | b'L', digits @ ..] if digits.len() == 2 => digits,
                _ => return false,
            };
            digits.iter().all(u8::is_ascii_digit)
        };
        found.extend(words.filter(is_code).map(str::to_owned));
    }
    found
}

#[test]
fn every_code_has_an_entry_in_the_troubleshooting_page() {
    let document = text(TROUBLESHOOTING);
    let documented: BTreeSet<_> = entries(&document).into_keys().collect();
    assert_eq!(codes(&sources(&file("src"))), documented, "left: in src, right: documented");
}

#[test]
fn detects_codes_in_sources() {
    let found = codes("Self::A => \"S0201\", fail(\"L05\"); // `[L09]` S0301\n\"S02\" [S0199…] \"LXX\" \"L123\"");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["L05", "L09", "S0201"]);
}
