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
mod functions;
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

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashMap};

    use walrus::ir::Value;
    use walrus::{ConstExpr, ElementItems, ElementKind, FunctionBuilder, FunctionId, Module, ModuleConfig, RefType};

    use super::owners::Owners;
    use super::references::{Reference, References};
    use super::{Definition, cut};

    /// The slots of the function table of [`module`].
    const SLOT_OF_HELPER: u32 = 1;
    const SLOT_OF_SHARED: u32 = 2;

    const ENTRY: [Definition; 1] = [Definition { name: "part", entries: &["entry"] }];

    /// A module with two exports. `first` calls the function `entry`, which calls `shared` and refers to `helper` by its
    /// slot in the function table. `second` calls `shared`.
    fn module() -> (Module, HashMap<&'static str, FunctionId>) {
        let mut config = ModuleConfig::new();
        config.generate_name_section(true);
        let mut module = Module::with_config(config);
        module.memories.add_local(false, false, 1, None, None);
        let mut functions = HashMap::new();
        for (name, calls) in [
            ("shared", vec![]),
            ("helper", vec![]),
            ("entry", vec!["shared"]),
            ("first", vec!["entry"]),
            ("second", vec!["shared"]),
        ] {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.name(name.to_owned());
            for called in calls {
                builder.func_body().call(functions[called]);
            }
            // So that no two functions are alike.
            builder.func_body().i32_const(i32::try_from(functions.len()).unwrap_or_default()).drop();
            functions.insert(name, builder.finish(Vec::new(), &mut module.funcs));
        }
        for name in ["first", "second"] {
            module.exports.add(name, functions[name]);
        }
        let table = module.tables.add_local(false, 3, Some(3), RefType::FUNCREF);
        let kind = ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(1)) };
        let items = ElementItems::Functions(vec![functions["helper"], functions["shared"]]);
        let element = module.elements.add(kind, items);
        module.tables.get_mut(table).elem_segments.insert(element);
        (module, functions)
    }

    /// The references of `module`, with the slots that `second` refers to.
    fn references(of_second: &[u32]) -> References {
        let reference = |slots: &[u32]| Reference { slots: slots.iter().copied().collect(), ..Reference::default() };
        References::from([("entry", reference(&[SLOT_OF_HELPER])), ("second", reference(of_second))])
    }

    fn owned(of_second: &[u32]) -> BTreeSet<&'static str> {
        let (module, functions) = module();
        let owners = Owners::of(&module, &references(of_second), &ENTRY).expect("the module has the entry function");
        functions.into_iter().filter(|(_, id)| owners.functions.contains_key(id)).map(|(name, _)| name).collect()
    }

    #[test]
    fn a_chunk_has_what_only_its_entry_functions_reach() {
        assert_eq!(owned(&[]), BTreeSet::from(["entry", "helper"]));
    }

    #[test]
    fn a_function_that_the_main_module_refers_to_stays_there() {
        assert_eq!(owned(&[SLOT_OF_HELPER]), BTreeSet::from(["entry"]));
        assert_eq!(owned(&[SLOT_OF_SHARED]), BTreeSet::from(["entry", "helper"]));
    }

    #[test]
    fn an_entry_function_that_is_missing_is_an_error() {
        let (module, _) = module();
        let missing = [Definition { name: "part", entries: &["nowhere"] }];
        assert!(Owners::of(&module, &references(&[]), &missing).is_err());
    }

    #[test]
    fn the_parts_are_valid_and_fit_together() {
        let (mut module, _) = module();
        let owners = Owners::of(&module, &references(&[]), &ENTRY).expect("the module has the entry function");
        let parts = cut::cut(&mut module, &owners).expect("the module can be cut");
        for bytes in [&parts.whole, &parts.main, &parts.chunks[0]] {
            wasmparser::validate(bytes).expect("the part is valid");
        }
        let read = |bytes: &[u8]| Module::from_buffer(bytes).expect("the part can be read");
        let (main, chunk) = (read(&parts.main), read(&parts.chunks[0]));
        let exports: BTreeSet<_> = main.exports.iter().map(|export| export.name.as_str()).collect();
        let imports: BTreeSet<_> = chunk.imports.iter().map(|import| import.name.as_str()).collect();
        assert!(imports.is_subset(&exports), "{imports:?} {exports:?}");
        assert_eq!(chunk.funcs.iter_local().count(), 2, "the entry function and its helper");
        // `shared`, `first`, `second`, the stub of the entry function, and the trap for slots of chunks.
        assert_eq!(main.funcs.iter_local().count(), 5);
        assert_eq!(chunk.exports.iter().count(), 0);
    }
}
