//! Cuts chunks out of the WebAssembly: modules of their own, which `element.js` loads when they are needed.
//!
//! A chunk has the functions that can be reached only through its entry functions, and the data that only these functions
//! refer to. It shares the memory and the tables of the main module:
//!
//! - In the main module, an entry function is a stub, which calls the function in a slot of the function table.
//! - When the chunk is instantiated, it writes its functions into their slots of the table, and its data into the memory.
//!   Until then a call of an entry function traps. The types of the crate prevent such a call: see `src/element/chunk.rs`.
//! - A chunk imports the functions of the main module that it calls, and functions of JavaScript as the main module does.
//!
//! Which function refers to which data and which slot of the table is known from the relocations that the linker leaves in
//! the module ([WebAssembly Object File Linking](https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md),
//! section "Relocation Sections").

mod cut;
mod owners;
mod references;

use std::path::Path;

use anyhow::{Context, Result};
use walrus::Module;

use self::owners::Owners;
use self::references::References;

/// A chunk: its name in file names and in `element.js`, and its entry functions by the ends of their paths.
pub(crate) struct Definition {
    pub(crate) name: &'static str,
    entries: &'static [&'static str],
}

/// All chunks.
pub(crate) const ALL: [Definition; 2] = [
    Definition {
        name: "json",
        entries: &["element::json_story::begin", "element::json_story::fail", "element::json_story::render"],
    },
    Definition {
        name: "timeline",
        entries: &[
            "<sidelight::timeline::Timeline>::new",
            "<sidelight::timeline::timeline_state::TimelineState>::change",
            "view::timeline::chart::region",
            "view::timeline::tools::region",
            "view::timeline::follow::region",
            "view::timeline::reveal::find_drawn_id",
            "element::restore::read",
        ],
    },
];

/// The parts of a module, as WebAssembly.
pub(crate) struct Parts {
    /// The module that has all functions, for the single file.
    pub(crate) whole: Vec<u8>,
    /// The main module.
    pub(crate) main: Vec<u8>,
    /// The chunks, in the order of [`ALL`].
    pub(crate) chunks: Vec<Vec<u8>>,
}

/// Cuts the chunks out of a module. `linked` is the file that the linker wrote, from which the module was made.
pub(crate) fn cut(module: &mut Module, linked: &Path) -> Result<Parts> {
    let linked = std::fs::read(linked).with_context(|| format!("can't read {}", linked.display()))?;
    let references = References::read(&linked)?;
    let owners = Owners::of(module, &references, &ALL)?;
    cut::cut(module, &owners)
}
