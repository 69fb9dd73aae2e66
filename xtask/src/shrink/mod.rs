//! Makes the WebAssembly and the scripts smaller, without a change of behaviour.
//!
//! Each measure is a [`Pass`] and can be switched off: `cargo xtask build --without PASS`, or `--plain` for all of them.
//! `cargo xtask test` runs part of the browser tests against a plain build, so that an error of a pass can be told from an
//! error of Sidelight.
//!
//! The bytes of brotli that each pass saves, of 173,284 in all. The element was built without this pass and with all others,
//! so the numbers don't add up. `cargo xtask size --by-pass` measures again.
//!
//! | pass | bytes | % |
//! |---|--:|--:|
//! | build-std, with immediate-abort | 11,652 | 6.7 |
//! | immediate-abort | 659 | 0.4 |
//! | no-debug-formatting | 2,991 | 1.7 |
//! | inline-mir | 1,416 | 0.8 |
//! | yew-lists (of 179,125) | 6,959 | 3.9 |
//! | uncalled-functions | 5,388 | 3.1 |
//! | unused-table-entries | 267 | 0.2 |
//! | unused-glue | 1,096 | 0.6 |
//! | short-names | 6,264 | 3.6 |
//! | merge-functions | 539 | 0.3 |
//! | order-functions | 5,080 | 2.9 |
//! | strip-comments | 2,345 | 1.4 |
//! | minify-scripts | 1,875 | 1.1 |
//!
//! The pass `chunks` came later. It makes the sum larger, and what a page loads before its story is live smaller:
//! docs/performance.md has the sizes.
//!
//! Two passes were dropped, because they saved nothing: removing source locations (-4), and removing unused exports (-12).

mod glue;
mod minify;
mod order;
mod uncalled;

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use walrus::{Module, ModuleConfig};

pub(crate) use self::uncalled::function_path;
use crate::chunks::{self, Parts};

/// A measure that makes what a reader downloads smaller.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(crate) enum Pass {
    /// Compile the standard library for size too (unstable: -Zbuild-std); without it, immediate-abort is off too
    BuildStd,
    /// A panic stops the WebAssembly at once, without a message (unstable: -Cpanic=immediate-abort)
    ImmediateAbort,
    /// Leave out implementations of Debug (unstable: -Zfmt-debug=none)
    NoDebugFormatting,
    /// Inline small functions before LLVM does (unstable: -Zinline-mir)
    InlineMir,
    /// Compile Yew with sorted lists in place of its maps and sets, by a patch of its source
    YewLists,
    /// Empty functions that are never called, by a list of names
    UncalledFunctions,
    /// Empty entries of the function table that no constant refers to
    UnusedTableEntries,
    /// Remove functions of the glue that the WebAssembly does not import, and shorten the others
    UnusedGlue,
    /// Give imports and exports short names
    ShortNames,
    /// Cut chunks out of the WebAssembly, which are loaded when they are needed
    Chunks,
    /// Merge functions that are identical
    MergeFunctions,
    /// Put similar functions next to each other, and set all alignment hints alike
    OrderFunctions,
    /// Remove comments and indentation from scripts and the stylesheet
    StripComments,
    /// Give local names of scripts one letter, and remove white space
    MinifyScripts,
}

/// The passes of a build.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Passes(Vec<Pass>);

impl Default for Passes {
    fn default() -> Self {
        Self::without(&[])
    }
}

impl Passes {
    /// Every pass but these.
    pub(crate) fn without(off: &[Pass]) -> Self {
        Self(<Pass as clap::ValueEnum>::value_variants().iter().filter(|pass| !off.contains(pass)).copied().collect())
    }

    /// No pass.
    pub(crate) fn none() -> Self {
        Self(Vec::new())
    }

    /// True if the pass is on.
    pub(crate) fn has(&self, pass: Pass) -> bool {
        // The precompiled standard library unwinds or aborts in the usual way, and can't be linked to other code.
        let is_possible = pass != Pass::ImmediateAbort || self.0.contains(&Pass::BuildStd);
        is_possible && self.0.contains(&pass)
    }

    /// The arguments and the flags of the compiler, for a release build.
    pub(crate) fn compiler_options(&self) -> (Vec<&'static str>, Vec<&'static str>) {
        let (mut args, mut flags) = (vec!["--profile", self.cargo_profile()], Vec::new());
        if self.has(Pass::BuildStd) {
            args.extend(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        }
        let all: [(Pass, &[&str]); 4] = [
            (Pass::Chunks, &["-Clink-arg=--emit-relocs"]),
            (Pass::NoDebugFormatting, &["-Zfmt-debug=none"]),
            (Pass::ImmediateAbort, &["-Cpanic=immediate-abort"]),
            (Pass::InlineMir, &["-Zinline-mir=yes", "-Zinline-mir-threshold=20", "-Zinline-mir-hint-threshold=40"]),
        ];
        for (_, these) in all.iter().filter(|(pass, _)| self.has(*pass)) {
            flags.extend_from_slice(these);
        }
        if !flags.is_empty() {
            flags.insert(0, "-Zunstable-options");
        }
        (args, flags)
    }

    /// The profile of `Cargo.toml`, which is also the name of Cargo's folder. Without any pass it is one that compiles fast.
    pub(crate) fn cargo_profile(&self) -> &'static str {
        if self.0.is_empty() { "plain" } else { "release" }
    }

