//! The order of functions, and which of them are one.
//!
//! Compression finds what it has seen before, the cheaper the nearer it is: so functions that are alike stand together.
//! Those that are the same to the last byte are one.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash, Hasher};

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, MemArg, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// How many bytes of code make a piece, by which functions are compared.
const PIECE: usize = 4;
/// A piece that so many functions have says nothing of any two of them.
const COMMON: usize = 400;
/// Added to the length of every function: a short one is not alike to all that hold the little that it does.
const SHORT: f32 = 20.0;

/// The module with its functions in another order, each of them once.
pub(super) fn reordered(module: &[u8]) -> Result<Vec<u8>> {
    let mut module = module.to_vec();
    // Those that call what has become one may be one now, too.
    loop {
        let functions = Functions::read(&module)?;
        let (order, twins) = functions.distinct();
        if order.len() == functions.all.len() {
            break;
        }
        module = functions.written(&module, order, &twins)?;
    }
    let functions = Functions::read(&module)?;
    let bodies: Vec<_> = functions.all.iter().map(|(_, body)| *body).collect();
    functions.written(&module, alike(&bodies), &(0..bodies.len()).collect::<Vec<_>>())
}

/// The functions of a module.
struct Functions<'a> {
    /// How many are imported: they come before all others.
    imported: u32,
    /// The type and the body of each of the others.
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

    /// The functions of which no other before is the same; and for each function that which stands for it.
    fn distinct(&self) -> (Vec<usize>, Vec<usize>) {
        let mut first = HashMap::new();
        let twins: Vec<_> = (0..).zip(&self.all).map(|(at, function)| *first.entry(function).or_insert(at)).collect();
        ((0..twins.len()).filter(|&at| twins[at] == at).collect(), twins)
    }

    /// The module with its functions in this order, and others in their stead that `twins` says.
    fn written(&self, module: &[u8], order: Vec<usize>, twins: &[usize]) -> Result<Vec<u8>> {
        let mut places = vec![0; self.all.len()];
        for (place, &function) in (0..).zip(&order) {
            places[function] = place;
        }
        let places = twins.iter().map(|&twin| places[twin]).collect();
        let mut out = Module::new();
        let mut reordering = Reordering { imported: self.imported, order, places };
        let done = reordering.parse_core_module(&mut out, Parser::new(0), module);
        done.map_err(|error| anyhow!("can't reorder the functions: {error}"))?;
        Ok(out.finish())
    }
}

/// An order in which every function stands after those that it has most in common with: from the largest on, always the
/// one that is most like the last few.
fn alike(bodies: &[&[u8]]) -> Vec<usize> {
    let pieces: Vec<_> = bodies.iter().map(|body| pieces(body)).collect();
    let mut having: HashMap<u64, Vec<usize>> = HashMap::new();
    for (function, pieces) in pieces.iter().enumerate() {
        pieces.iter().for_each(|piece| having.entry(*piece).or_default().push(function));
    }
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    left.sort_by_key(|&function| Reverse(bodies[function].len()));
    let mut likeness = vec![0.0_f32; bodies.len()];
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = 0;
    while next < left.len() {
        let function = left.remove(next);
        order.push(function);
        likeness.iter_mut().for_each(|likeness| *likeness /= 2.0);
        for others in pieces[function].iter().map(|piece| &having[piece]).filter(|others| others.len() < COMMON) {
            others.iter().for_each(|&other| likeness[other] += 1.0);
        }
        let share = |at: usize| likeness[left[at]] / (pieces[left[at]].len() as f32 + SHORT);
        // Of two that are equally alike the larger one, which stands before.
        next = (0..left.len()).rev().max_by(|&a, &b| share(a).total_cmp(&share(b))).unwrap_or_default();
    }
    order
}

/// The pieces of a function's code, each once.
fn pieces(body: &[u8]) -> Vec<u64> {
    let hash = |piece: &[u8]| {
        let mut hasher = DefaultHasher::new();
        piece.hash(&mut hasher);
        hasher.finish()
    };
    let mut pieces: Vec<_> = body.windows(PIECE).map(hash).collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

struct Reordering {
    imported: u32,
    /// Which function stands at each place.
    order: Vec<usize>,
    /// The place of each function, or of its twin.
    places: Vec<u32>,
}

impl Reencode for Reordering {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(match function.checked_sub(self.imported) {
            Some(own) => self.imported + self.places[own as usize],
            None => function,
        })
    }

    /// Every access of the memory is said to be aligned as it naturally is: that is a hint, and one less to be told.
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
    use super::{Functions, alike};

    #[test]
    fn twins_are_of_one_type_and_body() {
        let all: Vec<(u32, &[u8])> = vec![(0, b"a"), (0, b"b"), (1, b"a"), (0, b"a"), (0, b"b")];
        assert_eq!(Functions { imported: 0, all }.distinct(), (vec![0, 1, 2], vec![0, 1, 2, 0, 1]));
    }

    #[test]
    fn what_is_alike_stands_together() {
        let bodies: [&[u8]; 5] = [b"one two three", b"fourteen fives", b"one two four", b"fifteen fives", b"one two"];
        assert_eq!(alike(&bodies), [1, 3, 2, 0, 4]);
    }

    #[test]
    fn no_function_is_lost() {
        assert!(alike(&[]).is_empty());
        assert_eq!(alike(&[b"", b"a", b""]), [1, 0, 2]);
    }
}
