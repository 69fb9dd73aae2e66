//! The calls and the table slots of a module's functions.

use std::collections::HashSet;

use walrus::ir::{self, Value, Visitor};
use walrus::{ConstExpr, ElementItems, ElementKind, FunctionId, LocalFunction, Module};

/// The functions that a function calls, or refers to by `ref.func`.
pub(super) fn called_by(function: &LocalFunction) -> HashSet<FunctionId> {
    let mut called = Called::default();
    ir::dfs_in_order(&mut called, function, function.entry_block());
    called.0
}

/// The slots of the function table that the element segments fill, each with its function.
pub(super) fn filled_slots(module: &Module) -> impl Iterator<Item = (u32, FunctionId)> {
    module.elements.iter().flat_map(|element| match (&element.kind, &element.items) {
        (ElementKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. }, ElementItems::Functions(items)) => {
            (start.cast_unsigned()..).zip(items.iter().copied()).collect()
        }
        _ => Vec::new(),
    })
}

#[derive(Default)]
struct Called(HashSet<FunctionId>);

impl Visitor<'_> for Called {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.0.insert(*function);
    }
}