    /// Makes a script or a stylesheet smaller.
    pub(crate) fn shrink_text(&self, file: &Path) -> Result<()> {
        if !self.has(Pass::StripComments) {
            return Ok(());
        }
        let text = fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
        let is_stylesheet = file.extension().is_some_and(|extension| extension == "css");
        let short = strip_comments(&text);
        Ok(fs::write(file, if is_stylesheet { join_css_lines(&short) } else { short })?)
    }

    /// The script without comments and indentation.
    pub(crate) fn shrink_script(&self, script: String) -> String {
        if self.has(Pass::StripComments) { strip_comments(&script) } else { script }
    }

    /// Minifies a script. Its text must be complete: no other program can find its place in a minified script.
    pub(crate) fn minify(&self, script: String) -> Result<String> {
        if self.has(Pass::MinifyScripts) { minify::minified(&script) } else { Ok(script) }
    }

    /// Minifies a script that is a file.
    pub(crate) fn minify_file(&self, file: &Path) -> Result<()> {
        let script = fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
        let minified = self.minify(script).with_context(|| format!("can't minify {}", file.display()))?;
        Ok(fs::write(file, minified)?)
    }

    /// Makes `NAME_bg.wasm` and `NAME.js` in `dir` smaller, as wasm-bindgen wrote them from the file `linked`.
    ///
    /// With [`Pass::Chunks`] there are also `NAME_whole.wasm`, which has all functions, and `NAME_CHUNK.wasm` for each chunk.
    pub(crate) fn shrink_wasm(&self, dir: &Path, name: &str, linked: &Path) -> Result<()> {
        let file = |kind: &str| dir.join(format!("{name}_{kind}.wasm"));
        let glue = dir.join(format!("{name}.js"));
        let mut config = ModuleConfig::new();
        config.generate_name_section(self.has(Pass::Chunks)).generate_producers_section(false);
        let mut module = Module::from_file_with_config(file("bg"), &config).map_err(|error| anyhow!("{error:#}"))?;
        let mut script = fs::read_to_string(&glue).with_context(|| format!("can't read {}", glue.display()))?;

        if self.has(Pass::UncalledFunctions) {
            uncalled::empty_functions(&mut module, self)?;
        }
        if self.has(Pass::UnusedTableEntries) {
            uncalled::empty_table_entries(&mut module);
        }
        walrus::passes::gc::run(&mut module);

        if self.has(Pass::UnusedGlue) {
            let imports = module.imports.iter().map(|import| import.name.clone()).collect();
            script = glue::with_short_loader(&glue::without_unused(&script, &imports))?;
        }
        if self.has(Pass::ShortNames) {
            script = give_short_names(&mut module, &script)?;
        }
        if self.has(Pass::Chunks) {
            let Parts { whole, main, chunks } = chunks::cut(&mut module, linked)?;
            self.write_module(&file("whole"), whole)?;
            self.write_module(&file("bg"), main)?;
            for (definition, chunk) in chunks::ALL.iter().zip(chunks) {
                self.write_module(&file(definition.name), chunk)?;
            }
        } else {
            self.write_module(&file("bg"), module.emit_wasm())?;
        }
        fs::write(&glue, script)?;
        self.shrink_text(&glue)?;
        self.minify_file(&glue)
    }
}

impl Passes {
    /// Writes a module, with its functions merged and ordered.
    fn write_module(&self, file: &Path, mut bytes: Vec<u8>) -> Result<()> {
        if self.has(Pass::MergeFunctions) {
            bytes = order::merge_identical(bytes)?;
        }
        if self.has(Pass::OrderFunctions) {
            bytes = order::order_by_similarity(&bytes)?;
        }
        wasmparser::validate(&bytes).with_context(|| format!("{} is not valid", file.display()))?;
        fs::write(file, bytes).with_context(|| format!("can't write {}", file.display()))
    }
}

