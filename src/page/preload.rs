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
    /// The hash of the WebAssembly (Subresource Integrity, section 3.1): `sha256-…`.
    pub integrity: String,
    /// The stylesheet.
    pub style: String,
}

/// A media query that Chromium matches. WebKit and Firefox don't know the media feature (Media Queries Level 5, section
/// 12.2). WebKit loads a file twice if a `preload` asks for the file before `fetch` does.
const CHROMIUM: &str = "(prefers-reduced-transparency: no-preference)";

impl Preload {
    /// Returns one `<link>` for each file and for the story file at the URL `src`. A `<link>` must have the same request
    /// mode and integrity as the later `fetch`; otherwise the browser loads the file twice.
    pub(super) fn links(&self, src: &str) -> String {
        let Self { glue, wasm, integrity, style } = self;
        let mut links = format!("<link rel=\"modulepreload\" href=\"{}\" fetchpriority=\"low\">\n", attribute(glue));
        let integrity = format!(" integrity=\"{}\"", attribute(integrity));
        for (file, integrity) in [(src, ""), (style, ""), (wasm, &integrity)] {
            // Writing to a string can't fail.
            let _ = writeln!(
                links,
                "<link rel=\"preload\" as=\"fetch\" href=\"{}\"{integrity} crossorigin fetchpriority=\"low\" media=\"{CHROMIUM}\">",
                attribute(file)
            );
        }
        links
    }
}
