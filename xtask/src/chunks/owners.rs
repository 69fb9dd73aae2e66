//! Decides which part of the WebAssembly owns each function and each byte of data.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use anyhow::{Result, bail, ensure};
use walrus::ir::Value;
use walrus::{ConstExpr, DataKind, ExportItem, FunctionId, FunctionKind, Module};

use super::Definition;
use super::functions::{called_by, filled_slots};
use super::references::References;
use crate::shrink;

/// The owner of a function or of data: the main module, or the chunk with this number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    Main,
    Chunk(usize),
}

/// The owners of the functions and of the data.
pub(super) struct Owners {
    /// The functions that chunks own. The main module owns the others.
    pub(super) functions: HashMap<FunctionId, usize>,
    /// The entry functions of each chunk.
    pub(super) entries: Vec<Vec<FunctionId>>,
    /// The addresses of the data that chunks own, in ascending order.
    pub(super) data: Vec<(Range<u32>, usize)>,
}

/// The smallest piece of data that the build moves into a chunk, in bytes. A smaller piece stays in the main module: its
/// data segment would take more bytes than the piece.
const MIN_DATA: u32 = 24;

impl Owners {
    /// Decides for a module, whose functions have the names of the linked module.
    pub(super) fn of(module: &Module, references: &References, definitions: &[Definition]) -> Result<Self> {
        let graph = Graph::of(module, references);
        let mut entries = Vec::new();
        for Definition { name, entries: paths } in definitions {
            let mut found = Vec::new();
            for path in *paths {
                let is_match = |name: &str| shrink::function_path(name).ends_with(path);
                let matches: Vec<_> = module
                    .funcs
                    .iter()
                    .filter(|function| function.name.as_deref().is_some_and(is_match))
                    .map(|function| function.id())
                    .collect();
                ensure!(
                    matches.len() == 1,
                    "the chunk `{name}` needs the function `{path}` once, and the module has it {} times: adapt \
                     xtask/src/chunks/mod.rs",
                    matches.len()
                );
                found.extend(matches);
            }
            entries.push(found);
        }
        let all_entries: HashSet<_> = entries.iter().flatten().copied().collect();
        let main = graph.reachable(&roots(module), &all_entries);
        if let Some(entry) = all_entries.iter().find(|entry| main.contains(entry)) {
            let name = module.funcs.get(*entry).name.as_deref().unwrap_or_default();
            bail!("the main module refers to the entry function `{name}` other than by a call");
        }
        let mut functions: HashMap<FunctionId, usize> = HashMap::new();
        let mut shared = HashSet::new();
        for (chunk, of_chunk) in entries.iter().enumerate() {
            let others = all_entries.iter().filter(|entry| !of_chunk.contains(entry)).copied().collect();
            for function in graph.reachable(of_chunk, &others) {
                let is_local = matches!(module.funcs.get(function).kind, FunctionKind::Local(_));
                if is_local && !main.contains(&function) && functions.insert(function, chunk).is_some() {
                    shared.insert(function);
                }
            }
        }
        functions.retain(|function, _| !shared.contains(function));
        let data = data(module, references, &functions);
        Ok(Self { functions, entries, data })
    }
}

/// The functions that the main module needs without being called by another: its exports and its start function.
fn roots(module: &Module) -> Vec<FunctionId> {
    let exported = module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(function) => Some(function),
        _ => None,
    });
    exported.chain(module.start).collect()
}

/// The calls and references between functions.
struct Graph {
    edges: HashMap<FunctionId, Vec<FunctionId>>,
}

impl Graph {
    fn of(module: &Module, references: &References) -> Self {
        let slots: HashMap<u32, FunctionId> = filled_slots(module).collect();
        let mut edges = HashMap::new();
        for (id, function) in module.funcs.iter_local() {
            let name = module.funcs.get(id).name.as_deref().unwrap_or_default();
            let by_table = references.of(name).into_iter().flat_map(|it| &it.slots).filter_map(|slot| slots.get(slot));
            edges.insert(id, called_by(function).into_iter().chain(by_table.copied()).collect());
        }
        Self { edges }
    }

    /// The functions that can be reached from these, without going through `barriers`.
    fn reachable(&self, from: &[FunctionId], barriers: &HashSet<FunctionId>) -> HashSet<FunctionId> {
        let mut seen: HashSet<_> = from.iter().copied().collect();
        let mut waiting = from.to_vec();
        while let Some(function) = waiting.pop() {
            for &next in self.edges.get(&function).into_iter().flatten() {
                if !barriers.contains(&next) && seen.insert(next) {
                    waiting.push(next);
                }
            }
        }
        seen
    }
}

/// The data that only functions of one chunk refer to.
fn data(module: &Module, references: &References, functions: &HashMap<FunctionId, usize>) -> Vec<(Range<u32>, usize)> {
    let mut users: HashMap<u32, Option<Owner>> = HashMap::new();
    for (id, _) in module.funcs.iter_local() {
        let name = module.funcs.get(id).name.as_deref().unwrap_or_default();
        let owner = functions.get(&id).map_or(Owner::Main, |chunk| Owner::Chunk(*chunk));
        for &(start, end) in references.of(name).into_iter().flat_map(|it| &it.data) {
            for address in start..end {
                // `None`: several parts use the byte.
                let user = users.entry(address).or_insert(Some(owner));
                if *user != Some(owner) {
                    *user = None;
                }
            }
        }
    }
    let mut found: Vec<(Range<u32>, usize)> = Vec::new();
    for segment in module.data.iter() {
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } = segment.kind else { continue };
        let start = start.cast_unsigned();
        // A segment of a module has less than 4 GiB.
        for address in start..start + segment.value.len() as u32 {
            let Some(Some(Owner::Chunk(chunk))) = users.get(&address) else { continue };
            match found.last_mut() {
                Some((range, owner)) if range.end == address && owner == chunk && address != start => range.end += 1,
                _ => found.push((address..address + 1, *chunk)),
            }
        }
    }
    found.retain(|(range, _)| range.end - range.start >= MIN_DATA);
    found.sort_by_key(|(range, _)| range.start);
    found
}
