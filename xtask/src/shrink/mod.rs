//! Makes what ships smaller, without changing what it does.
//!
//! The WebAssembly and its glue name each other's functions by long names with hashes in them, which don't compress; it
//! exports functions for closures that nobody makes; it holds what is never called ([`dead`]; its glue, too: [`glue`]), in
//! an order that nothing is gained by ([`order`]); and scripts and stylesheets are written for people.

mod dead;
mod glue;
mod order;

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use walrus::{Module, ModuleConfig};

/// Shrinks a script or a stylesheet that is ours.
pub(crate) fn text(file: &Path) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
    Ok(fs::write(file, without_remarks(&text))?)
}

/// Shrinks `NAME_bg.wasm` and `NAME.js` in `dir`, as wasm-bindgen wrote them.
pub(crate) fn bound(dir: &Path, name: &str) -> Result<()> {
    let (wasm, glue) = (dir.join(format!("{name}_bg.wasm")), dir.join(format!("{name}.js")));
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = Module::from_file_with_config(&wasm, &config).map_err(|error| anyhow!("{error:#}"))?;
    let script = fs::read_to_string(&glue).with_context(|| format!("can't read {}", glue.display()))?;

    let used: Vec<&str> = words(&script).map(|(_, word)| word).collect();
    let unused: Vec<_> = module
        .exports
        .iter()
        .filter(|export| !used.contains(&export.name.as_str()))
        .map(|export| export.id())
        .collect();
    for id in unused {
        module.exports.delete(id);
    }
    dead::empty(&mut module)?;
    dead::unlist(&mut module);
    walrus::passes::gc::run(&mut module);

    let imported = module.imports.iter().map(|import| import.name.clone()).collect();
    let script = glue::without_unused(&script, &imported);
    let mut short = HashMap::new();
    for export in module.exports.iter_mut().filter(|export| export.name != "memory") {
        export.name = shorten(&mut short, &export.name);
    }
    for import in module.imports.iter_mut() {
        import.name = shorten(&mut short, &import.name);
    }
    fs::write(&wasm, order::reordered(&module.emit_wasm())?)?;
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

/// A script or a stylesheet without indentation, empty lines, and the lines that hold nothing but comments. None of ours
/// has a string that spans lines.
pub(crate) fn without_remarks(text: &str) -> String {
    let (mut out, mut in_comment) = (String::with_capacity(text.len()), false);
    for line in text.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    out
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
        let check = |text, expected: &str| assert_eq!(without_remarks(text), expected);
        check("/**\n * Why.\n */\n  let a = 2 * 3;\n\n// So.\n  a\n", "let a = 2 * 3;\na\n");
        check("/* One line. */\n* {\n  a: b; /* why */\n}\n", "* {\na: b; /* why */\n}\n");
    }
}
