//! The references from the functions of a linked module to data and to slots of the function table.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasmparser::{
    DataKind, ElementItems, ElementKind, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocationEntry,
    RelocationType, SymbolInfo, TypeRef,
};

/// The references of each function, by its mangled name. Functions with the same name share one entry.
#[derive(Default)]
pub(super) struct References {
    of_functions: HashMap<String, Reference>,
}

/// The slots and the data that code or data refers to, directly and through other data.
#[derive(Default, Clone)]
pub(super) struct Reference {
    /// The slots of the function table.
    pub(super) slots: HashSet<u32>,
    /// The addresses of data.
    pub(super) data: HashSet<(u32, u32)>,
}

#[cfg(test)]
impl<const N: usize> From<[(&str, Reference); N]> for References {
    fn from(of_functions: [(&str, Reference); N]) -> Self {
        Self { of_functions: of_functions.into_iter().map(|(name, it)| (name.to_owned(), it)).collect() }
    }
}

impl References {
    /// The references of a function; `None` if the function has none, or is not in the linked module.
    pub(super) fn of(&self, function: &str) -> Option<&Reference> {
        self.of_functions.get(function)
    }

    /// Reads a module with relocations.
    pub(super) fn read(bytes: &[u8]) -> Result<Self> {
        Linked::read(bytes)?.references()
    }
}

/// The parts of a linked module that have references.
#[derive(Default)]
struct Linked<'a> {
    imported: u32,
    names: HashMap<u32, &'a str>,
    /// The function table: function and slot.
    slots: HashMap<u32, u32>,
    /// The places of the functions' code in the file, in ascending order.
    code: Vec<Range<usize>>,
    code_start: usize,
    data_start: usize,
    /// The place in the file and the address of each data segment.
    segments: Vec<(Range<usize>, u32)>,
    symbols: Vec<SymbolInfo<'a>>,
    code_relocations: Vec<RelocationEntry>,
    data_relocations: Vec<RelocationEntry>,
}

