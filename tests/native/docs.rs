//! The documents for users: their links resolve, and their examples are run.

mod codes;
mod markup;
mod references;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use scraper::Html;
use serde_json::Value;
use sidelight::story::{self, Story, StoryFile, WarningKind};

use crate::{file, html::all, text};

const STORY_FORMAT: &str = "docs/story-format.md";

/// The paths of all Markdown files at the top level and in `docs/`.
fn documents() -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["", "docs/"] {
        for entry in fs::read_dir(file(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.ends_with(".md") {
                found.push(format!("{folder}{name}"));
            }
        }
    }
    found.sort();
    found
}

/// A fenced code block (CommonMark 0.31, section 4.5) that begins at the margin.
struct Block<'a> {
    language: &'a str,
    /// The line of the opening fence, from 1.
    line: usize,
    text: &'a str,
}

/// Splits a document into its prose, with code blocks left out, and its code blocks.
fn split(document: &str) -> (String, Vec<Block<'_>>) {
    let (mut prose, mut blocks, mut open, mut offset) = (String::new(), Vec::new(), None, 0);
    for (index, line) in document.split_inclusive('\n').enumerate() {
        let next = offset + line.len();
        match (line.strip_prefix("```").map(str::trim), open) {
            (Some(""), Some((language, line, start))) => {
                blocks.push(Block { language, line, text: &document[start..offset] });
                open = None;
            }
            (Some(language), None) => open = Some((language, index + 1, next)),
            (None, None) => prose += line,
            (_, Some(_)) => {}
        }
        offset = next;
    }
    assert!(open.is_none(), "a code block is not closed: {open:?}");
    (prose, blocks)
}

/// Calls `check` with each code block in one of these languages, and where the block is.
fn for_each_block(languages: &[&str], mut check: impl FnMut(&Block, &str)) {
    for path in documents() {
        let document = text(&path);
        for block in split(&document).1.iter().filter(|block| languages.contains(&block.language)) {
            check(block, &format!("{path}:{}", block.line));
        }
    }
}

