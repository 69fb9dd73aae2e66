//! The files, the names in the code and the tests that the documents name exist.

use std::{collections::BTreeSet, fs, path::Path};

use super::{documents, split};
use crate::{file, text};

/// The folders of the repository that documents name.
const FOLDERS: [&str; 7] = [".cargo/", ".ci/", "docs/", "src/", "stories/", "tests/", "xtask/"];

/// Files that a how-to tells the reader to create.
const NEW_FILES: [&str; 2] = ["src/words/TAG.rs", "src/words/de.rs"];

/// The documents about the code. The names in their code spans are names in the code.
const ABOUT_THE_CODE: [&str; 2] = ["ARCHITECTURE.md", "CONTRIBUTING.md"];

/// Names that are not in the code: a placeholder, a name to avoid, and the test of the tutorial.
const NOT_IN_THE_CODE: [&str; 3] = ["TAG", "SetPinnedFlag", "escape_closes_the_note"];

/// The texts of the code spans in prose.
fn spans(prose: &str) -> Vec<&str> {
    prose.split('`').skip(1).step_by(2).filter(|span| !span.is_empty()).collect()
}

/// The paths of all files in these folders.
fn files(folders: &[&str]) -> Vec<String> {
    fn collect(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, found);
            } else {
                found.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    let mut found = Vec::new();
    folders.iter().for_each(|folder| collect(&file(folder), &mut found));
    found
}

/// Returns true if a code span names a file or folder of the repository that doesn't exist.
fn is_missing(span: &str, files: &[String]) -> bool {
    let path = span.split('#').next().unwrap_or_default();
    if path.contains(|letter: char| letter.is_whitespace() || "*{<…".contains(letter)) || NEW_FILES.contains(&path) {
        return false;
    }
    if FOLDERS.iter().any(|folder| path.starts_with(folder)) {
        return !file(path).exists();
    }
    let is_source = Path::new(path).extension().is_some_and(|extension| extension == "rs");
    is_source && !files.iter().any(|file| file.ends_with(&format!("/{path}")))
}

/// The words of the comment lines of Rust or JavaScript, without punctuation around them.
fn words_in_comments(code: &str) -> impl Iterator<Item = &str> {
    let lines = code.lines().map(str::trim_start);
    let comments = lines.filter(|line| ["//", "/*", "*"].iter().any(|start| line.starts_with(start)));
    let words =
        comments.flat_map(|comment| comment.split(|letter: char| letter.is_whitespace() || "`()[]".contains(letter)));
    words.map(|word| word.trim_end_matches(|letter: char| ".,:;’".contains(letter)))
}

/// The words of a text: identifiers of Rust, JavaScript and CSS without hyphens.
fn words(text: &str) -> BTreeSet<&str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty()).collect()
}

/// Returns true if a code span is a name or a path of Rust, such as `State::apply`.
fn is_name(span: &str) -> bool {
    let is_identifier = |part: &str| {
        part.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && part.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    };
    span.split("::").all(is_identifier)
}

/// The paragraphs that name tests, each with its test files and the names of the tests in them.
fn named_tests(document: &str) -> Vec<Vec<(String, Vec<String>)>> {
    let paragraphs = document.split("\n\n").filter_map(|paragraph| {
        let start = paragraph.find("\nTest: `").or_else(|| paragraph.find("\nTests: `"))?;
        let mut found: Vec<(String, Vec<String>)> = Vec::new();
        for span in spans(&paragraph[start..]) {
            if span.contains('/') {
                found.push((span.to_owned(), Vec::new()));
            } else {
                found.last_mut().unwrap_or_else(|| panic!("{span} has no file")).1.push(span.to_owned());
            }
        }
        Some(found)
    });
    paragraphs.collect()
}

#[test]
fn every_path_in_the_documents_exists() {
    let files = files(&FOLDERS);
    let mut missing = Vec::new();
    for path in documents() {
        let document = text(&path);
        let prose = split(&document).0;
        let spans = spans(&prose).into_iter().filter(|span| is_missing(span, &files));
        missing.extend(spans.map(|span| format!("{path}: `{span}`")));
    }
    assert!(missing.is_empty(), "these files don't exist:\n{}", missing.join("\n"));
}

#[test]
fn every_path_in_the_comments_of_the_code_exists() {
    let all = files(&FOLDERS);
    let mut missing = Vec::new();
    for path in files(&["src", "xtask"]).iter().filter(|path| path.ends_with(".rs") || path.ends_with(".js")) {
        let code = fs::read_to_string(path).unwrap();
        let words = words_in_comments(&code).filter(|word| !word.contains("://") && is_missing(word, &all));
        missing.extend(words.map(|word| format!("{path}: {word}")));
    }
    assert!(missing.is_empty(), "these files don't exist:\n{}", missing.join("\n"));
}

