//! Assembles the element's script: constants that only the build knows, a loader of `src/element/load`, and `element.js`.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};

use crate::{
    root,
    wasm::{Artifacts, Chunk},
};

/// How the element loads its files.
pub(crate) enum Loader<'a> {
    /// From the folder of the script. `style` is the file name of the stylesheet.
    Web { artifacts: &'a Artifacts, style: &'a str },
    /// By literal file names, which bundlers recognise: `import("./FILE")` and `new URL("./FILE", import.meta.url)`.
    Bundler(&'a Artifacts),
    /// From the script itself: the glue and the WebAssembly, compressed with gzip, in base64.
    Single { glue: &'a str, wasm: &'a str },
}

/// The constant with the chunks of the WebAssembly: the file name or the URL, and the integrity hash of each, by name.
const CHUNKS: &str = "/** @type {Record<string, string[]>} */ CHUNKS";

impl Loader<'_> {
    /// The assembled script, with its comments.
    pub(crate) fn script(&self) -> Result<String> {
        let mut script = self.constants();
        for name in self.files() {
            let file = root().join("src/element").join(name);
            script.push('\n');
            script.push_str(&fs::read_to_string(&file).with_context(|| format!("can't read {}", file.display()))?);
        }
        Ok(script)
    }

    /// The files of `src/element`, in the order of the script.
    fn files(&self) -> &'static [&'static str] {
        match self {
            Self::Web { .. } => &["load/web.js", "load/http.js", "chunks.js", "story_text.js", "element.js"],
            Self::Bundler(_) => &["load/bundler.js", "load/http.js", "chunks.js", "story_text.js", "element.js"],
            Self::Single { .. } => &["load/single.js", "chunks.js", "story_text.js", "element.js"],
        }
    }

    /// The declarations of what the loader uses.
    fn constants(&self) -> String {
        let mut text = String::new();
        let mut declare = |name: &str, value: &str| {
            // Writing to a string can't fail.
            let _ = writeln!(text, "const {name} = {value};");
        };
        let quoted = |text: &str| format!("\"{text}\"");
        let url = |file: &str| format!("new URL(\"./{file}\", import.meta.url).href");
        let all_chunks = |chunks: &[Chunk], address: &dyn Fn(&str) -> String| {
            let each = chunks
                .iter()
                .map(|Chunk { name, file, integrity }| format!("{name}: [{}, {}]", address(file), quoted(integrity)));
            format!("{{ {} }}", each.collect::<Vec<_>>().join(", "))
        };
        match self {
            Self::Web { artifacts: Artifacts { glue, wasm, integrity, chunks, .. }, style } => {
                declare("GLUE", &quoted(&format!("./{glue}")));
                declare("WASM", &quoted(&format!("./{wasm}")));
                declare("INTEGRITY", &quoted(integrity));
                declare("STYLE", &quoted(style));
                declare(CHUNKS, &all_chunks(chunks, &|file| quoted(&format!("./{file}"))));
            }
            Self::Bundler(Artifacts { glue, wasm, integrity, chunks, .. }) => {
                declare("importGlue", &format!("() => import(\"./{glue}\")"));
                declare("wasmUrl", &url(wasm));
                declare("INTEGRITY", &quoted(integrity));
                declare("importStylesheet", "() => import(\"./style.js\")");
                declare(CHUNKS, &all_chunks(chunks, &url));
            }
            Self::Single { glue, wasm } => {
                declare("GLUE", &quoted(glue));
                declare("WASM", &quoted(wasm));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Loader;
    use crate::{shrink, wasm::Artifacts};

    /// The script without comments.
    fn code(loader: &Loader<'_>) -> String {
        shrink::strip_comments(&loader.script().unwrap_or_default())
    }

    #[test]
    fn script_for_bundlers_names_every_file_literally() {
        let text = code(&Loader::Bundler(&Artifacts::example()));
        for literal in [
            "import(\"./sidelight-0.js\")",
            "new URL(\"./sidelight-0_bg.wasm\", import.meta.url)",
            "new URL(\"./sidelight-0_json.wasm\", import.meta.url)",
            "import(\"./style.js\")",
        ] {
            assert_eq!(text.matches(literal).count(), 1, "{literal}: {text}");
        }
        let counts = ["import(", "import.meta"].map(|word| text.matches(word).count());
        assert_eq!(counts, [2, 3], "no other import: {text}");
    }

    #[test]
    fn single_file_script_loads_nothing() {
        let text = code(&Loader::Single { glue: "", wasm: "" });
        assert!(text.contains("DecompressionStream"), "{text}");
        for loading in ["fetch(", "import.", "import(\"", "assetUrl"] {
            assert!(!text.replace("fetch(src)", "").contains(loading), "{loading}: {text}");
        }
    }
}
