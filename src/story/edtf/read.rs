//! Reading EDTF strings.

use std::fmt;

use super::{Edtf, Endpoint, Field, Point, Year, matches, number};

/// What is wrong with a text, and with which of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EdtfError(usize, &'static str);

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid EDTF at offset {}: {}", self.0, self.1)
    }
}

impl Edtf {
    /// Reads an EDTF string.
    ///
    /// # Errors
    ///
    /// What is wrong first. A set of dates is not known here.
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

fn interval(text: &str, slash: usize) -> Result<Edtf, EdtfError> {
    if let Some(second) = text.bytes().skip(slash + 1).position(|byte| byte == b'/') {
        return Err(EdtfError(slash + 1 + second, "interval must contain exactly one '/'"));
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
        return Err(EdtfError(at, "interval end precedes interval start"));
    }
    Ok(Edtf::Interval(start, end))
}

/// A day and a time, of which nothing is kept (annex A.4.3).
fn day_with_time(text: &str, t: usize) -> Result<Edtf, EdtfError> {
    let bytes = text.as_bytes();
    if t != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(EdtfError(0, "date-times require a complete YYYY-MM-DD date"));
    }
    if let Some(at) = [0, 1, 2, 3, 5, 6, 8, 9].into_iter().find(|&at| !bytes[at].is_ascii_digit()) {
        return Err(EdtfError(at, "date-times require a plain all-digit date"));
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
    let of_time = [11, 14, 17].map(|at| two(at).ok_or(EdtfError(at, "time components must be two digits")));
    let [hour, minute, second] = [of_time[0]?, of_time[1]?, of_time[2]?];
    if hour > 23 {
        return Err(EdtfError(11, "hour must be 00-23 (24 is not allowed)"));
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
            return Err(EdtfError(19, "time shift must be Z, +hh, +hh:mm or negative"));
        }
        if shift.len() != 3 && (shift.len() != 6 || shift[3] != b':') {
            return Err(EdtfError(19, "time shift must be ±hh or ±hh:mm"));
        }
        let no_digits = |at: usize| EdtfError(19 + at, "time shift components must be two digits");
        let hours = two(20).ok_or(no_digits(1))?;
        let minutes = if shift.len() == 3 { 0 } else { two(23).ok_or(no_digits(4))? };
        if minutes > 59 {
            return Err(EdtfError(23, "shift minutes must be 00-59"));
        }
        match u16::from(hours) * 60 + u16::from(minutes) {
            841.. => return Err(EdtfError(19, "time shift exceeds ±14:00")),
            0 if shift[0] == b'-' => return Err(EdtfError(19, "negative zero time shift is not allowed")),
            _ => {}
        }
    }
    Ok(Edtf::DateTime(date))
}

/// What is left of a text to be read, and what was seen of qualifiers.
struct Rest<'a> {
    bytes: &'a [u8],
    at: usize,
    is_uncertain: bool,
    is_approximate: bool,
}

impl Rest<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// A qualifier, if one is next. Whatever part of a date it is of, it is told of the whole.
    fn qualifier(&mut self) {
        let next = self.peek();
        if let Some(b'?' | b'~' | b'%') = next {
            self.at += 1;
            self.is_uncertain |= next != Some(b'~');
            self.is_approximate |= next != Some(b'?');
        }
    }

    /// So many digits, each of which may be masked.
    fn masked<const N: usize>(&mut self, flaw: &'static str) -> Result<[Option<u8>; N], EdtfError> {
        let mut digits = [None; N];
        for digit in &mut digits {
            let next = self.peek();
            self.at += usize::from(next.is_some());
            match next {
                Some(next @ b'0'..=b'9') => *digit = Some(next - b'0'),
                Some(b'X') => {}
                _ => return Err(EdtfError(self.at.saturating_sub(1), flaw)),
            }
        }
        Ok(digits)
    }

    /// A number, and how many digits it has.
    fn number(&mut self) -> Result<(i64, u32), EdtfError> {
        let (start, mut value, mut length) = (self.at, 0_i64, 0);
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            self.at += 1;
            length += 1;
            let longer = value.checked_mul(10).and_then(|value| value.checked_add(i64::from(digit - b'0')));
            value = longer.ok_or(EdtfError(start, "number out of supported range"))?;
        }
        Ok((value, length))
    }

    /// How many digits of a year are significant, after its `S`.
    fn significant(&mut self, most: u32, flaw: &'static str) -> Result<Option<u32>, EdtfError> {
        let at = self.at;
        let (digits, _) = self.number()?;
        match u32::try_from(digits) {
            Ok(digits) if digits >= 1 && digits <= most => Ok(Some(digits)),
            _ => Err(EdtfError(at, flaw)),
        }
    }

    fn point(self, year: Year, significant: Option<u32>, [month, day]: [Option<Field>; 2]) -> Point {
        let Self { is_uncertain, is_approximate, .. } = self;
        Point { year, significant, month, day, is_uncertain, is_approximate }
    }
}

