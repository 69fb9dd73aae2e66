//! The direction of dependencies between modules, and the modules that must not know of a browser (`ARCHITECTURE.md`).

use std::{collections::BTreeSet, fs, path::Path};

use crate::file;

/// The modules of `src`, each with the modules that it may use.
const MAY_USE: [(&str, &[&str]); 13] = [
    ("dom", &[]),
    ("story", &[]),
    ("margin", &[]),
    ("words", &["story"]),
    ("timeline", &["story", "words"]),
    ("state", &["story", "timeline", "words"]),
    ("link", &["story", "timeline", "state"]),
    ("snapshot", &["story", "words", "timeline", "state", "link"]),
    ("view", &["dom", "story", "margin", "words", "timeline", "state", "link"]),
    ("reader", &["dom", "story", "words", "timeline", "state", "link", "view"]),
    ("element", &["dom", "story", "words", "timeline", "state", "link", "snapshot", "view", "reader"]),
    ("page", &["story", "words", "view", "link"]),
    ("picture", &["story", "words", "page"]),
];

/// The modules that are tested natively and know of no browser, no HTML and no Yew.
const PURE: [&str; 7] = ["story", "margin", "words", "timeline", "state", "link", "snapshot"];

/// Names that only code for a browser may use.
const BROWSER: [&str; 5] = ["yew", "web_sys", "js_sys", "JsValue", "wasm_bindgen"];

/// The code of a module, without comments: its file, or the files of its folder.
fn code(module: &str) -> String {
    fn collect(path: &Path, code: &mut String) {
        if path.is_dir() {
            for entry in fs::read_dir(path).unwrap() {
                collect(&entry.unwrap().path(), code);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(path).unwrap();
            for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                code.push_str(line);
                code.push('\n');
            }
        }
    }
    let mut code = String::new();
    let folder = file(&format!("src/{module}"));
    collect(&if folder.is_dir() { folder } else { file(&format!("src/{module}.rs")) }, &mut code);
    assert!(!code.is_empty(), "src/{module} has code");
    code
}

/// The modules that code names as `crate::NAME`, also within the braces of `use crate::{…}`.
fn used(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            used.extend(word(rest));
            continue;
        };
        let (mut depth, mut is_start) = (0, true);
        for (at, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' => is_start = is_start || depth == 0,
                _ if letter.is_whitespace() => {}
                _ if is_start && depth == 0 => {
                    used.extend(word(&group[at..]));
                    is_start = false;
                }
                _ => {}
            }
        }
    }
    used
}

/// The identifier at the beginning of a text.
fn word(text: &str) -> Option<String> {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

#[test]
fn modules_use_only_modules_below_them() {
    let modules: BTreeSet<_> = MAY_USE.iter().map(|(module, _)| *module).collect();
    for (module, allowed) in MAY_USE {
        let used = used(&code(module));
        let used: Vec<_> = used.iter().map(String::as_str).filter(|name| modules.contains(name)).collect();
        let wrong: Vec<_> = used.iter().filter(|name| **name != module && !allowed.contains(name)).collect();
        assert!(wrong.is_empty(), "src/{module} uses {wrong:?}; it may use {allowed:?}");
    }
    let lib = fs::read_to_string(file("src/lib.rs")).unwrap();
    let declared =
        lib.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    assert_eq!(declared.collect::<BTreeSet<_>>(), modules, "every module of src/lib.rs has a place in the order");
}

#[test]
fn pure_modules_name_no_browser_type() {
    for module in PURE {
        let code = code(module);
        let words: BTreeSet<_> = code.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
        for name in BROWSER {
            assert!(!words.contains(name), "src/{module} names {name}");
        }
    }
}

#[test]
fn detects_a_module_in_a_nested_use() {
    let check = |code: &str, expected: &[&str]| {
        assert_eq!(used(code), expected.iter().map(|name| (*name).to_owned()).collect(), "{code}");
    };
    check("use crate::view;", &["view"]);
    check("let it = crate::link::parse(story);", &["link"]);
    check("use crate::{\n    state::{Action, State},\n    story::Story, words,\n};", &["state", "story", "words"]);
    check("use super::view;", &[]);
}
