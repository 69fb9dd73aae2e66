//! Removes unused functions from the glue (the JavaScript that wasm-bindgen writes), and shortens the others.
//!
//! wasm-bindgen writes the glue before the passes remove imports. The glue is read line by line: a block ends on the next
//! line with the same indentation that begins with a brace.

use std::collections::HashSet;

use anyhow::{Result, ensure};

use super::words;

/// The loader, for the one argument that `element.js` passes. wasm-bindgen's also takes URLs, requests and responses.
const LOADER: &str = "async function __wbg_init_once({ module_or_path: module }) {
const instance = await WebAssembly.instantiate(module, __wbg_get_imports());
return __wbg_finalize_init(instance, module);
}
";

/// The fallback for browsers without `FinalizationRegistry`. No browser has all that the WebAssembly needs, and lacks it.
const NO_REGISTRY: &str =
    "(typeof FinalizationRegistry === 'undefined')\n    ? { register: () => {}, unregister: () => {} }\n    : ";

/// The glue with a shorter loader, and without fallbacks for browsers that can't run the WebAssembly.
pub(super) fn with_short_loader(script: &str) -> Result<String> {
    const OLD: [&str; 2] = ["async function __wbg_load(", "async function __wbg_init_once("];
    const FALLBACK: &str = "if (!('encodeInto' in cachedTextEncoder)) {";
    for unused in OLD.iter().chain(&[FALLBACK, NO_REGISTRY]) {
        ensure!(script.contains(unused), "the glue has no `{unused}`: adapt xtask/src/shrink/glue.rs");
    }
    let is_unused = |line: &str| line == FALLBACK || OLD.iter().any(|old| line.starts_with(old));
    Ok(without_blocks(script, is_unused).replace(NO_REGISTRY, "") + LOADER)
}

/// The glue without the functions that the WebAssembly doesn't import and the glue doesn't call; the others are shortened.
pub(super) fn without_unused(script: &str, imports: &HashSet<String>) -> String {
    // The synchronous initialisation is never used.
    let script = script.replace("export { initSync, ", "export { ");
    let mut script = without_blocks(&script, |line| import_name(line).is_some_and(|name| !imports.contains(name)));
    while let Some(rest) = script.lines().filter_map(function_name).find_map(|name| {
        let rest = without_blocks(&script, |line| function_name(line) == Some(name));
        let is_called = words(&rest).any(|(_, word)| word == name);
        (!is_called).then_some(rest)
    }) {
        script = rest;
    }
    shorten(&script)
}

/// The name of the import of the WebAssembly whose definition begins on this line.
fn import_name(line: &str) -> Option<&str> {
    Some(line.strip_prefix("        ")?.split_once(": function(")?.0).filter(|name| !name.starts_with(' '))
}

/// The name of the helper function whose definition begins on this line.
fn function_name(line: &str) -> Option<&str> {
    Some(line.strip_prefix("function ")?.split_once('(')?.0)
}

/// The script without the blocks whose first line is unused.
fn without_blocks(script: &str, is_unused: impl Fn(&str) -> bool) -> String {
    let (mut out, mut lines) = (String::with_capacity(script.len()), script.lines());
    while let Some(line) = lines.next() {
        if is_unused(line) {
            let end = format!("{}}}", &line[..line.len() - line.trim_start().len()]);
            lines.by_ref().take_while(|line| !line.starts_with(&end)).for_each(drop);
        } else {
            out += line;
            out.push('\n');
        }
    }
    out
}

/// Replaces `const ret = X; return ret;` by `return X`, and each import that has one statement by an arrow function.
///
/// An arrow function may return a value where the import has no result: WebAssembly ignores it.
fn shorten(script: &str) -> String {
    let lines: Vec<_> = script.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let (mut out, mut rest) = (String::with_capacity(script.len()), lines.as_slice());
    while let Some((line, after)) = rest.split_first() {
        let ((shorter, left), indented) = match (arrow_function(rest), returned_value(rest)) {
            (Some(one), _) => (one, ""),
            (None, Some(one)) => (one, ""),
            (None, None) => ((String::new(), after), *line),
        };
        out += indented;
        out += &shorter;
        out.push('\n');
        rest = left;
    }
    out
}

/// If the first two lines are `const ret = X; return ret;`: `return X` and the remaining lines.
fn returned_value<'a, 'b>(lines: &'a [&'b str]) -> Option<(String, &'a [&'b str])> {
    let [assignment, result, rest @ ..] = lines else { return None };
    let value = assignment.trim_start().strip_prefix("const ret = ")?;
    (result.trim() == "return ret;").then(|| (format!("return {value}"), rest))
}

/// If the first lines define an import that has one statement: an arrow function, and the remaining lines.
fn arrow_function<'a, 'b>(lines: &'a [&'b str]) -> Option<(String, &'a [&'b str])> {
    const STATEMENTS: [&str; 7] = ["const ", "let ", "if ", "throw ", "try ", "for ", "return {"];
    let (head, body) = lines.split_first()?;
    import_name(head)?;
    let head = head.trim_start().strip_suffix(" {")?.replacen(" function(", "(", 1);
    let (statement, rest) = match (body, returned_value(body)) {
        (_, Some((statement, rest))) => (statement, rest),
        ([statement, rest @ ..], None) => (statement.trim_start().to_owned(), rest),
        _ => return None,
    };
    let (end, rest) = rest.split_first()?;
    let statement = statement.strip_suffix(';').filter(|it| !STATEMENTS.iter().any(|word| it.starts_with(word)))?;
    let value = statement.strip_prefix("return ").unwrap_or(statement);
    (end.trim() == "},").then(|| (format!("{head}=>{value},"), rest))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::without_unused;

    #[test]
    fn removes_functions_that_are_not_called() {
        let script =
            "function once() {\n    return twice();\n}\nfunction twice() {\n}\nfunction used() {\n}\nused();\n";
        assert_eq!(without_unused(script, &HashSet::new()), "function used() {\n}\nused();\n");
        let script =
            "    const all = {\n        a: function(b) {\n            b.c();\n            b.d();\n        },\n    };\n";
        assert_eq!(without_unused(script, &HashSet::new()), "    const all = {\n    };\n");
        assert_eq!(without_unused(script, &HashSet::from(["a".to_owned()])), script);
    }

    #[test]
    fn one_statement_becomes_an_arrow_function() {
        let imports = HashSet::from(["a".to_owned()]);
        let check = |body: &str, expected: &str| {
            let script = format!("        a: function(b) {{\n{body}        }},\n");
            assert_eq!(without_unused(&script, &imports), expected);
        };
        check("            const ret = b.c;\n            return ret;\n", "a:(b)=>b.c,\n");
        check("            // Why.\n            b.c();\n", "a:(b)=>b.c(),\n");
        check("            throw b;\n", "        a: function(b) {\n            throw b;\n        },\n");
    }
}
