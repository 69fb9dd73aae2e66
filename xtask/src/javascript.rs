//! Checks the hand-written JavaScript: its types with TypeScript (from JSDoc comments), and its style with oxlint.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use serde_json::json;

use crate::element_script::Loader;
use crate::wasm::Artifacts;
use crate::{cargo, compress, root, target_dir, tools};

/// The folders of the scripts that ship, and those that only the browser tests load.
const SHIPPED: [&str; 3] = ["src/element", "src/npm", "src/page"];
const TESTS: &str = "tests/browser/js";

/// The configuration of oxlint: rules that find errors.
const OXLINT_CONFIG: &str = r#"{
  "plugins": ["oxc"],
  "categories": { "correctness": "error", "suspicious": "error" },
  "rules": { "no-shadow": "off", "no-underscore-dangle": "off" },
  "env": { "browser": true, "es2024": true, "serviceworker": true }
}"#;

/// An error if a script has a wrong type or a lint.
pub(crate) fn check() -> Result<()> {
    let folder = target_dir().join("javascript");
    fs::create_dir_all(&folder)?;
    let globals = root().join("src/element/globals.d.ts").display().to_string();
    let mut shipped = Vec::new();
    for folder in SHIPPED {
        shipped.extend(scripts(&root().join(folder))?);
    }
    // The parts of the element's script use each other, so they are checked as they are assembled.
    let is_part = |file: &Path| {
        let names = ["element.js", "chunks.js", "story_text.js"];
        names.iter().any(|name| file.ends_with(name)) || file.parent().is_some_and(|it| it.ends_with("load"))
    };
    shipped.retain(|file| !is_part(file));
    let artifacts = Artifacts::example();
    // The files that bundlers find.
    for name in [artifacts.glue.as_str(), "style.js"] {
        fs::write(folder.join(name), "/** @type {any} */\nconst any = null;\nexport default any;\n")?;
    }
    for (name, loader) in [
        ("web.js", Loader::Web { artifacts: &artifacts, style: "style.css" }),
        ("bundler.js", Loader::Bundler(&artifacts)),
        ("single.js", Loader::Single { glue: "", wasm: "" }),
    ] {
        let file = folder.join(name);
        let script = loader.script()?.replace("../globals.d.ts", &globals).replace("./globals.d.ts", &globals);
        fs::write(&file, script)?;
        shipped.push(file);
    }
    let mut tests = scripts(&root().join(TESTS))?;

    let config = folder.join("oxlint.json");
    fs::write(&config, OXLINT_CONFIG)?;
    lint(&config, &shipped, &[])?;
    // Other scripts use the functions that these declare.
    lint(&config, &tests, &["--allow", "no-unused-vars"])?;
    check_types(&folder.join("tsconfig.json"), &shipped, true)?;
    tests.push(root().join(TESTS).join("globals.d.ts"));
    check_types(&folder.join("tsconfig.tests.json"), &tests, false)
}

/// Lints scripts with oxlint.
fn lint(config: &Path, files: &[PathBuf], args: &[&str]) -> Result<()> {
    let mut command = Command::new("node");
    command.current_dir(root()).arg(tools::ensure_oxlint()?).arg("--config").arg(config).args(args);
    cargo::run(command.arg("--deny-warnings").args(files))
}

/// The scripts below a folder.
fn scripts(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = compress::files(folder)?.into_iter();
    Ok(files.filter(|file| file.extension().is_some_and(|extension| extension == "js")).collect())
}

/// Type-checks scripts. Those of the tests share one global scope, and their types are inferred only.
fn check_types(config: &Path, files: &[PathBuf], is_strict: bool) -> Result<()> {
    let options = json!({
        "allowJs": true,
        "checkJs": true,
        "noEmit": true,
        "strict": is_strict,
        "moduleDetection": if is_strict { "force" } else { "auto" },
        "module": "es2022",
        "moduleResolution": "bundler",
        "target": "es2024",
        "lib": ["es2024", "dom", "dom.iterable"],
        "types": [],
    });
    fs::write(config, format!("{:#}\n", json!({ "compilerOptions": options, "files": files })))?;
    let mut command = Command::new("node");
    cargo::run(command.current_dir(root()).arg(tools::ensure_typescript()?).arg("--project").arg(config))
}