/// Reads the date that is written from one byte of a text to another.
fn point(text: &str, from: usize, to: usize) -> Result<Point, EdtfError> {
    let bytes = &text.as_bytes()[..to];
    let mut rest = Rest { bytes, at: from, is_uncertain: false, is_approximate: false };
    if rest.eat(b'Y') {
        return far_year(rest);
    }
    rest.qualifier();
    let is_negative = rest.eat(b'-');
    let year_at = rest.at;
    let digits = rest.masked("year must have exactly four digits (or X)")?;
    let is_masked = digits.contains(&None);
    if is_negative && is_masked {
        return Err(EdtfError(year_at, "negative years cannot contain unspecified digits"));
    }
    if is_negative && digits == [Some(0); 4] {
        return Err(EdtfError(year_at - 1, "-0000 is not a valid year"));
    }
    let mut significant = None;
    if rest.eat(b'S') {
        if is_masked {
            return Err(EdtfError(rest.at - 1, "significant digits cannot combine with unspecified digits"));
        }
        significant = rest.significant(4, "significant digits must be 1-4 for a four-digit year")?;
    }
    rest.qualifier();
    let year = Year::Digits { is_negative, digits };
    if rest.peek().is_none() {
        return Ok(rest.point(year, significant, [None; 2]));
    }
    if significant.is_some() {
        return Err(EdtfError(rest.at, "significant-digit years are year-precision only"));
    }
    if !rest.eat(b'-') {
        return Err(EdtfError(rest.at, "expected '-' before month"));
    }
    rest.qualifier();
    let month_at = rest.at;
    let month = rest.masked("month must be two digits (or X)")?;
    rest.qualifier();
    let (mut day_at, mut day) = (month_at, None);
    if rest.peek().is_some() {
        if !rest.eat(b'-') {
            return Err(EdtfError(rest.at, "expected '-' before day"));
        }
        rest.qualifier();
        day_at = rest.at;
        day = Some(rest.masked("day must be two digits (or X)")?);
        rest.qualifier();
        if rest.peek().is_some() {
            return Err(EdtfError(rest.at, "unexpected characters after day"));
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
    let point = rest.point(year, None, [Some(month), day]);
    if day.is_some() && point.extreme(false).is_none() {
        return Err(EdtfError(day_at, "day is out of range for the month"));
    }
    Ok(point)
}

/// A year with more than four digits, after its `Y` (ISO 8601-2, sections 4.7.2 to 4.7.4).
fn far_year(mut rest: Rest<'_>) -> Result<Point, EdtfError> {
    let is_negative = rest.eat(b'-');
    let year_at = rest.at;
    let (digits, length) = rest.number()?;
    if length == 0 {
        return Err(EdtfError(rest.at, "expected digits after 'Y'"));
    }
    if digits > 0 && length != digits.ilog10() + 1 {
        return Err(EdtfError(year_at, "leading zeros are not allowed in Y-prefixed years"));
    }
    let mut exponent = 0;
    if rest.eat(b'E') {
        let at = rest.at;
        let (value, length) = rest.number()?;
        if length == 0 {
            return Err(EdtfError(at, "expected digits after exponent 'E'"));
        }
        if digits == 0 {
            return Err(EdtfError(year_at, "exponential year significand cannot be zero"));
        }
        exponent = u32::try_from(value).ok().filter(|&value| value <= 100_000).unwrap_or(u32::MAX);
        if exponent == u32::MAX {
            return Err(EdtfError(at, "exponent out of supported range"));
        }
    }
    let value = 10_i64.checked_pow(exponent).and_then(|power| digits.checked_mul(power));
    if value.is_some_and(|value| value <= 9999) {
        return Err(EdtfError(year_at, "Y-prefixed years require |year| > 9999"));
    }
    let mut significant = None;
    if rest.eat(b'S') {
        significant = rest.significant(length + exponent, "significant digits exceed the year's digit count")?;
    }
    rest.qualifier();
    if rest.peek().is_some() {
        return Err(EdtfError(rest.at, "Y-prefixed years are year-precision only"));
    }
    let value = value.map(|value| if is_negative { -value } else { value });
    Ok(rest.point(Year::Far { is_negative, value }, significant, [None; 2]))
}
