//! Writes the main module and the chunks.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use anyhow::{Context, Result, anyhow};
use walrus::ir::Value;
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, FunctionBuilder, FunctionId, FunctionKind, GlobalKind,
    ImportedFunction, Module, ModuleConfig,
};

use super::Parts;
use super::functions::{called_by, filled_slots};
use super::owners::Owners;

/// The name by which a chunk imports from the main module.
const MAIN: &str = "main";

/// Writes the parts of a module, which must be configured to keep names.
pub(super) fn cut(module: &mut Module, owners: &Owners) -> Result<Parts> {
    let plan = Plan::of(module, owners)?;
    // Each part is made from a copy. In the copies, a function is found by its name, which is its number.
    for (number, function) in module.funcs.iter_mut().enumerate() {
        function.name = Some(number.to_string());
    }
    let named = module.emit_wasm();
    let whole = plan.copy(&named)?.0.emit_wasm();
    let main = plan.main(&named)?;
    let chunks = (0..owners.entries.len()).map(|chunk| plan.chunk(&named, chunk)).collect::<Result<_>>()?;
    Ok(Parts { whole, main, chunks })
}

/// The place of each function, table slot and byte of data. A function is named by its number in the whole module.
struct Plan {
    /// The chunk of each function that is not in the main module.
    owner: HashMap<usize, usize>,
    /// The entry functions, and the slot of the function table that each one's stub calls.
    entry_slots: BTreeMap<usize, u32>,
    /// The slots of the function table that chunks fill.
    slots: BTreeMap<u32, usize>,
    /// The functions of the main module that chunks call.
    exported: HashSet<usize>,
    data: Vec<(Range<u32>, usize)>,
    /// The length of the function table.
    table_len: u32,
}

impl Plan {
    fn of(module: &Module, owners: &Owners) -> Result<Self> {
        let numbers: HashMap<FunctionId, usize> =
            module.funcs.iter().enumerate().map(|(number, function)| (function.id(), number)).collect();
        let owner: HashMap<usize, usize> = owners.functions.iter().map(|(id, chunk)| (numbers[id], *chunk)).collect();
        let table = module.tables.main_function_table()?.context("the module has no function table")?;
        let table_len = u32::try_from(module.tables.get(table).initial)?;
        let entries = owners.entries.iter().flatten().map(|id| numbers[id]);
        let entry_slots: BTreeMap<usize, u32> = entries.zip(table_len..).collect();
        let mut slots: BTreeMap<u32, usize> = entry_slots.iter().map(|(function, slot)| (*slot, *function)).collect();
        let filled = filled_slots(module).map(|(slot, id)| (slot, numbers[&id]));
        slots.extend(filled.filter(|(_, function)| owner.contains_key(function)));
        let mut exported = HashSet::new();
        for (id, chunk) in &owners.functions {
            if let FunctionKind::Local(function) = &module.funcs.get(*id).kind {
                let is_in_main = |id: &FunctionId| match owners.functions.get(id) {
                    // An entry function of another chunk has a stub in the main module.
                    Some(owner) => owner != chunk,
                    None => matches!(module.funcs.get(*id).kind, FunctionKind::Local(_)),
                };
                exported.extend(called_by(function).iter().filter(|id| is_in_main(id)).map(|id| numbers[id]));
            }
        }
        let table_len = table_len + u32::try_from(entry_slots.len())?;
        Ok(Self { owner, entry_slots, slots, exported, data: owners.data.clone(), table_len })
    }

