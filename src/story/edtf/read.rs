//! The parser of EDTF strings.

use std::fmt;

use super::{Edtf, Endpoint, Field, Point, Year, matches, number};

/// A syntax error in an EDTF string: its byte offset, and a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EdtfError(usize, &'static str);

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid EDTF at offset {}: {}", self.0, self.1)
    }
}

impl Edtf {
    /// Parses an EDTF string.
    ///
    /// # Errors
    ///
    /// [`EdtfError`] for the first syntax error. A set of dates is an error.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        if text.is_empty() {
            return Err(EdtfError(0, "empty input"));
        }
        if let Some(at) = text.bytes().position(|byte| !byte.is_ascii()) {
            return Err(EdtfError(at, "EDTF permits ASCII characters only"));
        }
        if let Some(at) = text.bytes().position(|byte| byte == b' ' || byte.is_ascii_control()) {
            return Err(EdtfError(at, "whitespace is not allowed"));
        }
        let find = |byte| text.bytes().position(|other| other == byte);
        match (find(b'/'), find(b'T')) {
            (Some(slash), _) => interval(text, slash),
            (None, Some(t)) => day_with_time(text, t),
            _ => point(text, 0, text.len()).map(Self::Date),
        }
    }
}

/// Parses an interval, whose slash is at the byte offset `slash`.
fn interval(text: &str, slash: usize) -> Result<Edtf, EdtfError> {
    if let Some(second) = text.bytes().skip(slash + 1).position(|byte| byte == b'/') {
        return Err(EdtfError(slash + 1 + second, "an interval has one '/'"));
    }
    let start = match &text[..slash] {
        "" => Endpoint::Unknown,
        ".." => Endpoint::Open,
        start if start.starts_with("..") => Endpoint::OnOrBefore(point(text, 2, slash)?),
        start if start.ends_with("..") => {
            return Err(EdtfError(slash - 2, "'..'-suffixed date is only allowed as interval end"));
        }
        _ => Endpoint::Date(point(text, 0, slash)?),
    };
    let at = slash + 1;
    let end = match &text[at..] {
        "" => Endpoint::Unknown,
        ".." => Endpoint::Open,
        end if end.starts_with("..") => {
            return Err(EdtfError(at, "'..'-prefixed date is only allowed as interval start"));
        }
        end if end.ends_with("..") => Endpoint::OnOrAfter(point(text, at, text.len() - 2)?),
        _ => Endpoint::Date(point(text, at, text.len())?),
    };
    if start.date().or(end.date()).is_none() {
        return Err(EdtfError(0, "interval needs at least one dated endpoint"));
    }
    if let (Endpoint::Date(first), Endpoint::Date(last)) = (start, end)
        && let (Some((first, _)), Some((_, last))) = (first.days(), last.days())
        && last < first
    {
        return Err(EdtfError(at, "it ends before it begins"));
    }
    Ok(Edtf::Interval(start, end))
}

