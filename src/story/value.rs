//! Untyped JSON values, before the reader knows if they are a story file.

use std::{cell::Cell, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor},
};

/// The greatest depth of nested lists and objects that is read. A story file needs eight levels.
/// The limit also ends the reading of a JavaScript object that contains itself.
pub(super) const DEEPEST: usize = 32;
/// The greatest number of values that is read. A story file has some thousands.
/// The depth alone is no limit for an object that contains itself twice: the number of values doubles at every level.
const MAX_VALUES: usize = 200_000;

/// A JSON value (RFC 8259).
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`, or `undefined`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An object's fields, in the order of the source.
    Object(Vec<(String, Self)>),
    /// A value that JSON does not have, such as a function; or a value beyond the limits of depth or number.
    Other,
}

impl Value {
    /// Returns the value of a field; `None` if this is no object or has no such field.
    pub fn field(&self, name: &str) -> Option<&Self> {
        let Self::Object(fields) = self else {
            return None;
        };
        fields.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

/// Reads from a source whose syntax is known to be valid. A part that can't be read becomes [`Value::Other`].
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ValueSeed { depth: 0, remaining: &Cell::new(MAX_VALUES) }.deserialize(deserializer)
    }
}

/// The depth of a value, and the number of values that may still be read.
#[derive(Clone, Copy)]
struct ValueSeed<'a> {
    depth: usize,
    remaining: &'a Cell<usize>,
}

impl ValueSeed<'_> {
    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let remaining = self.remaining.get();
        if self.depth > DEEPEST || remaining == 0 {
            return Ok(Value::Other);
        }
        self.remaining.set(remaining - 1);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    // Integers beyond 2^53 lose digits, as in JavaScript. A story file has none so large.
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_byte_buf<E>(self, _: Vec<u8>) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.deeper()).unwrap_or(Some(Value::Other)) {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut object = Vec::new();
        while let Some(key) = fields.next_key::<String>()? {
            object.push((key, fields.next_value_seed(self.deeper()).unwrap_or(Value::Other)));
        }
        Ok(Value::Object(object))
    }
}
