//! Type-checks the TypeScript and JavaScript examples of the documents against the types of the npm package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use crate::{cargo, compress, root, target_dir, tools};

/// The packages that the examples import, and those that have their types.
const PACKAGES: [(&str, &str); 5] = [
    ("@types/node", "26.6.6"),
    ("@types/react", "19.3.0"),
    ("@vitejs/plugin-vue", "6.0.11"),
    ("vite", "8.3.8"),
    ("vue", "3.5.45"),
];

/// The files of the npm package that have types: from, to.
const TYPES: [(&str, &str); 4] = [
    ("src/npm/package.json", "package.json"),
    ("src/npm/react.d.ts", "react.d.ts"),
    ("src/element/element.d.ts", "element.d.ts"),
    ("stories/story.d.ts", "stories/story.d.ts"),
];

/// The languages of code blocks that are checked. They are also the extensions of the files.
const LANGUAGES: [&str; 3] = ["ts", "tsx", "js"];

/// Other names of these languages. They would not be checked, so they are errors.
const OTHER_NAMES: [&str; 5] = ["typescript", "javascript", "jsx", "mjs", "mts"];

/// Mistakes for the negative controls: a wrong attribute and a wrong event.
const MISTAKES: [(&str, &str); 2] =
    [("story={story}", "stories={story}"), ("\"sidelight-select\"", "\"sidelight-chosen\"")];

/// A code block of a document.
#[derive(Debug, PartialEq)]
struct Example<'a> {
    language: &'a str,
    /// The line of the opening fence, from 1.
    line: usize,
    text: &'a str,
}

/// An error if an example has a wrong type, or if a mistake in an example is not found.
pub(crate) fn check() -> Result<()> {
    let folder = target_dir().join("examples");
    install(&folder)?;
    let package = folder.join("node_modules/sidelight-story");
    for (from, to) in TYPES {
        let to = package.join(to);
        fs::create_dir_all(to.parent().context("a file is in a folder")?)?;
        fs::copy(root().join(from), to).with_context(|| format!("can't copy {from}"))?;
    }
    let types = package.join("element.d.ts");

    let (mut files, mut with_mistakes) = (vec![types.clone()], vec![types]);
    let mut mistakes = MISTAKES.to_vec();
    for path in documents()? {
        let document = fs::read_to_string(root().join(&path))?;
        for example in examples(&document).with_context(|| path.clone())? {
            files.push(write(&folder.join("checked"), &path, &example, example.text)?);
            mistakes.retain(|(right, wrong)| {
                let text = example.text.replace(right, wrong);
                let written = (text != example.text)
                    .then(|| write(&folder.join("mistakes"), &path, &example, &text))
                    .and_then(Result::ok);
                with_mistakes.extend(written.clone());
                written.is_none()
            });
        }
    }
    ensure!(mistakes.is_empty(), "no example has the text that is changed on purpose: {mistakes:?}");
    cargo::run(&mut compile(&folder.join("tsconfig.json"), &files)?)?;
    println!("checked: {} examples of the documents", files.len() - 1);

    let output = compile(&folder.join("tsconfig.mistakes.json"), &with_mistakes)?.output()?;
    let report = String::from_utf8_lossy(&output.stdout);
    for file in &with_mistakes[1..] {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        ensure!(report.contains(&*name), "a mistake in {name} was not found:\n{report}");
    }
    Ok(())
}

/// Installs the packages, unless they are there.
fn install(folder: &Path) -> Result<()> {
    let dependencies: serde_json::Map<_, _> =
        PACKAGES.iter().map(|(name, version)| ((*name).to_owned(), (*version).into())).collect();
    let manifest = format!("{:#}\n", json!({ "private": true, "type": "module", "dependencies": dependencies }));
    let file = folder.join("package.json");
    // npm writes this file at the end of an installation.
    let is_complete = folder.join("node_modules/.package-lock.json").is_file();
    if is_complete && fs::read_to_string(&file).is_ok_and(|old| old == manifest) {
        return Ok(());
    }
    tools::ensure_node()?;
    println!("fetching the types that the examples need");
    fs::create_dir_all(folder)?;
    fs::write(&file, manifest)?;
    // Only types are needed: no native programs, no scripts.
    let mut npm = Command::new("npm");
    npm.current_dir(folder).args(["install", "--silent", "--no-package-lock", "--no-audit", "--no-fund"]);
    cargo::run(npm.args(["--prefer-offline", "--ignore-scripts", "--omit=optional"]))
}

/// The documents, as paths in the repository.
fn documents() -> Result<Vec<String>> {
    let mut found = vec!["README.md".to_owned(), "src/npm/README.md".to_owned()];
    for file in compress::files(&root().join("docs"))? {
        if file.extension().is_some_and(|extension| extension == "md") {
            found.push(file.strip_prefix(root())?.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(found)
}

/// The code blocks of a document in the languages that are checked (CommonMark 0.31, section 4.5).
fn examples(document: &str) -> Result<Vec<Example<'_>>> {
    let (mut found, mut open, mut offset) = (Vec::new(), None, 0);
    for (index, text) in document.split_inclusive('\n').enumerate() {
        let next = offset + text.len();
        match (text.strip_prefix("```").map(str::trim), open.take()) {
            (Some(""), Some((language, line, start))) => {
                if LANGUAGES.contains(&language) {
                    found.push(Example { language, line, text: &document[start..offset] });
                }
            }
            (Some(language), None) => {
                if OTHER_NAMES.contains(&language) {
                    bail!("line {}: use one of these names for the language: {LANGUAGES:?}", index + 1);
                }
                open = Some((language, index + 1, next));
            }
            (_, still_open) => open = still_open,
        }
        offset = next;
    }
    ensure!(open.is_none(), "a code block is not closed: {open:?}");
    Ok(found)
}

/// Writes an example as a file. Its lines have the numbers that they have in the document.
fn write(folder: &Path, document: &str, example: &Example, text: &str) -> Result<PathBuf> {
    let Example { language, line, .. } = example;
    let file = folder.join(format!("{}-{line}.{language}", document.replace('/', "-")));
    fs::create_dir_all(folder)?;
    fs::write(&file, format!("{}{text}", "\n".repeat(*line)))?;
    Ok(file)
}

/// The command that type-checks these files. Each example is a module.
fn compile(config: &Path, files: &[PathBuf]) -> Result<Command> {
    let options = json!({
        "allowJs": true,
        "checkJs": true,
        "noEmit": true,
        "strict": true,
        "exactOptionalPropertyTypes": true,
        "skipLibCheck": true,
        "moduleDetection": "force",
        "module": "esnext",
        "moduleResolution": "bundler",
        "target": "es2023",
        "lib": ["es2023", "dom", "dom.iterable"],
        "jsx": "react-jsx",
        "types": [],
    });
    fs::write(config, format!("{:#}\n", json!({ "compilerOptions": options, "files": files })))?;
    let mut command = Command::new("node");
    command.arg(tools::ensure_typescript()?).arg("--project").arg(config);
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::{Example, examples};

    #[test]
    fn examples_are_the_code_blocks_of_some_languages() {
        let found = examples("A\n```ts\nlet a;\n```\n```sh\nls\n```\n```js\n```\n").unwrap_or_default();
        assert_eq!(
            found,
            [Example { language: "ts", line: 2, text: "let a;\n" }, Example { language: "js", line: 8, text: "" }]
        );
    }

    #[test]
    fn detects_blocks_that_would_not_be_checked() {
        assert!(examples("```typescript\n```\n").is_err());
        assert!(examples("```ts\nlet a;\n").is_err());
    }
}