    /// The main module.
    fn main(&self, whole: &[u8]) -> Result<Vec<u8>> {
        let (mut module, ids) = self.copy(whole)?;
        let table = module.tables.main_function_table()?.context("the module has no function table")?;
        // The stubs of the entry functions.
        for (number, slot) in &self.entry_slots {
            let id = ids[number];
            let ty = module.funcs.get(id).ty();
            let FunctionKind::Local(function) = &module.funcs.get(id).kind else { continue };
            let arguments = function.args.clone();
            let (params, results) = (module.types.params(ty).to_vec(), module.types.results(ty).to_vec());
            let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
            let mut body = builder.func_body();
            for argument in &arguments {
                body.local_get(*argument);
            }
            body.i32_const(slot.cast_signed()).call_indirect(ty, table);
            module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
        }
        // The slots that chunks fill.
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
        builder.func_body().unreachable();
        let trap = builder.finish(Vec::new(), &mut module.funcs);
        let filled: HashMap<u32, FunctionId> = filled_slots(&module).collect();
        let in_main = |slot: &u32| filled.get(slot).copied().filter(|_| !self.slots.contains_key(slot));
        // An exported table with an empty slot makes the inspector of Chromium 156 crash (`Runtime.queryObjects`).
        let slots: Vec<_> = (0..self.table_len).map(|slot| (slot, in_main(&slot).unwrap_or(trap))).collect();
        replace_elements(&mut module, table, slots);
        for (name, id) in self.exports(&ids) {
            module.exports.add(&name, id);
        }
        for table in module.tables.iter().map(walrus::Table::id).collect::<Vec<_>>() {
            if module.exports.get_exported_table(table).is_none() {
                let name = format!("t{}", table.index());
                module.exports.add(&name, table);
            }
        }
        for global in module.globals.iter().map(walrus::Global::id).collect::<Vec<_>>() {
            if module.exports.get_exported_global(global).is_none() {
                let name = format!("g{}", global.index());
                module.exports.add(&name, global);
            }
        }
        self.keep_data(&mut module, None);
        walrus::passes::gc::run(&mut module);
        Ok(module.emit_wasm())
    }

    /// A chunk.
    fn chunk(&self, whole: &[u8], chunk: usize) -> Result<Vec<u8>> {
        let (mut module, ids) = self.copy(whole)?;
        let names: HashMap<FunctionId, String> = self.exports(&ids).map(|(name, id)| (id, name)).collect();
        let table = module.tables.main_function_table()?.context("the module has no function table")?;
        module.start = None;
        for (number, id) in &ids {
            if self.owner.get(number) == Some(&chunk) || !matches!(module.funcs.get(*id).kind, FunctionKind::Local(_)) {
                continue;
            }
            let ty = module.funcs.get(*id).ty();
            match names.get(id) {
                Some(name) => {
                    let import = module.imports.add(MAIN, name, *id);
                    module.funcs.get_mut(*id).kind = FunctionKind::Import(ImportedFunction { import, ty });
                }
                None => {
                    // Nothing of this chunk calls the function.
                    let (params, results) = (module.types.params(ty).to_vec(), module.types.results(ty).to_vec());
                    let arguments = params.iter().map(|ty| module.locals.add(*ty)).collect();
                    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
                    builder.func_body().unreachable();
                    module.funcs.get_mut(*id).kind = FunctionKind::Local(builder.local_func(arguments));
                }
            }
        }
        let memory = module.memories.iter().next().context("the module has no memory")?.id();
        let name =
            module.exports.get_exported_memory(memory).map_or("memory", |export| export.name.as_str()).to_owned();
        let import = module.imports.add(MAIN, &name, memory);
        module.memories.get_mut(memory).import = Some(import);
        for table in module.tables.iter().map(walrus::Table::id).collect::<Vec<_>>() {
            let exported = module.exports.get_exported_table(table).map(|export| export.name.clone());
            let name = exported.unwrap_or_else(|| format!("t{}", table.index()));
            let import = module.imports.add(MAIN, &name, table);
            module.tables.get_mut(table).import = Some(import);
        }
        for global in module.globals.iter().map(walrus::Global::id).collect::<Vec<_>>() {
            let exported = module.exports.get_exported_global(global).map(|export| export.name.clone());
            let name = exported.unwrap_or_else(|| format!("g{}", global.index()));
            let import = module.imports.add(MAIN, &name, global);
            module.globals.get_mut(global).kind = GlobalKind::Import(import);
        }
        for export in module.exports.iter().map(walrus::Export::id).collect::<Vec<_>>() {
            module.exports.delete(export);
        }
        let of_chunk = self.slots.iter().filter(|(_, number)| self.owner.get(number) == Some(&chunk));
        replace_elements(&mut module, table, of_chunk.map(|(slot, number)| (*slot, ids[number])));
        self.keep_data(&mut module, Some(chunk));
        walrus::passes::gc::run(&mut module);
        Ok(module.emit_wasm())
    }

