//! Decoding of JSON values into the types of [`super::file`], with the path of a value that has the wrong type.
//!
//! The types also derive serde's traits. The derived code works for every format and is four times as large as
//! WebAssembly. `tests/native/reader_oracle.rs` compares this decoder with the derived code.

use std::{cell::RefCell, fmt};

use super::Value;

/// A type that can be decoded from a JSON value.
pub(super) trait FromJson: Sized {
    /// Decodes a value.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] for the first value of the wrong type.
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError>;
}

/// A value of the wrong type. Its `Display` is a message for the author of the file, without the path.
#[derive(Debug)]
pub(super) struct DecodeError(Box<(String, String)>);

impl DecodeError {
    /// The path of the value, such as `events[3].date`. Empty for the whole file.
    pub(super) fn path(&self) -> &str {
        &self.0.0
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.1)
    }
}

/// The path of a value, as a linked list from the value to the root.
enum Path<'a> {
    Root,
    Field(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Self::Root, name) => f.write_str(name),
            Self::Field(outer, name) => write!(f, "{outer}.{name}"),
            Self::Item(outer, index) => write!(f, "{outer}[{index}]"),
        }
    }
}

/// A value to decode, with its path and the list of unknown fields.
pub(super) struct Decoder<'a> {
    value: &'a Value,
    path: &'a Path<'a>,
    unknown: &'a RefCell<Vec<String>>,
}

/// Decodes a value, and returns it with the paths of unknown fields.
///
/// # Errors
///
/// [`DecodeError`] for the first value of the wrong type.
pub(super) fn read<T: FromJson>(value: &Value) -> Result<(T, Vec<String>), DecodeError> {
    let unknown = RefCell::default();
    let read = T::read(Decoder { value, path: &Path::Root, unknown: &unknown })?;
    Ok((read, unknown.into_inner()))
}

impl<'a> Decoder<'a> {
    /// Returns the error for a value that is not the expected one. `expected` is a noun phrase, such as `a list`.
    pub(super) fn unexpected(&self, expected: &str) -> DecodeError {
        let found = match self.value {
            Value::Null => "null".to_owned(),
            Value::Bool(true) => "true".to_owned(),
            Value::Bool(false) => "false".to_owned(),
            Value::Number(number) => match to_integer(*number) {
                Some(number) => format!("the number {number}"),
                None => "a number with a fraction".to_owned(),
            },
            Value::Text(text) => format!("“{text}”"),
            Value::List(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
            Value::Other => "something that JSON does not have".to_owned(),
        };
        self.error(format!("expected {expected}, found {found}"))
    }

    fn error(&self, message: String) -> DecodeError {
        DecodeError(Box::new((self.path.to_string(), message)))
    }

    /// Returns the text, if the value is text.
    pub(super) fn text(&self, expected: &str) -> Result<&'a str, DecodeError> {
        match self.value {
            Value::Text(text) => Ok(text),
            _ => Err(self.unexpected(expected)),
        }
    }

    /// Returns the value that belongs to the text, if the text is one of `words`.
    pub(super) fn one_of<T: Copy>(&self, words: &[(&str, T)]) -> Result<T, DecodeError> {
        let found = match self.value {
            Value::Text(text) => words.iter().find(|(word, _)| word == text),
            _ => None,
        };
        found.map(|(_, value)| *value).ok_or_else(|| {
            let words: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            self.unexpected(&words.join(" or "))
        })
    }

    /// Returns true if the value is a list.
    pub(super) fn is_list(&self) -> bool {
        matches!(self.value, Value::List(_))
    }

    /// Calls `each` with every item, if the value is a list.
    pub(super) fn items(
        &self,
        expected: &str,
        mut each: impl FnMut(Decoder<'_>) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let Value::List(items) = self.value else {
            return Err(self.unexpected(expected));
        };
        for (index, value) in items.iter().enumerate() {
            each(Decoder { value, path: &Path::Item(self.path, index), unknown: self.unknown })?;
        }
        Ok(())
    }

    /// Decodes an object of one field whose name is the type of its content, such as `{"paragraph": …}`.
    pub(super) fn tagged<T>(
        &self,
        expected: &str,
        read: impl FnOnce(&str, Decoder<'_>) -> Option<Result<T, DecodeError>>,
    ) -> Result<T, DecodeError> {
        if let Value::Object(fields) = self.value
            && let [(name, value)] = fields.as_slice()
            && let Some(read) =
                read(name, Decoder { value, path: &Path::Field(self.path, name), unknown: self.unknown })
        {
            return read;
        }
        Err(self.unexpected(expected))
    }

    /// Decodes an object by `read`, and records the fields that `read` has not requested as unknown.
    pub(super) fn object<T>(
        self,
        expected: &str,
        read: impl FnOnce(&mut Object<'a>) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        let Value::Object(fields) = self.value else {
            return Err(self.unexpected(expected));
        };
        let mut fields = Object { fields, requested: Vec::new(), at: self };
        let object = read(&mut fields)?;
        fields.finish();
        Ok(object)
    }
}

/// The fields of an object. It records the names that were requested.
pub(super) struct Object<'a> {
    at: Decoder<'a>,
    fields: &'a [(String, Value)],
    requested: Vec<&'static str>,
}

impl<'a> Object<'a> {
    /// Decodes a required field.
    pub(super) fn required<T: FromJson>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        let (value, at) = (self.find(name), &self.at);
        match value {
            Some(value) => T::read(Decoder { value, path: &Path::Field(at.path, name), unknown: at.unknown }),
            None => Err(at.error(format!("the field “{name}” is missing"))),
        }
    }

    /// Decodes an optional field; its default if the field is absent.
    pub(super) fn optional<T: FromJson + Default>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        let (value, at) = (self.find(name), &self.at);
        match value {
            Some(value) => T::read(Decoder { value, path: &Path::Field(at.path, name), unknown: at.unknown }),
            None => Ok(T::default()),
        }
    }

    fn find(&mut self, name: &'static str) -> Option<&'a Value> {
        self.requested.push(name);
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
    }

    /// Records the fields that were not requested as unknown.
    fn finish(&self) {
        for (name, _) in self.fields.iter().filter(|(name, _)| !self.requested.contains(&name.as_str())) {
            self.at.unknown.borrow_mut().push(Path::Field(self.at.path, name).to_string());
        }
    }
}

/// Returns a number as an integer; `None` if it has a fraction.
fn to_integer(number: f64) -> Option<i64> {
    let integer = number as i64;
    (integer as f64 == number).then_some(integer)
}

impl FromJson for String {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.text("text").map(str::to_owned)
    }
}

impl FromJson for bool {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        match at.value {
            Value::Bool(value) => Ok(*value),
            _ => Err(at.unexpected("true or false")),
        }
    }
}

impl FromJson for u32 {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        let number = match at.value {
            Value::Number(number) => to_integer(*number).and_then(|number| Self::try_from(number).ok()),
            _ => None,
        };
        number.ok_or_else(|| at.unexpected("a whole number"))
    }
}

impl FromJson for f64 {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        match at.value {
            Value::Number(number) => Ok(*number),
            _ => Err(at.unexpected("a number")),
        }
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        if matches!(at.value, Value::Null) { Ok(None) } else { T::read(at).map(Some) }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        let mut list = Self::new();
        at.items("a list", |item| {
            list.push(T::read(item)?);
            Ok(())
        })?;
        Ok(list)
    }
}
