//! Minifies scripts with Oxc: short local names, no comments, no white space.

use anyhow::{Result, ensure};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The script, minified. Names at the top level of a classic script stay, because other scripts can use them.
pub(super) fn minified(script: &str) -> Result<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::unambiguous()).parse();
    ensure!(parsed.diagnostics.is_empty(), "Oxc can't read the script: {:?}", parsed.diagnostics);
    let mut program = parsed.program;
    let minified = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let printer = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(minified.scoping)
        .with_private_member_mappings(minified.class_private_mappings);
    Ok(printer.build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::minified;

    fn check(script: &str, expected: &str) {
        let made = minified(script).unwrap_or_else(|error| error.to_string());
        assert_eq!(made.trim_end(), expected);
    }

    #[test]
    fn modules_get_short_names() {
        check(
            "const long = f();\n// Why.\ng(long, long);\nexport { long as name };",
            "const e=f();g(e,e);export{e as name};",
        );
    }

    #[test]
    fn names_of_classic_scripts_stay() {
        check("const long = f();\ng(long, long);", "const long=f();g(long,long);");
    }

    #[test]
    fn reads_of_layout_stay() {
        check("export const f = (element) => { element.offsetWidth; };", "export const f=e=>{e.offsetWidth};");
    }

    #[test]
    fn syntax_errors_are_reported() {
        assert!(minified("const = 1").is_err());
    }
}