    /// A copy of the whole module, and its functions by their numbers.
    fn copy(&self, whole: &[u8]) -> Result<(Module, BTreeMap<usize, FunctionId>)> {
        let mut config = ModuleConfig::new();
        config.generate_name_section(false).generate_producers_section(false);
        let mut module = Module::from_buffer_with_config(whole, &config).map_err(|error| anyhow!("{error:#}"))?;
        // The relocations.
        for section in module.customs.iter().map(|(section, _)| section).collect::<Vec<_>>() {
            module.customs.delete(section);
        }
        let number = |function: &walrus::Function| function.name.as_ref().and_then(|name| name.parse().ok());
        let ids = module.funcs.iter().filter_map(|it| Some((number(it)?, it.id()))).collect();
        let table = module.tables.main_function_table()?.context("the module has no function table")?;
        let table = module.tables.get_mut(table);
        table.initial = self.table_len.into();
        table.maximum = table.maximum.map(|maximum| maximum.max(self.table_len.into()));
        Ok((module, ids))
    }

    /// The functions that the main module exports for chunks, with short names.
    fn exports<'a>(&'a self, ids: &'a BTreeMap<usize, FunctionId>) -> impl Iterator<Item = (String, FunctionId)> + 'a {
        let exported = ids.iter().filter(|(number, _)| self.exported.contains(number));
        exported.enumerate().map(|(position, (_, id))| (position.to_string(), *id))
    }

    /// Keeps only the data of a chunk, or of the main module for `None`.
    fn keep_data(&self, module: &mut Module, chunk: Option<usize>) {
        let mut kept: Vec<(walrus::MemoryId, u32, Vec<u8>)> = Vec::new();
        for data in module.data.iter() {
            let DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(start)) } = data.kind else { continue };
            let start = start.cast_unsigned();
            let mut at = 0;
            while at < data.value.len() {
                // A segment of a module has less than 4 GiB.
                let owner = |at: usize| self.owner_of(start + at as u32);
                let end = (at..data.value.len()).find(|&next| owner(next) != owner(at)).unwrap_or(data.value.len());
                if owner(at) == chunk {
                    kept.push((memory, start + at as u32, data.value[at..end].to_vec()));
                }
                at = end;
            }
        }
        for data in module.data.iter().map(walrus::Data::id).collect::<Vec<_>>() {
            module.data.delete(data);
        }
        module.memories.iter_mut().for_each(|memory| memory.data_segments.clear());
        for (memory, start, value) in kept {
            let offset = ConstExpr::Value(Value::I32(start.cast_signed()));
            let data = module.data.add(DataKind::Active { memory, offset }, value);
            module.memories.get_mut(memory).data_segments.insert(data);
        }
    }

    /// The chunk that owns the byte at an address; `None` for the main module.
    fn owner_of(&self, address: u32) -> Option<usize> {
        let after = self.data.partition_point(|(range, _)| range.start <= address);
        let (range, chunk) = self.data.get(after.checked_sub(1)?)?;
        range.contains(&address).then_some(*chunk)
    }
}

/// Replaces all element segments by segments that fill these slots of a table, in ascending order.
fn replace_elements(module: &mut Module, table: walrus::TableId, slots: impl IntoIterator<Item = (u32, FunctionId)>) {
    for element in module.elements.iter().map(walrus::Element::id).collect::<Vec<_>>() {
        module.elements.delete(element);
    }
    module.tables.get_mut(table).elem_segments.clear();
    let mut runs: Vec<(u32, Vec<FunctionId>)> = Vec::new();
    for (slot, function) in slots {
        match runs.last_mut() {
            Some((start, functions)) if *start as usize + functions.len() == slot as usize => functions.push(function),
            _ => runs.push((slot, vec![function])),
        }
    }
    for (start, functions) in runs {
        let offset = ConstExpr::Value(Value::I32(start.cast_signed()));
        let element = module.elements.add(ElementKind::Active { table, offset }, ElementItems::Functions(functions));
        module.tables.get_mut(table).elem_segments.insert(element);
    }
}
