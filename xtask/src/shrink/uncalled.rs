//! Removes functions that are never called, in cases that neither the compiler nor the linker can know.

use std::collections::HashSet;

use anyhow::{Result, bail};
use walrus::ir::{self, Visitor};
use walrus::{ConstExpr, DataKind, ElementItems, ElementKind, FunctionBuilder, FunctionId, FunctionKind, Module};

use super::{Pass, Passes};

/// The prefixes of the names of functions that are never called, without hashes, and the reasons.
const UNCALLED: [&str; 24] = [
    // The views consist of tags, text, lists and components. They have no portals, no `Suspense`, and no HTML as text.
    "<yew::virtual_dom::vportal::VPortal as yew::dom_bundle::traits::Reconcilable>::",
    "<yew::virtual_dom::vraw::VRaw as yew::dom_bundle::traits::Reconcilable>::",
    "<yew::virtual_dom::vsuspense::VSuspense as yew::dom_bundle::traits::Reconcilable>::",
    "<yew::dom_bundle::bportal::BPortal as yew::dom_bundle::traits::ReconcileTarget>::",
    "<yew::dom_bundle::braw::BRaw as yew::dom_bundle::traits::ReconcileTarget>::",
    "<yew::dom_bundle::bsuspense::BSuspense as yew::dom_bundle::traits::ReconcileTarget>::",
    "<alloc::rc::Rc<yew::virtual_dom::vportal::VPortal> as yew::utils::RcExt",
    "<alloc::rc::Rc<yew::virtual_dom::vsuspense::VSuspense> as yew::utils::RcExt",
    // No component waits for anything before it renders.
    "<yew::suspense::suspension::Suspension>::listen",
    "<yew::suspense::component::feat_csr_ssr::BaseSuspense>::",
    // `view/element_builder.rs` gives every element its attributes as a list.
    "<indexmap::map::IndexMap<implicit_clone::unsync::string::IString, yew::virtual_dom::AttributeOrProperty>",
    "<alloc::rc::Rc<indexmap::map::IndexMap<",
    "<core::iter::adapters::filter_map::FilterMap<indexmap::map::iter::Iter<",
    // `view/element_builder.rs` sets event handlers as properties of their elements.
    "<yew::dom_bundle::btag::listeners::ListenerRegistration>::register",
    "<yew::dom_bundle::btag::listeners::Registry>::unregister",
    "<yew::dom_bundle::subtree_root::SubtreeData>::add_listener",
    "<yew::dom_bundle::subtree_root::BSubtree>::ensure_handled",
    "<yew::virtual_dom::listeners::ListenerKind as core::clone::Clone>::clone",
    "<alloc::boxed::Box<[core::option::Option<alloc::rc::Rc<dyn yew::virtual_dom::listeners::Listener>>]> as core::clone",
    // Values from `JSON.parse` have the types of JSON only: never a wrong type, never a `BigInt`.
    "<serde_core::de::Unexpected as core::fmt::Display>::fmt",
    "<serde_core::de::WithDecimalPoint as core::fmt::Display>::fmt",
    "<serde_wasm_bindgen::de::Deserializer>::invalid_type_",
    "<u64 as wasm_bindgen::convert::traits::TryFromJsValue>",
    "<i64 as wasm_bindgen::convert::traits::TryFromJsValue>",
];

/// The panic hook that Yew installs. With [`Pass::ImmediateAbort`], a panic calls no hook.
const PANIC_HOOK: &str = "console_error_panic_hook::hook";

/// Empties the functions that are never called, so that functions which only they call can be removed too.
pub(super) fn empty_functions(module: &mut Module, passes: &Passes) -> Result<()> {
    let hook = Some(PANIC_HOOK).filter(|_| passes.has(Pass::ImmediateAbort));
    for prefix in UNCALLED.into_iter().chain(hook) {
        let is_match = |name: &str| function_path(name).starts_with(prefix);
        let found = module.funcs.iter().filter(|function| function.name.as_deref().is_some_and(is_match));
        let found: Vec<_> = found.map(|function| function.id()).collect();
        // With fewer passes, the compiler may have removed or inlined other functions.
        if found.is_empty() && *passes == Passes::default() {
            bail!("no function of the WebAssembly begins with {prefix}: remove it from xtask/src/shrink/uncalled.rs");
        }
        found.into_iter().for_each(|function| empty(module, function));
    }
    Ok(())
}

/// Replaces the body of a function by a trap.
fn empty(module: &mut Module, function: FunctionId) {
    let FunctionKind::Local(local) = &module.funcs.get(function).kind else { return };
    let (arguments, signature) = (local.args.clone(), module.types.get(local.ty()).clone());
    let mut builder = FunctionBuilder::new(&mut module.types, signature.params(), signature.results());
    builder.func_body().unreachable();
    module.funcs.get_mut(function).kind = FunctionKind::Local(builder.local_func(arguments));
}

/// Empties the entries of the function table whose index occurs nowhere: neither as a constant in the code nor as a word of
/// the data. wasm-bindgen needed them, to find the functions of closures by index.
pub(super) fn empty_table_entries(module: &mut Module) {
    let mut constants = Constants::default();
    for (_, function) in module.funcs.iter_local() {
        ir::dfs_in_order(&mut constants, function, function.entry_block());
    }
    for data in module.data.iter() {
        if let DataKind::Active { offset: ConstExpr::Value(ir::Value::I32(start)), .. } = data.kind {
            // Function pointers are aligned.
            let words = data.value.get((start.wrapping_neg() & 3) as usize..).unwrap_or_default().as_chunks().0;
            constants.0.extend(words.iter().map(|word| i32::from_le_bytes(*word)));
        }
    }
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    builder.func_body().unreachable();
    let trap = builder.finish(Vec::new(), &mut module.funcs);
    for element in module.elements.iter_mut() {
        let ElementKind::Active { offset: ConstExpr::Value(ir::Value::I32(start)), .. } = element.kind else {
            continue;
        };
        if let ElementItems::Functions(functions) = &mut element.items {
            let unused = (start..).zip(functions).filter(|(index, _)| !constants.0.contains(index));
            unused.for_each(|(_, function)| *function = trap);
        }
    }
}

/// The integer constants in code and data.
#[derive(Default)]
struct Constants(HashSet<i32>);

impl Visitor<'_> for Constants {
    fn visit_const(&mut self, constant: &ir::Const) {
        match constant.value {
            ir::Value::I32(value) => _ = self.0.insert(value),
            // May be two words that are stored at once.
            ir::Value::I64(value) => self.0.extend([value as i32, (value >> 32) as i32]),
            _ => {}
        }
    }
}

/// The path of a function, from its mangled name.
pub(crate) fn function_path(name: &str) -> String {
    without_hashes(&rustc_demangle::demangle(name).to_string())
}

/// The name of a function without the hashes of crates, as in `core[27cd0353e63fa9bc]::fmt`.
fn without_hashes(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once(']') {
            Some((hash, after)) if !hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                rest = after
            }
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::without_hashes;

    #[test]
    fn removes_hashes_of_crates() {
        let check = |name, expected: &str| assert_eq!(without_hashes(name), expected);
        check("<f64 as core[27cd0353e63fa9bc]::fmt::Display>::fmt", "<f64 as core::fmt::Display>::fmt");
        check("<[u8] as alloc[0a]::X>::y::<[_; 4]>", "<[u8] as alloc::X>::y::<[_; 4]>");
    }
}