/// Parses a day with a time (annex A.4.3) and drops the time.
fn day_with_time(text: &str, t: usize) -> Result<Edtf, EdtfError> {
    let bytes = text.as_bytes();
    if t != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(EdtfError(0, "a time needs a date YYYY-MM-DD"));
    }
    if let Some(at) = [0, 1, 2, 3, 5, 6, 8, 9].into_iter().find(|&at| !bytes[at].is_ascii_digit()) {
        return Err(EdtfError(at, "a time needs a date YYYY-MM-DD"));
    }
    let two = |at: usize| match bytes.get(at..at + 2) {
        Some([tens @ b'0'..=b'9', ones @ b'0'..=b'9']) => Some((tens - b'0') * 10 + (ones - b'0')),
        _ => None,
    };
    if !two(5).is_some_and(|month| (1..=12).contains(&month)) {
        return Err(EdtfError(5, "month must be 01-12"));
    }
    let date = point(text, 0, t)?;
    if text.len() < 19 || bytes[13] != b':' || bytes[16] != b':' {
        return Err(EdtfError(11, "time must be hh:mm:ss"));
    }
    let components = [11, 14, 17].map(|at| two(at).ok_or(EdtfError(at, "two digits expected")));
    let [hour, minute, second] = [components[0]?, components[1]?, components[2]?];
    if hour > 23 {
        return Err(EdtfError(11, "hour must be 00-23"));
    }
    if minute > 59 {
        return Err(EdtfError(14, "minute must be 00-59"));
    }
    if second > 60 {
        return Err(EdtfError(17, "second must be 00-60"));
    }
    let shift = &bytes[19..];
    if !matches!(shift, b"" | b"Z") {
        if !matches!(shift[0], b'+' | b'-') {
            return Err(EdtfError(19, "time shift must be Z, ±hh or ±hh:mm"));
        }
        if shift.len() != 3 && (shift.len() != 6 || shift[3] != b':') {
            return Err(EdtfError(19, "time shift must be Z, ±hh or ±hh:mm"));
        }
        let no_digits = |at: usize| EdtfError(19 + at, "two digits expected");
        let hours = two(20).ok_or(no_digits(1))?;
        let minutes = if shift.len() == 3 { 0 } else { two(23).ok_or(no_digits(4))? };
        if minutes > 59 {
            return Err(EdtfError(23, "minute must be 00-59"));
        }
        match u16::from(hours) * 60 + u16::from(minutes) {
            841.. => return Err(EdtfError(19, "time shift exceeds ±14:00")),
            0 if shift[0] == b'-' => return Err(EdtfError(19, "negative zero time shift is not allowed")),
            _ => {}
        }
    }
    Ok(Edtf::DateTime(date))
}

/// The state of the parser: the text, a byte offset, and the qualifiers read so far.
struct Parser<'a> {
    bytes: &'a [u8],
    offset: usize,
    is_uncertain: bool,
    is_approximate: bool,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.offset).copied()
    }

    fn next_if(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.offset += usize::from(is_next);
        is_next
    }

    /// Reads a qualifier, if one is next. A qualifier of one part counts for the whole date.
    fn qualifier(&mut self) {
        let next = self.peek();
        if let Some(b'?' | b'~' | b'%') = next {
            self.offset += 1;
            self.is_uncertain |= next != Some(b'~');
            self.is_approximate |= next != Some(b'?');
        }
    }

    /// Reads `N` digits, each of which may be unspecified (`X`).
    fn digits_or_x<const N: usize>(&mut self, message: &'static str) -> Result<[Option<u8>; N], EdtfError> {
        let mut digits = [None; N];
        for digit in &mut digits {
            let next = self.peek();
            self.offset += usize::from(next.is_some());
            match next {
                Some(next @ b'0'..=b'9') => *digit = Some(next - b'0'),
                Some(b'X') => {}
                _ => return Err(EdtfError(self.offset.saturating_sub(1), message)),
            }
        }
        Ok(digits)
    }

    /// Reads a number: its value, and its length in digits.
    fn number(&mut self) -> Result<(i64, u32), EdtfError> {
        let (start, mut value, mut length) = (self.offset, 0_i64, 0);
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            self.offset += 1;
            length += 1;
            let longer = value.checked_mul(10).and_then(|value| value.checked_add(i64::from(digit - b'0')));
            value = longer.ok_or(EdtfError(start, "number out of range"))?;
        }
        Ok((value, length))
    }

    /// Reads the number of significant digits of a year, after its `S`.
    fn significant(&mut self, most: u32, message: &'static str) -> Result<Option<u32>, EdtfError> {
        let at = self.offset;
        let (digits, _) = self.number()?;
        match u32::try_from(digits) {
            Ok(digits) if digits >= 1 && digits <= most => Ok(Some(digits)),
            _ => Err(EdtfError(at, message)),
        }
    }

    fn point(self, year: Year, significant: Option<u32>, [month, day]: [Option<Field>; 2]) -> Point {
        let Self { is_uncertain, is_approximate, .. } = self;
        Point { year, significant, month, day, is_uncertain, is_approximate }
    }
}

