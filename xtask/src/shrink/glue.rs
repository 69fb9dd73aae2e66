//! The glue without what it is not asked for.
//!
//! wasm-bindgen writes it before it is known what is never called, and writes it out at length. It is read line by line:
//! what begins on a line ends on the next one that is indented as far, and begins with a brace.

use std::collections::HashSet;

use super::words;

/// The glue without the functions that nobody calls: the WebAssembly imports these, and no others. What is left is said
/// in as few words as will do.
pub(super) fn without_unused(script: &str, imported: &HashSet<String>) -> String {
    // Another way in, which waits for nothing.
    let script = script.replace("export { initSync, ", "export { ");
    let mut script = without(&script, |line| imported_name(line).is_some_and(|name| !imported.contains(name)));
    while let Some(rest) = script.lines().filter_map(function_name).find_map(|name| {
        let rest = without(&script, |line| function_name(line) == Some(name));
        let is_called = words(&rest).any(|(_, word)| word == name);
        (!is_called).then_some(rest)
    }) {
        script = rest;
    }
    short(&script)
}

/// The name of the function for the WebAssembly that begins on this line.
fn imported_name(line: &str) -> Option<&str> {
    Some(line.strip_prefix("        ")?.split_once(": function(")?.0).filter(|name| !name.starts_with(' '))
}

/// The name of the function of the script's own that begins on this line.
fn function_name(line: &str) -> Option<&str> {
    Some(line.strip_prefix("function ")?.split_once('(')?.0)
}

/// The script without what begins on lines like these.
fn without(script: &str, is_unused: impl Fn(&str) -> bool) -> String {
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

/// The script with what is returned at once in no variable, and with each function for the WebAssembly that does one thing
/// on one line. (Where nothing is to be returned, WebAssembly takes no notice of what is.)
fn short(script: &str) -> String {
    let lines: Vec<_> = script.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let (mut out, mut rest) = (String::with_capacity(script.len()), lines.as_slice());
    while let Some((line, after)) = rest.split_first() {
        let ((shorter, left), indented) = match (one_line(rest), returned(rest)) {
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

/// What these lines begin with, if it is a variable that is returned at once; and the lines after it.
fn returned<'a, 'b>(lines: &'a [&'b str]) -> Option<(String, &'a [&'b str])> {
    let [kept, given, rest @ ..] = lines else { return None };
    let value = kept.trim_start().strip_prefix("const ret = ")?;
    (given.trim() == "return ret;").then(|| (format!("return {value}"), rest))
}

/// What these lines begin with, if it is a function for the WebAssembly that does one thing; and the lines after it.
fn one_line<'a, 'b>(lines: &'a [&'b str]) -> Option<(String, &'a [&'b str])> {
    const STATEMENTS: [&str; 7] = ["const ", "let ", "if ", "throw ", "try ", "for ", "return {"];
    let (head, body) = lines.split_first()?;
    imported_name(head)?;
    let head = head.trim_start().strip_suffix(" {")?.replacen(" function(", "(", 1);
    let (does, rest) = match (body, returned(body)) {
        (_, Some((does, rest))) => (does, rest),
        ([does, rest @ ..], None) => (does.trim_start().to_owned(), rest),
        _ => return None,
    };
    let (end, rest) = rest.split_first()?;
    let does = does.strip_suffix(';').filter(|does| !STATEMENTS.iter().any(|word| does.starts_with(word)))?;
    let does = does.strip_prefix("return ").unwrap_or(does);
    (end.trim() == "},").then(|| (format!("{head}=>{does},"), rest))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::without_unused;

    #[test]
    fn what_nobody_calls_goes() {
        let script =
            "function once() {\n    return twice();\n}\nfunction twice() {\n}\nfunction used() {\n}\nused();\n";
        assert_eq!(without_unused(script, &HashSet::new()), "function used() {\n}\nused();\n");
        let script =
            "    const all = {\n        a: function(b) {\n            b.c();\n            b.d();\n        },\n    };\n";
        assert_eq!(without_unused(script, &HashSet::new()), "    const all = {\n    };\n");
        assert_eq!(without_unused(script, &HashSet::from(["a".to_owned()])), script);
    }

    #[test]
    fn one_thing_is_done_on_one_line() {
        let imported = HashSet::from(["a".to_owned()]);
        let check = |body: &str, expected: &str| {
            let script = format!("        a: function(b) {{\n{body}        }},\n");
            assert_eq!(without_unused(&script, &imported), expected);
        };
        check("            const ret = b.c;\n            return ret;\n", "a:(b)=>b.c,\n");
        check("            // Why.\n            b.c();\n", "a:(b)=>b.c(),\n");
        check("            throw b;\n", "        a: function(b) {\n            throw b;\n        },\n");
    }
}
