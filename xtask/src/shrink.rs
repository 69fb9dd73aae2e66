//! Makes what wasm-bindgen writes smaller, without changing what it does.
//!
//! The WebAssembly and its glue name each other's functions by long names with hashes in them, which don't compress;
//! it exports functions for closures that nobody makes; and the glue is written for people.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use walrus::Module;

/// Shrinks `NAME_bg.wasm` and `NAME.js` in `dir`.
pub(crate) fn run(dir: &Path, name: &str) -> Result<()> {
    let (wasm, glue) = (dir.join(format!("{name}_bg.wasm")), dir.join(format!("{name}.js")));
    let mut module = Module::from_file(&wasm).map_err(|error| anyhow!("{error:#}"))?;
    let script = fs::read_to_string(&glue).with_context(|| format!("can't read {}", glue.display()))?;

    let used: Vec<&str> = words(&script).map(|(_, word)| word).collect();
    let unused: Vec<_> =
        module.exports.iter().filter(|export| !used.contains(&export.name.as_str())).map(|export| export.id()).collect();
    for id in unused {
        module.exports.delete(id);
    }
    walrus::passes::gc::run(&mut module);

    let mut short = HashMap::new();
    for export in module.exports.iter_mut().filter(|export| export.name != "memory") {
        export.name = shorten(&mut short, &export.name);
    }
    for import in module.imports.iter_mut() {
        import.name = shorten(&mut short, &import.name);
    }
    module.emit_wasm_file(&wasm).map_err(|error| anyhow!("{error:#}"))?;
    fs::write(&glue, without_remarks(&renamed(&script, &short)))?;
    Ok(())
}

/// The short name that stands for a long one: `$0`, `$1` and so on, which the glue has no names like.
fn shorten(short: &mut HashMap<String, String>, name: &str) -> String {
    let next = format!("${}", short.len());
    short.entry(name.to_owned()).or_insert(next).clone()
}

/// The words of a script that can be names, and where each begins.
fn words(script: &str) -> impl Iterator<Item = (usize, &str)> {
    let in_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + script[rest..].find(in_word)?;
        let end = script[start..].find(|c| !in_word(c)).map_or(script.len(), |len| start + len);
        rest = end;
        Some((start, &script[start..end]))
    })
}

fn renamed(script: &str, short: &HashMap<String, String>) -> String {
    let (mut out, mut done) = (String::with_capacity(script.len()), 0);
    for (start, word) in words(script) {
        if let Some(name) = short.get(word) {
            out.push_str(&script[done..start]);
            out.push_str(name);
            done = start + word.len();
        }
    }
    out + &script[done..]
}

/// The script without indentation, empty lines, and the lines of block comments. The glue has no template literal that
/// spans lines.
fn without_remarks(script: &str) -> String {
    let is_remark = |line: &&str| line.is_empty() || ["/*", "* ", "*/", "//"].iter().any(|mark| line.starts_with(mark));
    script.lines().map(str::trim).filter(|line| !is_remark(line)).fold(String::new(), |out, line| out + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::{HashMap, renamed, without_remarks};

    #[test]
    fn whole_words_are_renamed() {
        let short = HashMap::from([("go_1".to_owned(), "$0".to_owned())]);
        assert_eq!(renamed("wasm.go_1(go_12, $go_1, 'go_1')", &short), "wasm.$0(go_12, $go_1, '$0')");
    }

    #[test]
    fn remarks_go() {
        assert_eq!(without_remarks("/**\n * Why.\n */\n  let a = 2 * 3;\n\n// So.\n  a\n"), "let a = 2 * 3;\na\n");
    }
}
