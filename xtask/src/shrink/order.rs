//! Merges identical functions, and orders the others by similarity.
//!
//! Compression refers back to repeated bytes, and near references are cheaper: so similar functions are put next to each
//! other.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash, Hasher};

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, MemArg, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// Functions are compared by the sequences of this many bytes that they share (n-grams).
const NGRAM_LEN: usize = 4;
/// An n-gram that at least this many functions have is ignored.
const COMMON: usize = 400;
/// Added to the length of every function, so that a short one is not similar to all that contain it.
const LENGTH_OFFSET: f32 = 20.0;

/// The module with identical functions merged.
pub(super) fn merge_identical(mut module: Vec<u8>) -> Result<Vec<u8>> {
    // Merging functions can make their callers identical.
    loop {
        let functions = Functions::read(&module)?;
        let (order, replacements) = functions.distinct();
        if order.len() == functions.all.len() {
            return Ok(module);
        }
        module = functions.written(&module, order, &replacements)?;
    }
}

/// The module with similar functions next to each other.
pub(super) fn order_by_similarity(module: &[u8]) -> Result<Vec<u8>> {
    let functions = Functions::read(module)?;
    let bodies: Vec<_> = functions.all.iter().map(|(_, body)| *body).collect();
    functions.written(module, similarity_order(&bodies), &(0..bodies.len()).collect::<Vec<_>>())
}

/// The functions of a module.
struct Functions<'a> {
    /// The number of imported functions: their indices come first.
    imported: u32,
    /// The type index and the body of each other function.
    all: Vec<(u32, &'a [u8])>,
}

impl<'a> Functions<'a> {
    fn read(module: &'a [u8]) -> Result<Self> {
        let (mut imported, mut types, mut bodies) = (0, Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(section) => types = section.into_iter().collect::<Result<_, _>>()?,
                Payload::CodeSectionEntry(body) => bodies.push(&module[body.range()]),
                _ => {}
            }
        }
        Ok(Self { imported, all: types.into_iter().zip(bodies).collect() })
    }

    /// The functions that differ from all before them, and for each function the index of its replacement.
    fn distinct(&self) -> (Vec<usize>, Vec<usize>) {
        let mut first = HashMap::new();
        let replacements: Vec<_> =
            (0..).zip(&self.all).map(|(index, function)| *first.entry(function).or_insert(index)).collect();
        ((0..replacements.len()).filter(|&index| replacements[index] == index).collect(), replacements)
    }

    /// The module with its functions in this order; calls go to the replacements.
    fn written(&self, module: &[u8], order: Vec<usize>, replacements: &[usize]) -> Result<Vec<u8>> {
        let mut new_indices = vec![0; self.all.len()];
        for (index, &function) in (0..).zip(&order) {
            new_indices[function] = index;
        }
        let new_indices = replacements.iter().map(|&function| new_indices[function]).collect();
        let mut out = Module::new();
        let mut reordering = Reordering { imported: self.imported, order, new_indices };
        let result = reordering.parse_core_module(&mut out, Parser::new(0), module);
        result.map_err(|error| anyhow!("can't reorder the functions: {error}"))?;
        Ok(out.finish())
    }
}

/// The indices of the functions in an order that begins with the largest; the next is always the most similar to the last
/// few.
fn similarity_order(bodies: &[&[u8]]) -> Vec<usize> {
    let ngrams: Vec<_> = bodies.iter().map(|body| ngrams(body)).collect();
    let mut functions_with: HashMap<u64, Vec<usize>> = HashMap::new();
    for (function, ngrams) in ngrams.iter().enumerate() {
        ngrams.iter().for_each(|ngram| functions_with.entry(*ngram).or_default().push(function));
    }
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    left.sort_by_key(|&function| Reverse(bodies[function].len()));
    let mut similarity = vec![0.0_f32; bodies.len()];
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = 0;
    while next < left.len() {
        let function = left.remove(next);
        order.push(function);
        similarity.iter_mut().for_each(|similarity| *similarity /= 2.0);
        for others in ngrams[function].iter().map(|ngram| &functions_with[ngram]).filter(|others| others.len() < COMMON)
        {
            others.iter().for_each(|&other| similarity[other] += 1.0);
        }
        let share = |index: usize| similarity[left[index]] / (ngrams[left[index]].len() as f32 + LENGTH_OFFSET);
        // Of two that are equally similar, the larger one, which comes first in `left`.
        next = (0..left.len()).rev().max_by(|&a, &b| share(a).total_cmp(&share(b))).unwrap_or_default();
    }
    order
}

/// The n-grams of a function's code, hashed, each once.
fn ngrams(body: &[u8]) -> Vec<u64> {
    let hash = |ngram: &[u8]| {
        let mut hasher = DefaultHasher::new();
        ngram.hash(&mut hasher);
        hasher.finish()
    };
    let mut ngrams: Vec<_> = body.windows(NGRAM_LEN).map(hash).collect();
    ngrams.sort_unstable();
    ngrams.dedup();
    ngrams
}

/// Writes a module again, with its functions in another order.
struct Reordering {
    imported: u32,
    /// The function at each new index.
    order: Vec<usize>,
    /// The new index of each function, or of its replacement.
    new_indices: Vec<u32>,
}

impl Reencode for Reordering {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(match function.checked_sub(self.imported) {
            Some(index) => self.imported + self.new_indices[index as usize],
            None => function,
        })
    }

    /// Sets every alignment hint to its natural value, so that they are all alike. The hint changes no result.
    fn mem_arg(&mut self, mut arg: wasmparser::MemArg) -> Result<MemArg, Error<Infallible>> {
        arg.align = arg.max_align;
        utils::mem_arg(self, arg)
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        self.order.iter().for_each(|&function| _ = functions.function(types[function]));
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for function in self.order.clone() {
            utils::parse_function_body(self, code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Functions, similarity_order};

    #[test]
    fn identical_functions_have_one_type_and_body() {
        let all: Vec<(u32, &[u8])> = vec![(0, b"a"), (0, b"b"), (1, b"a"), (0, b"a"), (0, b"b")];
        assert_eq!(Functions { imported: 0, all }.distinct(), (vec![0, 1, 2], vec![0, 1, 2, 0, 1]));
    }

    #[test]
    fn similar_functions_are_neighbours() {
        let bodies: [&[u8]; 5] = [b"one two three", b"fourteen fives", b"one two four", b"fifteen fives", b"one two"];
        assert_eq!(similarity_order(&bodies), [1, 3, 2, 0, 4]);
    }

    #[test]
    fn keeps_every_function() {
        assert!(similarity_order(&[]).is_empty());
        assert_eq!(similarity_order(&[b"", b"a", b""]), [1, 0, 2]);
    }
}
