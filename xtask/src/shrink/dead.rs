//! Functions that are never called, and that neither the compiler nor the linker can know it of.

use std::collections::HashSet;

use anyhow::{Result, bail};
use walrus::ir::{self, Visitor};
use walrus::{ConstExpr, DataKind, ElementItems, ElementKind, FunctionBuilder, FunctionId, FunctionKind, Module};

/// What is never called, by how its name begins, without hashes; and why.
const NEVER: [&str; 28] = [
    // Views are made of tags, text, lists and components: of no portal, no `Suspense`, and no HTML as text.
    "<yew::virtual_dom::vportal::VPortal as yew::dom_bundle::traits::Reconcilable>::",
    "<yew::virtual_dom::vraw::VRaw as yew::dom_bundle::traits::Reconcilable>::",
    "<yew::virtual_dom::vsuspense::VSuspense as yew::dom_bundle::traits::Reconcilable>::",
    "<yew::dom_bundle::bportal::BPortal as yew::dom_bundle::traits::ReconcileTarget>::",
    "<yew::dom_bundle::braw::BRaw as yew::dom_bundle::traits::ReconcileTarget>::",
    "<yew::dom_bundle::bsuspense::BSuspense as yew::dom_bundle::traits::ReconcileTarget>::",
    "<alloc::rc::Rc<yew::virtual_dom::vportal::VPortal> as yew::utils::RcExt",
    "<alloc::rc::Rc<yew::virtual_dom::vsuspense::VSuspense> as yew::utils::RcExt",
    // No component of ours waits for anything before it renders.
    "<yew::suspense::suspension::Suspension>::listen",
    "<yew::suspense::component::feat_csr_ssr::BaseSuspense>::",
    // What an element has of attributes is in a list, by `view/el.rs`.
    "<indexmap::map::IndexMap<implicit_clone::unsync::string::IString, yew::virtual_dom::AttributeOrProperty>",
    "<alloc::rc::Rc<indexmap::map::IndexMap<",
    "<core::iter::adapters::filter_map::FilterMap<indexmap::map::iter::Iter<",
    // What listens is a property of its element, by `view/el.rs`.
    "<yew::dom_bundle::btag::listeners::ListenerRegistration>::register",
    "<yew::dom_bundle::btag::listeners::Registry>::unregister",
    "<yew::dom_bundle::subtree_root::SubtreeData>::add_listener",
    "<yew::dom_bundle::subtree_root::BSubtree>::ensure_handled",
    "<yew::virtual_dom::listeners::ListenerKind as core::clone::Clone>::clone",
    "<hashbrown::map::HashMap<yew::dom_bundle::subtree_root::EventDescriptor, alloc",
    "<std::collections::hash::map::Entry<yew::dom_bundle::subtree_root::EventDescriptor, alloc",
    "<alloc::boxed::Box<[core::option::Option<alloc::rc::Rc<dyn yew::virtual_dom::listeners::Listener>>]> as core::clone",
    "<hashbrown::map::HashMap<u32, std::collections::hash::map::HashMap<yew::dom_bundle::subtree_root::EventDescriptor, alloc",
    // What `JSON.parse` gives is of the types that JSON has: nothing is of a wrong type or a `BigInt`.
    "<serde_core::de::Unexpected as core::fmt::Display>::fmt",
    "<serde_core::de::WithDecimalPoint as core::fmt::Display>::fmt",
    "<serde_wasm_bindgen::de::Deserializer>::invalid_type_",
    "<u64 as wasm_bindgen::convert::traits::TryFromJsValue>",
    "<i64 as wasm_bindgen::convert::traits::TryFromJsValue>",
    // Who panics ends at once, and calls no hook.
    "console_error_panic_hook::hook",
];

/// Empties the functions that are never called: what only they call can go, too.
pub(super) fn empty(module: &mut Module) -> Result<()> {
    for beginning in NEVER {
        let is_it = |name: &str| without_hashes(name).starts_with(beginning);
        let found = module.funcs.iter().filter(|it| it.name.as_deref().is_some_and(is_it));
        let found: Vec<_> = found.map(|function| function.id()).collect();
        if found.is_empty() {
            bail!("{beginning}… is not in the WebAssembly: no need to empty it");
        }
        found.into_iter().for_each(|function| empty_one(module, function));
    }
    Ok(())
}

/// Leaves a trap where a function did something.
fn empty_one(module: &mut Module, function: FunctionId) {
    let FunctionKind::Local(local) = &module.funcs.get(function).kind else { return };
    let (arguments, signature) = (local.args.clone(), module.types.get(local.ty()).clone());
    let mut builder = FunctionBuilder::new(&mut module.types, signature.params(), signature.results());
    builder.func_body().unreachable();
    module.funcs.get_mut(function).kind = FunctionKind::Local(builder.local_func(arguments));
}

/// Takes functions out of the table whose place there is never named: no constant in the code and no word of the data is
/// its number. They were there for wasm-bindgen, which knows the closures' functions by it.
pub(super) fn unlist(module: &mut Module) {
    let mut named = Constants::default();
    for (_, function) in module.funcs.iter_local() {
        ir::dfs_in_order(&mut named, function, function.entry_block());
    }
    for data in module.data.iter() {
        if let DataKind::Active { offset: ConstExpr::Value(ir::Value::I32(start)), .. } = data.kind {
            // A reference is aligned.
            let words = data.value.get((start.wrapping_neg() & 3) as usize..).unwrap_or_default().as_chunks().0;
            named.0.extend(words.iter().map(|word| i32::from_le_bytes(*word)));
        }
    }
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    builder.func_body().unreachable();
    let nothing = builder.finish(Vec::new(), &mut module.funcs);
    for element in module.elements.iter_mut() {
        let ElementKind::Active { offset: ConstExpr::Value(ir::Value::I32(start)), .. } = element.kind else {
            continue;
        };
        if let ElementItems::Functions(functions) = &mut element.items {
            let unnamed = (start..).zip(functions).filter(|(place, _)| !named.0.contains(place));
            unnamed.for_each(|(_, function)| *function = nothing);
        }
    }
}

/// The integers that code names.
#[derive(Default)]
struct Constants(HashSet<i32>);

impl Visitor<'_> for Constants {
    fn visit_const(&mut self, constant: &ir::Const) {
        match constant.value {
            ir::Value::I32(value) => _ = self.0.insert(value),
            // Two words, written at once.
            ir::Value::I64(value) => self.0.extend([value as i32, (value >> 32) as i32]),
            _ => {}
        }
    }
}

/// A name of a function without the hashes of the crates, as in `core[27cd0353e63fa9bc]::fmt`.
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
    fn hashes_go() {
        let check = |name, expected: &str| assert_eq!(without_hashes(name), expected);
        check("<f64 as core[27cd0353e63fa9bc]::fmt::Display>::fmt", "<f64 as core::fmt::Display>::fmt");
        check("<[u8] as alloc[0a]::X>::y::<[_; 4]>", "<[u8] as alloc::X>::y::<[_; 4]>");
    }
}
