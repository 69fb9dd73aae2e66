//! The files for scripts that a page asks for early, before its script runs.

use std::fmt::Write as _;

use super::attribute;

/// The files that `element.js` loads. Their names are relative to the page.
#[derive(Debug, Clone)]
pub struct Preload {
    /// The module that wasm-bindgen makes.
    pub glue: String,
    /// The WebAssembly.
    pub wasm: String,
    /// The stylesheet.
    pub style: String,
}

/// A media query that Chromium matches. WebKit and Firefox don't know the media feature (Media Queries Level 5, section
/// 12.2). WebKit loads a file twice if a `preload` asks for the file before `fetch` does.
const CHROMIUM: &str = "(prefers-reduced-transparency: no-preference)";

impl Preload {
    /// Returns one `<link>` for each file and for the story file at the URL `src`. A `<link>` must have the same request
    /// mode as the later `fetch`; otherwise the browser loads the file twice. Chromium ignores the attribute `integrity` here,
    /// with a warning, and checks the hash when `element.js` fetches the file.
    pub(super) fn links(&self, src: &str) -> String {
        let Self { glue, wasm, style } = self;
        let mut links = format!("<link rel=\"modulepreload\" href=\"{}\" fetchpriority=\"low\">\n", attribute(glue));
        for file in [src, style, wasm] {
            // Writing to a string can't fail.
            let _ = writeln!(
                links,
                "<link rel=\"preload\" as=\"fetch\" href=\"{}\" crossorigin fetchpriority=\"low\" media=\"{CHROMIUM}\">",
                attribute(file)
            );
        }
        links
    }
}
