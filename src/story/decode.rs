//! What a story file is read with: plain values in, typed parts out, and the path to what has the wrong shape.
//!
//! The types of [`super::file`] derive serde's traits, and `tests/native/reading.rs` holds this reading to theirs. It is
//! written out because the derived one, made for any format, is four times as large in the browser.

use std::{cell::RefCell, fmt};

use super::Value;

/// Something that can be read from a value.
pub(super) trait FromJson: Sized {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// What has the wrong shape, and where.
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError>;
}

/// A value of the wrong shape. Its display, without the path, is for the person who wrote the file.
#[derive(Debug)]
pub(super) struct DecodeError(Box<(String, String)>);

impl DecodeError {
    /// Where it is: `events[3].date`; empty for the whole.
    pub(super) fn path(&self) -> &str {
        &self.0.0
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.1)
    }
}

/// The way from the whole file to a value, from the inside out.
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
            Self::Item(outer, at) => write!(f, "{outer}[{at}]"),
        }
    }
}

/// A value that is being read.
pub(super) struct Decoder<'a> {
    value: &'a Value,
    path: &'a Path<'a>,
    unknown: &'a RefCell<Vec<String>>,
}

/// Reads a typed value, and the paths of fields that nobody asked for.
///
/// # Errors
///
/// What has the wrong shape, and where.
pub(super) fn read<T: FromJson>(value: &Value) -> Result<(T, Vec<String>), DecodeError> {
    let unknown = RefCell::default();
    let read = T::read(Decoder { value, path: &Path::Root, unknown: &unknown })?;
    Ok((read, unknown.into_inner()))
}

impl<'a> Decoder<'a> {
    /// The error that something else was expected here.
    pub(super) fn unexpected(&self, expected: &str) -> DecodeError {
        let found = match self.value {
            Value::Null => "null".to_owned(),
            Value::Bool(true) => "true".to_owned(),
            Value::Bool(false) => "false".to_owned(),
            Value::Number(number) => match whole(*number) {
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

    /// The text that it is.
    pub(super) fn text(&self, expected: &str) -> Result<&'a str, DecodeError> {
        match self.value {
            Value::Text(text) => Ok(text),
            _ => Err(self.unexpected(expected)),
        }
    }

    /// Which of a few words it is.
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

    /// Whether it is a list.
    pub(super) fn is_list(&self) -> bool {
        matches!(self.value, Value::List(_))
    }

    /// Calls `each` with every item of the list that it is.
    pub(super) fn items(
        &self,
        expected: &str,
        mut each: impl FnMut(Decoder<'_>) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let Value::List(items) = self.value else {
            return Err(self.unexpected(expected));
        };
        for (at, value) in items.iter().enumerate() {
            each(Decoder { value, path: &Path::Item(self.path, at), unknown: self.unknown })?;
        }
        Ok(())
    }

    /// The one field of an object whose name says what it is, as in `{"paragraph": …}`.
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

    /// The fields of the object that it is.
    pub(super) fn object(self, expected: &str) -> Result<Object<'a>, DecodeError> {
        match self.value {
            Value::Object(fields) => Ok(Object { fields, asked: Vec::new(), at: self }),
            _ => Err(self.unexpected(expected)),
        }
    }
}

/// The fields of an object, which are asked for one by one.
pub(super) struct Object<'a> {
    at: Decoder<'a>,
    fields: &'a [(String, Value)],
    asked: Vec<&'static str>,
}

impl<'a> Object<'a> {
    /// A field that has to be there.
    pub(super) fn required<T: FromJson>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        let (value, at) = (self.find(name), &self.at);
        match value {
            Some(value) => T::read(Decoder { value, path: &Path::Field(at.path, name), unknown: at.unknown }),
            None => Err(at.error(format!("the field “{name}” is missing"))),
        }
    }

    /// A field that may be left out.
    pub(super) fn optional<T: FromJson + Default>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        let (value, at) = (self.find(name), &self.at);
        match value {
            Some(value) => T::read(Decoder { value, path: &Path::Field(at.path, name), unknown: at.unknown }),
            None => Ok(T::default()),
        }
    }

    fn find(&mut self, name: &'static str) -> Option<&'a Value> {
        self.asked.push(name);
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
    }

    /// Notes the fields that were not asked for.
    pub(super) fn finish(self) {
        for (name, _) in self.fields.iter().filter(|(name, _)| !self.asked.contains(&name.as_str())) {
            self.at.unknown.borrow_mut().push(Path::Field(self.at.path, name).to_string());
        }
    }
}

/// A number as an integer, if it is one.
fn whole(number: f64) -> Option<i64> {
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
            Value::Number(number) => whole(*number).and_then(|number| Self::try_from(number).ok()),
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