impl<'a> Linked<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut linked = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        linked.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let element = element?;
                        if let (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(functions)) =
                            (element.kind, element.items)
                        {
                            let start = constant(&offset_expr)?;
                            for (slot, function) in (start..).zip(functions) {
                                linked.slots.insert(function?, slot);
                            }
                        }
                    }
                }
                Payload::CodeSectionStart { range, .. } => linked.code_start = range.start,
                Payload::CodeSectionEntry(body) => linked.code.push(body.range()),
                Payload::DataSection(section) => {
                    linked.data_start = section.range().start;
                    for data in section {
                        let data = data?;
                        if let DataKind::Active { offset_expr, .. } = data.kind {
                            let start = data.range.end - data.data.len();
                            linked.segments.push((start..data.range.end, constant(&offset_expr)?));
                        }
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Name(names) => {
                        for name in names {
                            if let Name::Function(functions) = name? {
                                for function in functions {
                                    let function = function?;
                                    linked.names.insert(function.index, function.name);
                                }
                            }
                        }
                    }
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            if let Linking::SymbolTable(symbols) = part? {
                                linked.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                            }
                        }
                    }
                    KnownCustom::Reloc(relocations) => {
                        let entries = relocations.entries().into_iter().collect::<Result<Vec<_>, _>>()?;
                        match section.name() {
                            "reloc.CODE" => linked.code_relocations = entries,
                            "reloc.DATA" => linked.data_relocations = entries,
                            _ => {}
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        if linked.code_relocations.is_empty() || linked.data_relocations.is_empty() || linked.symbols.is_empty() {
            bail!("the linked module has no relocations: the linker needs the option --emit-relocs");
        }
        Ok(linked)
    }

    fn references(&self) -> Result<References> {
        let of_symbols = self.of_data_symbols()?;
        let mut of_functions: HashMap<String, Reference> = HashMap::new();
        for relocation in &self.code_relocations {
            let at = self.code_start + relocation.offset as usize;
            let index = self.code.partition_point(|body| body.end <= at);
            let function = self.imported + u32::try_from(index)?;
            let Some(target) = self.target(relocation)? else { continue };
            let name = self.names.get(&function).with_context(|| format!("function {function} has no name"))?;
            let reference = of_functions.entry((*name).to_owned()).or_default();
            self.add(reference, target, &of_symbols, &mut HashSet::new());
        }
        Ok(References { of_functions })
    }

    /// The direct targets of each data symbol.
    fn of_data_symbols(&self) -> Result<HashMap<u32, Vec<Target>>> {
        let mut ranges: Vec<(Range<u32>, u32)> = Vec::new();
        for (index, symbol) in (0..).zip(&self.symbols) {
            if let Some(range) = self.range(symbol) {
                ranges.push((range, index));
            }
        }
        let mut targets: HashMap<u32, Vec<Target>> = HashMap::new();
        for relocation in &self.data_relocations {
            let at = self.data_start + relocation.offset as usize;
            let Some((segment, start)) = self.segments.iter().find(|(place, _)| place.contains(&at)) else { continue };
            let address = start + u32::try_from(at - segment.start)?;
            let Some(target) = self.target(relocation)? else { continue };
            let holders: Vec<_> = ranges.iter().filter(|(range, _)| range.contains(&address)).collect();
            if holders.is_empty() {
                bail!("no symbol has the data at address {address}, which refers to other data or to a function");
            }
            for (_, symbol) in holders {
                targets.entry(*symbol).or_default().push(target);
            }
        }
        Ok(targets)
    }

    /// The addresses of a data symbol.
    fn range(&self, symbol: &SymbolInfo) -> Option<Range<u32>> {
        let SymbolInfo::Data { symbol: Some(defined), .. } = symbol else { return None };
        let (_, start) = self.segments.get(defined.index as usize)?;
        Some(start + defined.offset..start + defined.offset + defined.size)
    }

    /// The target of a relocation; `None` for a call, a type and a global, which are neither data nor a table slot.
    fn target(&self, relocation: &RelocationEntry) -> Result<Option<Target>> {
        Ok(match relocation.ty {
            RelocationType::FunctionIndexLeb | RelocationType::TypeIndexLeb | RelocationType::GlobalIndexLeb => None,
            RelocationType::TableNumberLeb => None,
            RelocationType::TableIndexSleb | RelocationType::TableIndexI32 => {
                let Some(SymbolInfo::Func { index, .. }) = self.symbols.get(relocation.index as usize) else {
                    bail!("a relocation of a table index refers to no function");
                };
                // A function that no element segment has is undefined and weak: its slot is 0.
                self.slots.get(index).copied().map(Target::Slot)
            }
            RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb | RelocationType::MemoryAddrI32 => {
                Some(Target::Symbol(relocation.index))
            }
            other => bail!("relocations of the kind {other:?} are not expected"),
        })
    }

    /// Adds a target, and all that it refers to.
    fn add(
        &self,
        reference: &mut Reference,
        target: Target,
        of_symbols: &HashMap<u32, Vec<Target>>,
        seen: &mut HashSet<u32>,
    ) {
        match target {
            Target::Slot(slot) => _ = reference.slots.insert(slot),
            Target::Symbol(symbol) if seen.insert(symbol) => {
                if let Some(range) = self.symbols.get(symbol as usize).and_then(|symbol| self.range(symbol)) {
                    reference.data.insert((range.start, range.end));
                }
                for target in of_symbols.get(&symbol).into_iter().flatten() {
                    self.add(reference, *target, of_symbols, seen);
                }
            }
            Target::Symbol(_) => {}
        }
    }
}

/// The target of a relocation.
#[derive(Clone, Copy)]
enum Target {
    /// A slot of the function table.
    Slot(u32),
    /// A data symbol.
    Symbol(u32),
}

/// The value of an expression that is one constant.
fn constant(expression: &wasmparser::ConstExpr) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        other => bail!("a segment begins at {other:?}, not at a constant"),
    }
}

#[cfg(test)]
mod tests {
    use super::References;

    #[test]
    fn a_module_without_relocations_is_an_error() {
        let empty = walrus::Module::default().emit_wasm();
        assert!(References::read(&empty).is_err_and(|error| error.to_string().contains("--emit-relocs")));
    }
}