/// Parses the date between the byte offsets `from` and `to`.
fn point(text: &str, from: usize, to: usize) -> Result<Point, EdtfError> {
    let bytes = &text.as_bytes()[..to];
    let mut parser = Parser { bytes, offset: from, is_uncertain: false, is_approximate: false };
    if parser.next_if(b'Y') {
        return far_year(parser);
    }
    parser.qualifier();
    let is_negative = parser.next_if(b'-');
    let year_at = parser.offset;
    let digits = parser.digits_or_x("year must have exactly four digits (or X)")?;
    let is_masked = digits.contains(&None);
    if is_negative && is_masked {
        return Err(EdtfError(year_at, "negative years cannot contain unspecified digits"));
    }
    if is_negative && digits == [Some(0); 4] {
        return Err(EdtfError(year_at - 1, "-0000 is not a valid year"));
    }
    let mut significant = None;
    if parser.next_if(b'S') {
        if is_masked {
            return Err(EdtfError(parser.offset - 1, "significant digits cannot combine with unspecified digits"));
        }
        significant = parser.significant(4, "significant digits must be 1-4 for a four-digit year")?;
    }
    parser.qualifier();
    let year = Year::Digits { is_negative, digits };
    if parser.peek().is_none() {
        return Ok(parser.point(year, significant, [None; 2]));
    }
    if significant.is_some() {
        return Err(EdtfError(parser.offset, "no month or day may follow"));
    }
    if !parser.next_if(b'-') {
        return Err(EdtfError(parser.offset, "expected '-' before month"));
    }
    parser.qualifier();
    let month_at = parser.offset;
    let month = parser.digits_or_x("month must be two digits (or X)")?;
    parser.qualifier();
    let (mut day_at, mut day) = (month_at, None);
    if parser.peek().is_some() {
        if !parser.next_if(b'-') {
            return Err(EdtfError(parser.offset, "expected '-' before day"));
        }
        parser.qualifier();
        day_at = parser.offset;
        day = Some(parser.digits_or_x("day must be two digits (or X)")?);
        parser.qualifier();
        if parser.peek().is_some() {
            return Err(EdtfError(parser.offset, "unexpected characters after day"));
        }
    }
    match number(month) {
        Some(1..=12) => {}
        Some(21..=41) if day.is_none() => {}
        Some(21..=41) => return Err(EdtfError(day_at, "sub-year groupings cannot carry a day")),
        Some(_) => return Err(EdtfError(month_at, "month must be 01-12 or a sub-year code 21-41")),
        None if (1..=12).any(|number| matches(&month, number)) => {}
        None => return Err(EdtfError(month_at, "no calendar month matches the unspecified digits")),
    }
    let point = parser.point(year, None, [Some(month), day]);
    if day.is_some() && point.extreme(false).is_none() {
        return Err(EdtfError(day_at, "day is out of range for the month"));
    }
    Ok(point)
}

/// Parses a year of more than four digits, after its `Y` (ISO 8601-2, sections 4.7.2 to 4.7.4).
fn far_year(mut parser: Parser<'_>) -> Result<Point, EdtfError> {
    let is_negative = parser.next_if(b'-');
    let year_at = parser.offset;
    let (digits, length) = parser.number()?;
    if length == 0 {
        return Err(EdtfError(parser.offset, "expected digits after 'Y'"));
    }
    if digits > 0 && length != digits.ilog10() + 1 {
        return Err(EdtfError(year_at, "leading zeros are not allowed in Y-prefixed years"));
    }
    let mut exponent = 0;
    if parser.next_if(b'E') {
        let at = parser.offset;
        let (value, length) = parser.number()?;
        if length == 0 {
            return Err(EdtfError(at, "expected digits after exponent 'E'"));
        }
        if digits == 0 {
            return Err(EdtfError(year_at, "exponential year significand cannot be zero"));
        }
        exponent = u32::try_from(value).ok().filter(|&value| value <= 100_000).unwrap_or(u32::MAX);
        if exponent == u32::MAX {
            return Err(EdtfError(at, "number out of range"));
        }
    }
    let value = 10_i64.checked_pow(exponent).and_then(|power| digits.checked_mul(power));
    if value.is_some_and(|value| value <= 9999) {
        return Err(EdtfError(year_at, "Y-prefixed years require |year| > 9999"));
    }
    let mut significant = None;
    if parser.next_if(b'S') {
        significant = parser.significant(length + exponent, "significant digits exceed the year's digit count")?;
    }
    parser.qualifier();
    if parser.peek().is_some() {
        return Err(EdtfError(parser.offset, "no month or day may follow"));
    }
    let value = value.map(|value| if is_negative { -value } else { value });
    Ok(parser.point(Year::Far { is_negative, value }, significant, [None; 2]))
}
