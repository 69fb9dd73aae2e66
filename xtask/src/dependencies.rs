//! Checks the dependencies in the lock file: their licences, and that all come from crates.io.

use anyhow::{Result, bail};
use serde_json::Value;

use crate::cargo;

/// The licences that dependencies may have, as SPDX identifiers. MPL-2.0 covers changes to the crate itself only; the tests
/// alone have such dependencies.
const ALLOWED: [&str; 9] =
    ["Apache-2.0", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MPL-2.0", "Unicode-3.0", "Zlib"];

/// The only source of dependencies, as Cargo names it.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// An error if a dependency has another licence or source.
///
/// The step replaces `cargo deny check licenses sources`, because building cargo-deny takes longer than all other checks
/// without a browser.
pub(crate) fn check() -> Result<()> {
    let metadata = cargo::metadata(&["--locked"])?;
    let (mut count, mut errors) = (0, Vec::new());
    for package in items(&metadata["packages"]) {
        let field = |name: &str| package[name].as_str().unwrap_or_default();
        let name = format!("{} {}", field("name"), field("version"));
        // Packages of the workspace have no source.
        if package["source"].is_null() && items(&metadata["workspace_members"]).any(|id| *id == package["id"]) {
            continue;
        }
        count += 1;
        if field("source") != CRATES_IO {
            errors.push(format!("{name} is not from crates.io, but from {}", package["source"]));
        }
        if !is_allowed(field("license")) {
            errors.push(format!("{name} has the licence `{}`", field("license")));
        }
    }
    if !errors.is_empty() {
        bail!("{}\nReplace the dependency, or allow the licence in xtask/src/dependencies.rs.", errors.join("\n"));
    }
    println!("{count} dependencies have allowed licences and come from crates.io");
    Ok(())
}

/// True if an SPDX expression can be satisfied by allowed licences.
fn is_allowed(expression: &str) -> bool {
    // Old crates separate alternatives by a slash.
    let expression = expression.replace('/', " OR ");
    any_of(&mut expression.replace('(', "( ").replace(')', " )").split_whitespace().peekable())
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

/// Reads `A OR B …` up to a closing parenthesis.
fn any_of(words: &mut Words<'_>) -> bool {
    let mut result = all_of(words);
    while words.next_if_eq(&"OR").is_some() {
        // Both sides must be read.
        result |= all_of(words);
    }
    result
}

/// Reads `A AND B …`.
fn all_of(words: &mut Words<'_>) -> bool {
    let mut result = licence(words);
    while words.next_if_eq(&"AND").is_some() {
        result &= licence(words);
    }
    result
}

/// Reads one identifier or a parenthesis. An exception (`WITH …`) only adds permissions, so it is ignored.
fn licence(words: &mut Words<'_>) -> bool {
    let Some(word) = words.next() else { return false };
    if word == "(" {
        let result = any_of(words);
        words.next();
        return result;
    }
    if words.next_if_eq(&"WITH").is_some() {
        words.next();
    }
    ALLOWED.contains(&word)
}

/// The items of a JSON array; none if the value is no array.
pub(crate) fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn evaluates_licence_expressions() {
        let check = |expression, expected| assert_eq!(is_allowed(expression), expected, "{expression}");
        check("MIT", true);
        check("MIT/Apache-2.0", true);
        check("GPL-3.0 OR MIT", true);
        check("(MIT OR Apache-2.0) AND Unicode-3.0", true);
        check("Apache-2.0 WITH LLVM-exception OR GPL-2.0", true);
        check("", false);
        check("GPL-3.0", false);
        check("MIT AND GPL-3.0", false);
        check("(MIT OR Apache-2.0) AND GPL-3.0", false);
    }
}