#[test]
fn every_name_in_the_documents_about_the_code_exists() {
    const ENDS_NAME: fn(char) -> bool = |letter| !letter.is_alphanumeric() && letter != '-' && letter != '_';
    let styles = text("style.css");
    let mut code = text("Cargo.toml") + &styles;
    for path in files(&["src", "tests", "xtask", "stories", ".cargo"]) {
        let is_code = Path::new(&path)
            .extension()
            .is_some_and(|it| ["rs", "js", "ts", "toml", "json", "css"].iter().any(|ending| it == *ending));
        if is_code && !path.ends_with("references.rs") {
            code += &fs::read_to_string(&path).unwrap();
        }
    }
    let known = words(&code);
    let mut missing = Vec::new();
    for path in ABOUT_THE_CODE {
        let document = text(path);
        let prose = split(&document).0;
        for span in spans(&prose).into_iter().filter(|span| !NOT_IN_THE_CODE.contains(span)) {
            let is_unknown = is_name(span) && span.split("::").any(|part| !known.contains(part));
            let is_of_css = ["--sl-", "--sidelight-", ".sl-"].iter().any(|start| span.starts_with(start));
            if is_unknown || (is_of_css && !styles.split(ENDS_NAME).any(|name| name == span.trim_start_matches('.'))) {
                missing.push(format!("{path}: `{span}`"));
            }
        }
    }
    assert!(missing.is_empty(), "these names are not in the code:\n{}", missing.join("\n"));
}

#[test]
fn every_test_named_in_the_architecture_exists() {
    let mut count = 0;
    for (path, tests) in named_tests(&text("ARCHITECTURE.md")).into_iter().flatten() {
        assert!(!tests.is_empty(), "no test of {path} is named");
        let source = text(&path);
        for test in tests {
            assert!(source.contains(&format!("fn {test}(")), "{path} has no test {test}");
            count += 1;
        }
    }
    assert!(count > 50, "{count} tests are named");
}

/// Every invariant says which test holds it, or that none does.
#[test]
fn every_invariant_names_its_tests() {
    let document = text("ARCHITECTURE.md");
    let (_, invariants) = document.split_once("\n## Invariants\n").unwrap();
    let (invariants, _) = invariants.split_once("\n## ").unwrap();
    for invariant in invariants.split("\n\n").filter(|paragraph| paragraph.starts_with("**")) {
        let line = invariant.lines().find(|line| line.starts_with("Test: ") || line.starts_with("Tests: "));
        let is_named = line.is_some_and(|line| line.contains('`') || line.starts_with("Test: none"));
        assert!(is_named, "no test is named:\n{invariant}");
    }
}

#[test]
fn detects_names_that_do_not_exist() {
    let files = files(&FOLDERS);
    let check = |span: &str, expected: bool| assert_eq!(is_missing(span, &files), expected, "{span}");
    check("src/link.rs", false);
    check("src/no_such.rs", true);
    check("docs/troubleshooting.md#s0101", false);
    check("src/words/TAG.rs", false);
    check("link.rs", false);
    check("no_such.rs", true);
    check("story/link.rs", true);
    check("element/mod.rs", false);
    check("cargo xtask src/none", false);
    let comments = "//! A `src/a.rs`.\nlet b; // c\n  /// (see b.rs)\n  * d";
    assert_eq!(
        words_in_comments(comments).filter(|word| word.ends_with("rs")).collect::<Vec<_>>(),
        ["src/a.rs", "b.rs"]
    );
    assert_eq!(
        spans("`a` b `c::D`\n\n   ```rust\n   let a;\n   ```\n\n`e`"),
        ["a", "c::D", "rust\n   let a;\n   ", "e"]
    );
    assert!(is_name("State::apply") && is_name("a_b") && !is_name("a-b") && !is_name("f()") && !is_name(".sl-mark"));
    let found = named_tests("**A.** B `c`.\nTests: `tests/a.rs` (`one`,\n`two`), `src/b.rs` (`three`).\n\nTest: none.");
    let expected = vec![vec![
        ("tests/a.rs".to_owned(), vec!["one".to_owned(), "two".to_owned()]),
        ("src/b.rs".to_owned(), vec!["three".to_owned()]),
    ]];
    assert_eq!(found, expected);
}
