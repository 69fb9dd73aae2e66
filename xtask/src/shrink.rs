//! Makes what ships smaller, without changing what it does.
//!
//! The WebAssembly and its glue name each other's functions by long names with hashes in them, which don't compress; it
//! exports functions for closures that nobody makes; and scripts and stylesheets are written for people.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use walrus::{FunctionBuilder, FunctionKind, Module, ModuleConfig};

/// What numbers with fractions are written by, down to the shortest digits that read back the same. Sidelight writes
/// none; it is kept alive by an error of serde's that is never made, for no number is of the wrong type to `Value`.
const WRITES_FRACTIONS: (&str, &str) = ("<f64 as core", "::fmt::Display>::fmt");

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
    silence(&mut module, WRITES_FRACTIONS)?;
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

/// Makes a `fmt` that writes nothing of the one whose name begins and ends like this.
fn silence(module: &mut Module, (start, end): (&str, &str)) -> Result<()> {
    let is_it = |name: &str| name.starts_with(start) && name.ends_with(end);
    let found = module.funcs.iter().find(|it| it.name.as_deref().is_some_and(is_it)).map(|it| it.id());
    let id = found.with_context(|| format!("{start}…{end} is not in the WebAssembly: no need to silence it"))?;
    let FunctionKind::Local(fmt) = &module.funcs.get(id).kind else { bail!("{start}…{end} is imported") };
    let (arguments, signature) = (fmt.args.clone(), module.types.get(fmt.ty()).clone());
    let mut builder = FunctionBuilder::new(&mut module.types, signature.params(), signature.results());
    // `Ok(())`.
    builder.func_body().i32_const(0);
    module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
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
fn without_remarks(text: &str) -> String {
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