/// The anchor that GitHub gives to a heading: lower case, without punctuation, with hyphens for spaces.
fn slug(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The anchors of a document: one for each heading, and the explicit ones.
fn anchors(document: &str) -> BTreeSet<String> {
    let (prose, _) = split(document);
    let mut found = BTreeSet::new();
    for heading in prose.lines().filter(|line| line.starts_with('#')) {
        let slug = slug(heading.trim_start_matches('#'));
        let numbered = (1..).map(|number| format!("{slug}-{number}"));
        let free = [slug.clone()].into_iter().chain(numbered).find(|it| !found.contains(it));
        found.extend(free);
    }
    found.extend(prose.split("<a id=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(id, _)| id.to_owned()));
    found
}

/// The targets of the links and images in prose, without those in code spans.
fn targets(prose: &str) -> Vec<String> {
    let without_code: String = prose.split('`').step_by(2).collect();
    let targets = without_code.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    targets.map(|(target, _)| target.to_owned()).collect()
}

/// Returns what is wrong with a relative link from a document, if anything is.
fn broken(from: &str, target: &str) -> Option<String> {
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let folder = Path::new(from).parent().unwrap();
    let to = if path.is_empty() { PathBuf::from(from) } else { folder.join(path) };
    if !file(&to.to_string_lossy()).exists() {
        return Some(format!("{from}: {target}: there is no file {}", to.display()));
    }
    let anchor = anchor.filter(|_| to.extension().is_some_and(|it| it == "md"))?;
    let has_anchor = anchors(&text(&to.to_string_lossy())).contains(anchor);
    (!has_anchor).then(|| format!("{from}: {target}: there is no anchor {anchor}"))
}

#[test]
fn every_relative_link_resolves() {
    let mut wrong = Vec::new();
    for path in documents() {
        let document = text(&path);
        let relative = targets(&split(&document).0).into_iter().filter(|target| !target.contains(':'));
        wrong.extend(relative.filter_map(|target| broken(&path, &target)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn detects_a_broken_link() {
    let prose = "A [link](docs/none.md) and `[code](x)` and ![an image](no.png), [wrapped\ntext](index.md#no-such).";
    assert_eq!(targets(prose), ["docs/none.md", "no.png", "index.md#no-such"]);
    assert!(broken("README.md", "docs/none.md").is_some());
    assert!(broken("docs/index.md", "index.md#no-such").is_some());
    assert!(broken("docs/index.md", "../LICENSE-MIT").is_none());
    let headings = "# A `code` heading, and more\n```sh\n# no heading\n```\n## A\n## A\n<a id=\"s0101\"></a>\n";
    let found: Vec<_> = anchors(headings).into_iter().collect();
    assert_eq!(found, ["a", "a-1", "a-code-heading-and-more", "s0101"]);
}

#[test]
fn every_code_block_names_its_language() {
    for_each_block(&[""], |_, place| panic!("{place}: the code block has no language"));
}

/// Screen readers read the header cells with each cell.
#[test]
fn every_table_has_a_header_row() {
    for path in documents().iter().filter(|path| path.starts_with("docs/")) {
        let document = text(path);
        let prose = split(&document).0;
        let lines: Vec<_> = prose.lines().collect();
        for pair in lines.windows(2).filter(|pair| pair[1].starts_with("|---")) {
            let cells = pair[0].trim_matches('|').split('|');
            assert!(
                cells.into_iter().all(|cell| !cell.trim().is_empty()),
                "{path}: a header cell is empty: {}",
                pair[0]
            );
        }
    }
}

/// Returns the story error, or the story warnings, as the command prints them.
fn printed(story: &str) -> Vec<String> {
    match StoryFile::from_json(story) {
        Err(error) => vec![error.to_string()],
        Ok(read) => {
            let (story, warnings) = Story::check(read);
            let help = |warning: &WarningKind| {
                story::help(warning, &story).map_or_else(String::new, |help| format!("\n  help: {help}"))
            };
            warnings.iter().map(|warning| format!("{warning}{}", help(&warning.kind))).collect()
        }
    }
}

/// Returns true if a JSON value is a whole story file.
fn is_story(value: &Value) -> bool {
    value.get("version").is_some() && value.get("body").is_some()
}

#[test]
fn every_json_example_is_valid_and_every_story_has_no_warnings() {
    let mut stories = 0;
    for_each_block(&["json"], |block, place| {
        let value: Value = serde_json::from_str(block.text).unwrap_or_else(|error| panic!("{place}: {error}"));
        if is_story(&value) {
            assert_eq!(printed(block.text), [""; 0], "{place}");
            stories += 1;
        }
    });
    assert!(stories > 0, "the documents have no story");
}

/// The first whole story of the page about the story format.
fn tutorial() -> Value {
    let document = text(STORY_FORMAT);
    let blocks = split(&document).1;
    let values = blocks.iter().filter(|block| block.language == "json").map(|block| block.text);
    let mut stories = values.map(|json| serde_json::from_str(json).unwrap()).filter(is_story);
    stories.next().unwrap()
}

/// The text of all Rust and JavaScript files of a folder and of the folders in it.
fn sources(folder: &Path) -> String {
    let mut found = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found += &sources(&path);
        } else if path.extension().is_some_and(|it| it == "rs" || it == "js") {
            found += &fs::read_to_string(&path).unwrap();
        }
    }
    found
}

/// The privacy statement names the storage keys that the code uses.
#[test]
fn every_storage_key_in_the_privacy_statement_is_used() {
    const ROW: &str = "| `sessionStorage` | `";
    let (page, source) = (text("docs/reading.md"), sources(&file("src")));
    let keys: Vec<_> = page.split(ROW).skip(1).filter_map(|rest| rest.split_once('`')).map(|(key, _)| key).collect();
    assert_eq!(keys.len(), 2, "{keys:?}");
    for key in keys {
        assert!(source.contains(&format!("\"{key}\"")), "nothing is stored as {key}");
    }
}

/// The attributes of the element: each name with its allowed values, or none if any value is allowed.
fn attributes() -> BTreeMap<String, Vec<String>> {
    let manifest: Value = serde_json::from_str(&text("src/element/custom-elements.json")).unwrap();
    let list = manifest["modules"][0]["declarations"][0]["attributes"].as_array().unwrap().clone();
    let values = |kind: &Value| -> Vec<String> {
        kind["text"].as_str().unwrap().split('"').skip(1).step_by(2).map(str::to_owned).collect()
    };
    list.iter().map(|it| (it["name"].as_str().unwrap().to_owned(), values(&it["type"]))).collect()
}

#[test]
fn every_html_example_sets_only_attributes_that_exist() {
    const GLOBAL: [&str; 5] = ["class", "id", "style", "slot", "hidden"];
    let (known, mut count) = (attributes(), 0);
    for_each_block(&["html"], |block, place| {
        for element in all(&Html::parse_fragment(block.text), "sidelight-story") {
            count += 1;
            for (name, value) in element.value().attrs().filter(|(name, _)| !GLOBAL.contains(name)) {
                let allowed = known.get(name).unwrap_or_else(|| panic!("{place}: there is no attribute {name}"));
                assert!(allowed.is_empty() || allowed.iter().any(|it| it == value), "{place}: {name}=\"{value}\"");
            }
        }
    });
    assert!(count > 3, "the documents show the element {count} times");
}

/// The commands of the shell examples: each in one line, without comments.
fn commands(block: &str) -> Vec<Vec<String>> {
    let lines = block.replace("\\\n", " ");
    let words = |line: &str| line.split_whitespace().take_while(|it| *it != "#").map(str::to_owned).collect();
    lines.lines().map(words).collect()
}

/// The output of `sidelight` with these arguments.
fn help(of: &str) -> String {
    let arguments: Vec<_> = [of, "--help"].into_iter().filter(|it| !it.is_empty()).collect();
    let output = Command::new(env!("CARGO_BIN_EXE_sidelight")).args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Returns true if the source of xtask has this command or option, as a string or as a Rust name.
fn is_in_xtask(name: &str) -> bool {
    let mut letters = name.chars();
    let variant: String = letters.next().map(|it| it.to_ascii_uppercase()).into_iter().chain(letters).collect();
    let source = sources(&file("xtask/src"));
    let snake = name.replace('-', "_");
    let forms = [format!("\"{name}\""), format!("{variant}("), format!("{variant},"), format!("{snake}:")];
    forms.iter().any(|form| source.contains(form.as_str()))
}

#[test]
fn every_command_in_the_examples_exists() {
    let mut count = 0;
    for_each_block(&["sh"], |block, place| {
        for words in commands(block.text) {
            let words: Vec<_> = words.iter().map(String::as_str).collect();
            let options = words.iter().filter_map(|it| it.strip_prefix("--")).map(|it| it.split('=').next().unwrap());
            match words.as_slice() {
                ["cargo", "xtask", command, ..] => {
                    assert!(is_in_xtask(command), "{place}: cargo xtask {command}");
                    options.for_each(|option| assert!(is_in_xtask(option), "{place}: {command} --{option}"));
                }
                ["sidelight", command, ..] => {
                    let all = help("");
                    let mut listed = all.lines().map(|line| line.trim_start().trim_start_matches("Usage: "));
                    let begins =
                        |line: &str| line.trim_start_matches("sidelight ").split_whitespace().next() == Some(command);
                    assert!(listed.any(begins), "{place}: sidelight {command}");
                    let its = help(command);
                    options.for_each(|option| {
                        assert!(its.contains(&format!("--{option}")), "{place}: {command} --{option}")
                    });
                }
                _ => continue,
            }
            count += 1;
        }
    });
    assert!(count > 3, "the documents show {count} commands");
}