/// Replaces the names of imports and exports, which are long, hold hashes and don't compress. Returns the glue with the new
/// names.
fn give_short_names(module: &mut Module, script: &str) -> Result<String> {
    // Every import repeats the name of the glue, which is the key of the imports in the glue.
    const GLUE: &str = "./sidelight_bg.js";
    let key = format!("\"{GLUE}\": ");
    ensure!(script.matches(&key).count() == 1, "the glue has no key {key}: adapt xtask/src/shrink/mod.rs");
    let script = script.replace(&key, "\"$\": ");
    for import in module.imports.iter_mut().filter(|import| import.module == GLUE) {
        import.module = "$".to_owned();
    }
    let mut names = HashMap::new();
    for export in module.exports.iter_mut().filter(|export| export.name != "memory") {
        export.name = short_name(&mut names, &export.name);
    }
    for import in module.imports.iter_mut() {
        import.name = short_name(&mut names, &import.name);
    }
    Ok(rename(&script, &names))
}

/// The short name for a long one: `$0`, `$1` and so on. The glue has no such names itself.
fn short_name(names: &mut HashMap<String, String>, name: &str) -> String {
    let next = format!("${}", names.len());
    names.entry(name.to_owned()).or_insert(next).clone()
}

/// The words of a script that can be names, each with its byte offset.
fn words(script: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_in_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + script[rest..].find(is_in_word)?;
        let end = script[start..].find(|c| !is_in_word(c)).map_or(script.len(), |len| start + len);
        rest = end;
        Some((start, &script[start..end]))
    })
}

/// The script with every word that is a key of `names` replaced.
fn rename(script: &str, names: &HashMap<String, String>) -> String {
    let (mut out, mut copied) = (String::with_capacity(script.len()), 0);
    for (start, word) in words(script) {
        if let Some(name) = names.get(word) {
            out.push_str(&script[copied..start]);
            out.push_str(name);
            copied = start + word.len();
        }
    }
    out + &script[copied..]
}

/// A script or a stylesheet without indentation, empty lines, and lines that hold only comments. The text must have no
/// string that spans lines.
pub(crate) fn strip_comments(text: &str) -> String {
    let (mut out, mut in_comment) = (String::with_capacity(text.len()), false);
    for line in text.lines().map(str::trim) {
        // Comments that begin with an exclamation mark have a meaning: see src/page/page_style.rs.
        in_comment |= line.starts_with("/*") && !line.starts_with("/*!");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    out
}

/// A stylesheet without line breaks and spaces that mean nothing. Each declaration must be on a line, or begin one, and no
/// string may contain what is replaced.
fn join_css_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let is_declaration = line.ends_with(';') && !line.starts_with('@');
        let line = if is_declaration { line.replacen(": ", ":", 1) } else { line.replace(" {", "{") };
        let line = [(", ", ","), (" > ", ">"), (":0.", ":."), (" 0.", " ."), ("(0.", "(.")]
            .iter()
            .fold(line, |line, (from, to)| line.replace(from, to));
        if line == "}" && out.ends_with(';') {
            out.pop();
        }
        out += &line;
        if !line.ends_with(['{', '}', ';', ',']) {
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{HashMap, Pass, Passes, join_css_lines, rename, strip_comments};

    #[test]
    fn renames_whole_words() {
        let names = HashMap::from([("go_1".to_owned(), "$0".to_owned())]);
        assert_eq!(rename("wasm.go_1(go_12, $go_1, 'go_1')", &names), "wasm.$0(go_12, $go_1, '$0')");
    }

    #[test]
    fn strips_comments_and_indentation() {
        let check = |text, expected: &str| assert_eq!(strip_comments(text), expected);
        check("/**\n * Why.\n */\n  let a = 2 * 3;\n\n// So.\n  a\n", "let a = 2 * 3;\na\n");
        check("/* One line. */\n* {\n  a: b; /* why */\n}\n", "* {\na: b; /* why */\n}\n");
    }

    #[test]
    fn joins_lines_of_css() {
        let check = |text, expected: &str| assert_eq!(join_css_lines(text), expected);
        check("a,\na::before {\ncontent: \": \";\ncolor: red;\n}\n", "a,a::before{content:\": \";color:red}");
        check("@media (width: 1px) {\na {\nfont:\n1px a, c,\nb;\n}\n}\n", "@media (width: 1px){a{font:\n1px a,c,b}}");
        check("a > b {\nc: 0.5em (0.25em - 10.5em);\n}\n", "a>b{c:.5em (.25em - 10.5em)}");
        check("a:hover { b: c; } /* why */\nd {\n}\n", "a:hover{ b: c; } /* why */\nd{}");
    }

    #[test]
    fn plain_build_has_stable_options_only() {
        assert_eq!(Passes::none().compiler_options(), (vec!["--profile", "plain"], vec![]));
        let (_, flags) = Passes::without(&[Pass::BuildStd]).compiler_options();
        assert!(!flags.contains(&"-Cpanic=immediate-abort"), "{flags:?}");
        let (args, flags) = Passes::default().compiler_options();
        assert!(args.len() == 4 && flags.contains(&"-Cpanic=immediate-abort"), "{args:?} {flags:?}");
    }
}
