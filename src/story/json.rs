//! A JSON parser (RFC 8259) for the browser.
//!
//! The error messages of `JSON.parse` differ by browser, and some have no position. serde_json is four times as large
//! as WebAssembly. `tests/native/json.rs` compares this parser's values and messages with serde_json's.

use super::{StoryError, Value, value::DEEPEST};

const ENDS_IN_VALUE: &str = "EOF while parsing a value";
const ENDS_IN_OBJECT: &str = "EOF while parsing an object";
const ENDS_IN_STRING: &str = "EOF while parsing a string";
const BAD_NUMBER: &str = "invalid number";

/// Parses JSON text.
///
/// An unpaired surrogate becomes U+FFFD, as in text from JavaScript. Numbers have a precision of at least 15 digits.
/// A value nested too deeply becomes [`Value::Other`].
///
/// # Errors
///
/// [`StoryError::NotJson`] for the first syntax error, with its line (from 1) and column (in bytes).
pub fn read_json(text: &str) -> Result<Value, StoryError> {
    let mut reader = Reader { text, bytes: text.as_bytes(), offset: 0 };
    let read = reader.value().and_then(|value| match reader.after_space() {
        Some(_) => Err(reader.error_at_next("trailing characters")),
        None => Ok(value),
    });
    read.map_err(|JsonError { offset, message }| {
        let line_start =
            text.as_bytes()[..offset].iter().rposition(|&byte| byte == b'\n').map_or(0, |before| before + 1);
        let line = 1 + text.as_bytes()[..line_start].iter().filter(|&&byte| byte == b'\n').count();
        StoryError::NotJson { line, column: offset - line_start, message: message.to_owned() }
    })
}

/// A syntax error: the number of bytes read before it, and a message.
struct JsonError {
    offset: usize,
    message: &'static str,
}

/// A list or an object whose end has not been read.
enum Open {
    List(Vec<Value>),
    /// The fields, and the name of the field whose value is next.
    Object(Vec<(String, Value)>, String),
}

impl Open {
    /// Adds a value. Of two fields with one name, the last replaces the first, as in `JSON.parse`.
    fn put(&mut self, value: Value) {
        match self {
            Self::List(items) => items.push(value),
            Self::Object(fields, name) => match fields.iter_mut().find(|(other, _)| other == name) {
                Some(field) => field.1 = value,
                None => fields.push((std::mem::take(name), value)),
            },
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    /// The number of bytes that have been read.
    offset: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.offset).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let next = self.peek();
        self.offset += usize::from(next.is_some());
        next
    }

    fn after_space(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek() {
            self.offset += 1;
        }
        self.peek()
    }

    /// Returns an error at the byte that was read last.
    fn error(&self, message: &'static str) -> JsonError {
        JsonError { offset: self.offset, message }
    }

    /// Reads the next byte, and returns an error at it.
    fn error_at_next(&mut self, message: &'static str) -> JsonError {
        self.next();
        self.error(message)
    }

    /// Reads a value of any depth. There is no recursion, so that deeply nested text can't overflow the stack.
    fn value(&mut self) -> Result<Value, JsonError> {
        let mut open = Vec::new();
        let mut read = self.begin(&mut open)?;
        loop {
            let depth = open.len();
            let Some(inner) = open.last_mut() else {
                return Ok(read.unwrap_or(Value::Null));
            };
            let is_first = read.is_none();
            if let Some(value) = read {
                inner.put(if depth > DEEPEST { Value::Other } else { value });
            }
            let (end, end_error, comma_error) = match inner {
                Open::List(_) => (b']', "EOF while parsing a list", "expected `,` or `]`"),
                Open::Object(..) => (b'}', ENDS_IN_OBJECT, "expected `,` or `}`"),
            };
            match self.after_space() {
                None => return Err(self.error(end_error)),
                Some(next) if next == end => {
                    self.offset += 1;
                    read = open.pop().map(|closed| match closed {
                        Open::List(items) => Value::List(items),
                        Open::Object(fields, _) => Value::Object(fields),
                    });
                    continue;
                }
                Some(_) if is_first => {}
                Some(b',') => {
                    self.offset += 1;
                    if self.after_space() == Some(end) {
                        return Err(self.error_at_next("trailing comma"));
                    }
                }
                Some(_) => return Err(self.error_at_next(comma_error)),
            }
            if let Open::Object(_, name) = inner {
                *name = self.name()?;
            }
            read = self.begin(&mut open)?;
        }
    }

    /// Reads a scalar value; or the start of a list or an object, and returns `None`.
    fn begin(&mut self, open: &mut Vec<Open>) -> Result<Option<Value>, JsonError> {
        let Some(first) = self.after_space() else {
            return Err(self.error(ENDS_IN_VALUE));
        };
        if let b'-' | b'0'..=b'9' = first {
            return self.number().map(Some);
        }
        let value = match first {
            b'[' => return Ok(self.open(open, Open::List(Vec::new()))),
            b'{' => return Ok(self.open(open, Open::Object(Vec::new(), String::new()))),
            b'"' => Value::Text(self.string()?),
            b'n' => self.word("null", Value::Null)?,
            b't' => self.word("true", Value::Bool(true))?,
            b'f' => self.word("false", Value::Bool(false))?,
            _ => return Err(self.error_at_next("expected value")),
        };
        Ok(Some(value))
    }

    fn open(&mut self, open: &mut Vec<Open>, inner: Open) -> Option<Value> {
        self.offset += 1;
        open.push(inner);
        None
    }

    /// Reads the name of a field and the colon after it.
    fn name(&mut self) -> Result<String, JsonError> {
        match self.after_space() {
            Some(b'"') => {}
            Some(_) => return Err(self.error_at_next("key must be a string")),
            None => return Err(self.error(ENDS_IN_VALUE)),
        }
        let name = self.string()?;
        match self.after_space() {
            Some(b':') => self.offset += 1,
            Some(_) => return Err(self.error_at_next("expected `:`")),
            None => return Err(self.error(ENDS_IN_OBJECT)),
        }
        Ok(name)
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, JsonError> {
        for expected in word.bytes() {
            match self.next() {
                Some(next) if next == expected => {}
                Some(_) => return Err(self.error("expected ident")),
                None => return Err(self.error(ENDS_IN_VALUE)),
            }
        }
        Ok(value)
    }

    fn string(&mut self) -> Result<String, JsonError> {
        self.offset += 1;
        let (mut out, mut from) = (String::new(), self.offset);
        loop {
            let Some(next) = self.next() else {
                return Err(self.error(ENDS_IN_STRING));
            };
            if let b'"' | b'\\' = next {
                out.push_str(&self.text[from..self.offset - 1]);
                if next == b'"' {
                    return Ok(out);
                }
                out.push(self.escaped()?);
                from = self.offset;
            } else if next < b' ' {
                return Err(self.error("control character (\\u0000-\\u001F) found while parsing a string"));
            }
        }
    }

    /// Reads an escape sequence, after its backslash, and returns its character.
    fn escaped(&mut self) -> Result<char, JsonError> {
        Ok(match self.next() {
            Some(plain @ (b'"' | b'\\' | b'/')) => char::from(plain),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let mut code = self.hex()?;
                let after = self.offset;
                if let (0xD800..0xDC00, Some(b"\\u")) = (code, self.bytes.get(after..after + 2)) {
                    self.offset += 2;
                    match self.hex()? {
                        low @ 0xDC00..0xE000 => code = 0x1_0000 + ((code - 0xD800) << 10) + (low - 0xDC00),
                        // The second escape is no low surrogate: read it again as a separate character.
                        _ => self.offset = after,
                    }
                }
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            Some(_) => return Err(self.error("invalid escape")),
            None => return Err(self.error(ENDS_IN_STRING)),
        })
    }

    fn hex(&mut self) -> Result<u32, JsonError> {
        let Some(digits) = self.bytes.get(self.offset..self.offset + 4) else {
            self.offset = self.bytes.len();
            return Err(self.error(ENDS_IN_STRING));
        };
        self.offset += 4;
        let code = digits.iter().try_fold(0, |code, &digit| Some(code * 16 + char::from(digit).to_digit(16)?));
        code.ok_or_else(|| self.error("invalid escape"))
    }

    fn number(&mut self) -> Result<Value, JsonError> {
        let mut decimal = Decimal::default();
        let is_negative = self.peek() == Some(b'-');
        self.offset += usize::from(is_negative);
        if self.peek() == Some(b'0') {
            self.offset += 1;
            if let Some(b'0'..=b'9') = self.peek() {
                return Err(self.error_at_next(BAD_NUMBER));
            }
        } else {
            self.digits(&mut |digit| decimal.add(digit, 0))?;
        }
        if self.peek() == Some(b'.') {
            self.offset += 1;
            self.digits(&mut |digit| decimal.add(digit, 1))?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.offset += 1;
            let is_small = self.peek() == Some(b'-');
            self.offset += usize::from(is_small || self.peek() == Some(b'+'));
            let mut exponent = 0_i32;
            self.digits(&mut |digit| exponent = (exponent * 10 + i32::from(digit)).min(9999))?;
            decimal.exponent += if is_small { -exponent } else { exponent };
        }
        let value = decimal.value();
        Ok(Value::Number(if is_negative { -value } else { value }))
    }

    /// Reads one digit or more, and calls `each` with every digit.
    fn digits(&mut self, each: &mut dyn FnMut(u8)) -> Result<(), JsonError> {
        let start = self.offset;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            self.offset += 1;
            each(digit - b'0');
        }
        match self.peek() {
            _ if self.offset > start => Ok(()),
            Some(_) => Err(self.error_at_next(BAD_NUMBER)),
            None => Err(self.error(ENDS_IN_VALUE)),
        }
    }
}

/// A decimal number: `significand` × 10 to the power of `exponent`.
#[derive(Default)]
struct Decimal {
    significand: u64,
    exponent: i32,
}

impl Decimal {
    /// Adds a digit; `after` is 1 if the digit is after the decimal point. Digits that overflow 64 bits count as zeros.
    fn add(&mut self, digit: u8, after: i32) {
        match self.significand.checked_mul(10).and_then(|shifted| shifted.checked_add(u64::from(digit))) {
            Some(longer) => {
                self.significand = longer;
                self.exponent -= after;
            }
            None => self.exponent += 1 - after,
        }
    }

    /// Returns the number. It is exact for up to 15 digits and an exponent of up to ±22.
    fn value(&self) -> f64 {
        /// The greatest exponent for which a power of ten is exact in an `f64`.
        const EXACT: u32 = 22;
        let mut value = self.significand as f64;
        // An exponent beyond ±400 always results in 0 or infinity.
        let mut remaining = self.exponent.unsigned_abs().min(400);
        while remaining > 0 {
            let power = (0..remaining.min(EXACT)).fold(1.0, |power, _| power * 10.0);
            value = if self.exponent < 0 { value / power } else { value * power };
            remaining = remaining.saturating_sub(EXACT);
        }
        value
    }
}
